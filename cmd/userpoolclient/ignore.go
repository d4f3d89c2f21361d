package main

import (
	"bytes"
	"iter"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
)

// ignoredAt is a rule that a comment ignores on a line.
type ignoredAt struct {
	line int32
	rule cognito.Rule
}

var ignoreComment = regexp.MustCompile(`(?:^|[ \t])(# *` + ignoreMark + `[ \t]+([^ \t]+).*)`)

// ignoreMark is what makes a comment ignore a rule.
const ignoreMark = "userpoolclient:ignore"

// ignoreComments finds the comments userpoolclient:ignore RULE of the YAML
// documents of a file. One that has a line of its own holds for the next line
// with anything else. It also returns the places of those that name no rule.
func ignoreComments(name string, data []byte, documents []recognised) (found map[ignoredAt]bool, unknown []document.Place) {
	if len(documents) == 0 || !bytes.Contains(data, []byte(ignoreMark)) {
		return nil, nil
	}
	comments := map[string]bool{}
	for _, comment := range document.Comments(name, data) {
		comments[comment] = true
	}
	marked := textLines{}
	for _, n := range documents {
		marked.add(n.Node)
	}
	found = map[ignoredAt]bool{}
	var above []cognito.Rule
	number := int32(0)
	for line := range lines(data) {
		number++
		comment := ignoreComment.FindStringSubmatch(line)
		if comment != nil && comments[comment[1]] && !marked.has(number) {
			rule := cognito.Rule(comment[2])
			if !slices.Contains(cognito.Rules(), rule) {
				unknown = append(unknown, document.Place{Line: number, Column: 1})
			}
			above = append(above, rule)
		}
		if isComment(line) {
			continue
		}
		for _, rule := range above {
			found[ignoredAt{number, rule}] = true
		}
		above = nil
	}
	return found, unknown
}

// lines yields the lines of a file.
func lines(data []byte) iter.Seq[string] {
	text := string(data)
	if strings.Contains(text, "\r") {
		text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	}
	return strings.SplitSeq(text, "\n")
}

// isComment reports whether a line has nothing but a comment.
func isComment(line string) bool { return strings.HasPrefix(strings.TrimLeft(line, " \t"), "#") }

// textLines are the lines on which strings that could be taken for comments
// may be, from the first to the last line of each.
type textLines struct {
	spans [][2]int32
	// isOpen reports whether the span of the last string ends where the next
	// value begins.
	isOpen bool
}

// add adds the strings of a value that mention ignoreMark.
func (t *textLines) add(n *document.Node) {
	if t.isOpen {
		t.spans[len(t.spans)-1][1], t.isOpen = n.Line, false
	}
	if strings.Contains(n.Text, ignoreMark) {
		t.spans, t.isOpen = append(t.spans, [2]int32{n.Line, math.MaxInt32}), true
	}
	for _, child := range n.Content {
		t.add(child)
	}
}

// has reports whether a string may be on a line.
func (t *textLines) has(line int32) bool {
	return slices.ContainsFunc(t.spans, func(span [2]int32) bool { return span[0] <= line && line <= span[1] })
}
