package cognito

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The model's patterns as functions: a regular expression costs many times
// more, and takes a broken UTF-8 byte for a symbol. Each matches whole text,
// as the service does.

// asciiSet has the ASCII characters of a character class.
type asciiSet [utf8.RuneSelf]bool

var (
	digitChars      = newASCIISet("0-9", "")
	hexChars        = newASCIISet("0-9a-fA-F", "")
	letterChars     = newASCIISet("a-zA-Z", "")
	alnumChars      = newASCIISet("0-9a-zA-Z", "")
	wordHyphenChars = newASCIISet("0-9a-zA-Z", "_-")
	wordPlusChars   = newASCIISet("0-9a-zA-Z", "_+")
	clientNameChars = newASCIISet("0-9a-zA-Z", "_ \t\n\v\f\r+=,.@-")
	arnChars        = newASCIISet("0-9a-zA-Z", "_+=/,.@-")
	schemeChars     = newASCIISet("0-9a-zA-Z", "+-.")
	scopeChars      = newASCIISet("!-!#-[]-~", "")
)

// newASCIISet takes ranges, three characters each, and single characters.
func newASCIISet(ranges, singles string) *asciiSet {
	var set asciiSet
	for ; ranges != ""; ranges = ranges[3:] {
		for c := ranges[0]; c <= ranges[2]; c++ {
			set[c] = true
		}
	}
	for _, c := range singles {
		set[c] = true
	}
	return &set
}

// match tells whether text has one character or more, all of the set.
func (set *asciiSet) match(text string) bool {
	for i := range len(text) {
		if c := text[i]; c >= utf8.RuneSelf || !set[c] {
			return false
		}
	}
	return text != ""
}

// [\w-]+_[0-9a-zA-Z]+
func matchUserPoolID(text string) bool {
	last := strings.LastIndexByte(text, '_')
	return last > 0 && wordHyphenChars.match(text[:last]) && alnumChars.match(text[last+1:])
}

// arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?
func matchARN(text string) bool {
	parts := 0
	for part := range strings.SplitSeq(text, ":") {
		ok := arnChars.match(part)
		switch parts {
		case 0:
			ok = part == "arn"
		case 3:
			ok = ok || part == ""
		case 4:
			ok = digitChars.match(part)
		case 8:
			ok = false
		}
		if !ok {
			return false
		}
		parts++
	}
	return parts >= 6
}

// [\p{L}\p{M}\p{S}\p{N}\p{P}]+
func matchRedirectURL(text string) bool {
	return matchRunes(text, func(r rune) bool { return r != ' ' && unicode.IsPrint(r) })
}

// [\p{L}\p{M}\p{S}\p{N}\p{P}\p{Z}]+
func matchProviderName(text string) bool {
	return matchRunes(text, func(r rune) bool { return unicode.IsPrint(r) || unicode.Is(unicode.Z, r) })
}

// matchRunes tells whether text has one character or more, all in the class,
// and is valid UTF-8.
func matchRunes(text string, class func(rune) bool) bool {
	for i, r := range text {
		if !class(r) || r == utf8.RuneError && !strings.HasPrefix(text[i:], string(utf8.RuneError)) {
			return false
		}
	}
	return text != ""
}
