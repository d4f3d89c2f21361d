package module

import (
	"bytes"

	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// Comment is a comment that ends with its line.
type Comment struct {
	document.Place
	Text string
	// About is the line that it is about: its own or, if it is alone on that,
	// the next with anything else.
	About int32
}

// Comments returns the comments of a file in the native syntax.
func Comments(name string, data []byte) []Comment {
	if isJSON(name) {
		return nil
	}
	f := &file{name: name, data: bytes.TrimPrefix(data, []byte("\ufeff"))}
	tokens, _ := hclsyntax.LexConfig(f.data, name, hcl.InitialPos)
	var all []Comment
	// The first of those that are about a line to come.
	open := 0
	last := 0
	for _, token := range tokens {
		line := token.Range.Start.Line
		switch {
		case token.Type == hclsyntax.TokenNewline:
		case token.Type != hclsyntax.TokenComment:
			for ; open < len(all); open++ {
				all[open].About = int32(line)
			}
			last = token.Range.End.Line
		case bytes.HasPrefix(token.Bytes, []byte("#")), bytes.HasPrefix(token.Bytes, []byte("//")):
			comment := Comment{f.place(token.Range.Start), string(bytes.TrimRight(token.Bytes, "\r\n")), int32(line)}
			if line == last {
				// It is about what is before it, so none is about a line to come.
				all = append(all, comment)
				open = len(all)
				break
			}
			all = append(all, comment)
		}
	}
	return all
}
