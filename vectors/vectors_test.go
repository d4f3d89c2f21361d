package vectors_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/vectors"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMatches(t *testing.T) {
	const two = "2 validation errors detected: Value 'a' at 'x' failed: Member must satisfy enum value set: [p, q]; Value 'b' at 'y' failed: z"
	for _, row := range []struct {
		match         vectors.Match
		want, message string
		matches       bool
	}{
		{vectors.Exact, "a", "a", true},
		{vectors.Exact, "a", "a.", false},
		{vectors.Exact, "<a>", "x", false},
		{vectors.Template, "a", "a", true},
		{vectors.Template, "a", "ab", false},
		{vectors.Template, "Value '<value>' at 'x'", "Value 'it's' at 'x'", true},
		{vectors.Template, "Value '<value>' at 'x'", "Value '' at 'x'", true},
		{vectors.Template, "Value '<value>' at 'x'", "Value 'x' at 'y'", false},
		{vectors.Template, "<a> and <b>", "1 and 2 and 3", true},
		{vectors.Template, "<a> and <b>", "1 or 2", false},
		{vectors.Template, "<a>.", "1", false},
		{vectors.Set, two, "2 validation errors detected: Value 'b' at 'y' failed: z; Value 'a' at 'x' failed: Member must satisfy enum value set: [q, p]", true},
		{vectors.Set, two, "2 validation errors detected: Value 'b' at 'y' failed: z; Value 'b' at 'y' failed: z", false},
		{vectors.Set, two, "1 validation error detected: Value 'b' at 'y' failed: z", false},
		{vectors.Set, two, "3 validation errors detected: Value 'b' at 'y' failed: z; Value 'a' at 'x' failed: Member must satisfy enum value set: [q, p]", false},
		{vectors.Set, two, "2 validation errors detected: Value 'b' at 'y' failed: z; Value 'a' at 'x' failed: Member must satisfy enum value set: [q]", false},
		{vectors.Set, "1 validation error detected: Member must satisfy constraint: [Member must satisfy enum value set: [p, q]]",
			"1 validation error detected: Member must satisfy constraint: [Member must satisfy enum value set: [q, p]]", true},
		{vectors.Set, "another", "another", true},
		{vectors.Set, "another", "text", false},
	} {
		assert.Equal(t, row.matches, vectors.Error{Message: row.want, Match: row.match}.Matches(row.message), "%s: %s: %s", row.match, row.want, row.message)
	}
}

func TestDifferences(t *testing.T) {
	for _, row := range []struct {
		want, got string
		differ    map[string]string
	}{
		{`{}`, `{"a": 1}`, nil},
		{`{"a": 1, "b": {}}`, `{"a": 1.0, "b": {}, "c": 2}`, nil},
		{`{"a": null}`, `{}`, nil},
		{`{"a": null}`, `{"a": null}`, nil},
		{`{"a": null}`, `{"a": []}`, map[string]string{"a": "[]"}},
		{`{"a": false}`, `{}`, map[string]string{"a": ""}},
		{`{"a": ["x", "y"]}`, `{"a": ["y", "x", "y"]}`, nil},
		{`{"a": ["x", "y"]}`, `{"a": ["x"]}`, map[string]string{"a": `["x"]`}},
		{`{"a": {"b": 1}}`, `{"a": {"b": 1, "c": 2}}`, map[string]string{"a": `{"b": 1, "c": 2}`}},
		{`{"a": 1, "b": 2}`, `{"a": 2, "b": 1}`, map[string]string{"a": "2", "b": "1"}},
	} {
		var want, got map[string]json.RawMessage
		require.NoError(t, json.Unmarshal([]byte(row.want), &want))
		require.NoError(t, json.Unmarshal([]byte(row.got), &got))
		differ := vectors.Differences(want, got)
		assert.Len(t, differ, len(row.differ), row.got)
		for name, value := range row.differ {
			assert.Equal(t, value, differ[name], row.got)
		}
	}
}

// What a caller changes is its own.
func TestLoadTwice(t *testing.T) {
	all, err := vectors.Load()
	require.NoError(t, err)
	require.NotEmpty(t, all)
	id := all[0].ID
	all[0].ID, all[0].Flags = "changed", nil
	again, err := vectors.Load()
	require.NoError(t, err)
	assert.Equal(t, id, again[0].ID)
	assert.NotEmpty(t, again[0].File)
}

// An emulator needs less than 100 lines, and the README 60.
func TestLengths(t *testing.T) {
	for name, most := range map[string]int{"example/main.go": 99, "README.md": 60} {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		assert.LessOrEqual(t, strings.Count(string(data), "\n"), most, name)
	}
}

func ExampleLoad() {
	all, err := vectors.Load()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, v := range all {
		if v.Rule == cognito.RuleRedirectURIHTTPS && v.Result == vectors.Refused {
			fmt.Println(v.Operation, v.ID, v.Error.Type, v.Error.Message)
		}
	}
	// Output:
	// create redirect-uri/http-host InvalidParameterException http://example.com/cb cannot use the HTTP protocol.
	// create redirect-uri/http-host-that-begins-with-localhost InvalidParameterException http://localhost.com/ cannot use the HTTP protocol.
	// create redirect-uri/http-private-address InvalidParameterException http://192.168.1.40:8080/ cannot use the HTTP protocol.
	// create redirect-uri/http-bucket InvalidParameterException http://my-bucket.s3-website-us-east-1.amazonaws.com cannot use the HTTP protocol.
	// create redirect-uri/http-logout InvalidParameterException http://example.com/out cannot use the HTTP protocol.
}
