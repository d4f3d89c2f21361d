package cloudformation

import (
	"fmt"
	"slices"
	"strings"

	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
)

// last returns a part of a template in which the last of members with the same
// name is the only one, as CloudFormation takes it. If isOurs is true, it notes
// the others.
func (t *template) last(n *document.Node, path string, isOurs bool) *document.Node {
	if !n.Any(repeats) {
		return n
	}
	content := make([]*document.Node, 0, len(n.Content))
	for i, child := range n.Content {
		inside, isInOurs := path, isOurs
		if n.Kind == document.Object && i%2 == 1 {
			inside = strings.TrimPrefix(path+"."+n.Content[i-1].Text, ".")
			isInOurs = isOurs && !isOther(inside, child)
		}
		content = append(content, t.last(child, inside, isInOurs))
	}
	if n.Kind == document.Object {
		at := map[string]int{}
		for i := 0; i < len(content); i += 2 {
			if content[i].Kind != document.String {
				continue
			}
			name := content[i].Text
			first, again := at[name]
			at[name] = i
			if again && isOurs {
				t.note(content[first].Place, shown(strings.TrimPrefix(path+"."+name, ".")), fmt.Sprintf("has no effect: line %d gives it again, and CloudFormation deploys the last", content[i].Line))
			}
		}
		if len(at) < len(content)/2 {
			content = onlyLast(content, at)
		}
	}
	if slices.Equal(content, n.Content) {
		return n
	}
	copied := *n
	copied.Content = content
	return &copied
}

// repeats reports whether an object has members with the same name.
func repeats(n *document.Node) bool {
	if n.Kind != document.Object {
		return false
	}
	var seen map[string]bool
	if len(n.Content) > maxCompared {
		seen = map[string]bool{}
	}
	for i := 0; i < len(n.Content); i += 2 {
		name := n.Content[i]
		if seen != nil && seen[name.Text] {
			return true
		}
		if seen != nil {
			seen[name.Text] = true
			continue
		}
		for j := 0; j < i; j += 2 {
			if n.Content[j].Text == name.Text {
				return true
			}
		}
	}
	return false
}

// maxCompared is how many names and values an object may have whose names are
// compared with each other.
const maxCompared = 40

// onlyLast returns the members of an object at the indexes of their names.
func onlyLast(content []*document.Node, at map[string]int) []*document.Node {
	var kept []*document.Node
	for i := 0; i < len(content); i += 2 {
		if content[i].Kind != document.String || at[content[i].Text] == i {
			kept = append(kept, content[i], content[i+1])
		}
	}
	return kept
}

// isOther reports whether a section, or a resource that is no client, is one in
// which repetition is of no interest.
func isOther(path string, n *document.Node) bool {
	switch strings.Count(path, ".") {
	case 0:
		return !slices.Contains([]string{"Parameters", "Mappings", "Conditions", "Resources", "resources"}, path)
	case 1:
		return strings.HasPrefix(path, "Resources.") && typeOf(n) != clientType
	}
	return false
}

// shown returns a path as it is shown elsewhere: a resource by its name, and a
// member of a client without Properties.
func shown(path string) string {
	resource, isResource := strings.CutPrefix(path, "Resources.")
	if !isResource {
		return path
	}
	return strings.Replace(resource, ".Properties.", ".", 1)
}
