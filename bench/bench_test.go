package bench

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"buf.build/go/protovalidate"
	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
	"github.com/go-playground/validator/v10"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var clients = []struct {
	name   string
	client *cognito.UserPoolClient
	valid  bool
}{
	{"minimal", testclients.Minimal(), true},
	{"typical", testclients.Typical(), true},
	{"largest", testclients.Largest(), true},
	{"multibyte", testclients.LargestMultibyte(), true},
	{"failing", testclients.Failing(), false},
}

// contender is a way to validate a client. The function converts a client to
// the form that the contender takes and returns its validation.
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
	messages, err := protovalidate.New(protovalidate.WithMessages(newMessage(testclients.Minimal())))
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

// The contenders agree on whether a client is valid, and none of them fails to
// decide.
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
			if err != nil && contender.name != "floor" {
				assert.Positive(t, reported(t, err), "%s: %s", name, contender.name)
			}
		}
	}
	for _, row := range clients {
		agree(row.name, row.client, row.valid)
	}
	agree("client token", clientToken(), true)
	for name, change := range map[string]func(c *cognito.UserPoolClient){
		"no secret":          func(c *cognito.UserPoolClient) { c.GenerateSecret = false },
		"another flow":       func(c *cognito.UserPoolClient) { c.ExplicitAuthFlows = append(c.ExplicitAuthFlows, "ALLOW_USER_AUTH") },
		"scopes only":        func(c *cognito.UserPoolClient) { c.ExplicitAuthFlows = nil },
		"also callback URLs": func(c *cognito.UserPoolClient) { c.CallbackURLs = []string{"https://example.com/"} },
	} {
		c := clientToken()
		change(c)
		agree("client token: "+name, c, false)
	}
	attributes := testclients.Minimal()
	attributes.ReadAttributes, attributes.WriteAttributes = []string{"oidc:profile"}, []string{"oidc:profile"}
	agree("oidc:profile", attributes, true)
	files, err := filepath.Glob(filepath.Join("..", "testdata", "*.*.json"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		var output struct{ UserPoolClient json.RawMessage }
		require.NoError(t, json.Unmarshal(data, &output))
		if output.UserPoolClient != nil { // not a request
			continue
		}
		var c cognito.UserPoolClient
		require.NoError(t, json.Unmarshal(data, &c))
		agree(filepath.Base(file), &c, c.Validate() == nil)
	}
}

// reported returns how many violations an error of a contender reports.
func reported(t *testing.T, err error) int {
	t.Helper()
	switch err := err.(type) {
	case *cognito.ValidationError:
		return len(err.Violations)
	case validator.ValidationErrors:
		return len(err)
	case *protovalidate.ValidationError:
		return len(err.Violations)
	case *jsonschema.ValidationError:
		return leaves(err)
	}
	require.Fail(t, "not a verdict", "%v", err)
	return 0
}

// leaves returns the number of failures that have no others as their causes.
func leaves(err *jsonschema.ValidationError) int {
	if len(err.Causes) == 0 {
		return 1
	}
	total := 0
	for _, cause := range err.Causes {
		total += leaves(cause)
	}
	return total
}
