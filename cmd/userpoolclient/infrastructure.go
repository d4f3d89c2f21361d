package main

import (
	"cmp"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
)

const (
	// maxDeclaredClients limits how many clients of one file are checked. It
	// is more than 64 MiB of generated code can hold.
	maxDeclaredClients = 25_000
	// maxFileWork limits how many branches and worlds of one file are looked
	// at, so that no file takes more than half a minute.
	maxFileWork = 600_000
)

// infrastructure checks the clients that a document declares.
func (c *checker) infrastructure(r *result, n recognised, ignored map[ignoredAt]bool) {
	c.declared(r, n.kind.declared(n.Node, n.kind.form.lacks, c.parameters), n.kind.form, n, ignored)
}

// declared checks the clients that a file declares.
func (c *checker) declared(r *result, declared worlds.Declared, form *form, n recognised, ignored map[ignoredAt]bool) {
	r.declared = true
	r.notes = append(r.notes, declared.Notes...)
	r.parameters = append(r.parameters, declared.Parameters...)
	clients := declared.Clients
	for _, p := range declared.Problems {
		r.add(finding{Place: p.Place, path: p.Path, message: p.Message})
	}
	if len(clients) > maxDeclaredClients {
		r.add(finding{Place: n.Place, message: "declares more than 25,000 clients"})
		return
	}
	if c.progress != nil {
		c.progress.allClients.Add(int64(len(clients)))
	}
	declarations := make([]*declaration, len(clients))
	var next, work atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				// What is beyond the limit is the same whatever is done first:
				// at least those before it have been checked.
				if i >= len(clients) || work.Load() > c.mostWork() {
					return
				}
				d := c.declaration(clients[i], &client{form: *form}, n, ignored)
				d.judge()
				declarations[i] = d
				work.Add(d.Work())
				if c.progress != nil {
					c.progress.clients.Add(1)
				}
			}
		})
	}
	workers.Wait()
	done := int64(0)
	for i, d := range declarations {
		if done > c.mostWork() {
			r.add(finding{Place: clients[i].Place, resource: clients[i].Resource, message: "was not checked: the file takes too long, so check parts of it"})
			continue
		}
		done += d.Work()
		r.addClient(d)
		if d.never && !d.MayBeNone {
			r.notes = append(r.notes, document.Problem{Place: d.Place, Path: d.Resource, Message: "was not checked: no values were found with which it would be deployed"})
		}
		if c.verbose {
			d.notes(r)
		}
	}
	slices.SortStableFunc(r.notKnown, func(a, b document.Problem) int { return a.Compare(b.Place) })
}

// addClient adds a client that was checked.
func (r *result) addClient(d *declaration) {
	if !d.never {
		r.clients++
	}
	if slices.ContainsFunc(d.findings, isViolation) {
		r.invalid++
	}
	r.add(d.findings...)
	r.moreViolations += d.Omitted
}

// declaration returns a client that is to be checked.
func (c *checker) declaration(client *worlds.Client, known *client, n recognised, ignored map[ignoredAt]bool) *declaration {
	client.Most = cmp.Or(c.clientWork, c.work)
	d := &declaration{checker: c, Client: client, known: known, validator: c.validator, document: n.whole, ignored: ignored}
	d.validator.Ignore = slices.Concat(c.validator.Ignore, client.Ignored)
	return d
}

// notes adds what is not known of a client to the result of its file.
func (d *declaration) notes(r *result) {
	add := func(members []worlds.Member, message string) {
		for _, member := range members {
			path := strings.TrimSuffix(d.Resource+"."+d.shown(member.Path), ".")
			r.notKnown = append(r.notKnown, document.Problem{Place: member.Place, Path: path, Message: message})
		}
	}
	add(d.NotKnown, "is not known")
	add(d.Undecided, "could not be decided: it depends on too much that is not known")
}

// judge finds what is certainly wrong with a client.
func (d *declaration) judge() {
	if pool := d.validator.Pool; pool != nil {
		d.Pool = func() *cognito.UserPool { return pool }
	}
	certain, exists := d.Check(d.warnings, d.check)
	d.never = !exists
	if d.isKnown && d.known.node != d.first {
		d.known.read(d.first)
	}
	for _, f := range certain {
		if d.ignored[ignoredAt{f.Line, f.Rule}] {
			continue
		}
		shown := finding{
			Place: f.Place, resource: d.Resource, path: d.shown(f.Path), document: d.document,
			rule: f.Rule, severity: d.severity(f.Rule), message: d.message(f), when: f.When, isHidden: f.Hidden,
		}
		if d.isKnown {
			shown.document, shown.pointer = nil, d.known.pointer+d.known.pointerTo(f.Path)
		}
		d.findings = append(d.findings, shown)
	}
	d.Written = nil
}

// declaration is a client that is being checked. Of most, not everything is
// known.
type declaration struct {
	*checker
	*worlds.Client
	// It ignores what the resource does, too.
	validator cognito.Validator
	// The client in the current world.
	known *client
	// first is the client in the first world.
	first    *document.Node
	document *document.Node
	ignored  map[ignoredAt]bool
	findings []finding
	// never reports whether it exists in no world, and isKnown whether there
	// is only one.
	never, isKnown bool
}

// check returns what is wrong with the client in a world.
func (d *declaration) check(n *document.Node, pool *cognito.UserPool) worlds.Result {
	known := d.known
	known.read(n)
	if d.first == nil {
		d.first = n
	}
	validator := d.validator
	validator.Pool = pool
	findings := known.problems
	violations, invalid := known.violations(validator, d.Given)
	if d.warnings {
		violations = append(violations, known.warnings(validator)...)
	}
	for _, v := range violations {
		path := worlds.ParsePath(v.Path)
		f := d.finding(path, v)
		findings = append(findings, f)
		if f.Path.IsElement() && !f.HasPlace {
			// Where the index depends on a value, some element is still wrong.
			f.Path, f.IsGeneral = worlds.MemberPath(path.Member), true
			findings = append(findings, f)
		}
		if d.hidesHTTPS(path, v.Rule) {
			findings = append(findings, worlds.Finding{
				Place: known.locate(path), Path: path, Rule: cognito.RuleRedirectURIHTTPS, HasPlace: known.hasPlace(path), Covered: true,
			})
		}
	}
	if f, ok := d.noRefresh(); ok {
		findings = append(findings, f)
	}
	result := worlds.Result{Found: findings, Unread: slices.Collect(maps.Keys(known.unread))}
	// The elements that could not be read are among those omitted.
	if invalid.Omitted() > 0 && len(known.unread) == 0 {
		result.Omitted = omitted(invalid, violations, func(v cognito.Violation) bool {
			return d.ignored[ignoredAt{known.locate(worlds.ParsePath(v.Path)).Line, v.Rule}]
		})
	}
	return result
}

// hidesHTTPS reports whether a violation is that a value makes a URI malformed,
// so that it is not said that it uses http.
func (d *declaration) hidesHTTPS(path worlds.Path, rule cognito.Rule) bool {
	if rule != cognito.RuleRedirectURIAbsolute {
		return false
	}
	uri := d.known.valueAt(path)
	return uri.Invented && strings.HasPrefix(uri.Text, "http:")
}

// finding returns a violation as a finding.
func (d *declaration) finding(path worlds.Path, v cognito.Violation) worlds.Finding {
	f := worlds.Finding{Place: d.known.locate(path), Path: path, Rule: v.Rule, HasPlace: d.known.hasPlace(path)}
	if path.IsElement() && d.known.members[path.Member].value.Unordered {
		f.Path, f.Moves = worlds.MemberPath(path.Member), true
	}
	if value := d.known.valueAt(path); value != nil {
		f.Value = value.Place
		if !value.Invented && (value.Kind == document.String || value.Kind == document.Integer) {
			f.Written = value.Text
		}
	}
	f.Message, f.Says = v.Describe(true), v.Describe(false)
	if d.isKnown {
		// The library hides what is secret.
		return f
	}
	for _, value := range d.known.shownBy(v) {
		f.Hidden, f.Invented = f.Hidden || value.Secret, f.Invented || value.Invented
	}
	f.Invented = f.Invented && f.Message != f.Says
	if text, isText := v.Value.(string); isText && d.Unordered && path.IsElement() {
		f.Message = f.Says + ": " + quoted(text)
	}
	return f
}

// noRefresh returns the violation that a template has a RefreshTokenValidity of
// 0: the schema of CloudFormation begins at 1.
func (d *declaration) noRefresh() (worlds.Finding, bool) {
	const rule = cognito.RuleTokenValidityRange
	path, known := worlds.MemberPath("RefreshTokenValidity"), d.known
	value := known.valueAt(path)
	if !d.known.form.isTemplate || value == nil || known.unread[path] || known.RefreshTokenValidity != 0 || slices.Contains(d.validator.Ignore, rule) {
		return worlds.Finding{}, false
	}
	return worlds.Finding{Place: known.locate(path), Path: path, Rule: rule, Message: "must be at least 1 in a template, not 0: leave it out for 30 days", Says: "must be at least 1 in a template: leave it out for 30 days", Hidden: value.Secret, Invented: value.Invented}, true
}

// shown returns a path as it is shown: without the index of an element of a
// list without an order, whose value is shown instead.
func (d *declaration) shown(path worlds.Path) string {
	if d.Unordered {
		return path.Member
	}
	return path.String()
}

// message returns the message of a violation. Instead of a value that is secret
// or that only some worlds have, it shows the expression.
func (d *declaration) message(f worlds.Finding) string {
	written := f.Written
	switch {
	case f.Moves && !f.Varies && !f.Hidden:
		return f.Says + ": " + quoted(written)
	case f.Rule == "", !f.Varies && !f.Hidden:
		return f.Message
	case f.Hidden:
		return f.Says + " (the value is sensitive)"
	case d.Written != nil && written == "":
		written = d.Written(f.Value)
	}
	if written == "" {
		return f.Says
	}
	return f.Says + ": " + printable(masked(written))
}
