package vectors

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
)

// Matches reports whether a message is the one that is known, as Match says.
func (e Error) Matches(message string) bool {
	switch e.Match {
	case Template:
		return matchesTemplate(e.Message, message)
	case Set:
		return slices.Equal(sortedFaults(e.Message), sortedFaults(message))
	}
	return e.Message == message
}

// matchesTemplate reports whether a message is a template with any text in
// place of each part in angle brackets.
func matchesTemplate(template, message string) bool {
	for isFirst := true; ; isFirst = false {
		text, after, hasPart := strings.Cut(template, "<")
		if !hasPart {
			return strings.HasSuffix(message, text) && (!isFirst || message == text)
		}
		start := strings.Index(message, text)
		if start < 0 || isFirst && start > 0 {
			return false
		}
		message = message[start+len(text):]
		_, template, _ = strings.Cut(after, ">")
	}
}

// sortedFaults returns the faults that a message lists, and the values of each
// enum, sorted.
func sortedFaults(message string) []string {
	const detected = " detected: "
	prefix, list, isEnvelope := strings.Cut(message, detected)
	if !isEnvelope {
		return []string{message}
	}
	faults := strings.Split(list, "; ")
	for i, fault := range faults {
		const set = "enum value set: ["
		before, rest, isEnum := strings.Cut(fault, set)
		values, after, isClosed := strings.Cut(rest, "]")
		if isEnum && isClosed {
			sorted := strings.Split(values, ", ")
			slices.Sort(sorted)
			faults[i] = before + set + strings.Join(sorted, ", ") + "]" + after
		}
	}
	slices.Sort(faults)
	return append(faults, prefix)
}

// Differences returns, by member, how a description differs from the members
// that it must have: what is there instead, as JSON, or nothing. A member that
// must be null must be absent, or null. Lists compare as sets.
func Differences(want, got map[string]json.RawMessage) map[string]string {
	differences := map[string]string{}
	for name, value := range want {
		if !reflect.DeepEqual(asSet(value), asSet(got[name])) {
			differences[name] = string(got[name])
		}
	}
	return differences
}

// asSet returns a value in which lists are sorted and have no repetition.
// What is not JSON, such as nothing at all, is null.
func asSet(data json.RawMessage) any {
	var value any
	if json.Unmarshal(data, &value) != nil {
		return nil
	}
	list, isList := value.([]any)
	if !isList {
		return value
	}
	elements := make([][]byte, len(list))
	for i, element := range list {
		elements[i], _ = json.Marshal(element) // it was decoded
	}
	slices.SortFunc(elements, bytes.Compare)
	return slices.CompactFunc(elements, bytes.Equal)
}
