package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/go-cognito/cognito"
)

// finding is a violation for machines.
type finding struct {
	file string
	line int
	cognito.Violation
}

// MarshalJSON adds the file and the line to the members of the violation,
// whose own MarshalJSON would leave them out.
func (f finding) MarshalJSON() ([]byte, error) {
	violation, err := json.Marshal(f.Violation)
	if err != nil {
		return nil, err
	}
	place, err := json.Marshal(struct {
		File string `json:"file"`
		Line int    `json:"line"`
	}{f.file, f.line})
	if err != nil {
		return nil, err
	}
	return append(append(place[:len(place)-1], ','), violation[1:]...), nil
}

// violations validates the client.
func (in *input) violations() []cognito.Violation {
	validate := in.client.Validate
	if in.exists {
		validate = in.client.ValidateUpdate
	}
	if invalid, ok := errors.AsType[*cognito.ValidationError](validate()); ok {
		return invalid.Violations
	}
	return nil
}

// printText prints violations for people.
func (in *input) printText(out io.Writer, violations []cognito.Violation, colour bool) {
	for _, v := range violations {
		text, rule := v.Error(), "["+string(v.Rule)+"]"
		if colour {
			text = strings.TrimSuffix(text, rule) + "\x1b[31m" + rule + "\x1b[0m"
		}
		fmt.Fprintf(out, "%s:%d: %s\n", in.name, in.line(v.Pointer()), text)
	}
}

// printLifetimes prints the verdict on a valid client.
func (in *input) printLifetimes(out io.Writer, colour bool) {
	lifetimes, _ := in.client.TokenLifetimes() // fails on no valid client
	verdict := "valid"
	if colour {
		verdict = "\x1b[32m" + verdict + "\x1b[0m"
	}
	fmt.Fprintf(out, "%s: %s: access token %s, ID token %s, refresh token %s, authentication session %s\n", in.name, verdict,
		inWords(lifetimes.Access), inWords(lifetimes.ID), inWords(lifetimes.Refresh), inWords(lifetimes.AuthSession))
}

// inWords is a lifetime in the largest unit that tells it exactly.
func inWords(lifetime time.Duration) string {
	n, unit, _ := cognito.Validity(lifetime) // of whole seconds, at most 10 years
	if n == 1 {
		unit = unit[:len(unit)-1]
	}
	return fmt.Sprintf("%d %s", n, unit)
}

func (a *app) printDefaults(in *input) {
	client := in.client.WithDefaults()
	if !client.CreationDate.IsZero() || !client.LastModifiedDate.IsZero() {
		client.CreationDate, client.LastModifiedDate = cognito.Timestamp{}, cognito.Timestamp{}
		fmt.Fprintf(a.stderr, "%s: CreationDate and LastModifiedDate are left out: no request has them\n", in.name)
	}
	if client.ClientSecret != "" {
		client.ClientSecret = cognito.Secret(client.ClientSecret.String())
		fmt.Fprintf(a.stderr, "%s: the ClientSecret is not printed: %s stands for it\n", in.name, client.ClientSecret)
	}
	printJSON(a.stdout, client)
}

// printJSON prints what can be encoded. That it could not be written shows
// when the command flushes.
func printJSON(out io.Writer, value any) {
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(value)
}
