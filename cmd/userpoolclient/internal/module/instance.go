package module

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/terraform"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// instance is a module as it is called.
type instance struct {
	folder *folder
	parent *instance
	// call is nil for a module that is called nowhere.
	call *block
	key  key
	// path begins the addresses in the module, such as "module.auth.".
	path string
	// root is the folder of the module that is called nowhere, and names are
	// those of the calls from there.
	root  string
	names []string
}

// caller returns the scope of the block that calls the module.
func (in *instance) caller(e *evaluator) *scope {
	s := &scope{in: in.parent, file: in.call.file}
	_, names, err := e.repetition(in.call, s, in.key)
	if err == nil {
		s.names = names
	}
	return s
}

// exists reports whether a module is called in the current branch.
func (in *instance) exists(e *evaluator) (bool, error) {
	if in.parent == nil {
		return true, nil
	}
	exists, err := in.parent.exists(e)
	if !exists || err != nil {
		return false, err
	}
	exists, _, err = e.repetition(in.call, &scope{in: in.parent, file: in.call.file}, in.key)
	return exists, err
}

// instance finds the clients of a module as it is called, and the modules that
// it calls.
func (r *reader) instance(in *instance) {
	in.folder.isVisited = true
	if in.folder.mayBeOverridden {
		return
	}
	for _, b := range slices.Concat(in.folder.resources, in.folder.again) {
		if isClient(b) {
			r.resource(b, in)
		}
	}
	for _, call := range in.folder.calls {
		r.call(call, in)
	}
}

func isClient(b *block) bool { return terraform.ResourceOf(b.label(0)) != nil }

// call finds the clients of a module that a block calls.
func (r *reader) call(call *block, in *instance) {
	f := r.files[call.file.name]
	unread := func(list *[]document.Problem, message string) {
		p := document.Problem{Place: call.at, Path: in.path + "module." + call.label(0), Message: message}
		if !slices.Contains(*list, p) {
			*list = append(*list, p)
		}
	}
	names := append(slices.Clone(in.names), call.label(0))
	dir, isLocal := r.local(in.folder.name, call)
	if !isLocal {
		at, isInstalled := r.installed[in.root][strings.Join(names, ".")]
		if !isInstalled {
			unread(&f.Unread, "was not checked: it is not a local path, and terraform init has not installed it")
			return
		}
		dir = filepath.Join(in.root, at)
	}
	if !r.isWithin(dir) {
		unread(&f.Notes, "was not checked: it is not in the folders given")
		return
	}
	for up := in; up != nil; up = up.parent {
		if absolute(up.folder.name) == absolute(dir) {
			r.add(f, document.Problem{Place: call.at, Path: "module." + call.label(0), Message: "must not call a module that calls it"})
			return
		}
	}
	keys := r.keys(call, &scope{in: in, file: call.file})
	if len(names) > maxCalls || r.instances+len(keys) > maxInstances {
		unread(&f.Notes, "was not checked: there are too many calls")
		return
	}
	for _, k := range keys {
		r.instances++
		r.instance(&instance{
			folder: r.folder(dir), parent: in, call: call, key: k,
			path: in.path + "module." + call.label(0) + k.String() + ".", root: in.root, names: names,
		})
	}
}

// resource adds the clients of a resource.
func (r *reader) resource(b *block, in *instance) {
	s := &scope{in: in, file: b.file}
	file := r.files[b.file.name]
	address := b.label(0) + "." + b.label(1)
	if !r.compared[b] {
		r.compared[b] = true
		if len(b.labels) != 2 {
			r.add(file, document.Problem{Place: b.at, Path: strings.Join(b.labels, "."), Message: "must have a type and a name"})
		} else if slices.Contains(in.folder.again, b) {
			r.add(file, document.Problem{Place: b.at, Path: address, Message: "must be declared only once"})
		}
		r.add(file, compare(b, address, r.lacks).problems...)
	}
	for _, k := range r.keys(b, s) {
		if r.clients++; r.clients > maxClients {
			if r.clients == maxClients+1 {
				file.Notes = append(file.Notes, document.Problem{Place: b.at, Path: in.path + address, Message: "was not checked: there are too many clients"})
			}
			return
		}
		c := r.newClient(b, in, k, in.path+address+k.String())
		c.MayBeNone = k.kind == anyCount || k.kind == anyEach
		file.Clients = append(file.Clients, c)
	}
}

// key identifies an instance of a block.
type key struct {
	kind  keyKind
	index int
	text  string
	// isOnly reports whether there is one at most.
	isOnly bool
}

type keyKind uint8

const (
	// single is that of a block without count and for_each.
	single keyKind = iota
	byCount
	byEach
	// anyCount and anyEach stand for instances that are not known.
	anyCount
	anyEach
)

// String returns a key as it ends an address. It is "" for an instance that
// stands for others, and for one that is there or not.
func (k key) String() string {
	switch {
	case k.kind == byCount && !k.isOnly:
		return "[" + strconv.Itoa(k.index) + "]"
	case k.kind == byEach:
		return "[" + strconv.Quote(k.text) + "]"
	}
	return ""
}

// keys returns the keys that a block may have in some branch.
func (r *reader) keys(b *block, s *scope) []key {
	found := []key{}
	seen := map[key]bool{}
	add := func(k key) {
		if !seen[k] {
			seen[k] = true
			found = append(found, k)
		}
	}
	count, each := b.expression("count"), b.expression("for_each")
	if count == nil && each == nil {
		return []key{{}}
	}
	c := &worlds.Client{}
	e := newEvaluator(c)
	x, other := each, anyEach
	if count != nil {
		x, other = count, anyCount
	}
	isComplete := c.Branches(maxKeyBranches, func() bool {
		e.begin()
		if exists, err := s.in.exists(e); !exists || err != nil {
			return true
		}
		v, err := e.eval(x, s)
		if err != nil {
			return true
		}
		for _, k := range e.keysOf(v, count != nil) {
			add(k)
		}
		return len(found) <= maxKeys
	})
	switch {
	case len(found) > maxKeys:
		return []key{{kind: other}}
	case !isComplete:
		add(key{kind: other})
	}
	if len(found) == 1 && e.unknowns > 0 {
		found[0].isOnly = true
	}
	return found
}

// keysOf returns the keys of a count or a for_each.
func (e *evaluator) keysOf(v *value, isCount bool) []key {
	if isCount {
		n, isKnown := e.number(v)
		if !isKnown {
			return []key{{kind: anyCount}}
		}
		var keys []key
		for i := range min(n, maxKeys+1) {
			keys = append(keys, key{kind: byCount, index: i})
		}
		return keys
	}
	var keys []key
	switch {
	case v.shape == symbol, v.any(isSecret):
		// The keys of what is secret are not shown.
		return []key{{kind: anyEach}}
	case v.shape == mapping:
		for _, k := range v.keys {
			keys = append(keys, key{kind: byEach, text: k})
		}
	case v.shape == sequence:
		for _, element := range v.elements {
			if element.isRest || !element.isText() {
				keys = append(keys, key{kind: anyEach})
				continue
			}
			keys = append(keys, key{kind: byEach, text: element.text})
		}
	}
	return keys
}

// number returns a count and whether it is known. Null counts as a known 0:
// deployment fails.
func (e *evaluator) number(v *value) (n int, isKnown bool) {
	v = e.scalar(v)
	if v.shape != scalar || !v.isKnown() {
		return 0, v.shape != scalar
	}
	n, err := strconv.Atoi(v.text)
	return n, err == nil
}

// repetition reports whether a block has an instance with a key in the current
// branch, and returns each and count in it.
func (e *evaluator) repetition(b *block, s *scope, k key) (exists bool, names map[string]*value, err error) {
	if k.kind == single {
		return true, nil, nil
	}
	evaluate := func(x hclsyntax.Expression, name string) (*value, error) {
		return e.once(s.in, name+" of "+s.describe(x), func() (*value, error) { return e.eval(x, s) })
	}
	if k.kind == byCount || k.kind == anyCount {
		v, err := evaluate(b.expression("count"), "count")
		if err != nil {
			return false, nil, err
		}
		n, isKnown := e.number(v)
		index := numberValue(k.index)
		exists := k.kind == byCount && isKnown && k.index < n
		if k.kind == anyCount {
			exists, index = !isKnown || n > maxKeys, e.countIndex(v, s.in.path+b.label(0)+"."+b.label(1))
		}
		return exists, map[string]*value{"count": mappingOf(map[string]*value{"index": index})}, nil
	}
	v, err := evaluate(b.expression("for_each"), "for_each")
	if err != nil {
		return false, nil, err
	}
	if e.isNull(v) {
		return false, nil, errFails
	}
	var found *value
	keyOf := textValue(k.text)
	switch {
	case k.kind == byEach && v.shape == mapping:
		found = v.member(k.text)
	case k.kind == byEach && v.shape == sequence:
		if i := slices.IndexFunc(v.elements, func(element *value) bool { return element.isText() && element.text == k.text }); i >= 0 {
			found = v.elements[i]
		}
	case k.kind == anyEach && hasAny(e.keysOf(v, false)):
		keyOf, found, err = e.anyElement(v, s.in.path+b.label(0)+"."+b.label(1))
		if err != nil {
			return false, nil, err
		}
	}
	if found == nil {
		return false, nil, nil
	}
	found = found.in(v)
	return true, map[string]*value{"each": mappingOf(map[string]*value{"key": keyOf, "value": found})}, nil
}

// hasAny reports whether some keys are not told apart.
func hasAny(keys []key) bool {
	return len(keys) > maxKeys || slices.ContainsFunc(keys, func(k key) bool { return k.kind == anyEach })
}

// anyElement returns the key and the value of an element of a for_each that is
// not known. What is known of elements that are computed is not remembered.
func (e *evaluator) anyElement(v *value, name string) (keyOf, found *value, err error) {
	if v.shape == symbol && !v.isDerived {
		keyOf = e.root(v.text+"[each.key]", cty.String, false)
		keyOf.isSecret = v.isSecret
		e.decided(v, "has an element")
		if v.typ.IsSetType() {
			return keyOf, keyOf, nil
		}
		found, err = e.index(v, keyOf)
		return keyOf, found, err
	}
	keyOf = e.root(name+" each.key", cty.String, false).from(v)
	keyOf.isDoubtful = true
	if v.shape == sequence || v.shape == symbol && v.typ.IsSetType() {
		return keyOf, keyOf, nil
	}
	found = e.root(name+" each.value", cty.DynamicPseudoType, true).from(v)
	found.isDoubtful = true
	return keyOf, found, nil
}

// countIndex returns the index in a count that is not known.
func (e *evaluator) countIndex(v *value, name string) *value {
	e.decided(v, "is not 0")
	index := e.root(name+" count.index", cty.Number, false).from(v)
	index.isDoubtful = true
	return index
}
