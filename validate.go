package cognito

import (
	"cmp"
	"context"
	"reflect"
	"strings"

	"github.com/go-playground/validator/v10"
)

// Validate checks c as the input of CreateUserPoolClient. It returns nil or a
// [*ValidationError] that holds everything that is wrong. ClientId and the
// dates are not part of that input and are not checked. If c is nil, the
// error is not a [*ValidationError].
func (c *UserPoolClient) Validate() error { return Validator{}.ValidateCreate(c) }

// ValidateUpdate checks c as the input of UpdateUserPoolClient. Unlike
// [UserPoolClient.Validate], it requires ClientId but not ClientName and does
// not check GenerateSecret and ClientSecret. The rules that a client must have
// a secret do not apply, because only the service knows whether it has one.
// AnalyticsConfiguration may have the RoleArn that the service adds to an
// ApplicationArn.
//
// What describe returns normally passes. The known exception: the service also
// stores redirect URIs, flows and scopes while AllowedOAuthFlowsUserPoolClient
// is false, which violates [RuleOAuthNotEnabled]. Such settings have no
// effect: set the flag, remove them, or accept them with a [Validator] that
// ignores the rule.
func (c *UserPoolClient) ValidateUpdate() error { return Validator{}.ValidateUpdate(c) }

// Validator validates clients with knowledge beyond the client itself, and
// without rules that you do not want. The zero value validates as the methods
// of [UserPoolClient] do. A Validator is safe for concurrent use and does not
// modify what it is given.
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

func (v Validator) validate(c *UserPoolClient, update bool) error {
	if c == nil {
		return errNilClient
	}
	all := validation{client: c, update: update, pool: v.Pool}
	all.ignored = v.Ignore
	all.run()
	return all.err()
}

// memberRules are the rules that the tags cannot express, mostly those across
// members. They run even if the shape checks find violations.
var memberRules = []func(*validation){
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
var poolRules = []func(*validation){
	identityProvidersNotInPool,
	oauthScopeNotInPool,
	attributesNotInPool,
	writeAttributesRequiredMissing,
	authFlowsTier,
}

// check applies every rule whose severity is error to a struct of ours, which
// is the client if there is one.
func (v *validation) check(structure reflect.Value) {
	plan := createPlans[structure.Type()]
	if v.update {
		plan = updatePlan
	}
	v.checkShapes(plan, structure)
	if v.client == nil {
		return
	}
	for _, rule := range memberRules {
		rule(v)
	}
	if v.pool != nil {
		for _, rule := range poolRules {
			rule(v)
		}
	}
}

// planned is a field of a struct, and what its tag demands.
type planned struct {
	index      int
	path       string
	isRequired bool
	// Nil if it is a struct.
	shape  *shape
	fields []planned // of that struct
}

// The fields with shapes of each of our structs.
var (
	createPlans = map[reflect.Type][]planned{
		reflect.TypeFor[UserPoolClient]():         plan(reflect.TypeFor[UserPoolClient](), "", nil),
		reflect.TypeFor[TokenValidityUnits]():     plan(reflect.TypeFor[TokenValidityUnits](), "", nil),
		reflect.TypeFor[AnalyticsConfiguration](): plan(reflect.TypeFor[AnalyticsConfiguration](), "", nil),
		reflect.TypeFor[RefreshTokenRotation]():   plan(reflect.TypeFor[RefreshTokenRotation](), "", nil),
	}
	updatePlan = plan(reflect.TypeFor[UserPoolClient](), "", updateTags)
)

// plan reads the shape tags of a struct at a path. Other tags replace those of
// some fields.
func plan(structure reflect.Type, path string, tags map[string]string) []planned {
	var fields []planned
	for i := range structure.NumField() {
		field := structure.Field(i)
		tag := cmp.Or(tags[field.Name], field.Tag.Get("shape"))
		if tag == "-" {
			continue
		}
		p := planned{index: i, path: path + field.Name}
		of := field.Type
		if of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		if of.Kind() == reflect.Struct {
			p.fields = plan(of, p.path+".", nil)
		} else {
			name := tag
			name, p.isRequired = strings.CutPrefix(tag, "required,")
			p.shape = shapes[name]
		}
		fields = append(fields, p)
	}
	return fields
}

// EmptyStringRule returns the rule that an empty string at path violates, such
// as [RuleLength] for DefaultRedirectURI. It returns "" if the member may be
// empty or is not a string. This package leaves out empty strings, so you need
// this only if you build requests yourself. It does not say whether the member
// is required.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
func EmptyStringRule(path string) Rule {
	if s := memberShapes[path]; s != nil {
		return s.emptyRule()
	}
	return ""
}

// memberShapes are the shapes of the members by path.
var memberShapes = func() map[string]*shape {
	all := map[string]*shape{}
	var add func(fields []planned)
	add = func(fields []planned) {
		for _, p := range fields {
			if p.shape != nil {
				all[p.path] = p.shape
			}
			add(p.fields)
		}
	}
	add(createPlans[reflect.TypeFor[UserPoolClient]()])
	add(updatePlan)
	return all
}()

// checkShapes checks the fields of a struct. One that is absent has its zero
// value or is a nil pointer.
func (v *validation) checkShapes(fields []planned, structure reflect.Value) {
	for i := range fields {
		p := &fields[i]
		field := structure.Field(p.index)
		if field.Kind() == reflect.Pointer {
			if field.IsNil() {
				continue
			}
			field = field.Elem()
		}
		switch {
		case p.shape == nil:
			v.checkShapes(p.fields, field)
		case p.isRequired && field.IsZero():
			v.add(p.path, RuleRequired, nil, say("must be given"))
		default:
			p.shape.explain(&v.findings, p.path, field)
		}
	}
}

// ours is the validator with which this package itself validates clients.
var ours = func() *validator.Validate {
	v := validator.New()
	registerStructs(v)
	return v
}()

// registerStructs makes a validator call checkStruct for each of our structs,
// instead of walking its fields.
func registerStructs(v *validator.Validate) {
	for structure := range createPlans {
		skip := map[string]string{}
		for field := range structure.Fields() {
			skip[field.Name] = "-"
		}
		zero := reflect.Zero(structure).Interface()
		v.RegisterStructValidationMapRules(skip, zero)
		v.RegisterStructValidationCtx(checkStruct, zero)
	}
}

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
