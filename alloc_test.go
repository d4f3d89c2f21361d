//go:build !race

// The race detector has allocations of its own.

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

// Validating a valid client makes two allocations, whatever it has.
func TestAllocations(t *testing.T) {
	full := testclients.Typical()
	optional := []func(c *cognito.UserPoolClient){
		func(c *cognito.UserPoolClient) {
			*c = *full
			c.TokenValidityUnits = cognito.TokenValidityUnits{AccessToken: cognito.TimeUnitHours, RefreshToken: cognito.TimeUnitDays}
			c.AccessTokenValidity, c.IdTokenValidity, c.AuthSessionValidity = nil, nil, nil
			c.AnalyticsConfiguration, c.EnableTokenRevocation, c.RefreshTokenRotation = nil, nil, nil
		},
		func(c *cognito.UserPoolClient) { c.AccessTokenValidity = new(int32(24)) },
		func(c *cognito.UserPoolClient) { c.IdTokenValidity = new(int32(1)) },
		func(c *cognito.UserPoolClient) { c.AnalyticsConfiguration = full.AnalyticsConfiguration },
		func(c *cognito.UserPoolClient) { c.EnableTokenRevocation = full.EnableTokenRevocation },
		func(c *cognito.UserPoolClient) { c.AuthSessionValidity = full.AuthSessionValidity },
		func(c *cognito.UserPoolClient) { c.RefreshTokenRotation = full.RefreshTokenRotation },
	}
	for subset := range 1 << len(optional) {
		c := &cognito.UserPoolClient{UserPoolId: full.UserPoolId, ClientName: full.ClientName}
		for i, set := range optional {
			if subset>>i&1 == 1 {
				set(c)
			}
		}
		assertAllocations(t, c, "subset "+strconv.Itoa(subset))
	}
	assertAllocations(t, testclients.Typical(), "typical")
	assertAllocations(t, testclients.Largest(), "the largest")
}

func assertAllocations(t *testing.T, c *cognito.UserPoolClient, name string) {
	t.Helper()
	c.ClientId = testclients.Valid().ClientId
	for _, validate := range []func() error{c.Validate, c.ValidateUpdate} {
		require.NoError(t, validate(), name)
		assert.LessOrEqual(t, testing.AllocsPerRun(50, func() { _ = validate() }), 2.0, name)
	}
}

func TestRedirectURIAllocations(t *testing.T) {
	for _, uri := range []string{"https://example.com/callback", "myapp://example", "http://[::1]:3000/"} {
		require.NoError(t, cognito.ValidateRedirectURI(uri))
		assert.LessOrEqual(t, testing.AllocsPerRun(50, func() { _ = cognito.ValidateRedirectURI(uri) }), 1.0, uri)
	}
}

// The elements of a list make no allocation.
func TestListAllocations(t *testing.T) {
	one := testclients.Typical()
	many := one.Clone()
	many.ReadAttributes = slices.Repeat(many.ReadAttributes, 100)
	many.WriteAttributes = slices.Repeat(many.WriteAttributes, 100)
	many.ExplicitAuthFlows = slices.Repeat(many.ExplicitAuthFlows, 100)
	many.SupportedIdentityProviders = slices.Repeat(many.SupportedIdentityProviders, 100)
	many.CallbackURLs = slices.Repeat(many.CallbackURLs, 25)
	many.LogoutURLs = slices.Repeat(many.LogoutURLs, 50)
	many.AllowedOAuthScopes = slices.Repeat(many.AllowedOAuthScopes, 16)
	require.NoError(t, many.Validate())
	assert.Equal(t, testing.AllocsPerRun(50, func() { _ = one.Validate() }), testing.AllocsPerRun(50, func() { _ = many.Validate() }))
}

// Two clients that are equal make no allocation.
func TestDiffAllocations(t *testing.T) {
	for name, c := range map[string]*cognito.UserPoolClient{"minimal": testclients.Minimal(), "every member": testclients.EveryMember()} {
		other := c.Clone()
		require.Empty(t, cognito.Diff(c, other), name)
		assert.Zero(t, testing.AllocsPerRun(50, func() { _ = cognito.Diff(c, other) }), name)
	}
}
