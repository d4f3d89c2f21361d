package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"
)

// The goldens in SARIF are valid against the schema, which is as OASIS
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
	for _, golden := range []string{"format-sarif", "format-sarif-valid", "forged-name-sarif", "many-violations-sarif"} {
		data, err := os.ReadFile(filepath.Join("testdata", golden+".golden"))
		require.NoError(t, err)
		_, text, _ := strings.Cut(string(data), "-- standard output --\n")
		text, _, _ = strings.Cut(text, "-- standard error --\n")
		log, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		require.NoError(t, err)
		require.NoError(t, schema.Validate(log), golden)
		log.(map[string]any)["version"] = "2.2"
		require.Error(t, schema.Validate(log), "the schema refuses what is not SARIF 2.1.0")
	}
}
