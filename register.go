package cognito

import (
	"context"
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
	for structure := range createPlans {
		// v must not walk the fields: those of a client would be reported twice.
		skip := map[string]string{}
		for field := range structure.Fields() {
			skip[field.Name] = "-"
		}
		zero := reflect.Zero(structure).Interface()
		v.RegisterStructValidationMapRules(skip, zero)
		v.RegisterStructValidationCtx(checkStruct, zero)
	}
	return nil
}

// ours is the validator with which this package itself validates clients.
var ours = func() *validator.Validate {
	v := validator.New()
	_ = Register(v) // v is not nil
	return v
}()

// validationKey is that of a *validation in a context.
type validationKey struct{}

// run makes ours call checkStruct for the client.
func (v *validation) run() {
	_ = ours.StructCtx(context.WithValue(context.Background(), validationKey{}, v), v.client) // v has what is wrong
}

// checkStruct checks a struct of ours. What is wrong goes to the validation in
// the context or, if there is none, to the caller's validator.
func checkStruct(ctx context.Context, level validator.StructLevel) {
	if v, ok := ctx.Value(validationKey{}).(*validation); ok {
		v.check(level.Current())
		return
	}
	structure, ok := readable(level.Current())
	if !ok {
		level.ReportError(nil, "", "", "unreadable", "is in an unexported field, so its members cannot be read")
		return
	}
	var v validation
	v.client, _ = reflect.TypeAssert[*UserPoolClient](structure.Addr())
	v.check(structure)
	for _, violation := range sorted(v.violations) {
		level.ReportError(violation.Value, violation.Path, violation.Path, string(violation.Rule), violation.Message)
	}
}

// readable returns a copy of one of our structs. If the struct is embedded
// under an unexported name, its value cannot be read as a whole, but its
// fields can.
func readable(structure reflect.Value) (reflect.Value, bool) {
	c := reflect.New(structure.Type()).Elem()
	if structure.CanInterface() {
		c.Set(structure)
		return c, true
	}
	for i := range c.NumField() {
		if !structure.Field(i).CanInterface() {
			return c, false
		}
		c.Field(i).Set(structure.Field(i))
	}
	return c, true
}
