package module

import (
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// converted returns a value as one of a type, with the defaults of optional
// attributes.
func (e *evaluator) converted(v *value, typ cty.Type, defaults *typeexpr.Defaults) (*value, error) {
	if typ == cty.DynamicPseudoType || v.shape == null {
		return v, nil
	}
	if v.shape == symbol {
		if v.typ == typ {
			return v, nil
		}
		if v.typ.IsPrimitiveType() {
			return e.converted(e.scalar(v), typ, defaults)
		}
		narrower := *v
		narrower.typ, narrower.defaults = typ.WithoutOptionalAttributesDeep(), defaults
		return &narrower, nil
	}
	made := *v
	switch {
	case v.shape == scalar && typ.IsPrimitiveType():
		made.typ = typ
		if !v.isKnown() || typ == cty.String {
			return &made, nil
		}
		converted, err := convert.Convert(v.cty(), typ)
		if err != nil {
			return nil, errFails
		}
		made.text = textOfPrimitive(converted)
		return &made, nil
	case v.shape == sequence && (typ.IsListType() || typ.IsSetType() || typ.IsTupleType()):
		made.elements = make([]*value, len(v.elements))
		for i, element := range v.elements {
			if element.isRest {
				made.elements[i] = element
				continue
			}
			var to cty.Type
			child := childOf(defaults, "")
			switch {
			case !typ.IsTupleType():
				to = typ.ElementType()
			case typ.Length() != len(v.elements):
				return nil, errFails
			default:
				to, child = typ.TupleElementType(i), childOf(defaults, strconv.Itoa(i))
			}
			converted, err := e.converted(element, to, child)
			if err != nil {
				return nil, err
			}
			made.elements[i] = converted
		}
		if typ.IsSetType() {
			return toSet(&made), nil
		}
		made.isSet, made.isCollection = false, typ.IsListType()
		return &made, nil
	case v.shape == mapping && typ.IsMapType():
		members := map[string]*value{}
		for i, element := range v.elements {
			converted, err := e.converted(element, typ.ElementType(), childOf(defaults, ""))
			if err != nil {
				return nil, err
			}
			members[v.keys[i]] = converted
		}
		return mappingLike(v, members, true), nil
	case v.shape == mapping && typ.IsObjectType():
		members := map[string]*value{}
		for name, to := range typ.AttributeTypes() {
			member := v.member(name)
			if value, ok := defaultOf(defaults, name); ok && (member == nil || e.isNull(member)) {
				member = value
			}
			switch {
			case member == nil && typ.AttributeOptional(name):
				member = nothing
			case member == nil:
				return nil, errFails
			}
			converted, err := e.converted(member, to, childOf(defaults, name))
			if err != nil {
				return nil, err
			}
			members[name] = converted
		}
		return mappingLike(v, members, false), nil
	}
	return nil, errFails
}

// childOf returns the defaults in an element or an attribute.
func childOf(d *typeexpr.Defaults, name string) *typeexpr.Defaults {
	if d == nil {
		return nil
	}
	return d.Children[name]
}

// defaultOf returns the default of an attribute.
func defaultOf(d *typeexpr.Defaults, name string) (*value, bool) {
	if d == nil {
		return nil, false
	}
	from, ok := d.DefaultValues[name]
	if !ok {
		return nil, false
	}
	v := fromCty(from)
	return v, v != nil
}

// mappingLike returns a mapping with other members.
func mappingLike(v *value, members map[string]*value, isCollection bool) *value {
	made := mappingOf(members)
	made.isCollection, made.isSecret, made.isInvented, made.roots, made.file, made.at = isCollection, v.isSecret, v.isInvented, v.roots, v.file, v.at
	return made
}

// toList returns a sequence as a list, whose elements have one type.
func toList(v *value) *value {
	made := *v
	made.isSet, made.isCollection, made.elements = false, true, unified(v.elements)
	return &made
}

// toSet returns a sequence as a set.
func toSet(v *value) *value {
	made := *v
	made.isSet, made.isCollection, made.elements = true, true, unique(unified(v.elements))
	if !made.isKnown() || slices.ContainsFunc(made.elements, func(e *value) bool { return e.shape != scalar }) {
		// Elements may be equal, or their order is not that of a text.
		made.isUnordered = true
		return &made
	}
	slices.SortStableFunc(made.elements, func(a, b *value) int {
		if a.typ == cty.Number {
			x, y := a.cty().AsBigFloat(), b.cty().AsBigFloat()
			return x.Cmp(y)
		}
		return strings.Compare(a.text, b.text)
	})
	return &made
}

// unified returns values as elements of a collection: scalars of different types
// become texts.
func unified(all []*value) []*value {
	var types []cty.Type
	for _, v := range all {
		if (v.shape == scalar || v.shape == symbol) && !slices.Contains(types, v.typ) {
			types = append(types, v.typ)
		}
	}
	if len(types) < 2 {
		return all
	}
	to := cty.String
	if slices.Contains(types, cty.DynamicPseudoType) || slices.ContainsFunc(types, func(t cty.Type) bool { return !t.IsPrimitiveType() }) {
		// It depends on what is not known.
		to = cty.DynamicPseudoType
	}
	made := slices.Clone(all)
	for i, v := range made {
		if v.shape == scalar && v.typ != to && v.typ != cty.String {
			text := *v
			text.typ = to
			made[i] = &text
		}
	}
	return made
}

// unique returns values without those that are the same as one before.
func unique(all []*value) []*value {
	var kept []*value
	seen := map[string]bool{}
	for _, v := range all {
		if key := v.hash(); !seen[key] {
			seen[key] = true
			kept = append(kept, v)
		}
	}
	return kept
}
