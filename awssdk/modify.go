package awssdk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

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

const (
	// The maximum number.
	attempts = 3
	// At most, before the second; then twice as long.
	firstWait = 100 * time.Millisecond
)

// Modify changes an app client without resetting what it does not change. It
// describes the client, passes a copy to modify, and updates the client to the
// result with the request that [cognito.UpdateRequest] returns. It returns what
// has changed, as [cognito.Diff] does; if nothing has, it does not send an
// update.
//
// The callback modify may also replace the whole client:
//
//	*c = *desired.Clone()
//
// Of what it then leaves out, UserPoolId, ClientId, ClientName and the secret
// are kept, and every other member returns to its default. The dates do not
// matter, nor does GenerateSecret if the client has a secret.
//
// Modify returns the error of modify, of the SDK, or of ValidateUpdate for the
// request, which it applies without the rules that the described client already
// violates, so that an old flaw does not keep other changes from being made. An
// api with [ValidateRequests] still applies all of them. If a change needs a
// new client, such as another ClientId or another secret, Modify returns a
// [*ReplaceError] and sends nothing.
//
// If the client is modified concurrently (ConcurrentModificationException),
// Modify waits for a random fraction of a second and starts over, so that
// modify may be called up to three times. If ctx ends while it waits, the error
// wraps that of ctx and the last one of the SDK.
func Modify(ctx context.Context, api API, userPoolId, clientId string, modify func(*cognito.UserPoolClient) error) ([]cognito.Change, error) {
	return ModifyWith(ctx, api, cognito.Validator{}, userPoolId, clientId, modify)
}

// ModifyWith is like [Modify], but validates with validator, the described
// client too: the rules that it already violates are ignored in addition to
// those in validator.Ignore.
func ModifyWith(ctx context.Context, api API, validator cognito.Validator, userPoolId, clientId string, modify func(*cognito.UserPoolClient) error) ([]cognito.Change, error) {
	wait := firstWait
	for attempt := 1; ; attempt++ {
		changes, conflict, err := modifyOnce(ctx, api, validator, userPoolId, clientId, modify)
		if !conflict || attempt == attempts {
			return changes, err
		}
		// Those who are in conflict should not start over at the same time.
		select {
		case <-time.After(wait/2 + rand.N(wait/2)):
		case <-ctx.Done():
			return nil, fmt.Errorf("awssdk: %w while waiting to try again: %w", ctx.Err(), err)
		}
		wait *= 2
	}
}

// modifyOnce reports whether it failed because of a concurrent modification.
func modifyOnce(ctx context.Context, api API, validator cognito.Validator, userPoolId, clientId string, modify func(*cognito.UserPoolClient) error) (
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
	desired.UserPoolId, desired.ClientId = cmp.Or(desired.UserPoolId, userPoolId), cmp.Or(desired.ClientId, clientId)
	request := cognito.UpdateRequest(described, desired)
	validator.Ignore = slices.Clone(validator.Ignore) // the caller's
	for _, violation := range cognito.Violations(validator.ValidateUpdate(described)) {
		validator.Ignore = append(validator.Ignore, violation.Rule)
	}
	if err := validator.ValidateUpdate(request); err != nil {
		return nil, false, err
	}
	changes = cognito.Diff(described, desired)
	if len(changes) == 0 {
		return nil, false, nil
	}
	if slices.ContainsFunc(changes, func(c cognito.Change) bool { return c.Replace }) {
		return nil, false, &ReplaceError{changes}
	}
	if _, err := api.UpdateUserPoolClient(ctx, UpdateInput(request)); err != nil {
		_, conflict := errors.AsType[*types.ConcurrentModificationException](err)
		return nil, conflict, err
	}
	return changes, false, nil
}
