package main

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"
)

const (
	// maxYAMLIndicators bounds the memory and the time that YAML takes.
	maxYAMLIndicators = 300_000
	// maxExpanded is how many values aliases and merge keys may repeat.
	maxExpanded = 100_000
)

// tagDirective takes time by the square of its number.
var tagDirective = regexp.MustCompile(`(?m)(?:^|\r)%TAG\b`)

// parseYAML reads the documents of a YAML file. If there is a problem, it
// returns those before it. It leaves out documents that are null.
func parseYAML(data []byte) ([]*node, *problem) {
	if directive := tagDirective.FindIndex(data); directive != nil {
		at := start
		at.advance(data[:directive[0]])
		return nil, &problem{place: at, message: "has a %TAG directive: leave it out"}
	}
	indicators := 0
	for _, indicator := range ",:-?[{\"'!&*\n\r" {
		indicators += bytes.Count(data, []byte(string(indicator)))
	}
	if indicators > maxYAMLIndicators {
		return nil, &problem{place: start, message: "has too many lines or values for an app client"}
	}
	data, restore := hideLineBreaks(data)
	loader, err := yaml.NewLoader(bytes.NewReader(data), yaml.WithPlugin(loaderlimits.New(loaderlimits.DepthValue(maxDepth))))
	if err != nil {
		panic(err) // the options are constant
	}
	r := &yamlReader{restore: restore}
	var documents []*node
	for {
		var document yaml.Node
		err := loader.Load(&document)
		switch {
		case err == io.EOF && documents == nil:
			return nil, &problem{place: start, message: "is empty"}
		case err == io.EOF:
			return documents, nil
		case err != nil:
			return documents, yamlProblem(data, err)
		}
		r.anchors = map[*yaml.Node]*node{}
		n, problem := r.node(document.Content[0])
		if problem != nil {
			return documents, problem
		}
		if n.kind != kindNull {
			documents = append(documents, n)
		}
	}
}

// hideLineBreaks replaces the characters that only YAML 1.1, and the library
// with it, takes as line breaks by others that data does not have. Restore
// puts them back.
func hideLineBreaks(data []byte) (hidden []byte, restore *strings.Replacer) {
	var hide, show []string
	free := '\U000F0000' // a private use character
	for _, lineBreak := range []string{"\u0085", "\u2028", "\u2029"} {
		if !bytes.Contains(data, []byte(lineBreak)) {
			continue
		}
		for bytes.ContainsRune(data, free) {
			free++
		}
		hide, show = append(hide, lineBreak, string(free)), append(show, string(free), lineBreak)
		free++
	}
	if hide == nil {
		return data, strings.NewReplacer()
	}
	return []byte(strings.NewReplacer(hide...).Replace(string(data))), strings.NewReplacer(show...)
}

// yamlProblem returns the place and the reason of an error, without what it
// repeats of the input.
func yamlProblem(data []byte, err error) *problem {
	p := &problem{place: start, message: "is not YAML"}
	failure, ok := errors.AsType[*yaml.LoadError](err)
	if !ok {
		return p
	}
	mark := failure.Mark
	if mark.Line == 0 {
		mark = failure.ContextMark
	}
	if mark.Line > 0 {
		p.place = place{int32(mark.Line), int32(max(1, mark.Column))}
	}
	end := start
	end.advance(data)
	if end.compare(p.place) < 0 { // after a line break that the library adds
		p.place = end
	}
	switch message := failure.Message; {
	case strings.HasPrefix(message, "exceeded max depth"):
		p.message = tooDeep
	case strings.HasPrefix(message, "unknown anchor"):
		p.message = "is an alias without an anchor"
	case strings.HasPrefix(message, "found character '"), failure.Stage == yaml.ReaderStage:
		p.message = "is not YAML: has a character that is not allowed"
	case failure.Stage == yaml.ScannerStage, failure.Stage == yaml.ParserStage:
		p.message = "is not YAML: " + message
	}
	return p
}

// yamlReader makes nodes of a document.
type yamlReader struct {
	restore  *strings.Replacer
	anchors  map[*yaml.Node]*node // nil while the anchor's value is being read
	expanded int                  // how many values aliases and merge keys have repeated
	secret   bool                 // whether the value of a ClientSecret is being read
}

var yamlKinds = map[string]kind{
	"!!null":      kindNull,
	"!!bool":      kindBool,
	"!!int":       kindInteger,
	"!!float":     kindFloat,
	"!!str":       kindString,
	"!!merge":     kindString,
	"!!timestamp": kindDate,
	"!!seq":       kindList,
	"!!map":       kindObject,
}

func (r *yamlReader) node(from *yaml.Node) (*node, *problem) {
	at := place{int32(from.Line), int32(from.Column)}
	if from.Kind == yaml.AliasNode {
		target, read := r.anchors[from.Alias]
		if !read {
			return nil, &problem{place: at, message: "is an alias within its own anchor"}
		}
		if target.secret && !r.secret {
			return nil, &problem{place: at, message: "must not be an alias of a ClientSecret"}
		}
		n := *target
		n.place, n.secret = at, n.secret || r.secret
		return &n, r.expand(&n)
	}
	n := &node{place: at, kind: kindOf(from), text: r.restore.Replace(from.Value), secret: r.secret}
	var failure *problem
	switch from.Kind {
	case yaml.MappingNode:
		failure = r.object(n, from)
	case yaml.SequenceNode:
		for _, element := range from.Content {
			var child *node
			if child, failure = r.node(element); failure != nil {
				break
			}
			n.content = append(n.content, child)
		}
	}
	if from.Anchor != "" {
		r.anchors[from] = n
	}
	return n, failure
}

// taggedScalars match the scalars that a tag of the kind fits. Decoding checks
// the rest of a number.
var taggedScalars = map[kind]*regexp.Regexp{
	kindBool:    regexp.MustCompile(`^(true|True|TRUE|false|False|FALSE)$`),
	kindInteger: regexp.MustCompile(`^[-+]?[0-9]`),
	kindFloat:   regexp.MustCompile(`^[-+]?[.0-9]`),
	kindDate:    regexp.MustCompile(`^[0-9]`),
}

// plainInteger is a number that the library takes as a fraction when it is
// too large.
var plainInteger = regexp.MustCompile(`^-?[0-9]+$`)

// kindOf returns the kind of a node, of which its tag says nothing reliable.
func kindOf(from *yaml.Node) kind {
	tag := from.ShortTag()
	if from.Tag == "!" { // which makes a scalar a string
		tag = map[yaml.Kind]string{yaml.MappingNode: "!!map", yaml.SequenceNode: "!!seq"}[from.Kind]
		if tag == "" {
			tag = "!!str"
		}
	}
	k, known := yamlKinds[tag]
	if !known || (k == kindObject) != (from.Kind == yaml.MappingNode) || (k == kindList) != (from.Kind == yaml.SequenceNode) {
		return kindTagged
	}
	if pattern := taggedScalars[k]; from.Style&yaml.TaggedStyle != 0 && pattern != nil && !pattern.MatchString(from.Value) {
		return kindTagged
	}
	if k == kindFloat && from.Style&yaml.TaggedStyle == 0 && plainInteger.MatchString(from.Value) {
		return kindInteger
	}
	return k
}

// object reads the members of a mapping, and then those that its merge keys
// add.
func (r *yamlReader) object(n *node, from *yaml.Node) *problem {
	var merged []*node
	for i := 0; i < len(from.Content); i += 2 {
		outer := r.secret
		r.secret = outer || from.Content[i].Value == "ClientSecret"
		value, failure := r.node(from.Content[i+1])
		r.secret = outer
		if failure != nil {
			return failure
		}
		if name := from.Content[i]; name.Kind == yaml.ScalarNode && name.ShortTag() == "!!merge" {
			sources := []*node{value}
			if value.kind == kindList {
				sources = value.content
			}
			for _, source := range sources {
				if source.kind == kindObject {
					merged = append(merged, source)
				} else {
					at := place{int32(name.Line), int32(name.Column)}
					n.content = append(n.content, &node{place: at, kind: kindMerge, text: name.Value}, source)
				}
			}
			continue
		}
		name, failure := r.node(from.Content[i])
		if failure != nil {
			return failure
		}
		n.content = append(n.content, name, value)
	}
	return r.merge(n, merged)
}

// merge adds to an object the members of others that it does not have. The
// earlier of the others come first.
func (r *yamlReader) merge(n *node, others []*node) *problem {
	if others == nil {
		return nil
	}
	names, added := map[string]bool{}, 0
	for _, other := range others {
		if problem := r.expand(other); problem != nil {
			return problem
		}
		// What an object repeats in itself is kept, so that it is reported.
		for ; added < len(n.content); added += 2 {
			names[n.content[added].text] = true
		}
		for i := 0; i < len(other.content); i += 2 {
			if name := other.content[i]; !names[name.text] {
				n.content = append(n.content, name, other.content[i+1])
			}
		}
	}
	return nil
}

// expand counts the values that an alias or a merge key repeats.
func (r *yamlReader) expand(n *node) *problem {
	r.count(n)
	if r.expanded > maxExpanded {
		return &problem{place: n.place, message: "expands to more than 100,000 values"}
	}
	return nil
}

func (r *yamlReader) count(n *node) {
	for _, child := range n.content {
		if r.expanded > maxExpanded {
			return
		}
		r.count(child)
	}
	r.expanded++
}
