package main

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/tryfunc"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
)

// FuzzModule fills the variables of a random module with random values: each
// violation that is reported as certain must be there in every module whose
// values satisfy its conditions and can be deployed.
func FuzzModule(f *testing.F) {
	for seed := range uint64(40) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		t.Parallel()
		g := &moduleGenerator{Rand: rand.New(rand.NewPCG(seed, 2))}
		requireModule(t, g, g.module(), func(yield func(map[string]cty.Value) bool) {
			for range 30 {
				if !yield(g.values()) {
					return
				}
			}
		})
	})
}

// FuzzClosedModule fills the variables of a random module, each of which has few
// allowed values, in every way: what is wrong in all of them is reported.
func FuzzClosedModule(f *testing.F) {
	for seed := range uint64(40) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		t.Parallel()
		g := &moduleGenerator{Rand: rand.New(rand.NewPCG(seed, 3)), isClosed: true}
		requireModule(t, g, g.module(), g.all)
	})
}

// requireModule requires that what is reported of a module is there with all
// values for which its conditions are true. If these are all values that there
// are, it also requires that what is there with all of them is reported.
func requireModule(t *testing.T, g *moduleGenerator, text string, all iter.Seq[map[string]cty.Value]) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "main.tf")
	require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
	results := (&checker{warnings: true, work: someWork(g.isClosed)}).modules(&modules{files: []string{name}, named: map[string]bool{name: true}, within: []string{filepath.Dir(name)}})
	require.Len(t, results, 1)
	r := results[0]
	for _, f := range r.findings {
		require.NotEmpty(t, f.rule, "%s\n%s", text, f.text())
	}
	parsed, diagnostics := hclsyntax.ParseConfig([]byte(text), name, hcl.InitialPos)
	require.False(t, diagnostics.HasErrors(), "%s\n%v", text, diagnostics)
	var always map[string]bool
	for values := range all {
		m := concrete{body: parsed.Body.(*hclsyntax.Body), values: values}
		found, err := m.violations()
		if err != nil {
			continue
		}
		require.Equal(t, 1, r.clients, "%s\nis deployed with %v", text, values)
		for _, f := range r.findings {
			if !slices.ContainsFunc(f.when, func(when worlds.Truth) bool { return m.condition(t, when.Condition) != when.True }) {
				path := f.path
				if list, _, _ := strings.Cut(path, "["); !m.isLiteral(list) {
					path = list
				}
				require.Contains(t, found, path+" "+string(f.rule), "%s\n%s\nis not there with %v: %v", text, f.text(), values, found)
			}
		}
		always = inAll(always, found)
	}
	if !g.isClosed {
		return
	}
	requireAllReported(t, always, r.findings, text)
}

// someWork returns a limit with which no input takes long. What must be complete
// has the usual one.
func someWork(isClosed bool) int {
	if isClosed {
		return 0
	}
	return 10_000
}

// Of the random modules, many have violations that are certain.
func TestRandomModules(t *testing.T) {
	t.Parallel()
	found, conditional := 0, 0
	for seed := range uint64(40) {
		g := &moduleGenerator{Rand: rand.New(rand.NewPCG(seed, 2))}
		name := filepath.Join(t.TempDir(), "main.tf")
		require.NoError(t, os.WriteFile(name, []byte(g.module()), 0o600))
		for _, r := range (&checker{}).modules(&modules{files: []string{name}, within: []string{filepath.Dir(name)}}) {
			for _, f := range r.findings {
				found++
				if f.when != nil {
					conditional++
				}
			}
		}
	}
	assert.Greater(t, found, 40)
	assert.Greater(t, conditional, 10)
}

// concrete is a module with the values of its variables.
type concrete struct {
	body   *hclsyntax.Body
	values map[string]cty.Value
}

// functions are those that the random modules call.
var functions = map[string]function.Function{
	"try": tryfunc.TryFunc, "can": tryfunc.CanFunc, "concat": stdlib.ConcatFunc, "compact": stdlib.CompactFunc,
	"distinct": stdlib.DistinctFunc, "flatten": stdlib.FlattenFunc, "format": stdlib.FormatFunc, "join": stdlib.JoinFunc,
	"lookup": stdlib.LookupFunc, "merge": stdlib.MergeFunc, "tolist": stdlib.MakeToFunc(cty.List(cty.DynamicPseudoType)),
	"toset": stdlib.MakeToFunc(cty.Set(cty.DynamicPseudoType)), "length": stdlib.LengthFunc, "contains": stdlib.ContainsFunc,
	"keys": stdlib.KeysFunc, "values": stdlib.ValuesFunc, "setunion": stdlib.SetUnionFunc, "lower": stdlib.LowerFunc,
	"upper": stdlib.UpperFunc, "trimsuffix": stdlib.TrimSuffixFunc, "element": stdlib.ElementFunc, "reverse": stdlib.ReverseListFunc,
	"setsubtract": stdlib.SetSubtractFunc, "split": stdlib.SplitFunc, "replace": stdlib.ReplaceFunc, "tostring": stdlib.MakeToFunc(cty.String),
	"max": stdlib.MaxFunc, "min": stdlib.MinFunc, "sort": stdlib.SortFunc, "tonumber": stdlib.MakeToFunc(cty.Number), "slice": stdlib.SliceFunc, "coalesce": coalesceFunction,
}

// coalesceFunction returns the first text that is neither null nor empty.
var coalesceFunction = function.New(&function.Spec{
	VarParam: &function.Parameter{Name: "texts", Type: cty.String, AllowNull: true},
	Type:     function.StaticReturnType(cty.String),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		for _, v := range args {
			if !v.IsNull() && v.AsString() != "" {
				return v, nil
			}
		}
		return cty.NilVal, errors.New("no argument is a text")
	},
})

var errNotDeployed = errors.New("not deployed")

func (m *concrete) context() (*hcl.EvalContext, error) {
	locals := map[string]cty.Value{}
	ctx := &hcl.EvalContext{Variables: map[string]cty.Value{"var": cty.ObjectVal(m.values), "local": cty.EmptyObjectVal}, Functions: functions}
	for _, block := range m.body.Blocks {
		if block.Type != "locals" {
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(block.Body.Attributes)) {
			value, diagnostics := block.Body.Attributes[name].Expr.Value(ctx)
			if diagnostics.HasErrors() {
				// Only who reads it fails.
				continue
			}
			locals[name] = value
			ctx.Variables["local"] = cty.ObjectVal(locals)
		}
	}
	return ctx, nil
}

// condition reports whether a condition is true as it is written.
func (m *concrete) condition(t *testing.T, text string) bool {
	t.Helper()
	x, diagnostics := hclsyntax.ParseExpression([]byte(text), "", hcl.InitialPos)
	require.False(t, diagnostics.HasErrors(), "%s: %v", text, diagnostics)
	ctx, err := m.context()
	require.NoError(t, err)
	v, diagnostics := x.Value(ctx)
	if diagnostics.HasErrors() || v.IsNull() {
		// It is not read with these values.
		return false
	}
	v, convertError := convert.Convert(v, cty.Bool)
	return convertError == nil && v.True()
}

// violations returns what is wrong with the client of a module, and whether its
// place is always the same. It returns an error if it is not deployed.
func (m *concrete) violations() (map[string]bool, error) {
	ctx, err := m.context()
	if err != nil {
		return nil, err
	}
	var block *hclsyntax.Block
	for _, b := range m.body.Blocks {
		if b.Type == "resource" {
			block = b
		}
	}
	if count := block.Body.Attributes["count"]; count != nil {
		n, diagnostics := count.Expr.Value(ctx)
		if diagnostics.HasErrors() || n.IsNull() || !n.RawEquals(cty.NumberIntVal(1)) {
			return nil, errNotDeployed
		}
	}
	if each := block.Body.Attributes["for_each"]; each != nil {
		v, diagnostics := each.Expr.Value(ctx)
		if diagnostics.HasErrors() || v.IsNull() || v.LengthInt() != 1 {
			return nil, errNotDeployed
		}
		for it := v.ElementIterator(); it.Next(); {
			key, value := it.Element()
			ctx.Variables["each"] = cty.ObjectVal(map[string]cty.Value{"key": key, "value": value})
		}
	}
	client := &cognito.UserPoolClient{}
	indexes := map[string]map[int][]int{}
	if err := m.fill(ctx, block.Body, reflect.ValueOf(client).Elem(), indexes); err != nil {
		return nil, err
	}
	var violations []cognito.Violation
	validator := cognito.Validator{}
	if err, ok := errors.AsType[*cognito.ValidationError](validator.ValidateCreate(client)); ok {
		violations = append(violations, err.Violations...)
	}
	violations = append(violations, validator.Warnings(client)...)
	found := map[string]bool{}
	for _, v := range violations {
		path := worlds.ParsePath(v.Path)
		if path.IsElement() {
			found[path.Member+" "+string(v.Rule)] = false
			for i, written := range indexes[path.Member][path.Index] {
				// Of what is repeated, the first is reported.
				path.Index = written
				found[path.String()+" "+string(v.Rule)] = i == 0
			}
			continue
		}
		found[v.Path+" "+string(v.Rule)] = true
	}
	return found, nil
}

// isLiteral reports whether a list is written with its elements.
func (m *concrete) isLiteral(member string) bool {
	for _, b := range m.body.Blocks {
		if a := b.Body.Attributes[attributeNamed(member)]; b.Type == "resource" && a != nil {
			_, isTuple := a.Expr.(*hclsyntax.TupleConsExpr)
			return isTuple
		}
	}
	return false
}

// attributeOf are the names of attributes that are not those of the API in
// another case.
var attributeOf = strings.NewReplacer(
	"_o_auth_", "_oauth_", "callback_ur_ls", "callback_urls", "logout_ur_ls", "logout_urls", "redirect_ur_i", "redirect_uri", "client_name", "name")

func attributeNamed(member string) string {
	var name strings.Builder
	for i, r := range member {
		if r >= 'A' && r <= 'Z' && i > 0 && (member[i-1] >= 'a' || i+1 < len(member) && member[i+1] >= 'a') {
			name.WriteByte('_')
		}
		name.WriteRune(r)
	}
	return attributeOf.Replace(strings.ToLower(name.String()))
}

// fill sets the fields of a structure from a body.
func (m *concrete) fill(ctx *hcl.EvalContext, body *hclsyntax.Body, target reflect.Value, indexes map[string]map[int][]int) error {
	for i := range target.NumField() {
		field := target.Type().Field(i)
		name := attributeNamed(field.Name)
		t := field.Type
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if t.Kind() == reflect.Struct {
			for _, b := range body.Blocks {
				inner, inside := b.Body, ctx
				switch {
				case b.Type == "dynamic" && b.Labels[0] == name:
					v, diagnostics := b.Body.Attributes["for_each"].Expr.Value(ctx)
					if diagnostics.HasErrors() || v.IsNull() || v.LengthInt() > 1 {
						return errNotDeployed
					}
					if v.LengthInt() == 0 {
						continue
					}
					it := v.ElementIterator()
					it.Next()
					key, value := it.Element()
					inside = ctx.NewChild()
					inside.Variables = map[string]cty.Value{name: cty.ObjectVal(map[string]cty.Value{"key": key, "value": value})}
					inner = b.Body.Blocks[0].Body
				case b.Type != name:
					continue
				}
				value := reflect.New(t)
				if err := m.fill(inside, inner, value.Elem(), indexes); err != nil {
					return err
				}
				if field.Type.Kind() != reflect.Pointer {
					value = value.Elem()
				}
				target.Field(i).Set(value)
			}
			continue
		}
		a := body.Attributes[name]
		if a == nil {
			continue
		}
		value, diagnostics := a.Expr.Value(ctx)
		if diagnostics.HasErrors() {
			return errNotDeployed
		}
		if value.IsNull() {
			continue
		}
		if err := set(target.Field(i), t, value); err != nil {
			return err
		}
		if tuple, ok := a.Expr.(*hclsyntax.TupleConsExpr); ok && t.Kind() == reflect.Slice {
			indexes[field.Name] = map[int][]int{}
			first := map[string]int{}
			for j := range tuple.Exprs {
				text, err := convert.Convert(value.Index(cty.NumberIntVal(int64(j))), cty.String)
				if err != nil {
					return errNotDeployed
				}
				i, again := first[text.AsString()]
				if !again {
					i = len(first)
					first[text.AsString()] = i
				}
				indexes[field.Name][i] = append(indexes[field.Name][i], j)
			}
		}
	}
	return nil
}

// set sets a field to a value of Terraform.
func set(field reflect.Value, t reflect.Type, value cty.Value) error {
	want := map[reflect.Kind]cty.Type{reflect.Bool: cty.Bool, reflect.String: cty.String, reflect.Int32: cty.Number, reflect.Slice: cty.List(cty.String)}[t.Kind()]
	value, err := convert.Convert(value, want)
	if err != nil {
		return errNotDeployed
	}
	to := field
	if field.Kind() == reflect.Pointer {
		to = reflect.New(t).Elem()
		defer func() { field.Set(to.Addr()) }()
	}
	switch t.Kind() {
	case reflect.Bool:
		to.SetBool(value.True())
	case reflect.String:
		to.SetString(value.AsString())
	case reflect.Int32:
		n, _ := value.AsBigFloat().Int64()
		if !value.RawEquals(cty.NumberIntVal(n)) || n != int64(int32(n)) {
			return errNotDeployed
		}
		to.SetInt(n)
	case reflect.Slice:
		seen := map[string]bool{}
		for it := value.ElementIterator(); it.Next(); {
			_, element := it.Element()
			if element.IsNull() {
				return errNotDeployed
			}
			if text := element.AsString(); !seen[text] {
				seen[text] = true
				to.Set(reflect.Append(to, reflect.ValueOf(text).Convert(t.Elem())))
			}
		}
	}
	return nil
}

// moduleGenerator makes modules and values of their variables.
type moduleGenerator struct {
	*rand.Rand
	// isClosed reports whether each variable has few allowed values.
	isClosed bool
	depth    int
	// local is what refers to a local URL, or a URL where there is none.
	local string
}

func (g *moduleGenerator) one(texts ...string) string { return texts[g.IntN(len(texts))] }

// module returns a module with one client.
func (g *moduleGenerator) module() string {
	var text strings.Builder
	text.WriteString(`
variable "env" {
  type     = string
  nullable = false
  validation {
    condition = contains(["dev", "prod", "test"], var.env)
  }
}
variable "stage" {
  type = string
  validation {
    condition = var.stage == null || contains(["a", "b"], var.stage)
  }
}
variable "flag" {
  type     = bool
  nullable = false
}
variable "maybe" {
  type = bool
}
variable "flows" {
  type = string
  nullable = false
  validation {
    condition = contains(["code", "implicit", "client_credentials"], var.flows)
  }
}
`)
	if !g.isClosed {
		text.WriteString(`
variable "host" {
  type = string
}
variable "urls" {
  type = list(string)
}
variable "n" {
  type = number
}
variable "o" {
  type = object({ urls = list(string), url = optional(string), unit = string })
}
variable "d" {
  type = object({ a = optional(string, "https://d.example.com/"), b = optional(string) })
}
variable "x" {}
`)
	}
	g.local = `"https://local.example.com/"`
	fmt.Fprintf(&text, `
locals {
  a_prod  = %s
  b_hosts = ["app.example.com", "localhost:3000"]
  c_url   = %s
  d_urls  = %s
}
resource "aws_cognito_user_pool_client" "c" {
`, g.condition(), g.url(), g.urls())
	g.local = "local.c_url"
	switch g.IntN(6) {
	case 0:
		fmt.Fprintf(&text, "  count = %s ? 1 : 0\n", g.condition())
	case 1:
		fmt.Fprintf(&text, "  for_each = %s ? toset([%s]) : toset([])\n", g.condition(), g.one(`"https://each.example.com/"`, `"http://each.example.com/"`))
	}
	fmt.Fprintf(&text, "  name = %s\n  user_pool_id = \"us-east-1_Ab1Cd2Ef3\"\n", g.one(`"c"`, `"c-${var.env}"`, `"a/b"`, `var.env`))
	attribute := func(name string, often int, value func() string) {
		if g.IntN(10) < often {
			fmt.Fprintf(&text, "  %s = %s\n", name, value())
		}
	}
	attribute("allowed_oauth_flows_user_pool_client", 9, g.boolean)
	attribute("allowed_oauth_flows", 9, func() string {
		return g.list(func() string {
			return g.one(`"code"`, `"implicit"`, `"client_credentials"`, `var.flows`, `"password"`, `var.flag ? "code" : "implicit"`)
		})
	})
	attribute("allowed_oauth_scopes", 9, func() string {
		return g.list(func() string { return g.one(`"openid"`, `"email"`, `"api/read"`, `"${var.env}/read"`, `"api/"`) })
	})
	attribute("callback_urls", 9, g.urls)
	attribute("logout_urls", 3, g.urls)
	attribute("default_redirect_uri", 6, g.url)
	attribute("generate_secret", 5, g.boolean)
	attribute("access_token_validity", 5, g.number)
	attribute("id_token_validity", 3, g.number)
	attribute("refresh_token_validity", 3, g.number)
	attribute("auth_session_validity", 3, g.number)
	attribute("prevent_user_existence_errors", 5, func() string {
		return g.conditional(func() string { return g.one(`"ENABLED"`, `"LEGACY"`, `"enabled"`, `null`) })
	})
	attribute("explicit_auth_flows", 7, func() string {
		return g.list(func() string {
			return g.one(`"ALLOW_USER_SRP_AUTH"`, `"ALLOW_REFRESH_TOKEN_AUTH"`, `"ADMIN_NO_SRP_AUTH"`, `"ALLOW_${upper(var.env)}"`)
		})
	})
	unit := func() string {
		if g.isClosed {
			return g.one(`"minutes"`, `"hours"`, `"days"`, `var.flag ? "minutes" : "hours"`, `null`)
		}
		return g.one(`"minutes"`, `"hours"`, `"days"`, `var.o.unit`, `var.x`)
	}
	switch g.IntN(5) {
	case 4:
		condition := g.condition()
		for _, each := range []string{"%s ? [%s] : []", "%s ? [] : [%s]"} {
			fmt.Fprintf(&text, "  dynamic \"token_validity_units\" {\n    for_each = "+each+"\n    content {\n      access_token = token_validity_units.value\n    }\n  }\n", condition, unit())
		}
	case 0:
		fmt.Fprintf(&text, "  token_validity_units {\n    access_token = %s\n    refresh_token = %s\n  }\n", unit(), unit())
	case 1:
		fmt.Fprintf(&text, "  dynamic \"token_validity_units\" {\n    for_each = %s ? [%s] : []\n    content {\n      access_token = token_validity_units.value\n    }\n  }\n", g.condition(), unit())
	}
	if g.IntN(4) == 0 {
		fmt.Fprintf(&text, "  refresh_token_rotation {\n    feature = %s\n  }\n", g.conditional(func() string { return g.one(`"ENABLED"`, `"DISABLED"`) }))
	}
	text.WriteString("}\n")
	return text.String()
}

func (g *moduleGenerator) condition() string {
	all := []string{
		`var.env == "prod"`, `var.env != "prod"`, `var.flag`, `!var.flag`, `var.env == "dev" || var.flag`, `var.stage == null`,
		`length(toset([1, "1"])) == 1`, `tolist(toset([10, 9]))[0] == 9`, `tolist([1, "a"])[0] == "1"`, `(var.flag ? 1 : "a") == 1`,
		`[for i, e in [var.env, "dev"] : i if e == "dev"][0] == 1`, `distinct([var.env, "dev"])[0] == "dev"`,
		`var.maybe != null`, `contains(["dev", "test"], var.env)`, `(var.flag && var.env == "prod")`, `var.stage == "a"`,
	}
	if !g.isClosed {
		all = append(all, `length(var.urls) > 0`, `var.host == "localhost"`, `var.n > 5`, `var.o == null`, `can(var.o.url)`, `var.x == null`,
			`length(var.urls) == 0`, `var.n <= 5`, `tonumber(var.host) == null`, `can(tonumber(var.host))`, `tolist(var.urls) == null`,
			`var.x == "true"`, `var.x`, `var.d.a == null`, `var.d.b == null`, `lower(var.host) == "localhost"`, `contains(var.urls, "localhost")`)
	}
	return g.one(all...)
}

// conditional returns an expression, perhaps a conditional one.
func (g *moduleGenerator) conditional(value func() string) string {
	if g.IntN(3) > 0 {
		return value()
	}
	return fmt.Sprintf("%s ? %s : %s", g.condition(), value(), value())
}

func (g *moduleGenerator) boolean() string {
	return g.conditional(func() string {
		return g.one("true", "true", "false", "var.flag", `var.env == "prod"`, "local.a_prod", "null", "var.maybe")
	})
}

func (g *moduleGenerator) number() string {
	return g.conditional(func() string {
		if g.isClosed {
			return g.one("5", "60", "3", "24", "86400", "0", `var.flag ? 5 : 60`, "null", `"30"`, "max(3, 60)", "30 * 2")
		}
		return g.one("5", "60", "3", "24", "var.n", "var.n * 2", "100000", "tostring(var.n)")
	})
}

// url returns an expression for a URL.
func (g *moduleGenerator) url() string {
	if g.depth++; g.depth > 3 {
		g.depth--
		return g.one(`"https://app.example.com/"`, `"http://dev.example.com/"`, `"http://localhost:3000/"`)
	}
	defer func() { g.depth-- }()
	all := []func() string{
		func() string { return `"https://app.example.com/"` },
		func() string { return `"http://dev.example.com/"` },
		func() string { return `"http://localhost:3000/"` },
		func() string { return `"myapp://callback"` },
		func() string { return `"https://app.example.com/#x"` },
		func() string { return `"https://${var.env}.example.com/"` },
		func() string { return `"http://${var.env}.example.com/"` },
		func() string { return fmt.Sprintf(`(%s ? %s : %s)`, g.condition(), g.url(), g.url()) },
		func() string {
			return fmt.Sprintf(`lookup({ dev = %s, prod = %s }, var.env, %s)`, g.url(), g.url(), g.url())
		},
		func() string {
			return fmt.Sprintf(`{ dev = %s, prod = %s, test = %s }[var.env]`, g.url(), g.url(), g.url())
		},
		func() string { return fmt.Sprintf(`coalesce(var.stage, %s)`, g.url()) },
		func() string {
			return fmt.Sprintf(`"%%{if %s}https%%{else}http%%{endif}://tmpl.example.com/"`, g.condition())
		},
		func() string { return fmt.Sprintf(`"${%s}cb"`, g.url()) },
		func() string { return fmt.Sprintf(`format("%%scb", %s)`, g.url()) },
		func() string { return fmt.Sprintf(`element([%s, %s], 1)`, g.url(), g.url()) },
		func() string { return fmt.Sprintf(`[%s, %s][0]`, g.url(), g.url()) },
		func() string { return `"${join(".", ["https://app", var.env, "example.com"])}/"` },
		func() string { return fmt.Sprintf(`trimsuffix(%s, "/")`, g.url()) },
		func() string { return fmt.Sprintf(`replace(%s, "http:", "https:")`, g.url()) },
		func() string { return g.local },
	}
	if g.depth == 1 {
		all = append(all, func() string { return "null" })
	}
	if !g.isClosed {
		all = append(all,
			func() string { return `"https://${var.host}/cb"` },
			func() string { return `"http://${var.host}/cb"` },
			func() string { return `"https://${var.host}/#/cb"` },
			func() string { return `var.urls[0]` },
			func() string { return `var.o.url` },
			func() string { return `var.d.a` },
			func() string { return fmt.Sprintf(`coalesce(var.x, var.host, %s)`, g.url()) },
			func() string { return fmt.Sprintf(`try(var.o.url, %s)`, g.url()) },
			func() string { return fmt.Sprintf(`try(var.x.url, %s)`, g.url()) },
			func() string { return fmt.Sprintf(`coalesce(var.host, %s)`, g.url()) },
			func() string { return `lower(var.host)` },
			func() string { return `var.x` },
			func() string { return `format("https://%s/cb", var.x)` },
			func() string { return `join("", ["http://", var.host])` },
		)
	}
	return all[g.IntN(len(all))]()
}

// list returns an expression for a list.
func (g *moduleGenerator) list(element func() string) string {
	literal := func() string {
		elements := make([]string, g.IntN(3))
		for i := range elements {
			elements[i] = element()
		}
		return "[" + strings.Join(elements, ", ") + "]"
	}
	switch g.IntN(12) {
	case 0:
		return fmt.Sprintf("%s ? %s : %s", g.condition(), literal(), literal())
	case 1:
		return fmt.Sprintf("concat(%s, %s ? %s : [])", literal(), g.condition(), literal())
	case 2:
		return fmt.Sprintf("compact([%s, %s ? %s : null])", element(), g.condition(), element())
	case 3:
		return fmt.Sprintf("%s ? %s : null", g.condition(), literal())
	}
	return literal()
}

// urls returns an expression for a list of URLs.
func (g *moduleGenerator) urls() string {
	all := []func() string{
		func() string { return g.list(g.url) },
		func() string { return g.list(g.url) },
		func() string {
			if g.local != "local.c_url" {
				return "[]"
			}
			return "local.d_urls"
		},
		func() string { return fmt.Sprintf("[for h in local.b_hosts : \"%s://${h}/\"]", g.one("http", "https")) },
		func() string {
			return fmt.Sprintf(`[for u in [%s, %s] : u if u != "http://dev.example.com/"]`, g.url(), g.url())
		},
		func() string { return fmt.Sprintf(`[for u in [%s, %s] : u if %s]`, g.url(), g.url(), g.condition()) },
		func() string { return fmt.Sprintf(`flatten([[%s], [%s, [%s]]])`, g.url(), g.url(), g.url()) },
		func() string { return fmt.Sprintf(`distinct([%s, %s])`, g.url(), g.url()) },
		func() string { return fmt.Sprintf(`toset([%s, %s])`, g.url(), g.url()) },
		func() string { return fmt.Sprintf(`reverse([%s, %s])`, g.url(), g.url()) },
		func() string { return fmt.Sprintf(`values({ a = %s, b = %s })`, g.url(), g.url()) },
		func() string {
			return fmt.Sprintf(`values(merge({ a = %s }, %s ? { b = %s } : {}))`, g.url(), g.condition(), g.url())
		},
		func() string {
			return fmt.Sprintf(`[for k, v in { a = %s, b = %s } : v if k != "b"]`, g.url(), g.url())
		},
		func() string {
			return fmt.Sprintf(`setsubtract([%s, %s], ["http://dev.example.com/"])`, g.url(), g.url())
		},
		func() string { return fmt.Sprintf(`split(",", "${%s},https://b.example.com/")`, g.url()) },
		func() string { return fmt.Sprintf(`[{ url = %s }, { url = %s }][*].url`, g.url(), g.url()) },
		func() string {
			return fmt.Sprintf(`length([for u in [%s] : u if %s]) > 0 ? ["https://a.example.com/"] : [%s]`, g.url(), g.condition(), g.url())
		},
	}
	if !g.isClosed {
		all = append(all,
			func() string { return "var.urls" },
			func() string { return fmt.Sprintf(`try(concat(var.urls, [%s]), [%s])`, g.url(), g.url()) },
			func() string { return fmt.Sprintf(`try(compact(flatten([var.urls, var.x])), [%s])`, g.url()) },
			func() string { return fmt.Sprintf(`concat([%s], var.urls)`, g.url()) },
			func() string { return fmt.Sprintf(`try(var.o.urls, [%s])`, g.url()) },
			func() string { return `[for u in var.urls : "https://${u}/"]` },
			func() string { return fmt.Sprintf(`[for u in var.urls : u if %s]`, g.condition()) },
			func() string { return `[for u in concat(var.urls, ["http://a.example.com/"]) : lower(u)]` },
			func() string { return `distinct(concat(var.urls, ["http://a.example.com/"]))` },
			func() string { return fmt.Sprintf(`tolist(toset(concat(var.urls, [%s])))`, g.url()) },
			func() string { return `coalesce(var.x, "") == "" ? [] : [var.x]` },
			func() string { return `split(",", var.host)` },
			func() string { return `var.o == null ? [] : var.o.urls` },
			func() string { return `compact([var.host, "http://a.example.com/"])` },
			func() string { return `slice(var.urls, 0, 1)` },
		)
	}
	return all[g.IntN(len(all))]()
}

// values returns random values of the variables.
func (g *moduleGenerator) values() map[string]cty.Value {
	text := func() cty.Value {
		return cty.StringVal(g.one("https://app.example.com/", "http://dev.example.com/", "localhost", "app.example.com", "", "a b", "minutes", "hours", "ENABLED", "http://a.example.com/", "60"))
	}
	maybe := func(v cty.Value) cty.Value {
		if g.IntN(5) == 0 {
			return cty.NullVal(v.Type())
		}
		return v
	}
	texts := func() cty.Value {
		elements := make([]cty.Value, g.IntN(4))
		for i := range elements {
			elements[i] = text()
		}
		if len(elements) == 0 {
			return cty.ListValEmpty(cty.String)
		}
		return cty.ListVal(elements)
	}
	anything := []cty.Value{text(), cty.True, cty.NumberIntVal(5), cty.ObjectVal(map[string]cty.Value{"url": text()}), cty.NullVal(cty.DynamicPseudoType)}
	return map[string]cty.Value{
		"env": cty.StringVal(g.one("dev", "prod", "test")), "stage": maybe(cty.StringVal(g.one("a", "b"))),
		"flag": cty.BoolVal(g.IntN(2) == 0), "maybe": maybe(cty.BoolVal(g.IntN(2) == 0)),
		"flows": cty.StringVal(g.one("code", "implicit", "client_credentials")),
		"host":  maybe(text()), "urls": maybe(texts()), "n": maybe(cty.NumberIntVal(int64(g.IntN(100)))),
		"o": maybe(cty.ObjectVal(map[string]cty.Value{"urls": texts(), "url": maybe(text()), "unit": maybe(text())})),
		"d": maybe(cty.ObjectVal(map[string]cty.Value{"a": text(), "b": maybe(text())})),
		"x": anything[g.IntN(len(anything))],
	}
}

// all yields all values of the variables of a closed module.
func (g *moduleGenerator) all(yield func(map[string]cty.Value) bool) {
	null := cty.NullVal(cty.String)
	for _, env := range []string{"dev", "prod", "test"} {
		for _, stage := range []cty.Value{null, cty.StringVal("a"), cty.StringVal("b")} {
			for _, flag := range []cty.Value{cty.True, cty.False} {
				for _, maybe := range []cty.Value{cty.True, cty.False, cty.NullVal(cty.Bool)} {
					for _, flows := range []string{"code", "implicit", "client_credentials"} {
						if !yield(map[string]cty.Value{"env": cty.StringVal(env), "stage": stage, "flag": flag, "maybe": maybe, "flows": cty.StringVal(flows)}) {
							return
						}
					}
				}
			}
		}
	}
}
