package cloudformation

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
)

var (
	clientStruct = reflect.TypeFor[cognito.UserPoolClient]()
	// argumentList is the type of a list that is not a member of the client.
	argumentList = reflect.TypeFor[arguments]()
)

type arguments []string

// compiler makes expressions of the values of a client, which are evaluated in
// many worlds.
type compiler struct {
	template   *template
	client     *worlds.Client
	conditions map[string]*worlds.Condition // nil while they are being compiled
	written    map[document.Place]*document.Node
	depth      int    // of conditions
	member     string // of the client that is being compiled

	// outside reports whether a name is not one of the template.
	outside bool
	tooDeep bool
	// texts is how many texts have been made in the current branch.
	texts int
}

// expression is a value of a template.
type expression struct {
	// constant is the value if value is nil. It is nil for AWS::NoValue.
	constant *document.Node
	value    func() *document.Node
	// unknown is not nil if the expression is that alone.
	unknown *worlds.Unknown
	// parts are those of a text.
	parts []expression
	// isText reports whether it is a text in every branch.
	isText bool
	// The name of an unknown.
	name string
}

func (e expression) isConstant() bool { return e.value == nil }

// eval returns the value in the current world, or nil if it has none.
func (e expression) eval() *document.Node {
	if e.isConstant() {
		return e.constant
	}
	return e.value()
}

// intrinsic returns the function that a value calls and its argument, or "".
func intrinsic(n *document.Node) (function string, argument *document.Node) {
	switch {
	case n.Kind == document.Tagged && strings.HasPrefix(n.Tag, "!") && !strings.HasPrefix(n.Tag, "!!"):
		untagged := *n
		untagged.Kind, untagged.Tag = n.Untagged, ""
		function = n.Tag[1:]
		if function != "Ref" && function != "Condition" {
			function = "Fn::" + function
		}
		return function, &untagged
	case n.Kind == document.Object && len(n.Content) == 2:
		function = n.Content[0].Text
		if function == "Ref" || function == "Condition" || strings.HasPrefix(function, "Fn::") && !isLoop(function) {
			return function, n.Content[1]
		}
	}
	return "", nil
}

func isFunction(n *document.Node) bool {
	function, _ := intrinsic(n)
	return function != ""
}

// compile compiles a value for a place that wants a type, which is nil if that
// is not known.
func (c *compiler) compile(n *document.Node, t reflect.Type) expression {
	if function, argument := intrinsic(n); function != "" {
		c.remember(n)
		e := c.function(function, n, argument, t)
		if function != "Fn::If" && isMember(t) {
			e = c.whole(e)
		}
		return e
	}
	switch n.Kind {
	case document.String:
		return c.literal(n, t)
	case document.List:
		return c.list(n, t)
	case document.Object:
		return c.object(n, t)
	}
	return expression{constant: n}
}

// isMember reports whether a type is that of a list of the client.
func isMember(t reflect.Type) bool {
	return t != nil && t.Kind() == reflect.Slice && t != argumentList
}

// whole returns a list without elements of its own.
func (c *compiler) whole(e expression) expression {
	inner := e
	e.value = func() *document.Node {
		if c.client.IsElement() {
			return nil
		}
		return inner.eval()
	}
	return e
}

// remember keeps an expression as written, or none if a loop repeats it at the
// same place.
func (c *compiler) remember(n *document.Node) {
	at := n.Place
	if other, ok := c.written[at]; ok && other != n {
		n = nil
	}
	c.written[at] = n
}

func (c *compiler) list(n *document.Node, t reflect.Type) expression {
	var element reflect.Type
	if t != nil && t.Kind() == reflect.Slice {
		element = t.Elem()
	}
	elements, isConstant := make([]expression, len(n.Content)), true
	for i, child := range n.Content {
		elements[i] = c.compile(child, element)
		isConstant = isConstant && elements[i].isConstant()
	}
	if isMember(t) && !isConstant {
		var all []worlds.Element
		for _, e := range elements {
			all = append(all, worlds.Element{Value: e.eval, IsConstant: e.isConstant(), MayVanish: e.mayVanish()})
		}
		return expression{value: c.client.List(c.member, n, all)}
	}
	eval := func() *document.Node {
		list := *n
		list.Content = make([]*document.Node, 0, len(elements))
		for _, e := range elements {
			if value := e.eval(); value != nil {
				list.Content = append(list.Content, value)
			}
		}
		return &list
	}
	if isConstant {
		return expression{constant: eval()}
	}
	return expression{value: eval, parts: elements}
}

func (c *compiler) object(n *document.Node, t reflect.Type) expression {
	content, ok := c.unroll(n)
	if !ok {
		return c.unknown(n, canonical(n), t)
	}
	if t == clientStruct {
		content = c.effective(content)
	}
	values, isConstant := make([]expression, len(content)/2), true
	isStruct := t != nil && t.Kind() == reflect.Struct
	for i := range values {
		if t == clientStruct {
			c.member = content[2*i].Text
		}
		values[i] = c.compile(content[2*i+1], fieldType(t, content[2*i].Text))
		isConstant = isConstant && values[i].isConstant()
	}
	eval := func() *document.Node {
		object := *n
		object.Content = make([]*document.Node, 0, len(content))
		for i, e := range values {
			if isStruct && !c.client.Wants(t, content[2*i].Text) {
				continue
			}
			if value := e.eval(); value != nil {
				object.Content = append(object.Content, content[2*i], value)
			}
		}
		return &object
	}
	if isConstant && !isStruct {
		return expression{constant: eval()}
	}
	return expression{value: eval}
}

const ofMacro = "was not checked: a macro produces part of it"

// unroll returns the content of an object with its loops expanded. It is not ok
// if that is not known.
func (c *compiler) unroll(n *document.Node) (content []*document.Node, ok bool) {
	for i := 0; i < len(n.Content); i += 2 {
		name, value := n.Content[i], n.Content[i+1]
		switch {
		case isLoop(name.Text):
			expanded := c.template.expand(name, value)
			if expanded == nil {
				return nil, false
			}
			inside, ok := c.unroll(expanded)
			if !ok {
				return nil, false
			}
			content = append(content, inside...)
		case name.Text == "Fn::Transform":
			c.template.note(name.Place, c.client.Resource, ofMacro)
			return nil, false
		default:
			content = append(content, name, value)
		}
	}
	return content, true
}

// fieldType returns the type of a member of a struct, or nil.
func fieldType(t reflect.Type, name string) reflect.Type {
	if t == nil || t.Kind() != reflect.Struct {
		return nil
	}
	field, ok := t.FieldByName(name)
	switch {
	case !ok:
		return nil
	case field.Type.Kind() == reflect.Pointer:
		return field.Type.Elem()
	}
	return field.Type
}

// unknown returns the unknown with a name as a value of a type.
func (c *compiler) unknown(n *document.Node, name string, t reflect.Type) expression {
	if t != nil && t.Kind() == reflect.Struct {
		return expression{value: c.client.UnknownObject(name, n.Place, t, c.template.lacks...)}
	}
	if t != nil && t.Kind() == reflect.Slice {
		name += " as a list"
	}
	u := c.client.Unknown(name)
	u.List = u.List || t != nil && t.Kind() == reflect.Slice
	return expression{value: func() *document.Node { return c.client.Node(u, n.Place) }, unknown: u, name: name}
}

// function compiles the call of a function. One that is not known, or is not
// called as it must be, is an unknown value.
func (c *compiler) function(function string, n, argument *document.Node, t reflect.Type) expression {
	arguments := argument.Content
	if argument.Kind != document.List {
		arguments = nil
	}
	var e expression
	ok := false
	switch {
	case function == "Fn::Transform" && t != nil && t.Kind() == reflect.Struct:
		c.template.note(n.Place, c.client.Resource, ofMacro)
	case function == "Ref" && argument.Kind == document.String:
		return c.ref(n, argument.Text, t)
	case function == "Fn::GetAtt":
		return c.getAtt(n, attribute(argument), t)
	case function == "Fn::Sub" && argument.Kind == document.String:
		return c.fnSub(n, argument.Text, nil)
	case function == "Fn::Sub" && len(arguments) == 2 && arguments[0].Kind == document.String && arguments[1].Kind == document.Object:
		return c.fnSub(n, arguments[0].Text, arguments[1])
	case function == "Fn::If" && len(arguments) == 3 && arguments[0].Kind == document.String:
		return c.fnIf(arguments, t)
	case function == "Fn::Join" && len(arguments) == 2:
		e, ok = c.fnJoin(n, arguments)
	case function == "Fn::Split" && len(arguments) == 2:
		e, ok = c.fnSplit(n, arguments)
	case function == "Fn::Select" && len(arguments) == 2:
		return c.fnSelect(n, arguments, t)
	case function == "Fn::FindInMap" && (len(arguments) == 3 || len(arguments) == 4):
		e, ok = c.fnFindInMap(n, arguments, t)
	}
	if !ok {
		return c.unknown(n, canonical(n), t)
	}
	return e
}

// attribute returns what Fn::GetAtt gets, as in A.B.
func attribute(argument *document.Node) string {
	if argument.Kind != document.List {
		return argument.Text
	}
	var parts []string
	for _, part := range argument.Content {
		if part.Kind == document.String {
			parts = append(parts, part.Text)
		} else {
			parts = append(parts, canonical(part))
		}
	}
	return strings.Join(parts, ".")
}

func (c *compiler) getAtt(n *document.Node, attribute string, t reflect.Type) expression {
	if resource, _, _ := strings.Cut(attribute, "."); c.template.resources[resource] == nil {
		c.outside = true
	}
	return c.unknown(n, "GetAtt "+attribute, t)
}

// fnIf compiles Fn::If.
func (c *compiler) fnIf(arguments []*document.Node, t reflect.Type) expression {
	condition := c.condition(arguments[0].Text)
	yes, no := c.compile(arguments[1], t), c.compile(arguments[2], t)
	return expression{isText: !yes.mayVanish() && !no.mayVanish(), value: func() *document.Node {
		if condition.Read() {
			return yes.eval()
		}
		return no.eval()
	}}
}

// fnSelect compiles Fn::Select.
func (c *compiler) fnSelect(n *document.Node, arguments []*document.Node, t reflect.Type) expression {
	index, list := c.compile(arguments[0], nil), c.compile(arguments[1], argumentList)
	// What is selected from a list that is not known.
	other := c.unknown(n, canonical(n), t)
	c.client.MayFail = true
	if function, argument := intrinsic(arguments[1]); function == "Fn::Split" && other.unknown != nil && len(argument.Content) == 2 && argument.Content[0].Text != "" {
		other.unknown.Exclude(argument.Content[0].Text)
	}
	return expression{value: func() *document.Node {
		value := list.eval()
		if value == nil || value.Kind != document.List {
			return other.eval()
		}
		var indexes []string
		isKnown := true
		for i, element := range value.Content {
			if isKnown = isKnown && !c.client.IsMany(element.Text); !isKnown {
				break
			}
			indexes = append(indexes, strconv.Itoa(i))
		}
		i := c.client.OneOf(textOf(index.eval()).value, indexes, !isKnown)
		switch {
		case i >= 0 && index.isConstant():
			return value.Content[i]
		case i >= 0:
			return value.Content[i].At(n.Place)
		case isKnown:
			return nil
		}
		selected := other.eval()
		if selected != nil && value.Any(isSecret) {
			selected.Secret = true
		}
		return selected
	}}
}
