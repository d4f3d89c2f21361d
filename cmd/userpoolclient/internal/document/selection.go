package document

import (
	"bytes"
	"regexp"

	"github.com/go-json-experiment/json/jsontext"
)

// maxKept is how many values of a file are kept at a time.
const maxKept = 5_000_000

const tooMany = "holds too many values"

// selector applies a selection while a file is read.
type selector struct {
	Selection
	// indicators is the most that YAML may have.
	indicators int
	path       []string
	// kept is how many values.
	kept int
}

// topLevelLine begins a member of the object that a YAML file holds.
var topLevelLine = regexp.MustCompile(`(?m)^["']?([A-Za-z_]+)["']?[ \t]*:`)

// maxTopLevel is how many names TopLevel returns.
const maxTopLevel = 1_000

// TopLevel returns the names of the members of the object that a file holds,
// without keeping their values.
func TopLevel(data []byte) []string {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	var names []string
	if !looksLikeJSON(data) {
		for _, match := range topLevelLine.FindAllSubmatch(data, maxTopLevel) {
			names = append(names, string(match[1]))
		}
		return names
	}
	decoder := jsontext.NewDecoder(bytes.NewBuffer(data), jsontext.AllowDuplicateNames(true))
	if token, err := decoder.ReadToken(); err != nil || token.Kind() != '{' {
		return nil
	}
	for len(names) < maxTopLevel {
		name, err := decoder.ReadToken()
		if err != nil || name.Kind() != '"' {
			break
		}
		names = append(names, name.String())
		if decoder.SkipValue() != nil {
			break
		}
	}
	return names
}
