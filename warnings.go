package cognito

import (
	"slices"
	"strings"
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
}

// warn is addString, except that it adds nothing at a place that is in error.
func (k *check) warn(at place, rule Rule, value string, message func() string) {
	if !k.inError(at) {
		k.addString(at, rule, value, message)
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
	scheme, rest, _ := strings.Cut(uri, ":")
	if end := strings.IndexAny(rest, "?#"); end >= 0 {
		rest = rest[:end]
	}
	hostAndPath, userinfo := rest, ""
	if afterSlashes, ok := strings.CutPrefix(rest, "//"); ok {
		authority, path, _ := strings.Cut(afterSlashes, "/")
		at := strings.LastIndexByte(authority, '@')
		userinfo, hostAndPath = authority[:max(at, 0)], authority[at+1:]+"/"+path
	}
	if strings.Contains(hostAndPath, "*") {
		k.warn(at, RuleRedirectURIWildcard, uri, func() string {
			return "has a *, which matches nothing but itself: list each redirect URI in full instead of " + quoteURI(uri)
		})
	}
	if port, _, _ := strings.Cut(rest, "/"); len(port) <= len("65535") && digitChars.match(port) {
		k.warn(at, RuleRedirectURIPortAsPath, uri, func() string {
			return "is read as a URI with the scheme " + quote(scheme) + ": if that is a host, put https:// in front of " + quoteURI(uri)
		})
	}
	if userinfo != "" && (equalFoldASCII(scheme, "http") || equalFoldASCII(scheme, "https")) {
		k.warn(at, RuleRedirectURIUserinfo, uri, func() string {
			return "should not contain a user name or a password: leave out what is before the @ in " + quoteURI(uri)
		})
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
			k.warn(place{list, i}, RuleListDuplicate, string(value), func() string {
				return "duplicates " + elementPath(list, earlier) + ": remove one of them"
			})
		}
	}
}

func oauthImplicit(k *check) {
	for i, flow := range k.client.oauthFlows() {
		if flow == OAuthFlowImplicit {
			k.addString(place{"AllowedOAuthFlows", i}, RuleOAuthImplicit, string(flow), func() string {
				return "should not be implicit, which exposes tokens in the redirect: use code with PKCE"
			})
		}
	}
}

func oauthOpenidMissing(k *check) {
	scopes := first(maxOAuthScopes, k.client.AllowedOAuthScopes)
	about := slices.ContainsFunc(scopes, func(scope string) bool { return scope == "email" || scope == "phone" || scope == "profile" })
	list := place{"AllowedOAuthScopes", notInList}
	if about && !slices.Contains(scopes, "openid") && k.client.allowsUserFlow() && !k.inError(list) {
		k.add(list.member, RuleOAuthOpenidMissing, len(k.client.AllowedOAuthScopes),
			"should include openid, without which there is no ID token and no access to userInfo")
	}
}

func authFlowsRefreshMissing(k *check) {
	flows := k.client.ExplicitAuthFlows
	if slices.ContainsFunc(flows, AuthFlow.allow) && !slices.Contains(flows, AuthFlowAllowRefreshTokenAuth) && !k.client.rotatesRefreshTokens() {
		k.add("ExplicitAuthFlows", RuleAuthFlowsRefreshMissing, len(flows),
			"should include ALLOW_REFRESH_TOKEN_AUTH, without which users sign in again when the access token expires; or enable RefreshTokenRotation")
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
		"is empty, which leaves SRP and custom authentication open through the API: "+instead)
}

func tokenValidityUnitAlone(k *check) {
	for _, t := range k.client.tokens() {
		if t.number == nil && t.unit.seconds() != 0 && t.unit != t.defaultUnit {
			k.add(t.unitMember, RuleTokenValidityUnitAlone, string(t.unit),
				"has no documented effect without "+t.member+": set both or neither")
		}
	}
}

func userExistenceErrorsDisclosed(k *check) {
	switch value := k.client.PreventUserExistenceErrors; value {
	case "":
		k.add("PreventUserExistenceErrors", RuleUserExistenceErrorsDisclosed, nil,
			"should be ENABLED: the default, LEGACY, lets errors reveal whether a user exists")
	case UserExistenceErrorsLegacy:
		k.add("PreventUserExistenceErrors", RuleUserExistenceErrorsDisclosed, string(value),
			"should be ENABLED: LEGACY lets errors reveal whether a user exists")
	}
}

func tokenRevocationDisabled(k *check) {
	if enabled := k.client.EnableTokenRevocation; enabled != nil && !*enabled {
		k.add("EnableTokenRevocation", RuleTokenRevocationDisabled, false,
			"should be true, so that refresh tokens can be revoked")
	}
}
