package main

import (
	"flag"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/go-cognito/cognito"
)

const rulesUsage = `userpoolclient rules [TEXT]

Prints the rules that validate applies: what violates each, how AWS responds,
and where that is documented. With TEXT, prints only matching rules. TEXT is all
or part of a rule code, the name of a member such as CallbackURLs, or all or
part of an AWS error, including errors at sign-in. Case does not matter.

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
		requests, signIn := answers(rule)
		for _, answer := range requests {
			fmt.Fprintf(a.stdout, "  AWS: %s\n", answer)
		}
		for _, answer := range signIn {
			fmt.Fprintf(a.stdout, "  At sign-in: %s\n", answer)
		}
		fmt.Fprintf(a.stdout, "  %s\n", rule.Doc())
	}
	if status != exitValid {
		fmt.Fprintf(a.stderr, "userpoolclient: no rule or AWS error contains %q\n", arguments[0])
	}
	return status
}

// explains reports whether text is the code of a rule or a part of it, a member
// that violations of the rule are at, or what AWS says of one, or a part of
// that. Text is in lower case.
func explains(rule cognito.Rule, text string) bool {
	if strings.Contains(string(rule), text) {
		return true
	}
	if isMember := func(member string) bool { return strings.EqualFold(member, text) }; slices.ContainsFunc(members, isMember) {
		return slices.ContainsFunc(rule.Members(), isMember)
	}
	if strings.Contains(text, "member must") || failedMember.MatchString(text) {
		return explainsModel(rule, text)
	}
	requests, signIn := answers(rule)
	if strings.Contains(strings.ToLower(strings.Join(slices.Concat(requests, signIn), "\n")), text) {
		return true
	}
	return slices.ContainsFunc(rule.ServiceErrors(), func(answer cognito.ServiceError) bool {
		message := strings.ToLower(answer.Message)
		return message != "" && !strings.Contains(message, "member must") && holdsAnswer(text, message)
	})
}

// answers returns what AWS answers to a request that violates a rule, in words,
// and what people see of it at sign-in, each answer once.
func answers(rule cognito.Rule) (requests, signIn []string) {
	for _, answer := range rule.ServiceErrors() {
		text := answer.Message
		switch {
		case text == "":
			text = answer.Exception + " (message not seen)"
		case answer.Exception != "":
			text = answer.Exception + ": " + text
		}
		if answer.Operation == cognito.OperationSignIn {
			signIn = append(signIn, text)
		} else if !slices.Contains(requests, text) {
			requests = append(requests, text)
		}
	}
	switch {
	case requests != nil:
	case rule.StoredSilently():
		requests = []string{"stores it silently"}
	default:
		requests = []string{"not seen"}
	}
	return requests, signIn
}

// holdsAnswer reports whether text, such as all that the AWS CLI prints, has
// the parts of an answer that do not vary. The first may be cut.
func holdsAnswer(text, answer string) bool {
	parts := placeholder.Split(answer, -1)
	for len(parts) > 0 && parts[0] == "" {
		parts = parts[1:]
	}
	rest := text
	if first := parts[0]; !strings.Contains(text, first) {
		cut := 1
		for ; len(first)-cut >= leastCut && !strings.HasPrefix(text, first[cut:]); cut++ {
		}
		if len(first)-cut < leastCut {
			return len(parts) > 1 && len(parts[1]) >= leastCut && holdsAnswer(text, strings.Join(parts[1:], "<>"))
		}
		rest, parts = text[len(first)-cut:], parts[1:]
	}
	for _, part := range parts {
		_, after, found := strings.Cut(rest, part)
		if !found {
			return false
		}
		rest = after
	}
	return true
}

// leastCut is how much of the first words of an answer must be left.
const leastCut = 12

// placeholder is a part of an AWS answer that varies.
var placeholder = regexp.MustCompile(`<[^<>]*>`)

// failedMember is the member that a violation of the model is at, in lower
// case.
var failedMember = regexp.MustCompile(`at '([a-z0-9.]+)' failed to satisfy constraint`)

// constraint is what the service says of a constraint, and the rules about it.
type constraint struct {
	text  string
	rules []cognito.Rule
}

var constraints = []constraint{
	{"have value", []cognito.Rule{cognito.RuleRange, cognito.RuleTokenValidityRange}},
	{"have length", []cognito.Rule{cognito.RuleLength, cognito.RuleListLength}},
	{"satisfy regular expression", []cognito.Rule{cognito.RuleCharacters}},
	{"satisfy enum value set", []cognito.Rule{cognito.RuleEnum}},
	{"not be null", []cognito.Rule{cognito.RuleRequired}},
}

// explainsModel reports whether violations of the model that the service
// reports together, or what is left of them, are about a rule.
func explainsModel(rule cognito.Rule, text string) bool {
	ends := failedMember.FindAllStringSubmatchIndex(text, -1)
	for i, at := range ends {
		end := len(text)
		if i+1 < len(ends) {
			end = ends[i+1][0]
		}
		isMember := func(member string) bool { return strings.EqualFold(member, text[at[2]:at[3]]) }
		isList := slices.ContainsFunc(cognito.RuleListLength.Members(), isMember)
		isOfElements := strings.Contains(text[at[1]:end], "satisfy constraint: [")
		switch {
		case rule == cognito.RuleListLength && isOfElements, rule == cognito.RuleLength && isList && !isOfElements:
		case isConstraint(rule, text[at[1]:end]) && slices.ContainsFunc(rule.Members(), isMember):
			return true
		}
	}
	// Text before the first named member is about another, whose name is cut
	// off.
	before := text
	if len(ends) > 0 {
		before = text[:ends[0][0]]
	}
	return strings.Contains(before, "member must") && isConstraint(rule, before)
}

// isConstraint reports whether a rule is the one of a constraint or, if that is
// cut, of any.
func isConstraint(rule cognito.Rule, text string) bool {
	isKnown := false
	for _, c := range constraints {
		if strings.Contains(text, c.text) {
			isKnown = true
			if slices.Contains(c.rules, rule) {
				return true
			}
		}
	}
	return !isKnown && slices.ContainsFunc(constraints, func(c constraint) bool { return slices.Contains(c.rules, rule) })
}

// members are those that violations of any rule are at.
var members = func() []string {
	var all []string
	for _, rule := range cognito.Rules() {
		all = append(all, rule.Members()...)
	}
	return all
}()
