package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/go-cognito/cognito/internal/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The files of the model are those that the shapes make.
func TestFilesAreNew(t *testing.T) {
	files, err := generate()
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join("..", "..", name))
		require.NoError(t, err)
		assert.True(t, string(want) == string(got), "%s is stale: run go run ./vectors/internal/generate", name)
	}
	// A file whose name begins with a capital letter is generated.
	names, err := filepath.Glob(filepath.Join("..", "..", "*.json"))
	require.NoError(t, err)
	for _, name := range names {
		if base := filepath.Base(name); regexp.MustCompile(`^[A-Z]`).MatchString(base) {
			assert.Contains(t, files, base)
		}
	}
}

// A change of a shape changes the vectors.
func TestShapesChangeTheVectors(t *testing.T) {
	before, err := generate()
	require.NoError(t, err)
	members := model.Members
	defer func() { model.Members = members }()
	for i, m := range members(false) {
		if m.Max == 0 && m.Enum == nil && m.Element == nil && m.Pattern == "" {
			continue
		}
		model.Members = func(update bool) []model.Member {
			all := members(update)
			if update {
				return all
			}
			changed := &all[i]
			switch {
			case changed.Max > 0:
				changed.Max--
			case changed.Enum != nil:
				changed.Enum = slices.Clone(changed.Enum)[1:]
			case changed.Element != nil:
				element := *changed.Element
				element.Max--
				element.Enum = element.Enum[min(1, len(element.Enum)):]
				changed.Element = &element
			default:
				changed.Pattern += "x"
			}
			return all
		}
		after, err := generate()
		require.NoError(t, err)
		assert.NotEqual(t, before, after, m.Path)
	}
}
