package cognito_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A module that go.work does not name is not tested by "go test work". The
// other modules must require one version of the root module, and only the
// command may not replace it, because go install refuses a replace directive.
func TestWorkspace(t *testing.T) {
	work, err := os.ReadFile("go.work")
	require.NoError(t, err)
	assert.NotContains(t, string(work), "replace")
	var used []string
	for line := range strings.Lines(string(work)) {
		if folder := strings.TrimSpace(line); strings.HasPrefix(folder, ".") {
			used = append(used, filepath.Clean(filepath.FromSlash(folder)))
		}
	}
	versions := map[string][]string{}
	require.NoError(t, filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.Name() != "go.mod" {
			return err
		}
		module := filepath.Dir(path)
		assert.Contains(t, used, module)
		if module == "." {
			return nil
		}
		mod, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		block, _, _ := strings.Cut(string(mod), ")")
		_, required, found := strings.Cut(block, "\tgithub.com/go-cognito/cognito v")
		assert.True(t, found, "the first block of %s must require the root module", path)
		version, _, _ := strings.Cut(required, "\n")
		versions[version] = append(versions[version], module)
		assert.Equal(t, filepath.Base(module) != "userpoolclient", strings.Contains(string(mod), "\nreplace "), path)
		return nil
	}))
	assert.LessOrEqual(t, len(versions), 1, "%v", versions)
}
