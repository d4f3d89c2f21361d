package cognito_test

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"github.com/go-cognito/cognito"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// report is what users have publicly reported of the service, as requests with
// the right answer.
type report struct {
	ID, Source, Op, Label, Evidence string
	Requests                        []json.RawMessage
	Pool                            *cognito.UserPool
	Expected                        struct {
		Verdict string
		// Of the violations of a refused request, or what is wrong with one that is accepted.
		Rules []cognito.Rule
		Paths []string // of the changes
	}
}

func TestReports(t *testing.T) {
	data, err := os.ReadFile("testdata/reports.jsonl")
	require.NoError(t, err)
	decoder := json.NewDecoder(bytes.NewReader(data))
	count := 0
	for ; decoder.More(); count++ {
		var r report
		require.NoError(t, decoder.Decode(&r))
		t.Run(r.ID, func(t *testing.T) {
			if r.Op == "diff" || r.Op == "diff-update" {
				r.diff(t)
			} else {
				r.validate(t)
			}
		})
	}
	assert.Equal(t, 25, count)
}

func (r report) validate(t *testing.T) {
	v := cognito.Validator{Pool: r.Pool}
	var err error
	switch r.Op {
	case "create":
		_, err = v.DecodeCreate(r.Requests[0])
	case "update":
		_, err = v.DecodeUpdate(r.Requests[0])
	case "describe":
		err = v.ValidateUpdate(described(t, r.Requests[0]))
	}
	var rules []cognito.Rule
	for _, violation := range cognito.Violations(err) {
		rules = append(rules, violation.Rule)
	}
	switch r.Expected.Verdict {
	case "accepted":
		assert.NoError(t, err)
		assert.Empty(t, r.Expected.Rules)
	case "refused":
		assert.Equal(t, r.Expected.Rules, rules)
	case "accepted-but-broken":
		// The one rule whose violations the service is known to accept.
		v.Ignore = []cognito.Rule{cognito.RuleOAuthNotEnabled}
		c, err := v.DecodeCreate(r.Requests[0])
		require.NoError(t, err)
		for _, warning := range v.Warnings(c) {
			rules = append(rules, warning.Rule)
		}
		assert.Subset(t, rules, r.Expected.Rules)
	default:
		assert.Fail(t, "unknown verdict", r.Expected.Verdict)
	}
}

func (r report) diff(t *testing.T) {
	var to cognito.UserPoolClient
	require.NoError(t, json.Unmarshal(r.Requests[1], &to))
	var paths []string
	for _, change := range cognito.Diff(described(t, r.Requests[0]), &to) {
		paths = append(paths, change.Path)
		assert.False(t, change.Replace, change)
	}
	assert.ElementsMatch(t, r.Expected.Paths, paths)
}

// described returns the client that DescribeUserPoolClient returned.
func described(t *testing.T, output []byte) *cognito.UserPoolClient {
	t.Helper()
	var out struct{ UserPoolClient *cognito.UserPoolClient }
	require.NoError(t, json.Unmarshal(output, &out))
	require.NotNil(t, out.UserPoolClient)
	return out.UserPoolClient
}
