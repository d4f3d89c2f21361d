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
