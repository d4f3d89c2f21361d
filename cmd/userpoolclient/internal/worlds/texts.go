package worlds

import (
	"slices"
	"strconv"
	"strings"
)

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
		digits := []byte(number)
		for i := range digits {
			digits[i] -= 0x80
		}
		index, _ := strconv.Atoi(string(digits))
		parts, text = append(parts, part{unknown: c.unknowns[index]}), after
	}
	return parts
}

// isLiteral reports whether there is no unknown in a text.
func isLiteral(parts []part) bool {
	return !slices.ContainsFunc(parts, func(p part) bool { return p.unknown != nil })
}

// joined returns the text of parts in the current world.
func joined(parts []part) string {
	all := ""
	for _, p := range parts {
		switch {
		case p.unknown == nil:
			all += p.literal
		case p.unknown.List && len(p.unknown.value.list) > 0:
			all += p.unknown.value.list[0]
		default:
			all += p.unknown.value.text
		}
	}
	return all
}

// maxSteps bounds how long a match may take.
const maxSteps = 2_000

// matcher matches a text with parts.
type matcher struct {
	values map[*Unknown]string
	// Whether unknowns that come first have the longest values.
	long  bool
	steps int
}

// match reports whether parts can produce target, and records the values of the
// unknowns for which they do.
func (m *matcher) match(parts []part, target string) bool {
	if m.steps++; m.steps > maxSteps {
		return false
	}
	if len(parts) == 0 {
		return target == ""
	}
	fixed, u := parts[0].literal, parts[0].unknown
	if u != nil {
		value, isFixed := m.values[u]
		if !isFixed {
			return m.try(u, parts, target)
		}
		fixed = value
	}
	rest, ok := strings.CutPrefix(target, fixed)
	return ok && m.match(parts[1:], rest)
}

// try tries the beginnings of a text as values of the unknown that is the first
// of parts. The empty one is the last resort.
func (m *matcher) try(u *Unknown, parts []part, target string) bool {
	for n := range len(target) + 1 {
		end := n + 1
		switch {
		case n == len(target):
			end = 0
		case m.long:
			end = len(target) - n
		}
		if u.Allowed != nil && !slices.Contains(u.Allowed, target[:end]) {
			continue
		}
		m.values[u] = target[:end]
		if m.match(parts[1:], target[end:]) {
			return true
		}
	}
	delete(m.values, u)
	return false
}

// solve returns values of the unknowns in a text for which it is the target, if
// there are any. It does not look for all of them.
func solve(parts []part, target string, long bool) (map[*Unknown]string, bool) {
	m := matcher{values: map[*Unknown]string{}, long: long}
	return m.values, m.match(parts, target) && len(m.values) > 0
}

// unify returns values of the unknowns in two texts for which they are equal,
// if it finds any.
func unify(a, b []part) (map[*Unknown]string, bool) {
	for _, target := range slices.Concat(commonTexts(a, b), allowedTexts(a), allowedTexts(b)) {
		m := matcher{values: map[*Unknown]string{}}
		if m.match(a, target) && m.match(b, target) && len(m.values) > 0 {
			return m.values, true
		}
	}
	return nil, false
}

// maxAllowedTexts limits how many texts of allowed values are tried.
const maxAllowedTexts = 20

// allowedTexts returns texts that parts make with allowed values, if they have
// any.
func allowedTexts(parts []part) []string {
	most := 0
	for _, p := range parts {
		if p.unknown != nil {
			most = max(most, len(p.unknown.Allowed))
		}
	}
	var texts []string
	for k := range min(most, maxAllowedTexts) {
		made := ""
		for _, p := range parts {
			switch {
			case p.unknown == nil:
				made += p.literal
			case p.unknown.Allowed != nil:
				made += p.unknown.Allowed[k%len(p.unknown.Allowed)]
			default:
				made += "a1"
			}
		}
		texts = append(texts, made)
	}
	return texts
}

// commonTexts returns texts that two texts may both be, given what is literal
// at their beginnings and ends.
func commonTexts(a, b []part) []string {
	switch {
	case isLiteral(a):
		return []string{joined(a)}
	case isLiteral(b):
		return []string{joined(b)}
	}
	first := func(parts []part) string { return parts[0].literal }
	last := func(parts []part) string { return parts[len(parts)-1].literal }
	prefix, suffix := first(a), last(a)
	if len(first(b)) > len(prefix) {
		prefix = first(b)
	}
	if len(last(b)) > len(suffix) {
		suffix = last(b)
	}
	if prefix+suffix == "" {
		// Two unknowns are equal when both have the same value.
		return nil
	}
	texts := []string{prefix + "a1" + suffix, prefix + suffix}
	for overlap := range min(len(prefix), len(suffix)) {
		if strings.HasSuffix(prefix, suffix[:overlap+1]) {
			texts = append(texts, prefix+suffix[overlap+1:])
		}
	}
	return texts
}

// prefixes returns the offsets in target at which a prefix that matches parts
// may end. If the last part is an unknown, it takes the whole target.
func prefixes(parts []part, target string) []int {
	switch {
	case len(parts) > 0 && parts[len(parts)-1].unknown != nil:
		return []int{len(target)}
	case !isLiteral(parts):
	case strings.HasPrefix(target, joined(parts)):
		return []int{len(joined(parts))}
	default:
		return nil
	}
	var found []int
	for at := range len(target) + 1 {
		m := matcher{values: map[*Unknown]string{}}
		if m.match(parts, target[:at]) {
			found = append(found, at)
		}
	}
	return found
}

// suffixes returns the offsets in target at which a suffix that matches parts
// may begin. If the first part is an unknown, it takes nothing.
func suffixes(parts []part, target string) []int {
	switch {
	case len(parts) > 0 && parts[0].unknown != nil:
		return []int{len(target)}
	case !isLiteral(parts):
	case strings.HasSuffix(target, joined(parts)):
		return []int{len(target) - len(joined(parts))}
	default:
		return nil
	}
	var found []int
	for at := range len(target) + 1 {
		m := matcher{values: map[*Unknown]string{}}
		if m.match(parts, target[at:]) {
			found = append(found, at)
		}
	}
	return found
}

// lettered returns parts with a letter for each unknown.
func lettered(parts []part) []part {
	parts = slices.Clone(parts)
	for i, p := range parts {
		if p.unknown != nil {
			parts[i] = part{literal: "x"}
		}
	}
	return parts
}
