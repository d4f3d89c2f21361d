package module

import (
	"encoding/base64"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/zclconf/go-cty/cty"
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

// resultTypes are the types of what functions return that are not pure, or of which
// the standard library does not tell.
var resultTypes = map[string]cty.Type{
	"abspath": cty.String, "basename": cty.String, "bcrypt": cty.String, "cidrhost": cty.String, "cidrsubnet": cty.String, "dirname": cty.String,
	"file": cty.String, "filebase64": cty.String, "fileexists": cty.Bool, "fileset": cty.Set(cty.String), "formatdate": cty.String, "md5": cty.String,
	"pathexpand": cty.String, "plantimestamp": cty.String, "sha1": cty.String, "sha256": cty.String, "templatefile": cty.String, "timeadd": cty.String,
	"timestamp": cty.String, "uuid": cty.String, "yamlencode": cty.String,

	"alltrue": cty.Bool, "anytrue": cty.Bool, "concat": cty.List(cty.DynamicPseudoType), "contains": cty.Bool,
	"flatten": cty.List(cty.DynamicPseudoType), "index": cty.Number, "keys": cty.List(cty.String), "length": cty.Number,
	"parseint": cty.Number, "reverse": cty.List(cty.DynamicPseudoType),
	"slice": cty.List(cty.DynamicPseudoType), "values": cty.List(cty.DynamicPseudoType),
}

// impure are the functions that return another value each time.
var impure = []string{"uuid", "timestamp", "bcrypt", "plantimestamp"}
