package main

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
)

// maxSourceColumns is how wide a line of a file may be that is shown.
const maxSourceColumns = 160

// sourceText is the text of a file, of which findings show a line.
type sourceText struct {
	lines []string
	// hidden are the lines that could show a secret.
	hidden map[int32]bool
	// tokenEnd returns where the name or the value ends with which text begins.
	tokenEnd func(text string) int
}

// sourceOf returns the text of a file in which there are findings.
func sourceOf(data []byte, documents []recognised) *sourceText {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	s := &sourceText{slices.Collect(lines(data)), map[int32]bool{}, tokenEnd}
	for _, n := range documents {
		s.hide(n.Node, n.kind != nil && n.kind.form == &terraformForm)
	}
	return s
}

// hide hides the lines of what is secret. All of a plan or a state may be.
func (s *sourceText) hide(n *document.Node, isSecret bool) {
	_, noEcho := n.Member("NoEcho")
	isSecret = isSecret || n.Secret || noEcho != nil
	if isSecret {
		s.hidden[n.Line] = true
	}
	for i, child := range n.Content {
		isNamed := n.Kind == document.Object && i%2 == 1 && isSecretName(n.Content[i-1].Text)
		s.hide(child, isSecret || isNamed)
	}
}

func isSecretName(name string) bool {
	name = strings.ReplaceAll(strings.ToLower(name), "_", "")
	return strings.Contains(name, "clientsecret")
}

// line returns a line that can be shown, or "".
func (s *sourceText) line(number int32) string {
	if number < 1 || int(number) > len(s.lines) || s.hidden[number] {
		return ""
	}
	line := s.lines[number-1]
	if len(line) > utf8.UTFMax*maxSourceColumns || utf8.RuneCountInString(line) > maxSourceColumns {
		return ""
	}
	if strings.Contains(line, "@") || strings.Contains(line, "sensitive(") || isSecretName(line) || !isPlain(line) {
		return ""
	}
	return line
}

// isPlain reports whether a line, but for tabs, is printed as it is.
func isPlain(line string) bool {
	line = strings.ReplaceAll(line, "\t", " ")
	return printable(line) == line
}

// end returns the place after the name or the value at a place, as far as it is
// on the same line.
func (s *sourceText) end(at document.Place) document.Place {
	if at.Line < 1 || int(at.Line) > len(s.lines) {
		return at
	}
	rest := s.lines[at.Line-1]
	for range at.Column - 1 {
		_, size := utf8.DecodeRuneInString(rest)
		rest = rest[size:]
	}
	return document.Place{Line: at.Line, Column: at.Column + int32(max(1, utf8.RuneCountInString(rest[:s.tokenEnd(rest)])))}
}

// tokenEnd returns where the name or the value ends with which text begins.
func tokenEnd(text string) int {
	if text == "" {
		return 0
	}
	switch text[0] {
	case '"', '\'':
		return quotedEnd(text)
	case '{', '[':
		return bracketsEnd(text)
	}
	depth := 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"' || c == '\'':
			if depth > 0 || i > 0 && text[i-1] == ' ' {
				i += quotedEnd(text[i:]) - 1
			}
		case c == '[' || c == '{':
			depth++
		case (c == ']' || c == '}' || c == ',') && depth == 0,
			c == ':' && depth == 0 && (i+1 == len(text) || text[i+1] == ' '):
			return i
		case c == '#' && i > 0 && text[i-1] == ' ':
			return len(strings.TrimRight(text[:i], " \t"))
		case c == ']' || c == '}':
			depth--
		}
	}
	return len(strings.TrimRight(text, " \t"))
}

// quotedEnd returns where a quoted text ends.
func quotedEnd(text string) int {
	quote := text[0]
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == '\\' && quote == '"':
			i++
		case text[i] == quote && quote == '\'' && i+1 < len(text) && text[i+1] == quote:
			i++
		case text[i] == quote:
			return i + 1
		}
	}
	return len(text)
}

// bracketsEnd returns where a list or an object ends, or where the line does.
func bracketsEnd(text string) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"', '\'':
			i += quotedEnd(text[i:]) - 1
		case '[', '{':
			depth++
		case ']', '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(strings.TrimRight(text, " \t"))
}
