package main

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/cloudformation"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/terraform"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
)

// maxInput is how many bytes a file may have. The largest request that the
// service accepts is below 1 MiB.
const maxInput = 4 << 20

// maxDeclared is the same for infrastructure code, which may hold much else.
const maxDeclared = 64 << 20

func tooLarge(most int) string { return fmt.Sprintf("is larger than %d MiB", most>>20) }

// file is what a first look at a file tells.
type file struct {
	name string
	data []byte
	most int // bytes
	// What to keep of infrastructure code; nil means all.
	selection *document.Selection
	mistake   string // what to say if it is not supported, or ""
}

func recognise(name string, data []byte) file {
	f := file{name: name, data: data, most: maxInput, mistake: terraform.Mistaken(name, data)}
	names := document.TopLevel(data)
	has := func(wanted ...string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return slices.Contains(wanted, name) })
	}
	switch {
	case has("resource_changes", "planned_values", "terraform_version", "lineage", "format_version"):
		f.most, f.selection = maxDeclared, new(terraform.Selection())
	case has("AWSTemplateFormatVersion", "Resources", "resources"):
		f.most, f.selection = maxDeclared, new(cloudformation.Selection())
	}
	return f
}

// kind is what a document is, unless it holds requests and descriptions.
type kind struct {
	is func(*document.Node) bool
	// The form of the clients that infrastructure code declares. Nil means
	// that it declares none.
	form *form
	// declared reads them.
	declared func(n *document.Node, lacks []string, known cloudformation.Parameters) worlds.Declared
	// instead says what it is and what to do, where it is not supported.
	instead string
}

// isRead ends what is said of a file that is not supported.
const isRead = ": only requests, descriptions of clients, templates of CloudFormation, and source, plans and states of Terraform are read"

var kinds = []*kind{
	{
		is: cloudformation.Is, form: &templateForm, declared: cloudformation.Read,
		instead: "is a template: only validate reads templates, each from a file of its own",
	},
	{
		is: terraform.Is, form: &terraformForm,
		declared: func(n *document.Node, lacks []string, _ cloudformation.Parameters) worlds.Declared {
			return terraform.Read(n, lacks)
		},
		instead: "is a Terraform plan or state: only validate reads these, each from a file of its own",
	},
	{
		is:      func(n *document.Node) bool { return n.Has("apiVersion") && n.Has("kind") },
		instead: "seems to be a Kubernetes manifest, as for Crossplane or ACK" + isRead,
	},
	{
		is: func(n *document.Node) bool {
			return n.Has("name", "resources") && n.Has("runtime", "variables") && !n.Has("service")
		},
		instead: "seems to be a Pulumi project" + isRead,
	},
	{
		is:      func(n *document.Node) bool { return n.Has("version") && n.Has("tree", "artifacts") },
		instead: "seems to be the manifest or the tree of a CDK assembly: check the .template.json files beside it",
	},
	{
		is:      isPatch,
		instead: "seems to be a JSON patch" + isRead,
	},
	{
		is: func(n *document.Node) bool {
			return n.Has("$schema", "typeName", "$id") && n.Has("properties", "definitions", "$defs")
		},
		instead: "seems to be a schema" + isRead,
	},
	{
		is: func(n *document.Node) bool {
			return n.Has("TypeName") && n.Has("ResourceDescription", "ResourceDescriptions")
		},
		instead: "seems to be what aws cloudcontrol prints: check what aws cognito-idp describe-user-pool-client prints instead",
	},
	{
		is:      func(n *document.Node) bool { return n.Has("UserPoolClients") },
		instead: "is the output of list-user-pool-clients, which has only names and IDs: check what describe-user-pool-client prints of each client",
	},
}

// recognised is a document and what it is.
type recognised struct {
	*document.Node
	// Nil if it holds requests and descriptions.
	kind *kind
	// The document that it is in, and the JSON Pointer to it.
	whole   *document.Node
	pointer string
}

func recogniseDocument(n *document.Node) recognised {
	r := recognised{Node: n, whole: n}
	if body := templateBody(n); body != nil {
		r.Node = body
	}
	for _, kind := range kinds {
		if kind.is(r.Node) {
			r.kind = kind
			break
		}
	}
	return r
}

// inside returns what is at paths in documents, such as auth.cognito.client,
// and what to say of those that have nothing there.
func inside(documents []recognised, paths []string) (found []recognised, missing []finding) {
	for _, n := range documents {
		for _, path := range paths {
			value, pointer := n.whole, ""
			for name := range strings.SplitSeq(path, ".") {
				pointer += "/" + pointerEscaper.Replace(name)
				value = step(value, name)
			}
			if value == nil {
				missing = append(missing, finding{Place: n.Place, message: "has nothing at " + path})
				continue
			}
			r := recogniseDocument(value)
			r.whole, r.pointer = n.whole, pointer
			found = append(found, r)
		}
	}
	return found, missing
}

// step returns the member of an object, or the element of a list, with a name
// or an index, or nil.
func step(n *document.Node, name string) *document.Node {
	if n == nil || n.Kind != document.List {
		_, value := n.Member(name)
		return value
	}
	i, err := strconv.Atoi(name)
	if err != nil || i < 0 || i >= len(n.Content) {
		return nil
	}
	return n.Content[i]
}

// isPatch reports whether a list is a JSON patch (RFC 6902).
func isPatch(n *document.Node) bool {
	return n.Kind == document.List && len(n.Content) > 0 && n.Content[0].Has("op") && n.Content[0].Has("path")
}

// templateBody returns the template that aws cloudformation get-template
// printed, or nil.
func templateBody(n *document.Node) *document.Node {
	_, body := n.Member("TemplateBody")
	switch {
	case body == nil:
		return nil
	case body.Kind == document.String:
		documents, _ := document.Parse("", []byte(body.Text))
		if len(documents) != 1 {
			return nil
		}
		body = documents[0].At(body.Place)
	}
	if !cloudformation.Is(body) {
		return nil
	}
	return body
}

func (r recognised) isDeclared() bool { return r.kind != nil && r.kind.declared != nil }

// documents reads the documents of a file, of infrastructure code only what is
// checked.
func (f file) documents() ([]recognised, *document.Problem) {
	if f.selection != nil {
		documents, problem := parsed(document.ParseSelected(f.name, f.data, *f.selection))
		if len(f.data) > maxInput || slices.ContainsFunc(documents, recognised.isDeclared) {
			return documents, problem
		}
	}
	return parsed(document.Parse(f.name, f.data))
}

func parsed(documents []*document.Node, problem *document.Problem) ([]recognised, *document.Problem) {
	all := make([]recognised, len(documents))
	for i, n := range documents {
		all[i] = recogniseDocument(n)
	}
	return all, problem
}

// maxClients is how many clients of one file are checked, more than a user
// pool can have.
const maxClients = 10_000

// clientsOf calls yield with each client of a document, and refuse with what
// is not a client.
func clientsOf(n recognised, update bool, yield func(*client), refuse func(*document.Problem)) {
	clients, pointer := []recognised{n}, func(int) string { return n.pointer }
	if n.Kind == document.List && n.kind == nil {
		clients, _ = parsed(n.Content, nil)
		pointer = func(i int) string { return n.pointer + "/" + strconv.Itoa(i) }
	}
	switch {
	case len(clients) == 0:
		refuse(&document.Problem{Place: n.Place, Message: "holds no client"})
	case len(clients) > maxClients:
		refuse(&document.Problem{Place: n.Place, Message: "has more than 10,000 elements"})
		return
	}
	for i, element := range clients {
		if problem := clientOf(element, pointer(i), update, yield); problem != nil {
			refuse(problem)
		}
	}
}

// clientOf calls yield with the client that an object is or describes.
func clientOf(n recognised, pointer string, update bool, yield func(*client)) *document.Problem {
	if n.kind != nil {
		return &document.Problem{Place: n.Place, Message: n.kind.instead}
	}
	if n.Kind != document.Object {
		return &document.Problem{Place: n.Place, Message: n.IsNot("an object")}
	}
	form := createForm
	switch _, wrapped := n.Member("UserPoolClient"); {
	case wrapped != nil:
		yield(&client{form: outputForm, node: wrapped, pointer: pointer + "/UserPoolClient", around: n.Node})
		return nil
	case update:
		form = updateForm
	case isDescription(n.Node):
		form = outputForm
	case n.Has("ClientId") && !n.Has("GenerateSecret"):
		form = updateForm
	}
	yield(&client{form: form, node: n.Node, pointer: pointer})
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
			c.add(name, worlds.MemberPath("UserPoolClient"), "is a duplicate of line "+strconv.Itoa(int(wrapped.Line)))
		default:
			c.note(name, worlds.MemberPath(shownName(name.Text, false, n.Content[i+1])))
		}
	}
}

// isDescription reports whether an object is a client as the service returns
// it, without the object around it.
func isDescription(n *document.Node) bool {
	return n.Has("CreationDate", "LastModifiedDate", "ClientType") || n.Has("ClientId") && n.Has("ClientSecret")
}

// holdsClient reports whether a document of a folder is meant to be a client.
// UserPoolId alone is not enough, because the requests of other operations
// have it too.
func holdsClient(n recognised) bool {
	if n.Kind == document.List && n.kind == nil {
		return slices.ContainsFunc(n.Content, func(element *document.Node) bool {
			return element.Kind == document.Object && holdsClient(recogniseDocument(element))
		})
	}
	if n.kind != nil {
		return n.isDeclared()
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
