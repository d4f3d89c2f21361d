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

// What the service answers where it returns no error, or where no error has
// been observed.
const (
	storesSilently = "stores it silently"
	notSeen        = "not seen"
)

// The error with which the service reports all violations of its model.
const modelError = "InvalidParameterException: 1 validation error detected: Value '<value>' at '<member>' failed to satisfy constraint: Member must "

// The errors with which the service reports attributes.
const attributesError = "InvalidParameterException: Invalid read attributes specified while creating a client\n" +
	"InvalidParameterException: Invalid read attributes specified while updating a client\n" +
	"InvalidParameterException: Invalid write attributes specified while creating a client\n" +
	"InvalidParameterException: Invalid write attributes specified while updating a client"

// entry is what is known about a rule.
type entry struct {
	rule Rule
	// What violates it, as in the comment on the constant.
	what string
	// Where it is reported, in words.
	path   string
	source Source
	doc    string
	// What the service answers.
	answer string
}

// catalogue holds every rule, in the order of Rules.
var catalogue = slices.Concat(errorCatalogue, warningCatalogue)

var errorCatalogue = []entry{
	{RuleRequired, "a required member is absent or empty",
		"the member", SourceServiceModel, createPage, notSeen},
	{RuleLength, "a string has too few or too many characters, counted as Unicode code points",
		"the member or element", SourceServiceModel, createPage,
		modelError + "have length less than or equal to <number>\n" + modelError + "have length greater than or equal to <number>"},
	{RuleCharacters, "a string does not match the pattern in the service model, or is not valid UTF-8",
		"the member or element", SourceServiceModel, createPage, modelError + "satisfy regular expression pattern: <pattern>"},
	{RuleEnum, "a string is not one of the values in the service model or the documentation (case matters)",
		"the member or element", SourceServiceModel, createPage, modelError + "satisfy enum value set: [<values>]"},
	{RuleRange, "AuthSessionValidity is not 3 to 15 minutes, or RetryGracePeriodSeconds is not 0 to 60 seconds",
		"the member", SourceServiceModel, createPage,
		modelError + "have value less than or equal to <number>\n" + modelError + "have value greater than or equal to <number>"},
	{RuleListLength, "a list has more elements than the service model allows; those beyond the limit are not checked",
		"the list", SourceServiceModel, createPage, modelError + "have length less than or equal to <number>"},
	{RuleType, "JSON has a value of another kind than the member, such as null, or a number that is not an int32; only DecodeCreate and DecodeUpdate apply it",
		"the member or element", SourceServiceModel, createPage, notSeen},
	{RuleUnknownMember, "JSON has a member that the request does not have (case matters); only DecodeCreate and DecodeUpdate apply it",
		"the member", SourceServiceModel, createPage, notSeen},
	{RuleDuplicateMember, "JSON has a member more than once; only DecodeCreate and DecodeUpdate apply it",
		"the member", SourceRFC, "https://www.rfc-editor.org/rfc/rfc8259#section-4", notSeen},
	{RuleTokenValidityRange, "the lifetime of an access or ID token is not 5 minutes to 1 day, or that of a refresh token is not 60 minutes to 10 years (315,360,000 seconds), in the unit of the number",
		"the number", SourceDocumentation, createMember + "TokenValidityUnits",
		"InvalidParameterException: Invalid range for token validity.\n" +
			modelError + "have value less than or equal to <number>\n" + modelError + "have value greater than or equal to <number>"},
	{RuleTokenValidityOrder, "an access or ID token outlives the refresh token",
		"the number of the access or ID token", SourceObserved, createMember + "AccessTokenValidity",
		"Access and Id Token expiration times must be less than or equal to refresh token expiration times."},
	{RuleRedirectURIAbsolute, "a redirect URI is malformed, has no scheme or nothing after it, or uses http or https without a host",
		"the element or DefaultRedirectURI", SourceDocumentation, createMember + "CallbackURLs", notSeen},
	{RuleRedirectURIFragment, "a redirect URI contains a #",
		"the element or DefaultRedirectURI", SourceDocumentation, createMember + "CallbackURLs", "<url> cannot use fragment"},
	{RuleRedirectURIHTTPS, "a redirect URI uses http for a host other than localhost, 127.0.0.1 and [::1]",
		"the element or DefaultRedirectURI", SourceDocumentation, createMember + "CallbackURLs",
		"InvalidParameterException: <url> cannot use the HTTP protocol."},
	{RuleRedirectURIScheme, "the scheme of a redirect URI is javascript, data or vbscript, which would run in the user's browser",
		"the element or DefaultRedirectURI", SourceRFC, "https://www.rfc-editor.org/rfc/rfc7591#section-5", notSeen},
	{RuleDefaultRedirectURINotACallback, "DefaultRedirectURI is not exactly one of CallbackURLs",
		"DefaultRedirectURI", SourceDocumentation, createMember + "DefaultRedirectURI",
		"The default redirect URI <url> is not in the callback URIs list."},
	{RuleOAuthNotEnabled, "AllowedOAuthFlows, AllowedOAuthScopes, CallbackURLs or LogoutURLs is set and AllowedOAuthFlowsUserPoolClient is not true; the service stores the settings, but signing in fails (AllowedOAuthScopes has an effect with ALLOW_CLIENT_TOKEN_AUTH)",
		"each list that is set", SourceDocumentation, createMember + "AllowedOAuthFlowsUserPoolClient", storesSilently},
	{RuleOAuthFlowsRequired, "AllowedOAuthFlowsUserPoolClient is true and AllowedOAuthFlows is empty",
		"AllowedOAuthFlows", SourceObserved, createMember + "AllowedOAuthFlows",
		"InvalidParameterException: AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows."},
	{RuleOAuthScopesRequired, "AllowedOAuthFlowsUserPoolClient is true and AllowedOAuthScopes is empty",
		"AllowedOAuthScopes", SourceObserved, createMember + "AllowedOAuthScopes",
		"InvalidParameterException: AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows."},
	{RuleOAuthCallbackURLsRequired, "AllowedOAuthFlowsUserPoolClient is true, AllowedOAuthFlows has code or implicit, and CallbackURLs is empty",
		"CallbackURLs", SourceObserved, createMember + "CallbackURLs",
		"InvalidOAuthFlowException: CallbackUrls can not be empty when code flow or implicit flow is selected"},
	{RuleOAuthClientCredentialsExclusive, "AllowedOAuthFlows has client_credentials together with code or implicit",
		"the flow client_credentials", SourceObserved, createMember + "AllowedOAuthFlows",
		"client_credentials flow can not be selected along with code flow or implicit flow."},
	{RuleOAuthClientCredentialsSecret, "AllowedOAuthFlows has client_credentials and the new client gets no secret",
		"the flow client_credentials", SourceObserved, createMember + "AllowedOAuthFlows",
		"InvalidOAuthFlowException: client_credentials flow can not be selected if client does not have a client secret."},
	{RuleOAuthClientCredentialsScope, "AllowedOAuthFlows has client_credentials and a scope is openid, email, phone, profile or aws.cognito.signin.user.admin, which need a signed-in user",
		"the scope", SourceObserved, createMember + "AllowedOAuthScopes",
		"InvalidOAuthFlowException: <scope> is not supported with client_credentials flow"},
	{RuleOAuthScopeFormat, "a scope is neither openid, email, phone, profile or aws.cognito.signin.user.admin nor of the form identifier/name, so that no resource server can define it",
		"the scope", SourceObserved, createMember + "AllowedOAuthScopes", "ScopeDoesNotExistException: Invalid scope requested: <scope>"},
	{RuleAuthFlowsMixedLegacy, "ExplicitAuthFlows has a legacy flow together with an ALLOW_ flow",
		"each legacy flow", SourceDocumentation, createMember + "ExplicitAuthFlows",
		"Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names."},
	{RuleAuthFlowsRefreshWithRotation, "ExplicitAuthFlows has ALLOW_REFRESH_TOKEN_AUTH while refresh token rotation is enabled",
		"the flow ALLOW_REFRESH_TOKEN_AUTH", SourceObserved, createMember + "RefreshTokenRotation",
		"ALLOW_REFRESH_TOKEN_AUTH is not a permitted ExplicitAuthFlow when refresh token rotation is enabled"},
	{RuleAuthFlowsClientTokenAlone, "ExplicitAuthFlows has ALLOW_CLIENT_TOKEN_AUTH together with another flow",
		"each other flow", SourceDocumentation, clientTokenPage, notSeen},
	{RuleAuthFlowsClientTokenSecret, "ExplicitAuthFlows has ALLOW_CLIENT_TOKEN_AUTH and the new client gets no secret",
		"the flow ALLOW_CLIENT_TOKEN_AUTH", SourceDocumentation, clientTokenPage, notSeen},
	{RuleWriteAttributesReadOnly, "WriteAttributes has sub, email_verified or phone_number_verified, which only the service can write",
		"the attribute", SourceObserved, createMember + "WriteAttributes",
		"InvalidParameterException: Invalid write attributes specified while creating a client\n" +
			"InvalidParameterException: Invalid write attributes specified while updating a client"},
	{RuleAttributesUnknown, "ReadAttributes or WriteAttributes has a name that is neither a standard attribute nor oidc:profile, nor begins with custom: or dev:custom:",
		"the attribute", SourceObserved, createMember + "ReadAttributes",
		attributesError},
	{RuleAnalyticsForm, "AnalyticsConfiguration has neither ApplicationArn alone nor ApplicationId with RoleArn and ExternalId; an update may have ApplicationArn with RoleArn, as describe returns them",
		"AnalyticsConfiguration", SourceObserved, createMember + "AnalyticsConfiguration",
		"Invalid analytics configuration given, either <application arn> or <application id, role arn, external id> are valid"},
	{RuleContextDataSecretRequired, "EnablePropagateAdditionalUserContextData is true and the new client gets no secret",
		"EnablePropagateAdditionalUserContextData", SourceDocumentation, createMember + "EnablePropagateAdditionalUserContextData",
		"Client Secret is required to set EnablePropagateAdditionalUserContextData as true"},
	{RuleClientSecretConflict, "both GenerateSecret and ClientSecret are set",
		"ClientSecret", SourceDocumentation, createMember + "ClientSecret", notSeen},

	{RuleIdentityProvidersNotInPool, "SupportedIdentityProviders has a name other than COGNITO that is not an identity provider of the pool (case matters)",
		"the name", SourceObserved, createMember + "SupportedIdentityProviders",
		"InvalidParameterException: The provider <name> does not exist for User Pool <id>."},
	{RuleOAuthScopeNotInPool, "a scope of the form identifier/name is not defined by a resource server of the pool, nor by the service itself, as those that begin with aws.cognito/",
		"the scope", SourceObserved, createMember + "AllowedOAuthScopes", "ScopeDoesNotExistException: Invalid scope requested: <scope>"},
	{RuleAttributesNotInPool, "ReadAttributes or WriteAttributes has a custom attribute that the schema of the pool does not have",
		"the attribute", SourceObserved, createMember + "ReadAttributes", attributesError},
	{RuleWriteAttributesRequiredMissing, "WriteAttributes is not empty and lacks an attribute, other than sub, that the schema of the pool marks as required",
		"WriteAttributes, once for each attribute", SourceObserved, createMember + "WriteAttributes",
		"InvalidParameterException: Invalid write attributes specified while creating a client"},
	{RuleAuthFlowsTier, "ExplicitAuthFlows has ALLOW_USER_AUTH and the tier of the pool is LITE",
		"the flow ALLOW_USER_AUTH", SourceDocumentation, createMember + "ExplicitAuthFlows", notSeen},
}

var warningCatalogue = []entry{
	{RuleRedirectURIWildcard, "a redirect URI contains a * in its host or path; redirect URIs are compared character by character, so it matches only itself",
		"the element or DefaultRedirectURI", SourceRFC, "https://www.rfc-editor.org/rfc/rfc9700#section-2.1", notSeen},
	{RuleRedirectURIPortAsPath, "a redirect URI looks like a host and a port without a scheme; it is read as the scheme of an app",
		"the element or DefaultRedirectURI", SourceRFC, "https://www.rfc-editor.org/rfc/rfc3986#section-3.1", notSeen},
	{RuleRedirectURIUserinfo, "a redirect URI that uses http or https contains a user name or a password",
		"the element or DefaultRedirectURI", SourceRFC, "https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1", notSeen},
	{RuleRedirectURIHostCase, "the host of a redirect URI that uses http or https has upper-case letters; browsers send it in lower case, and redirect URIs are compared exactly",
		"the element or DefaultRedirectURI", SourceObserved, createMember + "CallbackURLs", notSeen},
	{RuleRedirectURIJoined, "another scheme:// begins in a redirect URI, after a comma, a semicolon or white space; it seems to be several redirect URIs",
		"the element or DefaultRedirectURI", SourceObserved, createMember + "CallbackURLs", notSeen},
	{RuleListDuplicate, "an element of a list repeats an earlier one",
		"the later element", SourceObserved, createPage, notSeen},
	{RuleOAuthImplicit, "AllowedOAuthFlows has implicit",
		"the flow implicit", SourceRFC, "https://www.rfc-editor.org/rfc/rfc9700#section-2.1.2", storesSilently},
	{RuleOAuthOpenidMissing, "AllowedOAuthScopes has email, phone or profile without openid, and AllowedOAuthFlows has code or implicit; there is no ID token then, and no access to userInfo",
		"AllowedOAuthScopes", SourceDocumentation, "https://docs.aws.amazon.com/cognito/latest/developerguide/userinfo-endpoint.html", notSeen},
	{RuleAuthFlowsRefreshMissing, "ExplicitAuthFlows has ALLOW_ flows without ALLOW_REFRESH_TOKEN_AUTH, and refresh token rotation is not enabled; users sign in again when the access token expires",
		"ExplicitAuthFlows", SourceObserved, createMember + "ExplicitAuthFlows",
		"InvalidParameterException: REFRESH_TOKEN_AUTH should always be allowed."},
	{RuleAuthFlowsImplied, "AllowedOAuthFlowsUserPoolClient is true and ExplicitAuthFlows is empty; SRP and custom authentication stay open through the API",
		"ExplicitAuthFlows", SourceObserved, createMember + "ExplicitAuthFlows", storesSilently},
	{RuleTokenValidityUnitAlone, "a unit other than the default one is set without its number; what the service makes of it is not documented",
		"the unit", SourceDocumentation, createMember + "TokenValidityUnits", notSeen},
	{RuleUserExistenceErrorsDisclosed, "PreventUserExistenceErrors is absent or LEGACY; errors reveal whether a user exists",
		"PreventUserExistenceErrors", SourceDocumentation, createMember + "PreventUserExistenceErrors", storesSilently},
	{RuleTokenRevocationDisabled, "EnableTokenRevocation is false",
		"EnableTokenRevocation", SourceDocumentation, createMember + "EnableTokenRevocation", storesSilently},
	{RuleIdentityProvidersNone, "AllowedOAuthFlowsUserPoolClient is true, AllowedOAuthFlows has code or implicit, and SupportedIdentityProviders is empty; managed login is not available",
		"SupportedIdentityProviders", SourceObserved, createMember + "SupportedIdentityProviders", storesSilently},
	{RuleWriteAttributesMappedMissing, "WriteAttributes is not empty and lacks an attribute that the attribute mapping of an identity provider of the client sets; signing in through it fails",
		"WriteAttributes, once for each attribute", SourceDocumentation, createMember + "WriteAttributes", storesSilently},
	{RuleAnalyticsPinpointEnded, "there is an AnalyticsConfiguration; AWS ended Amazon Pinpoint on 2026-10-30",
		"AnalyticsConfiguration", SourceDocumentation, "https://docs.aws.amazon.com/pinpoint/latest/userguide/migrate.html", notSeen},
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

// ServiceError returns what the service answers to a request that violates the
// rule: the observed message, preceded by the name of the exception if that is
// known, with one line for each variant. Parts that vary are in angle brackets.
// It returns "stores it silently" if the service accepts the request, "not
// seen" if the answer is not known, and "" if r is not one of [Rules].
func (r Rule) ServiceError() string { return r.entry().answer }

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
