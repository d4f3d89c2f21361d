package cognito

import (
	"slices"
	"strings"
)

// AuthFlow is a way to sign in, a value of ExplicitAuthFlows.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html#CognitoUserPools-CreateUserPoolClient-request-ExplicitAuthFlows
type AuthFlow string

// The flows. Those without Allow in their names are the legacy ones.
const (
	// AuthFlowAdminNoSRPAuth is the legacy name of
	// AuthFlowAllowAdminUserPasswordAuth.
	AuthFlowAdminNoSRPAuth AuthFlow = "ADMIN_NO_SRP_AUTH"
	// AuthFlowCustomAuthFlowOnly is the legacy name of
	// AuthFlowAllowCustomAuth.
	AuthFlowCustomAuthFlowOnly AuthFlow = "CUSTOM_AUTH_FLOW_ONLY"
	// AuthFlowUserPasswordAuth is the legacy name of
	// AuthFlowAllowUserPasswordAuth.
	AuthFlowUserPasswordAuth AuthFlow = "USER_PASSWORD_AUTH"
	// AuthFlowAllowAdminUserPasswordAuth accepts a password from a server
	// with AWS credentials.
	AuthFlowAllowAdminUserPasswordAuth AuthFlow = "ALLOW_ADMIN_USER_PASSWORD_AUTH"
	// AuthFlowAllowCustomAuth signs users in with Lambda triggers.
	AuthFlowAllowCustomAuth AuthFlow = "ALLOW_CUSTOM_AUTH"
	// AuthFlowAllowUserPasswordAuth accepts a password from the app.
	AuthFlowAllowUserPasswordAuth AuthFlow = "ALLOW_USER_PASSWORD_AUTH"
	// AuthFlowAllowUserSRPAuth verifies a password with the Secure Remote
	// Password protocol, which does not send it.
	AuthFlowAllowUserSRPAuth AuthFlow = "ALLOW_USER_SRP_AUTH"
	// AuthFlowAllowRefreshTokenAuth exchanges a refresh token for new tokens.
	AuthFlowAllowRefreshTokenAuth AuthFlow = "ALLOW_REFRESH_TOKEN_AUTH"
	// AuthFlowAllowUserAuth lets users choose how to sign in.
	AuthFlowAllowUserAuth AuthFlow = "ALLOW_USER_AUTH"
)

// Legacy reports whether f is one of the three legacy flows, which cannot be
// combined with those that begin with ALLOW_.
func (f AuthFlow) Legacy() bool {
	switch f {
	case AuthFlowAdminNoSRPAuth, AuthFlowCustomAuthFlowOnly, AuthFlowUserPasswordAuth:
		return true
	}
	return false
}

// allow reports whether f begins with ALLOW_.
func (f AuthFlow) allow() bool { return strings.HasPrefix(string(f), "ALLOW_") }

// OAuthFlow is an OAuth 2.0 grant, a value of AllowedOAuthFlows.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html#CognitoUserPools-CreateUserPoolClient-request-AllowedOAuthFlows
type OAuthFlow string

// The grants.
const (
	// OAuthFlowCode returns a code to the redirect URI, to be exchanged for
	// tokens (RFC 6749 section 4.1).
	OAuthFlowCode OAuthFlow = "code"
	// OAuthFlowImplicit returns the tokens to the redirect URI (RFC 6749
	// section 4.2).
	OAuthFlowImplicit OAuthFlow = "implicit"
	// OAuthFlowClientCredentials returns an access token for the client's
	// own ID and secret, without a user (RFC 6749 section 4.4).
	OAuthFlowClientCredentials OAuthFlow = "client_credentials"
)

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

// Feature turns refresh token rotation on or off.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RefreshTokenRotationType.html
type Feature string

// The values of Feature.
const (
	// FeatureEnabled turns rotation on.
	FeatureEnabled Feature = "ENABLED"
	// FeatureDisabled turns it off.
	FeatureDisabled Feature = "DISABLED"
)

func authFlowsMixedLegacy(k *check) {
	flows := k.client.ExplicitAuthFlows
	if !slices.ContainsFunc(flows, AuthFlow.allow) {
		return
	}
	for i, flow := range flows {
		if flow.Legacy() {
			k.addString(place{"ExplicitAuthFlows", i}, RuleAuthFlowsMixedLegacy, string(flow), func() string {
				return "is the legacy flow " + string(flow) + ", which cannot be combined with ALLOW_ flows"
			})
		}
	}
}

func authFlowsRefreshWithRotation(k *check) {
	if !k.client.rotatesRefreshTokens() {
		return
	}
	for i, flow := range k.client.ExplicitAuthFlows {
		if flow == AuthFlowAllowRefreshTokenAuth {
			k.addString(place{"ExplicitAuthFlows", i}, RuleAuthFlowsRefreshWithRotation, string(flow), func() string {
				return "must not be ALLOW_REFRESH_TOKEN_AUTH when RefreshTokenRotation.Feature is ENABLED"
			})
		}
	}
}

func (c *UserPoolClient) rotatesRefreshTokens() bool {
	return c.RefreshTokenRotation != nil && c.RefreshTokenRotation.Feature == FeatureEnabled
}

func oauthNotEnabled(k *check) {
	c := k.client
	if c.AllowedOAuthFlowsUserPoolClient {
		return
	}
	for _, list := range []struct {
		member string
		length int
	}{
		{"CallbackURLs", len(c.CallbackURLs)},
		{"LogoutURLs", len(c.LogoutURLs)},
		{"AllowedOAuthFlows", len(c.AllowedOAuthFlows)},
		{"AllowedOAuthScopes", len(c.AllowedOAuthScopes)},
	} {
		if list.length > 0 {
			k.add(list.member, RuleOAuthNotEnabled, list.length,
				"has no effect unless AllowedOAuthFlowsUserPoolClient is true")
		}
	}
}

func oauthFlowsRequired(k *check) {
	if k.client.AllowedOAuthFlowsUserPoolClient && len(k.client.AllowedOAuthFlows) == 0 {
		k.add("AllowedOAuthFlows", RuleOAuthFlowsRequired, 0,
			"is required when AllowedOAuthFlowsUserPoolClient is true")
	}
}

func oauthScopesRequired(k *check) {
	if k.client.AllowedOAuthFlowsUserPoolClient && len(k.client.AllowedOAuthScopes) == 0 {
		k.add("AllowedOAuthScopes", RuleOAuthScopesRequired, 0,
			"is required when AllowedOAuthFlowsUserPoolClient is true")
	}
}

func oauthCallbackURLsRequired(k *check) {
	if k.client.AllowedOAuthFlowsUserPoolClient && len(k.client.CallbackURLs) == 0 && k.client.allowsUserFlow() {
		k.add("CallbackURLs", RuleOAuthCallbackURLsRequired, 0,
			"is required when AllowedOAuthFlows has code or implicit")
	}
}

// oauthFlows returns the flows that are checked.
func (c *UserPoolClient) oauthFlows() []OAuthFlow { return first(maxOAuthFlows, c.AllowedOAuthFlows) }

// allowsUserFlow reports whether there is a flow that signs a user in.
func (c *UserPoolClient) allowsUserFlow() bool {
	return slices.ContainsFunc(c.oauthFlows(), func(f OAuthFlow) bool {
		return f == OAuthFlowCode || f == OAuthFlowImplicit
	})
}

func oauthClientCredentialsExclusive(k *check) {
	if k.client.allowsUserFlow() {
		k.addClientCredentials(RuleOAuthClientCredentialsExclusive, "cannot be combined with code or implicit: use a separate client")
	}
}

func oauthClientCredentialsSecret(k *check) {
	if !k.hasSecret() {
		k.addClientCredentials(RuleOAuthClientCredentialsSecret, "needs a client secret: set GenerateSecret or ClientSecret")
	}
}

// addClientCredentials adds a violation for each client_credentials flow.
func (k *check) addClientCredentials(rule Rule, message string) {
	for i, flow := range k.client.oauthFlows() {
		if flow == OAuthFlowClientCredentials {
			k.addString(place{"AllowedOAuthFlows", i}, rule, string(flow), func() string { return message })
		}
	}
}

func oauthClientCredentialsScope(k *check) {
	if !slices.Contains(k.client.oauthFlows(), OAuthFlowClientCredentials) {
		return
	}
	for i, scope := range first(maxOAuthScopes, k.client.AllowedOAuthScopes) {
		if isStandardScope(scope) {
			k.addString(place{"AllowedOAuthScopes", i}, RuleOAuthClientCredentialsScope, scope, func() string {
				return "needs a signed-in user, which client_credentials does not have: use a scope of a resource server instead of " + quote(scope)
			})
		}
	}
}

// oauthScopeFormat skips an empty scope: its length is reported.
func oauthScopeFormat(k *check) {
	for i, scope := range first(maxOAuthScopes, k.client.AllowedOAuthScopes) {
		if scope != "" && !isStandardScope(scope) && !isResourceServerScope(scope) {
			k.addString(place{"AllowedOAuthScopes", i}, RuleOAuthScopeFormat, scope, func() string {
				return "is " + quote(scope) + ", must be openid, email, phone, profile, aws.cognito.signin.user.admin or a scope of a resource server, such as identifier/name"
			})
		}
	}
}

func isStandardScope(scope string) bool {
	switch scope {
	case "openid", "email", "phone", "profile", "aws.cognito.signin.user.admin":
		return true
	}
	return false
}

// isResourceServerScope reports whether scope is identifier/name. An
// identifier, such as a URL, may contain slashes, a name may not.
func isResourceServerScope(scope string) bool {
	slash := strings.LastIndexByte(scope, '/')
	return slash > 0 && slash < len(scope)-1
}
