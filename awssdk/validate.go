package awssdk

import (
	"context"

	sdk "github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/smithy-go/middleware"
)

const validatorID = "github.com/go-cognito/cognito/awssdk.ValidateRequests"

// ValidateRequests makes a client of the SDK validate the input of every
// CreateUserPoolClient and UpdateUserPoolClient. What is not valid is not
// sent: the call fails, and [errors.As] finds the [*cognito.ValidationError]
// and [errors.Is] each rule. Other operations are not touched. Give it to
// NewFromConfig or New, or to a single call.
func ValidateRequests(o *sdk.Options) {
	o.APIOptions = append(o.APIOptions, func(stack *middleware.Stack) error {
		if _, there := stack.Initialize.Get(validatorID); there { // asked for twice
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
		err = FromCreateInput(input).Validate()
	case *sdk.UpdateUserPoolClientInput:
		err = FromUpdateInput(input).ValidateUpdate()
	}
	if err != nil {
		return out, metadata, err
	}
	return next.HandleInitialize(ctx, in)
}
