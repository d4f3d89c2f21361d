package cognito

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
)

// UserPool is what a [Validator] knows of the user pool of a client. A nil
// list is not known, and the rules that need it are not applied; an empty list
// says that there are none.
//
// Members have the names of the API, and the output of DescribeUserPool
// decodes into it. Members of the API that are not needed here are left out.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolType.html
type UserPool struct {
	// Id is the ID of the pool, as DescribeUserPool returns it. Empty means
	// unknown.
	Id string `json:",omitzero"`
	// UserPoolTier is the feature plan of the pool, as DescribeUserPool
	// returns it. Empty means unknown.
	UserPoolTier UserPoolTier `json:",omitzero"`
	// SchemaAttributes are the user attributes, standard and custom, as
	// DescribeUserPool returns them. Nil means not known.
	SchemaAttributes []SchemaAttribute `json:",omitzero"`
	// IdentityProviders are the names of the identity providers, the
	// ProviderName of each that ListIdentityProviders returns. COGNITO is
	// not among them. Nil means not known.
	IdentityProviders []string `json:",omitzero"`
	// ResourceServers are the resource servers, as ListResourceServers
	// returns them. Nil means not known.
	ResourceServers []ResourceServer `json:",omitzero"`
}

// UserPoolTier is the feature plan of a user pool.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolType.html
type UserPoolTier string

// The tiers.
const (
	// UserPoolTierLite has the basic features.
	UserPoolTierLite UserPoolTier = "LITE"
	// UserPoolTierEssentials adds, among others, choice-based sign-in.
	UserPoolTierEssentials UserPoolTier = "ESSENTIALS"
	// UserPoolTierPlus adds threat protection.
	UserPoolTierPlus UserPoolTier = "PLUS"
)

// SchemaAttribute is a user attribute of a pool.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SchemaAttributeType.html
type SchemaAttribute struct {
	// Name is the name of the attribute, with its prefix custom: or
	// dev:custom: if it has one.
	Name string `json:",omitzero"`
	// Required is whether every user must have the attribute. Absent means
	// false.
	Required bool `json:",omitzero"`
}

// ResourceServer is a resource server of a pool.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ResourceServerType.html
type ResourceServer struct {
	// Identifier is what comes before the last slash of its scopes.
	Identifier string `json:",omitzero"`
	// Scopes are the scopes that it defines. Absent means none.
	Scopes []ResourceServerScope `json:",omitzero"`
}

// ResourceServerScope is a scope of a resource server.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ResourceServerScopeType.html
type ResourceServerScope struct {
	// ScopeName is what comes after the last slash of the scope.
	ScopeName string `json:",omitzero"`
}

// UnmarshalJSON decodes a pool, or the output of DescribeUserPool, which has
// the pool in a member UserPool. Members that data lacks keep their values, so
// that the output of ListResourceServers can be decoded on top.
func (p *UserPool) UnmarshalJSON(data []byte) error {
	type pool UserPool // without this method
	var output struct {
		pool
		UserPool *pool
	}
	if err := json.Unmarshal(data, &output); err != nil {
		return fmt.Errorf("cognito: user pool: %w", err)
	}
	decoded := output.pool
	if output.UserPool != nil {
		decoded = *output.UserPool
	}
	p.Id = cmp.Or(decoded.Id, p.Id)
	p.UserPoolTier = cmp.Or(decoded.UserPoolTier, p.UserPoolTier)
	if decoded.SchemaAttributes != nil {
		p.SchemaAttributes = decoded.SchemaAttributes
	}
	if decoded.IdentityProviders != nil {
		p.IdentityProviders = decoded.IdentityProviders
	}
	if decoded.ResourceServers != nil {
		p.ResourceServers = decoded.ResourceServers
	}
	return nil
}

func identityProvidersNotInPool(k *check) {
	if k.pool.IdentityProviders == nil {
		return
	}
	providers := set(k.pool.IdentityProviders)
	for i, name := range k.client.SupportedIdentityProviders {
		if name != "" && name != "COGNITO" && !providers[name] {
			k.addString(place{"SupportedIdentityProviders", i}, RuleIdentityProvidersNotInPool, name, func() string {
				return "is " + quote(name) + ", must be COGNITO or an identity provider of the pool (case matters)"
			})
		}
	}
}

func oauthScopeNotInPool(k *check) {
	if k.pool.ResourceServers == nil {
		return
	}
	scopes := map[string]bool{}
	for _, server := range k.pool.ResourceServers {
		for _, scope := range server.Scopes {
			scopes[server.Identifier+"/"+scope.ScopeName] = true
		}
	}
	for i, scope := range first(maxOAuthScopes, k.client.AllowedOAuthScopes) {
		if isResourceServerScope(scope) && !scopes[scope] {
			k.addString(place{"AllowedOAuthScopes", i}, RuleOAuthScopeNotInPool, scope, func() string {
				return "is " + quote(scope) + ", must be a scope that a resource server of the pool defines"
			})
		}
	}
}

func attributesNotInPool(k *check) {
	if k.pool.SchemaAttributes == nil {
		return
	}
	schema := map[string]bool{}
	for _, attribute := range k.pool.SchemaAttributes {
		schema[attribute.Name] = true
	}
	for _, list := range []struct {
		member string
		names  []string
	}{{"ReadAttributes", k.client.ReadAttributes}, {"WriteAttributes", k.client.WriteAttributes}} {
		for i, name := range list.names {
			if isCustomAttribute(name) && !schema[name] {
				k.addString(place{list.member, i}, RuleAttributesNotInPool, name, func() string {
					return "is " + quote(name) + ", must be a custom attribute of the pool"
				})
			}
		}
	}
}

func writeAttributesRequiredMissing(k *check) {
	written := k.client.WriteAttributes
	if len(written) == 0 || !slices.ContainsFunc(k.pool.SchemaAttributes, SchemaAttribute.mustBeWritable) {
		return
	}
	listed := set(written)
	for _, attribute := range k.pool.SchemaAttributes {
		if attribute.mustBeWritable() && !listed[attribute.Name] {
			listed[attribute.Name] = true // so that it is reported once
			k.add("WriteAttributes", RuleWriteAttributesRequiredMissing, len(written),
				"must include "+quote(attribute.Name)+", which the pool requires")
		}
	}
}

// mustBeWritable reports whether WriteAttributes, if any are given, must have
// the attribute. The service itself writes sub.
func (a SchemaAttribute) mustBeWritable() bool { return a.Required && a.Name != "sub" }

func authFlowsTier(k *check) {
	if k.pool.UserPoolTier != UserPoolTierLite {
		return
	}
	for i, flow := range k.client.ExplicitAuthFlows {
		if flow == AuthFlowAllowUserAuth {
			k.addString(place{"ExplicitAuthFlows", i}, RuleAuthFlowsTier, string(flow), func() string {
				return "must not be ALLOW_USER_AUTH, which the LITE tier of the pool does not offer: leave it out, or change the tier to ESSENTIALS or PLUS"
			})
		}
	}
}

func set(values []string) map[string]bool {
	all := make(map[string]bool, len(values))
	for _, value := range values {
		all[value] = true
	}
	return all
}
