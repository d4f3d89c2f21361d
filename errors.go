package cognito

import (
	"cmp"
	"encoding/json"
	"errors"
	"log/slog"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Violation is one thing that is wrong with a client. As an error it wraps its
// Rule, so that [errors.Is] finds it.
type Violation struct {
	// Path is the member, or the element of a list, as the API names it:
	// CallbackURLs[3], TokenValidityUnits.AccessToken. It is empty in what
	// [ValidateRedirectURI] returns.
	Path string
	// Rule is the rule that is violated.
	Rule Rule
	// Message says in one line what is wrong and what would be right, as a
	// predicate whose subject is Path. Strings in it are quoted and
	// shortened.
	Message string
	// Value is the value at Path, in full: a string, an int32, a bool, the
	// length of a list as an int, nil if it is a structure or absent. A Value
	// of your own must be comparable, as errors.Is demands. In
	// place of a secret or a ClientId it is the string [REDACTED].
	Value any
}

// Pointer returns Path as a JSON Pointer (RFC 6901): /CallbackURLs/3.
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

// MarshalJSON encodes the members path, pointer, rule, severity, message,
// source and doc, all strings. Severity, source and doc are those of the rule.
// Value is left out.
func (v Violation) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Path     string   `json:"path"`
		Pointer  string   `json:"pointer"`
		Rule     Rule     `json:"rule"`
		Severity Severity `json:"severity"`
		Message  string   `json:"message"`
		Source   Source   `json:"source"`
		Doc      string   `json:"doc"`
	}{v.Path, v.Pointer(), v.Rule, v.Rule.Severity(), v.Message, v.Rule.Source(), v.Rule.Doc()})
}

// LogValue returns a group of the path, the rule and the message.
func (v Violation) LogValue() slog.Value {
	return slog.GroupValue(
		slog.String("path", v.Path),
		slog.String("rule", string(v.Rule)),
		slog.String("message", v.Message),
	)
}

// ValidationError holds everything that is wrong with a client. So that its
// size is bounded whatever the client, it keeps at most 100 violations of one
// rule in one list and counts the others.
type ValidationError struct {
	// Violations are in the order of the fields of [UserPoolClient], then of
	// the elements of a list, then of [Rules]. There is at least one.
	Violations []Violation

	omitted map[Rule]int // by rule, how many more there are
}

// NewValidationError returns a [*ValidationError] of the violations in the
// documented order, or nil if there are none. It keeps all of them. It is for
// callers with violations of their own: paths that this package does not know
// come last, and rules that it does not know last at their path, in the order
// given.
func NewValidationError(violations ...Violation) error {
	if len(violations) == 0 {
		return nil
	}
	return &ValidationError{Violations: sorted(violations)}
}

// Omitted returns how many violations were found but not kept.
func (e *ValidationError) Omitted() int {
	total := 0
	for _, n := range e.omitted {
		total += n
	}
	return total
}

const maxListed = 100 // violations in a text

// Error returns the violation if there is one. Otherwise it returns their
// number and a list of them, which ends after the hundredth with the number of
// the others.
func (e *ValidationError) Error() string {
	total := len(e.Violations) + e.Omitted()
	if total == 1 && len(e.Violations) == 1 {
		return "cognito: " + e.Violations[0].Error()
	}
	var text strings.Builder
	text.WriteString("cognito: " + count(total, "violation") + ":")
	listed := first(maxListed, e.Violations)
	for _, v := range listed {
		text.WriteString("\n  " + v.Error())
	}
	if more := total - len(listed); more > 0 {
		text.WriteString("\n  and " + strconv.Itoa(more) + " more")
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

// MarshalJSON encodes the members violations, a list, and omitted, a number.
// It has a value receiver, so that it encodes values and pointers alike.
func (e ValidationError) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Violations []Violation `json:"violations"`
		Omitted    int         `json:"omitted"`
	}{append([]Violation{}, e.Violations...), e.Omitted()})
}

// Without returns e without the violations of the given rules, kept or
// omitted, or nil if no others are left. It is for callers who do not want a
// rule applied.
func (e *ValidationError) Without(rules ...Rule) error {
	left := findings{omitted: maps.Clone(e.omitted)}
	for _, v := range e.Violations {
		if !slices.Contains(rules, v.Rule) {
			left.violations = append(left.violations, v)
		}
	}
	for _, rule := range rules {
		delete(left.omitted, rule)
	}
	return left.err()
}

// findings collects violations.
type findings struct {
	violations []Violation
	omitted    map[Rule]int
	inList     map[listRule]int // how many were found
	places     map[place]bool   // of all violations, if not nil
}

// listRule is a rule in a list.
type listRule struct {
	list string
	rule Rule
}

// place is where a violation is: at a member or at an element of a list.
type place struct {
	member string
	index  int
}

const notInList = -1 // the index of a member itself

const maxKept = 100 // violations of one rule in one list

func (found *findings) add(member string, rule Rule, value any, message string) {
	found.violations = append(found.violations, Violation{Path: member, Rule: rule, Message: message, Value: value})
	if found.places != nil {
		found.places[place{member, notInList}] = true
	}
}

// addString adds a violation of a string. It makes the message only if the
// violation is kept.
func (found *findings) addString(at place, rule Rule, value string, message func() string) {
	if found.places != nil {
		found.places[at] = true
	}
	path := at.member
	if at.index != notInList {
		if found.inList == nil {
			found.inList = map[listRule]int{}
		}
		key := listRule{at.member, rule}
		found.inList[key]++
		if found.inList[key] > maxKept {
			if found.omitted == nil {
				found.omitted = map[Rule]int{}
			}
			found.omitted[rule]++
			return
		}
		path = elementPath(at.member, at.index)
	}
	found.add(path, rule, value, message())
}

// err returns what was found as a ValidationError, nil if nothing was.
func (found *findings) err() error {
	if len(found.violations) == 0 {
		return nil
	}
	return &ValidationError{Violations: sorted(found.violations), omitted: found.omitted}
}

var errNilClient = errors.New("cognito: the *UserPoolClient is nil")

// sorted returns the violations in the order that ValidationError documents.
func sorted(violations []Violation) []Violation {
	type ranked struct {
		member, element, rule int
		Violation
	}
	keys := make([]ranked, len(violations))
	for i, v := range violations {
		name, element := v.Path, notInList // the list itself comes before its elements
		if list, index, ok := strings.Cut(strings.TrimSuffix(v.Path, "]"), "["); ok {
			if n, err := strconv.Atoi(index); err == nil && elementPath(list, n) == v.Path {
				name, element = list, n
			}
		}
		rule := v.Rule.order()
		if rule < 0 {
			rule = len(catalogue)
		}
		member, known := memberOrder[name]
		if !known {
			member, element = len(memberOrder), notInList
			if v.Path != "" {
				rule = len(catalogue)
			}
		}
		keys[i] = ranked{member, element, rule, v}
	}
	slices.SortStableFunc(keys, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(a.member, b.member), cmp.Compare(a.element, b.element), cmp.Compare(a.rule, b.rule))
	})
	ordered := make([]Violation, len(keys))
	for i, key := range keys {
		ordered[i] = key.Violation
	}
	return ordered
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

// elementPath returns the path of an element of a list.
func elementPath(list string, index int) string {
	return list + "[" + strconv.Itoa(index) + "]"
}

const maxQuoted = 64 // characters of a value in a message

// quote returns text in quotes and on one line, shortened to maxQuoted
// characters.
func quote(text string) string { return shorten(text, len(text)) }

// shorten is like quote, for text made from a value of the given number of
// bytes.
func shorten(text string, bytes int) string {
	characters := 0
	for end := range text {
		if characters == maxQuoted {
			return strconv.Quote(text[:end]) + "... (" + count(bytes, "byte") + ")"
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
