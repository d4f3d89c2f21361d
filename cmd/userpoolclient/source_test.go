package main

import (
	"bufio"
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/tools/txtar"
)

// validateOnTerminal is what validate prints of a file to a terminal.
func validateOnTerminal(t *testing.T, name, text string) string {
	t.Helper()
	t.Chdir(t.TempDir())
	writeFile(t, txtar.File{Name: name, Data: []byte(text)})
	var printed bytes.Buffer
	out := output{bufio.NewWriter(&printed)}
	a := app{stdout: out, stderr: flushing{out, &printed}, isTerminal: true}
	a.run([]string{"validate", name})
	assert.NoError(t, out.Flush())
	return printed.String()
}

// On a terminal the line of a finding is shown, with what is wrong underlined.
func TestSourceLines(t *testing.T) {
	for _, row := range []struct {
		name, file, text string
		want             string // after the message, and before the sum
	}{
		{"a value", "c.json", "{\"UserPoolId\": \"us-east-1_Ab1Cd2Ef3\",\n\t\"ClientName\": \"a/b\"}", "2 | \t\"ClientName\": \"a/b\"}\n  | \t^~~~~~~~~~~~\n"},
		{"characters, not bytes", "c.yaml", "UserPoolId: us-east-1_Ab1Cd2Ef3\nClientName: x\nLogoutURLs: [é:ü, é]\nAllowedOAuthFlowsUserPoolClient: true\nAllowedOAuthFlows: [client_credentials]\nAllowedOAuthScopes: [a/b]\nGenerateSecret: true",
			"3 | LogoutURLs: [é:ü, é]\n  |              ^~~\n"},
		{"of the last column", "c.yaml", "UserPoolId: us-east-1_Ab1Cd2Ef3\nClientName: x\nAuthSessionValidity: 16 # " + strings.Repeat("x", 160-26), "3 | AuthSessionValidity: 16 # " + strings.Repeat("x", 160-26) + "\n  | ^~~~~~~~~~~~~~~~~~~\n"},
		{"too wide", "c.yaml", "UserPoolId: us-east-1_Ab1Cd2Ef3\nClientName: x\nAuthSessionValidity: 16 # " + strings.Repeat("x", 160-25), ""},
		{"perhaps a password", "c.yaml", "UserPoolId: us-east-1_Ab1Cd2Ef3\nClientName: x\nAuthSessionValidity: 16 # a@b", ""},
		{"a secret", "c.yaml", "UserPoolId: us-east-1_Ab1Cd2Ef3\nClientName: x\nClientSecret: tooshort", ""},
		{"beside a secret", "c.json", "{\"UserPoolId\": \"us-east-1_Ab1Cd2Ef3\", \"ClientName\": \"a/b\", \"ClientSecret\": \"" + strings.Repeat("s", 24) + "\"}", ""},
		{"below the name of a secret", "c.yaml", "UserPoolId: us-east-1_Ab1Cd2Ef3\nClientName: x\nClientSecret:\n  \"hidden hidden hidden hidden\"\n", ""},
		{"beside NoEcho", "t.yaml", "Parameters: {P: {Type: String, NoEcho: true, Default: hidden}}\nResources: {C: {Type: AWS::Cognito::UserPoolClient, Properties: {UserPoolId: x_y, AuthSessionValidity: 16}}}",
			"2 | Resources: {C: {Type: AWS::Cognito::UserPoolClient, Properties: {UserPoolId: x_y, AuthSessionValidity: 16}}}\n  |" + strings.Repeat(" ", 83) + "^~~~~~~~~~~~~~~~~~~\n"},
		{"on the line of NoEcho", "t.yaml", "{Parameters: {P: {NoEcho: true, Default: hidden}}, Resources: {C: {Type: AWS::Cognito::UserPoolClient, Properties: {UserPoolId: x_y, AuthSessionValidity: 16}}}}", ""},
		{"a state", "s.tfstate", `{"version": 4, "lineage": "x", "resources": [{"mode": "managed", "type": "aws_cognito_user_pool_client",` + "\n" + `"name": "c", "instances": [{"attributes": {"name": "a/b", "user_pool_id": "x_y"}}]}]}`, ""},
		{"a control character", "c.yaml", "UserPoolId: us-east-1_Ab1Cd2Ef3\nClientName: x\nAuthSessionValidity: 16 # \u202e", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			printed := validateOnTerminal(t, row.file, row.text)
			first, rest, _ := strings.Cut(printed, "\n")
			assert.Contains(t, first, "]", printed)
			if row.want == "" {
				assert.NotContains(t, rest, " | ")
				assert.NotContains(t, rest, "hidden")
			} else {
				assert.True(t, strings.HasPrefix(rest, row.want), "%s\nis not before\n%s", row.want, rest)
			}
			assert.Contains(t, printed, " in 1 of 1 client, 1 file\n")
		})
	}
}

func TestSum(t *testing.T) {
	for _, row := range []struct {
		sum  sum
		want string
	}{
		{sum{}, "no violations in 0 clients, 0 files"},
		{sum{files: 1, clients: 1}, "no violations in 1 client, 1 file"},
		{sum{files: 3, clients: 3, invalid: 2, violations: 5}, "5 violations in 2 of 3 clients, 3 files"},
		{sum{files: 1, clients: 1, invalid: 1, violations: 1, problems: 2}, "1 violation in 1 of 1 client, 1 file, 2 problems"},
	} {
		assert.Equal(t, row.want, row.sum.inWords())
	}
}

// What is underlined ends with the value, as far as that is on the line.
func TestTokenEnd(t *testing.T) {
	for text, want := range map[string]int{
		"":                        0,
		"a":                       1,
		"ClientName: x":           10,
		"ClientName:":             10,
		"http://a.example/ # c":   17,
		"http://a.example/, b]":   17,
		"http://a.example/}":      17,
		`"a, \"b": 1`:             8,
		`'it''s', x`:              7,
		`"never closed`:           13,
		"[a, [b, ']'], c], d":     16,
		"{a: [b}":                 7,
		"[a,":                     3,
		"!Sub 'https://${A}/#', ": 21,
		"!Join ['', [a, b]], c":   18,
		"!Ref A # why":            6,
		"日本 # c":                  6,
	} {
		assert.Equal(t, want, tokenEnd(text), "%q", text)
	}
}

// Progress is gone before anything else is written.
func TestProgress(t *testing.T) {
	var printed bytes.Buffer
	p := &progress{terminal: &printed, isShown: true, done: make(chan struct{})}
	p.print(func() { printed.WriteString("line\n") })
	p.print(func() { printed.WriteString("line\n") })
	p.end()
	assert.Equal(t, "\r\x1b[Kline\nline\n", printed.String())
	p = newProgress(nil, 1)
	p.end()
}
