package cognito_test

import (
	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
)

// machine makes the client one for machine-to-machine access.
func machine(c *cognito.UserPoolClient) {
	c.CallbackURLs = nil
	c.AllowedOAuthFlows = []cognito.OAuthFlow{cognito.OAuthFlowClientCredentials}
	c.AllowedOAuthScopes = []string{"https://api.example.org/v1/ingests"}
}

var oauthRows = []row{
	{"not enabled", func(c *cognito.UserPoolClient) {
		c.AllowedOAuthFlowsUserPoolClient = false
		c.LogoutURLs = []string{"https://example.com/bye"}
	}, []string{
		"CallbackURLs oauth.not-enabled", "LogoutURLs oauth.not-enabled",
		"AllowedOAuthFlows oauth.not-enabled", "AllowedOAuthScopes oauth.not-enabled",
	}},
	{"not enabled, one list", func(c *cognito.UserPoolClient) {
		*c = cognito.UserPoolClient{UserPoolId: c.UserPoolId, ClientName: c.ClientName, LogoutURLs: []string{"myapp:/"}}
	}, []string{"LogoutURLs oauth.not-enabled"}},
	{"not enabled and nothing there", func(c *cognito.UserPoolClient) {
		*c = cognito.UserPoolClient{UserPoolId: c.UserPoolId, ClientName: c.ClientName, CallbackURLs: []string{}, AllowedOAuthFlows: []cognito.OAuthFlow{}}
	}, nil},
	{"not enabled, and wrong besides", func(c *cognito.UserPoolClient) {
		c.AllowedOAuthFlowsUserPoolClient = false
		c.CallbackURLs = []string{"http://example.com"}
		c.AllowedOAuthFlows = []cognito.OAuthFlow{"token"}
	}, []string{
		"CallbackURLs oauth.not-enabled", "CallbackURLs[0] redirect-uri.https",
		"AllowedOAuthFlows oauth.not-enabled", "AllowedOAuthFlows[0] enum",
		"AllowedOAuthScopes oauth.not-enabled",
	}},
	{"nothing but the flag", func(c *cognito.UserPoolClient) {
		c.CallbackURLs, c.AllowedOAuthFlows, c.AllowedOAuthScopes = nil, nil, nil
	}, []string{"AllowedOAuthFlows oauth.flows-required", "AllowedOAuthScopes oauth.scopes-required"}},
	{"client_credentials and code", func(c *cognito.UserPoolClient) {
		machine(c)
		c.CallbackURLs = []string{"myapp:/"}
		c.AllowedOAuthFlows = []cognito.OAuthFlow{cognito.OAuthFlowCode, cognito.OAuthFlowClientCredentials}
	}, []string{"AllowedOAuthFlows[1] oauth.client-credentials-exclusive"}},
	{"client_credentials and code without callbacks", func(c *cognito.UserPoolClient) {
		machine(c)
		c.AllowedOAuthFlows = []cognito.OAuthFlow{cognito.OAuthFlowClientCredentials, cognito.OAuthFlowCode}
	}, []string{"CallbackURLs oauth.callback-urls-required", "AllowedOAuthFlows[0] oauth.client-credentials-exclusive"}},
	{"client_credentials twice", func(c *cognito.UserPoolClient) {
		machine(c)
		c.AllowedOAuthFlows = []cognito.OAuthFlow{cognito.OAuthFlowClientCredentials, cognito.OAuthFlowClientCredentials}
	}, nil},
	{"client_credentials with a secret of its own", func(c *cognito.UserPoolClient) {
		machine(c)
		c.GenerateSecret, c.ClientSecret = false, "abcdefghijklmnopqrstuvwx"
	}, nil},
	{"client_credentials with every mistake", func(c *cognito.UserPoolClient) {
		c.GenerateSecret = false
		c.CallbackURLs = nil
		c.AllowedOAuthFlows = []cognito.OAuthFlow{cognito.OAuthFlowCode, cognito.OAuthFlowClientCredentials}
		c.AllowedOAuthScopes = []string{"openid", "api"}
	}, []string{
		"CallbackURLs oauth.callback-urls-required",
		"AllowedOAuthFlows[1] oauth.client-credentials-exclusive", "AllowedOAuthFlows[1] oauth.client-credentials-secret",
		"AllowedOAuthScopes[0] oauth.client-credentials-scope", "AllowedOAuthScopes[1] oauth.scope-format",
	}},
}

var scopeRows = []row{
	{"the standard scopes of a machine", func(c *cognito.UserPoolClient) {
		machine(c)
		c.AllowedOAuthScopes = []string{"openid", "email", "api/read", "phone", "profile", "aws.cognito.signin.user.admin"}
	}, []string{
		"AllowedOAuthScopes[0] oauth.client-credentials-scope", "AllowedOAuthScopes[1] oauth.client-credentials-scope",
		"AllowedOAuthScopes[3] oauth.client-credentials-scope", "AllowedOAuthScopes[4] oauth.client-credentials-scope",
		"AllowedOAuthScopes[5] oauth.client-credentials-scope",
	}},
	{"scopes of resource servers", func(c *cognito.UserPoolClient) {
		c.AllowedOAuthScopes = []string{"api/read", "https://api.example.org/v1/ingests", "a//b", "//a"}
	}, nil},
	{"neither form", func(c *cognito.UserPoolClient) {
		c.AllowedOAuthScopes = []string{"Cognito", "OPENID", "/", "api/", "/read", "cognito", "api.read"}
	}, []string{
		"AllowedOAuthScopes[0] oauth.scope-format", "AllowedOAuthScopes[1] oauth.scope-format",
		"AllowedOAuthScopes[2] oauth.scope-format", "AllowedOAuthScopes[3] oauth.scope-format",
		"AllowedOAuthScopes[4] oauth.scope-format", "AllowedOAuthScopes[5] oauth.scope-format",
		"AllowedOAuthScopes[6] oauth.scope-format",
	}},
	{"a space and no resource server", func(c *cognito.UserPoolClient) { c.AllowedOAuthScopes = []string{"openid email"} },
		[]string{"AllowedOAuthScopes[0] characters", "AllowedOAuthScopes[0] oauth.scope-format"}},
}

var authFlowRows = []row{
	{"every ALLOW_ flow", func(c *cognito.UserPoolClient) {
		c.ExplicitAuthFlows = []cognito.AuthFlow{
			cognito.AuthFlowAllowAdminUserPasswordAuth, cognito.AuthFlowAllowCustomAuth, cognito.AuthFlowAllowUserPasswordAuth,
			cognito.AuthFlowAllowUserSRPAuth, cognito.AuthFlowAllowRefreshTokenAuth, cognito.AuthFlowAllowUserAuth,
		}
	}, nil},
	{"mixed", func(c *cognito.UserPoolClient) {
		c.ExplicitAuthFlows = []cognito.AuthFlow{cognito.AuthFlowAdminNoSRPAuth, cognito.AuthFlowAllowUserSRPAuth, cognito.AuthFlowUserPasswordAuth}
	}, []string{"ExplicitAuthFlows[0] auth-flows.mixed-legacy", "ExplicitAuthFlows[2] auth-flows.mixed-legacy"}},
	{"mixed with a misspelt ALLOW_ value", func(c *cognito.UserPoolClient) {
		c.ExplicitAuthFlows = []cognito.AuthFlow{"ALLOW_SRP", cognito.AuthFlowCustomAuthFlowOnly}
	}, []string{"ExplicitAuthFlows[0] enum", "ExplicitAuthFlows[1] auth-flows.mixed-legacy"}},
	{"a legacy flow and a value of neither family", func(c *cognito.UserPoolClient) {
		c.ExplicitAuthFlows = []cognito.AuthFlow{"SRP", cognito.AuthFlowUserPasswordAuth}
	}, []string{"ExplicitAuthFlows[0] enum"}},
	{"refresh with rotation disabled", func(c *cognito.UserPoolClient) {
		c.ExplicitAuthFlows = []cognito.AuthFlow{cognito.AuthFlowAllowRefreshTokenAuth}
		c.RefreshTokenRotation = &cognito.RefreshTokenRotation{Feature: cognito.FeatureDisabled}
	}, nil},
	{"rotation with the flows left out", func(c *cognito.UserPoolClient) {
		c.RefreshTokenRotation = &cognito.RefreshTokenRotation{Feature: cognito.FeatureEnabled}
	}, nil},
	{"client token", func(c *cognito.UserPoolClient) {
		c.ExplicitAuthFlows = []cognito.AuthFlow{cognito.AuthFlowAllowClientTokenAuth}
	}, nil},
	{"client token twice", func(c *cognito.UserPoolClient) {
		c.ExplicitAuthFlows = []cognito.AuthFlow{cognito.AuthFlowAllowClientTokenAuth, cognito.AuthFlowAllowClientTokenAuth}
	}, nil},
	{"client token beside another", func(c *cognito.UserPoolClient) {
		c.ExplicitAuthFlows = []cognito.AuthFlow{cognito.AuthFlowAllowUserSRPAuth, cognito.AuthFlowAllowClientTokenAuth, cognito.AuthFlowAllowRefreshTokenAuth}
	}, []string{"ExplicitAuthFlows[0] auth-flows.client-token-alone", "ExplicitAuthFlows[2] auth-flows.client-token-alone"}},
	{"client token beside a legacy flow", func(c *cognito.UserPoolClient) {
		c.ExplicitAuthFlows = []cognito.AuthFlow{cognito.AuthFlowAllowClientTokenAuth, cognito.AuthFlowAdminNoSRPAuth}
	}, []string{"ExplicitAuthFlows[1] auth-flows.mixed-legacy", "ExplicitAuthFlows[1] auth-flows.client-token-alone"}},
	{"client token without a secret", func(c *cognito.UserPoolClient) {
		c.GenerateSecret, c.ExplicitAuthFlows = false, []cognito.AuthFlow{cognito.AuthFlowAllowClientTokenAuth}
	}, []string{"ExplicitAuthFlows[0] auth-flows.client-token-secret"}},
	{"client token with a secret of one's own", func(c *cognito.UserPoolClient) {
		c.GenerateSecret, c.ClientSecret, c.ExplicitAuthFlows = false, testclients.Secret, []cognito.AuthFlow{cognito.AuthFlowAllowClientTokenAuth}
	}, nil},
	{"client token while OAuth is not enabled", func(c *cognito.UserPoolClient) {
		c.AllowedOAuthFlowsUserPoolClient, c.ExplicitAuthFlows = false, []cognito.AuthFlow{cognito.AuthFlowAllowClientTokenAuth}
	}, []string{"CallbackURLs oauth.not-enabled", "AllowedOAuthFlows oauth.not-enabled"}},
	{"client token with OAuth enabled and no flows", func(c *cognito.UserPoolClient) {
		*c = *clientToken()
		c.AllowedOAuthFlowsUserPoolClient = true
	}, []string{"AllowedOAuthFlows oauth.flows-required"}},
}

// clientToken returns the client of the developer guide that gets tokens for
// itself.
func clientToken() *cognito.UserPoolClient {
	return &cognito.UserPoolClient{
		UserPoolId: "us-west-2_aBcDeFgHi", ClientName: "example", GenerateSecret: true,
		ExplicitAuthFlows: []cognito.AuthFlow{cognito.AuthFlowAllowClientTokenAuth}, AllowedOAuthScopes: []string{"api/read"},
	}
}
