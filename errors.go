package cognito

import (
	"cmp"
	"encoding/json"
	"errors"
	"log/slog"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Violation is one thing that is wrong with a client. As an error it matches
// its Rule with [errors.Is].
type Violation struct {
	// Path is the member, or the element of a list, as the API names it:
	// CallbackURLs[3], TokenValidityUnits.AccessToken. It is empty for
	// [ValidateRedirectURI].
	Path string
	// Rule is the rule that is broken.
	Rule Rule
	// Message says in one line what is wrong and what would be right. What
	// it shows of a value is quoted and cut.
	Message string
	// Value is what the path holds, whole: a string, an int32, a bool, for a
	// list its length as an int, nil for what is absent or a structure.
	// Instead of a secret or a ClientId it is the string [REDACTED].
	Value any
}

// Pointer returns Path as a JSON Pointer of RFC 6901: /CallbackURLs/3.
func (v Violation) Pointer() string {
	if v.Path == "" {
		return ""
	}
	return "/" + pointerReplacer.Replace(v.Path)
}

var pointerReplacer = strings.NewReplacer("~", "~0", "/", "~1", ".", "/", "[", "/", "]", "")

// Error returns the path, the message and, in brackets, the rule.
func (v Violation) Error() string {
	text := v.Message + " [" + string(v.Rule) + "]"
	if v.Path != "" {
		text = v.Path + ": " + text
	}
	return text
}

// Unwrap returns the rule.
func (v Violation) Unwrap() error { return v.Rule }

// MarshalJSON encodes the path, the pointer, the rule, the message and where
// the rule comes from, as strings. It does not encode Value.
func (v Violation) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Path    string `json:"path"`
		Pointer string `json:"pointer"`
		Rule    Rule   `json:"rule"`
		Message string `json:"message"`
		Source  Source `json:"source"`
		Doc     string `json:"doc"`
	}{v.Path, v.Pointer(), v.Rule, v.Message, v.Rule.Source(), v.Rule.Doc()})
}

// LogValue is a group of the path, the rule and the message.
func (v Violation) LogValue() slog.Value {
	return slog.GroupValue(
		slog.String("path", v.Path),
		slog.String("rule", string(v.Rule)),
		slog.String("message", v.Message),
	)
}

// ValidationError is everything that is wrong with a client.
type ValidationError struct {
	// Violations are in the order of the struct's fields, then of the
	// list's elements, then of [Rules]. There is at least one.
	Violations []Violation
}

const maxListed = 100 // violations in a text

// Error returns the violation if there is one, else a list of them, of which
// it leaves out those after the hundredth and tells their number.
func (e *ValidationError) Error() string {
	if len(e.Violations) == 1 {
		return "cognito: " + e.Violations[0].Error()
	}
	var text strings.Builder
	text.WriteString("cognito: " + count(len(e.Violations), "violation") + ":")
	for i, v := range e.Violations {
		if i == maxListed {
			text.WriteString("\n  and " + strconv.Itoa(len(e.Violations)-maxListed) + " more")
			break
		}
		text.WriteString("\n  " + v.Error())
	}
	return text.String()
}

// Unwrap returns the violations, so that [errors.Is] finds a [Rule] and
// [errors.As] the first [Violation].
func (e *ValidationError) Unwrap() []error {
	all := make([]error, len(e.Violations))
	for i, v := range e.Violations {
		all[i] = v
	}
	return all
}

// Without returns e less the violations of the given rules, or nil if none is
// left: for callers who disagree with a rule.
func (e *ValidationError) Without(rules ...Rule) error {
	var left violations
	for _, v := range e.Violations {
		if !slices.Contains(rules, v.Rule) {
			left = append(left, v)
		}
	}
	return left.err()
}

// violations collects what the rules find.
type violations []Violation

func (found *violations) add(path string, rule Rule, value any, message string) {
	*found = append(*found, Violation{Path: path, Rule: rule, Message: message, Value: value})
}

// err returns what was found as a ValidationError, nil if nothing was.
func (found violations) err() error {
	if len(found) == 0 {
		return nil
	}
	return &ValidationError{Violations: found}
}

var errNilClient = errors.New("cognito: the *UserPoolClient is nil")

// sort puts the violations into the order that ValidationError documents.
func (found *violations) sort() {
	type place struct{ member, element, rule, index int }
	places := make([]place, len(*found))
	for i, v := range *found {
		element := -1 // the list itself comes before its elements
		member, index, isElement := strings.Cut(strings.TrimSuffix(v.Path, "]"), "[")
		if isElement {
			element, _ = strconv.Atoi(index) // elementPath has written it
		}
		places[i] = place{memberOrder[member], element, v.Rule.order(), i}
	}
	slices.SortFunc(places, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.member, b.member), cmp.Compare(a.element, b.element), cmp.Compare(a.rule, b.rule))
	})
	sorted := make(violations, len(places))
	for i, p := range places {
		sorted[i] = (*found)[p.index]
	}
	*found = sorted
}

// memberOrder numbers the paths of the members in the order of the fields.
var memberOrder = func() map[string]int {
	order := map[string]int{}
	for field := range reflect.TypeFor[UserPoolClient]().Fields() {
		order[field.Name] = len(order)
		structure := field.Type
		if structure.Kind() == reflect.Pointer {
			structure = structure.Elem()
		}
		if structure.Kind() == reflect.Struct {
			for member := range structure.Fields() {
				order[field.Name+"."+member.Name] = len(order)
			}
		}
	}
	return order
}()

// elementPath is the path of a list's element.
func elementPath(list string, index int) string {
	return list + "[" + strconv.Itoa(index) + "]"
}

const maxQuoted = 64 // characters of a value in a message

// quote returns text in quotes, on one line, without what is beyond maxQuoted.
func quote(text string) string {
	characters := 0
	for end := range text {
		if characters == maxQuoted {
			return strconv.Quote(text[:end]) + "... (" + count(len(text), "byte") + ")"
		}
		characters++
	}
	return strconv.Quote(text)
}

// count returns a number and a noun: 1 byte, 2 bytes.
func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return strconv.Itoa(n) + " " + noun
}
