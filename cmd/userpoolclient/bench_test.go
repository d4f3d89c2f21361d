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
