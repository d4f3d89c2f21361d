package awssdk

import (
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
	var empty []cognito.Violation
	switch input := in.Parameters.(type) {
	case *sdk.CreateUserPoolClientInput:
		err = g.ValidateCreate(FromCreateInput(input))
		empty = g.emptyStrings(input.AnalyticsConfiguration,
			optional{"ClientSecret", input.ClientSecret, cognito.RuleLength},
			optional{"DefaultRedirectURI", input.DefaultRedirectURI, cognito.RuleLength})
	case *sdk.UpdateUserPoolClientInput:
		err = g.ValidateUpdate(FromUpdateInput(input))
		empty = g.emptyStrings(input.AnalyticsConfiguration,
			optional{"ClientName", input.ClientName, cognito.RuleLength},
			optional{"DefaultRedirectURI", input.DefaultRedirectURI, cognito.RuleLength})
	}
	// There is no other error, because the SDK makes an empty input of nil.
	invalid, _ := errors.AsType[*cognito.ValidationError](err)
	if invalid = invalid.With(empty...); invalid != nil {
		return out, metadata, invalid
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

// emptyStrings returns a violation for each member that is an empty string,
// which the library treats as absent.
func (g requestGuard) emptyStrings(a *types.AnalyticsConfigurationType, members ...optional) []cognito.Violation {
	if a != nil {
		members = append(members,
			optional{"AnalyticsConfiguration.ApplicationId", a.ApplicationId, cognito.RuleCharacters},
			optional{"AnalyticsConfiguration.ApplicationArn", a.ApplicationArn, cognito.RuleLength},
			optional{"AnalyticsConfiguration.RoleArn", a.RoleArn, cognito.RuleLength})
	}
	var found []cognito.Violation
	for _, m := range members {
		if m.value != nil && *m.value == "" && !slices.Contains(g.Ignore, m.rule) {
			found = append(found, cognito.Violation{Path: m.path, Rule: m.rule, Message: "must not be empty: use nil", Value: ""})
		}
	}
	return found
}
