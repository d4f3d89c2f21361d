package cognito_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func readREADME(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("README.md")
	require.NoError(t, err)
	return strings.ReplaceAll(string(data), "\r\n", "\n")
}

func TestREADMELength(t *testing.T) {
	assert.LessOrEqual(t, len(readREADME(t)), 9000)
}

// The README shows sessions of a script of the command.
func TestREADMECommand(t *testing.T) {
	script, err := os.ReadFile("cmd/userpoolclient/testdata/script/validate.txtar")
	require.NoError(t, err)
	for _, files := range []string{"testdata/tokens.bad.json testdata/mobile-app.good.json", "testdata/main.tf"} {
		line := "\n$ userpoolclient validate " + files + "\n"
		_, session, _ := strings.Cut(string(script), line)
		output, _, _ := strings.Cut(session, "! ") // standard error
		assert.NotEmpty(t, output)
		assert.Contains(t, readREADME(t), line+output+"```\n")
	}
}

// The README shows a program that runs, and what it prints.
func TestREADMEProgram(t *testing.T) {
	program, err := os.ReadFile("testdata/readme/main.go")
	require.NoError(t, err)
	output, err := exec.CommandContext(t.Context(), "go", "run", "./testdata/readme").Output()
	require.NoError(t, err)
	assert.Contains(t, readREADME(t), "```go\n"+string(program)+"```\n\nprints\n\n```text\n"+string(output)+"```\n")
}

// The other snippets compile, in their order, as one function.
func TestREADMESnippets(t *testing.T) {
	var imports, statements strings.Builder
	for _, block := range strings.Split(readREADME(t), "```go\n")[1:] {
		snippet, _, _ := strings.Cut(block, "```")
		if strings.HasPrefix(snippet, "package ") {
			// TestREADMEProgram runs it.
			continue
		}
		if strings.HasPrefix(snippet, "import (") {
			list, rest, _ := strings.Cut(snippet, "\n)\n")
			imports.WriteString(strings.TrimPrefix(list, "import ("))
			snippet = rest
		}
		statements.WriteString(snippet)
	}
	program := `package main

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
` + imports.String() + `
)

func main() {}

func readme(ctx context.Context, config aws.Config, client, desired *cognito.UserPoolClient,
	out *cognitoidentityprovider.DescribeUserPoolClientOutput, poolID, clientID string) ([]cognito.Change, error) {
` + statements.String() + `
	return changes, err
}
`
	file := filepath.Join(t.TempDir(), "main.go")
	require.NoError(t, os.WriteFile(file, []byte(program), 0o644))
	vet := exec.CommandContext(t.Context(), "go", "vet", file)
	// The module that has the SDK.
	vet.Dir = "awssdk"
	output, err := vet.CombinedOutput()
	assert.NoError(t, err, "%s", output)
}
