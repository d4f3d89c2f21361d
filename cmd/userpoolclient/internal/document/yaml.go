package document

import (
	"bytes"
	"errors"
	"io"
	"path/filepath"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"
)

const (
	// maxYAMLIndicators bounds the memory and the time that YAML takes.
	maxYAMLIndicators = 300_000
	// maxLargeYAMLIndicators is the same for a template, which may hold many
	// clients.
	maxLargeYAMLIndicators = 1_000_000
	// maxExpanded is how many values aliases and merge keys may repeat.
	maxExpanded = 100_000
)

// tagDirective takes time by the square of its number.
var tagDirective = regexp.MustCompile(`(?m)(?:^|\r)%TAG\b`)

// parseYAML reads the documents of a YAML file. If there is a problem, it
// returns those before it. It leaves out documents that are null.
func parseYAML(data []byte, maxIndicators int) ([]*Node, *Problem) {
	if bytes.Contains(data, []byte("%TAG")) {
		if directive := tagDirective.FindIndex(data); directive != nil {
			at := Start
			at.Advance(data[:directive[0]])
			return nil, &Problem{Place: at, Message: "has a %TAG directive: leave it out"}
		}
	}
	indicators := 0
	for _, indicator := range ",:-?[{\"'!&*\n\r" {
		indicators += bytes.Count(data, []byte(string(indicator)))
	}
	if indicators > maxIndicators {
		return nil, &Problem{Place: Start, Message: "has too many lines or values"}
	}
	data, restore := hideLineBreaks(data)
	loader, err := yaml.NewLoader(bytes.NewReader(data), yaml.WithPlugin(loaderlimits.New(loaderlimits.DepthValue(maxDepth))))
	if err != nil {
		// No input causes it.
		panic(err)
	}
	r := &yamlReader{restore: restore}
	var documents []*Node
	for {
		var document yaml.Node
		err := loader.Load(&document)
		switch {
		case err == io.EOF && documents == nil:
			return nil, &Problem{Place: Start, Message: "is empty"}
		case err == io.EOF:
			return documents, nil
		case err != nil:
			return documents, yamlProblem(data, err)
		}
		r.anchors = map[*yaml.Node]*Node{}
		n, problem := r.node(document.Content[0])
		if problem != nil {
			return documents, problem
		}
		if n.Kind != Null {
			documents = append(documents, n)
		}
	}
}

// Comments returns the lines of the comments of a file, from # on. JSON has none.
func Comments(name string, data []byte) []string {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	switch strings.ToLower(filepath.Ext(name)) {
	case ".json":
		return nil
	case ".yaml", ".yml":
	default:
		if _, problem := parseJSON(data, &selector{}); problem == nil {
			return nil
		}
	}
	loader, err := yaml.NewLoader(bytes.NewReader(data), yaml.WithPlugin(loaderlimits.New(loaderlimits.DepthValue(maxDepth))))
	var found []string
	for err == nil {
		var document yaml.Node
		if err = loader.Load(&document); err == nil {
			found = comments(&document, found)
		}
	}
	return found
}

// comments adds the lines of the comments of a value and of what is in it.
func comments(n *yaml.Node, found []string) []string {
	for _, comment := range []string{n.HeadComment, n.LineComment, n.FootComment} {
		if comment != "" {
			found = append(found, strings.Split(comment, "\n")...)
		}
	}
	for _, child := range n.Content {
		found = comments(child, found)
	}
	return found
}

// hideLineBreaks replaces the characters that only YAML 1.1, and the library
// with it, takes as line breaks by others that data does not have. Restore
// puts them back.
func hideLineBreaks(data []byte) (hidden []byte, restore *strings.Replacer) {
	var hide, show []string
	// It begins with a private use character.
	free := '\U000F0000'
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
func yamlProblem(data []byte, err error) *Problem {
	p := &Problem{Place: Start, Message: "is not YAML"}
	failure, ok := errors.AsType[*yaml.LoadError](err)
	if !ok {
		return p
	}
	mark := failure.Mark
	if mark.Line == 0 {
		mark = failure.ContextMark
	}
	if mark.Line > 0 {
		p.Place = Place{int32(mark.Line), int32(max(1, mark.Column))}
	}
	end := Start
	end.Advance(data)
	// The library adds a line break, and this may be after it.
	if end.Compare(p.Place) < 0 {
		p.Place = end
	}
	switch message := failure.Message; {
	case strings.HasPrefix(message, "exceeded max depth"):
		p.Message = tooDeep
	case strings.HasPrefix(message, "unknown anchor"):
		p.Message = "is an alias without an anchor"
	case strings.HasPrefix(message, "found character '"), failure.Stage == yaml.ReaderStage:
		p.Message = "is not YAML: has a character that is not allowed"
	case failure.Stage == yaml.ScannerStage, failure.Stage == yaml.ParserStage:
		p.Message = "is not YAML: " + message
	}
	return p
}

// yamlReader makes nodes of a document.
type yamlReader struct {
	restore *strings.Replacer
	// Nil while the anchor's value is being read.
	anchors map[*yaml.Node]*Node
	// expanded is how many values aliases and merge keys have repeated.
	expanded int
	// secret reports whether the value of a ClientSecret is being read.
	secret bool
}

var yamlKinds = map[string]Kind{
	"!!null":      Null,
	"!!bool":      Bool,
	"!!int":       Integer,
	"!!float":     Float,
	"!!str":       String,
	"!!merge":     String,
	"!!timestamp": Date,
	"!!seq":       List,
	"!!map":       Object,
}

func (r *yamlReader) node(from *yaml.Node) (*Node, *Problem) {
	at := Place{int32(from.Line), int32(from.Column)}
	if from.Kind == yaml.AliasNode {
		target, read := r.anchors[from.Alias]
		if !read {
			return nil, &Problem{Place: at, Message: "is an alias within its own anchor"}
		}
		if target.Secret && !r.secret {
			return nil, &Problem{Place: at, Message: "must not be an alias of a ClientSecret"}
		}
		n := *target
		n.Place, n.Secret = at, n.Secret || r.secret
		return &n, r.expand(&n)
	}
	n := &Node{Place: at, Kind: kindOf(from), Text: r.restore.Replace(from.Value), Secret: r.secret}
	if n.Kind == Tagged {
		n.Tag, n.Untagged = from.Tag, map[yaml.Kind]Kind{yaml.MappingNode: Object, yaml.SequenceNode: List, yaml.ScalarNode: String}[from.Kind]
	}
	var failure *Problem
	switch from.Kind {
	case yaml.MappingNode:
		failure = r.object(n, from)
	case yaml.SequenceNode:
		for _, element := range from.Content {
			var child *Node
			if child, failure = r.node(element); failure != nil {
				break
			}
			n.Content = append(n.Content, child)
		}
	}
	if from.Anchor != "" {
		r.anchors[from] = n
	}
	return n, failure
}

// taggedScalars match the scalars that a tag of the kind fits. Decoding checks
// the rest of a number.
var taggedScalars = map[Kind]*regexp.Regexp{
	Bool:    regexp.MustCompile(`^(true|True|TRUE|false|False|FALSE)$`),
	Integer: regexp.MustCompile(`^[-+]?[0-9]`),
	Float:   regexp.MustCompile(`^[-+]?[.0-9]`),
	Date:    regexp.MustCompile(`^[0-9]`),
}

// plainInteger is a number that the library takes as a fraction when it is
// too large.
var plainInteger = regexp.MustCompile(`^-?[0-9]+$`)

// kindOf returns the kind of a node, of which its tag says nothing reliable.
func kindOf(from *yaml.Node) Kind {
	tag := from.ShortTag()
	// This tag makes a scalar a string.
	if from.Tag == "!" {
		tag = map[yaml.Kind]string{yaml.MappingNode: "!!map", yaml.SequenceNode: "!!seq"}[from.Kind]
		if tag == "" {
			tag = "!!str"
		}
	}
	k, known := yamlKinds[tag]
	if !known || (k == Object) != (from.Kind == yaml.MappingNode) || (k == List) != (from.Kind == yaml.SequenceNode) {
		return Tagged
	}
	if pattern := taggedScalars[k]; from.Style&yaml.TaggedStyle != 0 && pattern != nil && !pattern.MatchString(from.Value) {
		return Tagged
	}
	if k == Float && from.Style&yaml.TaggedStyle == 0 && plainInteger.MatchString(from.Value) {
		return Integer
	}
	return k
}

// object reads the members of a mapping, and then those that its merge keys
// add.
func (r *yamlReader) object(n *Node, from *yaml.Node) *Problem {
	var merged []*Node
	for i := 0; i < len(from.Content); i += 2 {
		outer := r.secret
		r.secret = outer || from.Content[i].Value == "ClientSecret"
		value, failure := r.node(from.Content[i+1])
		r.secret = outer
		if failure != nil {
			return failure
		}
		if name := from.Content[i]; name.Kind == yaml.ScalarNode && name.ShortTag() == "!!merge" {
			sources := []*Node{value}
			if value.Kind == List {
				sources = value.Content
			}
			for _, source := range sources {
				if source.Kind == Object {
					merged = append(merged, source)
				} else {
					at := Place{int32(name.Line), int32(name.Column)}
					n.Content = append(n.Content, &Node{Place: at, Kind: Merge, Text: name.Value}, source)
				}
			}
			continue
		}
		name, failure := r.node(from.Content[i])
		if failure != nil {
			return failure
		}
		n.Content = append(n.Content, name, value)
	}
	return r.merge(n, merged)
}

// merge adds to an object the members of others that it does not have. The
// earlier of the others come first.
func (r *yamlReader) merge(n *Node, others []*Node) *Problem {
	if others == nil {
		return nil
	}
	names, added := map[string]bool{}, 0
	for _, other := range others {
		if problem := r.expand(other); problem != nil {
			return problem
		}
		// What an object repeats in itself is kept, so that it is reported.
		for ; added < len(n.Content); added += 2 {
			names[n.Content[added].Text] = true
		}
		for i := 0; i < len(other.Content); i += 2 {
			if name := other.Content[i]; !names[name.Text] {
				n.Content = append(n.Content, name, other.Content[i+1])
			}
		}
	}
	return nil
}

// expand counts the values that an alias or a merge key repeats.
func (r *yamlReader) expand(n *Node) *Problem {
	r.count(n)
	if r.expanded > maxExpanded {
		return &Problem{Place: n.Place, Message: "expands to more than 100,000 values"}
	}
	return nil
}

func (r *yamlReader) count(n *Node) {
	for _, child := range n.Content {
		if r.expanded > maxExpanded {
			return
		}
		r.count(child)
	}
	r.expanded++
}
