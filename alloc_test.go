//go:build !race

// The race detector has allocations of its own.

package cognito_test

import (
	"reflect"
	"slices"
	"strconv"
	"testing"

	. "github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Validating a valid client makes two allocations, and at most two for each
// pointer in it.
func TestAllocations(t *testing.T) {
	full := testclients.Typical()
	optional := []func(c *UserPoolClient){
		func(c *UserPoolClient) {
			*c = *full
			c.TokenValidityUnits = TokenValidityUnits{AccessToken: TimeUnitHours, RefreshToken: TimeUnitDays}
			c.AccessTokenValidity, c.IdTokenValidity, c.AuthSessionValidity = nil, nil, nil
			c.AnalyticsConfiguration, c.EnableTokenRevocation, c.RefreshTokenRotation = nil, nil, nil
		},
		func(c *UserPoolClient) { c.AccessTokenValidity = new(int32(24)) },
		func(c *UserPoolClient) { c.IdTokenValidity = new(int32(1)) },
		func(c *UserPoolClient) { c.AnalyticsConfiguration = full.AnalyticsConfiguration },
		func(c *UserPoolClient) { c.EnableTokenRevocation = full.EnableTokenRevocation },
		func(c *UserPoolClient) { c.AuthSessionValidity = full.AuthSessionValidity },
		func(c *UserPoolClient) { c.RefreshTokenRotation = full.RefreshTokenRotation },
	}
	for subset := range 1 << len(optional) {
		c := &UserPoolClient{UserPoolId: full.UserPoolId, ClientName: full.ClientName}
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

func assertAllocations(t *testing.T, c *UserPoolClient, name string) {
	t.Helper()
	limit := 2
	for _, value := range reflect.ValueOf(*c).Fields() {
		if value.Kind() == reflect.Pointer && !value.IsNil() {
			limit += 2
		}
	}
	c.ClientId = testclients.Valid().ClientId
	for _, validate := range []func() error{c.Validate, c.ValidateUpdate} {
		require.NoError(t, validate(), name)
		assert.LessOrEqual(t, testing.AllocsPerRun(50, func() { _ = validate() }), float64(limit), name)
	}
}

func TestRedirectURIAllocations(t *testing.T) {
	for _, uri := range []string{"https://example.com/callback", "myapp://example", "http://[::1]:3000/"} {
		require.NoError(t, ValidateRedirectURI(uri))
		assert.LessOrEqual(t, testing.AllocsPerRun(50, func() { _ = ValidateRedirectURI(uri) }), 1.0, uri)
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
	for name, c := range map[string]*UserPoolClient{"minimal": testclients.Minimal(), "every member": testclients.EveryMember()} {
		other := c.Clone()
		require.Empty(t, Diff(c, other), name)
		assert.Zero(t, testing.AllocsPerRun(50, func() { _ = Diff(c, other) }), name)
	}
}
