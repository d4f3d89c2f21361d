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
	// AuthFlowAllowClientTokenAuth lets the client itself, which needs a
	// secret, get access tokens with the operation GetClientToken. It must be
	// the only flow. AllowedOAuthScopes then has an effect without
	// AllowedOAuthFlowsUserPoolClient.
	//
	// Source: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html
	AuthFlowAllowClientTokenAuth AuthFlow = "ALLOW_CLIENT_TOKEN_AUTH"
)

// Values returns every flow. The slice is the caller's.
func (AuthFlow) Values() []AuthFlow {
	return []AuthFlow{
		AuthFlowAdminNoSRPAuth,
		AuthFlowCustomAuthFlowOnly,
		AuthFlowUserPasswordAuth,
		AuthFlowAllowAdminUserPasswordAuth,
		AuthFlowAllowCustomAuth,
		AuthFlowAllowUserPasswordAuth,
		AuthFlowAllowUserSRPAuth,
		AuthFlowAllowRefreshTokenAuth,
		AuthFlowAllowUserAuth,
		AuthFlowAllowClientTokenAuth,
	}
}

// hintNewFlow says what to do about a flow that is too new to be known.
func hintNewFlow(flow string) string {
	if !AuthFlow(flow).allow() {
		return ""
	}
	return "; AWS publishes flows before its service model lists them: if this is a new one, ignore this rule"
}

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

// Values returns every grant. The slice is the caller's.
func (OAuthFlow) Values() []OAuthFlow {
	return []OAuthFlow{OAuthFlowCode, OAuthFlowImplicit, OAuthFlowClientCredentials}
}

func authFlowsMixedLegacy(v *validation) {
	flows := v.client.ExplicitAuthFlows
	if !slices.ContainsFunc(flows, AuthFlow.allow) {
		return
	}
	for i, flow := range flows {
		if flow.Legacy() {
			v.addString(place{"ExplicitAuthFlows", i}, RuleAuthFlowsMixedLegacy, string(flow), func() message {
				return message{"must not be a legacy flow, which cannot be combined with ALLOW_ flows", "must not be the legacy flow " + string(flow) + ", which cannot be combined with ALLOW_ flows"}
			})
		}
	}
}

func authFlowsClientTokenAlone(v *validation) {
	if !v.client.allowsClientToken() {
		return
	}
	for i, flow := range v.client.ExplicitAuthFlows {
		if flow != AuthFlowAllowClientTokenAuth {
			v.addString(place{"ExplicitAuthFlows", i}, RuleAuthFlowsClientTokenAlone, string(flow), func() message {
				return say("must not be combined with ALLOW_CLIENT_TOKEN_AUTH, which must be the only flow: use a separate client")
			})
		}
	}
}

func authFlowsClientTokenSecret(v *validation) {
	if !v.hasSecret() {
		v.addAuthFlow(AuthFlowAllowClientTokenAuth, RuleAuthFlowsClientTokenSecret,
			"must not be ALLOW_CLIENT_TOKEN_AUTH without a client secret: "+setSecret)
	}
}

// addAuthFlow adds a violation for each occurrence of a flow.
func (v *validation) addAuthFlow(wrong AuthFlow, rule Rule, text string) {
	addEach(v, "ExplicitAuthFlows", v.client.ExplicitAuthFlows, wrong, rule, text)
}

// allowsClientToken reports whether the client can get tokens for itself, so
// that its scopes have an effect without AllowedOAuthFlowsUserPoolClient.
func (c *UserPoolClient) allowsClientToken() bool {
	return slices.Contains(c.ExplicitAuthFlows, AuthFlowAllowClientTokenAuth)
}

// allowsOnlyClientToken reports whether the client signs no users in, so that
// advice about users does not apply.
func (c *UserPoolClient) allowsOnlyClientToken() bool {
	return c.allowsClientToken() && !slices.ContainsFunc(c.ExplicitAuthFlows, func(flow AuthFlow) bool { return flow != AuthFlowAllowClientTokenAuth })
}

func oauthNotEnabled(v *validation) {
	c := v.client
	if c.AllowedOAuthFlowsUserPoolClient {
		return
	}
	scopes := len(c.AllowedOAuthScopes)
	if c.allowsClientToken() {
		scopes = 0
	}
	for _, list := range []struct {
		member string
		length int
	}{
		{"CallbackURLs", len(c.CallbackURLs)},
		{"LogoutURLs", len(c.LogoutURLs)},
		{"AllowedOAuthFlows", len(c.AllowedOAuthFlows)},
		{"AllowedOAuthScopes", scopes},
	} {
		if list.length > 0 {
			v.add(list.member, RuleOAuthNotEnabled, list.length,
				say("must not be set unless AllowedOAuthFlowsUserPoolClient is true: it has no effect otherwise"))
		}
	}
}

func oauthFlowsRequired(v *validation) {
	if v.client.AllowedOAuthFlowsUserPoolClient && len(v.client.AllowedOAuthFlows) == 0 {
		v.add("AllowedOAuthFlows", RuleOAuthFlowsRequired, 0,
			say("must not be empty when AllowedOAuthFlowsUserPoolClient is true"))
	}
}

func oauthScopesRequired(v *validation) {
	if v.client.AllowedOAuthFlowsUserPoolClient && len(v.client.AllowedOAuthScopes) == 0 {
		v.add("AllowedOAuthScopes", RuleOAuthScopesRequired, 0,
			say("must not be empty when AllowedOAuthFlowsUserPoolClient is true"))
	}
}

func oauthCallbackURLsRequired(v *validation) {
	if v.client.AllowedOAuthFlowsUserPoolClient && len(v.client.CallbackURLs) == 0 && v.client.allowsUserFlow() {
		v.add("CallbackURLs", RuleOAuthCallbackURLsRequired, 0,
			say("must not be empty when AllowedOAuthFlows has code or implicit"))
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

func oauthClientCredentialsExclusive(v *validation) {
	if v.client.allowsUserFlow() {
		v.addOAuthFlow(OAuthFlowClientCredentials, RuleOAuthClientCredentialsExclusive,
			"must not be client_credentials together with code or implicit: use a separate client")
	}
}

func oauthClientCredentialsSecret(v *validation) {
	if !v.hasSecret() {
		v.addOAuthFlow(OAuthFlowClientCredentials, RuleOAuthClientCredentialsSecret,
			"must not be client_credentials without a client secret: "+setSecret)
	}
}

// addOAuthFlow adds a violation for each occurrence of a flow.
func (v *validation) addOAuthFlow(wrong OAuthFlow, rule Rule, text string) {
	addEach(v, "AllowedOAuthFlows", v.client.oauthFlows(), wrong, rule, text)
}

func oauthClientCredentialsScope(v *validation) {
	if !slices.Contains(v.client.oauthFlows(), OAuthFlowClientCredentials) {
		return
	}
	for i, scope := range first(maxOAuthScopes, v.client.AllowedOAuthScopes) {
		if isStandardScope(scope) {
			v.addString(place{"AllowedOAuthScopes", i}, RuleOAuthClientCredentialsScope, scope, func() message {
				return said("must be a scope of a resource server when AllowedOAuthFlows has client_credentials", ", not "+quote(scope))
			})
		}
	}
}

// oauthScopeFormat skips an empty scope: its length is reported.
func oauthScopeFormat(v *validation) {
	for i, scope := range first(maxOAuthScopes, v.client.AllowedOAuthScopes) {
		if scope != "" && !isStandardScope(scope) && !isResourceServerScope(scope) {
			v.addString(place{"AllowedOAuthScopes", i}, RuleOAuthScopeFormat, scope, func() message {
				return said("must be "+strings.Join(standardScopes, ", ")+" or a scope of a resource server such as identifier/name", ", not "+quote(scope))
			})
		}
	}
}

// The limits on the lengths of lists. Elements beyond them are not checked.
const (
	maxOAuthFlows  = 3
	maxOAuthScopes = 50
)

// StandardScopes returns the scopes that need no resource server and that
// every pool has: openid, email, phone, profile and
// aws.cognito.signin.user.admin. The slice is the caller's.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html#CognitoUserPools-CreateUserPoolClient-request-AllowedOAuthScopes
func StandardScopes() []string { return slices.Clone(standardScopes) }

var standardScopes = []string{"openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"}

func isStandardScope(scope string) bool { return slices.Contains(standardScopes, scope) }

// isResourceServerScope reports whether scope is identifier/name. An
// identifier, such as a URL, may contain slashes, a name may not.
func isResourceServerScope(scope string) bool {
	slash := strings.LastIndexByte(scope, '/')
	return slash > 0 && slash < len(scope)-1
}

// addEach adds a violation for each occurrence of a value in a list.
func addEach[T ~string](v *validation, list string, values []T, wrong T, rule Rule, text string) {
	for i, value := range values {
		if value == wrong {
			v.addString(place{list, i}, rule, string(value), func() message { return say(text) })
		}
	}
}
