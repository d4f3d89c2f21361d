package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
	"github.com/go-cognito/cognito/internal/suggest"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v4"
)

// Each form has the members of its structure in the service model.
func TestForms(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "testdata", "service-model.json"))
	require.NoError(t, err)
	var model struct {
		Shapes map[string]struct{ Members map[string]string }
	}
	require.NoError(t, json.Unmarshal(data, &model))
	model.Shapes["UserPoolClientType"].Members["ClientType"] = "ClientTypeType" // as the documentation has it
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

// decodeOne decodes the only client of a file.
func decodeOne(t *testing.T, name, text string, update bool) *client {
	t.Helper()
	documents, failure := document.Parse(name, []byte(text))
	require.Nil(t, failure)
	var clients []*client
	for _, n := range documents {
		clientsOf(recogniseDocument(n), update, func(c *client) { clients = append(clients, c) }, func(p *document.Problem) { t.Fatal(p.Message) })
	}
	require.Len(t, clients, 1)
	clients[0].read(clients[0].node)
	return clients[0]
}

func TestPlaces(t *testing.T) {
	c := decodeOne(t, "-", "{\n\n \"UserPoolId\": \"あ\", \"ClientName\":\r\n 7,\r\"CallbackURLs\": [\n\"a\",\n\n\"b\"]}", false)
	assert.Equal(t, []worlds.Finding{{
		Place: document.Place{Line: 4, Column: 2}, Value: document.Place{Line: 4, Column: 2},
		Path: worlds.MemberPath("ClientName"), Message: "must be a string, not a number: put it in quotes",
	}}, c.problems)
	for path, want := range map[string]string{
		"": "1:1", "UserPoolId": "3:2", "ClientName": "3:21", "CallbackURLs": "5:1", "CallbackURLs[0]": "6:1", "CallbackURLs[1]": "8:1",
		"LogoutURLs": "1:1", "TokenValidityUnits.IdToken": "1:1",
	} {
		assert.Equal(t, want, c.locate(worlds.ParsePath(path)).String(), path)
	}
	for _, lineBreak := range []string{"\u0085", "\u2028", "\u2029"} {
		for _, text := range []string{
			`{"UserPoolId": "あ𝄞%s", "ClientName": 7}`,
			`UserPoolId: "あ𝄞%s", # {`,
		} {
			text = strings.Replace(text, "%s", lineBreak, 1)
			if text[0] != '{' {
				text = `{UserPoolId: "あ𝄞` + lineBreak + `", "ClientName": 7}`
			}
			c := decodeOne(t, "client.yaml", text, false)
			assert.Equal(t, "あ𝄞"+lineBreak, c.UserPoolId)
			assert.Equal(t, int32(1), c.problems[0].Line)
			assert.Equal(t, int32(strings.Count(text, "")-2), c.problems[0].Column, "a column is a character")
		}
	}
}

func TestDates(t *testing.T) {
	for _, row := range []struct {
		text string
		want time.Time
	}{
		{"CreationDate: 1548697449", time.Date(2019, 1, 28, 17, 44, 9, 0, time.UTC)},
		{"CreationDate: 1548697449.497", time.Date(2019, 1, 28, 17, 44, 9, 497e6, time.UTC)},
		{"CreationDate: 2019-01-28T17:44:09.497Z", time.Date(2019, 1, 28, 17, 44, 9, 497e6, time.UTC)},
		{"CreationDate: '2019-01-28T18:44:09+01:00'", time.Date(2019, 1, 28, 17, 44, 9, 0, time.UTC)},
		{`{"CreationDate": 1548697449}`, time.Date(2019, 1, 28, 17, 44, 9, 0, time.UTC)},
	} {
		c := decodeOne(t, "-", row.text, false)
		assert.Empty(t, c.problems, row.text)
		assert.Equal(t, row.want, c.CreationDate.Time, row.text)
	}
	for _, text := range []string{"null", "true", "[]", "2019-01-28", "!!int null", "!!float null", "!!timestamp null"} {
		assert.NotEmpty(t, decodeOne(t, "-", "LastModifiedDate: 1\nCreationDate: "+text, false).problems, text)
	}
}

// Each member and value that is suggested is one of the service model.
func TestSuggestions(t *testing.T) {
	members := map[string]bool{}
	for _, structure := range []reflect.Type{reflect.TypeFor[cognito.UserPoolClient](), reflect.TypeFor[cognito.TokenValidityUnits]()} {
		for field := range structure.Fields() {
			members[field.Name] = true
		}
	}
	for name, member := range elsewhere {
		assert.Equal(t, suggest.Letters(name), name)
		assert.True(t, members[member], member)
	}
	values := map[string]bool{}
	for _, member := range []string{"TokenValidityUnits.IdToken", "AllowedOAuthFlows", "ExplicitAuthFlows", "PreventUserExistenceErrors", "RefreshTokenRotation.Feature"} {
		require.NotEmpty(t, worlds.Enum(member), member)
		for _, value := range worlds.Enum(member) {
			values[value] = true
		}
	}
	for name, value := range valuesElsewhere {
		assert.Equal(t, suggest.Letters(name), name)
		assert.True(t, values[value], value)
	}
}

func TestShownName(t *testing.T) {
	value, noValue := &document.Node{Kind: document.String}, &document.Node{Kind: document.Null}
	for _, row := range []struct {
		name  string
		known bool
		value *document.Node
		want  string
	}{
		{"a_b-C9", false, value, "a_b-C9"},
		{"a.b", false, value, "a..."},
		{"=b", false, value, ""},
		{"é", false, value, ""},
		{strings.Repeat("a", 40), false, value, strings.Repeat("a", 40)},
		{strings.Repeat("a", 41), false, value, strings.Repeat("a", 40) + "..."},
		{"ab", false, noValue, ""},
		{"ClientName", true, noValue, "ClientName"},
	} {
		assert.Equal(t, row.want, shownName(row.name, row.known, row.value), row.name)
	}
}

// The same client in JSON and in YAML is the same.
func TestYAMLAgreesWithJSON(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "*.good.json"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		var members map[string]any
		require.NoError(t, json.Unmarshal(data, &members))
		text, err := yaml.Dump(members)
		require.NoError(t, err)
		fromJSON := decodeOne(t, file, string(data), false)
		require.Empty(t, fromJSON.problems)
		fromYAML := decodeOne(t, "client.yaml", string(text), false)
		require.Empty(t, fromYAML.problems)
		assert.Equal(t, fromJSON.UserPoolClient, fromYAML.UserPoolClient, file)
		assert.Equal(t, fromJSON.form, fromYAML.form, file)
	}
}

const (
	y = "UserPoolId: us-west-2_aBcDeFgHi\nClientName: a\n"
	j = `{"UserPoolId":"us-west-2_aBcDeFgHi","ClientName":"a",`
)

// report returns all that the command says of a file.
func report(name string, data []byte, update bool) string {
	var text bytes.Buffer
	for _, format := range []string{"text", "json", "github", "sarif"} {
		out := bufio.NewWriter(&text)
		check := checker{update: update}
		reporter := formats[format](&app{stdout: output{out}, stderr: out})
		if r := check.checkData(source{name: name}, data); r != nil {
			reporter.file(r)
		}
		reporter.end()
		_ = out.Flush() // to memory
	}
	return text.String()
}

// FuzzDecode: no input makes the command panic or print a ClientSecret, every
// place is in the file, and what is accepted is decoded as encoding/json does
// or, for YAML, as its library and then encoding/json do.
func FuzzDecode(f *testing.F) {
	files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "*.*"))
	require.NoError(f, err)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(f, err)
		f.Add(data, false, filepath.Ext(file) == ".json")
	}
	for _, text := range []string{
		"", "{", "[", "{}{}", `{"a":"\ud800\udc00\\u"}`, "a: &a [*a]", "? a\n: b", "--- !!x\n", "a:\n- b\n -c",
		y + "ClientSecret: not-a-secret\n", j + `"ClientSecret":"not-a-secret","ClientSecret":{"not-a-secret":1}}`,
		y + "<<: [&a {AuthSessionValidity: 3}, *a]\n", y + "GenerateSecret: !!bool true\nAuthSessionValidity: !!int 3\n",
		y + "# userpoolclient:ignore length\n", y + "DefaultRedirectURI: 'a\u2028b'\n", y + "IdTokenValidity: 18446744073709551616\n",
	} {
		f.Add([]byte(text), true, true)
		f.Add([]byte(text), true, false)
	}
	f.Fuzz(func(t *testing.T, data []byte, update, isJSON bool) {
		name := "client.yaml"
		if isJSON {
			name = "client.json"
		}
		printed := report(name, data, update)
		var clients []*client
		check := checker{update: update, each: func(c *client) { clients = append(clients, c) }}
		r := check.checkData(source{name: name}, data)
		lines := int32(bytes.Count(data, []byte("\n")) + bytes.Count(data, []byte("\r")) + 1)
		for _, f := range r.findings {
			require.True(t, f.Line >= 1 && f.Line <= lines && f.Column >= 1, "%v", f)
			require.NotContains(t, f.text(), "\n")
		}
		for _, c := range clients {
			requireSecret(t, string(c.ClientSecret), name, data, update, printed)
		}
		problems := slices.ContainsFunc(r.findings, func(f finding) bool { return f.rule == "" })
		if len(clients) != 1 || problems || bytes.ContainsAny(data, "\u0085\u2028\u2029\ufeff") {
			return
		}
		document := data
		if !isJSON {
			var members any
			if yaml.Load(data, &members) != nil {
				// There are several documents, or another has something
				// unknown.
				return
			}
			document, err = json.Marshal(members)
			require.NoError(t, err)
		}
		document = bytes.TrimSpace(document)
		if document[0] == '[' {
			var all []json.RawMessage
			require.NoError(t, json.Unmarshal(document, &all))
			document = all[0]
		}
		var output struct{ UserPoolClient *cognito.UserPoolClient }
		require.NoError(t, json.Unmarshal(document, &output))
		want := output.UserPoolClient
		if want == nil {
			want = &cognito.UserPoolClient{}
			require.NoError(t, json.Unmarshal(document, want))
		}
		got := clients[0].UserPoolClient
		// The library reads the dates of YAML in other ways.
		if !isJSON {
			got.CreationDate, got.LastModifiedDate = want.CreationDate, want.LastModifiedDate
		}
		require.Equal(t, *want, got)
	})
}

// requireSecret requires that a secret, if the file has it once and it is long
// enough to be told from other text, is not in what was printed.
func requireSecret(t *testing.T, secret, name string, data []byte, update bool, printed string) {
	t.Helper()
	if len(secret) < 8 || bytes.Count(data, []byte(secret)) != 1 || !strings.Contains(printed, secret) {
		return
	}
	other := bytes.Replace(data, []byte(secret), bytes.Repeat([]byte("Q"), len(secret)), 1)
	require.Contains(t, report(name, other, update), secret, "printed because it is the secret")
}
