package cognito

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestValidateRedirectURI(t *testing.T) {
	for _, r := range uriRows {
		var want []string
		for _, w := range r.want {
			want = append(want, strings.TrimPrefix(w, "CallbackURLs[0] "))
		}
		assert.Equal(t, want, broken(t, ValidateRedirectURI(r.name)), r.name)
	}
	for _, row := range []struct {
		uri  string
		want []string
	}{
		{"", []string{"length"}},
		{"a:" + strings.Repeat("あ", 1021), nil},
		{"a:" + strings.Repeat("あ", 1022), nil},
		{"a:" + strings.Repeat("あ", 1023), []string{"length"}},
		{"\xff", []string{"characters", "redirect-uri.absolute"}},
	} {
		assert.Equal(t, row.want, broken(t, ValidateRedirectURI(row.uri)))
	}
}
