// Package cognito defines the app client of an Amazon Cognito user pool,
// validates it against the rules that AWS documents or has been observed to
// enforce, and applies the documented defaults. It needs neither a network nor
// an AWS account.
//
// # Validating
//
// Fill in a [UserPoolClient], or decode one from the JSON of the AWS API (what
// describe prints has it in a member UserPoolClient), and call
// [UserPoolClient.Validate] before you create the client, or
// [UserPoolClient.ValidateUpdate] before you update it.
// [Validator.DecodeCreate] and [Validator.DecodeUpdate] decode JSON from others
// strictly and validate it. [ValidateRedirectURI] checks a single redirect URI,
// and [Register] makes a validator of github.com/go-playground/validator/v10
// check clients inside other structs.
//
// A [Validator] also checks what only the user pool knows, and ignores the
// rules that you do not want applied. [UserPoolClient.Warnings] returns
// problems that the service accepts but that you should fix.
//
// # Errors
//
// Everything that is wrong is reported at once, in a [*ValidationError]. For
// each list and rule it holds the first 100 violations and counts the rest.
// Each [Violation] has the path of the member, a message, and a [Rule], whose
// code is stable: match rules with [errors.Is], not messages. [Rules] lists
// them, and [Violations] returns the violations in an error.
//
// # Defaults
//
// [UserPoolClient.TokenLifetimes] returns the effective token lifetimes as
// durations. [UserPoolClient.WithDefaults] returns a copy in which the
// documented defaults are spelled out. The copy may be sent to the service,
// which pins the effective settings. [Diff] compares the effective settings of
// two clients, and [UpdateRequest] returns the update that turns one into the
// other.
//
// # Emulators
//
// [ValidationError.ServiceError] returns what the service answers to an invalid
// request, as far as that is known, and [UserPoolClient.Stored] what it stores
// for a valid one. [Rule.ServiceErrors] returns the answers to violations of a
// rule. Package vectors has all that as data.
//
// # Compatibility
//
// Within a major version, code that compiles keeps compiling, the code of a
// rule keeps its meaning and a path keeps its form. A minor version may add
// members, values and rules as AWS does, so a client that passes today may be
// found wrong by a later version. Messages may change in any version.
//
// All functions are safe for concurrent use and do not modify their arguments.
// The exceptions are [Register], which configures its validator, and the
// Unmarshal methods of [Timestamp] and [UserPool], which set their receivers.
package cognito

import "slices"

// UserPoolClient is an app client of a user pool: the input of
// [CreateUserPoolClient] and [UpdateUserPoolClient], and the output of these
// two and of [DescribeUserPoolClient]. The comment on a member says where it
// occurs, if not in all of them. Fields, JSON members and YAML keys have the
// names of the API.
//
// A field with the zero value is an absent member and is omitted from the JSON.
// An empty list is kept in the JSON, although the service treats it as absent.
// The service treats every list as a set and returns it sorted.
//
// # Decoding
//
// Package encoding/json matches the names of members without regard to case,
// ignores members that it does not know and takes the last of those that
// repeat, so what it decodes may not be what the sender meant. A service that
// accepts clients from others must send on what it decoded, never the original,
// or decode with [Validator.DecodeCreate] and [Validator.DecodeUpdate], which
// refuse such input.
//
// # Updates
//
// AWS documents that an update resets every member that it omits to its
// default. In fact, not all members are reset:
//
//   - Reset, as observed: ExplicitAuthFlows, SupportedIdentityProviders,
//     ReadAttributes, WriteAttributes and TokenValidityUnits.
//   - Kept: ClientName, and as observed RefreshTokenRotation,
//     RefreshTokenValidity, EnableTokenRevocation and AuthSessionValidity.
//   - Not known: all others.
//
// In an update, repeat every member that is to stay, and spell out the default
// of every member that is to return to it. [UpdateRequest] does both.
//
// The shape tags name shapes of the service model. They are for this package
// alone; other validators ignore them.
//
// [CreateUserPoolClient]: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
// [UpdateUserPoolClient]: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPoolClient.html
// [DescribeUserPoolClient]: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPoolClient.html
type UserPoolClient struct {
	// UserPoolId is the ID of the pool that the client belongs to, such as
	// us-west-2_aBcDeFgHi. Required.
	UserPoolId string `json:",omitzero" yaml:"UserPoolId,omitempty" shape:"required,UserPoolIdType"`
	// ClientName has 1 to 128 characters and is required to create a client.
	// If it is absent from an update, the name is kept.
	ClientName string `json:",omitzero" yaml:"ClientName,omitempty" shape:"required,ClientNameType"`
	// ClientId is assigned by the service and required to update a client. It
	// is not part of a request to create one, and is ignored there.
	ClientId string `json:",omitzero" yaml:"ClientId,omitempty" shape:"-"`
	// GenerateSecret makes the service generate a client secret. Create only.
	// Absent means false.
	GenerateSecret bool `json:",omitzero" yaml:"GenerateSecret,omitempty" shape:"-"`
	// ClientSecret is, in a request to create a client, a secret of your own
	// instead of a generated one, of 24 to 64 characters. It is returned for
	// a client that has one.
	// It is not part of an update, and is ignored there. Absent means that no
	// secret is given.
	ClientSecret Secret `json:",omitzero" yaml:"ClientSecret,omitempty" shape:"ClientSecretType"`
	// LastModifiedDate is only returned, and is ignored in a request. Absent
	// means not known.
	LastModifiedDate Timestamp `json:",omitzero" yaml:"LastModifiedDate,omitempty" shape:"-"`
	// CreationDate is only returned, and is ignored in a request. Absent
	// means not known.
	CreationDate Timestamp `json:",omitzero" yaml:"CreationDate,omitempty" shape:"-"`
	// ClientType is only returned, and is ignored in a request. Absent means
	// not known; a client that was created by CreateUserPoolClient is REGULAR.
	ClientType ClientType `json:",omitzero" yaml:"ClientType,omitempty" shape:"-"`
	// RefreshTokenValidity is the lifetime of refresh tokens in
	// TokenValidityUnits.RefreshToken: 60 minutes to 10 years. 0 means absent:
	// the default of 30 days.
	RefreshTokenValidity int32 `json:",omitzero" yaml:"RefreshTokenValidity,omitempty" shape:"RefreshTokenValidityType"`
	// AccessTokenValidity is the lifetime of access tokens in
	// TokenValidityUnits.AccessToken: 5 minutes to 1 day, and no longer than
	// that of refresh tokens. Absent means 1 hour; 0 is an error.
	AccessTokenValidity *int32 `json:",omitzero" yaml:"AccessTokenValidity,omitempty" shape:"AccessTokenValidityType"`
	// IdTokenValidity is the lifetime of ID tokens in
	// TokenValidityUnits.IdToken: 5 minutes to 1 day, and no longer than that
	// of refresh tokens. Absent means 1 hour; 0 is an error.
	IdTokenValidity *int32 `json:",omitzero" yaml:"IdTokenValidity,omitempty" shape:"IdTokenValidityType"`
	// TokenValidityUnits are the units of the three numbers above. Absent
	// means the default of each unit.
	TokenValidityUnits TokenValidityUnits `json:",omitzero" yaml:"TokenValidityUnits,omitempty"`
	// ReadAttributes are the user attributes that the client can read: those of
	// [StandardAttributes], oidc:profile for 13 of them, and custom ones.
	// Absent leaves the choice to the service; it depends on the pool.
	ReadAttributes []string `json:",omitzero" yaml:"ReadAttributes,omitempty" shape:"ClientPermissionListType"`
	// WriteAttributes are the user attributes that the client can write, named
	// as in ReadAttributes. Absent leaves the choice to the service; it depends
	// on the pool.
	WriteAttributes []string `json:",omitzero" yaml:"WriteAttributes,omitempty" shape:"ClientPermissionListType"`
	// ExplicitAuthFlows are the ways to sign in through the API. Absent means
	// [DefaultExplicitAuthFlows].
	ExplicitAuthFlows []AuthFlow `json:",omitzero" yaml:"ExplicitAuthFlows,omitempty" shape:"ExplicitAuthFlowsListType"`
	// SupportedIdentityProviders are names of identity providers of the pool,
	// of 1 to 32 characters, among them COGNITO, Facebook, Google,
	// SignInWithApple and LoginWithAmazon. Absent means none.
	SupportedIdentityProviders []string `json:",omitzero" yaml:"SupportedIdentityProviders,omitempty" shape:"SupportedIdentityProvidersListType"`
	// CallbackURLs are the redirect URIs for signing in, at most 100, checked
	// as by [ValidateRedirectURI]. They need AllowedOAuthFlowsUserPoolClient.
	// Absent means none.
	CallbackURLs []string `json:",omitzero" yaml:"CallbackURLs,omitempty" shape:"CallbackURLsListType"`
	// LogoutURLs are the redirect URIs for signing out, at most 100, checked
	// as by [ValidateRedirectURI]. They need AllowedOAuthFlowsUserPoolClient.
	// Absent means none.
	LogoutURLs []string `json:",omitzero" yaml:"LogoutURLs,omitempty" shape:"LogoutURLsListType"`
	// DefaultRedirectURI is exactly one of CallbackURLs. Absent means none.
	DefaultRedirectURI string `json:",omitzero" yaml:"DefaultRedirectURI,omitempty" shape:"RedirectUrlType"`
	// AllowedOAuthFlows are the OAuth 2.0 grants. They need
	// AllowedOAuthFlowsUserPoolClient. Absent means none.
	AllowedOAuthFlows []OAuthFlow `json:",omitzero" yaml:"AllowedOAuthFlows,omitempty" shape:"OAuthFlowsType"`
	// AllowedOAuthScopes are those of [StandardScopes] and scopes of resource
	// servers, of the form identifier/name, at most 50 of them. They need
	// AllowedOAuthFlowsUserPoolClient or the flow ALLOW_CLIENT_TOKEN_AUTH.
	// Absent means none.
	AllowedOAuthScopes []string `json:",omitzero" yaml:"AllowedOAuthScopes,omitempty" shape:"ScopeListType"`
	// AllowedOAuthFlowsUserPoolClient enables the OAuth 2.0 members. Absent
	// means false: the service stores them, but they have no effect.
	AllowedOAuthFlowsUserPoolClient bool `json:",omitzero" yaml:"AllowedOAuthFlowsUserPoolClient,omitempty" shape:"-"`
	// AnalyticsConfiguration sends events to Amazon Pinpoint, which ended on
	// 2026-10-30. Absent means no analytics.
	AnalyticsConfiguration *AnalyticsConfiguration `json:",omitzero" yaml:"AnalyticsConfiguration,omitempty"`
	// PreventUserExistenceErrors controls whether errors hide that a user
	// does not exist. Absent means LEGACY: they do not.
	PreventUserExistenceErrors UserExistenceErrors `json:",omitzero" yaml:"PreventUserExistenceErrors,omitempty" shape:"PreventUserExistenceErrorTypes"`
	// EnableTokenRevocation allows tokens to be revoked. Absent means true.
	EnableTokenRevocation *bool `json:",omitzero" yaml:"EnableTokenRevocation,omitempty" shape:"-"`
	// EnablePropagateAdditionalUserContextData allows requests to carry the
	// user's IP address and device. It needs a client secret. Absent means
	// false.
	EnablePropagateAdditionalUserContextData bool `json:",omitzero" yaml:"EnablePropagateAdditionalUserContextData,omitempty" shape:"-"`
	// AuthSessionValidity is how long a user has to answer a challenge, in
	// minutes: 3 to 15. Absent means 3; 0 is an error.
	AuthSessionValidity *int32 `json:",omitzero" yaml:"AuthSessionValidity,omitempty" shape:"AuthSessionValidityType"`
	// RefreshTokenRotation replaces the refresh token at each refresh. Absent
	// means no rotation.
	RefreshTokenRotation *RefreshTokenRotation `json:",omitzero" yaml:"RefreshTokenRotation,omitempty"`
}

// updateTags are the tags that differ in an input of UpdateUserPoolClient, by
// field.
var updateTags = map[string]string{
	"ClientName":   "ClientNameType",
	"ClientId":     "required,ClientIdType",
	"ClientSecret": "-",
}

// The members that an input of CreateUserPoolClient, or of
// UpdateUserPoolClient, does not have.
var (
	notInCreate = []string{"ClientId", "LastModifiedDate", "CreationDate", "ClientType"}
	notInUpdate = []string{"GenerateSecret", "ClientSecret", "LastModifiedDate", "CreationDate", "ClientType"}
)

// ClientType is how a client was created.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolClientType.html
type ClientType string

// The types of clients.
const (
	// ClientTypeRegular marks a client that CreateUserPoolClient created.
	ClientTypeRegular ClientType = "REGULAR"
	// ClientTypeDCR marks a client that registered itself by dynamic client
	// registration (RFC 7591).
	ClientTypeDCR ClientType = "DCR"
)

// Values returns every type. The slice is the caller's.
func (ClientType) Values() []ClientType { return []ClientType{ClientTypeRegular, ClientTypeDCR} }

// UserExistenceErrors is a value of PreventUserExistenceErrors.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html#CognitoUserPools-CreateUserPoolClient-request-PreventUserExistenceErrors
type UserExistenceErrors string

// The values of UserExistenceErrors.
const (
	// UserExistenceErrorsLegacy lets errors reveal that a user does not
	// exist.
	UserExistenceErrorsLegacy UserExistenceErrors = "LEGACY"
	// UserExistenceErrorsEnabled prevents that.
	UserExistenceErrorsEnabled UserExistenceErrors = "ENABLED"
)

// Values returns every value. The slice is the caller's.
func (UserExistenceErrors) Values() []UserExistenceErrors {
	return []UserExistenceErrors{UserExistenceErrorsLegacy, UserExistenceErrorsEnabled}
}

// Clone returns a deep copy of c, or nil if c is nil.
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
