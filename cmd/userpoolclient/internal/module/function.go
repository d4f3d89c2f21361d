package module

import (
	"encoding/base64"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// pure are the functions of the configuration language of which the value is
// known if the arguments are.
var pure = map[string]function.Function{
	"abs": stdlib.AbsoluteFunc, "ceil": stdlib.CeilFunc, "floor": stdlib.FloorFunc, "log": stdlib.LogFunc,
	"max": stdlib.MaxFunc, "min": stdlib.MinFunc, "parseint": stdlib.ParseIntFunc, "pow": stdlib.PowFunc, "signum": stdlib.SignumFunc,

	"chomp": stdlib.ChompFunc, "format": stdlib.FormatFunc, "formatlist": stdlib.FormatListFunc, "indent": stdlib.IndentFunc,
	"join": stdlib.JoinFunc, "lower": stdlib.LowerFunc, "regex": stdlib.RegexFunc, "regexall": stdlib.RegexAllFunc,
	"replace": replaceFunction, "split": stdlib.SplitFunc, "strrev": stdlib.ReverseFunc, "substr": stdlib.SubstrFunc,
	"title": stdlib.TitleFunc, "trim": stdlib.TrimFunc, "trimprefix": stdlib.TrimPrefixFunc, "trimspace": stdlib.TrimSpaceFunc,
	"trimsuffix": stdlib.TrimSuffixFunc, "upper": stdlib.UpperFunc,
	"startswith": textFunction(strings.HasPrefix), "endswith": textFunction(strings.HasSuffix), "strcontains": textFunction(strings.Contains),

	"chunklist": stdlib.ChunklistFunc, "coalescelist": stdlib.CoalesceListFunc, "compact": stdlib.CompactFunc, "concat": stdlib.ConcatFunc,
	"contains": stdlib.ContainsFunc, "distinct": stdlib.DistinctFunc, "element": stdlib.ElementFunc, "flatten": stdlib.FlattenFunc,
	"keys": stdlib.KeysFunc, "lookup": stdlib.LookupFunc, "merge": stdlib.MergeFunc, "range": stdlib.RangeFunc,
	"reverse": stdlib.ReverseListFunc, "setintersection": stdlib.SetIntersectionFunc, "setproduct": stdlib.SetProductFunc,
	"setsubtract": stdlib.SetSubtractFunc, "setunion": stdlib.SetUnionFunc, "slice": stdlib.SliceFunc, "sort": stdlib.SortFunc,
	"values": stdlib.ValuesFunc, "zipmap": stdlib.ZipmapFunc,

	"base64encode": ofText(func(text string) (string, error) { return base64.StdEncoding.EncodeToString([]byte(text)), nil }),
	"base64decode": ofText(decodeBase64), "urlencode": ofText(func(text string) (string, error) { return url.QueryEscape(text), nil }),
	"sum": sumFunction, "index": indexFunction,

	"csvdecode": stdlib.CSVDecodeFunc, "jsondecode": stdlib.JSONDecodeFunc, "jsonencode": stdlib.JSONEncodeFunc,

	"tobool": stdlib.MakeToFunc(cty.Bool), "tolist": stdlib.MakeToFunc(cty.List(cty.DynamicPseudoType)),
	"tomap": stdlib.MakeToFunc(cty.Map(cty.DynamicPseudoType)), "tonumber": stdlib.MakeToFunc(cty.Number),
	"toset": stdlib.MakeToFunc(cty.Set(cty.DynamicPseudoType)), "tostring": stdlib.MakeToFunc(cty.String),
}

// textFunction returns a function that compares texts.
func textFunction(compare func(text, with string) bool) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "text", Type: cty.String}, {Name: "with", Type: cty.String}},
		Type:   function.StaticReturnType(cty.Bool),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			return cty.BoolVal(compare(args[0].AsString(), args[1].AsString())), nil
		},
	})
}

// ofText returns a function that returns a text for another.
func ofText(convert func(text string) (string, error)) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "text", Type: cty.String}},
		Type:   function.StaticReturnType(cty.String),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			text, err := convert(args[0].AsString())
			return cty.StringVal(text), err
		},
	})
}

func decodeBase64(text string) (string, error) {
	decoded, err := base64.StdEncoding.DecodeString(text)
	if err == nil && !utf8.Valid(decoded) {
		err = errFails
	}
	return string(decoded), err
}

// sumFunction adds numbers.
var sumFunction = function.New(&function.Spec{
	Params: []function.Parameter{{Name: "numbers", Type: cty.List(cty.Number)}},
	Type:   function.StaticReturnType(cty.Number),
	Impl: func(args []cty.Value, _ cty.Type) (sum cty.Value, err error) {
		if args[0].LengthInt() == 0 {
			return cty.NilVal, errFails
		}
		sum = cty.Zero
		for _, number := range args[0].Elements() {
			if number.IsNull() {
				return cty.NilVal, errFails
			}
			sum = sum.Add(number)
		}
		return sum, nil
	},
})

// indexFunction returns where a list has a value.
var indexFunction = function.New(&function.Spec{
	Params: []function.Parameter{{Name: "list", Type: cty.DynamicPseudoType}, {Name: "value", Type: cty.DynamicPseudoType}},
	Type:   function.StaticReturnType(cty.Number),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		if t := args[0].Type(); !t.IsListType() && !t.IsTupleType() {
			return cty.NilVal, errFails
		}
		for it := args[0].ElementIterator(); it.Next(); {
			i, element := it.Element()
			if isEqual, err := stdlib.Equal(element, args[1]); err == nil && isEqual.True() {
				return i, nil
			}
		}
		return cty.NilVal, errFails
	},
})

// replaceFunction replaces a text or, between slashes, a regular expression.
var replaceFunction = function.New(&function.Spec{
	Params: []function.Parameter{{Name: "text", Type: cty.String}, {Name: "old", Type: cty.String}, {Name: "new", Type: cty.String}},
	Type:   function.StaticReturnType(cty.String),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		if old := args[1].AsString(); len(old) > 1 && strings.HasPrefix(old, "/") && strings.HasSuffix(old, "/") {
			return stdlib.RegexReplace(args[0], cty.StringVal(old[1:len(old)-1]), args[2])
		}
		return stdlib.Replace(args[0], args[1], args[2])
	},
})

// special are the functions that are evaluated here, because some of their
// arguments may be unknown, or because the standard library has no such
// function.
var special map[string]func(e *evaluator, arguments []*value) (*value, error)

func init() {
	special = map[string]func(e *evaluator, arguments []*value) (*value, error){
		"alltrue": (*evaluator).alltrue, "anytrue": (*evaluator).anytrue, "coalesce": (*evaluator).coalesce,
		"compact": (*evaluator).compact, "concat": (*evaluator).concat, "contains": (*evaluator).contains, "distinct": (*evaluator).distinct,
		"element": (*evaluator).elementAt, "flatten": (*evaluator).flatten, "format": (*evaluator).format, "join": (*evaluator).joinList,
		"keys": (*evaluator).keys, "length": (*evaluator).length, "lookup": (*evaluator).lookup, "merge": (*evaluator).merge,
		"nonsensitive": (*evaluator).nonsensitive, "one": (*evaluator).one, "reverse": (*evaluator).reverse, "sensitive": (*evaluator).sensitive,
		"setunion": (*evaluator).setunion, "toset": (*evaluator).toset, "tolist": (*evaluator).tolist, "tostring": (*evaluator).tostring,
		"values": (*evaluator).values,
	}
}

// results are the types of what functions return that are not pure, or of which
// the standard library does not tell.
var results = map[string]cty.Type{
	"abspath": cty.String, "basename": cty.String, "bcrypt": cty.String, "cidrhost": cty.String, "cidrsubnet": cty.String, "dirname": cty.String,
	"file": cty.String, "filebase64": cty.String, "fileexists": cty.Bool, "fileset": cty.Set(cty.String), "formatdate": cty.String, "md5": cty.String,
	"pathexpand": cty.String, "plantimestamp": cty.String, "sha1": cty.String, "sha256": cty.String, "templatefile": cty.String, "timeadd": cty.String,
	"timestamp": cty.String, "uuid": cty.String, "yamlencode": cty.String,

	"alltrue": cty.Bool, "anytrue": cty.Bool, "concat": cty.List(cty.DynamicPseudoType), "contains": cty.Bool,
	"flatten": cty.List(cty.DynamicPseudoType), "index": cty.Number, "keys": cty.List(cty.String), "length": cty.Number,
	"parseint": cty.Number, "reverse": cty.List(cty.DynamicPseudoType), "setproduct": cty.Set(cty.DynamicPseudoType),
	"slice": cty.List(cty.DynamicPseudoType), "values": cty.List(cty.DynamicPseudoType),
}

// impure are the functions that return another value each time.
var impure = []string{"uuid", "timestamp", "bcrypt", "plantimestamp"}

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

// settled returns a value in which what has few allowed values is one of these.
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
	typ, isTyped := results[name]
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
	if slices.Contains(impure, name) {
		name += " " + s.describe(x)
	}
	return e.made(name, typ, !isTyped, arguments...)
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
	case "chunklist", "range", "flatten", "merge", "concat", "setunion", "setsubtract", "setintersection", "distinct", "zipmap":
		return total > maxText
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
			fails, err := e.isTrue(e.unknown(s.describe(x)+" fails "+strconv.Itoa(i), cty.Bool, false))
			if fails || err != nil {
				continue
			}
			v = v.from(&value{shape: null, isInvented: true})
		}
		return v, nil
	}
	return nothing, errFails
}

func (e *evaluator) alltrue(arguments []*value) (*value, error) { return e.every(arguments, true) }

func (e *evaluator) anytrue(arguments []*value) (*value, error) { return e.every(arguments, false) }

// every returns whether all elements of a list are true or, if wanted is false,
// whether one is.
func (e *evaluator) every(arguments []*value, wanted bool) (*value, error) {
	if len(arguments) != 1 || arguments[0].shape != sequence {
		return nil, nil
	}
	all := e.sequence(arguments[0])
	for _, element := range all.elements {
		if element.isRest {
			continue
		}
		truth, err := e.isTrue(element)
		if err != nil {
			return nil, nil
		}
		if truth != wanted {
			return boolValue(truth).from(all), nil
		}
	}
	if all.hasRest() {
		return nil, nil
	}
	return boolValue(wanted).from(all), nil
}

// coalesce returns the first argument that is neither null nor empty.
func (e *evaluator) coalesce(arguments []*value) (*value, error) {
	for _, v := range arguments {
		if e.isNull(v) {
			continue
		}
		isText := v.shape == scalar || v.shape == symbol && v.typ.IsPrimitiveType()
		if v.shape == symbol && v.typ == cty.DynamicPseudoType {
			isText = slices.ContainsFunc(arguments, func(other *value) bool { return other.shape == scalar })
		}
		if isText {
			always := *v
			always.isNullable = false
			v = e.scalar(&always)
			if v.text == "" {
				continue
			}
			if !v.isKnown() {
				e.unknowns++
				if e.Equal(v.text, "") {
					continue
				}
			}
		}
		return v, nil
	}
	return nil, errFails
}

// lists returns arguments as sequences, or nil if one is none.
func (e *evaluator) lists(arguments []*value) []*value {
	var all []*value
	for _, v := range arguments {
		if v.shape == mapping {
			return nil
		}
		list := e.sequence(v)
		if list == nil {
			return nil
		}
		all = append(all, list)
	}
	return all
}

// concat returns the elements of lists.
func (e *evaluator) concat(arguments []*value) (*value, error) {
	lists := e.lists(arguments)
	if lists == nil {
		return nil, nil
	}
	var elements []*value
	isUnordered := false
	for _, list := range lists {
		elements = append(elements, list.elements...)
		isUnordered = isUnordered || list.isUnordered
	}
	made := sequenceOf(elements)
	made.isUnordered = isUnordered
	for _, list := range lists {
		made.isSecret = made.isSecret || list.isSecret
	}
	return made, nil
}

// setunion returns the elements of sets.
func (e *evaluator) setunion(arguments []*value) (*value, error) {
	v, err := e.concat(arguments)
	if v == nil || err != nil {
		return nil, err
	}
	return toSet(v), nil
}

func (e *evaluator) toset(arguments []*value) (*value, error) {
	if len(arguments) != 1 || e.isNull(arguments[0]) {
		return nil, nil
	}
	return e.setunion(arguments)
}

func (e *evaluator) tolist(arguments []*value) (*value, error) {
	if len(arguments) != 1 || e.isNull(arguments[0]) {
		return nil, nil
	}
	v, err := e.concat(arguments)
	if v == nil || err != nil {
		return nil, err
	}
	v.isCollection = true
	return v, nil
}

// tostring returns a scalar as text.
func (e *evaluator) tostring(arguments []*value) (*value, error) {
	if len(arguments) != 1 || arguments[0].shape != symbol && arguments[0].shape != scalar {
		return nil, nil
	}
	v := e.scalar(arguments[0])
	if v.shape == scalar {
		text := *v
		text.typ = cty.String
		v = &text
	}
	return v, nil
}

// compact returns a list without what is null or empty.
func (e *evaluator) compact(arguments []*value) (*value, error) {
	lists := e.lists(arguments)
	if len(lists) != 1 {
		return nil, nil
	}
	var elements []*value
	for _, element := range lists[0].elements {
		if !element.isRest {
			if element = e.scalar(element); element.shape == null {
				continue
			}
			if element.shape != scalar {
				return nil, errFails
			}
			if element.text == "" {
				continue
			}
			if !element.isKnown() {
				e.unknowns++
				if e.Equal(element.text, "") {
					continue
				}
			}
		}
		elements = append(elements, element)
	}
	made := sequenceOf(elements)
	made.isCollection, made.isUnordered = true, lists[0].isUnordered
	return made.in(lists[0]), nil
}

// distinct returns a list without repetitions.
func (e *evaluator) distinct(arguments []*value) (*value, error) {
	lists := e.lists(arguments)
	if len(lists) != 1 {
		return nil, nil
	}
	made := *lists[0]
	made.elements, made.isCollection = unique(made.elements), true
	made.isUnordered = made.isUnordered || !made.isKnown()
	return &made, nil
}

// flatten returns the elements of lists in lists.
func (e *evaluator) flatten(arguments []*value) (*value, error) {
	lists := e.lists(arguments)
	if len(lists) != 1 {
		return nil, nil
	}
	var elements []*value
	isUnordered := false
	var add func(v *value)
	add = func(v *value) {
		isUnordered = isUnordered || v.isUnordered
		for _, element := range v.elements {
			switch {
			case element.shape == sequence:
				add(e.sequence(element))
			case element.isRest:
				if element.typ.IsListType() && !element.typ.ElementType().IsPrimitiveType() {
					element = e.made("flat", cty.List(cty.DynamicPseudoType), false, element)
					element.isRest = true
				}
				elements = append(elements, element)
			case element.shape == symbol && !element.typ.IsPrimitiveType() && !element.typ.IsObjectType() && !element.typ.IsMapType():
				flat := e.made("flat", cty.List(cty.DynamicPseudoType), false, element)
				flat.isRest = true
				elements = append(elements, flat)
			default:
				elements = append(elements, element)
			}
		}
	}
	add(lists[0])
	made := sequenceOf(elements)
	made.isUnordered = isUnordered
	return made.in(lists[0]), nil
}

// contains reports whether a list has an element.
func (e *evaluator) contains(arguments []*value) (*value, error) {
	lists := e.lists(arguments[:min(1, len(arguments))])
	if len(arguments) != 2 || len(lists) != 1 {
		return nil, nil
	}
	for _, element := range lists[0].elements {
		if element.isRest {
			continue
		}
		isEqual, err := e.isEqual(element, arguments[1])
		if err != nil {
			return nil, err
		}
		if isEqual {
			return boolValue(true).from(arguments...), nil
		}
	}
	if lists[0].hasRest() {
		return nil, nil
	}
	return boolValue(false).from(arguments...), nil
}

// elementAt returns an element of a list, counting on from its beginning.
func (e *evaluator) elementAt(arguments []*value) (*value, error) {
	if len(arguments) != 2 || arguments[0].shape != sequence || arguments[0].isSet || arguments[0].hasRest() || len(arguments[0].elements) == 0 {
		return nil, nil
	}
	key := e.scalar(arguments[1])
	if key.shape != scalar {
		return nil, errFails
	}
	i, err := strconv.Atoi(key.text)
	if err != nil {
		return nil, nil
	}
	n := len(arguments[0].elements)
	return arguments[0].elements[(i%n+n)%n].in(arguments[0]), nil
}

// format replaces the verbs of a format by texts that are not known.
func (e *evaluator) format(arguments []*value) (*value, error) {
	if len(arguments) == 0 || !arguments[0].isText() || !slices.ContainsFunc(arguments, func(v *value) bool { return !v.isKnown() }) {
		return nil, nil
	}
	var text strings.Builder
	made := textValue("").from(arguments[0])
	rest, next := arguments[0].text, 1
	for rest != "" {
		before, after, found := strings.Cut(rest, "%")
		text.WriteString(before)
		if !found {
			break
		}
		if after == "" {
			return nil, errFails
		}
		verb := after[0]
		rest = after[1:]
		if verb == '%' {
			text.WriteString("%")
			continue
		}
		if next >= len(arguments) {
			return nil, errFails
		}
		v := e.scalar(arguments[next])
		isNumber := verb == 'd' && v.typ == cty.Number && !v.isKnown()
		if v.shape != scalar || verb != 's' && verb != 'v' && !isNumber {
			return nil, nil
		}
		next++
		text.WriteString(v.text)
		made = made.from(v)
	}
	if next < len(arguments) {
		return nil, errFails
	}
	made.text = text.String()
	return made, nil
}

// joinList joins the elements of lists.
func (e *evaluator) joinList(arguments []*value) (*value, error) {
	if len(arguments) < 2 {
		return nil, errFails
	}
	delimiter := e.scalar(arguments[0])
	if delimiter.shape != scalar {
		return nil, errFails
	}
	list, err := e.concat(arguments[1:])
	if list == nil || err != nil || list.hasRest() {
		return nil, err
	}
	if delimiter.isKnown() && list.isKnown() {
		return nil, nil
	}
	v, err := e.join(list.elements, delimiter.text)
	if err != nil {
		return nil, err
	}
	return v.from(delimiter), nil
}

// keys returns the keys of a mapping.
func (e *evaluator) keys(arguments []*value) (*value, error) {
	if len(arguments) != 1 || arguments[0].shape != mapping {
		return nil, nil
	}
	var elements []*value
	for _, key := range arguments[0].keys {
		elements = append(elements, textValue(key))
	}
	made := sequenceOf(elements)
	made.isCollection = true
	return made.in(arguments[0]), nil
}

// values returns the values of a mapping.
func (e *evaluator) values(arguments []*value) (*value, error) {
	if len(arguments) != 1 || arguments[0].shape != mapping {
		return nil, nil
	}
	return e.sequence(arguments[0]), nil
}

// length returns how many elements a collection or characters a text has.
func (e *evaluator) length(arguments []*value) (*value, error) {
	if len(arguments) != 1 {
		return nil, errFails
	}
	v := arguments[0]
	switch {
	case v.shape == null:
		return nil, errFails
	case v.shape == scalar && v.isKnown():
		n, err := stdlib.Strlen(cty.StringVal(v.text))
		if err != nil {
			return nil, errFails
		}
		return fromCty(n).from(v), nil
	case (v.shape == sequence || v.shape == mapping) && !v.hasRest():
		return numberValue(len(v.elements)).from(v), nil
	}
	return nil, nil
}

// lookup returns the value of a key of a mapping, or a default.
func (e *evaluator) lookup(arguments []*value) (*value, error) {
	if len(arguments) < 2 || arguments[0].shape != mapping {
		return nil, nil
	}
	key := e.scalar(arguments[1])
	if key.shape != scalar {
		return nil, errFails
	}
	if i := e.which(key, arguments[0].keys); i >= 0 {
		return arguments[0].elements[i].in(arguments[0]).in(key), nil
	}
	if len(arguments) < 3 {
		return nil, errFails
	}
	return arguments[2].in(key), nil
}

// merge returns the members of several mappings.
func (e *evaluator) merge(arguments []*value) (*value, error) {
	members := map[string]*value{}
	isCollection := len(arguments) > 0
	for _, v := range arguments {
		if e.isNull(v) {
			continue
		}
		if v.shape != mapping {
			return nil, nil
		}
		isCollection = isCollection && v.isCollection
		for i, key := range v.keys {
			members[key] = v.elements[i].in(v)
		}
	}
	made := mappingOf(members)
	made.isCollection = isCollection
	return made, nil
}

// one returns the only element of a list, or null.
func (e *evaluator) one(arguments []*value) (*value, error) {
	if len(arguments) != 1 || arguments[0].shape != sequence || arguments[0].hasRest() {
		return nil, nil
	}
	switch elements := arguments[0].elements; len(elements) {
	case 0:
		return nothing, nil
	case 1:
		return elements[0].in(arguments[0]), nil
	}
	return nil, errFails
}

// reverse returns a list from its end.
func (e *evaluator) reverse(arguments []*value) (*value, error) {
	if len(arguments) != 1 || arguments[0].shape != sequence || arguments[0].isSet || arguments[0].isUnordered {
		return nil, nil
	}
	elements := slices.Clone(arguments[0].elements)
	slices.Reverse(elements)
	made := *arguments[0]
	made.elements = elements
	return &made, nil
}

func (e *evaluator) sensitive(arguments []*value) (*value, error) {
	if len(arguments) != 1 {
		return nil, errFails
	}
	secret := *arguments[0]
	secret.isSecret = true
	return &secret, nil
}

// nonsensitive returns its argument as it is: to show it is left to Terraform.
func (e *evaluator) nonsensitive(arguments []*value) (*value, error) {
	if len(arguments) != 1 {
		return nil, errFails
	}
	return arguments[0], nil
}
