package worlds

import (
	"iter"
	"math/rand/v2"
	"slices"
)

const (
	// maxCombinations is how many combinations of values are all tried.
	maxCombinations = 1_000
	// minWorlds is how many worlds are tried if there are more combinations.
	minWorlds = 300
	// maxPaired limits how many unknowns have their pairs of values
	// counted.
	maxPaired = 40
)

// combinations yields combinations of numbers below the sizes, starting with
// zeros: all if there are at most max(n, maxCombinations), and otherwise at
// least n, in which each number occurs and, as far as n allows, each pair of
// numbers of two sizes.
func combinations(sizes []int, n int) iter.Seq[[]int] {
	product := 1
	for _, size := range sizes {
		if product *= size; product > max(n, maxCombinations) {
			return someCombinations(sizes, n)
		}
	}
	return func(yield func([]int) bool) {
		combination := make([]int, len(sizes))
		for range product {
			if !yield(slices.Clone(combination)) {
				return
			}
			for j := range combination {
				if combination[j]++; combination[j] < sizes[j] {
					break
				}
				combination[j] = 0
			}
		}
	}
}

func someCombinations(sizes []int, n int) iter.Seq[[]int] {
	return func(yield func([]int) bool) {
		p, yielded := newPairs(sizes), 0
		next := func(combination []int) bool {
			p.cover(combination)
			yielded++
			return yield(combination)
		}
		for combination := range eachNumber(sizes, n) {
			if !next(combination) {
				return
			}
		}
		random := rand.New(rand.NewPCG(1, 2)) // the same each time
		for yielded < n && next(p.next(random)) {
		}
	}
}

// eachNumber yields combinations in which each number occurs: beside zeros, if
// that leaves half of n for pairs.
func eachNumber(sizes []int, n int) iter.Seq[[]int] {
	return func(yield func([]int) bool) {
		total := 0
		for _, size := range sizes {
			total += size
		}
		if !yield(make([]int, len(sizes))) {
			return
		}
		if total > n/2 {
			for i := range slices.Max(sizes) {
				combination := make([]int, len(sizes))
				for j, size := range sizes {
					combination[j] = (i + j) % size
				}
				if !yield(combination) {
					return
				}
			}
			return
		}
		for j, size := range sizes {
			for k := 1; k < size; k++ {
				combination := make([]int, len(sizes))
				combination[j] = k
				if !yield(combination) {
					return
				}
			}
		}
	}
}

// pairs are the pairs of numbers of two sizes that no combination has yet.
type pairs struct {
	sizes []int
	// Of the numbers of a size among the numbers of all.
	offset []int
	total  int
	// By the two numbers; nil if there are too many sizes.
	seen []bool
}

func newPairs(sizes []int) *pairs {
	p := &pairs{sizes: sizes}
	for _, size := range sizes {
		p.offset = append(p.offset, p.total)
		p.total += size
	}
	if len(sizes) <= maxPaired && p.total <= 4_000 {
		p.seen = make([]bool, p.total*p.total)
	}
	return p
}

func (p *pairs) cover(combination []int) {
	if p.seen == nil {
		return
	}
	for i, a := range combination {
		for j, b := range combination {
			p.seen[(p.offset[i]+a)*p.total+p.offset[j]+b] = true
		}
	}
}

// next returns a combination with many pairs that no combination has yet.
func (p *pairs) next(random *rand.Rand) []int {
	combination := make([]int, len(p.sizes))
	order := random.Perm(len(p.sizes))
	for done, i := range order {
		size := p.sizes[i]
		first := random.IntN(size)
		combination[i] = first
		if p.seen == nil {
			continue
		}
		best := -1
		for k := range size {
			number := (first + k) % size
			added := 0
			for _, j := range order[:done] {
				if !p.seen[(p.offset[i]+number)*p.total+p.offset[j]+combination[j]] {
					added++
				}
			}
			if added > best {
				best, combination[i] = added, number
			}
		}
	}
	return combination
}
