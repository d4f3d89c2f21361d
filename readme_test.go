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

// The README shows sessions of a script of the command.
func TestREADMECommand(t *testing.T) {
	script, err := os.ReadFile("cmd/userpoolclient/testdata/script/validate.txtar")
	require.NoError(t, err)
	for _, files := range []string{"testdata/tokens.bad.json testdata/mobile-app.good.json", "testdata/template.yaml"} {
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
