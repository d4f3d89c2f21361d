package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/vectors"
)

// emulator is an endpoint that speaks the API of user pools (AWS JSON 1.1).
type emulator struct {
	url    string
	client http.Client
	// The IDs of the pools that were made, by the JSON of what they must have.
	pools map[string]string
	// How many of the last requests got no answer.
	unanswered int
}

// answerTimeout is how long an answer may take.
const answerTimeout = 10 * time.Second

// newEmulator returns an emulator that is only ever spoken to at loopback and
// private addresses, unless remote ones are allowed.
func newEmulator(endpoint string, allowRemote bool) (*emulator, error) {
	parsed, err := url.Parse(endpoint)
	if err != nil || parsed.Scheme != "http" && parsed.Scheme != "https" || parsed.Host == "" || parsed.User != nil {
		return nil, errors.New("-endpoint must be a URL such as http://127.0.0.1:5000")
	}
	dialer := net.Dialer{}
	if !allowRemote {
		// What a name stands for is known only now.
		dialer.Control = func(_, address string, _ syscall.RawConn) error {
			to, err := netip.ParseAddrPort(address)
			if ip := to.Addr().Unmap(); err != nil || !ip.IsLoopback() && !ip.IsPrivate() {
				return fmt.Errorf("%s is not a loopback or private address; use -allow-remote to allow it", address)
			}
			return nil
		}
	}
	return &emulator{
		url: endpoint,
		client: http.Client{
			Transport:     &http.Transport{DialContext: dialer.DialContext},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
			Timeout:       answerTimeout,
		},
		pools: map[string]string{},
	}, nil
}

// refusal is an error of the service.
type refusal struct{ Type, Message string }

func (r refusal) Error() string {
	how := "without a type"
	if r.Type != "" {
		how = "with " + shortened(r.Type, "")
	}
	return "refused " + how + ": " + shortened(r.Message, "")
}

// maxAnswer is how many bytes are read of an answer.
const maxAnswer = 16 << 20

// post posts the input of an operation and returns the answer with its body.
func (e *emulator) post(operation string, input []byte) (*http.Response, []byte, error) {
	request, err := http.NewRequest(http.MethodPost, e.url, bytes.NewReader(input))
	if err != nil {
		return nil, nil, err
	}
	request.Header.Set("Content-Type", "application/x-amz-json-1.1")
	request.Header.Set("X-Amz-Target", "AWSCognitoIdentityProviderService."+operation)
	request.Header.Set("X-Amz-Date", "20260101T000000Z")
	request.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=vectors/20260101/us-west-2/cognito-idp/aws4_request, "+
		"SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature="+strings.Repeat("0", 64))
	response, err := e.client.Do(request)
	if err != nil {
		return nil, nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer+1))
	if err == nil && len(body) > maxAnswer {
		err = fmt.Errorf("%s: the answer is longer than %d bytes", operation, maxAnswer)
	}
	return response, body, err
}

// call posts the input of an operation and decodes the output. The error is a
// refusal if the emulator refuses the request.
func (e *emulator) call(operation string, input []byte, output any) error {
	response, body, err := e.post(operation, input)
	if err != nil {
		e.unanswered++
		if slow, ok := errors.AsType[net.Error](err); ok && slow.Timeout() {
			return fmt.Errorf("%s: no answer in %v seconds", operation, e.client.Timeout.Seconds())
		}
		return err
	}
	e.unanswered = 0
	switch {
	case response.StatusCode == http.StatusOK:
		if err := json.Unmarshal(body, output); err != nil {
			return fmt.Errorf("%s: the output is not that of the API: %w", operation, err)
		}
		return nil
	case response.StatusCode/100 != 4:
		return fmt.Errorf("%s: status %d", operation, response.StatusCode)
	}
	var failure struct {
		Type    string `json:"__type"`
		Message string
	}
	if err := json.Unmarshal(body, &failure); err != nil {
		return fmt.Errorf("%s: status %d: the error is not JSON", operation, response.StatusCode)
	}
	// Both may be preceded by a namespace and followed by an address.
	name := cmp.Or(response.Header.Get("X-Amzn-ErrorType"), failure.Type)
	name = name[strings.LastIndexByte(name, '#')+1:]
	name, _, _ = strings.Cut(name, ":")
	return refusal{name, failure.Message}
}

// callWith is call for an input that is not JSON yet.
func (e *emulator) callWith(operation string, input, output any) error {
	data, err := json.Marshal(input)
	if err != nil {
		return err
	}
	return e.call(operation, data, output)
}

// pool returns the ID of a pool that has what it must have.
func (e *emulator) pool(must *cognito.UserPool) (string, error) {
	if must == nil {
		must = &cognito.UserPool{}
	}
	key, err := json.Marshal(must)
	if err != nil {
		return "", err
	}
	if id, ok := e.pools[string(key)]; ok {
		return id, nil
	}
	id, err := e.newPool(must)
	if err == nil {
		e.pools[string(key)] = id
	}
	return id, err
}

func (e *emulator) newPool(must *cognito.UserPool) (string, error) {
	type attribute struct {
		Name, AttributeDataType string
		Required                bool `json:",omitzero"`
	}
	type create struct {
		PoolName     string
		UserPoolTier cognito.UserPoolTier
		Schema       []attribute `json:",omitzero"`
	}
	input := create{PoolName: "vectors", UserPoolTier: cmp.Or(must.UserPoolTier, cognito.UserPoolTierEssentials)}
	for _, a := range must.SchemaAttributes {
		input.Schema = append(input.Schema, attribute{strings.TrimPrefix(a.Name, "custom:"), "String", a.Required})
	}
	var output struct{ UserPool struct{ Id string } }
	if err := e.callWith("CreateUserPool", input, &output); err != nil {
		return "", err
	}
	id := output.UserPool.Id
	if id == "" {
		return "", errors.New("CreateUserPool: the output has no UserPool.Id")
	}
	for _, provider := range must.IdentityProviders {
		input := map[string]any{
			"UserPoolId": id, "ProviderName": provider.ProviderName, "ProviderType": providerType(provider.ProviderName),
			"ProviderDetails": map[string]string{
				"client_id": "example", "client_secret": "example", "authorize_scopes": "openid",
				"attributes_request_method": "GET", "oidc_issuer": "https://idp.example.com",
			},
			"AttributeMapping": provider.AttributeMapping,
		}
		if err := e.callWith("CreateIdentityProvider", input, &struct{}{}); err != nil {
			return "", err
		}
	}
	for _, server := range must.ResourceServers {
		type scope struct{ ScopeName, ScopeDescription string }
		var scopes []scope
		for _, s := range server.Scopes {
			scopes = append(scopes, scope{s.ScopeName, "example"})
		}
		input := map[string]any{"UserPoolId": id, "Identifier": server.Identifier, "Name": "example", "Scopes": scopes}
		if err := e.callWith("CreateResourceServer", input, &struct{}{}); err != nil {
			return "", err
		}
	}
	return id, nil
}

// providerType returns the type of an identity provider.
func providerType(name string) string {
	switch name {
	case "Google", "Facebook", "SignInWithApple", "LoginWithAmazon":
		return name
	}
	return "OIDC"
}

// described is the output about a client.
type described struct {
	UserPoolClient map[string]json.RawMessage
}

// outcome is what an emulator did with a vector.
type outcome struct {
	// The refusal, or nil if the request was accepted.
	refusal *refusal
	// What describe returned, if it was called, and what went wrong with that.
	described   map[string]json.RawMessage
	describeErr error
	// withIDs replaces the IDs that vectors have by those that were assigned.
	withIDs func(text string) string
}

// run posts the request of a vector to a pool and a client as it must have, and
// may describe the client then.
func (e *emulator) run(v vectors.Vector, describe bool) (outcome, error) {
	pool, err := e.pool(v.Pool)
	if err != nil {
		return outcome{}, fmt.Errorf("the pool could not be made: %w", err)
	}
	client := vectors.ClientID
	withIDs := func(text string) string {
		return strings.NewReplacer(vectors.UserPoolID, pool, vectors.ClientID, client).Replace(text)
	}
	operation := "CreateUserPoolClient"
	if v.Stored != nil {
		var made described
		if err := e.call(operation, []byte(withIDs(string(v.Stored))), &made); err != nil {
			return outcome{}, fmt.Errorf("the client to update could not be made: %w", err)
		}
		if client = made.id(); client == "" {
			return outcome{}, errors.New("the client to update could not be made: the output has no UserPoolClient.ClientId")
		}
		operation = "UpdateUserPoolClient"
	}
	var answer described
	err = e.call(operation, []byte(withIDs(string(v.Request))), &answer)
	if refused, ok := errors.AsType[refusal](err); ok {
		return outcome{refusal: &refused, withIDs: withIDs}, nil
	}
	if err != nil {
		return outcome{}, err
	}
	if v.Stored == nil {
		if client = answer.id(); client == "" {
			return outcome{}, fmt.Errorf("%s: the output has no UserPoolClient.ClientId", operation)
		}
	}
	got := outcome{withIDs: withIDs}
	if describe {
		var now described
		if err := e.callWith("DescribeUserPoolClient", map[string]string{"UserPoolId": pool, "ClientId": client}, &now); err != nil {
			got.describeErr = fmt.Errorf("the client could not be described: %w", err)
		}
		got.described = now.UserPoolClient
	}
	return got, nil
}

// id returns the ClientId, or "" if there is none.
func (d described) id() string {
	var id string
	_ = json.Unmarshal(d.UserPoolClient["ClientId"], &id) // "" then
	return id
}
