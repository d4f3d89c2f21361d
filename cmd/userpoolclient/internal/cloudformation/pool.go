package cloudformation

import (
	"slices"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
)

// poolOf returns what the template says of the pool with an ID, in each world,
// or nil if it cannot say everything.
func (c *compiler) poolOf(id *document.Node) func() *cognito.UserPool {
	if c.template.open || c.template.mayBeChanged() {
		return nil
	}
	pool := c.poolName(id)
	pools := map[string]func() *cognito.UserPool{}
	for _, name := range c.template.byType[poolType] {
		if id.Mentions(name.Text) {
			pools[name.Text] = c.pool(name.Text)
		}
	}
	if len(pools) == 0 || c.outside {
		return nil
	}
	return func() *cognito.UserPool {
		if known := pools[pool()]; known != nil {
			return known()
		}
		return nil
	}
}

func (t *template) isPool(name string) bool {
	resource := t.resources[name]
	return resource != nil && typeOf(resource) == poolType
}

// dependsOnOthers reports whether the template is part of another, because a
// resource depends on one that is not in it.
func (t *template) dependsOnOthers() bool {
	for _, resource := range t.resources {
		_, names := resource.Member("DependsOn")
		if names == nil {
			continue
		}
		list := names.Content
		if names.Kind == document.String {
			list = []*document.Node{names}
		}
		for _, name := range list {
			if t.resources[name.Text] == nil {
				return true
			}
		}
	}
	return false
}

// mayBeChanged reports whether some resource may change pools, however it gets
// to know them: a custom resource, a stack or a module.
func (t *template) mayBeChanged() bool { return len(t.byType[""]) > 0 }

// poolNamed returns the name of the pool that a pool ID refers to without any
// condition, or "".
func (t *template) poolNamed(id *document.Node) string {
	if id == nil {
		return ""
	}
	if function, argument := intrinsic(id); function == "Ref" && t.isPool(argument.Text) {
		return argument.Text
	}
	return ""
}

// poolName returns a function that returns the name of the pool that a pool ID
// refers to in the current world, or "" if that is not known.
func (c *compiler) poolName(id *document.Node) func() string {
	if id != nil {
		function, argument := intrinsic(id)
		if function == "Fn::If" && argument.Kind == document.List && len(argument.Content) == 3 && argument.Content[0].Kind == document.String {
			condition := c.condition(argument.Content[0].Text)
			yes, no := c.poolName(argument.Content[1]), c.poolName(argument.Content[2])
			return func() string {
				if condition.Read() {
					return yes()
				}
				return no()
			}
		}
	}
	name := c.template.poolNamed(id)
	return func() string { return name }
}

// pool returns what the template says of a pool. A pool without properties is a
// stand-in for another, so nothing is concluded from what the template lacks.
func (c *compiler) pool(name string) func() *cognito.UserPool {
	key, properties := c.template.resources[name].Member("Properties")
	isWhole := key != nil
	schema := c.property(properties, "Schema")
	tier := c.property(properties, "UserPoolTier")
	providers := c.ofPool(name, providerType, "ProviderName", "AttributeMapping")
	servers := c.ofPool(name, resourceServerType, "Identifier", "Scopes")
	return func() *cognito.UserPool {
		tier, schema, providers, servers := tier.eval(), schema.eval(), providers(), servers()
		values := []*document.Node{tier, schema}
		for _, part := range slices.Concat(providers, servers) {
			values = append(values, part.name, part.content)
		}
		// A violation may show a name that the pool has.
		if slices.ContainsFunc(values, func(n *document.Node) bool { return n != nil && n.Any(isSecret) }) {
			return nil
		}
		known := &cognito.UserPool{UserPoolTier: cognito.UserPoolTier(textOf(tier).value)}
		if isWhole {
			known.SchemaAttributes = attributes(schema)
		}
		if isWhole || len(providers) > 0 {
			known.IdentityProviders = identityProviders(providers)
		}
		if isWhole || len(servers) > 0 {
			known.ResourceServers = resourceServers(servers)
		}
		return known
	}
}

// property compiles a property of a resource.
func (c *compiler) property(properties *document.Node, name string) expression {
	_, value := properties.Member(name)
	switch {
	case properties == nil:
		return expression{}
	case isFunction(properties), value == nil && (properties.Kind != document.Object || properties.Has("Fn::Transform")):
		c.outside = true
		return expression{}
	case value == nil:
		return expression{}
	}
	return c.compile(value, nil)
}

// partOfPool is an identity provider or a resource server in a world.
type partOfPool struct{ name, content *document.Node }

// ofPool returns a function that returns the resources of a type that a pool
// has, or may have, in the current world.
func (c *compiler) ofPool(pool, resourceType, nameOf, contentOf string) func() []partOfPool {
	type resource struct {
		condition     *worlds.Condition
		pool          func() string
		name, content expression
	}
	var resources []resource
	for _, name := range c.template.byType[resourceType] {
		n := c.template.resources[name.Text]
		_, properties := n.Member("Properties")
		_, id := properties.Member("UserPoolId")
		if other := c.template.poolNamed(id); other == "" || other == pool {
			resources = append(resources, resource{
				c.resourceCondition(n), c.poolName(id), c.property(properties, nameOf), c.property(properties, contentOf),
			})
		}
	}
	return func() []partOfPool {
		found := []partOfPool{}
		for _, r := range resources {
			exists := r.condition == nil || r.condition.Read()
			if other := r.pool(); exists && (other == "" || other == pool) {
				found = append(found, partOfPool{r.name.eval(), r.content.eval()})
			}
		}
		return found
	}
}

// attributes returns the attributes that a schema may be meant to define, or
// nil if the schema is not known.
func attributes(schema *document.Node) []cognito.SchemaAttribute {
	found := []cognito.SchemaAttribute{}
	if schema == nil {
		return found
	}
	if schema.Kind != document.List {
		return nil
	}
	for _, element := range schema.Content {
		_, name := element.Member("Name")
		_, required := element.Member("Required")
		if name == nil || name.Kind != document.String {
			return nil
		}
		found = append(found, worlds.AttributesNamed(name.Text, isTrue(required))...)
	}
	return found
}

func identityProviders(resources []partOfPool) []cognito.IdentityProvider {
	found := []cognito.IdentityProvider{}
	for _, r := range resources {
		if r.name == nil || !isScalar(r.name) {
			return nil
		}
		found = append(found, cognito.IdentityProvider{ProviderName: r.name.Text, AttributeMapping: attributeMapping(r.content)})
	}
	return found
}

// attributeMapping returns the mapping of an identity provider, or nil if it is
// not known.
func attributeMapping(n *document.Node) map[string]string {
	if n == nil || n.Kind != document.Object {
		return nil
	}
	mapping := map[string]string{}
	for i := 0; i < len(n.Content); i += 2 {
		mapping[n.Content[i].Text] = n.Content[i+1].Text
	}
	return mapping
}

func resourceServers(resources []partOfPool) []cognito.ResourceServer {
	found := []cognito.ResourceServer{}
	for _, r := range resources {
		if r.name == nil || !isScalar(r.name) || r.content != nil && r.content.Kind != document.List {
			return nil
		}
		server := cognito.ResourceServer{Identifier: r.name.Text}
		if r.content != nil {
			for _, scope := range r.content.Content {
				_, name := scope.Member("ScopeName")
				if name == nil || !isScalar(name) {
					return nil
				}
				server.Scopes = append(server.Scopes, cognito.ResourceServerScope{ScopeName: name.Text})
			}
		}
		found = append(found, server)
	}
	return found
}
