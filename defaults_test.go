package cognito_test

import (
	"testing"

	. "github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
	"github.com/stretchr/testify/assert"
)

func TestDefaults(t *testing.T) {
	for _, row := range []struct{ want, got any }{
		{int32(30), DefaultRefreshTokenValidity},
		{int32(1), DefaultAccessTokenValidity},
		{int32(1), DefaultIdTokenValidity},
		{TimeUnitDays, DefaultRefreshTokenUnit},
		{TimeUnitHours, DefaultAccessTokenUnit},
		{TimeUnitHours, DefaultIdTokenUnit},
		{int32(3), DefaultAuthSessionValidity},
		{true, DefaultEnableTokenRevocation},
		{UserExistenceErrorsLegacy, DefaultPreventUserExistenceErrors},
		{[]AuthFlow{"ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"}, DefaultExplicitAuthFlows()},
	} {
		assert.Equal(t, row.want, row.got)
	}
	DefaultExplicitAuthFlows()[0] = "changed"
	assert.Equal(t, AuthFlowAllowRefreshTokenAuth, DefaultExplicitAuthFlows()[0], "a caller has changed the default")
}

// effective returns the defaults of a client that has only a name.
func effective() *UserPoolClient {
	return &UserPoolClient{
		UserPoolId:                 "us-west-2_aBcDeFgHi",
		ClientName:                 "example",
		RefreshTokenValidity:       30,
		AccessTokenValidity:        new(int32(1)),
		IdTokenValidity:            new(int32(1)),
		TokenValidityUnits:         TokenValidityUnits{AccessToken: TimeUnitHours, IdToken: TimeUnitHours, RefreshToken: TimeUnitDays},
		ExplicitAuthFlows:          []AuthFlow{AuthFlowAllowRefreshTokenAuth, AuthFlowAllowUserSRPAuth, AuthFlowAllowCustomAuth},
		PreventUserExistenceErrors: UserExistenceErrorsLegacy,
		EnableTokenRevocation:      new(true),
		AuthSessionValidity:        new(int32(3)),
	}
}

func TestWithDefaults(t *testing.T) {
	for _, row := range []struct {
		name          string
		mutate, wants func(c *UserPoolClient) // change the client before, and what is expected
	}{
		{"nothing", func(c *UserPoolClient) {}, func(c *UserPoolClient) {}},
		{"RefreshTokenValidity", func(c *UserPoolClient) { c.RefreshTokenValidity = 10 }, func(c *UserPoolClient) { c.RefreshTokenValidity = 10 }},
		{"RefreshTokenValidity in minutes", func(c *UserPoolClient) { setRefresh(TimeUnitMinutes)(c, 60) },
			func(c *UserPoolClient) { setRefresh(TimeUnitMinutes)(c, 60) }},
		{"AccessTokenValidity", func(c *UserPoolClient) { c.AccessTokenValidity = new(int32(2)) }, func(c *UserPoolClient) { c.AccessTokenValidity = new(int32(2)) }},
		{"AccessTokenValidity in minutes", func(c *UserPoolClient) { setAccess(TimeUnitMinutes)(c, 5) },
			func(c *UserPoolClient) { setAccess(TimeUnitMinutes)(c, 5) }},
		{"IdTokenValidity", func(c *UserPoolClient) { c.IdTokenValidity = new(int32(24)) }, func(c *UserPoolClient) { c.IdTokenValidity = new(int32(24)) }},
		{"IdTokenValidity in seconds", func(c *UserPoolClient) { setID(TimeUnitSeconds)(c, 300) },
			func(c *UserPoolClient) { setID(TimeUnitSeconds)(c, 300) }},
		{"seconds without numbers", func(c *UserPoolClient) {
			c.TokenValidityUnits = TokenValidityUnits{TimeUnitSeconds, TimeUnitSeconds, TimeUnitSeconds}
		}, func(c *UserPoolClient) {
			setAccess(TimeUnitSeconds)(c, 3600)
			setID(TimeUnitSeconds)(c, 3600)
			setRefresh(TimeUnitSeconds)(c, 30*86400)
		}},
		{"minutes without numbers", func(c *UserPoolClient) {
			c.TokenValidityUnits = TokenValidityUnits{TimeUnitMinutes, TimeUnitMinutes, TimeUnitMinutes}
		}, func(c *UserPoolClient) {
			setAccess(TimeUnitMinutes)(c, 60)
			setID(TimeUnitMinutes)(c, 60)
			setRefresh(TimeUnitMinutes)(c, 30*1440)
		}},
		{"hours without numbers", func(c *UserPoolClient) {
			c.TokenValidityUnits = TokenValidityUnits{TimeUnitHours, TimeUnitHours, TimeUnitHours}
		}, func(c *UserPoolClient) { setRefresh(TimeUnitHours)(c, 30*24) }},
		{"days without numbers cannot express 1 hour", func(c *UserPoolClient) {
			c.TokenValidityUnits = TokenValidityUnits{TimeUnitDays, TimeUnitDays, TimeUnitDays}
		}, func(c *UserPoolClient) {}},
		{"invalid units are kept", func(c *UserPoolClient) {
			c.TokenValidityUnits = TokenValidityUnits{"weeks", "Hours", "x"}
			c.IdTokenValidity = new(int32(7))
		}, func(c *UserPoolClient) {
			c.TokenValidityUnits = TokenValidityUnits{"weeks", "Hours", "x"}
			c.RefreshTokenValidity, c.AccessTokenValidity, c.IdTokenValidity = 0, nil, new(int32(7))
		}},
		{"numbers out of range are kept", func(c *UserPoolClient) {
			c.RefreshTokenValidity, c.AccessTokenValidity, c.IdTokenValidity, c.AuthSessionValidity = -1, new(int32), new(int32(99)), new(int32)
		}, func(c *UserPoolClient) {
			c.RefreshTokenValidity, c.AccessTokenValidity, c.IdTokenValidity, c.AuthSessionValidity = -1, new(int32), new(int32(99)), new(int32)
		}},
		{"ExplicitAuthFlows", func(c *UserPoolClient) { c.ExplicitAuthFlows = []AuthFlow{AuthFlowUserPasswordAuth} },
			func(c *UserPoolClient) { c.ExplicitAuthFlows = []AuthFlow{AuthFlowUserPasswordAuth} }},
		{"empty ExplicitAuthFlows", func(c *UserPoolClient) { c.ExplicitAuthFlows = []AuthFlow{} }, func(c *UserPoolClient) {}},
		{"rotation enabled", func(c *UserPoolClient) { c.RefreshTokenRotation = &RefreshTokenRotation{Feature: FeatureEnabled} },
			func(c *UserPoolClient) {
				c.RefreshTokenRotation = &RefreshTokenRotation{Feature: FeatureEnabled}
				c.ExplicitAuthFlows = []AuthFlow{AuthFlowAllowUserSRPAuth, AuthFlowAllowCustomAuth}
			}},
		{"rotation disabled", func(c *UserPoolClient) { c.RefreshTokenRotation = &RefreshTokenRotation{Feature: FeatureDisabled} },
			func(c *UserPoolClient) { c.RefreshTokenRotation = &RefreshTokenRotation{Feature: FeatureDisabled} }},
		{"AuthSessionValidity", func(c *UserPoolClient) { c.AuthSessionValidity = new(int32(15)) }, func(c *UserPoolClient) { c.AuthSessionValidity = new(int32(15)) }},
		{"EnableTokenRevocation", func(c *UserPoolClient) { c.EnableTokenRevocation = new(false) }, func(c *UserPoolClient) { c.EnableTokenRevocation = new(false) }},
		{"PreventUserExistenceErrors", func(c *UserPoolClient) { c.PreventUserExistenceErrors = UserExistenceErrorsEnabled },
			func(c *UserPoolClient) { c.PreventUserExistenceErrors = UserExistenceErrorsEnabled }},
		{"members without a default are kept", func(c *UserPoolClient) {
			c.ReadAttributes, c.SupportedIdentityProviders, c.CallbackURLs = []string{}, []string{}, []string{"x"}
		}, func(c *UserPoolClient) {
			c.ReadAttributes, c.SupportedIdentityProviders, c.CallbackURLs = []string{}, []string{}, []string{"x"}
		}},
	} {
		t.Run(row.name, func(t *testing.T) {
			c := &UserPoolClient{UserPoolId: "us-west-2_aBcDeFgHi", ClientName: "example"}
			row.mutate(c)
			want := effective()
			row.wants(want)
			assert.Equal(t, want, c.WithDefaults())
			assertDefaults(t, c)
		})
	}
	assert.Nil(t, (*UserPoolClient)(nil).WithDefaults())
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
func assertDefaults(t *testing.T, c *UserPoolClient) {
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

	d = (&UserPoolClient{AccessTokenValidity: c.AccessTokenValidity, TokenValidityUnits: TokenValidityUnits{AccessToken: "weeks"}}).WithDefaults()
	*c.AccessTokenValidity = 1
	assert.Equal(t, int32(99), *d.AccessTokenValidity, "with an invalid unit")
}
