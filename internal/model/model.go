// Package model shows the service model, as package cognito has it, to the
// programs of this module.
package model

// A Member is a member of a request that has a shape, or an element of a list.
type Member struct {
	// Path is the member, such as TokenValidityUnits.AccessToken. It is empty
	// for an element.
	Path string
	// Required is whether a request must have the member.
	Required bool
	// The bounds of the number of characters or elements, or of the number
	// itself. A Max of 0 is no limit.
	Min, Max int
	// Number is whether the value is a number.
	Number bool
	// Pattern is the regular expression that a string matches, or empty.
	Pattern string
	// Enum are the only values of a string, or nil.
	Enum []string
	// Unpublished is whether no published model has all values of Enum.
	Unpublished bool
	// Sensitive is whether the value is never shown.
	Sensitive bool
	// Element is what a list consists of, or nil.
	Element *Member
}

// Members returns the members of an input of CreateUserPoolClient, or of
// UpdateUserPoolClient, in the order of the fields. Package cognito sets it.
var Members func(update bool) []Member
