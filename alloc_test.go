//go:build !race

// The race detector has allocations of its own.

package cognito

import (
	"reflect"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A valid client makes at most one allocation per member that is present,
// whichever are.
func TestAllocations(t *testing.T) {
	full := typical()
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
		c := &UserPoolClient{UserPoolId: full.UserPoolId, ClientName: full.ClientName, ClientId: full.ClientId}
		for i, set := range optional {
			if subset>>i&1 == 1 {
				set(c)
			}
		}
		assertAllocations(t, c, "subset "+strconv.Itoa(subset))
	}
	assertAllocations(t, typical(), "typical")
	assertAllocations(t, largest(), "the largest")
}

func assertAllocations(t *testing.T, c *UserPoolClient, name string) {
	t.Helper()
	present := 0
	for _, value := range reflect.ValueOf(*c).Fields() {
		if !value.IsZero() {
			present++
		}
	}
	for _, validate := range []func() error{c.Validate, c.ValidateUpdate} {
		require.NoError(t, validate(), name)
		allocations := testing.AllocsPerRun(50, func() { _ = validate() })
		assert.LessOrEqual(t, allocations, float64(present), name)
	}
}

func TestRedirectURIAllocations(t *testing.T) {
	for _, uri := range []string{"https://example.com/callback", "myapp://example", "http://[::1]:3000/"} {
		require.NoError(t, ValidateRedirectURI(uri))
		assert.LessOrEqual(t, testing.AllocsPerRun(50, func() { _ = ValidateRedirectURI(uri) }), 1.0, uri)
	}
}

// A list's elements make no allocation.
func TestListAllocations(t *testing.T) {
	one := typical()
	many := one.Clone()
	many.ReadAttributes = slices.Repeat(many.ReadAttributes, 100)
	many.WriteAttributes = slices.Repeat(many.WriteAttributes, 100)
	many.ExplicitAuthFlows = slices.Repeat(many.ExplicitAuthFlows, 100)
	many.SupportedIdentityProviders = slices.Repeat(many.SupportedIdentityProviders, 100)
	many.CallbackURLs = slices.Repeat(many.CallbackURLs, 50)
	many.LogoutURLs = slices.Repeat(many.LogoutURLs, 50)
	many.AllowedOAuthScopes = slices.Repeat(many.AllowedOAuthScopes, 16)
	require.NoError(t, many.Validate())
	assert.Equal(t, testing.AllocsPerRun(50, func() { _ = one.Validate() }), testing.AllocsPerRun(50, func() { _ = many.Validate() }))
}
