package awssdk

import (
	"cmp"
	"context"
	"errors"
	"slices"

	sdk "github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider/types"
	"github.com/aws/smithy-go/middleware"
	"github.com/go-cognito/cognito"
)

// ValidateRequests makes a client of the SDK validate the input of every
// CreateUserPoolClient and UpdateUserPoolClient. An invalid input is not sent:
// the call returns an error in which [errors.As] finds the
// [*cognito.ValidationError] and [errors.Is] each rule. A pointer to an empty
// string, which the SDK sends and the service refuses, is a violation too.
// Other operations are not affected. Pass it to NewFromConfig, to New or to a
// single call.
func ValidateRequests(o *sdk.Options) { ValidateRequestsWith(cognito.Validator{})(o) }

// ValidateRequestsWith is like [ValidateRequests], but validates with v. If
// both are requested, or one of them twice, the last one applies.
func ValidateRequestsWith(v cognito.Validator) func(*sdk.Options) {
	guard := requestGuard{v}
	return func(o *sdk.Options) {
		o.APIOptions = append(o.APIOptions, func(stack *middleware.Stack) error {
			if operation := stack.ID(); operation != "CreateUserPoolClient" && operation != "UpdateUserPoolClient" {
				return nil
			}
			if _, ok := stack.Initialize.Get(guard.ID()); ok {
				_, err := stack.Initialize.Swap(guard.ID(), guard)
				return err
			}
			// After what may still change the input, but before the SDK's
			// own check of required members, which would hide what else is
			// wrong.
			return stack.Initialize.Insert(guard, "OperationInputValidation", middleware.Before)
		})
	}
}

// requestGuard is the middleware that validates requests.
type requestGuard struct{ cognito.Validator }

// ID identifies the middleware in the stack.
func (requestGuard) ID() string { return "github.com/go-cognito/cognito/awssdk.ValidateRequests" }

// HandleInitialize returns an error if the input is invalid.
func (g requestGuard) HandleInitialize(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (
	out middleware.InitializeOutput, metadata middleware.Metadata, err error,
) {
	var emptyStrings []cognito.Violation
	switch input := in.Parameters.(type) {
	case *sdk.CreateUserPoolClientInput:
		err = g.ValidateCreate(FromCreateInput(input))
		emptyStrings = findEmptyStrings(input.AnalyticsConfiguration,
			optional{"ClientSecret", input.ClientSecret, cognito.RuleLength},
			optional{"DefaultRedirectURI", input.DefaultRedirectURI, cognito.RuleLength})
	case *sdk.UpdateUserPoolClientInput:
		err = g.ValidateUpdate(FromUpdateInput(input))
		emptyStrings = findEmptyStrings(input.AnalyticsConfiguration,
			optional{"ClientName", input.ClientName, cognito.RuleLength},
			optional{"DefaultRedirectURI", input.DefaultRedirectURI, cognito.RuleLength})
	}
	emptyStrings = slices.DeleteFunc(emptyStrings, func(v cognito.Violation) bool { return slices.Contains(g.Ignore, v.Rule) })
	if err = join(err, emptyStrings); err != nil {
		return out, metadata, err
	}
	return next.HandleInitialize(ctx, in)
}

// optional is a member that may be absent but not empty, and the rule that an
// empty string violates.
type optional struct {
	path  string
	value *string
	rule  cognito.Rule
}

// findEmptyStrings returns a violation for each member that is an empty
// string, which the library treats as absent.
func findEmptyStrings(a *types.AnalyticsConfigurationType, members ...optional) []cognito.Violation {
	if a != nil {
		members = append(members,
			optional{"AnalyticsConfiguration.ApplicationId", a.ApplicationId, cognito.RuleCharacters},
			optional{"AnalyticsConfiguration.ApplicationArn", a.ApplicationArn, cognito.RuleLength},
			optional{"AnalyticsConfiguration.RoleArn", a.RoleArn, cognito.RuleLength})
	}
	var found []cognito.Violation
	for _, m := range members {
		if m.value != nil && *m.value == "" {
			found = append(found, cognito.Violation{Path: m.path, Rule: m.rule, Message: "is an empty string: use nil", Value: ""})
		}
	}
	return found
}

// join adds violations to the result of a validation.
func join(err error, more []cognito.Violation) error {
	invalid, ok := errors.AsType[*cognito.ValidationError](err)
	if !ok || len(more) == 0 {
		return cmp.Or(err, cognito.NewValidationError(more...))
	}
	// The same error, because it counts the violations that it omits.
	all, _ := errors.AsType[*cognito.ValidationError](cognito.NewValidationError(slices.Concat(invalid.Violations, more)...))
	invalid.Violations = all.Violations
	return invalid
}
