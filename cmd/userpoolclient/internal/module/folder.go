package module

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// folder is a module: what the files of a folder declare together.
type folder struct {
	name      string
	files     []*file
	variables map[string]*variable
	locals    map[string]*attribute
	resources []*block
	calls     []*block
	outputs   []*block
	imports   []*block
	data      []*block
	// again are the clients with the address of another.
	again []*block
	// changed are the pools to which something that is not read may add parts,
	// and reshaped those to whose schema.
	changed, reshaped map[*block]bool
	// isPartial reports whether a file could not be read, and mayBeOverridden
	// whether that could have overridden the others.
	isPartial, mayBeOverridden bool
	// usesDefaults reports whether variables without a value have their
	// defaults.
	usesDefaults bool
	// isVisited reports whether it was checked, by itself or as called.
	isVisited bool
}

// variable is a variable of a module.
type variable struct {
	name     string
	block    *block
	typ      cty.Type
	defaults *typeexpr.Defaults
	// byDefault is nil without a default, and given without a value.
	byDefault, given *value
	isNullable       bool
	isSecret         bool
	// isLiteral reports whether text that is given is the value itself, and no
	// expression.
	isLiteral bool
	// allowed are the only values, or those of the elements, that validations
	// allow, and isNeverNull whether they refuse null.
	allowed     []string
	isNeverNull bool
	// isConstrained reports whether validations say more than that.
	isConstrained bool
}

// newFolder returns the module of some files. Those that override others come
// last.
func newFolder(name string, files []*file) *folder {
	f := &folder{name: name, files: files, variables: map[string]*variable{}, locals: map[string]*attribute{}}
	declared := map[string]*block{}
	var order []string
	add := func(b *block, isOverride bool) {
		switch b.kind {
		case "locals":
			for _, name := range b.names {
				f.locals[name] = b.attributes[name]
			}
		case "import":
			f.imports = append(f.imports, b)
		case "data":
			f.data = append(f.data, b)
		case "resource", "variable", "module", "output":
			key := b.kind + "\x00" + strings.Join(b.labels, "\x00")
			base := declared[key]
			switch {
			case base == nil:
				order = append(order, key)
				declared[key] = b
			case isOverride:
				declared[key] = base.overriddenBy(b)
			case isClient(b):
				f.again = append(f.again, b)
			}
		}
	}
	for _, isLast := range []bool{false, true} {
		for _, file := range files {
			if isOverride(file.name) != isLast {
				continue
			}
			if file.problem != nil {
				f.isPartial, f.mayBeOverridden = true, f.mayBeOverridden || isLast
				continue
			}
			for _, b := range file.blocks {
				add(b, isLast)
			}
		}
	}
	for _, key := range order {
		switch b := declared[key]; b.kind {
		case "resource":
			f.resources = append(f.resources, b)
		case "module":
			f.calls = append(f.calls, b)
		case "output":
			f.outputs = append(f.outputs, b)
		case "variable":
			f.variables[b.label(0)] = f.variable(b)
		}
	}
	f.findChanged()
	return f
}

// overriddenBy returns a block with the attributes and the blocks of another in
// place of its own.
func (b *block) overriddenBy(other *block) *block {
	made := *b
	made.attributes, made.names, made.blocks = map[string]*attribute{}, slices.Clone(b.names), nil
	for _, name := range b.names {
		made.attributes[name] = b.attributes[name]
	}
	for _, name := range other.names {
		if made.attributes[name] == nil {
			made.names = append(made.names, name)
		}
		made.attributes[name] = other.attributes[name]
	}
	replaced := func(inner *block) string {
		if inner.kind == "dynamic" {
			return inner.label(0)
		}
		return inner.kind
	}
	for _, inner := range b.blocks {
		i := slices.IndexFunc(other.blocks, func(o *block) bool { return replaced(o) == replaced(inner) })
		switch {
		case i < 0:
			made.blocks = append(made.blocks, inner)
		case inner.kind == "lifecycle":
			made.blocks = append(made.blocks, inner.overriddenBy(other.blocks[i]))
		}
	}
	for _, inner := range other.blocks {
		if inner.kind != "lifecycle" || len(b.of("lifecycle")) == 0 {
			made.blocks = append(made.blocks, inner)
		}
	}
	return &made
}

// variable returns what a block says of a variable.
func (f *folder) variable(b *block) *variable {
	v := &variable{name: b.label(0), block: b, typ: cty.DynamicPseudoType, isNullable: true, isLiteral: true}
	if x := b.expression("type"); x != nil {
		v.setType(x, b.file)
	}
	v.isSecret = isTrueOr(b, "sensitive", false) || isTrueOr(b, "ephemeral", false)
	v.isNullable = isTrueOr(b, "nullable", true)
	if x := b.expression("default"); x != nil {
		v.byDefault = constant(x, b.file)
	}
	for _, validation := range b.of("validation") {
		if x := validation.expression("condition"); x != nil {
			v.isConstrained = !v.constrain(x, b.file) || v.isConstrained
		}
	}
	return v
}

// setType sets the type of a variable from its expression.
func (v *variable) setType(x hclsyntax.Expression, f *file) {
	if text, ok := literalText(x); ok {
		// The JSON syntax, or that of old versions.
		switch text {
		case "list", "map":
			text += "(any)"
		}
		parsed, diagnostics := hclsyntax.ParseExpression([]byte(text), f.name, hcl.InitialPos)
		if diagnostics.HasErrors() {
			return
		}
		x = parsed
	}
	typ, defaults, diagnostics := typeexpr.TypeConstraintWithDefaults(x)
	if diagnostics.HasErrors() {
		return
	}
	v.typ, v.defaults = typ, defaults
	v.isLiteral = typ.IsPrimitiveType()
}

// constrain finds the allowed values in the condition of a validation. It
// reports whether it says nothing else.
func (v *variable) constrain(x hclsyntax.Expression, f *file) bool {
	switch x := x.(type) {
	case *hclsyntax.ParenthesesExpr:
		return v.constrain(x.Expression, f)
	case *hclsyntax.TemplateWrapExpr:
		return v.constrain(x.Wrapped, f)
	case *hclsyntax.BinaryOpExpr:
		switch {
		case x.Op == hclsyntax.OpLogicalAnd:
			left, right := v.constrain(x.LHS, f), v.constrain(x.RHS, f)
			return left && right
		case x.Op == hclsyntax.OpLogicalOr && v.isNullTest(x.LHS, hclsyntax.OpEqual):
			return v.allow(x.RHS, f)
		case v.isNullTest(x, hclsyntax.OpNotEqual):
			v.isNeverNull = true
			return true
		}
		return false
	case *hclsyntax.ConditionalExpr:
		if v.isNullTest(x.Condition, hclsyntax.OpEqual) {
			return v.allow(x.FalseResult, f)
		}
		return v.isNullTest(x.Condition, hclsyntax.OpNotEqual) && v.allow(x.TrueResult, f)
	}
	isAllowed := v.allow(x, f)
	v.isNeverNull = v.isNeverNull || isAllowed
	return isAllowed
}

// isNullTest reports whether an expression compares the variable with null.
func (v *variable) isNullTest(x hclsyntax.Expression, op *hclsyntax.Operation) bool {
	b, ok := x.(*hclsyntax.BinaryOpExpr)
	if !ok || b.Op != op || !v.isReference(b.LHS) {
		return false
	}
	literal, ok := b.RHS.(*hclsyntax.LiteralValueExpr)
	return ok && literal.Val.IsNull()
}

// isReference reports whether an expression is the variable.
func (v *variable) isReference(x hclsyntax.Expression) bool {
	traversal, ok := x.(*hclsyntax.ScopeTraversalExpr)
	return ok && len(traversal.Traversal) == 2 && pathOf(traversal.Traversal) == "var."+v.name
}

// allow takes the allowed values from contains([...], var.name), or from
// alltrue([for element in var.name : contains([...], element)]).
func (v *variable) allow(x hclsyntax.Expression, f *file) bool {
	call, ok := x.(*hclsyntax.FunctionCallExpr)
	if !ok {
		return false
	}
	if call.Name == "alltrue" && len(call.Args) == 1 {
		loop, ok := call.Args[0].(*hclsyntax.ForExpr)
		if !ok || loop.KeyExpr != nil || loop.CondExpr != nil || !v.isReference(loop.CollExpr) {
			return false
		}
		inner, ok := loop.ValExpr.(*hclsyntax.FunctionCallExpr)
		if !ok || inner.Name != "contains" || len(inner.Args) != 2 {
			return false
		}
		element, ok := inner.Args[1].(*hclsyntax.ScopeTraversalExpr)
		return ok && len(element.Traversal) == 1 && element.Traversal.RootName() == loop.ValVar && v.setAllowed(inner.Args[0], f)
	}
	return call.Name == "contains" && len(call.Args) == 2 && v.isReference(call.Args[1]) && v.setAllowed(call.Args[0], f)
}

// setAllowed sets the allowed values from a list of texts.
func (v *variable) setAllowed(x hclsyntax.Expression, f *file) bool {
	list := constant(x, f)
	if list == nil || list.shape != sequence {
		return false
	}
	// More are not tried one by one.
	const most = 300
	var allowed []string
	for _, element := range list.elements {
		if element.shape != scalar || element.typ != cty.String {
			return false
		}
		allowed = append(allowed, element.text)
	}
	if len(allowed) > 0 && len(allowed) <= most {
		v.allowed = allowed
	}
	return true
}

// constant returns the value of an expression that refers to nothing, or nil.
func constant(x hclsyntax.Expression, f *file) *value {
	e := newEvaluator(&worlds.Client{})
	e.begin()
	in := &instance{folder: &folder{}}
	v, err := e.eval(x, &scope{in: in, file: f})
	if err != nil || !v.isKnown() || e.unknowns > 0 {
		return nil
	}
	return v
}

// isTrueOr reports whether an attribute of a block is true, or what it is by
// default.
func isTrueOr(b *block, name string, byDefault bool) bool {
	x := b.expression(name)
	if x == nil {
		return byDefault
	}
	v := constant(x, b.file)
	// What is not known hides more.
	return v == nil || v.text == "true" || v.text == "1"
}

// literalText returns the text of an expression that is a literal string.
func literalText(x hclsyntax.Expression) (string, bool) {
	if p, ok := x.(*hclsyntax.ParenthesesExpr); ok {
		x = p.Expression
	}
	template, ok := x.(*hclsyntax.TemplateExpr)
	if !ok || !template.IsStringLiteral() {
		return "", false
	}
	v, diagnostics := template.Value(nil)
	return v.AsString(), !diagnostics.HasErrors()
}

// target returns the address that an expression names, such as the target of an
// import.
func target(x hclsyntax.Expression) string {
	if text, ok := literalText(x); ok {
		return text
	}
	if traversal, ok := x.(*hclsyntax.ScopeTraversalExpr); ok {
		return pathOf(traversal.Traversal)
	}
	return ""
}

// assign gives variables the values of a file such as terraform.tfvars, and
// returns why it could not.
func (f *folder) assign(name string, data []byte, left *budget) *document.Problem {
	values := parse(name, data, left)
	if values.problem != nil {
		// What it was to override is not known.
		for _, v := range f.variables {
			v.given = nil
		}
		if values.summary != "" {
			// The details may show a value.
			values.problem.Message = values.summary
		}
		return values.problem
	}
	for _, a := range values.assignments {
		if declared := f.variables[a.name]; declared != nil {
			if message := declared.give(constant(a.expr, values)); message != "" {
				return &document.Problem{Place: a.at, Path: a.name, Message: message}
			}
		}
	}
	return nil
}

// give gives a variable a value, and returns why it could not, or "".
func (v *variable) give(given *value) string {
	if given == nil {
		return "must be a value, without references"
	}
	e := newEvaluator(&worlds.Client{})
	converted, err := e.converted(given, v.typ, v.defaults)
	switch {
	case err != nil:
		return "must be of type " + v.typ.FriendlyNameForConstraint()
	case v.allowed != nil && !v.allows(converted), v.isNeverNull && converted.shape == null:
		return "must be a value that its validation allows"
	}
	v.given = given
	return ""
}

// allows reports whether a value, and each element of it, is one of the allowed
// ones, or null.
func (v *variable) allows(given *value) bool {
	if given.shape == scalar {
		return slices.Contains(v.allowed, given.text)
	}
	return !slices.ContainsFunc(given.elements, func(element *value) bool { return !v.allows(element) })
}

// giveText gives a variable a value that is text, as -var does, and returns why
// it could not, or "".
func (v *variable) giveText(text string) string {
	if v.isLiteral {
		return v.give(textValue(text))
	}
	at := newFile(v.name, []byte(text))
	if tokens, _ := hclsyntax.LexExpression(at.data, at.name, hcl.InitialPos); deepest(tokens) >= 0 {
		return tooDeep
	}
	x, diagnostics := hclsyntax.ParseExpression(at.data, at.name, hcl.InitialPos)
	if at.fail(diagnostics) {
		return "must be a value of the configuration language"
	}
	return v.give(constant(x, at))
}

// installed returns the folders of the modules that terraform init installed,
// by the names of their calls, such as auth.client.
func installed(data []byte) map[string]string {
	var manifest struct {
		Modules []struct{ Key, Dir string }
	}
	found := map[string]string{}
	if json.Unmarshal(data, &manifest) != nil {
		return found
	}
	for _, m := range manifest.Modules {
		found[m.Key] = filepath.FromSlash(m.Dir)
	}
	return found
}
