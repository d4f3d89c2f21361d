// Package document reads JSON and YAML into values that know their places.
package document

import (
	"bytes"
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// Node is a value of a document and its place in the file, whatever the
// format of the file.
type Node struct {
	Place
	Kind Kind
	// Untagged is, of a node of kind Tagged, the kind that it has without the
	// tag.
	Untagged Kind
	// Secret reports whether the value must not be printed, and Invented
	// whether it is not that of the document, but one of many that it may have.
	Secret, Invented bool
	// Unordered reports whether the order of a list is not known.
	Unordered bool
	Text      string // of a scalar
	// Tag is the tag of a node of kind Tagged.
	Tag string
	// Content is the elements of a list, or the names and the values of an
	// object by turns. An alias shares it with its anchor.
	Content []*Node
}

// Place is a line and a column of a file, both from 1. A column is a
// character, and a line ends with \n, \r\n or \r.
type Place struct{ Line, Column int32 }

// Kind is the kind of a value.
type Kind int8

// The kinds.
const (
	Null Kind = iota
	Bool
	Integer
	Float
	String
	Date
	List
	Object
	// Merge is a YAML << whose value cannot be merged.
	Merge
	// Tagged has a tag that JSON has no kind for, or that does not fit.
	Tagged
)

// String returns the kind in words. It must not be called for Merge or Tagged.
func (k Kind) String() string {
	return [...]string{
		"null", "a boolean", "a number", "a number", "a string", "a date", "a list", "an object",
	}[k]
}

// IsNot returns the message that a node is not what it must be.
func (n *Node) IsNot(wanted string) string {
	if n.Kind == Tagged {
		return "must be " + wanted + ", without a mismatched YAML tag"
	}
	return "must be " + wanted + ", not " + n.Kind.String()
}

// Problem is why a file, or a part of it, could not be read.
type Problem struct {
	Place
	Path, Message string
}

// maxDepth is more than any client needs, and less than the stack holds.
const maxDepth = 100

const tooDeep = "is nested too deeply"

// Member returns the name and the value of the first member of an object with
// a name, or nil if it has none. A nil node has none.
func (n *Node) Member(name string) (key, value *Node) {
	if n != nil && n.Kind == Object {
		for i := 0; i < len(n.Content); i += 2 {
			if key := n.Content[i]; key.Kind == String && key.Text == name {
				return key, n.Content[i+1]
			}
		}
	}
	return nil, nil
}

// Mentions reports whether a name or a value in a document contains text.
func (n *Node) Mentions(text string) bool {
	return n.Any(func(n *Node) bool { return strings.Contains(n.Text, text) })
}

// Any reports whether n, or a name or a value in it, is as wanted.
func (n *Node) Any(is func(*Node) bool) bool {
	return is(n) || slices.ContainsFunc(n.Content, func(child *Node) bool { return child.Any(is) })
}

// At returns a copy of a value as if all of it were at a place.
func (n *Node) At(place Place) *Node {
	copied := *n
	copied.Place, copied.Content = place, make([]*Node, len(n.Content))
	for i, child := range n.Content {
		copied.Content[i] = child.At(place)
	}
	return &copied
}

// Size returns how many values n holds, with itself.
func (n *Node) Size() int {
	size := 1
	for _, child := range n.Content {
		size += child.Size()
	}
	return size
}

// Has reports whether an object has a member with one of the names.
func (n *Node) Has(names ...string) bool {
	for _, name := range names {
		if key, _ := n.Member(name); key != nil {
			return true
		}
	}
	return false
}

// Selection is what is kept of a JSON file that has much else. YAML, which is
// never as large, is kept whole.
type Selection struct {
	// Skip reports whether the value at a path is left out. A path has the
	// names of members, and "" for each element of a list.
	Skip func(path []string) bool
	// Only returns, for the path of a value, a text without which the value is
	// left out, or "".
	Only func(path []string) string
	// Prune is called with each value once it is complete. It may remove
	// content, and reports whether to keep the value.
	Prune func(path []string, n *Node) bool
}

// Parse reads the documents of a file. If there is a problem, it returns those
// before it.
func Parse(name string, data []byte) ([]*Node, *Problem) {
	return parse(name, data, &selector{indicators: maxYAMLIndicators})
}

// ParseSelected is Parse for a large file of which only a selection is kept.
func ParseSelected(name string, data []byte, s Selection) ([]*Node, *Problem) {
	return parse(name, data, &selector{Selection: s, indicators: maxLargeYAMLIndicators})
}

func parse(name string, data []byte, s *selector) ([]*Node, *Problem) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if broken := invalidUTF8(data); broken >= 0 {
		at := Start
		at.Advance(data[:broken])
		return nil, &Problem{Place: at, Message: "is not UTF-8"}
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".json":
		return parseJSON(data, s)
	case ".yaml", ".yml":
		return parseYAML(data, s.indicators)
	}
	documents, problem := parseJSON(data, s)
	if problem == nil {
		return documents, nil
	}
	fromYAML, yamlProblem := parseYAML(data, s.indicators)
	if yamlProblem != nil && looksLikeJSON(data) {
		return documents, problem
	}
	return fromYAML, yamlProblem
}

// looksLikeJSON reports whether a document that is neither JSON nor YAML was
// meant as JSON.
func looksLikeJSON(data []byte) bool {
	data = bytes.TrimLeft(data, " \t\r\n")
	return len(data) > 0 && (data[0] == '{' || data[0] == '[')
}

// Start is the place of the first character of a file.
var Start = Place{1, 1}

// Advance moves p past text.
func (p *Place) Advance(text []byte) {
	breaks := bytes.Count(text, []byte("\n")) + bytes.Count(text, []byte("\r")) - bytes.Count(text, []byte("\r\n"))
	if breaks > 0 {
		p.Line += int32(breaks)
		p.Column = 1
		text = text[bytes.LastIndexAny(text, "\r\n")+1:]
	}
	p.Column += int32(utf8.RuneCount(text))
}

// invalidUTF8 returns the offset of the first byte that is not UTF-8, or -1.
func invalidUTF8(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; ; {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
}

// Compare orders places as the file has them.
func (p Place) Compare(q Place) int {
	return cmp.Or(cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
}

func (p Place) String() string { return fmt.Sprintf("%d:%d", p.Line, p.Column) }
