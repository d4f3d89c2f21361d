package main

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-cognito/cognito"
)

const arn = "arn:aws:mobiletargeting:us-east-1:123456789012:apps/abcdef"

// oauth is a client with managed login.
var oauth = object{
	"AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": list{"code"}, "AllowedOAuthScopes": list{"openid"},
	"CallbackURLs": list{"https://a.example/"}, "SupportedIdentityProviders": list{"COGNITO"},
}

// everyRule has, for each rule, a member with a value that violates it and one
// that does not, and the rest of the client.
var everyRule = map[cognito.Rule]struct {
	member    string
	bad, good any
	rest      object
}{
	cognito.RuleRequired:                        {"RefreshTokenRotation", object{"RetryGracePeriodSeconds": 5}, object{"Feature": "DISABLED"}, nil},
	cognito.RuleLength:                          {"ClientName", strings.Repeat("x", 129), strings.Repeat("x", 128), nil},
	cognito.RuleCharacters:                      {"ClientName", "a/b", "a-b", nil},
	cognito.RuleEnum:                            {"PreventUserExistenceErrors", "enabled", "ENABLED", nil},
	cognito.RuleRange:                           {"AuthSessionValidity", 16, 15, nil},
	cognito.RuleListLength:                      {"AllowedOAuthFlows", list{"code", "code", "code", "code"}, list{"code", "code", "code"}, nil},
	cognito.RuleTokenValidityRange:              {"AccessTokenValidity", 25, 24, nil},
	cognito.RuleTokenValidityOrder:              {"RefreshTokenValidity", 1, 24, object{"AccessTokenValidity": 24, "TokenValidityUnits": object{"RefreshToken": "hours", "AccessToken": "hours"}}},
	cognito.RuleRedirectURIAbsolute:             {"DefaultRedirectURI", "/a", "https://a.example/", nil},
	cognito.RuleRedirectURIFragment:             {"DefaultRedirectURI", "https://a.example/#a", "https://a.example/", nil},
	cognito.RuleRedirectURIHTTPS:                {"DefaultRedirectURI", "http://a.example/", "https://a.example/", nil},
	cognito.RuleRedirectURIScheme:               {"DefaultRedirectURI", "javascript:a", "https://a.example/", nil},
	cognito.RuleDefaultRedirectURINotACallback:  {"DefaultRedirectURI", "https://b.example/", "https://a.example/", oauth},
	cognito.RuleOAuthNotEnabled:                 {"AllowedOAuthFlowsUserPoolClient", false, true, object{"AllowedOAuthFlows": list{"code"}}},
	cognito.RuleOAuthFlowsRequired:              {"AllowedOAuthFlowsUserPoolClient", true, false, nil},
	cognito.RuleOAuthScopesRequired:             {"AllowedOAuthFlowsUserPoolClient", true, false, nil},
	cognito.RuleOAuthCallbackURLsRequired:       {"AllowedOAuthFlowsUserPoolClient", true, false, object{"AllowedOAuthFlows": list{"code"}}},
	cognito.RuleOAuthClientCredentialsExclusive: {"AllowedOAuthFlows", list{"code", "client_credentials"}, list{"code"}, nil},
	cognito.RuleOAuthClientCredentialsSecret:    {"GenerateSecret", false, true, object{"AllowedOAuthFlows": list{"client_credentials"}}},
	cognito.RuleOAuthClientCredentialsScope:     {"AllowedOAuthScopes", list{"openid"}, list{"a/b"}, object{"AllowedOAuthFlows": list{"client_credentials"}}},
	cognito.RuleOAuthScopeFormat:                {"AllowedOAuthScopes", list{"x"}, list{"openid"}, nil},
	cognito.RuleAuthFlowsMixedLegacy:            {"ExplicitAuthFlows", list{"ALLOW_USER_SRP_AUTH", "USER_PASSWORD_AUTH"}, list{"ALLOW_USER_SRP_AUTH"}, nil},
	cognito.RuleAuthFlowsRefreshWithRotation:    {"ExplicitAuthFlows", list{"ALLOW_REFRESH_TOKEN_AUTH"}, list{"ALLOW_USER_SRP_AUTH"}, object{"RefreshTokenRotation": object{"Feature": "ENABLED"}}},
	cognito.RuleAuthFlowsClientTokenAlone:       {"ExplicitAuthFlows", list{"ALLOW_CLIENT_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"}, list{"ALLOW_CLIENT_TOKEN_AUTH"}, object{"GenerateSecret": true}},
	cognito.RuleAuthFlowsClientTokenSecret:      {"GenerateSecret", false, true, object{"ExplicitAuthFlows": list{"ALLOW_CLIENT_TOKEN_AUTH"}}},
	cognito.RuleWriteAttributesReadOnly:         {"WriteAttributes", list{"sub"}, list{"email"}, nil},
	cognito.RuleAttributesUnknown:               {"ReadAttributes", list{"x"}, list{"email"}, nil},
	cognito.RuleAnalyticsForm:                   {"AnalyticsConfiguration", object{"ApplicationId": "abc"}, object{"ApplicationArn": arn}, nil},
	cognito.RuleContextDataSecretRequired:       {"EnablePropagateAdditionalUserContextData", true, false, nil},
	cognito.RuleIdentityProvidersNotInPool:      {"SupportedIdentityProviders", list{"Other"}, list{"Idp"}, nil},
	cognito.RuleOAuthScopeNotInPool:             {"AllowedOAuthScopes", list{"api/write"}, list{"api/read"}, nil},
	cognito.RuleAttributesNotInPool:             {"ReadAttributes", list{"custom:b"}, list{"custom:a"}, nil},
	cognito.RuleWriteAttributesRequiredMissing:  {"WriteAttributes", list{"name"}, list{"email"}, nil},
	cognito.RuleAuthFlowsTier:                   {"ExplicitAuthFlows", list{"ALLOW_USER_AUTH"}, list{"ALLOW_USER_SRP_AUTH"}, nil},

	cognito.RuleRedirectURIWildcard:          {"CallbackURLs", list{"https://a.example/*"}, list{"https://a.example/"}, nil},
	cognito.RuleRedirectURIPortAsPath:        {"CallbackURLs", list{"localhost:3000"}, list{"https://a.example/"}, nil},
	cognito.RuleRedirectURIUserinfo:          {"CallbackURLs", list{"https://a:b@a.example/"}, list{"https://a.example/"}, nil},
	cognito.RuleRedirectURIHostCase:          {"CallbackURLs", list{"https://A.example/"}, list{"https://a.example/"}, nil},
	cognito.RuleRedirectURIJoined:            {"CallbackURLs", list{"https://a.example/;https://b.example/"}, list{"https://a.example/"}, nil},
	cognito.RuleListDuplicate:                {"ReadAttributes", list{"email", "email"}, list{"email", "name"}, nil},
	cognito.RuleOAuthImplicit:                {"AllowedOAuthFlows", list{"implicit"}, list{"code"}, oauth},
	cognito.RuleOAuthOpenidMissing:           {"AllowedOAuthScopes", list{"email"}, list{"openid", "email"}, oauth},
	cognito.RuleAuthFlowsRefreshMissing:      {"ExplicitAuthFlows", list{"ALLOW_USER_SRP_AUTH"}, list{"ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"}, nil},
	cognito.RuleAuthFlowsImplied:             {"AllowedOAuthFlowsUserPoolClient", true, false, nil},
	cognito.RuleTokenValidityUnitAlone:       {"TokenValidityUnits", object{"AccessToken": "seconds"}, object{"AccessToken": "hours"}, nil},
	cognito.RuleUserExistenceErrorsDisclosed: {"PreventUserExistenceErrors", "LEGACY", "ENABLED", nil},
	cognito.RuleTokenRevocationDisabled:      {"EnableTokenRevocation", false, true, nil},
	cognito.RuleIdentityProvidersNone:        {"AllowedOAuthFlowsUserPoolClient", true, false, object{"AllowedOAuthFlows": list{"code"}}},
	cognito.RuleWriteAttributesMappedMissing: {"WriteAttributes", list{"email"}, list{"email", "name"}, object{"SupportedIdentityProviders": list{"Idp"}}},
	cognito.RuleAnalyticsPinpointEnded:       {"AnalyticsConfiguration", object{"ApplicationArn": arn}, object{"Ref": "AWS::NoValue"}, nil},
}

// ofJSON are the rules that no template violates.
var ofJSON = []cognito.Rule{cognito.RuleType, cognito.RuleUnknownMember, cognito.RuleDuplicateMember, cognito.RuleClientSecretConflict}

// Each rule can be violated for certain, under a condition, and by a value that
// is not known, which is not reported.
func TestEveryRule(t *testing.T) {
	for _, rule := range cognito.Rules() {
		row, ok := everyRule[rule]
		if slices.Contains(ofJSON, rule) {
			assert.False(t, ok, rule)
			continue
		}
		t.Run(string(rule), func(t *testing.T) {
			require.True(t, ok)
			for _, variant := range []struct {
				name  string
				value any
				want  []map[string]bool // the conditions of the violations of the rule
			}{
				{"certain", row.bad, []map[string]bool{nil}},
				{"good", row.good, nil},
				{"when a condition is true", object{"Fn::If": list{"C", row.bad, row.good}}, []map[string]bool{{"C": true}}},
				{"when a condition is false", object{"Fn::If": list{"C", row.good, row.bad}}, []map[string]bool{{"C": false}}},
				{"not known", unknownOf(row.bad), nil},
			} {
				var got []map[string]bool
				for _, f := range findingsOf(t, row.member, variant.value, row.rest, allowedOf(row.bad, row.good)) {
					if f.rule == rule && !slices.ContainsFunc(got, func(when map[string]bool) bool { return maps.Equal(when, f.whenByName()) }) {
						got = append(got, f.whenByName())
					}
				}
				assert.Equal(t, variant.want, got, variant.name)
			}
		})
	}
}

// unknownOf returns a value that the parameter P decides, or of an object one of
// which nothing is known.
func unknownOf(bad any) any {
	switch bad.(type) {
	case list:
		return object{"Fn::Split": list{",", object{"Ref": "P"}}}
	case object:
		return object{"Fn::Transform": object{"Name": "AWS::Include"}}
	}
	return object{"Ref": "P"}
}

// allowedOf are the values of P.
func allowedOf(bad, good any) list {
	var allowed list
	for _, value := range []any{bad, good} {
		elements, isList := value.(list)
		if !isList {
			elements = list{value}
		}
		var texts []string
		for _, element := range elements {
			texts = append(texts, written(element))
		}
		allowed = append(allowed, strings.Join(texts, ","))
	}
	return allowed
}

// findingsOf checks a template whose client has a member.
func findingsOf(t *testing.T, member string, value any, rest object, allowed list) []finding {
	t.Helper()
	properties := object{"UserPoolId": object{"Ref": "Pool"}}
	maps.Copy(properties, rest)
	properties[member] = value
	ofPool := func(resourceType string, more object) object {
		more["UserPoolId"] = object{"Ref": "Pool"}
		return object{"Type": "AWS::Cognito::" + resourceType, "Properties": more}
	}
	text, err := json.Marshal(object{
		"Parameters": object{"P": object{"Type": "String", "AllowedValues": allowed}, "Q": object{"Type": "String"}},
		"Conditions": object{"C": object{"Fn::Equals": list{object{"Ref": "Q"}, "q"}}},
		"Resources": object{
			"Pool": object{"Type": "AWS::Cognito::UserPool", "Properties": object{
				"UserPoolTier": "LITE", "Schema": list{object{"Name": "a"}, object{"Name": "email", "Required": true}},
			}},
			"Server":   ofPool("UserPoolResourceServer", object{"Identifier": "api", "Scopes": list{object{"ScopeName": "read"}}}),
			"Provider": ofPool("UserPoolIdentityProvider", object{"ProviderName": "Idp", "AttributeMapping": object{"name": "n"}}),
			"Client":   object{"Type": "AWS::Cognito::UserPoolClient", "Properties": properties},
		},
	})
	require.NoError(t, err)
	r := (&checker{warnings: true}).checkData(source{name: "template.json"}, text)
	require.Equal(t, 1, r.clients)
	return r.findings
}
