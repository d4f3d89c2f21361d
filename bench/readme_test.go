package bench

import (
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/go-cognito/cognito/internal/testclients"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	return string(data)
}

// README.md names the versions that were measured: those of go.mod.
func TestREADMEVersions(t *testing.T) {
	readme, module := read(t, "README.md"), read(t, "go.mod")
	for _, path := range []string{
		"github.com/go-playground/validator/v10", "github.com/santhosh-tekuri/jsonschema/v6", "buf.build/go/protovalidate",
	} {
		version := regexp.MustCompile(regexp.QuoteMeta(path) + ` v\S+`).FindString(module)
		require.NotEmpty(t, version, path)
		assert.Contains(t, readme, version)
	}
}

// README.md states what each contender reports about the failing client.
func TestREADMEFailing(t *testing.T) {
	_, section, found := strings.Cut(read(t, "README.md"), "\n## The failing client\n")
	require.True(t, found)
	section, _, _ = strings.Cut(section, "\n## ")
	stated := map[string]string{}
	for _, row := range regexp.MustCompile(`(?m)^\| (\w+) \| (\d+) \|`).FindAllStringSubmatch(section, -1) {
		stated[row[1]] = row[2]
	}
	counted := map[string]string{}
	for _, contender := range contenders(t) {
		if contender.name != "floor" { // reports yes or no
			counted[contender.name] = strconv.Itoa(reported(t, contender.validate(testclients.Failing())()))
		}
	}
	assert.Equal(t, counted, stated)
}
