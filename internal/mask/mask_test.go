package mask

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestUserinfo(t *testing.T) {
	for text, want := range map[string]string{
		"":                                "",
		"https://example.com/":            "https://example.com/",
		"https://u:hunter2@example.com/":  "https://***@example.com/",
		"https://u:a/hunter2@example.com": "https://***@example.com",
		"https://u:a?hunter2@example.com": "https://***@example.com",
		"https://u:a#hunter2@example.com": "https://***@example.com",
		"https://u:hunter2@a@b/?c=d":      "https://***@b/?c=d",
		"https://u:hunter2%40example.com": "https://***%40example.com",
		"https://a//b:hunter2@c":          "https://***@c",
		"u:hunter2@example.com//":         "***@example.com//",
		"u:hunter2@example.com":           "***@example.com",
		"https://@example.com":            "https://@example.com",
		"@":                               "@",
		"@@":                              "***@",
	} {
		got := Userinfo(text)
		assert.Equal(t, want, got)
		assert.NotContains(t, got, "hunter2")
	}
	assert.Equal(t, "***@", Userinfo(strings.Repeat("x", 1<<20)+"@"))
}
