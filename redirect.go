package cognito

import (
	"net/netip"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/go-cognito/cognito/internal/mask"
)

// maxRedirectURIs limits the lengths of CallbackURLs and LogoutURLs. Elements
// beyond it are not checked.
const maxRedirectURIs = 100

// ValidateRedirectURI checks a redirect URI as Validate checks an element of
// CallbackURLs. The URI must
//
//   - be absolute (RFC 3986 section 4.3);
//   - have no fragment (RFC 6749 section 3.1.2);
//   - use https, or http if the host is localhost, 127.0.0.1 or [::1], or
//     another scheme, as for an app in myapp://example;
//   - not use the schemes javascript, data and vbscript (RFC 7591 section 5);
//   - have 1 to 1024 characters: letters, marks, symbols, numbers and
//     punctuation.
//
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

func redirectURIs(v *validation) { v.eachRedirectURI(v.checkRedirectURI) }

// eachRedirectURI calls visit with each redirect URI that is checked.
func (v *validation) eachRedirectURI(visit func(at place, uri string)) {
	for i, uri := range first(maxRedirectURIs, v.client.CallbackURLs) {
		visit(place{"CallbackURLs", i}, uri)
	}
	for i, uri := range first(maxRedirectURIs, v.client.LogoutURLs) {
		visit(place{"LogoutURLs", i}, uri)
	}
	visit(place{"DefaultRedirectURI", notInList}, v.client.DefaultRedirectURI)
}

func defaultRedirectURINotACallback(v *validation) {
	uri := v.client.DefaultRedirectURI
	if uri != "" && !slices.Contains(v.client.CallbackURLs, uri) {
		v.add("DefaultRedirectURI", RuleDefaultRedirectURINotACallback, uri,
			said("must be exactly one of CallbackURLs", ": "+quoteURI(uri)+hintJoined(uri)))
	}
}

// checkRedirectURI applies the rules on redirect URIs. It skips an empty one:
// that is absent, or its length is reported.
func (found *findings) checkRedirectURI(at place, uri string) {
	if uri == "" {
		return
	}
	add := func(rule Rule, says, problem string) {
		found.addString(at, rule, uri, func() message { return said(says, problem+": "+quoteURI(uri)+hintJoined(uri)) })
	}
	beforeFragment, _, hasFragment := strings.Cut(uri, "#")
	scheme, host, problem := splitURI(beforeFragment)
	if problem != "" {
		add(RuleRedirectURIAbsolute, "must be an absolute URI such as https://example.com/callback", ": "+problem)
	}
	if hasFragment {
		add(RuleRedirectURIFragment, "must not contain a fragment (#…)", "")
	}
	switch {
	case equalFoldASCII(scheme, "http"):
		if host != "" && !isLoopback(host) {
			add(RuleRedirectURIHTTPS, "must use https; http is allowed only for localhost, 127.0.0.1 and [::1]", "")
		}
	case equalFoldASCII(scheme, "javascript"), equalFoldASCII(scheme, "data"), equalFoldASCII(scheme, "vbscript"):
		add(RuleRedirectURIScheme, "must use https or the scheme of an app, not a scheme that a browser executes or renders", "")
	}
}

// isLoopback reports whether host is a loopback host for which the service
// accepts http. It is not known to accept other spellings of these addresses or
// other loopback addresses.
func isLoopback(host string) bool {
	return equalFoldASCII(host, "localhost") || host == "127.0.0.1" || host == "[::1]"
}

// isRefusedHTTP reports whether the service is known to refuse a redirect URI
// because it uses http. That is not known of other spellings of http and of
// loopback hosts, of other loopback addresses and of what has userinfo.
func isRefusedHTTP(uri string) bool {
	beforeFragment, _, _ := strings.Cut(uri, "#")
	scheme, host, problem := splitURI(beforeFragment)
	name := strings.TrimSuffix(strings.ToLower(host), ".")
	address, err := netip.ParseAddr(strings.Trim(name, "[]"))
	// Names of hosts do not end in a number, so 127.1 and 0x7f000001 are
	// addresses.
	isLoopback := err == nil && address.IsLoopback() || err != nil && endsInNumber(name) || name == "localhost" || strings.HasSuffix(name, ".localhost")
	return problem == "" && scheme == "http" && !isLoopback && !strings.Contains(uri, "@")
}

// endsInNumber reports whether the last label of a name begins with a digit.
func endsInNumber(name string) bool {
	last := name[strings.LastIndexByte(name, '.')+1:]
	return last != "" && '0' <= last[0] && last[0] <= '9'
}

// splitURI returns the scheme and the host of a URI without its fragment, as
// far as they can be read, and what keeps it from being an absolute URI, with a
// host if the scheme is http or https, or "" if nothing does. The query is not
// checked, nor are characters that the shape reports.
func splitURI(uri string) (scheme, host, problem string) {
	uri, _, hasQuery := strings.Cut(uri, "?")
	scheme, rest, hasColon := strings.Cut(uri, ":")
	if !hasColon || !isSchemeName(scheme) {
		return "", "", wrongScheme(scheme, rest)
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

// wrongScheme says what is wrong with what is before the first colon of a URI,
// if it is not the name of a scheme. Only :// shows that it is meant to be one.
func wrongScheme(name, rest string) string {
	switch i := schemeChars.index(name); {
	case name == "" || !strings.HasPrefix(rest, "//") || strings.Contains(name, "/"):
		return "has no scheme"
	case i >= 0:
		_, size := utf8.DecodeRuneInString(name[i:])
		return "has a scheme with " + quote(name[i:i+size]) + " in it, where only A-Z, a-z, 0-9, +, - and . are allowed"
	}
	return "has a scheme that does not begin with a letter"
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
func quoteURI(uri string) string { return shorten(mask.Userinfo(uri), len(uri)) }

// isJoined reports whether a redirect URI seems to be several: whether, after a
// comma, a semicolon or white space, another scheme:// begins.
func isJoined(uri string) bool {
	const separators = ",; \t\r\n"
	if !strings.ContainsAny(uri, separators) {
		return false
	}
	isFirst := true
	for part := range strings.FieldsFuncSeq(uri, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
		if scheme, _, ok := strings.Cut(part, "://"); ok && !isFirst && isSchemeName(scheme) {
			return true
		}
		isFirst = false
	}
	return false
}

// hintJoined says of a wrong redirect URI that it seems to be several.
func hintJoined(uri string) string {
	if !isJoined(uri) {
		return ""
	}
	return "; this looks like several redirect URIs in one element"
}
