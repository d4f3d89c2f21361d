package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/go-cognito/cognito"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Each form has the members of its structure in the service model.
func TestForms(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "testdata", "service-model.json"))
	require.NoError(t, err)
	var model struct {
		Shapes map[string]struct{ Members map[string]string }
	}
	require.NoError(t, json.Unmarshal(data, &model))
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

func TestDistance(t *testing.T) {
	for _, row := range []struct {
		a, b string
		want int
	}{
		{"ClientName", "ClientName", 0},
		{"clientname", "ClientName", 0},
		{"client-name", "ClientName", 0},
		{"CLIENT_NAME", "ClientName", 0},
		{"ClientNam", "ClientName", 1},
		{"ClientNames", "ClientName", 1},
		{"ClientMame", "ClientName", 1},
		{"ClinetName", "ClientName", 2},
		{"", "ClientName", 10},
		{"kitten", "sitting", 3},
	} {
		assert.Equal(t, row.want, distance(row.a, row.b), "%s %s", row.a, row.b)
	}
	assert.Greater(t, distance(strings.Repeat("x", 1<<20), "ClientName"), 3)
}

// decodeOne decodes the only client of a file.
func decodeOne(t *testing.T, name, text string, update bool) *client {
	t.Helper()
	documents, problem := parse(name, []byte(text))
	require.Nil(t, problem)
	var clients []*client
	for _, document := range documents {
		require.Nil(t, clientsOf(document, update, func(c *client) { clients = append(clients, c) }))
	}
	require.Len(t, clients, 1)
	return clients[0]
}

func TestPlaces(t *testing.T) {
	c := decodeOne(t, "-", "{\n\n \"UserPoolId\": \"あ\", \"ClientName\":\r\n 7,\r\"CallbackURLs\": [\n\"a\",\n\n\"b\"]}", false)
	assert.Equal(t, []problem{{place{4, 2}, "ClientName", "must be a string, is a number: put it in quotes"}}, c.problems)
	for path, want := range map[string]place{
		"": {1, 1}, "UserPoolId": {3, 2}, "ClientName": {3, 21}, "CallbackURLs": {5, 1}, "CallbackURLs[0]": {6, 1}, "CallbackURLs[1]": {8, 1},
		"LogoutURLs": {1, 1}, "TokenValidityUnits.IdToken": {1, 1},
	} {
		assert.Equal(t, want, c.locate(path), path)
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
			assert.Equal(t, int32(1), c.problems[0].line)
			assert.Equal(t, int32(strings.Count(text, "")-2), c.problems[0].column, "a column is a character")
		}
	}
}
