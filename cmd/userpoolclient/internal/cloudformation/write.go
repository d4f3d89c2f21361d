package cloudformation

import (
	"strconv"
	"strings"

	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
)

// maxWritten is after how many bytes an expression is cut.
const maxWritten = 1_000

// write returns an expression as written: short forms as in YAML, and the rest
// as JSON. It returns "" if the expression must not be shown.
func write(n *document.Node) string {
	// What comes before an at sign may be a password.
	if n == nil || n.Mentions("@") || n.Mentions("%40") {
		return ""
	}
	w := &writer{}
	w.node(n, true)
	return w.String()
}

// canonical returns a text for an expression that is the same for its short and
// long forms.
func canonical(n *document.Node) string {
	w := &writer{full: true}
	w.node(n, false)
	return w.String()
}

type writer struct {
	strings.Builder
	// full reports whether to write everything, and functions in their long
	// form.
	full bool
}

func (w *writer) node(n *document.Node, top bool) {
	if !w.full && w.Len() > maxWritten {
		return
	}
	if function, argument := intrinsic(n); w.full && function != "" {
		w.WriteString("{" + strconv.Quote(function) + ":")
		if function == "Fn::GetAtt" {
			argument = &document.Node{Kind: document.String, Text: attribute(argument)}
		}
		w.node(argument, false)
		w.WriteString("}")
		return
	}
	kind := n.Kind
	if kind == document.Tagged {
		w.WriteString(n.Tag + " ")
		kind = n.Untagged
	}
	switch {
	case kind == document.List:
		w.list("[", "]", n.Content, ",")
	case kind == document.Object:
		w.list("{", "}", n.Content, ":")
	case kind != document.String || top || n.Kind == document.Tagged && !w.full:
		w.WriteString(n.Text)
	default:
		w.WriteString(strconv.Quote(n.Text))
	}
}

// list writes elements, or names and values by turns.
func (w *writer) list(begin, end string, content []*document.Node, first string) {
	w.WriteString(begin)
	for i, child := range content {
		switch {
		case i%2 == 1:
			w.WriteString(first)
		case i > 0:
			w.WriteString(",")
		}
		w.node(child, false)
	}
	w.WriteString(end)
}
