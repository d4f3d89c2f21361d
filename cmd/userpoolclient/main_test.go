package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var rewrite = flag.Bool("rewrite", false, "write the golden files anew")

// program is the command, built once.
var program string

func TestMain(m *testing.M) {
	flag.Parse()
	dir, err := os.MkdirTemp("", "userpoolclient")
	if err != nil {
		panic(err)
	}
	program = filepath.Join(dir, "userpoolclient.exe")
	if out, err := exec.Command("go", "build", "-buildvcs=false", "-o", program, ".").CombinedOutput(); err != nil {
		panic(string(out))
	}
	status := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(status)
}

// run runs the command in the root of the repository, or among files if there
// are any, and returns all that it does, as a golden file has it.
func run(t *testing.T, files map[string]string, stdin string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), program, args...)
	cmd.Dir = filepath.Join("..", "..")
	if files != nil {
		cmd.Dir = t.TempDir()
	}
	for name, content := range files {
		name = filepath.Join(cmd.Dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
		require.NoError(t, os.WriteFile(name, []byte(content), 0o644))
	}
	cmd.Stdin = strings.NewReader(stdin)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		require.NoError(t, err)
	}
	return fmt.Sprintf("exit %d\n-- standard output --\n%s-- standard error --\n%s", cmd.ProcessState.ExitCode(), &stdout, &stderr)
}

const (
	y = "UserPoolId: us-west-2_aBcDeFgHi\nClientName: a\n"
	j = `{"UserPoolId":"us-west-2_aBcDeFgHi","ClientName":"a",`
	// secret must never be printed.
	secret = "not-a-secret"
)

// files are the same client, or no client, under several names.
type files = map[string]string

// poolRequest names what the pools of testdata have and what they lack.
const poolRequest = `UserPoolId: us-west-2_aBcDeFgHi
ClientName: example
WriteAttributes: [custom:tenant, custom:other]
ExplicitAuthFlows: [ALLOW_USER_AUTH]
SupportedIdentityProviders: [COGNITO, Google, google]
CallbackURLs: [myapp://example]
AllowedOAuthFlows: [code]
AllowedOAuthScopes: [openid, orders/read, orders/write]
AllowedOAuthFlowsUserPoolClient: true
`

// diffTo is a request that differs from the client that describe.good.json
// describes, which has a secret.
const diffTo = `UserPoolId: us-west-2_aBcDeFgHi
ClientName: renamed
AccessTokenValidity: 2
AllowedOAuthFlows: [code]
`

// warningRequest is valid, with two warnings.
const warningRequest = `UserPoolId: us-west-2_aBcDeFgHi
ClientName: example
ExplicitAuthFlows: [ALLOW_REFRESH_TOKEN_AUTH]
CallbackURLs:
- https://*.example.com/callback
AllowedOAuthFlows: [code]
AllowedOAuthScopes: [openid]
AllowedOAuthFlowsUserPoolClient: true
`

func TestCommand(t *testing.T) {
	for _, row := range []struct {
		name  string
		stdin string
		args  []string
		files files
	}{
		{"no-arguments", "", nil, nil},
		{"help", "", []string{"-h"}, nil},
		{"help-word", "", []string{"help"}, nil},
		{"help-long", "", []string{"--help"}, nil},
		{"help-single", "", []string{"-help"}, nil},
		{"help-of-validate", "", []string{"help", "validate"}, nil},
		{"help-of-help", "", []string{"help", "help"}, nil},
		{"help-of-nothing", "", []string{"help", "nothing"}, nil},
		{"help-rules", "", []string{"rules", "-h"}, nil},
		{"help-version", "", []string{"version", "--help"}, nil},
		{"version", "", []string{"version"}, nil},
		{"version-argument", "", []string{"version", "now"}, nil},
		{"rules", "", []string{"rules"}, nil},
		{"rules-error", "", []string{"rules", "Invalid range for token validity"}, nil},
		{"rules-pasted", "", []string{"rules", "An error occurred (InvalidParameterException) when calling the CreateUserPoolClient operation: http://a.example/ cannot use the HTTP protocol."}, nil},
		{"rules-pasted-value", "", []string{"rules", "1 validation error detected: Value '128 n' at 'clientName' failed to satisfy constraint: Member must have length less than or equal to 128"}, nil},
		{"array-with-others", "[{\"UserPoolId\": \"a_b\"},\n null,\n {\"UserPoolId\": \"a_b\"}]", []string{"validate", "-"}, nil},
		{"defaults-of-defaults", "", []string{"defaults", "-update", "cmd/userpoolclient/testdata/defaults-update.json"}, nil},
		{"yaml-list-of-names", "- UserPoolClient\n", []string{"validate", "-"}, nil},
		{"output-with-unknown-member", `{"UserPoolClient": {"UserPoolId": "a_b", "ClientId": "c", "Secret": 1}}`, []string{"validate", "-"}, nil},
		{"output-that-grows", `{"UserPoolClient": {"UserPoolId": "a_b", "ClientId": "c", "ClientType": "DCR", "SessionPolicy": {"x": [1]}, "TokenValidityUnits": {"Session": "days"}}, "ResponseMetadata": {}}`, []string{"validate", "-v", "-"}, nil},
		{"output-that-repeats-a-new-member", `{"UserPoolClient": {"UserPoolId": "a_b", "ClientId": "c", "New": 1, "New": 2}}`, []string{"validate", "-v", "-"}, nil},
		{"update-of-a-description", `{"UserPoolId":"a_b","ClientId":"c","ClientSecret":"not-a-secret","CreationDate":1,"LastModifiedDate":1}`, []string{"validate", "-update", "-"}, nil},
		{"create-with-a-client-id", `{"UserPoolId":"a_b","ClientId":"c","GenerateSecret":true,"ClientName":"d"}`, []string{"validate", "-"}, nil},
		{"requests-of-both-kinds", `[{"UserPoolId":"a_b","ClientId":"c"},{"UserPoolId":"a_b","ClientName":"d"},{"UserPoolId":"a_b","ClientName":"d","ClientType":"REGULAR"}]`, []string{"validate", "-"}, nil},
		{"client-token", j + `"GenerateSecret":true,"ExplicitAuthFlows":["ALLOW_CLIENT_TOKEN_AUTH"],"AllowedOAuthScopes":["api/read"]}`, []string{"validate", "-warnings", "-"}, nil},
		{"unread-units", j + `"AccessTokenValidity":60,"IdTokenValidity":60,"TokenValidityUnits":{"AccessToken":1},"CallbackURLs":[1,"http://a"],"DefaultRedirectURI":"b:/","AllowedOAuthFlows":["code","client_credentials",1]}`, []string{"validate", "-"}, nil},
		{"ignore-all-of-many", "UserPoolId: a_b\nClientName: a\nReadAttributes: [" + strings.Repeat("x, ", 5000) + "x] # userpoolclient:ignore attributes.unknown\n", []string{"validate", "-format", "json", "-"}, nil},
		{"secret-by-alias", "UserPoolId: a_b\nClientName: a\nClientSecret: &s not-a-secret\nLogoutURLs: [*s]\n", []string{"validate", "-"}, nil},
		{"secret-by-alias-as-name", "UserPoolId: a_b\nClientName: a\nClientSecret: &s not-a-secret\n*s : 3\n", []string{"validate", "-"}, nil},
		{"secret-by-merge", "UserPoolId: a_b\nClientName: a\nClientSecret: &s {not-a-secret: 1}\n<<: *s\n", []string{"validate", "-"}, nil},
		{"secret-of-a-template", "base: &b\n  ClientSecret: an_example_of_a_secret_it_is\nUserPoolId: a_b\n<<: *b\nClientName: a\n", []string{"validate", "-"}, nil},
		{"merge-of-duplicates", "UserPoolId: a_b\n<<: {ClientName: a, ClientName: b}\n", []string{"validate", "-"}, nil},
		{"ignore-in-json", `{"UserPoolId": "a_b", "ClientName": "a # userpoolclient:ignore oauth.not-enabled ", "CallbackURLs": ["https://a.com"]}`, []string{"validate", "-"}, nil},
		{"ignore-in-quotes", "UserPoolId: a_b\nClientName: \"x # userpoolclient:ignore characters /\"\n", []string{"validate", "-"}, nil},
		{"many-unread", `{"UserPoolId": "a_b", "ClientName": "a", "ReadAttributes": [` + strings.Repeat("0,", 149) + "0]}", []string{"validate", "-"}, nil},
		{"empty-array", "[]", []string{"validate", "-"}, nil},
		{"pointer-of-absent", `{"ClientName": "a", "RefreshTokenRotation": {}}`, []string{"validate", "-format", "json", "-"}, nil},
		{"float-tag", "UserPoolId: a_b\nClientName: a\nRefreshTokenValidity: !!float 5\n", []string{"validate", "-"}, nil},
		{"rules-code", "", []string{"rules", "REDIRECT-uri"}, nil},
		{"rules-none", "", []string{"rules", "no such text"}, nil},
		{"rules-two", "", []string{"rules", "Invalid", "range"}, nil},
		{"help-validate", "", []string{"validate", "-h"}, nil},
		{"help-defaults", "", []string{"defaults", "-h"}, nil},
		{"unknown-subcommand", "", []string{"check"}, nil},
		{"pool", poolRequest, []string{"validate", "-pool", "testdata/pool/pool.json", "-pool", "testdata/pool/providers.json", "-pool", "testdata/pool/servers.yaml", "-"}, nil},
		{"pool-in-part", poolRequest, []string{"validate", "-pool=testdata/pool/providers.json", "-"}, nil},
		{"pool-mapping", j + `"SupportedIdentityProviders":["Google","Other"],"WriteAttributes":["email"]}`, []string{"validate", "-warnings", "-pool", "testdata/pool/provider.json", "-"}, nil},
		{"pool-mapping-of-a-list", j + `"SupportedIdentityProviders":["Google","Other"],"WriteAttributes":["email"]}`, []string{"validate", "-warnings", "-pool", "testdata/pool/provider.json", "-pool", "testdata/pool/providers.json", "-"}, nil},
		{"pool-that-is-none", "", []string{"validate", "-pool", "testdata/tokens.bad.json", "-"}, nil},
		{"pool-that-is-missing", "", []string{"validate", "-pool", "testdata/none.json", "-"}, nil},
		{"pool-page", `{"Providers": [], "NextToken": "x"}`, []string{"validate", "-pool", "-", "testdata/tokens.bad.json"}, nil},
		{"warnings", warningRequest, []string{"validate", "-warnings", "-"}, nil},
		{"warnings-ignored", warningRequest, []string{"validate", "-warnings", "-ignore", "redirect-uri.wildcard", "-"}, nil},
		{"warnings-strict", warningRequest, []string{"validate", "-strict", "-"}, nil},
		{"warnings-json", warningRequest, []string{"validate", "-warnings", "-format", "json", "-"}, nil},
		{"warnings-github", warningRequest, []string{"validate", "-warnings", "-format", "github", "-"}, nil},
		{"warnings-sarif", warningRequest, []string{"validate", "-warnings", "-format", "sarif", "-"}, nil},
		{"no-warnings", warningRequest, []string{"validate", "-"}, nil},
		{"warnings-and-violations", warningRequest + "AuthSessionValidity: 60\n", []string{"validate", "-warnings", "-"}, nil},
		{"warnings-in-doubt", "UserPoolId: a_b\nClientName: c\nPreventUserExistenceErrors: 1\nAllowedOAuthScopes: [email, 1]\n", []string{"validate", "-warnings", "-"}, nil},
		{"help-diff", "", []string{"help", "diff"}, nil},
		{"diff", diffTo, []string{"diff", "testdata/describe.good.json", "-"}, nil},
		{"diff-json", diffTo, []string{"diff", "testdata/describe.good.json", "-", "-format", "json"}, nil},
		{"diff-same", "", []string{"diff", "testdata/describe.good.json", "testdata/describe.good.json"}, nil},
		{"diff-same-json", "", []string{"diff", "-format", "json", "testdata/describe.good.json", "testdata/describe.good.json"}, nil},
		{"diff-invalid", "", []string{"diff", "testdata/tokens.bad.json", "testdata/mobile-app.good.json"}, nil},
		{"diff-undecodable", "{", []string{"diff", "testdata/tokens.bad.json", "-"}, nil},
		{"diff-no-client", "[]", []string{"diff", "-", "testdata/tokens.bad.json"}, nil},
		{"diff-one-file", "", []string{"diff", "testdata/tokens.bad.json"}, nil},
		{"diff-problem-after-violations", `{"ReadAttributes": [` + strings.Repeat(`"x",`, 150) + `"x"], "ClientName": 1}`, []string{"diff", "-", "testdata/tokens.bad.json"}, nil},
		{"diff-two-clients", "UserPoolId: a_b\n---\nUserPoolId: a_b\n", []string{"diff", "-", "testdata/tokens.bad.json"}, nil},
		{"diff-format", "", []string{"diff", "-format", "sarif", "testdata/tokens.bad.json", "testdata/tokens.bad.json"}, nil},
		{"unknown-flag", "", []string{"validate", "-nonsense", "testdata/tokens.bad.json"}, nil},
		{"unknown-format", "", []string{"validate", "-format", "xml", "testdata/tokens.bad.json"}, nil},
		{"validate-no-file", "", []string{"validate"}, nil},
		{"defaults-no-file", "", []string{"defaults"}, nil},
		{"defaults-two-files", "", []string{"defaults", "testdata/tokens.bad.json", "testdata/mobile-app.good.json"}, nil},

		{"validate-everything", "", append([]string{"validate"}, testdata(t)...), nil},
		{"validate-readme", "", []string{"validate", "testdata/tokens.bad.json", "testdata/mobile-app.good.json"}, nil},
		{"validate-valid", "", []string{"validate", "testdata/mobile-app.good.json", "testdata/skeleton.good.yaml"}, nil},
		{"validate-json", "", []string{"validate", "-format", "json", "testdata/tokens.bad.json", "testdata/mobile-app.good.json", "testdata/secret.bad.json"}, nil},
		{"validate-json-valid", "", []string{"validate", "-format=json", "testdata/mobile-app.good.json"}, nil},
		{"validate-json-undecodable", "{", []string{"validate", "-format", "json", "-", "testdata/token-order.bad.json"}, nil},
		{"validate-update", "", []string{"validate", "-update", "testdata/update-request.yaml"}, nil},
		{"validate-update-as-create", "", []string{"validate", "testdata/update-request.yaml"}, nil},
		{"validate-create-as-update", "", []string{"validate", "-update", "testdata/server-side-app.good.json"}, nil},
		{"validate-update-output", "", []string{"validate", "-update", "testdata/describe.good.json"}, nil},
		{"validate-missing-file", "", []string{"validate", "testdata/none.json", "testdata/tokens.bad.json"}, nil},
		{"validate-template", "", []string{"validate", "testdata/template.yaml"}, nil},
		{"validate-folder", "", []string{"validate", "testdata"}, nil},
		{"validate-stdin-json", `{"UserPoolId":"a_b","ClientName":"c"}`, []string{"validate", "-"}, nil},
		{"validate-stdin-yaml", "# a comment\nUserPoolClient:\n  UserPoolId: a_b\n  ClientId: c\n  CreationDate: 2019-01-28T17:44:09.497Z\n  LastModifiedDate: 1548697449.497\n", []string{"validate", "-"}, nil},
		{"validate-output-yaml", "UserPoolClient:\n  UserPoolId: a_b\n  CallbackURLs:\n  -\n    http://a\n", []string{"validate", "-"}, nil},

		{"defaults", "", []string{"defaults", "testdata/page-request.good.json"}, nil},
		{"defaults-yaml", "", []string{"defaults", "testdata/skeleton.good.yaml"}, nil},
		{"defaults-output", "", []string{"defaults", "testdata/describe.good.json"}, nil},
		{"defaults-secret", "", []string{"defaults", "testdata/secret.good.json"}, nil},
		{"defaults-invalid", "", []string{"defaults", "testdata/tokens.bad.json"}, nil},
		{"defaults-undecodable", "", []string{"defaults", "testdata/service-model.json"}, nil},

		{"empty", "", []string{"validate", "-"}, nil},
		{"blank", " \n", []string{"validate", "-"}, nil},
		{"json-unknown-members", `{
  "CallbackUrls": [],
  "user_pool_id": "a_b",
  "ClientNme": "a",
  "TokenValidityUnits": {"Access": "hours", "IDToken": "hours"},
  "AnalyticsConfiguration": {"ApplicationARN": ""},
  "RefreshTokenRotation": {"Enabled": true},
  "ClientId": "a",
  "Tags": {},
  "a b\u0000": 1,
  "": 1
}`, []string{"validate", "-"}, nil},
		{"json-wrong-types", `{
  "UserPoolId": 7, "ClientName": null, "GenerateSecret": "true",
  "RefreshTokenValidity": "30", "AccessTokenValidity": 1.0, "IdTokenValidity": 1e3, "AuthSessionValidity": 2147483648,
  "TokenValidityUnits": [], "ReadAttributes": "email",
  "WriteAttributes": ["email", 3, ["name"]], "RefreshTokenRotation": true,
  "AnalyticsConfiguration": {"UserDataShared": 1}
}`, []string{"validate", "-"}, nil},
		{"json-int32", `{"UserPoolId":"a_b","ClientName":"c","RefreshTokenValidity":-2147483648,"AccessTokenValidity":2147483647}`, []string{"validate", "-"}, nil},
		{"json-duplicates", `{"UserPoolId":"a_b",
"ClientName":"c",
"TokenValidityUnits":{"IdToken":"days","IdToken":"hours"},
"ClientName":"c"}`, []string{"validate", "-"}, nil},
		{"json-duplicate-wrapper", `{"UserPoolClient":{},"UserPoolClient":{}}`, []string{"validate", "-"}, nil},
		{"json-more-than-the-wrapper", `{"UserPoolClient":{},"ResponseMetadata":{}}`, []string{"validate", "-"}, nil},
		{"json-trailing-data", "{\"UserPoolId\":\"a_b\",\"ClientName\":\"c\"}\n{}", []string{"validate", "-"}, nil},
		{"json-cut", `{"UserPoolId":"a_b","TokenValidityUnits":{"IdToken":`, []string{"validate", "-"}, nil},
		{"json-comma", "{\"CallbackURLs\":[\"a\",\n  ]}", []string{"validate", "-"}, nil},
		{"json-no-comma", `{"UserPoolId":"a_b" "ClientName":"c"}`, []string{"validate", "-"}, nil},
		{"json-control-character", "{\"UserPoolId\":\"a\x01b\"}", []string{"validate", "-"}, nil},
		{"json-not-utf8", "{\"UserPoolId\":\"あ\xff\"}", []string{"validate", "-"}, nil},
		{"json-half-a-pair", `{"UserPoolId":"\\\ud834\udd1e", "ClientName":"\udd1e"}`, []string{"validate", "-"}, nil},
		{"json-deep", `{"UserPoolId":` + strings.Repeat("[", 1000), []string{"validate", "-"}, nil},
		{"json-dates", `{"UserPoolClient":{"UserPoolId":"a_b","ClientId":"c","CreationDate":"yesterday","LastModifiedDate":[]}}`, []string{"validate", "-"}, nil},
		{"json-many-problems", `{"ReadAttributes":[` + strings.Repeat("0,", 200) + `0]}`, []string{"validate", "-"}, nil},
		{"yaml-wrong-types", "UserPoolId: 7\nClientName: 2019-01-28\nGenerateSecret: yes\nRefreshTokenValidity: 0x1E\nAccessTokenValidity: 010\nIdTokenValidity: 1_0\nReadAttributes:\nWriteAttributes: !!set {a}\n", []string{"validate", "-"}, nil},
		{"yaml-names", "1: 2\n[a]: b\nClientname: c\n", []string{"validate", "-"}, nil},
		{"yaml-alias", "UserPoolId: &a a_b\nClientName: *a\n<<: {}\n", []string{"validate", "-"}, nil},
		{"yaml-duplicates", "UserPoolId: a_b\nClientName: c\nUserPoolId: a_b\n", []string{"validate", "-"}, nil},
		{"yaml-two-documents", "UserPoolId: a_b\nClientName: c\n---\nUserPoolId: a_b\n", []string{"validate", "-"}, nil},
		{"yaml-broken", "UserPoolId: a_b\nClientName: [c\nClientId: d\n", []string{"validate", "-"}, nil},
		{"yaml-broken-below", "UserPoolId: a_b\nClientName: c\n  ClientId: d\n", []string{"validate", "-"}, nil},
		{"yaml-broken-key", "UserPoolId: a_b\nTokenValidityUnits:\n  IdToken: days\n RefreshToken: days\n", []string{"validate", "-"}, nil},
		{"yaml-broken-first", "[a", []string{"validate", "-"}, nil},
		{"yaml-broken-later", "UserPoolId: a_b\nClientName: c\n---\n\tx", []string{"validate", "-"}, nil},
		{"yaml-list", "- UserPoolId: a_b\n", []string{"validate", "-"}, nil},

		// A node is of its kind, whatever its tag.
		{"tag-list-as-object", "!!map [a]", []string{"validate", "-"}, nil},
		{"tag-list-as-member", y + "TokenValidityUnits: !!map [IdToken]", []string{"validate", "-"}, nil},
		{"tag-string-as-list", y + "CallbackURLs: !!seq http://evil/", []string{"validate", "-"}, nil},
		{"tag-object-as-string", y + "DefaultRedirectURI: !!str {a: b}", []string{"validate", "-"}, nil},
		{"tag-string-as-object", y + "TokenValidityUnits: !!map foo", []string{"validate", "-"}, nil},
		{"tag-yes-as-boolean", y + "GenerateSecret: !!bool yes", []string{"validate", "-"}, nil},
		{"tag-list-as-boolean", y + "GenerateSecret: !!bool [true]", []string{"validate", "-"}, nil},
		{"tag-that-fits", "!!map\nUserPoolId: !!str us-west-2_aBcDeFgHi\nClientName: ! 7\nGenerateSecret: !!bool true\nReadAttributes: !!seq [!!str email]\nAuthSessionValidity: !!int 5\n", []string{"validate", "-"}, nil},
		{"tag-unknown", y + "DefaultRedirectURI: !not-a-secret y", []string{"validate", "-"}, nil},

		// No secret is printed.
		{"secret-in-name-json", "", []string{"validate", "a.json"}, files{"a.json": j + `"ClientSecret:not-a-secret"}`}},
		{"secret-in-name-yaml", "{" + `UserPoolId: a_b, ClientSecret:not-a-secret}`, []string{"validate", "-"}, nil},
		{"secret-alone-yaml", "{" + `UserPoolId: a_b, ClientSecret: "", not-a-secret}`, []string{"validate", "-"}, nil},
		{"secret-after-equals", j + `"CLIENT_SECRET=not-a-secret":true}`, []string{"validate", "-"}, nil},
		{"secret-as-name", j + `"ClientSecret":"","not-a-secret",`, []string{"validate", "-"}, nil},
		{"secret-beneath", j + `"ClientSecret":{"not-a-secret":`, []string{"validate", "-"}, nil},
		{"secret-object", j + `"ClientSecret":{"not-a-secret":"not-a-secret"}}`, []string{"validate", "-"}, nil},
		{"secret-alias", y + "ClientSecret: *not-a-secret", []string{"validate", "-"}, nil},
		{"secret-anchor", y + "ClientSecret: &not-a-secret [not-a-secret]", []string{"validate", "-"}, nil},
		{"secret-twice", j + `"ClientSecret":"not-a-secret","ClientSecret":"not-a-secret"}`, []string{"validate", "-"}, nil},
		{"secret-misspelt", j + `"client_secrets":"not-a-secret"}`, []string{"validate", "-"}, nil},
		{"secret-after-long-name", j + `"` + strings.Repeat("x", 40) + `not-a-secret":1}`, []string{"validate", "-"}, nil},
		{"secret-in-block", y + "ClientSecret: |\n  x # userpoolclient:ignore not-a-secret\n", []string{"validate", "-"}, nil},
		{"secret-in-tag-directive", "%TAG !not-a-secret! x\n---\n" + y, []string{"validate", "-"}, nil},
		{"secret-character", y + "ClientSecret: !<\xe9not-a-secret> a", []string{"validate", "-"}, nil},

		// Syntax errors, line breaks, formats.
		{"yaml-misindented", y + "CallbackURLs:\n- https://a.example/\nTokenValidityUnits:\n  IdToken: hours\n\n\n\n IdToken: hours\nGenerateSecret: true\n", []string{"validate", "-"}, nil},
		{"yaml-scanner-error", "UserPoolId: \"\\q\"\nClientName: a\n", []string{"validate", "a.yaml"}, files{"a.yaml": "UserPoolId: \"\\q\"\nClientName: a\n"}},
		{"yaml-deep", y + "x: " + strings.Repeat("[", 200), []string{"validate", "-"}, nil},
		{"yaml-too-many", y + strings.Repeat("#\n", 300_000), []string{"validate", "-"}, nil},
		{"yaml-tag-directives", strings.Repeat("%TAG !a! b\n", 50_000) + "---\n" + y, []string{"validate", "-"}, nil},
		{"yaml-other-line-breaks", y + "# \u0085 \u2028 \u2029\nDefaultRedirectURI: 'a\u0085b'\nAuthSessionValidity: 1\n", []string{"validate", "-"}, nil},
		{"yaml-line-breaks", "UserPoolId: a_b\r\nClientName: c\rAuthSessionValidity: 1\n", []string{"validate", "-"}, nil},
		{"yaml-flow", "{UserPoolId: a_b, ClientName: c}", []string{"validate", "-", "a.yaml"}, files{"a.yaml": "{UserPoolId: a_b, ClientName: c}"}},
		{"yaml-large-integer", y + "AccessTokenValidity: 18446744073709551616\nIdTokenValidity: -18446744073709551616\n", []string{"validate", "-"}, nil},
		{"yaml-integer-forms", y + "AccessTokenValidity: 07\nIdTokenValidity: +7\nAuthSessionValidity: .5\n", []string{"validate", "-"}, nil},
		{"yaml-not-utf8", "", []string{"validate", "a.yaml", "b.yaml"}, files{"a.yaml": y + "ClientSecret: \xff", "b.yaml": "\xff\xfea\x00"}},
		{"byte-order-mark", "\ufeff" + j + `"AuthSessionValidity":1}`, []string{"validate", "-", "a.json", "a.yaml"}, files{"a.json": "\ufeff" + j + `"AuthSessionValidity":1}`, "a.yaml": "\ufeff" + y + "AuthSessionValidity: 1"}},
		{"json-by-name", "", []string{"validate", "a.JSON", "empty.json", "empty.yaml", "comment.yaml", "documents.yaml"}, files{
			"a.JSON": "{UserPoolId: a_b}", "empty.json": "", "empty.yaml": "", "comment.yaml": "# nothing\n", "documents.yaml": "---\n---\n",
		}},
		{"json-replacement-character", `{"UserPoolId":"a_b","ClientName":"�"}`, []string{"validate", "-"}, nil},
		{"json-pair-then-half", `{"UserPoolId":"a_b","ClientName":"\ud834\udd1e\ud834"}`, []string{"validate", "-"}, nil},
		{"json-large-number-as-string", `{"UserPoolId":1e400,"ClientName":1.5}`, []string{"validate", "-"}, nil},
		{"json-escape", "{\"UserPoolId\":\"a\\q\"}", []string{"validate", "a.json"}, files{"a.json": "{\"UserPoolId\":\"a\\q\"}"}},
		{"json-triple", "{\n\"UserPoolId\":\"a_b\",\n\"UserPoolId\":\"a_b\",\n\"UserPoolId\":\"a_b\"}", []string{"validate", "-"}, nil},
		{"json-minified", `{"UserPoolId":"a_b","ClientName":"c","AuthSessionValidity":1,"AccessTokenValidity":0}`, []string{"validate", "-"}, nil},

		// Aliases and merge keys.
		{"yaml-merge", y + "RefreshTokenRotation: &a {Feature: ENABLED}\nTokenValidityUnits:\n  <<: {IdToken: days, AccessToken: days}\n  AccessToken: minutes\nAccessTokenValidity: 30\nIdTokenValidity: 2\n", []string{"validate", "-"}, nil},
		{"yaml-merge-list", "---\n&b\nUserPoolId: a_b\nTokenValidityUnits:\n  <<: [&a {IdToken: days}, {IdToken: hours, AccessToken: minutes}]\nClientName: c\nIdTokenValidity: 1\nAccessTokenValidity: 5\n", []string{"validate", "-"}, nil},
		{"yaml-merge-of-string", y + "<<: a\n", []string{"validate", "-"}, nil},
		{"yaml-alias-violation", y + "AllowedOAuthFlowsUserPoolClient: true\nAllowedOAuthFlows: [code]\nAllowedOAuthScopes: [openid]\nCallbackURLs: &a\n- http://a.example/\nLogoutURLs: *a\n", []string{"validate", "-"}, nil},
		{"yaml-alias-as-key", "&a UserPoolId: a_b\n*a : c\nClientName: c\n", []string{"validate", "-"}, nil},
		{"yaml-alias-cycle", "UserPoolId: &a [*a]\n", []string{"validate", "-"}, nil},
		{"yaml-alias-bomb", bomb(), []string{"validate", "-"}, nil},

		// Problems and violations together.
		{"both", j + `"AuthSessionValidity":1,"CallbackURLs":["http://a.example/",3],"AllowedOAuthFlowsUserPoolClient":"true","LogoutURLs":["b"],"GenerateSecret":1,"AllowedOAuthFlows":["client_credentials"]}`, []string{"validate", "-"}, nil},
		{"both-json", j + `"AuthSessionValidity":1,"Scopes":1}`, []string{"validate", "-format", "json", "-"}, nil},
		{"both-doubtful", `{"UserPoolId":"a_b","ClientNme":"c","TokenValidityUnits":{"Access":"minutes"},"AccessTokenValidity":60,"AnalyticsConfiguration":{"RoleArn":1}}`, []string{"validate", "-"}, nil},
		{"both-unknown", j + `"AuthSessionValidity":1,"x":1}`, []string{"validate", "-"}, nil},
		{"both-output", `{"UserPoolClient":{"UserPoolId":"a_b","ClientId":"c","AuthSessionValidity":1,"GenerateSecret":true}}`, []string{"validate", "-"}, nil},
		{"both-element", "[7," + j + `"AuthSessionValidity":1},"x",` + j + `"AuthSessionValidity":2}]`, []string{"validate", "-"}, nil},
		{"both-merge", y + "AuthSessionValidity: 1\n<<: [{IdTokenValidity: 0}, a]\n---\n" + y + "AuthSessionValidity: 2\n", []string{"validate", "-"}, nil},
		{"pointer", `[{"UserPoolClient":{"UserPoolId":"a_b","ClientId":"c","CallbackURLs":["x"],"AllowedOAuthFlowsUserPoolClient":true,"AllowedOAuthFlows":["code"],"AllowedOAuthScopes":["openid"]}}]`, []string{"validate", "-format", "json", "-"}, nil},
		{"empty-strings", "", []string{"validate", "a.json", "b.yaml"}, files{
			"a.json": j + `"ClientSecret":"","DefaultRedirectURI":"","TokenValidityUnits":{"IdToken":""},"PreventUserExistenceErrors":"","RefreshTokenRotation":{"Feature":""},"AnalyticsConfiguration":{"ApplicationArn":"","ApplicationId":"","RoleArn":"","ExternalId":""}}`,
			"b.yaml": y + "DefaultRedirectURI: ''\n",
		}},
		{"empty-strings-update", `{"UserPoolId":"a_b","ClientId":"c","ClientName":""}`, []string{"validate", "-update", "-"}, nil},
		{"many-violations", `{"UserPoolId":"a_b","ClientName":"c","AuthSessionValidity":1,"ReadAttributes":["` + strings.Repeat("x\",\"", 150) + `"]}`, []string{"validate", "-"}, nil},
		{"many-violations-json", `{"UserPoolId":"a_b","ClientName":"c","ReadAttributes":["` + strings.Repeat("x\",\"", 101) + `"]}`, []string{"validate", "-format", "json", "-"}, nil},
		{"many-violations-github", `{"UserPoolId":"a_b","ClientName":"c","ReadAttributes":["` + strings.Repeat("x\",\"", 100) + `email"]}`, []string{"validate", "-format", "github", "-"}, nil},
		{"many-violations-sarif", `{"UserPoolId":"a_b","ClientName":"c","ReadAttributes":["` + strings.Repeat("x\",\"", 101) + `email"]}`, []string{"validate", "-format", "sarif", "-"}, nil},
		{"one-violation", j + `"AuthSessionValidity":1}`, []string{"validate", "-"}, nil},

		// Names of files.
		{"forged-name", "", []string{"validate", "a\n::error::b.json", "a\x1b[31m.json", "none\n.json", "é é.json"}, files{
			"a\n::error::b.json": j + `"AuthSessionValidity":1}`, "a\x1b[31m.json": "{", "é é.json": j + `"AuthSessionValidity":1}`,
		}},
		{"forged-name-json", "", []string{"validate", "-format", "json", "a\n::error::b.json"}, files{"a\n::error::b.json": j + `"AuthSessionValidity":1}`}},
		{"forged-name-github", "", []string{"validate", "-format", "github", "a,b:c%d.json"}, files{"a,b:c%d.json": j + `"DefaultRedirectURI":"100%","AuthSessionValidity":1}`}},

		// Several clients.
		{"folder", "", []string{"validate", "clients"}, files{
			"clients/a.json":               j + `"AuthSessionValidity":1}`,
			"clients/b/c.yml":              y + "---\n" + y + "AuthSessionValidity: 1\n---\nother: document\n",
			"clients/b/list.JSON":          "[" + j[:len(j)-1] + "}," + j + `"AuthSessionValidity":1}]`,
			"clients/b/mention.json":       `{"UserPoolId":`,
			"clients/b/broken.json":        `{"other":`,
			"clients/b/bom.yaml":           "\ufeff" + y,
			"clients/b/template.yaml":      "AWSTemplateFormatVersion: 2010-09-09\nResources: {a: {Type: 'AWS::Cognito::UserPoolClient', Properties: {ClientName: !Ref a}}}\n",
			"clients/b/resource.json":      `{"UserPoolId":"a_b","Identifier":"orders","Name":"orders"}`,
			"clients/b/describe.json":      `{"UserPoolId":"a_b","ClientId":"c"}`,
			"clients/b/update.json":        `{"UserPoolId":"a_b","ClientId":"c","CallbackURLs":[]}`,
			"clients/b/notes.txt":          y,
			"clients/b/number.json":        "7",
			"clients/b/large.json":         `["` + strings.Repeat("x", maxInput) + `"]`,
			"clients/b/large-client.json":  j + `"DefaultRedirectURI":"` + strings.Repeat("x", maxInput) + `"}`,
			"clients/.git/a.json":          "ClientName",
			"clients/node_modules/a.json":  "ClientName",
			"clients/b/empty.json":         "",
			"clients/b/unfinished.yaml":    y + "---\n[",
			"clients/b/output.json":        `{"UserPoolClient":{"UserPoolId":"a_b","ClientId":"c"}}`,
			"clients/b/UserPoolClient.yml": "UserPoolClient: of another tool\n",
		}},
		{"folder-of-one", "", []string{"validate", "clients"}, files{"clients/a.json": j + `"AuthSessionValidity":1}`}},
		{"folder-without", "", []string{"validate", "clients"}, files{"clients/a.json": "{}"}},
		{"documents", y + "---\n" + y + "AuthSessionValidity: 1\n---\n" + y + "---\n}", []string{"validate", "-"}, nil},
		{"elements", "[" + j + `"AuthSessionValidity":1},7]`, []string{"validate", "-"}, nil},
		{"defaults-of-two", "[" + j + `"AuthSessionValidity":3},` + j + `"AuthSessionValidity":3}]`, []string{"defaults", "-"}, nil},
		{"flags-after-files", "UserPoolId: a_b\nClientId: c\n", []string{"validate", "-", "-format", "json", "-update"}, nil},
		{"flags-end", "", []string{"validate", "--", "-update"}, files{"-update": y}},

		// Formats and rules.
		{"format-github", "", []string{"validate", "-format", "github", "testdata/tokens.bad.json", "testdata/mobile-app.good.json", "testdata/none.json"}, nil},
		{"format-sarif", "", []string{"validate", "-format", "sarif", "testdata/tokens.bad.json", "testdata/mobile-app.good.json", "testdata/none.json"}, nil},
		{"format-sarif-valid", "", []string{"validate", "-format", "sarif", "testdata/mobile-app.good.json"}, nil},
		{"forged-name-sarif", j + `"AuthSessionValidity":1}`, []string{"validate", "-format", "sarif", "a\nb:c%d é.json", "-"}, files{"a\nb:c%d é.json": "{"}},
		{"ignore", "", []string{"validate", "-ignore", "range", "-ignore", "token-validity.range", "testdata/tokens.bad.json", "testdata/token-order.bad.json"}, nil},
		{"ignore-all-but-one", "", []string{"validate", "-ignore=range", "testdata/tokens.bad.json"}, nil},
		{"ignore-unknown", "", []string{"validate", "-ignore", "ranges", "testdata/tokens.bad.json"}, nil},
		{"ignore-comment", y + "AuthSessionValidity: 1 # userpoolclient:ignore range\n# userpoolclient:ignore oauth.not-enabled because it is new\n# userpoolclient:ignore list-length\nCallbackURLs:\n# userpoolclient:ignore redirect-uri.https\n- http://a.example/\n- http://b.example/\n", []string{"validate", "-"}, nil},
		{"ignore-comment-elsewhere", y + "# userpoolclient:ignore range\n\nAuthSessionValidity: 1 # userpoolclient:ignore length\nIdTokenValidity: 0 # userpoolclient:ignore token-validity.range", []string{"validate", "-"}, nil},
		{"ignore-comment-unknown", y + "# userpoolclient:ignore ranges\nAuthSessionValidity: 1\n", []string{"validate", "-"}, nil},

		{"ignore-in-value", y + "DefaultRedirectURI: |\n  # userpoolclient:ignore range\nAuthSessionValidity: 1\n---\n" + y + "AuthSessionValidity: 1 # userpoolclient:ignore range\n", []string{"validate", "-"}, nil},
		{"ignore-in-other-document", "", []string{"validate", "clients"}, files{"clients/a.yaml": "script: |\n  # userpoolclient:ignore range\n---\n" + y + "AuthSessionValidity: 1 # userpoolclient:ignore range\n"}},
		{"ignore-in-broken-json", `{"ClientName":"# userpoolclient:ignore ranges ",`, []string{"validate", "-"}, nil},
		{"ignore-in-flow", "{UserPoolId: a_b, ClientName: it's, AuthSessionValidity: 1} # userpoolclient:ignore range\n", []string{"validate", "-"}, nil},
		{"ignore-unknown-in-json", "[" + j + `"AuthSessionValidity":3},{"UserPoolId":"a_b","ClientName":"# userpoolclient:ignore ranges"}]`, []string{"validate", "-"}, nil},

		// What is given by mistake.
		{"mistake-template", "Resources:\n  a:\n    Type: AWS::Cognito::UserPoolClient\n    Properties:\n      UserPoolId: !Ref pool\n", []string{"validate", "-"}, nil},
		{"mistake-template-version", `{"AWSTemplateFormatVersion":"2010-09-09"}`, []string{"defaults", "-"}, nil},
		{"mistake-zip", "PK\x03\x04", []string{"validate", "-"}, nil},
		{"mistake-plan", `{"format_version":"1.2","terraform_version":"1.11.4","planned_values":{},"resource_changes":[]}`, []string{"validate", "-"}, nil},
		{"mistake-state", `{"version":4,"lineage":"x","serial":1,"resources":[]}`, []string{"validate", "-"}, nil},
		{"mistake-shown-state", `{"format_version":"1.0","terraform_version":"1.11.4","values":{}}`, []string{"validate", "-"}, nil},
		{"mistake-list", `{"UserPoolClients":[{"ClientId":"c","UserPoolId":"a_b","ClientName":"d"}]}`, []string{"validate", "-"}, nil},
		{"bare-description", `{"UserPoolId":"a_b","ClientId":"c","CreationDate":1}`, []string{"validate", "-"}, nil},
		{"bare-description-secret", `{"UserPoolId":"a_b","ClientId":"c","ClientSecret":"1234567890123456789012345"}`, []string{"validate", "-"}, nil},
		{"update-without-flag", `{"UserPoolId":"a_b","ClientId":"c"}`, []string{"validate", "-"}, nil},
		{"did-you-mean", j + `"Scopes":[],"RedirectURIs":[],"CallbackUrls":[],"XClientName":"","XXClientName":"","XXXClientName":"","IdTokenValidty":1,"TokenValidityUnits":{"AccessToken":"minute","IdToken":"HOURS","RefreshToken":"years"},"ExplicitAuthFlows":["ALLOW_SRP_AUTH","ALLOW_USER_PASWORD_AUTH"],"AllowedOAuthFlows":["authorization_code","none"]}`, []string{"validate", "-"}, nil},

		{"defaults-one-violation", j + `"AuthSessionValidity":1}`, []string{"defaults", "-"}, nil},
		{"defaults-update", `{"UserPoolId":"a_b","ClientId":"c","AccessTokenValidity":2}`, []string{"defaults", "-update", "-"}, nil},
		{"defaults-one-date", `{"UserPoolClient":{"UserPoolId":"a_b","ClientId":"c","CreationDate":1}}`, []string{"defaults", "-"}, nil},
		{"defaults-unreadable-member", j + `"GenerateSecret":1,"AuthSessionValidity":1}`, []string{"defaults", "-"}, nil},
	} {
		t.Run(row.name, func(t *testing.T) { checkGolden(t, row.name, row.files, row.stdin, row.args...) })
	}
}

// checkGolden checks that the command does what a golden file has, twice, and
// prints no secret.
func checkGolden(t *testing.T, name string, files files, stdin string, args ...string) {
	t.Helper()
	got := run(t, files, stdin, args...)
	golden := filepath.Join("testdata", name+".golden")
	if *rewrite {
		require.NoError(t, os.WriteFile(golden, []byte(got), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
	assert.Equal(t, got, run(t, files, stdin, args...), "the same bytes every time")
	for _, secret := range []string{secret, "an_example_of_a_secret", "0example1secret2"} {
		assert.NotContains(t, got, secret)
	}
}

// testdata are the clients of the library's tests, as paths from above.
func testdata(t *testing.T) []string {
	t.Helper()
	var names []string
	for _, pattern := range []string{"*.good.*", "*.bad.json"} {
		files, err := filepath.Glob(filepath.Join("..", "..", "testdata", pattern))
		require.NoError(t, err)
		for _, file := range files {
			names = append(names, "testdata/"+filepath.Base(file))
		}
	}
	require.Greater(t, len(names), 20)
	return names
}

func TestInputLimit(t *testing.T) {
	const client = `{"UserPoolId":"a_b","ClientName":"c"}`
	for extra, want := range map[int]string{
		-1: "exit 0\n", 0: "exit 0\n", 1: "exit 2\n-- standard output --\n-- standard error --\n-: is larger than 4 MiB\n",
	} {
		got := run(t, nil, client+strings.Repeat(" ", maxInput+extra-len(client)), "validate", "-")
		assert.True(t, strings.HasPrefix(got, want), got)
	}
}

func TestDeclaredInputLimit(t *testing.T) {
	const plan = `{"format_version":"1.2","resource_changes":[]}`
	for extra, want := range map[int]string{
		-1: "exit 0\n", 0: "exit 0\n", 1: "exit 2\n-- standard output --\n-- standard error --\n-: is larger than 64 MiB\n",
	} {
		got := run(t, nil, plan+strings.Repeat(" ", maxDeclared+extra-len(plan)), "validate", "-")
		assert.True(t, strings.HasPrefix(got, want), got)
	}
}

// bomb is YAML whose aliases expand to 10^9 strings.
func bomb() string {
	text := y + "a0: &a0 x\n"
	for i := range 9 {
		text += fmt.Sprintf("a%d: &a%d [%s*a%d]\n", i+1, i+1, strings.Repeat(fmt.Sprintf("*a%d, ", i), 9), i)
	}
	return text
}

// Where standard output and standard error are one file, lines stay whole and
// files in order.
func TestOneOutput(t *testing.T) {
	dir := t.TempDir()
	for name, text := range (files{
		"a.json": j + `"ReadAttributes":["` + strings.Repeat("x\",\"", 90) + `email"]}`,
		"b.json": "{",
		"c.json": j + `"ReadAttributes":["` + strings.Repeat("x\",\"", 90) + `email"]}`,
	}) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	cmd := exec.CommandContext(t.Context(), program, "validate", "a.json", "b.json", "c.json")
	cmd.Dir = dir
	printed, err := cmd.CombinedOutput()
	require.Error(t, err)
	var order strings.Builder
	for line := range strings.Lines(string(printed)) {
		assert.Regexp(t, `^([abc])\.json:1:\d+: .*\n$|^3 files checked\n$`, line)
		order.WriteByte(line[0])
	}
	assert.Equal(t, strings.Repeat("a", 90)+"b"+strings.Repeat("c", 90)+"3", order.String())
}

func TestFailureToWrite(t *testing.T) {
	file := filepath.Join(t.TempDir(), "read-only")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	readOnly, err := os.Open(file)
	require.NoError(t, err)
	defer readOnly.Close()
	cmd := exec.CommandContext(t.Context(), program, "validate", filepath.Join("..", "..", "testdata", "mobile-app.good.json"))
	cmd.Stdout = readOnly
	assert.Error(t, cmd.Run())
	assert.Equal(t, exitError, cmd.ProcessState.ExitCode())
}
