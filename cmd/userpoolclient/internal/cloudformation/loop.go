package cloudformation

import (
	"strings"

	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
)

// maxExpanded is how many values loops may make.
const maxExpanded = 1_000_000

func isLoop(name string) bool { return strings.HasPrefix(name, "Fn::ForEach::") }

// expand returns the object that a loop makes, a list of an identifier, a
// collection and an object. It is not ok if that is not known.
func (t *template) expand(name, loop *document.Node) (*document.Node, bool) {
	if loop.Kind != document.List || len(loop.Content) != 3 {
		return nil, false
	}
	identifier, collection, fragment := loop.Content[0], loop.Content[1], loop.Content[2]
	if identifier.Kind != document.String || collection.Kind != document.List || fragment.Kind != document.Object {
		return nil, false
	}
	expanded := &document.Node{Place: name.Place, Kind: document.Object}
	for _, item := range collection.Content {
		if !isScalar(item) {
			return nil, false
		}
		s := substitution{t, identifier.Text, item.Text}
		expanded.Content = append(expanded.Content, s.node(fragment).Content...)
		if t.expansions > maxExpanded {
			t.problem(name.Place, name.Text, "makes too many values")
			return nil, false
		}
	}
	return expanded, true
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
	copied.Content = make([]*document.Node, len(n.Content))
	for i, child := range n.Content {
		copied.Content[i] = s.node(child)
	}
	return &copied
}
