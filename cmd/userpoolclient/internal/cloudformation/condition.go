package cloudformation

import (
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
)

// maxDepth is how deep conditions may be nested in each other.
const maxDepth = 100

// resourceCondition returns the condition under which a resource exists, or
// nil.
func (c *compiler) resourceCondition(resource *document.Node) *worlds.Condition {
	_, name := resource.Member("Condition")
	if name == nil || name.Kind != document.String {
		return nil
	}
	return c.condition(name.Text)
}

// condition returns the condition with a name. One that the template does not
// define, or that depends on itself, is not known.
func (c *compiler) condition(name string) *worlds.Condition {
	if condition := c.conditions[name]; condition != nil {
		return condition
	}
	_, isOpen := c.conditions[name]
	definition := c.template.conditions[name]
	condition := &worlds.Condition{Name: name}
	switch {
	case isOpen:
		if !c.template.circles[name] {
			c.template.circles[name] = true
			c.template.problem(definition.Place, "Conditions."+name, "must not depend on itself")
		}
		condition.Holds = c.unknownTruth("Condition " + name)
		c.client.AddCondition(condition)
		return condition
	case c.depth == maxDepth:
		c.tooDeep = true
		condition.Holds = func() bool { return false }
		c.client.AddCondition(condition)
		return condition
	case definition == nil:
		c.outside = true
		condition.Holds = c.unknownTruth("Condition " + name)
	default:
		c.conditions[name] = nil
		c.depth++
		condition.Holds = c.truth(definition)
		c.depth--
	}
	c.conditions[name] = condition
	c.client.AddCondition(condition)
	return condition
}

// unknownTruth returns a truth that only deployment decides.
func (c *compiler) unknownTruth(name string) func() bool {
	u := c.client.Unknown(name)
	u.Allowed = []string{"true", "false"}
	return func() bool {
		return textOf(c.client.Node(u, document.Place{})).value == "true"
	}
}

// truth compiles a condition.
func (c *compiler) truth(n *document.Node) func() bool {
	function, argument := intrinsic(n)
	if function == "Condition" && argument.Kind == document.String {
		condition := c.condition(argument.Text)
		return condition.True
	}
	if argument == nil || argument.Kind != document.List {
		return c.unknownTruth(canonical(n))
	}
	arguments := argument.Content
	switch {
	case function == "Fn::Equals" && len(arguments) == 2:
		a, b := c.compile(arguments[0], nil), c.compile(arguments[1], nil)
		return func() bool { return c.client.Equal(textOf(a.eval()).value, textOf(b.eval()).value) }
	case function == "Fn::Not" && len(arguments) == 1:
		truth := c.truth(arguments[0])
		return func() bool { return !truth() }
	case function == "Fn::And", function == "Fn::Or":
		var truths []func() bool
		for _, one := range arguments {
			truths = append(truths, c.truth(one))
		}
		isOr := function == "Fn::Or"
		return func() bool {
			for _, truth := range truths {
				if truth() == isOr {
					return isOr
				}
			}
			return !isOr
		}
	}
	return c.unknownTruth(canonical(n))
}
