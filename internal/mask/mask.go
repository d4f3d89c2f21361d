// Package mask hides passwords in text that is shown to people.
package mask

import "strings"

// Userinfo returns text with whatever is between // and the last @, or before
// the last @ if no // is, replaced by ***: in a URI, that may hold a password,
// even if it contains characters that end the userinfo (RFC 3986 section
// 3.2.1). An @ that is written as %40 counts too.
func Userinfo(text string) string {
	at := max(strings.LastIndexByte(text, '@'), strings.LastIndex(text, "%40"))
	if at < 0 {
		return text
	}
	start := 0
	if i := strings.Index(text[:at], "//"); i >= 0 {
		start = i + len("//")
	}
	if start == at {
		return text
	}
	return text[:start] + "***" + text[at:]
}
