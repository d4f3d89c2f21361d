package awssdk

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider/types"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
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
	client = connect(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		assert.NoError(t, err)
		*arrived = append(*arrived, request{r.Header.Get("X-Amz-Target"), string(body)})
		w.Header().Set("Content-Type", "application/x-amz-json-1.1")
		_, _ = io.WriteString(w, `{"UserPoolClient": {"UserPoolId": "us-west-2_aBcDeFgHi", "ClientId": "6p3bs000no6a4ue1idruvd05ad", "CreationDate": 1548697449.497, "RefreshTokenValidity": 30, "TokenValidityUnits": {}}}`)
	}), options...)
	return client, arrived
}

// directly is an HTTP client that calls a handler itself: without a network, a
// test can run in a bubble of package synctest.
type directly struct{ http.Handler }

func (d directly) Do(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	d.ServeHTTP(w, r)
	return w.Result(), nil
}

// connect returns a client of the SDK that talks to a local service.
func connect(service http.Handler, options ...func(*sdk.Options)) *sdk.Client {
	config := aws.Config{
		Region:     "us-west-2",
		HTTPClient: directly{service},
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "example", SecretAccessKey: "example"}, nil
		}),
	}
	return sdk.NewFromConfig(config, options...)
}

// requests are valid requests to create a client.
var requests = map[string]*cognito.UserPoolClient{
	"minimal": testclients.Minimal(), "typical": testclients.Typical(), "largest": testclients.Largest(),
	"multi-byte": testclients.LargestMultibyte(),
}

// descriptions are clients as describe returns them.
func descriptions() map[string]*cognito.UserPoolClient {
	every := testclients.EveryMember()
	every.GenerateSecret = false
	analytics := every.Clone()
	analytics.AnalyticsConfiguration = &cognito.AnalyticsConfiguration{ApplicationArn: testclients.ApplicationARN, RoleArn: testclients.RoleARN}
	return map[string]*cognito.UserPoolClient{"every member": every, "a RoleArn filled in": analytics}
}

func TestValidRequestsArriveAsTheyAre(t *testing.T) {
	client, arrived := service(t, ValidateRequests)
	for name, c := range requests {
		*arrived = nil
		out, err := client.CreateUserPoolClient(t.Context(), CreateInput(c))
		require.NoError(t, err, name)
		require.Len(t, *arrived, 1)
		assert.Equal(t, "AWSCognitoIdentityProviderService.CreateUserPoolClient", (*arrived)[0].operation)
		assert.JSONEq(t, bodyOf(t, c), (*arrived)[0].body, name)
		assert.Equal(t, int32(30), FromDescription(out.UserPoolClient).RefreshTokenValidity)
		assert.Equal(t, int64(1548697449497), FromDescription(out.UserPoolClient).CreationDate.UnixMilli())
	}
	for name, c := range descriptions() {
		*arrived = nil
		_, err := client.UpdateUserPoolClient(t.Context(), UpdateInput(c))
		require.NoError(t, err, name)
		require.Len(t, *arrived, 1)
		assert.Equal(t, "AWSCognitoIdentityProviderService.UpdateUserPoolClient", (*arrived)[0].operation)
		want := without(c, "ClientSecret", "CreationDate", "LastModifiedDate", "ClientType")
		assert.JSONEq(t, bodyOf(t, want), (*arrived)[0].body, name)
	}
}

// bodyOf returns the JSON that is sent of a client: its own, in which
// EnablePropagateAdditionalUserContextData is not left out if it is false.
func bodyOf(t *testing.T, c *cognito.UserPoolClient) string {
	t.Helper()
	data, err := json.Marshal(c)
	require.NoError(t, err)
	var members map[string]any
	require.NoError(t, json.Unmarshal(data, &members))
	members["EnablePropagateAdditionalUserContextData"] = c.EnablePropagateAdditionalUserContextData
	data, err = json.Marshal(members)
	require.NoError(t, err)
	return string(data)
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

// An empty string is sent by the SDK and refused by the service.
func TestEmptyStringsNeverArrive(t *testing.T) {
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
	_, err = client.UpdateUserPoolClient(t.Context(), &sdk.UpdateUserPoolClientInput{
		UserPoolId: aws.String("a_b"), ClientId: aws.String("c"),
		AnalyticsConfiguration: &types.AnalyticsConfigurationType{
			ApplicationId: aws.String("5f2c3e"), ApplicationArn: empty, RoleArn: aws.String(testclients.RoleARN), ExternalId: aws.String("x"),
		},
	})
	var invalid *cognito.ValidationError
	require.ErrorAs(t, err, &invalid)
	assert.Equal(t, []cognito.Violation{{
		Path: "AnalyticsConfiguration.ApplicationArn", Rule: cognito.RuleLength, Message: "must not be empty: use nil", Value: "",
	}}, invalid.Violations)
	many := &sdk.CreateUserPoolClientInput{UserPoolId: aws.String("a_b"), ClientName: aws.String("c"), DefaultRedirectURI: empty, ReadAttributes: make([]string, 150)}
	_, err = client.CreateUserPoolClient(t.Context(), many)
	require.ErrorAs(t, err, &invalid)
	assert.Len(t, invalid.Violations, 101)
	assert.Equal(t, 50, invalid.Omitted())
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

// setPool is a middleware that changes the UserPoolId of an update.
func setPool(id string) func(*sdk.Options) {
	return func(o *sdk.Options) {
		o.APIOptions = append(o.APIOptions, func(stack *middleware.Stack) error {
			return stack.Initialize.Add(middleware.InitializeMiddlewareFunc("setPool", func(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
				in.Parameters.(*sdk.UpdateUserPoolClientInput).UserPoolId = aws.String(id)
				return next.HandleInitialize(ctx, in)
			}), middleware.Before)
		})
	}
}

// executed counts how often an execution has ended.
type executed struct{ times int }

func (e *executed) AfterExecution(context.Context, *smithyhttp.InterceptorContext) error {
	e.times++
	return nil
}

func TestValidationSeesWhatIsSent(t *testing.T) {
	input := func(pool string) *sdk.UpdateUserPoolClientInput {
		return &sdk.UpdateUserPoolClientInput{UserPoolId: aws.String(pool), ClientId: aws.String("c")}
	}
	for _, options := range [][]func(*sdk.Options){{ValidateRequests, setPool("a_b")}, {setPool("a_b"), ValidateRequests}} {
		client, arrived := service(t, options...)
		_, err := client.UpdateUserPoolClient(t.Context(), input(""))
		assert.NoError(t, err, "a middleware fills in what is missing")
		assert.Len(t, *arrived, 1)
	}
	for _, options := range [][]func(*sdk.Options){{ValidateRequests, setPool("!")}, {setPool("!"), ValidateRequests}} {
		client, arrived := service(t, options...)
		_, err := client.UpdateUserPoolClient(t.Context(), input("a_b"))
		assert.ErrorIs(t, err, cognito.RuleCharacters, "a middleware makes the input invalid")
		assert.Empty(t, *arrived)
	}
	after := &executed{}
	client, _ := service(t, ValidateRequests, func(o *sdk.Options) { o.Interceptors.AddAfterExecution(after) })
	_, err := client.UpdateUserPoolClient(t.Context(), input("!"))
	assert.ErrorIs(t, err, cognito.RuleCharacters)
	assert.Equal(t, 1, after.times, "the interceptor sees a refusal too")
}
