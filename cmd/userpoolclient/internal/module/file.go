package module

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	hcljson "github.com/hashicorp/hcl/v2/json"
)

// file is a file of a module and what it declares.
type file struct {
	name   string
	data   []byte
	blocks []*block
	// characters are how many characters precede every so many bytes, and lines
	// where lines begin.
	characters, lines []int
	// templates are the strings of the JSON syntax, without escapes, by their
	// offsets.
	templates map[int]string
	// assignments are the attributes outside of blocks.
	assignments []*attribute
	// problem is why the file could not be read, and summary what it says of any
	// file.
	problem *document.Problem
	summary string
}

// block is a block of a file, in either syntax.
type block struct {
	kind       string
	labels     []string
	attributes map[string]*attribute
	blocks     []*block
	// names are those of attributes, in order.
	names []string
	file  *file
	at    document.Place
}

// attribute is an attribute of a block.
type attribute struct {
	name string
	expr hclsyntax.Expression
	file *file
	at   document.Place
}

// expression returns the expression of an attribute, or nil.
func (b *block) expression(name string) hclsyntax.Expression {
	if a := b.attributes[name]; a != nil {
		return a.expr
	}
	return nil
}

// label returns the label with an index, or "".
func (b *block) label(i int) string {
	if i < len(b.labels) {
		return b.labels[i]
	}
	return ""
}

// of returns the blocks of a kind in a block.
func (b *block) of(kind string) []*block {
	var found []*block
	for _, inner := range b.blocks {
		if inner.kind == kind {
			found = append(found, inner)
		}
	}
	return found
}

// dynamic returns the dynamic blocks that make blocks of a kind.
func (b *block) dynamic(kind string) []*block {
	return slices.DeleteFunc(b.of("dynamic"), func(d *block) bool { return d.label(0) != kind })
}

// extensions are those of source. Terraform does not read the others.
var extensions = []string{".tf", ".tofu", ".tf.json", ".tofu.json"}

// splitName returns the name of a file of source and its extension, which is ""
// for other files.
func splitName(name string) (base, extension string) {
	base = filepath.Base(name)
	for _, extension := range extensions {
		if before, ok := strings.CutSuffix(base, extension); ok && !strings.HasPrefix(base, ".") {
			return before, extension
		}
	}
	return base, ""
}

// IsSource reports whether a file is Terraform source.
func IsSource(name string) bool {
	_, extension := splitName(name)
	return extension != ""
}

// IsBeside reports whether a file has values of the variables of the module that
// it is beside.
func IsBeside(name string) bool {
	base := strings.TrimSuffix(filepath.Base(name), ".json")
	return base == "terraform.tfvars" || strings.HasSuffix(base, ".auto.tfvars")
}

// isJSON reports whether a file is in the JSON syntax.
func isJSON(name string) bool { return strings.HasSuffix(name, ".json") }

// isOverride reports whether the blocks of a file are merged into those of
// other files.
func isOverride(name string) bool {
	base, _ := splitName(name)
	return base == "override" || strings.HasSuffix(base, "_override")
}

// budget is what is left to parse files with.
type budget struct {
	// words are names, numbers and punctuation, each of which takes memory.
	words int
	// moved are bytes that the parser moves to join the lines of templates, of
	// which it moves each once for each that follows.
	moved int
}

// maxWords is how many words a file may have.
const maxWords = 400_000

func newBudget() *budget { return &budget{words: 1_500_000, moved: 2 << 30} }

// takeWords reports whether there is enough left for the words of a file, and
// takes it.
func (b *budget) takeWords(data []byte) bool {
	words := 0
	inWord := false
	for _, c := range data {
		isWord := c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c == '_' || c >= 'a' && c <= 'z' || c >= 0x80
		if isWord && !inWord || !isWord && c != ' ' && c != '\t' && c != '\r' {
			words++
		}
		inWord = isWord
	}
	if words > maxWords || words > b.words {
		return false
	}
	b.words -= words
	return true
}

// parse reads the blocks of a file, within a budget.
func parse(name string, data []byte, left *budget) *file {
	f := newFile(name, data)
	if f.problem = f.limit(left); f.problem != nil {
		return f
	}
	var parsed *hcl.File
	var diagnostics hcl.Diagnostics
	if isJSON(name) {
		parsed, diagnostics = hcljson.Parse(f.data, name)
	} else {
		parsed, diagnostics = hclsyntax.ParseConfig(f.data, name, hcl.InitialPos)
	}
	if f.fail(diagnostics) {
		return f
	}
	top := &block{}
	body, isNative := parsed.Body.(*hclsyntax.Body)
	switch {
	case isNative:
		top = f.body(body)
	case IsSource(name):
		top.blocks = f.jsonBlocks(parsed.Body)
	default:
		top = f.jsonBlock(&hcl.Block{Body: parsed.Body})
	}
	f.blocks = top.blocks
	for _, name := range top.names {
		f.assignments = append(f.assignments, top.attributes[name])
	}
	return f
}

// fail remembers the first error of the parser, and reports whether there is
// one.
func (f *file) fail(diagnostics hcl.Diagnostics) bool {
	for _, d := range diagnostics {
		if d.Severity != hcl.DiagError {
			continue
		}
		p := &document.Problem{Place: document.Start, Message: strings.TrimSuffix(d.Summary, ".") + ": " + d.Detail}
		if d.Subject != nil {
			p.Place = f.place(d.Subject.Start)
		}
		if f.problem == nil {
			f.problem, f.summary = p, d.Summary
		}
		return true
	}
	return false
}

// perCount is how many bytes there are between counts of characters.
const perCount = 256

// newFile returns a file that is not parsed.
func newFile(name string, data []byte) *file {
	f := &file{name: name, data: bytes.TrimPrefix(data, []byte("\ufeff")), templates: map[int]string{}, lines: []int{0}}
	for i, c := range f.data {
		if c == '\n' {
			f.lines = append(f.lines, i+1)
		}
	}
	count, begin := 0, 0
	for i := 0; i <= len(f.data); i += perCount {
		count += utf8.RuneCount(f.data[begin:i])
		begin = i
		f.characters = append(f.characters, count)
	}
	return f
}

// before returns how many characters precede an offset.
func (f *file) before(offset int) int {
	i := offset / perCount
	return f.characters[i] + utf8.RuneCount(f.data[i*perCount:offset])
}

// place returns the place of a position.
func (f *file) place(at hcl.Pos) document.Place {
	offset := max(0, min(at.Byte, len(f.data)))
	// What is not in the file has no line.
	line := max(1, min(at.Line, len(f.lines)))
	begin := min(f.lines[line-1], offset)
	return document.Place{Line: int32(line), Column: int32(f.before(offset)-f.before(begin)) + 1}
}

// text returns the text in a range.
func (f *file) text(r hcl.Range) string {
	for offset, template := range f.templates {
		if offset <= r.Start.Byte && r.End.Byte <= offset+len(template) {
			return template[r.Start.Byte-offset : r.End.Byte-offset]
		}
	}
	if r.Start.Byte < 0 || r.End.Byte > len(f.data) || r.Start.Byte > r.End.Byte {
		return ""
	}
	return string(f.data[r.Start.Byte:r.End.Byte])
}

// body returns the content of a body in the native syntax.
func (f *file) body(body *hclsyntax.Body) *block {
	b := &block{attributes: map[string]*attribute{}, file: f}
	for _, a := range body.Attributes {
		b.names = append(b.names, a.Name)
		b.attributes[a.Name] = &attribute{a.Name, a.Expr, f, f.place(a.NameRange.Start)}
	}
	b.sortNames()
	for _, inner := range body.Blocks {
		child := f.body(inner.Body)
		child.kind, child.labels, child.at = inner.Type, inner.Labels, f.place(inner.TypeRange.Start)
		b.blocks = append(b.blocks, child)
	}
	return b
}

// sortNames sorts the names of attributes as the file has them.
func (b *block) sortNames() {
	slices.SortFunc(b.names, func(x, y string) int { return b.attributes[x].at.Compare(b.attributes[y].at) })
}

const (
	// maxDepth is how deep expressions may be nested: less than the stack
	// of the parser holds.
	maxDepth = 200

	tooDeep = "is nested too deeply"
)

// limit returns why a file takes too long to parse, or nil.
func (f *file) limit(left *budget) *document.Problem {
	if !left.takeWords(f.data) {
		return &document.Problem{Place: document.Start, Message: "must hold fewer values: split the file"}
	}
	if isJSON(f.name) {
		if at, ok := f.isShallowJSON(); !ok {
			return &document.Problem{Place: at, Message: tooDeep}
		}
		return nil
	}
	tokens, _ := hclsyntax.LexConfig(f.data, f.name, hcl.InitialPos)
	if i := deepest(tokens); i >= 0 {
		return &document.Problem{Place: f.place(tokens[i].Range.Start), Message: tooDeep}
	}
	length, first := 0, 0
	for i, token := range tokens {
		if token.Type != hclsyntax.TokenStringLit && token.Type != hclsyntax.TokenQuotedLit {
			length, first = 0, i
			continue
		}
		length += len(token.Bytes)
		if left.moved -= length; left.moved < 0 {
			return &document.Problem{Place: f.place(tokens[first].Range.Start), Message: "must have shorter templates"}
		}
	}
	return nil
}

// isShallowJSON reports whether nothing in a file in the JSON syntax is nested
// too deeply, or else where.
func (f *file) isShallowJSON() (document.Place, bool) {
	depth, inString := 0, false
	for i := 0; i < len(f.data); i++ {
		switch c := f.data[i]; {
		case inString && c == '\\':
			i++
		case c == '"':
			inString = !inString
		case !inString && (c == '[' || c == '{'):
			if depth++; depth > maxDepth {
				at := document.Start
				at.Advance(f.data[:i])
				return at, false
			}
		case !inString && (c == ']' || c == '}'):
			depth--
		}
	}
	return document.Place{}, true
}

// maxOperators is how many operators one expression may have.
const maxOperators = 1_000

// nesting is what is open in an expression: a bracket, a quote or a template,
// and in it what nests by itself, such as unary operators.
type nesting struct {
	open              hclsyntax.TokenType
	nested, operators int
}

// deepest returns the index of the first token that is nested too deeply to be
// parsed, or -1. Operators make a tree that is as deep as they are many.
func deepest(tokens hclsyntax.Tokens) int {
	levels := []nesting{{}}
	depth := 0
	for i, token := range tokens {
		top := &levels[len(levels)-1]
		switch token.Type {
		case hclsyntax.TokenOBrace, hclsyntax.TokenOBrack, hclsyntax.TokenOParen, hclsyntax.TokenOQuote, hclsyntax.TokenOHeredoc,
			hclsyntax.TokenTemplateInterp, hclsyntax.TokenTemplateControl:
			if token.Type == hclsyntax.TokenOBrack {
				top.operators++
			}
			if i+1 < len(tokens) && token.Type == hclsyntax.TokenTemplateControl {
				switch string(tokens[i+1].Bytes) {
				case "if", "for":
					top.nested++
					depth++
				case "endif", "endfor":
					top.nested--
					depth--
				}
			}
			depth++
			levels = append(levels, nesting{open: token.Type})
		case hclsyntax.TokenCBrace, hclsyntax.TokenCBrack, hclsyntax.TokenCParen, hclsyntax.TokenCQuote, hclsyntax.TokenCHeredoc,
			hclsyntax.TokenTemplateSeqEnd:
			if len(levels) > 1 {
				depth -= 1 + top.nested
				levels = levels[:len(levels)-1]
			}
		case hclsyntax.TokenBang, hclsyntax.TokenMinus, hclsyntax.TokenQuestion:
			depth++
			top.nested++
			top.operators++
		case hclsyntax.TokenStar, hclsyntax.TokenSlash, hclsyntax.TokenPlus, hclsyntax.TokenPercent, hclsyntax.TokenAnd,
			hclsyntax.TokenOr, hclsyntax.TokenEqualOp, hclsyntax.TokenNotEqual:
			top.operators++
		case hclsyntax.TokenComma, hclsyntax.TokenNewline:
			if token.Type == hclsyntax.TokenNewline && top.open != 0 && top.open != hclsyntax.TokenOBrace {
				break
			}
			depth -= top.nested
			top.nested, top.operators = 0, 0
		}
		if top = &levels[len(levels)-1]; depth > maxDepth || top.operators > maxOperators {
			return i
		}
	}
	return -1
}
