package cognito_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"net/url"
	"strconv"
	"strings"
	"testing"

	. "github.com/go-cognito/cognito"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCatalogue(t *testing.T) {
	rules := Rules()
	seen := map[Rule]bool{}
	for _, rule := range rules {
		assert.False(t, seen[rule], "%s occurs twice", rule)
		seen[rule] = true
		assert.Equal(t, string(rule), rule.Error())
		assert.Contains(t, []Source{SourceDocumentation, SourceServiceModel, SourceRFC, SourceObserved}, rule.Source())
		assert.NotEmpty(t, rule.Description())
		assert.NotEmpty(t, rule.ServiceError())
		doc, err := url.Parse(rule.Doc())
		require.NoError(t, err)
		assert.Equal(t, "https", doc.Scheme)
		assert.NotEmpty(t, doc.Host)
	}
	rules[0] = "changed"
	assert.Equal(t, RuleRequired, Rules()[0], "a caller has changed the catalogue")
	assert.Empty(t, Rule("unknown").Doc())
	assert.Empty(t, Rule("unknown").Source())
	assert.Empty(t, Rule("unknown").Description())
	assert.Empty(t, Rule("unknown").ServiceError())
	assert.Equal(t, "stores it silently", RuleOAuthNotEnabled.ServiceError())
	assert.Equal(t, "not seen", RuleClientSecretConflict.ServiceError())
}

// The constants are named after their codes, are in the catalogue, and have
// its description as their comment.
func TestRuleConstants(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "rules.go", nil, parser.ParseComments)
	require.NoError(t, err)
	capitals := map[string]string{"oauth": "OAuth", "uri": "URI", "urls": "URLs", "https": "HTTPS"}
	var rules []Rule
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || fmt.Sprint(spec.Type) != "Rule" {
			return true
		}
		code, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
		require.NoError(t, err)
		name := "Rule"
		for word := range strings.FieldsFuncSeq(code, func(r rune) bool { return r == '.' || r == '-' }) {
			if capitals[word] != "" {
				name += capitals[word]
			} else {
				name += strings.ToUpper(word[:1]) + word[1:]
			}
		}
		rule := Rule(code)
		assert.Equal(t, name, spec.Names[0].Name)
		assert.Equal(t, name+" is violated when "+rule.Description()+".", strings.Join(strings.Fields(spec.Doc.Text()), " "))
		rules = append(rules, rule)
		return true
	})
	assert.Equal(t, Rules(), rules)
}

// RULES.md is made from the catalogue.
func TestRulesMD(t *testing.T) {
	var out strings.Builder
	out.WriteString(`# Rules

<!-- Made by go generate from rules.go: do not edit. -->

Every rule that Validate and ValidateUpdate apply. The source is the kind of
evidence for a rule: the documentation of AWS, the published model of the
service, an RFC, or a refusal that was observed. The last column is what the
service answers to a request that violates the rule, as it was seen, with parts
that vary in angle brackets; "not seen" means that no answer is known.

| rule | violated when | path | source | the service answers |
| --- | --- | --- | --- | --- |
`)
	for _, rule := range Rules() {
		answer := rule.ServiceError()
		if answer != "not seen" && answer != "stores it silently" {
			answer = "`" + strings.ReplaceAll(answer, "\n", "`<br>`") + "`"
		}
		fmt.Fprintf(&out, "| <a id=\"%s\"></a>`%s` | %s | %s | [%s](%s) | %s |\n",
			rule, rule, rule.Description(), RulePath(rule), rule.Source(), rule.Doc(), answer)
	}
	assertGolden(t, "RULES.md", out.String())
}
