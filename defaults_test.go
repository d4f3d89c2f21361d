package cognito_test

import (
	"testing"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
	"github.com/stretchr/testify/assert"
)

func TestDefaults(t *testing.T) {
	for _, row := range []struct{ want, got any }{
		{int32(30), cognito.DefaultRefreshTokenValidity},
		{int32(1), cognito.DefaultAccessTokenValidity},
		{int32(1), cognito.DefaultIdTokenValidity},
		{cognito.TimeUnitDays, cognito.DefaultRefreshTokenUnit},
		{cognito.TimeUnitHours, cognito.DefaultAccessTokenUnit},
		{cognito.TimeUnitHours, cognito.DefaultIdTokenUnit},
		{int32(3), cognito.DefaultAuthSessionValidity},
		{true, cognito.DefaultEnableTokenRevocation},
		{cognito.UserExistenceErrorsLegacy, cognito.DefaultPreventUserExistenceErrors},
		{[]cognito.AuthFlow{"ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"}, cognito.DefaultExplicitAuthFlows()},
	} {
		assert.Equal(t, row.want, row.got)
	}
	cognito.DefaultExplicitAuthFlows()[0] = "changed"
	assert.Equal(t, cognito.AuthFlowAllowRefreshTokenAuth, cognito.DefaultExplicitAuthFlows()[0], "a caller has changed the default")
}

// effective returns the defaults of a client that has only a name.
func effective() *cognito.UserPoolClient {
	return &cognito.UserPoolClient{
		UserPoolId:                 "us-west-2_aBcDeFgHi",
		ClientName:                 "example",
		RefreshTokenValidity:       30,
		AccessTokenValidity:        new(int32(1)),
		IdTokenValidity:            new(int32(1)),
		TokenValidityUnits:         cognito.TokenValidityUnits{AccessToken: cognito.TimeUnitHours, IdToken: cognito.TimeUnitHours, RefreshToken: cognito.TimeUnitDays},
		ExplicitAuthFlows:          []cognito.AuthFlow{cognito.AuthFlowAllowRefreshTokenAuth, cognito.AuthFlowAllowUserSRPAuth, cognito.AuthFlowAllowCustomAuth},
		PreventUserExistenceErrors: cognito.UserExistenceErrorsLegacy,
		EnableTokenRevocation:      new(true),
		AuthSessionValidity:        new(int32(3)),
	}
}

func TestWithDefaults(t *testing.T) {
	for _, row := range []struct {
		name string
		// Change the client before, and what is expected.
		mutate, wants func(c *cognito.UserPoolClient)
	}{
		{"nothing", func(c *cognito.UserPoolClient) {}, func(c *cognito.UserPoolClient) {}},
		{"RefreshTokenValidity", func(c *cognito.UserPoolClient) { c.RefreshTokenValidity = 10 }, func(c *cognito.UserPoolClient) { c.RefreshTokenValidity = 10 }},
		{"RefreshTokenValidity in minutes", func(c *cognito.UserPoolClient) { setRefresh(cognito.TimeUnitMinutes)(c, 60) },
			func(c *cognito.UserPoolClient) { setRefresh(cognito.TimeUnitMinutes)(c, 60) }},
		{"AccessTokenValidity", func(c *cognito.UserPoolClient) { c.AccessTokenValidity = new(int32(2)) }, func(c *cognito.UserPoolClient) { c.AccessTokenValidity = new(int32(2)) }},
		{"AccessTokenValidity in minutes", func(c *cognito.UserPoolClient) { setAccess(cognito.TimeUnitMinutes)(c, 5) },
			func(c *cognito.UserPoolClient) { setAccess(cognito.TimeUnitMinutes)(c, 5) }},
		{"IdTokenValidity", func(c *cognito.UserPoolClient) { c.IdTokenValidity = new(int32(24)) }, func(c *cognito.UserPoolClient) { c.IdTokenValidity = new(int32(24)) }},
		{"IdTokenValidity in seconds", func(c *cognito.UserPoolClient) { setID(cognito.TimeUnitSeconds)(c, 300) },
			func(c *cognito.UserPoolClient) { setID(cognito.TimeUnitSeconds)(c, 300) }},
		{"seconds without numbers", func(c *cognito.UserPoolClient) {
			c.TokenValidityUnits = cognito.TokenValidityUnits{cognito.TimeUnitSeconds, cognito.TimeUnitSeconds, cognito.TimeUnitSeconds}
		}, func(c *cognito.UserPoolClient) {
			setAccess(cognito.TimeUnitSeconds)(c, 3600)
			setID(cognito.TimeUnitSeconds)(c, 3600)
			setRefresh(cognito.TimeUnitSeconds)(c, 30*86400)
		}},
		{"minutes without numbers", func(c *cognito.UserPoolClient) {
			c.TokenValidityUnits = cognito.TokenValidityUnits{cognito.TimeUnitMinutes, cognito.TimeUnitMinutes, cognito.TimeUnitMinutes}
		}, func(c *cognito.UserPoolClient) {
			setAccess(cognito.TimeUnitMinutes)(c, 60)
			setID(cognito.TimeUnitMinutes)(c, 60)
			setRefresh(cognito.TimeUnitMinutes)(c, 30*1440)
		}},
		{"hours without numbers", func(c *cognito.UserPoolClient) {
			c.TokenValidityUnits = cognito.TokenValidityUnits{cognito.TimeUnitHours, cognito.TimeUnitHours, cognito.TimeUnitHours}
		}, func(c *cognito.UserPoolClient) { setRefresh(cognito.TimeUnitHours)(c, 30*24) }},
		{"days without numbers cannot express 1 hour", func(c *cognito.UserPoolClient) {
			c.TokenValidityUnits = cognito.TokenValidityUnits{cognito.TimeUnitDays, cognito.TimeUnitDays, cognito.TimeUnitDays}
		}, func(c *cognito.UserPoolClient) {}},
		{"invalid units are kept", func(c *cognito.UserPoolClient) {
			c.TokenValidityUnits = cognito.TokenValidityUnits{"weeks", "Hours", "x"}
			c.IdTokenValidity = new(int32(7))
		}, func(c *cognito.UserPoolClient) {
			c.TokenValidityUnits = cognito.TokenValidityUnits{"weeks", "Hours", "x"}
			c.RefreshTokenValidity, c.AccessTokenValidity, c.IdTokenValidity = 0, nil, new(int32(7))
		}},
		{"numbers out of range are kept", func(c *cognito.UserPoolClient) {
			c.RefreshTokenValidity, c.AccessTokenValidity, c.IdTokenValidity, c.AuthSessionValidity = -1, new(int32), new(int32(99)), new(int32)
		}, func(c *cognito.UserPoolClient) {
			c.RefreshTokenValidity, c.AccessTokenValidity, c.IdTokenValidity, c.AuthSessionValidity = -1, new(int32), new(int32(99)), new(int32)
		}},
		{"ExplicitAuthFlows", func(c *cognito.UserPoolClient) {
			c.ExplicitAuthFlows = []cognito.AuthFlow{cognito.AuthFlowUserPasswordAuth}
		},
			func(c *cognito.UserPoolClient) {
				c.ExplicitAuthFlows = []cognito.AuthFlow{cognito.AuthFlowUserPasswordAuth}
			}},
		{"empty ExplicitAuthFlows", func(c *cognito.UserPoolClient) { c.ExplicitAuthFlows = []cognito.AuthFlow{} }, func(c *cognito.UserPoolClient) {}},
		{"rotation enabled", func(c *cognito.UserPoolClient) {
			c.RefreshTokenRotation = &cognito.RefreshTokenRotation{Feature: cognito.FeatureEnabled}
		},
			func(c *cognito.UserPoolClient) {
				c.RefreshTokenRotation = &cognito.RefreshTokenRotation{Feature: cognito.FeatureEnabled}
				c.ExplicitAuthFlows = []cognito.AuthFlow{cognito.AuthFlowAllowUserSRPAuth, cognito.AuthFlowAllowCustomAuth}
			}},
		{"rotation disabled", func(c *cognito.UserPoolClient) {
			c.RefreshTokenRotation = &cognito.RefreshTokenRotation{Feature: cognito.FeatureDisabled}
		},
			func(c *cognito.UserPoolClient) {
				c.RefreshTokenRotation = &cognito.RefreshTokenRotation{Feature: cognito.FeatureDisabled}
			}},
		{"AuthSessionValidity", func(c *cognito.UserPoolClient) { c.AuthSessionValidity = new(int32(15)) }, func(c *cognito.UserPoolClient) { c.AuthSessionValidity = new(int32(15)) }},
		{"EnableTokenRevocation", func(c *cognito.UserPoolClient) { c.EnableTokenRevocation = new(false) }, func(c *cognito.UserPoolClient) { c.EnableTokenRevocation = new(false) }},
		{"PreventUserExistenceErrors", func(c *cognito.UserPoolClient) { c.PreventUserExistenceErrors = cognito.UserExistenceErrorsEnabled },
			func(c *cognito.UserPoolClient) { c.PreventUserExistenceErrors = cognito.UserExistenceErrorsEnabled }},
		{"members without a default are kept", func(c *cognito.UserPoolClient) {
			c.ReadAttributes, c.SupportedIdentityProviders, c.CallbackURLs = []string{}, []string{}, []string{"x"}
		}, func(c *cognito.UserPoolClient) {
			c.ReadAttributes, c.SupportedIdentityProviders, c.CallbackURLs = []string{}, []string{}, []string{"x"}
		}},
	} {
		t.Run(row.name, func(t *testing.T) {
			c := &cognito.UserPoolClient{UserPoolId: "us-west-2_aBcDeFgHi", ClientName: "example"}
			row.mutate(c)
			want := effective()
			row.wants(want)
			assert.Equal(t, want, c.WithDefaults())
			assertDefaults(t, c)
		})
	}
	assert.Nil(t, (*cognito.UserPoolClient)(nil).WithDefaults())
}

func TestWithDefaultsProperties(t *testing.T) {
	for _, c := range generated(t, 5000) {
		assertDefaults(t, c)
	}
	for _, r := range createRows() {
		c := testclients.Valid()
		r.mutate(c)
		assertDefaults(t, c)
	}
}

// assertDefaults asserts what holds for WithDefaults of any client.
func assertDefaults(t *testing.T, c *cognito.UserPoolClient) {
	t.Helper()
	before := c.Clone()
	d := c.WithDefaults()
	assert.Equal(t, before, c, "it never changes its receiver")
	assert.Equal(t, d, d.WithDefaults(), "it is idempotent")
	if c.Validate() == nil {
		assert.NoError(t, d.Validate(), "a valid client stays valid")
	}
	if c.ValidateUpdate() == nil {
		assert.NoError(t, d.ValidateUpdate(), "a valid client stays valid")
	}
	lifetimes, err := c.TokenLifetimes()
	after, errAfter := d.TokenLifetimes()
	assert.Equal(t, lifetimes, after, "the lifetimes are the same")
	assert.Equal(t, broken(t, err), broken(t, errAfter), "the lifetimes are the same")
}

func TestWithDefaultsSharesNothing(t *testing.T) {
	c := testclients.EveryMember()
	d := c.WithDefaults()
	c.CallbackURLs[0], c.ExplicitAuthFlows[0], c.ReadAttributes[0] = "x", "x", "x"
	*c.AccessTokenValidity, *c.AuthSessionValidity, c.RefreshTokenRotation.Feature = 99, 99, "x"
	assert.Equal(t, testclients.EveryMember(), d)

	d = (&cognito.UserPoolClient{AccessTokenValidity: c.AccessTokenValidity, TokenValidityUnits: cognito.TokenValidityUnits{AccessToken: "weeks"}}).WithDefaults()
	*c.AccessTokenValidity = 1
	assert.Equal(t, int32(99), *d.AccessTokenValidity, "with an invalid unit")
}
