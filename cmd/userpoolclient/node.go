package main

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// node is a value of a document and its place in the file, whatever the
// format of the file.
type node struct {
	place
	kind kind
	text string // of a scalar
	// secret is whether the value belongs to a ClientSecret.
	secret bool
	// content is the elements of a list, or the names and the values of an
	// object by turns. An alias shares it with its anchor.
	content []*node
}

// place is a line and a column of a file, both from 1. A column is a
// character, and a line ends with \n, \r\n or \r.
type place struct{ line, column int32 }

type kind int

const (
	kindNull kind = iota
	kindBool
	kindInteger
	kindFloat
	kindString
	kindDate
	kindList
	kindObject
	kindMerge  // a YAML << whose value is nothing to merge
	kindTagged // with a tag that JSON has no kind for, or that does not fit
)

// String returns what a value of the kind is, in words, but of kindMerge and kindTagged.
func (k kind) String() string {
	return [...]string{
		"null", "a boolean", "a number", "a number", "a string", "a date", "a list", "an object",
	}[k]
}

// isNot returns the message that a node is not what it must be.
func (n *node) isNot(wanted string) string {
	if n.kind == kindTagged {
		return "must be " + wanted + ", has a mismatched YAML tag"
	}
	return "must be " + wanted + ", is " + n.kind.String()
}

// problem is why a file, or a part of it, could not be read.
type problem struct {
	place
	path, message string
}

// maxDepth is more than any client needs, and less than the stack holds.
const maxDepth = 100

const tooDeep = "is nested too deeply"

// member returns the name and the value of the first member of an object with
// a name, or nil if it has none.
func (n *node) member(name string) (key, value *node) {
	if n.kind == kindObject {
		for i := 0; i < len(n.content); i += 2 {
			if key := n.content[i]; key.kind == kindString && key.text == name {
				return key, n.content[i+1]
			}
		}
	}
	return nil, nil
}

// mentions reports whether a name or a value in a document contains text.
func (n *node) mentions(text string) bool {
	return strings.Contains(n.text, text) ||
		slices.ContainsFunc(n.content, func(child *node) bool { return child.mentions(text) })
}

// has reports whether an object has a member with one of the names.
func (n *node) has(names ...string) bool {
	for _, name := range names {
		if key, _ := n.member(name); key != nil {
			return true
		}
	}
	return false
}

// parse reads the documents of a file. If there is a problem, it returns those
// before it.
func parse(name string, data []byte) ([]*node, *problem) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if broken := invalidUTF8(data); broken >= 0 {
		at := start
		at.advance(data[:broken])
		return nil, &problem{place: at, message: "is not UTF-8"}
	}
	switch extension(name) {
	case ".json":
		return parseJSON(data)
	case ".yaml", ".yml":
		return parseYAML(data)
	}
	documents, problem := parseJSON(data)
	if problem == nil {
		return documents, nil
	}
	fromYAML, yamlProblem := parseYAML(data)
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

// start is the place of the first character of a file.
var start = place{1, 1}

// advance moves p past text.
func (p *place) advance(text []byte) {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		i += size
		switch {
		case r == '\r' && i < len(text) && text[i] == '\n': // counts with the \n
		case r == '\n', r == '\r':
			p.line++
			p.column = 1
		default:
			p.column++
		}
	}
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

// compare orders places as the file has them.
func (p place) compare(q place) int {
	return cmp.Or(cmp.Compare(p.line, q.line), cmp.Compare(p.column, q.column))
}

func (p place) String() string { return fmt.Sprintf("%d:%d", p.line, p.column) }
