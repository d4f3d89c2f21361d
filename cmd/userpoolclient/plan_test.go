package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/go-cognito/cognito"
)

// attributes are attributes of aws_cognito_user_pool_client with their members
// and values that they may have.
var attributes = map[string]struct {
	member string
	values []any
}{
	"name":                                          {"ClientName", []any{"web", "a/b", "x"}},
	"generate_secret":                               {"GenerateSecret", []any{true, false}},
	"access_token_validity":                         {"AccessTokenValidity", []any{1, 25, 60}},
	"refresh_token_validity":                        {"RefreshTokenValidity", []any{1, 30, 4000}},
	"auth_session_validity":                         {"AuthSessionValidity", []any{3, 16}},
	"explicit_auth_flows":                           {"ExplicitAuthFlows", []any{"ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "USER_PASSWORD_AUTH"}},
	"callback_urls":                                 {"CallbackURLs", []any{"https://a.example/", "http://a.example/", "myapp://a", "/a"}},
	"logout_urls":                                   {"LogoutURLs", []any{"https://a.example/#", "http://localhost", "myapp://a"}},
	"default_redirect_uri":                          {"DefaultRedirectURI", []any{"https://a.example/", "https://b.example/"}},
	"allowed_oauth_flows":                           {"AllowedOAuthFlows", []any{"code", "implicit", "client_credentials"}},
	"allowed_oauth_scopes":                          {"AllowedOAuthScopes", []any{"openid", "api/read", "x"}},
	"allowed_oauth_flows_user_pool_client":          {"AllowedOAuthFlowsUserPoolClient", []any{true, false}},
	"read_attributes":                               {"ReadAttributes", []any{"email", "custom:a", "x"}},
	"write_attributes":                              {"WriteAttributes", []any{"email", "sub"}},
	"enable_token_revocation":                       {"EnableTokenRevocation", []any{true, false}},
	"enable_propagate_additional_user_context_data": {"EnablePropagateAdditionalUserContextData", []any{true, false}},
	"prevent_user_existence_errors":                 {"PreventUserExistenceErrors", []any{"ENABLED", "LEGACY", "x"}},
}

// randomPlan is a plan that creates a client.
type randomPlan struct {
	*rand.Rand
	after, unknown object
}

func (p *randomPlan) isList(name string) bool {
	return strings.HasSuffix(name, "s") && !strings.HasPrefix(name, "prevent")
}

// text returns the plan.
func (p *randomPlan) text(t *testing.T) []byte {
	p.after, p.unknown = object{"user_pool_id": "us-east-1_Ab1Cd2Ef3", "name": "web"}, object{"id": true}
	expressions := object{}
	for _, name := range slices.Sorted(maps.Keys(attributes)) {
		if p.IntN(3) == 0 {
			continue
		}
		expressions[name] = object{"references": list{"random_pet.a.id", "random_pet.a"}}
		values := attributes[name].values
		pick := func() any { return values[p.IntN(len(values))] }
		switch {
		case p.IntN(4) == 0:
			p.unknown[name] = true
			delete(p.after, name)
		case p.isList(name):
			elements, unknown := list{}, list{}
			for range p.IntN(4) {
				isUnknown := p.IntN(4) == 0
				elements, unknown = append(elements, pick()), append(unknown, isUnknown)
				if isUnknown {
					elements[len(elements)-1] = nil
				}
			}
			p.after[name], p.unknown[name] = elements, unknown
		default:
			p.after[name] = pick()
		}
	}
	resource := object{"address": "aws_cognito_user_pool_client.c", "mode": "managed", "type": "aws_cognito_user_pool_client", "name": "c"}
	change, configured := maps.Clone(resource), maps.Clone(resource)
	change["change"] = object{"actions": list{"create"}, "before": nil, "after": p.after, "after_unknown": p.unknown}
	configured["expressions"] = expressions
	text, err := json.Marshal(object{
		"format_version": "1.2", "resource_changes": list{change},
		"configuration": object{"root_module": object{"resources": list{configured}}},
	})
	require.NoError(t, err)
	return text
}

// filled returns what is wrong with the client if what is not known has random
// values.
func (p *randomPlan) filled() map[string]bool {
	properties := object{"UserPoolId": "us-east-1_Ab1Cd2Ef3"}
	for name, attribute := range attributes {
		pick := func() any { return attribute.values[p.IntN(len(attribute.values))] }
		value, isKnown := p.after[name]
		switch unknown := p.unknown[name].(type) {
		case bool:
			if name == "name" || p.IntN(3) > 0 {
				value, isKnown = pick(), true
			}
			if isKnown && p.isList(name) {
				elements := list{}
				for range p.IntN(4) {
					elements = append(elements, pick())
				}
				value = elements
			}
		case list:
			elements := slices.Clone(value.(list))
			for i, isUnknown := range unknown {
				if isUnknown.(bool) {
					elements[i] = pick()
				}
			}
			value = elements
		}
		if isKnown {
			properties[attribute.member] = value
		}
	}
	c, _ := decoded(properties)
	found := map[string]bool{}
	for _, v := range append(cognito.Violations(c.Validate()), c.Warnings()...) {
		path, _, _ := strings.Cut(v.Path, "[")
		found[path+" "+string(v.Rule)] = true
	}
	return found
}

// FuzzPlan fills what is not known of a random plan with random values: what is
// reported is wrong with all of them.
func FuzzPlan(f *testing.F) {
	for seed := range uint64(300) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		t.Parallel()
		requirePlan(t, seed)
	})
}

func requirePlan(t *testing.T, seed uint64) {
	p := &randomPlan{Rand: rand.New(rand.NewPCG(seed, 2))}
	text := p.text(t)
	r := (&checker{warnings: true}).checkData(source{name: "tfplan.json"}, text)
	require.Equal(t, 1, r.clients)
	for range 30 {
		found := p.filled()
		for _, f := range r.findings {
			require.True(t, found[f.path+" "+string(f.rule)], "%s\n%s\nis not there: %s", text, f.text(), fmt.Sprint(found))
		}
	}
}
