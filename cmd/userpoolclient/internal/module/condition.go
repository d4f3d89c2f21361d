package module

import (
	"slices"
	"strings"

	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// writtenCondition is a condition as it is written, without parentheses and
// negations around it.
type writtenCondition struct {
	// key is the same for conditions that are the same but for white space or a
	// negation.
	key, text string
	// isNegated reports whether there are negations around it, and isInverse
	// whether it has != where the key has ==.
	isNegated, isInverse bool
	roots                []string
}

// namedCondition is a condition of the client, with the name that it has where
// it was first read.
type namedCondition struct {
	worlds.Condition
	isInverse bool
}

// conditionOf returns the condition that an expression is.
func (e *evaluator) conditionOf(x hclsyntax.Expression, f *file) *writtenCondition {
	if c, ok := e.parsed[x]; ok {
		return c
	}
	c := &writtenCondition{}
	e.parsed[x] = c
	inner := x
	for {
		switch i := inner.(type) {
		case *hclsyntax.ParenthesesExpr:
			inner = i.Expression
			continue
		case *hclsyntax.TemplateWrapExpr:
			inner = i.Wrapped
			continue
		case *hclsyntax.UnaryOpExpr:
			if i.Op == hclsyntax.OpLogicalNot {
				inner, c.isNegated = i.Val, !c.isNegated
				continue
			}
		}
		break
	}
	source := []byte(f.text(inner.Range()))
	tokens, _ := hclsyntax.LexExpression(source, f.name, hcl.InitialPos)
	var key, shown strings.Builder
	end := 0
	for _, token := range tokens {
		text := string(token.Bytes)
		if token.Type == hclsyntax.TokenNewline || token.Type == hclsyntax.TokenComment {
			continue
		}
		if shown.Len() > 0 && token.Range.Start.Byte > end {
			shown.WriteString(" ")
		}
		shown.WriteString(text)
		end = token.Range.End.Byte
		switch token.Type {
		case hclsyntax.TokenNotEqual:
			if b, ok := inner.(*hclsyntax.BinaryOpExpr); ok && b.Op == hclsyntax.OpNotEqual && token.Range.Start.Byte >= b.LHS.Range().End.Byte-b.Range().Start.Byte && token.Range.End.Byte <= b.RHS.Range().Start.Byte-b.Range().Start.Byte {
				text, c.isInverse = "==", true
			}
		}
		key.WriteString(text + "\x00")
	}
	c.key, c.text = key.String(), strings.TrimSpace(shown.String())
	for _, variable := range inner.Variables() {
		c.roots = append(c.roots, variable.RootName())
	}
	return c
}

// isInLoop reports whether a condition depends on the element of a loop.
func (c *writtenCondition) isInLoop(s *scope) bool {
	// The outermost has each and count.
	for up := s; up.up != nil; up = up.up {
		if up.item != nil || slices.ContainsFunc(c.roots, func(root string) bool { return up.names[root] != nil }) {
			return true
		}
	}
	return false
}

// holds returns whether a condition is true in the current branch, as a boolean.
// One that is not known is a condition of the client.
func (e *evaluator) holds(x hclsyntax.Expression, s *scope) (*value, error) {
	before, inCondition := e.unknowns, e.inCondition
	e.inCondition = true
	truth, err := e.truth(x, s)
	e.inCondition = inCondition
	if err != nil || e.unknowns == before {
		return truth, err
	}
	c := e.conditionOf(x, s.file)
	if c.isInLoop(s) {
		return truth, nil
	}
	key := s.in.path + "\x00" + c.key
	condition := e.conditions[key]
	if condition == nil {
		condition = &namedCondition{Condition: worlds.Condition{Name: c.text}, isInverse: c.isInverse}
		if truth.isSecret {
			condition.Name = "a sensitive condition"
		}
		e.conditions[key] = condition
		e.AddCondition(&condition.Condition)
	}
	isOpposite := c.isNegated != (c.isInverse != condition.isInverse)
	condition.Holds = func() bool { return truth.isTrue() != isOpposite }
	read := condition.Read
	if inCondition {
		read = condition.True
	}
	return boolValue(read() != isOpposite).from(truth), nil
}

// truth returns whether an expression is true in the current branch, as a
// boolean.
func (e *evaluator) truth(x hclsyntax.Expression, s *scope) (*value, error) {
	v, err := e.eval(x, s)
	if err != nil {
		return nil, err
	}
	return e.asBool(v)
}

// asBool returns a value as a boolean that is known in the current branch.
func (e *evaluator) asBool(v *value) (*value, error) {
	v = e.scalar(v)
	if v.shape != scalar || v.typ == cty.Number {
		return nil, errFails
	}
	switch e.which(v, []string{"true", "false", "1", "0"}) {
	case 0, 2:
		return boolValue(true).from(v), nil
	case 1, 3:
		return boolValue(false).from(v), nil
	}
	return nil, errFails
}

// conditional evaluates a conditional expression.
func (e *evaluator) conditional(x *hclsyntax.ConditionalExpr, s *scope) (*value, error) {
	truth, err := e.holds(x.Condition, s)
	if err != nil {
		return nil, err
	}
	chosen, other := x.TrueResult, x.FalseResult
	if !truth.isTrue() {
		chosen, other = other, chosen
	}
	v, err := e.eval(chosen, s)
	if err != nil {
		return nil, err
	}
	switch _, isText := literalText(other); {
	case v.shape == scalar && v.typ != cty.String && isText:
		text := *v
		text.typ = cty.String
		v = &text
	case v.shape != symbol && !(v.shape == scalar && hasType(other, v.typ)) && !isEmptyOrNull(other):
		v = v.perhapsText()
	}
	return v.in(truth), nil
}

// hasType reports whether an expression is a literal of a type, or null.
func hasType(x hclsyntax.Expression, typ cty.Type) bool {
	if p, ok := x.(*hclsyntax.ParenthesesExpr); ok {
		return hasType(p.Expression, typ)
	}
	literal, ok := x.(*hclsyntax.LiteralValueExpr)
	return ok && (literal.Val.IsNull() || literal.Val.Type() == typ)
}

// isEmptyOrNull reports whether an expression is null, [] or {}, which have no
// types to convert another result to.
func isEmptyOrNull(x hclsyntax.Expression) bool {
	switch x := x.(type) {
	case *hclsyntax.ParenthesesExpr:
		return isEmptyOrNull(x.Expression)
	case *hclsyntax.LiteralValueExpr:
		return x.Val.IsNull()
	case *hclsyntax.TupleConsExpr:
		return len(x.Exprs) == 0
	case *hclsyntax.ObjectConsExpr:
		return len(x.Items) == 0
	}
	return false
}

// perhapsText returns a value in which numbers and booleans may be texts,
// because a result that is not chosen may make them so.
func (v *value) perhapsText() *value {
	if v.shape == scalar && (v.typ == cty.String || v.typ == cty.DynamicPseudoType) || v.shape == null || v.shape == symbol {
		return v
	}
	made := *v
	if v.shape == scalar {
		made.typ = cty.DynamicPseudoType
	}
	made.elements = slices.Clone(v.elements)
	for i, element := range made.elements {
		made.elements[i] = element.perhapsText()
	}
	return &made
}

// unary evaluates a unary operator.
func (e *evaluator) unary(x *hclsyntax.UnaryOpExpr, s *scope) (*value, error) {
	if x.Op == hclsyntax.OpLogicalNot {
		truth, err := e.holds(x.Val, s)
		if err != nil {
			return nil, err
		}
		return boolValue(!truth.isTrue()).from(truth), nil
	}
	v, err := e.eval(x.Val, s)
	if err != nil {
		return nil, err
	}
	return e.operate("-", x.Op, v)
}

// binary evaluates a binary operator.
func (e *evaluator) binary(x *hclsyntax.BinaryOpExpr, s *scope) (*value, error) {
	if x.Op == hclsyntax.OpLogicalAnd || x.Op == hclsyntax.OpLogicalOr {
		return e.logical(x, s)
	}
	left, err := e.eval(x.LHS, s)
	if err != nil {
		return nil, err
	}
	right, err := e.eval(x.RHS, s)
	if err != nil {
		return nil, err
	}
	if x.Op != hclsyntax.OpEqual && x.Op != hclsyntax.OpNotEqual {
		return e.operate(operators[x.Op], x.Op, left, right)
	}
	isEqual, err := e.isEqual(left, right)
	if err != nil {
		return nil, err
	}
	return boolValue(isEqual == (x.Op == hclsyntax.OpEqual)).from(left, right), nil
}

// logical evaluates && or ||. What one side decides, the other need not be valid
// for.
func (e *evaluator) logical(x *hclsyntax.BinaryOpExpr, s *scope) (*value, error) {
	decides := x.Op == hclsyntax.OpLogicalOr
	left, leftErr := e.truth(x.LHS, s)
	if leftErr == nil && left.isTrue() == decides {
		return left, nil
	}
	right, rightErr := e.truth(x.RHS, s)
	switch {
	case rightErr != nil, leftErr != nil && right.isTrue() != decides:
		return nil, errFails
	case leftErr != nil:
		return right, nil
	}
	return right.from(left), nil
}

// operators are the names of operators.
var operators = map[*hclsyntax.Operation]string{
	hclsyntax.OpAdd: "+", hclsyntax.OpSubtract: "-", hclsyntax.OpMultiply: "*", hclsyntax.OpDivide: "/", hclsyntax.OpModulo: "%",
	hclsyntax.OpGreaterThan: ">", hclsyntax.OpGreaterThanOrEqual: ">=", hclsyntax.OpLessThan: "<", hclsyntax.OpLessThanOrEqual: "<=",
}

// operate applies an operator for numbers.
func (e *evaluator) operate(name string, op *hclsyntax.Operation, operands ...*value) (*value, error) {
	arguments := make([]cty.Value, len(operands))
	isKnown := true
	for i, v := range operands {
		v = e.scalar(v)
		if v.shape != scalar {
			return nil, errFails
		}
		operands[i] = v
		if isKnown = isKnown && v.isKnown(); isKnown {
			number, err := cty.ParseNumberVal(v.text)
			if err != nil || v.typ == cty.Bool {
				return nil, errFails
			}
			arguments[i] = number
		}
	}
	if !isKnown {
		return e.derived(name, op.Type, false, operands...), nil
	}
	result, err := op.Impl.Call(arguments)
	if err != nil {
		return nil, errFails
	}
	made := fromCty(result)
	if made == nil {
		return e.derived(name, op.Type, false, operands...), nil
	}
	return made.from(operands...), nil
}

// isEqual decides whether two values are equal.
func (e *evaluator) isEqual(a, b *value) (bool, error) {
	aIsNull, bIsNull := e.isNull(a), e.isNull(b)
	if aIsNull || bIsNull {
		return aIsNull && bIsNull, nil
	}
	if a.isScalar() && b.isScalar() {
		a, b = e.scalar(a), e.scalar(b)
		switch {
		case a.shape != scalar || b.shape != scalar:
			return a.shape == b.shape, nil
		case !worlds.HasPlaceholder(a.text) && !worlds.HasPlaceholder(b.text) && a.text != b.text:
			return false, nil
		case a.typ == b.typ && a.hasType() && b.hasType(), !looksTyped(a.text) || !looksTyped(b.text):
			if a.text == b.text {
				return true, nil
			}
			return e.isEqualText(a, b), nil
		case a.hasType() && b.hasType() && a.typ != b.typ:
			return false, nil
		}
		// Whether a number or a boolean is a text depends on where it is from.
	} else if a.isKnown() && b.isKnown() {
		switch {
		case a.hash() != b.hash():
			return false, nil
		case a.isCollection == b.isCollection && a.isSet == b.isSet:
			return true, nil
		}
		return false, nil
	} else if a.isLiteralOf(b) || b.isLiteralOf(a) {
		return false, nil
	}
	truth, err := e.asBool(e.derived("equal", cty.Bool, false, a, b))
	if err != nil {
		return false, err
	}
	return truth.isTrue(), nil
}

// isLiteralOf reports whether a value is a tuple or an object, and another a
// collection, which is never equal to one.
func (v *value) isLiteralOf(other *value) bool {
	isLiteral := (v.shape == sequence || v.shape == mapping) && !v.isCollection
	return isLiteral && other.shape == symbol && other.typ.IsCollectionType()
}

// isEqualText decides whether two scalars have the same text.
func (e *evaluator) isEqualText(a, b *value) bool {
	e.unknowns++
	isEqual := e.Equal(a.text, b.text)
	e.decided(textValue("").from(a, b), "equal "+a.text+"\x00"+b.text)
	return isEqual
}

// isScalar reports whether a value is a scalar, or may be one.
func (v *value) isScalar() bool {
	return v.shape == scalar || v.shape == symbol && (v.typ.IsPrimitiveType() || v.typ == cty.DynamicPseudoType)
}

// hasType reports whether the type of a scalar is known.
func (v *value) hasType() bool { return v.typ != cty.DynamicPseudoType && !v.isAssumed }

// looksTyped reports whether a text may be what a number or a boolean is as text.
func looksTyped(text string) bool {
	if text == "true" || text == "false" || worlds.HasPlaceholder(text) {
		return true
	}
	_, err := cty.ParseNumberVal(text)
	return err == nil
}
