package cognito

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// generated are clients that fill in members at random, each value right more
// often than wrong.
func generated(t *testing.T, n int) []*UserPoolClient {
	t.Helper()
	random := rand.New(rand.NewPCG(3, 4))
	var clients []*UserPoolClient
	validOnes := 0
	for range n {
		c := generate(random)
		if c.Validate() == nil {
			validOnes++
		}
		clients = append(clients, c)
	}
	require.Greater(t, validOnes, n/10, "hardly a client is valid")
	require.Less(t, validOnes, n*9/10, "hardly a client is invalid")
	return clients
}

func generate(random *rand.Rand) *UserPoolClient {
	c := &UserPoolClient{
		UserPoolId:                      "us-west-2_aBcDeFgHi",
		ClientName:                      pick(random, "example", "example", "example", "example", "example", "example", "example", ""),
		ClientId:                        pick(random, "6p3bs000no6a4ue1idruvd05ad", ""),
		GenerateSecret:                  random.IntN(2) == 0,
		ClientSecret:                    Secret(pick(random, "", "", "", "", secret)),
		RefreshTokenValidity:            pick[int32](random, 0, 0, 0, 0, 1, 30, 3650, 3600, 87600, -1),
		TokenValidityUnits:              TokenValidityUnits{unit(random), unit(random), unit(random)},
		ReadAttributes:                  list(random, "email", "name", "custom:tenant"),
		WriteAttributes:                 list(random, "email", "name", "custom:tenant"),
		SupportedIdentityProviders:      list(random, "COGNITO", "Google", "My IdP"),
		AllowedOAuthFlowsUserPoolClient: random.IntN(2) == 0,
		PreventUserExistenceErrors:      pick(random, "", UserExistenceErrorsLegacy, UserExistenceErrorsEnabled),
	}
	c.AccessTokenValidity = maybe(random, pick[int32](random, 1, 1, 1, 5, 24, 300, 1440, 0))
	c.IdTokenValidity = maybe(random, pick[int32](random, 1, 1, 1, 5, 24, 300, 1440, 0))
	c.AuthSessionValidity = maybe(random, pick[int32](random, 3, 9, 15, 3, 9, 15, 16))
	c.EnableTokenRevocation = maybe(random, random.IntN(2) == 0)
	c.RefreshTokenRotation = maybe(random, RefreshTokenRotation{
		Feature:                 pick(random, FeatureEnabled, FeatureDisabled),
		RetryGracePeriodSeconds: random.Int32N(61),
	})
	c.AnalyticsConfiguration = maybe(random, AnalyticsConfiguration{ApplicationArn: applicationARN, UserDataShared: true})
	flows := []AuthFlow{AuthFlowAllowUserSRPAuth, AuthFlowAllowCustomAuth, AuthFlowAllowUserAuth}
	if random.IntN(4) == 0 {
		flows = append(flows, AuthFlowAllowRefreshTokenAuth, AuthFlowAdminNoSRPAuth)
	}
	c.ExplicitAuthFlows = list(random, flows...)
	if c.AllowedOAuthFlowsUserPoolClient {
		c.AllowedOAuthFlows = []OAuthFlow{pick(random, OAuthFlowCode, OAuthFlowImplicit, OAuthFlowCode)}
		c.AllowedOAuthScopes = append(list(random, "openid", "email"), "api/read")
		c.CallbackURLs = append(list(random, "myapp://example", "http://localhost:3000/"), "https://example.com/callback")
		c.LogoutURLs = list(random, "https://example.com/bye", "myapp://bye")
		c.DefaultRedirectURI = pick(random, "", "https://example.com/callback")
	}
	return c
}

func pick[T any](random *rand.Rand, values ...T) T {
	return values[random.IntN(len(values))]
}

func maybe[T any](random *rand.Rand, value T) *T {
	if random.IntN(2) == 0 {
		return nil
	}
	return &value
}

func unit(random *rand.Rand) TimeUnit {
	return pick(random, "", "", "", "", "", "", "", "", TimeUnitHours, TimeUnitSeconds, TimeUnitMinutes, TimeUnitHours, TimeUnitDays, "weeks")
}

// list is nil, empty or some of the values.
func list[T any](random *rand.Rand, values ...T) []T {
	n := random.IntN(len(values) + 2)
	if n > len(values) {
		return nil
	}
	return append([]T{}, values[:n]...)
}
