// Package terraform finds the app clients in plans and states of Terraform and
// OpenTofu, as `terraform show -json` prints them, and in files
// terraform.tfstate.
package terraform

import (
	"bytes"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
)

// declaresClient reports whether a resource is a client, and no data source.
func declaresClient(resource *document.Node) bool {
	return ResourceOf(textAt(resource, "type")) != nil && textAt(resource, "mode") != "data"
}

// Is reports whether a document is a plan or a state.
func Is(n *document.Node) bool {
	_, values := n.Member("values")
	return n.Has("resource_changes", "planned_values", "lineage") ||
		n.Has("terraform_version") ||
		values != nil && values.Has("root_module") ||
		n.Has("format_version") && !n.Has("ClientName", "UserPoolId", "UserPoolClient")
}

// Selection returns what to keep of a plan or a state: the clients, and the
// configuration that shows which of their attributes are not set.
func Selection() document.Selection {
	return document.Selection{
		Skip: func(path []string) bool {
			switch path[0] {
			case "format_version", "terraform_version", "version", "lineage", "resource_changes", "resources", "values",
				"errored", "complete", "encrypted_data", "valid", "diagnostics", "provider_schemas":
				return false
			case "configuration":
				return len(path) == 2 && path[1] != "root_module"
			case "planned_values":
				return len(path) == 2
			}
			return len(path) == 1
		},
		Only: func(path []string) string {
			if isElement(path) {
				return "user_pool_client"
			}
			return ""
		},
		Prune: func(path []string, n *document.Node) bool {
			return !isElement(path) || ResourceOf(textAt(n, "type")) != nil || n.Kind != document.Object
		},
	}
}

// isElement reports whether a path is that of an element of a list of
// resources.
func isElement(path []string) bool {
	if len(path) < 2 || path[len(path)-1] != "" {
		return false
	}
	of := path[len(path)-2]
	return of == "resources" || of == "resource_changes"
}

// textAt returns a member that is a string, or "".
func textAt(n *document.Node, name string) string {
	if _, value := n.Member(name); value != nil && value.Kind == document.String {
		return value.Text
	}
	return ""
}

// reader collects what a plan or a state holds.
type reader struct {
	worlds.Declared
	// The members that a client does not have.
	lacks []string
	// What the configuration says is remembered, so only one client is built at
	// a time.
	building sync.Mutex
}

func (r *reader) problem(n *document.Node, path, message string) {
	r.Problems = append(r.Problems, document.Problem{Place: n.Place, Path: path, Message: message})
}

// Read reads the app clients of a plan or a state, which lack some of the
// members of a UserPoolClient.
func Read(n *document.Node, lacks []string) worlds.Declared {
	r := &reader{lacks: lacks}
	plan, state := n.Has("resource_changes", "planned_values"), n.Has("lineage") || !n.Has("format_version")
	switch version := textAt(n, "format_version"); {
	case n.Has("encrypted_data"):
		r.problem(n, "", "is encrypted: check the output of terraform show -json instead")
	case !plan && state:
		r.state(n)
	case !strings.HasPrefix(version, "1."):
		_, at := n.Member("format_version")
		if at == nil {
			at = n
		}
		r.problem(at, "format_version", "must be 1.x: check the output of terraform show -json")
	case plan:
		r.plan(n)
	case n.Has("values"):
		_, values := n.Member("values")
		if _, root := values.Member("root_module"); root != nil {
			r.module(root)
		}
	case n.Has("valid", "diagnostics", "provider_schemas"):
		r.problem(n, "", "is neither a plan nor a state: "+show)
	}
	return r.Declared
}

// state reads the clients of a state file.
func (r *reader) state(n *document.Node) {
	_, version := n.Member("version")
	if version == nil {
		version = n
	}
	if version.Text != "4" {
		r.problem(version, "version", "must be 4: check the output of terraform show -json instead")
		return
	}
	for _, resource := range r.list(n, "resources") {
		r.resource(resource)
	}
}

// list returns the elements of a member that is a list of objects.
func (r *reader) list(n *document.Node, name string) []*document.Node {
	_, list := n.Member(name)
	switch {
	case list == nil || list.Kind == document.Null:
		return nil
	case list.Kind != document.List:
		r.problem(list, name, list.IsNot("a list"))
		return nil
	}
	objects := make([]*document.Node, 0, len(list.Content))
	for _, element := range list.Content {
		if element.Kind != document.Object {
			r.problem(element, name, element.IsNot("an object"))
			continue
		}
		objects = append(objects, element)
	}
	return objects
}

// plan reads the clients that a plan creates or changes.
func (r *reader) plan(n *document.Node) {
	_, errored := n.Member("errored")
	_, complete := n.Member("complete")
	const incomplete = "the plan is incomplete: clients may be missing"
	if isTrue(errored) {
		r.Notes = append(r.Notes, document.Problem{Place: errored.Place, Message: incomplete})
	} else if complete != nil && complete.Text == "false" {
		r.Notes = append(r.Notes, document.Problem{Place: complete.Place, Message: incomplete})
	}
	_, root := n.Member("configuration")
	_, root = root.Member("root_module")
	c := &configuration{root: root, resources: map[*document.Node]map[string]*document.Node{}, known: map[variable]bool{}}
	for _, resource := range r.list(n, "resource_changes") {
		if !declaresClient(resource) || resource.Has("deposed") {
			continue
		}
		_, change := resource.Member("change")
		if change == nil || change.Kind != document.Object {
			r.problem(resource, textAt(resource, "address"), "must have a change that is an object")
			continue
		}
		var actions []string
		if _, list := change.Member("actions"); list != nil {
			for _, action := range list.Content {
				actions = append(actions, action.Text)
			}
		}
		isNew := slices.Contains(actions, "create")
		if !isNew && !slices.Contains(actions, "update") {
			continue
		}
		_, after := change.Member("after")
		_, before := change.Member("before")
		_, unknown := change.Member("after_unknown")
		_, sensitive := change.Member("after_sensitive")
		r.addClient(&client{
			Resource: ResourceOf(textAt(resource, "type")), address: textAt(resource, "address"),
			values: after, unknown: unknown, sensitive: sensitive, before: before,
			isNew: isNew, expressions: c.expressions(resource),
		})
	}
}

// module reads the clients of a module of a state as it is shown, and of the
// modules in it.
func (r *reader) module(n *document.Node) {
	for _, resource := range r.list(n, "resources") {
		if declaresClient(resource) && !resource.Has("deposed_key") {
			_, values := resource.Member("values")
			_, sensitive := resource.Member("sensitive_values")
			r.addClient(&client{
				Resource: ResourceOf(textAt(resource, "type")), address: textAt(resource, "address"),
				values: values, sensitive: sensitive, isState: true,
			})
		}
	}
	for _, child := range r.list(n, "child_modules") {
		r.module(child)
	}
}

// resource reads the clients of a resource in a state file.
func (r *reader) resource(n *document.Node) {
	if !declaresClient(n) {
		return
	}
	for _, instance := range r.list(n, "instances") {
		if instance.Has("deposed") {
			continue
		}
		address := textAt(n, "type") + "." + textAt(n, "name")
		if module := textAt(n, "module"); module != "" {
			address = module + "." + address
		}
		if _, key := instance.Member("index_key"); key != nil && key.Kind == document.String {
			address += "[" + strconv.Quote(key.Text) + "]"
		} else if key != nil && key.Kind == document.Integer {
			address += "[" + key.Text + "]"
		}
		_, values := instance.Member("attributes")
		if flat, _ := instance.Member("attributes_flat"); flat != nil && values == nil {
			r.problem(flat, address, "must have attributes instead: check the output of terraform show -json")
		}
		r.addClient(&client{
			Resource: ResourceOf(textAt(n, "type")), address: address,
			values: values, sensitive: sensitiveAttributes(instance), isState: true,
		})
	}
}

// sensitiveAttributes returns what is sensitive in an instance of a state
// file, in the form of a plan. Of an attribute with a sensitive part, all is.
func sensitiveAttributes(instance *document.Node) *document.Node {
	sensitive := &document.Node{Kind: document.Object}
	_, paths := instance.Member("sensitive_attributes")
	if paths == nil {
		return sensitive
	}
	for _, path := range paths.Content {
		if len(path.Content) > 0 {
			name := &document.Node{Kind: document.String, Text: textAt(path.Content[0], "value")}
			sensitive.Content = append(sensitive.Content, name, &document.Node{Kind: document.Bool, Text: "true"})
		}
	}
	return sensitive
}

// What to run to get a plan that can be checked.
const show = "run terraform plan -out=tfplan && terraform show -json tfplan >tfplan.json, and check tfplan.json"

var hcl = regexp.MustCompile(`(?m)^[ \t]*(?:resource|data|module|variable|provider|output)[ \t]+"?[A-Za-z_][^:\n]*\{|^[ \t]*(?:terraform|locals)[ \t]*\{`)

// Mistaken returns what a Terraform file is that is neither a JSON plan nor a
// state, and what to do instead, or "".
func Mistaken(name string, data []byte) string {
	trimmed := bytes.TrimLeft(data, " \t\r\n")
	line, _, _ := bytes.Cut(trimmed, []byte("\n"))
	isObject := bytes.HasPrefix(trimmed, []byte("{"))
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return "is a zip archive: if it is a saved plan of Terraform, run terraform show -json on it and check the output"
	case isObject && bytes.Contains(line, []byte(`"@level":`)) && bytes.Contains(line, []byte(`"@message":`)):
		return "is a Terraform log, not a plan: " + show
	case !isObject && bytes.Contains(data, []byte(" will perform the following actions:\n")):
		return "is a plan in text form: " + show
	case filepath.Ext(strings.ToLower(name)) == ".tfvars":
		return "holds values of variables: give it with -var-file, and check the module"
	case isConfiguration(strings.ToLower(name), data, isObject):
		return "is Terraform source: only validate reads it, by the name of its file or folder"
	}
	return ""
}

func isConfiguration(name string, data []byte, isObject bool) bool {
	switch filepath.Ext(name) {
	case ".tf", ".tofu":
		return true
	case ".json":
		return strings.HasSuffix(name, ".tf.json") || strings.HasSuffix(name, ".tofu.json")
	case ".yaml", ".yml":
		return false
	}
	return !isObject && hcl.Match(data) && len(document.TopLevel(data)) == 0
}
