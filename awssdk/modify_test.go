package awssdk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
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
	client *cognito.UserPoolClient
	// An update keeps what it leaves out of the members in kept.
	keeps bool
	// How many updates to refuse first.
	conflicts int
	// The operation to refuse always.
	failing string
	updates int
}

// kept are the members that an update may keep if its JSON lacks them.
var kept = []string{
	"RefreshTokenValidity", "EnableTokenRevocation", "EnablePropagateAdditionalUserContextData",
	"AuthSessionValidity", "RefreshTokenRotation",
}

func (s *fakeService) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/x-amz-json-1.1")
	operation := strings.TrimPrefix(r.Header.Get("X-Amz-Target"), "AWSCognitoIdentityProviderService.")
	isUpdate := operation == "UpdateUserPoolClient"
	if isUpdate {
		s.updates++
	}
	refusal := ""
	switch {
	case operation == s.failing:
		refusal = "ResourceNotFoundException"
	case isUpdate && s.conflicts > 0:
		s.conflicts--
		refusal = "ConcurrentModificationException"
	}
	if refusal != "" {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = fmt.Fprintf(w, `{"__type": %q, "message": "no"}`, refusal)
		return
	}
	if isUpdate {
		s.update(r.Body)
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

func (s *fakeService) update(body io.Reader) {
	next, sent := &cognito.UserPoolClient{}, map[string]any{}
	data, _ := io.ReadAll(body)
	_, _ = json.Unmarshal(data, next), json.Unmarshal(data, &sent) // what is lost, the test misses
	if next.ClientName == "" {
		next.ClientName = s.client.ClientName
	}
	next.ClientSecret, next.CreationDate, next.ClientType = s.client.ClientSecret, s.client.CreationDate, s.client.ClientType
	next.LastModifiedDate.Time = s.client.LastModifiedDate.Add(time.Second)
	for _, member := range kept {
		if _, ok := sent[member]; !ok && s.keeps {
			reflect.ValueOf(next).Elem().FieldByName(member).Set(reflect.ValueOf(s.client).Elem().FieldByName(member))
		}
	}
	s.client = next
}

func serve(c *cognito.UserPoolClient) (*sdk.Client, *fakeService) {
	fake := &fakeService{client: c}
	return connect(fake), fake
}

const (
	poolID   = "us-west-2_aBcDeFgHi"
	clientID = "6p3bs000no6a4ue1idruvd05ad"
)

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

// unchangeable are the members that no update has.
var unchangeable = []string{"UserPoolId", "ClientId", "GenerateSecret", "ClientSecret", "LastModifiedDate", "CreationDate", "ClientType"}

// Nothing but what is changed is changed, and what is left out returns to its
// default, whether the service keeps what an update leaves out or resets it,
// and whether the client is changed or replaced as a whole.
func TestModifyEveryMember(t *testing.T) {
	empty := &cognito.UserPoolClient{UserPoolId: poolID, ClientId: clientID, ClientName: "example"}
	anything := cognito.Validator{Ignore: cognito.Rules()}
	for field := range reflect.TypeFor[cognito.UserPoolClient]().Fields() {
		if slices.Contains(unchangeable, field.Name) {
			continue
		}
		change, ok := changes[field.Name]
		require.True(t, ok, "no change to %s", field.Name)
		changed, added := stored(), empty.Clone()
		if change != nil {
			change(changed)
		}
		reflect.ValueOf(added).Elem().FieldByIndex(field.Index).Set(reflect.ValueOf(stored()).Elem().FieldByIndex(field.Index))
		removed := without(stored(), field.Name)
		for _, row := range []struct {
			name      string
			from, to  *cognito.UserPoolClient
			validator cognito.Validator
		}{
			{"is changed", stored(), changed, cognito.Validator{}},
			{"is removed", stored(), removed, anything},
			{"is added", empty, added, anything},
			{"is the only one left", stored(), added, anything},
		} {
			for _, keeps := range []bool{false, true} {
				for _, whole := range []bool{false, true} {
					api, fake := serve(row.from.Clone())
					fake.keeps = keeps
					got, err := ModifyWith(t.Context(), api, row.validator, poolID, clientID, func(c *cognito.UserPoolClient) error {
						*c = *row.to.Clone()
						if whole {
							*c = *without(c, unchangeable...)
						}
						return nil
					})
					name := fmt.Sprintf("%s %s, keeps: %t, whole: %t", field.Name, row.name, keeps, whole)
					require.NoError(t, err, name)
					assert.Equal(t, paths(cognito.Diff(row.from, row.to)), paths(got), name)
					assert.Empty(t, cognito.Diff(fake.client, row.to), name)
					assert.Equal(t, row.from.ClientSecret, fake.client.ClientSecret, name)
					assert.Equal(t, len(got) > 0, fake.updates == 1, name)
				}
			}
		}
	}
}

func paths(changes []cognito.Change) []string {
	var all []string
	for _, change := range changes {
		all = append(all, change.Path)
	}
	return all
}

func TestModify(t *testing.T) {
	failure := errors.New("no")
	renamed := []string{`ClientName: "example" -> "renamed"`}
	for _, row := range []struct {
		name      string
		stored    func(c *cognito.UserPoolClient)
		conflicts int
		modify    func(c *cognito.UserPoolClient) error
		changes   []string
		updates   int
		check     func(t *testing.T, err error)
	}{
		{name: "a change", modify: rename, changes: renamed, updates: 1},
		{name: "nothing", modify: func(c *cognito.UserPoolClient) error {
			slices.Reverse(c.CallbackURLs)
			c.TokenValidityUnits.AccessToken, c.AccessTokenValidity = cognito.TimeUnitHours, new(int32(1))
			return nil
		}},
		{name: "the same without what no update has", modify: func(c *cognito.UserPoolClient) error {
			*c = *without(c, unchangeable...)
			c.GenerateSecret = true
			return nil
		}},
		{name: "another client without what no update has", modify: func(c *cognito.UserPoolClient) error {
			*c = *without(c, append(unchangeable, "AnalyticsConfiguration", "AuthSessionValidity")...)
			return rename(c)
		}, changes: []string{
			renamed[0],
			`AnalyticsConfiguration: {"ApplicationId":"5f2c3e","RoleArn":"` + testclients.RoleARN + `","ExternalId":"external","UserDataShared":true} -> none`,
			"AuthSessionValidity: 5m0s -> 3m0s",
		}, updates: 1},
		{name: "an error", modify: func(*cognito.UserPoolClient) error { return failure },
			check: func(t *testing.T, err error) { assert.ErrorIs(t, err, failure) }},
		{name: "an invalid change", modify: func(c *cognito.UserPoolClient) error { c.CallbackURLs = []string{"http://a"}; return nil },
			check: func(t *testing.T, err error) { assert.ErrorIs(t, err, cognito.RuleRedirectURIHTTPS) }},
		{name: "an invalid request", modify: func(c *cognito.UserPoolClient) error {
			*c = cognito.UserPoolClient{AllowedOAuthFlowsUserPoolClient: true}
			return nil
		}, check: func(t *testing.T, err error) {
			assert.Equal(t, []string{"AllowedOAuthFlows oauth.flows-required", "AllowedOAuthScopes oauth.scopes-required"}, broken(t, err))
		}},
		{name: "an old flaw", stored: func(c *cognito.UserPoolClient) { c.AllowedOAuthFlowsUserPoolClient = false },
			modify: rename, changes: renamed, updates: 1},
		{name: "an old flaw and a new one", stored: func(c *cognito.UserPoolClient) { c.AllowedOAuthFlowsUserPoolClient = false },
			modify: func(c *cognito.UserPoolClient) error { c.AuthSessionValidity = new(int32(60)); return nil },
			check:  func(t *testing.T, err error) { assert.Equal(t, []string{"AuthSessionValidity range"}, broken(t, err)) }},
		{name: "another secret", modify: func(c *cognito.UserPoolClient) error {
			c.ClientName, c.ClientSecret = "renamed", testclients.Secret+"+"
			return nil
		}, check: replaces("ClientSecret: [REDACTED] -> [REDACTED]", 2)},
		{name: "a secret for a client that has none", stored: func(c *cognito.UserPoolClient) { c.ClientSecret = "" },
			modify: func(c *cognito.UserPoolClient) error { c.GenerateSecret = true; return nil },
			check:  replaces("ClientSecret: none -> [REDACTED]", 1)},
		{name: "other IDs", modify: func(c *cognito.UserPoolClient) error { c.UserPoolId, c.ClientId = "a_b", "c"; return nil },
			check: replaces(`UserPoolId: "`+poolID+`" -> "a_b"; ClientId: "`+clientID+`" -> "c"`, 2)},
		{name: "two conflicts", conflicts: 2, modify: rename, changes: renamed, updates: 3},
		{name: "three conflicts", conflicts: 3, modify: rename, updates: 3,
			check: func(t *testing.T, err error) {
				var conflict *types.ConcurrentModificationException
				assert.ErrorAs(t, err, &conflict)
			}},
		{name: "an error of the callback is not tried again",
			modify: func(*cognito.UserPoolClient) error { return &types.ConcurrentModificationException{} },
			check:  func(t *testing.T, err error) { assert.Equal(t, &types.ConcurrentModificationException{}, err) }},
	} {
		t.Run(row.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := stored()
				if row.stored != nil {
					row.stored(c)
				}
				api, fake := serve(c)
				fake.conflicts = row.conflicts
				calls := 0
				changes, err := Modify(t.Context(), api, poolID, clientID, func(c *cognito.UserPoolClient) error {
					calls++
					return row.modify(c)
				})
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
				assert.Equal(t, max(1, row.updates), calls)
			})
		})
	}
}

// Only a conflict is tried again.
func TestModifyReturnsErrorsOfTheSDK(t *testing.T) {
	for operation, updates := range map[string]int{"DescribeUserPoolClient": 0, "UpdateUserPoolClient": 1} {
		api, fake := serve(stored())
		fake.failing = operation
		changes, err := Modify(t.Context(), api, poolID, clientID, rename)
		assert.Nil(t, changes)
		assert.ErrorContains(t, err, "operation error Cognito Identity Provider: "+operation)
		assert.Equal(t, updates, fake.updates)
	}
}

// What Modify accepts of a client with an old flaw, ValidateRequests does not.
func TestModifyWithValidateRequests(t *testing.T) {
	c := stored()
	c.AllowedOAuthFlowsUserPoolClient = false
	fake := &fakeService{client: c}
	_, err := Modify(t.Context(), connect(fake, ValidateRequests), poolID, clientID, rename)
	assert.ErrorIs(t, err, cognito.RuleOAuthNotEnabled)
	assert.Zero(t, fake.updates)
}

func TestModifyAndFakes(t *testing.T) {
	nothing := func(*cognito.UserPoolClient) error { return nil }
	_, err := Modify(t.Context(), fixedClient{}, poolID, clientID, nothing)
	assert.EqualError(t, err, "awssdk: DescribeUserPoolClient returned no app client")
	changes, err := Modify(t.Context(), fixedClient{description: &types.UserPoolClientType{}}, poolID, clientID, nothing)
	assert.NoError(t, err, "it lacks the IDs")
	assert.Empty(t, changes)
}

func rename(c *cognito.UserPoolClient) error {
	c.ClientName = "renamed"
	return nil
}

// replaces returns a check that the client must be recreated for some of a
// number of changes.
func replaces(reasons string, changes int) func(t *testing.T, err error) {
	return func(t *testing.T, err error) {
		var replace *ReplaceError
		require.ErrorAs(t, err, &replace)
		assert.Len(t, replace.Changes, changes)
		assert.Equal(t, "awssdk: the app client must be recreated: "+reasons, err.Error())
	}
}

// In a bubble of package synctest no time passes before the first wait, so that
// the context ends during it.
func TestModifyEndsWithItsContext(t *testing.T) {
	for want, start := range map[error]func(context.Context) (context.Context, context.CancelFunc){
		context.DeadlineExceeded: func(ctx context.Context) (context.Context, context.CancelFunc) {
			return context.WithTimeout(ctx, time.Nanosecond)
		},
		context.Canceled: func(ctx context.Context) (context.Context, context.CancelFunc) {
			ctx, cancel := context.WithCancel(ctx)
			time.AfterFunc(time.Nanosecond, cancel)
			return ctx, cancel
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			api, fake := serve(stored())
			fake.conflicts = 3
			ctx, cancel := start(t.Context())
			defer cancel()
			changes, err := Modify(ctx, api, poolID, clientID, rename)
			assert.Nil(t, changes)
			assert.ErrorIs(t, err, want)
			var conflict *types.ConcurrentModificationException
			assert.ErrorAs(t, err, &conflict)
			assert.Equal(t, 1, fake.updates)
		})
	}
}

func TestModifyWith(t *testing.T) {
	pool := &cognito.UserPool{
		UserPoolTier:      cognito.UserPoolTierEssentials,
		SchemaAttributes:  []cognito.SchemaAttribute{{Name: "custom:tenant"}},
		IdentityProviders: []cognito.IdentityProvider{{ProviderName: "Google"}},
		ResourceServers:   []cognito.ResourceServer{},
	}
	for _, row := range []struct {
		name      string
		validator cognito.Validator
		modify    func(c *cognito.UserPoolClient)
		want      []string // what is violated
	}{
		{"no pool", cognito.Validator{}, func(c *cognito.UserPoolClient) { c.SupportedIdentityProviders = []string{"Other"} }, nil},
		{"a pool", cognito.Validator{Pool: pool}, func(c *cognito.UserPoolClient) { c.SupportedIdentityProviders = []string{"Other"} },
			[]string{"SupportedIdentityProviders[0] identity-providers.not-in-pool"}},
		{"a pool that the client already does not fit", cognito.Validator{Pool: pool}, func(c *cognito.UserPoolClient) { c.AllowedOAuthScopes = []string{"other/read"} }, nil},
		{"an ignored rule", cognito.Validator{Pool: pool, Ignore: []cognito.Rule{cognito.RuleIdentityProvidersNotInPool}},
			func(c *cognito.UserPoolClient) {
				c.SupportedIdentityProviders, c.AuthSessionValidity = []string{"Other"}, new(int32(60))
			}, []string{"AuthSessionValidity range"}},
		{"ignored rules", cognito.Validator{Pool: pool, Ignore: []cognito.Rule{cognito.RuleIdentityProvidersNotInPool, cognito.RuleRange}},
			func(c *cognito.UserPoolClient) {
				c.SupportedIdentityProviders, c.AuthSessionValidity = []string{"Other"}, new(int32(60))
			}, nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			// Its scope api/read is not in the pool.
			api, fake := serve(stored())
			room := slices.Grow(row.validator.Ignore, 5)
			row.validator.Ignore = room
			_, err := ModifyWith(t.Context(), api, row.validator, poolID, clientID, func(c *cognito.UserPoolClient) error {
				row.modify(c)
				return nil
			})
			assert.NotContains(t, room[:cap(room)], cognito.RuleOAuthScopeNotInPool, "the caller's slice")
			if row.want == nil {
				require.NoError(t, err)
				assert.Equal(t, 1, fake.updates)
				return
			}
			assert.Equal(t, row.want, broken(t, err))
			assert.Zero(t, fake.updates)
		})
	}
}

// fixedClient returns a description that may lack anything, as a fake may.
type fixedClient struct {
	API
	description *types.UserPoolClientType
}

func (c fixedClient) DescribeUserPoolClient(context.Context, *sdk.DescribeUserPoolClientInput, ...func(*sdk.Options)) (*sdk.DescribeUserPoolClientOutput, error) {
	return &sdk.DescribeUserPoolClientOutput{UserPoolClient: c.description}, nil
}
