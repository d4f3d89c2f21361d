package cognito

import (
	"net/netip"
	"slices"
	"strings"
)

// ValidateRedirectURI checks one redirect URI by the rules for a member of
// CallbackURLs: an absolute URI (RFC 3986 section 4.3) without a fragment
// (RFC 6749 section 3.1.2), https unless the host is localhost, 127.0.0.1 or
// [::1], any scheme of an app such as myapp://example, 1 to 1024 characters,
// no white space. It returns nil or a [*ValidationError] whose violations
// have an empty path.
func ValidateRedirectURI(uri string) error {
	var found violations
	shapes["RedirectUrlType"].explainText(&found, "", uri)
	redirectURIRules(&found, func() string { return "" }, uri)
	return found.err()
}

func redirectRules(found *violations, c *UserPoolClient) {
	for i, uri := range checked(c.CallbackURLs, "CallbackURLsListType") {
		redirectURIRules(found, func() string { return elementPath("CallbackURLs", i) }, uri)
	}
	for i, uri := range checked(c.LogoutURLs, "LogoutURLsListType") {
		redirectURIRules(found, func() string { return elementPath("LogoutURLs", i) }, uri)
	}
	if c.DefaultRedirectURI == "" {
		return
	}
	redirectURIRules(found, func() string { return "DefaultRedirectURI" }, c.DefaultRedirectURI)
	if !slices.Contains(c.CallbackURLs, c.DefaultRedirectURI) {
		found.add("DefaultRedirectURI", RuleDefaultRedirectURINotACallback, c.DefaultRedirectURI,
			quote(c.DefaultRedirectURI)+" is not in CallbackURLs: must be one of them, byte for byte")
	}
}

// redirectURIRules leaves an empty URI alone: its length is reported. The path
// is made only where it is needed.
func redirectURIRules(found *violations, path func() string, uri string) {
	if uri == "" {
		return
	}
	scheme, host, problem := splitURI(uri)
	if problem != "" {
		found.add(path(), RuleRedirectURIAbsolute, uri,
			quote(uri)+" "+problem+": must be an absolute URI such as https://example.com/callback or myapp://example")
	}
	if strings.Contains(uri, "#") {
		found.add(path(), RuleRedirectURIFragment, uri,
			quote(uri)+" has a fragment: must end before the #")
	}
	switch {
	case isScheme(scheme, "http"):
		if problem == "" && !isLoopback(host) {
			found.add(path(), RuleRedirectURIHTTPS, uri,
				quote(uri)+" is not https: http is for the hosts localhost, 127.0.0.1 and [::1] only")
		}
	case isScheme(scheme, "javascript"), isScheme(scheme, "data"), isScheme(scheme, "vbscript"):
		found.add(path(), RuleRedirectURIScheme, uri,
			quote(uri)+" would run in the user's browser: must be https or the scheme of an app")
	}
}

// isLoopback compares as the service was seen to: other spellings of the
// addresses, and other addresses of the loopback network, are not known to
// work.
func isLoopback(host string) bool {
	const localhost = "localhost" // of this length: EqualFold takes ſ for an s
	return len(host) == len(localhost) && strings.EqualFold(host, localhost) || host == "127.0.0.1" || host == "[::1]"
}

// splitURI returns the scheme and the host of a URI, and what keeps it from
// being an absolute URI with a host where http has one; nothing if it is. The
// query is not looked at, nor are characters that the shape refuses.
func splitURI(uri string) (scheme, host, problem string) {
	uri, _, _ = strings.Cut(uri, "#")
	uri, _, hasQuery := strings.Cut(uri, "?")
	scheme, rest, hasColon := strings.Cut(uri, ":")
	if !hasColon || !isSchemeName(scheme) {
		return "", "", "has no scheme"
	}
	if rest == "" && !hasQuery {
		return scheme, "", "has nothing after the scheme"
	}
	if !isPercentEncoded(rest) {
		return scheme, "", "has a % without two hexadecimal digits"
	}
	if afterSlashes, ok := strings.CutPrefix(rest, "//"); ok {
		authority, _, _ := strings.Cut(afterSlashes, "/")
		host, ok = splitHost(authority)
		if !ok {
			return scheme, "", "has a malformed host or port"
		}
	}
	if host == "" && (isScheme(scheme, "http") || isScheme(scheme, "https")) {
		return scheme, "", "has no host"
	}
	return scheme, host, ""
}

// Visible ASCII characters that RFC 3986 section 3.2 leaves out. White space
// and control characters are reported by the shape.
const (
	notInUserinfo = "\"<>@[\\]^`{|}"
	notInHost     = notInUserinfo + ":"
)

// splitHost returns the host of an authority, RFC 3986 section 3.2, with the
// brackets of an IPv6 address.
func splitHost(authority string) (host string, ok bool) {
	if at := strings.LastIndexByte(authority, '@'); at >= 0 {
		if strings.ContainsAny(authority[:at], notInUserinfo) {
			return "", false
		}
		authority = authority[at+1:]
	}
	var port string
	if end := strings.IndexByte(authority, ']'); strings.HasPrefix(authority, "[") && end >= 0 {
		host, port = authority[:end+1], authority[end+1:]
		if address, err := netip.ParseAddr(host[1:end]); err != nil || !address.Is6() {
			return "", false
		}
	} else {
		colon := strings.IndexByte(authority, ':')
		if colon < 0 {
			colon = len(authority)
		}
		host, port = authority[:colon], authority[colon:]
		if strings.ContainsAny(host, notInHost) {
			return "", false
		}
	}
	digits, hasColon := strings.CutPrefix(port, ":")
	return host, port == "" || hasColon && (digits == "" || digitChars.match(digits))
}

// isSchemeName is RFC 3986 section 3.1.
func isSchemeName(scheme string) bool {
	return schemeChars.match(scheme) && letterChars[scheme[0]]
}

func isScheme(scheme, name string) bool {
	return strings.EqualFold(scheme, name)
}

// isPercentEncoded tells whether each % has its two digits, RFC 3986 section
// 2.1.
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
