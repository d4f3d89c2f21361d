package cognito

import (
	"fmt"
	"io"
	"log/slog"
)

const redacted = "[REDACTED]"

// Secret is text that formats and logs as [REDACTED], or as nothing when
// empty. To JSON it encodes as itself, because the API needs it, so encode
// what holds one only to send it.
//
// The fmt package gives a type no say in two cases, where the text is printed
// as it is: the verbs %p and %w, which are not for texts, as go vet reports,
// and a value inside an unexported field of another struct.
type Secret string

// String returns [REDACTED], or nothing when s is empty.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return redacted
}

// Format writes s.String() for every verb and flag.
func (s Secret) Format(f fmt.State, _ rune) {
	_, _ = io.WriteString(f, s.String()) // fmt.State does not fail
}

// LogValue is s.String().
func (s Secret) LogValue() slog.Value {
	return slog.StringValue(s.String())
}
