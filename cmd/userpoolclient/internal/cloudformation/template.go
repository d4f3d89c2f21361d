// Package cloudformation finds the app clients in templates of CloudFormation,
// SAM and CDK and in the serverless.yml of the Serverless Framework.
package cloudformation

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
)

// The types of the resources that are read.
const (
	clientType         = "AWS::Cognito::UserPoolClient"
	poolType           = "AWS::Cognito::UserPool"
	providerType       = "AWS::Cognito::UserPoolIdentityProvider"
	resourceServerType = "AWS::Cognito::UserPoolResourceServer"
	functionType       = "AWS::Lambda::Function"
	samFunctionType    = "AWS::Serverless::Function"
)

// Parameters are what is known of the parameters of templates.
type Parameters struct {
	Values map[string]string
	// Defaults reports whether to believe their defaults.
	Defaults bool
}

// Is reports whether a document is a template or a serverless.yml.
func Is(n *document.Node) bool {
	if n.Has("AWSTemplateFormatVersion") {
		return true
	}
	_, resources := n.Member("Resources")
	if hasTypes(resources) {
		return true
	}
	_, included := n.Member("resources")
	return typeOf(n) == clientType || n.Has("Parameters") && n.Has("Rules") || n.Has("service") && n.Has("provider") || isResources(n) ||
		included != nil && slices.ContainsFunc(fragments(included), func(f *document.Node) bool {
			_, resources := f.Member("Resources")
			return hasTypes(resources) || resources != nil && isVariable(resources)
		})
}

// isResources reports whether a file that others may include holds resources
// alone.
func isResources(n *document.Node) bool {
	for i := 1; n.Kind == document.Object && i < len(n.Content); i += 2 {
		if typeOf(n.Content[i]) == clientType {
			return true
		}
	}
	return false
}

// hasTypes reports whether the members of an object are resources, or loops or
// macros that make some.
func hasTypes(resources *document.Node) bool {
	if resources == nil || resources.Kind != document.Object {
		return false
	}
	for i := 0; i < len(resources.Content); i += 2 {
		if resources.Content[i].Text == "Fn::Transform" || isLoop(resources.Content[i].Text) || strings.Contains(typeOf(resources.Content[i+1]), "::") {
			return true
		}
	}
	return false
}

// typeOf returns the type of a resource, or "".
func typeOf(resource *document.Node) string {
	if _, t := resource.Member("Type"); t != nil && t.Kind == document.String {
		return t.Text
	}
	return ""
}

// fragments returns the parts of the resources of a serverless.yml.
func fragments(resources *document.Node) []*document.Node {
	if resources.Kind == document.List {
		return resources.Content
	}
	return []*document.Node{resources}
}

// Selection returns what to keep of a template. Resources that are not read
// keep only Type and DependsOn.
func Selection() document.Selection {
	return document.Selection{
		Skip: func(path []string) bool {
			switch path[len(path)-1] {
			case "Outputs", "Rules", "Globals", "functions", "plugins":
				return len(path) == 1
			}
			return false
		},
		Prune: func(path []string, n *document.Node) bool {
			isIncluded := path[0] == "resources" && (len(path) == 3 || len(path) == 4) // of a serverless.yml
			if len(path) != 2 && !isIncluded || path[len(path)-2] != "Resources" || n.Kind != document.Object {
				return true
			}
			if t := typeOf(n); t != "" && !isRead(t) && !mayChangePools(t) {
				content := n.Content
				n.Content = nil
				for i := 0; i < len(content); i += 2 {
					if name := content[i].Text; name == "Type" || name == "DependsOn" {
						n.Content = append(n.Content, content[i], content[i+1])
					}
				}
			}
			return true
		},
	}
}

func isRead(t string) bool {
	switch t {
	case clientType, poolType, providerType, resourceServerType, functionType, samFunctionType:
		return true
	}
	return false
}

// mayChangePools reports whether a resource of a type can do anything with
// the pools that it refers to.
func mayChangePools(t string) bool {
	switch t {
	case "AWS::CloudFormation::CustomResource", "AWS::CloudFormation::Stack", "AWS::Serverless::Application":
		return true
	}
	return !strings.HasPrefix(t, "AWS::") || strings.HasSuffix(t, "::MODULE")
}

// template is a template, or the parts of a serverless.yml put together.
type template struct {
	root *document.Node
	// The members that a client does not have.
	lacks      []string
	known      Parameters
	parameters map[string]*document.Node
	conditions map[string]*document.Node
	mappings   map[string]*document.Node
	resources  map[string]*document.Node
	// The names of the resources, in the order of the file.
	names []*document.Node
	// byType are the names of the resources whose type is read, and of those
	// that may change pools under "".
	byType map[string][]*document.Node
	// open reports whether resources may be defined outside this file.
	open bool

	result worlds.Declared
	// The conditions already reported as depending on themselves.
	circles map[string]bool
	// expansions is how many values loops have made.
	expansions int

	// building is held while a client is built to be checked, about which
	// everything has been said.
	building sync.Mutex
	isQuiet  bool
}

// Read reads the app clients of a template, which lack some of the members of a
// UserPoolClient.
func Read(n *document.Node, lacks []string, known Parameters) worlds.Declared {
	t := &template{
		lacks:      lacks,
		known:      known,
		parameters: map[string]*document.Node{},
		conditions: map[string]*document.Node{},
		mappings:   map[string]*document.Node{},
		resources:  map[string]*document.Node{},
		circles:    map[string]bool{},
	}
	n = t.last(n, "", true)
	t.root = n
	if key, transform := n.Member("Transform"); key != nil && !isSAM(transform) {
		t.open = true
	}
	_, resources := n.Member("resources")
	switch {
	case resources != nil:
		t.serverless(resources)
	case isResources(n):
		t.open = true
		t.addResources(n)
	case typeOf(n) == clientType: // the resource alone
		t.open = true
		name := &document.Node{Place: n.Place, Kind: document.String}
		t.resources[""], t.names = n, append(t.names, name)
	default:
		t.open = t.open || n.Any(hasVariable) // as a part of a serverless.yml does
		t.sections(n)
	}
	t.checkParameters()
	t.byType = map[string][]*document.Node{}
	for _, name := range t.names {
		switch kind := typeOf(t.resources[name.Text]); {
		case kind == samFunctionType:
			t.byType[functionType] = append(t.byType[functionType], name)
		case isRead(kind):
			t.byType[kind] = append(t.byType[kind], name)
		case mayChangePools(kind):
			t.byType[""] = append(t.byType[""], name)
		}
	}
	t.open = t.open || t.dependsOnOthers() || t.hasLargePools()
	for _, name := range t.byType[clientType] {
		t.addClient(name, t.resources[name.Text])
	}
	return t.result
}

// checkParameters reports values that a parameter cannot have.
func (t *template) checkParameters() {
	for _, name := range slices.Sorted(maps.Keys(t.known.Values)) {
		declared := t.parameters[name]
		if declared == nil {
			continue
		}
		t.result.Parameters = append(t.result.Parameters, name)
		p := parameterOf(declared)
		if value, ok := p.value(name, t.known); ok && !p.isList && p.allowed != nil && !slices.Contains(p.allowed, value) {
			t.problem(declared.Place, "Parameters."+name, "must be one of its AllowedValues: change the value given with -parameter")
		}
	}
}

// hasLargePools reports whether it would take too long to look at the pools of
// all clients.
func (t *template) hasLargePools() bool {
	values := 0
	for _, kind := range []string{poolType, providerType, resourceServerType} {
		for _, name := range t.byType[kind] {
			values += t.resources[name.Text].Size()
		}
	}
	return values*len(t.byType[clientType]) > maxPoolValues
}

// maxPoolValues is how many values the pools of all clients may have.
const maxPoolValues = 2_000_000

// isSAM reports whether the transform of a template is that of SAM alone.
func isSAM(n *document.Node) bool {
	if n.Kind == document.List && len(n.Content) == 1 {
		n = n.Content[0]
	}
	return n.Kind == document.String && n.Text == "AWS::Serverless-2016-10-31"
}

func (t *template) problem(at document.Place, path, message string) {
	if t.isQuiet {
		return
	}
	t.result.Problems = append(t.result.Problems, document.Problem{Place: at, Path: path, Message: message})
}

func (t *template) note(at document.Place, path, message string) {
	if t.isQuiet {
		return
	}
	t.result.Notes = append(t.result.Notes, document.Problem{Place: at, Path: path, Message: message})
}

func (t *template) serverless(resources *document.Node) {
	for _, fragment := range fragments(resources) {
		if fragment.Kind != document.Object {
			// An include, such as ${file(other.yml)}.
			t.open = true
			continue
		}
		t.sections(fragment)
		if _, extensions := fragment.Member("extensions"); extensions != nil && extensions.Kind == document.Object {
			t.addResources(extensions)
		}
	}
}

// merged returns an object with the members of another, as the Serverless
// Framework merges parts of its resources.
func merged(n, other *document.Node) *document.Node {
	if n.Kind != document.Object || other.Kind != document.Object {
		return other
	}
	all := *n
	all.Content = slices.Clone(n.Content)
	for i := 0; i < len(other.Content); i += 2 {
		name := other.Content[i]
		at := -1
		for j := 0; j < len(n.Content) && at < 0; j += 2 {
			if n.Content[j].Text == name.Text {
				at = j
			}
		}
		if at < 0 {
			all.Content = append(all.Content, name, other.Content[i+1])
			continue
		}
		all.Content[at+1] = merged(all.Content[at+1], other.Content[i+1])
	}
	return &all
}

// sections reads the sections of a template, or of a part of one.
func (t *template) sections(n *document.Node) {
	for _, section := range []struct {
		name string
		into map[string]*document.Node
	}{{"Parameters", t.parameters}, {"Conditions", t.conditions}, {"Mappings", t.mappings}} {
		_, members := n.Member(section.name)
		if members == nil || members.Kind != document.Object {
			// Perhaps Fn::Transform or an include.
			continue
		}
		for i := 0; i < len(members.Content); i += 2 {
			section.into[members.Content[i].Text] = members.Content[i+1]
		}
	}
	key, resources := n.Member("Resources")
	switch {
	case key == nil:
	case resources.Kind == document.Object:
		t.addResources(resources)
	case resources.Kind == document.String && strings.Contains(resources.Text, "${"):
		t.open = true
	default:
		t.problem(resources.Place, "Resources", resources.IsNot("an object"))
	}
}

func (t *template) addResources(resources *document.Node) {
	for i := 0; i < len(resources.Content); i += 2 {
		name, value := resources.Content[i], resources.Content[i+1]
		switch {
		case isLoop(name.Text):
			if expanded := t.expand(name, value); expanded != nil {
				t.addResources(expanded)
			} else {
				t.open = true
			}
		case name.Text == "Fn::Transform":
			t.open = true
			t.note(name.Place, name.Text, ofMacro)
		case isElsewhere(value):
			t.open = true
			t.note(name.Place, name.Text, "was not checked: it is not in this file")
		case t.resources[name.Text] == nil:
			t.resources[name.Text] = value
			t.names = append(t.names, name)
		default:
			t.resources[name.Text] = merged(t.resources[name.Text], value)
		}
	}
}

// isElsewhere reports whether a resource is an include, a macro or a module.
func isElsewhere(n *document.Node) bool {
	return isFunction(n) || n.Kind == document.String && strings.Contains(n.Text, "${")
}

// readOnly are the properties of a client that have no effect in a template.
var readOnly = []string{"ClientId", "ClientSecret", "Name"}

// addClient adds a client to the result.
func (t *template) addClient(name, resource *document.Node) {
	for field := range clientStruct.Fields() {
		if key, _ := resource.Member(field.Name); key != nil {
			t.problem(key.Place, name.Text+"."+field.Name, "must be in Properties")
		}
	}
	client := &worlds.Client{
		Resource: name.Text, Place: name.Place, Given: []string{"UserPoolId", "ClientName"}, Ignored: t.ignored(name.Text, resource),
	}
	// It is built twice, because those of many clients take much memory: now
	// for what is to be said of it, and again when it is checked.
	before := t.expansions
	probe := *client
	if !t.build(&probe, resource) {
		t.problem(name.Place, name.Text, "depends on conditions that are nested too deeply")
		return
	}
	client.Build = func() {
		t.building.Lock()
		defer t.building.Unlock()
		t.isQuiet, t.expansions = true, before
		t.build(client, resource)
	}
	t.result.Clients = append(t.result.Clients, client)
}

// build compiles a client, unless its conditions are nested too deeply.
func (t *template) build(client *worlds.Client, resource *document.Node) bool {
	c := &compiler{
		template: t, client: client,
		conditions: map[string]*worlds.Condition{},
		written:    map[document.Place]*document.Node{},
	}
	client.Written = func(at document.Place) string { return write(c.written[at]) }
	exists := c.resourceCondition(resource)
	key, properties := resource.Member("Properties")
	if key == nil {
		properties = &document.Node{Place: client.Place, Kind: document.Object}
	}
	value := c.compile(properties, clientStruct)
	client.Value = func() *document.Node {
		c.texts = 0
		return value.eval()
	}
	if exists != nil {
		client.Exists = exists.Read
	}
	_, pool := properties.Member("UserPoolId")
	if pool != nil && !c.outside {
		client.Pool = c.poolOf(pool)
	}
	return !c.tooDeep
}

// effective returns the properties of a client that have an effect.
func (c *compiler) effective(content []*document.Node) []*document.Node {
	var left []*document.Node
	for i := 0; i < len(content); i += 2 {
		name := content[i]
		if !slices.Contains(readOnly, name.Text) {
			left = append(left, name, content[i+1])
			continue
		}
		message := "has no effect: CloudFormation only returns it"
		if name.Text == "Name" {
			message += " (did you mean ClientName?)"
		}
		c.template.note(name.Place, c.client.Resource+"."+name.Text, message)
	}
	return left
}

// ignored returns the rules in the metadata of a resource:
// {userpoolclient: {ignore: [RULE]}}.
func (t *template) ignored(name string, resource *document.Node) []cognito.Rule {
	_, metadata := resource.Member("Metadata")
	_, ours := metadata.Member("userpoolclient")
	if ours == nil {
		return nil
	}
	path := name + ".Metadata.userpoolclient.ignore"
	_, list := ours.Member("ignore")
	if list == nil || list.Kind != document.List {
		t.problem(ours.Place, path, "must be a list of rules")
		return nil
	}
	var rules []cognito.Rule
	for _, element := range list.Content {
		rule := cognito.Rule(element.Text)
		if !slices.Contains(cognito.Rules(), rule) {
			t.problem(element.Place, path, "ignores an unknown rule: run userpoolclient rules for a list")
			continue
		}
		rules = append(rules, rule)
	}
	return rules
}
