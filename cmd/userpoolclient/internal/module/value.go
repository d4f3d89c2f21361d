package module

import (
	"crypto/sha256"
	"io"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// shape is what a value is in the current branch.
type shape uint8

const (
	null shape = iota
	scalar
	// sequence is a tuple, a list or a set.
	sequence
	// mapping is an object or a map.
	mapping
	// symbol is an unknown value of any shape.
	symbol
)

// value is a value in the current branch. It is never changed.
type value struct {
	shape shape
	// typ is that of a scalar, or the constraint of a symbol.
	typ cty.Type
	// text is that of a scalar, perhaps with placeholders, or the name of a
	// symbol.
	text string
	// elements are those of a sequence, or the values of a mapping, whose
	// keys are sorted. A symbol in a sequence stands for any number of
	// elements if it is a rest.
	elements []*value
	keys     []string
	isRest   bool
	// isSet reports whether a sequence is a set, and isCollection whether it is
	// no tuple or object.
	isSet, isCollection bool
	// isUnordered reports whether the order and the number of the elements of
	// a set are not known.
	isUnordered bool
	// isNullable reports whether a symbol may be null.
	isNullable bool
	// allowed are the only values of a symbol, or of its elements.
	allowed []string
	// defaults are those of the optional attributes of a symbol.
	defaults *typeexpr.Defaults
	// roots are what is not known that the value depends on.
	roots []string

	isSecret bool
	// isInvented reports whether the value depends on what is not known.
	isInvented bool
	// isDerived reports whether it is the result of an operation on what is not
	// known, and isAssumed whether that a scalar is a text is assumed.
	isDerived, isAssumed bool
	// isDoubtful reports whether more is known of it than is remembered, so that
	// what is decided of it may be impossible.
	isDoubtful bool
	// size counts the values in it.
	size int

	// Where it is written.
	file *file
	at   hcl.Pos
}

// maxSize is how many values one holds that is known.
const maxSize = 20_000

// maxText is how many bytes a text has that is known.
const maxText = 100_000

var nothing = &value{size: 1}

func textValue(text string) *value {
	return &value{shape: scalar, typ: cty.String, text: text, size: 1}
}

func boolValue(truth bool) *value {
	return &value{shape: scalar, typ: cty.Bool, text: strconv.FormatBool(truth), size: 1}
}

func numberValue(n int) *value {
	return &value{shape: scalar, typ: cty.Number, text: strconv.Itoa(n), size: 1}
}

// sequenceOf returns a tuple, or a list or a set that is made of it.
func sequenceOf(elements []*value) *value {
	v := &value{shape: sequence, elements: elements, size: 1}
	for _, e := range elements {
		v.size += e.size
		v.isInvented = v.isInvented || e.isRest
		v.addRoots(e.roots)
	}
	return v
}

// mappingOf returns an object.
func mappingOf(members map[string]*value) *value {
	v := &value{shape: mapping, keys: slices.Sorted(maps.Keys(members)), size: 1}
	for _, key := range v.keys {
		v.elements = append(v.elements, members[key])
		v.size += members[key].size
		v.addRoots(members[key].roots)
	}
	return v
}

// member returns the value of a key of a mapping, or nil.
func (v *value) member(key string) *value {
	if i, ok := slices.BinarySearch(v.keys, key); ok {
		return v.elements[i]
	}
	return nil
}

// isKnown reports whether nothing in a value depends on unknowns, not even the
// type of a scalar.
func (v *value) isKnown() bool {
	switch v.shape {
	case symbol:
		return false
	case scalar:
		return !worlds.HasPlaceholder(v.text) && v.typ != cty.DynamicPseudoType
	}
	return !slices.ContainsFunc(v.elements, func(e *value) bool { return !e.isKnown() })
}

// isTrue reports whether a value is the boolean true.
func (v *value) isTrue() bool { return v.typ == cty.Bool && v.text == "true" }

// isText reports whether a value is a known scalar that is a text.
func (v *value) isText() bool { return v.shape == scalar && !worlds.HasPlaceholder(v.text) }

// hasRest reports whether the number of elements of a sequence is not known.
func (v *value) hasRest() bool {
	return v.isUnordered || slices.ContainsFunc(v.elements, func(e *value) bool { return e.isRest })
}

// any reports whether a value or one in it is as wanted.
func (v *value) any(is func(*value) bool) bool {
	return is(v) || slices.ContainsFunc(v.elements, func(e *value) bool { return e.any(is) })
}

func isSecret(v *value) bool { return v.isSecret }

func isDerived(v *value) bool { return v.isDerived }

func isDoubtful(v *value) bool { return v.isDoubtful }

func isInvented(v *value) bool {
	return v.isInvented || v.shape == scalar && worlds.HasPlaceholder(v.text)
}

// from returns a value as one that is made of others.
func (v *value) from(others ...*value) *value {
	made := *v
	for _, other := range others {
		made.isSecret = made.isSecret || other.any(isSecret)
		made.isInvented = made.isInvented || other.any(isInvented)
		made.isDerived = made.isDerived || other.any(isDerived)
		made.isDoubtful = made.isDoubtful || other.any(isDoubtful)
		made.addRoots(other.roots)
	}
	return &made
}

// maxRoots is how many roots a value has that are told apart.
const maxRoots = 16

// addRoots adds what a value depends on.
func (v *value) addRoots(roots []string) {
	for _, root := range roots {
		switch {
		case slices.Contains(v.roots, root), slices.Contains(v.roots, anyRoot):
		case len(v.roots) == maxRoots:
			v.roots = []string{anyRoot}
		default:
			v.roots = append(v.roots[:len(v.roots):len(v.roots)], root)
		}
	}
}

// anyRoot stands for every root.
const anyRoot = ""

// in returns a value as one that is taken from, or chosen by, another.
func (v *value) in(other *value) *value {
	if !other.isSecret || v.isSecret {
		return v
	}
	taken := *v
	taken.isSecret = true
	return &taken
}

// withPlace returns a value with a place if it has none.
func (v *value) withPlace(f *file, at hcl.Pos) *value {
	if v.file != nil {
		return v
	}
	placed := *v
	placed.file, placed.at = f, at
	return &placed
}

// hash returns a text that is the same for the same value in the same branch.
func (v *value) hash() string {
	if v.shape == scalar && len(v.text) < maxName {
		return v.typ.FriendlyName() + strconv.Quote(v.text)
	}
	h := sha256.New()
	v.canonical(h)
	return string(h.Sum(nil))
}

// canonical writes what identifies a value.
func (v *value) canonical(to io.Writer) {
	switch v.shape {
	case null:
		_, _ = io.WriteString(to, "null")
	case scalar:
		_, _ = io.WriteString(to, v.typ.FriendlyName()+strconv.Quote(v.text))
	case symbol:
		_, _ = io.WriteString(to, "<"+v.text+">")
	default:
		_, _ = io.WriteString(to, "[")
		for i, e := range v.elements {
			if v.shape == mapping {
				_, _ = io.WriteString(to, strconv.Quote(v.keys[i])+"=")
			}
			e.canonical(to)
			_, _ = io.WriteString(to, ",")
		}
		_, _ = io.WriteString(to, "]")
	}
}

// cty returns a known value as Terraform has it.
func (v *value) cty() cty.Value {
	switch v.shape {
	case scalar:
		converted, err := convert.Convert(cty.StringVal(v.text), v.typ)
		if err != nil {
			return cty.StringVal(v.text)
		}
		return converted
	case sequence:
		if len(v.elements) == 0 {
			switch {
			case v.isSet:
				return cty.SetValEmpty(cty.DynamicPseudoType)
			case v.isCollection:
				return cty.ListValEmpty(cty.DynamicPseudoType)
			}
			return cty.EmptyTupleVal
		}
		elements := make([]cty.Value, len(v.elements))
		for i, e := range v.elements {
			elements[i] = e.cty()
		}
		tuple := cty.TupleVal(elements)
		if v.isCollection {
			to := cty.List(cty.DynamicPseudoType)
			if v.isSet {
				to = cty.Set(cty.DynamicPseudoType)
			}
			if converted, err := convert.Convert(tuple, to); err == nil {
				return converted
			}
		}
		return tuple
	case mapping:
		if len(v.elements) == 0 && v.isCollection {
			return cty.MapValEmpty(cty.DynamicPseudoType)
		}
		members := map[string]cty.Value{}
		for i, e := range v.elements {
			members[v.keys[i]] = e.cty()
		}
		object := cty.ObjectVal(members)
		if v.isCollection {
			if converted, err := convert.Convert(object, cty.Map(cty.DynamicPseudoType)); err == nil {
				return converted
			}
		}
		return object
	}
	return cty.NullVal(cty.DynamicPseudoType)
}

// fromCty returns a value of Terraform that is known, or nil if it is too
// large or is no value that a client may have.
func fromCty(from cty.Value) *value {
	left := maxSize
	return fromCtyWithin(from, &left)
}

func fromCtyWithin(from cty.Value, left *int) *value {
	from, marks := from.Unmark()
	if *left--; *left < 0 || len(marks) > 0 || !from.IsKnown() {
		return nil
	}
	t := from.Type()
	switch {
	case from.IsNull():
		return nothing
	case t.IsPrimitiveType():
		text := textOfPrimitive(from)
		if len(text) > maxText {
			return nil
		}
		return &value{shape: scalar, typ: t, text: text, size: 1}
	case t.IsTupleType() || t.IsListType() || t.IsSetType():
		var elements []*value
		for it := from.ElementIterator(); it.Next(); {
			_, element := it.Element()
			e := fromCtyWithin(element, left)
			if e == nil {
				return nil
			}
			elements = append(elements, e)
		}
		v := sequenceOf(elements)
		v.isSet, v.isCollection = t.IsSetType(), !t.IsTupleType()
		return v
	case t.IsObjectType() || t.IsMapType():
		members := map[string]*value{}
		for it := from.ElementIterator(); it.Next(); {
			key, element := it.Element()
			e := fromCtyWithin(element, left)
			if e == nil {
				return nil
			}
			members[key.AsString()] = e
		}
		v := mappingOf(members)
		v.isCollection = t.IsMapType()
		return v
	}
	return nil
}

// maxExponent is how many bits a number may have that is written as text.
const maxExponent = 4_096

// textOfPrimitive returns a string, a number or a boolean as text, or a text
// that is too long for a number that is.
func textOfPrimitive(from cty.Value) string {
	if from.Type() == cty.Number {
		if n, accuracy := from.AsBigFloat().Int64(); accuracy == big.Exact {
			return strconv.FormatInt(n, 10)
		}
		if exponent := from.AsBigFloat().MantExp(nil); exponent > maxExponent || exponent < -maxExponent {
			return strings.Repeat("0", maxText+1)
		}
	}
	text, err := convert.Convert(from, cty.String)
	if err != nil {
		return ""
	}
	return text.AsString()
}
