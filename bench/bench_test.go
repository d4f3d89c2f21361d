package bench

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"buf.build/go/protovalidate"
	"github.com/go-cognito/cognito"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var clients = []struct {
	name       string
	client     *cognito.UserPoolClient
	violations int
}{
	{"minimal", minimal(), 0},
	{"typical", typical(), 0},
	{"largest", largest(), 0},
	{"failing", failing(), 10},
}

// contender makes of a client, in the form that it takes, a validation.
type contender struct {
	name     string
	validate func(c *cognito.UserPoolClient) func() error
}

var errInvalid = errors.New("invalid")

func contenders(tb testing.TB) []contender {
	tb.Helper()
	tags, err := newTagValidator()
	require.NoError(tb, err)
	compiled, err := newSchema()
	require.NoError(tb, err)
	messages, err := protovalidate.New(protovalidate.WithMessages(newMessage(minimal())))
	require.NoError(tb, err)
	return []contender{
		{"cognito", func(c *cognito.UserPoolClient) func() error { return c.Validate }},
		{"floor", func(c *cognito.UserPoolClient) func() error {
			return func() error {
				if !floor(c) {
					return errInvalid
				}
				return nil
			}
		}},
		{"tags", func(c *cognito.UserPoolClient) func() error {
			tagged, err := newTaggedClient(c)
			require.NoError(tb, err)
			return func() error { return tags.Struct(tagged) }
		}},
		{"jsonschema", func(c *cognito.UserPoolClient) func() error {
			decoded, err := decodedJSON(c)
			require.NoError(tb, err)
			return func() error { return compiled.Validate(decoded) }
		}},
		{"protovalidate", func(c *cognito.UserPoolClient) func() error {
			message := newMessage(c)
			return func() error { return messages.Validate(message) }
		}},
	}
}

func BenchmarkValidate(b *testing.B) {
	all := contenders(b)
	for _, row := range clients {
		for _, contender := range all {
			b.Run(row.name+"/"+contender.name, func(b *testing.B) {
				validate := contender.validate(row.client)
				b.ReportAllocs()
				for b.Loop() {
					_ = validate()
				}
			})
		}
	}
}

// The contenders agree on what is valid, and none answers by a failure of its
// own.
func TestContendersAgree(t *testing.T) {
	all := contenders(t)
	agree := func(name string, c *cognito.UserPoolClient, valid bool) {
		for _, contender := range all {
			err := contender.validate(c)()
			// The schema cannot compare members.
			if contender.name == "jsonschema" && name == "token-order.bad.json" {
				assert.NoError(t, err)
				continue
			}
			assert.Equal(t, valid, err == nil, "%s: %s: %v", name, contender.name, err)
			var failure *protovalidate.ValidationError
			if err != nil && contender.name == "protovalidate" {
				assert.ErrorAs(t, err, &failure, name)
			}
		}
	}
	for _, row := range clients {
		agree(row.name, row.client, row.violations == 0)
		var invalid *cognito.ValidationError
		if errors.As(row.client.Validate(), &invalid) {
			assert.Len(t, invalid.Violations, row.violations)
		}
	}
	files, err := filepath.Glob(filepath.Join("..", "testdata", "*.*.json"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		var output struct{ UserPoolClient json.RawMessage }
		require.NoError(t, json.Unmarshal(data, &output))
		if output.UserPoolClient != nil { // no request
			continue
		}
		var c cognito.UserPoolClient
		require.NoError(t, json.Unmarshal(data, &c))
		agree(filepath.Base(file), &c, c.Validate() == nil)
	}
}

// The README tells the versions that were measured.
func TestREADMEVersions(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "README.md"))
	require.NoError(t, err)
	module, err := os.ReadFile("go.mod")
	require.NoError(t, err)
	for _, path := range []string{
		"github.com/go-playground/validator/v10", "github.com/santhosh-tekuri/jsonschema/v6", "buf.build/go/protovalidate",
	} {
		version := regexp.MustCompile(regexp.QuoteMeta(path) + ` v\S+`).FindString(string(module))
		require.NotEmpty(t, version)
		assert.Contains(t, string(readme), version)
	}
}
