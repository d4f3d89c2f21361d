package document

import (
	"bytes"
	"regexp"

	"github.com/go-json-experiment/json/jsontext"
)

// maxKept is how many values of a file are kept at a time.
const maxKept = 5_000_000

const tooMany = "holds too many values"

// selector applies a selection while a file is read.
type selector struct {
	Selection
	indicators int // of YAML, at most
	path       []string
	kept       int // how many values
}

func (s *selector) skips() bool { return s.Skip != nil && s.Skip(s.path) }

// prune returns what is left of a value, or nil, given how many values were
// kept before it.
func (s *selector) prune(n *Node, before int) *Node {
	if s.Prune == nil || len(s.path) > maxPruned {
		return n
	}
	if s.kept = before; !s.Prune(s.path, n) {
		return nil
	}
	s.kept += n.size()
	return n
}

// size returns how many values n holds, with itself.
func (n *Node) size() int {
	size := 1
	for _, child := range n.Content {
		size += child.size()
	}
	return size
}

// topLevelLine begins a member of the object that a YAML file holds.
var topLevelLine = regexp.MustCompile(`(?m)^["']?([A-Za-z_]+)["']?[ \t]*:`)

// maxTopLevel is how many names TopLevel returns.
const maxTopLevel = 1_000

// TopLevel returns the names of the members of the object that a file holds,
// as far as they can be told without reading it whole.
func TopLevel(data []byte) []string {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	var names []string
	if !looksLikeJSON(data) {
		for _, match := range topLevelLine.FindAllSubmatch(data, maxTopLevel) {
			names = append(names, string(match[1]))
		}
		return names
	}
	decoder := jsontext.NewDecoder(bytes.NewBuffer(data), jsontext.AllowDuplicateNames(true))
	if token, err := decoder.ReadToken(); err != nil || token.Kind() != '{' {
		return nil
	}
	for len(names) < maxTopLevel {
		name, err := decoder.ReadToken()
		if err != nil || name.Kind() != '"' {
			break
		}
		names = append(names, name.String())
		if decoder.SkipValue() != nil {
			break
		}
	}
	return names
}
