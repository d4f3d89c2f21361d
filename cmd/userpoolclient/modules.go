package main

import (
	"bytes"
	"cmp"
	"errors"
	"path/filepath"
	"regexp"
	"slices"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/module"
)

// modules are files of Terraform source, which are checked together.
type modules struct {
	files []string
	// named are those that are arguments themselves.
	named map[string]bool
	// within are the folders in which other files may be read.
	within []string
}

// add adds a file of Terraform source.
func (m *modules) add(name string, inFolder bool) {
	m.files = append(m.files, name)
	if !inFolder {
		m.named[filepath.Clean(name)] = true
		// A link that is named is followed.
		m.within = append(m.within, filepath.Dir(name), name)
	}
}

// maxModulesWork is how many branches and worlds are looked at for the clients
// of modules together, each of which gets its share, but at least leastWork.
const maxModulesWork, leastWork = maxFileWork / 4, 1_000

// modules checks the clients of modules, and returns what there is to say of
// each file.
func (c *checker) modules(m *modules) []*result {
	values := module.Values{Parameters: c.parameters.Values, Defaults: c.parameters.Defaults, Files: c.variableFiles}
	files := module.Read(m.files, m.within, terraformForm.lacks, values, func(name string) ([]byte, error) {
		data, err := readFile(name, nil, maxInput)
		if err != nil {
			err = errors.New(reason(err))
		}
		return data, err
	})
	var results []*result
	clients := 0
	for _, f := range files {
		clients += len(f.Clients)
	}
	shared := *c
	shared.clientWork = cmp.Or(c.work, max(leastWork, maxModulesWork/max(1, clients)))
	for _, f := range files {
		isNamed := m.named[filepath.Clean(f.Name)] && !c.skip
		if f.Broken != nil && (isNamed || mentionsClient(f.Data)) {
			f.Problems = append(f.Problems, *f.Broken)
		}
		hasNone := len(f.Clients)+len(f.Problems)+len(f.Notes)+len(f.Unread)+len(f.Parameters) == 0
		if hasNone && !isNamed {
			continue
		}
		r := &result{name: f.Name, hasValues: f.HasValues}
		ignored := moduleIgnores(r, f)
		n := recognised{Node: &document.Node{Place: document.Start}}
		shared.declared(r, f.Declared, &terraformForm, n, ignored)
		r.notKnown = append(r.notKnown, f.Unread...)
		text := bytes.TrimPrefix(f.Data, []byte("\ufeff"))
		ends := module.TokenEnd
		if extension(f.Name) == ".json" {
			ends = tokenEnd
		}
		r.locate(&sourceText{slices.Collect(lines(text)), map[int32]bool{}, ends})
		results = append(results, r)
	}
	return results
}

// hclIgnore is a comment of Terraform source that ignores a rule.
var hclIgnore = regexp.MustCompile(`^(?:#|//) *` + ignoreMark + `[ \t]+([^ \t]+)`)

// moduleIgnores finds the comments userpoolclient:ignore RULE of a file.
func moduleIgnores(r *result, f *module.File) map[ignoredAt]bool {
	if !bytes.Contains(f.Data, []byte(ignoreMark)) {
		return nil
	}
	found := map[ignoredAt]bool{}
	for _, comment := range module.Comments(f.Name, f.Data) {
		if match := hclIgnore.FindStringSubmatch(comment.Text); match != nil {
			rule := cognito.Rule(match[1])
			if !slices.Contains(cognito.Rules(), rule) {
				r.add(unknownIgnore(comment.Place))
			}
			found[ignoredAt{comment.About, rule}] = true
		}
	}
	return found
}

func unknownIgnore(at document.Place) finding {
	return finding{Place: at, message: "ignores an unknown rule: run userpoolclient rules for a list"}
}
