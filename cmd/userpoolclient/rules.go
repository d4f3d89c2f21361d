package main

import (
	"flag"
	"fmt"
	"regexp"
	"strings"

	"github.com/go-cognito/cognito"
)

const rulesUsage = `userpoolclient rules [TEXT]

Prints the rules that validate applies: what violates each, what AWS answers
and where that is documented. With TEXT, prints only the rules whose code or
whose AWS error contains it or is contained in it, ignoring case.

Exit status: 0, or 1 if there is no such rule.

Example:

  userpoolclient rules "Invalid range for token validity"
`

func (a *app) rules(args []string) int {
	arguments, status, ok := a.parse(flag.NewFlagSet("rules", flag.ContinueOnError), args, rulesUsage)
	if !ok {
		return status
	}
	if len(arguments) > 1 {
		return a.misused("rules", "there must be one TEXT: put it in quotes")
	}
	text := strings.ToLower(strings.TrimSpace(strings.Join(arguments, "")))
	status = exitInvalid
	for _, rule := range cognito.Rules() {
		if !explains(rule, text) {
			continue
		}
		status = exitValid
		fmt.Fprintf(a.stdout, "%s (%s)\n  %s\n", rule, rule.Source(), rule.Description())
		for answer := range strings.SplitSeq(rule.ServiceError(), "\n") {
			fmt.Fprintf(a.stdout, "  AWS: %s\n", answer)
		}
		fmt.Fprintf(a.stdout, "  %s\n", rule.Doc())
	}
	if status != exitValid {
		fmt.Fprintf(a.stderr, "userpoolclient: no rule or AWS error contains %q\n", arguments[0])
	}
	return status
}

// explains reports whether the code or the AWS answer of a rule contains text,
// or text, such as all that the AWS CLI prints, contains the answer. Both are
// in lower case.
func explains(rule cognito.Rule, text string) bool {
	answers := strings.ToLower(rule.ServiceError())
	if strings.Contains(string(rule), text) || strings.Contains(answers, text) {
		return true
	}
	for answer := range strings.SplitSeq(answers, "\n") {
		if _, message, ok := strings.Cut(answer, "exception: "); ok {
			answer = message
		}
		rest, found := text, true
		for part := range strings.SplitSeq(placeholder.ReplaceAllString(answer, "\n"), "\n") {
			_, rest, found = strings.Cut(rest, part)
			if !found {
				break
			}
		}
		if found && answer != "not seen" && answer != "stores it silently" {
			return true
		}
	}
	return false
}

// placeholder is a part of an AWS answer that varies.
var placeholder = regexp.MustCompile(`<[a-z]+>`)
