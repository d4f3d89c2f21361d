package worlds

import (
	"reflect"
	"slices"

	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
)

// replace puts unknowns in the place of members and elements that cannot be
// read, because they could be anything.
func (c *Client) replace(unread []Path) {
	value := c.Value
	c.Value = func() *document.Node {
		n := value()
		if n == nil {
			return nil
		}
		return c.withUnknowns(n, MemberPath(""), unread)
	}
}

// withUnknowns returns a value with unknowns in the place of what is unread.
func (c *Client) withUnknowns(n *document.Node, path Path, unread []Path) *document.Node {
	if path.Member != "" && slices.Contains(unread, path) {
		return c.unknownAt(n.Place, path)
	}
	if n.Kind != document.Object && n.Kind != document.List {
		return n
	}
	copied := *n
	copied.Content = nil
	for i, child := range n.Content {
		switch {
		case n.Kind == document.List:
			child = c.withUnknowns(child, Path{path.Member, i}, unread)
		case i%2 == 0:
			continue
		default:
			child = c.withUnknowns(child, path.Inside(n.Content[i-1].Text), unread)
		}
		if child == nil {
			continue
		}
		if n.Kind == document.Object {
			copied.Content = append(copied.Content, n.Content[i-1])
		}
		copied.Content = append(copied.Content, child)
	}
	return &copied
}

// unknownAt returns an unknown that suits a path.
func (c *Client) unknownAt(at document.Place, path Path) *document.Node {
	name := "unread " + path.String()
	t := typeOf(path.Member)
	if t.Kind() == reflect.Struct {
		if object := c.UnknownObject(name, at, t)(); object != nil {
			return object
		}
		return &document.Node{Place: at, Kind: document.Object}
	}
	u := c.Unknown(name)
	u.List = t.Kind() == reflect.Slice && !path.IsElement()
	n := c.Node(u, at)
	switch t.Kind() {
	case reflect.Bool:
		n.Kind = document.Bool
	case reflect.Int32:
		n.Kind = document.Integer
	}
	return n
}
