package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// trail is the way to a place in a document. It becomes a path only where
// there is something to tell.
type trail []step

type step struct {
	name  string // of a member
	index int    // of an element, else -1
}

func (t *trail) enterMember(name string) { *t = append(*t, step{name, -1}) }

func (t *trail) enterElement(index int) { *t = append(*t, step{"", index}) }

func (t *trail) leave() { *t = (*t)[:len(*t)-1] }

var plainName = regexp.MustCompile(`^[A-Za-z][0-9A-Za-z_-]{0,63}$`)

// String is the path: AnalyticsConfiguration.RoleArn, CallbackURLs[3]. A name
// that is not plain is quoted and cut.
func (t trail) String() string {
	var path strings.Builder
	for _, s := range t {
		switch {
		case s.index >= 0:
			path.WriteString("[" + strconv.Itoa(s.index) + "]")
			continue
		case path.Len() > 0:
			path.WriteByte('.')
		}
		if plainName.MatchString(s.name) {
			path.WriteString(s.name)
		} else {
			fmt.Fprintf(&path, "%.64q", s.name)
		}
	}
	return path.String()
}
