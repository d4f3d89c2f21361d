package awssdk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/go-cognito/cognito"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// poolService speaks the JSON protocol of the service for a pool with three
// pages of identity providers and of resource servers. It refuses the
// operation failing.
func poolService(t *testing.T, failing string) *sdk.Client {
	t.Helper()
	return connect(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/x-amz-json-1.1")
		var input struct{ UserPoolId, NextToken string }
		assert.NoError(t, json.NewDecoder(r.Body).Decode(&input))
		assert.Equal(t, "us-west-2_aBcDeFgHi", input.UserPoolId)
		page := len(input.NextToken)
		token := ""
		if page < 2 {
			token = fmt.Sprintf(`, "NextToken": "%s"`, strings.Repeat("x", page+1))
		}
		operation := strings.TrimPrefix(r.Header.Get("X-Amz-Target"), "AWSCognitoIdentityProviderService.")
		body := ""
		switch operation {
		case "DescribeUserPool":
			body = `{"UserPool": {"Id": "us-west-2_aBcDeFgHi", "UserPoolTier": "ESSENTIALS", "SchemaAttributes": [{"Name": "email", "Required": true}, {"Name": "custom:tenant"}]}}`
		case "ListIdentityProviders":
			body = fmt.Sprintf(`{"Providers": [{"ProviderName": "P%d", "ProviderType": "OIDC"}, {"ProviderName": "Q%d"}]%s}`, page, page, token)
		case "ListResourceServers":
			body = fmt.Sprintf(`{"ResourceServers": [{"Identifier": "api%d", "Scopes": [{"ScopeName": "read"}]}, {"Identifier": "none%d"}]%s}`, page, page, token)
		}
		if operation == failing {
			w.WriteHeader(http.StatusBadRequest)
			body = `{"__type": "ResourceNotFoundException", "message": "no"}`
		}
		_, _ = io.WriteString(w, body)
	}))
}

func TestDescribeUserPool(t *testing.T) {
	pool, err := DescribeUserPool(t.Context(), poolService(t, ""), "us-west-2_aBcDeFgHi")
	require.NoError(t, err)
	read := []cognito.ResourceServerScope{{ScopeName: "read"}}
	assert.Equal(t, &cognito.UserPool{
		Id:                "us-west-2_aBcDeFgHi",
		UserPoolTier:      cognito.UserPoolTierEssentials,
		SchemaAttributes:  []cognito.SchemaAttribute{{Name: "email", Required: true}, {Name: "custom:tenant"}},
		IdentityProviders: []string{"P0", "Q0", "P1", "Q1", "P2", "Q2"},
		ResourceServers: []cognito.ResourceServer{
			{Identifier: "api0", Scopes: read}, {Identifier: "none0"},
			{Identifier: "api1", Scopes: read}, {Identifier: "none1"},
			{Identifier: "api2", Scopes: read}, {Identifier: "none2"},
		},
	}, pool)
	for _, operation := range []string{"DescribeUserPool", "ListIdentityProviders", "ListResourceServers"} {
		_, err := DescribeUserPool(t.Context(), poolService(t, operation), "us-west-2_aBcDeFgHi")
		assert.ErrorContains(t, err, operation)
	}
}

// emptyAPI returns empty outputs, as a fake may.
type emptyAPI struct{ PoolAPI }

func (emptyAPI) DescribeUserPool(context.Context, *sdk.DescribeUserPoolInput, ...func(*sdk.Options)) (*sdk.DescribeUserPoolOutput, error) {
	return &sdk.DescribeUserPoolOutput{}, nil
}

func TestDescribeUserPoolWithoutPool(t *testing.T) {
	_, err := DescribeUserPool(t.Context(), emptyAPI{}, "us-west-2_aBcDeFgHi")
	assert.Error(t, err)
}

func TestValidateRequestsWith(t *testing.T) {
	input := &sdk.CreateUserPoolClientInput{
		UserPoolId: aws.String("a_b"), ClientName: aws.String("c"), DefaultRedirectURI: aws.String(""),
		CallbackURLs: []string{"https://example.com/"}, SupportedIdentityProviders: []string{"Google"},
	}
	for _, row := range []struct {
		validator cognito.Validator
		want      []string
	}{
		{cognito.Validator{}, []string{"CallbackURLs oauth.not-enabled", "DefaultRedirectURI length"}},
		{cognito.Validator{Ignore: []cognito.Rule{cognito.RuleOAuthNotEnabled}}, []string{"DefaultRedirectURI length"}},
		{cognito.Validator{Ignore: []cognito.Rule{cognito.RuleLength}}, []string{"CallbackURLs oauth.not-enabled"}},
		{cognito.Validator{Pool: &cognito.UserPool{IdentityProviders: []string{}}}, []string{
			"SupportedIdentityProviders[0] identity-providers.not-in-pool", "CallbackURLs oauth.not-enabled", "DefaultRedirectURI length",
		}},
		{cognito.Validator{Ignore: cognito.Rules()}, nil},
	} {
		// The last one requested applies.
		client, arrived := service(t, ValidateRequests, ValidateRequestsWith(row.validator))
		_, err := client.CreateUserPoolClient(t.Context(), input)
		if row.want == nil {
			require.NoError(t, err)
			assert.Len(t, *arrived, 1)
			continue
		}
		assert.Equal(t, row.want, broken(t, err))
		assert.Empty(t, *arrived)
	}
	var invalid *cognito.ValidationError
	client, _ := service(t, ValidateRequestsWith(cognito.Validator{Ignore: cognito.Rules()}))
	_, err := client.CreateUserPoolClient(t.Context(), input, ValidateRequests)
	assert.True(t, errors.As(err, &invalid), "for one call")
}
