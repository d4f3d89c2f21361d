package module

import (
	"reflect"
	"slices"
	"strings"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/terraform"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// client is a resource that is an app client, as one of its instances.
type client struct {
	*terraform.Resource
	*evaluator
	block *block
	in    *instance
	key   key
	// lacks are the members of a UserPoolClient that it does not have.
	lacks []string
	// ignored are the attributes whose changes are ignored, and keeps reports
	// whether what is not set keeps a value that is not known.
	ignored []string
	keeps   bool
	// guessed are the attributes that misspelled ones probably mean.
	guessed map[string]bool
	// current is the scope in the current branch.
	current *scope
}

var clientStruct = reflect.TypeFor[cognito.UserPoolClient]()

// newClient returns the client that an instance of a resource is.
func (r *reader) newClient(b *block, in *instance, k key, address string) *worlds.Client {
	resource := terraform.ResourceOf(b.label(0))
	made := &worlds.Client{Resource: address, Place: b.at, Given: resource.Given, Written: b.written}
	if resource.HasBlocks {
		// A set has no repetitions, so of its elements that are not known, some
		// may be the same.
		made.Ignored = []cognito.Rule{cognito.RuleListDuplicate}
		if !hasOnlyLiterals(b, resource) {
			made.Ignored = append(made.Ignored, cognito.RuleListLength)
		}
	}
	made.Build = func() {
		c := &client{Resource: resource, evaluator: newEvaluator(made), block: b, in: in, key: k, lacks: r.lacks}
		c.ignored, c.guessed = ignoredChanges(b), compare(b, "", r.lacks).guessed
		c.keeps = resource.Keeps || len(c.ignored) > 0 || in.imports(b)
		made.MayFail = true
		made.Exists, made.Value, made.Pool = c.exists, c.object(), c.pool()
	}
	return made
}

// hasOnlyLiterals reports whether all lists of a client are written with literal
// elements.
func hasOnlyLiterals(b *block, resource *terraform.Resource) bool {
	for field := range clientStruct.Fields() {
		x := b.expression(resource.Attribute(field.Name))
		if field.Type.Kind() != reflect.Slice || x == nil {
			continue
		}
		list, ok := x.(*hclsyntax.TupleConsExpr)
		if !ok || slices.ContainsFunc(list.Exprs, func(element hclsyntax.Expression) bool { _, ok := literalText(element); return !ok }) {
			return false
		}
	}
	return true
}

// ignoredChanges returns the attributes of which a resource ignores changes, or
// "all".
func ignoredChanges(b *block) []string {
	var names []string
	for _, lifecycle := range b.of("lifecycle") {
		switch x := lifecycle.expression("ignore_changes").(type) {
		case *hclsyntax.TupleConsExpr:
			for _, element := range x.Exprs {
				name, _, _ := strings.Cut(target(element), ".")
				names = append(names, name)
			}
		case nil:
		default:
			names = append(names, "all")
		}
	}
	return names
}

// imports reports whether the module that is called nowhere imports an existing
// resource as one of a module.
func (in *instance) imports(b *block) bool {
	top := in
	for top.parent != nil {
		top = top.parent
	}
	address := b.label(0) + "." + b.label(1)
	for i := len(in.names) - 1; i >= 0; i-- {
		address = "module." + in.names[i] + "." + address
	}
	return slices.ContainsFunc(top.folder.imports, func(i *block) bool {
		to := i.expression("to")
		text, isText := literalText(to)
		if isText {
			// The JSON syntax.
			return withoutKeys(text) == address
		}
		traversal, ok := to.(*hclsyntax.ScopeTraversalExpr)
		if ok {
			text = addressOf(traversal.Traversal)
		}
		return !ok || text == address
	})
}

// addressOf returns a traversal as text, without its indexes.
func addressOf(t hcl.Traversal) string {
	names := []string{t.RootName()}
	for _, step := range t[1:] {
		if step, ok := step.(hcl.TraverseAttr); ok {
			names = append(names, step.Name)
		}
	}
	return strings.Join(names, ".")
}

// withoutKeys returns an address without its indexes.
func withoutKeys(address string) string {
	t, diagnostics := hclsyntax.ParseTraversalAbs([]byte(address), "", hcl.InitialPos)
	if diagnostics.HasErrors() {
		return address
	}
	return addressOf(t)
}

// scope returns the scope of the expressions of the client in the current
// branch.
func (c *client) scope() (*scope, error) {
	if c.current == nil {
		s := &scope{in: c.in, file: c.block.file}
		exists, names, err := c.repetition(c.block, s, c.key)
		if err == nil && !exists {
			err = errFails
		}
		if err != nil {
			return nil, err
		}
		s.names = names
		c.current = s
	}
	return c.current, nil
}

// begin begins to evaluate what the client is in the current branch.
func (c *client) begin() {
	if c.evaluator.begin() {
		c.current = nil
	}
}

// exists reports whether the client exists in the current branch.
func (c *client) exists() bool {
	c.begin()
	exists, err := c.in.exists(c.evaluator)
	if exists && err == nil {
		exists, _, err = c.repetition(c.block, &scope{in: c.in, file: c.block.file}, c.key)
	}
	if err != nil {
		c.Fail()
	}
	return exists && err == nil
}

// object returns the members of the client.
func (c *client) object() worlds.Value {
	all := members{client: c, block: c.block, at: c.block.at}
	for field := range clientStruct.Fields() {
		all.add(field)
	}
	return func() *document.Node {
		c.begin()
		return c.Object(clientStruct, c.block.at, all.names, all.values)
	}
}

// members are those of a client, or of a structure in it.
type members struct {
	*client
	block *block
	at    document.Place
	// path is that of the structure, with a dot.
	path string
	// iterate returns the scope of the expressions, if it is not that of the
	// client.
	iterate func() (*scope, error)

	names  []*document.Node
	values []worlds.Value
}

// add adds a member, if it is set or not known.
func (m *members) add(field reflect.StructField) {
	t := pointed(field.Type)
	if slices.Contains(m.lacks, field.Name) {
		return
	}
	name := m.Attribute(field.Name)
	at, value := m.member(field.Name, name, t)
	isIgnored := m.path == "" && (slices.Contains(m.ignored, name) || slices.Contains(m.ignored, "all"))
	if isIgnored || value == nil && (m.keeps && m.path == "" || m.guessed[name]) {
		at, value = m.at, m.unset(field.Name, t)
		if a := m.block.attributes[name]; a != nil && a.file == m.block.file {
			at = a.at
		}
	}
	if value != nil {
		m.names = append(m.names, &document.Node{Place: at, Kind: document.String, Text: field.Name})
		m.values = append(m.values, value)
	}
}

// unset returns a value of which nothing is known, and which may be absent if
// it is not required.
func (m *members) unset(member string, t reflect.Type) worlds.Value {
	name := "unset " + m.path + member
	if t.Kind() == reflect.Struct {
		return m.UnknownObject(name, m.at, t)
	}
	u := m.Unknown(name)
	u.Optional, u.List = !terraform.IsRequired(m.path+member), t.Kind() == reflect.Slice
	return func() *document.Node { return m.Node(u, m.at) }
}

// member returns the place and the value of a member, or nil if it is not set.
func (m *members) member(member, name string, t reflect.Type) (document.Place, worlds.Value) {
	if m.IsBlock(t) {
		return m.blocks(member, name, t)
	}
	a := m.block.attributes[name]
	if a == nil || slices.Contains(m.Computed, name) {
		return document.Place{}, nil
	}
	at := a.at
	if a.file != m.block.file {
		at = m.block.at
	}
	switch t.Kind() {
	case reflect.Struct:
		return at, m.structured(a, at, member, t)
	case reflect.Slice:
		return at, m.list(a, at, member)
	}
	return at, func() *document.Node {
		v, ok := m.evaluate(a)
		if !ok {
			return nil
		}
		if v.shape == symbol {
			v = m.scalar(v)
		}
		return m.nodeOf(v, at, t)
	}
}

// evaluate returns the value of an attribute. It is not ok if that fails.
func (m *members) evaluate(a *attribute) (v *value, ok bool) {
	scopeOf := m.scope
	switch {
	case len(a.expr.Variables()) == 0:
		// So that a literal does not depend on whether the client exists.
		scopeOf = func() (*scope, error) { return &scope{in: m.in}, nil }
	case m.iterate != nil:
		scopeOf = m.iterate
	}
	s, err := scopeOf()
	if err == nil {
		inside := *s
		inside.file = a.file
		v, err = m.eval(a.expr, &inside)
	}
	if err != nil {
		m.Fail()
		return nil, false
	}
	return v, true
}

// placeOf returns where a value is written or, if that is in another file, the
// place of the attribute.
func (c *client) placeOf(v *value, at document.Place) document.Place {
	if v.file == c.block.file {
		return v.file.place(v.at)
	}
	return at
}

// nodeOf returns a value for a place that wants a type, or nil if it is null.
func (c *client) nodeOf(v *value, at document.Place, t reflect.Type) *document.Node {
	n := &document.Node{Place: c.placeOf(v, at), Secret: v.any(isSecret), Invented: v.any(isInvented)}
	switch v.shape {
	case null, symbol:
		return nil
	case sequence:
		n.Kind = document.List
		for _, element := range v.elements {
			if child := c.nodeOf(element.in(v), n.Place, t); child != nil {
				n.Content = append(n.Content, child)
			}
		}
		return n
	case mapping:
		n.Kind = document.Object
		for i, element := range v.elements {
			if child := c.nodeOf(element.in(v), n.Place, t); child != nil {
				n.Content = append(n.Content, &document.Node{Place: n.Place, Kind: document.String, Text: v.keys[i]}, child)
			}
		}
		return n
	}
	n.Kind, n.Text = document.String, v.text
	if !v.isKnown() {
		return n
	}
	switch {
	case t.Kind() == reflect.Bool && v.typ != cty.Number:
		if truth, err := c.converted(v, cty.Bool, nil); err == nil {
			n.Kind, n.Text = document.Bool, truth.text
		} else {
			// Terraform takes no other text for a boolean.
			n.Text = " " + v.text
		}
	case t.Kind() == reflect.Int32 && v.typ != cty.Bool:
		if number, err := c.converted(v, cty.Number, nil); err == nil {
			n.Kind, n.Text = document.Integer, number.text
			if strings.Contains(number.text, ".") {
				n.Kind = document.Float
			}
		}
	case t.Kind() == reflect.Bool:
		n.Kind = document.Integer
	case t.Kind() == reflect.Int32:
		n.Kind = document.Bool
	}
	return n
}

// list returns the value of a list, with its elements if it is written as one.
func (m *members) list(a *attribute, at document.Place, member string) worlds.Value {
	if value := m.elements(a.expr, a, at, member); value != nil {
		return value
	}
	return m.whole(a, at, member)
}

// elements returns a list that is written with its elements, or nil for another
// expression.
func (m *members) elements(x hclsyntax.Expression, a *attribute, at document.Place, member string) worlds.Value {
	switch x := x.(type) {
	case *hclsyntax.ParenthesesExpr:
		return m.elements(x.Expression, a, at, member)
	case *hclsyntax.TupleConsExpr:
		n := &document.Node{Place: at, Kind: document.List}
		var all []worlds.Element
		seen := map[string]bool{}
		for _, element := range x.Exprs {
			text, isLiteral := literalText(element)
			if isLiteral && m.HasBlocks {
				if seen[text] {
					// A set has it once.
					continue
				}
				seen[text] = true
			}
			part := &attribute{a.name, element, a.file, a.at}
			all = append(all, worlds.Element{IsConstant: isLiteral, Value: func() *document.Node {
				v, ok := m.evaluate(part)
				if !ok {
					return nil
				}
				if v = m.scalar(v); v.shape == null {
					// The provider refuses it.
					m.Fail()
					return nil
				}
				return m.nodeOf(v, at, reflect.TypeFor[string]())
			}})
		}
		if len(all) > maxElements {
			return nil
		}
		return m.List(m.path+member, n, all)
	}
	return nil
}

// maxElements is how many elements of a list are looked at one by one.
const maxElements = 100

// whole returns a list whose elements are not known one by one.
func (m *members) whole(a *attribute, at document.Place, member string) worlds.Value {
	return func() *document.Node {
		if m.IsElement() {
			return nil
		}
		v, ok := m.evaluate(a)
		if !ok || m.isNull(v) {
			return nil
		}
		all := m.sequence(v)
		if all == nil || v.shape == mapping {
			return m.nodeOf(v, at, reflect.TypeFor[string]())
		}
		n := &document.Node{Place: m.placeOf(v, at), Kind: document.List, Invented: v.any(isInvented), Unordered: all.isSet || all.isUnordered}
		seen := map[string]bool{}
		for _, element := range all.elements {
			if element.isRest {
				n.Content = append(n.Content, m.rest(element, n.Place)...)
				continue
			}
			element = m.scalar(element)
			if element.shape == null {
				m.Fail()
				return nil
			}
			if m.HasBlocks && element.shape == scalar && seen[element.text] {
				continue
			}
			seen[element.text] = true
			n.Content = append(n.Content, m.nodeOf(element, n.Place, reflect.TypeFor[string]()))
		}
		return n
	}
}

// rest returns the elements that a list has besides those that are known.
func (c *client) rest(v *value, at document.Place) []*document.Node {
	u := c.Unknown(v.text + " as a list")
	u.List, u.Allowed, u.Secret = true, v.allowed, v.isSecret
	c.unknowns++
	return c.Node(u, at).Content
}

// structured returns an object that is an attribute.
func (m *members) structured(a *attribute, at document.Place, member string, t reflect.Type) worlds.Value {
	unknown := m.UnknownObject("unknown "+member, at, t)
	return func() *document.Node {
		v, ok := m.evaluate(a)
		if !ok || m.isNull(v) {
			return nil
		}
		if v.shape == symbol {
			n := unknown()
			if n == nil {
				n = &document.Node{Place: at, Kind: document.Object}
			}
			return n
		}
		if v.shape != mapping {
			return m.nodeOf(v, at, t)
		}
		var names []*document.Node
		var values []worlds.Value
		for field := range t.Fields() {
			inside := v.member(m.Attribute(field.Name))
			if inside == nil {
				continue
			}
			place := m.placeOf(inside, at)
			names = append(names, &document.Node{Place: place, Kind: document.String, Text: field.Name})
			values = append(values, func() *document.Node { return m.nodeOf(m.scalar(inside.in(v)), place, pointed(field.Type)) })
		}
		return m.Object(t, at, names, values)
	}
}

// blocks returns an object that is a block, perhaps one of several dynamic ones.
func (m *members) blocks(member, name string, t reflect.Type) (document.Place, worlds.Value) {
	var at document.Place
	var values []worlds.Value
	add := func(b *block, iterate func() (*scope, error)) worlds.Value {
		all := members{client: m.client, block: b, at: b.at, path: m.path + member + ".", iterate: iterate}
		if b.file != m.block.file {
			all.at = m.block.at
		}
		if at == (document.Place{}) {
			at = all.at
		}
		for field := range t.Fields() {
			all.add(field)
		}
		return func() *document.Node { return m.Object(t, all.at, all.names, all.values) }
	}
	if own := m.block.of(name); len(own) > 0 {
		values = append(values, add(own[0], m.iterate))
	}
	for _, d := range m.block.dynamic(name) {
		if contents := d.of("content"); len(contents) > 0 && d.expression("for_each") != nil {
			values = append(values, m.dynamic(d, name, func(iterate func() (*scope, error)) worlds.Value { return add(contents[0], iterate) }))
		}
	}
	if values == nil {
		return at, nil
	}
	return at, func() *document.Node {
		var found *document.Node
		for _, value := range values {
			switch n := value(); {
			case n != nil && found != nil:
				// The provider allows one.
				m.Fail()
			case n != nil:
				found = n
			}
		}
		return found
	}
}

// dynamic returns the object that the first block is that a dynamic block makes,
// whose content add adds.
func (m *members) dynamic(d *block, name string, add func(iterate func() (*scope, error)) worlds.Value) worlds.Value {
	iterator := name
	if x, ok := d.expression("iterator").(*hclsyntax.ScopeTraversalExpr); ok {
		iterator = x.Traversal.RootName()
	}
	object := add(func() (*scope, error) {
		s, found, err := m.first(d)
		if err != nil || found == nil {
			return s, err
		}
		return s.inner(map[string]*value{iterator: found}), nil
	})
	return func() *document.Node {
		_, found, err := m.first(d)
		if err != nil {
			m.Fail()
			return nil
		}
		if found == nil {
			return nil
		}
		return object()
	}
}

// first returns the iterator of the first block that a dynamic block makes, or
// nil if there is none.
func (m *members) first(d *block) (*scope, *value, error) {
	s, err := m.scope()
	if err != nil {
		return nil, nil, err
	}
	inner := *s
	inner.file = d.file
	v, err := m.eval(d.expression("for_each"), &inner)
	switch {
	case err != nil:
		return nil, nil, err
	case m.isNull(v):
		return nil, nil, errFails
	}
	all := m.sequence(v)
	switch {
	case all == nil:
		return nil, nil, errFails
	case len(all.elements) == 0:
		return s, nil, nil
	}
	element, keyOf := all.elements[0], numberValue(0)
	switch {
	case element.isRest:
		isThere, err := m.asBool(m.derived("some", cty.Bool, false, element))
		if err != nil || !isThere.isTrue() {
			return s, nil, err
		}
		element = m.derived("first", cty.DynamicPseudoType, true, element)
		keyOf = m.derived("first key", cty.DynamicPseudoType, false, element)
	case v.shape == mapping:
		keyOf = textValue(v.keys[0]).in(v)
	case all.isSet:
		keyOf = element
	}
	return s, mappingOf(map[string]*value{"key": keyOf, "value": element}), nil
}

// written returns the expression at a place as it is written, or "".
func (b *block) written(at document.Place) string {
	text := ""
	var find func(b *block)
	find = func(inner *block) {
		for _, name := range inner.names {
			a := inner.attributes[name]
			if a.file == b.file && text == "" {
				text = a.textAt(at)
			}
		}
		for _, child := range inner.blocks {
			find(child)
		}
	}
	find(b)
	// What comes before an at sign may be a password.
	if strings.Contains(text, "@") || strings.Contains(text, "%40") {
		return ""
	}
	return strings.Join(strings.Fields(text), " ")
}

// textAt returns the outermost expression of an attribute that begins at a
// place.
func (a *attribute) textAt(at document.Place) string {
	if a.at == at {
		return a.file.text(a.expr.Range())
	}
	text := ""
	_ = hclsyntax.VisitAll(a.expr, func(n hclsyntax.Node) hcl.Diagnostics {
		if x, ok := n.(hclsyntax.Expression); ok && text == "" && a.file.place(x.Range().Start) == at {
			text = a.file.text(x.Range())
		}
		return nil
	})
	return text
}
