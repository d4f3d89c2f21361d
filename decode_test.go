package cognito_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// valid is a request to create a client, open at its end.
const valid = `{"UserPoolId":"us-west-2_aBcDeFgHi","ClientName":"example"`

// decodeRows are requests to create a client, or with a ClientId to update one,
// and what is wrong with them.
var decodeRows = []struct {
	name, data string
	want       []string
}{
	{"valid", valid + `}`, nil},
	{"white space", " \t\r\n" + valid + "}\n", nil},
	{"escapes", strings.Replace(valid, "example", `\u0065\"x`, 1) + `}`, []string{"ClientName characters"}},
	{"not an object", `[]`, []string{"type"}},
	{"null", `null`, []string{"type"}},
	{"empty", `{}`, []string{"UserPoolId required", "ClientName required"}},

	{"another kind of each member", `{"UserPoolId":1,"ClientName":true,"GenerateSecret":"true","ClientSecret":{},"RefreshTokenValidity":"30","AccessTokenValidity":[],
		"IdTokenValidity":null,"TokenValidityUnits":"days","ReadAttributes":"email","WriteAttributes":{},"ExplicitAuthFlows":null,"SupportedIdentityProviders":1,"CallbackURLs":"x",
		"LogoutURLs":"x","DefaultRedirectURI":[],"AllowedOAuthFlows":"code","AllowedOAuthScopes":"openid","AllowedOAuthFlowsUserPoolClient":"true","AnalyticsConfiguration":[],
		"PreventUserExistenceErrors":1,"EnableTokenRevocation":0,"EnablePropagateAdditionalUserContextData":"false","AuthSessionValidity":"3","RefreshTokenRotation":"ENABLED"}`, []string{
		"UserPoolId type", "ClientName type", "GenerateSecret type", "ClientSecret type", "RefreshTokenValidity type", "AccessTokenValidity type",
		"IdTokenValidity type", "TokenValidityUnits type", "ReadAttributes type", "WriteAttributes type", "ExplicitAuthFlows type", "SupportedIdentityProviders type", "CallbackURLs type",
		"LogoutURLs type", "DefaultRedirectURI type", "AllowedOAuthFlows type", "AllowedOAuthScopes type", "AllowedOAuthFlowsUserPoolClient type", "AnalyticsConfiguration type",
		"PreventUserExistenceErrors type", "EnableTokenRevocation type", "EnablePropagateAdditionalUserContextData type", "AuthSessionValidity type", "RefreshTokenRotation type",
	}},
	{"elements", valid + `,"ReadAttributes":["email",1,null,"tenant",["x",{"y":[]}],{}]}`, []string{
		"ReadAttributes[1] type", "ReadAttributes[2] type", "ReadAttributes[3] attributes.unknown", "ReadAttributes[4] type", "ReadAttributes[5] type",
	}},
	{"members of structures", valid + `,"TokenValidityUnits":{"AccessToken":1},"AnalyticsConfiguration":{"UserDataShared":"no"},"RefreshTokenRotation":{"Feature":null,"RetryGracePeriodSeconds":1.5}}`, []string{
		"TokenValidityUnits.AccessToken type", "AnalyticsConfiguration.UserDataShared type", "RefreshTokenRotation.Feature type", "RefreshTokenRotation.RetryGracePeriodSeconds type",
	}},
	{"an int32, at its limits", valid + `,"RefreshTokenValidity":2147483647,"AccessTokenValidity":-2147483648,"IdTokenValidity":-0}`, []string{
		"RefreshTokenValidity token-validity.range", "AccessTokenValidity token-validity.range", "IdTokenValidity token-validity.range",
	}},
	{"no int32", valid + `,"RefreshTokenValidity":2147483648,"AccessTokenValidity":-2147483649,"IdTokenValidity":60.0,"AuthSessionValidity":1e0}`, []string{
		"RefreshTokenValidity type", "AccessTokenValidity type", "IdTokenValidity type", "AuthSessionValidity type",
	}},

	{"names in another case", `{"userPoolId":"us-west-2_aBcDeFgHi","ClientName":"example"}`, []string{"userPoolId unknown-member"}},
	{"a misspelt name", valid + `,"AllowedOAuthFlowUserPoolClient":true,"CallbackURLs":["https://example.com"]}`, []string{"AllowedOAuthFlowUserPoolClient unknown-member"}},
	{"a name that is near no other", valid + `,"Foo":{"bar":[1,{"UserPoolId":2}]}}`, []string{"Foo unknown-member"}},
	{"a name that is near no other beside another violation", `{"Foo":1,"ClientName":"example"}`, []string{"UserPoolId required", "Foo unknown-member"}},
	{"members of other operations", valid + `,"ClientId":"c","LastModifiedDate":1,"CreationDate":1,"ClientType":"REGULAR"}`, []string{
		"ClientId unknown-member", "LastModifiedDate unknown-member", "CreationDate unknown-member", "ClientType unknown-member",
	}},
	{"members that an update does not have", `{"UserPoolId":"a_b","ClientId":"c","GenerateSecret":true,"ClientSecret":"x","LastModifiedDate":1,"CreationDate":1,"ClientType":"DCR"}`, []string{
		"GenerateSecret unknown-member", "ClientSecret unknown-member", "LastModifiedDate unknown-member", "CreationDate unknown-member", "ClientType unknown-member",
	}},
	{"a name that is no path", valid + `,"a.b":1,"":2,"é":3,"TokenValidityUnits":{"x[0]":1,"Access":"days"}}`, []string{
		"TokenValidityUnits unknown-member", "unknown-member", "unknown-member", "unknown-member", "TokenValidityUnits.Access unknown-member",
	}},

	{"a member twice", valid + `,"ClientName":"example","CallbackURLs":["#"],"CallbackURLs":[],"DefaultRedirectURI":"x://y"}`, []string{
		"ClientName duplicate-member", "CallbackURLs duplicate-member",
	}},
	{"a member of a structure twice", valid + `,"AccessTokenValidity":1,"TokenValidityUnits":{"AccessToken":"seconds","AccessToken":"days"}}`, []string{
		"TokenValidityUnits.AccessToken duplicate-member",
	}},
	{"an unknown member twice", valid + `,"Foo":1,"Foo":2,"a.b":1,"a.b":1}`, []string{
		"unknown-member", "duplicate-member", "Foo unknown-member", "Foo duplicate-member",
	}},

	{"empty strings", `{"UserPoolId":"","ClientName":"","ClientSecret":"","DefaultRedirectURI":"","PreventUserExistenceErrors":"","TokenValidityUnits":{"IdToken":""},
		"AnalyticsConfiguration":{"ApplicationId":"","ApplicationArn":"","RoleArn":"","ExternalId":""},"RefreshTokenRotation":{"Feature":""}}`, []string{
		"UserPoolId required", "ClientName required", "ClientSecret length", "TokenValidityUnits.IdToken enum", "DefaultRedirectURI length",
		"AnalyticsConfiguration analytics.form", "AnalyticsConfiguration.ApplicationId characters", "AnalyticsConfiguration.ApplicationArn length",
		"AnalyticsConfiguration.RoleArn length", "PreventUserExistenceErrors enum", "RefreshTokenRotation.Feature required",
	}},
	{"empty strings of an update", `{"UserPoolId":"a_b","ClientId":"","ClientName":""}`, []string{"ClientName length", "ClientId required"}},
	{"an empty string twice", valid + `,"DefaultRedirectURI":"","DefaultRedirectURI":"https://example.com"}`, []string{"DefaultRedirectURI duplicate-member"}},

	{"what depends on a unit", valid + `,"AccessTokenValidity":60,"IdTokenValidity":60,"TokenValidityUnits":{"AccessToken":null}}`, []string{
		"IdTokenValidity token-validity.range", "TokenValidityUnits.AccessToken type",
	}},
	{"what depends on the units", valid + `,"AccessTokenValidity":60,"TokenValidityUnits":null}`, []string{"TokenValidityUnits type"}},
	{"what depends on another number", valid + `,"AccessTokenValidity":24,"RefreshTokenValidity":"1","TokenValidityUnits":{"RefreshToken":"hours"}}`, []string{"RefreshTokenValidity type"}},
	{"what does not", valid + `,"AccessTokenValidity":25,"IdTokenValidity":"1"}`, []string{"AccessTokenValidity token-validity.range", "IdTokenValidity type"}},
	{"what depends on the flag", valid + `,"CallbackURLs":["#"],"AllowedOAuthFlowsUserPoolClient":null}`, []string{
		"CallbackURLs[0] redirect-uri.absolute", "CallbackURLs[0] redirect-uri.fragment", "AllowedOAuthFlowsUserPoolClient type",
	}},
	{"what depends on an element", valid + `,"CallbackURLs":[1,"http://example.com"],"DefaultRedirectURI":"myapp:/","AllowedOAuthFlows":["code","client_credentials",{}],"GenerateSecret":true}`, []string{
		"CallbackURLs oauth.not-enabled", "CallbackURLs[0] type", "CallbackURLs[1] redirect-uri.https",
		"AllowedOAuthFlows oauth.not-enabled", "AllowedOAuthFlows[1] oauth.client-credentials-exclusive", "AllowedOAuthFlows[2] type",
	}},
	{"what depends on the secret", valid + `,"ClientSecret":null,"EnablePropagateAdditionalUserContextData":true,"ExplicitAuthFlows":["ALLOW_CLIENT_TOKEN_AUTH"]}`, []string{"ClientSecret type"}},
	{"a list that is too long", valid + `,"LogoutURLs":[0` + strings.Repeat(`,"myapp:/"`, 100) + `],"AllowedOAuthFlowsUserPoolClient":{}}`, []string{
		"LogoutURLs list-length", "LogoutURLs[0] type", "AllowedOAuthFlowsUserPoolClient type",
	}},
}

// decode decodes a row.
func decode(v cognito.Validator, data string) (*cognito.UserPoolClient, error) {
	if strings.Contains(data, `"UserPoolId":"a_b"`) {
		return v.DecodeUpdate([]byte(data))
	}
	return v.DecodeCreate([]byte(data))
}

func TestDecode(t *testing.T) {
	for _, row := range decodeRows {
		t.Run(row.name, func(t *testing.T) {
			c, err := decode(cognito.Validator{}, row.data)
			assert.Equal(t, row.want, broken(t, err))
			assert.Equal(t, row.want == nil, c != nil, "a client or an error")
			for _, v := range cognito.Violations(err) {
				assert.Regexp(t, "^must ", v.Message)
			}
		})
	}
}

// What validates without DecodeCreate decodes to the same client.
func TestDecodeEveryMember(t *testing.T) {
	c := testclients.Typical()
	got, err := cognito.Validator{}.DecodeCreate([]byte(encode(t, c)))
	require.NoError(t, err)
	assert.Equal(t, c, got)
	update := cognito.UpdateRequest(testclients.EveryMember(), testclients.EveryMember())
	got, err = cognito.Validator{}.DecodeUpdate([]byte(encode(t, update)))
	require.NoError(t, err)
	assert.Equal(t, update, got)
}

func TestDecodeWithAValidator(t *testing.T) {
	known := cognito.Validator{Pool: &cognito.UserPool{IdentityProviders: []cognito.IdentityProvider{}}}
	_, err := known.DecodeCreate([]byte(valid + `,"SupportedIdentityProviders":["Google"]}`))
	assert.Equal(t, []string{"SupportedIdentityProviders[0] identity-providers.not-in-pool"}, broken(t, err))

	lenient := cognito.Validator{Ignore: []cognito.Rule{cognito.RuleUnknownMember}}
	c, err := lenient.DecodeCreate([]byte(valid + `,"Tags":{"a":[1]},"Tags":1}`))
	assert.Equal(t, []string{"Tags duplicate-member"}, broken(t, err))
	assert.Nil(t, c)
	_, err = lenient.DecodeCreate([]byte(`{"userPoolId":"a_b","ClientName":"example"}`))
	assert.Equal(t, []string{"UserPoolId required"}, broken(t, err), "what is ignored may not be what is missing")
	c, err = lenient.DecodeCreate([]byte(valid + `,"Tags":{}}`))
	require.NoError(t, err)
	assert.Equal(t, testclients.Minimal(), c)

	blind := cognito.Validator{Ignore: cognito.Rules()}
	_, err = blind.DecodeCreate([]byte(`{"UserPoolId":1,"ClientName":"","ClientName":"example"}`))
	assert.Equal(t, []string{"UserPoolId type", "ClientName duplicate-member"}, broken(t, err), "it cannot be ignored")
}

func TestDecodeWhatIsNotJSON(t *testing.T) {
	for _, row := range []struct{ data, want string }{
		{"", "line 1, column 1: must not end before the JSON is complete"},
		{"{", "line 1, column 2: must not end before the JSON is complete"},
		{"{\"ClientName\": \"hunter2\",\n  é}", "line 2, column 3: must be JSON"},
		{"{\"é\": \"é\" x}", "line 1, column 11: must be JSON"},
		{"{}\r\n{}", "line 2, column 1: must be JSON"},
		{"\ufeff{}", "line 1, column 1: must be JSON"},
		{"{\"ClientName\": 'hunter2'}", "line 1, column 16: must be JSON"},
		{"{\"ClientName\":\n\"hun\xffter2\"}", "line 2, column 5: must be UTF-8"},
		{`{"ClientName":"hunter2\ud800"}`, "line 1, column 23: must not have half of a surrogate pair"},
		{`{"ClientName":"hunter2\\\udc00\ud800"}`, "line 1, column 25: must not have half of a surrogate pair"},
		{`{"ClientName":"hunter2\ud800\u0041"}`, "line 1, column 23: must not have half of a surrogate pair"},
		{strings.Repeat("[", 20000), "line 1, column 10001: must be JSON"},
	} {
		c, err := cognito.Validator{Ignore: cognito.Rules()}.DecodeCreate([]byte(row.data))
		assert.EqualError(t, err, "cognito: "+row.want)
		assert.Nil(t, c)
		assert.Nil(t, cognito.Violations(err))
	}
	_, err := cognito.Validator{}.DecodeCreate([]byte(valid + `,"SupportedIdentityProviders":["\ud834\udd1e\\ud800\n"]}`))
	assert.Equal(t, []string{"SupportedIdentityProviders[0] characters"}, broken(t, err), "a pair, and no escape")
}

func TestDecodeKeepsAHundredOfARule(t *testing.T) {
	for n, omitted := range map[int]int{99: 0, 100: 0, 101: 1, 5_000: 4_900} {
		var unknown, twice strings.Builder
		for i := range n {
			fmt.Fprintf(&unknown, `,"X%d":null`, i)
			twice.WriteString(`,"ClientName":""`)
		}
		for rule, data := range map[cognito.Rule]string{
			cognito.RuleUnknownMember:   valid + unknown.String() + `}`,
			cognito.RuleDuplicateMember: valid + twice.String() + `}`,
			cognito.RuleType:            valid + `,"CallbackURLs":[0` + strings.Repeat(",0", n/2-1) + `],"ReadAttributes":[0` + strings.Repeat(",0", n-n/2-1) + `]}`,
		} {
			_, err := cognito.Validator{Ignore: []cognito.Rule{cognito.RuleListLength}}.DecodeCreate([]byte(data))
			var invalid *cognito.ValidationError
			require.ErrorAs(t, err, &invalid)
			left, _ := invalid.Without(cognito.RuleOAuthNotEnabled).(*cognito.ValidationError)
			assert.Len(t, left.Violations, n-omitted, rule)
			assert.Equal(t, omitted, left.Omitted(), rule)
			assert.ErrorIs(t, left, rule)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, row := range decodeRows {
		f.Add([]byte(row.data), false)
		f.Add([]byte(row.data), true)
	}
	f.Fuzz(func(t *testing.T, data []byte, update bool) {
		decode, validate := cognito.Validator{}.DecodeCreate, (*cognito.UserPoolClient).Validate
		if update {
			decode, validate = cognito.Validator{}.DecodeUpdate, (*cognito.UserPoolClient).ValidateUpdate
		}
		c, err := decode(data)
		again, errAgain := decode(data)
		assert.Equal(t, c, again)
		assert.Equal(t, err, errAgain)
		require.Equal(t, err == nil, c != nil)
		if err == nil {
			var loose cognito.UserPoolClient
			require.NoError(t, json.Unmarshal(data, &loose))
			assert.Equal(t, c, &loose, "encoding/json decodes the same")
			assert.NoError(t, validate(c))
			return
		}
		if cognito.Violations(err) == nil {
			assert.Regexp(t, `^cognito: line \d+, column \d+: must `, err.Error())
		}
	})
}

// What is reported beside a member that could not be read is wrong whatever
// that member should have been.
func TestDecodeReportsWhatIsCertain(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	request := func() map[string]any {
		c := wild(random)
		c.ClientId = ""
		var members map[string]any
		require.NoError(t, json.Unmarshal([]byte(encode(t, c)), &members))
		return members
	}
	rulesOf := func(members map[string]any) []string {
		_, err := cognito.Validator{}.DecodeCreate([]byte(encode(t, members)))
		return pathsAndRules(cognito.Violations(err))
	}
	reported := 0
	for range 1_000 {
		members := request()
		name := slices.Sorted(maps.Keys(members))[random.IntN(len(members))]
		// Instead of what is not read; nil: the member is absent.
		var others []any
		list, isList := members[name].([]any)
		isElement := isList && len(list) > 0 && random.IntN(2) == 0
		if isElement {
			i := random.IntN(len(list))
			for range 5 {
				if other, _ := request()[name].([]any); len(other) > 0 {
					others = append(others, slices.Concat(list[:i], other[:1], list[i+1:]))
				}
			}
			members[name] = slices.Concat(list[:i], []any{1.5}, list[i+1:])
		} else {
			members[name] = 1.5
			for range 5 {
				others = append(others, request()[name])
			}
		}
		found := rulesOf(members)
		for _, other := range others {
			if members[name] = other; other == nil {
				delete(members, name)
			}
			with := rulesOf(members)
			for _, one := range found {
				if !strings.HasSuffix(one, " type") {
					reported++
					require.Contains(t, with, one, "%s: %v", name, members)
				}
			}
		}
	}
	assert.Greater(t, reported, 1_000)
}

func TestEmptyStringRule(t *testing.T) {
	for path, want := range map[string]cognito.Rule{
		"ClientName":                            cognito.RuleLength,
		"ClientId":                              cognito.RuleLength,
		"ClientSecret":                          cognito.RuleLength,
		"DefaultRedirectURI":                    cognito.RuleLength,
		"PreventUserExistenceErrors":            cognito.RuleEnum,
		"TokenValidityUnits.AccessToken":        cognito.RuleEnum,
		"AnalyticsConfiguration.ApplicationId":  cognito.RuleCharacters,
		"AnalyticsConfiguration.ApplicationArn": cognito.RuleLength,
		"AnalyticsConfiguration.ExternalId":     "",
		"RefreshTokenRotation.Feature":          cognito.RuleEnum,
		"AccessTokenValidity":                   "",
		"CallbackURLs":                          "",
		"TokenValidityUnits":                    "",
		"Colour":                                "",
	} {
		assert.Equal(t, want, cognito.EmptyStringRule(path), path)
	}
}
