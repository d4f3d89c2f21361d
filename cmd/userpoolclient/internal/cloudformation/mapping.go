package cloudformation

import (
	"reflect"

	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
)

// fnFindInMap compiles Fn::FindInMap. It is not ok if the map is not known.
func (c *compiler) fnFindInMap(n *document.Node, arguments []*document.Node, t reflect.Type) (expression, bool) {
	mapping := c.template.mappings[arguments[0].Text]
	if arguments[0].Kind != document.String || mapping == nil || mapping.Kind != document.Object {
		c.outside = true
		return expression{}, false
	}
	first, second := c.compile(arguments[1], nil), c.compile(arguments[2], nil)
	isConstant := first.isConstant() && second.isConstant()
	if isConstant {
		if found := entry(entry(mapping, first), second); found != nil && !found.Mentions("{{resolve:") {
			return expression{constant: found.At(n.Place)}, true
		}
	}
	// If both keys are constant, the entry may be in an include.
	isKnown := !isConstant && isWhole(mapping)
	c.client.MayFail = true
	other := c.unknown(n, canonical(n), t)
	if len(arguments) == 4 {
		if _, value := arguments[3].Member("DefaultValue"); value != nil {
			other, isKnown = c.compile(value, t), false
		}
	}
	return expression{value: func() *document.Node {
		found := c.lookUp(c.lookUp(mapping, first, isKnown), second, isKnown)
		switch {
		case found != nil && !found.Mentions("{{resolve:"):
			return found.At(n.Place)
		case found == nil && isKnown:
			return nil
		}
		if value := other.eval(); value != nil {
			return value.At(n.Place)
		}
		return nil
	}}, true
}

// lookUp decides which key of an object is meant and returns its value, or nil
// if it is none of them. If these are all there are, deployment fails then.
func (c *compiler) lookUp(n *document.Node, key expression, isAll bool) *document.Node {
	if n == nil || n.Kind != document.Object || len(n.Content)/2 > maxAllowed {
		return nil
	}
	var names []string
	for i := 0; i < len(n.Content); i += 2 {
		names = append(names, n.Content[i].Text)
	}
	if i := c.client.OneOf(textOf(key.eval()).value, names, !isAll); i >= 0 {
		return n.Content[2*i+1]
	}
	return nil
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

// entry returns the value of a key in an object, or nil.
func entry(n *document.Node, key expression) *document.Node {
	if n == nil || n.Kind != document.Object {
		return nil
	}
	_, value := n.Member(textOf(key.eval()).value)
	return value
}
