package awssdk

import (
	"context"
	"errors"
	"reflect"
	"slices"

	sdk "github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
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
	switch input := in.Parameters.(type) {
	case *sdk.CreateUserPoolClientInput:
		err = g.ValidateCreate(FromCreateInput(input))
	case *sdk.UpdateUserPoolClientInput:
		err = g.ValidateUpdate(FromUpdateInput(input))
	}
	// There is no other error, because the SDK makes an empty input of nil.
	invalid, _ := errors.AsType[*cognito.ValidationError](err)
	empty := g.emptyStrings(invalid, "", reflect.ValueOf(in.Parameters).Elem())
	if invalid = invalid.With(empty...); invalid != nil {
		return out, metadata, invalid
	}
	return next.HandleInitialize(ctx, in)
}

// emptyStrings returns a violation for each member of an input that is a
// pointer to an empty string, which the library treats as absent, unless one is
// found already.
func (g requestGuard) emptyStrings(found *cognito.ValidationError, path string, input reflect.Value) []cognito.Violation {
	var empty []cognito.Violation
	for field, value := range input.Fields() {
		if value.Kind() != reflect.Pointer || value.IsNil() {
			continue
		}
		member := path + field.Name
		if value.Elem().Kind() == reflect.Struct {
			empty = append(empty, g.emptyStrings(found, member+".", value.Elem())...)
			continue
		}
		rule := cognito.EmptyStringRule(member)
		if value.Elem().Kind() == reflect.String && value.Elem().Len() == 0 && rule != "" &&
			!slices.Contains(g.Ignore, rule) && !errors.Is(found, cognito.Violation{Path: member}) {
			empty = append(empty, cognito.Violation{Path: member, Rule: rule, Message: "must not be empty: use nil", Value: ""})
		}
	}
	return empty
}
