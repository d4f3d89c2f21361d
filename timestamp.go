package cognito

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"time"
)

// Timestamp is a date of the API. Its JSON is a number of seconds since 1970,
// possibly with a fraction, as the service and version 1 of the AWS CLI write
// it. It also decodes from an ISO 8601 string, as version 2 of the AWS CLI
// writes it. A decoded date is in UTC. The zero Timestamp is an absent date.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolClientType.html
type Timestamp struct {
	time.Time
}

// The years 1 to 9999, the range of ISO 8601, in seconds since 1970.
const (
	minUnixSeconds = -62135596800
	maxUnixSeconds = 253402300799
)

var nanosecondsPerSecond = big.NewInt(int64(time.Second))

// MarshalJSON encodes t as a number of seconds since 1970, with as many
// decimals as t needs.
func (t Timestamp) MarshalJSON() ([]byte, error) {
	nanoseconds := big.NewInt(t.Unix())
	nanoseconds.Mul(nanoseconds, nanosecondsPerSecond)
	nanoseconds.Add(nanoseconds, big.NewInt(int64(t.Nanosecond())))
	text := new(big.Rat).SetFrac(nanoseconds, nanosecondsPerSecond).FloatString(9)
	return bytes.TrimRight(bytes.TrimRight([]byte(text), "0"), "."), nil
}

// UnmarshalText decodes both forms, without quotes, as YAML has them. It
// returns errors as UnmarshalJSON does.
func (t *Timestamp) UnmarshalText(text []byte) error {
	if json.Valid(text) && text[0] != '"' && string(text) != "null" {
		return t.UnmarshalJSON(text)
	}
	quoted, _ := json.Marshal(string(text)) // a string can be encoded
	return t.UnmarshalJSON(quoted)
}

// UnmarshalJSON decodes both forms into t; null leaves t unchanged. It returns
// an error for anything else, for a date outside the years 1 to 9999, and for
// a fraction of a nanosecond, which t cannot hold.
func (t *Timestamp) UnmarshalJSON(data []byte) error {
	parse := parseSeconds
	switch {
	case bytes.Equal(data, []byte("null")):
		return nil
	case len(data) > 0 && data[0] == '"':
		parse = parseISO8601
	}
	date, err := parse(data)
	if err == nil && (date.Unix() < minUnixSeconds || date.Unix() > maxUnixSeconds) {
		err = errYears
	}
	if err != nil {
		return fmt.Errorf("cognito: date %s: %w", quote(strings.Trim(string(data), `"`)), err)
	}
	t.Time = date.UTC()
	return nil
}

var (
	errForm  = errors.New("must be a number of seconds or ISO 8601 such as 2019-01-28T17:44:09.497Z")
	errFiner = errors.New("must not be finer than nanoseconds")
	errYears = errors.New("must be in the years 1 to 9999")
)

func parseSeconds(data []byte) (time.Time, error) {
	// Beyond 64 bytes no number is a date, and some are slow to parse. Not
	// everything that a big.Rat accepts is a JSON number.
	if len(data) > 64 || !json.Valid(data) {
		return time.Time{}, errForm
	}
	nanoseconds, ok := new(big.Rat).SetString(string(data))
	if !ok {
		return time.Time{}, errForm
	}
	nanoseconds.Mul(nanoseconds, new(big.Rat).SetInt(nanosecondsPerSecond))
	if !nanoseconds.IsInt() {
		return time.Time{}, errFiner
	}
	seconds, rest := new(big.Int).DivMod(nanoseconds.Num(), nanosecondsPerSecond, new(big.Int))
	if !seconds.IsInt64() {
		return time.Time{}, errYears
	}
	return time.Unix(seconds.Int64(), rest.Int64()), nil
}

func parseISO8601(data []byte) (time.Time, error) {
	var text string
	// Anything but a string leaves text empty.
	_ = json.Unmarshal(data, &text)
	date, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return time.Time{}, errForm
	}
	// time.Parse silently drops the digits beyond nanoseconds.
	if point := strings.IndexAny(text, ".,"); point >= 0 {
		digits := text[point+1 : strings.LastIndexAny(text, "Z+-")]
		if len(strings.TrimRight(digits, "0")) > 9 {
			return time.Time{}, errFiner
		}
	}
	return date, nil
}
