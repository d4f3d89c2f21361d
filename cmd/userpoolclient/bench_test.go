package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// readMade returns a file of the made cases.
func readMade(b *testing.B, name string) string {
	text, err := os.ReadFile(filepath.Join("testdata", "made", name))
	require.NoError(b, err)
	return string(text)
}

// bench checks a file, which must declare so many clients.
func bench(b *testing.B, name, text string, clients int) {
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		require.Equal(b, clients, (&checker{}).checkData(source{name: name}, []byte(text)).clients)
	}
}

// A template of 500 kB, of which most is not about clients.
func BenchmarkTemplate(b *testing.B) {
	text := readMade(b, "unknowns.template.yaml")
	var more strings.Builder
	for i := range 2_900 {
		fmt.Fprintf(&more, "  Function%d: {Type: AWS::Lambda::Function, Properties: {Handler: !Sub '${Host}/index.handler', Role: !GetAtt Role.Arn, Environment: {Variables: {POOL: x}}}}\n", i)
	}
	bench(b, "template.yaml", text+more.String(), 18)
}

// A template of 500 kB that is about clients alone.
func BenchmarkTemplateOfClients(b *testing.B) {
	text, clients, _ := strings.Cut(readMade(b, "unknowns.template.yaml"), "  SubFragment:")
	client, _, _ := strings.Cut(clients, "\n")
	for i := range 2_000 {
		text += fmt.Sprintf("  Client%d:%s\n", i, client)
	}
	bench(b, "template.yaml", text, 2_000)
}

// A plan that creates 10,000 clients, each with a violation and URLs that are
// not known.
func BenchmarkPlanOfClients(b *testing.B) {
	text := planWith(b, func(client json.RawMessage) []json.RawMessage {
		return slices.Repeat([]json.RawMessage{client}, 10_000)
	})
	bench(b, "tfplan.json", text, 10_000)
}

// A plan of 64 MiB that is about other resources, but for one.
func BenchmarkPlan(b *testing.B) {
	text := planWith(b, func(client json.RawMessage) []json.RawMessage {
		other := json.RawMessage(`{"address":"aws_instance.a","mode":"managed","type":"aws_instance","name":"a","change":{"actions":["create"],"before":null,"after":{"ami":"ami-1"},"after_unknown":{"id":true}}}`)
		return append(slices.Repeat([]json.RawMessage{other}, (maxDeclared-10_000)/(len(other)+1)), client)
	})
	bench(b, "tfplan.json", text, 1)
}

// A plan of 10,000 clients of which nothing is known but one violation.
func BenchmarkPlanOfUnknownClients(b *testing.B) {
	const client = `{"address":"aws_cognito_managed_user_pool_client.c","mode":"managed","type":"aws_cognito_managed_user_pool_client","name":"c","change":{"actions":["create"],"before":null,"after":{"auth_session_validity":16},"after_unknown":{}}}`
	text := planWith(b, func(json.RawMessage) []json.RawMessage {
		return slices.Repeat([]json.RawMessage{json.RawMessage(client)}, 10_000)
	})
	bench(b, "tfplan.json", text, 10_000)
}

// withConditions is a template of clients with conditions of their own, on
// which the secret, a flow and the callback URLs depend.
func withConditions(clients, conditions int) string {
	var parameters, all, resources strings.Builder
	for i := range clients * conditions {
		fmt.Fprintf(&parameters, "  P%d: {Type: String}\n", i)
		fmt.Fprintf(&all, "  C%d: !Equals [!Ref P%d, 'yes']\n", i, i)
	}
	for i := range clients {
		first := i * conditions
		fmt.Fprintf(&resources, "  Client%d:\n    Type: AWS::Cognito::UserPoolClient\n    Properties:\n      UserPoolId: x_y\n", i)
		fmt.Fprintf(&resources, "      AllowedOAuthFlowsUserPoolClient: true\n      AllowedOAuthFlows: [!If [C%d, client_credentials, code]]\n", first)
		fmt.Fprintf(&resources, "      AllowedOAuthScopes: [a/b]\n      GenerateSecret: !If [C%d, false, true]\n      CallbackURLs:\n", first+1)
		for j := first + 2; j < first+conditions; j++ {
			fmt.Fprintf(&resources, "        - !If [C%d, 'http://a.example/', 'https://a.example/']\n", j)
		}
	}
	return "Parameters:\n" + parameters.String() + "Conditions:\n" + all.String() + "Resources:\n" + resources.String()
}

// Twenty clients with twelve conditions each.
func BenchmarkConditions(b *testing.B) {
	bench(b, "template.yaml", withConditions(20, 12), 20)
}

// One client with 200 conditions, and a default redirect URI that depends on
// most of them.
func BenchmarkManyConditions(b *testing.B) {
	bench(b, "template.yaml", withConditions(1, 200)+"      DefaultRedirectURI: https://a.example/\n", 1)
}

// A folder of 5,000 files without a client.
func BenchmarkOtherFiles(b *testing.B) {
	dir := b.TempDir()
	text := []byte("[" + strings.Repeat(`{"id": "0123456789", "UserId": 1},`, 300) + "{}]")
	for i := range 5_000 {
		require.NoError(b, os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.json", i)), text, 0o600))
	}
	b.SetBytes(int64(5_000 * len(text)))
	for b.Loop() {
		files := sources([]string{dir}, true, false)
		(&checker{progress: newProgress(nil, 0)}).all(files, func(r *result) { b.Errorf("%s is a client", r.name) })
	}
}

// A module of 50 files with a client each, of which much is not known.
func BenchmarkModule(b *testing.B) {
	dir := b.TempDir()
	client, err := os.ReadFile(filepath.Join("..", "..", "testdata", "main.tf"))
	require.NoError(b, err)
	_, resource, _ := strings.Cut(string(client), "resource ")
	for i := range 50 {
		text := strings.Replace("resource "+resource, `"web"`, fmt.Sprintf(`"web%d"`, i), 1)
		if i == 0 {
			text = string(client)
		}
		require.NoError(b, os.WriteFile(filepath.Join(dir, fmt.Sprintf("client%d.tf", i)), []byte(text), 0o600))
	}
	benchModule(b, dir, 50)
}

// benchModule checks a folder, whose files must declare so many clients.
func benchModule(b *testing.B, dir string, clients int) {
	for b.Loop() {
		found := 0
		(&checker{progress: newProgress(nil, 0)}).all(sources([]string{dir}, true, false), func(r *result) { found += r.clients })
		require.Equal(b, clients, found)
	}
}

// Modules that would take too long, or too much memory, if all of them were
// evaluated.
func BenchmarkHostileModules(b *testing.B) {
	for name, row := range hostileModules() {
		b.Run(name, func(b *testing.B) {
			dir := writeModule(b, row.module)
			clients := 0
			if row.want == checked {
				clients = 1
			}
			benchModule(b, dir, clients)
		})
	}
}

// planWith returns a plan with changes that are made of that of a client.
func planWith(b *testing.B, changes func(client json.RawMessage) []json.RawMessage) string {
	var plan map[string]json.RawMessage
	require.NoError(b, json.Unmarshal([]byte(readMade(b, "03-unknown-urls.plan.json")), &plan))
	var before []json.RawMessage
	require.NoError(b, json.Unmarshal(plan["resource_changes"], &before))
	after, err := json.Marshal(changes(before[1]))
	require.NoError(b, err)
	plan["resource_changes"] = after
	text, err := json.Marshal(plan)
	require.NoError(b, err)
	return string(text)
}
