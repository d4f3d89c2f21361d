package cognito

import (
	"errors"
	"reflect"
	"strings"

	"github.com/go-playground/validator/v10"
)

// Validate checks c as the input of CreateUserPoolClient and returns nil or a
// [*ValidationError] that holds everything that is wrong. ClientId and the
// dates, which are no part of that input, are not looked at. A nil c is an
// error, but not a [*ValidationError].
func (c *UserPoolClient) Validate() error {
	return c.validate(createValidator)
}

// ValidateUpdate checks c as the input of UpdateUserPoolClient, so what
// describe returns passes. It differs from [UserPoolClient.Validate]:
// ClientId is required; ClientName is not; GenerateSecret and ClientSecret
// are not looked at; the rules that a client must have a secret do not apply,
// because only the pool knows; AnalyticsConfiguration may have the RoleArn
// that the service adds to an ApplicationArn.
func (c *UserPoolClient) ValidateUpdate() error {
	return c.validate(updateValidator)
}

// Validators take no registrations once they are in use, so each has its own
// tags and rules.
var (
	createValidator = newValidator(false)
	updateValidator = newValidator(true)
)

func newValidator(update bool) *validator.Validate {
	v := validator.New()
	for name, shape := range shapes {
		if err := v.RegisterValidation(name, func(fl validator.FieldLevel) bool { return shape.holds(fl.Field()) }); err != nil {
			panic(err)
		}
	}
	if update {
		v.RegisterStructValidationMapRules(updateTags, UserPoolClient{})
	}
	v.RegisterStructValidation(func(level validator.StructLevel) {
		c := level.Current().Interface().(UserPoolClient)
		if found := clientRules(&c, update); len(found) > 0 {
			level.ReportError(found, "", "", clientRulesTag, "")
		}
	}, UserPoolClient{})
	return v
}

// clientRulesTag marks the one field error whose value is what the rules
// across members found.
const clientRulesTag = "clientRules"

// clientRules are the rules that no shape has. They run on any client, with
// broken members too.
func clientRules(c *UserPoolClient, update bool) violations {
	var found violations
	tokens := c.tokens()
	hasSecret := update || c.GenerateSecret || c.ClientSecret != ""
	if !update {
		clientSecretConflictRule(&found, c)
	}
	tokenRangeRule(&found, tokens)
	tokenOrderRule(&found, tokens)
	attributeRules(&found, c)
	authFlowRules(&found, c)
	redirectRules(&found, c)
	oauthEnabledRules(&found, c)
	oauthFlowRules(&found, c, hasSecret)
	scopeRules(&found, c)
	analyticsRule(&found, c, update)
	contextDataRule(&found, c, hasSecret)
	return found
}

func (c *UserPoolClient) validate(v *validator.Validate) error {
	if c == nil {
		return errNilClient
	}
	// The structs come by value, because validator copies every field of one
	// that it reaches by a pointer.
	var found violations
	found.addFieldErrors("", v.StructFiltered(*c, c.lacks))
	if c.AnalyticsConfiguration != nil {
		found.addFieldErrors("AnalyticsConfiguration.", v.Struct(*c.AnalyticsConfiguration))
	}
	if c.RefreshTokenRotation != nil {
		found.addFieldErrors("RefreshTokenRotation.", v.Struct(*c.RefreshTokenRotation))
	}
	found.sort()
	return found.err()
}

// lacks tells whether a member that has a tag is a nil pointer: absent, but
// validator would make its path before it finds nothing to check.
func (c *UserPoolClient) lacks(namespace []byte) bool {
	switch string(namespace) {
	case "UserPoolClient.AccessTokenValidity":
		return c.AccessTokenValidity == nil
	case "UserPoolClient.IdTokenValidity":
		return c.IdTokenValidity == nil
	case "UserPoolClient.AuthSessionValidity":
		return c.AuthSessionValidity == nil
	}
	return false
}

// addFieldErrors adds what a validator of ours found in a struct.
func (found *violations) addFieldErrors(prefix string, err error) {
	if err == nil {
		return
	}
	for _, field := range err.(validator.ValidationErrors) {
		_, path, _ := strings.Cut(field.Namespace(), ".") // after the type's name
		path = prefix + path
		switch tag := field.Tag(); tag {
		case "required":
			found.add(path, RuleRequired, nil, "is required, but absent or empty")
		case clientRulesTag:
			*found = append(*found, field.Value().(violations)...)
		default:
			shapes[tag].explain(found, path, reflect.ValueOf(field.Value()))
		}
	}
}

// Register teaches v the types of this package, so that v.Struct checks a
// [UserPoolClient] wherever it stands in your own struct, as
// [UserPoolClient.Validate] does, and reports every violation as a field
// error: its namespace is your path and then ours, its tag the rule, its
// param the message, its value that of the [Violation]. Call it before v is
// first used, as for every registration. It fails only on a nil v.
//
// What stands in an unexported field, which v looks into only if it was made
// to, cannot be read: that is a field error with the tag unreadable.
func Register(v *validator.Validate) error {
	if v == nil {
		return errors.New("cognito: the *validator.Validate is nil")
	}
	for _, structure := range []any{UserPoolClient{}, TokenValidityUnits{}, AnalyticsConfiguration{}, RefreshTokenRotation{}} {
		// The fields' tags are for validators of our own, which v is not.
		skip := map[string]string{}
		for field := range reflect.TypeOf(structure).Fields() {
			skip[field.Name] = "-"
		}
		v.RegisterStructValidationMapRules(skip, structure)
		v.RegisterStructValidation(reportViolations, structure)
	}
	return nil
}

const unreadableTag = "unreadable"

func reportViolations(level validator.StructLevel) {
	if !level.Current().CanInterface() {
		level.ReportError(nil, "", "", unreadableTag, "is in an unexported field, from which its members cannot be read")
		return
	}
	var found violations
	switch structure := level.Current().Interface().(type) {
	case UserPoolClient:
		if err, ok := errors.AsType[*ValidationError](structure.Validate()); ok {
			found = err.Violations
		}
	default:
		found.addFieldErrors("", createValidator.Struct(structure))
	}
	for _, v := range found {
		level.ReportError(v.Value, v.Path, v.Path, string(v.Rule), v.Message)
	}
}
