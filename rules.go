package cognito

import "slices"

//go:generate go test -run ^TestRulesMD$ . -rewrite

// Rule is the stable code of a rule, such as redirect-uri.fragment. It is an
// error, so that [errors.Is] finds it in what Validate returns. A code keeps
// its meaning between versions; new codes may be added.
type Rule string

// The rules. [Rules] lists them, and so does RULES.md.
const (
	// RuleRequired is violated when a required member is absent or empty.
	RuleRequired Rule = "required"
	// RuleLength is violated when a string has too few or too many
	// characters, counted as Unicode code points.
	RuleLength Rule = "length"
	// RuleCharacters is violated when a string does not match the pattern in
	// the service model, or is not valid UTF-8.
	RuleCharacters Rule = "characters"
	// RuleEnum is violated when a string is not one of the values in the
	// service model or the documentation (case matters).
	RuleEnum Rule = "enum"
	// RuleRange is violated when AuthSessionValidity is not 3 to 15 minutes,
	// or RetryGracePeriodSeconds is not 0 to 60 seconds.
	RuleRange Rule = "range"
	// RuleListLength is violated when a list has more elements than the
	// service model allows; those beyond the limit are not checked.
	RuleListLength Rule = "list-length"
	// RuleType is violated when JSON has a value of another kind than the
	// member, such as null, or a number that is not an int32; only
	// DecodeCreate and DecodeUpdate apply it.
	RuleType Rule = "type"
	// RuleUnknownMember is violated when JSON has a member that the request
	// does not have (case matters); only DecodeCreate and DecodeUpdate apply
	// it.
	RuleUnknownMember Rule = "unknown-member"
	// RuleDuplicateMember is violated when JSON has a member more than once;
	// only DecodeCreate and DecodeUpdate apply it.
	RuleDuplicateMember Rule = "duplicate-member"
	// RuleTokenValidityRange is violated when the lifetime of an access or ID
	// token is not 5 minutes to 1 day, or that of a refresh token is not 60
	// minutes to 10 years (315,360,000 seconds), in the unit of the number.
	RuleTokenValidityRange Rule = "token-validity.range"
	// RuleTokenValidityOrder is violated when an access or ID token outlives
	// the refresh token.
	RuleTokenValidityOrder Rule = "token-validity.order"
	// RuleRedirectURIAbsolute is violated when a redirect URI is malformed,
	// has no scheme or nothing after it, or uses http or https without a
	// host.
	RuleRedirectURIAbsolute Rule = "redirect-uri.absolute"
	// RuleRedirectURIFragment is violated when a redirect URI contains a #.
	RuleRedirectURIFragment Rule = "redirect-uri.fragment"
	// RuleRedirectURIHTTPS is violated when a redirect URI uses http for a
	// host other than localhost, 127.0.0.1 and [::1].
	RuleRedirectURIHTTPS Rule = "redirect-uri.https"
	// RuleRedirectURIScheme is violated when the scheme of a redirect URI is
	// javascript, data or vbscript, which would run in the user's browser.
	RuleRedirectURIScheme Rule = "redirect-uri.scheme"
	// RuleDefaultRedirectURINotACallback is violated when DefaultRedirectURI
	// is not exactly one of CallbackURLs.
	RuleDefaultRedirectURINotACallback Rule = "default-redirect-uri.not-a-callback"
	// RuleOAuthNotEnabled is violated when AllowedOAuthFlows,
	// AllowedOAuthScopes, CallbackURLs or LogoutURLs is set and
	// AllowedOAuthFlowsUserPoolClient is not true; the service stores the
	// settings, but signing in fails (AllowedOAuthScopes has an effect with
	// ALLOW_CLIENT_TOKEN_AUTH).
	RuleOAuthNotEnabled Rule = "oauth.not-enabled"
	// RuleOAuthFlowsRequired is violated when AllowedOAuthFlowsUserPoolClient
	// is true and AllowedOAuthFlows is empty.
	RuleOAuthFlowsRequired Rule = "oauth.flows-required"
	// RuleOAuthScopesRequired is violated when
	// AllowedOAuthFlowsUserPoolClient is true and AllowedOAuthScopes is
	// empty.
	RuleOAuthScopesRequired Rule = "oauth.scopes-required"
	// RuleOAuthCallbackURLsRequired is violated when
	// AllowedOAuthFlowsUserPoolClient is true, AllowedOAuthFlows has code or
	// implicit, and CallbackURLs is empty.
	RuleOAuthCallbackURLsRequired Rule = "oauth.callback-urls-required"
	// RuleOAuthClientCredentialsExclusive is violated when AllowedOAuthFlows
	// has client_credentials together with code or implicit.
	RuleOAuthClientCredentialsExclusive Rule = "oauth.client-credentials-exclusive"
	// RuleOAuthClientCredentialsSecret is violated when AllowedOAuthFlows has
	// client_credentials and the new client gets no secret.
	RuleOAuthClientCredentialsSecret Rule = "oauth.client-credentials-secret"
	// RuleOAuthClientCredentialsScope is violated when AllowedOAuthFlows has
	// client_credentials and a scope is openid, email, phone, profile or
	// aws.cognito.signin.user.admin, which need a signed-in user.
	RuleOAuthClientCredentialsScope Rule = "oauth.client-credentials-scope"
	// RuleOAuthScopeFormat is violated when a scope is neither openid, email,
	// phone, profile or aws.cognito.signin.user.admin nor of the form
	// identifier/name, so that no resource server can define it.
	RuleOAuthScopeFormat Rule = "oauth.scope-format"
	// RuleAuthFlowsMixedLegacy is violated when ExplicitAuthFlows has a
	// legacy flow together with an ALLOW_ flow.
	RuleAuthFlowsMixedLegacy Rule = "auth-flows.mixed-legacy"
	// RuleAuthFlowsRefreshWithRotation is violated when ExplicitAuthFlows has
	// ALLOW_REFRESH_TOKEN_AUTH while refresh token rotation is enabled.
	RuleAuthFlowsRefreshWithRotation Rule = "auth-flows.refresh-with-rotation"
	// RuleAuthFlowsClientTokenAlone is violated when ExplicitAuthFlows has
	// ALLOW_CLIENT_TOKEN_AUTH together with another flow.
	RuleAuthFlowsClientTokenAlone Rule = "auth-flows.client-token-alone"
	// RuleAuthFlowsClientTokenSecret is violated when ExplicitAuthFlows has
	// ALLOW_CLIENT_TOKEN_AUTH and the new client gets no secret.
	RuleAuthFlowsClientTokenSecret Rule = "auth-flows.client-token-secret"
	// RuleWriteAttributesReadOnly is violated when WriteAttributes has sub,
	// email_verified or phone_number_verified, which only the service can
	// write.
	RuleWriteAttributesReadOnly Rule = "write-attributes.read-only"
	// RuleAttributesUnknown is violated when ReadAttributes or
	// WriteAttributes has a name that is neither a standard attribute nor
	// oidc:profile, nor begins with custom: or dev:custom:.
	RuleAttributesUnknown Rule = "attributes.unknown"
	// RuleAnalyticsForm is violated when AnalyticsConfiguration has neither
	// ApplicationArn alone nor ApplicationId with RoleArn and ExternalId; an
	// update may have ApplicationArn with RoleArn, as describe returns them.
	RuleAnalyticsForm Rule = "analytics.form"
	// RuleContextDataSecretRequired is violated when
	// EnablePropagateAdditionalUserContextData is true and the new client
	// gets no secret.
	RuleContextDataSecretRequired Rule = "context-data.secret-required"
	// RuleClientSecretConflict is violated when both GenerateSecret and
	// ClientSecret are set.
	RuleClientSecretConflict Rule = "client-secret.conflict"

	// RuleIdentityProvidersNotInPool is violated when
	// SupportedIdentityProviders has a name other than COGNITO that is not an
	// identity provider of the pool (case matters).
	RuleIdentityProvidersNotInPool Rule = "identity-providers.not-in-pool"
	// RuleOAuthScopeNotInPool is violated when a scope of the form
	// identifier/name is not defined by a resource server of the pool, nor by
	// the service itself, as those that begin with aws.cognito/.
	RuleOAuthScopeNotInPool Rule = "oauth.scope-not-in-pool"
	// RuleAttributesNotInPool is violated when ReadAttributes or
	// WriteAttributes has a custom attribute that the schema of the pool does
	// not have.
	RuleAttributesNotInPool Rule = "attributes.not-in-pool"
	// RuleWriteAttributesRequiredMissing is violated when WriteAttributes is
	// not empty and lacks an attribute, other than sub, that the schema of
	// the pool marks as required.
	RuleWriteAttributesRequiredMissing Rule = "write-attributes.required-missing"
	// RuleAuthFlowsTier is violated when ExplicitAuthFlows has
	// ALLOW_USER_AUTH and the tier of the pool is LITE.
	RuleAuthFlowsTier Rule = "auth-flows.tier"

	// RuleRedirectURIWildcard is violated when a redirect URI contains a * in
	// its host or path; redirect URIs are compared character by character, so
	// it matches only itself.
	RuleRedirectURIWildcard Rule = "redirect-uri.wildcard"
	// RuleRedirectURIPortAsPath is violated when a redirect URI looks like a
	// host and a port without a scheme; it is read as the scheme of an app.
	RuleRedirectURIPortAsPath Rule = "redirect-uri.port-as-path"
	// RuleRedirectURIUserinfo is violated when a redirect URI that uses http
	// or https contains a user name or a password.
	RuleRedirectURIUserinfo Rule = "redirect-uri.userinfo"
	// RuleRedirectURIHostCase is violated when the host of a redirect URI that
	// uses http or https has upper-case letters; browsers send it in lower
	// case, and redirect URIs are compared exactly.
	RuleRedirectURIHostCase Rule = "redirect-uri.host-case"
	// RuleRedirectURIJoined is violated when another scheme:// begins in a
	// redirect URI, after a comma, a semicolon or white space; it seems to be
	// several redirect URIs.
	RuleRedirectURIJoined Rule = "redirect-uri.joined"
	// RuleListDuplicate is violated when an element of a list repeats an
	// earlier one.
	RuleListDuplicate Rule = "list.duplicate"
	// RuleOAuthImplicit is violated when AllowedOAuthFlows has implicit.
	RuleOAuthImplicit Rule = "oauth.implicit"
	// RuleOAuthOpenidMissing is violated when AllowedOAuthScopes has email,
	// phone or profile without openid, and AllowedOAuthFlows has code or
	// implicit; there is no ID token then, and no access to userInfo.
	RuleOAuthOpenidMissing Rule = "oauth.openid-missing"
	// RuleAuthFlowsRefreshMissing is violated when ExplicitAuthFlows has
	// ALLOW_ flows without ALLOW_REFRESH_TOKEN_AUTH, and refresh token
	// rotation is not enabled; users sign in again when the access token
	// expires.
	RuleAuthFlowsRefreshMissing Rule = "auth-flows.refresh-missing"
	// RuleAuthFlowsImplied is violated when AllowedOAuthFlowsUserPoolClient
	// is true and ExplicitAuthFlows is empty; SRP and custom authentication
	// stay open through the API.
	RuleAuthFlowsImplied Rule = "auth-flows.implied"
	// RuleTokenValidityUnitAlone is violated when a unit other than the
	// default one is set without its number; what the service makes of it is
	// not documented.
	RuleTokenValidityUnitAlone Rule = "token-validity.unit-alone"
	// RuleUserExistenceErrorsDisclosed is violated when
	// PreventUserExistenceErrors is absent or LEGACY; errors reveal whether a
	// user exists.
	RuleUserExistenceErrorsDisclosed Rule = "user-existence-errors.disclosed"
	// RuleTokenRevocationDisabled is violated when EnableTokenRevocation is
	// false.
	RuleTokenRevocationDisabled Rule = "token-revocation.disabled"
	// RuleIdentityProvidersNone is violated when
	// AllowedOAuthFlowsUserPoolClient is true, AllowedOAuthFlows has code or
	// implicit, and SupportedIdentityProviders is empty; managed login is not
	// available.
	RuleIdentityProvidersNone Rule = "identity-providers.none"
	// RuleWriteAttributesMappedMissing is violated when WriteAttributes is not
	// empty and lacks an attribute that the attribute mapping of an identity
	// provider of the client sets; signing in through it fails.
	RuleWriteAttributesMappedMissing Rule = "write-attributes.mapped-missing"
	// RuleAnalyticsPinpointEnded is violated when there is an
	// AnalyticsConfiguration; AWS ended Amazon Pinpoint on 2026-10-30.
	RuleAnalyticsPinpointEnded Rule = "analytics.pinpoint-ended"
)

// Severity is how serious a violation of a rule is.
type Severity string

// The severities.
const (
	// SeverityError marks a violation that makes a client invalid.
	SeverityError Severity = "error"
	// SeverityWarning marks a violation that the service accepts but that
	// should be fixed. It does not make a client invalid.
	SeverityWarning Severity = "warning"
)

// Source is the kind of evidence for a rule.
type Source string

// The sources.
const (
	// SourceDocumentation is the documentation of AWS.
	SourceDocumentation Source = "documentation"
	// SourceServiceModel is the published model of the service.
	SourceServiceModel Source = "service model"
	// SourceRFC is an RFC.
	SourceRFC Source = "RFC"
	// SourceObserved is the observed behavior of the service.
	SourceObserved Source = "observed"
)

const (
	createPage   = "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html"
	createMember = createPage + "#CognitoUserPools-CreateUserPoolClient-request-"
)

// clientTokenPage says what a client with ALLOW_CLIENT_TOKEN_AUTH must be.
const clientTokenPage = "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html"

// entry is what is known about a rule.
type entry struct {
	rule Rule
	// What violates it, as in the comment on the constant.
	what string
	// Where it is reported, in words.
	path   string
	source Source
	doc    string
}

// catalogue holds every rule, in the order of Rules.
var catalogue = slices.Concat(errorCatalogue, warningCatalogue)

var errorCatalogue = []entry{
	{RuleRequired, "a required member is absent or empty",
		"the member", SourceServiceModel, createPage},
	{RuleLength, "a string has too few or too many characters, counted as Unicode code points",
		"the member or element", SourceServiceModel, createPage},
	{RuleCharacters, "a string does not match the pattern in the service model, or is not valid UTF-8",
		"the member or element", SourceServiceModel, createPage},
	{RuleEnum, "a string is not one of the values in the service model or the documentation (case matters)",
		"the member or element", SourceServiceModel, createPage},
	{RuleRange, "AuthSessionValidity is not 3 to 15 minutes, or RetryGracePeriodSeconds is not 0 to 60 seconds",
		"the member", SourceServiceModel, createPage},
	{RuleListLength, "a list has more elements than the service model allows; those beyond the limit are not checked",
		"the list", SourceServiceModel, createPage},
	{RuleType, "JSON has a value of another kind than the member, such as null, or a number that is not an int32; only DecodeCreate and DecodeUpdate apply it",
		"the member or element", SourceServiceModel, createPage},
	{RuleUnknownMember, "JSON has a member that the request does not have (case matters); only DecodeCreate and DecodeUpdate apply it",
		"the member", SourceServiceModel, createPage},
	{RuleDuplicateMember, "JSON has a member more than once; only DecodeCreate and DecodeUpdate apply it",
		"the member", SourceRFC, "https://www.rfc-editor.org/rfc/rfc8259#section-4"},
	{RuleTokenValidityRange, "the lifetime of an access or ID token is not 5 minutes to 1 day, or that of a refresh token is not 60 minutes to 10 years (315,360,000 seconds), in the unit of the number",
		"the number", SourceDocumentation, createMember + "TokenValidityUnits"},
	{RuleTokenValidityOrder, "an access or ID token outlives the refresh token",
		"the number of the access or ID token", SourceObserved, createMember + "AccessTokenValidity"},
	{RuleRedirectURIAbsolute, "a redirect URI is malformed, has no scheme or nothing after it, or uses http or https without a host",
		"the element or DefaultRedirectURI", SourceDocumentation, createMember + "CallbackURLs"},
	{RuleRedirectURIFragment, "a redirect URI contains a #",
		"the element or DefaultRedirectURI", SourceDocumentation, createMember + "CallbackURLs"},
	{RuleRedirectURIHTTPS, "a redirect URI uses http for a host other than localhost, 127.0.0.1 and [::1]",
		"the element or DefaultRedirectURI", SourceDocumentation, createMember + "CallbackURLs"},
	{RuleRedirectURIScheme, "the scheme of a redirect URI is javascript, data or vbscript, which would run in the user's browser",
		"the element or DefaultRedirectURI", SourceRFC, "https://www.rfc-editor.org/rfc/rfc7591#section-5"},
	{RuleDefaultRedirectURINotACallback, "DefaultRedirectURI is not exactly one of CallbackURLs",
		"DefaultRedirectURI", SourceDocumentation, createMember + "DefaultRedirectURI"},
	{RuleOAuthNotEnabled, "AllowedOAuthFlows, AllowedOAuthScopes, CallbackURLs or LogoutURLs is set and AllowedOAuthFlowsUserPoolClient is not true; the service stores the settings, but signing in fails (AllowedOAuthScopes has an effect with ALLOW_CLIENT_TOKEN_AUTH)",
		"each list that is set", SourceDocumentation, createMember + "AllowedOAuthFlowsUserPoolClient"},
	{RuleOAuthFlowsRequired, "AllowedOAuthFlowsUserPoolClient is true and AllowedOAuthFlows is empty",
		"AllowedOAuthFlows", SourceObserved, createMember + "AllowedOAuthFlows"},
	{RuleOAuthScopesRequired, "AllowedOAuthFlowsUserPoolClient is true and AllowedOAuthScopes is empty",
		"AllowedOAuthScopes", SourceObserved, createMember + "AllowedOAuthScopes"},
	{RuleOAuthCallbackURLsRequired, "AllowedOAuthFlowsUserPoolClient is true, AllowedOAuthFlows has code or implicit, and CallbackURLs is empty",
		"CallbackURLs", SourceObserved, createMember + "CallbackURLs"},
	{RuleOAuthClientCredentialsExclusive, "AllowedOAuthFlows has client_credentials together with code or implicit",
		"the flow client_credentials", SourceObserved, createMember + "AllowedOAuthFlows"},
	{RuleOAuthClientCredentialsSecret, "AllowedOAuthFlows has client_credentials and the new client gets no secret",
		"the flow client_credentials", SourceObserved, createMember + "AllowedOAuthFlows"},
	{RuleOAuthClientCredentialsScope, "AllowedOAuthFlows has client_credentials and a scope is openid, email, phone, profile or aws.cognito.signin.user.admin, which need a signed-in user",
		"the scope", SourceObserved, createMember + "AllowedOAuthScopes"},
	{RuleOAuthScopeFormat, "a scope is neither openid, email, phone, profile or aws.cognito.signin.user.admin nor of the form identifier/name, so that no resource server can define it",
		"the scope", SourceObserved, createMember + "AllowedOAuthScopes"},
	{RuleAuthFlowsMixedLegacy, "ExplicitAuthFlows has a legacy flow together with an ALLOW_ flow",
		"each legacy flow", SourceDocumentation, createMember + "ExplicitAuthFlows"},
	{RuleAuthFlowsRefreshWithRotation, "ExplicitAuthFlows has ALLOW_REFRESH_TOKEN_AUTH while refresh token rotation is enabled",
		"the flow ALLOW_REFRESH_TOKEN_AUTH", SourceObserved, createMember + "RefreshTokenRotation"},
	{RuleAuthFlowsClientTokenAlone, "ExplicitAuthFlows has ALLOW_CLIENT_TOKEN_AUTH together with another flow",
		"each other flow", SourceDocumentation, clientTokenPage},
	{RuleAuthFlowsClientTokenSecret, "ExplicitAuthFlows has ALLOW_CLIENT_TOKEN_AUTH and the new client gets no secret",
		"the flow ALLOW_CLIENT_TOKEN_AUTH", SourceDocumentation, clientTokenPage},
	{RuleWriteAttributesReadOnly, "WriteAttributes has sub, email_verified or phone_number_verified, which only the service can write",
		"the attribute", SourceObserved, createMember + "WriteAttributes"},
	{RuleAttributesUnknown, "ReadAttributes or WriteAttributes has a name that is neither a standard attribute nor oidc:profile, nor begins with custom: or dev:custom:",
		"the attribute", SourceObserved, createMember + "ReadAttributes"},
	{RuleAnalyticsForm, "AnalyticsConfiguration has neither ApplicationArn alone nor ApplicationId with RoleArn and ExternalId; an update may have ApplicationArn with RoleArn, as describe returns them",
		"AnalyticsConfiguration", SourceObserved, createMember + "AnalyticsConfiguration"},
	{RuleContextDataSecretRequired, "EnablePropagateAdditionalUserContextData is true and the new client gets no secret",
		"EnablePropagateAdditionalUserContextData", SourceDocumentation, createMember + "EnablePropagateAdditionalUserContextData"},
	{RuleClientSecretConflict, "both GenerateSecret and ClientSecret are set",
		"ClientSecret", SourceDocumentation, createMember + "ClientSecret"},

	{RuleIdentityProvidersNotInPool, "SupportedIdentityProviders has a name other than COGNITO that is not an identity provider of the pool (case matters)",
		"the name", SourceObserved, createMember + "SupportedIdentityProviders"},
	{RuleOAuthScopeNotInPool, "a scope of the form identifier/name is not defined by a resource server of the pool, nor by the service itself, as those that begin with aws.cognito/",
		"the scope", SourceObserved, createMember + "AllowedOAuthScopes"},
	{RuleAttributesNotInPool, "ReadAttributes or WriteAttributes has a custom attribute that the schema of the pool does not have",
		"the attribute", SourceObserved, createMember + "ReadAttributes"},
	{RuleWriteAttributesRequiredMissing, "WriteAttributes is not empty and lacks an attribute, other than sub, that the schema of the pool marks as required",
		"WriteAttributes, once for each attribute", SourceObserved, createMember + "WriteAttributes"},
	{RuleAuthFlowsTier, "ExplicitAuthFlows has ALLOW_USER_AUTH and the tier of the pool is LITE",
		"the flow ALLOW_USER_AUTH", SourceDocumentation, createMember + "ExplicitAuthFlows"},
}

var warningCatalogue = []entry{
	{RuleRedirectURIWildcard, "a redirect URI contains a * in its host or path; redirect URIs are compared character by character, so it matches only itself",
		"the element or DefaultRedirectURI", SourceRFC, "https://www.rfc-editor.org/rfc/rfc9700#section-2.1"},
	{RuleRedirectURIPortAsPath, "a redirect URI looks like a host and a port without a scheme; it is read as the scheme of an app",
		"the element or DefaultRedirectURI", SourceRFC, "https://www.rfc-editor.org/rfc/rfc3986#section-3.1"},
	{RuleRedirectURIUserinfo, "a redirect URI that uses http or https contains a user name or a password",
		"the element or DefaultRedirectURI", SourceRFC, "https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1"},
	{RuleRedirectURIHostCase, "the host of a redirect URI that uses http or https has upper-case letters; browsers send it in lower case, and redirect URIs are compared exactly",
		"the element or DefaultRedirectURI", SourceObserved, createMember + "CallbackURLs"},
	{RuleRedirectURIJoined, "another scheme:// begins in a redirect URI, after a comma, a semicolon or white space; it seems to be several redirect URIs",
		"the element or DefaultRedirectURI", SourceObserved, createMember + "CallbackURLs"},
	{RuleListDuplicate, "an element of a list repeats an earlier one",
		"the later element", SourceObserved, createPage},
	{RuleOAuthImplicit, "AllowedOAuthFlows has implicit",
		"the flow implicit", SourceRFC, "https://www.rfc-editor.org/rfc/rfc9700#section-2.1.2"},
	{RuleOAuthOpenidMissing, "AllowedOAuthScopes has email, phone or profile without openid, and AllowedOAuthFlows has code or implicit; there is no ID token then, and no access to userInfo",
		"AllowedOAuthScopes", SourceDocumentation, "https://docs.aws.amazon.com/cognito/latest/developerguide/userinfo-endpoint.html"},
	{RuleAuthFlowsRefreshMissing, "ExplicitAuthFlows has ALLOW_ flows without ALLOW_REFRESH_TOKEN_AUTH, and refresh token rotation is not enabled; users sign in again when the access token expires",
		"ExplicitAuthFlows", SourceObserved, createMember + "ExplicitAuthFlows"},
	{RuleAuthFlowsImplied, "AllowedOAuthFlowsUserPoolClient is true and ExplicitAuthFlows is empty; SRP and custom authentication stay open through the API",
		"ExplicitAuthFlows", SourceObserved, createMember + "ExplicitAuthFlows"},
	{RuleTokenValidityUnitAlone, "a unit other than the default one is set without its number; what the service makes of it is not documented",
		"the unit", SourceDocumentation, createMember + "TokenValidityUnits"},
	{RuleUserExistenceErrorsDisclosed, "PreventUserExistenceErrors is absent or LEGACY; errors reveal whether a user exists",
		"PreventUserExistenceErrors", SourceDocumentation, createMember + "PreventUserExistenceErrors"},
	{RuleTokenRevocationDisabled, "EnableTokenRevocation is false",
		"EnableTokenRevocation", SourceDocumentation, createMember + "EnableTokenRevocation"},
	{RuleIdentityProvidersNone, "AllowedOAuthFlowsUserPoolClient is true, AllowedOAuthFlows has code or implicit, and SupportedIdentityProviders is empty; managed login is not available",
		"SupportedIdentityProviders", SourceObserved, createMember + "SupportedIdentityProviders"},
	{RuleWriteAttributesMappedMissing, "WriteAttributes is not empty and lacks an attribute that the attribute mapping of an identity provider of the client sets; signing in through it fails",
		"WriteAttributes, once for each attribute", SourceDocumentation, createMember + "WriteAttributes"},
	{RuleAnalyticsPinpointEnded, "there is an AnalyticsConfiguration; AWS ended Amazon Pinpoint on 2026-10-30",
		"AnalyticsConfiguration", SourceDocumentation, "https://docs.aws.amazon.com/pinpoint/latest/userguide/migrate.html"},
}

// Rules returns every rule, first those whose severity is error, in the order
// in which the violations of one path are reported. The slice is the caller's.
func Rules() []Rule {
	rules := make([]Rule, len(catalogue))
	for i, entry := range catalogue {
		rules[i] = entry.rule
	}
	return rules
}

// Severity returns how serious a violation of the rule is, or "" if r is not
// one of [Rules].
func (r Rule) Severity() Severity {
	switch i := r.order(); {
	case i < 0:
		return ""
	case i < len(errorCatalogue):
		return SeverityError
	default:
		return SeverityWarning
	}
}

// Error returns the code.
func (r Rule) Error() string { return string(r) }

// Description returns when the rule is violated, as a clause: "a redirect URI
// contains a #". It returns "" if r is not one of [Rules].
func (r Rule) Description() string { return r.entry().what }

// Doc returns the address of the documentation of the rule, or "" if r is not
// one of [Rules].
func (r Rule) Doc() string { return r.entry().doc }

// Source returns the kind of evidence for the rule, or "" if r is not one of
// [Rules].
func (r Rule) Source() Source { return r.entry().source }

// entry returns the entry of r in the catalogue, or an empty one.
func (r Rule) entry() entry {
	if i := r.order(); i >= 0 {
		return catalogue[i]
	}
	return entry{}
}

// order returns the index of r in the catalogue, or -1.
func (r Rule) order() int {
	return slices.IndexFunc(catalogue, func(e entry) bool { return e.rule == r })
}
