package worlds

import (
	"fmt"
	"slices"
)

const (
	// maxGroups limits how many groups of worlds are looked at, and
	// maxWorlds how many worlds, but for the last group.
	maxGroups, maxWorlds = 1_000, 10_000
	// maxSettings limits how many combinations of the values that
	// conditions read are tried to find groups, and maxTruths how many of
	// what they compare.
	maxSettings, maxTruths = 4_000, 500
	// maxKept limits how many settings of a group are kept.
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

// setting is the values of the unknowns that conditions read.
type setting []value

func (s setting) equal(other setting) bool {
	return slices.EqualFunc(s, other, func(a, b value) bool {
		return a.text == b.text && a.absent == b.absent && slices.Equal(a.list, b.list)
	})
}

// group is the worlds in which the same conditions are true.
type group struct {
	truths   []bool // of the conditions that the client reads
	settings []setting
	certain  []Certain // in the order of the first world
	// broken holds the values that an unknown cannot have without changing
	// which conditions are true, keyed by the indexes of the setting, the
	// dimension and the value.
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

// groups returns the groups of worlds, with values of the unknowns that
// conditions read: combinations of values, and of what is equal.
func (c *Client) groups() []*group {
	unknowns := c.inConditions()
	c.compare(unknowns)
	options, sizes := map[*Unknown][]value{}, make([]int, len(unknowns))
	for i, u := range unknowns {
		options[u] = u.candidates(nil)
		sizes[i] = len(options[u])
	}
	var groups []*group
	byTruths := map[string]*group{}
	add := func() {
		s := make(setting, len(unknowns))
		for i, u := range unknowns {
			s[i] = u.value
		}
		c.decide()
		truths := c.truths()
		key := fmt.Sprint(truths)
		g := byTruths[key]
		if g == nil {
			g = &group{truths: truths, broken: map[[3]int]bool{}}
			groups, byTruths[key] = append(groups, g), g
		}
		g.settings = append(g.settings, s)
	}
	for row := range rows(sizes, maxSettings) {
		for i, u := range unknowns {
			u.value = options[u][row[i]]
		}
		add()
	}
	truths := make([]int, len(c.pairs))
	for i := range truths {
		truths[i] = 2
	}
	settle := func(row []int) {
		for _, u := range unknowns {
			u.value = options[u][0]
		}
		c.settle(row, options)
		add()
	}
	settle(slices.Repeat([]int{1}, len(c.pairs)))
	for row := range rows(truths, maxTruths) {
		settle(row)
	}
	for _, g := range groups {
		g.settings = evenly(g.settings, maxKept)
		g.settings = slices.CompactFunc(g.settings, setting.equal)
	}
	return spread(groups)
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
		return []string{text(parts)}
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
		texts = append(texts, text(parts))
	}
	return texts
}

// settle gives the unknowns values, among options if need be, that, as far as
// possible, make the texts of pair i equal if row[i] is 1 and different if it
// is 0.
func (c *Client) settle(row []int, options map[*Unknown][]value) {
	settled := map[*Unknown]bool{}
	for i, pair := range c.pairs {
		if row[i] == 1 {
			equate(pair, settled)
		}
	}
	for i, pair := range c.pairs {
		for _, p := range slices.Concat(pair[0], pair[1]) {
			if u := p.unknown; u != nil && !settled[u] && row[i] == 0 {
				for _, v := range options[u] {
					if text(pair[0]) != text(pair[1]) {
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
		func() (map[*Unknown]string, bool) { return solve(a, text(b), false) },
		func() (map[*Unknown]string, bool) { return solve(b, text(a), false) },
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

// spread returns at most maxGroups groups, of which the first cover, as far as
// possible, every pair of truths that two conditions have in any group. What
// three or more conditions must cause together may thus be missed, so that too
// few of them are reported.
func spread(groups []*group) []*group {
	type pair struct {
		i, j int
		a, b bool
	}
	seen := map[pair]bool{}
	var chosen, left []*group
	for _, g := range groups {
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
// the setting has.
var unchanged = value{absent: true}

// vary gives the unknowns that conditions read other values with which the
// same conditions are true.
func (c *Client) vary(g *group, dimensions []dimension, row []int) {
	var varied []int
	for j, d := range dimensions {
		if k := row[j+1]; d.unknown.InCondition && k > 0 && !g.broken[[3]int{row[0], j, k}] {
			varied = append(varied, j)
		}
	}
	if len(varied) == 0 {
		c.decide()
		return
	}
	before := c.values()
	for _, j := range varied {
		dimensions[j].unknown.value = dimensions[j].values[row[j+1]]
	}
	if c.decide(); slices.Equal(c.truths(), g.truths) {
		return
	}
	c.setValues(before)
	for _, j := range varied {
		if k := row[j+1]; !c.change(g, dimensions[j].unknown, dimensions[j].values[k]) {
			g.broken[[3]int{row[0], j, k}] = true
		}
	}
	c.decide()
}

// change gives an unknown another value with which the same conditions are
// true, if need be together with others that it is compared with. It reports
// whether it can.
func (c *Client) change(g *group, u *Unknown, to value) bool {
	before := c.values()
	var equal [][2][]part
	for _, pair := range c.pairs {
		if text(pair[0]) == text(pair[1]) {
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
			if text(pair[0]) != text(pair[1]) {
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
