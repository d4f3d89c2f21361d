package main

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/go-cognito/cognito"
)

// maxClients is how many clients of one file are checked, more than a user
// pool can have.
const maxClients = 10_000

// clientsOf calls yield with each client of a document, and refuse with what
// is not a client.
func clientsOf(document *node, update bool, yield func(*client), refuse func(*problem)) {
	clients, pointer := []*node{document}, func(int) string { return "" }
	if document.kind == kindList {
		clients, pointer = document.content, func(i int) string { return "/" + strconv.Itoa(i) }
	}
	switch {
	case len(clients) == 0:
		refuse(&problem{place: document.place, message: "holds no client"})
	case len(clients) > maxClients:
		refuse(&problem{place: document.place, message: "has more than 10,000 elements"})
		return
	}
	for i, n := range clients {
		if problem := clientOf(n, pointer(i), update, yield); problem != nil {
			refuse(problem)
		}
	}
}

// clientOf calls yield with the client that an object is or describes.
func clientOf(n *node, pointer string, update bool, yield func(*client)) *problem {
	if n.kind != kindObject {
		return &problem{place: n.place, message: n.isNot("an object")}
	}
	if mistake := mistakenFor(n); mistake != "" {
		return &problem{place: n.place, message: mistake}
	}
	form := createForm
	switch _, wrapped := n.member("UserPoolClient"); {
	case wrapped != nil:
		c := decode(wrapped, outputForm, pointer+"/UserPoolClient")
		c.wrapper(n)
		yield(c)
		return nil
	case isDescription(n):
		form = outputForm
	case update:
		form = updateForm
	}
	yield(decode(n, form, pointer))
	return nil
}

// wrapper adds the problems of the object that describes a client.
func (c *client) wrapper(n *node) {
	wrapped, _ := n.member("UserPoolClient")
	for i := 0; i < len(n.content); i += 2 {
		switch name := n.content[i]; {
		case name == wrapped:
		case name.text == wrapped.text:
			c.add(name, "UserPoolClient", "is a duplicate of line "+strconv.Itoa(int(wrapped.line)))
		default:
			c.add(name, shownName(name.text, false, n.content[i+1]), "is not a member of what describe-user-pool-client prints, which is UserPoolClient alone")
		}
	}
}

// isDescription reports whether an object is a client as the service returns
// it, without the object around it.
func isDescription(n *node) bool {
	return n.has("CreationDate", "LastModifiedDate") || n.has("ClientId") && n.has("ClientSecret")
}

// mistakenFor returns what an object is if it is something else that has to do
// with app clients, and what to do about it, or "".
func mistakenFor(n *node) string {
	switch {
	case n.has("UserPoolClients"):
		return "is the output of list-user-pool-clients, which has only names and IDs: check what describe-user-pool-client prints of each client"
	case n.has("AWSTemplateFormatVersion"), hasResources(n):
		return "is a CloudFormation template: check the Properties of each AWS::Cognito::UserPoolClient in a file of its own, or what describe-user-pool-client prints of the deployed client"
	case n.has("resource_changes", "planned_values"):
		return "is a Terraform plan: check the settings of the client as a request or, once the plan is applied, what describe-user-pool-client prints"
	case n.has("terraform_version"), n.has("lineage") && n.has("serial"):
		return "is a Terraform state: check what describe-user-pool-client prints of the client"
	}
	return ""
}

// hasResources reports whether an object has the Resources of a template.
func hasResources(n *node) bool {
	_, resources := n.member("Resources")
	if resources == nil || resources.kind != kindObject {
		return false
	}
	for i := 1; i < len(resources.content); i += 2 {
		if _, kind := resources.content[i].member("Type"); kind != nil && strings.Contains(kind.text, "::") {
			return true
		}
	}
	return false
}

// holdsClient reports whether a document of a folder is meant to be a client.
// UserPoolId alone is not enough, because the requests of other operations
// have it too.
func holdsClient(document *node) bool {
	if document.kind == kindList {
		for _, element := range document.content {
			if element.kind == kindObject && holdsClient(element) {
				return true
			}
		}
		return false
	}
	if mistakenFor(document) != "" {
		return false
	}
	if _, wrapped := document.member("UserPoolClient"); wrapped != nil && wrapped.kind == kindObject || document.has("ClientName") {
		return true
	}
	for field := range reflect.TypeFor[cognito.UserPoolClient]().Fields() {
		if field.Name != "UserPoolId" && field.Name != "ClientId" && document.has(field.Name) {
			return document.has("UserPoolId")
		}
	}
	return false
}
