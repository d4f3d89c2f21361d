//go:build !race

// The race detector slows this down tenfold; no two goroutines share anything
// here.

package cognito

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// textMembers set a text in every member, or in an element of every list.
var textMembers = map[string]func(c *UserPoolClient, text string){
	"UserPoolId":                      func(c *UserPoolClient, text string) { c.UserPoolId = text },
	"ClientName":                      func(c *UserPoolClient, text string) { c.ClientName = text },
	"ClientId":                        func(c *UserPoolClient, text string) { c.ClientId = text },
	"ClientSecret":                    func(c *UserPoolClient, text string) { c.ClientSecret = Secret(text) },
	"TokenValidityUnits.AccessToken":  func(c *UserPoolClient, text string) { c.TokenValidityUnits.AccessToken = TimeUnit(text) },
	"TokenValidityUnits.IdToken":      func(c *UserPoolClient, text string) { c.TokenValidityUnits.IdToken = TimeUnit(text) },
	"TokenValidityUnits.RefreshToken": func(c *UserPoolClient, text string) { c.TokenValidityUnits.RefreshToken = TimeUnit(text) },
	"ReadAttributes[0]":               func(c *UserPoolClient, text string) { c.ReadAttributes = []string{text} },
	"WriteAttributes[0]":              func(c *UserPoolClient, text string) { c.WriteAttributes = []string{text} },
	"ExplicitAuthFlows[0]":            func(c *UserPoolClient, text string) { c.ExplicitAuthFlows = []AuthFlow{AuthFlow(text)} },
	"SupportedIdentityProviders[0]":   func(c *UserPoolClient, text string) { c.SupportedIdentityProviders = []string{text} },
	"CallbackURLs[0]":                 func(c *UserPoolClient, text string) { c.CallbackURLs = []string{text} },
	"LogoutURLs[0]":                   func(c *UserPoolClient, text string) { c.LogoutURLs = []string{text} },
	"DefaultRedirectURI":              func(c *UserPoolClient, text string) { c.DefaultRedirectURI = text },
	"AllowedOAuthFlows[0]":            func(c *UserPoolClient, text string) { c.AllowedOAuthFlows = []OAuthFlow{OAuthFlow(text)} },
	"AllowedOAuthScopes[0]":           func(c *UserPoolClient, text string) { c.AllowedOAuthScopes = []string{text} },
	"PreventUserExistenceErrors": func(c *UserPoolClient, text string) {
		c.PreventUserExistenceErrors = UserExistenceErrors(text)
	},
	"AnalyticsConfiguration.ApplicationId": func(c *UserPoolClient, text string) {
		c.AnalyticsConfiguration = &AnalyticsConfiguration{ApplicationId: text}
	},
	"AnalyticsConfiguration.ApplicationArn": func(c *UserPoolClient, text string) {
		c.AnalyticsConfiguration = &AnalyticsConfiguration{ApplicationArn: text}
	},
	"AnalyticsConfiguration.RoleArn": func(c *UserPoolClient, text string) {
		c.AnalyticsConfiguration = &AnalyticsConfiguration{RoleArn: text}
	},
	"AnalyticsConfiguration.ExternalId": func(c *UserPoolClient, text string) {
		c.AnalyticsConfiguration = &AnalyticsConfiguration{ExternalId: text}
	},
	"RefreshTokenRotation.Feature": func(c *UserPoolClient, text string) {
		c.RefreshTokenRotation = &RefreshTokenRotation{Feature: Feature(text)}
	},
}

const hostileSize = 10 << 20

// hostileTexts are what no member takes, nor is a URI, a unit or a date.
func hostileTexts() map[string]string {
	texts := map[string]string{
		"invalid UTF-8":   "a\xff\xfeb",
		"cut UTF-8":       "a\xe3\x81",
		"surrogate":       "a\xed\xa0\x80b",
		"overlong":        "a\xc0\xafb",
		"long and broken": strings.Repeat("\xff", hostileSize),
		"long and NUL":    strings.Repeat("\x00", hostileSize),
		"long":            strings.Repeat("x", hostileSize),
		"long and wide":   strings.Repeat("𝄞", hostileSize/4),
	}
	for c := byte(0); c < ' '; c++ {
		if !slices.Contains([]byte("\t\n\v\f\r"), c) { // which a ClientName may have
			texts[fmt.Sprintf("C0 %#02x", c)] = "a" + string(c) + "b"
		}
	}
	return texts
}

// hostileURIs are what is slow to split, if anything is.
func hostileURIs() map[string]string {
	return map[string]string{
		"colons":  "arn" + strings.Repeat(":", hostileSize),
		"slashes": "https://" + strings.Repeat("/", hostileSize),
		"escapes": "myapp:" + strings.Repeat("%41", hostileSize/3),
		"host":    "https://" + strings.Repeat("a@", hostileSize/2),
		"address": "http://[" + strings.Repeat("0:", hostileSize/2) + "]",
		"scheme":  strings.Repeat("a", hostileSize) + ":",
	}
}

const (
	saneError = 4 << 10   // bytes of a printed error
	saneBytes = 256 << 10 // allocated for what is wrong with one text
)

func TestHostileTexts(t *testing.T) {
	texts := hostileTexts()
	for member, set := range textMembers {
		for name, text := range texts {
			c := valid()
			set(c, text)
			validate := c.Validate
			if member == "ClientId" {
				validate = c.ValidateUpdate
			}
			var err error
			assert.Less(t, allocated(func() { err = validate() }), saneBytes, "%s: %s", member, name)
			path := member
			if member == "AnalyticsConfiguration.ExternalId" { // which has no pattern
				path = "AnalyticsConfiguration"
			}
			assert.Contains(t, strings.Join(broken(t, err), "\n"), path, name)
			assertSanePrint(t, err, member+": "+name)
			_, err = c.TokenLifetimes()
			if err != nil {
				assertSanePrint(t, err, member+": "+name)
			}
			c.WithDefaults()
		}
	}
	maps.Copy(texts, hostileURIs())
	for name, text := range texts {
		var err error
		assert.Less(t, allocated(func() { err = ValidateRedirectURI(text) }), saneBytes, name)
		assert.NotNil(t, err, name)
		assertSanePrint(t, err, name)
		_, err = TimeUnit(text).Duration(1)
		assertSanePrint(t, err, name)
		assertSanePrint(t, new(Timestamp).UnmarshalJSON([]byte(text)), name)
		assertSanePrint(t, new(Timestamp).UnmarshalJSON([]byte(`"`+text+`"`)), name)
		err = (&UserPoolClient{AnalyticsConfiguration: &AnalyticsConfiguration{RoleArn: text}}).Validate()
		assertSanePrint(t, err, name)
	}
}

// allocated is how many bytes f allocates.
func allocated(f func()) int {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return int(after.TotalAlloc - before.TotalAlloc)
}

// assertSanePrint asserts that an error is printable text of a sane length.
func assertSanePrint(t *testing.T, err error, name string) {
	t.Helper()
	require.Error(t, err, name)
	data, marshalErr := json.Marshal(err)
	require.NoError(t, marshalErr, name)
	for _, text := range []string{err.Error(), string(data)} {
		assert.Less(t, len(text), saneError, name)
		for _, r := range text {
			if r < ' ' && r != '\n' || r == '\ufffd' {
				assert.Fail(t, "not printable", "%s: %q", name, text)
				break
			}
		}
	}
}

// TestHostileC0 has the controls that white space is, which a ClientName may
// have, and nothing else.
func TestHostileC0(t *testing.T) {
	for member, set := range textMembers {
		for _, control := range "\t\n\v\f\r" {
			c := valid()
			set(c, "a"+string(control)+"b")
			switch member {
			case "ClientId":
				assert.Error(t, c.ValidateUpdate())
			case "ClientName":
				assert.NoError(t, c.Validate())
			default:
				assert.Error(t, c.Validate(), member)
			}
		}
	}
}

// listMembers set every list to the same element n times.
var listMembers = map[string]func(c *UserPoolClient, element string, n int){
	"ReadAttributes": func(c *UserPoolClient, element string, n int) { c.ReadAttributes = slices.Repeat([]string{element}, n) },
	"WriteAttributes": func(c *UserPoolClient, element string, n int) {
		c.WriteAttributes = slices.Repeat([]string{element}, n)
	},
	"ExplicitAuthFlows": func(c *UserPoolClient, element string, n int) {
		c.ExplicitAuthFlows = slices.Repeat([]AuthFlow{AuthFlow(element)}, n)
	},
	"SupportedIdentityProviders": func(c *UserPoolClient, element string, n int) {
		c.SupportedIdentityProviders = slices.Repeat([]string{element}, n)
	},
	"CallbackURLs": func(c *UserPoolClient, element string, n int) { c.CallbackURLs = slices.Repeat([]string{element}, n) },
	"LogoutURLs":   func(c *UserPoolClient, element string, n int) { c.LogoutURLs = slices.Repeat([]string{element}, n) },
	"AllowedOAuthFlows": func(c *UserPoolClient, element string, n int) {
		c.AllowedOAuthFlows = slices.Repeat([]OAuthFlow{OAuthFlow(element)}, n)
	},
	"AllowedOAuthScopes": func(c *UserPoolClient, element string, n int) {
		c.AllowedOAuthScopes = slices.Repeat([]string{element}, n)
	},
}

func listShape(member string) string {
	field, _ := reflect.TypeFor[UserPoolClient]().FieldByName(member)
	return field.Tag.Get("validate")
}

func TestHostileLists(t *testing.T) {
	const n = 1_000_000
	for member, set := range listMembers {
		for _, element := range []string{"", "\x00"} {
			c := valid()
			set(c, element, n)
			var err error
			// A violation of each element is 64 bytes, its path and its message.
			assert.Less(t, allocated(func() { err = c.Validate() }), 1024*n, member)
			var invalid *ValidationError
			require.ErrorAs(t, err, &invalid)
			if limit := shapes[listShape(member)].max; limit > 0 {
				assert.Contains(t, broken(t, err), member+" list-length")
				assert.Contains(t, strings.Join(broken(t, err), "\n"), elementPath(member, limit-1))
				assert.NotContains(t, strings.Join(broken(t, err), "\n"), elementPath(member, limit))
				assert.Less(t, len(invalid.Violations), 3*limit, member)
			} else {
				assert.Len(t, invalid.Violations, n, member)
				assert.Equal(t, elementPath(member, n-1), invalid.Violations[n-1].Path)
			}
			text := err.Error()
			assert.Less(t, len(text), 101*512, member)
			assert.LessOrEqual(t, strings.Count(text, "\n"), 101)
		}
	}
}
