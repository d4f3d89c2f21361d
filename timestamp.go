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

// Timestamp is a date of the API. It decodes from a JSON number of seconds
// since 1970 with a fraction, as the service and AWS CLI version 1 write it,
// and from an ISO 8601 string, as AWS CLI version 2 does, always to UTC. It
// encodes as the number. The zero Timestamp is an absent date.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolClientType.html
type Timestamp struct {
	time.Time
}

// The years 1 to 9999, which ISO 8601 can write, in seconds since 1970.
const (
	minUnixSeconds = -62135596800
	maxUnixSeconds = 253402300799
)

var nanosecondsPerSecond = big.NewInt(int64(time.Second))

// MarshalJSON encodes t as a number of seconds since 1970, with as many
// digits after the point as t needs.
func (t Timestamp) MarshalJSON() ([]byte, error) {
	nanoseconds := big.NewInt(t.Unix())
	nanoseconds.Mul(nanoseconds, nanosecondsPerSecond)
	nanoseconds.Add(nanoseconds, big.NewInt(int64(t.Nanosecond())))
	text := new(big.Rat).SetFrac(nanoseconds, nanosecondsPerSecond).FloatString(9)
	return bytes.TrimRight(bytes.TrimRight([]byte(text), "0"), "."), nil
}

// UnmarshalJSON decodes both forms. It fails on anything else, on a date
// outside the years 1 to 9999 and on a fraction finer than nanoseconds, which
// t could not hold. The value null leaves t as it is.
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
	errForm  = errors.New("neither a number of seconds nor ISO 8601 such as 2019-01-28T17:44:09.497Z")
	errFiner = errors.New("finer than nanoseconds")
	errYears = errors.New("outside the years 1 to 9999")
)

func parseSeconds(data []byte) (time.Time, error) {
	var text json.Number
	if len(data) > 64 || json.Unmarshal(data, &text) != nil {
		return time.Time{}, errForm
	}
	nanoseconds, ok := new(big.Rat).SetString(text.String())
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
	if err := json.Unmarshal(data, &text); err != nil {
		return time.Time{}, err
	}
	date, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return time.Time{}, errForm
	}
	// time.Parse drops the digits beyond nanoseconds without a word.
	if point := strings.IndexAny(text, ".,"); point >= 0 {
		digits := text[point+1 : strings.LastIndexAny(text, "Z+-")]
		if len(strings.TrimRight(digits, "0")) > 9 {
			return time.Time{}, errFiner
		}
	}
	return date, nil
}
