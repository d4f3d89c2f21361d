package cognito

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// UserPool is what a [Validator] knows about the user pool of a client. If a
// list is nil, it is not known, and the rules that need it are not applied. If
// it is empty, there are none.
//
// Members have the names of the API, and the output of DescribeUserPool decodes
// into it. Members of the API that are not needed here are omitted.
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
	// IdentityProviders are all identity providers, as ListIdentityProviders
	// and DescribeIdentityProvider return them. COGNITO is not among them. Nil
	// means not known.
	IdentityProviders []IdentityProvider `json:",omitzero"`
	// ResourceServers are the resource servers, as ListResourceServers
	// returns them. Nil means not known.
	ResourceServers []ResourceServer `json:",omitzero"`

	// providersUnlisted is whether IdentityProviders may lack some, because
	// only DescribeIdentityProvider has been decoded.
	providersUnlisted bool
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

// Values returns every tier. The slice is the caller's.
func (UserPoolTier) Values() []UserPoolTier {
	return []UserPoolTier{UserPoolTierLite, UserPoolTierEssentials, UserPoolTierPlus}
}

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

// IdentityProvider is an identity provider of a pool.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_IdentityProviderType.html
type IdentityProvider struct {
	// ProviderName is the name by which SupportedIdentityProviders of a client
	// refers to the provider.
	ProviderName string `json:",omitzero"`
	// AttributeMapping maps names of user attributes, such as email and
	// custom:tenant, to the attributes of the provider that they are set from
	// whenever a user signs in through it. Nil means not known.
	AttributeMapping map[string]string `json:",omitzero"`
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

// UnmarshalJSON decodes a pool, or the output of DescribeUserPool,
// ListIdentityProviders, DescribeIdentityProvider or ListResourceServers.
// Members that data lacks keep their values, so that one output can be decoded
// on top of another, in any order. Of the identity providers, what is known of
// each adds up: ListIdentityProviders returns their names, and
// DescribeIdentityProvider the mapping of one. Without the former, the list is
// not complete, and [RuleIdentityProvidersNotInPool] is not applied. An output
// with a NextToken is an error, because it is only a part of a list.
func (p *UserPool) UnmarshalJSON(data []byte) error {
	// pool does not have this method.
	type pool UserPool
	var output struct {
		pool
		UserPool         *pool
		Providers        []IdentityProvider
		IdentityProvider *IdentityProvider
		NextToken        string
	}
	if err := json.Unmarshal(data, &output); err != nil {
		return fmt.Errorf("cognito: user pool: %w", err)
	}
	if output.NextToken != "" {
		return errors.New("cognito: user pool: must not have a NextToken: decode all pages as one list")
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
		p.IdentityProviders, p.providersUnlisted = decoded.IdentityProviders, false
	}
	if decoded.ResourceServers != nil {
		p.ResourceServers = decoded.ResourceServers
	}
	if output.Providers != nil {
		p.addProviders(output.Providers...)
		p.providersUnlisted = false
	}
	if output.IdentityProvider != nil {
		p.providersUnlisted = p.providersUnlisted || p.IdentityProviders == nil
		p.addProviders(*output.IdentityProvider)
	}
	return nil
}

// addProviders adds identity providers to those that are known, each once. It
// does not change the list that the pool has.
func (p *UserPool) addProviders(providers ...IdentityProvider) {
	all := append([]IdentityProvider{}, p.IdentityProviders...)
	index := make(map[string]int, len(all))
	for i, provider := range all {
		index[provider.ProviderName] = i
	}
	for _, provider := range providers {
		i, known := index[provider.ProviderName]
		switch {
		case !known:
			index[provider.ProviderName] = len(all)
			all = append(all, provider)
		case provider.AttributeMapping != nil:
			all[i] = provider
		}
	}
	p.IdentityProviders = all
}

func identityProvidersNotInPool(v *validation) {
	if v.pool.IdentityProviders == nil || v.pool.providersUnlisted {
		return
	}
	providers := make(map[string]bool, len(v.pool.IdentityProviders))
	for _, provider := range v.pool.IdentityProviders {
		providers[provider.ProviderName] = true
	}
	for i, name := range v.client.SupportedIdentityProviders {
		if name != "" && name != "COGNITO" && !providers[name] {
			v.addString(place{"SupportedIdentityProviders", i}, RuleIdentityProvidersNotInPool, name, func() message {
				return said("must be COGNITO or an identity provider of the pool (case matters)", ", not "+quote(name))
			})
		}
	}
}

// ownScopePrefix is that of scopes which the service itself defines.
//
// Source: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html
const ownScopePrefix = "aws.cognito/"

func oauthScopeNotInPool(v *validation) {
	if v.pool.ResourceServers == nil {
		return
	}
	scopes := map[string]bool{}
	for _, server := range v.pool.ResourceServers {
		for _, scope := range server.Scopes {
			scopes[server.Identifier+"/"+scope.ScopeName] = true
		}
	}
	for i, scope := range first(maxOAuthScopes, v.client.AllowedOAuthScopes) {
		if isResourceServerScope(scope) && !strings.HasPrefix(scope, ownScopePrefix) && !scopes[scope] {
			v.addString(place{"AllowedOAuthScopes", i}, RuleOAuthScopeNotInPool, scope, func() message {
				return said("must be a scope that a resource server of the pool defines", ", not "+quote(scope))
			})
		}
	}
}

func attributesNotInPool(v *validation) {
	if v.pool.SchemaAttributes == nil {
		return
	}
	schema := map[string]bool{}
	for _, attribute := range v.pool.SchemaAttributes {
		schema[attribute.Name] = true
	}
	for _, list := range []struct {
		member string
		names  []string
	}{{"ReadAttributes", v.client.ReadAttributes}, {"WriteAttributes", v.client.WriteAttributes}} {
		for i, name := range list.names {
			if isCustomAttribute(name) && !schema[name] {
				v.addString(place{list.member, i}, RuleAttributesNotInPool, name, func() message {
					return said("must be a custom attribute of the pool", ", not "+quote(name))
				})
			}
		}
	}
}

func writeAttributesRequiredMissing(v *validation) {
	written := v.client.WriteAttributes
	if len(written) == 0 || !slices.ContainsFunc(v.pool.SchemaAttributes, SchemaAttribute.mustBeWritable) {
		return
	}
	listed := writable(written)
	for _, attribute := range v.pool.SchemaAttributes {
		if attribute.mustBeWritable() && !listed[attribute.Name] {
			// It is reported once.
			listed[attribute.Name] = true
			v.add("WriteAttributes", RuleWriteAttributesRequiredMissing, len(written),
				message{"must include every attribute that the pool requires", "must include " + quote(attribute.Name) + ", which the pool requires"})
		}
	}
}

// mustBeWritable reports whether WriteAttributes, if any are given, must have
// the attribute. The service itself writes sub.
func (a SchemaAttribute) mustBeWritable() bool { return a.Required && a.Name != "sub" }

func authFlowsTier(v *validation) {
	if v.pool.UserPoolTier == UserPoolTierLite {
		v.addAuthFlow(AuthFlowAllowUserAuth, RuleAuthFlowsTier,
			"must not be ALLOW_USER_AUTH, which the LITE tier of the pool does not offer: leave it out, or change the tier to ESSENTIALS or PLUS")
	}
}

// writeAttributesMappedMissing says nothing about attributes that no client can
// write: username is not an attribute, and the others are the service's.
func writeAttributesMappedMissing(v *validation) {
	written := v.client.WriteAttributes
	at := place{"WriteAttributes", notInList}
	if v.pool == nil || len(written) == 0 || len(v.client.SupportedIdentityProviders) == 0 {
		return
	}
	supported, listed := set(v.client.SupportedIdentityProviders), writable(written)
	for _, provider := range v.pool.IdentityProviders {
		if !supported[provider.ProviderName] {
			continue
		}
		for _, target := range slices.Sorted(maps.Keys(provider.AttributeMapping)) {
			if target == "" || target == "username" || slices.Contains(readOnlyAttributes, target) || listed[target] || v.inError(at) {
				continue
			}
			// It is reported once.
			listed[target] = true
			v.add(at.member, RuleWriteAttributesMappedMissing, len(written), message{
				"should include every attribute that an identity provider of the client maps: signing in through it fails",
				"should include " + quote(target) + ", which the identity provider " + quote(provider.ProviderName) + " maps: signing in through it fails",
			})
		}
	}
}
