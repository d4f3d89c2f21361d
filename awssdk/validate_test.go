package awssdk

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider/types"
	"github.com/go-cognito/cognito"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// request is what arrived at the service.
type request struct {
	operation string
	body      string
}

// service speaks the JSON protocol of the service, and keeps what arrives.
func service(t *testing.T, options ...func(*sdk.Options)) (client *sdk.Client, arrived *[]request) {
	t.Helper()
	arrived = new([]request)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		assert.NoError(t, err)
		*arrived = append(*arrived, request{r.Header.Get("X-Amz-Target"), string(body)})
		w.Header().Set("Content-Type", "application/x-amz-json-1.1")
		_, _ = io.WriteString(w, `{"UserPoolClient": {"UserPoolId": "us-west-2_aBcDeFgHi", "ClientId": "6p3bs000no6a4ue1idruvd05ad", "CreationDate": 1548697449.497, "RefreshTokenValidity": 30, "TokenValidityUnits": {}}}`)
	}))
	t.Cleanup(server.Close)
	config := aws.Config{
		Region:       "us-west-2",
		BaseEndpoint: &server.URL,
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "example", SecretAccessKey: "example"}, nil
		}),
	}
	return sdk.NewFromConfig(config, options...), arrived
}

// good reads the good clients of the library's test data: requests, and what
// describe returns.
func good(t *testing.T) (requests, descriptions map[string]*cognito.UserPoolClient) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "testdata", "*.good.json"))
	require.NoError(t, err)
	requests, descriptions = map[string]*cognito.UserPoolClient{}, map[string]*cognito.UserPoolClient{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		var output struct{ UserPoolClient *cognito.UserPoolClient }
		require.NoError(t, json.Unmarshal(data, &output))
		if output.UserPoolClient != nil {
			descriptions[file] = output.UserPoolClient
			continue
		}
		requests[file] = &cognito.UserPoolClient{}
		require.NoError(t, json.Unmarshal(data, requests[file]))
	}
	require.NotEmpty(t, requests)
	require.NotEmpty(t, descriptions)
	return requests, descriptions
}

func TestValidRequestsArriveAsTheyAre(t *testing.T) {
	client, arrived := service(t, ValidateRequests)
	requests, descriptions := good(t)
	for file, c := range requests {
		*arrived = nil
		out, err := client.CreateUserPoolClient(t.Context(), CreateInput(c))
		require.NoError(t, err, file)
		want, err := json.Marshal(c)
		require.NoError(t, err)
		require.Len(t, *arrived, 1)
		assert.Equal(t, "AWSCognitoIdentityProviderService.CreateUserPoolClient", (*arrived)[0].operation)
		assert.JSONEq(t, string(want), (*arrived)[0].body, file)
		assert.Equal(t, int32(30), FromDescription(out.UserPoolClient).RefreshTokenValidity)
		assert.Equal(t, int64(1548697449497), FromDescription(out.UserPoolClient).CreationDate.UnixMilli())
	}
	for file, c := range descriptions {
		*arrived = nil
		_, err := client.UpdateUserPoolClient(t.Context(), UpdateInput(c))
		require.NoError(t, err, file)
		c.ClientSecret, c.CreationDate, c.LastModifiedDate = "", cognito.Timestamp{}, cognito.Timestamp{}
		want, err := json.Marshal(c)
		require.NoError(t, err)
		require.Len(t, *arrived, 1)
		assert.Equal(t, "AWSCognitoIdentityProviderService.UpdateUserPoolClient", (*arrived)[0].operation)
		assert.JSONEq(t, string(want), (*arrived)[0].body, file)
	}
}

func TestInvalidRequestsNeverArrive(t *testing.T) {
	client, arrived := service(t, ValidateRequests)
	for name, call := range map[string]func() error{
		"create": func() error {
			_, err := client.CreateUserPoolClient(t.Context(), &sdk.CreateUserPoolClientInput{
				ClientName: aws.String("example"), AccessTokenValidity: aws.Int32(60), ClientSecret: aws.String("kN0wn!"),
			})
			return err
		},
		"update": func() error {
			_, err := client.UpdateUserPoolClient(t.Context(), &sdk.UpdateUserPoolClientInput{
				ClientId: aws.String("c"), AccessTokenValidity: aws.Int32(60),
			})
			return err
		},
	} {
		err := call()
		var invalid *cognito.ValidationError
		require.ErrorAs(t, err, &invalid, name)
		assert.ErrorIs(t, err, cognito.RuleRequired, "the UserPoolId, which the SDK would report alone")
		assert.ErrorIs(t, err, cognito.RuleTokenValidityRange)
		assert.NotContains(t, err.Error(), "kN0wn")
	}
	_, err := client.CreateUserPoolClient(t.Context(), nil)
	assert.ErrorIs(t, err, cognito.RuleRequired)
	assert.Empty(t, *arrived)
}

// An empty text is sent by the SDK and refused by the service.
func TestEmptyTextsNeverArrive(t *testing.T) {
	client, arrived := service(t, ValidateRequests)
	empty := aws.String("")
	_, err := client.CreateUserPoolClient(t.Context(), &sdk.CreateUserPoolClientInput{
		UserPoolId: aws.String("a_b"), ClientName: empty, ClientSecret: empty,
		AccessTokenValidity: aws.Int32(60), TokenValidityUnits: &types.TokenValidityUnitsType{IdToken: "x", RefreshToken: "x"},
		DefaultRedirectURI: empty,
		AnalyticsConfiguration: &types.AnalyticsConfigurationType{
			ApplicationId: empty, ApplicationArn: aws.String("short"), RoleArn: empty, ExternalId: empty,
		},
		CallbackURLs: []string{"a"}, AuthSessionValidity: aws.Int32(99),
	})
	assert.Equal(t, []string{
		"ClientName required",
		"ClientSecret length",
		"AccessTokenValidity token-validity.range",
		"TokenValidityUnits.IdToken enum",
		"TokenValidityUnits.RefreshToken enum",
		"CallbackURLs oauth.not-enabled",
		"CallbackURLs[0] redirect-uri.absolute",
		"DefaultRedirectURI length",
		"AnalyticsConfiguration.ApplicationId characters",
		"AnalyticsConfiguration.ApplicationArn length",
		"AnalyticsConfiguration.ApplicationArn characters",
		"AnalyticsConfiguration.RoleArn length",
		"AuthSessionValidity range",
	}, broken(t, err))
	_, err = client.UpdateUserPoolClient(t.Context(), &sdk.UpdateUserPoolClientInput{
		UserPoolId: aws.String("a_b"), ClientId: aws.String("c"), ClientName: empty, DefaultRedirectURI: empty,
	})
	assert.Equal(t, []string{"ClientName length", "DefaultRedirectURI length"}, broken(t, err))
	assert.Empty(t, *arrived)
}

// broken lists the path and the rule of each violation.
func broken(t *testing.T, err error) []string {
	t.Helper()
	var invalid *cognito.ValidationError
	require.ErrorAs(t, err, &invalid)
	var list []string
	for _, v := range invalid.Violations {
		list = append(list, v.Path+" "+string(v.Rule))
	}
	return list
}

func TestOtherOperationsPass(t *testing.T) {
	client, arrived := service(t, ValidateRequests)
	_, err := client.DescribeUserPoolClient(t.Context(), &sdk.DescribeUserPoolClientInput{ClientId: aws.String("!"), UserPoolId: aws.String("!")})
	require.NoError(t, err)
	_, err = client.DeleteUserPoolClient(t.Context(), &sdk.DeleteUserPoolClientInput{ClientId: aws.String("!"), UserPoolId: aws.String("!")})
	require.NoError(t, err)
	assert.Equal(t, []request{
		{"AWSCognitoIdentityProviderService.DescribeUserPoolClient", `{"ClientId":"!","UserPoolId":"!"}`},
		{"AWSCognitoIdentityProviderService.DeleteUserPoolClient", `{"ClientId":"!","UserPoolId":"!"}`},
	}, *arrived)
}

func TestValidateRequestsForOneCallAndTwice(t *testing.T) {
	bad := &sdk.CreateUserPoolClientInput{UserPoolId: aws.String("a_b"), ClientName: aws.String("Büro")}
	client, arrived := service(t)
	_, err := client.CreateUserPoolClient(t.Context(), bad)
	require.NoError(t, err, "not asked to validate")
	require.Len(t, *arrived, 1)
	_, err = client.CreateUserPoolClient(t.Context(), bad, ValidateRequests)
	assert.ErrorIs(t, err, cognito.RuleCharacters)
	client, arrived = service(t, ValidateRequests)
	_, err = client.CreateUserPoolClient(t.Context(), bad, ValidateRequests)
	assert.ErrorIs(t, err, cognito.RuleCharacters)
	assert.Empty(t, *arrived)
}
