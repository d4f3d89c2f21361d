package cognito

import (
	"errors"
	"reflect"

	"github.com/go-playground/validator/v10"
)

// Register makes v check the types of this package. A validator ignores them
// otherwise. Afterwards v.Struct validates a [UserPoolClient] wherever it
// occurs in a struct, as [UserPoolClient.Validate] does, and reports each
// violation that a [ValidationError] keeps as a field error: its namespace is
// the path to the client followed by the path of the [Violation], its tag the
// rule, its param the message and its value that of the violation. The other
// structs of this package are checked where they occur outside a client.
//
// A client is checked as the input of CreateUserPoolClient. Field errors do not
// match rules with errors.Is; compare their tags.
//
// The fields that hold a client need no tag, with two exceptions of validator
// itself: in a slice or a map the elements are checked only if the field has
// the tag dive, and StructPartial and StructExcept choose a client as a whole,
// because they cannot reach inside it.
//
// A client in an unexported field is reported with the tag unreadable, if v
// was created with WithPrivateFieldValidation and so visits it: its members
// cannot be read.
//
// Call Register before the first use of v, as validator demands of all
// registrations. It returns an error only if v is nil.
func Register(v *validator.Validate) error {
	if v == nil {
		return errors.New("cognito: the *validator.Validate is nil")
	}
	for _, structure := range []any{UserPoolClient{}, TokenValidityUnits{}, AnalyticsConfiguration{}, RefreshTokenRotation{}} {
		// v must not walk the fields: those of a client would be reported twice.
		skip := map[string]string{}
		for field := range reflect.TypeOf(structure).Fields() {
			skip[field.Name] = "-"
		}
		v.RegisterStructValidationMapRules(skip, structure)
		v.RegisterStructValidation(reportViolations, structure)
	}
	return nil
}

func reportViolations(level validator.StructLevel) {
	structure, ok := readable(level.Current())
	if !ok {
		level.ReportError(nil, "", "", "unreadable", "is in an unexported field, so its members cannot be read")
		return
	}
	var found findings
	if c, ok := structure.(UserPoolClient); ok {
		if invalid, ok := errors.AsType[*ValidationError](c.Validate()); ok {
			found.violations = invalid.Violations
		}
	} else {
		found.addFieldErrors("", createValidator.Struct(structure))
	}
	for _, v := range found.violations {
		level.ReportError(v.Value, v.Path, v.Path, string(v.Rule), v.Message)
	}
}

// readable returns the value of one of our structs. If the struct is embedded
// under an unexported name, its value cannot be read as a whole, but its
// fields can.
func readable(structure reflect.Value) (any, bool) {
	if structure.CanInterface() {
		return structure.Interface(), true
	}
	c := reflect.New(structure.Type()).Elem()
	for i := range c.NumField() {
		if !structure.Field(i).CanInterface() {
			return nil, false
		}
		c.Field(i).Set(structure.Field(i))
	}
	return c.Interface(), true
}
