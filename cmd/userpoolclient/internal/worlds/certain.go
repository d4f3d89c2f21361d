package worlds

import (
	"fmt"
	"slices"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
)

const (
	// maxUnknowns is how many values of a client may be unknown.
	maxUnknowns = 1_000
	// maxGroups is how many groups of worlds are looked at.
	maxGroups = 128
	// maxSettings is how many values of the unknowns in conditions are tried.
	maxSettings = 4_000
	// maxCompared is how many texts of a client are compared to find values.
	maxCompared = 100
)

// Finding is something that is wrong with a client.
type Finding struct {
	document.Place                // of what is wrong
	Value          document.Place // of the value that is wrong
	Path           string
	Rule           cognito.Rule // "" for what cannot be decoded
	Message        string
	// Hidden is whether the message must not be printed, because it tells
	// something that is secret.
	Hidden bool
}

// key tells whether findings in two worlds are the same.
type key struct {
	place   document.Place
	path    string
	rule    cognito.Rule
	problem string
}

func (f Finding) key() key {
	k := key{f.Place, f.Path, f.Rule, ""}
	if f.Rule == "" {
		k.problem = f.Message
	}
	return k
}

// Certain is a finding that there is in every world of a group.
type Certain struct {
	Finding
	// When are the conditions under which it is there. There are none if it is
	// there always.
	When []Truth
	// Varies is whether the message is not the same in all worlds.
	Varies bool
}

// Truth is whether a condition is true.
type Truth struct {
	Condition string
	True      bool
}

func (t Truth) String() string { return fmt.Sprintf("%s is %t", t.Condition, t.True) }

// setting is the values of the unknowns that conditions read.
type setting []value

// group is the worlds in which the same conditions are true.
type group struct {
	truths   []bool // of the conditions that the client reads
	settings []setting
	certain  []Certain // in the order of the first world
}

// Check calls check in worlds of every group, and returns what is found in all
// worlds of a group. Check gets the client in the current world.
func (c *Client) Check(check func(*document.Node, *cognito.UserPool) []Finding) ([]Certain, error) {
	if len(c.unknowns) > maxUnknowns {
		return nil, fmt.Errorf("has more than %d unknown values", maxUnknowns)
	}
	c.noted = map[Member]bool{}
	var groups []*group
	for _, g := range c.groups() {
		if c.explore(g, check) {
			groups = append(groups, g)
		}
	}
	return c.merge(groups), nil
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

// groups returns the groups of worlds, with the values of the unknowns that
// conditions read.
func (c *Client) groups() []*group {
	unknowns := c.inConditions()
	c.probe()
	for _, compared := range c.compared {
		a, b := compared()
		c.compare(c.parts(a), c.parts(b))
	}
	options, sizes := make([][]value, len(unknowns)), make([]int, len(unknowns))
	for i, u := range unknowns {
		if u.Allowed == nil && !u.Typed {
			u.Others = append(u.Others, "other", "another")
		}
		options[i] = u.candidates(nil)
		sizes[i] = len(options[i])
	}
	var groups []*group
	byTruths := map[string]*group{}
	for _, row := range rows(sizes, maxSettings) {
		s := make(setting, len(unknowns))
		for i, u := range unknowns {
			s[i] = options[i][row[i]]
			u.value = s[i]
		}
		c.decide()
		truths := c.truths()
		key := fmt.Sprint(truths)
		g := byTruths[key]
		if g == nil {
			if len(groups) == maxGroups {
				continue
			}
			g = &group{truths: truths}
			groups, byTruths[key] = append(groups, g), g
		}
		g.settings = append(g.settings, s)
	}
	return groups
}

// compare makes candidates of what a condition compares unknowns with.
func (c *Client) compare(a, b []part) {
	for _, sides := range [][2][]part{{a, b}, {b, a}} {
		pattern, other := sides[0], sides[1]
		if !isLiteral(other) {
			continue // Two unknowns are equal when both have the same other value.
		}
		values, _ := solve(pattern, text(other))
		for u, value := range values {
			if !slices.Contains(u.Others, value) {
				u.Others = append(u.Others, value)
			}
		}
	}
}

// text returns the text of parts in the current world.
func text(parts []part) string {
	all := ""
	for _, p := range parts {
		if p.unknown == nil {
			all += p.literal
		} else if p.unknown.List && len(p.unknown.value.list) > 0 {
			all += p.unknown.value.list[0]
		} else {
			all += p.unknown.value.text
		}
	}
	return all
}

// dimension is an unknown and the values that it has in the worlds of a group.
type dimension struct {
	unknown *Unknown
	values  []value
}

// explore finds what is certain in a group. It reports whether the client
// exists in it.
func (c *Client) explore(g *group, check func(*document.Node, *cognito.UserPool) []Finding) bool {
	inConditions := c.inConditions()
	set := func(s setting) {
		for i, u := range inConditions {
			u.value = s[i]
		}
	}
	set(g.settings[0])
	c.decide()
	c.probe()
	n := c.Value()
	if n == nil {
		return false
	}
	uses := c.uses(n, "", "", nil)
	c.note(uses)
	dimensions, hints := c.dimensions(uses, c.poolUses(c.pool()))
	sizes := []int{len(g.settings)}
	for _, d := range dimensions {
		sizes = append(sizes, len(d.values))
	}
	all := rows(sizes, minWorlds)
	exists := false
	for _, row := range slices.Concat(all[:1], hints, all[1:]) {
		set(g.settings[row[0]])
		for j, d := range dimensions {
			if !d.unknown.InCondition {
				d.unknown.value = d.values[row[j+1]]
			}
		}
		c.vary(g, dimensions, row)
		n := c.Value()
		if n == nil {
			continue
		}
		c.intersect(g, !exists, check(n, c.pool()))
		if exists = true; len(g.certain) == 0 {
			break
		}
	}
	return exists
}

func (c *Client) pool() *cognito.UserPool {
	if c.Pool == nil {
		return nil
	}
	return c.Pool()
}

// note remembers the values that are not known.
func (c *Client) note(uses []use) {
	for _, use := range uses {
		if at := (Member{use.place, use.path}); !isLiteral(use.parts) && !c.noted[at] {
			c.noted[at] = true
			c.NotKnown = append(c.NotKnown, at)
		}
	}
}

// vary gives the unknowns that conditions read other values with which the
// same conditions are true.
func (c *Client) vary(g *group, dimensions []dimension, row []int) {
	c.decide()
	for j, d := range dimensions {
		if u := d.unknown; u.InCondition {
			before := u.value
			u.value = d.values[row[j+1]]
			if c.decide(); !slices.Equal(c.truths(), g.truths) {
				u.value = before
				c.decide()
			}
		}
	}
}

// dimensions returns the unknowns of a group with the values to try, and rows
// of their indexes in which texts are equal that rules compare.
func (c *Client) dimensions(uses, poolUses []use) ([]dimension, [][]int) {
	uses = slices.Concat(uses, poolUses)
	var dimensions []dimension
	index := map[*Unknown]int{}
	for _, use := range uses {
		for _, p := range use.parts {
			if u := p.unknown; u != nil && !(u.InCondition && u.Allowed != nil) {
				if _, ok := index[u]; !ok {
					index[u] = len(dimensions)
					dimensions = append(dimensions, dimension{unknown: u})
				}
			}
		}
	}
	for _, u := range c.unknowns {
		if _, ok := index[u]; !ok && u.Decides && !u.InCondition {
			index[u] = len(dimensions)
			dimensions = append(dimensions, dimension{unknown: u})
		}
		u.value = u.candidates(uses)[0]
	}
	for i, d := range dimensions {
		dimensions[i].values = d.unknown.candidates(uses)
	}
	var hints [][]int
	for _, values := range equalities(uses) {
		row := make([]int, len(dimensions)+1)
		for u, text := range values {
			if i, ok := index[u]; ok {
				row[i+1] = dimensions[i].indexOf(text)
			}
		}
		hints = append(hints, row)
	}
	return dimensions, hints
}

// indexOf returns the index of a text among the values of a dimension, to
// which it adds it. If the unknown cannot have that value, it returns 0.
func (d *dimension) indexOf(text string) int {
	is := func(v value) bool {
		return !v.absent && (!d.unknown.List && v.text == text || len(v.list) == 1 && v.list[0] == text)
	}
	if i := slices.IndexFunc(d.values, is); i >= 0 {
		return i
	}
	if d.unknown.Allowed != nil {
		return 0
	}
	added := value{text: text}
	if d.unknown.List {
		added = value{list: []string{text}}
	}
	d.values = append(d.values, added)
	return len(d.values) - 1
}

// equalities returns values of unknowns with which two texts are equal that
// rules compare.
func equalities(uses []use) []map[*Unknown]string {
	var found []map[*Unknown]string
	byKind := map[string][]use{}
	for _, use := range uses {
		if kind := comparable(use.member); kind != "" && len(byKind[kind]) < maxCompared {
			byKind[kind] = append(byKind[kind], use)
		}
	}
	for _, pattern := range uses {
		if isLiteral(pattern.parts) {
			continue
		}
		for _, other := range byKind[comparable(pattern.member)] {
			if values, ok := solve(pattern.parts, text(other.parts)); ok && len(found) < maxCompared {
				found = append(found, values)
			}
		}
	}
	return found
}

// intersect removes from what is certain in a group what was not found in a
// world.
func (c *Client) intersect(g *group, first bool, found []Finding) {
	if first {
		for _, f := range found {
			g.certain = append(g.certain, Certain{Finding: f})
		}
		return
	}
	messages := make(map[key]string, len(found))
	for _, f := range found {
		messages[f.key()] = f.Message
	}
	g.certain = slices.DeleteFunc(g.certain, func(f Certain) bool {
		_, ok := messages[f.key()]
		return !ok
	})
	for i, f := range g.certain {
		if messages[f.key()] != f.Message {
			g.certain[i].Varies = true
		}
	}
}

// merge returns what is certain in some group, with the fewest conditions that
// tell these groups from the others.
func (c *Client) merge(groups []*group) []Certain {
	var read []string
	for _, condition := range c.conditions {
		if condition.Read {
			read = append(read, condition.Name)
		}
	}
	in := map[key][]*Certain{} // by group, nil where it is not certain
	var keys []key
	for i, g := range groups {
		for j, f := range g.certain {
			k := f.key()
			if in[k] == nil {
				keys, in[k] = append(keys, k), make([]*Certain, len(groups))
			}
			in[k][i] = &g.certain[j]
		}
	}
	var all []Certain
	for _, k := range keys {
		covered := make([]bool, len(groups))
		for i, f := range in[k] {
			if f == nil || covered[i] {
				continue
			}
			merged := *f
			needed := fewest(groups, i, func(j int) bool { return in[k][j] != nil })
			for j, other := range in[k] {
				if agree(groups[i], groups[j], needed) {
					covered[j] = true
					merged.Varies = merged.Varies || other.Varies || other.Message != f.Message
				}
			}
			for n, name := range read {
				if needed[n] {
					merged.When = append(merged.When, Truth{name, groups[i].truths[n]})
				}
			}
			all = append(all, merged)
		}
	}
	return all
}

// fewest returns which conditions of a group are needed so that all groups
// that agree with it on them are wanted.
func fewest(groups []*group, i int, wanted func(int) bool) []bool {
	needed := make([]bool, len(groups[i].truths))
	for n := range needed {
		needed[n] = true
	}
	for n := range needed {
		needed[n] = false
		for j, other := range groups {
			if !wanted(j) && agree(groups[i], other, needed) {
				needed[n] = true
				break
			}
		}
	}
	return needed
}

// agree reports whether in two groups the same of some conditions are true.
func agree(a, b *group, conditions []bool) bool {
	for n, needed := range conditions {
		if needed && a.truths[n] != b.truths[n] {
			return false
		}
	}
	return true
}
