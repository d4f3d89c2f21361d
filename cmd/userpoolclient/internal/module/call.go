package module

import (
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
)

// call evaluates a call of a function.
func (e *evaluator) call(x *hclsyntax.FunctionCallExpr, s *scope) (*value, error) {
	name := strings.TrimPrefix(x.Name, "core::")
	switch name {
	case "try":
		return e.try(x, s)
	case "can":
		v, err := e.try(x, s)
		return boolValue(err == nil).from(v), nil
	}
	var arguments []*value
	for i, argument := range x.Args {
		v, err := e.eval(argument, s)
		if err != nil {
			return nil, err
		}
		if i == len(x.Args)-1 && x.ExpandFinal {
			list := e.sequence(v)
			if v.shape == symbol || list != nil && list.hasRest() {
				return e.result(name, x, s, append(arguments, v)), nil
			}
			if list == nil {
				return nil, errFails
			}
			arguments = append(arguments, list.elements...)
			break
		}
		arguments = append(arguments, v)
	}
	for _, v := range arguments {
		e.Spend(v.textSize() * cellsPerByte)
	}
	if f := special[name]; f != nil {
		v, err := f(e, arguments)
		if v != nil || err != nil {
			return v, err
		}
	}
	f, isPure := pure[name]
	for i, v := range arguments {
		arguments[i] = e.settled(v)
	}
	if !isPure || slices.ContainsFunc(arguments, func(v *value) bool { return !v.isKnown() || v.hasRest() }) || isTooLong(name, arguments) {
		return e.result(name, x, s, arguments), nil
	}
	values := make([]cty.Value, len(arguments))
	for i, v := range arguments {
		parameter := parameterOf(f, i)
		if parameter == nil {
			return nil, errFails
		}
		converted, err := convert.Convert(v.cty(), parameter.Type)
		if err != nil {
			return nil, errFails
		}
		values[i] = converted
	}
	result, err := f.Call(values)
	if err != nil {
		return nil, errFails
	}
	v := fromCty(result)
	if v == nil {
		return e.result(name, x, s, arguments), nil
	}
	return v.from(arguments...), nil
}

// parameterOf returns the parameter of an argument, or nil if there is none.
func parameterOf(f function.Function, i int) *function.Parameter {
	if i < len(f.Params()) {
		return &f.Params()[i]
	}
	return f.VarParam()
}

// settled decides each part of a value that has few allowed values.
func (e *evaluator) settled(v *value) *value {
	switch {
	case v.isRest:
		return v
	case v.shape == symbol && v.typ.IsPrimitiveType() && (v.allowed != nil || v.typ == cty.Bool):
		return e.scalar(v)
	case v.isKnown():
		return v
	}
	made := *v
	made.elements = make([]*value, len(v.elements))
	for i, element := range v.elements {
		made.elements[i] = e.settled(element)
	}
	return &made
}

// result returns what a function returns that is not known.
func (e *evaluator) result(name string, x hclsyntax.Expression, s *scope, arguments []*value) *value {
	typ, isTyped := resultTypes[name]
	if f, isPure := pure[name]; isPure && !isTyped {
		types := make([]cty.Type, len(arguments))
		for i := range types {
			types[i] = cty.DynamicPseudoType
			if p := parameterOf(f, i); p != nil {
				types[i] = p.Type
			}
		}
		var err error
		typ, err = f.ReturnType(types)
		isTyped = err == nil && typ != cty.DynamicPseudoType
	}
	if !isTyped {
		typ = cty.DynamicPseudoType
	}
	// A conversion of null is null.
	isNullable := !isTyped || slices.Contains([]string{"tobool", "tolist", "tomap", "tonumber", "toset", "tostring"}, name)
	if slices.Contains(impure, name) {
		name += " " + s.describe(x)
	}
	return e.derived(name, typ, isNullable, arguments...)
}

// isTooLong reports whether a call could take long, or its result be too large.
func isTooLong(name string, arguments []*value) bool {
	const (
		longest = 1_000
		// most is how long a text may be that is matched or replaced.
		most = 10_000
	)
	text := func(i int) string {
		if i < len(arguments) && arguments[i].shape == scalar {
			return arguments[i].text
		}
		return ""
	}
	total := 0
	for _, v := range arguments {
		total += v.textSize()
	}
	switch name {
	case "regex", "regexall":
		return len(text(0)) > longest || total > most
	case "replace":
		return total > most || (len(text(0))+1)*(len(text(2))+1) > maxText
	case "setproduct":
		product := 1
		for _, v := range arguments {
			product = min(product*(len(v.elements)+1), maxSize+1)
		}
		return product > maxSize
	case "format", "formatlist":
		return hasWidth(text(0)) || total*(1+len(arguments)) > maxText
	case "join", "indent":
		return (total+1)*(len(text(0))+2) > maxText || name == "indent" && len(text(0)) > 3
	case "pow", "parseint", "log":
		return total > longest
	}
	return total > maxText
}

// textSize returns how many bytes the texts in a value have.
func (v *value) textSize() int {
	size := len(v.text) + 1
	for _, e := range v.elements {
		size += e.textSize()
	}
	return size
}

// hasWidth reports whether a format has a width or a precision of more than
// three digits, or one from an argument.
func hasWidth(format string) bool {
	digits := 0
	for _, r := range format {
		switch {
		case r >= '0' && r <= '9':
			if digits++; digits > 3 {
				return true
			}
		case r == '*':
			return true
		default:
			digits = 0
		}
	}
	return false
}

// try returns the first argument that does not fail.
func (e *evaluator) try(x *hclsyntax.FunctionCallExpr, s *scope) (*value, error) {
	for i, argument := range x.Args {
		before := e.risks
		v, err := e.eval(argument, s)
		if err != nil {
			continue
		}
		if e.risks != before {
			perhaps := e.derived("fails", cty.Bool, false, v, textValue(s.describe(x)+strconv.Itoa(i)))
			fails, err := e.asBool(perhaps)
			if err != nil || fails.isTrue() {
				continue
			}
			v = v.from(fails)
		}
		return v, nil
	}
	return nothing, errFails
}
