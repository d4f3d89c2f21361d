package awssdk_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider/types"
	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/awssdk"
)

func Example() {
	// In a program, from config.LoadDefaultConfig.
	config := aws.Config{Region: "us-west-2"}
	client := cognitoidentityprovider.NewFromConfig(config, awssdk.ValidateRequests)

	_, err := client.CreateUserPoolClient(context.Background(), awssdk.CreateInput(&cognito.UserPoolClient{
		UserPoolId:          "us-west-2_aBcDeFgHi",
		ClientName:          "example",
		AccessTokenValidity: new(int32(60)),
	}))
	if invalid, ok := errors.AsType[*cognito.ValidationError](err); ok {
		fmt.Println("not sent:", invalid)
	}
	// Output:
	// not sent: cognito: AccessTokenValidity: must be 5 minutes to 1 day, not 60 hours [token-validity.range]
}

func ExampleValidateRequestsWith() {
	// In a program, from DescribeUserPool.
	pool := &cognito.UserPool{IdentityProviders: []cognito.IdentityProvider{{ProviderName: "Okta"}}}
	client := cognitoidentityprovider.NewFromConfig(aws.Config{Region: "us-west-2"}, awssdk.ValidateRequestsWith(cognito.Validator{Pool: pool}))

	_, err := client.CreateUserPoolClient(context.Background(), awssdk.CreateInput(&cognito.UserPoolClient{
		UserPoolId:                 "us-west-2_aBcDeFgHi",
		ClientName:                 "example",
		SupportedIdentityProviders: []string{"COGNITO", "okta"},
	}))
	fmt.Println("not sent:", errors.Is(err, cognito.RuleIdentityProvidersNotInPool))
	for _, violation := range cognito.Violations(err) {
		fmt.Println(violation.Path, violation.Message)
	}
	// Output:
	// not sent: true
	// SupportedIdentityProviders[1] must be COGNITO or an identity provider of the pool (case matters), not "okta"
}

// fakePool is an API with one user pool, in place of a client of the SDK.
type fakePool struct{}

func (fakePool) DescribeUserPool(_ context.Context, in *cognitoidentityprovider.DescribeUserPoolInput, _ ...func(*cognitoidentityprovider.Options)) (*cognitoidentityprovider.DescribeUserPoolOutput, error) {
	return &cognitoidentityprovider.DescribeUserPoolOutput{UserPool: &types.UserPoolType{Id: in.UserPoolId, UserPoolTier: types.UserPoolTierTypeLite}}, nil
}

func (fakePool) ListIdentityProviders(context.Context, *cognitoidentityprovider.ListIdentityProvidersInput, ...func(*cognitoidentityprovider.Options)) (*cognitoidentityprovider.ListIdentityProvidersOutput, error) {
	return &cognitoidentityprovider.ListIdentityProvidersOutput{Providers: []types.ProviderDescription{{ProviderName: aws.String("Okta")}}}, nil
}

func (fakePool) DescribeIdentityProvider(_ context.Context, in *cognitoidentityprovider.DescribeIdentityProviderInput, _ ...func(*cognitoidentityprovider.Options)) (*cognitoidentityprovider.DescribeIdentityProviderOutput, error) {
	return &cognitoidentityprovider.DescribeIdentityProviderOutput{IdentityProvider: &types.IdentityProviderType{
		ProviderName: in.ProviderName, AttributeMapping: map[string]string{"email": "mail"},
	}}, nil
}

func (fakePool) ListResourceServers(context.Context, *cognitoidentityprovider.ListResourceServersInput, ...func(*cognitoidentityprovider.Options)) (*cognitoidentityprovider.ListResourceServersOutput, error) {
	return &cognitoidentityprovider.ListResourceServersOutput{}, nil
}

func ExampleDescribeUserPool() {
	pool, err := awssdk.DescribeUserPool(context.Background(), fakePool{}, "us-west-2_aBcDeFgHi")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(pool.UserPoolTier, pool.IdentityProviders)

	client := &cognito.UserPoolClient{
		UserPoolId:                 "us-west-2_aBcDeFgHi",
		ClientName:                 "example",
		ExplicitAuthFlows:          []cognito.AuthFlow{cognito.AuthFlowAllowUserAuth, cognito.AuthFlowAllowRefreshTokenAuth},
		SupportedIdentityProviders: []string{"Okta"},
		WriteAttributes:            []string{"name"},
		PreventUserExistenceErrors: cognito.UserExistenceErrorsEnabled,
	}
	validator := cognito.Validator{Pool: pool}
	fmt.Println(validator.ValidateCreate(client))
	for _, warning := range validator.Warnings(client) {
		fmt.Println("warning:", warning)
	}
	// Output:
	// LITE [{Okta map[email:mail]}]
	// cognito: ExplicitAuthFlows[0]: must not be ALLOW_USER_AUTH, which the LITE tier of the pool does not offer: leave it out, or change the tier to ESSENTIALS or PLUS [auth-flows.tier]
	// warning: WriteAttributes: should include "email", which the identity provider "Okta" maps: signing in through it fails [write-attributes.mapped-missing]
}

// fake is an API with one app client, in place of a client of the SDK.
type fake struct{ client *cognito.UserPoolClient }

func (f *fake) DescribeUserPoolClient(context.Context, *cognitoidentityprovider.DescribeUserPoolClientInput, ...func(*cognitoidentityprovider.Options)) (*cognitoidentityprovider.DescribeUserPoolClientOutput, error) {
	return &cognitoidentityprovider.DescribeUserPoolClientOutput{UserPoolClient: awssdk.Description(f.client)}, nil
}

func (f *fake) UpdateUserPoolClient(_ context.Context, in *cognitoidentityprovider.UpdateUserPoolClientInput, _ ...func(*cognitoidentityprovider.Options)) (*cognitoidentityprovider.UpdateUserPoolClientOutput, error) {
	secret := f.client.ClientSecret // no update has it
	f.client = awssdk.FromUpdateInput(in)
	f.client.ClientSecret = secret
	return &cognitoidentityprovider.UpdateUserPoolClientOutput{UserPoolClient: awssdk.Description(f.client)}, nil
}

func ExampleModify() {
	api := &fake{&cognito.UserPoolClient{
		UserPoolId:          "us-west-2_aBcDeFgHi",
		ClientId:            "6p3bs000no6a4ue1idruvd05ad",
		ClientName:          "example",
		AuthSessionValidity: new(int32(15)),
	}}
	changes, err := awssdk.Modify(context.Background(), api, "us-west-2_aBcDeFgHi", "6p3bs000no6a4ue1idruvd05ad", func(c *cognito.UserPoolClient) error {
		c.AccessTokenValidity, c.TokenValidityUnits.AccessToken = new(int32(30)), cognito.TimeUnitMinutes
		return nil
	})
	fmt.Println(changes, err)
	fmt.Println(*api.client.AuthSessionValidity, "minutes, as before")
	// Output:
	// [AccessTokenValidity: 1h0m0s -> 30m0s] <nil>
	// 15 minutes, as before
}

// reconcile brings an app client to the state that a configuration, without IDs
// and secrets, desires.
func reconcile(ctx context.Context, api awssdk.API, userPoolId, clientId string, config []byte) error {
	var desired cognito.UserPoolClient
	if err := json.Unmarshal(config, &desired); err != nil {
		return err
	}
	changes, err := awssdk.Modify(ctx, api, userPoolId, clientId, func(c *cognito.UserPoolClient) error {
		*c = *desired.Clone()
		return nil
	})
	if err != nil {
		return err
	}
	for _, change := range changes {
		fmt.Println("changed", change)
	}
	if len(changes) == 0 {
		fmt.Println("in sync")
	}
	return nil
}

func ExampleModify_desiredState() {
	api := &fake{&cognito.UserPoolClient{
		UserPoolId:           "us-west-2_aBcDeFgHi",
		ClientId:             "6p3bs000no6a4ue1idruvd05ad",
		ClientName:           "example",
		ClientSecret:         "abcdefghijklmnopqrstuvwxyz",
		RefreshTokenValidity: 90,
		AuthSessionValidity:  new(int32(15)),
	}}
	config := []byte(`{"ClientName": "example", "GenerateSecret": true, "RefreshTokenValidity": 60}`)
	for range 2 {
		if err := reconcile(context.Background(), api, "us-west-2_aBcDeFgHi", "6p3bs000no6a4ue1idruvd05ad", config); err != nil {
			fmt.Println(err)
		}
	}
	// Output:
	// changed RefreshTokenValidity: 2160h0m0s -> 1440h0m0s
	// changed AuthSessionValidity: 15m0s -> 3m0s
	// in sync
}

func ExampleReplaceError() {
	api := &fake{&cognito.UserPoolClient{
		UserPoolId:   "us-west-2_aBcDeFgHi",
		ClientId:     "6p3bs000no6a4ue1idruvd05ad",
		ClientName:   "example",
		ClientSecret: "abcdefghijklmnopqrstuvwxyz",
	}}
	_, err := awssdk.Modify(context.Background(), api, "us-west-2_aBcDeFgHi", "6p3bs000no6a4ue1idruvd05ad", func(c *cognito.UserPoolClient) error {
		c.ClientName, c.ClientSecret = "renamed", "zyxwvutsrqponmlkjihgfedcba"
		return nil
	})
	if replace, ok := errors.AsType[*awssdk.ReplaceError](err); ok {
		for _, change := range replace.Changes {
			fmt.Println(change, change.Replace)
		}
	}
	// Output:
	// ClientName: "example" -> "renamed" false
	// ClientSecret: [REDACTED] -> [REDACTED] true
}
