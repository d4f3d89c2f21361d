package cognito_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// describedClient returns a client with a secret as describe returns it.
func describedClient() *cognito.UserPoolClient {
	c := testclients.EveryMember()
	c.GenerateSecret = false
	return c
}

func lines(changes []cognito.Change) []string {
	var all []string
	for _, c := range changes {
		line := c.String()
		if c.Replace {
			line = "! " + line
		}
		all = append(all, line)
	}
	return all
}

func TestDiff(t *testing.T) {
	for _, row := range []struct {
		name     string
		from, to func(c *cognito.UserPoolClient) // change the described client
		want     []string
	}{
		{"nothing", nil, nil, nil},
		{"elements", nil, func(c *cognito.UserPoolClient) {
			c.CallbackURLs = []string{"myapp://b", "myapp://example", "myapp://b"}
		},
			[]string{`CallbackURLs: add "myapp://b", remove "https://example.com/callback"`}},
		{"order and repetition", nil, func(c *cognito.UserPoolClient) {
			slices.Reverse(c.CallbackURLs)
			c.AllowedOAuthFlows = append(c.AllowedOAuthFlows, c.AllowedOAuthFlows...)
		}, nil},
		{"no list and an empty one", func(c *cognito.UserPoolClient) { c.LogoutURLs = nil }, func(c *cognito.UserPoolClient) { c.LogoutURLs = []string{} }, nil},
		{"a list and none", nil, func(c *cognito.UserPoolClient) { c.LogoutURLs = nil },
			[]string{`LogoutURLs: remove "https://example.com/bye", remove "http://localhost:3000/"`}},
		{"lifetimes", nil, func(c *cognito.UserPoolClient) {
			c.AccessTokenValidity, c.TokenValidityUnits.AccessToken = new(int32(30)), cognito.TimeUnitMinutes
			c.IdTokenValidity, c.TokenValidityUnits.IdToken = new(int32(1)), ""
			c.RefreshTokenValidity, c.TokenValidityUnits.RefreshToken = 240, cognito.TimeUnitHours
			c.AuthSessionValidity = nil
		}, []string{"AccessTokenValidity: 1h0m0s -> 30m0s", "AuthSessionValidity: 5m0s -> 3m0s"}},
		{"a unit alone", func(c *cognito.UserPoolClient) { c.AccessTokenValidity, c.TokenValidityUnits.AccessToken = nil, "" },
			func(c *cognito.UserPoolClient) {
				c.AccessTokenValidity, c.TokenValidityUnits.AccessToken = nil, cognito.TimeUnitMinutes
			}, nil},
		{"an invalid unit", nil, func(c *cognito.UserPoolClient) { c.TokenValidityUnits.AccessToken = "weeks" },
			[]string{`AccessTokenValidity: 1h0m0s -> "60 \"weeks\""`}},
		{"beyond a duration", nil, func(c *cognito.UserPoolClient) { c.RefreshTokenValidity = 1 << 30 },
			[]string{`RefreshTokenValidity: 240h0m0s -> "1073741824 days"`}},
		{"default and absent", func(c *cognito.UserPoolClient) {
			c.ExplicitAuthFlows, c.RefreshTokenRotation = nil, nil
			c.PreventUserExistenceErrors, c.EnableTokenRevocation, c.AuthSessionValidity = "", nil, nil
		}, func(c *cognito.UserPoolClient) {
			c.ExplicitAuthFlows, c.RefreshTokenRotation = cognito.DefaultExplicitAuthFlows(), nil
			c.PreventUserExistenceErrors, c.EnableTokenRevocation, c.AuthSessionValidity = cognito.UserExistenceErrorsLegacy, new(true), new(int32(3))
		}, nil},
		{"RoleArn filled in", func(c *cognito.UserPoolClient) {
			c.AnalyticsConfiguration = &cognito.AnalyticsConfiguration{ApplicationArn: testclients.ApplicationARN, RoleArn: testclients.RoleARN}
		}, func(c *cognito.UserPoolClient) {
			c.AnalyticsConfiguration = &cognito.AnalyticsConfiguration{ApplicationArn: testclients.ApplicationARN}
		}, nil},
		{"another RoleArn", func(c *cognito.UserPoolClient) {
			c.AnalyticsConfiguration = &cognito.AnalyticsConfiguration{ApplicationArn: testclients.ApplicationARN, RoleArn: testclients.RoleARN}
		}, func(c *cognito.UserPoolClient) {
			c.AnalyticsConfiguration = &cognito.AnalyticsConfiguration{ApplicationArn: testclients.ApplicationARN, RoleArn: "other"}
		}, []string{`AnalyticsConfiguration.RoleArn: "` + testclients.RoleARN + `" -> "other"`}},
		{"a password with a slash", nil, func(c *cognito.UserPoolClient) { c.DefaultRedirectURI = "https://user:hunter2/?#@example.com/" },
			[]string{`DefaultRedirectURI: "https://example.com/callback" -> "https://***@example.com/"`}},
		{"userinfo", nil, func(c *cognito.UserPoolClient) {
			c.LogoutURLs = append(c.LogoutURLs, "https://user:hunter2@example.com/")
		},
			[]string{`LogoutURLs: add "https://***@example.com/"`}},
		{"the same lifetime beyond a duration", func(c *cognito.UserPoolClient) {
			c.RefreshTokenValidity, c.TokenValidityUnits.RefreshToken = 89478485, cognito.TimeUnitDays
		}, func(c *cognito.UserPoolClient) {
			c.RefreshTokenValidity, c.TokenValidityUnits.RefreshToken = 2147483640, cognito.TimeUnitHours
		}, nil},
		{"a challenge beyond a duration", nil, func(c *cognito.UserPoolClient) { c.AuthSessionValidity = new(int32(200000000)) },
			[]string{`AuthSessionValidity: 5m0s -> "200000000 minutes"`}},
		{"long invalid units", func(c *cognito.UserPoolClient) {
			c.TokenValidityUnits.IdToken = cognito.TimeUnit(strings.Repeat("x", 64) + "a")
		},
			func(c *cognito.UserPoolClient) {
				c.TokenValidityUnits.IdToken = cognito.TimeUnit(strings.Repeat("x", 64) + "b")
			},
			[]string{`IdTokenValidity: "60 \"` + strings.Repeat("x", 64) + `\"... (65 bytes)" -> "60 \"` + strings.Repeat("x", 64) + `\"... (65 bytes)"`}},
		{"no feature", nil, func(c *cognito.UserPoolClient) { c.RefreshTokenRotation.Feature = "" },
			[]string{`RefreshTokenRotation.Feature: "ENABLED" -> none`}},
		{"a name like a redacted secret", nil, func(c *cognito.UserPoolClient) { c.ClientName = cognito.Redacted }, []string{`ClientName: "example" -> "[REDACTED]"`}},
		{"no analytics", nil, func(c *cognito.UserPoolClient) { c.AnalyticsConfiguration = nil },
			[]string{`AnalyticsConfiguration: {"ApplicationId":"5f2c3e","RoleArn":"` + testclients.RoleARN + `","ExternalId":"external","UserDataShared":true} -> none`}},
		{"rotation disabled and none", func(c *cognito.UserPoolClient) { c.RefreshTokenRotation = nil }, func(c *cognito.UserPoolClient) {
			c.RefreshTokenRotation = &cognito.RefreshTokenRotation{Feature: cognito.FeatureDisabled, RetryGracePeriodSeconds: 10}
		}, nil},
		{"rotation disabled", nil, func(c *cognito.UserPoolClient) {
			c.RefreshTokenRotation = &cognito.RefreshTokenRotation{Feature: cognito.FeatureDisabled}
		},
			[]string{`RefreshTokenRotation.Feature: "ENABLED" -> "DISABLED"`}},
		{"rotation removed", nil, func(c *cognito.UserPoolClient) { c.RefreshTokenRotation = nil },
			[]string{`RefreshTokenRotation: {"Feature":"ENABLED","RetryGracePeriodSeconds":10} -> none`}},
		{"rotation with the flows left out", func(c *cognito.UserPoolClient) { c.ExplicitAuthFlows = nil }, func(c *cognito.UserPoolClient) {
			c.ExplicitAuthFlows, c.RefreshTokenRotation = []cognito.AuthFlow{}, nil
		}, []string{`RefreshTokenRotation: {"Feature":"ENABLED","RetryGracePeriodSeconds":10} -> none`}},
		{"a name left out", nil, func(c *cognito.UserPoolClient) { c.ClientName = "" }, nil},
		{"another pool and another client", nil, func(c *cognito.UserPoolClient) { c.UserPoolId, c.ClientId = "a_b", "c" },
			[]string{`! UserPoolId: "us-west-2_aBcDeFgHi" -> "a_b"`, `! ClientId: "6p3bs000no6a4ue1idruvd05ad" -> "c"`}},
		{"a ClientId left out", nil, func(c *cognito.UserPoolClient) { c.ClientId = "" }, nil},
		{"a generated secret that is there", nil, func(c *cognito.UserPoolClient) { c.ClientSecret, c.GenerateSecret = "", true }, nil},
		{"a secret left out", nil, func(c *cognito.UserPoolClient) { c.ClientId, c.ClientSecret = "", "" }, []string{"! ClientSecret: [REDACTED] -> none"}},
		{"a secret left out of an update", nil, func(c *cognito.UserPoolClient) { c.ClientSecret = "" }, nil},
		{"a secret that an update adds", func(c *cognito.UserPoolClient) { c.ClientSecret = "" }, func(c *cognito.UserPoolClient) { c.ClientSecret = testclients.Secret },
			[]string{"! ClientSecret: none -> [REDACTED]"}},
		{"a pool left out", nil, func(c *cognito.UserPoolClient) { c.UserPoolId = "" }, nil},
		{"a type left out", nil, func(c *cognito.UserPoolClient) { c.ClientType = "" }, nil},
		{"another type", nil, func(c *cognito.UserPoolClient) { c.ClientType = cognito.ClientTypeDCR }, []string{`! ClientType: "REGULAR" -> "DCR"`}},
		{"rotation that says nothing", func(c *cognito.UserPoolClient) { c.RefreshTokenRotation = &cognito.RefreshTokenRotation{} },
			func(c *cognito.UserPoolClient) { c.RefreshTokenRotation = nil }, nil},
		{"rotation without a feature", func(c *cognito.UserPoolClient) {
			c.RefreshTokenRotation = &cognito.RefreshTokenRotation{RetryGracePeriodSeconds: 1}
		},
			func(c *cognito.UserPoolClient) { c.RefreshTokenRotation = nil }, []string{`RefreshTokenRotation: {"RetryGracePeriodSeconds":1} -> none`}},
		{"a secret added", func(c *cognito.UserPoolClient) { c.ClientSecret = "" }, func(c *cognito.UserPoolClient) { c.ClientSecret, c.GenerateSecret = "", true },
			[]string{"! ClientSecret: none -> [REDACTED]"}},
		{"another secret", nil, func(c *cognito.UserPoolClient) { c.ClientSecret += "x" }, []string{"! ClientSecret: [REDACTED] -> [REDACTED]"}},
		{"the dates", nil, func(c *cognito.UserPoolClient) {
			c.CreationDate, c.LastModifiedDate = cognito.Timestamp{}, cognito.Timestamp{}
		}, nil},
		{"in the order of the fields", func(c *cognito.UserPoolClient) { *c = cognito.UserPoolClient{} }, nil, []string{
			`! UserPoolId: none -> "us-west-2_aBcDeFgHi"`,
			`ClientName: none -> "example"`,
			`! ClientSecret: none -> [REDACTED]`,
			`RefreshTokenValidity: 720h0m0s -> 240h0m0s`,
			`ReadAttributes: add "email", add "custom:tenant"`,
			`WriteAttributes: add "email", add "custom:tenant"`,
			`ExplicitAuthFlows: add "ALLOW_USER_AUTH", remove "ALLOW_REFRESH_TOKEN_AUTH", remove "ALLOW_CUSTOM_AUTH"`,
			`SupportedIdentityProviders: add "COGNITO", add "Google"`,
			`CallbackURLs: add "https://example.com/callback", add "myapp://example"`,
			`LogoutURLs: add "https://example.com/bye", add "http://localhost:3000/"`,
			`DefaultRedirectURI: none -> "https://example.com/callback"`,
			`AllowedOAuthFlows: add "code", add "implicit"`,
			`AllowedOAuthScopes: add "openid", add "email", add "api/read"`,
			`AllowedOAuthFlowsUserPoolClient: false -> true`,
			`AnalyticsConfiguration: none -> {"ApplicationId":"5f2c3e","RoleArn":"` + testclients.RoleARN + `","ExternalId":"external","UserDataShared":true}`,
			`PreventUserExistenceErrors: "LEGACY" -> "ENABLED"`,
			`EnablePropagateAdditionalUserContextData: false -> true`,
			`AuthSessionValidity: 3m0s -> 5m0s`,
			`RefreshTokenRotation: none -> {"Feature":"ENABLED","RetryGracePeriodSeconds":10}`,
		}},
	} {
		t.Run(row.name, func(t *testing.T) {
			from, to := describedClient(), describedClient()
			if row.from != nil {
				row.from(from)
			}
			if row.to != nil {
				row.to(to)
			}
			fromBefore, toBefore := from.Clone(), to.Clone()
			changes := cognito.Diff(from, to)
			assert.Equal(t, row.want, lines(changes))
			assert.Equal(t, fromBefore, from)
			assert.Equal(t, toBefore, to)
			assert.NotContains(t, fmt.Sprintf("%v %+v %#v %s", changes, changes, changes, encode(t, changes)), testclients.Secret)
		})
	}
	assert.Empty(t, cognito.Diff(nil, nil))
	assert.Equal(t, cognito.Diff(&cognito.UserPoolClient{}, describedClient()), cognito.Diff(nil, describedClient()))
	assert.Equal(t, cognito.Diff(describedClient(), &cognito.UserPoolClient{}), cognito.Diff(describedClient(), nil))
}

// A change of any one member is one change, with the path of that member.
func TestDiffOfEveryMember(t *testing.T) {
	elsewhere := map[string]string{
		"GenerateSecret":                  "ClientSecret",
		"TokenValidityUnits.AccessToken":  "AccessTokenValidity",
		"TokenValidityUnits.IdToken":      "IdTokenValidity",
		"TokenValidityUnits.RefreshToken": "RefreshTokenValidity",
	}
	var test func(structure reflect.Type, path string, index []int)
	test = func(structure reflect.Type, path string, index []int) {
		for field := range structure.Fields() {
			fieldType := field.Type
			if fieldType.Kind() == reflect.Pointer {
				fieldType = fieldType.Elem()
			}
			at, name := append(slices.Clone(index), field.Index...), path+field.Name
			if fieldType == reflect.TypeFor[cognito.Timestamp]() {
				continue
			}
			if fieldType.Kind() == reflect.Struct {
				test(fieldType, name+".", at)
				continue
			}
			from := describedClient()
			if name == "GenerateSecret" {
				from.ClientId, from.ClientSecret = "", "" // no update mentions a secret
			}
			to := from.Clone()
			target := reflect.ValueOf(to).Elem().FieldByIndex(at)
			if target.Kind() == reflect.Pointer {
				target = target.Elem()
			}
			switch target.Kind() {
			case reflect.String:
				if name == "RefreshTokenRotation.Feature" {
					target.SetString("DISABLED")
				} else if strings.HasPrefix(name, "TokenValidityUnits.") {
					target.SetString("seconds")
				} else {
					target.SetString(target.String() + "x")
				}
			case reflect.Bool:
				target.SetBool(!target.Bool())
			case reflect.Int32:
				target.SetInt(target.Int() + 1)
			case reflect.Slice:
				target.Set(reflect.Append(target, reflect.ValueOf("x").Convert(fieldType.Elem())))
			default:
				require.Fail(t, "no test for this kind", name)
			}
			want := name
			if elsewhere[name] != "" {
				want = elsewhere[name]
			}
			for _, changes := range [][]cognito.Change{cognito.Diff(from, to), cognito.Diff(to, from)} {
				require.Len(t, changes, 1, name)
				assert.Equal(t, want, changes[0].Path)
				assert.Equal(t, slices.Contains([]string{"UserPoolId", "ClientId", "ClientSecret", "ClientType"}, want), changes[0].Replace, name)
			}
		}
	}
	test(reflect.TypeFor[cognito.UserPoolClient](), "", nil)
}

func TestDiffProperties(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	clients := generated(t, 2000)
	for i, c := range clients {
		assert.Empty(t, cognito.Diff(c, c))
		assert.Empty(t, cognito.Diff(c, c.WithDefaults()))
		assert.Empty(t, cognito.Diff(c.WithDefaults(), c))
		shuffled := c.Clone()
		for _, list := range []*[]string{&shuffled.ReadAttributes, &shuffled.WriteAttributes, &shuffled.SupportedIdentityProviders, &shuffled.CallbackURLs, &shuffled.LogoutURLs, &shuffled.AllowedOAuthScopes} {
			*list = append(*list, *list...)
			random.Shuffle(len(*list), func(i, j int) { (*list)[i], (*list)[j] = (*list)[j], (*list)[i] })
		}
		slices.Reverse(shuffled.ExplicitAuthFlows)
		assert.Empty(t, cognito.Diff(c, shuffled))
		other := clients[(i+1)%len(clients)]
		assert.Equal(t, lines(cognito.Diff(c, other)), lines(cognito.Diff(c, other)))
		if c.ClientName != "" && other.ClientName != "" {
			assert.Equal(t, len(cognito.Diff(c, other)) == 0, len(cognito.Diff(other, c)) == 0)
		}
	}
}

func TestChangeJSON(t *testing.T) {
	for _, row := range []struct {
		change cognito.Change
		want   string
	}{
		{cognito.Change{"AccessTokenValidity", time.Hour, 30 * time.Minute, false},
			`{"path":"AccessTokenValidity","pointer":"/AccessTokenValidity","from":"1h0m0s","to":"30m0s","replace":false}`},
		{cognito.Change{"CallbackURLs", nil, []string{"a"}, false}, `{"path":"CallbackURLs","pointer":"/CallbackURLs","from":null,"to":["a"],"replace":false}`},
		{cognito.Change{"AnalyticsConfiguration.RoleArn", "a", nil, false},
			`{"path":"AnalyticsConfiguration.RoleArn","pointer":"/AnalyticsConfiguration/RoleArn","from":"a","to":null,"replace":false}`},
		{cognito.Change{"ClientSecret", cognito.Redacted, nil, true}, `{"path":"ClientSecret","pointer":"/ClientSecret","from":"[REDACTED]","to":null,"replace":true}`},
	} {
		data, err := json.Marshal(row.change)
		require.NoError(t, err)
		assert.Equal(t, row.want, string(data))
	}
}
