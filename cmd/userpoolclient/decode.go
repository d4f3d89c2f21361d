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
)

// form is what an app client is written as.
type form struct {
	name   string
	lacks  []string // members of a UserPoolClient that it does not have
	exists bool     // whether to validate it as an update
	// coerces is whether text is taken for what it says, and what is not text
	// as text.
	coerces bool
}

var (
	createForm = form{"a CreateUserPoolClient request", []string{"ClientId", "LastModifiedDate", "CreationDate"}, false, false}
	updateForm = form{"an UpdateUserPoolClient request", []string{"GenerateSecret", "ClientSecret", "LastModifiedDate", "CreationDate"}, true, false}
	outputForm = form{"a described client", []string{"GenerateSecret"}, true, false}
)

// client is an app client of a file, as far as it could be read.
type client struct {
	cognito.UserPoolClient
	form    form
	node    *document.Node
	pointer string // JSON Pointer to it in its document

	problems []document.Problem        // the first maxFindings
	more     int                       // how many more problems there are
	names    map[string]*document.Node // by path, the names of its members
	values   map[string]*document.Node // by path, the values of its members
	unread   map[string]bool           // the paths of the members that could not be read
	empty    []string                  // the paths of the strings that are ""
}

// decode reads a client from an object.
func decode(n *document.Node, form form, pointer string) *client {
	c := &client{form: form, node: n, pointer: pointer, names: map[string]*document.Node{}, values: map[string]*document.Node{}, unread: map[string]bool{}}
	c.value(n, reflect.ValueOf(&c.UserPoolClient).Elem(), "")
	return c
}

// full reports whether a problem is one too many to keep, and then counts it.
func (c *client) full() bool {
	if len(c.problems) < maxFindings {
		return false
	}
	c.more++
	return true
}

func (c *client) add(at *document.Node, path, message string) {
	if c.full() {
		return
	}
	c.problems = append(c.problems, document.Problem{Place: at.Place, Path: path, Message: message})
}

// misfit adds the problem that a value is of a wrong kind.
func (c *client) misfit(n *document.Node, path string, want document.Kind, wanted string) {
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
func (c *client) fits(n *document.Node, path string, want document.Kind, wanted string) bool {
	if n.Kind != want {
		c.unread[path] = true
		c.misfit(n, path, want, wanted)
	}
	return n.Kind == want
}

func (c *client) value(n *document.Node, target reflect.Value, path string) {
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
func (c *client) list(n *document.Node, target reflect.Value, path string) {
	target.Set(reflect.MakeSlice(target.Type(), len(n.Content), len(n.Content)))
	for i, element := range n.Content {
		if c.form.coerces {
			element = coerced(element, reflect.String)
		}
		if element.Kind == document.String {
			target.Index(i).SetString(element.Text)
			continue
		}
		c.unread[path] = true
		if !c.full() {
			c.misfit(element, path+"["+strconv.Itoa(i)+"]", document.String, "a string")
		}
	}
}

// coerced returns a scalar as a kind, if it can be taken for one.
func coerced(n *document.Node, to reflect.Kind) *document.Node {
	copied := *n
	isText := n.Kind == document.String
	switch to {
	case reflect.String:
		switch n.Kind {
		case document.Bool, document.Integer, document.Float, document.Date:
			copied.Kind = document.String
		}
	case reflect.Bool:
		if truth, ok := truths[n.Text]; ok && isText {
			copied.Kind, copied.Text = document.Bool, truth
		}
	case reflect.Int32:
		if number := strings.TrimPrefix(strings.TrimSpace(n.Text), "+"); isText && isInteger(number) {
			copied.Kind, copied.Text = document.Integer, number
		}
	}
	return &copied
}

// truths are the texts that are booleans: those of CloudFormation and, because
// its YAML is of version 1.1, those of YAML 1.1.
var truths = map[string]string{
	"true": "true", "True": "true", "TRUE": "true", "false": "false", "False": "false", "FALSE": "false",
	"yes": "true", "Yes": "true", "YES": "true", "on": "true", "On": "true", "ON": "true",
	"no": "false", "No": "false", "NO": "false", "off": "false", "Off": "false", "OFF": "false",
}

// isInteger reports whether text is a number, without a zero in front.
func isInteger(text string) bool {
	digits := strings.TrimPrefix(text, "-")
	return digits != "" && strings.Trim(digits, "0123456789") == "" && (digits == "0" || digits[0] != '0')
}

func (c *client) number(n *document.Node, target reflect.Value, path string) {
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
	c.unread[path] = true
}

func (c *client) date(n *document.Node, target reflect.Value, path string) {
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

func (c *client) object(n *document.Node, target reflect.Value, path string) {
	seen := map[string]*document.Node{}
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
		_, known := target.Type().FieldByName(name.Text)
		at := path
		if shown := shownName(name.Text, known, value); shown != "" {
			at = strings.TrimPrefix(path+"."+shown, ".")
		}
		switch first := seen[name.Text]; {
		case first != nil:
			c.add(name, at, fmt.Sprintf("is a duplicate of line %d", first.Line))
			continue
		case !known, slices.Contains(c.form.lacks, name.Text):
			if c.full() { // before the guess, which takes time
				continue
			}
			message, guess := unknownMember(name.Text, target.Type(), c.form)
			if at == path {
				message = "has a member that " + c.form.name + " does not have"
			}
			c.add(name, at, message)
			if guess != "" {
				c.unread[strings.TrimPrefix(path+"."+guess, ".")] = true
			}
		default:
			c.names[at], c.values[at] = name, value
			c.value(value, target.FieldByName(name.Text), at)
		}
		seen[name.Text] = name
	}
}
