// Package worlds finds what is certainly wrong with an app client of which
// only deployment decides a part.
//
// A world gives a value to everything that is not known. In a world the client
// is known entirely, so it can be checked as any other; what is wrong with it in
// every world is certain. Worlds in which the same conditions are true are a
// group, because a condition that is false may leave out what is wrong.
package worlds

import (
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
}

// Client is an app client of which some values are not known.
type Client struct {
	// Resource is the name of its resource.
	Resource string
	// Node is where it is in the file.
	Node *document.Node
	// Ignored are the rules that the resource itself ignores.
	Ignored []cognito.Rule
	// Unordered is whether its lists have no order.
	Unordered bool
	// Given are the members of a request that are not to be required.
	Given []string
	// Misses is whether keys that are not known are in no mapping, and not the
	// first key, while places of unknowns are looked for.
	Misses bool
	// Written returns the expression at a place as it is written, or "".
	Written func(document.Place) string
	// Value returns the client in the current world, or nil if it does not
	// exist there.
	Value func() *document.Node
	// Pool returns what is known of its user pool in the current world, or
	// nil. It is nil if nothing is ever known.
	Pool func() *cognito.UserPool

	// NotKnown are the members that are not known. Check adds them.
	NotKnown []Member

	noted      map[Member]bool
	conditions []*Condition
	compared   []func() (a, b string)
	pairs      [][2][]part // the parts of what is compared
	tooLarge   bool
	unknowns   []*Unknown
	byName     map[string]*Unknown
}

// Member is a member of a client, or an element of a list, and its place.
type Member struct {
	document.Place
	Path string
}

// Unknown is an expression whose value only deployment decides.
type Unknown struct {
	// Allowed are the only values that it can have, if there are any.
	Allowed []string
	// Others are values to try besides those that suit its place.
	Others []string
	// Typed is whether Others, which must not be empty then, are the only
	// values that suit it, wherever it is.
	Typed bool
	// Number is whether its value is a number.
	Number bool
	// Optional is whether it may have no value.
	Optional bool
	// InCondition is whether a condition reads it.
	InCondition bool
	// List is whether its value is a list.
	List bool
	// Secret is whether its value must not be printed.
	Secret bool
	// Decides is whether more depends on its value than a text, such as
	// whether something is there.
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
	// Read is whether the value of the client depends on it, and not only
	// other conditions.
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

// Absent reports whether an unknown has no value in the current world.
func (u *Unknown) Absent() bool { return u.value.absent }

// HasMark reports whether a text is not a value, but shows where an unknown is.
func HasMark(text string) bool { return strings.Contains(text, markBegin) }

// SplitAt tells the unknowns in a text of the current world that the text is
// split at a delimiter.
func (c *Client) SplitAt(text, delimiter string) {
	for _, part := range c.parts(text) {
		if u := part.unknown; u != nil && !slices.Contains(u.delimiters, delimiter) {
			u.delimiters, u.Decides = append(u.delimiters, delimiter), true
		}
	}
}

// A mark stands for an unknown in a text while the places of unknowns are
// looked for. It is not UTF-8, and so neither in a document nor found by a
// delimiter.
const (
	markBegin = "\xff"
	markEnd   = "\xfe"
)

// mark returns the mark of the unknown with an index.
func mark(index int) string {
	digits := []byte(strconv.Itoa(index))
	for i := range digits {
		digits[i] += 0x80
	}
	return markBegin + string(digits) + markEnd
}

// probe gives each unknown a mark as its value.
func (c *Client) probe() {
	for _, u := range c.unknowns {
		mark := mark(u.index)
		u.value = value{text: mark}
		if u.List {
			u.value = value{list: []string{mark}}
		}
	}
}
