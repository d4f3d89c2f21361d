// Package suggest guesses which name is meant by one that is not known.
package suggest

import "strings"

// maxName is how long a name may be to be compared.
const maxName = 80

// Nearest returns the candidate that differs from a name in the fewest
// letters, or "" if all differ in more than two, or in half of them.
func Nearest(name string, candidates []string) string {
	best, fewest := "", 3
	name = Letters(name)
	for _, candidate := range candidates {
		if n := distance(name, Letters(candidate), fewest); n < fewest && 2*n < len(candidate) {
			best, fewest = candidate, n
		}
	}
	return best
}

// DidYouMean returns what to add to a message for a guess.
func DidYouMean(guess string) string { return ": did you mean " + guess + "?" }

// Letters returns a name in lower case and without punctuation, or "" if it is
// too long to be near any other.
func Letters(name string) string {
	if len(name) > maxName {
		return ""
	}
	return strings.ToLower(punctuation.Replace(name))
}

var punctuation = strings.NewReplacer("-", "", "_", "", " ", "")

// distance returns how many letters must be added, removed or changed to turn
// a into b, or limit if those are at least as many.
func distance(a, b string, limit int) int {
	if max(len(a)-len(b), len(b)-len(a)) >= limit {
		return limit
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0]++
		for j := range len(b) {
			changed := diagonal
			if a[i] != b[j] {
				changed++
			}
			diagonal = row[j+1]
			row[j+1] = min(changed, row[j]+1, diagonal+1)
		}
	}
	return min(row[len(b)], limit)
}
