package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/go-cognito/cognito/internal/mask"
)

// reporter writes the results of files in a format.
type reporter interface {
	file(*result)
	end() // after the last file
}

// formats are the reporters by the names of their formats.
var formats = map[string]func(*app) reporter{
	"text":   func(a *app) reporter { return &textReporter{a} },
	"json":   func(a *app) reporter { return &jsonReporter{later: later{app: a}} },
	"github": func(a *app) reporter { return &githubReporter{a} },
	"sarif":  func(a *app) reporter { return &sarifReporter{later: later{app: a}, results: []sarifResult{}} },
}

// textReporter writes lines for people.
type textReporter struct{ *app }

func (t *textReporter) file(r *result) {
	valid := r.valid
	for _, f := range r.findings {
		for ; len(valid) > 0 && valid[0].Compare(f.Place) <= 0; valid = valid[1:] {
			t.verdict(r, valid[0])
		}
		if f.rule == "" {
			t.problem(r.name, f)
			continue
		}
		text, rule := f.text(), "["+string(f.rule)+"]"
		if at := strings.LastIndex(text, rule); t.colour {
			text = text[:at] + "\x1b[31m" + rule + "\x1b[0m" + text[at+len(rule):]
		}
		fmt.Fprintf(t.stdout, "%s:%s: %s\n", printable(r.name), f.Place, text)
	}
	for _, line := range r.more() {
		fmt.Fprintf(t.stdout, "%s: %s\n", printable(r.name), line)
	}
	for _, v := range valid {
		t.verdict(r, v)
	}
}

func (t *textReporter) end() {}

// problem writes a problem to standard error.
func (a *app) problem(name string, f finding) {
	if f.Line == 0 {
		fmt.Fprintf(a.stderr, "%s: %s\n", printable(name), f.message)
		return
	}
	fmt.Fprintf(a.stderr, "%s:%s: %s\n", printable(name), f.Place, f.text())
}

func (t *textReporter) verdict(r *result, v verdict) {
	name, valid := printable(r.name), "valid"
	if r.clients > 1 {
		name += ":" + v.Place.String()
	}
	if t.colour {
		valid = "\x1b[32m" + valid + "\x1b[0m"
	}
	if v.known {
		valid += fmt.Sprintf(": access token %s, ID token %s, refresh token %s, authentication session %s",
			inWords(v.lifetimes.Access), inWords(v.lifetimes.ID), inWords(v.lifetimes.Refresh), inWords(v.lifetimes.AuthSession))
	}
	fmt.Fprintf(t.stdout, "%s: %s\n", name, valid)
}

// inWords returns a lifetime in the largest unit that is exact.
func inWords(lifetime time.Duration) string {
	n, unit, _ := cognito.Validity(lifetime) // is whole seconds, at most 10 years
	if n == 1 {
		unit = unit[:len(unit)-1]
	}
	return fmt.Sprintf("%d %s", n, unit)
}

// all returns the findings of a file for a machine: with a place, and with one
// more for the number of those that are not shown.
func (r *result) all() []finding {
	all := slices.Clone(r.findings)
	for i := range all {
		if all[i].Line == 0 {
			all[i].Place = document.Start
		}
	}
	for _, line := range r.more() {
		last := document.Start
		if len(all) > 0 {
			last = all[len(all)-1].Place
		}
		all = append(all, finding{Place: last, severity: severityNote, message: line})
	}
	return all
}

// severityNote is that of what is said about findings.
const severityNote cognito.Severity = "note"

// later writes to standard error, once the document for a machine is complete,
// the problems that are in it.
type later struct {
	*app
	problems []func()
}

func (l *later) keep(r *result) {
	for _, f := range r.findings {
		if f.rule == "" {
			l.problems = append(l.problems, func() { l.problem(r.name, f) })
		}
	}
}

func (l *later) write() {
	for _, problem := range l.problems {
		problem()
	}
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

// jsonReporter writes one array.
type jsonReporter struct {
	later
	written bool // whether the array has an element
}

func (j *jsonReporter) file(r *result) {
	for _, f := range r.all() {
		if !j.written {
			fmt.Fprint(j.stdout, "[\n  ")
		} else {
			fmt.Fprint(j.stdout, ",\n  ")
		}
		j.written = true
		writeJSON(j.stdout, "  ", struct {
			File     string           `json:"file"`
			Line     int32            `json:"line"`
			Column   int32            `json:"column"`
			Resource string           `json:"resource,omitzero"`
			Path     string           `json:"path,omitzero"`
			Pointer  string           `json:"pointer,omitzero"`
			Rule     cognito.Rule     `json:"rule,omitzero"`
			Severity cognito.Severity `json:"severity,omitzero"`
			Message  string           `json:"message"`
			When     map[string]bool  `json:"when,omitzero"`
			Source   cognito.Source   `json:"source,omitzero"`
			Doc      string           `json:"doc,omitzero"`
		}{r.name, f.Line, f.Column, f.resource, f.path, f.pointer, f.rule, f.severity, f.message, f.whenByName(), f.rule.Source(), f.rule.Doc()})
	}
	j.keep(r)
}

func (j *jsonReporter) end() {
	if j.written {
		fmt.Fprint(j.stdout, "\n]\n")
	} else {
		fmt.Fprint(j.stdout, "[]\n")
	}
	j.write()
}

// writeJSON writes a value, indented, without a newline at the end.
func writeJSON(out io.Writer, prefix string, value any) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetIndent(prefix, "  ")
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(value) // of types that have no error
	_, _ = out.Write(bytes.TrimSuffix(text.Bytes(), []byte("\n")))
}

// githubReporter writes workflow commands, which GitHub shows beside the lines
// of a pull request.
type githubReporter struct{ *app }

var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func (g *githubReporter) file(r *result) {
	for _, f := range r.all() {
		command := "error"
		if f.severity == cognito.SeverityWarning {
			command, f.severity = "warning", ""
		}
		title := ""
		if f.resource != "" {
			title = ",title=" + githubProperty.Replace(printable(f.resource))
		}
		fmt.Fprintf(g.stdout, "::%s file=%s,line=%d,col=%d%s::%s\n",
			command, githubProperty.Replace(printable(r.name)), f.Line, f.Column, title, githubData.Replace(f.text()))
	}
}

func (g *githubReporter) end() {}

// sarifReporter writes SARIF 2.1.0 (Static Analysis Results Interchange
// Format), where problems are notifications.
type sarifReporter struct {
	later
	results, notifications []sarifResult
}

type sarifMessage struct {
	Text string `json:"text"`
}

// sarifResult is a result, or a notification if it has no rule.
type sarifResult struct {
	RuleID    cognito.Rule    `json:"ruleId,omitzero"`
	RuleIndex *int            `json:"ruleIndex,omitzero"`
	Level     string          `json:"level"`
	Message   sarifMessage    `json:"message"`
	Locations []sarifLocation `json:"locations"`
}

type sarifLocation struct {
	Physical struct {
		Artifact struct {
			URI string `json:"uri"`
		} `json:"artifactLocation"`
		Region struct {
			StartLine   int32 `json:"startLine"`
			StartColumn int32 `json:"startColumn"`
		} `json:"region"`
	} `json:"physicalLocation"`
	Logical []sarifResource `json:"logicalLocations,omitzero"`
}

// sarifResource is the resource that declares a client.
type sarifResource struct {
	Name string `json:"fullyQualifiedName"`
	Kind string `json:"kind"`
}

type sarifRule struct {
	ID          cognito.Rule `json:"id"`
	Description sarifMessage `json:"shortDescription"`
	Help        sarifMessage `json:"help"`
	HelpURI     string       `json:"helpUri"`
}

func (s *sarifReporter) file(r *result) {
	for _, f := range r.all() {
		location := sarifLocation{}
		location.Physical.Artifact.URI = (&url.URL{Path: filepath.ToSlash(r.name)}).String()
		location.Physical.Region.StartLine, location.Physical.Region.StartColumn = f.Line, f.Column
		if f.resource != "" {
			location.Logical = []sarifResource{{f.resource, "resource"}}
		}
		one := sarifResult{RuleID: f.rule, Level: "error", Locations: []sarifLocation{location}}
		switch f.severity {
		case cognito.SeverityWarning:
			one.Level = "warning"
		case severityNote:
			one.Level = "note"
		}
		f.rule, f.severity = "", ""
		one.Message.Text = f.text()
		if one.RuleID == "" {
			s.notifications = append(s.notifications, one)
			continue
		}
		one.RuleIndex = new(slices.Index(cognito.Rules(), one.RuleID))
		s.results = append(s.results, one)
	}
	s.keep(r)
}

func (s *sarifReporter) end() {
	var rules []sarifRule
	for _, rule := range cognito.Rules() {
		rules = append(rules, sarifRule{rule, sarifMessage{rule.Description()}, sarifMessage{"AWS: " + rule.ServiceError()}, rule.Doc()})
	}
	type driver struct {
		Name           string      `json:"name"`
		Version        string      `json:"version"`
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}
	type tool struct {
		Driver driver `json:"driver"`
	}
	type invocation struct {
		Successful    bool          `json:"executionSuccessful"`
		Notifications []sarifResult `json:"toolExecutionNotifications,omitzero"`
	}
	type run struct {
		Tool        tool          `json:"tool"`
		Invocations []invocation  `json:"invocations"`
		ColumnKind  string        `json:"columnKind"`
		Results     []sarifResult `json:"results"`
	}
	writeJSON(s.stdout, "", struct {
		Schema  string `json:"$schema"`
		Version string `json:"version"`
		Runs    []run  `json:"runs"`
	}{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []run{{
		Tool:        tool{driver{"userpoolclient", version(), "https://github.com/go-cognito/cognito", rules}},
		Invocations: []invocation{{!slices.ContainsFunc(s.notifications, func(n sarifResult) bool { return n.Level == "error" }), s.notifications}},
		ColumnKind:  "unicodeCodePoints",
		Results:     s.results,
	}}})
	fmt.Fprintln(s.stdout)
	s.write()
}

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

// maxShown is how many bytes of a value or an expression are shown.
const maxShown = 200

// masked returns as much of a value or an expression as can be shown: without
// what may be a password in a URI.
func masked(text string) string {
	text = mask.Userinfo(text)
	if len(text) > maxShown {
		text = strings.ToValidUTF8(text[:maxShown], "") + "..."
	}
	return text
}

// quoted returns a value that can be shown, in quotes.
func quoted(text string) string { return strconv.Quote(masked(text)) }
