package cognito

import (
	"slices"
	"strings"
	"unicode"
)

// warningRules are the rules whose severity is warning.
var warningRules = []func(*check){
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

// warn is addString, except that it adds nothing at a place that is in error.
func (k *check) warn(at place, rule Rule, value string, text func() message) {
	if !k.inError(at) {
		k.addString(at, rule, value, text)
	}
}

// inError reports whether the client has an error at a place. It looks for
// errors when it is first called: most clients never need it.
func (k *check) inError(at place) bool {
	if k.errors == nil {
		k.errors = map[place]bool{}
		errors := check{client: k.client, update: k.update, pool: k.pool}
		errors.places = k.errors
		errors.checkAll()
	}
	return k.errors[at]
}

func redirectURIWarnings(k *check) { k.eachRedirectURI(k.addRedirectURIWarnings) }

func (k *check) addRedirectURIWarnings(at place, uri string) {
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
		k.warn(at, rule, uri, func() message { return said(says, ": "+quoteURI(uri)) })
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

func listDuplicate(k *check) {
	c := k.client
	warnDuplicates(k, "ReadAttributes", c.ReadAttributes)
	warnDuplicates(k, "WriteAttributes", c.WriteAttributes)
	warnDuplicates(k, "ExplicitAuthFlows", c.ExplicitAuthFlows)
	warnDuplicates(k, "SupportedIdentityProviders", c.SupportedIdentityProviders)
	warnDuplicates(k, "CallbackURLs", first(maxRedirectURIs, c.CallbackURLs))
	warnDuplicates(k, "LogoutURLs", first(maxRedirectURIs, c.LogoutURLs))
	warnDuplicates(k, "AllowedOAuthFlows", c.oauthFlows())
	warnDuplicates(k, "AllowedOAuthScopes", first(maxOAuthScopes, c.AllowedOAuthScopes))
}

func warnDuplicates[T ~string](k *check, list string, values []T) {
	var seen map[T]int // the first index of each value, for a list that is long
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
			k.warn(place{list, i}, RuleListDuplicate, string(value), func() message {
				return message{"should not repeat an earlier element", "should not repeat " + elementPath(list, earlier)}
			})
		}
	}
}

func oauthImplicit(k *check) {
	k.addOAuthFlow(OAuthFlowImplicit, RuleOAuthImplicit, "should not be implicit, which exposes tokens in the redirect: use code with PKCE")
}

func oauthOpenidMissing(k *check) {
	scopes := first(maxOAuthScopes, k.client.AllowedOAuthScopes)
	about := slices.ContainsFunc(scopes, func(scope string) bool { return scope == "email" || scope == "phone" || scope == "profile" })
	list := place{"AllowedOAuthScopes", notInList}
	if about && !slices.Contains(scopes, "openid") && k.client.allowsUserFlow() && !k.client.allowsOnlyClientToken() && !k.inError(list) {
		k.add(list.member, RuleOAuthOpenidMissing, len(k.client.AllowedOAuthScopes),
			say("should include openid, without which there is no ID token and no access to userInfo"))
	}
}

func authFlowsRefreshMissing(k *check) {
	flows := k.client.ExplicitAuthFlows
	if slices.ContainsFunc(flows, AuthFlow.allow) && !slices.Contains(flows, AuthFlowAllowRefreshTokenAuth) &&
		!k.client.rotatesRefreshTokens() && !k.client.allowsOnlyClientToken() {
		k.add("ExplicitAuthFlows", RuleAuthFlowsRefreshMissing, len(flows),
			say("should include ALLOW_REFRESH_TOKEN_AUTH, without which users sign in again when the access token expires; or enable RefreshTokenRotation"))
	}
}

func authFlowsImplied(k *check) {
	if !k.client.AllowedOAuthFlowsUserPoolClient || len(k.client.ExplicitAuthFlows) > 0 {
		return
	}
	instead := "to close them, set ALLOW_REFRESH_TOKEN_AUTH alone"
	if k.client.rotatesRefreshTokens() {
		instead = "set the flows that the app uses"
	}
	k.add("ExplicitAuthFlows", RuleAuthFlowsImplied, 0,
		said("should not be empty: that leaves SRP and custom authentication open through the API", "; "+instead))
}

func tokenValidityUnitAlone(k *check) {
	for _, t := range k.client.tokens() {
		if t.number == nil && t.unit.seconds() != 0 && t.unit != t.defaultUnit {
			k.add(t.unitMember, RuleTokenValidityUnitAlone, string(t.unit),
				say("should not be set without "+t.member+": its effect is not documented"))
		}
	}
}

func userExistenceErrorsDisclosed(k *check) {
	var shown any // nil: absent
	switch value := k.client.PreventUserExistenceErrors; value {
	case "":
	case UserExistenceErrorsLegacy:
		shown = string(value)
	default:
		return
	}
	if !k.client.allowsOnlyClientToken() {
		k.add("PreventUserExistenceErrors", RuleUserExistenceErrorsDisclosed, shown,
			say("should be ENABLED: LEGACY, the default, lets errors reveal whether a user exists"))
	}
}

func tokenRevocationDisabled(k *check) {
	if enabled := k.client.EnableTokenRevocation; enabled != nil && !*enabled {
		k.add("EnableTokenRevocation", RuleTokenRevocationDisabled, false,
			say("should be true, so that refresh tokens can be revoked"))
	}
}

func identityProvidersNone(k *check) {
	c := k.client
	if c.AllowedOAuthFlowsUserPoolClient && c.allowsUserFlow() && len(c.SupportedIdentityProviders) == 0 {
		k.add("SupportedIdentityProviders", RuleIdentityProvidersNone, 0,
			say("should not be empty: managed login is not available to a client without an identity provider such as COGNITO"))
	}
}
