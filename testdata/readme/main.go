package main

import (
	"errors"
	"fmt"

	"github.com/go-cognito/cognito"
)

func main() {
	client := &cognito.UserPoolClient{
		UserPoolId:          "us-west-2_aBcDeFgHi",
		ClientName:          "tenant-7",
		AccessTokenValidity: new(int32(60)), // meant as minutes
		CallbackURLs:        []string{"http://app.example.com/#/callback"},
		AllowedOAuthFlows:   []cognito.OAuthFlow{cognito.OAuthFlowCode},
		AllowedOAuthScopes:  []string{"openid"},

		AllowedOAuthFlowsUserPoolClient: true,
	}
	err := client.Validate()
	fmt.Println(err)
	fmt.Println(errors.Is(err, cognito.RuleRedirectURIFragment))

	client.TokenValidityUnits.AccessToken = cognito.TimeUnitMinutes
	client.CallbackURLs = []string{"https://app.example.com/callback"}
	fmt.Println(client.Validate())

	lifetimes, err := client.TokenLifetimes()
	fmt.Println(lifetimes.Access, lifetimes.Refresh, err)
	fmt.Println(client.WithDefaults().ExplicitAuthFlows)
}
