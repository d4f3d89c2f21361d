package document

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
	// The end of the last token, in bytes.
	offset int
	place  Place // of offset
	depth  int
	*selector
}

// parseJSON reads the one document of a JSON file.
func parseJSON(data []byte, s *selector) ([]*Node, *Problem) {
	// The decoder of the document finds repeated names, with their places.
	decoder := jsontext.NewDecoder(bytes.NewBuffer(data), jsontext.AllowDuplicateNames(true))
	r := &jsonReader{data: data, decoder: decoder, place: Start, selector: s}
	document, problem := r.value()
	if problem != nil {
		return nil, problem
	}
	r.skip()
	if r.offset < len(data) {
		return nil, r.problem("is not JSON: something follows the end of the document")
	}
	return []*Node{document}, nil
}

// advance moves on to a later offset.
func (r *jsonReader) advance(offset int) {
	r.place.Advance(r.data[r.offset:offset])
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

func (r *jsonReader) problem(message string) *Problem {
	return &Problem{Place: r.place, Message: message}
}

// value reads a value, or the end of a list or an object, for which it returns
// nil.
func (r *jsonReader) value() (*Node, *Problem) {
	token, err := r.decoder.ReadToken()
	if err != nil {
		return nil, r.syntaxProblem(err)
	}
	r.skip()
	at := r.place
	r.advance(int(r.decoder.InputOffset()))
	if token.Kind() == ']' || token.Kind() == '}' {
		return nil, nil
	}
	if r.kept++; r.kept > maxKept {
		return nil, &Problem{Place: at, Message: tooMany}
	}
	n := &Node{Place: at}
	switch token.Kind() {
	case '[', '{':
		return r.contentOf(n, token.Kind())
	case '"':
		n.Kind, n.Text = String, token.String()
	case '0':
		n.Kind, n.Text = Integer, token.String()
		if strings.ContainsAny(n.Text, ".eE") {
			n.Kind = Float
		}
	case 'n':
		n.Text = "null"
	case 't', 'f':
		n.Kind, n.Text = Bool, token.String()
	}
	return n, nil
}

func (r *jsonReader) contentOf(n *Node, begin jsontext.Kind) (*Node, *Problem) {
	if r.depth == maxDepth {
		return nil, &Problem{Place: n.Place, Message: tooDeep}
	}
	n.Kind = List
	if begin == '{' {
		n.Kind = Object
	}
	r.depth++
	defer func() { r.depth-- }()
	for {
		if kind := r.decoder.PeekKind(); kind == ']' || kind == '}' {
			_, problem := r.value() // the end
			return n, problem
		}
		var name *Node
		if n.Kind == Object {
			var problem *Problem
			if name, problem = r.value(); problem != nil {
				return nil, problem
			}
			r.path = append(r.path, name.Text)
		} else {
			r.path = append(r.path, "")
		}
		value, problem := r.selected()
		r.path = r.path[:len(r.path)-1]
		switch {
		case problem != nil:
			return nil, problem
		case value == nil:
			continue
		case name != nil:
			n.Content = append(n.Content, name)
		}
		n.Content = append(n.Content, value)
	}
}

// selected reads a value, or returns nil for one that is not kept.
func (r *jsonReader) selected() (*Node, *Problem) {
	if r.Skip != nil && r.Skip(r.path) {
		if err := r.decoder.SkipValue(); err != nil {
			return nil, r.syntaxProblem(err)
		}
		r.advance(int(r.decoder.InputOffset()))
		return nil, nil
	}
	if r.Only != nil {
		if text := r.Only(r.path); text != "" {
			return r.skimmed(text)
		}
	}
	return r.pruned()
}

// skimmed reads a value that has a text in it, or returns nil.
func (r *jsonReader) skimmed(text string) (*Node, *Problem) {
	if kind := r.decoder.PeekKind(); kind != '{' {
		return r.pruned()
	}
	r.skip()
	begin := r.offset
	if err := r.decoder.SkipValue(); err != nil {
		return nil, r.syntaxProblem(err)
	}
	end := int(r.decoder.InputOffset())
	if !bytes.Contains(r.data[begin:end], []byte(text)) {
		r.advance(end)
		return nil, nil
	}
	outer := *r
	r.data, r.offset = r.data[begin:end], 0
	r.decoder = jsontext.NewDecoder(bytes.NewBuffer(r.data), jsontext.AllowDuplicateNames(true))
	n, problem := r.pruned()
	r.data, r.offset, r.decoder = outer.data, end, outer.decoder
	return n, problem
}

// pruned reads a value without what is not kept of it.
func (r *jsonReader) pruned() (*Node, *Problem) {
	before := r.kept
	n, problem := r.value()
	if problem != nil || n == nil || r.Prune == nil {
		return n, problem
	}
	length := len(n.Content)
	switch {
	case !r.Prune(r.path, n):
		r.kept = before
		return nil, nil
	case len(n.Content) < length:
		r.kept = before + n.Size()
	}
	return n, nil
}

// unexpectedCharacter is what the decoder says of a character, which is not to
// be printed: it may be part of a secret.
var unexpectedCharacter = regexp.MustCompile(`^invalid character '(?:\\.[^']*|.)' (.*)$`)

func (r *jsonReader) syntaxProblem(err error) *Problem {
	if len(bytes.TrimLeft(r.data, " \t\r\n")) == 0 {
		return &Problem{Place: Start, Message: "is empty"}
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
