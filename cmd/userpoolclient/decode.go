package main

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/go-cognito/cognito"
	"go.yaml.in/yaml/v3"
)

// maxProblems are told of one file.
const maxProblems = 100

// decoder puts nodes into a client and finds what does not fit.
type decoder struct {
	form     form
	trail    trail
	problems []problem
}

func (d *decoder) add(node *yaml.Node, message string) {
	if d.full() {
		return
	}
	d.problems = append(d.problems, problem{node.Line, node.Column, d.trail.String(), message})
	if d.full() {
		d.problems[maxProblems-1].message += "; what comes after this is not looked at"
	}
}

func (d *decoder) full() bool { return len(d.problems) == maxProblems }

func (d *decoder) value(node *yaml.Node, target reflect.Value) {
	if node.Kind == yaml.AliasNode {
		d.add(node, "is an alias: write the value out")
		return
	}
	if target.Type() == reflect.TypeFor[cognito.Timestamp]() {
		d.date(node, target)
		return
	}
	switch target.Kind() {
	case reflect.Pointer:
		target.Set(reflect.New(target.Type().Elem()))
		d.value(node, target.Elem())
	case reflect.Struct:
		if d.fits(node, "!!map", "an object") {
			d.object(node, target)
		}
	case reflect.Slice:
		if d.fits(node, "!!seq", "a list") {
			target.Set(reflect.MakeSlice(target.Type(), len(node.Content), len(node.Content)))
			for i := 0; i < len(node.Content) && !d.full(); i++ {
				d.trail.enterElement(i)
				d.value(node.Content[i], target.Index(i))
				d.trail.leave()
			}
		}
	case reflect.String:
		if d.fits(node, "!!str", "a string") {
			target.SetString(node.Value)
		}
	case reflect.Bool:
		if d.fits(node, "!!bool", "true or false") {
			target.SetBool(strings.EqualFold(node.Value, "true"))
		}
	case reflect.Int32:
		if d.fits(node, "!!int", "a whole number") {
			d.number(node, target)
		}
	}
}

// kinds are what a node may be, in words.
var kinds = map[string]string{
	"!!map":       "an object",
	"!!seq":       "a list",
	"!!str":       "a string",
	"!!int":       "a number",
	"!!float":     "a number",
	"!!bool":      "a boolean",
	"!!null":      "null",
	"!!timestamp": "a date",
}

func (d *decoder) fits(node *yaml.Node, tag, want string) bool {
	is := node.ShortTag()
	if is == tag {
		return true
	}
	kind, known := kinds[is]
	if !known {
		kind = fmt.Sprintf("of the kind %.64q", is)
	}
	message := "must be " + want + ", is " + kind
	switch {
	case is == "!!null":
		message += ": leave it out"
	case is == "!!float" && tag == "!!int":
		message = "must be a whole number without a fraction or an exponent"
	case node.Kind == yaml.ScalarNode && tag == "!!str" && known:
		message += ": put it in quotes"
	}
	d.add(node, message)
	return false
}

func (d *decoder) number(node *yaml.Node, target reflect.Value) {
	digits := strings.TrimPrefix(node.Value, "-")
	if strings.Trim(digits, "0123456789") != "" || len(digits) > 1 && digits[0] == '0' {
		d.add(node, "must be in plain decimal digits")
		return
	}
	number, err := strconv.ParseInt(node.Value, 10, 32)
	if err != nil {
		d.add(node, "is beyond the int32 that the API takes: must be -2147483648 to 2147483647")
		return
	}
	target.SetInt(number)
}

func (d *decoder) date(node *yaml.Node, target reflect.Value) {
	text := []byte(node.Value)
	switch node.ShortTag() {
	case "!!int", "!!float":
	case "!!str", "!!timestamp":
		text, _ = json.Marshal(node.Value) // a string has no error
	default:
		d.fits(node, "!!timestamp", "a date")
		return
	}
	if err := target.Addr().Interface().(*cognito.Timestamp).UnmarshalJSON(text); err != nil {
		d.add(node, strings.TrimPrefix(err.Error(), "cognito: "))
	}
}

func (d *decoder) object(node *yaml.Node, target reflect.Value) {
	seen := map[string]*yaml.Node{}
	for i := 0; i < len(node.Content) && !d.full(); i += 2 {
		name, value := node.Content[i], node.Content[i+1]
		if name.Kind != yaml.ScalarNode || name.ShortTag() != "!!str" {
			d.add(name, "the name of a member must be a string")
			continue
		}
		d.trail.enterMember(name.Value)
		field := target.FieldByName(name.Value)
		switch first := seen[name.Value]; {
		case first != nil:
			d.add(name, fmt.Sprintf("is there twice: first in line %d", first.Line))
		case !field.IsValid(), slices.Contains(d.form.lacks, name.Value):
			d.add(name, d.unknown(name.Value, target.Type()))
		default:
			d.value(value, field)
		}
		d.trail.leave()
		seen[name.Value] = name
	}
}

// unknown tells that a structure has no such member, and which may be meant.
func (d *decoder) unknown(name string, structure reflect.Type) string {
	what := structure.Name()
	switch structure {
	case reflect.TypeFor[cognito.UserPoolClient]():
		what = d.form.name
	case reflect.TypeFor[output]():
		what = "a command's output, which has UserPoolClient alone"
	}
	text := "is no member of " + what
	best, fewest := "", 3
	for field := range structure.Fields() {
		if n := distance(name, field.Name); n < fewest && !slices.Contains(d.form.lacks, field.Name) {
			best, fewest = field.Name, n
		}
	}
	if best != "" {
		text += ": did you mean " + best + "?"
	}
	return text
}

// distance is how many letters are to be put in, taken out or changed to make
// b of a, whatever their case and the signs between them.
func distance(a, b string) int {
	letters := func(text string) string {
		return strings.Map(func(r rune) rune {
			if r == '-' || r == '_' || r == ' ' {
				return -1
			}
			return r
		}, strings.ToLower(text))
	}
	a, b = letters(a), letters(b)
	if len(a) > 2*len(b) { // not near, and maybe too long to look at
		return len(a)
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0]++
		for j := range len(b) {
			changed := diagonal
			if a[i] != b[j] {
				changed++
			}
			diagonal = row[j+1]
			row[j+1] = min(changed, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
