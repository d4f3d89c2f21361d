package main

import (
	"cmp"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/cloudformation"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
)

// checker checks files.
type checker struct {
	stdin io.Reader
	// update reports whether a request is one for UpdateUserPoolClient.
	update    bool
	validator cognito.Validator
	// verbose reports whether to tell what is not known.
	verbose bool
	// warnings reports whether to find warnings too.
	warnings bool
	// strict reports whether warnings count as violations.
	strict bool
	// each is called with each client, if it is not nil.
	each func(*client)
	// at are the paths at which the clients are in each document. Without any,
	// a document is one itself.
	at []string
	// work is maxFileWork, if it is not 0, and clientWork how much of it a client
	// may take.
	work, clientWork int
	// progress is told what is done. Only all requires it.
	progress *progress
	// parameters are those of templates and variables of modules, and
	// variableFiles files with values of variables.
	parameters    cloudformation.Parameters
	variableFiles []string
	// skip reports whether named files need not hold a client either.
	skip bool
}

// maxAtOnce is how many bytes of files are read at once, but for one that is
// larger.
const maxAtOnce = maxDeclared

// all checks files at the same time, and calls yield with their results, in
// order.
func (c *checker) all(sources []source, yield func(*result)) {
	results := make([]chan []*result, len(sources))
	for i := range results {
		results[i] = make(chan []*result, 1)
	}
	var next atomic.Int64
	room := newRoom(maxAtOnce)
	for range min(runtime.GOMAXPROCS(0), len(sources)) {
		go func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(sources) {
					return
				}
				var found []*result
				size := room.enter(sources[i].size())
				if m := sources[i].modules; m != nil {
					found = c.modules(m)
				} else if r := c.check(sources[i]); r != nil {
					found = []*result{r}
				}
				room.leave(size)
				c.progress.files.Add(1)
				results[i] <- found
			}
		}()
	}
	for _, result := range results {
		for _, r := range <-result {
			yield(r)
		}
	}
}

// room limits how many bytes are in use.
type room struct {
	mutex      sync.Mutex
	changed    *sync.Cond
	most, used int64
}

func newRoom(most int64) *room {
	r := &room{most: most}
	r.changed = sync.NewCond(&r.mutex)
	return r
}

// enter waits until there is room for a number of bytes, or for all, and
// returns how many.
func (r *room) enter(size int64) int64 {
	size = min(size, r.most)
	r.mutex.Lock()
	defer r.mutex.Unlock()
	for r.used+size > r.most {
		r.changed.Wait()
	}
	r.used += size
	return size
}

func (r *room) leave(size int64) {
	r.mutex.Lock()
	r.used -= size
	r.mutex.Unlock()
	r.changed.Broadcast()
}

// check checks a file. It returns nil for one of a folder that holds no
// client.
func (c *checker) check(s source) *result {
	data, err := readFile(s.name, c.stdin, maxDeclared)
	if err != nil {
		return &result{name: s.name, findings: []finding{{message: reason(err)}}}
	}
	return c.checkData(s, data)
}

func (c *checker) checkData(s source, data []byte) *result {
	if s.inFolder && c.at == nil && !mayHoldClient(data) {
		return nil
	}
	r := &result{name: s.name}
	file := recognise(s.name, data)
	if c.at != nil {
		file.selection = nil
	}
	isOurs := !s.inFolder || mentionsClient(data) && extension(s.name) != ".tfvars"
	switch {
	case !isOurs && (len(data) > file.most || file.mistake != ""):
		return nil
	case len(data) > file.most:
		r.add(finding{message: tooLarge(file.most)})
		return r
	case file.mistake != "":
		r.add(finding{Place: document.Start, message: file.mistake})
		return r
	}
	documents, failure := file.documents()
	if !isOurs {
		failure = nil
	}
	ignored, unknown := ignoreComments(s.name, data, documents)
	if c.at != nil {
		var missing []finding
		documents, missing = inside(documents, c.at)
		if s.inFolder && len(documents) == 0 {
			return nil
		}
		if !s.inFolder {
			r.add(missing...)
		}
	} else if s.inFolder {
		documents = slices.DeleteFunc(documents, func(n recognised) bool { return !holdsClient(n) })
		if len(documents) == 0 && failure == nil {
			return nil
		}
	}
	for _, p := range unknown {
		r.add(unknownIgnore(p))
	}
	for _, n := range documents {
		if c.each == nil && n.isDeclared() {
			c.infrastructure(r, n, ignored)
			continue
		}
		clientsOf(n, c.update,
			func(client *client) { c.request(r, client, n, ignored) },
			func(p *document.Problem) { r.add(finding{Place: p.Place, message: p.Message}) })
	}
	if failure != nil {
		r.add(finding{Place: failure.Place, message: failure.Message})
	}
	if slices.ContainsFunc(r.findings, func(f finding) bool { return f.Line > 0 }) {
		r.locate(sourceOf(data, documents))
	}
	for i, f := range r.findings {
		if f.document != nil {
			r.findings[i].pointer = pointerTo(f.document, f.Place, f.path[strings.LastIndexByte(f.path, '.')+1:])
			r.findings[i].document = nil
		}
	}
	if s.inFolder && r.clients == 0 && len(r.findings) == 0 {
		return nil
	}
	return r
}

// locate adds to findings where they end, and their lines.
func (r *result) locate(source *sourceText) {
	for _, f := range r.findings {
		if f.isHidden {
			source.hidden[f.Line] = true
		}
	}
	for i, f := range r.findings {
		if f.Line > 0 {
			r.findings[i].end = source.end(f.Place)
			r.findings[i].source = strings.Clone(source.line(f.Line))
		}
	}
}

// request checks a client of which everything is known.
func (c *checker) request(r *result, known *client, n recognised, ignored map[ignoredAt]bool) {
	node := known.node
	value := func() *document.Node { return node }
	d := c.declaration(&worlds.Client{Place: node.Place, Value: value}, known, n, ignored)
	d.isKnown = true
	d.judge()
	r.addClient(d)
	if c.each != nil {
		c.each(known)
	}
	r.moreProblems += known.more
	for _, member := range known.notes {
		r.notKnown = append(r.notKnown, document.Problem{Place: member.Place, Path: member.Path.String(), Message: "is not known to be a member of " + known.form.name})
	}
	if !slices.ContainsFunc(d.findings, func(f finding) bool { return f.severity != cognito.SeverityWarning }) {
		lifetimes, err := known.TokenLifetimes()
		r.valid = append(r.valid, verdict{known.node.Place, lifetimes, err == nil})
	}
}

func (c *checker) mostWork() int64 { return int64(cmp.Or(c.work, maxFileWork)) }

// isViolation reports whether a finding makes its client invalid.
func isViolation(f finding) bool { return f.severity == cognito.SeverityError }

// severity returns how a violation of a rule counts.
func (c *checker) severity(rule cognito.Rule) cognito.Severity {
	if rule != "" && c.strict {
		return cognito.SeverityError
	}
	return rule.Severity()
}
