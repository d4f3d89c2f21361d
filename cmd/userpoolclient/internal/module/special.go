package module

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

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
		truth, err := e.asBool(element)
		if err != nil {
			return nil, nil
		}
		if truth.isTrue() != wanted {
			return truth.from(all), nil
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
		if v.isScalar() {
			always := *v
			always.isNullable = false
			v = e.scalar(&always)
			if v.text == "" {
				continue
			}
			if !v.isKnown() {
				if e.isEqualText(v, textValue("")) {
					continue
				}
			}
			if slices.ContainsFunc(arguments, func(other *value) bool { return other.typ != v.typ }) {
				v = v.perhapsText()
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
	if !slices.ContainsFunc(lists, func(list *value) bool { return !list.isCollection }) {
		made = toList(made)
	}
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
	return toSet(e.settled(v)), nil
}

func (e *evaluator) toset(arguments []*value) (*value, error) { return e.collect(arguments, toSet) }

func (e *evaluator) tolist(arguments []*value) (*value, error) { return e.collect(arguments, toList) }

// collect returns a collection as another, or null.
func (e *evaluator) collect(arguments []*value, as func(*value) *value) (*value, error) {
	if len(arguments) != 1 {
		return nil, errFails
	}
	if e.isNull(arguments[0]) {
		return nothing, nil
	}
	v, err := e.concat(arguments)
	if v == nil || err != nil {
		return nil, err
	}
	return as(e.settled(v)), nil
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
				if e.isEqualText(element, textValue("")) {
					continue
				}
			}
		}
		elements = append(elements, element)
	}
	made := toList(sequenceOf(elements))
	made.isUnordered = lists[0].isUnordered
	return made.in(lists[0]), nil
}

// distinct returns a list without repetitions.
func (e *evaluator) distinct(arguments []*value) (*value, error) {
	lists := e.lists(arguments)
	if len(lists) != 1 {
		return nil, nil
	}
	made := toList(e.settled(lists[0]))
	made.elements = unique(made.elements)
	made.isUnordered = made.isUnordered || !made.isKnown()
	return made, nil
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
					element = e.derived("flat", cty.List(cty.DynamicPseudoType), false, element)
					element.isRest = true
				}
				elements = append(elements, element)
			case element.shape == symbol && !element.typ.IsPrimitiveType() && !element.typ.IsObjectType() && !element.typ.IsMapType():
				flat := e.derived("flat", cty.List(cty.DynamicPseudoType), false, element)
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
		isNumber := verb == 'd' && v.typ == cty.Number && !strings.ContainsAny(v.text, ".e")
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
	if arguments[0].isCollection {
		return arguments[2].perhapsText().in(key), nil
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
	return chosenBy(made, arguments), nil
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

// nonsensitive returns its argument as it is: what is sensitive stays so.
func (e *evaluator) nonsensitive(arguments []*value) (*value, error) {
	if len(arguments) != 1 {
		return nil, errFails
	}
	return arguments[0], nil
}
