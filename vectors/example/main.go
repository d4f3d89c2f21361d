// Command example is an emulator of app clients that answers as the service
// does: userpoolclient vectors finds no difference. It prints its address.
package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"

	"github.com/go-cognito/cognito"
)

var (
	mutex   sync.Mutex
	pools   = map[string]*cognito.UserPool{}
	clients = map[string]*cognito.UserPoolClient{}
)

func main() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mutex.Lock()
		defer mutex.Unlock()
		_, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
		output, err := answer(operation, http.MaxBytesReader(w, r.Body, 1<<20))
		if err != nil {
			// What is not known of the answer of the service is in our words.
			invalid, _ := errors.AsType[*cognito.ValidationError](err)
			known, _ := invalid.ServiceError(map[string]cognito.Operation{"CreateUserPoolClient": cognito.OperationCreate, "UpdateUserPoolClient": cognito.OperationUpdate}[operation])
			w.WriteHeader(http.StatusBadRequest)
			output = map[string]any{"__type": cmp.Or(known.Exception, "InvalidParameterException"), "message": cmp.Or(known.Message, err.Error())}
		}
		_ = json.NewEncoder(w).Encode(output)
	}))
	fmt.Println(server.URL)
	select {}
}

// answer returns the output of an operation.
func answer(operation string, request io.Reader) (map[string]any, error) {
	var in struct {
		UserPoolId, ClientId string
		UserPoolTier         cognito.UserPoolTier
		Schema               []cognito.SchemaAttribute
		cognito.IdentityProvider
		cognito.ResourceServer
	}
	body, err := io.ReadAll(request)
	if err := errors.Join(err, json.Unmarshal(body, &in)); err != nil {
		return nil, err
	}
	pool, client := pools[in.UserPoolId], clients[in.ClientId]
	isEnforced := func(r cognito.Rule) bool { return !r.StoredSilently() && r != cognito.RuleUnknownMember }
	validate := cognito.Validator{Pool: pool, Ignore: slices.DeleteFunc(cognito.Rules(), isEnforced)}
	id := fmt.Sprint(100000000 + len(pools) + len(clients))
	var c *cognito.UserPoolClient
	switch operation {
	case "CreateUserPool":
		pool = &cognito.UserPool{Id: "us-west-2_" + id, UserPoolTier: in.UserPoolTier, SchemaAttributes: []cognito.SchemaAttribute{},
			IdentityProviders: []cognito.IdentityProvider{}, ResourceServers: []cognito.ResourceServer{}}
		for _, attribute := range in.Schema {
			if !slices.Contains(cognito.StandardAttributes(), attribute.Name) {
				attribute.Name = "custom:" + attribute.Name
			}
			pool.SchemaAttributes = append(pool.SchemaAttributes, attribute)
		}
		pools[pool.Id] = pool
		return map[string]any{"UserPool": pool}, nil
	case "CreateUserPoolClient":
		c, err = validate.DecodeCreate(body)
		client = &cognito.UserPoolClient{ClientId: id}
	case "UpdateUserPoolClient":
		c, err = validate.DecodeUpdate(body)
	}
	switch {
	case err != nil:
		return nil, err
	case pool == nil || client == nil && strings.HasSuffix(operation, "UserPoolClient"):
		return nil, errors.New("no such pool or client")
	case c != nil: // what an update leaves out and keeps
		c.ClientName, c.RefreshTokenValidity = cmp.Or(c.ClientName, client.ClientName), cmp.Or(c.RefreshTokenValidity, client.RefreshTokenValidity)
		c.EnableTokenRevocation, c.AuthSessionValidity = cmp.Or(c.EnableTokenRevocation, client.EnableTokenRevocation), cmp.Or(c.AuthSessionValidity, client.AuthSessionValidity)
		c.ClientId, c.RefreshTokenRotation, c.ClientSecret = client.ClientId, cmp.Or(c.RefreshTokenRotation, client.RefreshTokenRotation), client.ClientSecret
		if c.GenerateSecret {
			c.ClientSecret = cognito.Secret(strings.Repeat(id, 5))
		}
		client = c.Stored()
		clients[client.ClientId] = client
	case strings.HasPrefix(operation, "Create"):
		pool.IdentityProviders, pool.ResourceServers = append(pool.IdentityProviders, in.IdentityProvider), append(pool.ResourceServers, in.ResourceServer)
	}
	return map[string]any{"UserPoolClient": client.StoredJSON()}, nil
}
