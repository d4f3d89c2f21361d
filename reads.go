package cognito

import (
	"reflect"
	"slices"
	"strings"
)

// reads holds, for each rule that reads more than one value, the members that
// its violations are at, each with the other members on which a violation there
// depends. A warning at a path that is in error is left out, and so depends on
// what such errors depend on.
var reads = map[Rule]map[string][]string{
	RuleTokenValidityRange: {
		"RefreshTokenValidity": {"TokenValidityUnits.RefreshToken"},
		"AccessTokenValidity":  {"TokenValidityUnits.AccessToken"},
		"IdTokenValidity":      {"TokenValidityUnits.IdToken"},
	},
	RuleTokenValidityOrder: {
		"AccessTokenValidity": {"TokenValidityUnits.AccessToken", "RefreshTokenValidity", "TokenValidityUnits.RefreshToken"},
		"IdTokenValidity":     {"TokenValidityUnits.IdToken", "RefreshTokenValidity", "TokenValidityUnits.RefreshToken"},
	},
	RuleDefaultRedirectURINotACallback: {"DefaultRedirectURI": {"CallbackURLs"}},
	RuleOAuthNotEnabled: {
		"CallbackURLs":       {"AllowedOAuthFlowsUserPoolClient"},
		"LogoutURLs":         {"AllowedOAuthFlowsUserPoolClient"},
		"AllowedOAuthFlows":  {"AllowedOAuthFlowsUserPoolClient"},
		"AllowedOAuthScopes": {"AllowedOAuthFlowsUserPoolClient", "ExplicitAuthFlows"},
	},
	RuleOAuthFlowsRequired:              {"AllowedOAuthFlows": {"AllowedOAuthFlowsUserPoolClient"}},
	RuleOAuthScopesRequired:             {"AllowedOAuthScopes": {"AllowedOAuthFlowsUserPoolClient"}},
	RuleOAuthCallbackURLsRequired:       {"CallbackURLs": {"AllowedOAuthFlowsUserPoolClient", "AllowedOAuthFlows"}},
	RuleOAuthClientCredentialsExclusive: {"AllowedOAuthFlows": nil},
	RuleOAuthClientCredentialsSecret:    {"AllowedOAuthFlows": {"GenerateSecret", "ClientSecret"}},
	RuleOAuthClientCredentialsScope:     {"AllowedOAuthScopes": {"AllowedOAuthFlows"}},
	RuleAuthFlowsMixedLegacy:            {"ExplicitAuthFlows": nil},
	RuleAuthFlowsRefreshWithRotation:    {"ExplicitAuthFlows": {"RefreshTokenRotation.Feature"}},
	RuleAuthFlowsClientTokenAlone:       {"ExplicitAuthFlows": nil},
	RuleAuthFlowsClientTokenSecret:      {"ExplicitAuthFlows": {"GenerateSecret", "ClientSecret"}},
	RuleAnalyticsForm:                   {"AnalyticsConfiguration": nil},
	RuleContextDataSecretRequired:       {"EnablePropagateAdditionalUserContextData": {"GenerateSecret", "ClientSecret"}},
	RuleClientSecretConflict:            {"ClientSecret": {"GenerateSecret"}},
	RuleWriteAttributesRequiredMissing:  {"WriteAttributes": nil},

	RuleRedirectURIWildcard:   redirectURIReads,
	RuleRedirectURIPortAsPath: redirectURIReads,
	RuleRedirectURIUserinfo:   redirectURIReads,
	RuleRedirectURIHostCase:   redirectURIReads,
	RuleRedirectURIJoined:     redirectURIReads,
	RuleListDuplicate: {
		"ReadAttributes":             nil,
		"WriteAttributes":            nil,
		"ExplicitAuthFlows":          {"ClientId", "GenerateSecret", "ClientSecret", "RefreshTokenRotation.Feature"},
		"SupportedIdentityProviders": nil,
		"CallbackURLs":               nil,
		"LogoutURLs":                 nil,
		"AllowedOAuthFlows":          {"ClientId", "GenerateSecret", "ClientSecret"},
		"AllowedOAuthScopes":         {"AllowedOAuthFlows"},
	},
	RuleOAuthOpenidMissing:           {"AllowedOAuthScopes": {"AllowedOAuthFlowsUserPoolClient", "AllowedOAuthFlows", "ExplicitAuthFlows"}},
	RuleAuthFlowsRefreshMissing:      {"ExplicitAuthFlows": {"RefreshTokenRotation.Feature"}},
	RuleAuthFlowsImplied:             {"ExplicitAuthFlows": {"AllowedOAuthFlowsUserPoolClient", "RefreshTokenRotation.Feature"}},
	RuleUserExistenceErrorsDisclosed: {"PreventUserExistenceErrors": {"ExplicitAuthFlows"}},
	RuleIdentityProvidersNone:        {"SupportedIdentityProviders": {"AllowedOAuthFlowsUserPoolClient", "AllowedOAuthFlows"}},
	RuleWriteAttributesMappedMissing: {"WriteAttributes": {"SupportedIdentityProviders"}},
	RuleAnalyticsPinpointEnded:       {"AnalyticsConfiguration": {"ClientId"}},
	RuleTokenValidityUnitAlone: {
		"TokenValidityUnits.RefreshToken": {"RefreshTokenValidity"},
		"TokenValidityUnits.AccessToken":  {"AccessTokenValidity"},
		"TokenValidityUnits.IdToken":      {"IdTokenValidity"},
	},
}

var redirectURIReads = map[string][]string{"CallbackURLs": nil, "LogoutURLs": nil, "DefaultRedirectURI": {"CallbackURLs"}}

// Reads returns the members on which violations of the rule depend, such as
// CallbackURLs or TokenValidityUnits.AccessToken, in the order of the fields.
// It returns nil for a rule about any one member or element by itself: its
// violations depend only on the value at their path. What a rule reads of the
// user pool is not included. The slice is the caller's.
func (r Rule) Reads() []string {
	var members []string
	for member, others := range reads[r] {
		members = append(append(members, member), others...)
	}
	slices.SortFunc(members, func(a, b string) int { return memberOrder[a] - memberOrder[b] })
	return slices.Compact(members)
}

// members holds, for the rules about any one member or element by itself that
// the shapes do not tell, the members that their violations are at.
var members = map[Rule][]string{
	RuleRange:                      {"AuthSessionValidity", "RefreshTokenRotation.RetryGracePeriodSeconds"},
	RuleRedirectURIAbsolute:        redirectURIMembers,
	RuleRedirectURIFragment:        redirectURIMembers,
	RuleRedirectURIHTTPS:           redirectURIMembers,
	RuleRedirectURIScheme:          redirectURIMembers,
	RuleOAuthScopeFormat:           {"AllowedOAuthScopes"},
	RuleWriteAttributesReadOnly:    {"WriteAttributes"},
	RuleAttributesUnknown:          {"ReadAttributes", "WriteAttributes"},
	RuleIdentityProvidersNotInPool: {"SupportedIdentityProviders"},
	RuleOAuthScopeNotInPool:        {"AllowedOAuthScopes"},
	RuleAttributesNotInPool:        {"ReadAttributes", "WriteAttributes"},
	RuleAuthFlowsTier:              {"ExplicitAuthFlows"},
	RuleOAuthImplicit:              {"AllowedOAuthFlows"},
	RuleTokenRevocationDisabled:    {"EnableTokenRevocation"},
}

var redirectURIMembers = []string{"CallbackURLs", "LogoutURLs", "DefaultRedirectURI"}

// Members returns the members that can violate the rule, themselves or in their
// elements, such as CallbackURLs, in the order of the fields. It returns nil
// for the rules that only DecodeCreate and DecodeUpdate apply, which any member
// can violate. The slice is the caller's.
func (r Rule) Members() []string {
	found := slices.Clone(members[r])
	for member := range reads[r] {
		found = append(found, member)
	}
	var add func(fields []planned)
	add = func(fields []planned) {
		for _, p := range fields {
			if p.isRequired && r == RuleRequired || p.shape != nil && slices.Contains(p.shape.rules(), r) {
				found = append(found, p.path)
			}
			add(p.fields)
		}
	}
	add(createPlans[reflect.TypeFor[UserPoolClient]()])
	add(updatePlan)
	slices.SortFunc(found, func(a, b string) int { return memberOrder[a] - memberOrder[b] })
	return slices.Compact(found)
}

// DependsOn reports whether v may depend on the value at path: its own value,
// one that contains it or is inside it, or another that its rule reads. If that
// value could not be read, v may be a false positive. A violation about the
// length of a list does not depend on its elements, and one at an element does
// not depend on the other elements.
func (v Violation) DependsOn(path string) bool {
	list, _, isElement := strings.Cut(path, "[")
	if v.Path == list && isElement && slices.Contains(lengthRules, v.Rule) {
		return false
	}
	member, _, _ := strings.Cut(v.Path, "[")
	return overlap(v.Path, path) || slices.ContainsFunc(reads[v.Rule][member], func(other string) bool { return overlap(other, path) })
}

// lengthRules are the rules about how many elements a list has.
var lengthRules = []Rule{
	RuleListLength, RuleOAuthNotEnabled, RuleOAuthFlowsRequired, RuleOAuthScopesRequired, RuleOAuthCallbackURLsRequired,
	RuleIdentityProvidersNone,
}

// overlap reports whether the value at a path is that at another, or one of
// them is inside the other.
func overlap(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	rest, ok := strings.CutPrefix(b, a)
	return ok && (a == "" || rest == "" || rest[0] == '.' || rest[0] == '[')
}
