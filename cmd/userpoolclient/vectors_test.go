package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/go-cognito/cognito/vectors"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Each file of vectors is as its schema says.
func TestVectorsSchema(t *testing.T) {
	folder := filepath.Join("..", "..", "vectors")
	schema, err := jsonschema.NewCompiler().Compile(filepath.Join(folder, "schema.json"))
	require.NoError(t, err)
	names, err := filepath.Glob(filepath.Join(folder, "*.json"))
	require.NoError(t, err)
	require.Greater(t, len(names), 20)
	for _, name := range names {
		if filepath.Base(name) == "schema.json" {
			continue
		}
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		file, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		require.NoError(t, err, name)
		assert.NoError(t, schema.Validate(file), name)
	}
	file := func(vector string) any {
		file, err := jsonschema.UnmarshalJSON(strings.NewReader(`{"$schema": "schema.json", "vectors": [` + vector + `]}`))
		require.NoError(t, err, vector)
		return file
	}
	assert.Error(t, schema.Validate(file(``)))
	// Each is right but for one thing: what it has twice, the second time.
	const (
		accepted = `"id": "a/b-1.2", "operation": "create", "request": {}, "result": "accepted", "evidence": {"kind": "model", "source": "x", "date": "2026-12-31"}`
		unknown  = `"id": "a/b", "operation": "create", "request": {}, "result": "unknown", "question": "?"`
		update   = `"id": "a/b", "operation": "update", "stored": {}, "request": {"ClientId": "x"}, "result": "unknown", "question": "?", "flags": ["update"]`
		refused  = `"id": "a/b", "operation": "create", "request": {}, "result": "refused", "path": "x", "rule": "enum", "flags": ["envelope"], "error": {"typeKnown": false, "messageKnown": false}, "evidence": {"kind": "model", "source": "x", "date": "2026"}`
	)
	for _, right := range []string{accepted, unknown, update, refused, accepted + `, "flags": ["silent"], "rule": "x"`, accepted + `, "flags": ["pool"], "pool": {"UserPoolTier": "LITE"}`, update + `, "request": {}, "path": "ClientId"`} {
		assert.NoError(t, schema.Validate(file("{"+right+"}")), right)
	}
	for _, wrong := range []string{
		accepted + `, "id": "a/../b"`,
		accepted + `, "id": "a/.b"`,
		accepted + `, "id": "a/b."`,
		accepted + `, "flags": ["envelope"]`,
		accepted + `, "flags": ["semantic"]`,
		accepted + `, "flags": ["update"]`,
		accepted + `, "flags": ["pool"]`,
		accepted + `, "pool": {"UserPoolTier": "LITE"}`,
		accepted + `, "flags": ["silent"]`,
		accepted + `, "question": "?"`,
		accepted + `, "evidence": {"kind": "model", "source": "x", "date": "2026-13"}`,
		accepted + `, "evidence": {"kind": "model", "source": "x", "date": "2026-01-32"}`,
		unknown + `, "question": "no"`,
		unknown + `, "flags": ["semantic"]`,
		unknown + `, "flags": ["silent"], "rule": "x"`,
		unknown + `, "evidence": {"kind": "model", "source": "x", "date": "2026"}`,
		update + `, "request": {}`,
		update + `, "flags": []`,
		refused + `, "flags": ["envelope", "semantic"]`,
		refused + `, "flags": ["pool"], "pool": {"UserPoolTier": "LITE"}`,
		refused + `, "flags": ["envelope", "silent"]`,
		refused + `, "describe": {"ClientName": "x"}`,
		refused + `, "error": {"typeKnown": true, "messageKnown": false}`,
	} {
		assert.Error(t, schema.Validate(file("{"+wrong+"}")), wrong)
	}
}

// example builds the example emulator and returns its content.
var example = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	name := filepath.Join(dir, "example")
	if output, err := exec.Command("go", "build", "-buildvcs=false", "-o", name, "github.com/go-cognito/cognito/vectors/example").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w: %s", err, output)
	}
	return os.ReadFile(name)
})

// exampleEmulator starts the example emulator and returns its address.
func exampleEmulator(t *testing.T) string {
	t.Helper()
	program, err := example()
	require.NoError(t, err)
	name := filepath.Join(t.TempDir(), "example")
	require.NoError(t, os.WriteFile(name, program, 0o700))
	example := exec.CommandContext(t.Context(), name)
	stdout, err := example.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, example.Start())
	t.Cleanup(func() { _ = example.Wait() })
	address, err := bufio.NewReader(stdout).ReadString('\n')
	require.NoError(t, err)
	return strings.TrimSpace(address)
}

// between returns the address of a server that posts to another, and may change
// the answer.
func between(t *testing.T, address string, change func(operation string, status int, body map[string]any) (int, any)) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		request, err := http.NewRequestWithContext(r.Context(), r.Method, address, r.Body)
		if !assert.NoError(t, err) {
			return
		}
		request.Header = r.Header
		response, err := http.DefaultClient.Do(request)
		if !assert.NoError(t, err) {
			return
		}
		defer response.Body.Close()
		data, err := io.ReadAll(response.Body)
		assert.NoError(t, err)
		var body map[string]any
		assert.NoError(t, json.Unmarshal(data, &body))
		_, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
		status, answer := change(operation, response.StatusCode, body)
		w.WriteHeader(status)
		assert.NoError(t, json.NewEncoder(w).Encode(answer))
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// countVectors returns how many vectors there are of a kind.
func countVectors(t *testing.T, is func(v vectors.Vector) bool) int {
	t.Helper()
	all, err := vectors.Load()
	require.NoError(t, err)
	n := 0
	for _, v := range all {
		if is(v) {
			n++
		}
	}
	require.NotZero(t, n)
	return n
}

func TestVectorsOfEmulators(t *testing.T) {
	address := exampleEmulator(t)
	change := func(f func(operation string, status int, body map[string]any) (int, any)) string {
		return between(t, address, f)
	}
	for _, row := range []struct {
		name, address string
		args          []string
		status        int
		// Of the differences, the first, and how many there are at each level.
		first                                      string
		verdicts, exceptions, messages, storedForm int
	}{
		{name: "the example", address: address},
		{name: "one level", address: address, args: []string{"-level", "1"}},
		{name: "a namespace", address: change(func(_ string, status int, body map[string]any) (int, any) {
			if status == http.StatusBadRequest {
				body["__type"] = "com.amazonaws#" + body["__type"].(string) + ":http://internal.amazon.com/"
			}
			return status, body
		})},
		{name: "another exception", address: change(func(_ string, status int, body map[string]any) (int, any) {
			if body["__type"] == "ScopeDoesNotExistException" {
				body["__type"] = "InvalidParameterException"
			}
			return status, body
		}), status: exitInvalid, exceptions: countVectors(t, func(v vectors.Vector) bool { return v.Error != nil && v.Error.Type == "ScopeDoesNotExistException" }), first: `oauth/scope-of-no-resource-server: exception: must be ScopeDoesNotExistException, was "InvalidParameterException"`},
		{name: "another message", address: change(func(_ string, status int, body map[string]any) (int, any) {
			if body["message"] == "Invalid range for token validity." {
				body["message"] = "Invalid\trange"
			}
			return status, body
		}), status: exitInvalid, messages: countVectors(t, func(v vectors.Vector) bool {
			return v.Error != nil && v.Error.Message == "Invalid range for token validity."
		}), first: `token-validity/access-25-hours: message: must be "Invalid range for token validity.", was "Invalid\trange"`},
		{name: "another message, which is not compared", address: change(func(_ string, status int, body map[string]any) (int, any) {
			if status == http.StatusBadRequest {
				body["message"] = "refused"
			}
			return status, body
		}), args: []string{"-level=2"}},
		{name: "another stored form", address: change(func(operation string, status int, body map[string]any) (int, any) {
			if client, ok := body["UserPoolClient"].(map[string]any); ok && operation == "DescribeUserPoolClient" && client["AuthSessionValidity"] == 3.0 {
				delete(client, "AuthSessionValidity")
			}
			return status, body
		}), status: exitInvalid, storedForm: countVectors(t, func(v vectors.Vector) bool { return string(v.Describe["AuthSessionValidity"]) == "3" }), first: `AuthSessionValidity/number-3: stored form: AuthSessionValidity must be 3, was absent`},
		{name: "no updates", address: change(func(operation string, status int, body map[string]any) (int, any) {
			if operation == "UpdateUserPoolClient" && status == http.StatusOK {
				return http.StatusBadRequest, map[string]string{"__type": "InternalErrorException", "message": "not implemented"}
			}
			return status, body
		}), status: exitInvalid, verdicts: countVectors(t, func(v vectors.Vector) bool { return v.Stored != nil && v.Result == vectors.Accepted }), first: `AccessTokenValidity/update-number-1: verdict: must be accepted, was refused with InternalErrorException: not implemented`},
		{name: "nothing is refused", address: change(func(_ string, status int, body map[string]any) (int, any) {
			if status == http.StatusBadRequest {
				return http.StatusOK, map[string]any{"UserPoolClient": map[string]string{"ClientId": "x"}}
			}
			return status, body
		}), args: []string{"-level", "1"}, status: exitInvalid, verdicts: countVectors(t, func(v vectors.Vector) bool { return v.Result == vectors.Refused }), first: `AccessTokenValidity/number-0: verdict: must be refused, was accepted`},
		{name: "an error of the emulator", address: change(func(operation string, status int, body map[string]any) (int, any) {
			if operation == "DescribeUserPoolClient" {
				return http.StatusInternalServerError, body
			}
			return status, body
		}), status: exitInvalid, storedForm: countVectors(t, func(v vectors.Vector) bool { return v.Describe != nil }), first: `AccessTokenValidity/number-1: stored form: the client could not be described: DescribeUserPoolClient: status 500`},
		{name: "describe, which is not called", address: change(func(operation string, status int, body map[string]any) (int, any) {
			if operation == "DescribeUserPoolClient" {
				return http.StatusInternalServerError, body
			}
			return status, body
		}), args: []string{"-level=3"}},
		{name: "a long exception", address: change(func(_ string, status int, body map[string]any) (int, any) {
			if status == http.StatusBadRequest {
				body["__type"] = strings.Repeat("x", 10_000)
			}
			return status, body
		}), args: []string{"-level=2"}, status: exitInvalid, exceptions: countVectors(t, func(v vectors.Vector) bool { return v.Error != nil && v.Error.TypeKnown }),
			first: `AccessTokenValidity/number-0: exception: must be InvalidParameterException, was "` + strings.Repeat("x", maxShown+len("InvalidParameterException")) + `...x`},
		{name: "no identity providers", address: change(func(operation string, status int, body map[string]any) (int, any) {
			if operation == "CreateIdentityProvider" {
				return http.StatusNotFound, "not implemented"
			}
			return status, body
		}), status: exitInvalid, verdicts: countVectors(t, func(v vectors.Vector) bool {
			return v.Pool != nil && v.Pool.IdentityProviders != nil && v.Result != vectors.Unknown
		}), first: `SupportedIdentityProviders/1-character: verdict: the pool could not be made: CreateIdentityProvider: status 404: the error is not JSON`},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			stdout, stderr, status := userpoolclient(t, "", append([]string{"vectors", "-endpoint", row.address}, row.args...)...)
			assert.Empty(t, stderr)
			assert.Equal(t, row.status, status, stdout)
			assert.True(t, strings.HasPrefix(stdout, row.first), stdout)
			found := map[string]int{}
			for _, level := range regexp.MustCompile(`(?m)^\S+: (verdict|exception|message|stored form): `).FindAllStringSubmatch(stdout, -1) {
				found[level[1]]++
			}
			for level, want := range map[string]int{"verdict": row.verdicts, "exception": row.exceptions, "message": row.messages, "stored form": row.storedForm} {
				assert.Equal(t, want, found[level], level)
			}
			scores := regexp.MustCompile(`(?m)^(verdict|exception|message|stored form) +(\d+) of (\d+)$`).FindAllStringSubmatch(stdout, -1)
			require.NotEmpty(t, scores)
			if status == exitValid {
				for _, s := range scores {
					assert.Equal(t, s[3], s[2], "%s must be 100 %%", s[1])
				}
			}
		})
	}
}

func TestVectorsExpectedFailures(t *testing.T) {
	address := exampleEmulator(t)
	wrong := between(t, address, func(_ string, status int, body map[string]any) (int, any) {
		if body["__type"] == "ScopeDoesNotExistException" {
			body["__type"] = "InvalidParameterException"
		}
		return status, body
	})
	file := filepath.Join(t.TempDir(), "expected")
	stdout, stderr, status := userpoolclient(t, "", "vectors", "-endpoint", wrong, "-expected-failures", file, "-update-expected")
	assert.Equal(t, exitValid, status, stderr)
	assert.Contains(t, stdout, "\n3 differences expected\n")
	written, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, "oauth/scope-of-no-resource-server exception\npool/no-resource-server exception\npool/no-such-scope exception\n", string(written))

	stdout, stderr, status = userpoolclient(t, "", "vectors", "-endpoint", wrong, "-expected-failures", file)
	assert.Equal(t, exitValid, status)
	assert.Empty(t, stderr)
	assert.True(t, strings.HasPrefix(stdout, "verdict "), stdout)

	// Lines of levels that are not compared stay.
	_, _, status = userpoolclient(t, "", "vectors", "-endpoint", wrong, "-expected-failures", file, "-update-expected", "-level=1")
	assert.Equal(t, exitValid, status)
	kept, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, string(written), string(kept))

	// Many that are not found.
	var lines strings.Builder
	for i := range maxNotFound + 1 {
		fmt.Fprintf(&lines, "no/such-%d exception\nno/such-%d message\n", i, i)
	}
	require.NoError(t, os.WriteFile(file, append([]byte(lines.String()), written...), 0o644))
	_, stderr, status = userpoolclient(t, "", "vectors", "-endpoint", wrong, "-expected-failures", file, "-level=2")
	assert.Equal(t, exitValid, status)
	assert.Equal(t, "userpoolclient: 6 expected differences were not found; -update-expected removes them\n", stderr)
	_, stderr, status = userpoolclient(t, "", "vectors", "-endpoint", wrong, "-expected-failures", file, "-update-expected", "-level=2")
	assert.Equal(t, exitValid, status)
	assert.Empty(t, stderr)
	kept, err = os.ReadFile(file)
	require.NoError(t, err)
	assert.True(t, strings.HasPrefix(string(kept), string(written)+"no/such-0 message\nno/such-1 message\n"), string(kept))
	assert.NotContains(t, string(kept), "no/such-0 exception")

	// One that is not expected, a comment, and one that is not found.
	require.NoError(t, os.WriteFile(file, []byte("# of the emulator\n\n oauth/scope-of-no-resource-server exception \nno/such exception\npool/no-such-scope exception\n"), 0o644))
	stdout, stderr, status = userpoolclient(t, "", "vectors", "-endpoint", wrong, "-expected-failures", file)
	assert.Equal(t, exitInvalid, status)
	assert.True(t, strings.HasPrefix(stdout, "pool/no-resource-server: exception: "), stdout)
	assert.Contains(t, stdout, "\n2 differences expected\n")
	assert.Equal(t, "userpoolclient: expected, but not found: no/such exception\n", stderr)

	_, stderr, status = userpoolclient(t, "", "vectors", "-endpoint", wrong, "-expected-failures", file+".none")
	assert.Equal(t, exitError, status)
	assert.Contains(t, stderr, "expected.none")
	_, _, status = userpoolclient(t, "", "vectors", "-endpoint", wrong, "-expected-failures", filepath.Join(file, "x"), "-update-expected")
	assert.Equal(t, exitError, status)
}

// A build fails only when something gets worse.
func TestVectorsExpectedFailuresOfAnother(t *testing.T) {
	address := exampleEmulator(t)
	isScope := func(body map[string]any) bool { return body["__type"] == "ScopeDoesNotExistException" }
	worse := between(t, address, func(_ string, status int, body map[string]any) (int, any) {
		if isScope(body) {
			return http.StatusOK, map[string]any{"UserPoolClient": map[string]string{"ClientId": "x"}}
		}
		return status, body
	})
	better := between(t, address, func(_ string, status int, body map[string]any) (int, any) {
		if isScope(body) {
			body["__type"], body["message"] = "InvalidParameterException", "no"
		}
		return status, body
	})
	file := filepath.Join(t.TempDir(), "expected")
	run := func(endpoint string, args ...string) (stdout, stderr string, status int) {
		return userpoolclient(t, "", append([]string{"vectors", "-endpoint", endpoint, "-expected-failures", file}, args...)...)
	}

	_, _, status := run(worse, "-update-expected")
	assert.Equal(t, exitValid, status)
	written, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Contains(t, string(written), "pool/no-such-scope verdict\npool/no-such-scope exception\npool/no-such-scope message\n")
	stdout, stderr, status := run(worse)
	assert.Equal(t, exitValid, status, stdout)
	assert.Empty(t, stderr)
	stdout, stderr, status = run(better)
	assert.Equal(t, exitValid, status, stdout)
	assert.Equal(t, 3, strings.Count(stderr, "\n"))
	assert.Contains(t, stderr, "expected, but not found: pool/no-such-scope verdict\n")
	_, stderr, status = run(better, "-level=1")
	assert.Equal(t, exitValid, status)
	assert.Equal(t, 3, strings.Count(stderr, "\n"), "what is not compared is not missed")

	_, _, status = run(better, "-update-expected")
	assert.Equal(t, exitValid, status)
	stdout, _, status = run(worse)
	assert.Equal(t, exitInvalid, status)
	assert.True(t, strings.HasPrefix(stdout, "oauth/scope-of-no-resource-server: verdict: must be refused, was accepted\npool/no-resource-server: verdict: "), stdout)
	_, stderr, status = run(worse, "-level=1")
	assert.Equal(t, exitInvalid, status)
	assert.Empty(t, stderr)
}

// However long a message or a list is, what must be and what was differ.
func TestVectorsShowDifferences(t *testing.T) {
	address := between(t, exampleEmulator(t), func(operation string, status int, body map[string]any) (int, any) {
		if message, ok := body["message"].(string); ok {
			body["message"] = message + "!"
		}
		client, _ := body["UserPoolClient"].(map[string]any)
		for name, value := range client {
			if list, ok := value.([]any); ok && operation == "DescribeUserPoolClient" {
				client[name] = list[:len(list)-1]
			}
		}
		return status, body
	})
	stdout, stderr, status := userpoolclient(t, "", "vectors", "-endpoint", address)
	assert.Equal(t, exitInvalid, status)
	assert.Empty(t, stderr)
	differences := regexp.MustCompile(`(?m)^(\S+: (message|stored form)): (?:\S+ )?must be (.*), was (.*?)$`).FindAllStringSubmatch(stdout, -1)
	found := map[string]int{}
	for _, d := range differences {
		found[d[2]]++
		assert.NotEqual(t, d[3], d[4], d[1])
		assert.True(t, d[2] != "message" || strings.HasSuffix(d[4], `!"`), "the end of %s is shown", d[1])
	}
	differs := func(v vectors.Vector) bool {
		return v.Error != nil && v.Error.MessageKnown && !v.Error.Matches(v.Error.Message+"!")
	}
	assert.Equal(t, countVectors(t, differs), found["message"])
	assert.Greater(t, found["stored form"], 20)
}

func TestShortened(t *testing.T) {
	long := strings.Repeat("é", 1000)
	assert.Equal(t, long, shortened(long, long))
	assert.Equal(t, strings.Repeat("é", 100)+"..."+strings.Repeat("é", 100), shortened(long, ""))
	assert.Equal(t, strings.Repeat("é", 100)+"..."+strings.Repeat("é", 100), shortened(long, "x"))
}

// Answers of emulators to a create.
func TestVectorsAnswers(t *testing.T) {
	for answer, want := range map[string]string{
		`{"message": "no"}`:         "must be accepted, was refused without a type: no",
		`{"__type": "X"}`:           "must be accepted, was refused with X: ",
		`{"UserPoolClient": {}}`:    "CreateUserPoolClient: the output has no UserPoolClient.ClientId",
		`{"UserPool": {"Id": "x"}}`: "CreateUserPoolClient: the output has no UserPoolClient.ClientId",
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.Header.Get("X-Amz-Target"), ".CreateUserPool") {
				answer := `{"UserPool": {"Id": "us-west-2_example"}}`
				_, _ = io.WriteString(w, answer)
				return
			}
			if !strings.Contains(answer, "UserPool") {
				w.WriteHeader(http.StatusBadRequest)
			}
			_, _ = io.WriteString(w, answer)
		}))
		stdout, _, status := userpoolclient(t, "", "vectors", "-endpoint", server.URL, "-level=1")
		assert.Equal(t, exitInvalid, status)
		assert.Contains(t, stdout, "AccessTokenValidity/number-1: verdict: "+want+"\n")
		server.Close()
	}
}

// An answer that takes too long.
func TestVectorsTimeout(t *testing.T) {
	for name, answer := range map[string]string{"nothing": "", "a part": "{"} {
		done := make(chan struct{})
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, answer)
			if answer != "" {
				w.(http.Flusher).Flush()
			}
			<-done
		}))
		e, err := newEmulator(server.URL, false)
		require.NoError(t, err)
		assert.Equal(t, answerTimeout, e.client.Timeout)
		e.client.Timeout /= 100
		assert.EqualError(t, e.call("CreateUserPoolClient", nil, nil), "CreateUserPoolClient: no answer in 0.1 seconds", name)
		close(done)
		server.Close()
	}
}

// An emulator that no longer answers ends the run.
func TestVectorsNoAnswer(t *testing.T) {
	for name, answer := range map[string]http.HandlerFunc{
		"closes the connection": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
		"never ends": func(w http.ResponseWriter, _ *http.Request) {
			for chunk := make([]byte, 1<<20); ; {
				if _, err := w.Write(chunk); err != nil {
					return
				}
			}
		},
	} {
		var requests atomic.Int32
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if requests.Add(1) > 2 { // the pool and a vector
				answer(w, r)
				return
			}
			_, _ = io.WriteString(w, `{"UserPool": {"Id": "us-west-2_example"}, "UserPoolClient": {"ClientId": "x"}}`)
		}))
		stdout, stderr, status := userpoolclient(t, "", "vectors", "-endpoint", server.URL)
		assert.Equal(t, exitError, status, name)
		assert.Contains(t, stderr, ": the last 3 requests got no answer\n", name)
		assert.Equal(t, 3, strings.Count(stdout, ": verdict: "), "%s: what was found before is printed", name)
		server.Close()
	}
}

// No packet goes to another machine.
func TestVectorsOnlyLocal(t *testing.T) {
	for _, address := range []string{"http://192.0.2.1", "http://169.254.169.254/", "http://[2001:db8::1]:5000", "https://0.0.0.0:1"} {
		_, stderr, status := userpoolclient(t, "", "vectors", "-endpoint", address)
		assert.Equal(t, exitError, status, address)
		assert.Contains(t, stderr, "is not a loopback or private address; use -allow-remote to allow it", address)
	}
	server := httptest.NewServer(http.RedirectHandler("http://192.0.2.1/", http.StatusTemporaryRedirect))
	defer server.Close()
	_, stderr, status := userpoolclient(t, "", "vectors", "-endpoint", server.URL)
	assert.Equal(t, exitError, status)
	assert.Contains(t, stderr, "CreateUserPool: status 307")
	_, stderr, status = userpoolclient(t, "", "vectors", "-endpoint", strings.Replace(server.URL, "127.0.0.1", "localhost", 1), "-allow-remote")
	assert.Equal(t, exitError, status)
	assert.Contains(t, stderr, "status 307", "a name is looked up")
	server.Close()
	_, stderr, status = userpoolclient(t, "", "vectors", "-endpoint", server.URL)
	assert.Equal(t, exitError, status)
	assert.NotEmpty(t, stderr)
}
