// Package vectors holds what the service is known to accept, to refuse, to answer
// and to store, as data: requests with the answers, each with its evidence.
//
// The files beside this package are JSON for any language. README.md says how
// to use them, and schema.json is their schema.
package vectors

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"

	"github.com/go-cognito/cognito"
)

// The IDs that all vectors have. Whoever runs them replaces both, wherever they
// occur, by those that the service or the emulator assigns.
const (
	// UserPoolID is the ID of the pool.
	UserPoolID = "us-west-2_aBcDeFgHi"
	// ClientID is the ID of the client that an update changes.
	ClientID = "6p3bs000no6a4ue1idruvd05ad"
)

// Vector is a request with what is known of the answer.
type Vector struct {
	// ID is unique and stable: the name of the file without its ending, a
	// slash and words.
	ID string `json:"id"`
	// Operation is create or update.
	Operation cognito.Operation `json:"operation"`
	// Pool is what must exist first in the user pool. What it leaves out must
	// not exist: a pool has the standard attributes, none of them required, no
	// identity providers and no resource servers. Its tier, if it is absent, is
	// ESSENTIALS. Nil is such a pool.
	Pool *cognito.UserPool `json:"pool,omitzero"`
	// Stored is, for an update, the input of CreateUserPoolClient that made
	// the client.
	Stored json.RawMessage `json:"stored,omitzero"`
	// Request is the input of the operation.
	Request json.RawMessage `json:"request"`
	// Result is what the service does.
	Result Result `json:"result"`
	// Error is the answer to a request that is refused. Nil for all others.
	Error *Error `json:"error,omitzero"`
	// Describe has members that DescribeUserPoolClient must return
	// afterwards. One that is null must be absent. Lists compare as sets,
	// structures as a whole. Nil means that nothing is known.
	Describe map[string]json.RawMessage `json:"describe,omitzero"`
	// Path is the member or element that the vector is about, as in a
	// [cognito.Violation]. It may be empty if the request is accepted.
	Path string `json:"path,omitzero"`
	// Rule is the rule that the vector is about: it is violated if the request
	// is refused, or if it has the flag silent, and nearly if the request is
	// accepted otherwise. Empty means none.
	Rule cognito.Rule `json:"rule,omitzero"`
	// Flags are properties of the vector, sorted.
	Flags []Flag `json:"flags,omitzero"`
	// Question is what is not known, if the result is unknown.
	Question string `json:"question,omitzero"`
	// Evidence is where the result is known from. Nil if it is unknown.
	Evidence *Evidence `json:"evidence,omitzero"`

	// File is the name of the file that has the vector.
	File string `json:"-"`
}

// Result is what the service does with a request.
type Result string

// The results.
const (
	// Accepted means that the client is created or updated.
	Accepted Result = "accepted"
	// Refused means that the service answers an error.
	Refused Result = "refused"
	// Unknown means that nobody has published what happens. It scores nothing.
	Unknown Result = "unknown"
)

// Error is the answer to a request that is refused.
type Error struct {
	// Type is the exception. Empty if it is not known.
	Type string `json:"type,omitzero"`
	// TypeKnown is whether the exception is known.
	TypeKnown bool `json:"typeKnown"`
	// Message is the text, to be compared as Match says. Empty if it is not
	// known.
	Message string `json:"message,omitzero"`
	// MessageKnown is whether the text is known.
	MessageKnown bool `json:"messageKnown"`
	// Match is how the text compares. Empty if it is not known.
	Match Match `json:"match,omitzero"`
}

// Match is how the message of an error compares.
type Match string

// The ways to compare.
const (
	// Exact compares the whole text.
	Exact Match = "exact"
	// Template has parts in angle brackets, such as <value>, in place of which
	// there may be any text.
	Template Match = "template"
	// Set is for a text that lists several faults, or the values of an enum, in
	// an order that is not known: each list compares as a set.
	Set Match = "set"
)

// Flag is a property of a vector.
type Flag string

// The flags.
const (
	// Envelope marks a request that the service model refuses.
	Envelope Flag = "envelope"
	// Semantic marks a request that another rule of the service refuses.
	Semantic Flag = "semantic"
	// Pool marks a vector whose pool must have something.
	Pool Flag = "pool"
	// Update marks an update.
	Update Flag = "update"
	// Silent marks a request that violates a rule, and is stored all the same.
	Silent Flag = "silent"
)

// Evidence is where a result is known from.
type Evidence struct {
	// Kind is how it is known.
	Kind EvidenceKind `json:"kind"`
	// Source is the page, the issue or the model.
	Source string `json:"source"`
	// Date is when it was observed or published or, if that is not stated, last
	// read: a year, a month or a day (ISO 8601).
	Date string `json:"date"`
}

// EvidenceKind is how a result is known.
type EvidenceKind string

// The kinds of evidence.
const (
	// Model is the published model of the service.
	Model EvidenceKind = "model"
	// Documentation is the documentation of AWS.
	Documentation EvidenceKind = "documentation"
	// Recorded is an answer of the service that was printed in full.
	Recorded EvidenceKind = "recorded"
	// Observed is what people reported of the service.
	Observed EvidenceKind = "observed"
)

//go:embed *.json
var files embed.FS

// Load returns all vectors, in the order of the files and of the vectors in
// them. An error means that a file is not as schema.json says.
func Load() ([]Vector, error) {
	names, err := fs.Glob(files, "*.json")
	if err != nil {
		return nil, err
	}
	var all []Vector
	for _, name := range names {
		if name == "schema.json" {
			continue
		}
		data, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		var file struct {
			Schema  string `json:"$schema"`
			Comment string `json:"$comment"`
			Vectors []Vector
		}
		decoder := json.NewDecoder(bytes.NewReader(data))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&file); err != nil {
			return nil, fmt.Errorf("vectors: %s: %w", name, err)
		}
		for _, v := range file.Vectors {
			v.File = name
			all = append(all, v)
		}
	}
	return all, nil
}
