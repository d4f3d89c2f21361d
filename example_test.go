package cognito_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/go-cognito/cognito"
	"github.com/go-playground/validator/v10"
)

func Example() {
	client := &cognito.UserPoolClient{
		UserPoolId:           "us-west-2_aBcDeFgHi",
		ClientName:           "tenant 7",
		RefreshTokenValidity: 30,
		AccessTokenValidity:  new(int32(60)), // hours, because no unit is given
		CallbackURLs:         []string{"http://app.example.com/#/callback"},
		AllowedOAuthFlows:    []cognito.OAuthFlow{cognito.OAuthFlowCode},
		AllowedOAuthScopes:   []string{"openid"},
	}
	fmt.Println(client.Validate())

	client.TokenValidityUnits.AccessToken = cognito.TimeUnitMinutes
	client.CallbackURLs = []string{"https://app.example.com/callback"}
	client.AllowedOAuthFlowsUserPoolClient = true
	fmt.Println(client.Validate())
	// Output:
	// cognito: 6 violations:
	//   AccessTokenValidity: is 60 hours, must be 5 minutes to 1 day [token-validity.range]
	//   CallbackURLs: has no effect unless AllowedOAuthFlowsUserPoolClient is true [oauth.not-enabled]
	//   CallbackURLs[0]: must not contain a fragment (#…): "http://app.example.com/#/callback" [redirect-uri.fragment]
	//   CallbackURLs[0]: must use https; http is allowed only for localhost, 127.0.0.1 and [::1]: "http://app.example.com/#/callback" [redirect-uri.https]
	//   AllowedOAuthFlows: has no effect unless AllowedOAuthFlowsUserPoolClient is true [oauth.not-enabled]
	//   AllowedOAuthScopes: has no effect unless AllowedOAuthFlowsUserPoolClient is true [oauth.not-enabled]
	// <nil>
}

func ExampleUserPoolClient_Validate() {
	var client cognito.UserPoolClient
	request := `{"UserPoolId": "us-west-2_aBcDeFgHi", "ClientName": "example", "AuthSessionValidity": 60, "PreventUserExistenceErrors": "true"}`
	if err := json.Unmarshal([]byte(request), &client); err != nil {
		fmt.Println(err)
		return
	}
	if invalid, ok := errors.AsType[*cognito.ValidationError](client.Validate()); ok {
		for _, v := range invalid.Violations {
			fmt.Println(v.Path, v.Rule, v.Rule.Source())
		}
	}
	// Output:
	// PreventUserExistenceErrors enum service model
	// AuthSessionValidity range service model
}

func ExampleUserPoolClient_ValidateUpdate() {
	client := cognito.UserPoolClient{
		UserPoolId: "us-west-2_aBcDeFgHi",
		ClientId:   "6p3bs000no6a4ue1idruvd05ad",
	}
	fmt.Println(client.ValidateUpdate())
	fmt.Println(client.Validate())
	// Output:
	// <nil>
	// cognito: ClientName: is required [required]
}

func ExampleRule() {
	err := cognito.ValidateRedirectURI("https://example.com/#/callback")
	fmt.Println(errors.Is(err, cognito.RuleRedirectURIFragment))
	fmt.Println(errors.Is(err, cognito.RuleRedirectURIHTTPS))
	fmt.Println(cognito.RuleRedirectURIFragment.Doc())
	// Output:
	// true
	// false
	// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html#CognitoUserPools-CreateUserPoolClient-request-CallbackURLs
}

func ExampleValidationError_Without() {
	client := cognito.UserPoolClient{
		UserPoolId:   "us-west-2_aBcDeFgHi",
		ClientName:   "OAuth comes later",
		CallbackURLs: []string{"https://example.com/callback"},
	}
	err := client.Validate()
	fmt.Println(err)
	if invalid, ok := errors.AsType[*cognito.ValidationError](err); ok {
		err = invalid.Without(cognito.RuleOAuthNotEnabled)
	}
	fmt.Println(err)
	// Output:
	// cognito: CallbackURLs: has no effect unless AllowedOAuthFlowsUserPoolClient is true [oauth.not-enabled]
	// <nil>
}

func ExampleValidator() {
	// From DescribeUserPool, ListIdentityProviders and ListResourceServers.
	pool := &cognito.UserPool{
		IdentityProviders: []string{"Google"},
		ResourceServers:   []cognito.ResourceServer{}, // there are none
	}
	client := &cognito.UserPoolClient{
		UserPoolId:                      "us-west-2_aBcDeFgHi",
		ClientName:                      "example",
		SupportedIdentityProviders:      []string{"COGNITO", "google"},
		CallbackURLs:                    []string{"https://example.com/callback"},
		AllowedOAuthFlows:               []cognito.OAuthFlow{cognito.OAuthFlowCode},
		AllowedOAuthScopes:              []string{"openid", "orders/read"},
		AllowedOAuthFlowsUserPoolClient: true,
	}
	fmt.Println(client.Validate())
	fmt.Println(cognito.Validator{Pool: pool}.ValidateCreate(client))
	// Output:
	// <nil>
	// cognito: 2 violations:
	//   SupportedIdentityProviders[1]: is "google", must be COGNITO or an identity provider of the pool (case matters) [identity-providers.not-in-pool]
	//   AllowedOAuthScopes[1]: is "orders/read", must be a scope that a resource server of the pool defines [oauth.scope-not-in-pool]
}

func ExampleUserPoolClient_Warnings() {
	client := &cognito.UserPoolClient{
		UserPoolId:                      "us-west-2_aBcDeFgHi",
		ClientName:                      "example",
		ExplicitAuthFlows:               []cognito.AuthFlow{cognito.AuthFlowAllowRefreshTokenAuth},
		CallbackURLs:                    []string{"https://*.example.com/callback"},
		AllowedOAuthFlows:               []cognito.OAuthFlow{cognito.OAuthFlowCode},
		AllowedOAuthScopes:              []string{"openid"},
		AllowedOAuthFlowsUserPoolClient: true,
	}
	fmt.Println(client.Validate())
	for _, warning := range client.Warnings() {
		fmt.Println(warning)
	}
	// Output:
	// <nil>
	// CallbackURLs[0]: has a *, which matches nothing but itself: list each redirect URI in full instead of "https://*.example.com/callback" [redirect-uri.wildcard]
	// PreventUserExistenceErrors: should be ENABLED: the default, LEGACY, lets errors reveal whether a user exists [user-existence-errors.disclosed]
}

func ExampleUserPoolClient_WithDefaults() {
	client := &cognito.UserPoolClient{
		UserPoolId:           "us-west-2_aBcDeFgHi",
		ClientName:           "example",
		TokenValidityUnits:   cognito.TokenValidityUnits{AccessToken: cognito.TimeUnitMinutes},
		RefreshTokenRotation: &cognito.RefreshTokenRotation{Feature: cognito.FeatureEnabled},
	}
	out := json.NewEncoder(os.Stdout)
	out.SetIndent("", "  ")
	if err := out.Encode(client.WithDefaults()); err != nil {
		fmt.Println(err)
	}
	// Output:
	// {
	//   "UserPoolId": "us-west-2_aBcDeFgHi",
	//   "ClientName": "example",
	//   "RefreshTokenValidity": 30,
	//   "AccessTokenValidity": 60,
	//   "IdTokenValidity": 1,
	//   "TokenValidityUnits": {
	//     "AccessToken": "minutes",
	//     "IdToken": "hours",
	//     "RefreshToken": "days"
	//   },
	//   "ExplicitAuthFlows": [
	//     "ALLOW_USER_SRP_AUTH",
	//     "ALLOW_CUSTOM_AUTH"
	//   ],
	//   "PreventUserExistenceErrors": "LEGACY",
	//   "EnableTokenRevocation": true,
	//   "AuthSessionValidity": 3,
	//   "RefreshTokenRotation": {
	//     "Feature": "ENABLED"
	//   }
	// }
}

func ExampleUserPoolClient_TokenLifetimes() {
	client := cognito.UserPoolClient{
		AccessTokenValidity: new(int32(90)),
		TokenValidityUnits:  cognito.TokenValidityUnits{AccessToken: cognito.TimeUnitMinutes},
	}
	lifetimes, err := client.TokenLifetimes()
	fmt.Println(lifetimes.Access, lifetimes.ID, lifetimes.Refresh, lifetimes.AuthSession, err)

	client.TokenValidityUnits = cognito.TokenValidityUnits{}
	_, err = client.TokenLifetimes()
	fmt.Println(err)
	// Output:
	// 1h30m0s 1h0m0s 720h0m0s 3m0s <nil>
	// cognito: AccessTokenValidity: is 90 hours, must be 5 minutes to 1 day [token-validity.range]
}

func ExampleValidateRedirectURI() {
	for _, uri := range []string{"https://example.com/callback", "myapp://example", "http://localhost:3000/", "http://localhost.com/", "www.example.com"} {
		fmt.Println(uri, cognito.ValidateRedirectURI(uri))
	}
	// Output:
	// https://example.com/callback <nil>
	// myapp://example <nil>
	// http://localhost:3000/ <nil>
	// http://localhost.com/ cognito: must use https; http is allowed only for localhost, 127.0.0.1 and [::1]: "http://localhost.com/" [redirect-uri.https]
	// www.example.com cognito: has no scheme, must be an absolute URI such as https://example.com/callback or myapp://example: "www.example.com" [redirect-uri.absolute]
}

func ExampleValidity() {
	n, unit, err := cognito.Validity(90 * time.Minute)
	fmt.Println(n, unit, err)
	// Output: 90 minutes <nil>
}

func ExampleRegister() {
	type config struct {
		Region string                 `validate:"required"`
		Client cognito.UserPoolClient // needs no tag
	}
	v := validator.New()
	if err := cognito.Register(v); err != nil {
		fmt.Println(err)
		return
	}
	err := v.Struct(config{Client: cognito.UserPoolClient{
		UserPoolId:         "us-west-2_aBcDeFgHi",
		ClientName:         "example",
		TokenValidityUnits: cognito.TokenValidityUnits{IdToken: "hour"},
	}})
	for _, field := range err.(validator.ValidationErrors) {
		fmt.Println(field.Namespace(), field.Tag())
	}
	// Output:
	// config.Region required
	// config.Client.TokenValidityUnits.IdToken enum
}
