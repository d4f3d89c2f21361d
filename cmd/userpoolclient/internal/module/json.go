package module

import (
	"maps"
	"slices"

	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// labels are how many labels each kind of block has at the top of a file.
var labels = map[string][]string{
	"resource": {"type", "name"}, "variable": {"name"}, "module": {"name"}, "output": {"name"}, "locals": nil, "import": nil, "data": {"type", "name"},
}

// blocksIn are the blocks that a block of a kind may have, of a resource by its
// type. The JSON syntax does not tell blocks from attributes.
func blocksIn(kind, resourceType string) []string {
	switch kind {
	case "variable":
		return []string{"validation"}
	case "resource":
		return append([]string{"lifecycle", "dynamic"}, blocksOf(resourceType)...)
	case "dynamic":
		return []string{"content"}
	}
	return nil
}

// jsonBlocks returns the blocks of a file in the JSON syntax.
func (f *file) jsonBlocks(body hcl.Body) []*block {
	var schema hcl.BodySchema
	for _, kind := range slices.Sorted(maps.Keys(labels)) {
		schema.Blocks = append(schema.Blocks, hcl.BlockHeaderSchema{Type: kind, LabelNames: labels[kind]})
	}
	content, _, diagnostics := body.PartialContent(&schema)
	if f.fail(diagnostics) {
		return nil
	}
	var blocks []*block
	for _, b := range content.Blocks {
		blocks = append(blocks, f.jsonBlock(b))
	}
	return blocks
}

// jsonBlock returns a block in the JSON syntax.
func (f *file) jsonBlock(from *hcl.Block) *block {
	b := &block{kind: from.Type, labels: from.Labels, attributes: map[string]*attribute{}, file: f, at: f.place(from.DefRange.Start)}
	var schema hcl.BodySchema
	for _, kind := range blocksIn(b.kind, b.label(0)) {
		header := hcl.BlockHeaderSchema{Type: kind}
		if kind == "dynamic" {
			header.LabelNames = []string{"kind"}
		}
		schema.Blocks = append(schema.Blocks, header)
	}
	content, rest, diagnostics := from.Body.PartialContent(&schema)
	if f.fail(diagnostics) {
		return b
	}
	for _, child := range content.Blocks {
		b.blocks = append(b.blocks, f.jsonBlock(child))
	}
	attributes, diagnostics := rest.JustAttributes()
	if f.fail(diagnostics) {
		return b
	}
	for name, a := range attributes {
		if name == "//" {
			// A comment.
			continue
		}
		b.names = append(b.names, name)
		b.attributes[name] = &attribute{name, f.jsonExpression(a.Expr), f, f.place(a.NameRange.Start)}
	}
	b.sortNames()
	return b
}

// jsonExpression returns an expression of the JSON syntax in the native one.
func (f *file) jsonExpression(e hcl.Expression) hclsyntax.Expression {
	if list, diagnostics := hcl.ExprList(e); !diagnostics.HasErrors() {
		tuple := &hclsyntax.TupleConsExpr{SrcRange: e.Range(), OpenRange: e.StartRange()}
		for _, element := range list {
			tuple.Exprs = append(tuple.Exprs, f.jsonExpression(element))
		}
		return tuple
	}
	if pairs, diagnostics := hcl.ExprMap(e); !diagnostics.HasErrors() {
		object := &hclsyntax.ObjectConsExpr{SrcRange: e.Range(), OpenRange: e.StartRange()}
		for _, pair := range pairs {
			object.Items = append(object.Items, hclsyntax.ObjectConsItem{KeyExpr: f.jsonExpression(pair.Key), ValueExpr: f.jsonExpression(pair.Value)})
		}
		return object
	}
	// Without a context, a string is not taken for a template.
	value, _ := e.Value(nil)
	literal := &hclsyntax.LiteralValueExpr{Val: value, SrcRange: e.Range()}
	if value.IsNull() || value.Type() != cty.String {
		return literal
	}
	source, start := []byte(value.AsString()), e.Range().Start
	start.Byte, start.Column = start.Byte+1, start.Column+1
	if tokens, _ := hclsyntax.LexTemplate(source, f.name, start); deepest(tokens) >= 0 {
		f.problem = &document.Problem{Place: f.place(e.Range().Start), Message: tooDeep}
		return literal
	}
	f.templates[start.Byte] = string(source)
	template, diagnostics := hclsyntax.ParseTemplate(source, f.name, start)
	if f.fail(diagnostics) {
		return literal
	}
	return &hclsyntax.ParenthesesExpr{Expression: template, SrcRange: e.Range()}
}
