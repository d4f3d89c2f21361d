package main

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// jsonReader reads JSON into nodes.
type jsonReader struct {
	data    []byte
	decoder *jsontext.Decoder
	offset  int   // of the end of the last token, in bytes
	place   place // of offset
	depth   int
}

// parseJSON reads the one document of a JSON file.
func parseJSON(data []byte) ([]*node, *problem) {
	// The decoder of the document finds repeated names, with their places.
	decoder := jsontext.NewDecoder(bytes.NewBuffer(data), jsontext.AllowDuplicateNames(true))
	r := &jsonReader{data: data, decoder: decoder, place: start}
	document, problem := r.value()
	if problem != nil {
		return nil, problem
	}
	r.skip()
	if r.offset < len(data) {
		return nil, r.problem("is not JSON: something follows the end of the document")
	}
	return []*node{document}, nil
}

// advance moves on to a later offset.
func (r *jsonReader) advance(offset int) {
	r.place.advance(r.data[r.offset:offset])
	r.offset = offset
}

// skip advances to the next token, past white space and one separator.
func (r *jsonReader) skip() {
	rest := bytes.TrimLeft(r.data[r.offset:], " \t\r\n")
	if r.depth > 0 && len(rest) > 0 && (rest[0] == ',' || rest[0] == ':') {
		rest = bytes.TrimLeft(rest[1:], " \t\r\n")
	}
	r.advance(len(r.data) - len(rest))
}

func (r *jsonReader) problem(message string) *problem {
	return &problem{place: r.place, message: message}
}

// value reads a value, or the end of a list or an object, for which it returns
// nil.
func (r *jsonReader) value() (*node, *problem) {
	token, err := r.decoder.ReadToken()
	if err != nil {
		return nil, r.syntaxProblem(err)
	}
	r.skip()
	n := &node{place: r.place}
	r.advance(int(r.decoder.InputOffset()))
	switch token.Kind() {
	case '[', '{':
		return r.contentOf(n, token.Kind())
	case ']', '}':
		return nil, nil
	case '"':
		n.kind, n.text = kindString, token.String()
	case '0':
		n.kind, n.text = kindInteger, token.String()
		if strings.ContainsAny(n.text, ".eE") {
			n.kind = kindFloat
		}
	case 'n':
		n.text = "null"
	case 't', 'f':
		n.kind, n.text = kindBool, token.String()
	}
	return n, nil
}

func (r *jsonReader) contentOf(n *node, begin jsontext.Kind) (*node, *problem) {
	if r.depth == maxDepth {
		return nil, &problem{place: n.place, message: tooDeep}
	}
	n.kind = kindList
	if begin == '{' {
		n.kind = kindObject
	}
	r.depth++
	defer func() { r.depth-- }()
	for {
		element, problem := r.value()
		switch {
		case problem != nil:
			return nil, problem
		case element == nil:
			return n, nil
		}
		n.content = append(n.content, element)
	}
}

// unexpectedCharacter is what the decoder says of a character, which is not to
// be printed: it may be part of a secret.
var unexpectedCharacter = regexp.MustCompile(`^invalid character '(?:\\.[^']*|.)' (.*)$`)

func (r *jsonReader) syntaxProblem(err error) *problem {
	if len(bytes.TrimLeft(r.data, " \t\r\n")) == 0 {
		return &problem{place: start, message: "is empty"}
	}
	message := "is not JSON"
	if syntactic, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		r.advance(max(r.offset, int(syntactic.ByteOffset)))
		if parts := unexpectedCharacter.FindStringSubmatch(syntactic.Err.Error()); parts != nil {
			message = "is not JSON: unexpected character " + parts[1]
		} else if strings.HasPrefix(syntactic.Err.Error(), "invalid surrogate pair") {
			message = "has half of a surrogate pair, which is not a character"
		} else if strings.HasPrefix(syntactic.Err.Error(), "invalid escape sequence") {
			message = "is not JSON: invalid escape sequence in a string"
		}
	}
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		message = "is not JSON: ends too early"
		r.advance(len(r.data))
	}
	return r.problem(message)
}
