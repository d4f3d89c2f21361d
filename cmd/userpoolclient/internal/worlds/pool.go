package worlds

import (
	"maps"
	"slices"

	"github.com/go-cognito/cognito"
)

// fillPool returns a pool in the current world.
func (c *Client) fillPool(pool *cognito.UserPool) *cognito.UserPool {
	if pool == nil || !slices.ContainsFunc(c.poolOccurrences(pool), func(o occurrence) bool { return !isLiteral(o.parts) }) {
		return pool
	}
	filled := *pool
	filled.SchemaAttributes = slices.Clone(pool.SchemaAttributes)
	for i := range filled.SchemaAttributes {
		filled.SchemaAttributes[i].Name = c.fill(filled.SchemaAttributes[i].Name)
	}
	filled.IdentityProviders = slices.Clone(pool.IdentityProviders)
	for i := range filled.IdentityProviders {
		provider := &filled.IdentityProviders[i]
		provider.ProviderName = c.fill(provider.ProviderName)
		if provider.AttributeMapping == nil {
			continue
		}
		mapping := map[string]string{}
		for _, target := range slices.Sorted(maps.Keys(provider.AttributeMapping)) {
			mapping[c.fill(target)] = provider.AttributeMapping[target]
		}
		provider.AttributeMapping = mapping
	}
	filled.ResourceServers = slices.Clone(pool.ResourceServers)
	for i := range filled.ResourceServers {
		server := &filled.ResourceServers[i]
		server.Identifier = c.fill(server.Identifier)
		server.Scopes = slices.Clone(server.Scopes)
		for j := range server.Scopes {
			server.Scopes[j].ScopeName = c.fill(server.Scopes[j].ScopeName)
		}
	}
	return &filled
}

// AttributesNamed returns the attributes that an entry of a schema may be meant
// to define: infrastructure code does not tell custom attributes from standard
// ones.
func AttributesNamed(name string, isRequired bool) []cognito.SchemaAttribute {
	return []cognito.SchemaAttribute{{Name: name, Required: isRequired}, {Name: "custom:" + name}, {Name: "dev:custom:" + name}}
}
