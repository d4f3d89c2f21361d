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
	if c, ok := e.written[x]; ok {
		return c
	}
	c := &writtenCondition{}
	e.written[x] = c
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
	var key strings.Builder
	for _, token := range tokens {
		text := string(token.Bytes)
		switch token.Type {
		case hclsyntax.TokenNewline, hclsyntax.TokenComment:
			text = ""
		case hclsyntax.TokenNotEqual:
			if b, ok := inner.(*hclsyntax.BinaryOpExpr); ok && b.Op == hclsyntax.OpNotEqual && token.Range.Start.Byte >= b.LHS.Range().End.Byte-b.Range().Start.Byte && token.Range.End.Byte <= b.RHS.Range().Start.Byte-b.Range().Start.Byte {
				text, c.isInverse = "==", true
			}
		}
		key.WriteString(text + "\x00")
	}
	c.key, c.text = key.String(), strings.Join(strings.Fields(string(source)), " ")
	for _, variable := range inner.Variables() {
		c.roots = append(c.roots, variable.RootName())
	}
	return c
}

// isIn reports whether a condition depends on the element of a loop.
func (c *writtenCondition) isIn(s *scope) bool {
	for up := s; up != nil; up = up.up {
		if up.item != nil || slices.ContainsFunc(c.roots, func(root string) bool { return up.names[root] != nil && root != "each" && root != "count" }) {
			return true
		}
	}
	return false
}

// holds reports whether a condition is true in the current branch. One that is
// not known is a condition of the client.
func (e *evaluator) holds(x hclsyntax.Expression, s *scope) (bool, error) {
	before, inCondition := e.unknowns, e.inCondition
	e.inCondition = true
	truth, err := e.truth(x, s)
	e.inCondition = inCondition
	if err != nil || e.unknowns == before {
		return truth, err
	}
	c := e.conditionOf(x, s.file)
	if c.isIn(s) {
		return truth, nil
	}
	key := s.in.path + "\x00" + c.key
	condition := e.conditions[key]
	if condition == nil {
		condition = &namedCondition{Condition: worlds.Condition{Name: c.text}, isInverse: c.isInverse}
		e.conditions[key] = condition
		e.AddCondition(&condition.Condition)
	}
	isOpposite := c.isNegated != (c.isInverse != condition.isInverse)
	condition.Holds = func() bool { return truth != isOpposite }
	read := condition.Read
	if inCondition {
		read = condition.True
	}
	return read() != isOpposite, nil
}

// truth reports whether an expression is true in the current branch.
func (e *evaluator) truth(x hclsyntax.Expression, s *scope) (bool, error) {
	v, err := e.eval(x, s)
	if err != nil {
		return false, err
	}
	return e.isTrue(v)
}

// isTrue reports whether a value is true in the current branch.
func (e *evaluator) isTrue(v *value) (bool, error) {
	v = e.scalar(v)
	if v.shape != scalar {
		return false, errFails
	}
	switch e.which(v, []string{"true", "false"}) {
	case 0:
		return true, nil
	case 1:
		return false, nil
	}
	if v.typ == cty.String && (v.text == "1" || v.text == "0") {
		return v.text == "1", nil
	}
	return false, errFails
}

// conditional evaluates a conditional expression.
func (e *evaluator) conditional(x *hclsyntax.ConditionalExpr, s *scope) (*value, error) {
	truth, err := e.holds(x.Condition, s)
	switch {
	case err != nil:
		return nil, err
	case truth:
		return e.eval(x.TrueResult, s)
	}
	return e.eval(x.FalseResult, s)
}

// unary evaluates a unary operator.
func (e *evaluator) unary(x *hclsyntax.UnaryOpExpr, s *scope) (*value, error) {
	if x.Op == hclsyntax.OpLogicalNot {
		truth, err := e.holds(x.Val, s)
		return boolValue(!truth), err
	}
	v, err := e.eval(x.Val, s)
	if err != nil {
		return nil, err
	}
	return e.operate("-", x.Op, v)
}

// binary evaluates a binary operator.
func (e *evaluator) binary(x *hclsyntax.BinaryOpExpr, s *scope) (*value, error) {
	switch x.Op {
	case hclsyntax.OpLogicalAnd, hclsyntax.OpLogicalOr:
		// What one side decides, the other need not be valid for.
		decides := x.Op == hclsyntax.OpLogicalOr
		left, leftErr := e.truth(x.LHS, s)
		if leftErr == nil && left == decides {
			return boolValue(left), nil
		}
		right, rightErr := e.truth(x.RHS, s)
		if rightErr == nil && (right == decides || leftErr == nil) {
			return boolValue(right), nil
		}
		return nil, errFails
	}
	left, err := e.eval(x.LHS, s)
	if err != nil {
		return nil, err
	}
	right, err := e.eval(x.RHS, s)
	if err != nil {
		return nil, err
	}
	switch x.Op {
	case hclsyntax.OpEqual, hclsyntax.OpNotEqual:
		isEqual, err := e.isEqual(left, right)
		return boolValue(isEqual == (x.Op == hclsyntax.OpEqual)).from(left, right), err
	}
	return e.operate(operators[x.Op], x.Op, left, right)
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
			if arguments[i] = v.cty(); v.typ == cty.String {
				number, err := cty.ParseNumberVal(v.text)
				if err != nil {
					return nil, errFails
				}
				arguments[i] = number
			}
			if v.typ == cty.Bool {
				return nil, errFails
			}
		}
	}
	if !isKnown {
		return e.made(name, op.Type, false, operands...), nil
	}
	result, err := op.Impl.Call(arguments)
	if err != nil {
		return nil, errFails
	}
	made := fromCty(result)
	if made == nil {
		return e.made(name, op.Type, false, operands...), nil
	}
	return made.from(operands...), nil
}

// isEqual decides whether two values are equal.
func (e *evaluator) isEqual(a, b *value) (bool, error) {
	aIsNull, bIsNull := e.isNull(a), e.isNull(b)
	if aIsNull || bIsNull {
		return aIsNull && bIsNull, nil
	}
	isScalar := func(v *value) bool { return v.shape == scalar || v.shape == symbol && v.typ.IsPrimitiveType() }
	if isScalar(a) && b.shape == symbol && b.typ == cty.DynamicPseudoType || isScalar(a) && isScalar(b) || isScalar(b) && a.shape == symbol && a.typ == cty.DynamicPseudoType {
		isDynamic := a.typ == cty.DynamicPseudoType || b.typ == cty.DynamicPseudoType
		a, b = e.scalar(a), e.scalar(b)
		if a.typ == b.typ || isDynamic && a.text != b.text {
			if a.isKnown() && b.isKnown() {
				return a.text == b.text, nil
			}
			e.unknowns++
			return e.Equal(a.text, b.text), nil
		}
		if a.isKnown() && b.isKnown() && a.text != b.text {
			return false, nil
		}
		// Whether a number is text depends on where it comes from.
		return e.isTrue(e.made("equal", cty.Bool, false, a, b))
	}
	if a.isKnown() && b.isKnown() {
		var x, y strings.Builder
		a.canonical(&x)
		b.canonical(&y)
		if x.String() != y.String() && x.Len() < maxText && y.Len() < maxText {
			return false, nil
		}
	}
	return e.isTrue(e.made("equal", cty.Bool, false, a, b))
}
