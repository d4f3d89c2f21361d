package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// What is limited is decided up to the limit, and not guessed beyond it.
func TestTemplateLimits(t *testing.T) {
	bad := func(property string, sections ...string) string { // a template
		return "Resources:\n  Client:\n    Type: AWS::Cognito::UserPoolClient\n    Properties:\n" +
			"      UserPoolId: !ImportValue pool\n      AllowedOAuthFlowsUserPoolClient: true\n" +
			"      AllowedOAuthFlows: [code]\n      AllowedOAuthScopes: [openid]\n      CallbackURLs: [a:b]\n" +
			"      " + property + "\n" + strings.Join(sections, "")
	}
	chain := func(n int) string {
		conditions := "Conditions:\n  C1: !Equals [!Ref A, a]\n"
		for i := 2; i <= n; i++ {
			conditions += fmt.Sprintf("  C%d: !Not [!Condition C%d]\n", i, i-1)
		}
		return bad(fmt.Sprintf("AuthSessionValidity: !If [C%d, 16, 16]", n), conditions)
	}
	for _, row := range []struct {
		name  string
		limit int
		text  func(n int) string
		// What is reported, or nothing.
		beyond string
	}{
		{"nested conditions", 100, chain, "depends on conditions that are nested too deeply"},
		{"parts of a text", 200, func(n int) string { return bad("ClientName: !Sub '" + strings.Repeat("${A}", n-1) + "/'") }, ""},
		{"bytes of a text", 100_000, func(n int) string {
			return bad("ClientName: !Join ['', [" + strings.Repeat("a", n-1) + ", /]]")
		}, ""},
		{"allowed values", 300, func(n int) string {
			return bad("AuthSessionValidity: !Ref M", "Parameters: {M: {Type: Number, AllowedValues: ["+strings.Repeat("16, ", n-1)+"16]}}\n")
		}, ""},
		{"keys of a mapping", 300, func(n int) string {
			mapping := "Mappings:\n  M:\n"
			for i := range n {
				mapping += fmt.Sprintf("    k%d: {v: 16}\n", i)
			}
			return bad("AuthSessionValidity: !FindInMap [M, !Ref A, v]", mapping)
		}, ""},
	} {
		for extra := -1; extra <= 1; extra++ {
			r := (&checker{}).checkData(source{name: "template.yaml"}, []byte(row.text(row.limit+extra)))
			var messages, rules []string
			for _, f := range r.findings {
				messages = append(messages, f.message)
				if f.rule == "range" || f.rule == "characters" {
					rules = append(rules, string(f.rule))
				}
			}
			if extra <= 0 {
				assert.NotEmpty(t, rules, "%s %d: %s", row.name, extra, messages)
			} else {
				assert.Empty(t, rules, "%s %d: %s", row.name, extra, messages)
			}
			if row.beyond != "" {
				assert.Equal(t, extra > 0, slices.Contains(messages, row.beyond), "%s %d", row.name, extra)
			}
		}
	}
}
