package main

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
)

var errNoPool = errors.New("must be what describe-user-pool, list-identity-providers, describe-identity-provider or list-resource-servers prints")

// readPool adds to what is known of a pool such an output in a file.
func (a *app) readPool(name string, pool *cognito.UserPool) error {
	data, err := readFile(name, a.stdin, maxInput)
	if err != nil {
		return errors.New(reason(err))
	}
	if len(data) > maxInput {
		return errors.New(tooLarge(maxInput))
	}
	documents, problem := document.Parse(name, data)
	if problem != nil {
		return fmt.Errorf("%s: %s", problem.Place, problem.Message)
	}
	if len(documents) != 1 || !documents[0].Has("UserPool", "Providers", "IdentityProvider", "ResourceServers") {
		return errNoPool
	}
	if _, token := documents[0].Member("NextToken"); token != nil && token.Text != "" {
		return errors.New("has a NextToken, so it is not complete: print all pages")
	}
	id, servers := pool.Id, pool.ResourceServers
	if pool.UnmarshalJSON(plainJSON(documents[0])) != nil {
		return errNoPool
	}
	if id != "" && pool.Id != id {
		return errors.New("describes another pool than an earlier file")
	}
	if documents[0].Has("ResourceServers") {
		pool.ResourceServers = append(servers, pool.ResourceServers...) // one page after the other
	}
	return nil
}

// plainJSON returns a document as JSON, without the members of objects whose
// names are not strings. Dates and fractions become strings: no pool needs
// them.
func plainJSON(n *document.Node) []byte {
	// Maps, lists, strings, booleans and nil can be encoded.
	data, _ := json.Marshal(plain(n))
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
