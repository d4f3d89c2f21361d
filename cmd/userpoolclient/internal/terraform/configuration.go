package terraform

import (
	"strings"

	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
)

// configuration is that of a plan. It distinguishes an attribute whose value is
// decided on apply from one that nobody set: both are unknown in the plan.
type configuration struct {
	root      *document.Node
	resources map[*document.Node]map[string]*document.Node // by module, by type and name
	known     map[variable]bool                            // what is already decided
}

// variable is a variable of a module.
type variable struct {
	module *document.Node
	name   string
}

// scope is where an expression is: in a module, which is called by another.
type scope struct {
	module *document.Node
	// The call of the module; nil for the root.
	call   *document.Node
	parent *scope
	// What each.key and each.value are of.
	forEach *document.Node
}

// expressions are those of a resource.
type expressions struct {
	configuration *configuration
	scope         *scope
	attributes    *document.Node
	// isKnown reports whether everything is known, because an expression
	// for the whole object is.
	isKnown bool
}

// expressions returns the expressions of a resource that a plan changes, or
// nil if they are not in the configuration.
func (c *configuration) expressions(change *document.Node) *expressions {
	if c.root == nil {
		return nil
	}
	s := &scope{module: c.root}
	for _, name := range moduleNames(textAt(change, "module_address")) {
		_, calls := s.module.Member("module_calls")
		_, call := calls.Member(name)
		_, module := call.Member("module")
		if module == nil {
			return nil
		}
		s = &scope{module: module, call: call, parent: s}
	}
	resource := c.in(s.module)[textAt(change, "type")+"."+textAt(change, "name")]
	if resource == nil {
		return nil
	}
	_, attributes := resource.Member("expressions")
	_, s.forEach = resource.Member("for_each_expression")
	return &expressions{configuration: c, scope: s, attributes: attributes}
}

// in returns the resources of a module.
func (c *configuration) in(module *document.Node) map[string]*document.Node {
	byName := c.resources[module]
	if byName == nil {
		byName = map[string]*document.Node{}
		if _, list := module.Member("resources"); list != nil {
			for _, resource := range list.Content {
				if textAt(resource, "mode") == "data" {
					continue
				}
				byName[textAt(resource, "type")+"."+textAt(resource, "name")] = resource
			}
		}
		c.resources[module] = byName
	}
	return byName
}

// moduleNames returns the names in the address of a module, such as
// module.a["x.y"].module.b[0], without the keys.
func moduleNames(address string) []string {
	var names []string
	for {
		rest, ok := strings.CutPrefix(address, "module.")
		if !ok {
			return names
		}
		end := strings.IndexAny(rest, ".[")
		if end < 0 {
			return append(names, rest)
		}
		names = append(names, rest[:end])
		if address = rest[end:]; address[0] == '[' {
			address = address[keyEnd(address):]
		}
		address = strings.TrimPrefix(address, ".")
	}
}

// keyEnd returns the length of the key in brackets that a text begins with.
func keyEnd(text string) int {
	quoted := false
	for i := 0; i < len(text); i++ {
		switch {
		case quoted && text[i] == '\\':
			i++
		case text[i] == '"':
			quoted = !quoted
		case text[i] == ']' && !quoted:
			return i + 1
		}
	}
	return len(text)
}

// isSet reports whether an unknown attribute may have a value: whether it is
// set to something that is not known before the plan is applied.
func (e *expressions) isSet(attribute string) bool {
	switch {
	case e == nil:
		return true
	case e.isKnown:
		return false
	case e.attributes == nil:
		return true
	}
	name, expression := e.attributes.Member(attribute)
	return name != nil && !e.configuration.isKnown(e.scope, expression)
}

// mayCall reports whether an attribute that is written may be the result of a
// function such as uuid, which a plan does not tell from what it is called with.
func (e *expressions) mayCall(attribute string) bool {
	if e == nil || e.attributes == nil {
		return false
	}
	_, expression := e.attributes.Member(attribute)
	return expression != nil && !expression.Has("constant_value")
}

// has reports whether an attribute is written in the configuration.
func (e *expressions) has(attribute string) bool {
	return e != nil && e.attributes != nil && e.attributes.Has(attribute)
}

// block returns the expressions of a block or a nested object, or nil if they
// are not known, because a dynamic block makes it.
func (e *expressions) block(attribute string) *expressions {
	if e == nil || e.attributes == nil {
		return nil
	}
	_, block := e.attributes.Member(attribute)
	if block != nil && block.Kind == document.List && len(block.Content) > 0 {
		block = block.Content[0]
	}
	switch {
	case block == nil || block.Kind != document.Object:
		return nil
	case block.Has("references", "constant_value"):
		if !e.configuration.isKnown(e.scope, block) {
			return nil
		}
		return &expressions{isKnown: true}
	}
	return &expressions{configuration: e.configuration, scope: e.scope, attributes: block}
}

// isKnown reports whether an expression is known when the plan is made, so
// that null is what an unknown value stands for.
func (c *configuration) isKnown(s *scope, expression *document.Node) bool {
	if expression == nil {
		return true
	}
	if expression.Has("constant_value") {
		return true
	}
	_, references := expression.Member("references")
	if references == nil || len(references.Content) == 0 {
		// A function such as uuid.
		return false
	}
	for _, reference := range references.Content {
		if !c.isKnownReference(s, reference.Text) {
			return false
		}
	}
	return true
}

func (c *configuration) isKnownReference(s *scope, reference string) bool {
	root, rest, _ := strings.Cut(reference, ".")
	switch root {
	case "count", "path", "terraform":
		return true
	case "each":
		return s.forEach != nil && c.isKnown(&scope{module: s.module, call: s.call, parent: s.parent}, s.forEach)
	case "var":
		name, _, _ := strings.Cut(rest, ".")
		name, _, _ = strings.Cut(name, "[")
		return c.isKnownVariable(s, name)
	}
	return false
}

// isKnownVariable reports whether a variable is known when the plan is made: in
// the root module always.
func (c *configuration) isKnownVariable(s *scope, name string) bool {
	if s.parent == nil {
		return true
	}
	v := variable{s.module, name}
	known, decided := c.known[v]
	if decided {
		return known
	}
	// False while it is being decided.
	c.known[v] = false
	_, arguments := s.call.Member("expressions")
	if arguments == nil {
		known = true
	} else {
		caller := *s.parent
		_, caller.forEach = s.call.Member("for_each_expression")
		_, argument := arguments.Member(name)
		known = c.isKnown(&caller, argument)
	}
	c.known[v] = known
	return known
}
