package main

import (
	"slices"
	"strconv"
	"strings"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/cloudformation"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/terraform"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
)

// Infrastructure code declares clients of which some values are not known.
// Its text is converted to what a member wants.
var templateForm = form{
	name:    "an AWS::Cognito::UserPoolClient",
	lacks:   []string{"ClientId", "ClientSecret", "LastModifiedDate", "CreationDate"},
	coerces: true,
}

// terraformForm says nothing of the secret but in GenerateSecret.
var terraformForm = form{name: "a user pool client of Terraform", coerces: true}

// selectionOf returns what is kept of infrastructure code, given the names of
// its top-level members. It is not ok for other files.
func selectionOf(names []string) (selection document.Selection, ok bool) {
	has := func(wanted ...string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return slices.Contains(wanted, name) })
	}
	switch {
	case has("resource_changes", "planned_values", "terraform_version", "lineage", "format_version"):
		return terraform.Selection(), true
	case has("AWSTemplateFormatVersion", "Resources", "resources"):
		return cloudformation.Selection(), true
	}
	return document.Selection{}, false
}

// isDeclared reports whether data seems to be infrastructure code.
func isDeclared(data []byte) bool {
	_, ok := selectionOf(document.TopLevel(data))
	return ok
}

// parse reads the documents of a file, of infrastructure code only what is
// checked.
func parse(name string, data []byte) ([]*document.Node, *document.Problem) {
	selection, ok := selectionOf(document.TopLevel(data))
	if ok {
		documents, problem := document.ParseSelected(name, data, selection)
		is := func(n *document.Node) bool { return cloudformation.Is(n) || terraform.Is(n) }
		if len(data) > maxInput || slices.ContainsFunc(documents, is) {
			return documents, problem
		}
	}
	return document.Parse(name, data)
}

// pointerTo returns the JSON Pointer to the value in a document at a place, or
// to the member whose name is there.
func pointerTo(n *document.Node, at document.Place) string {
	for i, child := range n.Content {
		step := strconv.Itoa(i)
		if n.Kind == document.Object || n.Untagged == document.Object {
			step = strings.NewReplacer("~", "~0", "/", "~1").Replace(n.Content[i/2*2].Text)
		}
		if child.Place == at {
			return "/" + step
		}
		if rest := pointerTo(child, at); rest != "" {
			return "/" + step + rest
		}
	}
	return ""
}

// infrastructure checks the clients of a document that is infrastructure code,
// and reports whether it is.
func (c *checker) infrastructure(r *result, n *document.Node, ignored map[ignoredAt]bool) bool {
	switch {
	case cloudformation.Is(n):
		read := cloudformation.Read(n, c.parameters)
		r.notes = append(r.notes, read.Notes...)
		for _, p := range read.Problems {
			r.add(finding{Place: p.Place, path: p.Path, message: p.Message})
		}
		for _, client := range read.Clients {
			c.declared(r, client, templateForm, n, ignored)
		}
	case terraform.Is(n):
		read := terraform.Read(n)
		for _, p := range read.Problems {
			r.add(finding{Place: p.Place, path: p.Path, message: p.Message})
		}
		for _, client := range read.Clients {
			c.declared(r, client, terraformForm, n, ignored)
		}
	default:
		return false
	}
	r.declared = true
	return true
}

// declared adds what is certainly wrong with a declared client to the result
// of its file.
func (c *checker) declared(r *result, declared *worlds.Client, form form, whole *document.Node, ignored map[ignoredAt]bool) {
	r.clients++
	d := declaration{checker: c, Client: declared, form: form, document: whole, omitted: -1}
	certain, err := declared.Check(d.check)
	if err != nil {
		r.add(finding{Place: declared.Node.Place, resource: declared.Resource, message: err.Error()})
		return
	}
	r.moreViolations += max(0, d.omitted)
	for _, member := range declared.NotKnown {
		r.notKnown = append(r.notKnown, document.Problem{Place: member.Place, Path: declared.Resource + "." + member.Path, Message: "is not known"})
	}
	var findings []finding
	for _, one := range certain {
		if ignored[ignoredAt{one.Line, one.Rule}] {
			continue
		}
		findings = append(findings, finding{
			Place: one.Place, resource: declared.Resource, path: d.shown(one.Path), document: whole,
			rule: one.Rule, severity: c.severity(one.Rule), message: d.message(one), when: one.When,
		})
	}
	r.add(findings...)
}

// severity returns how a violation of a rule counts.
func (c *checker) severity(rule cognito.Rule) cognito.Severity {
	if rule != "" && c.strict {
		return cognito.SeverityError
	}
	return rule.Severity()
}

// declaration is a declared client that is being checked.
type declaration struct {
	*checker
	*worlds.Client
	form     form
	document *document.Node
	// omitted is how many violations are left out in every world, or -1 before
	// the first.
	omitted int
}

// check returns what is wrong with the client in a world.
func (d *declaration) check(n *document.Node, pool *cognito.UserPool) []worlds.Finding {
	one := decode(n, d.form, "")
	validator := d.validator
	validator.Ignore = slices.Concat(validator.Ignore, d.Ignored)
	if validator.Pool == nil {
		validator.Pool = pool
	}
	var findings []worlds.Finding
	for _, p := range one.problems {
		findings = append(findings, worlds.Finding{Place: p.Place, Value: p.Place, Path: p.Path, Message: p.Message})
	}
	violations, invalid := one.violations(validator)
	if d.warnings {
		violations = append(violations, one.warnings(validator)...)
	}
	for _, v := range violations {
		if v.Rule == cognito.RuleRequired && slices.Contains(d.Given, v.Path) {
			continue
		}
		value := one.valueAt(v.Path)
		f := worlds.Finding{Place: one.locate(v.Path), Path: v.Path, Rule: v.Rule, Message: v.Message, Hidden: one.tells(v)}
		if value != nil {
			f.Value = value.Place
		}
		if text, isText := v.Value.(string); isText && d.isElement(v.Path) && !strings.Contains(f.Message, strconv.Quote(text)) {
			f.Message += ": " + strconv.Quote(text)
		}
		findings = append(findings, f)
	}
	if left := invalid.Omitted(); d.omitted < 0 || left < d.omitted {
		d.omitted = left
	}
	return findings
}

// isElement reports whether a path is that of an element of a list without an
// order, so that a violation shows its value instead of its index.
func (d *declaration) isElement(path string) bool {
	return d.Unordered && strings.HasSuffix(path, "]")
}

// shown returns a path as it is shown.
func (d *declaration) shown(path string) string {
	if d.isElement(path) {
		path, _, _ = strings.Cut(path, "[")
	}
	return path
}

// message returns the message of a violation or, if it would show a value that
// is secret or that only some worlds have, what the rule says.
func (d *declaration) message(f worlds.Certain) string {
	switch {
	case f.Rule == "", !f.Varies && !f.Hidden:
		return f.Message
	case f.Hidden:
		return f.Rule.Description() + " (the value is sensitive)"
	}
	expression := ""
	if d.Written != nil {
		expression = d.Written(f.Value)
	}
	if n := at(d.document, f.Value); expression == "" && n != nil && (n.Kind == document.String || n.Kind == document.Integer) {
		expression = n.Text
	}
	if expression == "" {
		return f.Rule.Description()
	}
	return f.Rule.Description() + ": " + printable(expression)
}

// at returns the value at a place, or nil.
func at(n *document.Node, place document.Place) *document.Node {
	if n.Place == place {
		return n
	}
	for _, child := range n.Content {
		if found := at(child, place); found != nil {
			return found
		}
	}
	return nil
}

// valueAt returns the value of a member or of an element of a list, or nil.
func (c *client) valueAt(path string) *document.Node {
	list, index, isElement := strings.Cut(strings.TrimSuffix(path, "]"), "[")
	value := c.values[list]
	if isElement && value != nil {
		i, _ := strconv.Atoi(index)
		return value.Content[i]
	}
	return value
}

// tells reports whether the message of a violation may tell a value that must
// not be printed.
func (c *client) tells(v cognito.Violation) bool {
	for path, value := range c.values {
		for _, one := range slices.Concat(value.Content, []*document.Node{value}) {
			isNumber := strings.Contains(path, "Validity") && strings.Contains(v.Path, "Validity")
			if one.Secret && (v.Path == path || isNumber || one.Text != "" && strings.Contains(v.Message, one.Text)) {
				return true
			}
		}
	}
	value := c.valueAt(v.Path)
	return value != nil && value.Secret
}
