package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"
)

// What the scripts have in SARIF is valid against the schema, which is as OASIS
// publishes it.
func TestSARIF(t *testing.T) {
	schemaFile, err := os.ReadFile(filepath.Join("testdata", "sarif-schema-2.1.0.json"))
	require.NoError(t, err)
	schemaJSON, err := jsonschema.UnmarshalJSON(bytes.NewReader(schemaFile))
	require.NoError(t, err)
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	require.NoError(t, compiler.AddResource("sarif.json", schemaJSON))
	schema, err := compiler.Compile("sarif.json")
	require.NoError(t, err)
	script, err := txtar.ParseFile(filepath.Join("testdata", "script", "format-sarif.txtar"))
	require.NoError(t, err)
	sessions := session.FindAllStringSubmatch(string(script.Comment), -1)
	require.NotEmpty(t, sessions)
	for _, session := range sessions {
		line, text := session[1], standardError.ReplaceAllString(session[2], "")
		log, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		require.NoError(t, err)
		require.NoError(t, schema.Validate(log), line)
		log.(map[string]any)["version"] = "2.2"
		require.Error(t, schema.Validate(log), "the schema refuses what is not SARIF 2.1.0")
	}
}

// standardError is all but the standard output in a session.
var standardError = regexp.MustCompile(`(?m)^(?:!|\[exit).*\n`)
