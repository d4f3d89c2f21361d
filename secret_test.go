package cognito

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// verbs are those of fmt that format a value, with flags, and one that fmt
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
	full, empty := Secret(secret), Secret("")
	for _, verb := range verbs {
		assert.Equal(t, redacted, fmt.Sprintf(verb, full), verb)
		assert.Equal(t, redacted, fmt.Sprintf(verb, &full), verb)
		assert.Empty(t, fmt.Sprintf(verb, empty), verb)
	}
	assert.Equal(t, redacted, full.String())
	assert.Equal(t, redacted, fmt.Sprint(full))
	assert.Empty(t, empty.String())
}

// renderings are the ways in which a client gets into a text, but for the
// JSON that the API needs.
func renderings(c *UserPoolClient) string {
	var out bytes.Buffer
	for _, verb := range verbs {
		fmt.Fprintf(&out, verb, c)
		fmt.Fprintf(&out, verb, *c)
		fmt.Fprintf(&out, verb, []any{c.ClientSecret, map[string]Secret{"": c.ClientSecret}})
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
	if invalid, ok := errors.AsType[*ValidationError](err); ok {
		_ = json.NewEncoder(out).Encode(invalid)
		for _, v := range invalid.Violations {
			fmt.Fprintf(out, "%v %#v", v, v)
			slog.New(slog.NewJSONHandler(out, nil)).Info("", "violation", v)
		}
	}
}

func TestSecretIsNeverShown(t *testing.T) {
	for _, text := range []Secret{secret, "kN0wn", "kN0wn with characters that are not allowed"} {
		c := valid()
		c.ClientSecret = text
		shown := renderings(c)
		assert.True(t, strings.Contains(shown, redacted))
		assert.False(t, strings.Contains(shown, string(text)), "shown: %q", string(text))
	}
}

func TestSecretJSON(t *testing.T) {
	data, err := json.Marshal(UserPoolClient{ClientSecret: secret})
	require.NoError(t, err)
	assert.Equal(t, `{"ClientSecret":"`+secret+`"}`, string(data))
	var c UserPoolClient
	require.NoError(t, json.Unmarshal(data, &c))
	assert.True(t, c.ClientSecret == secret)
	err = json.Unmarshal([]byte(`{"ClientSecret":["`+secret+`"]}`), &c)
	require.Error(t, err)
	assert.NotContains(t, err.Error(), secret)
}

func TestClientLog(t *testing.T) {
	for _, row := range []struct {
		client UserPoolClient
		want   string
	}{
		{UserPoolClient{ClientName: "example", ClientSecret: secret}, `{"client":{"ClientName":"example","ClientSecret":"[REDACTED]"}}`},
		{UserPoolClient{ClientName: "example"}, `{"client":{"ClientName":"example"}}`},
	} {
		var out bytes.Buffer
		log := slog.New(slog.NewJSONHandler(&out, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if a.Key != "client" {
				return slog.Attr{}
			}
			return a
		}}))
		log.Info("", "client", row.client)
		log.Info("", "client", &row.client)
		assert.Equal(t, row.want+"\n"+row.want+"\n", out.String())
	}
	assert.NotPanics(t, func() {
		slog.New(slog.NewJSONHandler(io.Discard, nil)).Info("", "client", (*UserPoolClient)(nil))
	})
}
