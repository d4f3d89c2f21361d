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

const validatorID = "github.com/go-cognito/cognito/awssdk.ValidateRequests"

// ValidateRequests makes a client of the SDK validate the input of every
// CreateUserPoolClient and UpdateUserPoolClient. An invalid input is not sent:
// the call returns an error in which [errors.As] finds the
// [*cognito.ValidationError] and [errors.Is] each rule. A pointer to an empty
// string, which the SDK sends and the service refuses, is a violation too.
// Other operations are not affected. Pass it to NewFromConfig, to New or to a
// single call.
func ValidateRequests(o *sdk.Options) {
	o.APIOptions = append(o.APIOptions, func(stack *middleware.Stack) error {
		if _, ok := stack.Initialize.Get(validatorID); ok { // requested twice
			return nil
		}
		// First, because the SDK's own check of required members would hide
		// what else is wrong.
		return stack.Initialize.Add(middleware.InitializeMiddlewareFunc(validatorID, validateInput), middleware.Before)
	})
}

func validateInput(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (
	out middleware.InitializeOutput, metadata middleware.Metadata, err error,
) {
	switch input := in.Parameters.(type) {
	case *sdk.CreateUserPoolClientInput:
		err = withEmptyStrings(FromCreateInput(input).Validate(), input.AnalyticsConfiguration,
			optional{"ClientSecret", input.ClientSecret, cognito.RuleLength},
			optional{"DefaultRedirectURI", input.DefaultRedirectURI, cognito.RuleLength})
	case *sdk.UpdateUserPoolClientInput:
		err = withEmptyStrings(FromUpdateInput(input).ValidateUpdate(), input.AnalyticsConfiguration,
			optional{"ClientName", input.ClientName, cognito.RuleLength},
			optional{"DefaultRedirectURI", input.DefaultRedirectURI, cognito.RuleLength})
	}
	if err != nil {
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

// withEmptyStrings adds to the result of a validation the members that are
// empty strings, which the library treats as absent.
func withEmptyStrings(err error, a *types.AnalyticsConfigurationType, members ...optional) error {
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
	invalid, ok := errors.AsType[*cognito.ValidationError](err)
	if !ok || found == nil {
		return cmp.Or(err, cognito.NewValidationError(found...))
	}
	// The same error, because it counts the violations that it omits.
	all, _ := errors.AsType[*cognito.ValidationError](cognito.NewValidationError(slices.Concat(invalid.Violations, found)...))
	invalid.Violations = all.Violations
	return invalid
}
