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
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider/types"
	"github.com/go-cognito/cognito"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// poolService speaks the JSON protocol of the service for a pool with as many
// pages of identity providers and of resource servers as there are tokens, and
// a last one.
type poolService struct {
	*testing.T
	// By operation, the token after each page.
	tokens map[string][]string
	// The operation to refuse.
	failing string
	// The operations, and of a page the token.
	calls []string
}

func (s *poolService) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/x-amz-json-1.1")
	var input struct{ UserPoolId, NextToken, ProviderName string }
	assert.NoError(s, json.NewDecoder(r.Body).Decode(&input))
	assert.Equal(s, "us-west-2_aBcDeFgHi", input.UserPoolId)
	operation := strings.TrimPrefix(r.Header.Get("X-Amz-Target"), "AWSCognitoIdentityProviderService.")
	page := 0
	for _, call := range s.calls {
		if strings.HasPrefix(call, operation) {
			page++
		}
	}
	s.calls = append(s.calls, strings.TrimSpace(operation+" "+input.NextToken+input.ProviderName))
	token := ""
	if tokens := s.tokens[operation]; page < len(tokens) {
		token = fmt.Sprintf(`, "NextToken": %q`, tokens[page])
	}
	body := ""
	switch operation {
	case "DescribeUserPool":
		body = `{"UserPool": {"Id": "us-west-2_aBcDeFgHi", "UserPoolTier": "ESSENTIALS", "SchemaAttributes": [{"Name": "email", "Required": true}, {"Name": "custom:tenant"}]}}`
	case "ListIdentityProviders":
		body = fmt.Sprintf(`{"Providers": [{"ProviderName": "P%d", "ProviderType": "OIDC"}, {"ProviderName": "Q%d"}]%s}`, page, page, token)
	case "DescribeIdentityProvider":
		mapping := map[string]string{"P0": `, "AttributeMapping": {"email": "mail", "custom:tenant": "org"}`, "Q0": `, "AttributeMapping": {}`}
		body = fmt.Sprintf(`{"IdentityProvider": {"ProviderName": %q%s}}`, input.ProviderName, mapping[input.ProviderName])
	case "ListResourceServers":
		body = fmt.Sprintf(`{"ResourceServers": [{"Identifier": "api%d", "Scopes": [{"ScopeName": "read"}]}, {"Identifier": "none%d"}]%s}`, page, page, token)
	}
	if operation == s.failing {
		w.WriteHeader(http.StatusBadRequest)
		body = `{"__type": "ResourceNotFoundException", "message": "no"}`
	}
	_, _ = io.WriteString(w, body)
}

func TestDescribeUserPool(t *testing.T) {
	service := &poolService{T: t, tokens: map[string][]string{"ListIdentityProviders": {"A", "B"}, "ListResourceServers": {"A", ""}}}
	pool, err := DescribeUserPool(t.Context(), connect(service), "us-west-2_aBcDeFgHi")
	require.NoError(t, err)
	read := []cognito.ResourceServerScope{{ScopeName: "read"}}
	assert.Equal(t, &cognito.UserPool{
		Id:               "us-west-2_aBcDeFgHi",
		UserPoolTier:     cognito.UserPoolTierEssentials,
		SchemaAttributes: []cognito.SchemaAttribute{{Name: "email", Required: true}, {Name: "custom:tenant"}},
		IdentityProviders: []cognito.IdentityProvider{
			{ProviderName: "P0", AttributeMapping: map[string]string{"email": "mail", "custom:tenant": "org"}},
			{ProviderName: "Q0", AttributeMapping: map[string]string{}},
			{ProviderName: "P1"}, {ProviderName: "Q1"}, {ProviderName: "P2"}, {ProviderName: "Q2"},
		},
		ResourceServers: []cognito.ResourceServer{
			{Identifier: "api0", Scopes: read}, {Identifier: "none0"},
			{Identifier: "api1", Scopes: read}, {Identifier: "none1"},
		},
	}, pool)
	assert.Equal(t, []string{
		"DescribeUserPool", "ListIdentityProviders", "ListIdentityProviders A", "ListIdentityProviders B",
		"DescribeIdentityProvider P0", "DescribeIdentityProvider Q0", "DescribeIdentityProvider P1",
		"DescribeIdentityProvider Q1", "DescribeIdentityProvider P2", "DescribeIdentityProvider Q2",
		"ListResourceServers", "ListResourceServers A",
	}, service.calls)
}

func TestDescribeUserPoolErrors(t *testing.T) {
	for _, operation := range []string{"DescribeUserPool", "ListIdentityProviders", "DescribeIdentityProvider", "ListResourceServers"} {
		service := &poolService{T: t, failing: operation}
		_, err := DescribeUserPool(t.Context(), connect(service), "us-west-2_aBcDeFgHi")
		assert.ErrorContains(t, err, "operation error Cognito Identity Provider: "+operation)
		assert.True(t, strings.HasPrefix(service.calls[len(service.calls)-1], operation), "it is the last call")
	}
	for _, operation := range []string{"ListIdentityProviders", "ListResourceServers"} {
		for _, tokens := range [][]string{{"A", "A", "B"}, {"A", "B", "A", "C"}} {
			service := &poolService{T: t, tokens: map[string][]string{operation: tokens}}
			_, err := DescribeUserPool(t.Context(), connect(service), "us-west-2_aBcDeFgHi")
			assert.EqualError(t, err, "awssdk: "+operation+" returned a token twice")
			assert.Equal(t, operation+" "+tokens[len(tokens)-3], service.calls[len(service.calls)-1], "it is the last call")
		}
	}
	for _, api := range []emptyAPI{{}, {sdk.DescribeUserPoolOutput{UserPool: &types.UserPoolType{}}}} {
		_, err := DescribeUserPool(t.Context(), api, "us-west-2_aBcDeFgHi")
		assert.ErrorContains(t, err, "returned no")
	}
}

// emptyAPI returns empty outputs, as a fake may, except for the pool.
type emptyAPI struct {
	pool sdk.DescribeUserPoolOutput
}

func (a emptyAPI) DescribeUserPool(context.Context, *sdk.DescribeUserPoolInput, ...func(*sdk.Options)) (*sdk.DescribeUserPoolOutput, error) {
	return &a.pool, nil
}

func (emptyAPI) ListIdentityProviders(context.Context, *sdk.ListIdentityProvidersInput, ...func(*sdk.Options)) (*sdk.ListIdentityProvidersOutput, error) {
	return &sdk.ListIdentityProvidersOutput{Providers: make([]types.ProviderDescription, 1)}, nil
}

func (emptyAPI) DescribeIdentityProvider(context.Context, *sdk.DescribeIdentityProviderInput, ...func(*sdk.Options)) (*sdk.DescribeIdentityProviderOutput, error) {
	return &sdk.DescribeIdentityProviderOutput{}, nil
}

func (emptyAPI) ListResourceServers(context.Context, *sdk.ListResourceServersInput, ...func(*sdk.Options)) (*sdk.ListResourceServersOutput, error) {
	return &sdk.ListResourceServersOutput{}, nil
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
		{cognito.Validator{Pool: &cognito.UserPool{IdentityProviders: []cognito.IdentityProvider{}}}, []string{
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
