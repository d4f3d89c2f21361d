package bench

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v4"
)

// everyMember returns a client with every member at once.
func everyMember() *cognito.UserPoolClient {
	c := testclients.EveryMember()
	c.AnalyticsConfiguration.ApplicationArn = testclients.ApplicationARN
	return c
}

// everyMemberYAML is a YAML document of everyMember.
const everyMemberYAML = `
UserPoolId: us-west-2_aBcDeFgHi
ClientName: example
ClientId: 6p3bs000no6a4ue1idruvd05ad
GenerateSecret: true
ClientSecret: abcdefghijklmnopqrstuvwx+YZ_0189
LastModifiedDate: 1548697449.497
CreationDate: 2019-01-28T17:44:09Z
ClientType: REGULAR
RefreshTokenValidity: 10
AccessTokenValidity: 60
IdTokenValidity: 60
TokenValidityUnits: {AccessToken: minutes, IdToken: minutes, RefreshToken: days}
ReadAttributes: [email, "custom:tenant"]
WriteAttributes:
  - email
  - custom:tenant
ExplicitAuthFlows: [ALLOW_USER_SRP_AUTH, ALLOW_USER_AUTH]
SupportedIdentityProviders: [COGNITO, Google]
CallbackURLs: ["https://example.com/callback", "myapp://example"]
LogoutURLs: ["https://example.com/bye", "http://localhost:3000/"]
DefaultRedirectURI: https://example.com/callback
AllowedOAuthFlows: [code, implicit]
AllowedOAuthScopes: [openid, email, api/read]
AllowedOAuthFlowsUserPoolClient: true
AnalyticsConfiguration:
  ApplicationId: 5f2c3e
  ApplicationArn: arn:aws:mobiletargeting:us-east-1:123456789012:apps/5f2c3e
  RoleArn: arn:aws:iam::123456789012:role/example
  ExternalId: external
  UserDataShared: true
PreventUserExistenceErrors: ENABLED
EnableTokenRevocation: true
EnablePropagateAdditionalUserContextData: true
AuthSessionValidity: 5
RefreshTokenRotation:
  Feature: ENABLED
  RetryGracePeriodSeconds: 10
`

func TestYAML(t *testing.T) {
	var c cognito.UserPoolClient
	require.NoError(t, yaml.Load([]byte(everyMemberYAML), &c, yaml.WithKnownFields()))
	assert.Equal(t, everyMember(), &c)

	// The same document as JSON, which has the same keys.
	var document, members map[string]any
	require.NoError(t, yaml.Load([]byte(everyMemberYAML), &document))
	assertNames(t, document, reflect.TypeFor[cognito.UserPoolClient](), true)
	data, err := json.Marshal(document)
	require.NoError(t, err)
	var fromJSON cognito.UserPoolClient
	require.NoError(t, json.Unmarshal(data, &fromJSON))
	assert.Equal(t, fromJSON, c)
	data, err = json.Marshal(c)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(data, &members))
	assert.Equal(t, keys(members), keys(document))
}

func TestYAMLRoundTrips(t *testing.T) {
	for name, c := range map[string]*cognito.UserPoolClient{
		"every member": everyMember(), "empty": {}, "multibyte": testclients.LargestMultibyte(), "failing": testclients.Failing(),
		"pointers to zero": {AccessTokenValidity: new(int32), EnableTokenRevocation: new(bool), RefreshTokenRotation: &cognito.RefreshTokenRotation{}},
	} {
		for _, dump := range []func(any) ([]byte, error){
			yaml.Marshal, func(v any) ([]byte, error) { return yaml.Dump(v) },
		} {
			data, err := dump(c)
			require.NoError(t, err, name)
			var decoded cognito.UserPoolClient
			require.NoError(t, yaml.Load(data, &decoded, yaml.WithKnownFields()), name)
			assert.Equal(t, c, &decoded, name)

			var document map[string]any
			require.NoError(t, yaml.Load(data, &document), name)
			assertNames(t, document, reflect.TypeFor[cognito.UserPoolClient](), name == "every member")
		}
	}
}

// assertNames fails the test unless each key is the name of a field and, if all
// is true, each field is there.
func assertNames(t *testing.T, document map[string]any, structure reflect.Type, all bool) {
	t.Helper()
	for key, value := range document {
		field, ok := structure.FieldByName(key)
		if !assert.True(t, ok, "%s has no %s", structure, key) {
			continue
		}
		if nested, ok := value.(map[string]any); ok {
			if field.Type.Kind() == reflect.Pointer {
				field.Type = field.Type.Elem()
			}
			assertNames(t, nested, field.Type, all)
		}
	}
	if all {
		assert.Len(t, document, structure.NumField(), structure)
	}
}

// keys returns a document with true in place of what is not a document itself.
func keys(document map[string]any) map[string]any {
	all := map[string]any{}
	for key, value := range document {
		all[key] = true
		if nested, ok := value.(map[string]any); ok {
			all[key] = keys(nested)
		}
	}
	return all
}

func TestYAMLDates(t *testing.T) {
	date := cognito.Timestamp{Time: time.Unix(1548697449, 497e6).UTC()}
	for text, want := range map[string]cognito.Timestamp{
		"1548697449.497":                   date,
		"1.548697449497e9":                 date,
		"2019-01-28T17:44:09.497Z":         date,
		"2019-01-28T18:44:09.497+01:00":    date,
		`"2019-01-28T17:44:09.497000Z"`:    date,
		"!!timestamp 2019-01-28T17:44:09Z": {Time: time.Unix(1548697449, 0).UTC()},
		"1548697449":                       {Time: time.Unix(1548697449, 0).UTC()},
		"null":                             {},
		"":                                 {},
	} {
		var c cognito.UserPoolClient
		require.NoError(t, yaml.Load([]byte("CreationDate: "+text), &c), text)
		assert.Equal(t, want, c.CreationDate, text)
	}
	for _, text := range []string{"2019-01-28", "true", "0x10", "[1]", "{}", `""`, "1548697449.4970000001"} {
		var c cognito.UserPoolClient
		assert.Error(t, yaml.Load([]byte("CreationDate: "+text), &c), text)
		assert.Zero(t, c, text)
	}
}
