package cognito_test

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/go-cognito/cognito"
	"github.com/go-playground/validator/v10"
	"github.com/stretchr/testify/assert"
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
	//   AccessTokenValidity: must be 5 minutes to 1 day, not 60 hours [token-validity.range]
	//   CallbackURLs: must not be set unless AllowedOAuthFlowsUserPoolClient is true: it has no effect otherwise [oauth.not-enabled]
	//   CallbackURLs[0]: must not contain a fragment (#…): "http://app.example.com/#/callback" [redirect-uri.fragment]
	//   CallbackURLs[0]: must use https; http is allowed only for localhost, 127.0.0.1 and [::1]: "http://app.example.com/#/callback" [redirect-uri.https]
	//   AllowedOAuthFlows: must not be set unless AllowedOAuthFlowsUserPoolClient is true: it has no effect otherwise [oauth.not-enabled]
	//   AllowedOAuthScopes: must not be set unless AllowedOAuthFlowsUserPoolClient is true: it has no effect otherwise [oauth.not-enabled]
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
	// cognito: ClientName: must be given [required]
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
	// cognito: CallbackURLs: must not be set unless AllowedOAuthFlowsUserPoolClient is true: it has no effect otherwise [oauth.not-enabled]
	// <nil>
}

func ExampleValidator() {
	// From DescribeUserPool, ListIdentityProviders and ListResourceServers.
	pool := &cognito.UserPool{
		IdentityProviders: []cognito.IdentityProvider{{ProviderName: "Google"}},
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
	//   SupportedIdentityProviders[1]: must be COGNITO or an identity provider of the pool (case matters), not "google" [identity-providers.not-in-pool]
	//   AllowedOAuthScopes[1]: must be a scope that a resource server of the pool defines, not "orders/read" [oauth.scope-not-in-pool]
}

func ExampleUserPoolClient_Warnings() {
	client := &cognito.UserPoolClient{
		UserPoolId:                      "us-west-2_aBcDeFgHi",
		ClientName:                      "example",
		ExplicitAuthFlows:               []cognito.AuthFlow{cognito.AuthFlowAllowRefreshTokenAuth},
		SupportedIdentityProviders:      []string{"COGNITO"},
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
	// CallbackURLs[0]: should not contain a *, which matches only itself: list each redirect URI in full: "https://*.example.com/callback" [redirect-uri.wildcard]
	// PreventUserExistenceErrors: should be ENABLED: LEGACY, the default, lets errors reveal whether a user exists [user-existence-errors.disclosed]
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

// What a fake returns of a client that it has created.
func ExampleUserPoolClient_Stored() {
	request := &cognito.UserPoolClient{
		UserPoolId:        "us-west-2_aBcDeFgHi",
		ClientName:        "example",
		GenerateSecret:    true,
		ExplicitAuthFlows: []cognito.AuthFlow{cognito.AuthFlowAllowUserSRPAuth, cognito.AuthFlowAllowRefreshTokenAuth},
	}
	stored := request.Stored()
	stored.ClientId = "6p3bs000no6a4ue1idruvd05ad"
	fmt.Println(string(stored.StoredJSON()))
	// Output:
	// {"UserPoolId":"us-west-2_aBcDeFgHi","ClientName":"example","ClientId":"6p3bs000no6a4ue1idruvd05ad","RefreshTokenValidity":30,"ExplicitAuthFlows":["ALLOW_REFRESH_TOKEN_AUTH","ALLOW_USER_SRP_AUTH"],"EnableTokenRevocation":true,"AuthSessionValidity":3,"TokenValidityUnits":{},"AllowedOAuthFlowsUserPoolClient":false,"EnablePropagateAdditionalUserContextData":false}
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
	// cognito: AccessTokenValidity: must be 5 minutes to 1 day, not 90 hours [token-validity.range]
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
	// www.example.com cognito: must be an absolute URI such as https://example.com/callback: has no scheme: "www.example.com" [redirect-uri.absolute]
}

func ExampleValidity() {
	n, unit, err := cognito.Validity(90 * time.Minute)
	fmt.Println(n, unit, err)
	// Output: 90 minutes <nil>
}

// A handler that decodes a request with a client in it and checks both at once.
func ExampleRegister() {
	type tenant struct {
		Region string                 `json:"region" validate:"required"`
		Client cognito.UserPoolClient `json:"client"` // needs no tag
	}
	validate := validator.New()
	if err := cognito.Register(validate); err != nil {
		fmt.Println(err)
		return
	}
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var request tenant
		if err := json.NewDecoder(r.Body).Decode(&request); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		if err := validate.Struct(request); err != nil {
			w.WriteHeader(http.StatusUnprocessableEntity)
			for _, field := range err.(validator.ValidationErrors) {
				fmt.Fprintln(w, field.Namespace(), field.Tag())
			}
		}
	})

	body := `{"client": {"UserPoolId": "us-west-2_aBcDeFgHi", "ClientName": "example", "TokenValidityUnits": {"IdToken": "hour"}}}`
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, httptest.NewRequest(http.MethodPost, "/tenants", strings.NewReader(body)))
	fmt.Println(answer.Code)
	fmt.Print(answer.Body)
	// Output:
	// 422
	// tenant.Region required
	// tenant.Client.TokenValidityUnits.IdToken enum
}

// A handler that accepts exactly what CreateUserPoolClient has, and answers
// with problem details (RFC 9457).
func ExampleValidator_DecodeCreate() {
	type problem struct {
		Detail  string       `json:"detail"`
		Pointer string       `json:"pointer"` // in the body of the request
		Rule    cognito.Rule `json:"rule"`
	}
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
		if err != nil {
			http.Error(w, "the request is too large", http.StatusRequestEntityTooLarge)
			return
		}
		client, err := cognito.Validator{}.DecodeCreate(body)
		if err == nil {
			fmt.Fprintln(w, "creating", client.ClientName)
			return
		}
		status, title, problems := http.StatusBadRequest, err.Error(), []problem(nil)
		for _, v := range cognito.Violations(err) {
			status, title = http.StatusUnprocessableEntity, "The app client is not valid."
			problems = append(problems, problem{v.Message, "#" + v.Pointer(), v.Rule})
		}
		w.Header().Set("Content-Type", "application/problem+json")
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(map[string]any{"title": title, "status": status, "errors": problems})
	})

	for _, body := range []string{
		`{"UserPoolId": "us-west-2_aBcDeFgHi", "ClientName": "example"}`,
		`{"UserPoolId": "us-west-2_aBcDeFgHi", "ClientName": "example", "callbackUrls": null, "AuthSessionValidity": "5"}`,
		`{"ClientName": "example`,
	} {
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, httptest.NewRequest(http.MethodPost, "/clients", strings.NewReader(body)))
		fmt.Print(answer.Body)
	}
	// Output:
	// creating example
	// {"errors":[{"detail":"must be a whole number, not a string","pointer":"#/AuthSessionValidity","rule":"type"},{"detail":"must not be present: CreateUserPoolClient has no such member: did you mean CallbackURLs?","pointer":"#/callbackUrls","rule":"unknown-member"}],"status":422,"title":"The app client is not valid."}
	// {"errors":null,"status":400,"title":"cognito: line 1, column 24: must not end before the JSON is complete"}
}

func ExampleValidationError_Under() {
	clients := []*cognito.UserPoolClient{
		{UserPoolId: "us-west-2_aBcDeFgHi", ClientName: "good"},
		{UserPoolId: "us-west-2_aBcDeFgHi", ClientName: "bad", AccessTokenValidity: new(int32(60))},
	}
	var violations []cognito.Violation
	for i, client := range clients {
		if invalid, ok := errors.AsType[*cognito.ValidationError](client.Validate()); ok {
			violations = append(violations, invalid.Under(fmt.Sprintf("tenants[%d].client", i)).Violations...)
		}
	}
	fmt.Println(cognito.NewValidationError(violations...))
	// Output:
	// cognito: tenants[1].client.AccessTokenValidity: must be 5 minutes to 1 day, not 60 hours [token-validity.range]
}

func ExampleViolations() {
	client := &cognito.UserPoolClient{UserPoolId: "us-west-2_aBcDeFgHi", AccessTokenValidity: new(int32(60))}
	err := fmt.Errorf("tenant 7: %w", client.Validate())
	for _, v := range cognito.Violations(err) {
		fmt.Println(v.Pointer(), v.Rule, v.Describe(false)) // without values
	}
	// Output:
	// /ClientName required must be given
	// /AccessTokenValidity token-validity.range must be 5 minutes to 1 day
}

// Look up the rules that an error of the service is about.
func ExampleRules() {
	const answer = "InvalidParameterException: Invalid range for token validity."
	for _, rule := range cognito.Rules() {
		isAnswer := func(e cognito.ServiceError) bool { return e.Exception+": "+e.Message == answer }
		if slices.ContainsFunc(rule.ServiceErrors(), isAnswer) {
			fmt.Println(rule)
			fmt.Println(rule.Reads())
		}
	}
	// Output:
	// token-validity.range
	// [RefreshTokenValidity AccessTokenValidity IdTokenValidity TokenValidityUnits.AccessToken TokenValidityUnits.IdToken TokenValidityUnits.RefreshToken]
}

// What the AWS CLI prints of a user pool is decoded one after the other.
func ExampleUserPool() {
	var pool cognito.UserPool
	for _, output := range []string{
		`{"UserPool": {"Id": "us-west-2_aBcDeFgHi", "UserPoolTier": "LITE", "SchemaAttributes": [{"Name": "email", "Required": true}]}}`,
		`{"Providers": [{"ProviderName": "Google", "ProviderType": "Google"}]}`,
		`{"IdentityProvider": {"ProviderName": "Google", "AttributeMapping": {"email": "email", "name": "name", "username": "sub"}}}`,
		`{"ResourceServers": [{"Identifier": "orders", "Scopes": [{"ScopeName": "read"}]}]}`,
	} {
		if err := json.Unmarshal([]byte(output), &pool); err != nil {
			fmt.Println(err)
			return
		}
	}
	client := &cognito.UserPoolClient{
		UserPoolId:                 "us-west-2_aBcDeFgHi",
		ClientName:                 "example",
		SupportedIdentityProviders: []string{"Google"},
		WriteAttributes:            []string{"email"},
		PreventUserExistenceErrors: cognito.UserExistenceErrorsEnabled,
	}
	validate := cognito.Validator{Pool: &pool}
	fmt.Println(validate.ValidateCreate(client))
	fmt.Println(validate.Warnings(client))
	// Output:
	// <nil>
	// [WriteAttributes: should include "name", which the identity provider "Google" maps: signing in through it fails [write-attributes.mapped-missing]]
}

func ExampleDiff() {
	described := &cognito.UserPoolClient{
		UserPoolId:           "us-west-2_aBcDeFgHi",
		ClientId:             "6p3bs000no6a4ue1idruvd05ad",
		ClientName:           "example",
		ClientSecret:         "kept, because no update mentions it",
		RefreshTokenValidity: 30,
		AccessTokenValidity:  new(int32(60)),
		TokenValidityUnits:   cognito.TokenValidityUnits{AccessToken: cognito.TimeUnitMinutes},
		ExplicitAuthFlows:    []cognito.AuthFlow{cognito.AuthFlowAllowRefreshTokenAuth, cognito.AuthFlowAllowUserSRPAuth},
	}
	desired := &cognito.UserPoolClient{
		ClientId:          "6p3bs000no6a4ue1idruvd05ad",
		ExplicitAuthFlows: []cognito.AuthFlow{cognito.AuthFlowAllowUserSRPAuth, cognito.AuthFlowAllowUserAuth},
	}
	for _, change := range cognito.Diff(described, desired) {
		fmt.Println(change)
	}
	// Output:
	// ExplicitAuthFlows: add "ALLOW_USER_AUTH", remove "ALLOW_REFRESH_TOKEN_AUTH"
}

func ExampleUpdateRequest() {
	described := &cognito.UserPoolClient{
		UserPoolId:            "us-west-2_aBcDeFgHi",
		ClientId:              "6p3bs000no6a4ue1idruvd05ad",
		ClientName:            "example",
		ClientSecret:          "not part of an update",
		RefreshTokenValidity:  60,
		EnableTokenRevocation: new(false),
	}
	desired := &cognito.UserPoolClient{LogoutURLs: []string{"https://example.com/bye"}} // and otherwise the defaults
	request, err := json.MarshalIndent(cognito.UpdateRequest(described, desired), "", "  ")
	fmt.Println(string(request), err)
	// Output:
	// {
	//   "UserPoolId": "us-west-2_aBcDeFgHi",
	//   "ClientName": "example",
	//   "ClientId": "6p3bs000no6a4ue1idruvd05ad",
	//   "RefreshTokenValidity": 30,
	//   "TokenValidityUnits": {
	//     "RefreshToken": "days"
	//   },
	//   "LogoutURLs": [
	//     "https://example.com/bye"
	//   ],
	//   "EnableTokenRevocation": true
	// } <nil>
}

// recorder stands for the *testing.T of a test.
type recorder struct{}

func (recorder) Errorf(format string, args ...any) { fmt.Printf(format, args...) }

// A test asserts the path and the rule, in a line.
func ExampleViolation_Is() {
	// In a test, t *testing.T.
	var t recorder
	client := &cognito.UserPoolClient{
		UserPoolId:                      "us-west-2_aBcDeFgHi",
		ClientName:                      "example",
		CallbackURLs:                    []string{"https://example.com/#/callback"},
		AllowedOAuthFlows:               []cognito.OAuthFlow{cognito.OAuthFlowCode},
		AllowedOAuthScopes:              []string{"openid"},
		AllowedOAuthFlowsUserPoolClient: true,
	}
	fmt.Println(assert.ErrorIs(t, client.Validate(), cognito.Violation{Path: "CallbackURLs[0]", Rule: cognito.RuleRedirectURIFragment}))
	// Output: true
}

// A handler that refuses what CreateUserPoolClient refuses, with its answers.
func ExampleValidationError_ServiceError() {
	validate := cognito.Validator{Ignore: []cognito.Rule{cognito.RuleUnknownMember}}
	for _, rule := range cognito.Rules() {
		if rule.StoredSilently() {
			validate.Ignore = append(validate.Ignore, rule)
		}
	}
	refuse := func(w http.ResponseWriter, exception, message string) {
		w.WriteHeader(http.StatusBadRequest)
		_ = json.NewEncoder(w).Encode(map[string]string{"__type": exception, "message": message})
	}
	create := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/x-amz-json-1.1")
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
		if err != nil {
			refuse(w, "SerializationException", err.Error())
			return
		}
		client, err := validate.DecodeCreate(body)
		if invalid, ok := errors.AsType[*cognito.ValidationError](err); ok {
			answer, _ := invalid.ServiceError(cognito.OperationCreate)
			refuse(w, cmp.Or(answer.Exception, "InvalidParameterException"), cmp.Or(answer.Message, invalid.Error()))
			return
		}
		if err != nil {
			refuse(w, "SerializationException", err.Error())
			return
		}
		client.ClientId, client.ClientSecret = "6p3bs000no6a4ue1idruvd05ad", ""
		_ = json.NewEncoder(w).Encode(map[string]any{"UserPoolClient": client.StoredJSON()})
	})

	for _, body := range []string{
		`{"UserPoolId": "us-west-2_aBcDeFgHi", "ClientName": "example"}`,
		`{"UserPoolId": "us-west-2_aBcDeFgHi", "ClientName": "example", "AccessTokenValidity": 60}`,
		`{"UserPoolId": "us-west-2_aBcDeFgHi", "ClientName": "example", "AllowedOAuthFlows": ["code", "token"], "CallbackURLs": ["http://example.com"]}`,
	} {
		answer := httptest.NewRecorder()
		create.ServeHTTP(answer, httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body)))
		fmt.Print(answer.Code, " ", answer.Body)
	}
	// Output:
	// 200 {"UserPoolClient":{"UserPoolId":"us-west-2_aBcDeFgHi","ClientName":"example","ClientId":"6p3bs000no6a4ue1idruvd05ad","RefreshTokenValidity":30,"EnableTokenRevocation":true,"AuthSessionValidity":3,"TokenValidityUnits":{},"AllowedOAuthFlowsUserPoolClient":false,"EnablePropagateAdditionalUserContextData":false}}
	// 400 {"__type":"InvalidParameterException","message":"Invalid range for token validity."}
	// 400 {"__type":"InvalidParameterException","message":"1 validation error detected: Value '[code, token]' at 'allowedOAuthFlows' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [implicit, client_credentials, code]]"}
}
