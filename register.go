package cognito

import (
	"errors"

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
	registerStructs(v)
	return nil
}
