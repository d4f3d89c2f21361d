package worlds

import (
	"math/bits"
	"slices"
)

// truths are the conditions that are read in a branch, and which are true.
type truths struct{ known, values []uint64 }

func (t *truths) set(i int, truth bool) {
	for len(t.known) <= i/64 {
		t.known, t.values = append(t.known, 0), append(t.values, 0)
	}
	t.known[i/64] |= 1 << (i % 64)
	if truth {
		t.values[i/64] |= 1 << (i % 64)
	}
}

func (t *truths) any() bool { return len(t.known) > 0 }

// distinguishing returns the conditions that have different truths in two
// branches.
func (t *truths) distinguishing(other *truths) []uint64 {
	n := min(len(t.known), len(other.known))
	set := make([]uint64, n)
	for i := range n {
		set[i] = t.known[i] & other.known[i] & (t.values[i] ^ other.values[i])
	}
	return set
}

func isEmpty(set []uint64) bool {
	return !slices.ContainsFunc(set, func(word uint64) bool { return word != 0 })
}

func intersects(a, b []uint64) bool {
	for i := range min(len(a), len(b)) {
		if a[i]&b[i] != 0 {
			return true
		}
	}
	return false
}

// agrees reports whether all conditions of a set are known to be as in another
// branch.
func (t *truths) agrees(other *truths, set []uint64) bool {
	for i, word := range set {
		if word == 0 {
			continue
		}
		if i >= len(t.known) || word&^t.known[i] != 0 || word&(t.values[i]^other.values[i]) != 0 {
			return false
		}
	}
	return true
}

// merge returns what is certain in at least one branch, with as few conditions
// as distinguish its branches from the others.
func (c *Client) merge(branches []*branch) []Finding {
	in := map[key][]*Finding{}
	var keys []key
	for i, b := range branches {
		for j := range b.certain {
			f := &b.certain[j]
			k := f.key()
			if in[k] == nil {
				keys, in[k] = append(keys, k), make([]*Finding, len(branches))
			}
			in[k][i] = f
		}
	}
	var all []Finding
	for _, k := range keys {
		covered := make([]bool, len(branches))
		lines := 0
		for i, f := range in[k] {
			if f == nil || covered[i] || lines == maxLines {
				continue
			}
			needed, ok := fewest(branches, i, func(j int) bool { return f.isLike(in[k][j]) })
			if !ok {
				needed, ok = fewest(branches, i, func(j int) bool { return in[k][j] != nil })
			}
			if !ok || branches[i].isPerhapsImpossible && !isEmpty(needed) {
				continue
			}
			lines++
			merged := *f
			for j, b := range branches {
				other := in[k][j]
				if other == nil || !intersectsWith(&b.truths, &branches[i].truths, needed) {
					continue
				}
				covered[j] = covered[j] || b.truths.agrees(&branches[i].truths, needed)
				merged.Varies = merged.Varies || other.Varies || other.Message != f.Message
				merged.Hidden = merged.Hidden || other.Hidden
				if other.Written != f.Written {
					merged.Written = ""
				}
				merged.Moves = merged.Moves || other.Moves || b.moves && other.Path.IsElement() || other.Path != f.Path
			}
			if merged.Moves {
				merged.Path = MemberPath(merged.Path.Member)
			}
			merged.When = c.when(&branches[i].truths, needed)
			all = append(all, merged)
		}
	}
	return all
}

// intersectsWith reports whether a branch may be one in which the conditions of
// a set are as in another.
func intersectsWith(t, other *truths, set []uint64) bool {
	return !intersects(t.distinguishing(other), set)
}

// isLike reports whether two findings are to be reported as one.
func (f *Finding) isLike(other *Finding) bool {
	return other != nil && f.Value == other.Value && f.Varies == other.Varies && (f.Varies || f.Message == other.Message)
}

func (c *Client) when(t *truths, set []uint64) []Truth {
	var when []Truth
	for i, word := range set {
		for ; word != 0; word &= word - 1 {
			n := bits.TrailingZeros64(word)
			when = append(when, Truth{c.conditions[64*i+n].Name, t.values[i]>>n&1 == 1})
		}
	}
	return when
}

// fewest returns the fewest conditions whose truths in a branch no branch has
// that is not wanted. It is not ok if there are none.
func fewest(branches []*branch, i int, isWanted func(int) bool) (needed []uint64, ok bool) {
	var sets [][]uint64
	for j, other := range branches {
		if isWanted(j) {
			continue
		}
		set := branches[i].truths.distinguishing(&other.truths)
		if isEmpty(set) {
			return nil, false
		}
		sets = append(sets, set)
	}
	needed = make([]uint64, len(branches[i].truths.known))
	if len(sets) > maxSets {
		return greedy(sets, needed), true
	}
	sets = minimal(sets)
	for size := 0; ; size++ {
		steps := maxHitting
		if hit(sets, needed, size, &steps) {
			return needed, true
		}
		if steps <= 0 {
			return greedy(sets, needed), true
		}
	}
}

// minimal returns the sets that contain no other.
func minimal(sets [][]uint64) [][]uint64 {
	size := func(set []uint64) (n int) {
		for _, word := range set {
			n += bits.OnesCount64(word)
		}
		return n
	}
	slices.SortStableFunc(sets, func(a, b []uint64) int { return size(a) - size(b) })
	var kept [][]uint64
	for _, set := range sets {
		if !slices.ContainsFunc(kept, func(other []uint64) bool { return isSubset(other, set) }) {
			kept = append(kept, set)
		}
	}
	return kept
}

func isSubset(a, b []uint64) bool {
	for i, word := range a {
		if i >= len(b) && word != 0 || i < len(b) && word&^b[i] != 0 {
			return false
		}
	}
	return true
}

// hit adds at most size conditions to those needed so that each set has one. It
// reports whether it can.
func hit(sets [][]uint64, needed []uint64, size int, steps *int) bool {
	*steps--
	next := slices.IndexFunc(sets, func(set []uint64) bool { return !intersects(set, needed) })
	switch {
	case next < 0:
		return true
	case size == 0 || *steps <= 0:
		return false
	}
	for i, word := range sets[next] {
		for ; word != 0; word &= word - 1 {
			bit := word & -word
			needed[i] |= bit
			if hit(sets[next+1:], needed, size-1, steps) {
				return true
			}
			needed[i] &^= bit
		}
	}
	return false
}

// greedy adds a condition of each set that has none.
func greedy(sets [][]uint64, needed []uint64) []uint64 {
	for _, set := range sets {
		if intersects(set, needed) {
			continue
		}
		for i, word := range set {
			if word != 0 {
				needed[i] |= word & -word
				break
			}
		}
	}
	return needed
}
