package cognito_test

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	. "github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// row changes the valid client and lists what is wrong with it then, in order:
// the path and the rule of each violation.
type row struct {
	name   string
	mutate func(c *UserPoolClient)
	want   []string
}

// createTables are the rows for Validate, by subject.
var createTables = []struct {
	subject string
	rows    []row
}{
	{"required", requiredRows},
	{"lengths", lengthRows},
	{"lists", listRows},
	{"characters", characterRows},
	{"enums", enumRows},
	{"ranges", rangeRows},
	{"tokens", tokenRows},
	{"redirect URIs", uriRows},
	{"default redirect URI", redirectRows},
	{"OAuth", oauthRows},
	{"scopes", scopeRows},
	{"auth flows", authFlowRows},
	{"attributes", attributeRows},
	{"analytics", analyticsRows},
	{"secrets", secretRows},
	{"everything", togetherRows},
}

// createRows are all the rows for Validate.
func createRows() []row {
	var all []row
	for _, table := range createTables {
		all = append(all, table.rows...)
	}
	return all
}

func TestValidate(t *testing.T) {
	for _, table := range createTables {
		t.Run(table.subject, func(t *testing.T) { runRows(t, table.rows, (*UserPoolClient).Validate) })
	}
}

func TestValidateUpdate(t *testing.T) {
	runRows(t, updateRows, (*UserPoolClient).ValidateUpdate)
}

func runRows(t *testing.T, rows []row, validate func(*UserPoolClient) error) {
	names := map[string]bool{}
	for _, r := range rows {
		require.False(t, names[r.name], "two rows are named %q", r.name)
		names[r.name] = true
		t.Run(r.name, func(t *testing.T) {
			c := testclients.Valid()
			r.mutate(c)
			before := c.Clone()
			assert.Equal(t, r.want, broken(t, validate(c)))
			assert.Equal(t, before, c, "the client was changed")
		})
	}
}

// broken returns the path and the rule of each violation, nil for a nil error.
func broken(t *testing.T, err error) []string {
	t.Helper()
	if err == nil {
		return nil
	}
	var invalid *ValidationError
	require.ErrorAs(t, err, &invalid)
	require.NotEmpty(t, invalid.Violations)
	return pathsAndRules(invalid.Violations)
}

func pathsAndRules(violations []Violation) []string {
	var list []string
	for _, v := range violations {
		list = append(list, strings.TrimPrefix(v.Path+" "+string(v.Rule), " "))
	}
	return list
}

func TestEveryRuleHasARow(t *testing.T) {
	hit := map[Rule]bool{}
	all := slices.Concat(createRows(), warningRows, mappedRows)
	for _, r := range poolRows {
		all = append(all, r.row)
	}
	for _, r := range all {
		for _, w := range r.want {
			hit[Rule(w[strings.LastIndexByte(w, ' ')+1:])] = true
		}
	}
	for _, r := range decodeRows {
		for _, w := range r.want {
			hit[Rule(w[strings.LastIndexByte(w, ' ')+1:])] = true
		}
	}
	for _, rule := range Rules() {
		assert.True(t, hit[rule], "no row for %s", rule)
	}
	assert.Len(t, hit, len(Rules()), "a row has a rule that the catalogue lacks")
}

func TestValidateNil(t *testing.T) {
	var c *UserPoolClient
	for _, err := range []error{c.Validate(), c.ValidateUpdate()} {
		var invalid *ValidationError
		require.Error(t, err)
		assert.NotErrorAs(t, err, &invalid)
	}
}

// The zero value of each type makes validator read every tag. It panics on a
// tag that it does not know.
func TestZeroValues(t *testing.T) {
	assert.Equal(t, []string{"UserPoolId required", "ClientName required"},
		broken(t, (&UserPoolClient{}).Validate()))
	assert.Equal(t, []string{"UserPoolId required", "ClientId required"},
		broken(t, (&UserPoolClient{}).ValidateUpdate()))
	full := &UserPoolClient{
		AccessTokenValidity:    new(int32),
		IdTokenValidity:        new(int32),
		AnalyticsConfiguration: &AnalyticsConfiguration{},
		EnableTokenRevocation:  new(bool),
		AuthSessionValidity:    new(int32),
		RefreshTokenRotation:   &RefreshTokenRotation{},
	}
	nested := []string{
		"AccessTokenValidity token-validity.range", "IdTokenValidity token-validity.range",
		"AnalyticsConfiguration analytics.form",
		"AuthSessionValidity range", "RefreshTokenRotation.Feature required",
	}
	assert.Equal(t, slices.Concat([]string{"UserPoolId required", "ClientName required"}, nested),
		broken(t, full.Validate()))
	assert.Equal(t, slices.Concat([]string{"UserPoolId required", "ClientId required"}, nested),
		broken(t, full.ValidateUpdate()))
}

// around returns rows at the limits low and high, and one below and above
// each. Outside of them want is violated. A low of 0 is not a limit.
func around(name string, low, high int, want string, set func(c *UserPoolClient, n int)) []row {
	sizes := []int{high - 1, high, high + 1}
	if low != 0 {
		sizes = append(sizes, low-1, low, low+1)
	}
	slices.Sort(sizes)
	var rows []row
	for _, n := range slices.Compact(sizes) {
		r := row{name + " " + strconv.Itoa(n), func(c *UserPoolClient) { set(c, n) }, nil}
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
	{"valid", func(c *UserPoolClient) {}, nil},
	{"UserPoolId", func(c *UserPoolClient) { c.UserPoolId = "" }, []string{"UserPoolId required"}},
	{"ClientName", func(c *UserPoolClient) { c.ClientName = "" }, []string{"ClientName required"}},
	{"ClientId is not part of create", func(c *UserPoolClient) { c.ClientId = "" }, nil},
	{"ClientId of describe is not checked", func(c *UserPoolClient) { c.ClientId = "\x00" }, nil},
	{"the minimum", func(c *UserPoolClient) { *c = UserPoolClient{UserPoolId: "a_b", ClientName: "c"} }, nil},
	{"Feature", func(c *UserPoolClient) { c.RefreshTokenRotation = &RefreshTokenRotation{RetryGracePeriodSeconds: 1} },
		[]string{"RefreshTokenRotation.Feature required"}},
}

// setDefaultRedirectURI sets a URI of n characters, also as a callback URL.
func setDefaultRedirectURI(c *UserPoolClient, n int) {
	c.DefaultRedirectURI = fill(n, "myapp:", "x")
	c.CallbackURLs = []string{c.DefaultRedirectURI}
}

var lengthRows = slices.Concat(
	around("UserPoolId", 0, 55, "UserPoolId length",
		func(c *UserPoolClient, n int) { c.UserPoolId = fill(n, "a_", "b") }),
	around("ClientName", 0, 128, "ClientName length",
		func(c *UserPoolClient, n int) { c.ClientName = fill(n, "", "n") }),
	around("ClientSecret", 24, 64, "ClientSecret length",
		func(c *UserPoolClient, n int) { c.GenerateSecret, c.ClientSecret = false, Secret(fill(n, "", "s")) }),
	around("ReadAttributes element", 0, 2048, "ReadAttributes[0] length",
		func(c *UserPoolClient, n int) { c.ReadAttributes = []string{fill(n, "custom:", "あ")} }),
	around("WriteAttributes element", 0, 2048, "WriteAttributes[0] length",
		func(c *UserPoolClient, n int) { c.WriteAttributes = []string{fill(n, "custom:", "あ")} }),
	around("SupportedIdentityProviders element", 1, 32, "SupportedIdentityProviders[0] length",
		func(c *UserPoolClient, n int) { c.SupportedIdentityProviders = []string{fill(n, "", "あ")} }),
	around("CallbackURLs element", 0, 1024, "CallbackURLs[0] length",
		func(c *UserPoolClient, n int) {
			c.CallbackURLs[0] = fill(n, "https://www.example.com/redirect/", "あ")
		}),
	around("LogoutURLs element", 0, 1024, "LogoutURLs[0] length",
		func(c *UserPoolClient, n int) { c.LogoutURLs = []string{fill(n, "https://example.com/", "𝄞")} }),
	around("AllowedOAuthScopes element", 0, 256, "AllowedOAuthScopes[0] length",
		func(c *UserPoolClient, n int) { c.AllowedOAuthScopes[0] = fill(n, "api/", "s") }),
	around("ApplicationArn", 20, 2048, "AnalyticsConfiguration.ApplicationArn length",
		func(c *UserPoolClient, n int) {
			c.AnalyticsConfiguration = &AnalyticsConfiguration{ApplicationArn: fill(n, "arn:aws:iam::1:", "r")}
		}),
	around("RoleArn", 20, 2048, "AnalyticsConfiguration.RoleArn length",
		func(c *UserPoolClient, n int) {
			c.AnalyticsConfiguration = &AnalyticsConfiguration{
				ApplicationId: "0aF", RoleArn: fill(n, "arn:aws:iam::1:", "r"), ExternalId: "x",
			}
		}),
	around("ExternalId", 0, 131072, "AnalyticsConfiguration.ExternalId length",
		func(c *UserPoolClient, n int) {
			c.AnalyticsConfiguration = &AnalyticsConfiguration{
				ApplicationId: "0aF", RoleArn: "arn:aws:iam::123456789012:role/r", ExternalId: fill(n, "", "あ"),
			}
		}),
	[]row{
		{"DefaultRedirectURI 1023", func(c *UserPoolClient) { setDefaultRedirectURI(c, 1023) }, nil},
		{"DefaultRedirectURI 1024", func(c *UserPoolClient) { setDefaultRedirectURI(c, 1024) }, nil},
		{"DefaultRedirectURI 1025", func(c *UserPoolClient) { setDefaultRedirectURI(c, 1025) },
			[]string{"CallbackURLs[0] length", "DefaultRedirectURI length"}},
		{"ApplicationId has no limit", func(c *UserPoolClient) {
			c.AnalyticsConfiguration = &AnalyticsConfiguration{
				ApplicationId: fill(200000, "", "f"), RoleArn: "arn:aws:iam::123456789012:role/r", ExternalId: "x",
			}
		}, nil},
		{"UserPoolId 1", func(c *UserPoolClient) { c.UserPoolId = "a" }, []string{"UserPoolId characters"}},
		{"ClientName 1", func(c *UserPoolClient) { c.ClientName = "a" }, nil},
		{"ClientSecret 0 is absent", func(c *UserPoolClient) { c.ClientSecret = "" }, nil},
		{"DefaultRedirectURI 0 is absent", func(c *UserPoolClient) { c.DefaultRedirectURI = "" }, nil},
		{"ReadAttributes element 0", func(c *UserPoolClient) { c.ReadAttributes = []string{""} }, []string{"ReadAttributes[0] length"}},
		{"ReadAttributes element 1", func(c *UserPoolClient) { c.ReadAttributes = []string{"a"} }, []string{"ReadAttributes[0] attributes.unknown"}},
		{"WriteAttributes element 0", func(c *UserPoolClient) { c.WriteAttributes = []string{"name", ""} }, []string{"WriteAttributes[1] length"}},
		{"CallbackURLs element 0", func(c *UserPoolClient) { c.CallbackURLs = []string{""} }, []string{"CallbackURLs[0] length"}},
		{"CallbackURLs element 1", func(c *UserPoolClient) { c.CallbackURLs = []string{"a"} }, []string{"CallbackURLs[0] redirect-uri.absolute"}},
		{"LogoutURLs element 0", func(c *UserPoolClient) { c.LogoutURLs = []string{""} }, []string{"LogoutURLs[0] length"}},
		{"AllowedOAuthScopes element 0", func(c *UserPoolClient) { c.AllowedOAuthScopes = []string{""} }, []string{"AllowedOAuthScopes[0] length"}},
		{"AllowedOAuthScopes element 1", func(c *UserPoolClient) { c.AllowedOAuthScopes = []string{"a"} }, []string{"AllowedOAuthScopes[0] oauth.scope-format"}},
		{"code points, not bytes or UTF-16 units", func(c *UserPoolClient) { c.SupportedIdentityProviders = []string{fill(32, "", "𝄞")} }, nil},
		{"length and characters", func(c *UserPoolClient) { c.ClientName = fill(129, "", "é") },
			[]string{"ClientName length", "ClientName characters"}},
	},
)

var listRows = slices.Concat(
	around("CallbackURLs", 0, 100, "CallbackURLs list-length",
		func(c *UserPoolClient, n int) { c.CallbackURLs = slices.Repeat([]string{"myapp://example"}, n) }),
	around("LogoutURLs", 0, 100, "LogoutURLs list-length",
		func(c *UserPoolClient, n int) { c.LogoutURLs = slices.Repeat([]string{"myapp://example"}, n) }),
	around("AllowedOAuthFlows", 0, 3, "AllowedOAuthFlows list-length",
		func(c *UserPoolClient, n int) { c.AllowedOAuthFlows = slices.Repeat([]OAuthFlow{OAuthFlowCode}, n) }),
	around("AllowedOAuthScopes", 0, 50, "AllowedOAuthScopes list-length",
		func(c *UserPoolClient, n int) { c.AllowedOAuthScopes = slices.Repeat([]string{"email"}, n) }),
	[]row{
		{"no more than the first 100 are checked", func(c *UserPoolClient) {
			c.CallbackURLs = slices.Repeat([]string{"http://a"}, 102)
			c.CallbackURLs[0], c.CallbackURLs[98] = "", "myapp:/"
			for i := 1; i < 98; i++ {
				c.CallbackURLs[i] = "myapp:/"
			}
		}, []string{"CallbackURLs list-length", "CallbackURLs[0] length", "CallbackURLs[99] redirect-uri.https"}},
		{"the default redirect URI may be the 101st", func(c *UserPoolClient) {
			c.CallbackURLs = append(slices.Repeat([]string{"myapp:/"}, 100), "myapp:/last")
			c.DefaultRedirectURI = "myapp:/last"
		}, []string{"CallbackURLs list-length"}},
		{"no more than the first 100 to log out", func(c *UserPoolClient) {
			c.LogoutURLs = slices.Repeat([]string{"myapp:/"}, 101)
			c.LogoutURLs[99], c.LogoutURLs[100] = "x", "x"
		}, []string{"LogoutURLs list-length", "LogoutURLs[99] redirect-uri.absolute"}},
		{"no more than the first 3 flows", func(c *UserPoolClient) {
			c.AllowedOAuthFlows = []OAuthFlow{"code", "code", "x", "client_credentials"}
		}, []string{"AllowedOAuthFlows list-length", "AllowedOAuthFlows[2] enum"}},
		{"code as the fourth flow", func(c *UserPoolClient) {
			c.CallbackURLs = nil
			c.AllowedOAuthFlows = []OAuthFlow{"x", "x", "x", "code"}
		}, []string{"AllowedOAuthFlows list-length", "AllowedOAuthFlows[0] enum", "AllowedOAuthFlows[1] enum", "AllowedOAuthFlows[2] enum"}},
		{"no more than the first 50 scopes", func(c *UserPoolClient) {
			c.AllowedOAuthScopes = slices.Repeat([]string{"email"}, 51)
			c.AllowedOAuthScopes[49], c.AllowedOAuthScopes[50] = "x", "x"
		}, []string{"AllowedOAuthScopes list-length", "AllowedOAuthScopes[49] oauth.scope-format"}},
		{"lists without a limit", func(c *UserPoolClient) {
			c.ReadAttributes = slices.Repeat([]string{"email"}, 1000)
			c.WriteAttributes = slices.Repeat([]string{"email"}, 1000)
			c.ExplicitAuthFlows = slices.Repeat([]AuthFlow{AuthFlowAllowUserAuth}, 1000)
			c.SupportedIdentityProviders = slices.Repeat([]string{"COGNITO"}, 1000)
		}, nil},
		{"empty lists are absent", func(c *UserPoolClient) {
			c.ReadAttributes, c.WriteAttributes, c.ExplicitAuthFlows = []string{}, []string{}, []AuthFlow{}
			c.SupportedIdentityProviders, c.LogoutURLs = []string{}, []string{}
		}, nil},
	},
)

var characterRows = []row{
	{"UserPoolId", func(c *UserPoolClient) { c.UserPoolId = "us-west-2.aBcDeFgHi" }, []string{"UserPoolId characters"}},
	{"UserPoolId, a leading space", func(c *UserPoolClient) { c.UserPoolId = " us-west-2_aBcDeFgHi" }, []string{"UserPoolId characters"}},
	{"UserPoolId, a trailing newline", func(c *UserPoolClient) { c.UserPoolId = "us-west-2_aBcDeFgHi\n" }, []string{"UserPoolId characters"}},
	{"ClientName has white space", func(c *UserPoolClient) { c.ClientName = "a\t\n\v\f\r +=,.@-_Z9" }, nil},
	{"ClientName not ASCII", func(c *UserPoolClient) { c.ClientName = "Büro" }, []string{"ClientName characters"}},
	{"ClientName with a no-break space", func(c *UserPoolClient) { c.ClientName = "a\u00a0b" }, []string{"ClientName characters"}},
	{"ClientName with a slash", func(c *UserPoolClient) { c.ClientName = "a/b" }, []string{"ClientName characters"}},
	{"ClientName with NUL", func(c *UserPoolClient) { c.ClientName = "a\x00b" }, []string{"ClientName characters"}},
	{"ClientName not UTF-8", func(c *UserPoolClient) { c.ClientName = "a\xffb" }, []string{"ClientName characters"}},
	{"ClientSecret", func(c *UserPoolClient) { c.GenerateSecret, c.ClientSecret = false, "abcdefghijklmnopqrstuvwx-" }, []string{"ClientSecret characters"}},
	{"ReadAttributes not UTF-8", func(c *UserPoolClient) { c.ReadAttributes = []string{"custom:\xff"} }, []string{"ReadAttributes[0] characters"}},
	{"WriteAttributes not UTF-8", func(c *UserPoolClient) { c.WriteAttributes = []string{"custom:\xff"} }, []string{"WriteAttributes[0] characters"}},
	{"SupportedIdentityProviders with spaces", func(c *UserPoolClient) { c.SupportedIdentityProviders = []string{"My IdP\u3000\u2028"} }, nil},
	{"SupportedIdentityProviders with a tab", func(c *UserPoolClient) { c.SupportedIdentityProviders = []string{"COGNITO", "My\tIdP"} }, []string{"SupportedIdentityProviders[1] characters"}},
	{"SupportedIdentityProviders not UTF-8", func(c *UserPoolClient) { c.SupportedIdentityProviders = []string{"a\xc3"} }, []string{"SupportedIdentityProviders[0] characters"}},
	{"CallbackURLs with a space", func(c *UserPoolClient) { c.CallbackURLs[0] = "https://example.com/a b" }, []string{"CallbackURLs[0] characters"}},
	{"CallbackURLs with a line break", func(c *UserPoolClient) { c.CallbackURLs[0] = "https://example.com/\n" }, []string{"CallbackURLs[0] characters"}},
	{"CallbackURLs not UTF-8", func(c *UserPoolClient) { c.CallbackURLs[0] = "https://example.com/\x80" }, []string{"CallbackURLs[0] characters"}},
	{"CallbackURLs with U+FFFD itself", func(c *UserPoolClient) { c.CallbackURLs[0] = "https://example.com/\ufffd" }, nil},
	{"LogoutURLs with a format character", func(c *UserPoolClient) { c.LogoutURLs = []string{"https://example.com/\u200b"} }, []string{"LogoutURLs[0] characters"}},
	{"DefaultRedirectURI with a tab", func(c *UserPoolClient) {
		c.CallbackURLs[0] = "https://example.com/\t"
		c.DefaultRedirectURI = c.CallbackURLs[0]
	}, []string{"CallbackURLs[0] characters", "DefaultRedirectURI characters"}},
	{"AllowedOAuthScopes with a quote", func(c *UserPoolClient) { c.AllowedOAuthScopes = []string{`api/"`} }, []string{"AllowedOAuthScopes[0] characters"}},
	{"AllowedOAuthScopes with a backslash", func(c *UserPoolClient) { c.AllowedOAuthScopes = []string{`api/\`} }, []string{"AllowedOAuthScopes[0] characters"}},
	{"AllowedOAuthScopes with a space", func(c *UserPoolClient) { c.AllowedOAuthScopes = []string{"openid", "api/a b"} }, []string{"AllowedOAuthScopes[1] characters"}},
	{"ApplicationId", func(c *UserPoolClient) {
		c.AnalyticsConfiguration = &AnalyticsConfiguration{ApplicationId: "0g", RoleArn: "arn:aws:iam::123456789012:role/r", ExternalId: "x"}
	}, []string{"AnalyticsConfiguration.ApplicationId characters"}},
	{"ApplicationArn", func(c *UserPoolClient) {
		c.AnalyticsConfiguration = &AnalyticsConfiguration{ApplicationArn: "arn:aws:iam:us-east-1::apps/x"}
	}, []string{"AnalyticsConfiguration.ApplicationArn characters"}},
	{"ApplicationArn of five parts", func(c *UserPoolClient) {
		c.AnalyticsConfiguration = &AnalyticsConfiguration{ApplicationArn: "arn:aws:iam::123456789012"}
	}, []string{"AnalyticsConfiguration.ApplicationArn characters"}},
	{"ApplicationArn of eight parts", func(c *UserPoolClient) {
		c.AnalyticsConfiguration = &AnalyticsConfiguration{ApplicationArn: "arn:aws:iam::123456789012:a:b:c"}
	}, nil},
	{"ApplicationArn of nine parts", func(c *UserPoolClient) {
		c.AnalyticsConfiguration = &AnalyticsConfiguration{ApplicationArn: "arn:aws:iam::123456789012:a:b:c:d"}
	}, []string{"AnalyticsConfiguration.ApplicationArn characters"}},
	{"CallbackURLs not UTF-8 before U+FFFD", func(c *UserPoolClient) { c.CallbackURLs[0] = "https://example.com/a\xff\ufffd" }, []string{"CallbackURLs[0] characters"}},
	{"RoleArn and ExternalId", func(c *UserPoolClient) {
		c.AnalyticsConfiguration = &AnalyticsConfiguration{ApplicationId: "0a", RoleArn: "role/service-role/example", ExternalId: "\xff"}
	}, []string{"AnalyticsConfiguration.RoleArn characters", "AnalyticsConfiguration.ExternalId characters"}},
}

var enumRows = []row{
	{"units in the wrong case", func(c *UserPoolClient) {
		c.TokenValidityUnits = TokenValidityUnits{AccessToken: "Hours", IdToken: "hour", RefreshToken: "DAYS"}
	}, []string{"TokenValidityUnits.AccessToken enum", "TokenValidityUnits.IdToken enum", "TokenValidityUnits.RefreshToken enum"}},
	{"ExplicitAuthFlows", func(c *UserPoolClient) {
		c.ExplicitAuthFlows = []AuthFlow{"ALLOW_USER_SRP_AUTH", "allow_user_srp_auth", ""}
	}, []string{"ExplicitAuthFlows[1] enum", "ExplicitAuthFlows[2] enum"}},
	{"AllowedOAuthFlows", func(c *UserPoolClient) { c.AllowedOAuthFlows = []OAuthFlow{"code", "token"} }, []string{"AllowedOAuthFlows[1] enum"}},
	{"an empty AllowedOAuthFlows element", func(c *UserPoolClient) { c.AllowedOAuthFlows = []OAuthFlow{""} }, []string{"AllowedOAuthFlows[0] enum"}},
	{"PreventUserExistenceErrors", func(c *UserPoolClient) { c.PreventUserExistenceErrors = "DISABLED" }, []string{"PreventUserExistenceErrors enum"}},
	{"PreventUserExistenceErrors LEGACY", func(c *UserPoolClient) { c.PreventUserExistenceErrors = UserExistenceErrorsLegacy }, nil},
	{"PreventUserExistenceErrors ENABLED", func(c *UserPoolClient) { c.PreventUserExistenceErrors = UserExistenceErrorsEnabled }, nil},
	{"Feature", func(c *UserPoolClient) { c.RefreshTokenRotation = &RefreshTokenRotation{Feature: "enabled"} }, []string{"RefreshTokenRotation.Feature enum"}},
	{"Feature DISABLED", func(c *UserPoolClient) { c.RefreshTokenRotation = &RefreshTokenRotation{Feature: FeatureDisabled} }, nil},
	{"Feature ENABLED", func(c *UserPoolClient) { c.RefreshTokenRotation = &RefreshTokenRotation{Feature: FeatureEnabled} }, nil},
	{"an enum value that is not UTF-8", func(c *UserPoolClient) { c.PreventUserExistenceErrors = "LEGACY\xff" }, []string{"PreventUserExistenceErrors enum"}},
}

var rangeRows = slices.Concat(
	around("AuthSessionValidity", 3, 15, "AuthSessionValidity range",
		func(c *UserPoolClient, n int) { c.AuthSessionValidity = new(int32(n)) }),
	around("RetryGracePeriodSeconds", 0, 60, "RefreshTokenRotation.RetryGracePeriodSeconds range",
		func(c *UserPoolClient, n int) {
			c.RefreshTokenRotation = &RefreshTokenRotation{Feature: FeatureEnabled, RetryGracePeriodSeconds: int32(n)}
		}),
	[]row{
		{"AuthSessionValidity 0 is not absent", func(c *UserPoolClient) { c.AuthSessionValidity = new(int32) }, []string{"AuthSessionValidity range"}},
		{"AuthSessionValidity negative", func(c *UserPoolClient) { c.AuthSessionValidity = new(int32(-3)) }, []string{"AuthSessionValidity range"}},
		{"RetryGracePeriodSeconds 0", func(c *UserPoolClient) { c.RefreshTokenRotation = &RefreshTokenRotation{Feature: FeatureEnabled} }, nil},
		{"RetryGracePeriodSeconds 1", func(c *UserPoolClient) {
			c.RefreshTokenRotation = &RefreshTokenRotation{Feature: FeatureEnabled, RetryGracePeriodSeconds: 1}
		}, nil},
		{"RetryGracePeriodSeconds -1", func(c *UserPoolClient) {
			c.RefreshTokenRotation = &RefreshTokenRotation{Feature: FeatureEnabled, RetryGracePeriodSeconds: -1}
		}, []string{"RefreshTokenRotation.RetryGracePeriodSeconds range"}},
	},
)

// setAccess, setID and setRefresh return setters of a number with a unit.
func setAccess(unit TimeUnit) func(c *UserPoolClient, n int) {
	return func(c *UserPoolClient, n int) {
		c.AccessTokenValidity, c.TokenValidityUnits.AccessToken = new(int32(n)), unit
	}
}

func setID(unit TimeUnit) func(c *UserPoolClient, n int) {
	return func(c *UserPoolClient, n int) {
		c.IdTokenValidity, c.TokenValidityUnits.IdToken = new(int32(n)), unit
	}
}

func setRefresh(unit TimeUnit) func(c *UserPoolClient, n int) {
	return func(c *UserPoolClient, n int) {
		c.RefreshTokenValidity, c.TokenValidityUnits.RefreshToken = int32(n), unit
	}
}

const (
	accessRange  = "AccessTokenValidity token-validity.range"
	idRange      = "IdTokenValidity token-validity.range"
	refreshRange = "RefreshTokenValidity token-validity.range"
	accessOrder  = "AccessTokenValidity token-validity.order"
	idOrder      = "IdTokenValidity token-validity.order"
)

var tokenRows = slices.Concat(
	around("access without a unit", 1, 24, accessRange, setAccess("")),
	around("access seconds", 300, 86400, accessRange, setAccess(TimeUnitSeconds)),
	around("access minutes", 5, 1440, accessRange, setAccess(TimeUnitMinutes)),
	around("access hours", 1, 24, accessRange, setAccess(TimeUnitHours)),
	around("access days", 1, 1, accessRange, setAccess(TimeUnitDays)),
	around("ID without a unit", 1, 24, idRange, setID("")),
	around("ID seconds", 300, 86400, idRange, setID(TimeUnitSeconds)),
	around("ID minutes", 5, 1440, idRange, setID(TimeUnitMinutes)),
	around("ID hours", 1, 24, idRange, setID(TimeUnitHours)),
	around("ID days", 1, 1, idRange, setID(TimeUnitDays)),
	around("refresh without a unit", 0, 3650, refreshRange, setRefresh("")),
	around("refresh seconds", 3600, 315360000, refreshRange, setRefresh(TimeUnitSeconds)),
	around("refresh minutes", 60, 5256000, refreshRange, setRefresh(TimeUnitMinutes)),
	around("refresh hours", 0, 87600, refreshRange, setRefresh(TimeUnitHours)),
	around("refresh days", 0, 3650, refreshRange, setRefresh(TimeUnitDays)),
	[]row{
		{"access 0", func(c *UserPoolClient) { c.AccessTokenValidity = new(int32) }, []string{accessRange}},
		{"access -1", func(c *UserPoolClient) { c.AccessTokenValidity = new(int32(-1)) }, []string{accessRange}},
		{"access of the largest number of days", func(c *UserPoolClient) { setAccess(TimeUnitDays)(c, 1<<31-1) }, []string{accessRange}},
		{"access of the smallest number of days", func(c *UserPoolClient) { setAccess(TimeUnitDays)(c, -1<<31) }, []string{accessRange}},
		{"ID 0", func(c *UserPoolClient) { c.IdTokenValidity = new(int32) }, []string{idRange}},
		{"ID -1", func(c *UserPoolClient) { c.IdTokenValidity = new(int32(-1)) }, []string{idRange}},
		{"refresh 0 is absent", func(c *UserPoolClient) { c.RefreshTokenValidity = 0 }, nil},
		{"refresh 0 seconds is absent", func(c *UserPoolClient) { setRefresh(TimeUnitSeconds)(c, 0) }, nil},
		{"refresh 1 hour", func(c *UserPoolClient) { setRefresh(TimeUnitHours)(c, 1) }, nil},
		{"refresh 1 day", func(c *UserPoolClient) { setRefresh(TimeUnitDays)(c, 1) }, nil},
		{"refresh 36500 minutes", func(c *UserPoolClient) { setRefresh(TimeUnitMinutes)(c, 36500) }, nil},
		{"refresh 36500 days", func(c *UserPoolClient) { setRefresh(TimeUnitDays)(c, 36500) }, []string{refreshRange}},
		{"refresh -1", func(c *UserPoolClient) { c.RefreshTokenValidity = -1 }, []string{refreshRange}},
		{"refresh of the largest number of days", func(c *UserPoolClient) { setRefresh(TimeUnitDays)(c, 1<<31-1) }, []string{refreshRange}},
		{"all three", func(c *UserPoolClient) {
			c.RefreshTokenValidity, c.AccessTokenValidity, c.IdTokenValidity = 4000, new(int32(60)), new(int32(25))
		}, []string{refreshRange, accessRange, idRange}},
		{"units without numbers", func(c *UserPoolClient) {
			c.TokenValidityUnits = TokenValidityUnits{AccessToken: TimeUnitMinutes, IdToken: TimeUnitSeconds, RefreshToken: TimeUnitHours}
		}, nil},
		{"an invalid unit suppresses the range", func(c *UserPoolClient) {
			c.AccessTokenValidity, c.TokenValidityUnits.AccessToken = new(int32(25)), "weeks"
		}, []string{"TokenValidityUnits.AccessToken enum"}},
		{"an invalid unit and numbers that no unit allows", func(c *UserPoolClient) {
			c.AccessTokenValidity, c.TokenValidityUnits.AccessToken = new(int32(0)), "weeks"
			c.IdTokenValidity, c.TokenValidityUnits.IdToken = new(int32(86401)), "weeks"
			c.RefreshTokenValidity, c.TokenValidityUnits.RefreshToken = -1, "weeks"
		}, []string{
			refreshRange, accessRange, idRange,
			"TokenValidityUnits.AccessToken enum", "TokenValidityUnits.IdToken enum", "TokenValidityUnits.RefreshToken enum",
		}},
		{"order: access above", func(c *UserPoolClient) {
			setRefresh(TimeUnitSeconds)(c, 7200)
			setAccess(TimeUnitSeconds)(c, 7201)
		}, []string{accessOrder}},
		{"order: access equal", func(c *UserPoolClient) {
			setRefresh(TimeUnitHours)(c, 2)
			setAccess(TimeUnitMinutes)(c, 120)
		}, nil},
		{"order: access below", func(c *UserPoolClient) {
			setRefresh(TimeUnitSeconds)(c, 7200)
			setAccess(TimeUnitSeconds)(c, 7199)
		}, nil},
		{"order: ID above", func(c *UserPoolClient) {
			setRefresh(TimeUnitSeconds)(c, 7200)
			setID(TimeUnitSeconds)(c, 7201)
		}, []string{idOrder}},
		{"order: ID equal", func(c *UserPoolClient) {
			setRefresh(TimeUnitDays)(c, 1)
			setID(TimeUnitDays)(c, 1)
		}, nil},
		{"order: both above", func(c *UserPoolClient) {
			setRefresh(TimeUnitHours)(c, 2)
			c.AccessTokenValidity, c.IdTokenValidity = new(int32(12)), new(int32(3))
		}, []string{accessOrder, idOrder}},
		{"order: the default access of 1 hour is not above 1 hour", func(c *UserPoolClient) { setRefresh(TimeUnitMinutes)(c, 60) }, nil},
		{"order is not reported when the refresh number is out of range", func(c *UserPoolClient) {
			setRefresh(TimeUnitMinutes)(c, 30)
			c.AccessTokenValidity = new(int32(2))
		}, []string{refreshRange}},
		{"order is not reported when the access number is out of range", func(c *UserPoolClient) {
			setRefresh(TimeUnitHours)(c, 2)
			c.AccessTokenValidity = new(int32(25))
		}, []string{accessRange}},
		{"order is not reported when the refresh unit is unknown", func(c *UserPoolClient) {
			setRefresh("weeks")(c, 1)
			c.AccessTokenValidity = new(int32(24))
		}, []string{"TokenValidityUnits.RefreshToken enum"}},
		{"order is not reported when the access unit is unknown", func(c *UserPoolClient) {
			setRefresh(TimeUnitHours)(c, 1)
			setAccess("weeks")(c, 24)
		}, []string{"TokenValidityUnits.AccessToken enum"}},
	},
)

// uri returns a row with one callback URL.
func uri(callbackURL string, rules ...Rule) row {
	var want []string
	for _, rule := range rules {
		want = append(want, "CallbackURLs[0] "+string(rule))
	}
	return row{callbackURL, func(c *UserPoolClient) { c.CallbackURLs[0] = callbackURL }, want}
}

var uriRows = []row{
	uri("https://example.com"),
	uri("https://example.com/"),
	uri("HTTPS://EXAMPLE.COM/Callback"),
	uri("https://example.com:8443/callback"),
	uri("https://example.com/callback?tenant=a&next=%2Fhome"),
	uri("https://example.com?"),
	uri("https://example.com/callback?100%"),
	uri("https://例え.jp/コールバック"),
	uri("https://localhost:3000/callback"),
	uri("https://127.0.0.2/callback"),
	uri("https://192.0.2.1/callback"),
	uri("https://[2001:db8::1]:8443/callback"),
	uri("https://user@example.com/callback"),
	uri("https://user:password@example.com/callback"),
	uri("https://*.example.com/callback"),
	uri("https://example.com:/callback"),
	uri("https://ex%41mple.com/callback"),
	uri("https://example.com/a:b@c/[d]"),
	uri("myapp://example"),
	uri("myapp://"),
	uri("myapp:///"),
	uri("myapp:/"),
	uri("myapp:?query"),
	uri("myapp:?"),
	uri("com.example.app:/cb"),
	uri("com.example.app:/oauth2redirect/example-provider"),
	uri("exp://192.168.0.1:8081"),
	uri("urn:ietf:wg:oauth:2.0:oob"),
	uri("MyApp+v1.2-a://callback"),
	uri("file:///etc/passwd"),
	uri("localhost:3000"),
	uri("httpsx://example.com"),
	uri("javascripts:alert(1)"),

	uri("http://localhost"),
	uri("http://localhost/"),
	uri("http://localhost:3000/callback"),
	uri("HTTP://LocalHost:3000/callback"),
	uri("http://localhost?code=1"),
	uri("http://user@localhost/"),
	uri("http://127.0.0.1"),
	uri("http://127.0.0.1:49152/callback"),
	uri("http://[::1]"),
	uri("http://[::1]:49152/callback"),

	uri("example", RuleRedirectURIAbsolute),
	uri("www.example.com", RuleRedirectURIAbsolute),
	uri("www.example.com/callback?a=b:c", RuleRedirectURIAbsolute),
	uri("/callback", RuleRedirectURIAbsolute),
	uri("//example.com/callback", RuleRedirectURIAbsolute),
	uri("://example.com", RuleRedirectURIAbsolute),
	uri(":", RuleRedirectURIAbsolute),
	uri("?", RuleRedirectURIAbsolute),
	uri("myapp:", RuleRedirectURIAbsolute),
	uri("https:", RuleRedirectURIAbsolute),
	uri("1app://example", RuleRedirectURIAbsolute),
	uri("+app://example", RuleRedirectURIAbsolute),
	uri("my_app://example", RuleRedirectURIAbsolute),
	uri("myäpp://example", RuleRedirectURIAbsolute),
	uri("127.0.0.1:3000", RuleRedirectURIAbsolute),
	uri("https://", RuleRedirectURIAbsolute),
	uri("https:///callback", RuleRedirectURIAbsolute),
	uri("https:example.com", RuleRedirectURIAbsolute),
	uri("https:/example.com", RuleRedirectURIAbsolute),
	uri("https://:8443/", RuleRedirectURIAbsolute),
	uri("https://user@/", RuleRedirectURIAbsolute),
	uri("https://?a", RuleRedirectURIAbsolute),
	uri("http://", RuleRedirectURIAbsolute),
	uri("http:localhost", RuleRedirectURIAbsolute),
	uri("https://example.com:port/", RuleRedirectURIAbsolute),
	uri("https://example.com:80:80/", RuleRedirectURIAbsolute),
	uri("https://::1/", RuleRedirectURIAbsolute),
	uri("https://[::1/", RuleRedirectURIAbsolute),
	uri("https://[::1]x/", RuleRedirectURIAbsolute),
	uri("https://[::g]/", RuleRedirectURIAbsolute),
	uri("https://[127.0.0.1]/", RuleRedirectURIAbsolute),
	uri("https://exa[mple.com/", RuleRedirectURIAbsolute),
	uri(`https://example.com\@evil.example/`, RuleRedirectURIAbsolute),
	uri(`https://us"er@example.com/`, RuleRedirectURIAbsolute),
	uri("https://a@b@example.com/", RuleRedirectURIAbsolute),
	uri("https://{tenant}.example.com/", RuleRedirectURIAbsolute),
	uri("https://example.com/%", RuleRedirectURIAbsolute),
	uri("https://example.com/%2", RuleRedirectURIAbsolute),
	uri("https://example.com/%zz", RuleRedirectURIAbsolute),
	uri("https://example.com/%4", RuleRedirectURIAbsolute),
	uri("https://example.com/%41%zz", RuleRedirectURIAbsolute),
	uri("http://[::1]80/", RuleRedirectURIAbsolute),
	uri("http://a1::]/", RuleRedirectURIAbsolute),
	uri("http://example.com:port/", RuleRedirectURIAbsolute),
	uri("myapp://a<b/", RuleRedirectURIAbsolute),
	uri("myapp://a}b/", RuleRedirectURIAbsolute),
	uri("https://a}b@example.com/", RuleRedirectURIAbsolute),
	uri("myapp://:8080/"),
	uri("https://@e.com/"),
	uri("https://ex%mple.com/", RuleRedirectURIAbsolute),

	uri("https://example.com/callback#fragment", RuleRedirectURIFragment),
	uri("https://example.com/callback#", RuleRedirectURIFragment),
	uri("https://example.com/callback?a#b?c", RuleRedirectURIFragment),
	uri("myapp://example#x", RuleRedirectURIFragment),
	uri("http://localhost#x", RuleRedirectURIFragment),

	uri("http://example.com/callback", RuleRedirectURIHTTPS),
	uri("HTTP://example.com/callback", RuleRedirectURIHTTPS),
	uri("Http://example.com/callback", RuleRedirectURIHTTPS),
	uri("http://localhost.com/", RuleRedirectURIHTTPS),
	uri("http://localhost./", RuleRedirectURIHTTPS),
	uri("http://app.localhost/", RuleRedirectURIHTTPS),
	uri("http://localhost@evil.example/", RuleRedirectURIHTTPS),
	uri("http://localhost:80@evil.example/", RuleRedirectURIHTTPS),
	uri("http://localho\u017ft/", RuleRedirectURIHTTPS),
	uri("http://127.0.0.2/", RuleRedirectURIHTTPS),
	uri("http://127.1/", RuleRedirectURIHTTPS),
	uri("http://0.0.0.0:3000/", RuleRedirectURIHTTPS),
	uri("http://192.168.0.10/", RuleRedirectURIHTTPS),
	uri("http://[::2]/", RuleRedirectURIHTTPS),
	uri("http://[0:0:0:0:0:0:0:1]/", RuleRedirectURIHTTPS),
	uri("http://[::ffff:127.0.0.1]/", RuleRedirectURIHTTPS),

	uri("javascript:alert(1)", RuleRedirectURIScheme),
	uri("JavaScript://example.com/%0aalert(1)", RuleRedirectURIScheme),
	uri("data:text/html,x", RuleRedirectURIScheme),
	uri("DATA:text/html,x", RuleRedirectURIScheme),
	uri("vbscript:msgbox(1)", RuleRedirectURIScheme),
	uri("VBScript:msgbox(1)", RuleRedirectURIScheme),

	uri("#", RuleRedirectURIAbsolute, RuleRedirectURIFragment),
	uri("#https://example.com", RuleRedirectURIAbsolute, RuleRedirectURIFragment),
	uri("/callback#x", RuleRedirectURIAbsolute, RuleRedirectURIFragment),
	uri("myapp:#x", RuleRedirectURIAbsolute, RuleRedirectURIFragment),
	uri("https://#x", RuleRedirectURIAbsolute, RuleRedirectURIFragment),
	uri("http://example.com/#x", RuleRedirectURIFragment, RuleRedirectURIHTTPS),
	uri("javascript:alert(1)#x", RuleRedirectURIFragment, RuleRedirectURIScheme),
	uri("javascript:", RuleRedirectURIAbsolute, RuleRedirectURIScheme),
	uri("javascript:a%", RuleRedirectURIAbsolute, RuleRedirectURIScheme),
	uri("http://example.com/%zz", RuleRedirectURIAbsolute, RuleRedirectURIHTTPS),
	uri("http://ex%mple.com/", RuleRedirectURIAbsolute, RuleRedirectURIHTTPS),
	uri("http://localhost/%zz", RuleRedirectURIAbsolute),
	uri("http://example.com/a b", RuleCharacters, RuleRedirectURIHTTPS),
	uri("www example.com#x", RuleCharacters, RuleRedirectURIAbsolute, RuleRedirectURIFragment),
}

func TestValidateRedirectURI(t *testing.T) {
	for _, r := range uriRows {
		var want []string
		for _, w := range r.want {
			want = append(want, strings.TrimPrefix(w, "CallbackURLs[0] "))
		}
		assert.Equal(t, want, broken(t, ValidateRedirectURI(r.name)), r.name)
	}
	for _, row := range []struct {
		uri  string
		want []string
	}{
		{"", []string{"length"}},
		{"a:" + strings.Repeat("あ", 1021), nil},
		{"a:" + strings.Repeat("あ", 1022), nil},
		{"a:" + strings.Repeat("あ", 1023), []string{"length"}},
		{"\xff", []string{"characters", "redirect-uri.absolute"}},
	} {
		assert.Equal(t, row.want, broken(t, ValidateRedirectURI(row.uri)))
	}
}

var redirectRows = []row{
	{"logout URLs follow the same rules", func(c *UserPoolClient) {
		c.LogoutURLs = []string{"https://example.com/", "/", "http://example.com/", "myapp:/#", "data:,"}
	}, []string{
		"LogoutURLs[1] redirect-uri.absolute", "LogoutURLs[2] redirect-uri.https",
		"LogoutURLs[3] redirect-uri.fragment", "LogoutURLs[4] redirect-uri.scheme",
	}},
	{"a callback", func(c *UserPoolClient) { c.DefaultRedirectURI = "https://example.com/callback" }, nil},
	{"the second callback", func(c *UserPoolClient) {
		c.CallbackURLs = append(c.CallbackURLs, "myapp://example")
		c.DefaultRedirectURI = "myapp://example"
	}, nil},
	{"the same rules", func(c *UserPoolClient) { c.DefaultRedirectURI = "http://example.com/#" }, []string{
		"DefaultRedirectURI redirect-uri.fragment", "DefaultRedirectURI redirect-uri.https",
		"DefaultRedirectURI default-redirect-uri.not-a-callback",
	}},
	{"relative", func(c *UserPoolClient) { c.DefaultRedirectURI = "callback" }, []string{
		"DefaultRedirectURI redirect-uri.absolute", "DefaultRedirectURI default-redirect-uri.not-a-callback",
	}},
	{"javascript", func(c *UserPoolClient) { c.DefaultRedirectURI = "javascript:x" }, []string{
		"DefaultRedirectURI redirect-uri.scheme", "DefaultRedirectURI default-redirect-uri.not-a-callback",
	}},
	{"in another case", func(c *UserPoolClient) { c.DefaultRedirectURI = "https://example.com/Callback" },
		[]string{"DefaultRedirectURI default-redirect-uri.not-a-callback"}},
	{"with one more slash", func(c *UserPoolClient) { c.DefaultRedirectURI = "https://example.com/callback/" },
		[]string{"DefaultRedirectURI default-redirect-uri.not-a-callback"}},
	{"a logout URL", func(c *UserPoolClient) {
		c.LogoutURLs = []string{"https://example.com/bye"}
		c.DefaultRedirectURI = "https://example.com/bye"
	}, []string{"DefaultRedirectURI default-redirect-uri.not-a-callback"}},
	{"without callbacks", func(c *UserPoolClient) {
		*c = UserPoolClient{UserPoolId: c.UserPoolId, ClientName: c.ClientName, DefaultRedirectURI: "https://example.com/"}
	}, []string{"DefaultRedirectURI default-redirect-uri.not-a-callback"}},
}

// machine makes the client one for machine-to-machine access.
func machine(c *UserPoolClient) {
	c.CallbackURLs = nil
	c.AllowedOAuthFlows = []OAuthFlow{OAuthFlowClientCredentials}
	c.AllowedOAuthScopes = []string{"https://api.example.org/v1/ingests"}
}

var oauthRows = []row{
	{"not enabled", func(c *UserPoolClient) {
		c.AllowedOAuthFlowsUserPoolClient = false
		c.LogoutURLs = []string{"https://example.com/bye"}
	}, []string{
		"CallbackURLs oauth.not-enabled", "LogoutURLs oauth.not-enabled",
		"AllowedOAuthFlows oauth.not-enabled", "AllowedOAuthScopes oauth.not-enabled",
	}},
	{"not enabled, one list", func(c *UserPoolClient) {
		*c = UserPoolClient{UserPoolId: c.UserPoolId, ClientName: c.ClientName, LogoutURLs: []string{"myapp:/"}}
	}, []string{"LogoutURLs oauth.not-enabled"}},
	{"not enabled and nothing there", func(c *UserPoolClient) {
		*c = UserPoolClient{UserPoolId: c.UserPoolId, ClientName: c.ClientName, CallbackURLs: []string{}, AllowedOAuthFlows: []OAuthFlow{}}
	}, nil},
	{"not enabled, and wrong besides", func(c *UserPoolClient) {
		c.AllowedOAuthFlowsUserPoolClient = false
		c.CallbackURLs = []string{"http://example.com"}
		c.AllowedOAuthFlows = []OAuthFlow{"token"}
	}, []string{
		"CallbackURLs oauth.not-enabled", "CallbackURLs[0] redirect-uri.https",
		"AllowedOAuthFlows oauth.not-enabled", "AllowedOAuthFlows[0] enum",
		"AllowedOAuthScopes oauth.not-enabled",
	}},
	{"no flows", func(c *UserPoolClient) { c.AllowedOAuthFlows = nil }, []string{"AllowedOAuthFlows oauth.flows-required"}},
	{"empty flows", func(c *UserPoolClient) { c.AllowedOAuthFlows = []OAuthFlow{} }, []string{"AllowedOAuthFlows oauth.flows-required"}},
	{"no scopes", func(c *UserPoolClient) { c.AllowedOAuthScopes = nil }, []string{"AllowedOAuthScopes oauth.scopes-required"}},
	{"empty scopes", func(c *UserPoolClient) { c.AllowedOAuthScopes = []string{} }, []string{"AllowedOAuthScopes oauth.scopes-required"}},
	{"nothing but the flag", func(c *UserPoolClient) {
		c.CallbackURLs, c.AllowedOAuthFlows, c.AllowedOAuthScopes = nil, nil, nil
	}, []string{"AllowedOAuthFlows oauth.flows-required", "AllowedOAuthScopes oauth.scopes-required"}},
	{"code without callbacks", func(c *UserPoolClient) { c.CallbackURLs = nil }, []string{"CallbackURLs oauth.callback-urls-required"}},
	{"implicit without callbacks", func(c *UserPoolClient) {
		c.CallbackURLs, c.AllowedOAuthFlows = []string{}, []OAuthFlow{OAuthFlowImplicit}
	}, []string{"CallbackURLs oauth.callback-urls-required"}},
	{"code and implicit", func(c *UserPoolClient) { c.AllowedOAuthFlows = []OAuthFlow{OAuthFlowCode, OAuthFlowImplicit} }, nil},
	{"client_credentials", machine, nil},
	{"client_credentials and code", func(c *UserPoolClient) {
		machine(c)
		c.CallbackURLs = []string{"myapp:/"}
		c.AllowedOAuthFlows = []OAuthFlow{OAuthFlowCode, OAuthFlowClientCredentials}
	}, []string{"AllowedOAuthFlows[1] oauth.client-credentials-exclusive"}},
	{"client_credentials and implicit", func(c *UserPoolClient) {
		machine(c)
		c.CallbackURLs = []string{"myapp:/"}
		c.AllowedOAuthFlows = []OAuthFlow{OAuthFlowClientCredentials, OAuthFlowImplicit}
	}, []string{"AllowedOAuthFlows[0] oauth.client-credentials-exclusive"}},
	{"client_credentials and code without callbacks", func(c *UserPoolClient) {
		machine(c)
		c.AllowedOAuthFlows = []OAuthFlow{OAuthFlowClientCredentials, OAuthFlowCode}
	}, []string{"CallbackURLs oauth.callback-urls-required", "AllowedOAuthFlows[0] oauth.client-credentials-exclusive"}},
	{"client_credentials twice", func(c *UserPoolClient) {
		machine(c)
		c.AllowedOAuthFlows = []OAuthFlow{OAuthFlowClientCredentials, OAuthFlowClientCredentials}
	}, nil},
	{"client_credentials without a secret", func(c *UserPoolClient) {
		machine(c)
		c.GenerateSecret = false
	}, []string{"AllowedOAuthFlows[0] oauth.client-credentials-secret"}},
	{"client_credentials with a secret of its own", func(c *UserPoolClient) {
		machine(c)
		c.GenerateSecret, c.ClientSecret = false, "abcdefghijklmnopqrstuvwx"
	}, nil},
	{"client_credentials with every mistake", func(c *UserPoolClient) {
		c.GenerateSecret = false
		c.CallbackURLs = nil
		c.AllowedOAuthFlows = []OAuthFlow{OAuthFlowCode, OAuthFlowClientCredentials}
		c.AllowedOAuthScopes = []string{"openid", "api"}
	}, []string{
		"CallbackURLs oauth.callback-urls-required",
		"AllowedOAuthFlows[1] oauth.client-credentials-exclusive", "AllowedOAuthFlows[1] oauth.client-credentials-secret",
		"AllowedOAuthScopes[0] oauth.client-credentials-scope", "AllowedOAuthScopes[1] oauth.scope-format",
	}},
}

var scopeRows = []row{
	{"the standard scopes", func(c *UserPoolClient) {
		c.AllowedOAuthScopes = []string{"openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"}
	}, nil},
	{"the standard scopes of a machine", func(c *UserPoolClient) {
		machine(c)
		c.AllowedOAuthScopes = []string{"openid", "email", "api/read", "phone", "profile", "aws.cognito.signin.user.admin"}
	}, []string{
		"AllowedOAuthScopes[0] oauth.client-credentials-scope", "AllowedOAuthScopes[1] oauth.client-credentials-scope",
		"AllowedOAuthScopes[3] oauth.client-credentials-scope", "AllowedOAuthScopes[4] oauth.client-credentials-scope",
		"AllowedOAuthScopes[5] oauth.client-credentials-scope",
	}},
	{"scopes of resource servers", func(c *UserPoolClient) {
		c.AllowedOAuthScopes = []string{"api/read", "https://api.example.org/v1/ingests", "a//b", "//a"}
	}, nil},
	{"neither form", func(c *UserPoolClient) {
		c.AllowedOAuthScopes = []string{"Cognito", "OPENID", "/", "api/", "/read", "cognito", "api.read"}
	}, []string{
		"AllowedOAuthScopes[0] oauth.scope-format", "AllowedOAuthScopes[1] oauth.scope-format",
		"AllowedOAuthScopes[2] oauth.scope-format", "AllowedOAuthScopes[3] oauth.scope-format",
		"AllowedOAuthScopes[4] oauth.scope-format", "AllowedOAuthScopes[5] oauth.scope-format",
		"AllowedOAuthScopes[6] oauth.scope-format",
	}},
	{"a space and no resource server", func(c *UserPoolClient) { c.AllowedOAuthScopes = []string{"openid email"} },
		[]string{"AllowedOAuthScopes[0] characters", "AllowedOAuthScopes[0] oauth.scope-format"}},
}

var authFlowRows = []row{
	{"every ALLOW_ flow", func(c *UserPoolClient) {
		c.ExplicitAuthFlows = []AuthFlow{
			AuthFlowAllowAdminUserPasswordAuth, AuthFlowAllowCustomAuth, AuthFlowAllowUserPasswordAuth,
			AuthFlowAllowUserSRPAuth, AuthFlowAllowRefreshTokenAuth, AuthFlowAllowUserAuth,
		}
	}, nil},
	{"every legacy flow", func(c *UserPoolClient) {
		c.ExplicitAuthFlows = []AuthFlow{AuthFlowAdminNoSRPAuth, AuthFlowCustomAuthFlowOnly, AuthFlowUserPasswordAuth}
	}, nil},
	{"mixed", func(c *UserPoolClient) {
		c.ExplicitAuthFlows = []AuthFlow{AuthFlowAdminNoSRPAuth, AuthFlowAllowUserSRPAuth, AuthFlowUserPasswordAuth}
	}, []string{"ExplicitAuthFlows[0] auth-flows.mixed-legacy", "ExplicitAuthFlows[2] auth-flows.mixed-legacy"}},
	{"mixed with a misspelt ALLOW_ value", func(c *UserPoolClient) {
		c.ExplicitAuthFlows = []AuthFlow{"ALLOW_SRP", AuthFlowCustomAuthFlowOnly}
	}, []string{"ExplicitAuthFlows[0] enum", "ExplicitAuthFlows[1] auth-flows.mixed-legacy"}},
	{"a legacy flow and a value of neither family", func(c *UserPoolClient) {
		c.ExplicitAuthFlows = []AuthFlow{"SRP", AuthFlowUserPasswordAuth}
	}, []string{"ExplicitAuthFlows[0] enum"}},
	{"refresh with rotation", func(c *UserPoolClient) {
		c.ExplicitAuthFlows = []AuthFlow{AuthFlowAllowUserSRPAuth, AuthFlowAllowRefreshTokenAuth}
		c.RefreshTokenRotation = &RefreshTokenRotation{Feature: FeatureEnabled}
	}, []string{"ExplicitAuthFlows[1] auth-flows.refresh-with-rotation"}},
	{"refresh with rotation disabled", func(c *UserPoolClient) {
		c.ExplicitAuthFlows = []AuthFlow{AuthFlowAllowRefreshTokenAuth}
		c.RefreshTokenRotation = &RefreshTokenRotation{Feature: FeatureDisabled}
	}, nil},
	{"rotation without refresh", func(c *UserPoolClient) {
		c.ExplicitAuthFlows = []AuthFlow{AuthFlowAllowUserSRPAuth}
		c.RefreshTokenRotation = &RefreshTokenRotation{Feature: FeatureEnabled}
	}, nil},
	{"rotation with the flows left out", func(c *UserPoolClient) {
		c.RefreshTokenRotation = &RefreshTokenRotation{Feature: FeatureEnabled}
	}, nil},
	{"client token", func(c *UserPoolClient) { c.ExplicitAuthFlows = []AuthFlow{AuthFlowAllowClientTokenAuth} }, nil},
	{"client token twice", func(c *UserPoolClient) {
		c.ExplicitAuthFlows = []AuthFlow{AuthFlowAllowClientTokenAuth, AuthFlowAllowClientTokenAuth}
	}, nil},
	{"client token of the developer guide", func(c *UserPoolClient) { *c = *clientToken() }, nil},
	{"client token beside another", func(c *UserPoolClient) {
		c.ExplicitAuthFlows = []AuthFlow{AuthFlowAllowUserSRPAuth, AuthFlowAllowClientTokenAuth, AuthFlowAllowRefreshTokenAuth}
	}, []string{"ExplicitAuthFlows[0] auth-flows.client-token-alone", "ExplicitAuthFlows[2] auth-flows.client-token-alone"}},
	{"client token beside a legacy flow", func(c *UserPoolClient) {
		c.ExplicitAuthFlows = []AuthFlow{AuthFlowAllowClientTokenAuth, AuthFlowAdminNoSRPAuth}
	}, []string{"ExplicitAuthFlows[1] auth-flows.mixed-legacy", "ExplicitAuthFlows[1] auth-flows.client-token-alone"}},
	{"client token without a secret", func(c *UserPoolClient) {
		c.GenerateSecret, c.ExplicitAuthFlows = false, []AuthFlow{AuthFlowAllowClientTokenAuth}
	}, []string{"ExplicitAuthFlows[0] auth-flows.client-token-secret"}},
	{"client token with a secret of one's own", func(c *UserPoolClient) {
		c.GenerateSecret, c.ClientSecret, c.ExplicitAuthFlows = false, testclients.Secret, []AuthFlow{AuthFlowAllowClientTokenAuth}
	}, nil},
	{"client token while OAuth is not enabled", func(c *UserPoolClient) {
		c.AllowedOAuthFlowsUserPoolClient, c.ExplicitAuthFlows = false, []AuthFlow{AuthFlowAllowClientTokenAuth}
	}, []string{"CallbackURLs oauth.not-enabled", "AllowedOAuthFlows oauth.not-enabled"}},
	{"client token with OAuth enabled and no flows", func(c *UserPoolClient) {
		*c = *clientToken()
		c.AllowedOAuthFlowsUserPoolClient = true
	}, []string{"AllowedOAuthFlows oauth.flows-required"}},
	{"rotation with a legacy flow", func(c *UserPoolClient) {
		c.ExplicitAuthFlows = []AuthFlow{AuthFlowAdminNoSRPAuth}
		c.RefreshTokenRotation = &RefreshTokenRotation{Feature: FeatureEnabled}
	}, nil},
}

var attributeRows = []row{
	{"the standard attributes", func(c *UserPoolClient) {
		c.ReadAttributes = strings.Fields(`address birthdate email email_verified family_name gender given_name
			locale middle_name name nickname phone_number phone_number_verified picture preferred_username
			profile sub updated_at website zoneinfo identities custom:tenant dev:custom:tenant custom:`)
	}, nil},
	{"oidc:profile", func(c *UserPoolClient) {
		c.ReadAttributes, c.WriteAttributes = []string{"oidc:profile"}, []string{"email", "oidc:profile"}
	}, nil},
	{"another oidc: name", func(c *UserPoolClient) { c.ReadAttributes = []string{"oidc:email", "OIDC:profile"} },
		[]string{"ReadAttributes[0] attributes.unknown", "ReadAttributes[1] attributes.unknown"}},
	{"the standard attributes, written", func(c *UserPoolClient) {
		c.WriteAttributes = strings.Fields(`address birthdate email family_name gender given_name
			locale middle_name name nickname phone_number picture preferred_username
			profile updated_at website zoneinfo identities custom:tenant dev:custom:tenant`)
	}, nil},
	{"read-only, written", func(c *UserPoolClient) {
		c.WriteAttributes = []string{"email", "sub", "email_verified", "phone_number_verified"}
	}, []string{
		"WriteAttributes[1] write-attributes.read-only", "WriteAttributes[2] write-attributes.read-only",
		"WriteAttributes[3] write-attributes.read-only",
	}},
	{"unknown", func(c *UserPoolClient) {
		c.ReadAttributes = []string{"tenant", "email", "Email", "xcustom:a", "dev:customx", "dev:dev:custom:a"}
		c.WriteAttributes = []string{"dev:tenant", "custom"}
	}, []string{
		"ReadAttributes[0] attributes.unknown", "ReadAttributes[2] attributes.unknown", "ReadAttributes[3] attributes.unknown",
		"ReadAttributes[4] attributes.unknown", "ReadAttributes[5] attributes.unknown",
		"WriteAttributes[0] attributes.unknown", "WriteAttributes[1] attributes.unknown",
	}},
}

// analytics returns a row with an AnalyticsConfiguration that is right or wrong
// as a whole.
func analytics(name string, right bool, a AnalyticsConfiguration) row {
	var want []string
	if !right {
		want = []string{"AnalyticsConfiguration analytics.form"}
	}
	return row{name, func(c *UserPoolClient) { c.AnalyticsConfiguration = &a }, want}
}

var analyticsRows = []row{
	analytics("the ARN alone", true, AnalyticsConfiguration{ApplicationArn: testclients.ApplicationARN}),
	analytics("the ARN and user data", true, AnalyticsConfiguration{ApplicationArn: testclients.ApplicationARN, UserDataShared: true}),
	analytics("the ID, the role and the external ID", true, AnalyticsConfiguration{ApplicationId: "5f2c3e", RoleArn: testclients.RoleARN, ExternalId: "x"}),
	analytics("nothing", false, AnalyticsConfiguration{}),
	analytics("user data alone", false, AnalyticsConfiguration{UserDataShared: true}),
	analytics("the ID alone", false, AnalyticsConfiguration{ApplicationId: "5f2c3e"}),
	analytics("the ID and the role", false, AnalyticsConfiguration{ApplicationId: "5f2c3e", RoleArn: testclients.RoleARN}),
	analytics("the ID and the external ID", false, AnalyticsConfiguration{ApplicationId: "5f2c3e", ExternalId: "x"}),
	analytics("the role and the external ID", false, AnalyticsConfiguration{RoleArn: testclients.RoleARN, ExternalId: "x"}),
	analytics("the ARN and the ID", false, AnalyticsConfiguration{ApplicationArn: testclients.ApplicationARN, ApplicationId: "5f2c3e"}),
	analytics("the ARN and the role", false, AnalyticsConfiguration{ApplicationArn: testclients.ApplicationARN, RoleArn: testclients.RoleARN}),
	analytics("the ARN and the external ID", false, AnalyticsConfiguration{ApplicationArn: testclients.ApplicationARN, ExternalId: "x"}),
	analytics("everything that it can have", false, AnalyticsConfiguration{ApplicationArn: testclients.ApplicationARN, ApplicationId: "5f2c3e", RoleArn: testclients.RoleARN, ExternalId: "x"}),
}

var secretRows = []row{
	{"a secret of its own", func(c *UserPoolClient) { c.GenerateSecret, c.ClientSecret = false, testclients.Secret }, nil},
	{"both kinds of secret", func(c *UserPoolClient) { c.ClientSecret = testclients.Secret }, []string{"ClientSecret client-secret.conflict"}},
	{"a broken secret and a generated one", func(c *UserPoolClient) { c.ClientSecret = "short!" },
		[]string{"ClientSecret length", "ClientSecret characters", "ClientSecret client-secret.conflict"}},
	{"no secret", func(c *UserPoolClient) { c.GenerateSecret = false }, nil},
	{"context data with a generated secret", func(c *UserPoolClient) { c.EnablePropagateAdditionalUserContextData = true }, nil},
	{"context data with a secret of its own", func(c *UserPoolClient) {
		c.GenerateSecret, c.ClientSecret = false, testclients.Secret
		c.EnablePropagateAdditionalUserContextData = true
	}, nil},
	{"context data without a secret", func(c *UserPoolClient) {
		c.GenerateSecret = false
		c.EnablePropagateAdditionalUserContextData = true
	}, []string{"EnablePropagateAdditionalUserContextData context-data.secret-required"}},
}

var togetherRows = []row{
	{"in the order of the fields", func(c *UserPoolClient) {
		*c = UserPoolClient{
			UserPoolId:                               "pool",
			ClientSecret:                             "short",
			GenerateSecret:                           true,
			RefreshTokenValidity:                     1,
			AccessTokenValidity:                      new(int32(60)),
			IdTokenValidity:                          new(int32(25)),
			TokenValidityUnits:                       TokenValidityUnits{IdToken: TimeUnitMinutes, AccessToken: TimeUnitMinutes, RefreshToken: TimeUnitMinutes},
			ReadAttributes:                           []string{"tenant"},
			WriteAttributes:                          []string{"sub", "tenant"},
			ExplicitAuthFlows:                        []AuthFlow{AuthFlowAllowRefreshTokenAuth, AuthFlowUserPasswordAuth, "x"},
			SupportedIdentityProviders:               []string{""},
			CallbackURLs:                             slices.Repeat([]string{"http://example.com/#"}, 12),
			LogoutURLs:                               []string{"bye"},
			DefaultRedirectURI:                       "http://example.com",
			AllowedOAuthFlows:                        []OAuthFlow{OAuthFlowClientCredentials, OAuthFlowCode},
			AllowedOAuthScopes:                       []string{"openid", "api"},
			AnalyticsConfiguration:                   &AnalyticsConfiguration{ApplicationArn: "arn"},
			PreventUserExistenceErrors:               "x",
			EnablePropagateAdditionalUserContextData: true,
			AuthSessionValidity:                      new(int32(16)),
			RefreshTokenRotation:                     &RefreshTokenRotation{Feature: FeatureEnabled, RetryGracePeriodSeconds: 61},
		}
	}, slices.Concat([]string{
		"UserPoolId characters",
		"ClientName required",
		"ClientSecret length",
		"ClientSecret client-secret.conflict",
		"RefreshTokenValidity token-validity.range",
		"ReadAttributes[0] attributes.unknown",
		"WriteAttributes[0] write-attributes.read-only",
		"WriteAttributes[1] attributes.unknown",
		"ExplicitAuthFlows[0] auth-flows.refresh-with-rotation",
		"ExplicitAuthFlows[1] auth-flows.mixed-legacy",
		"ExplicitAuthFlows[2] enum",
		"SupportedIdentityProviders[0] length",
		"CallbackURLs oauth.not-enabled",
	}, func() (want []string) {
		for i := range 12 {
			path := "CallbackURLs[" + strconv.Itoa(i) + "] "
			want = append(want, path+"redirect-uri.fragment", path+"redirect-uri.https")
		}
		return want
	}(), []string{
		"LogoutURLs oauth.not-enabled",
		"LogoutURLs[0] redirect-uri.absolute",
		"DefaultRedirectURI redirect-uri.https",
		"DefaultRedirectURI default-redirect-uri.not-a-callback",
		"AllowedOAuthFlows oauth.not-enabled",
		"AllowedOAuthFlows[0] oauth.client-credentials-exclusive",
		"AllowedOAuthScopes oauth.not-enabled",
		"AllowedOAuthScopes[0] oauth.client-credentials-scope",
		"AllowedOAuthScopes[1] oauth.scope-format",
		"AnalyticsConfiguration.ApplicationArn length",
		"AnalyticsConfiguration.ApplicationArn characters",
		"PreventUserExistenceErrors enum",
		"AuthSessionValidity range",
		"RefreshTokenRotation.RetryGracePeriodSeconds range",
	})},
}

var updateRows = slices.Concat(
	around("ClientId", 0, 128, "ClientId length", func(c *UserPoolClient, n int) { c.ClientId = fill(n, "", "c") }),
	[]row{
		{"valid", func(c *UserPoolClient) {}, nil},
		{"the minimum", func(c *UserPoolClient) { *c = UserPoolClient{UserPoolId: "a_b", ClientId: "c"} }, nil},
		{"UserPoolId", func(c *UserPoolClient) { c.UserPoolId = "" }, []string{"UserPoolId required"}},
		{"ClientId", func(c *UserPoolClient) { c.ClientId = "" }, []string{"ClientId required"}},
		{"ClientId characters", func(c *UserPoolClient) { c.ClientId = "ap-northeast-1_x" }, []string{"ClientId characters"}},
		{"ClientId 1", func(c *UserPoolClient) { c.ClientId = "c" }, nil},
		{"ClientName is optional", func(c *UserPoolClient) { c.ClientName = "" }, nil},
		{"ClientName characters", func(c *UserPoolClient) { c.ClientName = "Büro" }, []string{"ClientName characters"}},
		{"ClientName 128", func(c *UserPoolClient) { c.ClientName = fill(128, "", "n") }, nil},
		{"ClientName 129", func(c *UserPoolClient) { c.ClientName = fill(129, "", "n") }, []string{"ClientName length"}},
		{"ClientSecret is not part of it", func(c *UserPoolClient) { c.ClientSecret = "short!" }, nil},
		{"client_credentials on a client whose secret is not known", func(c *UserPoolClient) {
			machine(c)
			c.GenerateSecret = false
		}, nil},
		{"client_credentials on a client with a secret", func(c *UserPoolClient) {
			machine(c)
			c.GenerateSecret, c.ClientSecret = false, testclients.Secret
		}, nil},
		{"client token on a client whose secret is not known", func(c *UserPoolClient) {
			c.GenerateSecret, c.ExplicitAuthFlows = false, []AuthFlow{AuthFlowAllowClientTokenAuth}
		}, nil},
		{"context data on a client whose secret is not known", func(c *UserPoolClient) {
			c.GenerateSecret = false
			c.EnablePropagateAdditionalUserContextData = true
		}, nil},
		{"the ARN and the role, as describe returns", func(c *UserPoolClient) {
			c.AnalyticsConfiguration = &AnalyticsConfiguration{ApplicationArn: testclients.ApplicationARN, RoleArn: testclients.RoleARN}
		}, nil},
		{"the ARN and the external ID", func(c *UserPoolClient) {
			c.AnalyticsConfiguration = &AnalyticsConfiguration{ApplicationArn: testclients.ApplicationARN, ExternalId: "x"}
		}, []string{"AnalyticsConfiguration analytics.form"}},
		{"the ARN, the role and the ID", func(c *UserPoolClient) {
			c.AnalyticsConfiguration = &AnalyticsConfiguration{ApplicationArn: testclients.ApplicationARN, RoleArn: testclients.RoleARN, ApplicationId: "5f2c3e"}
		}, []string{"AnalyticsConfiguration analytics.form"}},
		{"the other rules hold", func(c *UserPoolClient) {
			c.AccessTokenValidity = new(int32(60))
			c.CallbackURLs[0] = "http://example.com"
			c.AllowedOAuthFlowsUserPoolClient = false
			c.RefreshTokenRotation = &RefreshTokenRotation{}
		}, []string{
			"AccessTokenValidity token-validity.range",
			"CallbackURLs oauth.not-enabled", "CallbackURLs[0] redirect-uri.https",
			"AllowedOAuthFlows oauth.not-enabled", "AllowedOAuthScopes oauth.not-enabled",
			"RefreshTokenRotation.Feature required",
		}},
	},
)

// knownPool is a pool of which everything is known.
func knownPool() *UserPool {
	return &UserPool{
		Id:                "us-west-2_aBcDeFgHi",
		UserPoolTier:      UserPoolTierEssentials,
		SchemaAttributes:  []SchemaAttribute{{Name: "sub", Required: true}, {Name: "email", Required: true}, {Name: "name"}, {Name: "custom:tenant"}, {Name: "dev:custom:tenant"}},
		IdentityProviders: []IdentityProvider{{ProviderName: "Google"}, {ProviderName: "My IdP", AttributeMapping: map[string]string{"username": "sub", "email_verified": "email_verified", "name": "name", "given_name": "given_name", "custom:tenant": "tenant"}}},
		ResourceServers: []ResourceServer{
			{Identifier: "api", Scopes: []ResourceServerScope{{ScopeName: "read"}, {ScopeName: "write"}}},
			{Identifier: "https://api.example.com/v1", Scopes: []ResourceServerScope{{ScopeName: "read"}}},
			{Identifier: "empty"},
		},
	}
}

// poolRows change what is known of a pool and the valid client.
var poolRows = []struct {
	change func(p *UserPool)
	row
}{
	{nil, row{"valid", func(c *UserPoolClient) {}, nil}},
	{nil, row{"identity providers", func(c *UserPoolClient) {
		c.SupportedIdentityProviders = []string{"COGNITO", "Google", "GOOGLE", "My IdP", "Facebook", ""}
	}, []string{
		"SupportedIdentityProviders[2] identity-providers.not-in-pool", "SupportedIdentityProviders[4] identity-providers.not-in-pool",
		"SupportedIdentityProviders[5] length",
	}}},
	{func(p *UserPool) { p.IdentityProviders = nil }, row{"identity providers not known", func(c *UserPoolClient) {
		c.SupportedIdentityProviders = []string{"Facebook"}
	}, nil}},
	{func(p *UserPool) { p.IdentityProviders = []IdentityProvider{} }, row{"no identity providers", func(c *UserPoolClient) {
		c.SupportedIdentityProviders = []string{"COGNITO", "Google"}
	}, []string{"SupportedIdentityProviders[1] identity-providers.not-in-pool"}}},
	{nil, row{"scopes", func(c *UserPoolClient) {
		c.AllowedOAuthScopes = []string{"openid", "api/read", "api/delete", "API/read", "https://api.example.com/v1/read", "https://api.example.com/read", "empty/", "empty/read"}
	}, []string{
		"AllowedOAuthScopes[2] oauth.scope-not-in-pool", "AllowedOAuthScopes[3] oauth.scope-not-in-pool",
		"AllowedOAuthScopes[5] oauth.scope-not-in-pool", "AllowedOAuthScopes[6] oauth.scope-format", "AllowedOAuthScopes[7] oauth.scope-not-in-pool",
	}}},
	{nil, row{"scopes of the service itself", func(c *UserPoolClient) {
		c.AllowedOAuthScopes = []string{"aws.cognito/dcr/register", "aws.cognito.x/read"}
	}, []string{"AllowedOAuthScopes[1] oauth.scope-not-in-pool"}}},
	{nil, row{"oidc:profile", func(c *UserPoolClient) {
		c.ReadAttributes, c.WriteAttributes = []string{"oidc:profile"}, []string{"email", "oidc:profile"}
	}, nil}},
	{func(p *UserPool) {
		p.SchemaAttributes = append(p.SchemaAttributes, SchemaAttribute{Name: "given_name", Required: true}, SchemaAttribute{Name: "address", Required: true})
	}, row{"required attributes and oidc:profile", func(c *UserPoolClient) { c.WriteAttributes = []string{"email", "oidc:profile"} },
		[]string{"WriteAttributes write-attributes.required-missing"}}},
	{func(p *UserPool) { p.ResourceServers = nil }, row{"resource servers not known", func(c *UserPoolClient) { c.AllowedOAuthScopes = []string{"a/b"} }, nil}},
	{func(p *UserPool) { p.ResourceServers = []ResourceServer{} }, row{"no resource servers", func(c *UserPoolClient) {
		c.AllowedOAuthScopes = []string{"openid", "api/read"}
	}, []string{"AllowedOAuthScopes[1] oauth.scope-not-in-pool"}}},
	{nil, row{"attributes", func(c *UserPoolClient) {
		c.ReadAttributes = []string{"nickname", "custom:tenant", "custom:Tenant", "dev:custom:tenant", "dev:custom:x", "tenant"}
		c.WriteAttributes = []string{"custom:x", "email"}
	}, []string{
		"ReadAttributes[2] attributes.not-in-pool", "ReadAttributes[4] attributes.not-in-pool", "ReadAttributes[5] attributes.unknown",
		"WriteAttributes[0] attributes.not-in-pool",
	}}},
	{func(p *UserPool) { p.SchemaAttributes = nil }, row{"schema not known", func(c *UserPoolClient) {
		c.ReadAttributes, c.WriteAttributes = []string{"custom:x"}, []string{"custom:x"}
	}, nil}},
	{func(p *UserPool) { p.SchemaAttributes = []SchemaAttribute{} }, row{"empty schema", func(c *UserPoolClient) {
		c.ReadAttributes, c.WriteAttributes = []string{"name", "custom:tenant"}, []string{"name", "custom:tenant"}
	}, []string{"ReadAttributes[1] attributes.not-in-pool", "WriteAttributes[1] attributes.not-in-pool"}}},
	{nil, row{"a required attribute is missing", func(c *UserPoolClient) { c.WriteAttributes = []string{"name"} },
		[]string{"WriteAttributes write-attributes.required-missing"}}},
	{nil, row{"no WriteAttributes", func(c *UserPoolClient) { c.WriteAttributes = []string{} }, nil}},
	{nil, row{"the required attribute alone", func(c *UserPoolClient) { c.WriteAttributes = []string{"email"} }, nil}},
	{func(p *UserPool) {
		p.SchemaAttributes = []SchemaAttribute{{Name: "name", Required: true}, {Name: "email", Required: true}, {Name: "name", Required: true}}
	}, row{"two required attributes are missing", func(c *UserPoolClient) { c.WriteAttributes = []string{"nickname"} },
		[]string{"WriteAttributes write-attributes.required-missing", "WriteAttributes write-attributes.required-missing"}}},
	{nil, row{"ALLOW_USER_AUTH", func(c *UserPoolClient) { c.ExplicitAuthFlows = []AuthFlow{AuthFlowAllowUserAuth} }, nil}},
	{func(p *UserPool) { p.UserPoolTier = "" }, row{"ALLOW_USER_AUTH, tier not known", func(c *UserPoolClient) {
		c.ExplicitAuthFlows = []AuthFlow{AuthFlowAllowUserAuth}
	}, nil}},
	{func(p *UserPool) { p.UserPoolTier = UserPoolTierPlus }, row{"ALLOW_USER_AUTH on PLUS", func(c *UserPoolClient) {
		c.ExplicitAuthFlows = []AuthFlow{AuthFlowAllowUserAuth}
	}, nil}},
	{func(p *UserPool) { p.UserPoolTier = UserPoolTierLite }, row{"ALLOW_USER_AUTH on LITE", func(c *UserPoolClient) {
		c.ExplicitAuthFlows = []AuthFlow{AuthFlowAllowCustomAuth, AuthFlowAllowUserAuth}
	}, []string{"ExplicitAuthFlows[1] auth-flows.tier"}}},
	{func(p *UserPool) { *p = UserPool{} }, row{"nothing is known", func(c *UserPoolClient) {
		c.SupportedIdentityProviders, c.AllowedOAuthScopes = []string{"x"}, []string{"a/b"}
		c.WriteAttributes, c.ExplicitAuthFlows = []string{"custom:x"}, []AuthFlow{AuthFlowAllowUserAuth}
	}, nil}},
}

func TestPool(t *testing.T) {
	for _, r := range poolRows {
		t.Run(r.name, func(t *testing.T) {
			pool := knownPool()
			if r.change != nil {
				r.change(pool)
			}
			c := testclients.Valid()
			r.mutate(c)
			clientBefore, poolBefore := c.Clone(), encode(t, pool)
			v := Validator{Pool: pool}
			assert.Equal(t, r.want, broken(t, v.ValidateCreate(c)))
			assert.Equal(t, r.want, broken(t, v.ValidateUpdate(c)))
			assert.Equal(t, clientBefore, c)
			assert.Equal(t, poolBefore, encode(t, pool))
		})
	}
}

// clientToken returns the client of the developer guide that gets tokens for
// itself.
func clientToken() *UserPoolClient {
	return &UserPoolClient{
		UserPoolId: "us-west-2_aBcDeFgHi", ClientName: "example", GenerateSecret: true,
		ExplicitAuthFlows: []AuthFlow{AuthFlowAllowClientTokenAuth}, AllowedOAuthScopes: []string{"api/read"},
	}
}

// mappedRows are rows for the warnings of a validator that knows a pool.
var mappedRows = []row{
	{"no provider with a mapping", func(c *UserPoolClient) {
		c.SupportedIdentityProviders, c.WriteAttributes = []string{"COGNITO", "Google"}, []string{"email"}
	}, nil},
	{"no WriteAttributes", func(c *UserPoolClient) { c.SupportedIdentityProviders = []string{"My IdP"} }, nil},
	{"two missing", func(c *UserPoolClient) {
		c.SupportedIdentityProviders, c.WriteAttributes = []string{"My IdP", "My IdP"}, []string{"email", "name"}
	}, []string{
		"WriteAttributes write-attributes.mapped-missing", "WriteAttributes write-attributes.mapped-missing", "SupportedIdentityProviders[1] list.duplicate",
	}},
	{"oidc:profile", func(c *UserPoolClient) {
		c.SupportedIdentityProviders, c.WriteAttributes = []string{"My IdP"}, []string{"email", "oidc:profile"}
	}, []string{"WriteAttributes write-attributes.mapped-missing"}},
	{"all", func(c *UserPoolClient) {
		c.SupportedIdentityProviders, c.WriteAttributes = []string{"My IdP"}, []string{"email", "oidc:profile", "custom:tenant"}
	}, nil},
	{"in error", func(c *UserPoolClient) {
		c.SupportedIdentityProviders, c.WriteAttributes = []string{"My IdP"}, []string{"nickname"}
	}, nil},
}

func TestMappedAttributes(t *testing.T) {
	for _, r := range mappedRows {
		c := quiet()
		r.mutate(c)
		assert.Equal(t, r.want, pathsAndRules(Validator{Pool: knownPool()}.Warnings(c)), r.name)
	}
}

// quiet returns a valid client without warnings, which the rows change.
func quiet() *UserPoolClient {
	c := testclients.Valid()
	c.ExplicitAuthFlows = []AuthFlow{AuthFlowAllowRefreshTokenAuth}
	c.PreventUserExistenceErrors = UserExistenceErrorsEnabled
	c.SupportedIdentityProviders = []string{"COGNITO"}
	return c
}

var warningRows = slices.Concat([]row{
	{"none", func(c *UserPoolClient) {}, nil},
	{"logout URLs and the default redirect URI", func(c *UserPoolClient) {
		c.LogoutURLs = []string{"https://example.com/", "https://*.example.com/"}
		c.CallbackURLs = []string{"localhost:3000"}
		c.DefaultRedirectURI = "localhost:3000"
	}, []string{
		"CallbackURLs[0] redirect-uri.port-as-path", "LogoutURLs[1] redirect-uri.wildcard", "DefaultRedirectURI redirect-uri.port-as-path",
	}},
	{"duplicates in every list", func(c *UserPoolClient) {
		c.ReadAttributes = []string{"email", "name", "email", "email"}
		c.WriteAttributes = []string{"email", "email"}
		c.ExplicitAuthFlows = []AuthFlow{AuthFlowAllowRefreshTokenAuth, AuthFlowAllowRefreshTokenAuth}
		c.SupportedIdentityProviders = []string{"COGNITO", "COGNITO"}
		c.CallbackURLs = []string{"myapp:/", "myapp:/"}
		c.LogoutURLs = []string{"myapp:/", "myapp:/"}
		c.AllowedOAuthFlows = []OAuthFlow{OAuthFlowCode, OAuthFlowCode}
		c.AllowedOAuthScopes = []string{"openid", "openid"}
	}, []string{
		"ReadAttributes[2] list.duplicate", "ReadAttributes[3] list.duplicate", "WriteAttributes[1] list.duplicate",
		"ExplicitAuthFlows[1] list.duplicate", "SupportedIdentityProviders[1] list.duplicate", "CallbackURLs[1] list.duplicate",
		"LogoutURLs[1] list.duplicate", "AllowedOAuthFlows[1] list.duplicate", "AllowedOAuthScopes[1] list.duplicate",
	}},
	{"duplicates in a long list", func(c *UserPoolClient) {
		for i := range 20 {
			c.ReadAttributes = append(c.ReadAttributes, "custom:"+strconv.Itoa(i%19))
		}
	}, []string{"ReadAttributes[19] list.duplicate"}},
	{"duplicates that are in error", func(c *UserPoolClient) {
		c.ReadAttributes = []string{"", "", "tenant", "tenant"}
		c.CallbackURLs = []string{"http://*.example.com/", "http://*.example.com/"}
		c.ExplicitAuthFlows = []AuthFlow{AuthFlowAllowRefreshTokenAuth, "x", "x"}
	}, nil},
	{"no more than the first 100", func(c *UserPoolClient) {
		c.CallbackURLs = nil
		for i := range 99 {
			c.CallbackURLs = append(c.CallbackURLs, "myapp:/"+strconv.Itoa(i))
		}
		c.CallbackURLs = append(c.CallbackURLs, "myapp:/0", "myapp:/1")
	}, []string{"CallbackURLs[99] list.duplicate"}},
	{"implicit", func(c *UserPoolClient) { c.AllowedOAuthFlows = []OAuthFlow{OAuthFlowCode, OAuthFlowImplicit} },
		[]string{"AllowedOAuthFlows[1] oauth.implicit"}},
	{"email without openid", func(c *UserPoolClient) { c.AllowedOAuthScopes = []string{"email"} }, []string{"AllowedOAuthScopes oauth.openid-missing"}},
	{"phone without openid", func(c *UserPoolClient) { c.AllowedOAuthScopes = []string{"api/read", "phone"} }, []string{"AllowedOAuthScopes oauth.openid-missing"}},
	{"profile without openid", func(c *UserPoolClient) { c.AllowedOAuthScopes = []string{"profile"} }, []string{"AllowedOAuthScopes oauth.openid-missing"}},
	{"profile with openid", func(c *UserPoolClient) { c.AllowedOAuthScopes = []string{"profile", "openid"} }, nil},
	{"a custom scope without openid", func(c *UserPoolClient) { c.AllowedOAuthScopes = []string{"api/read", "aws.cognito.signin.user.admin"} }, nil},
	{"email with client_credentials", func(c *UserPoolClient) {
		machine(c)
		c.AllowedOAuthScopes = []string{"email"}
	}, nil},
	{"email without openid while OAuth is not enabled", func(c *UserPoolClient) {
		c.AllowedOAuthFlowsUserPoolClient, c.AllowedOAuthScopes = false, []string{"email"}
	}, nil},
	{"no refresh flow", func(c *UserPoolClient) { c.ExplicitAuthFlows = []AuthFlow{AuthFlowAllowUserSRPAuth} },
		[]string{"ExplicitAuthFlows auth-flows.refresh-missing"}},
	{"no refresh flow with rotation", func(c *UserPoolClient) {
		c.ExplicitAuthFlows = []AuthFlow{AuthFlowAllowUserSRPAuth}
		c.RefreshTokenRotation = &RefreshTokenRotation{Feature: FeatureEnabled}
	}, nil},
	{"no refresh flow with rotation disabled", func(c *UserPoolClient) {
		c.ExplicitAuthFlows = []AuthFlow{AuthFlowAllowUserSRPAuth}
		c.RefreshTokenRotation = &RefreshTokenRotation{Feature: FeatureDisabled}
	}, []string{"ExplicitAuthFlows auth-flows.refresh-missing"}},
	{"a legacy flow without a refresh flow", func(c *UserPoolClient) { c.ExplicitAuthFlows = []AuthFlow{AuthFlowUserPasswordAuth} }, nil},
	{"implied flows", func(c *UserPoolClient) { c.ExplicitAuthFlows = []AuthFlow{} }, []string{"ExplicitAuthFlows auth-flows.implied"}},
	{"implied flows with rotation", func(c *UserPoolClient) {
		c.ExplicitAuthFlows, c.RefreshTokenRotation = nil, &RefreshTokenRotation{Feature: FeatureEnabled}
	}, []string{"ExplicitAuthFlows auth-flows.implied"}},
	{"implied flows without OAuth", func(c *UserPoolClient) {
		*c = UserPoolClient{UserPoolId: "a_b", ClientName: "c", PreventUserExistenceErrors: UserExistenceErrorsEnabled}
	}, nil},
	{"units without numbers", func(c *UserPoolClient) {
		c.TokenValidityUnits = TokenValidityUnits{AccessToken: TimeUnitMinutes, IdToken: TimeUnitDays, RefreshToken: TimeUnitHours}
	}, []string{
		"TokenValidityUnits.AccessToken token-validity.unit-alone", "TokenValidityUnits.IdToken token-validity.unit-alone",
		"TokenValidityUnits.RefreshToken token-validity.unit-alone",
	}},
	{"default units without numbers", func(c *UserPoolClient) {
		c.TokenValidityUnits = TokenValidityUnits{AccessToken: TimeUnitHours, IdToken: TimeUnitHours, RefreshToken: TimeUnitDays}
	}, nil},
	{"units with numbers", func(c *UserPoolClient) {
		setAccess(TimeUnitMinutes)(c, 60)
		setID(TimeUnitSeconds)(c, 3600)
		setRefresh(TimeUnitHours)(c, 24)
	}, nil},
	{"an invalid unit without a number", func(c *UserPoolClient) { c.TokenValidityUnits.IdToken = "weeks" }, nil},
	{"user existence errors absent", func(c *UserPoolClient) { c.PreventUserExistenceErrors = "" },
		[]string{"PreventUserExistenceErrors user-existence-errors.disclosed"}},
	{"user existence errors LEGACY", func(c *UserPoolClient) { c.PreventUserExistenceErrors = UserExistenceErrorsLegacy },
		[]string{"PreventUserExistenceErrors user-existence-errors.disclosed"}},
	{"user existence errors invalid", func(c *UserPoolClient) { c.PreventUserExistenceErrors = "x" }, nil},
	{"token revocation disabled", func(c *UserPoolClient) { c.EnableTokenRevocation = new(false) },
		[]string{"EnableTokenRevocation token-revocation.disabled"}},
	{"no identity provider", func(c *UserPoolClient) { c.SupportedIdentityProviders = []string{} },
		[]string{"SupportedIdentityProviders identity-providers.none"}},
	{"no identity provider for implicit", func(c *UserPoolClient) {
		c.SupportedIdentityProviders, c.AllowedOAuthFlows = nil, []OAuthFlow{OAuthFlowImplicit}
	}, []string{"SupportedIdentityProviders identity-providers.none", "AllowedOAuthFlows[0] oauth.implicit"}},
	{"no identity provider for client_credentials", func(c *UserPoolClient) {
		machine(c)
		c.SupportedIdentityProviders = nil
	}, nil},
	{"no identity provider while OAuth is not enabled", func(c *UserPoolClient) {
		c.SupportedIdentityProviders, c.AllowedOAuthFlowsUserPoolClient = nil, false
	}, nil},
	{"analytics", func(c *UserPoolClient) {
		c.AnalyticsConfiguration = &AnalyticsConfiguration{ApplicationArn: testclients.ApplicationARN}
	}, []string{"AnalyticsConfiguration analytics.pinpoint-ended"}},
	{"analytics in error", func(c *UserPoolClient) { c.AnalyticsConfiguration = &AnalyticsConfiguration{} }, nil},
	{"the client token flow, as in the developer guide", func(c *UserPoolClient) { *c = *clientToken() }, nil},
	{"the client token flow with the OAuth flow", func(c *UserPoolClient) {
		*c = *clientToken()
		c.AllowedOAuthFlows, c.AllowedOAuthFlowsUserPoolClient = []OAuthFlow{OAuthFlowClientCredentials}, true
	}, nil},
	{"the client token flow with email", func(c *UserPoolClient) {
		*c = *clientToken()
		c.AllowedOAuthScopes, c.AllowedOAuthFlows, c.AllowedOAuthFlowsUserPoolClient = []string{"email"}, []OAuthFlow{OAuthFlowCode}, true
		c.CallbackURLs, c.SupportedIdentityProviders = []string{"myapp:/"}, []string{"COGNITO"}
	}, nil},
	{"the client token flow beside another", func(c *UserPoolClient) {
		*c = *clientToken()
		c.ExplicitAuthFlows = append(c.ExplicitAuthFlows, AuthFlowAllowUserAuth)
	}, []string{"ExplicitAuthFlows auth-flows.refresh-missing", "PreventUserExistenceErrors user-existence-errors.disclosed"}},
	{"token revocation enabled", func(c *UserPoolClient) { c.EnableTokenRevocation = new(true) }, nil},
	{"in the order of the fields", func(c *UserPoolClient) {
		*c = UserPoolClient{
			TokenValidityUnits:              TokenValidityUnits{IdToken: TimeUnitMinutes},
			CallbackURLs:                    []string{"https://u@*.example.com", "https://u@*.example.com"},
			AllowedOAuthFlows:               []OAuthFlow{OAuthFlowImplicit},
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
	uri("https://*.example.com/callback", RuleRedirectURIWildcard),
	uri("https://example.com/*", RuleRedirectURIWildcard),
	uri("https://example.com*", RuleRedirectURIWildcard),
	uri("myapp:*", RuleRedirectURIWildcard),
	uri("myapp://*", RuleRedirectURIWildcard),
	uri("https://example.com/?a=*"),
	uri("https://*@example.com/", RuleRedirectURIUserinfo),
	uri("http://*.example.com/"), // in error
	uri("localhost:3000", RuleRedirectURIPortAsPath),
	uri("localhost:3000/cb", RuleRedirectURIPortAsPath),
	uri("localhost:3000?a", RuleRedirectURIPortAsPath),
	uri("example.com:8443", RuleRedirectURIPortAsPath),
	uri("example.com:99999", RuleRedirectURIPortAsPath),
	uri("example.com:123456"),
	uri("example.com:/cb"),
	uri("example.com:80a"),
	uri("urn:ietf:wg:oauth:2.0:oob"),
	uri("https://user@example.com/", RuleRedirectURIUserinfo),
	uri("HTTPS://user:password@example.com", RuleRedirectURIUserinfo),
	uri("http://user@localhost/", RuleRedirectURIUserinfo),
	uri("https://@example.com/"),
	uri("https://example.com/@user"),
	uri("myapp://user@example"),
	uri("https://Example.com/", RuleRedirectURIHostCase),
	uri("HTTPS://examplE.com:8443", RuleRedirectURIHostCase),
	uri("http://LOCALHOST:3000/", RuleRedirectURIHostCase),
	uri("https://User@example.com/", RuleRedirectURIUserinfo),
	uri("https://example.com/Callback?A"),
	uri("https://example.com?Host=A"),
	uri("http://Example.com/"), // in error
	uri("myapp://Example"),
	uri("https://a.example/,https://b.example/", RuleRedirectURIJoined),
	uri("http://localhost:3000/;myapp://cb", RuleRedirectURIJoined),
	uri("https://a.example/,x,https://b.example/", RuleRedirectURIJoined),
	uri("https://a.example/?b=1,https://b.example/", RuleRedirectURIJoined),
	uri("https://a.example/cb,x"),
	uri("https://a.example/,://b"),
	uri("https://a.example/,1a://b"),
	uri("https://a.example/?next=https://b.example/"),
	uri("myapp:,https:/x"),
	uri("https://a.example/, https://b.example/"), // in error
})

func TestWarnings(t *testing.T) {
	runWarnings := func(c *UserPoolClient) error { return NewValidationError(c.Warnings()...) }
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
				assert.Equal(t, SeverityWarning, v.Rule.Severity())
				assert.Regexp(t, "^should ", v.Message, "the path is the subject")
			}
		})
	}
	assert.Nil(t, (*UserPoolClient)(nil).Warnings())
	assert.Nil(t, quiet().Warnings())
}

// knowing returns a pool that has everything that a client names.
func knowing(c *UserPoolClient) *UserPool {
	p := &UserPool{UserPoolTier: UserPoolTierEssentials, ResourceServers: []ResourceServer{}}
	for _, name := range c.SupportedIdentityProviders {
		p.IdentityProviders = append(p.IdentityProviders, IdentityProvider{ProviderName: name})
	}
	for _, name := range slices.Concat(c.ReadAttributes, c.WriteAttributes) {
		p.SchemaAttributes = append(p.SchemaAttributes, SchemaAttribute{Name: name, Required: slices.Contains(c.WriteAttributes, name)})
	}
	for _, scope := range c.AllowedOAuthScopes {
		if slash := strings.LastIndexByte(scope, '/'); slash >= 0 {
			p.ResourceServers = append(p.ResourceServers, ResourceServer{Identifier: scope[:slash], Scopes: []ResourceServerScope{{ScopeName: scope[slash+1:]}}})
		}
	}
	return p
}

func TestValidatorProperties(t *testing.T) {
	for _, c := range generated(t, 500) {
		create, update, warnings := c.Validate(), c.ValidateUpdate(), c.Warnings()
		known := Validator{Pool: knowing(c)}
		assert.Equal(t, create, known.ValidateCreate(c), "a pool that has everything changes nothing")
		assert.Equal(t, update, known.ValidateUpdate(c))
		assert.Equal(t, warnings, known.Warnings(c))
		assert.NoError(t, Validator{Ignore: Rules()}.ValidateCreate(c))
		assert.Empty(t, Validator{Ignore: Rules()}.Warnings(c))
		assert.Equal(t, create, Validator{Ignore: []Rule{"unknown"}}.ValidateCreate(c))
		empty := Validator{Pool: &UserPool{IdentityProviders: []IdentityProvider{}, ResourceServers: []ResourceServer{}, SchemaAttributes: []SchemaAttribute{{Name: "nickname", Required: true}}, UserPoolTier: UserPoolTierLite}}
		all := broken(t, empty.ValidateCreate(c))
		allWarnings := pathsAndRules(empty.Warnings(c))
		for _, rule := range Rules() {
			ignoring := Validator{Pool: empty.Pool, Ignore: []Rule{rule}}
			without := func(list []string) []string {
				var left []string
				for _, entry := range list {
					if !strings.HasSuffix(entry, " "+string(rule)) {
						left = append(left, entry)
					}
				}
				return left
			}
			assert.Equal(t, without(all), broken(t, ignoring.ValidateCreate(c)), rule)
			assert.Equal(t, without(allWarnings), pathsAndRules(ignoring.Warnings(c)), rule)
		}
		assert.Equal(t, broken(t, NewValidationError(warnings...)), pathsAndRules(warnings), "in the documented order")
		for _, v := range warnings {
			assert.Equal(t, SeverityWarning, v.Rule.Severity())
		}
	}
}

func TestUserPoolJSON(t *testing.T) {
	const pool = `{"Id":"us-west-2_aBcDeFgHi","Name":"example","UserPoolTier":"LITE","SchemaAttributes":[{"Name":"sub","AttributeDataType":"String","Required":true,"Mutable":false},{"Name":"custom:tenant"}],"EstimatedNumberOfUsers":1}`
	want := UserPool{Id: "us-west-2_aBcDeFgHi", UserPoolTier: UserPoolTierLite, SchemaAttributes: []SchemaAttribute{{Name: "sub", Required: true}, {Name: "custom:tenant"}}}
	for _, text := range []string{pool, `{"UserPool":` + pool + `}`} {
		var p UserPool
		require.NoError(t, json.Unmarshal([]byte(text), &p))
		assert.Equal(t, want, p)
		require.NoError(t, json.Unmarshal([]byte(`{"ResourceServers":[{"UserPoolId":"x","Identifier":"api","Name":"API","Scopes":[{"ScopeName":"read","ScopeDescription":"Read"}]}]}`), &p))
		with := want
		with.ResourceServers = []ResourceServer{{Identifier: "api", Scopes: []ResourceServerScope{{ScopeName: "read"}}}}
		assert.Equal(t, with, p)
		data, err := json.Marshal(p)
		require.NoError(t, err)
		var again UserPool
		require.NoError(t, json.Unmarshal(data, &again))
		assert.Equal(t, p, again)
	}
	p := UserPool{SchemaAttributes: []SchemaAttribute{{Name: "email", Required: true}}, IdentityProviders: []IdentityProvider{{ProviderName: "A"}}}
	q := p
	require.NoError(t, json.Unmarshal([]byte(`{"SchemaAttributes":[{"Name":"name"}],"IdentityProviders":[{"ProviderName":"B"}]}`), &q))
	assert.Equal(t, UserPool{SchemaAttributes: []SchemaAttribute{{Name: "name"}}, IdentityProviders: []IdentityProvider{{ProviderName: "B"}}}, q)
	assert.Equal(t, UserPool{SchemaAttributes: []SchemaAttribute{{Name: "email", Required: true}}, IdentityProviders: []IdentityProvider{{ProviderName: "A"}}}, p)
	assert.Error(t, json.Unmarshal([]byte(`{"UserPool":[]}`), &UserPool{}))
	assert.Error(t, json.Unmarshal([]byte(`[]`), &UserPool{}))
	assert.Error(t, json.Unmarshal([]byte(`{"Providers":[{"ProviderName":"A"}],"NextToken":"x"}`), &UserPool{}), "a page is not the list")
	assert.Error(t, json.Unmarshal([]byte(`{"ResourceServers":[],"NextToken":"x"}`), &UserPool{}))
	assert.Error(t, new(Timestamp).UnmarshalText([]byte("null")))
}
