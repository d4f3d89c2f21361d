package cloudformation

import (
	"slices"
	"strings"

	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
)

func (c *compiler) fnJoin(n *document.Node, arguments []*document.Node) (expression, bool) {
	delimiter := arguments[0]
	if delimiter.Kind != document.String {
		return expression{}, false
	}
	list := c.compile(arguments[1], argumentList)
	if arguments[1].Kind == document.List && !slices.ContainsFunc(list.parts, expression.mayVanish) && !list.isConstant() {
		var parts []expression
		for i, part := range list.parts {
			if i > 0 {
				parts = append(parts, expression{constant: delimiter})
			}
			parts = append(parts, part)
		}
		return c.concat(n, parts), true
	}
	return c.dynamic(n, func() text {
		value := list.eval()
		if value == nil || value.Kind != document.List {
			return textOf(value)
		}
		joined := text{"", value.Secret, value.Invented}
		for i, element := range value.Content {
			if i > 0 {
				joined.value += delimiter.Text
			}
			joined.add(textOf(element))
		}
		return joined
	}), true
}

// mayVanish reports whether an expression may have no value, or be no text.
func (e expression) mayVanish() bool {
	if e.isConstant() {
		return e.constant == nil || !isScalar(e.constant)
	}
	return !e.isText && e.parts == nil && (e.unknown == nil || e.unknown.List)
}

func (c *compiler) fnSplit(n *document.Node, arguments []*document.Node) (expression, bool) {
	delimiter := arguments[0]
	if delimiter.Kind != document.String || delimiter.Text == "" {
		return expression{}, false
	}
	whole := c.compile(arguments[1], nil)
	return expression{value: func() *document.Node {
		joined := textOf(whole.eval())
		list := &document.Node{Place: n.Place, Kind: document.List, Invented: joined.invented}
		for _, element := range c.client.Split(joined.value, delimiter.Text) {
			list.Content = append(list.Content, text{element, joined.secret, joined.invented}.at(n.Place))
		}
		return list
	}}, true
}

// text is a value as text, and what of it must not be printed.
type text struct {
	value            string
	secret, invented bool
}

func textOf(n *document.Node) text {
	if n == nil {
		return text{}
	}
	t := text{"", n.Secret, n.Invented}
	switch n.Kind {
	case document.Bool:
		t.value = strings.ToLower(n.Text)
	case document.List:
		for i, element := range n.Content {
			if i > 0 {
				t.value += ","
			}
			t.add(textOf(element))
		}
	case document.Object:
		t.value, t.secret, t.invented = canonical(n), n.Any(isSecret), n.Any(isInvented)
	default:
		t.value = n.Text
	}
	return t
}

func isSecret(n *document.Node) bool { return n.Secret }

func isInvented(n *document.Node) bool { return n.Invented }

// add adds another text at the end.
func (t *text) add(other text) {
	t.value += other.value
	t.secret, t.invented = t.secret || other.secret, t.invented || other.invented
}

// at returns the text as a value at a place.
func (t text) at(place document.Place) *document.Node {
	return &document.Node{Place: place, Kind: document.String, Text: t.value, Secret: t.secret, Invented: t.invented}
}

// fnSub compiles Fn::Sub.
func (c *compiler) fnSub(n *document.Node, text string, values *document.Node) expression {
	own := map[string]expression{}
	if values != nil {
		for i := 0; i < len(values.Content); i += 2 {
			own[values.Content[i].Text] = c.compile(values.Content[i+1], nil)
		}
	}
	var parts []expression
	for p := range pieces(text, "${") {
		variable := strings.TrimSpace(p.inside)
		value, isOwn := own[variable]
		switch {
		case !p.isVariable:
			parts = append(parts, c.variables(n, p.text)...)
		case isOwn:
			parts = append(parts, value)
		case strings.HasPrefix(variable, "!"):
			parts = append(parts, constant(n, "${"+variable[1:]+"}"))
		case isServerless(p.inside):
			parts = append(parts, c.unknown(n, p.text, nil))
		case strings.Contains(variable, "."):
			parts = append(parts, c.getAtt(n, variable, nil))
		default:
			parts = append(parts, c.ref(n, variable, nil))
		}
	}
	return c.concat(n, parts)
}

// concat compiles the text that others make.
func (c *compiler) concat(n *document.Node, parts []expression) expression {
	var flat []expression
	for _, part := range parts {
		if part.parts != nil && !part.mayVanish() {
			flat = append(flat, part.parts...)
		} else {
			flat = append(flat, part)
		}
	}
	if flat = c.dynamicReferences(n, flat); len(flat) > maxParts {
		return c.unknown(n, "long "+canonical(n), nil)
	}
	if len(flat) == 1 && flat[0].unknown != nil && !flat[0].unknown.List {
		u := flat[0].unknown
		return expression{value: func() *document.Node { return c.client.Node(u, n.Place) }, unknown: u, name: flat[0].name, parts: flat}
	}
	eval := func() (t text) {
		for _, part := range flat {
			t.add(textOf(part.eval()))
		}
		return t
	}
	if !slices.ContainsFunc(flat, func(e expression) bool { return !e.isConstant() }) {
		if t := eval(); len(t.value) <= maxText {
			return expression{constant: t.at(n.Place)}
		}
		return c.unknown(n, "long "+canonical(n), nil)
	}
	e := c.dynamic(n, eval)
	e.parts = flat
	return e
}

const (
	// maxParts limits the parts of a text and maxText its bytes. The value
	// of a larger text is not known.
	maxParts, maxText = 200, 100_000
	// maxTexts limits how many texts a client may be made of.
	maxTexts = 100_000
)

// dynamic compiles a text that depends on the branch. If it has a dynamic
// reference, it is not known.
func (c *compiler) dynamic(n *document.Node, eval func() text) expression {
	var other expression
	isReference := n.Mentions("{{")
	if isReference {
		other = c.unknown(n, canonical(n), nil)
	}
	return expression{value: func() *document.Node {
		if c.texts++; c.texts > maxTexts {
			c.client.Fail()
			return nil
		}
		t := eval()
		switch {
		case isReference && strings.Contains(t.value, "{{resolve:"):
			return other.eval()
		case len(t.value) > maxText:
			c.client.Fail()
			return nil
		}
		return t.at(n.Place)
	}}
}

// dynamicReferences puts unknowns in place of the dynamic references, such as
// {{resolve:ssm:name}}, that literal parts begin and end.
func (c *compiler) dynamicReferences(n *document.Node, parts []expression) []expression {
	var found []expression
	// The name of the one that has begun.
	reference := ""
	for _, part := range parts {
		if !part.isConstant() {
			if reference != "" {
				reference += part.name + "\x00"
			} else {
				found = append(found, part)
			}
			continue
		}
		literal := textOf(part.constant)
		for rest := literal.value; rest != ""; {
			if reference == "" {
				before, _, begins := strings.Cut(rest, "{{resolve:")
				if before != "" {
					found = append(found, expression{constant: text{before, literal.secret, false}.at(n.Place)})
				}
				rest = rest[len(before):]
				if !begins {
					break
				}
				reference = "{{"
				rest = rest[len(reference):]
				continue
			}
			inside, after, ends := strings.Cut(rest, "}}")
			reference, rest = reference+inside, after
			if ends {
				found = append(found, c.unknown(n, reference+"}}", nil))
				reference = ""
			}
		}
	}
	// A reference that does not end is none.
	if reference != "" {
		return parts
	}
	return found
}

func constant(n *document.Node, text string) expression {
	return expression{constant: &document.Node{Place: n.Place, Kind: document.String, Text: text}}
}
