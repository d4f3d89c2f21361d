package cognito_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// validationError validates a client that is not valid.
func validationError(t *testing.T, mutate func(c *cognito.UserPoolClient)) *cognito.ValidationError {
	t.Helper()
	c := testclients.Valid()
	mutate(c)
	var invalid *cognito.ValidationError
	require.ErrorAs(t, c.Validate(), &invalid)
	return invalid
}

// What holds for every violation of every row.
func TestViolations(t *testing.T) {
	for _, r := range createRows() {
		if r.want == nil {
			continue
		}
		for _, v := range validationError(t, r.mutate).Violations {
			assert.NotEmpty(t, v.Message)
			assert.Less(t, len(v.Message), 500, v.Message)
			assert.NotContains(t, v.Message, "\n")
			assert.True(t, utf8.ValidString(v.Message))
			assert.Regexp(t, "^must ", v.Message, "the path is the subject")
			assert.Equal(t, v.Path+": "+v.Message+" ["+string(v.Rule)+"]", v.Error())
			assert.ErrorIs(t, v, v.Rule)
			assert.Contains(t, []string{"<nil>", "string", "int32", "int", "bool"}, fmt.Sprintf("%T", v.Value))
		}
	}
}

func TestViolationValue(t *testing.T) {
	for _, row := range []struct {
		mutate func(c *cognito.UserPoolClient)
		want   any
	}{
		{func(c *cognito.UserPoolClient) { c.ClientName = "Büro" }, "Büro"},
		{func(c *cognito.UserPoolClient) { c.ClientName = "" }, nil},
		{func(c *cognito.UserPoolClient) { c.CallbackURLs[0] = "http://a" }, "http://a"},
		{func(c *cognito.UserPoolClient) { c.AllowedOAuthFlows = append(c.AllowedOAuthFlows, "x") }, "x"},
		{func(c *cognito.UserPoolClient) { c.PreventUserExistenceErrors = "x" }, "x"},
		{func(c *cognito.UserPoolClient) { c.RefreshTokenValidity = -1 }, int32(-1)},
		{func(c *cognito.UserPoolClient) { c.AccessTokenValidity = new(int32(25)) }, int32(25)},
		{func(c *cognito.UserPoolClient) { c.AuthSessionValidity = new(int32(2)) }, int32(2)},
		{func(c *cognito.UserPoolClient) { c.AllowedOAuthScopes = slices.Repeat([]string{"email"}, 51) }, 51},
		{func(c *cognito.UserPoolClient) { c.CallbackURLs = nil }, 0},
		{func(c *cognito.UserPoolClient) { c.AllowedOAuthFlows = nil }, 0},
		{func(c *cognito.UserPoolClient) { c.AllowedOAuthScopes = nil }, 0},
		{func(c *cognito.UserPoolClient) {
			c.AllowedOAuthFlowsUserPoolClient, c.AllowedOAuthFlows, c.AllowedOAuthScopes = false, nil, nil
		}, 1},
		{func(c *cognito.UserPoolClient) { c.AnalyticsConfiguration = &cognito.AnalyticsConfiguration{} }, nil},
		{func(c *cognito.UserPoolClient) {
			c.GenerateSecret, c.EnablePropagateAdditionalUserContextData = false, true
		}, true},
		{func(c *cognito.UserPoolClient) { c.ClientSecret = testclients.Secret }, cognito.Redacted},
		{func(c *cognito.UserPoolClient) { c.GenerateSecret, c.ClientSecret = false, "short" }, cognito.Redacted},
		{func(c *cognito.UserPoolClient) { c.GenerateSecret, c.ClientSecret = false, testclients.Secret+"!" }, cognito.Redacted},
	} {
		violations := validationError(t, row.mutate).Violations
		require.Len(t, violations, 1)
		assert.Equal(t, row.want, violations[0].Value, violations[0].Error())
	}
	c := testclients.Valid()
	c.ClientId = "not a client ID"
	var v cognito.Violation
	require.ErrorAs(t, c.ValidateUpdate(), &v)
	assert.Equal(t, cognito.Redacted, v.Value)
	assert.NotContains(t, v.Message, c.ClientId)
}

func TestPointer(t *testing.T) {
	for path, want := range map[string]string{
		"":                               "",
		"ClientName":                     "/ClientName",
		"CallbackURLs[3]":                "/CallbackURLs/3",
		"TokenValidityUnits.AccessToken": "/TokenValidityUnits/AccessToken",
		"a~b/c":                          "/a~0b~1c",
	} {
		assert.Equal(t, want, cognito.Violation{Path: path}.Pointer())
	}
}

func TestQuotedValues(t *testing.T) {
	for _, row := range []struct{ value, want string }{
		{"a\nb\x00\x1b[31m\xff\u2028", `"a\nb\x00\x1b[31m\xff\u2028"`},
		{strings.Repeat("x", 64), `"` + strings.Repeat("x", 64) + `"`},
		{strings.Repeat("x", 65), `"` + strings.Repeat("x", 64) + `"... (65 bytes)`},
		{strings.Repeat("あ", 65), `"` + strings.Repeat("あ", 64) + `"... (195 bytes)`},
		{strings.Repeat("\xff", 65), `"` + strings.Repeat(`\xff`, 64) + `"... (65 bytes)`},
	} {
		v := validationError(t, func(c *cognito.UserPoolClient) { c.PreventUserExistenceErrors = cognito.UserExistenceErrors(row.value) }).Violations[0]
		assert.Equal(t, "must be LEGACY or ENABLED, not "+row.want, v.Message)
		assert.Equal(t, row.value, v.Value, "the value is kept in full")
	}
}

func TestQuotedURIs(t *testing.T) {
	long := strings.Repeat("x", 100)
	for _, row := range []struct{ uri, want string }{
		{"http://user:hunter2@example.com/", `"http://***@example.com/"`},
		{"http://user:hunter2@example.com", `"http://***@example.com"`},
		{"http://user:hunter2@example.com?a@b", `"http://***@b"`},
		{"http://user:hunter2@example.com#a@b", `"http://***@b"`},
		{"http://u:hunter2@v:hunter2@example.com/", `"http://***@example.com/"`},
		{"http://@example.com/", `"http://@example.com/"`},
		{"//user:hunter2@example.com/", `"//***@example.com/"`},
		{"http://example.com/user@", `"http://***@"`},
		{"www.example.com/a@b", `"***@b"`},
		{"http:user:hunter2@h", `"***@h"`},
		{"http://u:pa/hunter2@h/", `"http://***@h/"`},
		{"http://u:pa?hunter2@h/", `"http://***@h/"`},
		{"http://u:hunter2#a@h/", `"http://***@h/"`},
		{"myapp:user@example#", `"***@example#"`},
		{"http:/user:hunter2@h", `"***@h"`},
		{"http:///user:hunter2@h", `"http://***@h"`},
		{"user:hunter2@h//#", `"***@h//#"`},
		{`http:\\user:hunter2@h`, `"***@h"`},
		{"http://user:hunter2%40h/", `"http://***%40h/"`},
		{"http://hunter2" + long + "@a/", `"http://***@a/"`},
		{"http://hunter2@" + long, `"http://***@` + long[:53] + `"... (115 bytes)`},
		{long + "//hunter2@a", `"` + long[:64] + `"... (111 bytes)`},
		{long + "//hunter2@" + long, `"` + long[:64] + `"... (210 bytes)`},
	} {
		var v cognito.Violation
		require.ErrorAs(t, cognito.ValidateRedirectURI(row.uri), &v)
		assert.True(t, strings.HasSuffix(v.Message, ": "+row.want), "%s: %s", row.uri, v.Message)
		assert.NotContains(t, v.Message, "hunter2")
		assert.Equal(t, row.uri, v.Value)
	}
	invalid := validationError(t, func(c *cognito.UserPoolClient) { c.DefaultRedirectURI = "https://user:hunter2@example.com/" })
	assert.NotContains(t, invalid.Error(), "hunter2")
}

// messages returns a message of every rule and of every kind.
func messages(t *testing.T) string {
	t.Helper()
	var out strings.Builder
	list := func(err error) {
		var invalid *cognito.ValidationError
		require.ErrorAs(t, err, &invalid)
		for _, v := range invalid.Violations {
			fmt.Fprintln(&out, v.Error())
		}
	}
	create := func(mutate func(c *cognito.UserPoolClient)) { list(validationError(t, mutate)) }
	create(func(c *cognito.UserPoolClient) {
		togetherRows[0].mutate(c)
		c.CallbackURLs = c.CallbackURLs[:1]
	})
	create(func(c *cognito.UserPoolClient) {
		c.UserPoolId, c.ClientName = strings.Repeat("p", 56), "Büro"
		c.GenerateSecret, c.ClientSecret = false, "kN0wn, of 24 characters!"
		c.RefreshTokenValidity, c.TokenValidityUnits.RefreshToken = -1, "weeks"
		c.AccessTokenValidity, c.TokenValidityUnits.AccessToken = new(int32(100000)), cognito.TimeUnitMinutes
		c.IdTokenValidity = new(int32(0))
		c.ReadAttributes = []string{"custom:a\xff"}
		c.WriteAttributes = []string{strings.Repeat("w", 2049)}
		c.SupportedIdentityProviders = []string{"My\tIdP", strings.Repeat("i", 33)}
		c.CallbackURLs = []string{"https://example.com/" + strings.Repeat("c", 100) + " d", "callback", "myapp:", "https://example.com/%zz", "https://a:b/", "https:///", "javascript:x"}
		c.LogoutURLs = slices.Repeat([]string{"myapp://bye"}, 101)
		c.AllowedOAuthFlows = []cognito.OAuthFlow{"token"}
		c.AllowedOAuthScopes = []string{"openid email", `api/"a"`}
		c.AnalyticsConfiguration = &cognito.AnalyticsConfiguration{ApplicationId: "0g", RoleArn: "arn:aws:iam::1", ExternalId: "\xff"}
		c.AuthSessionValidity = new(int32(1))
		c.RefreshTokenRotation = &cognito.RefreshTokenRotation{RetryGracePeriodSeconds: -1}
	})
	create(func(c *cognito.UserPoolClient) {
		c.GenerateSecret, c.CallbackURLs, c.AllowedOAuthScopes = false, nil, nil
		c.AllowedOAuthFlows = []cognito.OAuthFlow{cognito.OAuthFlowCode, cognito.OAuthFlowClientCredentials}
		c.EnablePropagateAdditionalUserContextData = true
		c.AnalyticsConfiguration = &cognito.AnalyticsConfiguration{}
		c.TokenValidityUnits.RefreshToken, c.RefreshTokenValidity = cognito.TimeUnitHours, 1
		c.AccessTokenValidity = new(int32(2))
	})
	create(func(c *cognito.UserPoolClient) { c.AllowedOAuthFlows = nil })
	list((&cognito.UserPoolClient{UserPoolId: "a_b", ClientId: "not a client ID"}).ValidateUpdate())
	pool := knownPool()
	pool.UserPoolTier = cognito.UserPoolTierLite
	c := testclients.Valid()
	c.SupportedIdentityProviders, c.AllowedOAuthScopes = []string{"GOOGLE"}, []string{"api/delete"}
	c.WriteAttributes, c.ExplicitAuthFlows = []string{"custom:x"}, []cognito.AuthFlow{cognito.AuthFlowAllowUserAuth}
	list(cognito.Validator{Pool: pool}.ValidateCreate(c))
	list(cognito.NewValidationError((&cognito.UserPoolClient{
		TokenValidityUnits:              cognito.TokenValidityUnits{IdToken: cognito.TimeUnitMinutes},
		CallbackURLs:                    []string{"https://u@*.example.com", "https://u@*.example.com", "localhost:3000/cb"},
		AllowedOAuthFlows:               []cognito.OAuthFlow{cognito.OAuthFlowImplicit},
		AllowedOAuthScopes:              []string{"email"},
		AllowedOAuthFlowsUserPoolClient: true,
		PreventUserExistenceErrors:      cognito.UserExistenceErrorsLegacy,
		EnableTokenRevocation:           new(false),
	}).Warnings()...))
	list(cognito.NewValidationError((&cognito.UserPoolClient{ExplicitAuthFlows: []cognito.AuthFlow{cognito.AuthFlowAllowUserAuth}}).Warnings()...))
	c = testclients.Valid()
	c.SupportedIdentityProviders, c.WriteAttributes = []string{"My IdP"}, []string{"email", "name", "custom:tenant"}
	c.CallbackURLs = []string{"https://Example.com/,myapp://example"}
	c.AnalyticsConfiguration = &cognito.AnalyticsConfiguration{ApplicationArn: testclients.ApplicationARN}
	list(cognito.NewValidationError(cognito.Validator{Pool: pool}.Warnings(c)...))
	create(func(c *cognito.UserPoolClient) {
		c.GenerateSecret = false
		c.ExplicitAuthFlows = []cognito.AuthFlow{cognito.AuthFlowAllowClientTokenAuth, "ALLOW_NEW_AUTH"}
		c.CallbackURLs = []string{"https://a.example/, http://b.example/", "my_app://cb", "1app://cb", "://cb", "www.example.com/a:b"}
		c.DefaultRedirectURI = "https://a.example/;http://b.example/"
	})
	for _, data := range []string{
		`{"UserPoolId":1,"ClientName":null,"callbackURLs":[],"ClientId":"c","GenerateSecret":"yes","ClientSecret":{},"AccessTokenValidity":[],"IdTokenValidity":1.5,"ReadAttributes":true,"TokenValidityUnits":{"Id":"days","a b":1},"DefaultRedirectURI":"","a.b":1,"a.b":2}`,
		`{"UserPoolId":"a_b","ClientName":"c","ClientName":"c"}`, `[]`,
	} {
		_, err := cognito.Validator{}.DecodeCreate([]byte(data))
		list(err)
	}
	_, err := cognito.Validator{}.DecodeUpdate([]byte(`{"UserPoolId":"a_b","ClientId":"c","ClientSecret":"kN0wn"}`))
	list(err)
	list(cognito.NewValidationError((&cognito.UserPoolClient{AllowedOAuthFlowsUserPoolClient: true, RefreshTokenRotation: &cognito.RefreshTokenRotation{Feature: cognito.FeatureEnabled}}).Warnings()...))
	for _, err := range []func() error{
		func() error { return (*cognito.UserPoolClient)(nil).Validate() },
		func() error {
			_, err := cognito.Validator{}.DecodeCreate([]byte(`{"ClientSecret": kN0wn}`))
			return err
		},
		func() error {
			_, err := cognito.Validator{}.DecodeCreate([]byte(`{"ClientSecret": "kN0wn`))
			return err
		},
		func() error {
			_, err := cognito.Validator{}.DecodeCreate([]byte("{\"ClientSecret\":\n\"kN0wn\xff\"}"))
			return err
		},
		func() error {
			_, err := cognito.Validator{}.DecodeCreate([]byte(`{"ClientSecret": "kN0wn\ud800"}`))
			return err
		},
		func() error { _, err := cognito.TimeUnit("weeks").Duration(1); return err },
		func() error { _, err := cognito.TimeUnitDays.Duration(106752); return err },
		func() error { _, _, err := cognito.Validity(time.Millisecond); return err },
		func() error { _, _, err := cognito.Validity(1<<33*time.Second + time.Second); return err },
		func() error { return new(cognito.Timestamp).UnmarshalJSON([]byte(`"yesterday"`)) },
		func() error { return new(cognito.Timestamp).UnmarshalJSON([]byte(`1e-10`)) },
		func() error { return new(cognito.Timestamp).UnmarshalJSON([]byte(`1e20`)) },
	} {
		fmt.Fprintln(&out, err())
	}
	return out.String()
}

// The golden file shows a change of any message.
func TestMessages(t *testing.T) {
	got := messages(t)
	for _, rule := range cognito.Rules() {
		assert.Contains(t, got, "["+string(rule)+"]\n")
	}
	assert.NotContains(t, got, "kN0wn")
	assert.NotContains(t, got, "not a client ID")
	assertGolden(t, filepath.Join("testdata", "messages.golden"), got)
}

var rewrite = flag.Bool("rewrite", false, "write the golden files and RULES.md anew")

// assertGolden compares text with a file, or writes it there with -rewrite.
func assertGolden(t *testing.T, file, text string) {
	t.Helper()
	if *rewrite {
		require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, strings.ReplaceAll(string(want), "\r\n", "\n"), text, "%s is stale: run go test . -rewrite", file)
}

func TestViolationJSON(t *testing.T) {
	v := validationError(t, func(c *cognito.UserPoolClient) { c.CallbackURLs[0] = "http://example.com/?a=1&b=2" }).Violations[0]
	data, err := json.Marshal(v)
	require.NoError(t, err)
	var members map[string]string
	require.NoError(t, json.Unmarshal(data, &members))
	assert.Equal(t, map[string]string{
		"path":     "CallbackURLs[0]",
		"pointer":  "/CallbackURLs/0",
		"rule":     "redirect-uri.https",
		"severity": "error",
		"message":  v.Message,
		"source":   "documentation",
		"doc":      cognito.RuleRedirectURIHTTPS.Doc(),
	}, members)
	all, err := json.Marshal(&cognito.ValidationError{Violations: []cognito.Violation{v, v}})
	require.NoError(t, err)
	assert.JSONEq(t, `{"violations": [`+string(data)+`,`+string(data)+`], "omitted": 0}`, string(all))
	none, err := json.Marshal(&cognito.ValidationError{})
	require.NoError(t, err)
	assert.Equal(t, `{"violations":[],"omitted":0}`, string(none))
	null, err := json.Marshal((*cognito.ValidationError)(nil))
	require.NoError(t, err)
	assert.Equal(t, `null`, string(null))
}

func TestNewValidationError(t *testing.T) {
	assert.True(t, cognito.NewValidationError() == nil, "nil, not a nil *ValidationError")
	given := []cognito.Violation{
		{Path: "Tags[1]", Rule: "mine.tags"},
		{Path: "CallbackURLs[x]", Rule: cognito.RuleLength},
		{Path: "CallbackURLs[0].x", Rule: cognito.RuleRequired},
		{Path: "CallbackURLs[00]", Rule: cognito.RuleRequired},
		{Path: "", Rule: cognito.RuleRequired},
		{Path: "RefreshTokenRotation.Feature", Rule: cognito.RuleEnum},
		{Path: "CallbackURLs[10]", Rule: cognito.RuleRedirectURIHTTPS},
		{Path: "CallbackURLs[9]", Rule: "mine.b"},
		{Path: "CallbackURLs[9]", Rule: "mine.a"},
		{Path: "CallbackURLs[9]", Rule: cognito.RuleRedirectURIHTTPS},
		{Path: "CallbackURLs[9]", Rule: cognito.RuleRedirectURIFragment},
		{Path: "CallbackURLs", Rule: cognito.RuleListLength},
		{Path: "CallbackURLs[99999999999999999999]", Rule: cognito.RuleLength},
		{Path: "TokenValidityUnits.IdToken", Rule: cognito.RuleEnum},
		{Path: "TokenValidityUnits", Rule: cognito.RuleRequired},
		{Path: "ClientName", Rule: cognito.RuleLength},
		{Path: "Tags[0]", Rule: "mine.tags"},
	}
	before := slices.Clone(given)
	assert.Equal(t, []string{
		"ClientName length",
		"TokenValidityUnits required",
		"TokenValidityUnits.IdToken enum",
		"CallbackURLs list-length",
		"CallbackURLs[9] redirect-uri.fragment",
		"CallbackURLs[9] redirect-uri.https",
		"CallbackURLs[9] mine.b",
		"CallbackURLs[9] mine.a",
		"CallbackURLs[10] redirect-uri.https",
		"RefreshTokenRotation.Feature enum",
		"required",
		"Tags[1] mine.tags",
		"CallbackURLs[x] length",
		"CallbackURLs[0].x required",
		"CallbackURLs[00] required",
		"CallbackURLs[99999999999999999999] length",
		"Tags[0] mine.tags",
	}, broken(t, cognito.NewValidationError(given...)))
	assert.Equal(t, before, given, "the argument is changed")
	for _, r := range createRows() {
		if r.want == nil {
			continue
		}
		invalid := validationError(t, r.mutate)
		shuffled := slices.Clone(invalid.Violations)
		slices.Reverse(shuffled)
		var again *cognito.ValidationError
		require.ErrorAs(t, cognito.NewValidationError(shuffled...), &again)
		assert.Equal(t, invalid.Violations, again.Violations, r.name)
	}
}

// Of one rule in one list, 100 violations are kept.
func TestOmitted(t *testing.T) {
	for _, row := range []struct {
		// Empty names in ReadAttributes.
		bad int
		// After these, each with two violations.
		unknown               int
		kept, omitted, listed int
	}{
		{99, 0, 99, 0, 99},
		{100, 0, 100, 0, 100},
		{101, 0, 100, 1, 100},
		{50, 101, 50 + 200, 2, 100},
		{101, 101, 100 + 200, 3, 100},
	} {
		c := testclients.Valid()
		c.ReadAttributes = append(slices.Repeat([]string{""}, row.bad), slices.Repeat([]string{"x\xff"}, row.unknown)...)
		c.WriteAttributes = slices.Repeat([]string{"email"}, 1000)
		var invalid *cognito.ValidationError
		require.ErrorAs(t, c.Validate(), &invalid)
		assert.Len(t, invalid.Violations, row.kept)
		assert.Equal(t, row.omitted, invalid.Omitted())
		text := invalid.Error()
		assert.True(t, strings.HasPrefix(text, fmt.Sprintf("cognito: %d violations:\n", row.kept+row.omitted)))
		more := row.kept + row.omitted - row.listed
		assert.Equal(t, more > 0, strings.HasSuffix(text, fmt.Sprintf("\n  and %d more", more)))
		data, err := json.Marshal(invalid)
		require.NoError(t, err)
		var encoded struct {
			Violations []any
			Omitted    int
		}
		require.NoError(t, json.Unmarshal(data, &encoded))
		assert.Len(t, encoded.Violations, row.kept)
		assert.Equal(t, row.omitted, encoded.Omitted)
	}
	both := testclients.Valid()
	both.ReadAttributes = slices.Repeat([]string{"x\xff"}, 101)
	both.WriteAttributes = slices.Repeat([]string{"x\xff"}, 103)
	var invalid *cognito.ValidationError
	require.ErrorAs(t, both.Validate(), &invalid)
	assert.Equal(t, 2*(1+3), invalid.Omitted(), "each list has its own hundred")
	var left *cognito.ValidationError
	require.ErrorAs(t, invalid.Without(cognito.RuleCharacters), &left)
	assert.Equal(t, 1+3, left.Omitted())
	assert.Equal(t, 2*(1+3), invalid.Omitted(), "Without has changed its receiver")
	assert.NoError(t, left.Without(cognito.RuleAttributesUnknown))
}

func TestViolationLog(t *testing.T) {
	var out bytes.Buffer
	log := slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		if len(groups) == 0 {
			return slog.Attr{}
		}
		return a
	}}))
	log.Info("", "violation", cognito.Violation{Path: "ClientName", Rule: cognito.RuleRequired, Message: "is required", Value: "secret"})
	assert.Equal(t, "violation.path=ClientName violation.rule=required violation.message=\"is required\"\n", out.String())
}

func TestErrorText(t *testing.T) {
	violation := cognito.Violation{Path: "ClientName", Rule: cognito.RuleRequired, Message: "is required"}
	const line = "ClientName: is required [required]"
	for _, row := range []struct {
		violations int
		want       string
	}{
		{1, "cognito: " + line},
		{2, "cognito: 2 violations:\n  " + line + "\n  " + line},
		{99, "cognito: 99 violations:" + strings.Repeat("\n  "+line, 99)},
		{100, "cognito: 100 violations:" + strings.Repeat("\n  "+line, 100)},
		{101, "cognito: 101 violations:" + strings.Repeat("\n  "+line, 100) + "\n  and 1 more"},
		{1000, "cognito: 1000 violations:" + strings.Repeat("\n  "+line, 100) + "\n  and 900 more"},
	} {
		err := &cognito.ValidationError{Violations: slices.Repeat([]cognito.Violation{violation}, row.violations)}
		assert.Equal(t, row.want, err.Error())
	}
	some := validationError(t, func(c *cognito.UserPoolClient) { c.ReadAttributes = slices.Repeat([]string{""}, 101) })
	some.Violations = nil
	assert.Equal(t, "cognito: 1 violation:\n  and 1 more", some.Error(), "after a caller has cleared the violations")
	assert.Equal(t, "is required [required]", cognito.Violation{Rule: cognito.RuleRequired, Message: "is required"}.Error())
}

func TestErrorsIsAndAs(t *testing.T) {
	invalid := validationError(t, func(c *cognito.UserPoolClient) {
		c.ClientName = ""
		c.CallbackURLs[0] = "http://example.com/#"
	})
	err := fmt.Errorf("tenant 7: %w", invalid)
	for _, rule := range cognito.Rules() {
		want := slices.Contains([]cognito.Rule{cognito.RuleRequired, cognito.RuleRedirectURIFragment, cognito.RuleRedirectURIHTTPS}, rule)
		assert.Equal(t, want, errors.Is(err, rule), rule)
	}
	var first cognito.Violation
	require.ErrorAs(t, err, &first)
	assert.Equal(t, invalid.Violations[0], first)
	var rule cognito.Rule
	require.ErrorAs(t, err, &rule)
	assert.Equal(t, cognito.RuleRequired, rule)
	require.Len(t, invalid.Unwrap(), 3)
	for i, v := range invalid.Unwrap() {
		assert.Equal(t, invalid.Violations[i], v)
	}
}

func TestWithout(t *testing.T) {
	invalid := validationError(t, func(c *cognito.UserPoolClient) {
		c.ClientName = ""
		c.CallbackURLs[0] = "http://example.com/#"
	})
	before := slices.Clone(invalid.Violations)
	for _, row := range []struct {
		rules []cognito.Rule
		want  []string
	}{
		{nil, []string{"ClientName required", "CallbackURLs[0] redirect-uri.fragment", "CallbackURLs[0] redirect-uri.https"}},
		{[]cognito.Rule{cognito.RuleLength, "nonsense"}, []string{"ClientName required", "CallbackURLs[0] redirect-uri.fragment", "CallbackURLs[0] redirect-uri.https"}},
		{[]cognito.Rule{cognito.RuleRedirectURIFragment}, []string{"ClientName required", "CallbackURLs[0] redirect-uri.https"}},
		{[]cognito.Rule{cognito.RuleRequired, cognito.RuleRedirectURIHTTPS}, []string{"CallbackURLs[0] redirect-uri.fragment"}},
		{cognito.Rules(), nil},
	} {
		assert.Equal(t, row.want, broken(t, invalid.Without(row.rules...)))
		assert.Equal(t, before, invalid.Violations, "Without has changed its receiver")
	}
	assert.True(t, invalid.Without(cognito.Rules()...) == nil, "nil, not a nil *ValidationError")
}

func TestDescribe(t *testing.T) {
	for _, r := range createRows() {
		if r.want == nil {
			continue
		}
		for _, v := range validationError(t, r.mutate).Violations {
			assert.Equal(t, v.Message, v.Describe(true))
			says := v.Describe(false)
			assert.Regexp(t, "^must ", says)
			assert.NotRegexp(t, `, not "|, not \d|: "|\(character`, says, "a value follows")
			if value, ok := v.Value.(string); ok {
				assert.NotContains(t, says, strconv.Quote(value))
			}
		}
	}
	v := validationError(t, func(c *cognito.UserPoolClient) { c.AccessTokenValidity = new(int32(60)) }).Violations[0]
	assert.Equal(t, "must be 5 minutes to 1 day", v.Describe(false))
	assert.Equal(t, "must be 5 minutes to 1 day, not 60 hours", v.Message)
	assert.Equal(t, "is mine", cognito.Violation{Message: "is mine"}.Describe(false))
}

func TestViolationIs(t *testing.T) {
	err := fmt.Errorf("tenant 7: %w", validationError(t, func(c *cognito.UserPoolClient) {
		c.CallbackURLs = []string{"https://example.com", "http://example.com/#"}
		c.AccessTokenValidity = new(int32(60))
	}))
	for _, row := range []struct {
		target cognito.Violation
		want   bool
	}{
		{cognito.Violation{Path: "CallbackURLs[1]", Rule: cognito.RuleRedirectURIFragment}, true},
		{cognito.Violation{Path: "CallbackURLs[1]", Rule: cognito.RuleRedirectURIHTTPS}, true},
		{cognito.Violation{Path: "CallbackURLs[0]", Rule: cognito.RuleRedirectURIHTTPS}, false},
		{cognito.Violation{Path: "CallbackURLs[1]", Rule: cognito.RuleTokenValidityRange}, false},
		{cognito.Violation{Path: "CallbackURLs[1]"}, true},
		{cognito.Violation{Path: "CallbackURLs"}, false},
		{cognito.Violation{Rule: cognito.RuleTokenValidityRange}, true},
		{cognito.Violation{Value: int32(60)}, true},
		{cognito.Violation{Value: 60}, false},
		{cognito.Violation{Value: []string{"x"}}, false},
		{cognito.Violation{Path: "AccessTokenValidity", Message: "must be 5 minutes to 1 day, not 60 hours"}, true},
		{cognito.Violation{Message: "must"}, false},
		{cognito.Violation{}, true},
	} {
		assert.Equal(t, row.want, errors.Is(err, row.target), row.target)
	}
	assert.False(t, cognito.Violation{Path: "a"}.Is(errors.New("a")))
	assert.True(t, errors.Is(cognito.Violation{Path: "a", Rule: cognito.RuleLength}, cognito.Violation{Path: "a"}))
	assert.False(t, cognito.Violation{Value: []int{1}}.Is(cognito.Violation{Value: []int{2}}), "values that cannot be compared with ==")
}

func TestViolationsOf(t *testing.T) {
	assert.Nil(t, cognito.Violations(nil))
	assert.Nil(t, cognito.Violations(errors.New("another")))
	assert.Nil(t, cognito.Violations((*cognito.ValidationError)(nil)))
	assert.Nil(t, cognito.Violations(cognito.RuleLength))
	a := validationError(t, func(c *cognito.UserPoolClient) { c.ClientName = "" })
	b := validationError(t, func(c *cognito.UserPoolClient) { c.CallbackURLs[0] = "http://a/#" })
	own := cognito.Violation{Path: "mine", Rule: "mine"}
	all := cognito.Violations(fmt.Errorf("a: %w", errors.Join(a, errors.New("another"), fmt.Errorf("%w and %w", b, own))))
	assert.Equal(t, []string{"ClientName required", "CallbackURLs[0] redirect-uri.fragment", "CallbackURLs[0] redirect-uri.https", "mine mine"}, pathsAndRules(all))
	cognito.Violations(a)[0].Path = "changed"
	assert.Equal(t, "ClientName", a.Violations[0].Path)
}

func TestUnder(t *testing.T) {
	invalid := validationError(t, func(c *cognito.UserPoolClient) {
		c.ClientName, c.ReadAttributes = "", slices.Repeat([]string{""}, 101)
		c.TokenValidityUnits.IdToken = "x"
	}).With(cognito.Violation{Rule: cognito.RuleType})
	before := slices.Clone(invalid.Violations)
	under := invalid.Under("tenants[3].client")
	assert.Equal(t, before, invalid.Violations, "Under has changed its receiver")
	assert.Equal(t, 1, under.Omitted())
	assert.Equal(t, []string{"tenants[3].client.ClientName required", "tenants[3].client.TokenValidityUnits.IdToken enum", "tenants[3].client.ReadAttributes[0] length"}, pathsAndRules(under.Violations)[:3])
	assert.Equal(t, "tenants[3].client type", pathsAndRules(under.Violations)[len(before)-1])
	assert.Equal(t, "/tenants/3/client/TokenValidityUnits/IdToken", under.Violations[1].Pointer())
	assert.Equal(t, "/tenants/3/client", under.Violations[len(before)-1].Pointer())
	assert.ErrorIs(t, under, cognito.Violation{Path: "tenants[3].client.ClientName", Rule: cognito.RuleRequired})
	assert.Same(t, invalid, invalid.Under(""))
	assert.Equal(t, "a.b.ClientName", invalid.Under("b").Under("a").Violations[0].Path)
}

func TestWith(t *testing.T) {
	invalid := validationError(t, func(c *cognito.UserPoolClient) { c.ReadAttributes = slices.Repeat([]string{""}, 101) })
	before := slices.Clone(invalid.Violations)
	with := invalid.With(cognito.Violation{Path: "mine", Rule: "mine"}, cognito.Violation{Path: "ReadAttributes", Rule: cognito.RuleLength}, cognito.Violation{Path: "ClientName", Rule: cognito.RuleLength})
	assert.Equal(t, before, invalid.Violations, "With has changed its receiver")
	assert.Equal(t, 1, with.Omitted())
	paths := pathsAndRules(with.Violations)
	assert.Equal(t, []string{"ClientName length", "ReadAttributes length", "ReadAttributes[0] length"}, paths[:3])
	assert.Equal(t, "mine mine", paths[len(paths)-1])
	assert.Same(t, invalid, invalid.With())
	// Two clients and something else, in the order of the first that is given.
	all := cognito.NewValidationError(
		cognito.Violation{Path: "b.CallbackURLs[1]", Rule: cognito.RuleLength}, cognito.Violation{Path: "mine"}, cognito.Violation{Path: "a.ClientName", Rule: cognito.RuleLength},
		cognito.Violation{Path: "b.CallbackURLs[0]", Rule: cognito.RuleLength}, cognito.Violation{Path: "ClientName", Rule: cognito.RuleLength}, cognito.Violation{Path: "b.ClientName", Rule: cognito.RuleLength},
		cognito.Violation{Path: strings.Repeat("x.", 1000) + "RefreshTokenRotation.Feature", Rule: cognito.RuleLength},
	)
	assert.Equal(t, []string{
		"ClientName length", "b.ClientName length", "b.CallbackURLs[0] length", "b.CallbackURLs[1] length", "a.ClientName length",
		strings.Repeat("x.", 1000) + "RefreshTokenRotation.Feature length", "mine ",
	}, pathsAndRules(cognito.Violations(all)))
}

// A nil *ValidationError is as one without violations, in every method.
func TestNilValidationError(t *testing.T) {
	var none *cognito.ValidationError
	assert.Equal(t, "cognito: no violations", none.Error())
	assert.Equal(t, 0, none.Omitted())
	assert.Nil(t, none.Unwrap())
	assert.NoError(t, none.Without(cognito.RuleLength))
	assert.Nil(t, none.Under("a"))
	assert.Nil(t, none.With())
	assert.Equal(t, []string{"a length"}, pathsAndRules(none.With(cognito.Violation{Path: "a", Rule: cognito.RuleLength}).Violations))
	data, err := none.MarshalJSON()
	require.NoError(t, err)
	assert.Equal(t, "null", string(data))
	assert.False(t, errors.Is(none, cognito.RuleLength))
	for method := range reflect.TypeFor[*cognito.ValidationError]().Methods() {
		if method.Type.NumIn() == 1 {
			method.Func.Call([]reflect.Value{reflect.ValueOf(none)})
		}
	}
}
