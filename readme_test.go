package cognito_test

import (
	"os"
	"os/exec"
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

// The README shows golden files of the command.
func TestREADMECommand(t *testing.T) {
	for name, files := range map[string]string{
		"validate-readme":   "testdata/tokens.bad.json testdata/mobile-app.good.json",
		"validate-template": "testdata/template.yaml",
	} {
		golden, err := os.ReadFile("cmd/userpoolclient/testdata/" + name + ".golden")
		require.NoError(t, err)
		_, output, _ := strings.Cut(string(golden), "-- standard output --\n")
		output, _, _ = strings.Cut(output, "-- standard error --")
		assert.NotEmpty(t, output)
		assert.Contains(t, readREADME(t), "\n$ userpoolclient validate "+files+"\n"+output+"```\n")
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
