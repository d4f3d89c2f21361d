// Package module finds the app clients in Terraform source: the files of a
// folder, which are a module, and the modules that it calls.
package module

import (
	"maps"
	"os"
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

// Values are the values of variables.
type Values struct {
	// Parameters are values as text, by name.
	Parameters map[string]string
	// Defaults reports whether other variables have their defaults.
	Defaults bool
	// Files are the names of files such as terraform.tfvars, the last of which
	// counts most. Parameters count more.
	Files []string
}

// File is a file, and what is declared in it.
type File struct {
	Name string
	Data []byte
	// HasValues reports whether it has values of variables.
	HasValues bool
	// Broken is why it could not be read, or nil.
	Broken *document.Problem
	worlds.Declared
	// Unread are the calls of modules that are not read because they are not
	// there.
	Unread []document.Problem
}

const (
	// maxFile is how many bytes a file may have, and maxFiles all of them.
	maxFile, maxFiles = 4 << 20, 64 << 20
	// maxCalls is how deep modules may call each other, maxInstances how
	// often modules are called, and maxKeys how many keys of a for_each or
	// values of a count are told apart.
	maxCalls, maxInstances, maxKeys = 20, 2_000, 1_000
	// maxKeyBranches is how many branches are looked at to find them.
	maxKeyBranches = 200
)

const tooLarge = "is larger than 4 MiB"

// reader reads modules.
type reader struct {
	values Values
	// lacks are the members of a UserPoolClient that no resource has.
	lacks   []string
	within  []string
	read    func(name string) ([]byte, error)
	folders map[string]*folder
	files   map[string]*File
	// order is that in which files were read.
	order []string
	// called are the folders that others call, and installed those that
	// terraform init installed for a folder.
	called    map[string]bool
	installed map[string]map[string]string
	size      int
	instances int
	// left is what files may still take to parse.
	left *budget
}

// Read reads the modules that files are part of, and those that they call, as
// far as they are within folders. Their clients lack some of the members of a
// UserPoolClient. It returns the files in the order in which they were read, by
// read.
func Read(files, within, lacks []string, values Values, read func(name string) ([]byte, error)) []*File {
	r := &reader{
		values: values, lacks: append(slices.Clone(lacks), "ClientId"), read: read, folders: map[string]*folder{}, files: map[string]*File{},
		called: map[string]bool{}, installed: map[string]map[string]string{}, left: newBudget(),
	}
	for _, name := range within {
		if real, err := filepath.EvalSymlinks(name); err == nil {
			r.within = append(r.within, absolute(real))
		}
	}
	var given []string
	for _, name := range files {
		if dir := filepath.Dir(name); !slices.Contains(given, dir) {
			given = append(given, dir)
		}
	}
	for _, dir := range given {
		r.folder(dir)
	}
	for _, dir := range given {
		for _, call := range r.folders[dir].calls {
			if to, ok := r.local(dir, call); ok {
				r.called[absolute(to)] = true
			}
		}
	}
	for _, dir := range given {
		if !r.called[absolute(dir)] {
			r.root(dir)
		}
	}
	for _, dir := range given {
		// It is called only by modules that call each other.
		if !r.folders[dir].isDone {
			r.root(dir)
		}
	}
	var all []*File
	for _, name := range r.order {
		all = append(all, r.files[name])
	}
	return all
}

func absolute(name string) string {
	if full, err := filepath.Abs(name); err == nil {
		return full
	}
	return filepath.Clean(name)
}

// isWithin reports whether a file or a folder, where links lead, is in one of
// the folders that may be read.
func (r *reader) isWithin(name string) bool {
	real, err := filepath.EvalSymlinks(name)
	return err == nil && slices.ContainsFunc(r.within, func(folder string) bool {
		relative, err := filepath.Rel(folder, absolute(real))
		return err == nil && filepath.IsLocal(relative)
	})
}

// folder reads the files of a folder once.
func (r *reader) folder(dir string) *folder {
	if f := r.folders[dir]; f != nil {
		return f
	}
	var files []*file
	entries, _ := os.ReadDir(dir)
	for _, entry := range entries {
		name := filepath.Join(dir, entry.Name())
		if !IsSource(name) {
			continue
		}
		if f := r.file(name); f != nil {
			files = append(files, f)
		}
	}
	f := newFolder(dir, files)
	r.folders[dir] = f
	return f
}

// file reads a file. It returns nil for one that is not there for us, such as a
// link to another folder.
func (r *reader) file(name string) *file {
	if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() || !r.isWithin(name) {
		return nil
	}
	data, err := r.read(name)
	f := &file{name: name, data: data}
	switch {
	case err != nil:
		f.problem = &document.Problem{Message: err.Error()}
	case len(data) > maxFile:
		f.problem = &document.Problem{Message: tooLarge}
	case r.size+len(data) > maxFiles:
		f.problem = &document.Problem{Message: "was not checked: the modules have more than 64 MiB"}
	default:
		r.size += len(data)
		f = parse(name, data, r.left)
	}
	r.order = append(r.order, name)
	r.files[name] = &File{Name: name, Data: data, Broken: f.problem}
	return f
}

// local returns the folder of a module with a local path that a block calls. It
// is not ok for others.
func (r *reader) local(dir string, call *block) (to string, ok bool) {
	source, isText := literalText(call.expression("source"))
	if !isText || !strings.HasPrefix(source, "./") && !strings.HasPrefix(source, "../") && source != "." && source != ".." {
		return "", false
	}
	return filepath.Join(dir, filepath.FromSlash(source)), true
}

// root checks a module that is called nowhere.
func (r *reader) root(dir string) {
	f := r.folders[dir]
	f.usesDefaults = r.values.Defaults
	r.assign(f)
	if name := filepath.Join(dir, ".terraform", "modules", "modules.json"); r.isWithin(name) {
		if data, err := r.read(name); err == nil && len(data) <= maxFile {
			r.installed[dir] = installed(data)
		}
	}
	r.instance(&instance{folder: f, root: dir})
}

// assign gives the variables of a module the values that Terraform gives them.
func (r *reader) assign(f *folder) {
	entries, _ := os.ReadDir(f.name)
	names := []string{"terraform.tfvars", "terraform.tfvars.json"}
	for _, entry := range entries {
		if IsBeside(entry.Name()) && !slices.Contains(names, entry.Name()) {
			names = append(names, entry.Name())
		}
	}
	for _, name := range names {
		name = filepath.Join(f.name, name)
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() && r.isWithin(name) {
			r.assignFrom(f, name, true)
		}
	}
	for _, name := range r.values.Files {
		r.assignFrom(f, name, false)
	}
	for _, name := range slices.Sorted(maps.Keys(r.values.Parameters)) {
		declared := f.variables[name]
		if declared == nil {
			continue
		}
		file := r.files[declared.block.file.name]
		if message := declared.giveText(r.values.Parameters[name]); message != "" {
			r.add(file, document.Problem{Place: declared.block.at, Path: "var." + name, Message: message + ": change the value given with -parameter"})
		}
		file.Parameters = append(file.Parameters, name)
	}
}

// assignFrom gives the variables of a module the values of a file.
func (r *reader) assignFrom(f *folder, name string, isBeside bool) {
	data, err := r.read(name)
	file := &File{Name: name, HasValues: true}
	switch {
	case err != nil:
		r.add(file, document.Problem{Message: err.Error()})
		return
	case len(data) > maxFile:
		r.add(file, document.Problem{Message: tooLarge})
		return
	}
	if p := f.assign(name, data, r.left); p != nil {
		r.add(file, *p)
	}
	if isBeside && slices.ContainsFunc(f.resources, isClient) {
		file = r.add(file)
		file.Notes = append(file.Notes, document.Problem{Place: document.Start, Message: "gives variables of the module their values"})
	}
}

// add adds problems to those of a file, which is added if it is not there.
func (r *reader) add(f *File, problems ...document.Problem) *File {
	if r.files[f.Name] == nil {
		r.order = append(r.order, f.Name)
		r.files[f.Name] = f
	}
	f = r.files[f.Name]
	for _, p := range problems {
		if !slices.Contains(f.Problems, p) {
			f.Problems = append(f.Problems, p)
		}
	}
	return f
}

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
	in.folder.isDone = true
	if in.folder.isOpen {
		return
	}
	for _, b := range in.folder.resources {
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
			folder: r.folder(r.name(dir)), parent: in, call: call, key: k,
			path: in.path + "module." + call.label(0) + k.String() + ".", root: in.root, names: names,
		})
	}
}

// name returns the name under which a folder is known, if it is.
func (r *reader) name(dir string) string {
	for known := range r.folders {
		if absolute(known) == absolute(dir) {
			return known
		}
	}
	return dir
}

// resource adds the clients of a resource.
func (r *reader) resource(b *block, in *instance) {
	s := &scope{in: in, file: b.file}
	file := r.files[b.file.name]
	for _, k := range r.keys(b, s) {
		address := in.path + b.label(0) + "." + b.label(1) + k.String()
		if in.call != nil || k.isFirst {
			r.add(file, compare(b, address, r.lacks).problems...)
		}
		c := r.newClient(b, in, k, address)
		c.MayBeNone = k.kind == anyCount || k.kind == anyEach
		file.Clients = append(file.Clients, c)
	}
}

// key tells the instances of a block apart.
type key struct {
	kind  keyKind
	index int
	text  string
	// isFirst reports whether it is the first of the block, and isOnly whether
	// there is one at most.
	isFirst, isOnly bool
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
			k.isFirst = len(found) == 0
			found = append(found, k)
		}
	}
	count, each := b.expression("count"), b.expression("for_each")
	if count == nil && each == nil {
		return []key{{isFirst: true}}
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
		return []key{{kind: other, isFirst: true}}
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

// number returns a count, and whether it is known.
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
			exists, index = !isKnown || n > maxKeys, e.unknown(s.in.path+b.label(0)+"."+b.label(1)+" count.index", cty.Number, false)
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
	case k.kind == anyEach && isOpen(e.keysOf(v, false)):
		keyOf = e.unknown(s.in.path+b.label(0)+"."+b.label(1)+" each.key", cty.String, false).from(v)
		found = e.anyElement(v, keyOf)
	}
	if found == nil {
		return false, nil, nil
	}
	found = found.in(v)
	return true, map[string]*value{"each": mappingOf(map[string]*value{"key": keyOf, "value": found})}, nil
}

// isOpen reports whether some keys are not told apart.
func isOpen(keys []key) bool {
	return len(keys) > maxKeys || slices.ContainsFunc(keys, func(k key) bool { return k.kind == anyEach })
}

// anyElement returns an element of a for_each that is not known.
func (e *evaluator) anyElement(v, keyOf *value) *value {
	typ := cty.Type(cty.DynamicPseudoType)
	switch {
	case v.shape == sequence, v.shape == symbol && v.typ.IsSetType():
		// The value in a set is the key.
		return keyOf
	case v.shape == symbol && v.typ.IsMapType():
		typ = v.typ.ElementType()
	}
	return e.unknown(keyOf.text+" each.value", typ, true).from(v)
}
