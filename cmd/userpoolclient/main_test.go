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

// run runs the command in the folder above testdata and returns all that it
// does, as a golden file has it.
func run(t *testing.T, stdin string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), program, args...)
	cmd.Dir = filepath.Join("..", "..")
	cmd.Stdin = strings.NewReader(stdin)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		require.NoError(t, err)
	}
	return fmt.Sprintf("exit %d\n-- standard output --\n%s-- standard error --\n%s", cmd.ProcessState.ExitCode(), &stdout, &stderr)
}

func TestCommand(t *testing.T) {
	for _, row := range []struct {
		name, stdin string
		args        []string
	}{
		{"no-arguments", "", nil},
		{"help", "", []string{"-h"}},
		{"help-validate", "", []string{"validate", "-h"}},
		{"help-defaults", "", []string{"defaults", "-h"}},
		{"unknown-subcommand", "", []string{"check"}},
		{"unknown-flag", "", []string{"validate", "-strict", "testdata/tokens.bad.json"}},
		{"unknown-format", "", []string{"validate", "-format", "xml", "testdata/tokens.bad.json"}},
		{"validate-no-file", "", []string{"validate"}},
		{"defaults-no-file", "", []string{"defaults"}},
		{"defaults-two-files", "", []string{"defaults", "testdata/tokens.bad.json", "testdata/mobile-app.good.json"}},

		{"validate-everything", "", append([]string{"validate"}, testdata(t)...)},
		{"validate-readme", "", []string{"validate", "testdata/tokens.bad.json", "testdata/mobile-app.good.json"}},
		{"validate-valid", "", []string{"validate", "testdata/mobile-app.good.json", "testdata/skeleton.good.yaml"}},
		{"validate-json", "", []string{"validate", "-format", "json", "testdata/tokens.bad.json", "testdata/mobile-app.good.json", "testdata/secret.bad.json"}},
		{"validate-json-valid", "", []string{"validate", "-format=json", "testdata/mobile-app.good.json"}},
		{"validate-json-undecodable", "{", []string{"validate", "-format", "json", "-", "testdata/token-order.bad.json"}},
		{"validate-update", "", []string{"validate", "-update", "testdata/update-request.yaml"}},
		{"validate-update-as-create", "", []string{"validate", "testdata/update-request.yaml"}},
		{"validate-create-as-update", "", []string{"validate", "-update", "testdata/server-side-app.good.json"}},
		{"validate-update-output", "", []string{"validate", "-update", "testdata/describe.good.json"}},
		{"validate-missing-file", "", []string{"validate", "testdata/none.json", "testdata/tokens.bad.json"}},
		{"validate-folder", "", []string{"validate", "testdata"}},
		{"validate-stdin-json", `{"UserPoolId":"a_b","ClientName":"c"}`, []string{"validate", "-"}},
		{"validate-stdin-yaml", "# a comment\nUserPoolClient:\n  UserPoolId: a_b\n  ClientId: c\n  CreationDate: 2019-01-28T17:44:09.497Z\n  LastModifiedDate: 1548697449.497\n", []string{"validate", "-"}},
		{"validate-output-yaml", "UserPoolClient:\n  UserPoolId: a_b\n  CallbackURLs:\n  -\n    http://a\n", []string{"validate", "-"}},

		{"defaults", "", []string{"defaults", "testdata/page-request.good.json"}},
		{"defaults-yaml", "", []string{"defaults", "testdata/skeleton.good.yaml"}},
		{"defaults-output", "", []string{"defaults", "testdata/describe.good.json"}},
		{"defaults-secret", "", []string{"defaults", "testdata/secret.good.json"}},
		{"defaults-invalid", "", []string{"defaults", "testdata/tokens.bad.json"}},
		{"defaults-undecodable", "", []string{"defaults", "testdata/service-model.json"}},

		{"empty", "", []string{"validate", "-"}},
		{"blank", " \n", []string{"validate", "-"}},
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
}`, []string{"validate", "-"}},
		{"json-wrong-types", `{
  "UserPoolId": 7, "ClientName": null, "GenerateSecret": "true",
  "RefreshTokenValidity": "30", "AccessTokenValidity": 1.0, "IdTokenValidity": 1e3, "AuthSessionValidity": 2147483648,
  "TokenValidityUnits": [], "ReadAttributes": "email",
  "WriteAttributes": ["email", 3, ["name"]], "RefreshTokenRotation": true,
  "AnalyticsConfiguration": {"UserDataShared": 1}
}`, []string{"validate", "-"}},
		{"json-int32", `{"UserPoolId":"a_b","ClientName":"c","RefreshTokenValidity":-2147483648,"AccessTokenValidity":2147483647}`, []string{"validate", "-"}},
		{"json-duplicates", `{"UserPoolId":"a_b",
"ClientName":"c",
"TokenValidityUnits":{"IdToken":"days","IdToken":"hours"},
"ClientName":"c"}`, []string{"validate", "-"}},
		{"json-duplicate-wrapper", `{"UserPoolClient":{},"UserPoolClient":{}}`, []string{"validate", "-"}},
		{"json-more-than-the-wrapper", `{"UserPoolClient":{},"ResponseMetadata":{}}`, []string{"validate", "-"}},
		{"json-trailing-data", "{\"UserPoolId\":\"a_b\",\"ClientName\":\"c\"}\n{}", []string{"validate", "-"}},
		{"json-cut", `{"UserPoolId":"a_b","TokenValidityUnits":{"IdToken":`, []string{"validate", "-"}},
		{"json-comma", "{\"CallbackURLs\":[\"a\",\n  ]}", []string{"validate", "-"}},
		{"json-no-comma", `{"UserPoolId":"a_b" "ClientName":"c"}`, []string{"validate", "-"}},
		{"json-control-character", "{\"UserPoolId\":\"a\x01b\"}", []string{"validate", "-"}},
		{"json-not-utf8", "{\"UserPoolId\":\"あ\xff\"}", []string{"validate", "-"}},
		{"json-half-a-pair", `{"UserPoolId":"\\\ud834\udd1e", "ClientName":"\udd1e"}`, []string{"validate", "-"}},
		{"json-deep", `{"UserPoolId":` + strings.Repeat("[", 1000), []string{"validate", "-"}},
		{"json-dates", `{"UserPoolClient":{"UserPoolId":"a_b","ClientId":"c","CreationDate":"yesterday","LastModifiedDate":[]}}`, []string{"validate", "-"}},
		{"json-many-problems", `{"ReadAttributes":[` + strings.Repeat("0,", 200) + `0]}`, []string{"validate", "-"}},
		{"yaml-wrong-types", "UserPoolId: 7\nClientName: 2019-01-28\nGenerateSecret: yes\nRefreshTokenValidity: 0x1E\nAccessTokenValidity: 010\nIdTokenValidity: 1_0\nReadAttributes:\nWriteAttributes: !!set {a}\n", []string{"validate", "-"}},
		{"yaml-names", "1: 2\n[a]: b\nClientname: c\n", []string{"validate", "-"}},
		{"yaml-alias", "UserPoolId: &a a_b\nClientName: *a\n<<: {}\n", []string{"validate", "-"}},
		{"yaml-duplicates", "UserPoolId: a_b\nClientName: c\nUserPoolId: a_b\n", []string{"validate", "-"}},
		{"yaml-two-documents", "UserPoolId: a_b\nClientName: c\n---\nUserPoolId: a_b\n", []string{"validate", "-"}},
		{"yaml-broken", "UserPoolId: a_b\nClientName: [c\nClientId: d\n", []string{"validate", "-"}},
		{"yaml-broken-below", "UserPoolId: a_b\nClientName: c\n  ClientId: d\n", []string{"validate", "-"}},
		{"yaml-broken-key", "UserPoolId: a_b\nTokenValidityUnits:\n  IdToken: days\n RefreshToken: days\n", []string{"validate", "-"}},
		{"yaml-broken-first", "[a", []string{"validate", "-"}},
		{"yaml-broken-later", "UserPoolId: a_b\nClientName: c\n---\n\tx", []string{"validate", "-"}},
		{"yaml-list", "- UserPoolId: a_b\n", []string{"validate", "-"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			got := run(t, row.stdin, row.args...)
			golden := filepath.Join("testdata", row.name+".golden")
			if *rewrite {
				require.NoError(t, os.WriteFile(golden, []byte(got), 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			assert.Equal(t, string(want), got)
			assert.Equal(t, got, run(t, row.stdin, row.args...), "the same bytes every time")
			for _, secret := range []string{"not-a-secret", "an_example_of_a_secret", "0example1secret2"} {
				assert.NotContains(t, got, secret)
			}
		})
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
		-1: "exit 0\n", 0: "exit 0\n", 1: "exit 2\n-- standard output --\n-- standard error --\nuserpoolclient: -: is beyond 16 MiB\n",
	} {
		got := run(t, client+strings.Repeat(" ", maxInput+extra-len(client)), "validate", "-")
		assert.True(t, strings.HasPrefix(got, want), got)
	}
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
