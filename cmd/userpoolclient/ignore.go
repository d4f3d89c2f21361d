package main

import (
	"bytes"
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

var ignoreComment = regexp.MustCompile(`(?:^|[ \t])# *` + ignoreMark + `[ \t]+([^ \t]+)`)

// ignoreMark is what makes a comment ignore a rule.
const ignoreMark = "userpoolclient:ignore"

// ignoreComments finds the comments userpoolclient:ignore RULE of a YAML file.
// One that has a line of its own holds for the next line with anything else.
// It also returns the places of those that name no rule. It finds none if a
// string of the documents could be taken for one: no value ignores a rule.
func ignoreComments(data []byte, documents []recognised) (found map[ignoredAt]bool, unknown []document.Place) {
	isMarked := func(n recognised) bool { return n.Mentions(ignoreMark) }
	if len(documents) == 0 || !bytes.Contains(data, []byte(ignoreMark)) || slices.ContainsFunc(documents, isMarked) {
		return nil, nil
	}
	found = map[ignoredAt]bool{}
	var above []cognito.Rule
	number := int32(0)
	text := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(data))
	for line := range strings.SplitSeq(text, "\n") {
		number++
		comment := ignoreComment.FindStringSubmatch(line)
		if comment != nil {
			rule := cognito.Rule(comment[1])
			if !slices.Contains(cognito.Rules(), rule) {
				unknown = append(unknown, document.Place{Line: number, Column: 1})
			}
			above = append(above, rule)
		}
		if strings.HasPrefix(strings.TrimLeft(line, " \t"), "#") {
			continue
		}
		for _, rule := range above {
			found[ignoredAt{number, rule}] = true
		}
		above = nil
	}
	return found, unknown
}
