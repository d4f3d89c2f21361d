package main

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-cognito/cognito/internal/mask"
)

// maxShown is how many bytes of a value or an expression are shown.
const maxShown = 200

// masked returns as much of a value or an expression as can be shown: without
// what may be a password in a URI.
func masked(text string) string {
	text = mask.Userinfo(text)
	if len(text) > maxShown {
		text = strings.ToValidUTF8(text[:maxShown], "") + "..."
	}
	return text
}

// quoted returns a value that can be shown, in quotes.
func quoted(text string) string { return strconv.Quote(masked(text)) }

// printable returns text, quoted if it could forge other text on a terminal or
// in a log.
func printable(text string) string {
	for _, r := range text {
		if !strconv.IsPrint(r) {
			return strconv.Quote(text)
		}
	}
	if !utf8.ValidString(text) || strings.HasPrefix(strings.TrimSpace(text), "::") {
		return strconv.Quote(text)
	}
	return text
}

// counted returns a number with its noun.
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
