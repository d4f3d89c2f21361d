package cognito_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-cognito/cognito"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// readClient decodes a request, or what create, update or describe returned,
// which is validated as the input of an update.
func readClient(t testing.TB, data []byte) (c *cognito.UserPoolClient, validate func() error) {
	t.Helper()
	var output struct{ UserPoolClient *cognito.UserPoolClient }
	require.NoError(t, json.Unmarshal(data, &output))
	if c = output.UserPoolClient; c != nil {
		return c, c.ValidateUpdate
	}
	c = &cognito.UserPoolClient{}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	require.NoError(t, decoder.Decode(c))
	return c, c.Validate
}

func TestTestdata(t *testing.T) {
	files, err := filepath.Glob("testdata/*.json")
	require.NoError(t, err)
	verdicts := map[string]int{}
	for _, file := range files {
		if strings.HasPrefix(filepath.Base(file), "service-") {
			continue
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			require.NoError(t, err)
			c, validate := readClient(t, data)
			name, verdict, _ := strings.Cut(strings.TrimSuffix(file, ".json"), ".")
			verdicts[verdict]++
			switch verdict {
			case "good":
				assert.NoError(t, validate())
				var warnings strings.Builder
				for _, v := range c.Warnings() {
					fmt.Fprintln(&warnings, v.Error())
				}
				assertGolden(t, name+".good.golden", warnings.String())
				_, err = c.TokenLifetimes()
				assert.NoError(t, err)
			case "bad":
				golden, err := os.ReadFile(name + ".bad.golden")
				require.NoError(t, err)
				assert.Equal(t, string(golden), strings.Join(broken(t, validate()), "\n")+"\n")
			default:
				assert.Fail(t, "neither good nor bad")
			}
			assertDefaults(t, c)
			assertSameJSON(t, data, c)
		})
	}
	assert.GreaterOrEqual(t, verdicts["good"], 7)
	assert.GreaterOrEqual(t, verdicts["bad"], 12)
}

// assertSameJSON asserts that decoding and encoding keep the members of a
// file, except for other spellings of absent: "", 0, false and empty units.
func assertSameJSON(t *testing.T, data []byte, c *cognito.UserPoolClient) {
	t.Helper()
	var want, got map[string]any
	require.NoError(t, json.Unmarshal(data, &want))
	if output, ok := want["UserPoolClient"].(map[string]any); ok {
		want = output
	}
	encoded, err := json.Marshal(c)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(encoded, &got))
	var drop func(members map[string]any)
	drop = func(members map[string]any) {
		for name, value := range members {
			switch value := value.(type) {
			case map[string]any:
				drop(value)
				if len(value) == 0 {
					delete(members, name)
				}
			case string:
				if strings.HasSuffix(name, "Date") { // in the other of its forms
					delete(members, name)
					delete(got, name)
				}
			}
			if value == "" || value == 0.0 || value == false {
				delete(members, name)
			}
		}
	}
	drop(want)
	drop(got)
	assert.Equal(t, want, got)
}
