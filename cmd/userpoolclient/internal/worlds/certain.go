package worlds

import (
	"errors"
	"slices"
	"strings"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
)

const (
	// maxUnknowns limits how many values of a client may be unknown.
	maxUnknowns = 1_000
	// maxValues limits how many values a client may have if it is not known
	// entirely.
	maxValues = 1_000
	// maxSplit is into how many elements an unknown text is split to see where
	// they go.
	maxSplit = 4
	// maxOccurrences limits how many texts of a client are searched for
	// unknowns.
	maxOccurrences = 10_000
	// maxEqual limits how many texts are equated with one, and maxHints how
	// many pairs are equated in all.
	maxEqual, maxHints = 5, 200
)

// Finding is something that is wrong with a client.
type Finding struct {
	// The place of what is wrong.
	document.Place
	// The place of the value that is wrong.
	Value document.Place
	// The value that is wrong, if it is known.
	Written string
	Path    Path
	Rule    cognito.Rule // "" for what cannot be decoded
	// HasPlace reports whether Place alone identifies the element of a
	// list, whose index depends on those before it.
	HasPlace bool
	Message  string
	// Says is Message without any value of the client.
	Says string
	// Hidden reports whether the message must not be printed, because it
	// may contain a secret.
	Hidden bool
	// Invented reports whether the message may show a value that only some
	// worlds have.
	Invented bool
	// Covered reports whether the finding is only assumed, because another
	// may hide it. It keeps a finding certain but never makes one so.
	Covered bool
}

// key identifies a finding across worlds.
type key struct {
	place   document.Place
	path    Path
	rule    cognito.Rule
	problem string
}

func (f Finding) key() key {
	k := key{f.Place, f.Path, f.Rule, ""}
	if f.HasPlace {
		k.path = MemberPath(f.Path.Member)
	}
	if f.Rule == "" {
		k.problem = f.Message
	}
	return k
}

// Certain is a finding that occurs in every world of a branch.
type Certain struct {
	Finding
	// When lists the conditions under which it occurs. It is empty if it
	// always does.
	When []Truth
	// Varies reports whether the message differs between worlds or shows a
	// value that is not known.
	Varies bool
	// Moves reports whether the index of the element is not the same in all
	// worlds, so that Path is that of the list.
	Moves bool
}

// Truth is a condition and whether it is true.
type Truth struct {
	Condition string
	True      bool
}

// Checker finds what is wrong with a client in the current world. It may omit
// what is not wanted.
type Checker func(n *document.Node, pool *cognito.UserPool, wanted func(path Path, rule cognito.Rule) bool) []Finding

// Check calls check in worlds of every branch, and returns what is found in all
// worlds of a branch, and whether the client exists in any.
func (c *Client) Check(check Checker) (certain []Certain, exists bool, err error) {
	if len(c.unknowns) > maxUnknowns {
		return nil, false, errors.New("has more than 1,000 unknown values")
	}
	c.noted = map[Member]bool{}
	var branches []*branch
	worlds := 0
	for _, g := range c.branches() {
		if worlds > maxWorlds {
			break
		}
		exists, err := c.explore(g, check, &worlds)
		if err != nil {
			return nil, false, err
		}
		if exists {
			branches = append(branches, g)
		}
	}
	return c.merge(branches), len(branches) > 0, nil
}

// choice is an unknown and the values that it has in the worlds of a branch.
type choice struct {
	unknown *Unknown
	values  []value
}

// explore finds what is certain in a branch, and counts its worlds. It reports
// whether the client exists in it.
func (c *Client) explore(g *branch, check Checker, worlds *int) (exists bool, err error) {
	inConditions := c.inConditions()
	set := func(s assignment) {
		for i, u := range inConditions {
			u.value = s[i]
		}
	}
	set(g.assignments[0])
	c.decide()
	c.probe()
	n := c.Value()
	if n == nil {
		return false, nil
	}
	if n.Size() > maxValues && len(c.unknowns) > 0 {
		return false, errors.New("has more than 1,000 values, some of them unknown")
	}
	found := collector{client: c, seen: map[textAt]bool{}}
	for _, misses := range []bool{false, true} {
		c.Misses = misses
		c.decideOccurrences(&found)
	}
	c.Misses = false
	c.note(found.occurrences)
	choices, hints := c.choices(append(found.occurrences, c.poolOccurrences(c.pool())...))
	sizes := []int{len(g.assignments)}
	for _, d := range choices {
		sizes = append(sizes, len(d.values))
	}
	wanted := func(path Path, rule cognito.Rule) bool {
		return !exists || slices.ContainsFunc(g.certain, func(f Certain) bool { return f.Path == path && f.Rule == rule })
	}
	visit := func(combination []int) (more bool) {
		*worlds++
		set(g.assignments[combination[0]])
		for j, d := range choices {
			if !d.unknown.InCondition {
				d.unknown.value = d.values[combination[j+1]]
			}
		}
		c.vary(g, choices, combination)
		if n := c.Value(); n != nil {
			g.intersect(!exists, check(n, c.pool(), wanted))
			exists = true
		}
		return !exists || len(g.certain) > 0
	}
	for combination := range combinations(sizes, minWorlds) {
		if !visit(combination) {
			break
		}
		for _, hint := range hints {
			if !visit(hint) {
				return exists, nil
			}
		}
		// Once, after the first combination.
		hints = nil
	}
	return exists, nil
}

// decideOccurrences adds the texts of the client with the values that decide
// what is there, or with their placeholders.
func (c *Client) decideOccurrences(found *collector) {
	var deciding []*Unknown
	var options [][]value
	var sizes []int
	for _, u := range c.unknowns {
		if !u.Decides {
			continue
		}
		values := append([]value{u.value}, u.candidates(nil)...)
		for _, delimiter := range u.delimiters {
			values = append(values, value{text: strings.Join(slices.Repeat([]string{u.value.text}, maxSplit), delimiter)})
		}
		deciding, options, sizes = append(deciding, u), append(options, values), append(sizes, len(values))
	}
	for combination := range combinations(sizes, minWorlds) {
		for i, u := range deciding {
			u.value = options[i][combination[i]]
		}
		if len(found.occurrences) < maxOccurrences {
			found.add(c.Value(), MemberPath(""))
		}
	}
	for i, u := range deciding {
		u.value = options[i][0]
	}
}

func (c *Client) pool() *cognito.UserPool {
	if c.Pool == nil {
		return nil
	}
	return c.Pool()
}

// note remembers the values that are not known.
func (c *Client) note(occurrences []occurrence) {
	for _, occurrence := range occurrences {
		at := Member{occurrence.place, occurrence.path}
		if u := occurrence.parts[0].unknown; u != nil && u.List {
			at.Path = MemberPath(at.Path.Member)
		}
		if !isLiteral(occurrence.parts) && !c.noted[at] {
			c.noted[at] = true
			c.NotKnown = append(c.NotKnown, at)
		}
	}
}

// choices returns the unknowns of a branch with the values to try, and
// combinations of value indexes that make texts equal that rules compare.
func (c *Client) choices(occurrences []occurrence) ([]choice, [][]int) {
	var choices []choice
	index := map[*Unknown]int{}
	for _, occurrence := range occurrences {
		for _, p := range occurrence.parts {
			if u := p.unknown; u != nil {
				if _, ok := index[u]; !ok {
					index[u] = len(choices)
					choices = append(choices, choice{unknown: u})
				}
			}
		}
	}
	for _, u := range c.unknowns {
		if _, ok := index[u]; !ok && u.Decides {
			index[u] = len(choices)
			choices = append(choices, choice{unknown: u})
		}
		values := u.candidates(occurrences)
		u.value = values[0]
		if i, ok := index[u]; ok && u.InCondition {
			choices[i].values = slices.Insert(values, 0, unchanged)
		} else if ok {
			choices[i].values = values
		}
	}
	var hints [][]int
	for _, values := range equalities(occurrences) {
		combination := make([]int, len(choices)+1)
		for u, text := range values {
			if i, ok := index[u]; ok {
				combination[i+1] = choices[i].indexOf(text)
			}
		}
		hints = append(hints, combination)
	}
	return choices, hints
}

// indexOf returns the index of text among the values of d, adding it if it is
// missing. It returns 0 if the unknown cannot have that value.
func (d *choice) indexOf(text string) int {
	if i := slices.IndexFunc(d.values, func(v value) bool { return v.is(text) }); i >= 0 {
		return i
	}
	if !d.unknown.mayBe(text) {
		return 0
	}
	d.values = append(d.values, d.unknown.of(text))
	return len(d.values) - 1
}

// equalities returns values of unknowns that make equal two texts that a rule
// compares.
func equalities(occurrences []occurrence) []map[*Unknown]string {
	var found []map[*Unknown]string
	for i, a := range occurrences {
		equal := 0
		for _, b := range occurrences[i+1:] {
			if equal == maxEqual || len(found) == maxHints {
				break
			}
			if !areCompared(a, b) || isLiteral(a.parts) && isLiteral(b.parts) {
				continue
			}
			if values, ok := unify(a.parts, b.parts); ok {
				found = append(found, values)
				equal++
			}
		}
	}
	return found
}

// intersect removes from what is certain in a branch what was not found in a
// world.
func (g *branch) intersect(first bool, found []Finding) {
	if first {
		for _, f := range found {
			if !f.Covered {
				g.certain = append(g.certain, Certain{Finding: f, Varies: f.Invented})
			}
		}
		return
	}
	// Where the next is probably found.
	kept, next := g.certain[:0], 0
	for _, f := range g.certain {
		for range found {
			other := found[next%len(found)]
			next++
			if other.key() == f.key() {
				f.Varies = f.Varies || other.Invented || !other.Covered && other.Message != f.Message
				f.Hidden = f.Hidden || other.Hidden
				if other.Written != f.Written && !other.Covered {
					f.Written = ""
				}
				kept = append(kept, f)
				break
			}
		}
	}
	g.certain = kept
}

// isLike reports whether two findings are to be reported as one.
func (f *Certain) isLike(other *Certain) bool {
	return other != nil && f.Value == other.Value && f.Varies == other.Varies && (f.Varies || f.Message == other.Message)
}

// merge returns what is certain in at least one branch, with as few conditions
// as distinguish its branches from the others.
func (c *Client) merge(branches []*branch) []Certain {
	var read []string
	for _, condition := range c.conditions {
		if condition.Read {
			read = append(read, condition.Name)
		}
	}
	// By branch, nil where it is not certain.
	in := map[key][]*Certain{}
	var keys []key
	for i, g := range branches {
		for j, f := range g.certain {
			k := f.key()
			if in[k] == nil {
				keys, in[k] = append(keys, k), make([]*Certain, len(branches))
			}
			in[k][i] = &g.certain[j]
		}
	}
	var all []Certain
	for _, k := range keys {
		covered := make([]bool, len(branches))
		for i, f := range in[k] {
			if f == nil || covered[i] {
				continue
			}
			merged := *f
			needed := fewest(branches, i, func(j int) bool { return f.isLike(in[k][j]) })
			for j, other := range in[k] {
				if !agree(branches[i], branches[j], needed) {
					continue
				}
				covered[j] = true
				if other.Path != f.Path {
					merged.Path, merged.Moves = k.path, true
				}
			}
			for n, name := range read {
				if needed[n] {
					merged.When = append(merged.When, Truth{name, branches[i].truths[n]})
				}
			}
			all = append(all, merged)
		}
	}
	return all
}

// fewest returns which conditions of a branch are needed so that all branches
// that agree with it on them are wanted.
func fewest(branches []*branch, i int, wanted func(int) bool) []bool {
	needed := make([]bool, len(branches[i].truths))
	for n := range needed {
		needed[n] = true
	}
	for n := range needed {
		needed[n] = false
		for j, other := range branches {
			if !wanted(j) && agree(branches[i], other, needed) {
				needed[n] = true
				break
			}
		}
	}
	return needed
}

// agree reports whether the marked conditions have the same truth in two
// branches.
func agree(a, b *branch, conditions []bool) bool {
	for n, needed := range conditions {
		if needed && a.truths[n] != b.truths[n] {
			return false
		}
	}
	return true
}
