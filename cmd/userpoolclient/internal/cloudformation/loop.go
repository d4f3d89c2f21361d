package cloudformation

import (
	"slices"
	"strings"

	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
)

// maxExpanded is how many values loops may make. So many bytes of text count as
// a value.
const maxExpanded, textPerValue = 1_000_000, 64

func isLoop(name string) bool { return strings.HasPrefix(name, "Fn::ForEach::") }

// expand returns the object that a loop makes, a list of an identifier, a
// collection and an object. If that is not known, it returns nil and notes it.
func (t *template) expand(name, loop *document.Node) *document.Node {
	if t.expansions > maxExpanded {
		// It has been reported.
		return nil
	}
	if !isLiteralLoop(loop) {
		t.note(name.Place, name.Text, "was not checked: its collection is not a literal list")
		return nil
	}
	expanded := &document.Node{Place: name.Place, Kind: document.Object}
	for _, item := range loop.Content[1].Content {
		s := substitution{t, loop.Content[0].Text, item.Text}
		expanded.Content = append(expanded.Content, s.node(loop.Content[2]).Content...)
		if t.expansions > maxExpanded {
			t.problem(name.Place, name.Text, "makes too many values")
			return nil
		}
	}
	return expanded
}

func isLiteralLoop(n *document.Node) bool {
	if n.Kind != document.List || len(n.Content) != 3 {
		return false
	}
	identifier, collection, fragment := n.Content[0], n.Content[1], n.Content[2]
	isVague := func(item *document.Node) bool { return !isScalar(item) }
	return identifier.Kind == document.String && fragment.Kind == document.Object &&
		collection.Kind == document.List && !slices.ContainsFunc(collection.Content, isVague)
}

func isScalar(n *document.Node) bool {
	switch n.Kind {
	case document.Bool, document.Integer, document.Float, document.String, document.Date:
		return true
	}
	return false
}

// substitution puts an item of a collection in place of the identifier of a
// loop.
type substitution struct {
	template         *template
	identifier, item string
}

func (s substitution) node(n *document.Node) *document.Node {
	if s.template.expansions++; s.template.expansions > maxExpanded {
		return n
	}
	if name, argument := intrinsic(n); name == "Ref" && argument.Text == s.identifier {
		return &document.Node{Place: n.Place, Kind: document.String, Text: s.item}
	}
	copied := *n
	if n.Kind == document.String || n.Kind == document.Tagged {
		alphanumeric := strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, s.item)
		copied.Text = strings.NewReplacer("${"+s.identifier+"}", s.item, "&{"+s.identifier+"}", alphanumeric).Replace(n.Text)
	}
	s.template.expansions += len(copied.Text) / textPerValue
	copied.Content = make([]*document.Node, len(n.Content))
	for i, child := range n.Content {
		copied.Content[i] = s.node(child)
	}
	return &copied
}
