package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// reported is a violation as the tests compare it.
type reported struct {
	Resource string          `json:"resource"`
	Path     string          `json:"path"`
	Rule     string          `json:"rule"`
	Value    string          `json:"value"`
	When     map[string]bool `json:"when"`
	Message  string          `json:"message"`
}

// key returns all of r but the message and the value. Where a list has no
// order, neither has its key.
func (r reported) key(isSet bool) string {
	if isSet {
		r.Path, _, _ = strings.Cut(r.Path, "[")
	}
	return fmt.Sprint(r.Resource, ".", r.Path, " ", r.Rule, " ", r.When)
}

// textLine is a violation of a declared client in text.
var textLine = regexp.MustCompile(`^[^:]+:\d+:\d+: (.+?)\.([A-Z][A-Za-z.]*(?:\[\d+\])?): .* \[([a-z.-]+)\](?: \(when (.*)\))?$`)

// Of the made cases, exactly the expected violations are reported, in text and
// in JSON.
func TestMadeCases(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "made", "expected.jsonl"))
	require.NoError(t, err)
	cases := 0
	for line := range strings.Lines(string(text)) {
		var made struct {
			File                  string
			Clients               int
			Violations, ByDefault []reported
		}
		require.NoError(t, json.Unmarshal([]byte(line), &made))
		cases++
		t.Run(made.File, func(t *testing.T) {
			file := filepath.Join("testdata", "made", made.File)
			requireReported(t, made.Clients, made.Violations, file)
			if made.ByDefault != nil {
				withDefaults := slices.Clone(made.ByDefault)
				for _, v := range made.Violations {
					if isProd, depends := v.When["IsProd"]; !depends && v.When == nil || depends && !isProd { // which the default makes false
						v.When = nil
						withDefaults = append(withDefaults, v)
					}
				}
				requireReported(t, made.Clients, withDefaults, "-parameter-defaults", file)
			}
		})
	}
	assert.Equal(t, 19, cases)
}

// The source of a plan has the violations that the plan has.
func TestMadeModules(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "made", "expected.jsonl"))
	require.NoError(t, err)
	modules := 0
	for line := range strings.Lines(string(text)) {
		var made struct {
			File       string
			Violations []reported
		}
		require.NoError(t, json.Unmarshal([]byte(line), &made))
		folder := filepath.Join("testdata", "made", strings.TrimSuffix(made.File, ".plan.json"))
		if _, err := os.Stat(folder); err != nil || !strings.HasSuffix(made.File, ".plan.json") {
			continue
		}
		modules++
		t.Run(made.File, func(t *testing.T) {
			printed, stderr, _ := userpoolclient(t, "", "validate", "-format", "json", "-parameter-defaults", folder)
			var found []reported
			require.NoError(t, json.Unmarshal([]byte(printed), &found), stderr)
			var got, want []string
			for _, v := range found {
				got = append(got, v.key(true))
			}
			for _, v := range made.Violations {
				want = append(want, v.key(true))
			}
			assert.ElementsMatch(t, want, got, stderr)
		})
	}
	assert.Equal(t, 14, modules)
}

// requireReported requires that validate reports exactly these violations.
func requireReported(t *testing.T, clients int, want []reported, args ...string) {
	t.Helper()
	isSet := !strings.Contains(args[len(args)-1], "template") && !strings.Contains(args[len(args)-1], "awscc")
	var wanted []string
	for _, v := range want {
		wanted = append(wanted, v.key(isSet))
	}
	printed, stderr, _ := userpoolclient(t, "", append([]string{"validate"}, args...)...)
	var inText []string
	for line := range strings.Lines(printed) {
		found := textLine.FindStringSubmatch(strings.TrimSpace(line))
		require.NotNil(t, found, line)
		v := reported{Resource: found[1], Path: found[2], Rule: found[3]}
		for truth := range strings.SplitSeq(found[4], " and ") {
			if condition, is, ok := strings.Cut(truth, " is "); ok {
				if v.When == nil {
					v.When = map[string]bool{}
				}
				v.When[condition] = is == "true"
			}
		}
		inText = append(inText, v.key(isSet))
	}
	assert.ElementsMatch(t, wanted, inText, printed)
	assert.Equal(t, counted(clients, "client")+" checked\n", stderr)

	array, _, _ := userpoolclient(t, "", append([]string{"validate", "-format", "json"}, args...)...)
	var inJSON []reported
	require.NoError(t, json.Unmarshal([]byte(array), &inJSON))
	var keys []string
	for _, v := range inJSON {
		keys = append(keys, v.key(isSet))
	}
	assert.ElementsMatch(t, wanted, keys, array)
	for _, v := range want {
		shows := func(other reported) bool {
			return other.key(isSet) == v.key(isSet) && strings.Contains(other.Message, fmt.Sprintf("%q", v.Value))
		}
		if v.Value != "" {
			assert.True(t, slices.ContainsFunc(inJSON, shows), "%q", v.Value)
		}
	}
}

// Beyond the limit of work, the clients of a file are named, and the same ones
// each time.
func TestFileWork(t *testing.T) {
	template := []byte(withConditions(40, 6))
	var want string
	for range 5 {
		r := (&checker{work: 300}).checkData(source{name: "template.yaml"}, template)
		var unchecked []string
		for _, f := range r.findings {
			if f.rule == "" {
				unchecked = append(unchecked, f.text())
			}
		}
		got := strings.Join(unchecked, "\n")
		assert.Equal(t, exitError, r.status())
		assert.Contains(t, got, "Client39: was not checked")
		assert.NotContains(t, got, "Client0:")
		assert.Equal(t, 40, r.clients+len(unchecked)+r.moreProblems)
		if want == "" {
			want = got
		}
		assert.Equal(t, want, got)
	}
	assert.Equal(t, 40, (&checker{}).checkData(source{name: "template.yaml"}, template).clients)
}
