package cognito

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
)

const redacted = "[REDACTED]"

// Secret is a string that is formatted and logged as [REDACTED], or as nothing
// if it is empty. Its JSON is the string itself, because the API needs it:
// encode a value that holds a secret only to send it.
//
// A [UserPoolClient] is formatted and logged without its secret, wherever it
// occurs. Package fmt bypasses the methods of a type in some cases, and then
// prints a secret as it is:
//   - the verbs %p and %w, which do not apply to a Secret or a UserPoolClient;
//   - an unexported field of another struct;
//   - a pointer to a struct, an array, a slice or a map of your own that holds
//     a Secret, inside another value, formatted with a verb that does not
//     apply to pointers, such as %s.
//
// Whatever encodes a value as JSON or in another format for machines encodes
// the secret: among others, a JSON log handler that is given a slice, a map, a
// struct or a pointer to a pointer with a secret or a client in it, and package
// html/template in a script. Log the client itself instead. A failed assertion
// of testify prints the fields of both values by reflection, secrets included:
// compare clients with [Diff] or without their secrets.
type Secret string

// String returns [REDACTED], or the empty string if s is empty.
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

// LogValue returns s.String().
func (s Secret) LogValue() slog.Value {
	return slog.StringValue(s.String())
}

// Format writes the JSON of c with its secret redacted, for every verb and
// flag. It has a value receiver, so that package fmt finds it for values and
// pointers alike and writes <nil> for a nil pointer. A struct that embeds a
// client is formatted and logged as that client alone.
func (c UserPoolClient) Format(f fmt.State, verb rune) { c.redacted().Format(f, verb) }

// LogValue returns c with its secret redacted. A handler writes it as JSON,
// as [UserPoolClient.Format] does.
func (c UserPoolClient) LogValue() slog.Value { return slog.AnyValue(c.redacted()) }

// redactedClient is a client that may be formatted and encoded for people: it
// has no secret.
type redactedClient UserPoolClient

func (c UserPoolClient) redacted() redactedClient {
	if c.ClientSecret != "" {
		c.ClientSecret = redacted
	}
	return redactedClient(c)
}

// Format writes the JSON of c.
func (c redactedClient) Format(f fmt.State, _ rune) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(UserPoolClient(c)) // a client can be encoded
	_, _ = f.Write(bytes.TrimSuffix(text.Bytes(), []byte("\n")))
}

const setSecret = "set GenerateSecret"

func clientSecretConflict(v *validation) {
	if !v.update && v.client.GenerateSecret && v.client.ClientSecret != "" {
		v.add("ClientSecret", RuleClientSecretConflict, redacted, say("must be absent when GenerateSecret is true"))
	}
}

func contextDataSecretRequired(v *validation) {
	if v.client.EnablePropagateAdditionalUserContextData && !v.hasSecret() {
		v.add("EnablePropagateAdditionalUserContextData", RuleContextDataSecretRequired, true,
			say("must be false without a client secret: "+setSecret))
	}
}
