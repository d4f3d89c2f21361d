// Package bench measures package cognito beside other ways to validate the
// same clients.
package bench

import (
	"slices"
	"strconv"
	"strings"

	"github.com/go-cognito/cognito"
)

// minimal has what is required and nothing else.
func minimal() *cognito.UserPoolClient {
	return &cognito.UserPoolClient{UserPoolId: "us-west-2_aBcDeFgHi", ClientName: "example"}
}

// typical has every member that a request can have at once.
func typical() *cognito.UserPoolClient {
	return &cognito.UserPoolClient{
		UserPoolId:                 "us-west-2_aBcDeFgHi",
		ClientName:                 "example",
		ClientSecret:               "abcdefghijklmnopqrstuvwx+YZ_0189",
		RefreshTokenValidity:       10,
		AccessTokenValidity:        new(int32(60)),
		IdTokenValidity:            new(int32(60)),
		TokenValidityUnits:         cognito.TokenValidityUnits{AccessToken: "minutes", IdToken: "minutes", RefreshToken: "days"},
		ReadAttributes:             []string{"email", "email_verified", "name", "custom:tenant"},
		WriteAttributes:            []string{"email", "name"},
		ExplicitAuthFlows:          []cognito.AuthFlow{"ALLOW_USER_SRP_AUTH", "ALLOW_USER_AUTH"},
		SupportedIdentityProviders: []string{"COGNITO", "Google"},
		CallbackURLs: []string{
			"https://app.example.com/callback", "https://staging.example.com:8443/callback?tenant=a",
			"http://localhost:3000/callback", "myapp://example",
		},
		LogoutURLs:                               []string{"https://app.example.com/bye", "myapp://bye"},
		DefaultRedirectURI:                       "https://app.example.com/callback",
		AllowedOAuthFlows:                        []cognito.OAuthFlow{"code", "implicit"},
		AllowedOAuthScopes:                       []string{"openid", "email", "https://api.example.com/orders.read"},
		AllowedOAuthFlowsUserPoolClient:          true,
		AnalyticsConfiguration:                   &cognito.AnalyticsConfiguration{ApplicationArn: "arn:aws:mobiletargeting:us-east-1:123456789012:apps/5f2c3e", UserDataShared: true},
		PreventUserExistenceErrors:               "ENABLED",
		EnableTokenRevocation:                    new(true),
		EnablePropagateAdditionalUserContextData: true,
		AuthSessionValidity:                      new(int32(5)),
		RefreshTokenRotation:                     &cognito.RefreshTokenRotation{Feature: "ENABLED", RetryGracePeriodSeconds: 10},
	}
}

// largest has the longest lists of the longest texts.
func largest() *cognito.UserPoolClient {
	c := typical()
	c.ClientName = strings.Repeat("n", 128)
	c.CallbackURLs, c.LogoutURLs, c.AllowedOAuthScopes = nil, nil, nil
	for i := range 100 {
		prefix := "https://example.com/" + strconv.Itoa(i) + "/"
		c.CallbackURLs = append(c.CallbackURLs, prefix+strings.Repeat("c", 1024-len(prefix)))
		c.LogoutURLs = append(c.LogoutURLs, prefix+strings.Repeat("b", 1024-len(prefix)))
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

// failing has ten violations.
func failing() *cognito.UserPoolClient {
	c := typical()
	c.ClientName = "Büro"
	c.AccessTokenValidity = new(int32(2000))
	c.TokenValidityUnits.IdToken = "weeks"
	c.WriteAttributes = []string{"sub", "tenant"}
	c.CallbackURLs = []string{"http://example.com/callback#", "callback"}
	c.DefaultRedirectURI = "https://example.com/"
	c.AuthSessionValidity = new(int32(60))
	return c
}
