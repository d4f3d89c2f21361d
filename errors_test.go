package cognito

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"log/slog"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// validationError validates a client that is not valid.
func validationError(t *testing.T, mutate func(c *UserPoolClient)) *ValidationError {
	t.Helper()
	c := valid()
	mutate(c)
	var invalid *ValidationError
	require.ErrorAs(t, c.Validate(), &invalid)
	return invalid
}

// What every violation of every row holds.
func TestViolations(t *testing.T) {
	for _, rows := range createTables {
		for _, r := range rows {
			if r.want == nil {
				continue
			}
			for _, v := range validationError(t, r.mutate).Violations {
				assert.NotEmpty(t, v.Message)
				assert.Less(t, len(v.Message), 500, v.Message)
				assert.NotContains(t, v.Message, "\n")
				assert.True(t, utf8.ValidString(v.Message))
				assert.Equal(t, v.Path+": "+v.Message+" ["+string(v.Rule)+"]", v.Error())
				assert.ErrorIs(t, v, v.Rule)
				assert.Contains(t, []string{"<nil>", "string", "int32", "int", "bool"}, fmt.Sprintf("%T", v.Value))
			}
		}
	}
}

func TestViolationValue(t *testing.T) {
	for _, row := range []struct {
		mutate func(c *UserPoolClient)
		want   any
	}{
		{func(c *UserPoolClient) { c.ClientName = "Büro" }, "Büro"},
		{func(c *UserPoolClient) { c.ClientName = "" }, nil},
		{func(c *UserPoolClient) { c.CallbackURLs[0] = "http://a" }, "http://a"},
		{func(c *UserPoolClient) { c.AllowedOAuthFlows = append(c.AllowedOAuthFlows, "x") }, "x"},
		{func(c *UserPoolClient) { c.PreventUserExistenceErrors = "x" }, "x"},
		{func(c *UserPoolClient) { c.RefreshTokenValidity = -1 }, int32(-1)},
		{func(c *UserPoolClient) { c.AccessTokenValidity = new(int32(25)) }, int32(25)},
		{func(c *UserPoolClient) { c.AuthSessionValidity = new(int32(2)) }, int32(2)},
		{func(c *UserPoolClient) { c.AllowedOAuthScopes = slices.Repeat([]string{"email"}, 51) }, 51},
		{func(c *UserPoolClient) { c.CallbackURLs = nil }, 0},
		{func(c *UserPoolClient) { c.AnalyticsConfiguration = &AnalyticsConfiguration{} }, nil},
		{func(c *UserPoolClient) {
			c.GenerateSecret, c.EnablePropagateAdditionalUserContextData = false, true
		}, true},
		{func(c *UserPoolClient) { c.ClientSecret = secret }, redacted},
		{func(c *UserPoolClient) { c.GenerateSecret, c.ClientSecret = false, "short" }, redacted},
		{func(c *UserPoolClient) { c.GenerateSecret, c.ClientSecret = false, secret+"!" }, redacted},
	} {
		violations := validationError(t, row.mutate).Violations
		require.Len(t, violations, 1)
		assert.Equal(t, row.want, violations[0].Value, violations[0].Error())
	}
	c := valid()
	c.ClientId = "not a client ID"
	var v Violation
	require.ErrorAs(t, c.ValidateUpdate(), &v)
	assert.Equal(t, redacted, v.Value)
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
		assert.Equal(t, want, Violation{Path: path}.Pointer())
	}
}

func TestMessageShowsValuesQuotedAndCut(t *testing.T) {
	for _, row := range []struct{ value, want string }{
		{"a\nb\x00\x1b[31m\xff\u2028", `"a\nb\x00\x1b[31m\xff\u2028"`},
		{strings.Repeat("x", 64), `"` + strings.Repeat("x", 64) + `"`},
		{strings.Repeat("x", 65), `"` + strings.Repeat("x", 64) + `"... (65 bytes)`},
		{strings.Repeat("あ", 65), `"` + strings.Repeat("あ", 64) + `"... (195 bytes)`},
		{strings.Repeat("\xff", 65), `"` + strings.Repeat(`\xff`, 64) + `"... (65 bytes)`},
	} {
		v := validationError(t, func(c *UserPoolClient) { c.PreventUserExistenceErrors = UserExistenceErrors(row.value) }).Violations[0]
		assert.True(t, strings.HasPrefix(v.Message, row.want+" is not one of"), v.Message)
		assert.Equal(t, row.value, v.Value, "the value is whole")
	}
}

func TestViolationJSON(t *testing.T) {
	v := validationError(t, func(c *UserPoolClient) { c.CallbackURLs[0] = "http://example.com/?a=1&b=2" }).Violations[0]
	data, err := json.Marshal(v)
	require.NoError(t, err)
	var members map[string]string
	require.NoError(t, json.Unmarshal(data, &members))
	assert.Equal(t, map[string]string{
		"path":    "CallbackURLs[0]",
		"pointer": "/CallbackURLs/0",
		"rule":    "redirect-uri.https",
		"message": v.Message,
		"source":  "documentation",
		"doc":     RuleRedirectURIHTTPS.Doc(),
	}, members)
	all, err := json.Marshal(&ValidationError{Violations: []Violation{v, v}})
	require.NoError(t, err)
	assert.JSONEq(t, `{"Violations": [`+string(data)+`,`+string(data)+`]}`, string(all))
}

func TestViolationLog(t *testing.T) {
	var out bytes.Buffer
	log := slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		if len(groups) == 0 {
			return slog.Attr{}
		}
		return a
	}}))
	log.Info("", "violation", Violation{Path: "ClientName", Rule: RuleRequired, Message: "is required", Value: "secret"})
	assert.Equal(t, "violation.path=ClientName violation.rule=required violation.message=\"is required\"\n", out.String())
}

func TestErrorText(t *testing.T) {
	violation := Violation{Path: "ClientName", Rule: RuleRequired, Message: "is required"}
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
		err := &ValidationError{Violations: slices.Repeat([]Violation{violation}, row.violations)}
		assert.Equal(t, row.want, err.Error())
	}
	assert.Equal(t, "is required [required]", Violation{Rule: RuleRequired, Message: "is required"}.Error())
}

func TestErrorsIsAndAs(t *testing.T) {
	invalid := validationError(t, func(c *UserPoolClient) {
		c.ClientName = ""
		c.CallbackURLs[0] = "http://example.com/#"
	})
	err := fmt.Errorf("tenant 7: %w", invalid)
	for _, rule := range Rules() {
		want := slices.Contains([]Rule{RuleRequired, RuleRedirectURIFragment, RuleRedirectURIHTTPS}, rule)
		assert.Equal(t, want, errors.Is(err, rule), rule)
	}
	var first Violation
	require.ErrorAs(t, err, &first)
	assert.Equal(t, invalid.Violations[0], first)
	var rule Rule
	require.ErrorAs(t, err, &rule)
	assert.Equal(t, RuleRequired, rule)
	require.Len(t, invalid.Unwrap(), 3)
	for i, v := range invalid.Unwrap() {
		assert.Equal(t, invalid.Violations[i], v)
	}
}

func TestWithout(t *testing.T) {
	invalid := validationError(t, func(c *UserPoolClient) {
		c.ClientName = ""
		c.CallbackURLs[0] = "http://example.com/#"
	})
	before := slices.Clone(invalid.Violations)
	for _, row := range []struct {
		rules []Rule
		want  []string
	}{
		{nil, []string{"ClientName required", "CallbackURLs[0] redirect-uri.fragment", "CallbackURLs[0] redirect-uri.https"}},
		{[]Rule{RuleLength, "nonsense"}, []string{"ClientName required", "CallbackURLs[0] redirect-uri.fragment", "CallbackURLs[0] redirect-uri.https"}},
		{[]Rule{RuleRedirectURIFragment}, []string{"ClientName required", "CallbackURLs[0] redirect-uri.https"}},
		{[]Rule{RuleRequired, RuleRedirectURIHTTPS}, []string{"CallbackURLs[0] redirect-uri.fragment"}},
		{Rules(), nil},
	} {
		assert.Equal(t, row.want, broken(t, invalid.Without(row.rules...)))
		assert.Equal(t, before, invalid.Violations, "Without has changed its receiver")
	}
	assert.True(t, invalid.Without(Rules()...) == nil, "nil, not a nil *ValidationError")
}

func TestCatalogue(t *testing.T) {
	rules := Rules()
	seen := map[Rule]bool{}
	for _, rule := range rules {
		assert.False(t, seen[rule], "%s is there twice", rule)
		seen[rule] = true
		assert.Equal(t, string(rule), rule.Error())
		assert.Contains(t, []Source{SourceDocumentation, SourceServiceModel, SourceRFC, SourceObserved}, rule.Source())
		doc, err := url.Parse(rule.Doc())
		require.NoError(t, err)
		assert.Equal(t, "https", doc.Scheme)
		assert.NotEmpty(t, doc.Host)
	}
	rules[0] = "changed"
	assert.Equal(t, RuleRequired, Rules()[0], "a caller has changed the catalogue")
	assert.Empty(t, Rule("unknown").Doc())
	assert.Empty(t, Rule("unknown").Source())
}

// The constants are named after their codes, and each is in the catalogue.
func TestRuleNames(t *testing.T) {
	file, err := parser.ParseFile(gotoken.NewFileSet(), "rules.go", nil, 0)
	require.NoError(t, err)
	capitals := map[string]string{"oauth": "OAuth", "uri": "URI", "urls": "URLs", "https": "HTTPS"}
	names := map[string]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && fmt.Sprint(spec.Type) == "Rule" {
			code, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			require.NoError(t, err)
			names[spec.Names[0].Name] = code
		}
		return true
	})
	assert.Len(t, names, len(Rules()))
	for name, code := range names {
		want := "Rule"
		for word := range strings.FieldsFuncSeq(code, func(r rune) bool { return r == '.' || r == '-' }) {
			if capitals[word] != "" {
				want += capitals[word]
			} else {
				want += strings.ToUpper(word[:1]) + word[1:]
			}
		}
		assert.Equal(t, want, name)
		assert.Contains(t, Rules(), Rule(code))
	}
}
