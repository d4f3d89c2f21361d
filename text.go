package cognito

import "strconv"

// message is what a violation says: without the values that it is about, and
// with them.
type message struct{ says, full string }

// say returns a message that shows no value.
func say(text string) message { return message{text, text} }

// said returns a message that ends by showing a value.
func said(says, shown string) message {
	full := says + shown
	return message{full[:len(says)], full}
}

// and returns the message with more to say about the value.
func (m message) and(shown string) message { return message{m.says, m.full + shown} }

// maxQuoted is how many characters of a value a message shows.
const maxQuoted = 64

// quote returns text in quotes and on one line, shortened to maxQuoted
// characters.
func quote(text string) string { return shorten(text, len(text)) }

// shorten is like quote, for text made from a value of the given number of
// bytes.
func shorten(text string, bytes int) string {
	characters := 0
	for end := range text {
		if characters == maxQuoted {
			return strconv.Quote(text[:end]) + "... (" + count(bytes, "byte") + ")"
		}
		characters++
	}
	return strconv.Quote(text)
}

// count returns a number and a noun: 1 byte, 2 bytes.
func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return strconv.Itoa(n) + " " + noun
}

// first returns the elements of a list up to a limit.
func first[T any](limit int, list []T) []T {
	return list[:min(limit, len(list))]
}
