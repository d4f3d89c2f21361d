package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// maxDepth is more than any client needs, and less than the stack holds.
const maxDepth = 100

// parseYAML reads the one document of a YAML file.
func parseYAML(data []byte) (*yaml.Node, *problem) {
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var document, more yaml.Node
	switch err := decoder.Decode(&document); err {
	case nil:
	case io.EOF:
		return nil, &problem{1, 1, "", "is empty"}
	default:
		return nil, yamlProblem(data, err)
	}
	switch err := decoder.Decode(&more); err {
	case nil:
		return nil, &problem{more.Line, more.Column, "", "a second document: there must be one"}
	case io.EOF:
		return document.Content[0], nil
	default:
		return nil, yamlProblem(data, err)
	}
}

var yamlError = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)

// yamlProblem finds the line in the text of an error, which has no column. The
// errors of the grammar count lines from 0, those of the tokens from 1.
func yamlProblem(data []byte, err error) *problem {
	line, message := 1, err.Error()
	if parts := yamlError.FindStringSubmatch(message); parts != nil {
		message = parts[2]
		if n, err := strconv.Atoi(parts[1]); err == nil {
			line = n
			if strings.HasPrefix(message, "did not find expected") {
				line++
			}
		}
	}
	line = min(line, bytes.Count(bytes.TrimSuffix(data, []byte("\n")), []byte("\n"))+1) // not beyond the end
	return &problem{line, 1, "", "is not YAML: " + message}
}

// jsonParser reads JSON into the nodes of YAML, which tell their places.
type jsonParser struct {
	data         []byte
	decoder      *json.Decoder
	offset       int // of what comes next, in bytes
	line, column int // of offset
	trail        trail
}

func parseJSON(data []byte) (*yaml.Node, *problem) {
	p := &jsonParser{data: data, decoder: json.NewDecoder(bytes.NewReader(data)), line: 1, column: 1}
	p.decoder.UseNumber()
	if broken := firstBroken(data); broken >= 0 {
		p.move(broken)
		return nil, p.problem("is not UTF-8")
	}
	node, problem := p.value()
	if problem != nil {
		return nil, problem
	}
	p.skip()
	if p.offset < len(data) {
		return nil, p.problem("something follows the end of the document")
	}
	return node, nil
}

// firstBroken is the offset of the first byte that is not UTF-8, -1 if there
// is none.
func firstBroken(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// move goes on to a later offset.
func (p *jsonParser) move(offset int) {
	for _, r := range string(p.data[p.offset:offset]) {
		p.column++
		if r == '\n' {
			p.line++
			p.column = 1
		}
	}
	p.offset = offset
}

// skip goes on to the next token, beyond white space and one separator.
func (p *jsonParser) skip() {
	rest := bytes.TrimLeft(p.data[p.offset:], " \t\r\n")
	if len(rest) > 0 && (rest[0] == ',' || rest[0] == ':') && p.offset > 0 {
		rest = bytes.TrimLeft(rest[1:], " \t\r\n")
	}
	p.move(len(p.data) - len(rest))
}

func (p *jsonParser) problem(message string) *problem {
	return &problem{p.line, p.column, p.trail.String(), message}
}

// value reads a value, or the end of a list or an object, which is nil.
func (p *jsonParser) value() (*yaml.Node, *problem) {
	p.skip()
	if len(p.trail) > maxDepth {
		return nil, p.problem("is nested too deeply")
	}
	node := &yaml.Node{Line: p.line, Column: p.column}
	token, err := p.decoder.Token()
	if err != nil {
		return nil, p.syntaxProblem(err)
	}
	start := p.offset
	p.move(int(p.decoder.InputOffset()))
	switch token := token.(type) {
	case json.Delim:
		switch token {
		case '[':
			return p.list(node)
		case '{':
			return p.object(node)
		}
		return nil, nil // the end
	case string:
		if hasLoneSurrogate(p.data[start:p.offset]) {
			return nil, &problem{node.Line, node.Column, p.trail.String(), "has half of a surrogate pair, which is no character"}
		}
		node.Tag, node.Value = "!!str", token
	case json.Number:
		node.Tag, node.Value = "!!int", token.String()
		if strings.ContainsAny(node.Value, ".eE") {
			node.Tag = "!!float"
		}
	case bool:
		node.Tag, node.Value = "!!bool", strconv.FormatBool(token)
	default:
		node.Tag, node.Value = "!!null", "null"
	}
	node.Kind = yaml.ScalarNode
	return node, nil
}

func (p *jsonParser) list(node *yaml.Node) (*yaml.Node, *problem) {
	node.Kind, node.Tag = yaml.SequenceNode, "!!seq"
	for {
		p.trail.enterElement(len(node.Content))
		element, problem := p.value()
		if problem != nil {
			return nil, problem
		}
		p.trail.leave()
		if element == nil {
			return node, nil
		}
		node.Content = append(node.Content, element)
	}
}

func (p *jsonParser) object(node *yaml.Node) (*yaml.Node, *problem) {
	node.Kind, node.Tag = yaml.MappingNode, "!!map"
	for {
		name, problem := p.value()
		if problem != nil {
			return nil, problem
		}
		if name == nil {
			return node, nil
		}
		p.trail.enterMember(name.Value)
		value, problem := p.value()
		if problem != nil {
			return nil, problem
		}
		p.trail.leave()
		node.Content = append(node.Content, name, value)
	}
}

func (p *jsonParser) syntaxProblem(err error) *problem {
	message := err.Error()
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		message = "the end comes too early"
		if len(bytes.TrimSpace(p.data)) == 0 {
			message = "is empty"
		}
	}
	return p.problem("is not JSON: " + message)
}

// hasLoneSurrogate tells whether a JSON string has an escape such as \ud800
// without its other half, for which the decoder would put U+FFFD.
func hasLoneSurrogate(literal []byte) bool {
	for {
		i := bytes.IndexByte(literal, '\\')
		if i < 0 {
			return false
		}
		if literal[i+1] != 'u' {
			literal = literal[i+2:]
			continue
		}
		first := escapedRune(literal[i:])
		literal = literal[i+6:]
		if utf16.IsSurrogate(first) {
			if utf16.DecodeRune(first, escapedRune(literal)) == utf8.RuneError {
				return true
			}
			literal = literal[6:]
		}
	}
}

// escapedRune is the code unit of the escape that literal begins with, -1 if
// it begins with none.
func escapedRune(literal []byte) rune {
	if len(literal) < 6 || literal[0] != '\\' || literal[1] != 'u' {
		return -1
	}
	unit, err := strconv.ParseUint(string(literal[2:6]), 16, 16)
	if err != nil {
		return -1
	}
	return rune(unit)
}
