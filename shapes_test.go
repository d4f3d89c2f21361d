package cognito_test

import (
	"slices"
	"strconv"
	"strings"

	"github.com/go-cognito/cognito"
)

// around returns rows at the limits low and high, and one below and above
// each. Outside of them want is violated. A low of 0 is not a limit.
func around(name string, low, high int, want string, set func(c *cognito.UserPoolClient, n int)) []row {
	sizes := []int{high - 1, high, high + 1}
	if low != 0 {
		sizes = append(sizes, low-1, low, low+1)
	}
	slices.Sort(sizes)
	var rows []row
	for _, n := range slices.Compact(sizes) {
		r := row{name + " " + strconv.Itoa(n), func(c *cognito.UserPoolClient) { set(c, n) }, nil}
		if n < low || n > high {
			r.want = []string{want}
		}
		rows = append(rows, r)
	}
	return rows
}

// fill returns prefix followed by as many fillers as make n characters.
func fill(n int, prefix, filler string) string {
	return prefix + strings.Repeat(filler, n-len(prefix))
}

var requiredRows = []row{
	{"valid", func(c *cognito.UserPoolClient) {}, nil},
	{"UserPoolId", func(c *cognito.UserPoolClient) { c.UserPoolId = "" }, []string{"UserPoolId required"}},
	{"ClientName", func(c *cognito.UserPoolClient) { c.ClientName = "" }, []string{"ClientName required"}},
	{"ClientId is not part of create", func(c *cognito.UserPoolClient) { c.ClientId = "" }, nil},
	{"ClientId of describe is not checked", func(c *cognito.UserPoolClient) { c.ClientId = "\x00" }, nil},
	{"the minimum", func(c *cognito.UserPoolClient) { *c = cognito.UserPoolClient{UserPoolId: "a_b", ClientName: "c"} }, nil},
}

// setDefaultRedirectURI sets a URI of n characters, also as a callback URL.
func setDefaultRedirectURI(c *cognito.UserPoolClient, n int) {
	c.DefaultRedirectURI = fill(n, "myapp:", "x")
	c.CallbackURLs = []string{c.DefaultRedirectURI}
}

var lengthRows = slices.Concat(
	around("UserPoolId", 0, 55, "UserPoolId length",
		func(c *cognito.UserPoolClient, n int) { c.UserPoolId = fill(n, "a_", "b") }),
	around("ClientName", 0, 128, "ClientName length",
		func(c *cognito.UserPoolClient, n int) { c.ClientName = fill(n, "", "n") }),
	around("ClientSecret", 24, 64, "ClientSecret length",
		func(c *cognito.UserPoolClient, n int) {
			c.GenerateSecret, c.ClientSecret = false, cognito.Secret(fill(n, "", "s"))
		}),
	around("ReadAttributes element", 0, 2048, "ReadAttributes[0] length",
		func(c *cognito.UserPoolClient, n int) { c.ReadAttributes = []string{fill(n, "custom:", "あ")} }),
	around("WriteAttributes element", 0, 2048, "WriteAttributes[0] length",
		func(c *cognito.UserPoolClient, n int) { c.WriteAttributes = []string{fill(n, "custom:", "あ")} }),
	around("SupportedIdentityProviders element", 1, 32, "SupportedIdentityProviders[0] length",
		func(c *cognito.UserPoolClient, n int) { c.SupportedIdentityProviders = []string{fill(n, "", "あ")} }),
	around("CallbackURLs element", 0, 1024, "CallbackURLs[0] length",
		func(c *cognito.UserPoolClient, n int) {
			c.CallbackURLs[0] = fill(n, "https://www.example.com/redirect/", "あ")
		}),
	around("LogoutURLs element", 0, 1024, "LogoutURLs[0] length",
		func(c *cognito.UserPoolClient, n int) {
			c.LogoutURLs = []string{fill(n, "https://example.com/", "𝄞")}
		}),
	around("AllowedOAuthScopes element", 0, 256, "AllowedOAuthScopes[0] length",
		func(c *cognito.UserPoolClient, n int) { c.AllowedOAuthScopes[0] = fill(n, "api/", "s") }),
	around("ApplicationArn", 20, 2048, "AnalyticsConfiguration.ApplicationArn length",
		func(c *cognito.UserPoolClient, n int) {
			c.AnalyticsConfiguration = &cognito.AnalyticsConfiguration{ApplicationArn: fill(n, "arn:aws:iam::1:", "r")}
		}),
	around("RoleArn", 20, 2048, "AnalyticsConfiguration.RoleArn length",
		func(c *cognito.UserPoolClient, n int) {
			c.AnalyticsConfiguration = &cognito.AnalyticsConfiguration{
				ApplicationId: "0aF", RoleArn: fill(n, "arn:aws:iam::1:", "r"), ExternalId: "x",
			}
		}),
	around("ExternalId", 0, 131072, "AnalyticsConfiguration.ExternalId length",
		func(c *cognito.UserPoolClient, n int) {
			c.AnalyticsConfiguration = &cognito.AnalyticsConfiguration{
				ApplicationId: "0aF", RoleArn: "arn:aws:iam::123456789012:role/r", ExternalId: fill(n, "", "あ"),
			}
		}),
	[]row{
		{"DefaultRedirectURI 1023", func(c *cognito.UserPoolClient) { setDefaultRedirectURI(c, 1023) }, nil},
		{"DefaultRedirectURI 1024", func(c *cognito.UserPoolClient) { setDefaultRedirectURI(c, 1024) }, nil},
		{"DefaultRedirectURI 1025", func(c *cognito.UserPoolClient) { setDefaultRedirectURI(c, 1025) },
			[]string{"CallbackURLs[0] length", "DefaultRedirectURI length"}},
		{"ApplicationId has no limit", func(c *cognito.UserPoolClient) {
			c.AnalyticsConfiguration = &cognito.AnalyticsConfiguration{
				ApplicationId: fill(200000, "", "f"), RoleArn: "arn:aws:iam::123456789012:role/r", ExternalId: "x",
			}
		}, nil},
		{"UserPoolId 1", func(c *cognito.UserPoolClient) { c.UserPoolId = "a" }, []string{"UserPoolId characters"}},
		{"ClientName 1", func(c *cognito.UserPoolClient) { c.ClientName = "a" }, nil},
		{"ClientSecret 0 is absent", func(c *cognito.UserPoolClient) { c.ClientSecret = "" }, nil},
		{"DefaultRedirectURI 0 is absent", func(c *cognito.UserPoolClient) { c.DefaultRedirectURI = "" }, nil},
		{"ReadAttributes element 0", func(c *cognito.UserPoolClient) { c.ReadAttributes = []string{""} }, []string{"ReadAttributes[0] length"}},
		{"ReadAttributes element 1", func(c *cognito.UserPoolClient) { c.ReadAttributes = []string{"a"} }, []string{"ReadAttributes[0] attributes.unknown"}},
		{"WriteAttributes element 0", func(c *cognito.UserPoolClient) { c.WriteAttributes = []string{"name", ""} }, []string{"WriteAttributes[1] length"}},
		{"CallbackURLs element 0", func(c *cognito.UserPoolClient) { c.CallbackURLs = []string{""} }, []string{"CallbackURLs[0] length"}},
		{"CallbackURLs element 1", func(c *cognito.UserPoolClient) { c.CallbackURLs = []string{"a"} }, []string{"CallbackURLs[0] redirect-uri.absolute"}},
		{"LogoutURLs element 0", func(c *cognito.UserPoolClient) { c.LogoutURLs = []string{""} }, []string{"LogoutURLs[0] length"}},
		{"AllowedOAuthScopes element 0", func(c *cognito.UserPoolClient) { c.AllowedOAuthScopes = []string{""} }, []string{"AllowedOAuthScopes[0] length"}},
		{"AllowedOAuthScopes element 1", func(c *cognito.UserPoolClient) { c.AllowedOAuthScopes = []string{"a"} }, []string{"AllowedOAuthScopes[0] oauth.scope-format"}},
		{"code points, not bytes or UTF-16 units", func(c *cognito.UserPoolClient) { c.SupportedIdentityProviders = []string{fill(32, "", "𝄞")} }, nil},
		{"length and characters", func(c *cognito.UserPoolClient) { c.ClientName = fill(129, "", "é") },
			[]string{"ClientName length", "ClientName characters"}},
	},
)

var listRows = slices.Concat(
	around("CallbackURLs", 0, 100, "CallbackURLs list-length",
		func(c *cognito.UserPoolClient, n int) { c.CallbackURLs = slices.Repeat([]string{"myapp://example"}, n) }),
	around("LogoutURLs", 0, 100, "LogoutURLs list-length",
		func(c *cognito.UserPoolClient, n int) { c.LogoutURLs = slices.Repeat([]string{"myapp://example"}, n) }),
	around("AllowedOAuthFlows", 0, 3, "AllowedOAuthFlows list-length",
		func(c *cognito.UserPoolClient, n int) {
			c.AllowedOAuthFlows = slices.Repeat([]cognito.OAuthFlow{cognito.OAuthFlowCode}, n)
		}),
	around("AllowedOAuthScopes", 0, 50, "AllowedOAuthScopes list-length",
		func(c *cognito.UserPoolClient, n int) { c.AllowedOAuthScopes = slices.Repeat([]string{"email"}, n) }),
	[]row{
		{"no more than the first 100 are checked", func(c *cognito.UserPoolClient) {
			c.CallbackURLs = slices.Repeat([]string{"http://a"}, 102)
			c.CallbackURLs[0], c.CallbackURLs[98] = "", "myapp:/"
			for i := 1; i < 98; i++ {
				c.CallbackURLs[i] = "myapp:/"
			}
		}, []string{"CallbackURLs list-length", "CallbackURLs[0] length", "CallbackURLs[99] redirect-uri.https"}},
		{"the default redirect URI may be the 101st", func(c *cognito.UserPoolClient) {
			c.CallbackURLs = append(slices.Repeat([]string{"myapp:/"}, 100), "myapp:/last")
			c.DefaultRedirectURI = "myapp:/last"
		}, []string{"CallbackURLs list-length"}},
		{"no more than the first 100 to log out", func(c *cognito.UserPoolClient) {
			c.LogoutURLs = slices.Repeat([]string{"myapp:/"}, 101)
			c.LogoutURLs[99], c.LogoutURLs[100] = "x", "x"
		}, []string{"LogoutURLs list-length", "LogoutURLs[99] redirect-uri.absolute"}},
		{"no more than the first 3 flows", func(c *cognito.UserPoolClient) {
			c.AllowedOAuthFlows = []cognito.OAuthFlow{"code", "code", "x", "client_credentials"}
		}, []string{"AllowedOAuthFlows list-length", "AllowedOAuthFlows[2] enum"}},
		{"code as the fourth flow", func(c *cognito.UserPoolClient) {
			c.CallbackURLs = nil
			c.AllowedOAuthFlows = []cognito.OAuthFlow{"x", "x", "x", "code"}
		}, []string{"AllowedOAuthFlows list-length", "AllowedOAuthFlows[0] enum", "AllowedOAuthFlows[1] enum", "AllowedOAuthFlows[2] enum"}},
		{"no more than the first 50 scopes", func(c *cognito.UserPoolClient) {
			c.AllowedOAuthScopes = slices.Repeat([]string{"email"}, 51)
			c.AllowedOAuthScopes[49], c.AllowedOAuthScopes[50] = "x", "x"
		}, []string{"AllowedOAuthScopes list-length", "AllowedOAuthScopes[49] oauth.scope-format"}},
		{"lists without a limit", func(c *cognito.UserPoolClient) {
			c.ReadAttributes = slices.Repeat([]string{"email"}, 1000)
			c.WriteAttributes = slices.Repeat([]string{"email"}, 1000)
			c.ExplicitAuthFlows = slices.Repeat([]cognito.AuthFlow{cognito.AuthFlowAllowUserAuth}, 1000)
			c.SupportedIdentityProviders = slices.Repeat([]string{"COGNITO"}, 1000)
		}, nil},
		{"empty lists are absent", func(c *cognito.UserPoolClient) {
			c.ReadAttributes, c.WriteAttributes, c.ExplicitAuthFlows = []string{}, []string{}, []cognito.AuthFlow{}
			c.SupportedIdentityProviders, c.LogoutURLs = []string{}, []string{}
		}, nil},
	},
)

var characterRows = []row{
	{"UserPoolId", func(c *cognito.UserPoolClient) { c.UserPoolId = "us-west-2.aBcDeFgHi" }, []string{"UserPoolId characters"}},
	{"UserPoolId, a leading space", func(c *cognito.UserPoolClient) { c.UserPoolId = " us-west-2_aBcDeFgHi" }, []string{"UserPoolId characters"}},
	{"UserPoolId, a trailing newline", func(c *cognito.UserPoolClient) { c.UserPoolId = "us-west-2_aBcDeFgHi\n" }, []string{"UserPoolId characters"}},
	{"ClientName has white space", func(c *cognito.UserPoolClient) { c.ClientName = "a\t\n\v\f\r +=,.@-_Z9" }, nil},
	{"ClientName with a no-break space", func(c *cognito.UserPoolClient) { c.ClientName = "a\u00a0b" }, []string{"ClientName characters"}},
	{"ClientName with NUL", func(c *cognito.UserPoolClient) { c.ClientName = "a\x00b" }, []string{"ClientName characters"}},
	{"ClientName not UTF-8", func(c *cognito.UserPoolClient) { c.ClientName = "a\xffb" }, []string{"ClientName characters"}},
	{"ClientSecret", func(c *cognito.UserPoolClient) { c.GenerateSecret, c.ClientSecret = false, "abcdefghijklmnopqrstuvwx-" }, []string{"ClientSecret characters"}},
	{"ReadAttributes not UTF-8", func(c *cognito.UserPoolClient) { c.ReadAttributes = []string{"custom:\xff"} }, []string{"ReadAttributes[0] characters"}},
	{"WriteAttributes not UTF-8", func(c *cognito.UserPoolClient) { c.WriteAttributes = []string{"custom:\xff"} }, []string{"WriteAttributes[0] characters"}},
	{"SupportedIdentityProviders with spaces", func(c *cognito.UserPoolClient) { c.SupportedIdentityProviders = []string{"My IdP\u3000\u2028"} }, nil},
	{"SupportedIdentityProviders with a tab", func(c *cognito.UserPoolClient) { c.SupportedIdentityProviders = []string{"COGNITO", "My\tIdP"} }, []string{"SupportedIdentityProviders[1] characters"}},
	{"SupportedIdentityProviders not UTF-8", func(c *cognito.UserPoolClient) { c.SupportedIdentityProviders = []string{"a\xc3"} }, []string{"SupportedIdentityProviders[0] characters"}},
	{"CallbackURLs with a line break", func(c *cognito.UserPoolClient) { c.CallbackURLs[0] = "https://example.com/\n" }, []string{"CallbackURLs[0] characters"}},
	{"CallbackURLs not UTF-8", func(c *cognito.UserPoolClient) { c.CallbackURLs[0] = "https://example.com/\x80" }, []string{"CallbackURLs[0] characters"}},
	{"CallbackURLs with U+FFFD itself", func(c *cognito.UserPoolClient) { c.CallbackURLs[0] = "https://example.com/\ufffd" }, nil},
	{"LogoutURLs with a format character", func(c *cognito.UserPoolClient) { c.LogoutURLs = []string{"https://example.com/\u200b"} }, []string{"LogoutURLs[0] characters"}},
	{"DefaultRedirectURI with a tab", func(c *cognito.UserPoolClient) {
		c.CallbackURLs[0] = "https://example.com/\t"
		c.DefaultRedirectURI = c.CallbackURLs[0]
	}, []string{"CallbackURLs[0] characters", "DefaultRedirectURI characters"}},
	{"AllowedOAuthScopes with a quote", func(c *cognito.UserPoolClient) { c.AllowedOAuthScopes = []string{`api/"`} }, []string{"AllowedOAuthScopes[0] characters"}},
	{"AllowedOAuthScopes with a backslash", func(c *cognito.UserPoolClient) { c.AllowedOAuthScopes = []string{`api/\`} }, []string{"AllowedOAuthScopes[0] characters"}},
	{"AllowedOAuthScopes with a space", func(c *cognito.UserPoolClient) { c.AllowedOAuthScopes = []string{"openid", "api/a b"} }, []string{"AllowedOAuthScopes[1] characters"}},
	{"ApplicationId", func(c *cognito.UserPoolClient) {
		c.AnalyticsConfiguration = &cognito.AnalyticsConfiguration{ApplicationId: "0g", RoleArn: "arn:aws:iam::123456789012:role/r", ExternalId: "x"}
	}, []string{"AnalyticsConfiguration.ApplicationId characters"}},
	{"ApplicationArn", func(c *cognito.UserPoolClient) {
		c.AnalyticsConfiguration = &cognito.AnalyticsConfiguration{ApplicationArn: "arn:aws:iam:us-east-1::apps/x"}
	}, []string{"AnalyticsConfiguration.ApplicationArn characters"}},
	{"ApplicationArn of five parts", func(c *cognito.UserPoolClient) {
		c.AnalyticsConfiguration = &cognito.AnalyticsConfiguration{ApplicationArn: "arn:aws:iam::123456789012"}
	}, []string{"AnalyticsConfiguration.ApplicationArn characters"}},
	{"ApplicationArn of eight parts", func(c *cognito.UserPoolClient) {
		c.AnalyticsConfiguration = &cognito.AnalyticsConfiguration{ApplicationArn: "arn:aws:iam::123456789012:a:b:c"}
	}, nil},
	{"ApplicationArn of nine parts", func(c *cognito.UserPoolClient) {
		c.AnalyticsConfiguration = &cognito.AnalyticsConfiguration{ApplicationArn: "arn:aws:iam::123456789012:a:b:c:d"}
	}, []string{"AnalyticsConfiguration.ApplicationArn characters"}},
	{"CallbackURLs not UTF-8 before U+FFFD", func(c *cognito.UserPoolClient) { c.CallbackURLs[0] = "https://example.com/a\xff\ufffd" }, []string{"CallbackURLs[0] characters"}},
	{"RoleArn and ExternalId", func(c *cognito.UserPoolClient) {
		c.AnalyticsConfiguration = &cognito.AnalyticsConfiguration{ApplicationId: "0a", RoleArn: "role/service-role/example", ExternalId: "\xff"}
	}, []string{"AnalyticsConfiguration.RoleArn characters", "AnalyticsConfiguration.ExternalId characters"}},
}

var enumRows = []row{
	{"units in the wrong case", func(c *cognito.UserPoolClient) {
		c.TokenValidityUnits = cognito.TokenValidityUnits{AccessToken: "Hours", IdToken: "hour", RefreshToken: "DAYS"}
	}, []string{"TokenValidityUnits.AccessToken enum", "TokenValidityUnits.IdToken enum", "TokenValidityUnits.RefreshToken enum"}},
	{"ExplicitAuthFlows", func(c *cognito.UserPoolClient) {
		c.ExplicitAuthFlows = []cognito.AuthFlow{"ALLOW_USER_SRP_AUTH", "allow_user_srp_auth", ""}
	}, []string{"ExplicitAuthFlows[1] enum", "ExplicitAuthFlows[2] enum"}},
	{"AllowedOAuthFlows", func(c *cognito.UserPoolClient) { c.AllowedOAuthFlows = []cognito.OAuthFlow{"code", "token"} }, []string{"AllowedOAuthFlows[1] enum"}},
	{"PreventUserExistenceErrors", func(c *cognito.UserPoolClient) { c.PreventUserExistenceErrors = "DISABLED" }, []string{"PreventUserExistenceErrors enum"}},
	{"Feature", func(c *cognito.UserPoolClient) {
		c.RefreshTokenRotation = &cognito.RefreshTokenRotation{Feature: "enabled"}
	}, []string{"RefreshTokenRotation.Feature enum"}},
	{"an enum value that is not UTF-8", func(c *cognito.UserPoolClient) { c.PreventUserExistenceErrors = "LEGACY\xff" }, []string{"PreventUserExistenceErrors enum"}},
}

var rangeRows = slices.Concat(
	around("AuthSessionValidity", 3, 15, "AuthSessionValidity range",
		func(c *cognito.UserPoolClient, n int) { c.AuthSessionValidity = new(int32(n)) }),
	around("RetryGracePeriodSeconds", 0, 60, "RefreshTokenRotation.RetryGracePeriodSeconds range",
		func(c *cognito.UserPoolClient, n int) {
			c.RefreshTokenRotation = &cognito.RefreshTokenRotation{Feature: cognito.FeatureEnabled, RetryGracePeriodSeconds: int32(n)}
		}),
	[]row{
		{"AuthSessionValidity 0 is not absent", func(c *cognito.UserPoolClient) { c.AuthSessionValidity = new(int32) }, []string{"AuthSessionValidity range"}},
		{"AuthSessionValidity negative", func(c *cognito.UserPoolClient) { c.AuthSessionValidity = new(int32(-3)) }, []string{"AuthSessionValidity range"}},
		{"RetryGracePeriodSeconds 0", func(c *cognito.UserPoolClient) {
			c.RefreshTokenRotation = &cognito.RefreshTokenRotation{Feature: cognito.FeatureEnabled}
		}, nil},
		{"RetryGracePeriodSeconds 1", func(c *cognito.UserPoolClient) {
			c.RefreshTokenRotation = &cognito.RefreshTokenRotation{Feature: cognito.FeatureEnabled, RetryGracePeriodSeconds: 1}
		}, nil},
		{"RetryGracePeriodSeconds -1", func(c *cognito.UserPoolClient) {
			c.RefreshTokenRotation = &cognito.RefreshTokenRotation{Feature: cognito.FeatureEnabled, RetryGracePeriodSeconds: -1}
		}, []string{"RefreshTokenRotation.RetryGracePeriodSeconds range"}},
	},
)
