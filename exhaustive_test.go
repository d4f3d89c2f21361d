//go:build !race

// The race detector slows this down twentyfold, and goroutines here only read
// what they share.

package cognito

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPatternsOnEveryCodePoint(t *testing.T) {
	for name, pattern := range patterns(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.NotEmpty(t, contexts[name])
			last := rune(unicode.MaxRune) // in the first context
			for _, context := range contexts[name] {
				before, after, _ := strings.Cut(context, "*")
				for r := rune(0); r <= last; r++ {
					text := before + string(r) + after
					if matches(name, text) != pattern.MatchString(text) {
						t.Fatalf("%+q: want %v", text, pattern.MatchString(text))
					}
				}
				for b := utf8.RuneSelf; b <= 0xff; b++ {
					assert.False(t, matches(name, before+string([]byte{byte(b)})+after), "the byte %#x is not UTF-8", b)
				}
				last = 0x2ff
			}
		})
	}
}
