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

// API is the part of an SDK client that [Modify] uses.
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
	return "awssdk: the app client must be recreated: " + strings.Join(parts, "; ")
}

// attempts is the maximum number of attempts.
const attempts = 3

// Modify changes an app client without resetting what it does not change. It
// describes the client, passes a copy to modify, and updates the client with
// every member of the result. It returns what has changed, as
// [cognito.Diff] does; if nothing has, it does not send an update.
//
// Modify returns the error of modify, of the SDK, or of ValidateUpdate, which
// it applies without the rules that the described client already violates, so
// that an old flaw does not keep other changes from being made. If a change
// needs a new client, it returns a [*ReplaceError] and sends nothing. If the
// client is modified concurrently (ConcurrentModificationException), Modify
// starts over, so that modify may be called up to three times.
func Modify(ctx context.Context, api API, userPoolId, clientId string, modify func(*cognito.UserPoolClient) error) ([]cognito.Change, error) {
	for attempt := 1; ; attempt++ {
		changes, conflict, err := modifyOnce(ctx, api, userPoolId, clientId, modify)
		if !conflict || attempt == attempts {
			return changes, err
		}
	}
}

// modifyOnce reports whether it failed because of a concurrent modification.
func modifyOnce(ctx context.Context, api API, userPoolId, clientId string, modify func(*cognito.UserPoolClient) error) (
	changes []cognito.Change, conflict bool, err error,
) {
	out, err := api.DescribeUserPoolClient(ctx, &sdk.DescribeUserPoolClientInput{UserPoolId: &userPoolId, ClientId: &clientId})
	if err != nil {
		return nil, false, err
	}
	if out.UserPoolClient == nil {
		return nil, false, errors.New("awssdk: DescribeUserPoolClient returned no app client")
	}
	described := FromDescription(out.UserPoolClient)
	described.UserPoolId, described.ClientId = userPoolId, clientId // a fake may lack them
	desired := described.Clone()
	if err := modify(desired); err != nil {
		return nil, false, err
	}
	var validator cognito.Validator
	if invalid, ok := errors.AsType[*cognito.ValidationError](described.ValidateUpdate()); ok {
		for _, violation := range invalid.Violations {
			validator.Ignore = append(validator.Ignore, violation.Rule)
		}
	}
	if err := validator.ValidateUpdate(desired); err != nil {
		return nil, false, err
	}
	changes = cognito.Diff(described, desired)
	if len(changes) == 0 {
		return nil, false, nil
	}
	if slices.ContainsFunc(changes, func(c cognito.Change) bool { return c.Replace }) {
		return nil, false, &ReplaceError{changes}
	}
	if _, err := api.UpdateUserPoolClient(ctx, UpdateInput(desired)); err != nil {
		_, conflict := errors.AsType[*types.ConcurrentModificationException](err)
		return nil, conflict, err
	}
	return changes, false, nil
}
