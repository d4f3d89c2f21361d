package cognito

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/go-cognito/cognito/internal/suggest"
)

// DecodeCreate decodes and validates the JSON of an input of
// CreateUserPoolClient that comes from someone else. Unlike [json.Unmarshal],
// it neither changes nor ignores anything. Names are case-sensitive. Unknown
// members, members that occur twice, values of another kind (null included) and
// empty strings that the service refuses are violations too.
//
// It returns the client, or a [*ValidationError] with everything that is wrong.
// Of [RuleType], [RuleUnknownMember] and [RuleDuplicateMember] it holds the
// first 100 violations each. Violations that may be due only to an unreadable
// member are omitted. If v ignores RuleUnknownMember, unknown members are
// skipped. RuleType and RuleDuplicateMember cannot be ignored, because the
// member is not decoded.
//
// If data is not JSON (RFC 8259) in UTF-8, the error is not a
// [*ValidationError]. It states the line and the column, in characters, and
// contains no part of data. Time and memory are proportional to the size of
// data, which the caller should limit.
func (v Validator) DecodeCreate(data []byte) (*UserPoolClient, error) {
	return v.decode(data, false)
}

// DecodeUpdate is like [Validator.DecodeCreate] for an input of
// UpdateUserPoolClient.
func (v Validator) DecodeUpdate(data []byte) (*UserPoolClient, error) {
	return v.decode(data, true)
}

func (v Validator) decode(data []byte, update bool) (*UserPoolClient, error) {
	if err := checkJSON(data); err != nil {
		return nil, err
	}
	c := &UserPoolClient{}
	all := validation{client: c, update: update, pool: v.Pool}
	all.ignored = slices.DeleteFunc(slices.Clone(v.Ignore), func(rule Rule) bool {
		return rule == RuleType || rule == RuleDuplicateMember
	})
	d := decoder{Decoder: json.NewDecoder(bytes.NewReader(data)), found: &all.findings, update: update, unread: newUnread()}
	d.skipsUnknown = slices.Contains(v.Ignore, RuleUnknownMember)
	d.UseNumber()
	d.value(reflect.ValueOf(c).Elem(), "")
	all.unread = d.unread
	all.run()
	for _, path := range d.empty {
		rule := EmptyStringRule(path)
		at := slices.IndexFunc(all.violations, func(v Violation) bool { return v.Path == path })
		switch {
		case at >= 0 && all.violations[at].Rule == RuleRequired:
			all.violations[at].Value = ""
		case at < 0 && rule != "":
			all.add(path, rule, "", say("must not be empty: leave it out"))
		}
	}
	if err := all.err(); err != nil {
		return nil, err
	}
	return c, nil
}

// decoder decodes a client from JSON that is valid, so that reading a token
// does not fail.
type decoder struct {
	*json.Decoder
	found  *findings
	unread *unread
	// The paths of the strings that are empty.
	empty        []string
	update       bool
	skipsUnknown bool
}

// value decodes the next value.
func (d *decoder) value(target reflect.Value, path string) {
	token, _ := d.Token()
	d.decode(token, target, place{path, notInList})
}

// decode decodes the value whose first token is given. It reports whether the
// value is of the right kind.
func (d *decoder) decode(token json.Token, target reflect.Value, at place) bool {
	wanted := ""
	switch target.Kind() {
	case reflect.Pointer:
		pointed := reflect.New(target.Type().Elem())
		ok := d.decode(token, pointed.Elem(), at)
		if ok {
			target.Set(pointed)
		}
		return ok
	case reflect.Struct:
		if token == json.Delim('{') {
			d.object(target, at.member)
			return true
		}
		wanted = "an object"
	case reflect.Slice:
		if token == json.Delim('[') {
			d.list(target, at.member)
			return true
		}
		wanted = "an array"
	case reflect.String:
		if text, ok := token.(string); ok {
			target.SetString(text)
			return true
		}
		wanted = "a string"
	case reflect.Bool:
		if truth, ok := token.(bool); ok {
			target.SetBool(truth)
			return true
		}
		wanted = "true or false"
	case reflect.Int32:
		number, ok := token.(json.Number)
		n, err := strconv.ParseInt(string(number), 10, 32)
		if err == nil {
			target.SetInt(n)
			return true
		}
		wanted = "a whole number"
		if ok {
			wanted = "a whole number from -2147483648 to 2147483647, without a fraction or an exponent"
		}
	}
	d.add(at, RuleType, func() message {
		if _, isNumber := token.(json.Number); isNumber && target.Kind() == reflect.Int32 {
			return say("must be " + wanted)
		}
		return said("must be "+wanted, ", not "+kindOf(token))
	})
	d.unread.add(at)
	d.skip(token)
	return false
}

// kindOf returns the kind of the value whose first token is given.
func kindOf(token json.Token) string {
	switch token := token.(type) {
	case json.Delim:
		if token == '[' {
			return "an array"
		}
		return "an object"
	case string:
		return "a string"
	case bool:
		return "true or false"
	case json.Number:
		return "a number"
	}
	return "null: leave it out"
}

// skip reads the rest of the value whose first token is given.
func (d *decoder) skip(token json.Token) {
	for depth := 0; ; token, _ = d.Token() {
		switch token {
		case json.Delim('['), json.Delim('{'):
			depth++
		case json.Delim(']'), json.Delim('}'):
			depth--
		}
		if depth == 0 {
			return
		}
	}
}

// add adds a violation, but keeps no more of a rule than are kept in a list.
func (d *decoder) add(at place, rule Rule, text func() message) {
	if d.found.keeps(listRule{"", rule}) {
		d.found.add(at.path(), rule, nil, text())
	}
}

func (d *decoder) list(target reflect.Value, member string) {
	var elements []string
	element := reflect.New(target.Type().Elem()).Elem()
	for d.More() {
		element.SetString("")
		token, _ := d.Token()
		d.decode(token, element, place{member, len(elements)})
		elements = append(elements, element.String())
	}
	_, _ = d.Token() // the end
	target.Set(reflect.MakeSlice(target.Type(), len(elements), len(elements)))
	for i, text := range elements {
		target.Index(i).SetString(text)
	}
}

func (d *decoder) object(target reflect.Value, path string) {
	structure, lacks := target.Type(), []string(nil)
	owner := structure.Name()
	if structure == reflect.TypeFor[UserPoolClient]() {
		owner, lacks = "CreateUserPoolClient", notInCreate
		if d.update {
			owner, lacks = "UpdateUserPoolClient", notInUpdate
		}
	}
	names := fieldNames(structure, lacks)
	seen := map[string]bool{}
	for d.More() {
		token, _ := d.Token()
		name := token.(string)
		isKnown := slices.Contains(names, name)
		at := place{strings.TrimPrefix(path+"."+name, "."), notInList}
		switch {
		case seen[name]:
			d.duplicate(at, path, name, isKnown)
		case !isKnown:
			d.unknown(at, path, name, owner, names)
		default:
			field, _ := structure.FieldByName(name)
			member := target.FieldByIndex(field.Index)
			d.value(member, at.member)
			if member.Kind() == reflect.String && member.Len() == 0 {
				d.empty = append(d.empty, at.member)
			}
		}
		seen[name] = true
	}
	_, _ = d.Token() // the end
}

func (d *decoder) duplicate(at place, path, name string, known bool) {
	says, full := "must occur only once", "must occur only once"
	if !isPlainName(name) {
		at, says = place{path, notInList}, "must not have a member twice"
		full = "must not have the member " + quote(name) + " twice"
	}
	d.add(at, RuleDuplicateMember, func() message { return message{says, full} })
	// Nobody can tell which is meant.
	if known {
		d.unread.add(at)
	}
	token, _ := d.Token()
	d.skip(token)
}

func (d *decoder) unknown(at place, path, name, owner string, known []string) {
	token, _ := d.Token()
	d.skip(token)
	if d.skipsUnknown {
		return
	}
	guess := suggest.Nearest(name, known)
	if guess != "" {
		d.unread.add(place{strings.TrimPrefix(path+"."+guess, "."), notInList})
	}
	if !isPlainName(name) {
		at = place{path, notInList}
	}
	d.add(at, RuleUnknownMember, func() message {
		text := say("must not be present: " + owner + " has no such member")
		if !isPlainName(name) {
			text = message{"must not have a member that " + owner + " does not have", "must not have the member " + quote(name) + ", which " + owner + " does not have"}
		}
		if guess != "" {
			text = text.and(suggest.DidYouMean(guess))
		}
		return text
	})
}

// isPlainName reports whether a name can be part of a path.
func isPlainName(name string) bool { return len(name) <= maxQuoted && wordHyphenChars.match(name) }

// fieldNames returns the names of the fields of a structure, except some.
func fieldNames(structure reflect.Type, except []string) []string {
	var names []string
	for field := range structure.Fields() {
		if !slices.Contains(except, field.Name) {
			names = append(names, field.Name)
		}
	}
	return names
}

// checkJSON returns an error if data is not JSON, or if decoding would change
// it: package json replaces what is not UTF-8 and half a surrogate pair.
func checkJSON(data []byte) error {
	if !utf8.Valid(data) {
		i := 0
		for r, size := utf8.DecodeRune(data); r != utf8.RuneError || size != 1; r, size = utf8.DecodeRune(data[i:]) {
			i += size
		}
		return positionError(data, i, "must be UTF-8")
	}
	if !json.Valid(data) {
		var ignored any
		syntax, _ := json.Unmarshal(data, &ignored).(*json.SyntaxError)
		if strings.HasPrefix(syntax.Error(), "unexpected end") {
			return positionError(data, len(data), "must not end before the JSON is complete")
		}
		return positionError(data, int(syntax.Offset)-1, "must be JSON")
	}
	for i := 0; ; {
		next := bytes.IndexByte(data[i:], '\\')
		if next < 0 {
			return nil
		}
		i += next
		size, ok := escape(data[i:])
		if !ok {
			return positionError(data, i, "must not have half of a surrogate pair")
		}
		i += size
	}
}

// escape returns the size of the escape sequence that text begins with, and
// whether it is a character.
func escape(text []byte) (size int, ok bool) {
	unit := func(text []byte) rune {
		if len(text) < 6 || text[0] != '\\' || text[1] != 'u' {
			return -1
		}
		n, _ := strconv.ParseUint(string(text[2:6]), 16, 16) // valid JSON has four digits
		return rune(n)
	}
	first := unit(text)
	switch {
	case first < 0:
		return 2, true
	case !utf16.IsSurrogate(first):
		return 6, true
	}
	return 12, utf16.DecodeRune(first, unit(text[6:])) != utf8.RuneError
}

func positionError(data []byte, i int, problem string) error {
	before := data[:i]
	line := bytes.Count(before, []byte("\n")) + 1
	column := utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
	return fmt.Errorf("cognito: line %d, column %d: %s", line, column, problem)
}
