package cognito_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestUpdateRequest(t *testing.T) {
	const ids = `"UserPoolId":"us-west-2_aBcDeFgHi","ClientName":"example","ClientId":"c"`
	// What is left out of the desired client is left out of the request too,
	// unless the described one has another value than the default.
	for _, row := range []struct {
		name               string
		described, desired cognito.UserPoolClient
		// The JSON of the request after the IDs.
		want string
	}{
		{"nothing", cognito.UserPoolClient{}, cognito.UserPoolClient{}, ``},
		{"the defaults", cognito.UserPoolClient{
			RefreshTokenValidity: 30, AuthSessionValidity: new(int32(3)), EnableTokenRevocation: new(true),
			RefreshTokenRotation: &cognito.RefreshTokenRotation{Feature: cognito.FeatureDisabled}, PreventUserExistenceErrors: "LEGACY",
		}, cognito.UserPoolClient{}, ``},
		{"every default spelled out", cognito.UserPoolClient{
			RefreshTokenValidity: 60, AccessTokenValidity: new(int32(2)), IdTokenValidity: new(int32(2)), AuthSessionValidity: new(int32(5)), EnableTokenRevocation: new(false),
			EnablePropagateAdditionalUserContextData: true, PreventUserExistenceErrors: "ENABLED", RefreshTokenRotation: &cognito.RefreshTokenRotation{Feature: cognito.FeatureEnabled},
		}, cognito.UserPoolClient{}, `,"RefreshTokenValidity":30,"AccessTokenValidity":1,"IdTokenValidity":1,"TokenValidityUnits":{"AccessToken":"hours","IdToken":"hours","RefreshToken":"days"},` +
			`"PreventUserExistenceErrors":"LEGACY","EnableTokenRevocation":true,"AuthSessionValidity":3,"RefreshTokenRotation":{"Feature":"DISABLED"}`},
		{"the same lifetime in another unit", cognito.UserPoolClient{RefreshTokenValidity: 720, TokenValidityUnits: cognito.TokenValidityUnits{RefreshToken: "hours"}}, cognito.UserPoolClient{},
			`,"RefreshTokenValidity":30,"TokenValidityUnits":{"RefreshToken":"days"}`},
		{"a unit alone", cognito.UserPoolClient{RefreshTokenValidity: 30}, cognito.UserPoolClient{TokenValidityUnits: cognito.TokenValidityUnits{RefreshToken: "hours"}},
			`,"RefreshTokenValidity":720,"TokenValidityUnits":{"RefreshToken":"hours"}`},
		{"a number without its unit", cognito.UserPoolClient{RefreshTokenValidity: 90, TokenValidityUnits: cognito.TokenValidityUnits{RefreshToken: "minutes"}},
			cognito.UserPoolClient{RefreshTokenValidity: 90, AccessTokenValidity: new(int32(20)), TokenValidityUnits: cognito.TokenValidityUnits{AccessToken: "minutes"}},
			`,"RefreshTokenValidity":90,"AccessTokenValidity":20,"TokenValidityUnits":{"AccessToken":"minutes","RefreshToken":"days"}`},
		{"an invalid unit", cognito.UserPoolClient{RefreshTokenValidity: 60}, cognito.UserPoolClient{TokenValidityUnits: cognito.TokenValidityUnits{RefreshToken: "weeks"}},
			`,"TokenValidityUnits":{"RefreshToken":"weeks"}`},
		{"what no update has", cognito.UserPoolClient{ClientSecret: testclients.Secret, ClientType: cognito.ClientTypeRegular},
			cognito.UserPoolClient{GenerateSecret: true, ClientSecret: testclients.Secret, CreationDate: testclients.EveryMember().CreationDate, LastModifiedDate: testclients.EveryMember().CreationDate, ClientType: cognito.ClientTypeRegular},
			``},
		{"what is desired", cognito.UserPoolClient{RefreshTokenValidity: 60, EnableTokenRevocation: new(false), LogoutURLs: []string{"myapp:/"}},
			cognito.UserPoolClient{RefreshTokenValidity: 90, EnableTokenRevocation: new(false), CallbackURLs: []string{"myapp:/"}},
			`,"RefreshTokenValidity":90,"CallbackURLs":["myapp:/"],"EnableTokenRevocation":false`},
	} {
		row.described.UserPoolId, row.described.ClientName, row.described.ClientId = "us-west-2_aBcDeFgHi", "example", "c"
		assert.Equal(t, "{"+ids+row.want+"}", encode(t, cognito.UpdateRequest(&row.described, &row.desired)), row.name)
	}
	got := cognito.UpdateRequest(testclients.EveryMember(), &cognito.UserPoolClient{UserPoolId: "a_b", ClientId: "c", ClientName: "n"})
	assert.Equal(t, []string{"a_b", "c", "n"}, []string{got.UserPoolId, got.ClientId, got.ClientName})
	assert.Nil(t, cognito.UpdateRequest(testclients.EveryMember(), nil))
	every := cognito.UpdateRequest(nil, testclients.EveryMember())
	assert.Equal(t, 9, len(every.CallbackURLs)+len(every.LogoutURLs)+len(every.AllowedOAuthScopes)+len(every.AllowedOAuthFlows))
}

// A service that keeps what an update leaves out, of every member that the
// documentation does not say otherwise of, and one that resets it, both end up
// with what is desired.
func TestUpdateRequestProperties(t *testing.T) {
	clients := generated(t, 3000)
	for i, desired := range clients {
		described := clients[(i+1)%len(clients)].Clone()
		described.ClientId, described.GenerateSecret = "c", false
		describedBefore, desiredBefore := described.Clone(), desired.Clone()
		r := cognito.UpdateRequest(described, desired)
		require.Equal(t, describedBefore, described)
		require.Equal(t, desiredBefore, desired)
		require.Equal(t, r, cognito.UpdateRequest(described, r), "it is idempotent")
		for _, change := range cognito.Diff(r, desired) {
			require.True(t, change.Replace, change)
		}
		if r.ValidateUpdate() != nil {
			continue
		}
		kept := *r
		keep := reflect.ValueOf(&kept).Elem()
		for field, value := range reflect.ValueOf(*described).Fields() {
			isLeftOut := keep.FieldByIndex(field.Index).IsZero()
			isReset := field.Type.Kind() == reflect.Slice || slices.Contains([]string{"TokenValidityUnits", "DefaultRedirectURI", "AllowedOAuthFlowsUserPoolClient", "EnablePropagateAdditionalUserContextData", "AnalyticsConfiguration"}, field.Name)
			if isLeftOut && !isReset {
				keep.FieldByIndex(field.Index).Set(value)
			}
		}
		for _, change := range cognito.Diff(&kept, desired) {
			require.True(t, change.Replace, "%v\n%v\n%v", change, described, desired)
		}
	}
}
