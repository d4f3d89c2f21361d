package cognito

import (
	"slices"
	"strings"
	"unicode"
)

// Warnings returns the violations of rules whose severity is warning: problems
// that the service accepts but that you should fix. They are in the order that
// [ValidationError] documents, with at most 100 for each list and rule. A
// warning about a path that is in error is omitted. A client with a ClientId is
// checked for errors as ValidateUpdate does, any other as Validate does. If c
// is nil, there are no warnings.
func (c *UserPoolClient) Warnings() []Violation { return Validator{}.Warnings(c) }

// Warnings is like [UserPoolClient.Warnings].
func (v Validator) Warnings(c *UserPoolClient) []Violation {
	if c == nil {
		return nil
	}
	all := validation{client: c, update: c.ClientId != "", pool: v.Pool}
	all.ignored = v.Ignore
	for _, rule := range warningRules {
		rule(&all)
	}
	if len(all.violations) == 0 {
		return nil
	}
	return sorted(all.violations)
}

// warningRules are the rules whose severity is warning.
var warningRules = []func(*validation){
	redirectURIWarnings,
	listDuplicate,
	oauthImplicit,
	oauthOpenidMissing,
	authFlowsRefreshMissing,
	authFlowsImplied,
	tokenValidityUnitAlone,
	userExistenceErrorsDisclosed,
	tokenRevocationDisabled,
	identityProvidersNone,
	writeAttributesMappedMissing,
	analyticsPinpointEnded,
}

func redirectURIWarnings(v *validation) { v.eachRedirectURI(v.addRedirectURIWarnings) }

func (v *validation) addRedirectURIWarnings(at place, uri string) {
	beforeQuery := uri
	if end := strings.IndexAny(uri, "?#"); end >= 0 {
		beforeQuery = uri[:end]
	}
	scheme, rest, _ := strings.Cut(beforeQuery, ":")
	isWeb := equalFoldASCII(scheme, "http") || equalFoldASCII(scheme, "https")
	hostAndPath, host, userinfo := rest, "", ""
	if afterSlashes, ok := strings.CutPrefix(rest, "//"); ok {
		authority, path, _ := strings.Cut(afterSlashes, "/")
		at := strings.LastIndexByte(authority, '@')
		userinfo, host = authority[:max(at, 0)], authority[at+1:]
		hostAndPath = host + "/" + path
	}
	add := func(rule Rule, says string) {
		v.warn(at, rule, uri, func() message { return said(says, ": "+quoteURI(uri)) })
	}
	if strings.Contains(hostAndPath, "*") {
		add(RuleRedirectURIWildcard, "should not contain a *, which matches only itself: list each redirect URI in full")
	}
	if port, _, _ := strings.Cut(rest, "/"); len(port) <= len("65535") && digitChars.match(port) {
		add(RuleRedirectURIPortAsPath, "should begin with https:// if it begins with a host: what is before the colon is read as a scheme")
	}
	if isWeb && userinfo != "" {
		add(RuleRedirectURIUserinfo, "should not contain a user name or a password")
	}
	if isWeb && strings.ContainsFunc(host, unicode.IsUpper) {
		add(RuleRedirectURIHostCase, "should have a lower-case host: browsers send it in lower case, and redirect URIs are compared exactly")
	}
	if isJoined(uri) {
		add(RuleRedirectURIJoined, "should be one redirect URI: make each one an element of its own")
	}
}

func listDuplicate(v *validation) {
	c := v.client
	warnDuplicates(v, "ReadAttributes", c.ReadAttributes)
	warnDuplicates(v, "WriteAttributes", c.WriteAttributes)
	warnDuplicates(v, "ExplicitAuthFlows", c.ExplicitAuthFlows)
	warnDuplicates(v, "SupportedIdentityProviders", c.SupportedIdentityProviders)
	warnDuplicates(v, "CallbackURLs", first(maxRedirectURIs, c.CallbackURLs))
	warnDuplicates(v, "LogoutURLs", first(maxRedirectURIs, c.LogoutURLs))
	warnDuplicates(v, "AllowedOAuthFlows", c.oauthFlows())
	warnDuplicates(v, "AllowedOAuthScopes", first(maxOAuthScopes, c.AllowedOAuthScopes))
}

func warnDuplicates[T ~string](v *validation, list string, values []T) {
	// The first index of each value of a long list.
	var seen map[T]int
	if len(values) > 16 {
		seen = make(map[T]int, len(values))
	}
	for i, value := range values {
		earlier := -1
		if seen == nil {
			earlier = slices.Index(values[:i], value)
		} else if index, ok := seen[value]; ok {
			earlier = index
		} else {
			seen[value] = i
		}
		if earlier >= 0 {
			v.warn(place{list, i}, RuleListDuplicate, string(value), func() message {
				return message{"should not repeat an earlier element", "should not repeat " + elementPath(list, earlier)}
			})
		}
	}
}

func oauthImplicit(v *validation) {
	v.addOAuthFlow(OAuthFlowImplicit, RuleOAuthImplicit, "should not be implicit, which exposes tokens in the redirect: use code with PKCE")
}

func oauthOpenidMissing(v *validation) {
	scopes := first(maxOAuthScopes, v.client.AllowedOAuthScopes)
	about := slices.ContainsFunc(scopes, func(scope string) bool { return scope == "email" || scope == "phone" || scope == "profile" })
	list := place{"AllowedOAuthScopes", notInList}
	if about && !slices.Contains(scopes, "openid") && v.client.allowsUserFlow() && !v.client.allowsOnlyClientToken() && !v.inError(list) {
		v.add(list.member, RuleOAuthOpenidMissing, len(v.client.AllowedOAuthScopes),
			say("should include openid, without which there is no ID token and no access to userInfo"))
	}
}

func authFlowsRefreshMissing(v *validation) {
	flows := v.client.ExplicitAuthFlows
	if slices.ContainsFunc(flows, AuthFlow.allow) && !slices.Contains(flows, AuthFlowAllowRefreshTokenAuth) &&
		!v.client.rotatesRefreshTokens() && !v.client.allowsOnlyClientToken() {
		v.add("ExplicitAuthFlows", RuleAuthFlowsRefreshMissing, len(flows),
			say("should include ALLOW_REFRESH_TOKEN_AUTH, without which users sign in again when the access token expires; or enable RefreshTokenRotation"))
	}
}

func authFlowsImplied(v *validation) {
	if !v.client.AllowedOAuthFlowsUserPoolClient || len(v.client.ExplicitAuthFlows) > 0 {
		return
	}
	instead := "to close them, set ALLOW_REFRESH_TOKEN_AUTH alone"
	if v.client.rotatesRefreshTokens() {
		instead = "set the flows that the app uses"
	}
	v.add("ExplicitAuthFlows", RuleAuthFlowsImplied, 0,
		said("should not be empty: that leaves SRP and custom authentication open through the API", "; "+instead))
}

func tokenValidityUnitAlone(v *validation) {
	for _, t := range v.client.tokens().all() {
		if t.number == nil && t.unit.seconds() != 0 && t.unit != t.defaultUnit {
			v.add(t.unitMember, RuleTokenValidityUnitAlone, string(t.unit),
				say("should not be set without "+t.member+": its effect is not documented"))
		}
	}
}

func userExistenceErrorsDisclosed(v *validation) {
	var shown any // nil if absent
	switch value := v.client.PreventUserExistenceErrors; value {
	case "":
	case UserExistenceErrorsLegacy:
		shown = string(value)
	default:
		return
	}
	if !v.client.allowsOnlyClientToken() {
		v.add("PreventUserExistenceErrors", RuleUserExistenceErrorsDisclosed, shown,
			say("should be ENABLED: LEGACY, the default, lets errors reveal whether a user exists"))
	}
}

func tokenRevocationDisabled(v *validation) {
	if enabled := v.client.EnableTokenRevocation; enabled != nil && !*enabled {
		v.add("EnableTokenRevocation", RuleTokenRevocationDisabled, false,
			say("should be true, so that refresh tokens can be revoked"))
	}
}

func identityProvidersNone(v *validation) {
	c := v.client
	if c.AllowedOAuthFlowsUserPoolClient && c.allowsUserFlow() && len(c.SupportedIdentityProviders) == 0 {
		v.add("SupportedIdentityProviders", RuleIdentityProvidersNone, 0,
			say("should not be empty: managed login is not available to a client without an identity provider such as COGNITO"))
	}
}
