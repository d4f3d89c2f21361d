package awssdk

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"reflect"
	"slices"
	"testing"
	"time"

	sdk "github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider/types"
	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// fakeService keeps an app client as the service does: an update resets what
// it leaves out, lists come back in another order, a RoleArn is filled in and
// the dates change.
type fakeService struct {
	client    *cognito.UserPoolClient
	conflicts int // how many updates to refuse first
	updates   int
}

func (s *fakeService) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/x-amz-json-1.1")
	if r.Header.Get("X-Amz-Target") == "AWSCognitoIdentityProviderService.UpdateUserPoolClient" {
		s.updates++
		if s.conflicts > 0 {
			s.conflicts--
			w.WriteHeader(http.StatusBadRequest)
			_, _ = io.WriteString(w, `{"__type": "ConcurrentModificationException", "message": "again"}`)
			return
		}
		next := &cognito.UserPoolClient{}
		_ = json.NewDecoder(r.Body).Decode(next) // what is lost, the test misses
		if next.ClientName == "" {
			next.ClientName = s.client.ClientName
		}
		next.ClientSecret, next.CreationDate = s.client.ClientSecret, s.client.CreationDate
		next.LastModifiedDate.Time = s.client.LastModifiedDate.Add(time.Second)
		s.client = next
	}
	for _, value := range reflect.ValueOf(s.client).Elem().Fields() {
		if value.Kind() == reflect.Slice {
			swap := reflect.Swapper(value.Interface())
			for i := range value.Len() / 2 {
				swap(i, value.Len()-1-i)
			}
		}
	}
	if a := s.client.AnalyticsConfiguration; a != nil && a.ApplicationArn != "" {
		a.RoleArn = testclients.RoleARN
	}
	if s.client.RefreshTokenValidity == 0 {
		s.client.RefreshTokenValidity = cognito.DefaultRefreshTokenValidity
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"UserPoolClient": s.client})
}

func serve(t *testing.T, c *cognito.UserPoolClient) (*sdk.Client, *fakeService) {
	t.Helper()
	fake := &fakeService{client: c}
	return connect(t, fake), fake
}

// stored returns a client with every member that describe returns.
func stored() *cognito.UserPoolClient {
	c := testclients.EveryMember()
	c.GenerateSecret = false
	return c
}

// changes has a change to each member that an update can change.
var changes = map[string]func(c *cognito.UserPoolClient){
	"ClientName":           func(c *cognito.UserPoolClient) { c.ClientName = "renamed" },
	"RefreshTokenValidity": func(c *cognito.UserPoolClient) { c.RefreshTokenValidity = 20 },
	"AccessTokenValidity":  func(c *cognito.UserPoolClient) { c.AccessTokenValidity = new(int32(30)) },
	"IdTokenValidity":      func(c *cognito.UserPoolClient) { c.IdTokenValidity = new(int32(30)) },
	"ReadAttributes":       func(c *cognito.UserPoolClient) { c.ReadAttributes = append(c.ReadAttributes, "name") },
	"WriteAttributes":      func(c *cognito.UserPoolClient) { c.WriteAttributes = nil },
	"ExplicitAuthFlows": func(c *cognito.UserPoolClient) {
		c.ExplicitAuthFlows = []cognito.AuthFlow{cognito.AuthFlowAllowUserAuth}
	},
	"SupportedIdentityProviders":      func(c *cognito.UserPoolClient) { c.SupportedIdentityProviders = []string{"COGNITO"} },
	"CallbackURLs":                    func(c *cognito.UserPoolClient) { c.CallbackURLs = append(c.CallbackURLs, "myapp://new") },
	"LogoutURLs":                      func(c *cognito.UserPoolClient) { c.LogoutURLs = []string{} },
	"DefaultRedirectURI":              func(c *cognito.UserPoolClient) { c.DefaultRedirectURI = "" },
	"AllowedOAuthFlows":               func(c *cognito.UserPoolClient) { c.AllowedOAuthFlows = []cognito.OAuthFlow{cognito.OAuthFlowCode} },
	"AllowedOAuthScopes":              func(c *cognito.UserPoolClient) { c.AllowedOAuthScopes = []string{"openid"} },
	"AllowedOAuthFlowsUserPoolClient": nil, // which must be true
	"AnalyticsConfiguration": func(c *cognito.UserPoolClient) {
		c.AnalyticsConfiguration = &cognito.AnalyticsConfiguration{ApplicationArn: testclients.ApplicationARN}
	},
	"PreventUserExistenceErrors":               func(c *cognito.UserPoolClient) { c.PreventUserExistenceErrors = "LEGACY" },
	"EnableTokenRevocation":                    func(c *cognito.UserPoolClient) { c.EnableTokenRevocation = new(false) },
	"EnablePropagateAdditionalUserContextData": func(c *cognito.UserPoolClient) { c.EnablePropagateAdditionalUserContextData = false },
	"AuthSessionValidity":                      func(c *cognito.UserPoolClient) { c.AuthSessionValidity = new(int32(15)) },
	"RefreshTokenRotation":                     func(c *cognito.UserPoolClient) { c.RefreshTokenRotation = nil },
	"TokenValidityUnits": func(c *cognito.UserPoolClient) {
		c.TokenValidityUnits.AccessToken, c.AccessTokenValidity = cognito.TimeUnitHours, new(int32(2))
	},
}

// Nothing but what is changed is changed.
func TestModifyEveryMember(t *testing.T) {
	for field := range reflect.TypeFor[cognito.UserPoolClient]().Fields() {
		switch field.Name {
		case "UserPoolId", "ClientId", "GenerateSecret", "ClientSecret", "LastModifiedDate", "CreationDate":
			continue
		}
		change, ok := changes[field.Name]
		require.True(t, ok, "no change to %s", field.Name)
		if change == nil {
			continue
		}
		api, fake := serve(t, stored())
		want := stored()
		change(want)
		got, err := Modify(t.Context(), api, "us-west-2_aBcDeFgHi", "6p3bs000no6a4ue1idruvd05ad", func(c *cognito.UserPoolClient) error {
			change(c)
			return nil
		})
		require.NoError(t, err, field.Name)
		assert.NotEmpty(t, got, field.Name)
		assert.Equal(t, 1, fake.updates, field.Name)
		assert.Empty(t, cognito.Diff(want, fake.client), field.Name)
		assert.True(t, fake.client.LastModifiedDate.After(stored().LastModifiedDate.Time))
	}
}

func TestModify(t *testing.T) {
	failure := errors.New("no")
	rename := func(c *cognito.UserPoolClient) error { c.ClientName = "renamed"; return nil }
	for _, row := range []struct {
		name      string
		stored    func(c *cognito.UserPoolClient)
		conflicts int
		modify    func(c *cognito.UserPoolClient) error
		changes   []string
		updates   int
		check     func(t *testing.T, err error)
	}{
		{name: "a change", modify: rename, changes: []string{`ClientName: "example" -> "renamed"`}, updates: 1},
		{name: "nothing", modify: func(c *cognito.UserPoolClient) error {
			slices.Reverse(c.CallbackURLs)
			c.TokenValidityUnits.AccessToken, c.AccessTokenValidity = cognito.TimeUnitHours, new(int32(1))
			return nil
		}},
		{name: "an error", modify: func(*cognito.UserPoolClient) error { return failure },
			check: func(t *testing.T, err error) { assert.ErrorIs(t, err, failure) }},
		{name: "an invalid change", modify: func(c *cognito.UserPoolClient) error { c.CallbackURLs = []string{"http://a"}; return nil },
			check: func(t *testing.T, err error) { assert.ErrorIs(t, err, cognito.RuleRedirectURIHTTPS) }},
		{name: "an old flaw", stored: func(c *cognito.UserPoolClient) { c.AllowedOAuthFlowsUserPoolClient = false },
			modify: rename, changes: []string{`ClientName: "example" -> "renamed"`}, updates: 1},
		{name: "an old flaw and a new one", stored: func(c *cognito.UserPoolClient) { c.AllowedOAuthFlowsUserPoolClient = false },
			modify: func(c *cognito.UserPoolClient) error { c.AuthSessionValidity = new(int32(60)); return nil },
			check: func(t *testing.T, err error) {
				assert.ErrorIs(t, err, cognito.RuleRange)
				assert.NotErrorIs(t, err, cognito.RuleOAuthNotEnabled)
			}},
		{name: "a replacement", modify: func(c *cognito.UserPoolClient) error { c.ClientName, c.ClientSecret = "renamed", ""; return nil },
			check: func(t *testing.T, err error) {
				var replace *ReplaceError
				require.ErrorAs(t, err, &replace)
				assert.Len(t, replace.Changes, 2)
				assert.Equal(t, "awssdk: the app client must be recreated: ClientSecret: [REDACTED] -> none", err.Error())
			}},
		{name: "two conflicts", conflicts: 2, modify: rename, changes: []string{`ClientName: "example" -> "renamed"`}, updates: 3},
		{name: "three conflicts", conflicts: 3, modify: rename, updates: 3,
			check: func(t *testing.T, err error) { assert.ErrorContains(t, err, "ConcurrentModificationException") }},
	} {
		t.Run(row.name, func(t *testing.T) {
			c := stored()
			if row.stored != nil {
				row.stored(c)
			}
			api, fake := serve(t, c)
			fake.conflicts = row.conflicts
			changes, err := Modify(t.Context(), api, "us-west-2_aBcDeFgHi", "6p3bs000no6a4ue1idruvd05ad", row.modify)
			if row.check == nil {
				require.NoError(t, err)
			} else {
				require.Error(t, err)
				row.check(t, err)
			}
			var lines []string
			for _, change := range changes {
				lines = append(lines, change.String())
			}
			assert.Equal(t, row.changes, lines)
			assert.Equal(t, row.updates, fake.updates)
		})
	}
	calls := 0
	api, _ := serve(t, stored())
	_, err := Modify(t.Context(), api, "us-west-2_aBcDeFgHi", "6p3bs000no6a4ue1idruvd05ad", func(*cognito.UserPoolClient) error {
		calls++
		return &types.ConcurrentModificationException{}
	})
	assert.Error(t, err)
	assert.Equal(t, 1, calls, "an error of the callback is not tried again")
	_, err = Modify(t.Context(), noClient{}, "a_b", "c", rename)
	assert.Error(t, err)
}

// noClient returns empty outputs, as a fake may.
type noClient struct{ API }

func (noClient) DescribeUserPoolClient(context.Context, *sdk.DescribeUserPoolClientInput, ...func(*sdk.Options)) (*sdk.DescribeUserPoolClientOutput, error) {
	return &sdk.DescribeUserPoolClientOutput{}, nil
}
