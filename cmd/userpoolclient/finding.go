package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
)

// maxFindings are shown of one file.
const maxFindings = 100

// finding is a violation, or a problem that kept a file or a part of it from
// being read, and then has no rule.
type finding struct {
	document.Place
	// The resource that declares the client, if one does.
	resource      string
	path, pointer string
	document      *document.Node // that has the resource
	// The conditions under which the finding is there.
	when     []worlds.Truth
	rule     cognito.Rule
	severity cognito.Severity // of a violation
	message  string

	// Where what is at the place ends, and its line if that can be shown.
	end    document.Place
	source string
	// isHidden reports whether the value could be a secret.
	isHidden bool
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

// whenByName returns the conditions under which a finding is there.
func (f finding) whenByName() map[string]bool {
	if f.when == nil {
		return nil
	}
	truths := map[string]bool{}
	for _, truth := range f.when {
		truths[truth.Condition] = truth.True
	}
	return truths
}

// result is what there is to say of a file.
type result struct {
	name    string
	clients int
	// invalid is how many of the clients have violations.
	invalid int
	// The first maxFindings findings, in the order of the file.
	findings []finding
	// These are how many more there are.
	moreProblems, moreViolations, moreWarnings int
	valid                                      []verdict

	// declared reports whether it is infrastructure code, and hasValues whether
	// it has values of its variables, and no clients.
	declared, hasValues bool
	// The parameters with a value that it declares.
	parameters []string
	// What is not checked, or has no effect.
	notes []document.Problem
	// The members, or the values of members, that are not known.
	notKnown []document.Problem
}

// verdict is a valid client.
type verdict struct {
	document.Place
	lifetimes cognito.TokenLifetimes
	// known reports whether the lifetimes are known: not if their rules are
	// ignored.
	known bool
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

// all returns the findings of a file for a machine: with a place, and with one
// more for the number of those that are not shown.
func (r *result) all() []finding {
	all := slices.Clone(r.findings)
	for i := range all {
		if all[i].Line == 0 {
			all[i].Place = document.Start
		}
		if all[i].end.Line == 0 {
			all[i].end = all[i].Place
		}
	}
	for _, line := range r.more() {
		last := document.Start
		if len(all) > 0 {
			last = all[len(all)-1].Place
		}
		all = append(all, finding{Place: last, end: last, severity: severityNote, message: line})
	}
	return all
}

// severityNote is that of what is said about findings.
const severityNote cognito.Severity = "note"

var pointerEscaper = strings.NewReplacer("~", "~0", "/", "~1")

// pointerTo returns the JSON Pointer to the value in a document at a place, or
// to the member whose name is there. If an object begins with a member, both
// are at the same place: then it is the object unless the member is meant.
func pointerTo(n *document.Node, at document.Place, member string) string {
	for i, child := range n.Content {
		step := strconv.Itoa(i)
		if n.Kind == document.Object || n.Untagged == document.Object {
			step = pointerEscaper.Replace(n.Content[i/2*2].Text)
		}
		rest := pointerTo(child, at, member)
		switch {
		case child.Place == at && !strings.HasSuffix(rest, "/"+member):
			return "/" + step
		case rest != "":
			return "/" + step + rest
		}
	}
	return ""
}
