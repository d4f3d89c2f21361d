package main

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
)

var errNoPool = errors.New("must be what describe-user-pool, list-identity-providers or list-resource-servers prints")

// readPool adds to what is known of a pool the output of describe-user-pool,
// list-identity-providers or list-resource-servers in a file.
func (a *app) readPool(name string, pool *cognito.UserPool) error {
	data, err := read(name, a.stdin, maxInput)
	if err != nil {
		return errors.New(reason(err))
	}
	documents, problem := document.Parse(name, data)
	if problem != nil {
		return fmt.Errorf("%s: %s", problem.Place, problem.Message)
	}
	var output struct {
		UserPool        *cognito.UserPool
		Providers       []struct{ ProviderName string }
		ResourceServers []cognito.ResourceServer
		NextToken       string
	}
	if len(documents) != 1 || json.Unmarshal(plainJSON(documents[0]), &output) != nil {
		return errNoPool
	}
	switch described := documents[0]; {
	case output.NextToken != "":
		return errors.New("has a NextToken, so it is not complete: print all pages")
	case output.UserPool != nil:
		if pool.Id != "" && pool.Id != output.UserPool.Id {
			return errors.New("describes another pool than an earlier file")
		}
		pool.Id, pool.UserPoolTier, pool.SchemaAttributes = output.UserPool.Id, output.UserPool.UserPoolTier, output.UserPool.SchemaAttributes
	case described.Has("Providers"):
		if pool.IdentityProviders == nil {
			pool.IdentityProviders = []string{}
		}
		for _, provider := range output.Providers {
			pool.IdentityProviders = append(pool.IdentityProviders, provider.ProviderName)
		}
	case described.Has("ResourceServers"):
		pool.ResourceServers = append(pool.ResourceServers, output.ResourceServers...)
		if pool.ResourceServers == nil {
			pool.ResourceServers = []cognito.ResourceServer{}
		}
	default:
		return errNoPool
	}
	return nil
}

// plainJSON returns a document as JSON, without the members of objects whose
// names are not strings. Dates and fractions become strings: no pool needs
// them.
func plainJSON(n *document.Node) []byte {
	data, _ := json.Marshal(plain(n)) // of maps, lists, strings, booleans and nil
	return data
}

func plain(n *document.Node) any {
	switch n.Kind {
	case document.Object:
		object := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			object[n.Content[i].Text] = plain(n.Content[i+1])
		}
		return object
	case document.List:
		list := make([]any, len(n.Content))
		for i, element := range n.Content {
			list[i] = plain(element)
		}
		return list
	case document.Bool:
		return n.Text == "true"
	case document.Null:
		return nil
	}
	return n.Text
}
