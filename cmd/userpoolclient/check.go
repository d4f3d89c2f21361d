package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/cloudformation"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/terraform"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
	"github.com/go-cognito/cognito/internal/suggest"
)

// maxFindings are shown of one file.
const maxFindings = 100

// finding is a violation, or a problem that kept a file or a part of it from
// being read, and then has no rule.
type finding struct {
	document.Place
	resource      string // that declares the client, if one does
	path, pointer string
	document      *document.Node // that has the resource
	when          []worlds.Truth // the conditions under which it is there
	rule          cognito.Rule
	severity      cognito.Severity // of a violation
	message       string
}

// text returns the finding without its place.
func (f finding) text() string {
	text := f.message
	if f.severity == cognito.SeverityWarning {
		text = "warning: " + text
	}
	if path := f.fullPath(); path != "" {
		text = path + ": " + text
	}
	if f.rule != "" {
		text += " [" + string(f.rule) + "]"
	}
	separator := " (when "
	for _, truth := range f.when {
		text += fmt.Sprintf("%s%s is %t", separator, printable(truth.Condition), truth.True)
		separator = " and "
	}
	if f.when != nil {
		text += ")"
	}
	return text
}

// fullPath returns the path with the resource in front.
func (f finding) fullPath() string {
	if f.resource == "" || f.path == "" {
		return printable(f.resource + f.path)
	}
	return printable(f.resource) + "." + printable(f.path)
}

// result is what there is to say of a file.
type result struct {
	name     string
	clients  int
	findings []finding // the first maxFindings, in the order of the file
	// These are how many more there are.
	moreProblems, moreViolations, moreWarnings int
	valid                                      []verdict

	declared   bool               // whether it is infrastructure code
	parameters []string           // those with a value that it declares
	notes      []document.Problem // what is not checked, or has no effect
	notKnown   []document.Problem // the members, or the values of members, that are not known
}

// verdict is a valid client.
type verdict struct {
	document.Place
	lifetimes cognito.TokenLifetimes
	known     bool // whether the lifetimes are: not if their rules are ignored
}

func (r *result) status() int {
	problem := func(f finding) bool { return f.rule == "" }
	violation := func(f finding) bool { return f.severity == cognito.SeverityError }
	switch {
	case r.moreProblems > 0, slices.ContainsFunc(r.findings, problem):
		return exitError
	case r.moreViolations > 0, slices.ContainsFunc(r.findings, violation):
		return exitInvalid
	}
	return exitValid
}

// add adds findings and keeps the first of all.
func (r *result) add(findings ...finding) {
	r.findings = append(r.findings, findings...)
	slices.SortStableFunc(r.findings, func(a, b finding) int { return a.Compare(b.Place) })
	for _, f := range r.findings[min(maxFindings, len(r.findings)):] {
		switch f.severity {
		case "":
			r.moreProblems++
		case cognito.SeverityError:
			r.moreViolations++
		case cognito.SeverityWarning:
			r.moreWarnings++
		}
	}
	r.findings = r.findings[:min(maxFindings, len(r.findings))]
}

// more returns what to say of the findings that are not shown.
func (r *result) more() []string {
	var lines []string
	for _, count := range []struct {
		n    int
		what string
	}{{r.moreViolations, "violation"}, {r.moreProblems, "problem"}, {r.moreWarnings, "warning"}} {
		switch {
		case count.n == 1:
			lines = append(lines, "1 more "+count.what+" is not shown")
		case count.n > 1:
			lines = append(lines, strconv.Itoa(count.n)+" more "+count.what+"s are not shown")
		}
	}
	return lines
}

// checker checks files.
type checker struct {
	stdin     io.Reader
	update    bool // whether a request is one for UpdateUserPoolClient
	validator cognito.Validator
	warnings  bool          // whether to find warnings too
	strict    bool          // whether they count as violations
	each      func(*client) // called with each client, if not nil
	// parameters are those of templates.
	parameters cloudformation.Parameters
}

// check checks a file. It returns nil for one of a folder that holds no
// client.
func (c *checker) check(s source) *result {
	data, err := read(s.name, c.stdin, maxDeclared)
	if err == nil && len(data) > maxInput && !isDeclared(data) {
		err = errTooLarge
	}
	if err != nil {
		if s.inFolder && (err == errTooLarge || err == errDeclaredTooLarge) && !mentionsClient.Match(data) {
			return nil
		}
		return &result{name: s.name, findings: []finding{{message: reason(err)}}}
	}
	return c.checkData(s, data)
}

func (c *checker) checkData(s source, data []byte) *result {
	if s.inFolder && !mentionsClient.Match(data) {
		return nil
	}
	r := &result{name: s.name}
	if mistake := terraform.Mistaken(s.name, data); mistake != "" {
		r.add(finding{Place: document.Start, message: mistake})
		return r
	}
	documents, failure := parse(s.name, data)
	ignored, unknown := ignoreComments(data, documents)
	if s.inFolder {
		documents = slices.DeleteFunc(documents, func(n *document.Node) bool { return !holdsClient(n) })
		if len(documents) == 0 && failure == nil {
			return nil
		}
	}
	for _, p := range unknown {
		r.add(finding{Place: p, message: "ignores an unknown rule: run userpoolclient rules for a list"})
	}
	for _, n := range documents {
		if c.each == nil && c.infrastructure(r, n, ignored) {
			continue
		}
		clientsOf(n, c.update,
			func(client *client) { c.validate(r, client, ignored) },
			func(p *document.Problem) { r.add(finding{Place: p.Place, message: p.Message}) })
	}
	if failure != nil {
		r.add(finding{Place: failure.Place, message: failure.Message})
	}
	for i, f := range r.findings {
		if f.document != nil {
			r.findings[i].pointer = pointerTo(f.document, f.Place, f.path[strings.LastIndexByte(f.path, '.')+1:])
		}
	}
	if s.inFolder && r.clients == 0 && len(r.findings) == 0 {
		return nil
	}
	return r
}

// validate adds what is wrong with a client to the result of its file.
func (c *checker) validate(r *result, client *client, ignored map[ignoredAt]bool) {
	r.clients++
	if c.each != nil {
		c.each(client)
	}
	var findings []finding
	for _, p := range client.problems {
		findings = append(findings, finding{Place: p.Place, path: p.Path, message: p.Message})
	}
	violations, invalid := client.violations(c.validator, nil)
	if c.warnings {
		violations = append(violations, client.warnings(c.validator)...)
	}
	valid := len(findings) == 0
	var hidden []cognito.Rule // those of which comments ignore all violations that were kept
	shown := map[cognito.Rule]bool{}
	for _, v := range violations {
		f := finding{
			Place: client.locate(v.Path), path: v.Path, pointer: client.pointer + client.pointerTo(v.Path),
			rule: v.Rule, severity: c.severity(v.Rule), message: v.Message,
		}
		if ignored[ignoredAt{f.Line, f.rule}] {
			hidden = append(hidden, v.Rule)
			continue
		}
		shown[v.Rule] = true
		findings = append(findings, f)
		valid = valid && f.severity == cognito.SeverityWarning
	}
	r.moreProblems += client.more
	r.notKnown = append(r.notKnown, client.notes...)
	// The elements that could not be read are among those omitted.
	if len(client.unread) == 0 {
		hidden = slices.DeleteFunc(hidden, func(rule cognito.Rule) bool { return shown[rule] })
		if left, ok := errors.AsType[*cognito.ValidationError](invalid.Without(hidden...)); ok {
			r.moreViolations += left.Omitted()
		}
	}
	if valid {
		lifetimes, err := client.TokenLifetimes()
		r.valid = append(r.valid, verdict{client.node.Place, lifetimes, err == nil})
	}
	r.add(findings...)
}

// violations returns the violations of a client, without those that depend on
// a member that could not be read or that a member is missing which is given
// elsewhere, and the error that they are from.
func (c *client) violations(validator cognito.Validator, given []string) ([]cognito.Violation, *cognito.ValidationError) {
	validate := validator.ValidateCreate
	if c.form.exists {
		validate = validator.ValidateUpdate
	}
	invalid, ok := errors.AsType[*cognito.ValidationError](validate(&c.UserPoolClient))
	if !ok {
		invalid = &cognito.ValidationError{}
	}
	all := make([]cognito.Violation, 0, len(invalid.Violations)+len(c.empty))
	for _, v := range invalid.Violations {
		if !c.isDoubtful(v) && !(v.Rule == cognito.RuleRequired && slices.Contains(given, v.Path)) {
			all = append(all, v)
		}
	}
	for _, path := range c.empty {
		rule := emptyRule(path)
		if rule == "" || slices.Contains(validator.Ignore, rule) || slices.ContainsFunc(all, func(v cognito.Violation) bool { return v.Path == path }) {
			continue
		}
		all = append(all, cognito.Violation{Path: path, Rule: rule, Message: "must not be empty: leave it out"})
	}
	for i, v := range all {
		if value, isText := v.Value.(string); isText && v.Rule == cognito.RuleEnum {
			if guess := nearestValue(v.Path, value); guess != "" {
				all[i].Message += suggest.DidYouMean(guess)
			}
		}
	}
	return all, invalid
}

// warnings returns the warnings about a client, without those that depend on a
// member that could not be read.
func (c *client) warnings(validator cognito.Validator) []cognito.Violation {
	return slices.DeleteFunc(validator.Warnings(&c.UserPoolClient), c.isDoubtful)
}

// emptyRule returns the rule that an empty string violates, though the library
// takes it as absent: the service refuses it. Strings that may be empty have
// none.
func emptyRule(path string) cognito.Rule {
	switch path {
	case "AnalyticsConfiguration.ExternalId":
		return ""
	case "AnalyticsConfiguration.ApplicationId":
		return cognito.RuleCharacters
	}
	if worlds.Enum(path) != nil {
		return cognito.RuleEnum
	}
	return cognito.RuleLength
}

// isDoubtful reports whether a violation may only be there because a part of
// the client could not be read.
func (c *client) isDoubtful(v cognito.Violation) bool {
	if list, index, isElement := strings.Cut(strings.TrimSuffix(v.Path, "]"), "["); isElement {
		i, _ := strconv.Atoi(index)
		element := c.members[list].value.Content[i]
		if c.form.coerces {
			element = coerced(element, reflect.String)
		}
		if element.Kind != document.String {
			return true
		}
	}
	for path := range c.unread {
		if v.DependsOn(path) {
			return true
		}
	}
	return false
}

// locate returns the place of the name of a member, of an element of a list,
// or of what is nearest around it.
func (c *client) locate(path string) document.Place {
	list, index, isElement := strings.Cut(strings.TrimSuffix(path, "]"), "[")
	if isElement {
		i, _ := strconv.Atoi(index)
		return c.members[list].value.Content[i].Place
	}
	if name := c.members[path].name; name != nil {
		return name.Place
	}
	if end := strings.LastIndexByte(path, '.'); end >= 0 {
		return c.locate(path[:end])
	}
	return c.node.Place
}

// pointerTo returns the JSON Pointer to a member or an element, or to what is
// nearest around it.
func (c *client) pointerTo(path string) string {
	for !strings.HasSuffix(path, "]") && path != "" && c.members[path].name == nil {
		path = path[:max(0, strings.LastIndexByte(path, '.'))]
	}
	return cognito.Violation{Path: path}.Pointer()
}

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
func ignoreComments(data []byte, documents []*document.Node) (found map[ignoredAt]bool, unknown []document.Place) {
	isMarked := func(n *document.Node) bool { return n.Mentions(ignoreMark) }
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
