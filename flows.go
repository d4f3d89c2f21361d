package cognito

import (
	"slices"
	"strings"
)

// AuthFlow is a way to sign in, a value of ExplicitAuthFlows.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html#CognitoUserPools-CreateUserPoolClient-request-ExplicitAuthFlows
type AuthFlow string

// The flows. Those without Allow in the name are the old names, for which
// [AuthFlow.Legacy] is true.
const (
	// AuthFlowAdminNoSRPAuth is the old name of
	// AuthFlowAllowAdminUserPasswordAuth.
	AuthFlowAdminNoSRPAuth AuthFlow = "ADMIN_NO_SRP_AUTH"
	// AuthFlowCustomAuthFlowOnly is the old name of AuthFlowAllowCustomAuth.
	AuthFlowCustomAuthFlowOnly AuthFlow = "CUSTOM_AUTH_FLOW_ONLY"
	// AuthFlowUserPasswordAuth is the old name of
	// AuthFlowAllowUserPasswordAuth.
	AuthFlowUserPasswordAuth AuthFlow = "USER_PASSWORD_AUTH"
	// AuthFlowAllowAdminUserPasswordAuth takes the password from a server
	// with AWS credentials.
	AuthFlowAllowAdminUserPasswordAuth AuthFlow = "ALLOW_ADMIN_USER_PASSWORD_AUTH"
	// AuthFlowAllowCustomAuth signs in by Lambda triggers.
	AuthFlowAllowCustomAuth AuthFlow = "ALLOW_CUSTOM_AUTH"
	// AuthFlowAllowUserPasswordAuth takes the password from the app.
	AuthFlowAllowUserPasswordAuth AuthFlow = "ALLOW_USER_PASSWORD_AUTH"
	// AuthFlowAllowUserSRPAuth proves the password by the Secure Remote
	// Password protocol.
	AuthFlowAllowUserSRPAuth AuthFlow = "ALLOW_USER_SRP_AUTH"
	// AuthFlowAllowRefreshTokenAuth refreshes tokens.
	AuthFlowAllowRefreshTokenAuth AuthFlow = "ALLOW_REFRESH_TOKEN_AUTH"
	// AuthFlowAllowUserAuth lets the user choose the factor to sign in with.
	AuthFlowAllowUserAuth AuthFlow = "ALLOW_USER_AUTH"
)

// Legacy tells whether f is one of the three old names, which cannot stand
// beside those that begin with ALLOW_.
func (f AuthFlow) Legacy() bool {
	switch f {
	case AuthFlowAdminNoSRPAuth, AuthFlowCustomAuthFlowOnly, AuthFlowUserPasswordAuth:
		return true
	}
	return false
}

// OAuthFlow is an OAuth 2.0 grant, a value of AllowedOAuthFlows.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html#CognitoUserPools-CreateUserPoolClient-request-AllowedOAuthFlows
type OAuthFlow string

// The grants.
const (
	// OAuthFlowCode gives the redirect URI a code to exchange for tokens,
	// RFC 6749 section 4.1.
	OAuthFlowCode OAuthFlow = "code"
	// OAuthFlowImplicit gives the redirect URI the tokens, RFC 6749 section
	// 4.2.
	OAuthFlowImplicit OAuthFlow = "implicit"
	// OAuthFlowClientCredentials gives an access token for the client's ID
	// and secret, RFC 6749 section 4.4.
	OAuthFlowClientCredentials OAuthFlow = "client_credentials"
)

// UserExistenceErrors is a value of PreventUserExistenceErrors.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html#CognitoUserPools-CreateUserPoolClient-request-PreventUserExistenceErrors
type UserExistenceErrors string

// The values of UserExistenceErrors.
const (
	// UserExistenceErrorsLegacy tells that a user does not exist.
	UserExistenceErrorsLegacy UserExistenceErrors = "LEGACY"
	// UserExistenceErrorsEnabled hides it.
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

func authFlowRules(found *violations, c *UserPoolClient) {
	rotates := c.rotatesRefreshTokens()
	mixed := slices.ContainsFunc(c.ExplicitAuthFlows, AuthFlow.Legacy) &&
		slices.ContainsFunc(c.ExplicitAuthFlows, func(f AuthFlow) bool { return strings.HasPrefix(string(f), "ALLOW_") })
	for i, flow := range c.ExplicitAuthFlows {
		if mixed && flow.Legacy() {
			found.add(elementPath("ExplicitAuthFlows", i), RuleAuthFlowsMixedLegacy, string(flow),
				quote(string(flow))+" is a legacy name, which cannot stand beside ALLOW_ names: use one family only")
		}
		if rotates && flow == AuthFlowAllowRefreshTokenAuth {
			found.add(elementPath("ExplicitAuthFlows", i), RuleAuthFlowsRefreshWithRotation, string(flow),
				"must be left out while RefreshTokenRotation.Feature is ENABLED")
		}
	}
}

func (c *UserPoolClient) rotatesRefreshTokens() bool {
	return c.RefreshTokenRotation != nil && c.RefreshTokenRotation.Feature == FeatureEnabled
}

// oauthEnabledRules are the rules on what AllowedOAuthFlowsUserPoolClient
// requires, true or not.
func oauthEnabledRules(found *violations, c *UserPoolClient) {
	if !c.AllowedOAuthFlowsUserPoolClient {
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
				found.add(list.member, RuleOAuthNotEnabled, list.length,
					"has no effect unless AllowedOAuthFlowsUserPoolClient is true: set that, or leave this out")
			}
		}
		return
	}
	if len(c.AllowedOAuthFlows) == 0 {
		found.add("AllowedOAuthFlows", RuleOAuthFlowsRequired, 0,
			"is empty, must name a flow while AllowedOAuthFlowsUserPoolClient is true: code, implicit or client_credentials")
	}
	if len(c.AllowedOAuthScopes) == 0 {
		found.add("AllowedOAuthScopes", RuleOAuthScopesRequired, 0,
			"is empty, must name a scope while AllowedOAuthFlowsUserPoolClient is true, such as openid")
	}
	if len(c.CallbackURLs) == 0 && c.allowsUserFlow() {
		found.add("CallbackURLs", RuleOAuthCallbackURLsRequired, 0,
			"is empty, must have a redirect URI for the flow code or implicit")
	}
}

// allowsUserFlow tells whether there is a flow in which a user signs in.
func (c *UserPoolClient) allowsUserFlow() bool {
	return slices.ContainsFunc(checked(c.AllowedOAuthFlows, "OAuthFlowsType"), func(f OAuthFlow) bool {
		return f == OAuthFlowCode || f == OAuthFlowImplicit
	})
}

func oauthFlowRules(found *violations, c *UserPoolClient, hasSecret bool) {
	exclusive := !c.allowsUserFlow()
	for i, flow := range checked(c.AllowedOAuthFlows, "OAuthFlowsType") {
		if flow != OAuthFlowClientCredentials {
			continue
		}
		path := elementPath("AllowedOAuthFlows", i)
		if !exclusive {
			found.add(path, RuleOAuthClientCredentialsExclusive, string(flow),
				"client_credentials cannot stand beside code or implicit: give it a client of its own")
		}
		if !hasSecret {
			found.add(path, RuleOAuthClientCredentialsSecret, string(flow),
				"client_credentials needs a client secret: set GenerateSecret or ClientSecret")
		}
	}
}

func scopeRules(found *violations, c *UserPoolClient) {
	clientCredentials := slices.Contains(checked(c.AllowedOAuthFlows, "OAuthFlowsType"), OAuthFlowClientCredentials)
	for i, scope := range checked(c.AllowedOAuthScopes, "ScopeListType") {
		switch {
		case scope == "": // its length is reported
		case isStandardScope(scope):
			if clientCredentials {
				found.add(elementPath("AllowedOAuthScopes", i), RuleOAuthClientCredentialsScope, scope,
					quote(scope)+" is about a user, of whom client_credentials has none: use a resource server's scope, as in identifier/name")
			}
		case !isResourceServerScope(scope):
			found.add(elementPath("AllowedOAuthScopes", i), RuleOAuthScopeFormat, scope,
				quote(scope)+" is not a scope: must be openid, email, phone, profile, aws.cognito.signin.user.admin or a resource server's, as in identifier/name")
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

// isResourceServerScope tells whether scope is identifier/name. An identifier
// may have slashes itself, as a URL has, a name none.
func isResourceServerScope(scope string) bool {
	slash := strings.LastIndexByte(scope, '/')
	return slash > 0 && slash < len(scope)-1
}

func contextDataRule(found *violations, c *UserPoolClient, hasSecret bool) {
	if c.EnablePropagateAdditionalUserContextData && !hasSecret {
		found.add("EnablePropagateAdditionalUserContextData", RuleContextDataSecretRequired, true,
			"is true, which needs a client secret: set GenerateSecret or ClientSecret")
	}
}

func clientSecretConflictRule(found *violations, c *UserPoolClient) {
	if c.GenerateSecret && c.ClientSecret != "" {
		found.add("ClientSecret", RuleClientSecretConflict, redacted,
			"is given though GenerateSecret is true: leave one of them out")
	}
}
