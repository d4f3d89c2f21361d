package worlds

import (
	"fmt"
	"slices"
)

const (
	// maxGroups limits how many branches of worlds are looked at, and
	// maxWorlds how many worlds, but for the last branch.
	maxGroups, maxWorlds = 1_000, 10_000
	// maxSettings limits how many combinations of the values that
	// conditions read are tried to find branches, and maxTruths how many of
	// what they compare.
	maxSettings, maxTruths = 4_000, 500
	// maxKept limits how many assignments of a branch are kept.
	maxKept = 20
	// maxOthers limits how many values are found for an unknown in
	// conditions, and maxLearned how long they are.
	maxOthers, maxLearned = 50, 1_000
	// maxPairedConditions limits how many conditions have their pairs of
	// truths counted.
	maxPairedConditions = 60
	// maxFollowed limits how many times unknowns are changed to follow
	// another.
	maxFollowed = 4
)

// assignment is the values of the unknowns that conditions read.
type assignment []value

func (s assignment) equal(other assignment) bool {
	return slices.EqualFunc(s, other, func(a, b value) bool {
		return a.text == b.text && a.absent == b.absent && slices.Equal(a.list, b.list)
	})
}

// branch is the worlds in which the same conditions are true.
type branch struct {
	// The truths of the conditions that the client reads.
	truths      []bool
	assignments []assignment
	// In the order of the first world.
	certain []Certain
	// broken holds the values that an unknown cannot have without changing
	// which conditions are true, keyed by the indexes of the assignment, the
	// choice and the value.
	broken map[[3]int]bool
}

// decide finds which conditions are true in the current world.
func (c *Client) decide() {
	for _, condition := range c.conditions {
		condition.True = condition.Holds()
	}
}

func (c *Client) truths() []bool {
	var truths []bool
	for _, condition := range c.conditions {
		if condition.Read {
			truths = append(truths, condition.True)
		}
	}
	return truths
}

// inConditions returns the unknowns that conditions read.
func (c *Client) inConditions() []*Unknown {
	var found []*Unknown
	for _, u := range c.unknowns {
		if u.InCondition {
			found = append(found, u)
		}
	}
	return found
}

// branches returns the branches of worlds, with values of the unknowns that
// conditions read: combinations of values, and of what is equal.
func (c *Client) branches() []*branch {
	unknowns := c.inConditions()
	c.compare(unknowns)
	options, sizes := map[*Unknown][]value{}, make([]int, len(unknowns))
	for i, u := range unknowns {
		options[u] = u.candidates(nil)
		sizes[i] = len(options[u])
	}
	var branches []*branch
	byTruths := map[string]*branch{}
	add := func() {
		s := make(assignment, len(unknowns))
		for i, u := range unknowns {
			s[i] = u.value
		}
		c.decide()
		truths := c.truths()
		key := fmt.Sprint(truths)
		g := byTruths[key]
		if g == nil {
			g = &branch{truths: truths, broken: map[[3]int]bool{}}
			branches, byTruths[key] = append(branches, g), g
		}
		g.assignments = append(g.assignments, s)
	}
	for combination := range combinations(sizes, maxSettings) {
		for i, u := range unknowns {
			u.value = options[u][combination[i]]
		}
		add()
	}
	truths := make([]int, len(c.pairs))
	for i := range truths {
		truths[i] = 2
	}
	settle := func(combination []int) {
		for _, u := range unknowns {
			u.value = options[u][0]
		}
		c.settle(combination, options)
		add()
	}
	settle(slices.Repeat([]int{1}, len(c.pairs)))
	for combination := range combinations(truths, maxTruths) {
		settle(combination)
	}
	for _, g := range branches {
		g.assignments = evenly(g.assignments, maxKept)
		g.assignments = slices.CompactFunc(g.assignments, assignment.equal)
	}
	return spread(branches)
}

// evenly returns at most n of all, at equal distances.
func evenly[T any](all []T, n int) []T {
	if len(all) <= n {
		return all
	}
	chosen := make([]T, n)
	for i := range chosen {
		chosen[i] = all[i*len(all)/n]
	}
	return chosen
}

// compare finds values for which conditions may be true or false.
func (c *Client) compare(unknowns []*Unknown) {
	c.probe()
	c.pairs = nil
	for _, compared := range c.compared {
		a, b := compared()
		c.pairs = append(c.pairs, [2][]part{c.parts(a), c.parts(b)})
	}
	for _, u := range unknowns {
		if u.mayBe("other") && !u.Typed {
			u.Others = append(u.Others, "other", "another")
		}
	}
	for found := true; found; {
		found = false
		learn := func(values map[*Unknown]string, ok bool) {
			if !ok {
				return
			}
			for _, u := range unknowns {
				value, isSolved := values[u]
				if isSolved && u.mayBe(value) && len(value) <= maxLearned && len(u.Others) < maxOthers && !slices.Contains(u.Others, value) {
					u.Others, found = append(u.Others, value), true
				}
			}
		}
		for _, pair := range c.pairs {
			for _, sides := range [][2][]part{{pair[0], pair[1]}, {pair[1], pair[0]}} {
				if isLiteral(sides[0]) {
					continue
				}
				for _, target := range possible(sides[1]) {
					learn(solve(sides[0], target, false))
					learn(solve(sides[0], target, true))
				}
			}
			learn(unify(pair[0], pair[1]))
		}
	}
}

// possible returns texts that parts may make.
func possible(parts []part) []string {
	if isLiteral(parts) {
		return []string{joined(parts)}
	}
	var texts []string
	for k, more := 0, true; more; k++ {
		more = false
		for _, p := range parts {
			if p.unknown != nil {
				values := p.unknown.candidates(nil)
				p.unknown.value = values[k%len(values)]
				more = more || k+1 < len(values)
			}
		}
		texts = append(texts, joined(parts))
	}
	return texts
}

// settle gives the unknowns values, among options if need be, that, as far as
// possible, make the texts of pair i equal if combination[i] is 1 and different
// if it is 0.
func (c *Client) settle(combination []int, options map[*Unknown][]value) {
	settled := map[*Unknown]bool{}
	for i, pair := range c.pairs {
		if combination[i] == 1 {
			equate(pair, settled)
		}
	}
	for i, pair := range c.pairs {
		for _, p := range slices.Concat(pair[0], pair[1]) {
			if u := p.unknown; u != nil && !settled[u] && combination[i] == 0 {
				for _, v := range options[u] {
					if joined(pair[0]) != joined(pair[1]) {
						break
					}
					u.value = v
				}
			}
		}
	}
}

// equate gives unknowns that are not settled values for which two texts are
// equal, if it can, and then settles the unknowns of both.
func equate(pair [2][]part, settled map[*Unknown]bool) {
	a, b := pair[0], pair[1]
	for _, way := range []func() (map[*Unknown]string, bool){
		func() (map[*Unknown]string, bool) { return solve(a, joined(b), false) },
		func() (map[*Unknown]string, bool) { return solve(b, joined(a), false) },
		func() (map[*Unknown]string, bool) { return unify(a, b) },
	} {
		values, ok := way()
		for u, value := range values {
			ok = ok && (!settled[u] || u.value.is(value)) && (u.Allowed != nil || u.mayBe(value))
		}
		if !ok {
			continue
		}
		for u, value := range values {
			u.value = u.of(value)
		}
		for _, p := range slices.Concat(a, b) {
			settled[p.unknown] = true
		}
		return
	}
}

// of returns text as a value of u.
func (u *Unknown) of(text string) value {
	if u.List {
		return value{list: []string{text}}
	}
	return value{text: text}
}

// is reports whether a value is a text, or a list of that text alone.
func (v value) is(text string) bool {
	return !v.absent && (v.list == nil && v.text == text || len(v.list) == 1 && v.list[0] == text)
}

// spread returns at most maxGroups branches, of which the first cover, as far
// as possible, every pair of truths that two conditions have in any branch.
// What three or more conditions must cause together may thus be missed, so that
// too few of them are reported.
func spread(branches []*branch) []*branch {
	type pair struct {
		i, j int
		a, b bool
	}
	seen := map[pair]bool{}
	var chosen, left []*branch
	for _, g := range branches {
		isNew := false
		for i, a := range g.truths[:min(len(g.truths), maxPairedConditions)] {
			for j, b := range g.truths[:i+1] {
				p := pair{i, j, a, b}
				isNew = isNew || !seen[p]
				seen[p] = true
			}
		}
		if isNew {
			chosen = append(chosen, g)
		} else {
			left = append(left, g)
		}
	}
	return slices.Concat(chosen, evenly(left, max(0, maxGroups-len(chosen))))
}

// unchanged is the first value of an unknown that conditions read: the one that
// the assignment has.
var unchanged = value{absent: true}

// vary gives the unknowns that conditions read other values with which the
// same conditions are true.
func (c *Client) vary(g *branch, choices []choice, combination []int) {
	var varied []int
	for j, d := range choices {
		if k := combination[j+1]; d.unknown.InCondition && k > 0 && !g.broken[[3]int{combination[0], j, k}] {
			varied = append(varied, j)
		}
	}
	if len(varied) == 0 {
		c.decide()
		return
	}
	before := c.values()
	for _, j := range varied {
		choices[j].unknown.value = choices[j].values[combination[j+1]]
	}
	if c.decide(); slices.Equal(c.truths(), g.truths) {
		return
	}
	c.setValues(before)
	for _, j := range varied {
		if k := combination[j+1]; !c.change(g, choices[j].unknown, choices[j].values[k]) {
			g.broken[[3]int{combination[0], j, k}] = true
		}
	}
	c.decide()
}

// change gives an unknown another value with which the same conditions are
// true, if need be together with others that it is compared with. It reports
// whether it can.
func (c *Client) change(g *branch, u *Unknown, to value) bool {
	before := c.values()
	var equal [][2][]part
	for _, pair := range c.pairs {
		if joined(pair[0]) == joined(pair[1]) {
			equal = append(equal, pair)
		}
	}
	u.value = to
	changed := map[*Unknown]bool{u: true}
	for range maxFollowed {
		if c.decide(); slices.Equal(c.truths(), g.truths) {
			return true
		}
		for _, pair := range equal {
			if joined(pair[0]) != joined(pair[1]) {
				equate(pair, changed)
			}
		}
	}
	c.setValues(before)
	return false
}

func (c *Client) values() []value {
	values := make([]value, len(c.unknowns))
	for i, u := range c.unknowns {
		values[i] = u.value
	}
	return values
}

func (c *Client) setValues(values []value) {
	for i, u := range c.unknowns {
		u.value = values[i]
	}
}
