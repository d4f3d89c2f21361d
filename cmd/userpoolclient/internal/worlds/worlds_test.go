package worlds

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestRows(t *testing.T) {
	for _, combination := range []struct {
		sizes []int
		n     int
		want  int // how many
	}{
		{nil, 300, 1},
		{[]int{1}, 300, 1},
		{[]int{3, 4}, 300, 12},
		{[]int{999}, 300, 999},
		{[]int{10, 10, 10}, 300, 1_000},
		{[]int{7, 11, 13}, 300, 300}, // 1,001 combinations
		{[]int{2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2}, 4_000, 4_000},
		{[]int{2_000, 3}, 300, 2_001}, // zeros, and each number
		{[]int{50, 40, 30, 20}, 300, 300},
	} {
		var all [][]int
		for r := range combinations(combination.sizes, combination.n) {
			all = append(all, r)
		}
		assert.Equal(t, combination.want, len(all), combination.sizes)
		assert.Equal(t, make([]int, len(combination.sizes)), all[0])
		for i, size := range combination.sizes {
			seen := map[int]bool{}
			for _, r := range all {
				assert.Less(t, r[i], size)
				seen[r[i]] = true
			}
			assert.Len(t, seen, size, "%v: each number of size %d", combination.sizes, i)
		}
		var again [][]int
		for r := range combinations(combination.sizes, combination.n) {
			again = append(again, r)
		}
		assert.Equal(t, all, again)
	}
}

// Where there is room for all pairs of numbers, each is in a combination.
func TestPairs(t *testing.T) {
	sizes := []int{9, 8, 7, 6, 5}
	seen := map[[4]int]bool{}
	for r := range combinations(sizes, 300) {
		for i := range r {
			for j := range i {
				seen[[4]int{i, j, r[i], r[j]}] = true
			}
		}
	}
	pairs := 0
	for i := range sizes {
		for j := range i {
			pairs += sizes[i] * sizes[j]
		}
	}
	assert.Len(t, seen, pairs)
}

// parse returns the parts of a text in which capital letters are unknowns.
func parse(text string, unknowns map[rune]*Unknown) []part {
	var parts []part
	for _, r := range text {
		switch u := unknowns[r]; {
		case u != nil:
			parts = append(parts, part{unknown: u})
		case len(parts) > 0 && parts[len(parts)-1].unknown == nil:
			parts[len(parts)-1].literal += string(r)
		default:
			parts = append(parts, part{literal: string(r)})
		}
	}
	return parts
}

func TestSolve(t *testing.T) {
	a, b, c := &Unknown{}, &Unknown{}, &Unknown{Allowed: []string{"x", "xy"}}
	unknowns := map[rune]*Unknown{'A': a, 'B': b, 'C': c}
	for r := 'D'; r <= 'M'; r++ {
		unknowns[r] = &Unknown{}
	}
	for _, combination := range []struct {
		pattern, target string
		long            bool
		want            map[*Unknown]string
	}{
		{"A", "x", false, map[*Unknown]string{a: "x"}},
		{"A", "", false, map[*Unknown]string{a: ""}},
		{"x", "x", false, nil}, // has no unknown
		{"xA", "y", false, nil},
		{"A-B", "a-5-5", false, map[*Unknown]string{a: "a", b: "5-5"}},
		{"A-B", "a-5-5", true, map[*Unknown]string{a: "a-5", b: "5"}},
		{"AB", "xy", false, map[*Unknown]string{a: "x", b: "y"}},
		{"AB", "x", false, map[*Unknown]string{a: "x", b: ""}},
		{"A-A", "x-x", false, map[*Unknown]string{a: "x"}},
		{"A-A", "x-y", false, nil},
		{"CB", "xyz", true, map[*Unknown]string{c: "xy", b: "z"}},
		{"C", "y", false, nil},
		{"DEFGHIJKLMx", "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy", false, nil}, // takes too long
	} {
		values, ok := solve(parse(combination.pattern, unknowns), combination.target, combination.long)
		assert.Equal(t, combination.want != nil, ok, "%s = %s", combination.pattern, combination.target)
		if ok {
			assert.Equal(t, combination.want, values, "%s = %s", combination.pattern, combination.target)
		}
	}
}

// Values for which two texts are equal make them equal.
func TestUnify(t *testing.T) {
	unknowns := map[rune]*Unknown{'A': {}, 'B': {}, 'C': {Allowed: []string{"x.y"}}}
	for _, combination := range []struct {
		a, b string
		want bool
	}{
		// Has no text to begin with.
		{"A", "B", false},
		{"A", "x", true},
		{"https://A/prod", "https://x.y/B", true},
		{"https://A/prod", "https://x.y/prod", true},
		{"https://A/prod", "https://x.y/B/test", false},
		{"xA", "yB", false},
		{"C/a", "x.y/B", true},
		{"C/a", "z/B", false},
		{"C", "A", true},
		{"https://C/a", "https://A", true},
		{"Ca", "B", true},
		{"x", "y", false},
	} {
		for _, texts := range [][2]string{{combination.a, combination.b}, {combination.b, combination.a}} {
			a, b := parse(texts[0], unknowns), parse(texts[1], unknowns)
			values, ok := unify(a, b)
			assert.Equal(t, combination.want, ok, "%s = %s", texts[0], texts[1])
			for u, value := range values {
				u.value = u.of(value)
			}
			if ok {
				assert.Equal(t, joined(a), joined(b))
			}
		}
	}
}

// Among the first branches, each pair of conditions has each of its truths.
func TestSpread(t *testing.T) {
	var branches []*branch
	for i := range 1 << 10 {
		g := &branch{}
		for bit := range 10 {
			g.truths = append(g.truths, i>>bit&1 == 1)
		}
		branches = append(branches, g)
	}
	kept := spread(branches)
	assert.Len(t, kept, maxGroups)
	kept = kept[:64]
	for i := range 10 {
		for j := range i {
			for _, truths := range [][2]bool{{false, false}, {false, true}, {true, false}, {true, true}} {
				has := func(g *branch) bool { return g.truths[i] == truths[0] && g.truths[j] == truths[1] }
				assert.True(t, slices.ContainsFunc(kept, has), fmt.Sprint(i, j, truths))
			}
		}
	}
}
