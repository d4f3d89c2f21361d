package worlds

import (
	"maps"
	"slices"
	"strings"
)

// item is a byte of a text, or an unknown that stands for any number of them.
type item struct {
	literal byte
	unknown *Unknown
}

func items(parts []part) []item {
	var all []item
	for _, p := range parts {
		if p.unknown != nil {
			all = append(all, item{unknown: p.unknown})
		}
		for i := range len(p.literal) {
			all = append(all, item{literal: p.literal[i]})
		}
	}
	return all
}

// comparison finds a text that two others may both be, as if each occurrence of
// an unknown had a value of its own.
type comparison struct {
	a, b []item
	// cameFrom is the step by which each pair of offsets was first reached.
	cameFrom []step
}

// step is how to get from one pair of offsets to the next.
type step uint8

const (
	unreached step = iota
	start
	bothLiteral  // the same byte in both texts
	skipA        // the unknown of a ends
	skipB        // the unknown of b ends
	unknownTakes // the unknown of a takes a byte of b
	takenBy      // the unknown of b takes a byte of a
)

// mayBeEqual reports whether two texts may be equal. If it takes too long to
// find out, they may.
func mayBeEqual(a, b []part) bool {
	if !startAlike(a, b) {
		return false
	}
	c := comparison{a: items(a), b: items(b)}
	return (len(c.a)+1)*(len(c.b)+1) > maxCells || c.run()
}

// startAlike reports whether what is literal at the beginning of both texts is
// the same.
func startAlike(a, b []part) bool {
	if len(a) == 0 || len(b) == 0 {
		return true
	}
	x, y := a[0].literal, b[0].literal
	n := min(len(x), len(y))
	return x[:n] == y[:n]
}

// run reports whether the ends of both texts are reached together.
func (c *comparison) run() bool {
	width := len(c.b) + 1
	c.cameFrom = make([]step, (len(c.a)+1)*width)
	c.cameFrom[0] = start
	reach := func(i, j int, how step) {
		if at := &c.cameFrom[i*width+j]; *at == unreached {
			*at = how
		}
	}
	for i := range len(c.a) + 1 {
		for j := range width {
			if c.cameFrom[i*width+j] == unreached {
				continue
			}
			var x, y *item
			if i < len(c.a) {
				x = &c.a[i]
			}
			if j < len(c.b) {
				y = &c.b[j]
			}
			isA, isB := x != nil && x.unknown != nil, y != nil && y.unknown != nil
			if x != nil && y != nil && !isA && !isB && x.literal == y.literal {
				reach(i+1, j+1, bothLiteral)
			}
			if isA && y != nil && !isB && x.unknown.mayHave(y.literal) {
				reach(i, j+1, unknownTakes)
			}
			if isB && x != nil && !isA && y.unknown.mayHave(x.literal) {
				reach(i+1, j, takenBy)
			}
			if isA {
				reach(i+1, j, skipA)
			}
			if isB {
				reach(i, j+1, skipB)
			}
		}
	}
	return c.cameFrom[len(c.cameFrom)-1] != unreached
}

// texts returns what each unknown takes on the way that run has found.
func (c *comparison) texts() map[*Unknown]string {
	width := len(c.b) + 1
	reversed := map[*Unknown][]byte{}
	first := map[*Unknown]int{}
	take := func(u *Unknown, at int, b byte) {
		// Of an unknown that occurs more than once, the first is taken.
		if before, ok := first[u]; !ok || at < before {
			first[u], reversed[u] = at, nil
		}
		if first[u] == at {
			reversed[u] = append(reversed[u], b)
		}
	}
	for i, j := len(c.a), len(c.b); ; {
		switch c.cameFrom[i*width+j] {
		case bothLiteral:
			i, j = i-1, j-1
		case skipA:
			i--
			touch(reversed, c.a[i].unknown)
		case skipB:
			j--
			touch(reversed, c.b[j].unknown)
		case unknownTakes:
			j--
			take(c.a[i].unknown, i, c.b[j].literal)
		case takenBy:
			i--
			take(c.b[j].unknown, j, c.a[i].literal)
		default:
			values := map[*Unknown]string{}
			for u, text := range reversed {
				slices.Reverse(text)
				values[u] = string(text)
			}
			return values
		}
	}
}

func touch(values map[*Unknown][]byte, u *Unknown) {
	if _, ok := values[u]; !ok {
		values[u] = nil
	}
}

// unify returns values of the unknowns in two texts for which they are equal.
// It reports whether they may be equal, even if it finds no values.
func unify(a, b []part) (values map[*Unknown]string, mayBe bool) {
	if !startAlike(a, b) {
		return nil, false
	}
	c := comparison{a: items(a), b: items(b)}
	if (len(c.a)+1)*(len(c.b)+1) > maxCells {
		return nil, true
	}
	if !c.run() {
		return nil, false
	}
	values = c.texts()
	fuller := filled(a, b, values)
	if areEqual(a, b, fuller) {
		return fuller, true
	}
	if areEqual(a, b, values) {
		return values, true
	}
	for _, target := range append(commonTexts(a, b), textOf(a, fuller), textOf(b, fuller)) {
		m := matcher{values: map[*Unknown]string{}}
		var found map[*Unknown]string
		m.match(a, target, func() bool {
			other := matcher{values: maps.Clone(m.values)}
			other.match(b, target, func() bool {
				found = maps.Clone(other.values)
				return false
			})
			return found == nil
		})
		if found != nil {
			return found, true
		}
	}
	return nil, true
}

// filled returns values in which unknowns that are empty, and meet another on
// the way, have a text.
func filled(a, b []part, values map[*Unknown]string) map[*Unknown]string {
	fuller := maps.Clone(values)
	for _, p := range slices.Concat(a, b) {
		if u := p.unknown; u != nil && fuller[u] == "" {
			fuller[u] = "a1"
			if u.Typed {
				fuller[u] = u.Others[0]
			}
			if u.Number {
				fuller[u] = "1"
			}
			if other := textOf(a, fuller); isUnknown(b) {
				fuller[b[0].unknown] = other
			} else if isUnknown(a) {
				fuller[a[0].unknown] = textOf(b, fuller)
			}
		}
	}
	return fuller
}

// areEqual reports whether two texts are equal for values that the unknowns may
// have.
func areEqual(a, b []part, values map[*Unknown]string) bool {
	for u, value := range values {
		if !u.mayBe(value) {
			return false
		}
	}
	return textOf(a, values) == textOf(b, values)
}

// textOf returns the text of parts, given the values of the unknowns.
func textOf(parts []part, values map[*Unknown]string) string {
	var text strings.Builder
	for _, p := range parts {
		text.WriteString(p.literal)
		if p.unknown != nil {
			text.WriteString(values[p.unknown])
		}
	}
	return text.String()
}

// commonTexts returns texts that two texts may both be, given what is literal
// at their beginnings and ends.
func commonTexts(a, b []part) []string {
	switch {
	case len(a) == 0 || len(b) == 0:
		return []string{""}
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
	texts := []string{prefix + "a1" + suffix, prefix + suffix}
	for overlap := range min(len(prefix), len(suffix)) {
		if strings.HasSuffix(prefix, suffix[:overlap+1]) {
			texts = append(texts, prefix+suffix[overlap+1:])
		}
	}
	return texts
}
