package cognito

import (
	"cmp"
	"encoding/json"
	"log/slog"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// A Violation is one thing that is wrong with a client. As an error it wraps
// its Rule, so that [errors.Is] finds it.
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
	// length of a list as an int, or nil for a structure and for what is
	// absent. In place of a secret or a ClientId it is the string [REDACTED]. A
	// Value of your own must be comparable, because errors.Is demands that.
	Value any

	says string // Message without values; "" if that is Message itself
}

// Describe returns Message if showValue is true. Otherwise it returns what
// Message says without any value of the client, such as "must be 5 minutes to
// 1 day" for "must be 5 minutes to 1 day, not 60 hours". Of a violation of your
// own it always returns Message.
func (v Violation) Describe(showValue bool) string {
	if showValue || v.says == "" {
		return v.Message
	}
	return v.says
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

// Is reports whether target is a Violation of which every field that is not
// zero equals that of v, so that [errors.Is] finds a violation of a rule at a
// path. It finds a [Rule] too, because v wraps one.
func (v Violation) Is(target error) bool {
	want, ok := target.(Violation)
	return ok &&
		(want.Path == "" || want.Path == v.Path) &&
		(want.Rule == "" || want.Rule == v.Rule) &&
		(want.Message == "" || want.Message == v.Message) &&
		(want.Value == nil || reflect.DeepEqual(want.Value, v.Value))
}

// Violations returns every violation in err, which may be wrapped or joined, or
// nil if there are none. The slice is the caller's.
func Violations(err error) []Violation {
	var found []Violation
	switch err := err.(type) {
	case nil:
	case Violation:
		found = []Violation{err}
	case *ValidationError:
		if err != nil {
			found = slices.Clone(err.Violations)
		}
	case interface{ Unwrap() error }:
		found = Violations(err.Unwrap())
	case interface{ Unwrap() []error }:
		for _, one := range err.Unwrap() {
			found = append(found, Violations(one)...)
		}
	}
	return found
}

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

// ValidationError holds everything that is wrong with a client. For each list
// and rule it holds the first 100 violations and counts the rest, so its size
// is bounded.
type ValidationError struct {
	// Violations are in the order of the fields of [UserPoolClient], then of
	// the elements of a list, then of [Rules]. There is at least one.
	Violations []Violation `json:"violations"`

	// omitted is how many more violations of each rule there are.
	omitted map[Rule]int
	// request is what ServiceError needs to know of the client.
	request request
}

// NewValidationError returns a [*ValidationError] with the given violations in
// the documented order, or nil if there are none. Use it to report violations
// of your own. Violations that share a prefix (see [ValidationError.Under])
// stay together, in the order in which each prefix first appears. Unknown paths
// come last, in the order given; so do unknown rules at a path.
func NewValidationError(violations ...Violation) error {
	if len(violations) == 0 {
		return nil
	}
	return &ValidationError{Violations: sorted(violations)}
}

// Omitted returns the number of violations that were found but are not held.
func (e *ValidationError) Omitted() int {
	if e == nil {
		return 0
	}
	total := 0
	for _, n := range e.omitted {
		total += n
	}
	return total
}

// maxListed is how many violations a text lists.
const maxListed = 100

// Error returns the violation if there is only one. Otherwise it returns the
// number of violations and a list of the first 100.
func (e *ValidationError) Error() string {
	if e == nil {
		return "cognito: no violations"
	}
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
	if e == nil {
		return nil
	}
	all := make([]error, len(e.Violations))
	for i, v := range e.Violations {
		all[i] = v
	}
	return all
}

// MarshalJSON encodes the members violations, a list, and omitted, a number.
func (e *ValidationError) MarshalJSON() ([]byte, error) {
	if e == nil {
		return []byte("null"), nil
	}
	return json.Marshal(struct {
		Violations []Violation `json:"violations"`
		Omitted    int         `json:"omitted"`
	}{append([]Violation{}, e.Violations...), e.Omitted()})
}

// Without returns e without the violations of the given rules, held or omitted,
// or nil if no others are left.
func (e *ValidationError) Without(rules ...Rule) error {
	if e == nil {
		return nil
	}
	left := &ValidationError{omitted: maps.Clone(e.omitted), request: e.request}
	for _, v := range e.Violations {
		if !slices.Contains(rules, v.Rule) {
			left.Violations = append(left.Violations, v)
		}
	}
	if len(left.Violations) == 0 {
		return nil
	}
	for _, rule := range rules {
		delete(left.omitted, rule)
	}
	return left
}

// Under returns e with a path in front of that of every violation, for a client
// that is part of something else: under tenants[3].client, CallbackURLs[0]
// becomes tenants[3].client.CallbackURLs[0]. It returns nil if e is nil.
func (e *ValidationError) Under(path string) *ValidationError {
	if e == nil || path == "" {
		return e
	}
	under := &ValidationError{Violations: slices.Clone(e.Violations), omitted: e.omitted}
	for i := range under.Violations {
		v := &under.Violations[i]
		v.Path = strings.TrimSuffix(path+"."+v.Path, ".")
	}
	return under
}

// With returns e with more violations, in the order that [NewValidationError]
// documents. It returns e if there are none to add, and a new error if e is
// nil.
func (e *ValidationError) With(violations ...Violation) *ValidationError {
	if len(violations) == 0 {
		return e
	}
	if e == nil {
		e = &ValidationError{}
	}
	return &ValidationError{Violations: sorted(slices.Concat(e.Violations, violations)), omitted: e.omitted, request: e.request}
}

// sorted returns the violations in the order that ValidationError documents.
func sorted(violations []Violation) []Violation {
	type ranked struct {
		group, member, element, rule int
		Violation
	}
	keys := make([]ranked, len(violations))
	// The groups are numbered by the path in front. A client by itself comes
	// first.
	groups := map[string]int{"": 0}
	for i, v := range violations {
		key := ranked{rule: v.Rule.order(), Violation: v}
		if key.rule < 0 {
			key.rule = len(catalogue)
		}
		front, member, element := splitPath(v.Path)
		order, known := memberOrder[member]
		switch {
		case known:
			if _, seen := groups[front]; !seen {
				groups[front] = len(groups)
			}
			key.group, key.member, key.element = groups[front], order, element
		case v.Path == "":
			key.group = len(violations) + 1
		default:
			key.group, key.rule = len(violations)+1, len(catalogue)
		}
		keys[i] = key
	}
	slices.SortStableFunc(keys, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(a.group, b.group), cmp.Compare(a.member, b.member), cmp.Compare(a.element, b.element), cmp.Compare(a.rule, b.rule))
	})
	ordered := make([]Violation, len(keys))
	for i, key := range keys {
		ordered[i] = key.Violation
	}
	return ordered
}

// splitPath splits a path into what is in front of a member of a client, the
// member, and the index of its element, or notInList. If it ends with no
// member, member is the path.
func splitPath(path string) (front, member string, element int) {
	// The list itself comes before its elements.
	member, element = path, notInList
	if list, index, ok := cutLast(strings.TrimSuffix(path, "]"), '['); ok {
		if n, err := strconv.Atoi(index); err == nil && elementPath(list, n) == path {
			member, element = list, n
		}
	}
	// No member of a client is as long: a path may be anything.
	at := max(0, len(member)-64)
	if at > 0 {
		at += strings.IndexByte(member[at:], '.') + 1
	}
	for {
		if _, known := memberOrder[member[at:]]; known {
			return member[:at], member[at:], element
		}
		dot := strings.IndexByte(member[at:], '.')
		if dot < 0 {
			return "", path, notInList
		}
		at += dot + 1
	}
}

// cutLast is strings.Cut around the last separator.
func cutLast(text string, separator byte) (before, after string, found bool) {
	if i := strings.LastIndexByte(text, separator); i >= 0 {
		return text[:i], text[i+1:], true
	}
	return text, "", false
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

// place is where a violation is: at a member or at an element of a list.
type place struct {
	member string
	index  int
}

// notInList is the index of a member itself.
const notInList = -1

// path returns the path of the place.
func (at place) path() string {
	if at.index == notInList {
		return at.member
	}
	return elementPath(at.member, at.index)
}

// elementPath returns the path of an element of a list.
func elementPath(list string, index int) string {
	return list + "[" + strconv.Itoa(index) + "]"
}
