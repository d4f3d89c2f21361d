package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// hostile is a module that would take too long, or too much memory, if all of it
// were evaluated, and what is said of it on standard error.
type hostile struct{ module, want string }

const (
	checked = "1 client checked"
	tooDeep = "is nested too deeply"
	never   = "was not checked: no values were found with which it would be deployed"
)

// withURLs returns a module with a client whose callback URLs are an expression.
func withURLs(declarations, urls string) string {
	return declarations + "resource \"aws_cognito_user_pool_client\" \"c\" {\n  callback_urls = " + urls + "\n}\n"
}

// each returns lines that are made of numbers.
func each(n int, line string) string {
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, line, i, i+1)
	}
	return text.String()
}

func nested(n int, begin, inside, end string) string {
	return strings.Repeat(begin, n) + inside + strings.Repeat(end, n)
}

func hostileModules() map[string]hostile {
	const many = 50_000
	double := func(first, line string) string {
		return "variable \"x\" {}\nlocals {\n  a0 = " + first + "\n" + each(40, line) + "}\n"
	}
	return map[string]hostile{
		"lists":         {withURLs("", nested(many, "[", "", "]")), tooDeep},
		"parentheses":   {withURLs("", nested(many, "(", "1", ")")), tooDeep},
		"negations":     {withURLs("", "["+strings.Repeat("!", many)+"true]"), tooDeep},
		"conditionals":  {withURLs("", strings.Repeat("true ? [] : ", many)+"[]"), tooDeep},
		"templates":     {withURLs("", "["+nested(many, `"${`, "1", `}"`)+"]"), tooDeep},
		"directives":    {withURLs("", `["`+nested(many/2, "%{if true}", "a", "%{endif}")+`"]`), tooDeep},
		"blocks":        {withURLs("", "[]\n"+nested(many, "x {\n", "", "}\n")), tooDeep},
		"operators":     {withURLs("", "["+strings.Repeat("1+", many)+"1]"), tooDeep},
		"indexes":       {withURLs("", "[]"+strings.Repeat("[0]", many)), tooDeep},
		"attributes":    {withURLs("variable \"x\" {}\n", "var.x"+strings.Repeat(".a", many)), checked},
		"heredoc":       {withURLs("", "[<<EOT\n"+strings.Repeat("a\n", many)+"EOT\n]"), "must have shorter templates"},
		"doubled list":  {withURLs(double(`["http://a.example.com/"]`, "  a%[2]d = concat(local.a%[1]d, local.a%[1]d)\n"), "local.a40"), checked},
		"doubled tuple": {withURLs(double(`["http://a.example.com/"]`, "  a%[2]d = [local.a%[1]d, local.a%[1]d]\n"), "flatten(local.a40)"), checked},
		"doubled text":  {withURLs(double(`var.x`, "  a%[2]d = \"${local.a%[1]d}${local.a%[1]d}\"\n"), "[local.a40]"), checked},
		"values":        {withURLs("", "["+strings.Repeat("1,", 1_900_000)+"]"), "must hold fewer values"},
		"chain":         {withURLs("locals {\n"+each(many, "  a%[1]d = local.a%[2]d\n")+"}\n", "local.a0"), checked},
		"circle":        {withURLs("locals {\n  a = local.b\n  b = local.a\n}\n", "local.a"), checked},
		"range":         {withURLs("", "[for i in range(1000000000) : i]"), never},
		"format":        {withURLs("", `[format("%1000000000d", 1)]`), checked},
		"setproduct":    {withURLs("", "[for p in setproduct("+strings.Repeat(`["a", "b", "c", "d", "e", "f", "g", "h"], `, 12)+`["a"]) : join("", p)]`), checked},
		"jsondecode":    {withURLs("", `jsondecode("[`+strings.Repeat("1,", many)+`1]")`), checked},
		"regex":         {withURLs("", `[regex("(a*)*b", "`+strings.Repeat("a", many)+`")]`), checked},
		"replace":       {withURLs("", `[replace("`+strings.Repeat("a", 90_000)+`", "a", "`+strings.Repeat("b", 90_000)+`")]`), checked},
		"keys":          {"resource \"aws_cognito_user_pool_client\" \"c\" {\n  for_each = {\n" + each(many, "    a%[1]d = %[2]d\n") + "  }\n}\n", checked},
		"count":         {"resource \"aws_cognito_user_pool_client\" \"c\" {\n  count = 1000000000\n}\n", checked},
		"number":        {withURLs("", `["${1e1000000000}", "${1e-1000000000}", "${pow(10, 1e9)}"]`), checked},
		"conditions":    {withURLs(each(60, "variable \"v%[1]d\" {\n  type = bool\n}\n"), "concat("+each(60, `var.v%[1]d ? ["https://a%[2]d.example.com/"] : [], `)+"[])"), checked},
	}
}

// A hostile module is checked, or said not to be.
func TestHostileModules(t *testing.T) {
	for name, row := range hostileModules() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, stderr, _ := userpoolclient(t, "", "validate", writeModule(t, row.module))
			assert.Contains(t, stderr, row.want)
		})
	}
}

// writeModule writes a module and returns its folder.
func writeModule(tb testing.TB, module string) string {
	tb.Helper()
	dir := tb.TempDir()
	require.NoError(tb, os.WriteFile(filepath.Join(dir, "main.tf"), []byte(module), 0o600))
	return dir
}

// What is reached by a link out of the folders given is not read.
func TestLinksOutOfFolder(t *testing.T) {
	outside, inside := t.TempDir(), t.TempDir()
	const client = "resource \"aws_cognito_user_pool_client\" \"c\" {\n  name = \"a/b\"\n}\n"
	require.NoError(t, os.WriteFile(filepath.Join(outside, "main.tf"), []byte(client), 0o600))
	require.NoError(t, os.Symlink(outside, filepath.Join(inside, "folder")))
	require.NoError(t, os.Symlink(filepath.Join(outside, "main.tf"), filepath.Join(inside, "file.tf")))
	require.NoError(t, os.WriteFile(filepath.Join(inside, "main.tf"), []byte("module \"m\" {\n  source = \"./folder\"\n}\n"), 0o600))
	stdout, stderr, status := userpoolclient(t, "", "validate", "-v", inside)
	assert.Empty(t, stdout)
	assert.Contains(t, stderr, "module.m: was not checked: it is not in the folders given")
	assert.Contains(t, stderr, "0 clients checked")
	assert.Equal(t, exitValid, status)

	// A link that is named itself is followed.
	stdout, _, _ = userpoolclient(t, "", "validate", filepath.Join(inside, "folder"))
	assert.Contains(t, stdout, "ClientName")
}

// A folder of 10,000 files is one module.
func TestManyFiles(t *testing.T) {
	dir := writeModule(t, withURLs("", "[var.v0]"))
	for i := range 10_000 {
		require.NoError(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("v%d.tf", i)), []byte(fmt.Sprintf("variable \"v%d\" {}\n", i)), 0o600))
	}
	_, stderr, _ := userpoolclient(t, "", "validate", dir)
	assert.Contains(t, stderr, "1 client checked")
}
