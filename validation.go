package cognito

import (
	"errors"
	"reflect"
	"slices"
)

// validation is one validation of a client, or of another of our structs by
// itself.
type validation struct {
	findings
	// The client, or nil for another struct.
	client *UserPoolClient
	// update reports whether it is the input of UpdateUserPoolClient.
	update bool
	// What is known of the user pool, nil if nothing is.
	pool *UserPool
	// The places in error, for inError. Nil until that is first called.
	errors map[place]bool
}

// hasSecret reports whether the client gets a secret. Only the service knows
// that of a client that exists.
func (v *validation) hasSecret() bool {
	return v.update || v.client.GenerateSecret || v.client.ClientSecret != ""
}

// err returns what was found as a ValidationError, nil if nothing was.
func (v *validation) err() error {
	err := v.findings.err()
	if invalid, ok := err.(*ValidationError); ok {
		invalid.request = request{known: true, userPoolID: v.client.UserPoolId, enablesOAuth: v.client.AllowedOAuthFlowsUserPoolClient, lists: v.lists}
		if slices.ContainsFunc(invalid.Violations, func(v Violation) bool { return v.Path == "ClientId" }) {
			invalid.request.wrongClientID = v.client.ClientId
		}
	}
	return err
}

// warn is addString, except that it adds nothing at a place that is in error.
func (v *validation) warn(at place, rule Rule, value string, text func() message) {
	if !v.inError(at) {
		v.addString(at, rule, value, text)
	}
}

// inError reports whether the client has an error at a place. It looks for
// errors when it is first called: most clients never need it.
func (v *validation) inError(at place) bool {
	if v.errors == nil {
		v.errors = map[place]bool{}
		errors := validation{client: v.client, update: v.update, pool: v.pool}
		errors.places = v.errors
		errors.run()
	}
	return v.errors[at]
}

// findings collects violations.
type findings struct {
	violations []Violation
	omitted    map[Rule]int
	// inList is how many violations were found of each rule in each list.
	inList map[listRule]int
	// The places of all violations, collected if it is not nil.
	places map[place]bool
	// The lists that break the model, unless they are very long.
	lists map[string][]string
	// What could not be read, or nil.
	unread *unread
	// The rules that are not applied.
	ignored []Rule
}

// listRule is a rule in a list.
type listRule struct {
	list string
	rule Rule
}

// maxKept is how many violations of one rule in one list are kept.
const maxKept = 100

func (found *findings) add(member string, rule Rule, value any, text message) {
	if found.takes(place{member, notInList}, rule) {
		found.violations = append(found.violations, Violation{Path: member, Rule: rule, Message: text.full, Value: value, says: text.says})
	}
}

// addString adds a violation of a string. It makes the message only if the
// violation is kept.
func (found *findings) addString(at place, rule Rule, value string, text func() message) {
	if at.index == notInList {
		found.add(at.member, rule, value, text())
		return
	}
	if found.takes(at, rule) && found.keeps(listRule{at.member, rule}) {
		message := text()
		found.violations = append(found.violations, Violation{Path: at.path(), Rule: rule, Message: message.full, Value: value, says: message.says})
	}
}

// takes reports whether a violation is to be reported at all.
func (found *findings) takes(at place, rule Rule) bool {
	if slices.Contains(found.ignored, rule) || found.unread.isDoubtful(at, rule) {
		return false
	}
	if found.places != nil {
		found.places[at] = true
	}
	return true
}

// keeps reports whether one more violation of a rule in a list is kept. If
// not, it is counted.
func (found *findings) keeps(in listRule) bool {
	if found.inList == nil {
		found.inList = map[listRule]int{}
	}
	found.inList[in]++
	if found.inList[in] <= maxKept {
		return true
	}
	if found.omitted == nil {
		found.omitted = map[Rule]int{}
	}
	found.omitted[in.rule]++
	return false
}

// keepList keeps a copy of a list that breaks the model.
func (found *findings) keepList(member string, list reflect.Value) {
	if list.Len() > maxListPrinted {
		return
	}
	if found.lists == nil {
		found.lists = map[string][]string{}
	}
	elements := make([]string, list.Len())
	for i := range elements {
		elements[i] = list.Index(i).String()
	}
	found.lists[member] = elements
}

// err returns what was found as a ValidationError, nil if nothing was.
func (found *findings) err() error {
	if len(found.violations) == 0 {
		return nil
	}
	return &ValidationError{Violations: sorted(found.violations), omitted: found.omitted}
}

var errNilClient = errors.New("cognito: the *UserPoolClient is nil")

// unread is what of a client could not be read.
type unread struct {
	// The members and, in each list, the first element that could not be read.
	paths []string
	// elements reports whether each element of a list could not be read.
	elements map[string][]bool
	// What isDoubtful returned for the elements of a list.
	doubtful map[listRule]bool
}

func newUnread() *unread {
	return &unread{elements: map[string][]bool{}, doubtful: map[listRule]bool{}}
}

func (u *unread) add(at place) {
	if at.index != notInList {
		elements, isNotFirst := u.elements[at.member]
		elements = append(elements, make([]bool, at.index+1-len(elements))...)
		elements[at.index] = true
		u.elements[at.member] = elements
		if isNotFirst {
			return
		}
	}
	if path := at.path(); !slices.Contains(u.paths, path) {
		u.paths = append(u.paths, path)
	}
}

// isDoubtful reports whether a violation may be there only because something
// could not be read.
func (u *unread) isDoubtful(at place, rule Rule) bool {
	if u == nil || len(u.paths) == 0 {
		return false
	}
	depends := func() bool { return slices.ContainsFunc(u.paths, Violation{Path: at.path(), Rule: rule}.DependsOn) }
	if at.index == notInList {
		return depends()
	}
	if elements := u.elements[at.member]; at.index < len(elements) && elements[at.index] {
		return true
	}
	// It is the same for all other elements of a list, of which there may be
	// many.
	key := listRule{at.member, rule}
	doubtful, known := u.doubtful[key]
	if !known {
		doubtful = depends()
		u.doubtful[key] = doubtful
	}
	return doubtful
}
