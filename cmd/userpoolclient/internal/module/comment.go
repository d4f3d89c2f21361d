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
	f := newFile(name, data)
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
			all = append(all, Comment{f.place(token.Range.Start), string(bytes.TrimRight(token.Bytes, "\r\n")), int32(line)})
			if line == last {
				// It is about what is before it.
				open = len(all)
			}
		}
	}
	return all
}

// TokenEnd returns where the name or the expression ends with which the rest of
// a line begins.
func TokenEnd(line string) int {
	// Longer lines are not shown.
	const longest = 1_000
	tokens, _ := hclsyntax.LexExpression([]byte(line[:min(longest, len(line))]), "", hcl.InitialPos)
	depth, end := 0, 0
	for i, token := range tokens {
		switch token.Type {
		case hclsyntax.TokenOBrack, hclsyntax.TokenOBrace, hclsyntax.TokenOParen, hclsyntax.TokenOQuote, hclsyntax.TokenTemplateInterp, hclsyntax.TokenTemplateControl:
			depth++
		case hclsyntax.TokenCBrack, hclsyntax.TokenCBrace, hclsyntax.TokenCParen, hclsyntax.TokenCQuote, hclsyntax.TokenTemplateSeqEnd:
			depth--
		case hclsyntax.TokenEOF, hclsyntax.TokenNewline, hclsyntax.TokenComment:
			return end
		}
		if depth < 0 || depth == 0 && i > 0 && isEnd(token.Type) {
			return end
		}
		end = token.Range.End.Byte
	}
	return end
}

// isEnd reports whether a token may follow a name or an expression.
func isEnd(token hclsyntax.TokenType) bool {
	return token == hclsyntax.TokenComma || token == hclsyntax.TokenEqual || token == hclsyntax.TokenColon || token == hclsyntax.TokenQuestion
}
