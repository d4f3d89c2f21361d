package terraform

import (
	"reflect"
	"slices"
	"strconv"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
)

// client is a client of a plan or a state.
type client struct {
	*Resource
	address string
	values  *document.Node
	// It has the form of values, with true for what is not known.
	unknown *document.Node
	// The same for what must not be printed.
	sensitive   *document.Node
	before      *document.Node
	isNew       bool
	isState     bool
	expressions *expressions

	*worlds.Client
}

func constant(n *document.Node) worlds.Value { return func() *document.Node { return n } }

// addClient adds a client to the result.
func (r *reader) addClient(c *client) {
	if c.values == nil || c.values.Kind == document.Null {
		return
	}
	if c.values.Kind != document.Object {
		r.problem(c.values, c.address, c.values.IsNot("an object"))
		return
	}
	c.Client = &worlds.Client{Resource: c.address, Place: c.values.Place, Unordered: c.HasBlocks, Given: c.Resource.Given}
	c.Build = func() {
		r.building.Lock()
		defer r.building.Unlock()
		c.Value = c.value(r.lacks)
	}
	r.Clients = append(r.Clients, c.Client)
}

// value returns the members of the client.
func (c *client) value(lacks []string) worlds.Value {
	structure := reflect.TypeFor[cognito.UserPoolClient]()
	var set members
	a := attributes{c, c.values, c.unknown, c.sensitive, c.before, c.expressions, ""}
	for field := range structure.Fields() {
		switch {
		case field.Name == "ClientId":
			if id := c.id(); id != nil {
				set.add(field.Name, id.Place, constant(id))
			}
		case field.Name == "GenerateSecret":
			at, secret := c.secret()
			set.add(field.Name, at, secret)
		case !slices.Contains(lacks, field.Name):
			at, v := a.member(field)
			set.add(field.Name, at, v)
		}
	}
	return set.object(c.Client, structure, c.values.Place)
}

// members are those of an object that are set.
type members struct {
	names  []*document.Node
	values []worlds.Value
}

// add adds a member, unless v is nil.
func (m *members) add(name string, at document.Place, v worlds.Value) {
	if v != nil {
		m.names = append(m.names, &document.Node{Place: at, Kind: document.String, Text: name})
		m.values = append(m.values, v)
	}
}

func (m *members) object(c *worlds.Client, structure reflect.Type, at document.Place) worlds.Value {
	return func() *document.Node { return c.Object(structure, at, m.names, m.values) }
}

// id returns the ID of a client that exists, or nil.
func (c *client) id() *document.Node {
	name := "id"
	if !c.HasBlocks {
		name = "client_id"
	}
	_, id := c.values.Member(name)
	if c.isNew || id == nil || id.Kind != document.String || id.Text == "" {
		return nil
	}
	return id
}

// secret returns whether the client has a secret, as the GenerateSecret of a
// request.
func (c *client) secret() (document.Place, worlds.Value) {
	_, generate := c.values.Member("generate_secret")
	_, existing := c.values.Member("client_secret")
	_, unknown := c.unknown.Member("generate_secret")
	switch {
	case !c.isNew && existing != nil && existing.Kind == document.String:
		has := strconv.FormatBool(existing.Text != "")
		return existing.Place, constant(&document.Node{Place: existing.Place, Kind: document.Bool, Text: has})
	case generate != nil && generate.Kind != document.Null:
		return generate.Place, constant(generate)
	case c.isNew && !c.Keeps && !(isTrue(unknown) && c.expressions.isSet("generate_secret")):
		return document.Place{}, nil
	}
	return c.values.Place, c.unknownText("GenerateSecret", c.values.Place, true)
}

func isTrue(n *document.Node) bool { return n != nil && n.Kind == document.Bool && n.Text == "true" }

// unknownText returns a text that is not known.
func (c *client) unknownText(name string, at document.Place, isOptional bool) worlds.Value {
	u := c.Unknown(name)
	u.Optional = isOptional
	return func() *document.Node { return c.Node(u, at) }
}

// attributes are those of a client or of one of its blocks.
type attributes struct {
	*client
	values, unknown, sensitive, before *document.Node
	expressions                        *expressions
	path                               string // of the block, with a dot
}

// member returns the value of a member and its place, or nil if it is not set.
func (a attributes) member(field reflect.StructField) (document.Place, worlds.Value) {
	t := field.Type
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	name := a.Attribute(field.Name)
	_, n := a.values.Member(name)
	_, unknown := a.unknown.Member(name)
	_, sensitive := a.sensitive.Member(name)
	if isTrue(a.sensitive) {
		sensitive = a.sensitive
	}
	_, before := a.before.Member(name)
	isBlock := a.IsBlock(t)
	switch {
	case a.path != "" && name == "role_arn" && !a.isNew && a.isThere("application_arn"):
		return a.withoutApplication(field)
	case isTrue(unknown) && !isBlock && !a.Keeps && !a.expressions.isSet(name) && !a.expressions.mayCall(name):
		return document.Place{}, nil
	case isTrue(unknown):
		return unknown.Place, a.unset(field.Name, unknown.Place, t)
	case n == nil, n.Kind == document.Null, n.Kind == document.List && len(n.Content) == 0 && !holdsUnknown(unknown), a.isLeftOut(n, before):
		isEmptied := n != nil && n.Kind == document.List && a.expressions.has(name)
		if a.Keeps && a.isNew && a.path == "" && !isEmptied { // an absent member keeps its current value
			return a.values.Place, a.unset(field.Name, a.values.Place, t)
		}
		return document.Place{}, nil
	case t.Kind() == reflect.Struct:
		return a.block(field.Name, n, unknown, sensitive, before, t)
	case n.Kind == document.List:
		return n.Place, a.list(field.Name, n, unknown, sensitive)
	}
	return n.Place, constant(marked(n, sensitive))
}

// withoutApplication returns the value of the RoleArn of an update, which only
// counts without an ApplicationArn: the service adds it to one.
func (a attributes) withoutApplication(field reflect.StructField) (document.Place, worlds.Value) {
	application, _ := reflect.TypeFor[cognito.AnalyticsConfiguration]().FieldByName("ApplicationArn")
	_, arn := a.member(application)
	a.isNew = true
	at, role := a.member(field)
	if role == nil {
		return at, nil
	}
	return at, func() *document.Node {
		if arn() != nil {
			return nil
		}
		return role()
	}
}

// isThere reports whether an attribute has a value, known or not.
func (a attributes) isThere(name string) bool {
	_, n := a.values.Member(name)
	_, unknown := a.unknown.Member(name)
	return n != nil && n.Kind == document.String && n.Text != "" || isTrue(unknown) && a.expressions.isSet(name)
}

// holdsUnknown reports whether an element of a list is not known.
func holdsUnknown(unknown *document.Node) bool {
	return unknown != nil && slices.ContainsFunc(unknown.Content, isTrue)
}

// isLeftOut reports whether a value stands for none: a state has 0, "" and []
// for what the service does not return, and an update keeps them.
func (a attributes) isLeftOut(n, before *document.Node) bool {
	isZero := n.Text == "0" && n.Kind == document.Integer || n.Kind == document.String && n.Text == ""
	return isZero && (a.isState || !a.isNew && before != nil && before.Kind == n.Kind && before.Text == n.Text)
}

// unset returns a value of which nothing is known, and which may be absent if
// it is not required.
func (a attributes) unset(member string, at document.Place, t reflect.Type) worlds.Value {
	name := a.path + member
	switch t.Kind() {
	case reflect.Struct:
		return a.UnknownObject(name, at, t)
	case reflect.Slice:
		a.Unknown(name).List = true
	}
	return a.unknownText(name, at, !IsRequired(name))
}

// block returns a block that is there: a list of one object, or an object.
func (a attributes) block(member string, n, unknown, sensitive, before *document.Node, t reflect.Type) (document.Place, worlds.Value) {
	inside := attributes{client: a.client, path: a.path + member + "."}
	inside.values, inside.unknown, inside.before = only(n), only(unknown), only(before)
	inside.sensitive = only(sensitive)
	if inside.values == nil || inside.values.Kind != document.Object {
		return n.Place, constant(marked(n, sensitive)) // which cannot be decoded
	}
	inside.expressions = a.expressions.block(a.Attribute(member))
	var set members
	for field := range t.Fields() {
		at, v := inside.member(field)
		set.add(field.Name, at, v)
	}
	return inside.values.Place, set.object(a.Client, t, inside.values.Place)
}

// only returns the sole element of a list, or n itself if it is not a list.
func only(n *document.Node) *document.Node {
	switch {
	case n == nil || n.Kind != document.List:
		return n
	case len(n.Content) == 1:
		return n.Content[0]
	}
	return nil
}

// list returns a list with its elements, known or not.
func (a attributes) list(member string, n, unknown, sensitive *document.Node) worlds.Value {
	elements, isKnown := make([]worlds.Element, len(n.Content)), true
	for i, element := range n.Content {
		if unknown != nil && i < len(unknown.Content) && isTrue(unknown.Content[i]) {
			elements[i].Value = a.unknownText(a.path+member+"["+strconv.Itoa(i)+"]", element.Place, false)
			isKnown = false
			continue
		}
		elements[i] = worlds.Element{Value: constant(marked(element, elementOf(sensitive, i))), IsConstant: true}
	}
	list := &document.Node{Place: n.Place, Kind: document.List}
	if isKnown {
		for _, e := range elements {
			list.Content = append(list.Content, e.Value())
		}
		return constant(list)
	}
	return a.List(member, list, elements)
}

// elementOf returns what says whether an element of a list is sensitive.
func elementOf(sensitive *document.Node, i int) *document.Node {
	if sensitive != nil && sensitive.Kind == document.List && i < len(sensitive.Content) {
		return sensitive.Content[i]
	}
	return sensitive
}

// marked returns a value, secret if it or a part of it is sensitive.
func marked(n, sensitive *document.Node) *document.Node {
	if sensitive == nil || !sensitive.Any(isTrue) {
		return n
	}
	copied := *n
	copied.Secret, copied.Content = true, make([]*document.Node, len(n.Content))
	for i, child := range n.Content {
		copied.Content[i] = marked(child, sensitive)
	}
	return &copied
}
