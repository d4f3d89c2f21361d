package cloudformation

import (
	"reflect"
	"strings"

	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
)

// literal compiles a text, in which there may be variables of the Serverless
// Framework and dynamic references.
func (c *compiler) literal(n *document.Node, t reflect.Type) expression {
	if !strings.Contains(n.Text, "{") {
		return expression{constant: n}
	}
	if isVariable(n) {
		if value := c.template.custom(n.Text[2 : len(n.Text)-1]); value != nil {
			return c.compile(value.At(n.Place), t)
		}
		if t != nil {
			c.remember(n)
			return c.unknown(n, n.Text, t)
		}
	}
	e := c.concat(n, c.variables(n, n.Text))
	if !e.isConstant() {
		c.remember(n)
	} else if e.constant.Text == n.Text {
		return expression{constant: n}
	}
	return e
}

// isVariable reports whether a text is a variable of the Serverless Framework
// and nothing else, so that its value need not be text.
func isVariable(n *document.Node) bool {
	if n.Kind != document.String || !strings.HasPrefix(n.Text, "${") {
		return false
	}
	end := closing(n.Text[2:])
	return end >= 0 && end == len(n.Text)-3 && isServerless(n.Text[2:len(n.Text)-1])
}

// hasVariable reports whether a text has a variable of the Serverless
// Framework.
func hasVariable(n *document.Node) bool {
	for p := range pieces(n.Text, "${") {
		if p.isVariable && isServerless(p.inside) {
			return true
		}
	}
	return false
}

// variables returns the parts of a text between the variables of the
// Serverless Framework, and these.
func (c *compiler) variables(n *document.Node, text string) []expression {
	var parts []expression
	for p := range pieces(text, "${") {
		if p.isVariable && isServerless(p.inside) {
			if value := c.template.custom(p.inside); value != nil && isScalar(value) {
				parts = append(parts, constant(n, textOf(value).value))
			} else {
				parts = append(parts, c.unknown(n, p.text, nil))
			}
			continue
		}
		for q := range pieces(p.text, "#{") {
			if q.isVariable && isPseudoParameter(q.inside) {
				parts = append(parts, c.unknown(n, q.text, nil))
			} else {
				parts = append(parts, constant(n, q.text))
			}
		}
	}
	return parts
}

// custom returns the value that a variable such as self:custom.name of the
// Serverless Framework has in the same file, or nil if that is not literal.
func (t *template) custom(inside string) *document.Node {
	path, isCustom := strings.CutPrefix(strings.TrimSpace(inside), "self:")
	if !isCustom || !strings.HasPrefix(path, "custom.") {
		return nil
	}
	value := t.root
	for name := range strings.SplitSeq(path, ".") {
		_, value = value.Member(name)
	}
	if value == nil || value.Any(func(n *document.Node) bool { return n.Kind == document.Null || strings.Contains(n.Text, "${") }) {
		return nil
	}
	return value
}

// isServerless reports whether what is within ${ and } is a variable of the
// Serverless Framework: it has a colon or a parenthesis after its source.
func isServerless(inside string) bool {
	source := strings.IndexFunc(inside, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '-' || r == '.')
	})
	switch {
	case source <= 0:
		return false
	case inside[source] == '(':
		return true
	}
	return inside[source] == ':' && !strings.HasPrefix(inside[source:], "::")
}

// isPseudoParameter reports whether what is within #{ and } is a reference of
// the plugin serverless-pseudo-parameters.
func isPseudoParameter(inside string) bool {
	return inside != "" && strings.Trim(inside, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.:") == ""
}

// piece is a part of a text: a variable, or what is between.
type piece struct {
	text, inside string
	isVariable   bool
}

// pieces returns the parts of a text before, in and after variables that begin
// with ${ or #{ and end with the brace that closes them.
func pieces(text, begin string) func(yield func(piece) bool) {
	return func(yield func(piece) bool) {
		literal := 0
		for at := 0; at < len(text); {
			next := strings.Index(text[at:], begin)
			if next < 0 {
				break
			}
			start := at + next
			end := closing(text[start+len(begin):])
			if end < 0 {
				break
			}
			end += start + len(begin)
			if start > literal && !yield(piece{text: text[literal:start]}) {
				return
			}
			if !yield(piece{text[start : end+1], text[start+len(begin) : end], true}) {
				return
			}
			at, literal = end+1, end+1
		}
		if literal < len(text) {
			yield(piece{text: text[literal:]})
		}
	}
}

// closing returns the index of the brace that closes one before a text, or -1.
func closing(text string) int {
	depth := 1
	for i := range len(text) {
		switch text[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}
