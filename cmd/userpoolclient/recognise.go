package main

import (
	"reflect"
	"slices"
	"strconv"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/cloudformation"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/terraform"
)

// maxClients is how many clients of one file are checked, more than a user
// pool can have.
const maxClients = 10_000

// clientsOf calls yield with each client of a document, and refuse with what
// is not a client.
func clientsOf(n *document.Node, update bool, yield func(*client), refuse func(*document.Problem)) {
	clients, pointer := []*document.Node{n}, func(int) string { return "" }
	if n.Kind == document.List {
		clients, pointer = n.Content, func(i int) string { return "/" + strconv.Itoa(i) }
	}
	switch {
	case len(clients) == 0:
		refuse(&document.Problem{Place: n.Place, Message: "holds no client"})
	case len(clients) > maxClients:
		refuse(&document.Problem{Place: n.Place, Message: "has more than 10,000 elements"})
		return
	}
	for i, one := range clients {
		if problem := clientOf(one, pointer(i), update, yield); problem != nil {
			refuse(problem)
		}
	}
}

// clientOf calls yield with the client that an object is or describes.
func clientOf(n *document.Node, pointer string, update bool, yield func(*client)) *document.Problem {
	if n.Kind != document.Object {
		return &document.Problem{Place: n.Place, Message: n.IsNot("an object")}
	}
	if mistake := mistakenFor(n); mistake != "" {
		return &document.Problem{Place: n.Place, Message: mistake}
	}
	form := createForm
	switch _, wrapped := n.Member("UserPoolClient"); {
	case wrapped != nil:
		c := decode(wrapped, outputForm, pointer+"/UserPoolClient")
		c.wrapper(n)
		yield(c)
		return nil
	case update:
		form = updateForm
	case isDescription(n):
		form = outputForm
	case n.Has("ClientId") && !n.Has("GenerateSecret", "ClientSecret"):
		form = updateForm
	}
	yield(decode(n, form, pointer))
	return nil
}

// wrapper adds what is wrong with, or not known in, the object around a client
// that is described.
func (c *client) wrapper(n *document.Node) {
	wrapped, _ := n.Member("UserPoolClient")
	for i := 0; i < len(n.Content); i += 2 {
		switch name := n.Content[i]; {
		case name == wrapped:
		case name.Text == wrapped.Text:
			c.add(name, "UserPoolClient", "is a duplicate of line "+strconv.Itoa(int(wrapped.Line)))
		default:
			c.note(name, shownName(name.Text, false, n.Content[i+1]))
		}
	}
}

// isDescription reports whether an object is a client as the service returns
// it, without the object around it.
func isDescription(n *document.Node) bool {
	return n.Has("CreationDate", "LastModifiedDate", "ClientType") || n.Has("ClientId") && n.Has("ClientSecret")
}

// mistakenFor returns what an object is if it is something else that has to do
// with app clients, and what to do about it, or "".
func mistakenFor(n *document.Node) string {
	switch {
	case n.Has("UserPoolClients"):
		return "is the output of list-user-pool-clients, which has only names and IDs: check what describe-user-pool-client prints of each client"
	case cloudformation.Is(n):
		return "is a template: only validate reads templates, each from a file of its own"
	case terraform.Is(n):
		return "is a Terraform plan or state: only validate reads these, each from a file of its own"
	}
	return ""
}

// holdsClient reports whether a document of a folder is meant to be a client.
// UserPoolId alone is not enough, because the requests of other operations
// have it too.
func holdsClient(n *document.Node) bool {
	if n.Kind == document.List {
		for _, element := range n.Content {
			if element.Kind == document.Object && holdsClient(element) {
				return true
			}
		}
		return false
	}
	if cloudformation.Is(n) || terraform.Is(n) {
		return true
	}
	if mistakenFor(n) != "" {
		return false
	}
	if _, wrapped := n.Member("UserPoolClient"); wrapped != nil && wrapped.Kind == document.Object || n.Has("ClientName") {
		return true
	}
	for field := range reflect.TypeFor[cognito.UserPoolClient]().Fields() {
		if field.Name != "UserPoolId" && field.Name != "ClientId" && n.Has(field.Name) {
			return n.Has("UserPoolId")
		}
	}
	return false
}

// selectionOf returns what is kept of infrastructure code, given the names of
// its top-level members. It is not ok for other files.
func selectionOf(names []string) (selection document.Selection, ok bool) {
	has := func(wanted ...string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return slices.Contains(wanted, name) })
	}
	switch {
	case has("resource_changes", "planned_values", "terraform_version", "lineage", "format_version"):
		return terraform.Selection(), true
	case has("AWSTemplateFormatVersion", "Resources", "resources"):
		return cloudformation.Selection(), true
	}
	return document.Selection{}, false
}

// isDeclared reports whether data seems to be infrastructure code.
func isDeclared(data []byte) bool {
	_, ok := selectionOf(document.TopLevel(data))
	return ok
}

// parse reads the documents of a file, of infrastructure code only what is
// checked.
func parse(name string, data []byte) ([]*document.Node, *document.Problem) {
	selection, ok := selectionOf(document.TopLevel(data))
	if ok {
		documents, problem := document.ParseSelected(name, data, selection)
		is := func(n *document.Node) bool { return cloudformation.Is(n) || terraform.Is(n) }
		if len(data) > maxInput || slices.ContainsFunc(documents, is) {
			return documents, problem
		}
	}
	return document.Parse(name, data)
}
