package cognito_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
	"github.com/go-cognito/cognito/vectors"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// row changes the valid client and lists what is wrong with it then, in order:
// the path and the rule of each violation.
type row struct {
	name   string
	mutate func(c *cognito.UserPoolClient)
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
		t.Run(table.subject, func(t *testing.T) { runRows(t, table.rows, (*cognito.UserPoolClient).Validate) })
	}
}

func TestValidateUpdate(t *testing.T) {
	runRows(t, updateRows, (*cognito.UserPoolClient).ValidateUpdate)
}

func runRows(t *testing.T, rows []row, validate func(*cognito.UserPoolClient) error) {
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
	var invalid *cognito.ValidationError
	require.ErrorAs(t, err, &invalid)
	require.NotEmpty(t, invalid.Violations)
	return pathsAndRules(invalid.Violations)
}

func pathsAndRules(violations []cognito.Violation) []string {
	var list []string
	for _, v := range violations {
		list = append(list, strings.TrimPrefix(v.Path+" "+string(v.Rule), " "))
	}
	return list
}

func TestEveryRuleHasARow(t *testing.T) {
	hit := map[cognito.Rule]bool{}
	all := slices.Concat(createRows(), warningRows, mappedRows)
	for _, r := range poolRows {
		all = append(all, r.row)
	}
	for _, r := range all {
		for _, w := range r.want {
			hit[cognito.Rule(w[strings.LastIndexByte(w, ' ')+1:])] = true
		}
	}
	for _, r := range decodeRows {
		for _, w := range r.want {
			hit[cognito.Rule(w[strings.LastIndexByte(w, ' ')+1:])] = true
		}
	}
	for rule := range hit {
		assert.NotEmpty(t, rule.Severity(), "the catalogue lacks %s", rule)
	}
	vector, err := vectors.Load()
	require.NoError(t, err)
	for _, v := range vector {
		hit[v.Rule] = hit[v.Rule] || v.Result == vectors.Refused
	}
	for _, rule := range cognito.Rules() {
		assert.True(t, hit[rule], "neither a row nor a vector for %s", rule)
	}
}

func TestValidateNil(t *testing.T) {
	var c *cognito.UserPoolClient
	for _, err := range []error{c.Validate(), c.ValidateUpdate()} {
		var invalid *cognito.ValidationError
		require.Error(t, err)
		assert.NotErrorAs(t, err, &invalid)
	}
}

// The zero value of each type makes validator read every tag. It panics on a
// tag that it does not know.
func TestZeroValues(t *testing.T) {
	assert.Equal(t, []string{"UserPoolId required", "ClientName required"},
		broken(t, (&cognito.UserPoolClient{}).Validate()))
	assert.Equal(t, []string{"UserPoolId required", "ClientId required"},
		broken(t, (&cognito.UserPoolClient{}).ValidateUpdate()))
	full := &cognito.UserPoolClient{
		AccessTokenValidity:    new(int32),
		IdTokenValidity:        new(int32),
		AnalyticsConfiguration: &cognito.AnalyticsConfiguration{},
		EnableTokenRevocation:  new(bool),
		AuthSessionValidity:    new(int32),
		RefreshTokenRotation:   &cognito.RefreshTokenRotation{},
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

var togetherRows = []row{
	{"in the order of the fields", func(c *cognito.UserPoolClient) {
		*c = cognito.UserPoolClient{
			UserPoolId:                               "pool",
			ClientSecret:                             "short",
			GenerateSecret:                           true,
			RefreshTokenValidity:                     1,
			AccessTokenValidity:                      new(int32(60)),
			IdTokenValidity:                          new(int32(25)),
			TokenValidityUnits:                       cognito.TokenValidityUnits{IdToken: cognito.TimeUnitMinutes, AccessToken: cognito.TimeUnitMinutes, RefreshToken: cognito.TimeUnitMinutes},
			ReadAttributes:                           []string{"tenant"},
			WriteAttributes:                          []string{"sub", "tenant"},
			ExplicitAuthFlows:                        []cognito.AuthFlow{cognito.AuthFlowAllowRefreshTokenAuth, cognito.AuthFlowUserPasswordAuth, "x"},
			SupportedIdentityProviders:               []string{""},
			CallbackURLs:                             slices.Repeat([]string{"http://example.com/#"}, 12),
			LogoutURLs:                               []string{"bye"},
			DefaultRedirectURI:                       "http://example.com",
			AllowedOAuthFlows:                        []cognito.OAuthFlow{cognito.OAuthFlowClientCredentials, cognito.OAuthFlowCode},
			AllowedOAuthScopes:                       []string{"openid", "api"},
			AnalyticsConfiguration:                   &cognito.AnalyticsConfiguration{ApplicationArn: "arn"},
			PreventUserExistenceErrors:               "x",
			EnablePropagateAdditionalUserContextData: true,
			AuthSessionValidity:                      new(int32(16)),
			RefreshTokenRotation:                     &cognito.RefreshTokenRotation{Feature: cognito.FeatureEnabled, RetryGracePeriodSeconds: 61},
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
	around("ClientId", 0, 128, "ClientId length", func(c *cognito.UserPoolClient, n int) { c.ClientId = fill(n, "", "c") }),
	[]row{
		{"valid", func(c *cognito.UserPoolClient) {}, nil},
		{"the minimum", func(c *cognito.UserPoolClient) { *c = cognito.UserPoolClient{UserPoolId: "a_b", ClientId: "c"} }, nil},
		{"UserPoolId", func(c *cognito.UserPoolClient) { c.UserPoolId = "" }, []string{"UserPoolId required"}},
		{"ClientId", func(c *cognito.UserPoolClient) { c.ClientId = "" }, []string{"ClientId required"}},
		{"ClientId 1", func(c *cognito.UserPoolClient) { c.ClientId = "c" }, nil},
		{"ClientName is optional", func(c *cognito.UserPoolClient) { c.ClientName = "" }, nil},
		{"ClientSecret is not part of it", func(c *cognito.UserPoolClient) { c.ClientSecret = "short!" }, nil},
		{"client_credentials on a client whose secret is not known", func(c *cognito.UserPoolClient) {
			machine(c)
			c.GenerateSecret = false
		}, nil},
		{"client_credentials on a client with a secret", func(c *cognito.UserPoolClient) {
			machine(c)
			c.GenerateSecret, c.ClientSecret = false, testclients.Secret
		}, nil},
		{"client token on a client whose secret is not known", func(c *cognito.UserPoolClient) {
			c.GenerateSecret, c.ExplicitAuthFlows = false, []cognito.AuthFlow{cognito.AuthFlowAllowClientTokenAuth}
		}, nil},
		{"context data on a client whose secret is not known", func(c *cognito.UserPoolClient) {
			c.GenerateSecret = false
			c.EnablePropagateAdditionalUserContextData = true
		}, nil},
		{"the ARN and the role, as describe returns", func(c *cognito.UserPoolClient) {
			c.AnalyticsConfiguration = &cognito.AnalyticsConfiguration{ApplicationArn: testclients.ApplicationARN, RoleArn: testclients.RoleARN}
		}, nil},
		{"the ARN and the external ID", func(c *cognito.UserPoolClient) {
			c.AnalyticsConfiguration = &cognito.AnalyticsConfiguration{ApplicationArn: testclients.ApplicationARN, ExternalId: "x"}
		}, []string{"AnalyticsConfiguration analytics.form"}},
		{"the ARN, the role and the ID", func(c *cognito.UserPoolClient) {
			c.AnalyticsConfiguration = &cognito.AnalyticsConfiguration{ApplicationArn: testclients.ApplicationARN, RoleArn: testclients.RoleARN, ApplicationId: "5f2c3e"}
		}, []string{"AnalyticsConfiguration analytics.form"}},
		{"the other rules hold", func(c *cognito.UserPoolClient) {
			c.AccessTokenValidity = new(int32(60))
			c.CallbackURLs[0] = "http://example.com"
			c.AllowedOAuthFlowsUserPoolClient = false
			c.RefreshTokenRotation = &cognito.RefreshTokenRotation{}
		}, []string{
			"AccessTokenValidity token-validity.range",
			"CallbackURLs oauth.not-enabled", "CallbackURLs[0] redirect-uri.https",
			"AllowedOAuthFlows oauth.not-enabled", "AllowedOAuthScopes oauth.not-enabled",
			"RefreshTokenRotation.Feature required",
		}},
	},
)

// knowing returns a pool that has everything that a client names.
func knowing(c *cognito.UserPoolClient) *cognito.UserPool {
	p := &cognito.UserPool{UserPoolTier: cognito.UserPoolTierEssentials, ResourceServers: []cognito.ResourceServer{}}
	for _, name := range c.SupportedIdentityProviders {
		p.IdentityProviders = append(p.IdentityProviders, cognito.IdentityProvider{ProviderName: name})
	}
	for _, name := range slices.Concat(c.ReadAttributes, c.WriteAttributes) {
		p.SchemaAttributes = append(p.SchemaAttributes, cognito.SchemaAttribute{Name: name, Required: slices.Contains(c.WriteAttributes, name)})
	}
	for _, scope := range c.AllowedOAuthScopes {
		if slash := strings.LastIndexByte(scope, '/'); slash >= 0 {
			p.ResourceServers = append(p.ResourceServers, cognito.ResourceServer{Identifier: scope[:slash], Scopes: []cognito.ResourceServerScope{{ScopeName: scope[slash+1:]}}})
		}
	}
	return p
}

func TestValidatorProperties(t *testing.T) {
	for _, c := range generated(t, 500) {
		create, update, warnings := c.Validate(), c.ValidateUpdate(), c.Warnings()
		known := cognito.Validator{Pool: knowing(c)}
		assert.Equal(t, create, known.ValidateCreate(c), "a pool that has everything changes nothing")
		assert.Equal(t, update, known.ValidateUpdate(c))
		assert.Equal(t, warnings, known.Warnings(c))
		assert.NoError(t, cognito.Validator{Ignore: cognito.Rules()}.ValidateCreate(c))
		assert.Empty(t, cognito.Validator{Ignore: cognito.Rules()}.Warnings(c))
		assert.Equal(t, create, cognito.Validator{Ignore: []cognito.Rule{"unknown"}}.ValidateCreate(c))
		empty := cognito.Validator{Pool: &cognito.UserPool{IdentityProviders: []cognito.IdentityProvider{}, ResourceServers: []cognito.ResourceServer{}, SchemaAttributes: []cognito.SchemaAttribute{{Name: "nickname", Required: true}}, UserPoolTier: cognito.UserPoolTierLite}}
		all := broken(t, empty.ValidateCreate(c))
		allWarnings := pathsAndRules(empty.Warnings(c))
		for _, rule := range cognito.Rules() {
			ignoring := cognito.Validator{Pool: empty.Pool, Ignore: []cognito.Rule{rule}}
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
		assert.Equal(t, broken(t, cognito.NewValidationError(warnings...)), pathsAndRules(warnings), "in the documented order")
		for _, v := range warnings {
			assert.Equal(t, cognito.SeverityWarning, v.Rule.Severity())
		}
	}
}
