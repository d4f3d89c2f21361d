package worlds

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A placeholder stands for an unknown in a text. It is not valid UTF-8, so no
// document contains one and no delimiter matches it.
const (
	placeholderBegin = "\xff"
	placeholderEnd   = "\xfe"
)

// placeholder returns the placeholder of the unknown with an index.
func placeholder(index int) string {
	digits := []byte(strconv.Itoa(index))
	for i := range digits {
		digits[i] += 0x80
	}
	return placeholderBegin + string(digits) + placeholderEnd
}

// HasPlaceholder reports whether a text depends on unknowns.
func HasPlaceholder(text string) bool { return strings.Contains(text, placeholderBegin) }

// IsPlaceholder reports whether a text is nothing but what stands for an unknown.
func IsPlaceholder(text string) bool {
	return strings.HasPrefix(text, placeholderBegin) && strings.Index(text, placeholderEnd) == len(text)-len(placeholderEnd)
}

// part is a part of a text: literal, or an unknown.
type part struct {
	literal string
	unknown *Unknown
}

// parts splits a text that may contain placeholders into its parts.
func (c *Client) parts(text string) []part {
	var parts []part
	for text != "" {
		literal, rest, found := strings.Cut(text, placeholderBegin)
		if literal != "" {
			parts = append(parts, part{literal: literal})
		}
		if !found {
			break
		}
		number, after, _ := strings.Cut(rest, placeholderEnd)
		index := 0
		for _, digit := range []byte(number) {
			index = index*10 + int(digit-0x80-'0')
		}
		parts, text = append(parts, part{unknown: c.unknowns[index]}), after
	}
	return parts
}

// isLiteral reports whether there is no unknown in a text.
func isLiteral(parts []part) bool {
	return !slices.ContainsFunc(parts, func(p part) bool { return p.unknown != nil })
}

// isUnknown reports whether a text is an unknown alone.
func isUnknown(parts []part) bool { return len(parts) == 1 && parts[0].unknown != nil }

// joined returns the text of parts that are all literal.
func joined(parts []part) string {
	var text strings.Builder
	for _, p := range parts {
		text.WriteString(p.literal)
	}
	return text.String()
}

// matcher matches a text with parts.
type matcher struct {
	values map[*Unknown]string
	steps  int
}

// match calls found for each way in which parts can produce target, with the
// values of the unknowns in m, until it returns false.
func (m *matcher) match(parts []part, target string, found func() bool) (more bool) {
	if m.steps++; m.steps > maxSteps {
		return false
	}
	if len(parts) == 0 {
		return target != "" || found()
	}
	u := parts[0].unknown
	value, isFixed := m.values[u]
	if u == nil {
		value, isFixed = parts[0].literal, true
	}
	if isFixed {
		rest, ok := strings.CutPrefix(target, value)
		return !ok || m.match(parts[1:], rest, found)
	}
	if len(parts) == 1 {
		return !u.mayBe(target) || m.set(u, target, nil, "", found)
	}
	// The empty value is the last resort.
	for end := 1; end <= len(target)+1; end++ {
		n := end % (len(target) + 1)
		if u.mayBe(target[:n]) && !m.set(u, target[:n], parts[1:], target[n:], found) {
			return false
		}
	}
	return true
}

// set matches the rest of a text, given the value of an unknown.
func (m *matcher) set(u *Unknown, value string, rest []part, target string, found func() bool) (more bool) {
	m.values[u] = value
	more = m.match(rest, target, found)
	delete(m.values, u)
	return more
}

// matches reports whether parts can produce target.
func matches(parts []part, target string) bool {
	found := false
	m := matcher{values: map[*Unknown]string{}}
	m.match(parts, target, func() bool { found = true; return false })
	return found
}

// solutions returns the values of the unknowns for which parts produce target,
// and whether these are all.
func solutions(parts []part, target string) (all []map[*Unknown]string, isComplete bool) {
	m := matcher{values: map[*Unknown]string{}}
	isComplete = m.match(parts, target, func() bool {
		all = append(all, maps.Clone(m.values))
		return len(all) <= maxSolutions
	})
	return all, isComplete
}
