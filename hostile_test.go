//go:build !race

// The race detector slows this down tenfold, and nothing here is shared
// between goroutines.

package cognito_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const hostileSize = 1 << 20

// whiteSpace are the control characters that a ClientName may contain.
const whiteSpace = "\t\n\v\f\r"

// hostileStrings are not valid for any member, nor as a URI, a unit or a date.
func hostileStrings() map[string]string {
	all := map[string]string{
		"invalid UTF-8":   "a\xff\xfeb",
		"cut UTF-8":       "a\xe3\x81",
		"surrogate":       "a\xed\xa0\x80b",
		"overlong":        "a\xc0\xafb",
		"long and broken": strings.Repeat("\xff", hostileSize),
		"long and NUL":    strings.Repeat("\x00", hostileSize),
		"long":            strings.Repeat("x", hostileSize),
		"long and wide":   strings.Repeat("𝄞", hostileSize/4),
	}
	for c := byte(0); c < ' '; c++ {
		if !strings.Contains(whiteSpace, string(c)) {
			all[fmt.Sprintf("control character %#02x", c)] = "a" + string(c) + "b"
		}
	}
	return all
}

// hostileURIs are slow to split, if any are.
func hostileURIs() map[string]string {
	return map[string]string{
		"colons":   "arn" + strings.Repeat(":", hostileSize),
		"slashes":  "https://" + strings.Repeat("/", hostileSize),
		"escapes":  "myapp:" + strings.Repeat("%41", hostileSize/3),
		"host":     "https://" + strings.Repeat("a@", hostileSize/2),
		"userinfo": "http://" + strings.Repeat("a", hostileSize) + "@example.com/",
		"address":  "http://[" + strings.Repeat("0:", hostileSize/2) + "]",
		"scheme":   strings.Repeat("a", hostileSize) + ":",
	}
}

const (
	// Bytes of a printed error.
	saneError = 4 << 10
	// Allocated for what is wrong with one string.
	saneBytes = 256 << 10
)

func TestHostileStrings(t *testing.T) {
	all := hostileStrings()
	for _, m := range members() {
		if m.kind == reflect.Int32 {
			continue
		}
		// No string is wrong in ExternalId alone: its structure is.
		structure, _, _ := strings.Cut(m.path, ".")
		for name, value := range all {
			c := testclients.Valid()
			m.set(c, value, 1)
			var err error
			assert.Less(t, allocated(func() { err = m.validate(c) }), saneBytes, "%s: %s", m.path, name)
			assert.Contains(t, strings.Join(broken(t, err), "\n"), structure, name)
			assertSanePrint(t, err, m.path+": "+name)
			if _, err = c.TokenLifetimes(); err != nil {
				assertSanePrint(t, err, m.path+": "+name)
			}
			c.WithDefaults()
		}
	}
	maps.Copy(all, hostileURIs())
	for name, value := range all {
		var err error
		assert.Less(t, allocated(func() { err = cognito.ValidateRedirectURI(value) }), saneBytes, name)
		assertSanePrint(t, err, name)
		_, err = cognito.TimeUnit(value).Duration(1)
		assertSanePrint(t, err, name)
		assertSanePrint(t, new(cognito.Timestamp).UnmarshalJSON([]byte(value)), name)
		assertSanePrint(t, new(cognito.Timestamp).UnmarshalJSON([]byte(`"`+value+`"`)), name)
		err = (&cognito.UserPoolClient{AnalyticsConfiguration: &cognito.AnalyticsConfiguration{RoleArn: value}}).Validate()
		assertSanePrint(t, err, name)
	}
}

// allocated returns how many bytes f allocates.
func allocated(f func()) int {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return int(after.TotalAlloc - before.TotalAlloc)
}

// assertSanePrint asserts that an error is printable and not too long.
func assertSanePrint(t *testing.T, err error, name string) {
	t.Helper()
	require.Error(t, err, name)
	data, marshalErr := json.Marshal(err)
	require.NoError(t, marshalErr, name)
	for _, text := range []string{err.Error(), string(data)} {
		assert.Less(t, len(text), saneError, name)
		for _, r := range text {
			if r < ' ' && r != '\n' || r == '\ufffd' {
				assert.Fail(t, "not printable", "%s: %q", name, text)
				break
			}
		}
	}
}

func TestWhiteSpace(t *testing.T) {
	for _, m := range members() {
		if m.kind == reflect.Int32 {
			continue
		}
		for _, control := range whiteSpace {
			c := testclients.Valid()
			m.set(c, "a"+string(control)+"b", 1)
			assert.Equal(t, m.path == "ClientName", m.validate(c) == nil, m.path)
		}
	}
}

// A long list is validated in a tenth of its own memory, whatever is wrong
// with its elements, and none of its violations is lost.
func TestHostileLists(t *testing.T) {
	const n = 100_000
	for _, m := range members() {
		if m.kind != reflect.Slice {
			continue
		}
		for _, element := range []string{"", "\x00"} {
			ofOne := m.rulesAt(t, m.path+"[0]", element, 1)
			require.NotEmpty(t, ofOne, m.path)
			c := testclients.Valid()
			m.set(c, element, n)
			var err error
			assert.Less(t, allocated(func() { err = m.validate(c) }), n*int(reflect.TypeFor[string]().Size())/10, m.path)
			var invalid *cognito.ValidationError
			require.ErrorAs(t, err, &invalid)
			inList := slices.DeleteFunc(slices.Clone(invalid.Violations), func(v cognito.Violation) bool { return !strings.HasPrefix(v.Path, m.path+"[") })
			if limit := m.shape.Max; limit > 0 {
				assert.Contains(t, broken(t, err), m.path+" list-length")
				assert.Len(t, inList, limit*len(ofOne), m.path)
				assert.Zero(t, invalid.Omitted(), m.path)
			} else {
				assert.Len(t, inList, 100*len(ofOne), m.path)
				assert.Equal(t, (n-100)*len(ofOne), invalid.Omitted(), m.path)
			}
			text := err.Error()
			assert.Less(t, len(text), 101*512, m.path)
			assert.LessOrEqual(t, strings.Count(text, "\n"), 101)
		}
	}
}
