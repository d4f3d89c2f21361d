package cognito_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
	"github.com/stretchr/testify/require"
)

// FuzzClient validates what decodes from JSON, and applies the defaults.
func FuzzClient(f *testing.F) {
	files, err := filepath.Glob("testdata/*.json")
	require.NoError(f, err)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(f, err)
		f.Add(data)
		var output struct{ UserPoolClient json.RawMessage }
		if json.Unmarshal(data, &output) == nil && output.UserPoolClient != nil {
			f.Add([]byte(output.UserPoolClient))
		}
	}
	for _, c := range []*cognito.UserPoolClient{testclients.Minimal(), testclients.Typical(), testclients.EveryMember(), testclients.Failing()} {
		data, err := json.Marshal(c)
		require.NoError(f, err)
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var c cognito.UserPoolClient
		if json.Unmarshal(data, &c) != nil {
			return
		}
		require.Equal(t, outcome(&c), outcome(c.Clone()), "the same input gives the same output")
		assertDefaults(t, &c)
		assertRoundTrip(t, &c)
		assertSecretKept(t, &c)
		assertStored(t, &c)
		assertAnswers(t, c.Validate(), cognito.OperationCreate)
		assertAnswers(t, c.ValidateUpdate(), cognito.OperationUpdate)
	})
}

// outcome is all that validation says about a client.
func outcome(c *cognito.UserPoolClient) string {
	var out bytes.Buffer
	_, lifetimes := c.TokenLifetimes()
	for _, err := range []error{c.Validate(), c.ValidateUpdate(), lifetimes} {
		data, marshalErr := json.Marshal(err)
		fmt.Fprintln(&out, err, string(data), marshalErr)
		if invalid, ok := errors.AsType[*cognito.ValidationError](err); ok {
			for _, operation := range cognito.Operation("").Values() {
				answer, known := invalid.ServiceError(operation)
				fmt.Fprintln(&out, answer, known)
			}
		}
	}
	fmt.Fprintln(&out, c.Warnings())
	return out.String()
}

// assertAnswers asserts that an answer that is known is whole, and that the
// service answers with the model if anything is against it.
func assertAnswers(t *testing.T, err error, operation cognito.Operation) {
	invalid, ok := errors.AsType[*cognito.ValidationError](err)
	if !ok {
		return
	}
	answer, known := invalid.ServiceError(operation)
	require.Equal(t, operation, answer.Operation)
	if known {
		require.NotEmpty(t, answer.Exception)
		require.NotEmpty(t, answer.Message)
	}
	isOfModel := func(v cognito.Violation) bool {
		return slices.Contains([]cognito.Rule{cognito.RuleRequired, cognito.RuleLength, cognito.RuleCharacters, cognito.RuleEnum, cognito.RuleRange, cognito.RuleListLength}, v.Rule)
	}
	if slices.ContainsFunc(invalid.Violations, isOfModel) {
		require.Equal(t, "InvalidParameterException", answer.Exception)
		require.True(t, answer.Message == "" || strings.Contains(answer.Message, " detected: "), answer.Message)
	} else if known {
		require.NotContains(t, answer.Message, "<user pool ID>")
	}
}

// assertStored asserts that the stored form is stored as it is, and that its
// JSON has all of it.
func assertStored(t *testing.T, c *cognito.UserPoolClient) {
	stored := c.Stored()
	require.Equal(t, stored, stored.Stored())
	var again cognito.UserPoolClient
	require.NoError(t, json.Unmarshal(c.StoredJSON(), &again))
	require.Equal(t, stored, &again)
}

func assertRoundTrip(t *testing.T, c *cognito.UserPoolClient) {
	data, err := json.Marshal(c)
	require.NoError(t, err)
	var d cognito.UserPoolClient
	require.NoError(t, json.Unmarshal(data, &d))
	require.Equal(t, *c, d)
}

// assertSecretKept asserts that no rendering tells one secret from another of
// the same length and characters.
func assertSecretKept(t *testing.T, c *cognito.UserPoolClient) {
	rendered := func(letter rune) string {
		d := *c
		d.ClientSecret = cognito.Secret(strings.Map(func(r rune) rune {
			if slowSecretCharacter.MatchString(string(r)) {
				return letter
			}
			return r
		}, string(c.ClientSecret)))
		var out bytes.Buffer
		for _, verb := range []string{"%v", "%+v", "%#v", "%q", "%x", "%d"} {
			fmt.Fprintf(&out, verb, d)
			fmt.Fprintf(&out, verb, d.Validate())
		}
		log := slog.New(slog.NewJSONHandler(&out, &slog.HandlerOptions{ReplaceAttr: withoutTime}))
		log.Info("", "client", d, "err", d.Validate())
		out.WriteString(outcome(&d))
		return out.String()
	}
	require.Equal(t, rendered('A'), rendered('z'))
}

func withoutTime(_ []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return a
}

// FuzzRedirectURI compares ValidateRedirectURI with a slow reference implementation.
func FuzzRedirectURI(f *testing.F) {
	for _, r := range uriRows {
		f.Add(r.name)
	}
	for _, uri := range []string{"", "\xff", "myapp:%", "http://LOCALHOST:/%41?%#%", "a://[::1%25eth0]", "a://[v1.x]", "a://@@", "https://a\u017f"} {
		f.Add(uri)
	}
	f.Fuzz(func(t *testing.T, uri string) {
		want := slowRedirectRules(uri)
		require.Equal(t, want, broken(t, cognito.ValidateRedirectURI(uri)), "%+q", uri)
	})
}

var (
	slowSecretCharacter = regexp.MustCompile(`^[\w+]$`)

	slowCharacters = regexp.MustCompile(`^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$`)
	slowURI        = regexp.MustCompile(`(?s)^([A-Za-z][A-Za-z0-9+.-]*):(//([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?$`)
	slowAuthority  = regexp.MustCompile("(?s)^(?:[^\"<>@\\[\\\\\\]^`{|}]*@)?(\\[([^\\]]*)\\]|[^\"<>@\\[\\\\\\]^`{|}:]*)(?::[0-9]*)?$")
	slowEscape     = regexp.MustCompile(`%[0-9A-Fa-f]{2}`)
)

// slowRedirectRules returns the rules that a URI violates, read off RFC 3986
// with regular expressions.
func slowRedirectRules(uri string) []string {
	var rules []string
	report := func(violated bool, rule cognito.Rule) {
		if violated {
			rules = append(rules, string(rule))
		}
	}
	length := len([]rune(uri))
	report(length < 1 || length > 1024, cognito.RuleLength)
	if uri == "" {
		return rules
	}
	report(!utf8.ValidString(uri) || !slowCharacters.MatchString(uri), cognito.RuleCharacters)

	parts := slowURI.FindStringSubmatch(uri)
	absolute := parts != nil
	var scheme, host string
	if absolute {
		scheme = strings.ToLower(parts[1])
		hierarchy := parts[2] + parts[4]
		absolute = (hierarchy != "" || parts[5] != "") && !strings.Contains(slowEscape.ReplaceAllString(hierarchy, ""), "%")
		if authority := slowAuthority.FindStringSubmatch(parts[3]); authority == nil {
			absolute = false
		} else if host = authority[1]; strings.HasPrefix(host, "[") {
			if address, err := netip.ParseAddr(authority[2]); err != nil || !address.Is6() {
				absolute, host = false, ""
			}
		}
		if scheme == "http" || scheme == "https" {
			absolute = absolute && host != ""
		}
	}
	report(!absolute, cognito.RuleRedirectURIAbsolute)
	report(strings.ContainsRune(uri, '#'), cognito.RuleRedirectURIFragment)
	loopback := slices.Contains([]string{"localhost", "127.0.0.1", "[::1]"}, strings.ToLower(host))
	report(scheme == "http" && host != "" && !loopback, cognito.RuleRedirectURIHTTPS)
	report(slices.Contains([]string{"javascript", "data", "vbscript"}, scheme), cognito.RuleRedirectURIScheme)
	return rules
}
