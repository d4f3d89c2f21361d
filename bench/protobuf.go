package bench

import (
	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/bench/clientpb"
)

// newMessage returns the client as a protocol buffer.
func newMessage(c *cognito.UserPoolClient) *clientpb.UserPoolClient {
	m := &clientpb.UserPoolClient{
		UserPoolId:                               c.UserPoolId,
		ClientName:                               c.ClientName,
		GenerateSecret:                           c.GenerateSecret,
		ClientSecret:                             string(c.ClientSecret),
		RefreshTokenValidity:                     c.RefreshTokenValidity,
		AccessTokenValidity:                      c.AccessTokenValidity,
		IdTokenValidity:                          c.IdTokenValidity,
		ReadAttributes:                           c.ReadAttributes,
		WriteAttributes:                          c.WriteAttributes,
		ExplicitAuthFlows:                        stringsOf(c.ExplicitAuthFlows),
		SupportedIdentityProviders:               c.SupportedIdentityProviders,
		CallbackUrls:                             c.CallbackURLs,
		LogoutUrls:                               c.LogoutURLs,
		DefaultRedirectUri:                       c.DefaultRedirectURI,
		AllowedOAuthFlows:                        stringsOf(c.AllowedOAuthFlows),
		AllowedOAuthScopes:                       c.AllowedOAuthScopes,
		AllowedOAuthFlowsUserPoolClient:          c.AllowedOAuthFlowsUserPoolClient,
		PreventUserExistenceErrors:               string(c.PreventUserExistenceErrors),
		EnableTokenRevocation:                    c.EnableTokenRevocation,
		EnablePropagateAdditionalUserContextData: c.EnablePropagateAdditionalUserContextData,
		AuthSessionValidity:                      c.AuthSessionValidity,
	}
	if u := c.TokenValidityUnits; u != (cognito.TokenValidityUnits{}) {
		m.TokenValidityUnits = &clientpb.TokenValidityUnits{
			AccessToken: string(u.AccessToken), IdToken: string(u.IdToken), RefreshToken: string(u.RefreshToken),
		}
	}
	if a := c.AnalyticsConfiguration; a != nil {
		m.AnalyticsConfiguration = &clientpb.AnalyticsConfiguration{
			ApplicationId: a.ApplicationId, ApplicationArn: a.ApplicationArn, RoleArn: a.RoleArn,
			ExternalId: a.ExternalId, UserDataShared: a.UserDataShared,
		}
	}
	if r := c.RefreshTokenRotation; r != nil {
		m.RefreshTokenRotation = &clientpb.RefreshTokenRotation{
			Feature: string(r.Feature), RetryGracePeriodSeconds: r.RetryGracePeriodSeconds,
		}
	}
	return m
}

func stringsOf[T ~string](list []T) []string {
	var all []string
	for _, v := range list {
		all = append(all, string(v))
	}
	return all
}
