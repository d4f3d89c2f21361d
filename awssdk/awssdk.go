// Package awssdk connects package cognito to the AWS SDK for Go v2. It converts
// app clients to and from the types of the SDK, and [ValidateRequests] makes
// the SDK validate requests before it sends them.
//
// A converted value shares no memory with its source. For some members the
// SDK has a pointer where package cognito treats the zero value as absent: an
// empty string, a zero date and a RetryGracePeriodSeconds of 0 become nil, and
// nil becomes the zero value. EnablePropagateAdditionalUserContextData never
// becomes nil, because an update that leaves it out may keep true. The types of
// the SDK do not redact the ClientSecret.
package awssdk

import (
	sdk "github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider/types"
	"github.com/go-cognito/cognito"
)

// CreateInput returns c as the input of CreateUserPoolClient, or nil if c is
// nil. It leaves out ClientId, the dates and ClientType, which are not part of
// that input.
func CreateInput(c *cognito.UserPoolClient) *sdk.CreateUserPoolClientInput {
	return convert[sdk.CreateUserPoolClientInput](c)
}

// UpdateInput returns c as the input of UpdateUserPoolClient, or nil if c is
// nil. It leaves out GenerateSecret, ClientSecret, the dates and ClientType,
// which are not part of that input. An update with what describe returned keeps
// every setting; for one that changes settings see [cognito.UpdateRequest].
func UpdateInput(c *cognito.UserPoolClient) *sdk.UpdateUserPoolClientInput {
	return convert[sdk.UpdateUserPoolClientInput](c)
}

// FromCreateInput returns the client in an input of CreateUserPoolClient, or
// nil if in is nil.
func FromCreateInput(in *sdk.CreateUserPoolClientInput) *cognito.UserPoolClient {
	return convert[cognito.UserPoolClient](in)
}

// FromUpdateInput returns the client in an input of UpdateUserPoolClient, or
// nil if in is nil.
func FromUpdateInput(in *sdk.UpdateUserPoolClientInput) *cognito.UserPoolClient {
	return convert[cognito.UserPoolClient](in)
}

// FromDescription returns the client that create, update or describe returned,
// or nil if d is nil. Its ClientType is not known: this version of the SDK has
// no such member.
func FromDescription(d *types.UserPoolClientType) *cognito.UserPoolClient {
	return convert[cognito.UserPoolClient](d)
}

// Description returns c as create, update and describe return it, or nil if c
// is nil: the inverse of [FromDescription], for fakes and tests. For a client
// that was just created, pass what [cognito.UserPoolClient.Stored] returns. Like
// the service it always returns AllowedOAuthFlowsUserPoolClient,
// EnablePropagateAdditionalUserContextData and TokenValidityUnits, which is
// empty if c has no units. It leaves out GenerateSecret, which is not part of a
// description, and ClientType, which this version of the SDK lacks.
func Description(c *cognito.UserPoolClient) *types.UserPoolClientType {
	d := convert[types.UserPoolClientType](c)
	if d != nil && d.TokenValidityUnits == nil {
		d.TokenValidityUnits = &types.TokenValidityUnitsType{}
	}
	return d
}
