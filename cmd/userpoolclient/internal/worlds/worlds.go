// Package worlds finds what is certainly wrong with an app client that is only
// partly known before deployment.
//
// Whether a rule is violated depends only on the members that it reads, so each
// rule is decided by itself: the client is reduced to these members, and what
// is decided at deployment is enumerated.
//
// The terms of this package:
//
//   - An unknown is an expression whose value only deployment decides.
//   - A decision is anything else that is not known and that the reduced
//     client depends on: whether a condition holds, how many elements a list
//     has, which key of a mapping is meant.
//   - A branch is one way to make all decisions. In a branch the client is
//     known but for texts with unknowns in them.
//   - A placeholder stands for an unknown in such a text.
//   - A world is a branch with a value for each unknown. In a world the client
//     is fully known and is checked like any other.
//
// What is found in every world of every branch is certain. What is found only
// in some branches is certain under the conditions that distinguish these from
// all others. If not all branches can be looked at, nothing is.
package worlds

import (
	"reflect"
	"slices"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
)

// Declared is what infrastructure code declares.
type Declared struct {
	Clients  []*Client
	Problems []document.Problem
	// Notes say what is not looked at, or has no effect.
	Notes []document.Problem
	// Parameters are the declared parameters whose values were given.
	Parameters []string
}

// Client is an app client some of whose values are not known.
type Client struct {
	// Resource is the name of its resource.
	Resource string
	// Place is where it is in the file.
	Place document.Place
	// Ignored are the rules that the resource itself ignores.
	Ignored []cognito.Rule
	// Unordered reports whether its lists have no order.
	Unordered bool
	// Given lists members that a request requires but this client need not
	// have.
	Given []string
	// Written returns the expression at a place as it is written, or "".
	Written func(document.Place) string
	// Build sets the functions below, right before Check needs them, if it is
	// not nil: those of many clients take much memory.
	Build func()
	// Exists reports whether the client exists in the current branch. Nil
	// means that it always does.
	Exists func() bool
	// Value returns those members of the client in the current branch that
	// Wants reports.
	Value Value
	// Pool returns what is known of its user pool in the current branch, or
	// nil. The field itself is nil if nothing is ever known.
	Pool func() *cognito.UserPool

	// Most limits how many branches and worlds are looked at. 0 means the usual
	// limit.
	Most int
	// MayBeNone reports whether it stands for any number of clients, which may
	// be none.
	MayBeNone bool

	// MayFail reports whether some values that are not known make deployment
	// fail.
	MayFail bool

	// NotKnown are the members that are not known, and Undecided those with
	// which something may be wrong that could not be decided. Check adds them.
	NotKnown, Undecided []Member
	// Omitted is how many violations at least are left out. Check sets it.
	Omitted int

	unknowns   []*Unknown
	byName     map[string]*Unknown
	conditions []*Condition
	// elements counts the elements of all lists. Varying are those of each
	// member that are not constant, and vanishing those that may vanish.
	elements  int
	varying   map[string][]int
	vanishing map[int]bool

	task   *task
	branch branch
	// filled are the values of parts of texts that were found.
	filled map[fillingsOf][]string
	// unified are the pairs of texts that were compared.
	unified map[[2]string]unification
	trail   trail
	// failing are the members that may make a branch impossible.
	failing []int
	// work counts the branches and worlds that were looked at, of which there
	// may be no more than most.
	work, most int
	// perWorld is how much a world counts: with warnings, twice as much.
	perWorld int
	// cells counts pairs of characters that do not yet make a unit of work.
	cells int
}

// Member is a member of a client, or an element of a list, and its place.
type Member struct {
	document.Place
	Path Path
}

// Value returns a value in the current branch, or nil where there is none.
type Value func() *document.Node

// Wants reports whether a member of a client, or of a structure in it, is to be
// in the value.
func (c *Client) Wants(structure reflect.Type, name string) bool {
	return c.task.wants(structure, name)
}

// Object returns an object of a structure in the current branch, without the
// members that have no value.
func (c *Client) Object(structure reflect.Type, at document.Place, names []*document.Node, values []Value) *document.Node {
	n := &document.Node{Place: at, Kind: document.Object}
	for i, value := range values {
		if !c.Wants(structure, names[i].Text) {
			continue
		}
		if child := value(); child != nil {
			n.Content = append(n.Content, names[i], child)
		}
	}
	return n
}

// UnknownObject returns an unknown object with the fields of structure except
// those named in but. The object and each of its members may be absent.
func (c *Client) UnknownObject(name string, at document.Place, structure reflect.Type, but ...string) Value {
	presence := c.Unknown(name)
	presence.Optional = true
	var names []*document.Node
	var values []Value
	for field := range structure.Fields() {
		if slices.Contains(but, field.Name) {
			continue
		}
		t, inside := field.Type, name+"."+field.Name
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		names = append(names, &document.Node{Place: at, Kind: document.String, Text: field.Name})
		if t.Kind() == reflect.Struct {
			values = append(values, c.UnknownObject(inside, at, t))
			continue
		}
		u := c.Unknown(inside)
		u.Optional, u.List = true, t.Kind() == reflect.Slice
		values = append(values, func() *document.Node { return c.Node(u, at) })
	}
	return func() *document.Node {
		if !c.IsPresent(presence) {
			return nil
		}
		return c.Object(structure, at, names, values)
	}
}

// Element is an element of a list of the client.
type Element struct {
	Value
	// IsConstant reports whether nothing decides its value, and MayVanish
	// whether it may have none.
	IsConstant, MayVanish bool
}

// List returns the list of a member, n with other elements.
func (c *Client) List(member string, n *document.Node, elements []Element) Value {
	first := c.elements
	c.elements += len(elements)
	present := make([]int, len(elements)+1) // that precede each element for certain
	var vanishing []int
	for i, e := range elements {
		present[i+1] = present[i]
		if e.MayVanish {
			vanishing = append(vanishing, i)
		} else {
			present[i+1]++
		}
		if !e.IsConstant {
			if c.varying == nil {
				c.varying, c.vanishing = map[string][]int{}, map[int]bool{}
			}
			c.varying[member] = append(c.varying[member], first+i)
			c.vanishing[first+i] = e.MayVanish
		}
	}
	// What stands for an element of which only the presence is read.
	other := &document.Node{Kind: document.String, Text: wholes(member, true)[0]}
	return func() *document.Node {
		list := *n
		if c.IsElement() {
			list.Content = c.element(c.task.element-first, elements, present, vanishing)
			return &list
		}
		list.Content = make([]*document.Node, 0, len(elements))
		for _, e := range elements {
			child := other
			if c.task.isWanted(member, e) {
				child = e.Value()
			}
			if child != nil {
				list.Content = append(list.Content, child)
			}
		}
		return &list
	}
}

// element returns the only element that is looked at, if a list has it at an
// index, and counts those before it.
func (c *Client) element(i int, elements []Element, present, vanishing []int) []*document.Node {
	if i < 0 || i >= len(elements) {
		return nil
	}
	c.branch.before += present[i]
	for _, j := range vanishing {
		switch {
		case j >= i:
		case !c.task.isCounting:
			c.branch.moves = true
		case elements[j].Value() != nil:
			c.branch.before++
		}
	}
	if child := elements[i].Value(); child != nil {
		return []*document.Node{child}
	}
	return nil
}

// IsElement reports whether only one element of a list is looked at, so that
// lists without elements of their own are of no interest.
func (c *Client) IsElement() bool { return c.task.element >= 0 }
