// Package cognito defines the app client of an Amazon Cognito user pool,
// validates it as AWS documents and applies the documented defaults, without
// a network or an AWS account.
//
// Fill in a [UserPoolClient], or decode one from the JSON of the AWS API, and
// call [UserPoolClient.Validate]: the error holds everything that is wrong,
// each [Violation] with its path and its [Rule].
// [UserPoolClient.TokenLifetimes] tells how long the tokens live and
// [UserPoolClient.WithDefaults] what Cognito makes of what was left out.
//
// Functions here do not change their arguments and are safe for concurrent
// use.
package cognito

import (
	"log/slog"
	"slices"
)

// UserPoolClient is an app client of a user pool: the input of
// [CreateUserPoolClient] and [UpdateUserPoolClient], and what these and
// DescribeUserPoolClient return. A member's comment says which of them has
// it; without a word on that, all have. Field names are the API's own, and so
// is the JSON. A zero value is an absent member, and an absent member is not
// in the JSON; an empty list is in the JSON, though the service takes it as
// absent.
//
// The tags name the service model's shapes. A validator of your own that
// meets this type must be taught them with [Register], or it panics.
//
// [CreateUserPoolClient]: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
// [UpdateUserPoolClient]: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPoolClient.html
type UserPoolClient struct {
	// UserPoolId is the pool that has the client, such as
	// us-west-2_aBcDeFgHi. Required.
	UserPoolId string `json:",omitzero" validate:"required,UserPoolIdType"`
	// ClientName is required to create. An update that leaves it out keeps
	// the name.
	ClientName string `json:",omitzero" validate:"required,ClientNameType"`
	// ClientId is chosen by the service: required to update, returned by
	// describe, no part of create, where it is ignored.
	ClientId string `json:",omitzero" validate:"-"`
	// GenerateSecret asks for a generated client secret. Create only;
	// absent means no secret.
	GenerateSecret bool `json:",omitzero" validate:"-"`
	// ClientSecret is, for create, a secret of your own instead of a
	// generated one. Describe returns it if the client has one. No part of
	// update, where its presence tells that the client has a secret.
	ClientSecret Secret `json:",omitzero" validate:"ClientSecretType"`
	// LastModifiedDate is returned by describe, no part of a request.
	LastModifiedDate Timestamp `json:",omitzero" validate:"-"`
	// CreationDate is returned by describe, no part of a request.
	CreationDate Timestamp `json:",omitzero" validate:"-"`
	// RefreshTokenValidity is the refresh token's lifetime in
	// TokenValidityUnits.RefreshToken: 60 minutes to 10 years. 0 is absent
	// and means 30 days.
	RefreshTokenValidity int32 `json:",omitzero" validate:"RefreshTokenValidityType"`
	// AccessTokenValidity is the access token's lifetime in
	// TokenValidityUnits.AccessToken: 5 minutes to 1 day, and not above the
	// refresh token's. Absent means 1 hour.
	AccessTokenValidity *int32 `json:",omitzero" validate:"AccessTokenValidityType"`
	// IdTokenValidity is the ID token's lifetime in
	// TokenValidityUnits.IdToken: 5 minutes to 1 day, and not above the
	// refresh token's. Absent means 1 hour.
	IdTokenValidity *int32 `json:",omitzero" validate:"IdTokenValidityType"`
	// TokenValidityUnits are the units of the three numbers above. An update
	// without them resets them to their defaults.
	TokenValidityUnits TokenValidityUnits `json:",omitzero"`
	// ReadAttributes are the user attributes that the client can read.
	// Absent means the service's choice, which depends on the pool.
	ReadAttributes []string `json:",omitzero" validate:"ClientPermissionListType"`
	// WriteAttributes are the user attributes that the client can write.
	// Absent means the service's choice, which depends on the pool.
	WriteAttributes []string `json:",omitzero" validate:"ClientPermissionListType"`
	// ExplicitAuthFlows are the ways to sign in. Absent means
	// [DefaultExplicitAuthFlows].
	ExplicitAuthFlows []AuthFlow `json:",omitzero" validate:"ExplicitAuthFlowsListType"`
	// SupportedIdentityProviders are names of identity providers of the
	// pool, or COGNITO, Facebook, Google, SignInWithApple, LoginWithAmazon.
	SupportedIdentityProviders []string `json:",omitzero" validate:"SupportedIdentityProvidersListType"`
	// CallbackURLs are the redirect URIs after sign-in, under the rules of
	// [ValidateRedirectURI]. Needs AllowedOAuthFlowsUserPoolClient.
	CallbackURLs []string `json:",omitzero" validate:"CallbackURLsListType"`
	// LogoutURLs are the redirect URIs after sign-out, under the rules of
	// [ValidateRedirectURI]. Needs AllowedOAuthFlowsUserPoolClient.
	LogoutURLs []string `json:",omitzero" validate:"LogoutURLsListType"`
	// DefaultRedirectURI is one of CallbackURLs, byte for byte. Absent means
	// none.
	DefaultRedirectURI string `json:",omitzero" validate:"RedirectUrlType"`
	// AllowedOAuthFlows are the OAuth 2.0 grants. Needs
	// AllowedOAuthFlowsUserPoolClient.
	AllowedOAuthFlows []OAuthFlow `json:",omitzero" validate:"OAuthFlowsType"`
	// AllowedOAuthScopes are openid, email, phone, profile,
	// aws.cognito.signin.user.admin and a resource server's identifier/name.
	// Needs AllowedOAuthFlowsUserPoolClient.
	AllowedOAuthScopes []string `json:",omitzero" validate:"ScopeListType"`
	// AllowedOAuthFlowsUserPoolClient turns the OAuth 2.0 members on. Absent
	// means false: they are stored, but do not work.
	AllowedOAuthFlowsUserPoolClient bool `json:",omitzero" validate:"-"`
	// AnalyticsConfiguration sends events to Amazon Pinpoint. Absent means
	// no analytics.
	AnalyticsConfiguration *AnalyticsConfiguration `json:",omitzero" validate:"-"`
	// PreventUserExistenceErrors hides or tells that a user does not exist.
	// Absent means LEGACY.
	PreventUserExistenceErrors UserExistenceErrors `json:",omitzero" validate:"PreventUserExistenceErrorTypes"`
	// EnableTokenRevocation lets tokens be revoked. Absent means true.
	EnableTokenRevocation *bool `json:",omitzero" validate:"-"`
	// EnablePropagateAdditionalUserContextData lets requests carry the
	// user's IP address and device; only for a client with a secret. Absent
	// means false.
	EnablePropagateAdditionalUserContextData bool `json:",omitzero" validate:"-"`
	// AuthSessionValidity is how many minutes the user has to answer a
	// challenge: 3 to 15. Absent means 3.
	AuthSessionValidity *int32 `json:",omitzero" validate:"AuthSessionValidityType"`
	// RefreshTokenRotation gives a new refresh token at each refresh. Absent
	// means no rotation.
	RefreshTokenRotation *RefreshTokenRotation `json:",omitzero" validate:"-"`
}

// updateTags are the tags that differ when a UserPoolClient is the input of
// UpdateUserPoolClient, by field.
var updateTags = map[string]string{
	"ClientName":   "ClientNameType",
	"ClientId":     "required,ClientIdType",
	"ClientSecret": "-",
}

// TokenValidityUnits are the units of the three token lifetimes.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_TokenValidityUnitsType.html
type TokenValidityUnits struct {
	// AccessToken is the unit of AccessTokenValidity. Absent means hours.
	AccessToken TimeUnit `json:",omitzero" validate:"TimeUnitsType"`
	// IdToken is the unit of IdTokenValidity. Absent means hours.
	IdToken TimeUnit `json:",omitzero" validate:"TimeUnitsType"`
	// RefreshToken is the unit of RefreshTokenValidity. Absent means days.
	RefreshToken TimeUnit `json:",omitzero" validate:"TimeUnitsType"`
}

// AnalyticsConfiguration names the Amazon Pinpoint project that gets the
// client's events: ApplicationArn alone, or ApplicationId with RoleArn and
// ExternalId.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AnalyticsConfigurationType.html
type AnalyticsConfiguration struct {
	// ApplicationId is the project's ID, in hexadecimal digits.
	ApplicationId string `json:",omitzero" validate:"HexStringType"`
	// ApplicationArn is the project's ARN.
	ApplicationArn string `json:",omitzero" validate:"ArnType"`
	// RoleArn is the role that lets Cognito publish events. With an
	// ApplicationArn the service fills it in, so that describe returns both.
	RoleArn string `json:",omitzero" validate:"ArnType"`
	// ExternalId is the external ID of the role's trust policy.
	ExternalId string `json:",omitzero" validate:"StringType"`
	// UserDataShared puts user data into the events. Absent means false.
	UserDataShared bool `json:",omitzero" validate:"-"`
}

// RefreshTokenRotation gives a new refresh token at each refresh and ends the
// old one. It excludes the flow ALLOW_REFRESH_TOKEN_AUTH.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RefreshTokenRotationType.html
type RefreshTokenRotation struct {
	// Feature turns rotation on or off. Required.
	Feature Feature `json:",omitzero" validate:"required,FeatureType"`
	// RetryGracePeriodSeconds is how many seconds the old token still works:
	// 0 to 60. Absent means 0.
	RetryGracePeriodSeconds int32 `json:",omitzero" validate:"RetryGracePeriodSecondsType"`
}

// Clone returns a deep copy of c, nil for nil.
func (c *UserPoolClient) Clone() *UserPoolClient {
	if c == nil {
		return nil
	}
	d := *c
	d.AccessTokenValidity = clonePointer(c.AccessTokenValidity)
	d.IdTokenValidity = clonePointer(c.IdTokenValidity)
	d.ReadAttributes = slices.Clone(c.ReadAttributes)
	d.WriteAttributes = slices.Clone(c.WriteAttributes)
	d.ExplicitAuthFlows = slices.Clone(c.ExplicitAuthFlows)
	d.SupportedIdentityProviders = slices.Clone(c.SupportedIdentityProviders)
	d.CallbackURLs = slices.Clone(c.CallbackURLs)
	d.LogoutURLs = slices.Clone(c.LogoutURLs)
	d.AllowedOAuthFlows = slices.Clone(c.AllowedOAuthFlows)
	d.AllowedOAuthScopes = slices.Clone(c.AllowedOAuthScopes)
	d.AnalyticsConfiguration = clonePointer(c.AnalyticsConfiguration)
	d.EnableTokenRevocation = clonePointer(c.EnableTokenRevocation)
	d.AuthSessionValidity = clonePointer(c.AuthSessionValidity)
	d.RefreshTokenRotation = clonePointer(c.RefreshTokenRotation)
	return &d
}

func clonePointer[T any](p *T) *T {
	if p == nil {
		return nil
	}
	v := *p
	return &v
}

// LogValue is the client as its JSON members with the secret redacted: a JSON
// log handler would otherwise encode the secret as the wire needs it.
func (c UserPoolClient) LogValue() slog.Value {
	type members UserPoolClient // without this method
	if c.ClientSecret != "" {
		c.ClientSecret = redacted
	}
	return slog.AnyValue(members(c))
}
