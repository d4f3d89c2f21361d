package cognito

import (
	"unicode"
	"unicode/utf8"
)

// charClass is a class of characters.
type charClass struct {
	// outside is 0 for the ASCII characters of the class, 1 for all other
	// bytes.
	outside [256]byte
	// beyond reports whether a character beyond ASCII is in the class. Nil
	// means that none is.
	beyond func(rune) bool
}

var (
	digitChars      = newCharClass("0-9", "", nil)
	hexChars        = newCharClass("0-9a-fA-F", "", nil)
	letterChars     = newCharClass("a-zA-Z", "", nil)
	alnumChars      = newCharClass("0-9a-zA-Z", "", nil)
	wordHyphenChars = newCharClass("0-9a-zA-Z", "_-", nil)
	wordPlusChars   = newCharClass("0-9a-zA-Z", "_+", nil)
	clientNameChars = newCharClass("0-9a-zA-Z", "_ \t\n\v\f\r+=,.@-", nil)
	arnChars        = newCharClass("0-9a-zA-Z", "_+=/,.@-", nil)
	schemeChars     = newCharClass("0-9a-zA-Z", "+-.", nil)
	scopeChars      = newCharClass("!-!#-[]-~", "", nil)
	urlChars        = newCharClass("!-~", "", unicode.IsPrint)
	providerChars   = newCharClass(" -~", "", func(r rune) bool { return unicode.IsPrint(r) || unicode.Is(unicode.Z, r) })
	anyChars        = newCharClass("\x00-\x7f", "", func(rune) bool { return true })
)

// newCharClass returns the class of the characters in ranges, such as
// "0-9a-z", in singles, and of those that beyond accepts.
func newCharClass(ranges, singles string, beyond func(rune) bool) *charClass {
	class := charClass{beyond: beyond}
	for c := range class.outside {
		class.outside[c] = 1
	}
	for ; ranges != ""; ranges = ranges[3:] {
		for c := ranges[0]; c <= ranges[2]; c++ {
			class.outside[c] = 0
		}
	}
	for _, c := range singles {
		class.outside[c] = 0
	}
	return &class
}

// index returns the index of the first character of text that is not in the
// class or not UTF-8, or -1.
func (class *charClass) index(text string) int {
	i := 0
	// Large clients spend most of their time here: eight bytes at a time take
	// half of it.
	for outside := &class.outside; i+8 <= len(text); i += 8 {
		t := text[i : i+8]
		if outside[t[0]]|outside[t[1]]|outside[t[2]]|outside[t[3]]|outside[t[4]]|outside[t[5]]|outside[t[6]]|outside[t[7]] != 0 {
			break
		}
	}
	for ; i < len(text); i++ {
		if class.outside[text[i]] != 0 {
			return class.indexBeyond(text, i)
		}
	}
	return -1
}

// indexBeyond is index for text that is ASCII of the class up to i.
func (class *charClass) indexBeyond(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r < utf8.RuneSelf:
			if class.outside[r] != 0 {
				return i
			}
		case r == utf8.RuneError && size == 1, class.beyond == nil, !class.beyond(r):
			return i
		}
		i += size
	}
	return -1
}

// match reports whether text has at least one character, all of the class.
func (class *charClass) match(text string) bool {
	return text != "" && class.index(text) < 0
}
