package awssdk_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/awssdk"
)

func Example() {
	config := aws.Config{Region: "us-west-2"} // in a program, from config.LoadDefaultConfig
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
	// not sent: cognito: AccessTokenValidity: is 60 hours, must be 5 minutes to 1 day [token-validity.range]
}

// fake is an API with one app client, in place of a client of the SDK.
type fake struct{ client *cognito.UserPoolClient }

func (f *fake) DescribeUserPoolClient(context.Context, *cognitoidentityprovider.DescribeUserPoolClientInput, ...func(*cognitoidentityprovider.Options)) (*cognitoidentityprovider.DescribeUserPoolClientOutput, error) {
	return &cognitoidentityprovider.DescribeUserPoolClientOutput{UserPoolClient: awssdk.Description(f.client)}, nil
}

func (f *fake) UpdateUserPoolClient(_ context.Context, in *cognitoidentityprovider.UpdateUserPoolClientInput, _ ...func(*cognitoidentityprovider.Options)) (*cognitoidentityprovider.UpdateUserPoolClientOutput, error) {
	f.client = awssdk.FromUpdateInput(in)
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
