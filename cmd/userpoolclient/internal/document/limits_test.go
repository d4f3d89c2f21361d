package document

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Aliases and merge keys may repeat maxExpanded values, and no more.
func TestExpansion(t *testing.T) {
	for extra, want := range map[int]bool{-1: true, 0: true, 1: false} {
		// The alias repeats the list and its elements.
		text := "a: &a [" + strings.Repeat("x,", maxExpanded-1+extra) + "]\nb: *a\n"
		_, problem := parseYAML([]byte(text), maxYAMLIndicators)
		assert.Equal(t, want, problem == nil, "%d: %v", extra, problem)
	}
	for extra, want := range map[int]bool{-1: true, 0: true, 1: false} {
		_, problem := parseYAML([]byte("a"+strings.Repeat("\n", maxYAMLIndicators+extra)), maxYAMLIndicators)
		assert.Equal(t, want, problem == nil, "%d: %v", extra, problem)
	}
	for depth, want := range map[int]bool{99: true, 100: true, 101: false} {
		text := []byte(strings.Repeat("[", depth) + strings.Repeat("]", depth))
		_, problem := parseJSON(text, &selector{})
		assert.Equal(t, want, problem == nil, "%d: %v", depth, problem)
		_, problem = parseYAML(text, maxYAMLIndicators)
		assert.Equal(t, want, problem == nil, "%d: %v", depth, problem)
	}
}
