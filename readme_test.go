package cognito

import (
	"os"
	"os/exec"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func readREADME(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("README.md")
	require.NoError(t, err)
	return string(data)
}

func TestREADMERules(t *testing.T) {
	rows := regexp.MustCompile("(?m)^\\| \\[`([^`]+)`\\]\\(([^)]+)\\) \\| .+ \\| .+ \\| (.+) \\|$").FindAllStringSubmatch(readREADME(t), -1)
	require.Len(t, rows, len(Rules()))
	for i, rule := range Rules() {
		assert.Equal(t, []string{string(rule), rule.Doc(), string(rule.Source())}, rows[i][1:])
	}
}

func TestREADMEMembers(t *testing.T) {
	_, section, _ := strings.Cut(readREADME(t), "## What absent means")
	section, _, _ = strings.Cut(section, "\n## ")
	var documented []string
	for _, row := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\| .+ \\|$").FindAllStringSubmatch(section, -1) {
		documented = append(documented, row[1])
	}
	var members []string
	for field := range reflect.TypeFor[UserPoolClient]().Fields() {
		members = append(members, field.Name)
		structure := field.Type
		if structure.Kind() == reflect.Pointer {
			structure = structure.Elem()
		}
		if structure.Kind() == reflect.Struct && structure != reflect.TypeFor[Timestamp]() {
			for member := range structure.Fields() {
				members = append(members, field.Name+"."+member.Name)
			}
		}
	}
	assert.Equal(t, members, documented)
}

// What the README shows of the command is what its golden file has.
func TestREADMECommand(t *testing.T) {
	golden, err := os.ReadFile("cmd/userpoolclient/testdata/validate-readme.golden")
	require.NoError(t, err)
	_, output, _ := strings.Cut(string(golden), "-- standard output --\n")
	output, _, _ = strings.Cut(output, "-- standard error --")
	assert.NotEmpty(t, output)
	assert.Contains(t, readREADME(t), "\n$ userpoolclient validate testdata/tokens.bad.json testdata/mobile-app.good.json\n"+output+"```\n")
}

// The program of the README is one that runs and prints what is told there.
func TestREADMEProgram(t *testing.T) {
	program, err := os.ReadFile("testdata/readme/main.go")
	require.NoError(t, err)
	output, err := exec.CommandContext(t.Context(), "go", "run", "./testdata/readme").Output()
	require.NoError(t, err)
	assert.Contains(t, readREADME(t), "```go\n"+string(program)+"```\n\nprints\n\n```text\n"+string(output)+"```\n")
}
