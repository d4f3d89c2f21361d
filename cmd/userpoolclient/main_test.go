package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const asCommand = "USERPOOLCLIENT_TEST_AS_COMMAND"

// The program of the tests is the command, too.
func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		main()
	}
	os.Exit(m.Run())
}

// program returns the command as a process of its own, for what it does with
// files that are not those of app.
func program(tb testing.TB, args ...string) *exec.Cmd {
	tb.Helper()
	name, err := os.Executable()
	require.NoError(tb, err)
	cmd := exec.CommandContext(tb.Context(), name, args...)
	cmd.Env = append(os.Environ(), asCommand+"=1")
	return cmd
}

// What is read up to the limit is not read beyond it.
func TestInputLimit(t *testing.T) {
	for _, row := range []struct {
		text    string
		limit   int
		problem string
	}{
		{`{"UserPoolId":"a_b","ClientName":"c"}`, maxInput, "-: is larger than 4 MiB\n"},
		{`{"format_version":"1.2","resource_changes":[]}`, maxDeclared, "-: is larger than 64 MiB\n"},
	} {
		for extra := -1; extra <= 1; extra++ {
			_, stderr, status := userpoolclient(t, row.text+strings.Repeat(" ", row.limit+extra-len(row.text)), "validate", "-")
			if extra <= 0 {
				assert.Equal(t, exitValid, status, stderr)
			} else {
				assert.Equal(t, exitError, status)
				assert.True(t, strings.HasPrefix(stderr, row.problem), stderr)
			}
		}
	}
}

// What a folder holds that is not a file, though it has the name of one, is
// skipped.
func TestFolderOfOthers(t *testing.T) {
	dir, other := t.TempDir(), t.TempDir()
	if err := os.Symlink(other, filepath.Join(dir, "a.json")); err != nil {
		t.Skip(err)
	}
	stdout, stderr, status := userpoolclient(t, "", "validate", dir)
	assert.Equal(t, exitValid, status, stderr)
	assert.Equal(t, "0 files checked\n", stdout+stderr)
}

// Where standard output and standard error are one file, lines stay whole and
// files in order.
func TestOneOutput(t *testing.T) {
	dir := t.TempDir()
	violations := `{"UserPoolId":"a_b","ClientName":"a","ReadAttributes":["` + strings.Repeat("x\",\"", 90) + `email"]}`
	for name, text := range map[string]string{"a.json": violations, "b.json": "{", "c.json": violations} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	cmd := program(t, "validate", "a.json", "b.json", "c.json")
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
	cmd := program(t, "validate", filepath.Join("..", "..", "testdata", "mobile-app.good.json"))
	cmd.Stdout = readOnly
	assert.Error(t, cmd.Run())
	assert.Equal(t, exitError, cmd.ProcessState.ExitCode())
}
