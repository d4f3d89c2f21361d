// Package testclients holds the app clients that the tests of this module and
// of the modules below it share.
package testclients

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-cognito/cognito"
)

const (
	// Secret is a valid client secret.
	Secret = "abcdefghijklmnopqrstuvwx+YZ_0189"
	// ApplicationARN is the ARN of an Amazon Pinpoint project.
	ApplicationARN = "arn:aws:mobiletargeting:us-east-1:123456789012:apps/5f2c3e"
	// RoleARN is the ARN of a role.
	RoleARN = "arn:aws:iam::123456789012:role/example"
)

// Valid returns the client that the rows of the tables change: a server-side
// app that is valid to create and to update.
func Valid() *cognito.UserPoolClient {
	return &cognito.UserPoolClient{
		UserPoolId:                      "us-west-2_aBcDeFgHi",
		ClientName:                      "example",
		ClientId:                        "6p3bs000no6a4ue1idruvd05ad",
		GenerateSecret:                  true,
		CallbackURLs:                    []string{"https://example.com/callback"},
		AllowedOAuthFlows:               []cognito.OAuthFlow{cognito.OAuthFlowCode},
		AllowedOAuthScopes:              []string{"openid"},
		AllowedOAuthFlowsUserPoolClient: true,
	}
}

// EveryMember returns a client with a value in every member. It is valid to
// update, but not to create, because it has both kinds of secret.
func EveryMember() *cognito.UserPoolClient {
	return &cognito.UserPoolClient{
		UserPoolId:                               "us-west-2_aBcDeFgHi",
		ClientName:                               "example",
		ClientId:                                 "6p3bs000no6a4ue1idruvd05ad",
		GenerateSecret:                           true,
		ClientSecret:                             Secret,
		LastModifiedDate:                         cognito.Timestamp{Time: time.Unix(1548697449, 497e6).UTC()},
		CreationDate:                             cognito.Timestamp{Time: time.Unix(1548697449, 0).UTC()},
		ClientType:                               cognito.ClientTypeRegular,
		RefreshTokenValidity:                     10,
		AccessTokenValidity:                      new(int32(60)),
		IdTokenValidity:                          new(int32(60)),
		TokenValidityUnits:                       cognito.TokenValidityUnits{AccessToken: cognito.TimeUnitMinutes, IdToken: cognito.TimeUnitMinutes, RefreshToken: cognito.TimeUnitDays},
		ReadAttributes:                           []string{"email", "custom:tenant"},
		WriteAttributes:                          []string{"email", "custom:tenant"},
		ExplicitAuthFlows:                        []cognito.AuthFlow{cognito.AuthFlowAllowUserSRPAuth, cognito.AuthFlowAllowUserAuth},
		SupportedIdentityProviders:               []string{"COGNITO", "Google"},
		CallbackURLs:                             []string{"https://example.com/callback", "myapp://example"},
		LogoutURLs:                               []string{"https://example.com/bye", "http://localhost:3000/"},
		DefaultRedirectURI:                       "https://example.com/callback",
		AllowedOAuthFlows:                        []cognito.OAuthFlow{cognito.OAuthFlowCode, cognito.OAuthFlowImplicit},
		AllowedOAuthScopes:                       []string{"openid", "email", "api/read"},
		AllowedOAuthFlowsUserPoolClient:          true,
		AnalyticsConfiguration:                   &cognito.AnalyticsConfiguration{ApplicationId: "5f2c3e", RoleArn: RoleARN, ExternalId: "external", UserDataShared: true},
		PreventUserExistenceErrors:               cognito.UserExistenceErrorsEnabled,
		EnableTokenRevocation:                    new(true),
		EnablePropagateAdditionalUserContextData: true,
		AuthSessionValidity:                      new(int32(5)),
		RefreshTokenRotation:                     &cognito.RefreshTokenRotation{Feature: cognito.FeatureEnabled, RetryGracePeriodSeconds: 10},
	}
}

// Minimal returns a client with what CreateUserPoolClient requires and nothing
// else.
func Minimal() *cognito.UserPoolClient {
	return &cognito.UserPoolClient{UserPoolId: "us-west-2_aBcDeFgHi", ClientName: "example"}
}

// Typical returns a valid client with every member that a request to create
// can have at once.
func Typical() *cognito.UserPoolClient {
	c := EveryMember()
	c.ClientId, c.ClientType, c.GenerateSecret = "", "", false
	c.LastModifiedDate, c.CreationDate = cognito.Timestamp{}, cognito.Timestamp{}
	c.ReadAttributes = []string{"email", "email_verified", "name", "custom:tenant"}
	c.WriteAttributes = []string{"email", "name"}
	c.CallbackURLs = []string{
		"https://app.example.com/callback", "https://staging.example.com:8443/callback?tenant=a",
		"http://localhost:3000/callback", "myapp://example",
	}
	c.LogoutURLs = []string{"https://app.example.com/bye", "myapp://bye"}
	c.DefaultRedirectURI = "https://app.example.com/callback"
	c.AllowedOAuthScopes = []string{"openid", "email", "https://api.example.com/orders.read"}
	c.AnalyticsConfiguration = &cognito.AnalyticsConfiguration{ApplicationArn: ApplicationARN, UserDataShared: true}
	return c
}

// Largest returns a valid client with the longest lists of the longest
// strings that the service takes, and 100 attributes.
func Largest() *cognito.UserPoolClient { return largest("c") }

// LargestMultibyte is like [Largest], but its redirect URIs and providers
// consist mostly of multi-byte characters.
func LargestMultibyte() *cognito.UserPoolClient {
	c := largest("あ")
	c.SupportedIdentityProviders = slices.Repeat([]string{strings.Repeat("あ", 32)}, 2)
	return c
}

func largest(filler string) *cognito.UserPoolClient {
	c := Typical()
	c.ClientName = strings.Repeat("n", 128)
	c.CallbackURLs, c.LogoutURLs, c.AllowedOAuthScopes = nil, nil, nil
	for i := range 100 {
		prefix := "https://example.com/" + strconv.Itoa(i) + "/"
		url := prefix + strings.Repeat(filler, 1024-len(prefix))
		c.CallbackURLs = append(c.CallbackURLs, url)
		c.LogoutURLs = append(c.LogoutURLs, url)
	}
	c.DefaultRedirectURI = c.CallbackURLs[99]
	for i := range 50 {
		prefix := "https://api.example.com/" + strconv.Itoa(i) + "/"
		c.AllowedOAuthScopes = append(c.AllowedOAuthScopes, prefix+strings.Repeat("s", 256-len(prefix)))
	}
	c.ReadAttributes = slices.Repeat([]string{"email", "custom:tenant"}, 50)
	c.WriteAttributes = c.ReadAttributes
	return c
}

// Failing returns a client with ten violations.
func Failing() *cognito.UserPoolClient {
	c := Typical()
	c.ClientName = "Büro"
	c.AccessTokenValidity = new(int32(2000))
	c.TokenValidityUnits.IdToken = "weeks"
	c.WriteAttributes = []string{"sub", "tenant"}
	c.CallbackURLs = []string{"http://example.com/callback#", "callback"}
	c.DefaultRedirectURI = "https://example.com/"
	c.AuthSessionValidity = new(int32(60))
	return c
}

// Generate returns a client that fills in members at random, each with a value
// that is valid more often than not.
func Generate(random *rand.Rand) *cognito.UserPoolClient {
	c := &cognito.UserPoolClient{
		UserPoolId:                      "us-west-2_aBcDeFgHi",
		ClientName:                      pick(random, "example", "example", "example", "example", "example", "example", "example", ""),
		ClientId:                        pick(random, "6p3bs000no6a4ue1idruvd05ad", ""),
		GenerateSecret:                  random.IntN(2) == 0,
		ClientSecret:                    cognito.Secret(pick(random, "", "", "", "", Secret)),
		RefreshTokenValidity:            pick[int32](random, 0, 0, 0, 0, 1, 30, 3650, 3600, 87600, -1),
		TokenValidityUnits:              cognito.TokenValidityUnits{AccessToken: unit(random), IdToken: unit(random), RefreshToken: unit(random)},
		ReadAttributes:                  list(random, "email", "name", "custom:tenant"),
		WriteAttributes:                 list(random, "email", "name", "custom:tenant"),
		SupportedIdentityProviders:      list(random, "COGNITO", "Google", "My IdP"),
		AllowedOAuthFlowsUserPoolClient: random.IntN(2) == 0,
		PreventUserExistenceErrors:      pick(random, "", cognito.UserExistenceErrorsLegacy, cognito.UserExistenceErrorsEnabled),
	}
	c.AccessTokenValidity = maybe(random, pick[int32](random, 1, 1, 1, 5, 24, 300, 1440, 0))
	c.IdTokenValidity = maybe(random, pick[int32](random, 1, 1, 1, 5, 24, 300, 1440, 0))
	c.AuthSessionValidity = maybe(random, pick[int32](random, 3, 9, 15, 3, 9, 15, 16))
	c.EnableTokenRevocation = maybe(random, random.IntN(2) == 0)
	c.RefreshTokenRotation = maybe(random, cognito.RefreshTokenRotation{
		Feature:                 pick(random, cognito.FeatureEnabled, cognito.FeatureDisabled),
		RetryGracePeriodSeconds: random.Int32N(61),
	})
	c.AnalyticsConfiguration = maybe(random, cognito.AnalyticsConfiguration{ApplicationArn: ApplicationARN, UserDataShared: true})
	flows := []cognito.AuthFlow{cognito.AuthFlowAllowUserSRPAuth, cognito.AuthFlowAllowCustomAuth, cognito.AuthFlowAllowUserAuth}
	if random.IntN(4) == 0 {
		flows = append(flows, cognito.AuthFlowAllowRefreshTokenAuth, cognito.AuthFlowAdminNoSRPAuth)
	}
	c.ExplicitAuthFlows = list(random, flows...)
	if c.AllowedOAuthFlowsUserPoolClient {
		c.AllowedOAuthFlows = []cognito.OAuthFlow{pick(random, cognito.OAuthFlowCode, cognito.OAuthFlowImplicit, cognito.OAuthFlowCode)}
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

// maybe returns a pointer to value, or nil.
func maybe[T any](random *rand.Rand, value T) *T {
	if random.IntN(2) == 0 {
		return nil
	}
	return &value
}

func unit(random *rand.Rand) cognito.TimeUnit {
	return pick(random, "", "", "", "", "", "", "", "",
		cognito.TimeUnitHours, cognito.TimeUnitSeconds, cognito.TimeUnitMinutes, cognito.TimeUnitHours, cognito.TimeUnitDays, "weeks")
}

// list returns nil, an empty list or the first of the values.
func list[T any](random *rand.Rand, values ...T) []T {
	n := random.IntN(len(values) + 2)
	if n > len(values) {
		return nil
	}
	return append([]T{}, values[:n]...)
}
