package cognito

import "slices"

// The documented defaults. [DefaultExplicitAuthFlows] returns that of
// ExplicitAuthFlows.
const (
	// DefaultRefreshTokenValidity is the lifetime of refresh tokens, in
	// days.
	//
	// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html#CognitoUserPools-CreateUserPoolClient-request-RefreshTokenValidity
	DefaultRefreshTokenValidity int32 = 30
	// DefaultAccessTokenValidity is the lifetime of access tokens, in hours.
	//
	// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html#CognitoUserPools-CreateUserPoolClient-request-AccessTokenValidity
	DefaultAccessTokenValidity int32 = 1
	// DefaultIdTokenValidity is the lifetime of ID tokens, in hours.
	//
	// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html#CognitoUserPools-CreateUserPoolClient-request-IdTokenValidity
	DefaultIdTokenValidity int32 = 1
	// DefaultRefreshTokenUnit is the unit of RefreshTokenValidity if none is
	// given.
	//
	// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_TokenValidityUnitsType.html
	DefaultRefreshTokenUnit = TimeUnitDays
	// DefaultAccessTokenUnit is the unit of AccessTokenValidity if none is
	// given.
	//
	// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_TokenValidityUnitsType.html
	DefaultAccessTokenUnit = TimeUnitHours
	// DefaultIdTokenUnit is the unit of IdTokenValidity if none is given.
	//
	// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_TokenValidityUnitsType.html
	DefaultIdTokenUnit = TimeUnitHours
	// DefaultAuthSessionValidity is the time to answer a challenge, in
	// minutes.
	//
	// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html#CognitoUserPools-CreateUserPoolClient-request-AuthSessionValidity
	DefaultAuthSessionValidity int32 = 3
	// DefaultEnableTokenRevocation enables token revocation.
	//
	// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html#CognitoUserPools-CreateUserPoolClient-request-EnableTokenRevocation
	DefaultEnableTokenRevocation = true
	// DefaultPreventUserExistenceErrors lets errors reveal that a user does
	// not exist.
	//
	// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html#CognitoUserPools-CreateUserPoolClient-request-PreventUserExistenceErrors
	DefaultPreventUserExistenceErrors = UserExistenceErrorsLegacy
)

// DefaultExplicitAuthFlows returns the effective flows of a client that has
// neither ExplicitAuthFlows nor refresh token rotation. The slice is the
// caller's.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html#CognitoUserPools-CreateUserPoolClient-request-ExplicitAuthFlows
func DefaultExplicitAuthFlows() []AuthFlow {
	return []AuthFlow{AuthFlowAllowRefreshTokenAuth, AuthFlowAllowUserSRPAuth, AuthFlowAllowCustomAuth}
}

// WithDefaults returns a deep copy of c in which every documented default other
// than false, 0 and none is spelled out, or nil if c is nil. The copy shows the
// effective settings. It may be sent to the service, which pins the present
// defaults.
//
// A valid client stays valid, and its [UserPoolClient.TokenLifetimes] stay the
// same. A unit without its number gets the default lifetime in that unit or,
// if that is not a whole number, the default number and unit. An invalid unit
// is kept and gets no number. An empty ExplicitAuthFlows counts as absent. With
// refresh token rotation, the default flows do not include
// ALLOW_REFRESH_TOKEN_AUTH, which rotation forbids.
//
// The service itself returns fewer defaults: see [UserPoolClient.Stored]. The
// others (access and ID tokens of 1 hour, the units, the flows, LEGACY) are
// effective but not returned.
func (c *UserPoolClient) WithDefaults() *UserPoolClient {
	if c == nil {
		return nil
	}
	d := c.Clone()
	units := &d.TokenValidityUnits
	tokens := c.tokens()
	var refresh *int32
	refresh, units.RefreshToken = tokens.refresh.withDefaults()
	if refresh != nil {
		d.RefreshTokenValidity = *refresh
	}
	d.AccessTokenValidity, units.AccessToken = tokens.access.withDefaults()
	d.IdTokenValidity, units.IdToken = tokens.id.withDefaults()
	d.ExplicitAuthFlows = d.authFlows()
	d.AuthSessionValidity, _ = tokens.authSession.withDefaults()
	if d.EnableTokenRevocation == nil {
		d.EnableTokenRevocation = new(DefaultEnableTokenRevocation)
	}
	if d.PreventUserExistenceErrors == "" {
		d.PreventUserExistenceErrors = DefaultPreventUserExistenceErrors
	}
	return d
}

// authFlows returns the effective flows.
func (c *UserPoolClient) authFlows() []AuthFlow {
	if len(c.ExplicitAuthFlows) > 0 {
		return c.ExplicitAuthFlows
	}
	flows := DefaultExplicitAuthFlows()
	if c.rotatesRefreshTokens() {
		flows = slices.DeleteFunc(flows, func(f AuthFlow) bool { return f == AuthFlowAllowRefreshTokenAuth })
	}
	return flows
}

// withDefaults returns the effective number and unit, or those given if the
// unit is invalid. The number is a copy.
func (t token) withDefaults() (*int32, TimeUnit) {
	if t.unit != "" && t.unit.seconds() == 0 {
		return clonePointer(t.number), t.unit
	}
	number, unit := t.effective()
	return &number, unit
}
