package awssdk

import (
	"context"
	"errors"
	"slices"
	"strings"

	sdk "github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider/types"
	"github.com/go-cognito/cognito"
)

// API is what [Modify] needs of a client of the SDK.
type API interface {
	DescribeUserPoolClient(context.Context, *sdk.DescribeUserPoolClientInput, ...func(*sdk.Options)) (*sdk.DescribeUserPoolClientOutput, error)
	UpdateUserPoolClient(context.Context, *sdk.UpdateUserPoolClientInput, ...func(*sdk.Options)) (*sdk.UpdateUserPoolClientOutput, error)
}

// ReplaceError is the error of [Modify] if a change needs a new client.
type ReplaceError struct {
	// Changes are all changes that were asked for. Those that no update can
	// make have Replace set; there is at least one.
	Changes []cognito.Change
}

// Error returns the changes that no update can make.
func (e *ReplaceError) Error() string {
	var parts []string
	for _, change := range e.Changes {
		if change.Replace {
			parts = append(parts, change.String())
		}
	}
	return "awssdk: the app client must be created anew: " + strings.Join(parts, "; ")
}

// attempts is how often Modify tries in all.
const attempts = 3

// Modify changes an app client without resetting what it does not change. It
// describes the client, passes a copy to modify, and updates the client with
// every member of the result. It returns what has changed, as
// [cognito.Diff] does; if nothing has, it does not send an update.
//
// Modify returns the error of modify, of the SDK, or of ValidateUpdate, which
// it applies without the rules that the described client already violates, so
// that an old flaw does not keep other changes from being made. If a change
// needs a new client, it returns a [*ReplaceError] and sends nothing. If
// somebody else changes the client meanwhile (ConcurrentModificationException),
// it starts again, so that modify may be called up to three times.
func Modify(ctx context.Context, api API, userPoolId, clientId string, modify func(*cognito.UserPoolClient) error) ([]cognito.Change, error) {
	for attempt := 1; ; attempt++ {
		changes, err := modifyOnce(ctx, api, userPoolId, clientId, modify)
		if _, conflict := errors.AsType[*types.ConcurrentModificationException](err); conflict && attempt < attempts {
			continue
		}
		return changes, err
	}
}

func modifyOnce(ctx context.Context, api API, userPoolId, clientId string, modify func(*cognito.UserPoolClient) error) ([]cognito.Change, error) {
	out, err := api.DescribeUserPoolClient(ctx, &sdk.DescribeUserPoolClientInput{UserPoolId: &userPoolId, ClientId: &clientId})
	if err != nil {
		return nil, err
	}
	if out.UserPoolClient == nil {
		return nil, errors.New("awssdk: DescribeUserPoolClient returned no app client")
	}
	described := FromDescription(out.UserPoolClient)
	desired := described.Clone()
	if err := modify(desired); err != nil {
		return nil, err
	}
	var validator cognito.Validator
	if invalid, ok := errors.AsType[*cognito.ValidationError](described.ValidateUpdate()); ok {
		for _, violation := range invalid.Violations {
			validator.Ignore = append(validator.Ignore, violation.Rule)
		}
	}
	if err := validator.ValidateUpdate(desired); err != nil {
		return nil, err
	}
	changes := cognito.Diff(described, desired)
	if len(changes) == 0 {
		return nil, nil
	}
	if slices.ContainsFunc(changes, func(c cognito.Change) bool { return c.Replace }) {
		return nil, &ReplaceError{changes}
	}
	if _, err := api.UpdateUserPoolClient(ctx, UpdateInput(desired)); err != nil {
		return nil, err
	}
	return changes, nil
}
