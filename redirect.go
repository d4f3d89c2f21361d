package cognito

import (
	"net/netip"
	"slices"
	"strings"
	"unicode/utf8"
)

// ValidateRedirectURI checks a redirect URI as Validate checks an element of
// CallbackURLs. It must be an absolute URI (RFC 3986 section 4.3) without a
// fragment (RFC 6749 section 3.1.2) and use https, unless the host is
// localhost, 127.0.0.1 or [::1] or the scheme is another one, as for an app in
// myapp://example; the schemes javascript, data and vbscript are not allowed
// (RFC 7591 section 5). It must have 1 to 1024 characters: letters, marks,
// symbols, numbers and punctuation.
// ValidateRedirectURI returns nil or a [*ValidationError] whose violations
// have no path.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html#CognitoUserPools-CreateUserPoolClient-request-CallbackURLs
func ValidateRedirectURI(uri string) error {
	var found findings
	at := place{"", notInList}
	redirectURLShape.explainString(&found, at, uri)
	found.checkRedirectURI(at, uri)
	return found.err()
}

func redirectURIs(k *check) { k.eachRedirectURI(k.checkRedirectURI) }

// eachRedirectURI calls visit with each redirect URI that is checked.
func (k *check) eachRedirectURI(visit func(at place, uri string)) {
	for i, uri := range first(maxRedirectURIs, k.client.CallbackURLs) {
		visit(place{"CallbackURLs", i}, uri)
	}
	for i, uri := range first(maxRedirectURIs, k.client.LogoutURLs) {
		visit(place{"LogoutURLs", i}, uri)
	}
	visit(place{"DefaultRedirectURI", notInList}, k.client.DefaultRedirectURI)
}

func defaultRedirectURINotACallback(k *check) {
	uri := k.client.DefaultRedirectURI
	if uri != "" && !slices.Contains(k.client.CallbackURLs, uri) {
		k.add("DefaultRedirectURI", RuleDefaultRedirectURINotACallback, uri,
			"must be one of CallbackURLs, byte for byte: "+quoteURI(uri))
	}
}

// checkRedirectURI applies the rules on redirect URIs. It skips an empty one: that
// is absent, or its length is reported.
func (found *findings) checkRedirectURI(at place, uri string) {
	if uri == "" {
		return
	}
	add := func(rule Rule, message string) {
		found.addString(at, rule, uri, func() string { return message + ": " + quoteURI(uri) })
	}
	beforeFragment, _, hasFragment := strings.Cut(uri, "#")
	scheme, host, problem := splitURI(beforeFragment)
	if problem != "" {
		add(RuleRedirectURIAbsolute, problem+", must be an absolute URI such as https://example.com/callback or myapp://example")
	}
	if hasFragment {
		add(RuleRedirectURIFragment, "must not contain a fragment (#…)")
	}
	switch {
	case equalFoldASCII(scheme, "http"):
		if host != "" && !isLoopback(host) {
			add(RuleRedirectURIHTTPS, "must use https; http is allowed only for localhost, 127.0.0.1 and [::1]")
		}
	case equalFoldASCII(scheme, "javascript"), equalFoldASCII(scheme, "data"), equalFoldASCII(scheme, "vbscript"):
		add(RuleRedirectURIScheme, "must use https or the scheme of an app: a browser would execute or render this")
	}
}

// isLoopback compares as the service was seen to: it is not known to accept
// other spellings of these addresses or other loopback addresses.
func isLoopback(host string) bool {
	return equalFoldASCII(host, "localhost") || host == "127.0.0.1" || host == "[::1]"
}

// splitURI returns the scheme and the host of a URI without its fragment, as
// far as they can be read, and what keeps it from being an absolute URI, with a host if the
// scheme is http or https, or "" if nothing does. The query is not checked,
// nor are characters that the shape reports.
func splitURI(uri string) (scheme, host, problem string) {
	uri, _, hasQuery := strings.Cut(uri, "?")
	scheme, rest, hasColon := strings.Cut(uri, ":")
	if !hasColon || !isSchemeName(scheme) {
		return "", "", "has no scheme"
	}
	hostOK := true
	if afterSlashes, ok := strings.CutPrefix(rest, "//"); ok {
		authority, _, _ := strings.Cut(afterSlashes, "/")
		host, hostOK = splitHost(authority)
	}
	switch {
	case rest == "" && !hasQuery:
		problem = "has nothing after the scheme"
	case !isPercentEncoded(rest):
		problem = "has a % that is not followed by two hexadecimal digits"
	case !hostOK:
		problem = "has a malformed user, host or port"
	case host == "" && (equalFoldASCII(scheme, "http") || equalFoldASCII(scheme, "https")):
		problem = "has no host"
	}
	return scheme, host, problem
}

// notInAuthority are the visible ASCII characters that RFC 3986 section 3.2
// allows neither in userinfo nor in a host name. The shape reports white space
// and control characters.
const notInAuthority = "\"<>@[\\]^`{|}"

// splitHost returns the host of an authority (RFC 3986 section 3.2), an IPv6
// address with its brackets.
func splitHost(authority string) (host string, ok bool) {
	if at := strings.LastIndexByte(authority, '@'); at >= 0 {
		if strings.ContainsAny(authority[:at], notInAuthority) {
			return "", false
		}
		authority = authority[at+1:]
	}
	var port string
	if end := strings.IndexByte(authority, ']'); strings.HasPrefix(authority, "[") && end >= 0 {
		host, port = authority[:end+1], authority[end+1:]
		if address, _ := netip.ParseAddr(host[1:end]); !address.Is6() {
			return "", false
		}
	} else {
		colon := strings.IndexByte(authority, ':')
		if colon < 0 {
			colon = len(authority)
		}
		host, port = authority[:colon], authority[colon:]
		if strings.ContainsAny(host, notInAuthority) {
			return "", false
		}
	}
	digits, hasColon := strings.CutPrefix(port, ":")
	if port != "" && !hasColon || digits != "" && !digitChars.match(digits) {
		return "", false
	}
	return host, true
}

// isSchemeName reports whether scheme is one by RFC 3986 section 3.1.
func isSchemeName(scheme string) bool {
	return schemeChars.match(scheme) && letterChars.outside[scheme[0]] == 0
}

// equalFoldASCII compares a with a string of ASCII letters. The length tells
// ſ from s, which EqualFold equates.
func equalFoldASCII(a, ascii string) bool {
	return len(a) == len(ascii) && strings.EqualFold(a, ascii)
}

// isPercentEncoded reports whether each % is followed by two hexadecimal
// digits (RFC 3986 section 2.1).
func isPercentEncoded(text string) bool {
	for {
		_, after, found := strings.Cut(text, "%")
		if !found {
			return true
		}
		if len(after) < 2 || !hexChars.match(after[:2]) {
			return false
		}
		text = after[2:]
	}
}

// quoteURI is like quote, but masks the userinfo, which may hold a password.
func quoteURI(uri string) string {
	start, end := userinfo(uri)
	if start == end {
		return quote(uri)
	}
	// Cut before they are joined: a URI may be long.
	return shorten(cut(uri[:start])+"***"+cut(uri[end:]), len(uri))
}

// userinfo returns where the userinfo of a URI starts and ends. In a malformed
// URI that may be anything before the last @. If there is none or it is empty,
// both are 0.
func userinfo(uri string) (start, end int) {
	start, limit := 0, len(uri)
	if i := strings.Index(uri, "//"); i >= 0 {
		start = i + len("//")
	}
	at := -1
	beforeFragment, _, _ := strings.Cut(uri, "#")
	if _, _, problem := splitURI(beforeFragment); problem != "" {
		at = max(strings.LastIndexByte(uri[start:], '@'), strings.LastIndex(uri[start:], "%40"))
	} else if start > 0 {
		if i := strings.IndexAny(uri[start:], "/?#"); i >= 0 {
			limit = start + i
		}
		at = strings.LastIndexByte(uri[start:limit], '@')
	}
	if at < 1 {
		return 0, 0
	}
	return start, start + at
}

// cut returns as much of text as shorten may show.
func cut(text string) string { return text[:min(len(text), (maxQuoted+1)*utf8.UTFMax)] }
