package cognito_test

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestEveryMember(t *testing.T) {
	c := reflect.ValueOf(*testclients.EveryMember())
	for field, value := range c.Fields() {
		assert.False(t, value.IsZero(), "%s is empty", field.Name)
	}
	assert.Equal(t, []string{"ClientSecret client-secret.conflict"}, broken(t, testclients.EveryMember().Validate()))
	assert.NoError(t, testclients.EveryMember().ValidateUpdate())
}

func TestClone(t *testing.T) {
	assert.Nil(t, (*cognito.UserPoolClient)(nil).Clone())
	c := testclients.EveryMember()
	d := c.Clone()
	assert.Equal(t, c, d)
	assertNothingShared(t, reflect.ValueOf(c), reflect.ValueOf(d), "UserPoolClient")
	empty := &cognito.UserPoolClient{ReadAttributes: []string{}}
	assert.Equal(t, empty, empty.Clone(), "an empty list stays empty, an absent one absent")
	for _, c := range generated(t, 100) {
		assert.Equal(t, c, c.Clone())
	}
}

func assertNothingShared(t *testing.T, a, b reflect.Value, path string) {
	if a.Type() == reflect.TypeFor[time.Time]() {
		return
	}
	switch a.Kind() {
	case reflect.Pointer:
		assert.NotEqual(t, a.Pointer(), b.Pointer(), path)
		assertNothingShared(t, a.Elem(), b.Elem(), path)
	case reflect.Slice:
		require.NotZero(t, a.Len(), path)
		assert.NotEqual(t, a.Pointer(), b.Pointer(), path)
	case reflect.Struct:
		for i := range a.NumField() {
			assertNothingShared(t, a.Field(i), b.Field(i), path+"."+a.Type().Field(i).Name)
		}
	}
}

func TestJSON(t *testing.T) {
	for _, row := range []struct {
		name, json string
		client     cognito.UserPoolClient
	}{
		{"nothing", `{}`, cognito.UserPoolClient{}},
		{"empty lists are kept", `{"ReadAttributes":[],"CallbackURLs":[]}`, cognito.UserPoolClient{ReadAttributes: []string{}, CallbackURLs: []string{}}},
		{"zero behind a pointer is kept",
			`{"AccessTokenValidity":0,"IdTokenValidity":0,"AnalyticsConfiguration":{},"EnableTokenRevocation":false,"AuthSessionValidity":0,"RefreshTokenRotation":{}}`,
			cognito.UserPoolClient{
				AccessTokenValidity: new(int32), IdTokenValidity: new(int32), AnalyticsConfiguration: &cognito.AnalyticsConfiguration{},
				EnableTokenRevocation: new(bool), AuthSessionValidity: new(int32), RefreshTokenRotation: &cognito.RefreshTokenRotation{},
			}},
		{"every member",
			`{"UserPoolId":"us-west-2_aBcDeFgHi","ClientName":"example","ClientId":"6p3bs000no6a4ue1idruvd05ad",` +
				`"GenerateSecret":true,"ClientSecret":"` + testclients.Secret + `","LastModifiedDate":1548697449.497,"CreationDate":1548697449,"ClientType":"REGULAR",` +
				`"RefreshTokenValidity":10,"AccessTokenValidity":60,"IdTokenValidity":60,` +
				`"TokenValidityUnits":{"AccessToken":"minutes","IdToken":"minutes","RefreshToken":"days"},` +
				`"ReadAttributes":["email","custom:tenant"],"WriteAttributes":["email","custom:tenant"],` +
				`"ExplicitAuthFlows":["ALLOW_USER_SRP_AUTH","ALLOW_USER_AUTH"],"SupportedIdentityProviders":["COGNITO","Google"],` +
				`"CallbackURLs":["https://example.com/callback","myapp://example"],` +
				`"LogoutURLs":["https://example.com/bye","http://localhost:3000/"],` +
				`"DefaultRedirectURI":"https://example.com/callback","AllowedOAuthFlows":["code","implicit"],` +
				`"AllowedOAuthScopes":["openid","email","api/read"],"AllowedOAuthFlowsUserPoolClient":true,` +
				`"AnalyticsConfiguration":{"ApplicationId":"5f2c3e","RoleArn":"` + testclients.RoleARN + `","ExternalId":"external","UserDataShared":true},` +
				`"PreventUserExistenceErrors":"ENABLED","EnableTokenRevocation":true,` +
				`"EnablePropagateAdditionalUserContextData":true,"AuthSessionValidity":5,` +
				`"RefreshTokenRotation":{"Feature":"ENABLED","RetryGracePeriodSeconds":10}}`,
			*testclients.EveryMember()},
	} {
		t.Run(row.name, func(t *testing.T) {
			data, err := json.Marshal(row.client)
			require.NoError(t, err)
			assert.Equal(t, row.json, string(data))
			var c cognito.UserPoolClient
			require.NoError(t, json.Unmarshal(data, &c))
			assert.Equal(t, row.client, c)
		})
	}
}

// encode returns the JSON of a value.
func encode(t testing.TB, value any) string {
	t.Helper()
	data, err := json.Marshal(value)
	require.NoError(t, err)
	return string(data)
}

func TestTimestamp(t *testing.T) {
	for _, row := range []struct {
		json string
		want time.Time
		back string
	}{
		{`1548697449.497`, time.Unix(1548697449, 497e6), `1548697449.497`},
		{`1548697449`, time.Unix(1548697449, 0), `1548697449`},
		{`1548697449.0`, time.Unix(1548697449, 0), `1548697449`},
		{`1.548697449497E9`, time.Unix(1548697449, 497e6), `1548697449.497`},
		{`15486974494970e-4`, time.Unix(1548697449, 497e6), `1548697449.497`},
		{`1548697449.497000001`, time.Unix(1548697449, 497000001), `1548697449.497000001`},
		{`1548697449.4970000000`, time.Unix(1548697449, 497e6), `1548697449.497`},
		{`0`, time.Unix(0, 0), `0`},
		{`-0.5`, time.Unix(-1, 5e8), `-0.5`},
		{`-62135596799`, time.Unix(-62135596799, 0), `-62135596799`},
		{`253402300799.999999999`, time.Unix(253402300799, 999999999), `253402300799.999999999`},
		{`"2019-01-28T17:44:09.497000+00:00"`, time.Unix(1548697449, 497e6), `1548697449.497`},
		{`"2019-01-28T17:44:09.497Z"`, time.Unix(1548697449, 497e6), `1548697449.497`},
		{`"2019-01-28T17:44:09\u002b00:00"`, time.Unix(1548697449, 0), `1548697449`},
		{`"2019-01-28T12:44:09-05:00"`, time.Unix(1548697449, 0), `1548697449`},
		{`"2019-01-28T17:44:09.4970000000Z"`, time.Unix(1548697449, 497e6), `1548697449.497`},
		{`"9999-12-31T23:59:59.999999999Z"`, time.Unix(253402300799, 999999999), `253402300799.999999999`},
	} {
		t.Run(row.json, func(t *testing.T) {
			var date cognito.Timestamp
			require.NoError(t, json.Unmarshal([]byte(row.json), &date))
			assert.Equal(t, row.want.UTC(), date.Time)
			data, err := json.Marshal(date)
			require.NoError(t, err)
			assert.Equal(t, row.back, string(data))
		})
	}
	date := cognito.Timestamp{time.Unix(1548697449, 0)}
	require.NoError(t, json.Unmarshal([]byte(`null`), &date))
	assert.Equal(t, time.Unix(1548697449, 0), date.Time)
	for _, text := range []string{"", `"`, `"2019-01-28T17:44:09Z"x`, "1/2", " 1", strings.Repeat("1", 1e7), `"` + strings.Repeat("1", 1e7) + `"`} {
		date := cognito.Timestamp{time.Unix(1548697449, 0)}
		assert.Error(t, date.UnmarshalJSON([]byte(text)), "%.40q", text)
		assert.Equal(t, time.Unix(1548697449, 0), date.Time)
	}
	for _, text := range []string{
		`true`, `{}`, `[]`, `""`, `"1548697449.497"`, `"2019-01-28"`, `"2019-01-28T17:44:09"`, `"2019-13-28T17:44:09Z"`,
		`1548697449.4970000001`, `1e-10`, `"2019-01-28T17:44:09.0000000001Z"`, `"2019-01-28T17:44:09,0000000001Z"`,
		`1e400`, `1e999999999`, `-1e999999999`, `1e-999999999`, `99999999999999999999`, `253402300800`, `-62135596801`,
		`"9999-12-31T23:59:59-01:00"`, `"0001-01-01T00:00:00+01:00"`,
	} {
		t.Run(text, func(t *testing.T) {
			date := cognito.Timestamp{time.Unix(1548697449, 0)}
			err := json.Unmarshal([]byte(`{"CreationDate":`+text+`}`), &struct{ CreationDate *cognito.Timestamp }{&date})
			require.Error(t, err)
			assert.Less(t, len(err.Error()), 300)
		})
	}
}

// FuzzTimestamp: what decodes encodes to the same date again.
func FuzzTimestamp(f *testing.F) {
	for _, seed := range []string{`1548697449.497`, `1e9`, `-0.5`, `"2019-01-28T17:44:09.497Z"`, `"x"`, `null`, `1e999999999`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var date, again cognito.Timestamp
		if json.Unmarshal(data, &date) != nil {
			return
		}
		encoded, err := json.Marshal(date)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(encoded, &again))
		require.Equal(t, date.Time.UTC(), again.Time.UTC())
	})
}

// generated returns random clients, some of them valid and some not.
func generated(t *testing.T, n int) []*cognito.UserPoolClient {
	t.Helper()
	random := rand.New(rand.NewPCG(3, 4))
	var clients []*cognito.UserPoolClient
	validOnes := 0
	for range n {
		c := testclients.Generate(random)
		if c.Validate() == nil {
			validOnes++
		}
		clients = append(clients, c)
	}
	require.Greater(t, validOnes, n/10, "few clients are valid")
	require.Less(t, validOnes, n*9/10, "few clients are invalid")
	return clients
}
