package cognito

import "slices"

// The documented defaults. The flows' default is [DefaultExplicitAuthFlows].
const (
	// DefaultRefreshTokenValidity is 30 days.
	//
	// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html#CognitoUserPools-CreateUserPoolClient-request-RefreshTokenValidity
	DefaultRefreshTokenValidity int32 = 30
	// DefaultAccessTokenValidity is 1 hour.
	//
	// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html#CognitoUserPools-CreateUserPoolClient-request-AccessTokenValidity
	DefaultAccessTokenValidity int32 = 1
	// DefaultIdTokenValidity is 1 hour.
	//
	// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html#CognitoUserPools-CreateUserPoolClient-request-IdTokenValidity
	DefaultIdTokenValidity int32 = 1
	// DefaultRefreshTokenUnit is the unit of a RefreshTokenValidity without
	// one.
	//
	// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_TokenValidityUnitsType.html
	DefaultRefreshTokenUnit = TimeUnitDays
	// DefaultAccessTokenUnit is the unit of an AccessTokenValidity without
	// one.
	//
	// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_TokenValidityUnitsType.html
	DefaultAccessTokenUnit = TimeUnitHours
	// DefaultIdTokenUnit is the unit of an IdTokenValidity without one.
	//
	// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_TokenValidityUnitsType.html
	DefaultIdTokenUnit = TimeUnitHours
	// DefaultAuthSessionValidity is 3 minutes.
	//
	// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html#CognitoUserPools-CreateUserPoolClient-request-AuthSessionValidity
	DefaultAuthSessionValidity int32 = 3
	// DefaultEnableTokenRevocation turns revocation on.
	//
	// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html#CognitoUserPools-CreateUserPoolClient-request-EnableTokenRevocation
	DefaultEnableTokenRevocation = true
	// DefaultPreventUserExistenceErrors tells that a user does not exist.
	//
	// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html#CognitoUserPools-CreateUserPoolClient-request-PreventUserExistenceErrors
	DefaultPreventUserExistenceErrors = UserExistenceErrorsLegacy
)

// DefaultExplicitAuthFlows returns the flows of a client without
// ExplicitAuthFlows and without refresh token rotation.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html#CognitoUserPools-CreateUserPoolClient-request-ExplicitAuthFlows
func DefaultExplicitAuthFlows() []AuthFlow {
	return []AuthFlow{AuthFlowAllowRefreshTokenAuth, AuthFlowAllowUserSRPAuth, AuthFlowAllowCustomAuth}
}

// WithDefaults returns a deep copy of c, nil for nil, in which every
// documented default is written out, so that it tells what is in effect.
//
// A valid client stays valid, and [UserPoolClient.TokenLifetimes] stay the
// same: a unit without its number keeps to the default lifetime, as
// [DefaultRefreshTokenValidity] and its siblings in that unit, or where that
// is no whole number in the default unit. A unit that is none of the four
// stays as it is, without a number. With rotation enabled the default flows
// are those but ALLOW_REFRESH_TOKEN_AUTH, which rotation forbids. Empty
// ExplicitAuthFlows are absent ones.
//
// The service itself returns less. Of a client with a name alone it returns
// RefreshTokenValidity 30, AuthSessionValidity 3, EnableTokenRevocation true,
// an empty TokenValidityUnits, and AllowedOAuthFlowsUserPoolClient and
// EnablePropagateAdditionalUserContextData false. The other defaults (access
// and ID tokens of 1 hour, the units, the flows, LEGACY) are in effect
// without being returned.
func (c *UserPoolClient) WithDefaults() *UserPoolClient {
	if c == nil {
		return nil
	}
	d := c.Clone()
	units := &d.TokenValidityUnits
	tokens := c.tokens()
	var refresh *int32
	refresh, units.RefreshToken = tokens[0].withDefaults()
	if refresh != nil {
		d.RefreshTokenValidity = *refresh
	}
	d.AccessTokenValidity, units.AccessToken = tokens[1].withDefaults()
	d.IdTokenValidity, units.IdToken = tokens[2].withDefaults()
	if len(d.ExplicitAuthFlows) == 0 {
		d.ExplicitAuthFlows = DefaultExplicitAuthFlows()
		if d.rotatesRefreshTokens() {
			d.ExplicitAuthFlows = slices.DeleteFunc(d.ExplicitAuthFlows, func(f AuthFlow) bool {
				return f == AuthFlowAllowRefreshTokenAuth
			})
		}
	}
	if d.AuthSessionValidity == nil {
		d.AuthSessionValidity = new(DefaultAuthSessionValidity)
	}
	if d.EnableTokenRevocation == nil {
		d.EnableTokenRevocation = new(DefaultEnableTokenRevocation)
	}
	if d.PreventUserExistenceErrors == "" {
		d.PreventUserExistenceErrors = DefaultPreventUserExistenceErrors
	}
	return d
}

// withDefaults is the number and the unit in effect, each in memory of its
// own; as given if the unit is none of the four.
func (t token) withDefaults() (*int32, TimeUnit) {
	if t.unit != "" && t.unit.seconds() == 0 {
		return clonePointer(t.number), t.unit
	}
	number, unit := t.effective()
	return &number, unit
}
