package cognito_test

import (
	"encoding/json"
	"maps"
	"os"
	"reflect"
	"slices"
	"testing"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestStored(t *testing.T) {
	for _, row := range []struct {
		name         string
		mutate, want func(c *cognito.UserPoolClient)
	}{
		{"minimal", func(c *cognito.UserPoolClient) {}, func(c *cognito.UserPoolClient) {}},
		{"lists", func(c *cognito.UserPoolClient) {
			c.CallbackURLs = []string{"https://zeta.example/", "https://alpha.example/", "https://zeta.example/", "https://Zeta.example/"}
			c.AllowedOAuthFlows = []cognito.OAuthFlow{"implicit", "code"}
			c.LogoutURLs, c.ReadAttributes, c.ExplicitAuthFlows = []string{}, []string{}, []cognito.AuthFlow{}
		}, func(c *cognito.UserPoolClient) {
			c.CallbackURLs = []string{"https://Zeta.example/", "https://alpha.example/", "https://zeta.example/"}
			c.AllowedOAuthFlows = []cognito.OAuthFlow{"code", "implicit"}
		}},
		{"what is given", func(c *cognito.UserPoolClient) {
			c.RefreshTokenValidity, c.AuthSessionValidity, c.EnableTokenRevocation = 60, new(int32(5)), new(false)
		}, func(c *cognito.UserPoolClient) {
			c.RefreshTokenValidity, c.AuthSessionValidity, c.EnableTokenRevocation = 60, new(int32(5)), new(false)
		}},
		{"a unit without its number", func(c *cognito.UserPoolClient) { c.TokenValidityUnits.AccessToken = "days" },
			func(c *cognito.UserPoolClient) { c.TokenValidityUnits.AccessToken = "days" }},
		{"a secret", func(c *cognito.UserPoolClient) { c.GenerateSecret, c.ClientSecret = true, testclients.Secret },
			func(c *cognito.UserPoolClient) { c.ClientSecret = testclients.Secret }},
	} {
		c, want := testclients.Minimal(), testclients.Minimal()
		row.mutate(c)
		want.RefreshTokenValidity, want.AuthSessionValidity, want.EnableTokenRevocation = 30, new(int32(3)), new(true)
		row.want(want)
		before := c.Clone()
		assert.Equal(t, want, c.Stored(), row.name)
		assert.Equal(t, before, c, row.name)
	}
	assert.Nil(t, (*cognito.UserPoolClient)(nil).Stored())
	assert.JSONEq(t, `null`, string((*cognito.UserPoolClient)(nil).StoredJSON()))
}

func TestStoredProperties(t *testing.T) {
	for _, c := range append(generated(t, 500), testclients.EveryMember(), testclients.Typical(), testclients.Largest()) {
		if c.RefreshTokenValidity == 0 {
			// Whether 30 is then in another unit was not seen.
			c.TokenValidityUnits.RefreshToken = ""
		}
		stored := c.Stored()
		assert.Equal(t, stored, stored.Stored(), "the stored form is stored as it is")
		c.GenerateSecret = false
		assert.Empty(t, cognito.Diff(c, stored), "the settings are the same")
		for field, value := range reflect.ValueOf(stored).Elem().Fields() {
			if value.Kind() == reflect.Slice {
				assert.False(t, !value.IsNil() && value.Len() == 0, "%s is empty", field.Name)
			}
		}
		var members, plain map[string]any
		require.NoError(t, json.Unmarshal(c.StoredJSON(), &members))
		data, err := json.Marshal(stored)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(data, &plain))
		for _, name := range []string{"TokenValidityUnits", "AllowedOAuthFlowsUserPoolClient", "EnablePropagateAdditionalUserContextData", "EnableTokenRevocation", "AuthSessionValidity"} {
			assert.Contains(t, members, name)
		}
		var again cognito.UserPoolClient
		require.NoError(t, json.Unmarshal(c.StoredJSON(), &again))
		assert.Equal(t, stored, &again, "nothing is lost")
		assert.Subset(t, slices.Collect(maps.Keys(members)), slices.Collect(maps.Keys(plain)))
	}
}

// What the AWS CLI prints in its documentation is the stored form of the
// request, with what only the service knows. It prints lists in any order.
func TestStoredAsTheCLIPrints(t *testing.T) {
	data, err := os.ReadFile("testdata/cli/examples.json")
	require.NoError(t, err)
	var examples []struct {
		Source  string
		Request *cognito.UserPoolClient
		Output  map[string]any
		// What the service returns today and did not at that time.
		Later map[string]any
	}
	require.NoError(t, json.Unmarshal(data, &examples))
	require.Len(t, examples, 3)
	for _, example := range examples {
		output, err := json.Marshal(example.Output)
		require.NoError(t, err)
		var printed cognito.UserPoolClient
		require.NoError(t, json.Unmarshal(output, &printed))
		c := example.Request.Stored()
		c.ClientId, c.ClientSecret, c.CreationDate, c.LastModifiedDate = printed.ClientId, printed.ClientSecret, printed.CreationDate, printed.LastModifiedDate
		if c.AnalyticsConfiguration != nil {
			c.AnalyticsConfiguration.RoleArn = printed.AnalyticsConfiguration.RoleArn
		}
		for name, value := range example.Later {
			assert.NotContains(t, example.Output, name, example.Source)
			example.Output[name] = value
		}
		// The CLI of today prints dates in another form.
		for _, name := range []string{"CreationDate", "LastModifiedDate"} {
			if _, isText := example.Output[name].(string); isText {
				example.Output[name] = map[string]float64{"CreationDate": 1694647594.408, "LastModifiedDate": 1738363212.498}[name]
			}
		}
		var got map[string]any
		require.NoError(t, json.Unmarshal(c.StoredJSON(), &got))
		assert.Equal(t, sortedLists(example.Output), sortedLists(got), example.Source)
	}
}

// sortedLists returns members with their lists of strings sorted.
func sortedLists(members map[string]any) map[string]any {
	for _, value := range members {
		if list, ok := value.([]any); ok {
			slices.SortFunc(list, func(a, b any) int {
				if a.(string) < b.(string) {
					return -1
				}
				return 1
			})
		}
	}
	return members
}
