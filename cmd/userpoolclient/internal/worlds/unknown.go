package worlds

import (
	"slices"
	"strconv"
	"strings"

	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
)

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
	// List reports whether its value is a list.
	List bool
	// Secret reports whether its value must not be printed.
	Secret bool

	index int
	name  string
	// without are delimiters that its value does not contain.
	without []string
	// isMany reports whether it stands for many values at once, and joiner
	// what is between them where they are one text.
	isMany bool
	joiner string

	// What is decided in the current branch.
	epoch     int
	isDecided bool // whether isAbsent is
	isAbsent  bool
	isBound   bool
	bound     string     // the text that it is, perhaps with placeholders
	elements  []*Unknown // of a list
	isCounted bool       // whether elements are

	// Its value in the current world, or its values.
	value  string
	values []string
}

// Unknown returns the unknown with a name. The same expression has the same
// name, and so the same value, wherever it occurs.
func (c *Client) Unknown(name string) *Unknown {
	u, ok := c.byName[name]
	if !ok {
		if c.byName == nil {
			c.byName = map[string]*Unknown{}
		}
		u = &Unknown{index: len(c.unknowns), name: name}
		c.byName[name], c.unknowns = u, append(c.unknowns, u)
	}
	return u
}

// part returns an unknown that is a part of another.
func (c *Client) part(u *Unknown, name string) *Unknown {
	part := c.Unknown(u.name + "\x00" + name)
	part.Allowed, part.Others, part.Typed, part.Secret, part.without = u.Allowed, u.Others, u.Typed, u.Secret, u.without
	return part
}

// current forgets what was decided of an unknown in other branches.
func (c *Client) current(u *Unknown) *Unknown {
	if u.epoch != c.trail.epoch {
		u.epoch, u.isDecided, u.isAbsent, u.isBound, u.isCounted = c.trail.epoch, false, false, false, false
	}
	return u
}

// IsPresent decides whether an unknown has a value.
func (c *Client) IsPresent(u *Unknown) bool {
	c.current(u)
	if u.Optional && !u.isDecided {
		u.isDecided, u.isAbsent = true, c.decide(2) == 1
	}
	return !u.isAbsent
}

// Node returns the value of an unknown in the current branch, or nil if it has
// none.
func (c *Client) Node(u *Unknown, at document.Place) *document.Node {
	switch {
	case !c.IsPresent(u):
		return nil
	case !u.List:
		return &document.Node{Place: at, Kind: document.String, Text: c.text(u), Secret: u.Secret, Invented: true}
	}
	list := &document.Node{Place: at, Kind: document.List, Invented: true}
	for _, element := range c.elementsOf(u) {
		list.Content = append(list.Content, &document.Node{Place: at, Kind: document.String, Text: c.text(element), Secret: u.Secret, Invented: true})
	}
	return list
}

// text returns the text of an unknown in the current branch: an allowed value,
// or one with placeholders.
func (c *Client) text(u *Unknown) string {
	c.current(u)
	if u.Allowed != nil && !u.isBound {
		c.bind(u, u.Allowed[c.decide(len(u.Allowed))])
	}
	if u.isBound {
		return c.resolve(u.bound)
	}
	return placeholder(u.index)
}

// many is the number of parts of which one unknown stands for all: as many as
// there are values to try. More than two parts are either all that are of use,
// or make no difference.
const many = -1

// lengths are how many elements of an unknown list are tried, and pieces how
// many parts of a text that is split.
var lengths, pieces = []int{1, many, 0, 2}, []int{1, many, 2, 3}

// elementsOf decides how many elements an unknown list has, and returns them.
func (c *Client) elementsOf(u *Unknown) []*Unknown {
	if !u.isCounted {
		u.isCounted, u.elements = true, c.partsOf(u, "element", lengths[c.decide(len(lengths))], ",")
	}
	return u.elements
}

// partsOf returns the n parts of an unknown, or one that stands for many.
func (c *Client) partsOf(u *Unknown, name string, n int, joiner string) []*Unknown {
	if n == many {
		all := c.part(u, name+"s")
		all.isMany, all.joiner, all.Allowed = true, joiner, nil
		if u.Allowed != nil {
			all.Others, all.Typed = u.Allowed, true
		}
		return []*Unknown{all}
	}
	parts := make([]*Unknown, n)
	for i := range parts {
		parts[i] = c.part(u, name+strconv.Itoa(i))
	}
	return parts
}

// Split returns the parts of a text between delimiters in the current branch.
// It decides how many delimiters each unknown in it has.
func (c *Client) Split(text, delimiter string) []string {
	for _, p := range c.parts(c.resolve(text)) {
		if u := p.unknown; u != nil && !u.isMany && !slices.Contains(u.without, delimiter) && u.mayBe("a"+delimiter+"a") {
			parts := c.partsOf(u, "split at "+delimiter, pieces[c.decide(len(pieces))], delimiter)
			for _, part := range parts {
				if u.Typed {
					part.Others = nil
					for _, other := range u.Others {
						part.Others = append(part.Others, strings.Split(other, delimiter)...)
					}
				}
			}
			var bound []string
			for _, part := range parts {
				part.Exclude(delimiter)
				bound = append(bound, placeholder(part.index))
			}
			c.bind(u, strings.Join(bound, delimiter))
		}
	}
	return strings.Split(c.resolve(text), delimiter)
}

// Exclude says that the value of an unknown does not contain a delimiter.
func (u *Unknown) Exclude(delimiter string) {
	if !slices.Contains(u.without, delimiter) {
		u.without = append(slices.Clone(u.without), delimiter)
	}
}

// filler returns a letter that the value of an unknown may have.
func (u *Unknown) filler() string {
	for letter := byte('a'); letter < 'z'; letter++ {
		if u.mayHave(letter) {
			return string(letter)
		}
	}
	return ""
}

// IsMany reports whether a text stands for many at once.
func (c *Client) IsMany(text string) bool {
	return slices.ContainsFunc(c.parts(c.resolve(text)), func(p part) bool { return p.unknown != nil && p.unknown.isMany })
}

// mayBe reports whether an unknown may have a value.
func (u *Unknown) mayBe(text string) bool {
	if slices.ContainsFunc(u.without, func(delimiter string) bool { return strings.Contains(text, delimiter) }) {
		return false
	}
	switch {
	case u.Allowed != nil:
		return slices.Contains(u.Allowed, text)
	case u.Number:
		_, err := strconv.ParseFloat(text, 64)
		return err == nil
	case u.Typed && u.isMany:
		return slices.Contains(u.Others, text)
	case u.Typed:
		// A pseudo parameter, such as a region.
		return text != "" && !strings.ContainsAny(text, ":/#?")
	}
	return true
}

// mayHave reports whether the value of an unknown may have a byte in it.
func (u *Unknown) mayHave(b byte) bool {
	switch {
	case u.Number:
		return strings.IndexByte("0123456789.+-eE", b) >= 0
	case u.Typed && !u.isMany:
		if strings.IndexByte(":/#?", b) >= 0 {
			return false
		}
	}
	for _, delimiter := range u.without {
		if len(delimiter) == 1 && delimiter[0] == b {
			return false
		}
	}
	return true
}
