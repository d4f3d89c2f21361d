package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/go-cognito/cognito"
)

// reporter writes the results of files in a format.
type reporter interface {
	file(*result)
	// end is called after the last file.
	end()
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
		t.source(f)
	}
	for _, line := range r.more() {
		fmt.Fprintf(t.stdout, "%s: %s\n", printable(r.name), line)
	}
	for _, v := range valid {
		t.verdict(r, v)
	}
}

func (t *textReporter) end() {}

// source prints the line of a finding with what it is about underlined, on a
// terminal.
func (t *textReporter) source(f finding) {
	if !t.isTerminal || f.source == "" {
		return
	}
	number := fmt.Sprint(f.Line)
	margin := strings.Repeat(" ", len(number))
	before := strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, string([]rune(f.source)[:f.Column-1]))
	fmt.Fprintf(t.stdout, "%s | %s\n%s | %s^%s\n", number, f.source, margin, before, strings.Repeat("~", int(f.end.Column-f.Column-1)))
}

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

// jsonReporter writes one array.
type jsonReporter struct {
	later
	// written reports whether the array has an element.
	written bool
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
			EndLine  int32            `json:"endLine"`
			EndCol   int32            `json:"endColumn"`
			Resource string           `json:"resource,omitzero"`
			Path     string           `json:"path,omitzero"`
			Pointer  string           `json:"pointer,omitzero"`
			Rule     cognito.Rule     `json:"rule,omitzero"`
			Severity cognito.Severity `json:"severity,omitzero"`
			Message  string           `json:"message"`
			When     map[string]bool  `json:"when,omitzero"`
			Source   cognito.Source   `json:"source,omitzero"`
			Doc      string           `json:"doc,omitzero"`
		}{r.name, f.Line, f.Column, f.end.Line, f.end.Column, f.resource, f.path, f.pointer, f.rule, f.severity, f.message, f.whenByName(), f.rule.Source(), f.rule.Doc()})
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
	// All types that are encoded have no error.
	_ = encoder.Encode(value)
	hidden := bytes.ReplaceAll(text.Bytes(), []byte(loggingCommand), []byte(`#\u0023[`))
	_, _ = out.Write(bytes.TrimSuffix(hidden, []byte("\n")))
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
