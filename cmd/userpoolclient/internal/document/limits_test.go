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

// A selection keeps maxKept values at a time, and no more.
func TestSelection(t *testing.T) {
	drop := Selection{
		Skip:  func(path []string) bool { return path[0] == "skipped" },
		Prune: func(path []string, _ *Node) bool { return len(path) < 2 },
	}
	const kept = maxKept - 100 // before
	for extra, want := range map[int]bool{-1: true, 0: true, 1: false} {
		// The document, the name, the list and its elements.
		text := []byte(`{"kept":[` + strings.Repeat("0,", maxKept-kept-4+extra) + "0]}")
		_, problem := parseJSON(text, &selector{kept: kept})
		assert.Equal(t, want, problem == nil, "%d: %v", extra, problem)
	}
	for _, row := range []struct {
		text   string
		values int
	}{
		{`{"kept":[` + strings.Repeat("[0,0,0],", 10) + "0]}", 3},
		{`{"skipped":[` + strings.Repeat("0,", 100) + "0],\n\"kept\":1}", 3},
	} {
		s := &selector{Selection: drop, kept: maxKept - 7}
		documents, problem := parseJSON([]byte(row.text), s)
		assert.Nil(t, problem, row.text)
		assert.Equal(t, row.values, documents[0].Size(), row.text)
	}
}
