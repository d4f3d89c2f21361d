package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/go-cognito/cognito"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

// Each form has the members of its structure in the service model.
func TestForms(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "testdata", "service-model.json"))
	require.NoError(t, err)
	var model struct {
		Shapes map[string]struct{ Members map[string]string }
	}
	require.NoError(t, json.Unmarshal(data, &model))
	for structure, form := range map[string]form{
		"CreateUserPoolClientRequest": createForm,
		"UpdateUserPoolClientRequest": updateForm,
		"UserPoolClientType":          outputForm,
	} {
		members := model.Shapes[structure].Members
		require.NotEmpty(t, members)
		for field := range reflect.TypeFor[cognito.UserPoolClient]().Fields() {
			assert.Equal(t, members[field.Name] == "", slices.Contains(form.lacks, field.Name), "%s of %s", field.Name, structure)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, row := range []struct {
		a, b string
		want int
	}{
		{"ClientName", "ClientName", 0},
		{"clientname", "ClientName", 0},
		{"client-name", "ClientName", 0},
		{"CLIENT_NAME", "ClientName", 0},
		{"ClientNam", "ClientName", 1},
		{"ClientNames", "ClientName", 1},
		{"ClientMame", "ClientName", 1},
		{"ClinetName", "ClientName", 2},
		{"", "ClientName", 10},
		{"kitten", "sitting", 3},
	} {
		assert.Equal(t, row.want, distance(row.a, row.b), "%s %s", row.a, row.b)
	}
	assert.Greater(t, distance(strings.Repeat("x", 1<<20), "ClientName"), 3)
}

func TestPlaces(t *testing.T) {
	in, problems := decode("-", []byte("{\n\n \"UserPoolId\": \"あ\", \"ClientName\":\n 7,\n\"CallbackURLs\": [\n\"a\",\n\n\"b\"]}"), false)
	assert.Equal(t, []problem{{4, 2, "ClientName", "must be a string, is a number: put it in quotes"}}, problems)
	for pointer, want := range map[string]int{
		"": 1, "/UserPoolId": 3, "/ClientName": 3, "/CallbackURLs": 5, "/CallbackURLs/0": 6, "/CallbackURLs/1": 8,
		"/LogoutURLs": 1, "/TokenValidityUnits/IdToken": 1,
	} {
		assert.Equal(t, want, in.line(pointer), pointer)
	}
	_, problems = decode("-", []byte("{\"UserPoolId\": \"あ𝄞\", \"ClientName\": 7}"), false)
	assert.Equal(t, 36, problems[0].column, "a column is a character")
}

// The same client in JSON and in YAML is the same.
func TestYAMLAgreesWithJSON(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "*.good.json"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		var document map[string]any
		require.NoError(t, json.Unmarshal(data, &document))
		text, err := yaml.Marshal(document)
		require.NoError(t, err)
		fromJSON, problems := decode(file, data, false)
		require.Empty(t, problems)
		fromYAML, problems := decode("client.yaml", text, false)
		require.Empty(t, problems)
		assert.Equal(t, fromJSON.client, fromYAML.client, file)
		assert.Equal(t, fromJSON.exists, fromYAML.exists, file)
	}
}

// FuzzDecode: no input makes it panic, what JSON it takes encoding/json takes
// for the same client, and every violation has a line.
func FuzzDecode(f *testing.F) {
	files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "*.*"))
	require.NoError(f, err)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(f, err)
		f.Add(data, false, filepath.Ext(file) == ".json")
	}
	for _, text := range []string{"", "{", "[", "{}{}", `{"a":"\ud800\udc00\\u"}`, "a: &a [*a]", "? a\n: b", "--- !!x\n", "a:\n- b\n -c"} {
		f.Add([]byte(text), true, true)
		f.Add([]byte(text), true, false)
	}
	f.Fuzz(func(t *testing.T, data []byte, update, isJSON bool) {
		name := "client.yaml"
		if isJSON {
			name = "client.json"
		}
		in, problems := decode(name, data, update)
		lines := bytes.Count(data, []byte("\n")) + 1
		if !isJSON { // which has other line breaks too
			lines = len(data) + 1
		}
		for _, p := range problems {
			require.True(t, p.line >= 1 && p.line <= lines && p.column >= 1, "%v", p)
			require.NotContains(t, p.String(), "\n")
		}
		if len(problems) > 0 {
			return
		}
		for _, v := range in.violations() {
			line := in.line(v.Pointer())
			require.True(t, line >= 1 && line <= lines, "%v", v)
		}
		if isJSON {
			var out output
			var members map[string]json.RawMessage
			require.NoError(t, json.Unmarshal(data, &members))
			if members["UserPoolClient"] != nil {
				require.NoError(t, json.Unmarshal(data, &out))
			} else {
				require.NoError(t, json.Unmarshal(data, &out.UserPoolClient))
			}
			require.Equal(t, out.UserPoolClient, *in.client)
		}
	})
}
