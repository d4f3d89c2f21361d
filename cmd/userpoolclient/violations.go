package main

import (
	"errors"
	"reflect"
	"slices"
	"strings"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
	"github.com/go-cognito/cognito/internal/suggest"
)

// violations returns the violations of a client, without those that depend on
// a member that could not be read or that a member is missing which is given
// elsewhere, and the error that they are from.
func (c *client) violations(validator cognito.Validator, given []string) ([]cognito.Violation, *cognito.ValidationError) {
	validate := validator.ValidateCreate
	if c.form.exists {
		validate = validator.ValidateUpdate
	}
	invalid, ok := errors.AsType[*cognito.ValidationError](validate(&c.UserPoolClient))
	if !ok {
		invalid = &cognito.ValidationError{}
	}
	all := make([]cognito.Violation, 0, len(invalid.Violations)+len(c.empty))
	for _, v := range invalid.Violations {
		if !c.isDoubtful(v) && !(v.Rule == cognito.RuleRequired && slices.Contains(given, v.Path)) {
			all = append(all, v)
		}
	}
	for _, path := range c.empty {
		path := path.String()
		rule := cognito.EmptyStringRule(path)
		if rule == "" || slices.Contains(validator.Ignore, rule) || slices.ContainsFunc(all, func(v cognito.Violation) bool { return v.Path == path }) {
			continue
		}
		all = append(all, cognito.Violation{Path: path, Rule: rule, Message: "must not be empty: leave it out"})
	}
	for i, v := range all {
		if value, isText := v.Value.(string); isText && v.Rule == cognito.RuleEnum {
			if guess := nearestValue(worlds.ParsePath(v.Path).Member, value); guess != "" {
				all[i].Message += suggest.DidYouMean(guess)
			}
		}
	}
	return all, invalid
}

// omitted returns how many violations an error leaves out, but for those of
// rules of which all that it has are ignored.
func omitted(invalid *cognito.ValidationError, violations []cognito.Violation, isIgnored func(cognito.Violation) bool) int {
	var hidden []cognito.Rule
	shown := map[cognito.Rule]bool{}
	for _, v := range violations {
		if isIgnored(v) {
			hidden = append(hidden, v.Rule)
		} else {
			shown[v.Rule] = true
		}
	}
	hidden = slices.DeleteFunc(hidden, func(rule cognito.Rule) bool { return shown[rule] })
	if left, ok := errors.AsType[*cognito.ValidationError](invalid.Without(hidden...)); ok {
		return left.Omitted()
	}
	return 0
}

// warnings returns the warnings about a client, without those that depend on a
// member that could not be read.
func (c *client) warnings(validator cognito.Validator) []cognito.Violation {
	return slices.DeleteFunc(validator.Warnings(&c.UserPoolClient), c.isDoubtful)
}

// isDoubtful reports whether a violation may only be there because a part of
// the client could not be read.
func (c *client) isDoubtful(v cognito.Violation) bool {
	if path := worlds.ParsePath(v.Path); path.IsElement() {
		element := c.valueAt(path)
		if c.form.coerces {
			element = coerced(element, reflect.String)
		}
		if element.Kind != document.String {
			return true
		}
	}
	for path := range c.unread {
		if v.DependsOn(path.String()) {
			return true
		}
	}
	return false
}

// locate returns the place of the name of a member, of an element of a list,
// or of what is nearest around it.
func (c *client) locate(path worlds.Path) document.Place {
	if path.IsElement() {
		return c.valueAt(path).Place
	}
	if name := c.members[c.nearest(path.Member)].name; name != nil {
		return name.Place
	}
	return c.node.Place
}

// nearest returns a member that the client has: the one named, or what is
// nearest around it.
func (c *client) nearest(member string) string {
	for member != "" && c.members[member].name == nil {
		member = member[:max(0, strings.LastIndexByte(member, '.'))]
	}
	return member
}

// pointerTo returns the JSON Pointer to a member or an element, or to what is
// nearest around it.
func (c *client) pointerTo(path worlds.Path) string {
	path.Member = c.nearest(path.Member)
	return cognito.Violation{Path: path.String()}.Pointer()
}

// valueAt returns the value of a member or of an element of a list, or nil.
func (c *client) valueAt(path worlds.Path) *document.Node {
	value := c.members[path.Member].value
	if path.IsElement() && value != nil {
		return value.Content[path.Index]
	}
	return value
}

// hasPlace reports whether a path is that of an element of a list that has a
// place of its own, as those of a list from elsewhere do not.
func (c *client) hasPlace(path worlds.Path) bool {
	if !path.IsElement() {
		return false
	}
	list := c.members[path.Member].value
	own := list.Content[path.Index].Place
	if own == list.Place {
		return false
	}
	for i, element := range list.Content {
		if i != path.Index && element.Place == own {
			return false
		}
	}
	return true
}

// shownBy returns the values that the message of a violation may show.
func (c *client) shownBy(v cognito.Violation) []*document.Node {
	var found []*document.Node
	if own := c.valueAt(worlds.ParsePath(v.Path)); own != nil {
		found = append(found, own)
	}
	lifetime, isLifetime := strings.CutSuffix(v.Path, "Validity")
	for path, member := range c.members {
		value := member.value
		isUnit := isLifetime && path == "TokenValidityUnits."+lifetime
		isOther := v.Rule == cognito.RuleTokenValidityOrder && strings.Contains(path, "Validity")
		if isUnit || isOther || value.Secret && len(value.Text) > 3 && strings.Contains(v.Message, value.Text) {
			found = append(found, value)
		}
	}
	return found
}
