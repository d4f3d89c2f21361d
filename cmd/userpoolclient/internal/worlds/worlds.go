// Package worlds finds what is certainly wrong with an app client that is only
// partly known before deployment.
//
// The terms of this package:
//
//   - A world gives a value to everything that is not known. In a world the
//     client is fully known and is checked like any other; what is wrong in
//     every world is certain.
//   - A branch is the worlds in which the same conditions are true. What is
//     wrong may be left out where a condition is false, so it is certain in
//     branches.
//   - An assignment is the values of the unknowns that conditions read.
//   - A choice is an unknown with the values to try in the worlds of a branch,
//     and a combination is the index of one value of each choice.
//   - An occurrence is a text of the client in which there may be unknowns.
//   - A placeholder stands for an unknown in a text until it has a value.
package worlds

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

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
	// Misses reports whether, while unknowns are being located, an unknown
	// key is treated as missing from every mapping. Otherwise it is treated
	// as the first key.
	Misses bool
	// Written returns the expression at a place as it is written, or "".
	Written func(document.Place) string
	// Value returns the client in the current world, or nil if it does not
	// exist there.
	Value Value
	// Pool returns what is known of its user pool in the current world, or
	// nil. The field itself is nil if nothing is ever known.
	Pool func() *cognito.UserPool

	// NotKnown are the members that are not known. Check adds them.
	NotKnown []Member

	noted      map[Member]bool
	conditions []*Condition
	compared   []func() (a, b string)
	// The parts of what is compared.
	pairs    [][2][]part
	unknowns []*Unknown
	byName   map[string]*Unknown
}

// Member is a member of a client, or an element of a list, and its place.
type Member struct {
	document.Place
	Path Path
}

// Unknown is an expression whose value only deployment decides.
type Unknown struct {
	// Allowed are the only values that it can have, if there are any.
	Allowed []string
	// Others are values to try besides those that suit its place.
	Others []string
	// Typed reports whether only the values in Others, which then must not
	// be empty, suit it, wherever it is used.
	Typed bool
	// Number reports whether its value is a number.
	Number bool
	// Optional reports whether it may have no value.
	Optional bool
	// InCondition reports whether a condition reads it.
	InCondition bool
	// List reports whether its value is a list.
	List bool
	// Secret reports whether its value must not be printed.
	Secret bool
	// Decides reports whether its value determines more than text, such as
	// whether a member exists.
	Decides bool

	index      int
	delimiters []string
	value      value
}

// value is the value of an unknown in a world.
type value struct {
	text   string
	list   []string // of a list
	absent bool
}

// Condition is a named condition of a template.
type Condition struct {
	Name string
	// Holds reports whether it is true in the current world. It may read the
	// True of conditions that were added earlier.
	Holds func() bool
	// True is what Holds reported for the current world.
	True bool
	// Read reports whether the client itself, not just another condition,
	// depends on it.
	Read bool
}

// Unknown returns the unknown with a name. The same expression has the same
// name, and so the same value, wherever it occurs.
func (c *Client) Unknown(name string) *Unknown {
	u, ok := c.byName[name]
	if !ok {
		if c.byName == nil {
			c.byName = map[string]*Unknown{}
		}
		u = &Unknown{index: len(c.unknowns)}
		c.byName[name], c.unknowns = u, append(c.unknowns, u)
	}
	return u
}

// Value returns a value in the current world, or nil where there is none.
type Value func() *document.Node

// Object returns an object in the current world, omitting members without a
// value.
func Object(at document.Place, names []*document.Node, values []Value) *document.Node {
	n := &document.Node{Place: at, Kind: document.Object, Content: make([]*document.Node, 0, 2*len(names))}
	for i, value := range values {
		if one := value(); one != nil {
			n.Content = append(n.Content, names[i], one)
		}
	}
	return n
}

// UnknownObject returns an unknown object with the fields of structure except
// those named in but. The object and each of its members may be absent.
func (c *Client) UnknownObject(name string, at document.Place, structure reflect.Type, but ...string) Value {
	presence := c.Unknown(name)
	presence.Allowed, presence.Optional, presence.Decides = []string{"present"}, true, true
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
		values = append(values, func() *document.Node { return u.Node(at) })
	}
	return func() *document.Node {
		if presence.value.absent {
			return nil
		}
		return Object(at, names, values)
	}
}

// AddOther adds a value to try.
func (u *Unknown) AddOther(text string) {
	if !slices.Contains(u.Others, text) {
		u.Others = append(u.Others, text)
	}
}

// AddCondition adds a condition, after those that it reads.
func (c *Client) AddCondition(condition *Condition) {
	c.conditions = append(c.conditions, condition)
}

// AddComparison adds the two texts that a condition compares.
func (c *Client) AddComparison(compared func() (a, b string)) {
	c.compared = append(c.compared, compared)
}

// Node returns the value of an unknown in the current world, or nil if it has
// none.
func (u *Unknown) Node(at document.Place) *document.Node {
	switch {
	case u.value.absent:
		return nil
	case !u.List:
		return &document.Node{Place: at, Kind: document.String, Text: u.value.text, Secret: u.Secret, Invented: true}
	}
	list := &document.Node{Place: at, Kind: document.List, Invented: true}
	for _, element := range u.value.list {
		list.Content = append(list.Content, &document.Node{Place: at, Kind: document.String, Text: element, Secret: u.Secret, Invented: true})
	}
	return list
}

// HasPlaceholder reports whether text contains the placeholder of an unknown
// rather than a value.
func HasPlaceholder(text string) bool { return strings.Contains(text, placeholderBegin) }

// SplitAt records, for each unknown in text, that it is split at delimiter.
func (c *Client) SplitAt(text, delimiter string) {
	for _, part := range c.parts(text) {
		if u := part.unknown; u != nil && !slices.Contains(u.delimiters, delimiter) {
			u.delimiters, u.Decides = append(u.delimiters, delimiter), true
		}
	}
}

// A placeholder stands for an unknown in a text while unknowns are being
// located. It is not valid UTF-8, so no document contains one and no delimiter
// matches it.
const (
	placeholderBegin = "\xff"
	placeholderEnd   = "\xfe"
)

// placeholder returns the placeholder of the unknown with an index.
func placeholder(index int) string {
	digits := []byte(strconv.Itoa(index))
	for i := range digits {
		digits[i] += 0x80
	}
	return placeholderBegin + string(digits) + placeholderEnd
}

// probe gives each unknown a placeholder as its value.
func (c *Client) probe() {
	for _, u := range c.unknowns {
		placeholder := placeholder(u.index)
		u.value = value{text: placeholder}
		if u.List {
			u.value = value{list: []string{placeholder}}
		}
	}
}
