package cognito_test

import (
	"encoding/json"
	"testing"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// knownPool is a pool of which everything is known.
func knownPool() *cognito.UserPool {
	return &cognito.UserPool{
		Id:                "us-west-2_aBcDeFgHi",
		UserPoolTier:      cognito.UserPoolTierEssentials,
		SchemaAttributes:  []cognito.SchemaAttribute{{Name: "sub", Required: true}, {Name: "email", Required: true}, {Name: "name"}, {Name: "custom:tenant"}, {Name: "dev:custom:tenant"}},
		IdentityProviders: []cognito.IdentityProvider{{ProviderName: "Google"}, {ProviderName: "My IdP", AttributeMapping: map[string]string{"username": "sub", "email_verified": "email_verified", "name": "name", "given_name": "given_name", "custom:tenant": "tenant"}}},
		ResourceServers: []cognito.ResourceServer{
			{Identifier: "api", Scopes: []cognito.ResourceServerScope{{ScopeName: "read"}, {ScopeName: "write"}}},
			{Identifier: "https://api.example.com/v1", Scopes: []cognito.ResourceServerScope{{ScopeName: "read"}}},
			{Identifier: "empty"},
		},
	}
}

// poolRows change what is known of a pool and the valid client.
var poolRows = []struct {
	change func(p *cognito.UserPool)
	row
}{
	{nil, row{"valid", func(c *cognito.UserPoolClient) {}, nil}},
	{nil, row{"identity providers", func(c *cognito.UserPoolClient) {
		c.SupportedIdentityProviders = []string{"COGNITO", "Google", "GOOGLE", "My IdP", "Facebook", ""}
	}, []string{
		"SupportedIdentityProviders[2] identity-providers.not-in-pool", "SupportedIdentityProviders[4] identity-providers.not-in-pool",
		"SupportedIdentityProviders[5] length",
	}}},
	{func(p *cognito.UserPool) { p.IdentityProviders = nil }, row{"identity providers not known", func(c *cognito.UserPoolClient) {
		c.SupportedIdentityProviders = []string{"Facebook"}
	}, nil}},
	{func(p *cognito.UserPool) { p.IdentityProviders = []cognito.IdentityProvider{} }, row{"no identity providers", func(c *cognito.UserPoolClient) {
		c.SupportedIdentityProviders = []string{"COGNITO", "Google"}
	}, []string{"SupportedIdentityProviders[1] identity-providers.not-in-pool"}}},
	{nil, row{"scopes", func(c *cognito.UserPoolClient) {
		c.AllowedOAuthScopes = []string{"openid", "api/read", "api/delete", "API/read", "https://api.example.com/v1/read", "https://api.example.com/read", "empty/", "empty/read"}
	}, []string{
		"AllowedOAuthScopes[2] oauth.scope-not-in-pool", "AllowedOAuthScopes[3] oauth.scope-not-in-pool",
		"AllowedOAuthScopes[5] oauth.scope-not-in-pool", "AllowedOAuthScopes[6] oauth.scope-format", "AllowedOAuthScopes[7] oauth.scope-not-in-pool",
	}}},
	{nil, row{"scopes of the service itself", func(c *cognito.UserPoolClient) {
		c.AllowedOAuthScopes = []string{"aws.cognito/dcr/register", "aws.cognito.x/read"}
	}, []string{"AllowedOAuthScopes[1] oauth.scope-not-in-pool"}}},
	{nil, row{"oidc:profile", func(c *cognito.UserPoolClient) {
		c.ReadAttributes, c.WriteAttributes = []string{"oidc:profile"}, []string{"email", "oidc:profile"}
	}, nil}},
	{func(p *cognito.UserPool) {
		p.SchemaAttributes = append(p.SchemaAttributes, cognito.SchemaAttribute{Name: "given_name", Required: true}, cognito.SchemaAttribute{Name: "address", Required: true})
	}, row{"required attributes and oidc:profile", func(c *cognito.UserPoolClient) { c.WriteAttributes = []string{"email", "oidc:profile"} },
		[]string{"WriteAttributes write-attributes.required-missing"}}},
	{func(p *cognito.UserPool) { p.ResourceServers = nil }, row{"resource servers not known", func(c *cognito.UserPoolClient) { c.AllowedOAuthScopes = []string{"a/b"} }, nil}},
	{func(p *cognito.UserPool) { p.ResourceServers = []cognito.ResourceServer{} }, row{"no resource servers", func(c *cognito.UserPoolClient) {
		c.AllowedOAuthScopes = []string{"openid", "api/read"}
	}, []string{"AllowedOAuthScopes[1] oauth.scope-not-in-pool"}}},
	{nil, row{"attributes", func(c *cognito.UserPoolClient) {
		c.ReadAttributes = []string{"nickname", "custom:tenant", "custom:Tenant", "dev:custom:tenant", "dev:custom:x", "tenant"}
		c.WriteAttributes = []string{"custom:x", "email"}
	}, []string{
		"ReadAttributes[2] attributes.not-in-pool", "ReadAttributes[4] attributes.not-in-pool", "ReadAttributes[5] attributes.unknown",
		"WriteAttributes[0] attributes.not-in-pool",
	}}},
	{func(p *cognito.UserPool) { p.SchemaAttributes = nil }, row{"schema not known", func(c *cognito.UserPoolClient) {
		c.ReadAttributes, c.WriteAttributes = []string{"custom:x"}, []string{"custom:x"}
	}, nil}},
	{func(p *cognito.UserPool) { p.SchemaAttributes = []cognito.SchemaAttribute{} }, row{"empty schema", func(c *cognito.UserPoolClient) {
		c.ReadAttributes, c.WriteAttributes = []string{"name", "custom:tenant"}, []string{"name", "custom:tenant"}
	}, []string{"ReadAttributes[1] attributes.not-in-pool", "WriteAttributes[1] attributes.not-in-pool"}}},
	{nil, row{"no WriteAttributes", func(c *cognito.UserPoolClient) { c.WriteAttributes = []string{} }, nil}},
	{func(p *cognito.UserPool) {
		p.SchemaAttributes = []cognito.SchemaAttribute{{Name: "name", Required: true}, {Name: "email", Required: true}, {Name: "name", Required: true}}
	}, row{"two required attributes are missing", func(c *cognito.UserPoolClient) { c.WriteAttributes = []string{"nickname"} },
		[]string{"WriteAttributes write-attributes.required-missing", "WriteAttributes write-attributes.required-missing"}}},
	{nil, row{"ALLOW_USER_AUTH", func(c *cognito.UserPoolClient) {
		c.ExplicitAuthFlows = []cognito.AuthFlow{cognito.AuthFlowAllowUserAuth}
	}, nil}},
	{func(p *cognito.UserPool) { p.UserPoolTier = "" }, row{"ALLOW_USER_AUTH, tier not known", func(c *cognito.UserPoolClient) {
		c.ExplicitAuthFlows = []cognito.AuthFlow{cognito.AuthFlowAllowUserAuth}
	}, nil}},
	{func(p *cognito.UserPool) { p.UserPoolTier = cognito.UserPoolTierPlus }, row{"ALLOW_USER_AUTH on PLUS", func(c *cognito.UserPoolClient) {
		c.ExplicitAuthFlows = []cognito.AuthFlow{cognito.AuthFlowAllowUserAuth}
	}, nil}},
	{func(p *cognito.UserPool) { p.UserPoolTier = cognito.UserPoolTierLite }, row{"ALLOW_USER_AUTH on LITE", func(c *cognito.UserPoolClient) {
		c.ExplicitAuthFlows = []cognito.AuthFlow{cognito.AuthFlowAllowCustomAuth, cognito.AuthFlowAllowUserAuth}
	}, []string{"ExplicitAuthFlows[1] auth-flows.tier"}}},
	{func(p *cognito.UserPool) { *p = cognito.UserPool{} }, row{"nothing is known", func(c *cognito.UserPoolClient) {
		c.SupportedIdentityProviders, c.AllowedOAuthScopes = []string{"x"}, []string{"a/b"}
		c.WriteAttributes, c.ExplicitAuthFlows = []string{"custom:x"}, []cognito.AuthFlow{cognito.AuthFlowAllowUserAuth}
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
			v := cognito.Validator{Pool: pool}
			assert.Equal(t, r.want, broken(t, v.ValidateCreate(c)))
			assert.Equal(t, r.want, broken(t, v.ValidateUpdate(c)))
			assert.Equal(t, clientBefore, c)
			assert.Equal(t, poolBefore, encode(t, pool))
		})
	}
}

// mappedRows are rows for the warnings of a validator that knows a pool.
var mappedRows = []row{
	{"no provider with a mapping", func(c *cognito.UserPoolClient) {
		c.SupportedIdentityProviders, c.WriteAttributes = []string{"COGNITO", "Google"}, []string{"email"}
	}, nil},
	{"no WriteAttributes", func(c *cognito.UserPoolClient) { c.SupportedIdentityProviders = []string{"My IdP"} }, nil},
	{"two missing", func(c *cognito.UserPoolClient) {
		c.SupportedIdentityProviders, c.WriteAttributes = []string{"My IdP", "My IdP"}, []string{"email", "name"}
	}, []string{
		"WriteAttributes write-attributes.mapped-missing", "WriteAttributes write-attributes.mapped-missing", "SupportedIdentityProviders[1] list.duplicate",
	}},
	{"oidc:profile", func(c *cognito.UserPoolClient) {
		c.SupportedIdentityProviders, c.WriteAttributes = []string{"My IdP"}, []string{"email", "oidc:profile"}
	}, []string{"WriteAttributes write-attributes.mapped-missing"}},
	{"all", func(c *cognito.UserPoolClient) {
		c.SupportedIdentityProviders, c.WriteAttributes = []string{"My IdP"}, []string{"email", "oidc:profile", "custom:tenant"}
	}, nil},
	{"in error", func(c *cognito.UserPoolClient) {
		c.SupportedIdentityProviders, c.WriteAttributes = []string{"My IdP"}, []string{"nickname"}
	}, nil},
}

func TestMappedAttributes(t *testing.T) {
	for _, r := range mappedRows {
		c := quiet()
		r.mutate(c)
		assert.Equal(t, r.want, pathsAndRules(cognito.Validator{Pool: knownPool()}.Warnings(c)), r.name)
	}
}

func TestUserPoolJSON(t *testing.T) {
	const pool = `{"Id":"us-west-2_aBcDeFgHi","Name":"example","UserPoolTier":"LITE","SchemaAttributes":[{"Name":"sub","AttributeDataType":"String","Required":true,"Mutable":false},{"Name":"custom:tenant"}],"EstimatedNumberOfUsers":1}`
	want := cognito.UserPool{Id: "us-west-2_aBcDeFgHi", UserPoolTier: cognito.UserPoolTierLite, SchemaAttributes: []cognito.SchemaAttribute{{Name: "sub", Required: true}, {Name: "custom:tenant"}}}
	for _, text := range []string{pool, `{"UserPool":` + pool + `}`} {
		var p cognito.UserPool
		require.NoError(t, json.Unmarshal([]byte(text), &p))
		assert.Equal(t, want, p)
		require.NoError(t, json.Unmarshal([]byte(`{"ResourceServers":[{"UserPoolId":"x","Identifier":"api","Name":"API","Scopes":[{"ScopeName":"read","ScopeDescription":"Read"}]}]}`), &p))
		with := want
		with.ResourceServers = []cognito.ResourceServer{{Identifier: "api", Scopes: []cognito.ResourceServerScope{{ScopeName: "read"}}}}
		assert.Equal(t, with, p)
		data, err := json.Marshal(p)
		require.NoError(t, err)
		var again cognito.UserPool
		require.NoError(t, json.Unmarshal(data, &again))
		assert.Equal(t, p, again)
	}
	p := cognito.UserPool{SchemaAttributes: []cognito.SchemaAttribute{{Name: "email", Required: true}}, IdentityProviders: []cognito.IdentityProvider{{ProviderName: "A"}}}
	q := p
	require.NoError(t, json.Unmarshal([]byte(`{"SchemaAttributes":[{"Name":"name"}],"IdentityProviders":[{"ProviderName":"B"}]}`), &q))
	assert.Equal(t, cognito.UserPool{SchemaAttributes: []cognito.SchemaAttribute{{Name: "name"}}, IdentityProviders: []cognito.IdentityProvider{{ProviderName: "B"}}}, q)
	assert.Equal(t, cognito.UserPool{SchemaAttributes: []cognito.SchemaAttribute{{Name: "email", Required: true}}, IdentityProviders: []cognito.IdentityProvider{{ProviderName: "A"}}}, p)
	assert.Error(t, json.Unmarshal([]byte(`{"UserPool":[]}`), &cognito.UserPool{}))
	assert.Error(t, json.Unmarshal([]byte(`[]`), &cognito.UserPool{}))
	assert.Error(t, json.Unmarshal([]byte(`{"Providers":[{"ProviderName":"A"}],"NextToken":"x"}`), &cognito.UserPool{}), "a page is not the list")
	assert.Error(t, json.Unmarshal([]byte(`{"ResourceServers":[],"NextToken":"x"}`), &cognito.UserPool{}))
	assert.Error(t, new(cognito.Timestamp).UnmarshalText([]byte("null")))
}
