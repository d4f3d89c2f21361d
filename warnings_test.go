package cognito_test

import (
	"slices"
	"strconv"
	"testing"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// quiet returns a valid client without warnings, which the rows change.
func quiet() *cognito.UserPoolClient {
	c := testclients.Valid()
	c.ExplicitAuthFlows = []cognito.AuthFlow{cognito.AuthFlowAllowRefreshTokenAuth}
	c.PreventUserExistenceErrors = cognito.UserExistenceErrorsEnabled
	c.SupportedIdentityProviders = []string{"COGNITO"}
	return c
}

var warningRows = slices.Concat([]row{
	{"none", func(c *cognito.UserPoolClient) {}, nil},
	{"logout URLs and the default redirect URI", func(c *cognito.UserPoolClient) {
		c.LogoutURLs = []string{"https://example.com/", "https://*.example.com/"}
		c.CallbackURLs = []string{"localhost:3000"}
		c.DefaultRedirectURI = "localhost:3000"
	}, []string{
		"CallbackURLs[0] redirect-uri.port-as-path", "LogoutURLs[1] redirect-uri.wildcard", "DefaultRedirectURI redirect-uri.port-as-path",
	}},
	{"duplicates in every list", func(c *cognito.UserPoolClient) {
		c.ReadAttributes = []string{"email", "name", "email", "email"}
		c.WriteAttributes = []string{"email", "email"}
		c.ExplicitAuthFlows = []cognito.AuthFlow{cognito.AuthFlowAllowRefreshTokenAuth, cognito.AuthFlowAllowRefreshTokenAuth}
		c.SupportedIdentityProviders = []string{"COGNITO", "COGNITO"}
		c.CallbackURLs = []string{"myapp:/", "myapp:/"}
		c.LogoutURLs = []string{"myapp:/", "myapp:/"}
		c.AllowedOAuthFlows = []cognito.OAuthFlow{cognito.OAuthFlowCode, cognito.OAuthFlowCode}
		c.AllowedOAuthScopes = []string{"openid", "openid"}
	}, []string{
		"ReadAttributes[2] list.duplicate", "ReadAttributes[3] list.duplicate", "WriteAttributes[1] list.duplicate",
		"ExplicitAuthFlows[1] list.duplicate", "SupportedIdentityProviders[1] list.duplicate", "CallbackURLs[1] list.duplicate",
		"LogoutURLs[1] list.duplicate", "AllowedOAuthFlows[1] list.duplicate", "AllowedOAuthScopes[1] list.duplicate",
	}},
	{"duplicates in a long list", func(c *cognito.UserPoolClient) {
		for i := range 20 {
			c.ReadAttributes = append(c.ReadAttributes, "custom:"+strconv.Itoa(i%19))
		}
	}, []string{"ReadAttributes[19] list.duplicate"}},
	{"duplicates that are in error", func(c *cognito.UserPoolClient) {
		c.ReadAttributes = []string{"", "", "tenant", "tenant"}
		c.CallbackURLs = []string{"http://*.example.com/", "http://*.example.com/"}
		c.ExplicitAuthFlows = []cognito.AuthFlow{cognito.AuthFlowAllowRefreshTokenAuth, "x", "x"}
	}, nil},
	{"no more than the first 100", func(c *cognito.UserPoolClient) {
		c.CallbackURLs = nil
		for i := range 99 {
			c.CallbackURLs = append(c.CallbackURLs, "myapp:/"+strconv.Itoa(i))
		}
		c.CallbackURLs = append(c.CallbackURLs, "myapp:/0", "myapp:/1")
	}, []string{"CallbackURLs[99] list.duplicate"}},
	{"implicit", func(c *cognito.UserPoolClient) {
		c.AllowedOAuthFlows = []cognito.OAuthFlow{cognito.OAuthFlowCode, cognito.OAuthFlowImplicit}
	},
		[]string{"AllowedOAuthFlows[1] oauth.implicit"}},
	{"email without openid", func(c *cognito.UserPoolClient) { c.AllowedOAuthScopes = []string{"email"} }, []string{"AllowedOAuthScopes oauth.openid-missing"}},
	{"phone without openid", func(c *cognito.UserPoolClient) { c.AllowedOAuthScopes = []string{"api/read", "phone"} }, []string{"AllowedOAuthScopes oauth.openid-missing"}},
	{"profile without openid", func(c *cognito.UserPoolClient) { c.AllowedOAuthScopes = []string{"profile"} }, []string{"AllowedOAuthScopes oauth.openid-missing"}},
	{"profile with openid", func(c *cognito.UserPoolClient) { c.AllowedOAuthScopes = []string{"profile", "openid"} }, nil},
	{"a custom scope without openid", func(c *cognito.UserPoolClient) {
		c.AllowedOAuthScopes = []string{"api/read", "aws.cognito.signin.user.admin"}
	}, nil},
	{"email with client_credentials", func(c *cognito.UserPoolClient) {
		machine(c)
		c.AllowedOAuthScopes = []string{"email"}
	}, nil},
	{"email without openid while OAuth is not enabled", func(c *cognito.UserPoolClient) {
		c.AllowedOAuthFlowsUserPoolClient, c.AllowedOAuthScopes = false, []string{"email"}
	}, nil},
	{"no refresh flow", func(c *cognito.UserPoolClient) {
		c.ExplicitAuthFlows = []cognito.AuthFlow{cognito.AuthFlowAllowUserSRPAuth}
	},
		[]string{"ExplicitAuthFlows auth-flows.refresh-missing"}},
	{"no refresh flow with rotation", func(c *cognito.UserPoolClient) {
		c.ExplicitAuthFlows = []cognito.AuthFlow{cognito.AuthFlowAllowUserSRPAuth}
		c.RefreshTokenRotation = &cognito.RefreshTokenRotation{Feature: cognito.FeatureEnabled}
	}, nil},
	{"no refresh flow with rotation disabled", func(c *cognito.UserPoolClient) {
		c.ExplicitAuthFlows = []cognito.AuthFlow{cognito.AuthFlowAllowUserSRPAuth}
		c.RefreshTokenRotation = &cognito.RefreshTokenRotation{Feature: cognito.FeatureDisabled}
	}, []string{"ExplicitAuthFlows auth-flows.refresh-missing"}},
	{"a legacy flow without a refresh flow", func(c *cognito.UserPoolClient) {
		c.ExplicitAuthFlows = []cognito.AuthFlow{cognito.AuthFlowUserPasswordAuth}
	}, nil},
	{"implied flows", func(c *cognito.UserPoolClient) { c.ExplicitAuthFlows = []cognito.AuthFlow{} }, []string{"ExplicitAuthFlows auth-flows.implied"}},
	{"implied flows with rotation", func(c *cognito.UserPoolClient) {
		c.ExplicitAuthFlows, c.RefreshTokenRotation = nil, &cognito.RefreshTokenRotation{Feature: cognito.FeatureEnabled}
	}, []string{"ExplicitAuthFlows auth-flows.implied"}},
	{"implied flows without OAuth", func(c *cognito.UserPoolClient) {
		*c = cognito.UserPoolClient{UserPoolId: "a_b", ClientName: "c", PreventUserExistenceErrors: cognito.UserExistenceErrorsEnabled}
	}, nil},
	{"units without numbers", func(c *cognito.UserPoolClient) {
		c.TokenValidityUnits = cognito.TokenValidityUnits{AccessToken: cognito.TimeUnitMinutes, IdToken: cognito.TimeUnitDays, RefreshToken: cognito.TimeUnitHours}
	}, []string{
		"TokenValidityUnits.AccessToken token-validity.unit-alone", "TokenValidityUnits.IdToken token-validity.unit-alone",
		"TokenValidityUnits.RefreshToken token-validity.unit-alone",
	}},
	{"default units without numbers", func(c *cognito.UserPoolClient) {
		c.TokenValidityUnits = cognito.TokenValidityUnits{AccessToken: cognito.TimeUnitHours, IdToken: cognito.TimeUnitHours, RefreshToken: cognito.TimeUnitDays}
	}, nil},
	{"units with numbers", func(c *cognito.UserPoolClient) {
		setAccess(cognito.TimeUnitMinutes)(c, 60)
		setID(cognito.TimeUnitSeconds)(c, 3600)
		setRefresh(cognito.TimeUnitHours)(c, 24)
	}, nil},
	{"an invalid unit without a number", func(c *cognito.UserPoolClient) { c.TokenValidityUnits.IdToken = "weeks" }, nil},
	{"user existence errors absent", func(c *cognito.UserPoolClient) { c.PreventUserExistenceErrors = "" },
		[]string{"PreventUserExistenceErrors user-existence-errors.disclosed"}},
	{"user existence errors LEGACY", func(c *cognito.UserPoolClient) { c.PreventUserExistenceErrors = cognito.UserExistenceErrorsLegacy },
		[]string{"PreventUserExistenceErrors user-existence-errors.disclosed"}},
	{"user existence errors invalid", func(c *cognito.UserPoolClient) { c.PreventUserExistenceErrors = "x" }, nil},
	{"token revocation disabled", func(c *cognito.UserPoolClient) { c.EnableTokenRevocation = new(false) },
		[]string{"EnableTokenRevocation token-revocation.disabled"}},
	{"no identity provider", func(c *cognito.UserPoolClient) { c.SupportedIdentityProviders = []string{} },
		[]string{"SupportedIdentityProviders identity-providers.none"}},
	{"no identity provider for implicit", func(c *cognito.UserPoolClient) {
		c.SupportedIdentityProviders, c.AllowedOAuthFlows = nil, []cognito.OAuthFlow{cognito.OAuthFlowImplicit}
	}, []string{"SupportedIdentityProviders identity-providers.none", "AllowedOAuthFlows[0] oauth.implicit"}},
	{"no identity provider for client_credentials", func(c *cognito.UserPoolClient) {
		machine(c)
		c.SupportedIdentityProviders = nil
	}, nil},
	{"no identity provider while OAuth is not enabled", func(c *cognito.UserPoolClient) {
		c.SupportedIdentityProviders, c.AllowedOAuthFlowsUserPoolClient = nil, false
	}, nil},
	{"analytics", func(c *cognito.UserPoolClient) {
		c.AnalyticsConfiguration = &cognito.AnalyticsConfiguration{ApplicationArn: testclients.ApplicationARN}
	}, []string{"AnalyticsConfiguration analytics.pinpoint-ended"}},
	{"analytics in error", func(c *cognito.UserPoolClient) { c.AnalyticsConfiguration = &cognito.AnalyticsConfiguration{} }, nil},
	{"the client token flow, as in the developer guide", func(c *cognito.UserPoolClient) { *c = *clientToken() }, nil},
	{"the client token flow with the OAuth flow", func(c *cognito.UserPoolClient) {
		*c = *clientToken()
		c.AllowedOAuthFlows, c.AllowedOAuthFlowsUserPoolClient = []cognito.OAuthFlow{cognito.OAuthFlowClientCredentials}, true
	}, nil},
	{"the client token flow with email", func(c *cognito.UserPoolClient) {
		*c = *clientToken()
		c.AllowedOAuthScopes, c.AllowedOAuthFlows, c.AllowedOAuthFlowsUserPoolClient = []string{"email"}, []cognito.OAuthFlow{cognito.OAuthFlowCode}, true
		c.CallbackURLs, c.SupportedIdentityProviders = []string{"myapp:/"}, []string{"COGNITO"}
	}, nil},
	{"the client token flow beside another", func(c *cognito.UserPoolClient) {
		*c = *clientToken()
		c.ExplicitAuthFlows = append(c.ExplicitAuthFlows, cognito.AuthFlowAllowUserAuth)
	}, []string{"ExplicitAuthFlows auth-flows.refresh-missing", "PreventUserExistenceErrors user-existence-errors.disclosed"}},
	{"token revocation enabled", func(c *cognito.UserPoolClient) { c.EnableTokenRevocation = new(true) }, nil},
	{"in the order of the fields", func(c *cognito.UserPoolClient) {
		*c = cognito.UserPoolClient{
			TokenValidityUnits:              cognito.TokenValidityUnits{IdToken: cognito.TimeUnitMinutes},
			CallbackURLs:                    []string{"https://u@*.example.com", "https://u@*.example.com"},
			AllowedOAuthFlows:               []cognito.OAuthFlow{cognito.OAuthFlowImplicit},
			AllowedOAuthScopes:              []string{"email"},
			AllowedOAuthFlowsUserPoolClient: true,
			EnableTokenRevocation:           new(false),
		}
	}, []string{
		"TokenValidityUnits.IdToken token-validity.unit-alone", "ExplicitAuthFlows auth-flows.implied",
		"SupportedIdentityProviders identity-providers.none", "CallbackURLs[0] redirect-uri.wildcard", "CallbackURLs[0] redirect-uri.userinfo",
		"CallbackURLs[1] redirect-uri.wildcard", "CallbackURLs[1] redirect-uri.userinfo", "CallbackURLs[1] list.duplicate",
		"AllowedOAuthFlows[0] oauth.implicit", "AllowedOAuthScopes oauth.openid-missing",
		"PreventUserExistenceErrors user-existence-errors.disclosed", "EnableTokenRevocation token-revocation.disabled",
	}},
}, []row{
	uri("https://*.example.com/callback", cognito.RuleRedirectURIWildcard),
	uri("https://example.com/*", cognito.RuleRedirectURIWildcard),
	uri("https://example.com*", cognito.RuleRedirectURIWildcard),
	uri("myapp:*", cognito.RuleRedirectURIWildcard),
	uri("myapp://*", cognito.RuleRedirectURIWildcard),
	uri("https://example.com/?a=*"),
	uri("https://*@example.com/", cognito.RuleRedirectURIUserinfo),
	uri("http://*.example.com/"), // in error
	uri("localhost:3000", cognito.RuleRedirectURIPortAsPath),
	uri("localhost:3000/cb", cognito.RuleRedirectURIPortAsPath),
	uri("localhost:3000?a", cognito.RuleRedirectURIPortAsPath),
	uri("example.com:8443", cognito.RuleRedirectURIPortAsPath),
	uri("example.com:99999", cognito.RuleRedirectURIPortAsPath),
	uri("example.com:123456"),
	uri("example.com:/cb"),
	uri("example.com:80a"),
	uri("urn:ietf:wg:oauth:2.0:oob"),
	uri("https://user@example.com/", cognito.RuleRedirectURIUserinfo),
	uri("HTTPS://user:password@example.com", cognito.RuleRedirectURIUserinfo),
	uri("http://user@localhost/", cognito.RuleRedirectURIUserinfo),
	uri("https://@example.com/"),
	uri("https://example.com/@user"),
	uri("myapp://user@example"),
	uri("https://Example.com/", cognito.RuleRedirectURIHostCase),
	uri("HTTPS://examplE.com:8443", cognito.RuleRedirectURIHostCase),
	uri("http://LOCALHOST:3000/", cognito.RuleRedirectURIHostCase),
	uri("https://User@example.com/", cognito.RuleRedirectURIUserinfo),
	uri("https://example.com/Callback?A"),
	uri("https://example.com?Host=A"),
	uri("http://Example.com/"), // in error
	uri("myapp://Example"),
	uri("https://a.example/,https://b.example/", cognito.RuleRedirectURIJoined),
	uri("http://localhost:3000/;myapp://cb", cognito.RuleRedirectURIJoined),
	uri("https://a.example/,x,https://b.example/", cognito.RuleRedirectURIJoined),
	uri("https://a.example/?b=1,https://b.example/", cognito.RuleRedirectURIJoined),
	uri("https://a.example/cb,x"),
	uri("https://a.example/,://b"),
	uri("https://a.example/,1a://b"),
	uri("https://a.example/?next=https://b.example/"),
	uri("myapp:,https:/x"),
	uri("https://a.example/, https://b.example/"), // in error
})

func TestWarnings(t *testing.T) {
	runWarnings := func(c *cognito.UserPoolClient) error { return cognito.NewValidationError(c.Warnings()...) }
	names := map[string]bool{}
	for _, r := range warningRows {
		require.False(t, names[r.name], "two rows are named %q", r.name)
		names[r.name] = true
		t.Run(r.name, func(t *testing.T) {
			c := quiet()
			r.mutate(c)
			before := c.Clone()
			assert.Equal(t, r.want, broken(t, runWarnings(c)))
			assert.Equal(t, before, c, "the client was changed")
			for _, v := range c.Warnings() {
				assert.Equal(t, cognito.SeverityWarning, v.Rule.Severity())
				assert.Regexp(t, "^should ", v.Message, "the path is the subject")
			}
		})
	}
	assert.Nil(t, (*cognito.UserPoolClient)(nil).Warnings())
	assert.Nil(t, quiet().Warnings())
}
