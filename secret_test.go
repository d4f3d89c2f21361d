package cognito_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"reflect"
	"strings"
	"testing"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// verbs are those of fmt that apply to a Secret, with flags, and one that fmt
// does not know.
var verbs = func() []string {
	var all []string
	for _, flags := range []string{"", "+", "#", "-", " ", "0", "64", ".3", "+64.3", "[1]"} {
		for _, verb := range "vsqxXdobOUcteEfFgGz" {
			all = append(all, "%"+flags+string(verb))
		}
	}
	return all
}()

func TestSecretFormats(t *testing.T) {
	full, empty := cognito.Secret(testclients.Secret), cognito.Secret("")
	for _, verb := range verbs {
		assert.Equal(t, cognito.Redacted, fmt.Sprintf(verb, full), verb)
		assert.Equal(t, cognito.Redacted, fmt.Sprintf(verb, &full), verb)
		assert.Empty(t, fmt.Sprintf(verb, empty), verb)
	}
	assert.Equal(t, cognito.Redacted, full.String())
	assert.Equal(t, cognito.Redacted, fmt.Sprint(full))
	assert.Empty(t, empty.String())
}

// renderings are the ways in which a client gets into a text, but for the
// JSON that the API needs.
func renderings(c *cognito.UserPoolClient) string {
	var out bytes.Buffer
	for _, verb := range verbs {
		fmt.Fprintf(&out, verb, c)
		fmt.Fprintf(&out, verb, *c)
		fmt.Fprintf(&out, verb, []any{c.ClientSecret, map[string]cognito.Secret{"": c.ClientSecret}})
		for _, holder := range []any{
			[]*cognito.UserPoolClient{c}, []cognito.UserPoolClient{*c}, []any{c, *c}, [1]*cognito.UserPoolClient{c},
			map[string]*cognito.UserPoolClient{"": c}, struct{ Client *cognito.UserPoolClient }{c}, &struct{ Client *cognito.UserPoolClient }{c},
			struct{ Client cognito.UserPoolClient }{*c}, struct{ *cognito.UserPoolClient }{c}, struct{ cognito.UserPoolClient }{*c},
			struct{ Client **cognito.UserPoolClient }{&c}.Client, errors.Join(c.Validate()), reflect.ValueOf(c), reflect.ValueOf(*c),
		} {
			fmt.Fprintf(&out, verb, holder)
		}
	}
	for _, handler := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		log := slog.New(handler)
		log.Info("", "client", c, "value", *c, "secret", c.ClientSecret)
	}
	for _, err := range []error{c.Validate(), c.ValidateUpdate()} {
		renderError(&out, err)
	}
	_, err := c.TokenLifetimes()
	renderError(&out, err)
	return out.String()
}

func renderError(out io.Writer, err error) {
	for _, verb := range verbs {
		fmt.Fprintf(out, verb, err)
	}
	slog.New(slog.NewJSONHandler(out, nil)).Info("", "err", err)
	slog.New(slog.NewTextHandler(out, nil)).Info("", "err", err)
	if invalid, ok := errors.AsType[*cognito.ValidationError](err); ok {
		_ = json.NewEncoder(out).Encode(invalid)
		for _, v := range invalid.Violations {
			fmt.Fprintf(out, "%v %#v", v, v)
			slog.New(slog.NewJSONHandler(out, nil)).Info("", "violation", v)
		}
	}
}

func TestSecretIsNeverShown(t *testing.T) {
	for _, text := range []cognito.Secret{testclients.Secret, "kN0wn", "kN0wn with characters that are not allowed"} {
		c := testclients.Valid()
		c.ClientSecret = text
		shown := renderings(c)
		assert.True(t, strings.Contains(shown, cognito.Redacted))
		assert.False(t, strings.Contains(shown, string(text)), "shown: %q", string(text))
		shown = strings.ToLower(strings.NewReplacer(" ", "", "0x", "", "0X", "", "U+00", "").Replace(shown))
		assert.False(t, strings.Contains(shown, hex.EncodeToString([]byte(text))), "shown in hex: %q", string(text))
	}
}

func TestSecretJSON(t *testing.T) {
	data, err := json.Marshal(cognito.UserPoolClient{ClientSecret: testclients.Secret})
	require.NoError(t, err)
	assert.Equal(t, `{"ClientSecret":"`+testclients.Secret+`"}`, string(data))
	var c cognito.UserPoolClient
	require.NoError(t, json.Unmarshal(data, &c))
	assert.True(t, c.ClientSecret == testclients.Secret)
	err = json.Unmarshal([]byte(`{"ClientSecret":["`+testclients.Secret+`"]}`), &c)
	require.Error(t, err)
	assert.NotContains(t, err.Error(), testclients.Secret)
}

// A client is formatted as its JSON, whatever the verb and wherever it
// occurs.
func TestClientFormats(t *testing.T) {
	c := &cognito.UserPoolClient{ClientName: "a<b", ClientSecret: testclients.Secret, AccessTokenValidity: new(int32(5))}
	const want = `{"ClientName":"a<b","ClientSecret":"[REDACTED]","AccessTokenValidity":5}`
	for _, verb := range verbs {
		assert.Equal(t, want, fmt.Sprintf(verb, c), verb)
		assert.Equal(t, want, fmt.Sprintf(verb, *c), verb)
		assert.Equal(t, "<nil>", fmt.Sprintf(verb, (*cognito.UserPoolClient)(nil)), verb)
	}
	assert.Equal(t, "["+want+" "+want+"]", fmt.Sprint([]any{c, *c}))
	assert.Equal(t, "{"+want+"}", fmt.Sprintf("%s", struct{ Client *cognito.UserPoolClient }{c}))
	assert.Equal(t, "{}", fmt.Sprint(cognito.UserPoolClient{}))
	assert.Equal(t, cognito.Secret(testclients.Secret), c.ClientSecret)
}

func TestClientLog(t *testing.T) {
	only := &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key != "client" {
			return slog.Attr{}
		}
		return a
	}}
	for _, row := range []struct {
		client     cognito.UserPoolClient
		json, text string
	}{
		{cognito.UserPoolClient{ClientName: "example", ClientSecret: testclients.Secret, EnableTokenRevocation: new(true)},
			`{"client":{"ClientName":"example","ClientSecret":"[REDACTED]","EnableTokenRevocation":true}}`,
			`client="{\"ClientName\":\"example\",\"ClientSecret\":\"[REDACTED]\",\"EnableTokenRevocation\":true}"`},
		{cognito.UserPoolClient{ClientName: "example"}, `{"client":{"ClientName":"example"}}`, `client="{\"ClientName\":\"example\"}"`},
	} {
		var out bytes.Buffer
		for _, handler := range []slog.Handler{slog.NewJSONHandler(&out, only), slog.NewTextHandler(&out, only)} {
			slog.New(handler).Info("", "client", row.client)
			slog.New(handler).Info("", "client", &row.client)
		}
		assert.Equal(t, row.json+"\n"+row.json+"\n"+row.text+"\n"+row.text+"\n", out.String())
	}
	assert.NotPanics(t, func() {
		slog.New(slog.NewJSONHandler(io.Discard, nil)).Info("", "client", (*cognito.UserPoolClient)(nil))
		slog.New(slog.NewTextHandler(io.Discard, nil)).Info("", "client", (*cognito.UserPoolClient)(nil))
	})
}

var secretRows = []row{
	{"a secret of its own", func(c *cognito.UserPoolClient) { c.GenerateSecret, c.ClientSecret = false, testclients.Secret }, nil},
	{"both kinds of secret", func(c *cognito.UserPoolClient) { c.ClientSecret = testclients.Secret }, []string{"ClientSecret client-secret.conflict"}},
	{"a broken secret and a generated one", func(c *cognito.UserPoolClient) { c.ClientSecret = "short!" },
		[]string{"ClientSecret length", "ClientSecret characters", "ClientSecret client-secret.conflict"}},
	{"no secret", func(c *cognito.UserPoolClient) { c.GenerateSecret = false }, nil},
	{"context data with a secret of its own", func(c *cognito.UserPoolClient) {
		c.GenerateSecret, c.ClientSecret = false, testclients.Secret
		c.EnablePropagateAdditionalUserContextData = true
	}, nil},
}
