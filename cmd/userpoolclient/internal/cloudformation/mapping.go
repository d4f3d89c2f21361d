package cloudformation

import (
	"reflect"

	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
)

// fnFindInMap compiles Fn::FindInMap. It is not ok if the map is not known.
func (c *compiler) fnFindInMap(n *document.Node, arguments []*document.Node, t reflect.Type) (expression, bool) {
	mapping := c.template.mappings[arguments[0].Text]
	if arguments[0].Kind != document.String || mapping == nil || mapping.Kind != document.Object {
		c.outside = true
		return expression{}, false
	}
	first, second := c.compile(arguments[1], nil), c.compile(arguments[2], nil)
	if !first.isKey() || !second.isKey() {
		return expression{}, false
	}
	if first.isConstant() && second.isConstant() {
		if found := c.entry(c.entry(mapping, first), second); found != nil && !found.Mentions("{{resolve:") {
			return expression{constant: moved(found, n.Place)}, true
		}
	}
	other := c.unknown(n, canonical(n), t)
	// If both keys are constant, the entry may be in an include.
	isKnown := !(first.isConstant() && second.isConstant()) && isWhole(mapping)
	if len(arguments) == 4 {
		if _, value := arguments[3].Member("DefaultValue"); value != nil {
			other, isKnown = c.compile(value, t), false
		}
	}
	first.keys(mapping)
	for i := 1; i < len(mapping.Content); i += 2 {
		second.keys(mapping.Content[i])
	}
	for _, key := range []expression{first, second} {
		if key.unknown != nil && !isKnown {
			key.unknown.AddOther("not a key")
		}
	}
	return expression{value: func() *document.Node {
		found := c.entry(c.entry(mapping, first), second)
		switch {
		case found != nil && !found.Mentions("{{resolve:"):
			return moved(found, n.Place)
		case found == nil && isKnown && !worlds.HasPlaceholder(textOf(first.eval()).value+textOf(second.eval()).value):
			c.impossible = true
			return nil
		}
		if value := other.eval(); value != nil {
			return moved(value, n.Place)
		}
		return nil
	}}, true
}

// isWhole reports whether a mapping has no macro or include in it, so that all
// its keys are tried.
func isWhole(mapping *document.Node) bool {
	for i := 1; i < len(mapping.Content); i += 2 {
		if keys := mapping.Content[i]; keys.Kind != document.Object || keys.Has("Fn::Transform") || len(keys.Content)/2 > maxAllowed {
			return false
		}
	}
	return !mapping.Has("Fn::Transform") && len(mapping.Content)/2 <= maxAllowed
}

// isKey reports whether all the values of an expression are tried as keys.
func (e expression) isKey() bool { return e.isConstant() || e.unknown != nil }

// keys makes candidates of the names of an object.
func (e expression) keys(n *document.Node) {
	if e.unknown == nil || n.Kind != document.Object {
		return
	}
	e.unknown.Decides = true
	for i := 0; i < len(n.Content) && len(e.unknown.Others) < maxAllowed; i += 2 {
		e.unknown.AddOther(n.Content[i].Text)
	}
}

// entry returns the value of a key in an object, or nil. While unknowns are
// looked for, that is the first.
func (c *compiler) entry(n *document.Node, key expression) *document.Node {
	if n == nil || n.Kind != document.Object {
		return nil
	}
	text := textOf(key.eval()).value
	for i := 0; i < len(n.Content); i += 2 {
		if n.Content[i].Text == text || worlds.HasPlaceholder(text) && !c.client.Misses {
			return n.Content[i+1]
		}
	}
	return nil
}

// moved returns a value as if it were at another place.
func moved(n *document.Node, at document.Place) *document.Node {
	copied := *n
	copied.Place, copied.Content = at, make([]*document.Node, len(n.Content))
	for i, child := range n.Content {
		copied.Content[i] = moved(child, at)
	}
	return &copied
}
