package cognito_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestServiceErrors(t *testing.T) {
	for _, rule := range cognito.Rules() {
		all := rule.ServiceErrors()
		for i, answer := range all {
			assert.NotEqual(t, answer.Exception, answer.Message, "%s: neither is known", rule)
			assert.NotContains(t, all[:i], answer, "%s: repeated", rule)
			if answer.Operation != cognito.OperationSignIn && rule.StoredSilently() {
				assert.Fail(t, "stored, and refused", rule)
			}
			if answer.Exception != "" {
				assert.Regexp(t, `^[A-Z]\w+Exception$`, answer.Exception)
			}
			if i > 0 {
				order := cognito.Operation("").Values()
				assert.LessOrEqual(t, slices.Index(order, all[i-1].Operation), slices.Index(order, answer.Operation), rule)
			}
		}
	}
	for _, rule := range []cognito.Rule{
		cognito.RuleClientSecretConflict, cognito.RuleAuthFlowsRefreshMissing,
		cognito.RuleRedirectURIWildcard, cognito.RuleRedirectURIPortAsPath, cognito.RuleRedirectURIJoined,
	} {
		assert.Nil(t, rule.ServiceErrors(), rule)
		assert.False(t, rule.StoredSilently(), rule)
	}
	assert.Nil(t, cognito.Rule("unknown").ServiceErrors())
	assert.False(t, cognito.Rule("unknown").StoredSilently())
	assert.True(t, cognito.RuleOAuthNotEnabled.StoredSilently())
	assert.False(t, cognito.RuleRedirectURIHTTPS.StoredSilently())
	assert.Equal(t, []cognito.ServiceError{
		{"InvalidParameterException", "Invalid write attributes specified while creating a client", cognito.OperationCreate},
		{"InvalidParameterException", "Invalid write attributes specified while updating a client", cognito.OperationUpdate},
	}, cognito.RuleWriteAttributesReadOnly.ServiceErrors())
	all := cognito.RuleWriteAttributesReadOnly.ServiceErrors()
	all[0].Message = "changed"
	assert.NotEqual(t, all, cognito.RuleWriteAttributesReadOnly.ServiceErrors(), "the slice is the caller's")
}

// answerRows are clients and JSON of requests to create, with the answer of the
// service and whether it is known whole.
var answerRows = []struct {
	name               string
	mutate             func(c *cognito.UserPoolClient)
	exception, message string
	known              bool
}{
	{"the pattern of a string", func(c *cognito.UserPoolClient) { c.UserPoolId = "YOUR-USER-POOL-ID" }, "InvalidParameterException",
		`1 validation error detected: Value 'YOUR-USER-POOL-ID' at 'userPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w-]+_[0-9a-zA-Z]+`, true},
	{"beyond ASCII", func(c *cognito.UserPoolClient) { c.ClientName = "Büro" }, "InvalidParameterException",
		`1 validation error detected: Value 'B?ro' at 'clientName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w\s+=,.@-]+`, true},
	{"beyond the first plane of Unicode", func(c *cognito.UserPoolClient) { c.ClientName = "𝄞" }, "InvalidParameterException",
		`1 validation error detected: Value '?' at 'clientName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w\s+=,.@-]+`, false},
	{"not UTF-8", func(c *cognito.UserPoolClient) { c.ClientName = "\xff" }, "InvalidParameterException",
		`1 validation error detected: Value '?' at 'clientName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w\s+=,.@-]+`, false},
	{"a number that is too small", func(c *cognito.UserPoolClient) { c.AccessTokenValidity = new(int32(0)) }, "InvalidParameterException",
		`1 validation error detected: Value '0' at 'accessTokenValidity' failed to satisfy constraint: Member must have value greater than or equal to 1`, true},
	{"a number that is too large in every unit", func(c *cognito.UserPoolClient) { c.IdTokenValidity = new(int32(86401)) }, "InvalidParameterException",
		`1 validation error detected: Value '86401' at 'idTokenValidity' failed to satisfy constraint: Member must have value less than or equal to 86400`, true},
	{"a number that is too large in its unit", func(c *cognito.UserPoolClient) { c.IdTokenValidity = new(int32(86400)) }, "InvalidParameterException", "Invalid range for token validity.", true},
	{"a number of a structure", func(c *cognito.UserPoolClient) {
		c.RefreshTokenRotation = &cognito.RefreshTokenRotation{Feature: cognito.FeatureEnabled, RetryGracePeriodSeconds: 61}
	}, "InvalidParameterException",
		`1 validation error detected: Value '61' at 'refreshTokenRotation.retryGracePeriodSeconds' failed to satisfy constraint: Member must have value less than or equal to 60`, true},
	{"an enum", func(c *cognito.UserPoolClient) { c.TokenValidityUnits.AccessToken = "weeks" }, "InvalidParameterException",
		`1 validation error detected: Value 'weeks' at 'tokenValidityUnits.accessToken' failed to satisfy constraint: Member must satisfy enum value set: [seconds, minutes, hours, days]`, true},
	{"an enum in a list", func(c *cognito.UserPoolClient) { c.AllowedOAuthFlows = []cognito.OAuthFlow{"code", "token"} }, "InvalidParameterException",
		`1 validation error detected: Value '[code, token]' at 'allowedOAuthFlows' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [implicit, client_credentials, code]]`, true},
	{"an enum whose values are not published", func(c *cognito.UserPoolClient) { c.ExplicitAuthFlows = []cognito.AuthFlow{"SRP"} }, "InvalidParameterException",
		`1 validation error detected: Value '[SRP]' at 'explicitAuthFlows' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [ADMIN_NO_SRP_AUTH, CUSTOM_AUTH_FLOW_ONLY, USER_PASSWORD_AUTH, ALLOW_ADMIN_USER_PASSWORD_AUTH, ALLOW_CUSTOM_AUTH, ALLOW_USER_PASSWORD_AUTH, ALLOW_USER_SRP_AUTH, ALLOW_REFRESH_TOKEN_AUTH, ALLOW_USER_AUTH, ALLOW_CLIENT_TOKEN_AUTH]]`, false},
	{"two lists with an empty string", func(c *cognito.UserPoolClient) { c.CallbackURLs, c.LogoutURLs = []string{""}, []string{""} }, "InvalidParameterException",
		`2 validation errors detected: Value '[]' at 'callbackURLs' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}]+]; ` +
			`Value '[]' at 'logoutURLs' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}]+]`, true},
	{"the size of a list and its elements, those beyond the limit too", func(c *cognito.UserPoolClient) {
		c.AllowedOAuthFlows = []cognito.OAuthFlow{"code", "code", "code", "x"}
	}, "InvalidParameterException",
		`2 validation errors detected: Value '[code, code, code, x]' at 'allowedOAuthFlows' failed to satisfy constraint: Member must have length less than or equal to 3; ` +
			`Value '[code, code, code, x]' at 'allowedOAuthFlows' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [implicit, client_credentials, code]]`, true},
	{"elements without a pattern", func(c *cognito.UserPoolClient) { c.ReadAttributes = []string{"email", "", ""} }, "InvalidParameterException",
		`1 validation error detected: Value '[email, , ]' at 'readAttributes' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 2048, Member must have length greater than or equal to 1]`, true},
	{"a list of 1000", func(c *cognito.UserPoolClient) { c.ReadAttributes = slices.Repeat([]string{""}, 1000) }, "InvalidParameterException",
		`1 validation error detected: Value '[` + strings.Repeat(", ", 999) + `]' at 'readAttributes' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 2048, Member must have length greater than or equal to 1]`, true},
	{"a list of 1001", func(c *cognito.UserPoolClient) { c.ReadAttributes = slices.Repeat([]string{""}, 1001) }, "InvalidParameterException", "", false},
	{"length and pattern", func(c *cognito.UserPoolClient) { c.ClientName = strings.Repeat("!", 129) }, "InvalidParameterException",
		`2 validation errors detected: Value '` + strings.Repeat("!", 129) + `' at 'clientName' failed to satisfy constraint: Member must have length less than or equal to 128; ` +
			`Value '` + strings.Repeat("!", 129) + `' at 'clientName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w\s+=,.@-]+`, true},
	{"not UTF-8 where the model has no pattern", func(c *cognito.UserPoolClient) { c.ReadAttributes = []string{"custom:\xff"} }, "InvalidParameterException", "", false},
	{"absent", func(c *cognito.UserPoolClient) { c.ClientName = "" }, "InvalidParameterException", "", false},
	{"a secret", func(c *cognito.UserPoolClient) { c.GenerateSecret, c.ClientSecret = false, "short" }, "InvalidParameterException", "", false},
	{"the model first", func(c *cognito.UserPoolClient) {
		c.CallbackURLs[0], c.AuthSessionValidity = "http://example.com", new(int32(2))
	}, "InvalidParameterException",
		`1 validation error detected: Value '2' at 'authSessionValidity' failed to satisfy constraint: Member must have value greater than or equal to 3`, true},

	{"a redirect URI", func(c *cognito.UserPoolClient) { c.CallbackURLs[0] = "http://example.com/" }, "InvalidParameterException", "http://example.com/ cannot use the HTTP protocol.", true},
	{"a redirect URI beyond ASCII", func(c *cognito.UserPoolClient) { c.CallbackURLs[0] = "http://example.com/é" }, "InvalidParameterException", "http://example.com/é cannot use the HTTP protocol.", false},
	{"two redirect URIs", func(c *cognito.UserPoolClient) {
		c.CallbackURLs = []string{"http://example.com/", "http://example.org/"}
	}, "InvalidParameterException",
		"http://example.com/ cannot use the HTTP protocol.", false},
	{"the same redirect URI twice", func(c *cognito.UserPoolClient) {
		c.CallbackURLs[0], c.DefaultRedirectURI = "http://example.com/", "http://example.com/"
	}, "InvalidParameterException", "http://example.com/ cannot use the HTTP protocol.", true},
	{"an exception that was not seen", func(c *cognito.UserPoolClient) { c.CallbackURLs[0] = "https://example.com/#" }, "", "https://example.com/# cannot use fragment", false},
	{"a member of which it was not seen", func(c *cognito.UserPoolClient) { c.LogoutURLs = []string{"https://example.com/#"} }, "", "", false},
	{"flows and scopes", func(c *cognito.UserPoolClient) { c.AllowedOAuthFlows, c.AllowedOAuthScopes = nil, nil }, "InvalidParameterException",
		"AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.", true},
	{"a scope and the secret, whose order is not known", func(c *cognito.UserPoolClient) {
		machine(c)
		c.GenerateSecret, c.AllowedOAuthScopes = false, []string{"api"}
	}, "InvalidOAuthFlowException", "client_credentials flow can not be selected if client does not have a client secret.", false},
	{"a secret that is missing", func(c *cognito.UserPoolClient) {
		machine(c)
		c.GenerateSecret, c.AllowedOAuthScopes = false, []string{"api/read"}
	}, "InvalidOAuthFlowException",
		"client_credentials flow can not be selected if client does not have a client secret.", true},
	{"an order that is not known", func(c *cognito.UserPoolClient) { c.CallbackURLs, c.AllowedOAuthScopes = nil, []string{"x"} }, "InvalidOAuthFlowException",
		"CallbackUrls can not be empty when code flow or implicit flow is selected", false},
	{"the list of an attribute", func(c *cognito.UserPoolClient) { c.ReadAttributes = []string{"x"} }, "InvalidParameterException", "Invalid read attributes specified while creating a client", true},
	{"both lists of attributes", func(c *cognito.UserPoolClient) { c.ReadAttributes, c.WriteAttributes = []string{"x"}, []string{"x"} }, "InvalidParameterException",
		"Invalid read attributes specified while creating a client", false},
	{"omitted", func(c *cognito.UserPoolClient) { c.ReadAttributes = slices.Repeat([]string{"x"}, 101) }, "InvalidParameterException",
		"Invalid read attributes specified while creating a client", false},
	{"not seen", func(c *cognito.UserPoolClient) { c.ClientSecret = testclients.Secret }, "", "", false},
	{"stored", func(c *cognito.UserPoolClient) { c.AllowedOAuthFlowsUserPoolClient = false }, "", "", false},
	{"stored, and perhaps checked", func(c *cognito.UserPoolClient) {
		c.AllowedOAuthFlowsUserPoolClient, c.CallbackURLs[0] = false, "http://example.com/"
	}, "InvalidParameterException", "http://example.com/ cannot use the HTTP protocol.", false},
	{"stored, but for another", func(c *cognito.UserPoolClient) {
		c.AllowedOAuthFlowsUserPoolClient, c.ReadAttributes = false, []string{"x"}
	}, "InvalidParameterException", "Invalid read attributes specified while creating a client", true},
	{"userinfo", func(c *cognito.UserPoolClient) { c.CallbackURLs[0] = "http://a@example.com/" }, "InvalidParameterException", "http://a@example.com/ cannot use the HTTP protocol.", false},
	{"userinfo and localhost", func(c *cognito.UserPoolClient) { c.CallbackURLs[0] = "http://localhost@example.com/" }, "InvalidParameterException", "http://localhost@example.com/ cannot use the HTTP protocol.", false},
	{"another loopback address", func(c *cognito.UserPoolClient) { c.CallbackURLs[0] = "http://[0:0:0:0:0:0:0:1]/" }, "InvalidParameterException", "http://[0:0:0:0:0:0:0:1]/ cannot use the HTTP protocol.", false},
	{"other spellings of a loopback address", func(c *cognito.UserPoolClient) { c.CallbackURLs[0] = "http://127.1/" }, "InvalidParameterException", "http://127.1/ cannot use the HTTP protocol.", false},
	{"a hexadecimal address", func(c *cognito.UserPoolClient) { c.CallbackURLs[0] = "http://0x7f000001/" }, "InvalidParameterException", "http://0x7f000001/ cannot use the HTTP protocol.", false},
	{"localhost with a dot", func(c *cognito.UserPoolClient) { c.CallbackURLs[0] = "http://localhost./" }, "InvalidParameterException", "http://localhost./ cannot use the HTTP protocol.", false},
	{"a private address", func(c *cognito.UserPoolClient) { c.CallbackURLs[0] = "http://192.168.1.40:8080/" }, "InvalidParameterException", "http://192.168.1.40:8080/ cannot use the HTTP protocol.", true},
	{"a value that holds a placeholder", func(c *cognito.UserPoolClient) { c.CallbackURLs[0] = "http://example.com/<scope>" }, "InvalidParameterException",
		"http://example.com/<scope> cannot use the HTTP protocol.", true},
	{"a scope that holds a placeholder", func(c *cognito.UserPoolClient) { c.AllowedOAuthScopes = []string{"a<provider>"} }, "ScopeDoesNotExistException", "Invalid scope requested: a<provider>", true},
	{"openid for a machine", func(c *cognito.UserPoolClient) {
		machine(c)
		c.AllowedOAuthScopes = []string{"openid"}
	}, "InvalidOAuthFlowException", "openid is not supported with client_credentials flow", true},
	{"a scope for a machine of which it was not seen", func(c *cognito.UserPoolClient) {
		machine(c)
		c.AllowedOAuthScopes = []string{"phone"}
	}, "InvalidOAuthFlowException", "phone is not supported with client_credentials flow", false},
	{"a name of the pool", func(c *cognito.UserPoolClient) { c.SupportedIdentityProviders = []string{"GOOGLE"} }, "InvalidParameterException",
		"The provider GOOGLE does not exist for User Pool us-west-2_aBcDeFgHi.", true},
	{"a scope of the pool, which was seen with and without its ID", func(c *cognito.UserPoolClient) { c.AllowedOAuthScopes = []string{"api/x"} }, "ScopeDoesNotExistException",
		"Invalid scope requested: api/x", false},
}

func TestServiceErrorOfCreate(t *testing.T) {
	for _, row := range answerRows {
		c := testclients.Valid()
		row.mutate(c)
		var invalid *cognito.ValidationError
		require.ErrorAs(t, cognito.Validator{Pool: knownPool()}.ValidateCreate(c), &invalid, row.name)
		clear(c.AllowedOAuthFlows) // a caller may go on to change the client
		c.UserPoolId = ""
		answer, known := invalid.ServiceError(cognito.OperationCreate)
		assert.Equal(t, cognito.ServiceError{row.exception, row.message, cognito.OperationCreate}, answer, row.name)
		assert.Equal(t, row.known, known, row.name)
	}
}

func TestServiceErrorOfUpdate(t *testing.T) {
	for _, row := range []struct {
		name, request, exception, message string
		known                             bool
	}{
		{"an empty ClientId", `{"UserPoolId": "us-east-1_aBcDeFgHi", "ClientId": ""}`, "InvalidParameterException",
			`2 validation errors detected: Value '' at 'clientId' failed to satisfy constraint: Member must have length greater than or equal to 1; Value '' at 'clientId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+]+`, true},
		{"a ClientId", `{"UserPoolId": "us-east-1_aBcDeFgHi", "ClientId": "ap-northeast-1_xxxxxxxxx"}`, "InvalidParameterException",
			`1 validation error detected: Value 'ap-northeast-1_xxxxxxxxx' at 'clientId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+]+`, true},
		{"no ClientId", `{"UserPoolId": "us-east-1_aBcDeFgHi"}`, "InvalidParameterException", "", false},
		{"an empty string", `{"UserPoolId": "us-east-1_aBcDeFgHi", "ClientId": "a", "PreventUserExistenceErrors": ""}`, "InvalidParameterException",
			`1 validation error detected: Value '' at 'preventUserExistenceErrors' failed to satisfy constraint: Member must satisfy enum value set: [LEGACY, ENABLED]`, true},
		{"an empty string that is required", `{"UserPoolId": "us-east-1_aBcDeFgHi", "ClientId": "a", "RefreshTokenRotation": {"Feature": ""}}`, "InvalidParameterException",
			`1 validation error detected: Value '' at 'refreshTokenRotation.feature' failed to satisfy constraint: Member must satisfy enum value set: [ENABLED, DISABLED]`, true},
		{"the words of an update", `{"UserPoolId": "us-east-1_aBcDeFgHi", "ClientId": "a", "WriteAttributes": ["sub"]}`, "InvalidParameterException",
			`Invalid write attributes specified while updating a client`, true},
		{"another type", `{"UserPoolId": "us-east-1_aBcDeFgHi", "ClientId": "a", "AuthSessionValidity": 2, "ClientName": 7}`, "", "", false},
		{"an unknown member", `{"UserPoolId": "us-east-1_aBcDeFgHi", "ClientId": "a", "AuthSessionValidity": 2, "x": 7}`, "", "", false},
	} {
		_, err := cognito.Validator{}.DecodeUpdate([]byte(row.request))
		var invalid *cognito.ValidationError
		require.ErrorAs(t, err, &invalid, row.name)
		answer, known := invalid.ServiceError(cognito.OperationUpdate)
		assert.Equal(t, cognito.ServiceError{row.exception, row.message, cognito.OperationUpdate}, answer, row.name)
		assert.Equal(t, row.known, known, row.name)
	}
}

func TestServiceErrorOfOtherErrors(t *testing.T) {
	http := validationError(t, func(c *cognito.UserPoolClient) { c.CallbackURLs[0] = "http://a.example/" })
	list := validationError(t, func(c *cognito.UserPoolClient) { c.CallbackURLs[0] = "" })
	own := cognito.Violation{Path: "mine", Rule: "mine"}
	isEmpty := cognito.Violation{Path: "DefaultRedirectURI", Rule: cognito.RuleLength, Value: ""}
	made, ok := errors.AsType[*cognito.ValidationError](cognito.NewValidationError(list.Violations...))
	require.True(t, ok)
	const isHTTP = "http://a.example/ cannot use the HTTP protocol."
	noRequest := func(violations ...cognito.Violation) *cognito.ValidationError {
		var none *cognito.ValidationError
		return none.With(violations...)
	}
	const isEmptyAnswer = `2 validation errors detected: Value '' at 'defaultRedirectURI' failed to satisfy constraint: Member must have length greater than or equal to 1; Value '' at 'defaultRedirectURI' failed to satisfy constraint: Member must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}]+`
	for _, row := range []struct {
		name               string
		err                *cognito.ValidationError
		operation          cognito.Operation
		exception, message string
		known              bool
	}{
		{"for comparison", http, cognito.OperationCreate, "InvalidParameterException", isHTTP, true},
		{"nil", nil, cognito.OperationCreate, "", "", false},
		{"no violations", &cognito.ValidationError{}, cognito.OperationCreate, "", "", false},
		{"sign-in", http, cognito.OperationSignIn, "", "", false},
		{"another operation", http, "delete", "", "", false},
		{"with a rule of one's own", http.With(own), cognito.OperationCreate, "InvalidParameterException", isHTTP, false},
		{"with a fault against the model", http.With(isEmpty), cognito.OperationCreate, "InvalidParameterException",
			isEmptyAnswer, true},
		{"a list that is not known", made, cognito.OperationCreate, "InvalidParameterException", "", false},
		{"what is not wrong", http.With(cognito.Violation{Path: "ClientName", Rule: cognito.RuleLength, Value: "ok"}), cognito.OperationCreate, "InvalidParameterException", "", false},
		{"a number that is not wrong", http.With(cognito.Violation{Path: "AuthSessionValidity", Rule: cognito.RuleRange, Value: int32(3)}), cognito.OperationCreate, "InvalidParameterException", "", false},
		{"another value", http.With(cognito.Violation{Path: "ClientName", Rule: cognito.RuleLength, Value: 7}), cognito.OperationCreate, "InvalidParameterException", "", false},
		{"a path that is no member", http.With(cognito.Violation{Path: "mine", Rule: cognito.RuleLength, Value: "x"}), cognito.OperationCreate, "InvalidParameterException", "", false},
		{"a ClientId that is not known", http.With(cognito.Violation{Path: "ClientId", Rule: cognito.RuleCharacters, Value: cognito.Redacted}), cognito.OperationUpdate, "InvalidParameterException", "", false},
		{"a number where the model has a string", http.With(cognito.Violation{Path: "ClientName", Rule: cognito.RuleRange, Value: int32(500)}), cognito.OperationCreate, "InvalidParameterException", "", false},
		{"a string where the model has a number", http.With(cognito.Violation{Path: "AuthSessionValidity", Rule: cognito.RuleLength, Value: "0123456789abcdef"}), cognito.OperationCreate, "InvalidParameterException", "", false},
		{"no request", noRequest(cognito.Violation{Path: "ReadAttributes[0]", Rule: cognito.RuleAttributesUnknown, Value: "x"}), cognito.OperationCreate, "InvalidParameterException", "Invalid read attributes specified while creating a client", false},
		{"no request, against the model", noRequest(isEmpty), cognito.OperationCreate, "InvalidParameterException", isEmptyAnswer, false},
		{"under a path", http.Under("tenants[0]"), cognito.OperationCreate, "", "", false},
		{"under a path, against the model", list.Under("tenants[0]"), cognito.OperationCreate, "InvalidParameterException", "", false},
	} {
		answer, known := row.err.ServiceError(row.operation)
		assert.Equal(t, cognito.ServiceError{row.exception, row.message, row.operation}, answer, row.name)
		assert.Equal(t, row.known, known, row.name)
	}
	left, ok := errors.AsType[*cognito.ValidationError](list.With(own).Without("mine"))
	require.True(t, ok)
	_, known := left.ServiceError(cognito.OperationCreate)
	assert.True(t, known, "the list is kept")
}

// No secret is in an answer, nor in an error however it is printed.
func TestServiceErrorSecrets(t *testing.T) {
	const secret = "hunter2!"
	for _, c := range generated(t, 200) {
		c.ClientSecret = secret
		var invalid *cognito.ValidationError
		if !errors.As(c.Validate(), &invalid) {
			continue
		}
		for _, operation := range cognito.Operation("").Values() {
			answer, known := invalid.ServiceError(operation)
			again, _ := invalid.ServiceError(operation)
			assert.Equal(t, answer, again)
			assert.NotContains(t, answer.Message, secret)
			assert.False(t, known && (answer.Exception == "" || answer.Message == ""))
			assert.NotContains(t, answer.Message, "<", "a value is not filled in")
		}
		const id = "6p3bs000no6a4ue1idruvd05ad"
		c.ClientId = id
		require.ErrorAs(t, c.Validate(), &invalid)
		printed := fmt.Sprintf("%#v %+v %+v", *invalid, *invalid, invalid)
		assert.NotContains(t, printed, secret)
		assert.NotContains(t, printed, id)
	}
}
