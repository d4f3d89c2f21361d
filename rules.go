package cognito

// Rule is the stable code of a rule, such as redirect-uri.fragment. It is an
// error so that [errors.Is] finds it in what Validate returns. A code keeps
// its meaning between versions; [Rules] may grow.
type Rule string

// The rules. The README has a table of what each means and of the path that
// it reports.
const (
	// RuleRequired: a member that the request must have is absent or empty.
	RuleRequired Rule = "required"
	// RuleLength: text has too few or too many characters, counted in
	// Unicode code points.
	RuleLength Rule = "length"
	// RuleCharacters: text does not match the model's pattern, or is not
	// UTF-8.
	RuleCharacters Rule = "characters"
	// RuleEnum: text is none of the values that the model lists.
	RuleEnum Rule = "enum"
	// RuleRange: AuthSessionValidity is not 3 to 15 minutes, or
	// RetryGracePeriodSeconds not 0 to 60 seconds.
	RuleRange Rule = "range"
	// RuleListLength: a list has more elements than the model allows. What
	// is beyond is not checked.
	RuleListLength Rule = "list-length"
	// RuleTokenValidityRange: an access or ID token lives less than 5
	// minutes or more than 1 day, or a refresh token less than 60 minutes or
	// more than 10 years.
	RuleTokenValidityRange Rule = "token-validity.range"
	// RuleTokenValidityOrder: an access or ID token outlives the refresh
	// token.
	RuleTokenValidityOrder Rule = "token-validity.order"
	// RuleRedirectURIAbsolute: a redirect URI is not absolute, not a URI, or
	// of the scheme http or https without a host.
	RuleRedirectURIAbsolute Rule = "redirect-uri.absolute"
	// RuleRedirectURIFragment: a redirect URI has a #.
	RuleRedirectURIFragment Rule = "redirect-uri.fragment"
	// RuleRedirectURIHTTPS: a redirect URI of the scheme http has a host
	// other than localhost, 127.0.0.1 and [::1].
	RuleRedirectURIHTTPS Rule = "redirect-uri.https"
	// RuleRedirectURIScheme: a redirect URI's scheme is javascript, data or
	// vbscript, which would run in the user's browser.
	RuleRedirectURIScheme Rule = "redirect-uri.scheme"
	// RuleDefaultRedirectURINotACallback: DefaultRedirectURI is not in
	// CallbackURLs.
	RuleDefaultRedirectURINotACallback Rule = "default-redirect-uri.not-a-callback"
	// RuleOAuthNotEnabled: an OAuth member is set, but
	// AllowedOAuthFlowsUserPoolClient is not true. The service stores such a
	// client, and its sign-in fails.
	RuleOAuthNotEnabled Rule = "oauth.not-enabled"
	// RuleOAuthFlowsRequired: OAuth is enabled without AllowedOAuthFlows.
	RuleOAuthFlowsRequired Rule = "oauth.flows-required"
	// RuleOAuthScopesRequired: OAuth is enabled without AllowedOAuthScopes.
	RuleOAuthScopesRequired Rule = "oauth.scopes-required"
	// RuleOAuthCallbackURLsRequired: the flow code or implicit is enabled
	// without CallbackURLs.
	RuleOAuthCallbackURLsRequired Rule = "oauth.callback-urls-required"
	// RuleOAuthClientCredentialsExclusive: the flow client_credentials
	// stands beside code or implicit.
	RuleOAuthClientCredentialsExclusive Rule = "oauth.client-credentials-exclusive"
	// RuleOAuthClientCredentialsSecret: the flow client_credentials on a
	// client without a secret.
	RuleOAuthClientCredentialsSecret Rule = "oauth.client-credentials-secret"
	// RuleOAuthClientCredentialsScope: a scope that tells of a user with the
	// flow client_credentials, which has none.
	RuleOAuthClientCredentialsScope Rule = "oauth.client-credentials-scope"
	// RuleOAuthScopeFormat: a scope that no resource server can define.
	RuleOAuthScopeFormat Rule = "oauth.scope-format"
	// RuleAuthFlowsMixedLegacy: a flow of the old names stands beside an
	// ALLOW_ flow.
	RuleAuthFlowsMixedLegacy Rule = "auth-flows.mixed-legacy"
	// RuleAuthFlowsRefreshWithRotation: ALLOW_REFRESH_TOKEN_AUTH with
	// refresh token rotation.
	RuleAuthFlowsRefreshWithRotation Rule = "auth-flows.refresh-with-rotation"
	// RuleWriteAttributesReadOnly: an attribute that only the service
	// writes.
	RuleWriteAttributesReadOnly Rule = "write-attributes.read-only"
	// RuleAttributesUnknown: an attribute that no pool has.
	RuleAttributesUnknown Rule = "attributes.unknown"
	// RuleAnalyticsForm: the members of AnalyticsConfiguration are not one
	// of the sets that the service takes.
	RuleAnalyticsForm Rule = "analytics.form"
	// RuleContextDataSecretRequired:
	// EnablePropagateAdditionalUserContextData on a client without a secret.
	RuleContextDataSecretRequired Rule = "context-data.secret-required"
	// RuleClientSecretConflict: GenerateSecret and a ClientSecret.
	RuleClientSecretConflict Rule = "client-secret.conflict"
)

// Source tells where a rule comes from.
type Source string

// The sources.
const (
	// SourceDocumentation: AWS documents the rule.
	SourceDocumentation Source = "documentation"
	// SourceServiceModel: the service's published model has it.
	SourceServiceModel Source = "service model"
	// SourceRFC: an RFC has it.
	SourceRFC Source = "RFC"
	// SourceObserved: the service was seen to refuse what breaks it.
	SourceObserved Source = "observed"
)

const (
	createPage   = "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html"
	createMember = createPage + "#CognitoUserPools-CreateUserPoolClient-request-"
)

// catalogue has every rule, in the order of Rules.
var catalogue = []struct {
	rule   Rule
	source Source
	doc    string
}{
	{RuleRequired, SourceServiceModel, createPage},
	{RuleLength, SourceServiceModel, createPage},
	{RuleCharacters, SourceServiceModel, createPage},
	{RuleEnum, SourceServiceModel, createPage},
	{RuleRange, SourceServiceModel, createPage},
	{RuleListLength, SourceServiceModel, createPage},
	{RuleTokenValidityRange, SourceDocumentation, createMember + "TokenValidityUnits"},
	{RuleTokenValidityOrder, SourceObserved, createMember + "AccessTokenValidity"},
	{RuleRedirectURIAbsolute, SourceDocumentation, createMember + "CallbackURLs"},
	{RuleRedirectURIFragment, SourceDocumentation, createMember + "CallbackURLs"},
	{RuleRedirectURIHTTPS, SourceDocumentation, createMember + "CallbackURLs"},
	{RuleRedirectURIScheme, SourceRFC, "https://www.rfc-editor.org/rfc/rfc7591#section-5"},
	{RuleDefaultRedirectURINotACallback, SourceDocumentation, createMember + "DefaultRedirectURI"},
	{RuleOAuthNotEnabled, SourceDocumentation, createMember + "AllowedOAuthFlowsUserPoolClient"},
	{RuleOAuthFlowsRequired, SourceObserved, createMember + "AllowedOAuthFlows"},
	{RuleOAuthScopesRequired, SourceObserved, createMember + "AllowedOAuthScopes"},
	{RuleOAuthCallbackURLsRequired, SourceObserved, createMember + "CallbackURLs"},
	{RuleOAuthClientCredentialsExclusive, SourceObserved, createMember + "AllowedOAuthFlows"},
	{RuleOAuthClientCredentialsSecret, SourceObserved, createMember + "AllowedOAuthFlows"},
	{RuleOAuthClientCredentialsScope, SourceObserved, createMember + "AllowedOAuthScopes"},
	{RuleOAuthScopeFormat, SourceObserved, createMember + "AllowedOAuthScopes"},
	{RuleAuthFlowsMixedLegacy, SourceDocumentation, createMember + "ExplicitAuthFlows"},
	{RuleAuthFlowsRefreshWithRotation, SourceDocumentation, createMember + "RefreshTokenRotation"},
	{RuleWriteAttributesReadOnly, SourceObserved, createMember + "WriteAttributes"},
	{RuleAttributesUnknown, SourceObserved, createMember + "ReadAttributes"},
	{RuleAnalyticsForm, SourceObserved, createMember + "AnalyticsConfiguration"},
	{RuleContextDataSecretRequired, SourceDocumentation, createMember + "EnablePropagateAdditionalUserContextData"},
	{RuleClientSecretConflict, SourceDocumentation, createMember + "ClientSecret"},
}

// Rules returns every rule, in the order in which Validate reports those of
// one path.
func Rules() []Rule {
	rules := make([]Rule, len(catalogue))
	for i, entry := range catalogue {
		rules[i] = entry.rule
	}
	return rules
}

// Error returns the code.
func (r Rule) Error() string { return string(r) }

// Doc returns the address of the documentation of the rule, or nothing if r
// is not one of [Rules].
func (r Rule) Doc() string {
	if i := r.order(); i >= 0 {
		return catalogue[i].doc
	}
	return ""
}

// Source returns where the rule comes from, or nothing if r is not one of
// [Rules].
func (r Rule) Source() Source {
	if i := r.order(); i >= 0 {
		return catalogue[i].source
	}
	return ""
}

// order is the place of r in the catalogue, -1 if it has none.
func (r Rule) order() int {
	for i := range catalogue {
		if catalogue[i].rule == r {
			return i
		}
	}
	return -1
}
