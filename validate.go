package cognito

import (
	"reflect"
	"slices"
	"strings"

	"github.com/go-playground/validator/v10"
)

// Validate checks c as the input of CreateUserPoolClient. It returns nil or a
// [*ValidationError] that holds everything that is wrong. ClientId and the
// dates are not part of that input and are not checked. If c is nil, the
// error is not a [*ValidationError].
func (c *UserPoolClient) Validate() error { return Validator{}.ValidateCreate(c) }

// ValidateUpdate checks c as the input of UpdateUserPoolClient. It differs
// from [UserPoolClient.Validate] in that ClientId is required and ClientName
// is not; GenerateSecret and ClientSecret are not checked; the rules that a
// client must have a secret do not apply, because only the service knows
// whether it has one; and AnalyticsConfiguration may have the RoleArn that the
// service adds to an ApplicationArn.
//
// What describe returns normally passes. The known exception: the service also
// stores redirect URIs, flows and scopes while AllowedOAuthFlowsUserPoolClient
// is false, which violates [RuleOAuthNotEnabled]. Such settings have no
// effect: set the flag, remove them, or accept them with a [Validator] that
// ignores the rule.
func (c *UserPoolClient) ValidateUpdate() error { return Validator{}.ValidateUpdate(c) }

// Warnings returns the violations of rules whose severity is warning: problems
// that the service accepts but that you should fix. They are in the order that
// [ValidationError] documents, at most 100 of one rule in one list. A warning
// about a path that is in error is left out. A client with a ClientId is
// checked for errors as ValidateUpdate does, any other as Validate does. If c
// is nil, there are no warnings.
func (c *UserPoolClient) Warnings() []Violation { return Validator{}.Warnings(c) }

// Validator validates clients with more than the client itself says. The zero
// value validates as the methods of [UserPoolClient] do. A Validator is safe
// for concurrent use and changes nothing that it is given.
type Validator struct {
	// Pool is what is known of the user pool. Nil means nothing.
	Pool *UserPool
	// Ignore are rules that are not applied. Unknown rules have no effect.
	Ignore []Rule
}

// ValidateCreate is like [UserPoolClient.Validate].
func (v Validator) ValidateCreate(c *UserPoolClient) error { return v.validate(c, false) }

// ValidateUpdate is like [UserPoolClient.ValidateUpdate].
func (v Validator) ValidateUpdate(c *UserPoolClient) error { return v.validate(c, true) }

// Warnings is like [UserPoolClient.Warnings].
func (v Validator) Warnings(c *UserPoolClient) []Violation {
	if c == nil {
		return nil
	}
	k := check{client: c, update: c.ClientId != "", pool: v.Pool}
	for _, rule := range warningRules {
		rule(&k)
	}
	found := slices.DeleteFunc(k.violations, func(found Violation) bool { return slices.Contains(v.Ignore, found.Rule) })
	if len(found) == 0 {
		return nil
	}
	return sorted(found)
}

func (v Validator) validate(c *UserPoolClient, update bool) error {
	if c == nil {
		return errNilClient
	}
	k := check{client: c, update: update, pool: v.Pool}
	k.checkAll()
	err := k.err()
	if invalid, ok := err.(*ValidationError); ok && len(v.Ignore) > 0 {
		return invalid.Without(v.Ignore...)
	}
	return err
}

// check is one validation of a client.
type check struct {
	findings
	client *UserPoolClient
	update bool           // as the input of UpdateUserPoolClient
	pool   *UserPool      // nil: nothing is known of it
	errors map[place]bool // for inError; nil: not looked for yet
}

// checkAll applies every rule whose severity is error.
func (k *check) checkAll() {
	k.checkShapes()
	for _, rule := range memberRules {
		rule(k)
	}
	if k.pool != nil {
		for _, rule := range poolRules {
			rule(k)
		}
	}
}

// memberRules are the rules that the tags cannot express, mostly those across
// members. They run even if the tag checks fail.
var memberRules = []func(*check){
	clientSecretConflict,
	tokenValidityRange,
	tokenValidityOrder,
	attributesUnknown,
	writeAttributesReadOnly,
	authFlowsMixedLegacy,
	authFlowsRefreshWithRotation,
	authFlowsClientTokenAlone,
	authFlowsClientTokenSecret,
	redirectURIs,
	defaultRedirectURINotACallback,
	oauthNotEnabled,
	oauthFlowsRequired,
	oauthScopesRequired,
	oauthCallbackURLsRequired,
	oauthClientCredentialsExclusive,
	oauthClientCredentialsSecret,
	oauthClientCredentialsScope,
	oauthScopeFormat,
	analyticsForm,
	contextDataSecretRequired,
}

// poolRules are the rules that need to know the user pool.
var poolRules = []func(*check){
	identityProvidersNotInPool,
	oauthScopeNotInPool,
	attributesNotInPool,
	writeAttributesRequiredMissing,
	authFlowsTier,
}

// A validator takes no registrations once it is in use, so each kind of
// request has one of its own.
var (
	createValidator = newValidator(nil)
	updateValidator = newValidator(updateTags)
)

// newValidator returns a validator that knows the shapes as tags. Its tag key
// is our own: another validator that meets our types ignores the tags.
func newValidator(clientTags map[string]string) *validator.Validate {
	v := validator.New()
	v.SetTagName("shape")
	for name, shape := range shapes {
		if err := v.RegisterValidation(name, func(fl validator.FieldLevel) bool { return shape.holds(fl.Field()) }); err != nil {
			panic(err)
		}
	}
	v.RegisterStructValidationMapRules(clientTags, UserPoolClient{})
	return v
}

// checkShapes checks what the tags state. The structs are passed by value,
// because validator copies each field of a struct that it reaches by pointer.
func (k *check) checkShapes() {
	v := createValidator
	if k.update {
		v = updateValidator
	}
	c := k.client
	k.addFieldErrors("", v.Struct(*c))
	if c.AnalyticsConfiguration != nil {
		k.addFieldErrors("AnalyticsConfiguration.", v.Struct(*c.AnalyticsConfiguration))
	}
	if c.RefreshTokenRotation != nil {
		k.addFieldErrors("RefreshTokenRotation.", v.Struct(*c.RefreshTokenRotation))
	}
}

// addFieldErrors adds what one of our validators found in a struct.
func (found *findings) addFieldErrors(prefix string, err error) {
	if err == nil {
		return
	}
	for _, field := range err.(validator.ValidationErrors) {
		_, path, _ := strings.Cut(field.Namespace(), ".") // after the name of the type
		path = prefix + path
		if tag := field.Tag(); tag == "required" {
			found.add(path, RuleRequired, nil, say("must be given"))
		} else {
			shapes[tag].explain(found, path, reflect.ValueOf(field.Value()))
		}
	}
}
