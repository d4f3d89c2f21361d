package main

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
)

// client is an app client of a file, as far as it could be read.
type client struct {
	cognito.UserPoolClient
	form form
	node *document.Node
	// around is the object around a client that is described, or nil.
	around *document.Node
	// JSON Pointer to it in its document.
	pointer string

	// The first maxFindings things that keep it from being read whole.
	problems []worlds.Finding
	// more is how many more problems there are.
	more int
	// The first maxFindings members that are not known but may be right.
	notes   []worlds.Member
	members map[string]member // by path
	// unread are the paths of the members and elements that could not be read.
	// A list with many such elements is one itself.
	unread map[worlds.Path]bool
	empty  []worlds.Path // the paths of the strings that are ""
}

// member is the name and the value of a member.
type member struct{ name, value *document.Node }

// read reads a client from an object, in place of what was read before.
func (c *client) read(n *document.Node) {
	clear(c.members)
	*c = client{form: c.form, pointer: c.pointer, members: c.members, node: n, around: c.around}
	if c.members == nil {
		c.members = map[string]member{}
	}
	c.value(n, reflect.ValueOf(&c.UserPoolClient).Elem(), worlds.MemberPath(""))
	if c.around != nil {
		c.wrapper(c.around)
	}
}

// full reports whether a problem is one too many to keep, and then counts it.
func (c *client) full() bool {
	if len(c.problems) < maxFindings {
		return false
	}
	c.more++
	return true
}

// skip remembers that a member could not be read.
func (c *client) skip(path worlds.Path) {
	if c.unread == nil {
		c.unread = map[worlds.Path]bool{}
	}
	c.unread[path] = true
}

func (c *client) add(at *document.Node, path worlds.Path, message string) {
	if c.full() {
		return
	}
	c.problems = append(c.problems, worlds.Finding{Place: at.Place, Value: at.Place, Path: path, Message: message})
}

// note remembers a member of a description that is not known.
func (c *client) note(name *document.Node, path worlds.Path) {
	if len(c.notes) < maxFindings {
		c.notes = append(c.notes, worlds.Member{Place: name.Place, Path: path})
	}
}

// misfit adds the problem that a value is of a wrong kind.
func (c *client) misfit(n *document.Node, path worlds.Path, want document.Kind, wanted string) {
	message := n.IsNot(wanted)
	switch {
	case n.Kind == document.Null:
		message += ": leave it out"
	case n.Kind == document.Float && want == document.Integer:
		message = "must be a whole number without a fraction or an exponent"
	case n.Kind < document.String && want == document.String, n.Kind == document.Date && want == document.String:
		message += ": put it in quotes"
	}
	c.add(n, path, message)
}

// fits reports whether a value is of a kind. If not, that is a problem.
func (c *client) fits(n *document.Node, path worlds.Path, want document.Kind, wanted string) bool {
	if n.Kind != want {
		c.skip(path)
		c.misfit(n, path, want, wanted)
	}
	return n.Kind == want
}

func (c *client) value(n *document.Node, target reflect.Value, path worlds.Path) {
	if c.form.coerces {
		n = coerced(n, target.Kind())
	}
	if target.Type() == reflect.TypeFor[cognito.Timestamp]() {
		c.date(n, target, path)
		return
	}
	switch target.Kind() {
	case reflect.Pointer:
		pointed := reflect.New(target.Type().Elem())
		c.value(n, pointed.Elem(), path)
		if !c.unread[path] {
			target.Set(pointed)
		}
	case reflect.Struct:
		if c.fits(n, path, document.Object, "an object") {
			c.object(n, target, path)
		}
	case reflect.Slice:
		if c.fits(n, path, document.List, "a list") {
			c.list(n, target, path)
		}
	case reflect.String:
		if c.fits(n, path, document.String, "a string") {
			target.SetString(n.Text)
			if n.Text == "" {
				c.empty = append(c.empty, path)
			}
		}
	case reflect.Bool:
		if c.fits(n, path, document.Bool, "true or false") {
			target.SetBool(strings.EqualFold(n.Text, "true"))
		}
	case reflect.Int32:
		if c.fits(n, path, document.Integer, "a whole number") {
			c.number(n, target, path)
		}
	}
}

// list reads the strings of a list.
func (c *client) list(n *document.Node, target reflect.Value, path worlds.Path) {
	target.Set(reflect.MakeSlice(target.Type(), len(n.Content), len(n.Content)))
	bad := 0
	for i, element := range n.Content {
		if c.form.coerces {
			element = coerced(element, reflect.String)
		}
		if element.Kind == document.String {
			target.Index(i).SetString(element.Text)
			continue
		}
		at := worlds.Path{Member: path.Member, Index: i}
		if bad++; bad <= maxFindings {
			c.skip(at)
		} else if bad == maxFindings+1 {
			c.skip(path)
		}
		if !c.full() {
			c.misfit(element, at, document.String, "a string")
		}
	}
}

// coerced returns a scalar as a kind, if it can be taken for one.
func coerced(n *document.Node, to reflect.Kind) *document.Node {
	as := func(kind document.Kind, text string) *document.Node {
		copied := *n
		copied.Kind, copied.Text = kind, text
		return &copied
	}
	isText := n.Kind == document.String
	switch to {
	case reflect.String:
		switch n.Kind {
		case document.Bool, document.Integer, document.Float, document.Date:
			return as(document.String, n.Text)
		}
	case reflect.Bool:
		if truth, ok := truths[n.Text]; ok && isText {
			return as(document.Bool, truth)
		}
	case reflect.Int32:
		if number, ok := integer(strings.TrimSpace(n.Text)); isText && ok {
			return as(document.Integer, number)
		}
	}
	return n
}

// truths are the texts that are booleans: those of CloudFormation and, because
// its YAML is of version 1.1, those of YAML 1.1.
var truths = map[string]string{
	"true": "true", "True": "true", "TRUE": "true", "false": "false", "False": "false", "FALSE": "false",
	"yes": "true", "Yes": "true", "YES": "true", "on": "true", "On": "true", "ON": "true",
	"no": "false", "No": "false", "NO": "false", "off": "false", "Off": "false", "OFF": "false",
}

// integer returns a number without a plus sign and zeros in front.
func integer(text string) (string, bool) {
	sign, digits := "", strings.TrimPrefix(text, "+")
	if digits == text && strings.HasPrefix(text, "-") {
		sign, digits = "-", text[1:]
	}
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return "", false
	}
	return sign + strings.TrimLeft(digits[:len(digits)-1], "0") + digits[len(digits)-1:], true
}

func (c *client) number(n *document.Node, target reflect.Value, path worlds.Path) {
	digits := strings.TrimPrefix(n.Text, "-")
	number, err := strconv.ParseInt(n.Text, 10, 32)
	switch {
	case strings.Trim(digits, "0123456789") != "", len(digits) > 1 && digits[0] == '0':
		c.add(n, path, "must be in plain decimal digits")
	case err != nil:
		c.add(n, path, "must be -2147483648 to 2147483647, the range of an int32")
	default:
		target.SetInt(number)
		return
	}
	c.skip(path)
}

func (c *client) date(n *document.Node, target reflect.Value, path worlds.Path) {
	text := []byte(n.Text)
	switch n.Kind {
	case document.Integer, document.Float:
	case document.String, document.Date:
		text, _ = json.Marshal(n.Text) // a string has no error
	default:
		c.misfit(n, path, document.Date, "a date")
		return
	}
	if err := target.Addr().Interface().(*cognito.Timestamp).UnmarshalJSON(text); err != nil {
		c.add(n, path, strings.TrimPrefix(err.Error(), "cognito: "))
	}
}

// fieldsOf are, of each structure of a client, the fields by the names of the
// members.
var fieldsOf = func() map[reflect.Type]map[string]int {
	found := map[reflect.Type]map[string]int{}
	var add func(t reflect.Type)
	add = func(t reflect.Type) {
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct {
			return
		}
		found[t] = map[string]int{}
		for field := range t.Fields() {
			found[t][field.Name] = field.Index[0]
			add(field.Type)
		}
	}
	add(reflect.TypeFor[cognito.UserPoolClient]())
	return found
}()

func (c *client) object(n *document.Node, target reflect.Value, path worlds.Path) {
	fields, unknown := fieldsOf[target.Type()], map[string]*document.Node(nil)
	for i := 0; i < len(n.Content); i += 2 {
		name, value := n.Content[i], n.Content[i+1]
		if name.Kind == document.Merge {
			c.add(value, path, "must be an object or a list of objects to merge with <<")
			continue
		}
		if name.Kind != document.String {
			c.add(name, path, "has a member whose name is not a string")
			continue
		}
		index, known := fields[name.Text]
		at := path
		if shown := shownName(name.Text, known, value); shown != "" {
			at = path.Inside(shown)
		}
		first := c.members[at.Member].name
		if first == nil {
			first = unknown[name.Text]
		}
		switch {
		case first != nil && first.Text == name.Text:
			c.add(name, at, fmt.Sprintf("is a duplicate of line %d", first.Line))
		case !known, slices.Contains(c.form.lacks, name.Text):
			if unknown == nil {
				unknown = map[string]*document.Node{}
			}
			unknown[name.Text] = name
			if c.form.grows {
				c.note(name, at)
				continue
			}
			// A guess takes time, so this comes first.
			if c.full() {
				continue
			}
			message, guess := unknownMember(name.Text, target.Type(), c.form)
			if at == path {
				message = "has a member that " + c.form.name + " does not have"
			}
			c.add(name, at, message)
			if guess != "" {
				c.skip(path.Inside(guess))
			}
		default:
			c.members[at.Member] = member{name, value}
			c.value(value, target.Field(index), at)
		}
	}
}
