package worlds

import (
	"slices"
	"strings"
)

// Condition is a named condition of a template.
type Condition struct {
	Name string
	// Holds decides whether it is true in the current branch.
	Holds func() bool

	client *Client
	index  int
	epoch  int
	truth  bool
}

// AddCondition adds a condition, which is shown after those added before.
func (c *Client) AddCondition(condition *Condition) {
	condition.client, condition.index = c, len(c.conditions)
	c.conditions = append(c.conditions, condition)
}

// True reports whether a condition on which another depends is true.
func (c *Condition) True() bool {
	if c.epoch != c.client.trail.epoch {
		c.epoch, c.truth = c.client.trail.epoch, c.Holds()
	}
	return c.truth
}

// Read reports whether a condition on which the client itself depends is true.
func (c *Condition) Read() bool {
	truth := c.True()
	c.client.branch.truths.set(c.index, truth)
	return truth
}

// trail is the decisions of the current branch.
type trail struct {
	decisions []decision
	next      int // the one that comes next
	epoch     int // changes with the branch
}

// decision is one of a number of options.
type decision struct{ chosen, options int }

// branch is one way to make all decisions.
type branch struct {
	// truths are those of the conditions that the client reads.
	truths truths
	// isImpossible reports whether deployment fails.
	isImpossible bool
	// isPerhapsImpossible reports whether deployment may fail in it whatever the
	// unknowns are, or what is decided in it may contradict itself.
	isPerhapsImpossible bool
	// bound counts the unknowns that are bound to a text.
	bound int
	// unequal are the pairs of texts that are decided to be different.
	unequal [][2]string
	// doubtful are texts with the unknowns of which only some values are
	// possible, but not all that are tried.
	doubtful []string
	// before is how many elements precede the only one that is looked at, and
	// moves reports whether there may be more.
	before int
	moves  bool

	certain []Finding
	// omitted is how many violations at least are left out.
	omitted int
	// isDoubtful reports whether a world may exist in which less is wrong.
	isDoubtful bool
}

// Branches calls visit in each branch of what it decides, at most limit,
// until it returns false. It reports whether these are all that matter.
func (c *Client) Branches(limit int, visit func() (more bool)) bool {
	c.trail.decisions = c.trail.decisions[:0]
	for range limit {
		if c.most > 0 && c.work >= c.most {
			return false
		}
		c.trail.next, c.branch = 0, branch{}
		c.trail.epoch++
		if !visit() {
			return true
		}
		all := c.trail.decisions
		for len(all) > 0 && all[len(all)-1].chosen == all[len(all)-1].options-1 {
			all = all[:len(all)-1]
		}
		c.trail.decisions = all
		if len(all) == 0 {
			return true
		}
		all[len(all)-1].chosen++
	}
	return false
}

// Epoch returns a number that changes with the branch.
func (c *Client) Epoch() int { return c.trail.epoch }

// decide returns one of some options.
func (c *Client) decide(options int) int {
	if options < 2 || c.branch.isImpossible {
		return 0
	}
	t := &c.trail
	if t.next == len(t.decisions) {
		t.decisions = append(t.decisions, decision{0, options})
	}
	t.next++
	return t.decisions[t.next-1].chosen
}

// Spend counts how many pairs of characters are compared.
func (c *Client) Spend(cells int) {
	c.cells += cells
	c.work += c.cells / cellsPerWork
	c.cells %= cellsPerWork
}

// Fail makes the current branch impossible: its deployment fails.
func (c *Client) Fail() { c.branch.isImpossible = true }

// Doubt says that the current branch may be impossible: what is certain only in
// such branches is not reported.
func (c *Client) Doubt() { c.branch.isPerhapsImpossible = true }

// bind makes an unknown a text.
func (c *Client) bind(u *Unknown, text string) {
	c.current(u)
	u.isBound, u.bound = true, text
	c.branch.bound++
}

// Equal decides whether two texts are equal.
func (c *Client) Equal(a, b string) bool {
	a, b = c.resolve(a), c.resolve(b)
	c.Spend(len(a) * len(b))
	switch {
	case a == b:
		return true
	case !HasPlaceholder(a) && !HasPlaceholder(b), c.areUnequal(a, b), !mayBeEqual(c.parts(a), c.parts(b)):
		return false
	case c.decide(2) == 0:
		c.branch.unequal = append(c.branch.unequal, [2]string{a, b})
		return false
	}
	c.equate(a, b)
	return true
}

func (c *Client) areUnequal(a, b string) bool {
	if c.branch.bound > 0 {
		c.Spend(len(c.branch.unequal) * perText)
	} else {
		c.Spend(len(c.branch.unequal) * perText / 16)
	}
	return slices.ContainsFunc(c.branch.unequal, func(pair [2]string) bool {
		x, y := c.resolve(pair[0]), c.resolve(pair[1])
		return x == a && y == b || x == b && y == a
	})
}

// OneOf decides which of some texts another is, and returns its index, or -1
// for none, which is possible only if mayBeOther is true.
func (c *Client) OneOf(text string, all []string, mayBeOther bool) int {
	text = c.resolve(text)
	if i := slices.Index(all, text); i >= 0 {
		return i
	}
	var possible []int
	if parts := c.parts(text); !isLiteral(parts) {
		c.Spend(len(all) * (len(text) + perText))
		for i, other := range all {
			mayBe := isUnknown(parts) && parts[0].unknown.mayBe(other) || !isUnknown(parts) && mayBeEqual(parts, c.parts(other))
			if mayBe && !c.areUnequal(text, other) {
				possible = append(possible, i)
			}
		}
	}
	options := len(possible)
	if mayBeOther {
		options++
	}
	if options == 0 {
		c.Fail()
		return -1
	}
	i := c.decide(options)
	if i == len(possible) {
		for _, i := range possible {
			c.branch.unequal = append(c.branch.unequal, [2]string{text, all[i]})
		}
		return -1
	}
	c.equate(text, all[possible[i]])
	return possible[i]
}

// equate makes two texts equal that may be, or the branch impossible.
func (c *Client) equate(a, b string) {
	left, right := c.parts(a), c.parts(b)
	if isUnknown(right) {
		a, b, left, right = b, a, right, left
	}
	switch {
	case isUnknown(left):
		u := left[0].unknown
		switch {
		case isLiteral(right) && !u.mayBe(b):
			c.Fail()
			return
		case slices.ContainsFunc(right, func(p part) bool { return p.unknown == u }), u.isMany:
			c.branch.doubtful = append(c.branch.doubtful, a, b)
			return
		case !isLiteral(right) && (u.Number || u.Typed || len(u.without) > 0):
			if v := right[0].unknown; len(right) == 1 && !v.Number && !v.Typed && len(v.without) == 0 && !v.isMany {
				u, b = v, a
				break
			}
			c.branch.doubtful = append(c.branch.doubtful, a, b)
			return
		}
		c.bind(u, b)
		return
	case isLiteral(left):
		a, b, left, right = b, a, right, left
	}
	if !isLiteral(right) {
		c.branch.doubtful = append(c.branch.doubtful, a, b)
		if values, _ := unify(left, right); values == nil {
			// Perhaps nothing makes them equal.
			c.branch.isDoubtful = true
		}
		return
	}
	solutions, isComplete := solutions(left, b)
	switch {
	case !isComplete:
		c.branch.doubtful = append(c.branch.doubtful, a, b)
	case len(solutions) == 0:
		c.Fail()
	default:
		solution := solutions[c.decide(len(solutions))]
		for _, p := range left {
			if p.unknown != nil {
				c.bind(p.unknown, solution[p.unknown])
			}
		}
	}
}

// isContradictory reports whether texts are equal that were decided not to be.
func (c *Client) isContradictory() bool {
	return c.branch.bound > 0 && slices.ContainsFunc(c.branch.unequal, func(pair [2]string) bool {
		return c.resolve(pair[0]) == c.resolve(pair[1])
	})
}

// resolve returns a text with what unknowns are bound to in their place.
func (c *Client) resolve(text string) string {
	for c.branch.bound > 0 && HasPlaceholder(text) {
		isResolved := true
		var resolved strings.Builder
		for _, p := range c.parts(text) {
			switch u := p.unknown; {
			case u == nil:
				resolved.WriteString(p.literal)
			case c.current(u).isBound:
				resolved.WriteString(u.bound)
				isResolved = false
			default:
				resolved.WriteString(placeholder(u.index))
			}
		}
		if isResolved {
			break
		}
		text = resolved.String()
	}
	return text
}
