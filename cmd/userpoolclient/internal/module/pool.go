package module

import (
	"slices"
	"strings"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// The types of the resources that are a pool or a part of one.
const (
	poolType           = "aws_cognito_user_pool"
	providerType       = "aws_cognito_identity_provider"
	resourceServerType = "aws_cognito_resource_server"
)

// pool returns a function that returns what the module says of the pool of the
// client in the current branch, or nil if it says nothing.
func (c *client) pool() func() *cognito.UserPool {
	id := c.block.attributes["user_pool_id"]
	if !c.HasBlocks || id == nil || !slices.ContainsFunc(c.in.folder.resources, func(b *block) bool { return b.label(0) == poolType }) {
		return nil
	}
	return func() *cognito.UserPool {
		c.begin()
		s, err := c.scope()
		if err != nil {
			return nil
		}
		pool := c.poolOf(id.expr, s, 0)
		if pool == nil {
			return nil
		}
		known, err := c.poolOfBlock(pool)
		if err != nil {
			return nil
		}
		return known
	}
}

// poolOf returns the pool of the module whose ID an expression is in the
// current branch, or nil if that is not known.
func (c *client) poolOf(x hclsyntax.Expression, s *scope, depth int) *block {
	if depth > maxCalls {
		return nil
	}
	switch x := x.(type) {
	case *hclsyntax.ParenthesesExpr:
		return c.poolOf(x.Expression, s, depth+1)
	case *hclsyntax.TemplateWrapExpr:
		return c.poolOf(x.Wrapped, s, depth+1)
	case *hclsyntax.ConditionalExpr:
		truth, err := c.holds(x.Condition, s)
		switch {
		case err != nil:
			return nil
		case truth.isTrue():
			return c.poolOf(x.TrueResult, s, depth+1)
		}
		return c.poolOf(x.FalseResult, s, depth+1)
	case *hclsyntax.ScopeTraversalExpr:
		parts := strings.Split(pathOf(x.Traversal), ".")
		last, isAttribute := x.Traversal[len(x.Traversal)-1].(hcl.TraverseAttr)
		switch {
		case len(parts) == 2 && parts[0] == "local" && c.in.folder.locals[parts[1]] != nil && len(x.Traversal) == 2:
			a := c.in.folder.locals[parts[1]]
			return c.poolOf(a.expr, &scope{in: c.in, file: a.file}, depth+1)
		case len(parts) >= 2 && parts[0] == poolType && isAttribute && last.Name == "id":
			return c.in.folder.resource(poolType, parts[1])
		}
	}
	return nil
}

// resource returns the resource of a type with a name, or nil.
func (f *folder) resource(resourceType, name string) *block {
	for _, b := range f.resources {
		if b.label(0) == resourceType && b.label(1) == name {
			return b
		}
	}
	return nil
}

// poolOfBlock returns what is known of a pool in the current branch.
func (c *client) poolOfBlock(b *block) (*cognito.UserPool, error) {
	pool := &cognito.UserPool{}
	s := &scope{in: c.in, file: b.file}
	if b.attributes["count"] != nil || b.attributes["for_each"] != nil {
		// Its expressions depend on which one it is.
		return nil, nil
	}
	ignored := ignoredChanges(b)
	isIgnored := func(name string) bool { return slices.Contains(ignored, name) || slices.Contains(ignored, "all") }
	if c.in.imports(b) {
		return nil, nil
	}
	if !isIgnored("user_pool_tier") {
		tier, err := c.textOf(b, "user_pool_tier", s)
		if err != nil {
			return nil, err
		}
		pool.UserPoolTier = cognito.UserPoolTier(tier)
	}
	if len(b.dynamic("schema")) == 0 && !isIgnored("schema") && !c.in.folder.reshaped[b] {
		schema := []cognito.SchemaAttribute{}
		for _, inner := range b.of("schema") {
			name, err := c.textOf(inner, "name", s)
			if err != nil {
				return nil, err
			}
			required, err := c.textOf(inner, "required", s)
			if err != nil {
				return nil, err
			}
			if name == "" {
				schema = nil
				break
			}
			schema = append(schema, worlds.AttributesNamed(name, required == "true")...)
		}
		pool.SchemaAttributes = schema
	}
	if c.in.folder.isPartial || c.in.folder.changed[b] {
		return pool, nil
	}
	providers := c.partsOf(b, providerType)
	if providers != nil {
		pool.IdentityProviders = []cognito.IdentityProvider{}
	}
	for _, part := range providers {
		name, err := c.textOf(part, "provider_name", &scope{in: c.in, file: part.file})
		if err != nil || name == "" {
			return nil, err
		}
		pool.IdentityProviders = append(pool.IdentityProviders, cognito.IdentityProvider{ProviderName: name})
	}
	servers := c.partsOf(b, resourceServerType)
	if servers != nil {
		pool.ResourceServers = []cognito.ResourceServer{}
	}
	for _, part := range servers {
		s := &scope{in: c.in, file: part.file}
		identifier, err := c.textOf(part, "identifier", s)
		// Without scopes of its own, it probably gets them elsewhere.
		if err != nil || identifier == "" || len(part.of("scope")) == 0 || len(part.dynamic("scope")) > 0 || len(ignoredChanges(part)) > 0 {
			pool.ResourceServers = nil
			return pool, err
		}
		server := cognito.ResourceServer{Identifier: identifier}
		for _, inner := range part.of("scope") {
			name, err := c.textOf(inner, "scope_name", s)
			if err != nil || name == "" {
				pool.ResourceServers = nil
				return pool, err
			}
			server.Scopes = append(server.Scopes, cognito.ResourceServerScope{ScopeName: name})
		}
		pool.ResourceServers = append(pool.ResourceServers, server)
	}
	return pool, nil
}

// textOf returns the text of an attribute in the current branch, or "" if it
// has none or must not be printed.
func (c *client) textOf(b *block, name string, s *scope) (string, error) {
	x := b.expression(name)
	if x == nil {
		return "", nil
	}
	v, err := c.eval(x, s)
	if err != nil {
		return "", err
	}
	if v = c.scalar(v); v.shape != scalar || v.any(isSecret) {
		return "", nil
	}
	return v.text, nil
}

// partsOf returns the resources of a type that a pool has, or may have, or nil
// if these are not known.
func (c *client) partsOf(pool *block, resourceType string) []*block {
	parts := []*block{}
	for _, b := range c.in.folder.resources {
		if b.label(0) != resourceType {
			continue
		}
		if b.attributes["count"] != nil || b.attributes["for_each"] != nil {
			return nil
		}
		id := b.expression("user_pool_id")
		if id == nil {
			return nil
		}
		if other := c.poolOf(id, &scope{in: c.in, file: b.file}, 0); other == nil || other == pool {
			parts = append(parts, b)
		}
	}
	return parts
}

// findChanged finds the pools to which something that is not read may add parts,
// and those to whose schema: whatever refers to them, or runs with them, but for
// resources that are known not to.
func (f *folder) findChanged() {
	pools := map[string]*block{}
	for _, b := range f.resources {
		if b.label(0) == poolType {
			pools[b.label(0)+"."+b.label(1)] = b
		}
	}
	if len(pools) == 0 {
		return
	}
	f.changed = f.referred(pools, slices.Concat(f.resources, f.data, f.calls, f.outputs))
	f.reshaped = f.referred(pools, slices.Concat(f.resources, f.data))
	for _, pool := range pools {
		if len(pool.of("provisioner")) > 0 {
			f.changed[pool], f.reshaped[pool] = true, true
		}
	}
}

// referred returns the pools to which some blocks refer that may change them.
func (f *folder) referred(pools map[string]*block, blocks []*block) map[*block]bool {
	changed := map[*block]bool{}
	// What a local refers to is what who uses it refers to.
	visited := map[string]bool{}
	var visit func(x hclsyntax.Expression)
	visit = func(x hclsyntax.Expression) {
		for _, t := range x.Variables() {
			parts := strings.SplitN(pathOf(t), ".", 3)
			if len(parts) < 2 {
				continue
			}
			name := parts[0] + "." + parts[1]
			if pool := pools[name]; pool != nil {
				changed[pool] = true
			}
			if local := f.locals[parts[1]]; parts[0] == "local" && local != nil && !visited[name] {
				visited[name] = true
				visit(local.expr)
			}
		}
	}
	var visitBlock func(b *block)
	visitBlock = func(b *block) {
		for _, a := range b.attributes {
			visit(a.expr)
		}
		for _, inner := range b.blocks {
			visitBlock(inner)
		}
	}
	for _, b := range blocks {
		if !isHarmless(b) {
			visitBlock(b)
		}
	}
	return changed
}

// isHarmless reports whether a block neither changes a pool that it knows nor
// tells others of it.
func isHarmless(b *block) bool {
	isOurs := strings.HasPrefix(b.label(0), "aws_cognito_") && len(b.of("provisioner")) == 0
	return isOurs || b.kind == "resource" && (strings.HasSuffix(b.label(0), "_authorizer") || b.label(0) == "aws_lambda_permission")
}
