package worlds

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
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
	// IsGeneral reports whether it is said of some element of a list.
	IsGeneral bool
	Message   string
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

	// When lists the conditions under which it is certain. It is empty if it
	// always is.
	When []Truth
	// Varies reports whether the message differs between worlds or shows a
	// value that is not known.
	Varies bool
	// Moves reports whether the index of the element is not the same in all
	// worlds, so that Path is that of the list.
	Moves bool
}

// key identifies a finding across worlds.
type key struct {
	place   document.Place
	path    Path
	rule    cognito.Rule
	problem string
	general bool
}

func (f *Finding) key() key {
	k := key{place: f.Place, path: f.Path, rule: f.Rule, general: f.IsGeneral}
	if f.HasPlace {
		k.path = MemberPath(f.Path.Member)
	}
	if f.Rule == "" {
		k.problem = f.Message
	}
	return k
}

// Truth is a condition and whether it is true.
type Truth struct {
	Condition string
	True      bool
}

// Checker finds what is wrong with a client that is fully known, given what is
// known of its pool.
type Checker func(n *document.Node, pool *cognito.UserPool) Result

// Result is what a Checker finds.
type Result struct {
	Found []Finding
	// Omitted is how many violations are left out.
	Omitted int
	// Unread are the members and elements that could not be read.
	Unread []Path
}

// Check returns what is certainly wrong with a client, with or without
// warnings, and whether it exists in any world.
func (c *Client) Check(warnings bool, check Checker) (certain []Finding, exists bool) {
	if c.Build != nil {
		c.Build()
	}
	defer func() {
		c.unified, c.Build, c.Exists, c.Value, c.Pool, c.unknowns, c.byName, c.conditions, c.filled = nil, nil, nil, nil, nil, nil, nil, nil, nil
	}()
	index := 0
	c.perWorld = 1
	if warnings {
		index, c.perWorld = 1, 2
	}
	varying, absent := map[string]bool{}, map[string]bool{}
	if isUnknown := func() bool { return hasPlaceholder(c.Value()) }; c.varies(everything, isUnknown) {
		for i, field := range fields {
			var value *document.Node
			varying[field] = c.varies(alone[i], func() bool { value = c.Value(); return hasPlaceholder(value) })
			absent[field] = !varying[field] && !value.Has(field)
		}
	}
	poolVaries := c.Pool != nil && c.varies(&task{}, func() bool {
		return slices.ContainsFunc(c.poolOccurrences(c.Pool()), func(o occurrence) bool { return !isLiteral(o.parts) })
	})

	known := everything
	if len(varying) > 0 {
		known = &task{hasOthers: true, element: allElements}
		for _, field := range fields {
			if !varying[field] {
				known.read(field)
				known.whole = append(known.whole, field)
			}
		}
	}
	c.task = known
	c.most = maxTaskWork
	var found []Finding
	var unread []Path
	isComplete := c.Branches(maxBranches, func() (more bool) {
		if c.Exists != nil && !c.Exists() || c.isContradictory() {
			return true
		}
		n := c.Value()
		if n == nil || c.branch.isImpossible {
			return true
		}
		exists = true
		var pool *cognito.UserPool
		if c.Pool != nil && !poolVaries {
			pool = c.Pool()
		}
		known := check(n, pool)
		c.Omitted, unread = known.Omitted, known.Unread
		for _, f := range known.Found {
			if poolVaries && f.Rule.Severity() == cognito.SeverityWarning && isOfPool(f.Path.Member) {
				continue
			}
			v := cognito.Violation{Path: f.Path.String(), Rule: f.Rule}
			if !slices.ContainsFunc(fields, func(field string) bool { return varying[field] && f.Rule != "" && v.DependsOn(field) }) {
				found = append(found, f)
			}
		}
		return false
	})
	if !exists && isComplete {
		return nil, false
	}
	seen := map[key]bool{}
	run := func(t *task) (isComplete bool) {
		branches, isComplete := c.run(t, check, false)
		if isComplete && c.MayFail && differ(branches) {
			// What is certain only in some branches may be so in all that are
			// possible.
			if possible, isComplete := c.run(t, check, true); isComplete && len(possible) > 0 {
				branches = possible
			}
		}
		if isComplete && len(t.whole) > 0 && t.element < 0 && len(branches) > 0 {
			c.Omitted += slices.MinFunc(branches, func(a, b *branch) int { return cmp.Compare(a.omitted, b.omitted) }).omitted
		}
		var more []Finding
		if isComplete {
			more = c.merge(branches)
			exists = exists && len(branches) > 0
		}
		for _, f := range more {
			if k := f.key(); !seen[k] || len(f.When) > 0 {
				seen[k] = true
				certain = append(certain, f)
			}
		}
		return isComplete
	}
	for _, f := range found {
		seen[f.key()], certain = true, append(certain, f)
	}
	if len(unread) > 0 {
		c.replace(unread)
		for _, path := range unread {
			varying[fieldOf(path.Member)] = true
		}
	}
	if len(varying) == 0 && !poolVaries {
		return withoutGeneral(certain), exists
	}
	if c.MayFail {
		c.findFailing(varying)
	}
	refuted := c.refuted(check)
	for _, t := range tasks[index] {
		switch {
		case refuted != nil && !slices.ContainsFunc(refuted, t.accepts), t.isMoot(absent):
		case !t.reads(varying) && !(t.usesPool && poolVaries) && !t.hasOthers:
		case len(t.whole) == 1 && varying[t.whole[0]] && len(c.varying[t.whole[0]]) > 0:
			one := *t
			one.element = noElement
			isComplete := run(&one)
			for _, id := range c.varying[t.whole[0]] {
				if c.vanishing[id] && isComplete {
					continue
				}
				one.element, one.isCounting = id, true
				if run(&one) {
					continue
				}
				one.isCounting = false
				run(&one)
			}
		default:
			run(t)
		}
	}
	if !exists {
		return nil, false
	}
	certain = withoutGeneral(certain)
	slices.SortStableFunc(certain, func(a, b Finding) int {
		return cmp.Or(
			a.Compare(b.Place), cmp.Compare(memberOrder[a.Path.Member], memberOrder[b.Path.Member]),
			cmp.Compare(a.Path.Index, b.Path.Index), cmp.Compare(ruleOrder[a.Rule], ruleOrder[b.Rule]),
		)
	})
	return certain, true
}

// differ reports whether something is certain only in some branches.
func differ(branches []*branch) bool {
	in := map[key]int{}
	for _, b := range branches {
		seen := map[key]bool{}
		for _, f := range b.certain {
			if k := f.key(); !seen[k] {
				seen[k] = true
				in[k]++
			}
		}
	}
	for _, n := range in {
		if n < len(branches) {
			return true
		}
	}
	return false
}

// withoutGeneral returns what is certain without what is said of some element
// of a list where it is said of the element itself.
func withoutGeneral(certain []Finding) []Finding {
	exact := map[key]bool{}
	for _, f := range certain {
		if f.Path.IsElement() {
			k := f.key()
			k.path, k.general = MemberPath(f.Path.Member), true
			exact[k] = true
		}
	}
	return slices.DeleteFunc(certain, func(f Finding) bool { return f.IsGeneral && exact[f.key()] })
}

// refuted returns what is found in one world of a client without conditions:
// nothing else is certain. It returns nil if the client has conditions, or if
// the first branch is impossible.
func (c *Client) refuted(check Checker) []*Finding {
	if len(c.conditions) > 0 || c.MayFail {
		return nil
	}
	c.task = everything
	var left []*Finding
	c.Branches(1, func() bool {
		n := c.Value()
		var pool *cognito.UserPool
		if c.Pool != nil {
			pool = c.Pool()
		}
		if n == nil || c.branch.isImpossible || c.isContradictory() {
			return false
		}
		occurrences := c.occurrences(n, pool)
		choices, _ := c.choices(occurrences)
		if c.branch.isDoubtful {
			return false
		}
		for _, d := range choices {
			d.unknown.value, d.unknown.values = d.values[0], d.values[:1]
		}
		left = []*Finding{}
		world := check(c.fillNode(n), c.fillPool(pool)).Found
		for i := range world {
			left = append(left, &world[i])
		}
		return false
	})
	return left
}

// occurrences returns the texts of a client and its pool, and remembers what is
// not known.
func (c *Client) occurrences(n *document.Node, pool *cognito.UserPool) []occurrence {
	found := collector{client: c, seen: map[textAt]bool{}}
	found.add(n, MemberPath(""))
	if len(c.task.whole) > 0 {
		c.note(found.occurrences)
	}
	return append(found.occurrences, c.poolOccurrences(pool)...)
}

// varies reports whether what a task reads depends on anything that is decided
// at deployment.
func (c *Client) varies(t *task, hasUnknown func() bool) bool {
	c.task = t
	varies := false
	isOnly := c.Branches(1, func() bool {
		varies = hasUnknown() || c.branch.truths.any() || c.branch.isImpossible
		return true
	})
	return varies || !isOnly
}

// hasPlaceholder reports whether a value depends on unknowns.
func hasPlaceholder(n *document.Node) bool {
	return n != nil && n.Any(func(n *document.Node) bool { return HasPlaceholder(n.Text) })
}

// Work returns how many branches and worlds were looked at.
func (c *Client) Work() int64 { return int64(c.work) }

// run returns the branches of what a task decides in which the client exists,
// with what is certain in each, and whether these are all that matter. If it is
// strict, it leaves out those that other members make impossible.
func (c *Client) run(t *task, check Checker, isStrict bool) (branches []*branch, isComplete bool) {
	c.most = min(c.work+maxTaskWork, maxWork, cmp.Or(c.Most, maxWork))
	isComplete = c.Branches(min(maxBranches, c.most-c.work), func() (more bool) {
		c.work++
		if isStrict {
			c.failElsewhere()
		}
		c.task = t
		if c.Exists != nil && !c.Exists() {
			return true
		}
		n := c.Value()
		if n != nil {
			c.work += n.Size() / sizePerWork
		}
		var pool *cognito.UserPool
		if c.Pool != nil && t.usesPool {
			pool = c.Pool()
		}
		if n == nil || c.branch.isImpossible || c.isContradictory() {
			return true
		}
		c.visitWorlds(n, pool, check)
		b := c.branch
		branches = append(branches, &b)
		// Without conditions, what is certain is so in every branch.
		return len(c.conditions) > 0 || c.MayFail || len(b.certain) > 0
	})
	isDoubtful := slices.ContainsFunc(branches, func(b *branch) bool { return b.isDoubtful })
	if !isComplete || isDoubtful {
		c.undecided(t)
	}
	return branches, isComplete
}

// findFailing finds the members that may make a branch impossible.
func (c *Client) findFailing(varying map[string]bool) {
	for i, field := range fields {
		if !varying[field] {
			continue
		}
		c.task = alone[i]
		mayFail := false
		c.Branches(maxFailing, func() bool {
			c.Value()
			mayFail = mayFail || c.branch.isImpossible
			return !mayFail
		})
		if mayFail {
			c.failing = append(c.failing, i)
		}
	}
}

// failElsewhere makes the current branch impossible if a member that may do so
// does.
func (c *Client) failElsewhere() {
	for _, i := range c.failing {
		c.task = alone[i]
		c.Value()
	}
	if c.Pool != nil {
		c.Pool()
	}
}

// undecided remembers that not everything could be decided.
func (c *Client) undecided(t *task) {
	for _, field := range fields {
		if t.members[field] && !slices.ContainsFunc(c.Undecided, func(m Member) bool { return m.Path.Member == field }) {
			c.Undecided = append(c.Undecided, Member{c.Place, MemberPath(field)})
		}
	}
}

// choice is an unknown and the values to try.
type choice struct {
	unknown *Unknown
	values  []string
}

// visitWorlds looks at the worlds of the current branch.
func (c *Client) visitWorlds(n *document.Node, pool *cognito.UserPool, check Checker) {
	b := &c.branch
	occurrences := c.occurrences(n, pool)
	c.Spend(len(occurrences) * perText)
	choices, index := c.choices(occurrences)
	for _, text := range b.doubtful {
		for _, p := range c.parts(c.resolve(text)) {
			if _, ok := index[p.unknown]; ok {
				b.isDoubtful = true
			}
		}
	}
	hints, mayBe := c.hints(occurrences)
	if !mayBe {
		b.isDoubtful = true
	}
	for _, pair := range b.unequal {
		for _, p := range append(c.parts(c.resolve(pair[0])), c.parts(c.resolve(pair[1]))...) {
			if p.unknown != nil {
				// A value that no text has.
				p.unknown.value = "\x00" + strconv.Itoa(p.unknown.index)
			}
		}
	}
	for _, d := range choices {
		if u := d.unknown; u.isMany {
			u.values = slices.Clone(d.values)
			for _, hint := range hints {
				if value, ok := hint[u]; ok && !slices.Contains(u.values, value) {
					u.values = append(u.values, value)
				}
			}
			u.value = strings.Join(u.values, u.joiner)
		}
	}
	isFirst := true
	visit := func(row []int, hint map[*Unknown]string) (more bool) {
		for i, d := range choices {
			if d.unknown.isMany {
				continue
			}
			d.unknown.value = d.values[row[i]]
			if value, ok := hint[d.unknown]; ok {
				d.unknown.value = value
			}
		}
		if slices.ContainsFunc(b.unequal, func(pair [2]string) bool { return c.fill(pair[0]) == c.fill(pair[1]) }) {
			c.work++
			return true
		}
		filled := c.fillNode(n)
		c.work += c.perWorld * (1 + filled.Size()/sizePerWork)
		result := check(filled, c.fillPool(pool))
		omitted, world := result.Omitted, slices.DeleteFunc(result.Found, func(f Finding) bool { return !c.task.accepts(&f) })
		if isFirst || omitted < b.omitted {
			b.omitted = omitted
		}
		for i := range world {
			if world[i].Path.IsElement() {
				world[i].Path.Index += b.before
			}
		}
		b.intersect(isFirst, world)
		isFirst = false
		return len(b.certain) > 0
	}
	if !c.eachRow(choices, func(row []int) bool {
		if !visit(row, nil) {
			return false
		}
		for _, hint := range hints {
			if !visit(row, hint) {
				return false
			}
		}
		hints = nil
		return c.work < c.most
	}) || isFirst || c.work >= c.most {
		b.isDoubtful = true
	}
	if b.isDoubtful {
		b.certain = nil
	}
	if len(b.certain) == 0 {
		b.omitted = 0
	}
}

// eachRow calls visit with the indexes of values: all combinations if these are
// not too many, and otherwise each value beside the first of the others, and
// all combinations of the first few. It reports whether that was possible.
func (c *Client) eachRow(choices []choice, visit func([]int) bool) bool {
	row := make([]int, len(choices))
	for _, few := range []int{1 << 30, 3, 2} {
		product := 1
		for _, d := range choices {
			product = min(product*min(len(d.values), few), maxWorlds+1)
			if d.unknown.isMany {
				product = max(1, product/max(1, min(len(d.values), few)))
			}
		}
		if product > maxWorlds {
			continue
		}
		if few < 1<<30 {
			for i, d := range choices {
				for row[i] = few; row[i] < len(d.values); row[i]++ {
					if !visit(row) {
						return true
					}
				}
				row[i] = 0
			}
		}
		for range product {
			if !visit(row) {
				return true
			}
			for i, d := range choices {
				if row[i]++; row[i] < min(len(d.values), few) && !d.unknown.isMany {
					break
				}
				row[i] = 0
			}
		}
		return true
	}
	return false
}

// choices returns the unknowns of a branch with the values to try.
func (c *Client) choices(occurrences []occurrence) ([]choice, map[*Unknown]int) {
	var choices []choice
	index := map[*Unknown]int{}
	for _, o := range occurrences {
		for _, p := range o.parts {
			if u := p.unknown; u != nil {
				if _, ok := index[u]; !ok {
					index[u] = len(choices)
					choices = append(choices, choice{unknown: u})
				}
			}
		}
	}
	for i, d := range choices {
		values := c.candidates(d.unknown, occurrences)
		for j, text := range values {
			for _, delimiter := range d.unknown.without {
				text = strings.ReplaceAll(text, delimiter, d.unknown.filler())
			}
			values[j] = text
		}
		values = slices.DeleteFunc(values, func(text string) bool { return !d.unknown.mayBe(text) })
		if !slices.ContainsFunc(values, func(text string) bool { return text != "" }) {
			c.branch.isDoubtful = true
			values = []string{""}
		}
		choices[i].values = values
	}
	return choices, index
}

// hints returns values of unknowns that make texts equal that rules compare. It
// reports whether it found some for all texts that may be equal.
func (c *Client) hints(occurrences []occurrence) (hints []map[*Unknown]string, isComplete bool) {
	isComplete = true
	pairs := 0
	byClass := map[string][]occurrence{}
	for _, o := range occurrences {
		byClass[o.class()] = append(byClass[o.class()], o)
	}
	for _, a := range occurrences {
		for _, b := range byClass[a.comparedWith()] {
			if isLiteral(a.parts) && isLiteral(b.parts) {
				continue
			}
			if pairs++; pairs > maxPairs {
				return hints, false
			}
			values, mayBe := c.unify(a, b)
			if values != nil {
				hints = append(hints, values)
			} else if mayBe {
				isComplete = false
			}
		}
	}
	return hints, isComplete
}

// unification is what unify returns.
type unification struct {
	values map[*Unknown]string
	mayBe  bool
}

// unify compares two texts once.
func (c *Client) unify(a, b occurrence) (values map[*Unknown]string, mayBe bool) {
	key := [2]string{a.text, b.text}
	found, ok := c.unified[key]
	if !ok {
		if c.unified == nil {
			c.unified = map[[2]string]unification{}
		}
		c.Spend(len(a.text) * len(b.text))
		found.values, found.mayBe = unify(a.parts, b.parts)
		c.unified[key] = found
	}
	return found.values, found.mayBe
}

// note remembers the values that are not known.
func (c *Client) note(occurrences []occurrence) {
	for _, o := range occurrences {
		if isLiteral(o.parts) {
			continue
		}
		at := Member{o.place, o.path}
		if at.Path.IsElement() {
			at.Path.Index += c.branch.before
		}
		if !o.hasPlace || c.branch.moves {
			at.Path = MemberPath(at.Path.Member)
		}
		if !slices.Contains(c.NotKnown, at) {
			c.NotKnown = append(c.NotKnown, at)
		}
	}
}

// fill returns a text in the current world.
func (c *Client) fill(text string) string {
	if !HasPlaceholder(text) {
		return text
	}
	return inWorld(c.parts(c.resolve(text)))
}

// inWorld returns the text of parts in the current world.
func inWorld(parts []part) string {
	var text strings.Builder
	for _, p := range parts {
		text.WriteString(p.literal)
		if p.unknown != nil {
			text.WriteString(p.unknown.value)
		}
	}
	return text.String()
}

// fillNode returns a value in the current world.
func (c *Client) fillNode(n *document.Node) *document.Node {
	if !hasPlaceholder(n) {
		return n
	}
	copied := *n
	copied.Text = c.fill(n.Text)
	copied.Content = make([]*document.Node, 0, len(n.Content))
	for _, child := range n.Content {
		if n.Kind == document.List && HasPlaceholder(child.Text) {
			copied.Content = append(copied.Content, c.fillElement(child)...)
		} else {
			copied.Content = append(copied.Content, c.fillNode(child))
		}
	}
	return &copied
}

// fillElement returns the elements that one stands for in the current world.
func (c *Client) fillElement(n *document.Node) []*document.Node {
	parts := c.parts(c.resolve(n.Text))
	i := slices.IndexFunc(parts, func(p part) bool { return p.unknown != nil && p.unknown.isMany })
	if i < 0 {
		return []*document.Node{c.fillNode(n)}
	}
	values := parts[i].unknown.values
	elements := make([]*document.Node, len(values))
	for j, value := range values {
		element := *n
		element.Text = value
		if j == 0 {
			element.Text = inWorld(parts[:i]) + element.Text
		}
		if j == len(values)-1 {
			element.Text += inWorld(parts[i+1:])
		}
		elements[j] = &element
	}
	return elements
}

// intersect removes from what is certain in a branch what was not found in a
// world.
func (b *branch) intersect(isFirst bool, found []Finding) {
	if isFirst {
		for _, f := range found {
			if !f.Covered {
				f.Varies = f.Invented
				b.certain = append(b.certain, f)
			}
		}
		return
	}
	kept := b.certain[:0]
	// Where the next is probably found.
	next := 0
	for _, f := range b.certain {
		for range found {
			other := &found[next%len(found)]
			next++
			if other.key() == f.key() {
				f.Varies = f.Varies || other.Invented || !other.Covered && other.Message != f.Message
				f.Moves = f.Moves || f.Path != other.Path
				f.Hidden = f.Hidden || other.Hidden
				if other.Written != f.Written && !other.Covered {
					f.Written = ""
				}
				kept = append(kept, f)
				break
			}
		}
	}
	b.certain = kept
}
