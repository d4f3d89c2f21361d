package worlds

import (
	"strconv"
	"strings"
)

// Path is the path of a member of a client or of an element of its list.
type Path struct {
	Member string
	// Of the element, or -1 for the member itself.
	Index int
}

// MemberPath returns the path of a member.
func MemberPath(member string) Path { return Path{member, -1} }

// ParsePath returns the path of a violation.
func ParsePath(text string) Path {
	member, rest, isElement := strings.Cut(text, "[")
	if !isElement {
		return MemberPath(text)
	}
	index, _ := strconv.Atoi(strings.TrimSuffix(rest, "]"))
	return Path{member, index}
}

// Inside returns the path of a member of an object.
func (p Path) Inside(member string) Path {
	return MemberPath(strings.TrimPrefix(p.Member+"."+member, "."))
}

// IsElement reports whether the path is that of an element of a list.
func (p Path) IsElement() bool { return p.Index >= 0 }

func (p Path) String() string {
	if p.IsElement() {
		return p.Member + "[" + strconv.Itoa(p.Index) + "]"
	}
	return p.Member
}
