package module

import (
	"crypto/sha256"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// evaluator evaluates expressions in the current branch of a client.
type evaluator struct {
	*worlds.Client
	conditions map[string]*namedCondition
	// parsed are the conditions that expressions are.
	parsed map[hclsyntax.Expression]*writtenCondition
	// done are the values of locals, variables and repetitions in the current
	// branch. They are nil while they are evaluated.
	done  map[named]*result
	epoch int
	// constants are the same in all branches.
	constants map[named]*result
	// unknowns counts what is read that is not known, and risks what may fail
	// for some values of it.
	unknowns, risks int
	// inCondition reports whether a condition is evaluated, so that those that
	// it depends on are not conditions of the client.
	inCondition bool
	// facts are what is decided of each root in the current branch.
	facts map[string]map[string]bool
	// depth is how deep expressions are nested, and steps how many have been
	// evaluated in the current branch.
	depth, steps int
}

// named is what is evaluated once in a branch.
type named struct {
	in   *instance
	name string
	// inCondition reports whether it is evaluated for a condition.
	inCondition bool
}

type result struct {
	value *value
	err   error
}

// scope is where an expression is evaluated.
type scope struct {
	in   *instance
	file *file
	// names are the values of each, count, and the iterators of dynamic blocks
	// and for expressions.
	names map[string]*value
	// item is that of a splat.
	item *value
	up   *scope
}

// errFails is why there is no value: deployment fails.
var errFails = errors.New("fails")

const (
	// maxEvaluated is how deep expressions may be nested, through locals and
	// variables, to be known.
	maxEvaluated = 400
	// maxName is how long the name of an unknown may be.
	maxName = 200
	// maxSteps is how many expressions are evaluated in a branch. The engine
	// counts each as cellsPerStep, and each byte of the arguments of a function
	// as cellsPerByte.
	maxSteps, cellsPerStep, cellsPerByte = 200_000, 80, 4
)

func newEvaluator(c *worlds.Client) *evaluator {
	return &evaluator{Client: c, conditions: map[string]*namedCondition{}, parsed: map[hclsyntax.Expression]*writtenCondition{}, constants: map[named]*result{}}
}

// begin forgets what was evaluated in other branches. It reports whether the
// branch is another one.
func (e *evaluator) begin() bool {
	e.steps = 0
	if e.done != nil && e.epoch == e.Epoch() {
		return false
	}
	e.done, e.facts, e.epoch = map[named]*result{}, map[string]map[string]bool{}, e.Epoch()
	return true
}

// once evaluates what has a name once in a branch, and only once at all if it
// is known. What depends on itself is not known.
func (e *evaluator) once(in *instance, text string, evaluate func() (*value, error)) (*value, error) {
	name := named{in, text, e.inCondition}
	if r, ok := e.constants[name]; ok {
		return r.value, r.err
	}
	if r, ok := e.done[name]; ok {
		if r == nil {
			return e.unknown(name.in.path+name.name+" in itself", cty.DynamicPseudoType, true), nil
		}
		e.unknowns++
		return r.value, r.err
	}
	e.done[name] = nil
	before := e.unknowns
	v, err := evaluate()
	e.done[name] = &result{v, err}
	if e.unknowns == before {
		e.constants[name] = e.done[name]
	}
	return v, err
}

// unknown returns a value that is not known.
func (e *evaluator) unknown(name string, typ cty.Type, isNullable bool) *value {
	e.unknowns++
	// A hash is as good a name, and shorter.
	if len(name) > maxName {
		hash := sha256.Sum256([]byte(name))
		name = string(hash[:])
	}
	return &value{shape: symbol, typ: typ, text: name, isNullable: isNullable, isInvented: true, size: 1}
}

// root returns a value that is not known and depends on nothing else.
func (e *evaluator) root(name string, typ cty.Type, isNullable bool) *value {
	v := e.unknown(name, typ, isNullable)
	v.roots = []string{v.text}
	return v
}

// derived returns the unknown result of an operation on values.
func (e *evaluator) derived(by string, typ cty.Type, isNullable bool, of ...*value) *value {
	var name strings.Builder
	name.WriteString(by + "(")
	for _, v := range of {
		name.WriteString(v.hash() + ",")
	}
	e.risks++
	made := e.unknown(name.String(), typ, isNullable).from(of...)
	made.isDerived = true
	made.isDoubtful = made.isDoubtful || !simple[by] || slices.ContainsFunc(of, isPartlyKnown)
	return made
}

// simple are the operations with results of which each is possible for some
// value of what they are applied to.
var simple = map[string]bool{
	"<": true, "<=": true, ">": true, ">=": true, "contains": true, "endswith": true, "fails": true, "length": true, "some": true,
	"startswith": true, "strcontains": true,
}

// isPartlyKnown reports whether some of a value is known, but not all.
func isPartlyKnown(v *value) bool {
	if v.shape == scalar {
		return worlds.HasPlaceholder(v.text) && !worlds.IsPlaceholder(v.text)
	}
	return v.shape != symbol && !v.isKnown()
}

// opaque returns the value of an expression that is not known, and not null.
func (e *evaluator) opaque(x hclsyntax.Expression, s *scope, typ cty.Type, of ...*value) *value {
	v := e.unknown(s.describe(x), typ, false).from(of...)
	v.isDerived, v.isDoubtful = true, true
	return v
}

// decided remembers what is decided of roots in the current branch: what is
// derived from one may contradict something else that is decided of it, and
// then the branch is impossible.
func (e *evaluator) decided(v *value, fact string) {
	if v.isDoubtful {
		e.Doubt()
	}
	if v.isDerived {
		fact = "derived " + fact
		for i, root := range v.roots {
			if slices.ContainsFunc(v.roots[:i], func(other string) bool { return areRelated(root, other) }) {
				e.Doubt()
			}
		}
	}
	for _, root := range v.roots {
		if e.facts[root] == nil {
			e.facts[root] = map[string]bool{}
		}
		e.facts[root][fact] = true
		for other, facts := range e.facts {
			if !areRelated(root, other) {
				continue
			}
			for earlier := range facts {
				if earlier != fact && (v.isDerived || strings.HasPrefix(earlier, "derived ")) {
					e.Doubt()
				}
			}
		}
	}
}

// areRelated reports whether a root is another or a part of it.
func areRelated(a, b string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	return a == b || b == anyRoot || strings.HasPrefix(a, b) && (a[len(b)] == '.' || a[len(b)] == '[')
}

// eval returns the value of an expression in the current branch.
func (e *evaluator) eval(x hclsyntax.Expression, s *scope) (*value, error) {
	e.Spend(cellsPerStep)
	if e.steps++; e.steps > maxSteps || e.depth >= maxEvaluated {
		e.risks++
		return e.unknown(s.describe(x), cty.DynamicPseudoType, true), nil
	}
	e.depth++
	v, err := e.node(x, s)
	e.depth--
	if err != nil {
		return nil, err
	}
	if v.size > maxSize || v.shape == scalar && len(v.text) > maxText {
		e.risks++
		v = e.opaque(x, s, cty.DynamicPseudoType, v)
		v.isNullable = true
	}
	return v.withPlace(s.file, x.Range().Start), nil
}

// describe returns a name for the value of an expression in a scope.
func (s *scope) describe(x hclsyntax.Expression) string {
	var name strings.Builder
	name.WriteString(s.in.path + " " + s.file.name + ":" + strconv.Itoa(x.Range().Start.Byte) + "-" + strconv.Itoa(x.Range().End.Byte))
	for up := s; up != nil; up = up.up {
		for _, n := range slices.Sorted(maps.Keys(up.names)) {
			name.WriteString(" " + n + "=" + up.names[n].hash())
		}
		if up.item != nil {
			name.WriteString(" item=" + up.item.hash())
		}
	}
	return name.String()
}

// node evaluates one expression.
func (e *evaluator) node(x hclsyntax.Expression, s *scope) (*value, error) {
	switch x := x.(type) {
	case *hclsyntax.ParenthesesExpr:
		return e.eval(x.Expression, s)
	case *hclsyntax.LiteralValueExpr:
		if v := fromCty(x.Val); v != nil {
			return v, nil
		}
		return e.unknown(s.describe(x), x.Val.Type(), false), nil
	case *hclsyntax.TemplateExpr:
		return e.template(x, s)
	case *hclsyntax.TemplateWrapExpr:
		return e.eval(x.Wrapped, s)
	case *hclsyntax.TemplateJoinExpr:
		return e.templateJoin(x, s)
	case *hclsyntax.ScopeTraversalExpr:
		return e.reference(x, s)
	case *hclsyntax.RelativeTraversalExpr:
		source, err := e.eval(x.Source, s)
		if err != nil {
			return nil, err
		}
		return e.traverse(source, x.Traversal)
	case *hclsyntax.IndexExpr:
		collection, err := e.eval(x.Collection, s)
		if err != nil {
			return nil, err
		}
		key, err := e.eval(x.Key, s)
		if err != nil {
			return nil, err
		}
		return e.index(collection, key)
	case *hclsyntax.SplatExpr:
		return e.splat(x, s)
	case *hclsyntax.AnonSymbolExpr:
		for up := s; up != nil; up = up.up {
			if up.item != nil {
				return up.item, nil
			}
		}
		return e.unknown(s.describe(x), cty.DynamicPseudoType, true), nil
	case *hclsyntax.TupleConsExpr:
		if len(x.Exprs) > maxSize {
			return e.unknown(s.describe(x), cty.List(cty.DynamicPseudoType), false), nil
		}
		elements := make([]*value, len(x.Exprs))
		for i, element := range x.Exprs {
			v, err := e.eval(element, s)
			if err != nil {
				return nil, err
			}
			elements[i] = v
		}
		return sequenceOf(elements), nil
	case *hclsyntax.ObjectConsExpr:
		return e.object(x, s)
	case *hclsyntax.ObjectConsKeyExpr:
		if name := hcl.ExprAsKeyword(x.Wrapped); name != "" && !x.ForceNonLiteral {
			return textValue(name), nil
		}
		return e.eval(x.Wrapped, s)
	case *hclsyntax.ForExpr:
		return e.forEach(x, s)
	case *hclsyntax.ConditionalExpr:
		return e.conditional(x, s)
	case *hclsyntax.BinaryOpExpr:
		return e.binary(x, s)
	case *hclsyntax.UnaryOpExpr:
		return e.unary(x, s)
	case *hclsyntax.FunctionCallExpr:
		return e.call(x, s)
	}
	e.risks++
	return e.unknown(s.describe(x), cty.DynamicPseudoType, true), nil
}

// scalar returns a symbol as a scalar, or null.
func (e *evaluator) scalar(v *value) *value {
	if v.shape != symbol {
		return v
	}
	e.unknowns++
	if e.isNull(v) {
		return nothing.from(v)
	}
	// A text, a number and a boolean of the same unknown have different
	// values to try.
	name, typ := v.text, cty.Type(cty.String)
	if v.typ.IsPrimitiveType() && v.typ != cty.String {
		name, typ = name+" as "+v.typ.FriendlyName(), v.typ
	}
	u := e.Unknown(name)
	switch {
	case v.typ == cty.Number:
		u.Number = true
	case v.typ == cty.Bool:
		u.Allowed = []string{"true", "false"}
		e.decided(v, name)
	}
	if v.allowed != nil {
		u.Allowed = v.allowed
		e.decided(v, name)
	}
	if !v.typ.IsPrimitiveType() {
		e.risks++
	}
	u.Secret = v.isSecret
	n := e.Node(u, document.Place{})
	return &value{shape: scalar, typ: typ, text: n.Text, size: 1, isSecret: v.isSecret, isInvented: true, isDerived: v.isDerived, isDoubtful: v.isDoubtful, isAssumed: v.typ == cty.DynamicPseudoType, roots: v.roots, file: v.file, at: v.at}
}

// isNull decides whether a value is null.
func (e *evaluator) isNull(v *value) bool {
	if v.shape != symbol {
		return v.shape == null
	}
	e.unknowns++
	if !v.isNullable {
		return false
	}
	presence := e.Unknown(v.text + " is there")
	presence.Optional = true
	isNull := !e.IsPresent(presence)
	if isNull {
		e.decided(v, v.text+" is null")
	}
	return isNull
}

// sequence returns a collection as a sequence, in which an unknown one is a
// rest. The elements of one that is secret are secret themselves. It returns nil
// for what is no collection.
func (e *evaluator) sequence(v *value) *value {
	switch {
	case v.shape == sequence && !v.isSecret:
		return v
	case v.shape == sequence:
		made := *v
		made.elements = slices.Clone(v.elements)
		for i, element := range made.elements {
			made.elements[i] = element.in(v)
		}
		return &made
	case v.shape == mapping:
		made := *v
		made.shape, made.keys = sequence, nil
		return e.sequence(&made)
	case v.shape == symbol && !v.typ.IsPrimitiveType():
		// It may be null, or no collection.
		e.risks++
		rest := *v
		rest.isRest, rest.isNullable = true, false
		made := sequenceOf([]*value{&rest})
		made.isCollection = true
		made.isUnordered = v.typ.IsSetType() || v.typ.IsMapType()
		return made.from(v)
	}
	return nil
}

// template evaluates a template.
func (e *evaluator) template(x *hclsyntax.TemplateExpr, s *scope) (*value, error) {
	parts := make([]*value, len(x.Parts))
	for i, part := range x.Parts {
		if literal, ok := part.(*hclsyntax.LiteralValueExpr); ok && literal.Val.Type() == cty.String && !literal.Val.IsNull() {
			parts[i] = textValue(literal.Val.AsString())
			continue
		}
		v, err := e.eval(part, s)
		if err != nil {
			return nil, err
		}
		parts[i] = v
	}
	return e.join(parts, "")
}

// templateJoin evaluates the loop of a template.
func (e *evaluator) templateJoin(x *hclsyntax.TemplateJoinExpr, s *scope) (*value, error) {
	v, err := e.eval(x.Tuple, s)
	if err != nil {
		return nil, err
	}
	if v.shape != sequence || v.hasRest() {
		return e.derived("loop", cty.String, false, v), nil
	}
	return e.join(v.elements, "")
}

// join returns the texts of scalars with a delimiter between them.
func (e *evaluator) join(elements []*value, delimiter string) (*value, error) {
	made := textValue("")
	var text strings.Builder
	for i, element := range elements {
		v := e.scalar(element)
		if v.shape != scalar {
			return nil, errFails
		}
		if i > 0 {
			text.WriteString(delimiter)
		}
		text.WriteString(v.text)
		made = made.from(v)
		if text.Len() > maxText {
			break
		}
	}
	made.text = text.String()
	return made, nil
}

// object evaluates an object.
func (e *evaluator) object(x *hclsyntax.ObjectConsExpr, s *scope) (*value, error) {
	if len(x.Items) > maxSize {
		return e.unknown(s.describe(x), cty.Map(cty.DynamicPseudoType), false), nil
	}
	members := map[string]*value{}
	var keys []*value
	for _, item := range x.Items {
		key, err := e.eval(item.KeyExpr, s)
		if err != nil {
			return nil, err
		}
		if key = e.scalar(key); key.shape != scalar {
			return nil, errFails
		}
		v, err := e.eval(item.ValueExpr, s)
		if err != nil {
			return nil, err
		}
		keys = append(keys, key)
		members[key.text] = v
	}
	if slices.ContainsFunc(keys, func(key *value) bool { return !key.isKnown() }) {
		return e.opaque(x, s, cty.DynamicPseudoType, append(keys, mappingOf(members))...), nil
	}
	return chosenBy(mappingOf(members), keys), nil
}

// chosenBy returns a value that is secret if one of those is that chose it.
func chosenBy(v *value, keys []*value) *value {
	for _, key := range keys {
		v = v.in(key)
	}
	return v
}

// inner returns a scope in which a name stands for a value.
func (s *scope) inner(names map[string]*value) *scope {
	return &scope{in: s.in, file: s.file, names: names, up: s}
}

// forEach evaluates a for expression.
func (e *evaluator) forEach(x *hclsyntax.ForExpr, s *scope) (*value, error) {
	collection, err := e.eval(x.CollExpr, s)
	if err != nil {
		return nil, err
	}
	if e.isNull(collection) {
		return nil, errFails
	}
	all := e.sequence(collection)
	if all == nil {
		return nil, errFails
	}
	opaque := func() (*value, error) {
		e.risks++
		typ := cty.Type(cty.List(cty.DynamicPseudoType))
		if x.KeyExpr != nil {
			typ = cty.Map(cty.DynamicPseudoType)
		}
		return e.opaque(x, s, typ, collection), nil
	}
	if x.KeyExpr != nil && all.hasRest() {
		return opaque()
	}
	var elements, keys []*value
	members, groups := map[string]*value{}, map[string][]*value{}
	for i, element := range all.elements {
		if element.isRest {
			if c := x.CondExpr; c != nil && !mentions(c, x.KeyVar, x.ValVar) {
				if kept, err := e.holds(c, s); err == nil && !kept.isTrue() {
					continue
				}
			}
			rest := e.derived(s.describe(x)+" "+strconv.Itoa(i), cty.List(cty.DynamicPseudoType), false, element)
			rest.isRest = true
			elements = append(elements, rest)
			continue
		}
		names := map[string]*value{x.ValVar: element}
		if x.KeyVar != "" {
			switch {
			case collection.shape == mapping:
				names[x.KeyVar] = textValue(collection.keys[i]).in(collection)
			case all.isSet:
				names[x.KeyVar] = element
			case all.hasRest():
				names[x.KeyVar] = e.derived("index "+strconv.Itoa(i), cty.Number, false, all)
			default:
				names[x.KeyVar] = numberValue(i)
			}
		}
		inside := s.inner(names)
		if x.CondExpr != nil {
			kept, err := e.holds(x.CondExpr, inside)
			if err != nil {
				return nil, err
			}
			if keys = append(keys, kept); !kept.isTrue() {
				continue
			}
		}
		v, err := e.eval(x.ValExpr, inside)
		if err != nil {
			return nil, err
		}
		if x.KeyExpr == nil {
			elements = append(elements, v)
			continue
		}
		key, err := e.eval(x.KeyExpr, inside)
		if err != nil {
			return nil, err
		}
		key = e.scalar(key)
		keys = append(keys, key)
		switch {
		case key.shape != scalar:
			return nil, errFails
		case !key.isKnown():
			return opaque()
		case x.Group:
			groups[key.text] = append(groups[key.text], v)
		case members[key.text] != nil:
			return nil, errFails
		default:
			members[key.text] = v
		}
	}
	if x.KeyExpr == nil {
		made := sequenceOf(elements)
		made.isUnordered = all.isUnordered
		return chosenBy(made, keys).in(collection), nil
	}
	for key, group := range groups {
		members[key] = sequenceOf(group)
	}
	return chosenBy(mappingOf(members), keys).in(collection), nil
}

// mentions reports whether an expression refers to one of some names.
func mentions(x hclsyntax.Expression, names ...string) bool {
	return slices.ContainsFunc(x.Variables(), func(t hcl.Traversal) bool { return slices.Contains(names, t.RootName()) })
}

// splat evaluates a splat expression.
func (e *evaluator) splat(x *hclsyntax.SplatExpr, s *scope) (*value, error) {
	source, err := e.eval(x.Source, s)
	if err != nil {
		return nil, err
	}
	if source.shape == symbol {
		e.risks++
		return e.opaque(x, s, cty.List(cty.DynamicPseudoType), source), nil
	}
	elements := []*value{source}
	switch source.shape {
	case null:
		elements = nil
	case sequence:
		elements = e.sequence(source).elements
	}
	made := make([]*value, len(elements))
	for i, element := range elements {
		if element.isRest {
			made[i] = e.derived("splat "+s.describe(x), cty.List(cty.DynamicPseudoType), false, element)
			made[i].isRest = true
			continue
		}
		inside := s.inner(nil)
		inside.item = element
		if made[i], err = e.eval(x.Each, inside); err != nil {
			return nil, err
		}
	}
	all := sequenceOf(made)
	all.isUnordered = source.isUnordered
	return all.in(source), nil
}

// traverse takes steps from a value.
func (e *evaluator) traverse(v *value, steps hcl.Traversal) (*value, error) {
	for i, step := range steps {
		var err error
		switch step := step.(type) {
		case hcl.TraverseAttr:
			v, err = e.attribute(v, step.Name)
		case hcl.TraverseIndex:
			key := fromCty(step.Key)
			if key == nil {
				return nil, errFails
			}
			v, err = e.index(v, key)
		default:
			return e.derived("splat "+strconv.Itoa(len(steps)-i), cty.List(cty.DynamicPseudoType), false, v), nil
		}
		if err != nil {
			return nil, err
		}
	}
	return v, nil
}

// attribute returns an attribute of an object.
func (e *evaluator) attribute(v *value, name string) (*value, error) {
	switch v.shape {
	case mapping:
		if found := v.member(name); found != nil {
			return found.in(v), nil
		}
	case symbol:
		return e.element(v, "."+name, name)
	}
	return nil, errFails
}

// element returns a member of a symbol. Step is what it adds to the name, and name
// the attribute, if the symbol is an object.
func (e *evaluator) element(v *value, step, name string) (*value, error) {
	e.Spend(cellsPerStep)
	typ, isSure, isNullable := cty.Type(cty.DynamicPseudoType), false, true
	switch t := v.typ; {
	case t.IsObjectType():
		if !t.HasAttribute(name) {
			return nil, errFails
		}
		typ, isSure = t.AttributeType(name), true
		if _, hasDefault := defaultOf(v.defaults, name); hasDefault {
			isNullable = false
		}
	case t.IsMapType() || t.IsListType():
		typ = t.ElementType()
		name = ""
	case t.IsSetType() || t.IsPrimitiveType():
		return nil, errFails
	}
	if v.isNullable || !isSure {
		e.risks++
	}
	made := e.unknown(v.text+step, typ, isNullable)
	made.isSecret, made.roots, made.isDerived, made.isDoubtful = v.isSecret, []string{made.text}, v.isDerived, v.isDoubtful
	if v.isDerived {
		made.roots = v.roots
	}
	made.defaults = childOf(v.defaults, name)
	if v.typ.IsListType() {
		made.allowed = v.allowed
	}
	return made, nil
}

// index returns an element of a collection.
func (e *evaluator) index(v, key *value) (*value, error) {
	if key = e.scalar(key); key.shape != scalar || v.shape == null || v.shape == scalar {
		return nil, errFails
	}
	switch {
	case v.shape == symbol:
		made, err := e.element(v, "["+key.hash()+"]", key.text)
		if err == nil {
			made = made.from(key)
		}
		return made, err
	case v.shape == mapping:
		i := e.which(key, v.keys)
		if i < 0 {
			return nil, errFails
		}
		return v.elements[i].in(v).in(key), nil
	case v.isSet && !v.isUnordered:
		return nil, errFails
	}
	if i, err := strconv.Atoi(key.text); err == nil && !v.isUnordered {
		for j, element := range v.elements {
			if element.isRest {
				break
			}
			if i == j {
				return element.in(v), nil
			}
		}
	}
	if v.hasRest() {
		return e.derived("element", cty.DynamicPseudoType, true, v, key), nil
	}
	indexes := make([]string, len(v.elements))
	for i := range indexes {
		indexes[i] = strconv.Itoa(i)
	}
	if i := e.which(key, indexes); i >= 0 {
		return v.elements[i].in(v).in(key), nil
	}
	return nil, errFails
}

// which decides which of some texts a scalar is, or -1 for none.
func (e *evaluator) which(v *value, all []string) int {
	if v.isKnown() {
		return slices.Index(all, v.text)
	}
	e.unknowns++
	i := e.OneOf(v.text, all, true)
	e.decided(v, "one of "+strings.Join(all, "\x00"))
	return i
}
