// Package bench compares package cognito with other ways to validate the same
// clients.
package bench

import (
	"net/netip"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-cognito/cognito"
)

// floor makes the checks of Validate by hand and reports only whether the
// client is valid: no validation that says more can be faster.
func floor(c *cognito.UserPoolClient) bool {
	hasSecret := c.GenerateSecret || c.ClientSecret != ""
	rotates := c.RefreshTokenRotation != nil && c.RefreshTokenRotation.Feature == "ENABLED"
	return floorPoolID(c.UserPoolId) &&
		text(c.ClientName, 1, 128, nameChar) &&
		(c.ClientSecret == "" || text(string(c.ClientSecret), 24, 64, secretChar) && !c.GenerateSecret) &&
		floorTokens(c) &&
		floorAttributes(c.ReadAttributes, false) &&
		floorAttributes(c.WriteAttributes, true) &&
		floorAuthFlows(c.ExplicitAuthFlows, rotates, hasSecret) &&
		!slices.ContainsFunc(c.SupportedIdentityProviders, func(name string) bool { return !text(name, 1, 32, providerChar) }) &&
		floorRedirectURIs(c) &&
		floorOAuth(c, hasSecret) &&
		floorAnalytics(c.AnalyticsConfiguration) &&
		(c.PreventUserExistenceErrors == "" || c.PreventUserExistenceErrors == "LEGACY" || c.PreventUserExistenceErrors == "ENABLED") &&
		(!c.EnablePropagateAdditionalUserContextData || hasSecret) &&
		(c.AuthSessionValidity == nil || 3 <= *c.AuthSessionValidity && *c.AuthSessionValidity <= 15) &&
		floorRotation(c.RefreshTokenRotation)
}

// class is a set of classes of characters.
type class uint16

const (
	digit class = 1 << iota
	hexDigit
	alphanumeric
	wordHyphen
	schemeChar
	secretChar
	arnChar
	scopeChar
	nameChar
	// hostChar is a character of userinfo and host names, where it is in a
	// string of urlChar.
	hostChar
	// urlChar includes characters beyond ASCII, but not the # that begins a
	// fragment.
	urlChar
	// providerChar and anyChar include characters beyond ASCII.
	providerChar
	anyChar
)

// classes has the classes of each byte. Bytes beyond ASCII are in hostChar
// alone.
var classes = func() (table [256]class) {
	for b := range table {
		alnum := isAlphanumeric(byte(b))
		for c, has := range map[class]bool{
			digit:        '0' <= b && b <= '9',
			hexDigit:     isOneOf(b, "0123456789abcdefABCDEF"),
			alphanumeric: alnum,
			wordHyphen:   alnum || isOneOf(b, "_-"),
			schemeChar:   alnum || isOneOf(b, "+-."),
			secretChar:   alnum || isOneOf(b, "_+"),
			arnChar:      alnum || isOneOf(b, "_+=/,.@-"),
			scopeChar:    '!' <= b && b <= '~' && !isOneOf(b, `"\`),
			nameChar:     alnum || isOneOf(b, "_+=,.@- \t\n\v\f\r"),
			hostChar:     !isOneOf(b, "\"<>@[\\]^`{|}"),
			urlChar:      '!' <= b && b <= '~' && b != '#',
			providerChar: ' ' <= b && b <= '~',
			anyChar:      b < utf8.RuneSelf,
		} {
			if has {
				table[b] |= c
			}
		}
	}
	return table
}()

func isOneOf(b int, characters string) bool { return strings.IndexByte(characters, byte(b)) >= 0 }

func isAlphanumeric(b byte) bool { return isLetter(b) || '0' <= b && b <= '9' }

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

// text reports whether s has low to high characters, all of the class.
func text(s string, low, high int, c class) bool {
	for i := range len(s) {
		if classes[s[i]]&c == 0 {
			return s[i] >= utf8.RuneSelf && wideText(s, i, low, high, c)
		}
	}
	return low <= len(s) && len(s) <= high
}

// wideText is text for a string that is ASCII, and of the class, up to i.
func wideText(s string, i, low, high int, c class) bool {
	if c&(urlChar|providerChar|anyChar) == 0 {
		return false
	}
	n := i
	for ; i < len(s); n++ {
		if s[i] < utf8.RuneSelf {
			if classes[s[i]]&c == 0 {
				return false
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case size == 1, // not UTF-8
			c == urlChar && !unicode.IsPrint(r),
			c == providerChar && !unicode.IsPrint(r) && !unicode.Is(unicode.Z, r):
			return false
		}
		i += size
	}
	return low <= n && n <= high
}

func floorPoolID(id string) bool {
	last := strings.LastIndexByte(id, '_')
	return len(id) <= 55 && last > 0 && text(id[:last], 1, 55, wordHyphen) && text(id[last+1:], 1, 55, alphanumeric)
}

func floorTokens(c *cognito.UserPoolClient) bool {
	units := c.TokenValidityUnits
	refresh, access, id := int64(30*86400), int64(3600), int64(3600)
	unit, ok := floorUnit(units.RefreshToken, 86400)
	if !ok {
		return false
	}
	if c.RefreshTokenValidity != 0 {
		refresh = int64(c.RefreshTokenValidity) * unit
	}
	if unit, ok = floorUnit(units.AccessToken, 3600); !ok {
		return false
	}
	if c.AccessTokenValidity != nil {
		access = int64(*c.AccessTokenValidity) * unit
	}
	if unit, ok = floorUnit(units.IdToken, 3600); !ok {
		return false
	}
	if c.IdTokenValidity != nil {
		id = int64(*c.IdTokenValidity) * unit
	}
	return 3600 <= refresh && refresh <= 315360000 &&
		300 <= access && access <= 86400 && access <= refresh &&
		300 <= id && id <= 86400 && id <= refresh
}

func floorUnit(u cognito.TimeUnit, absent int64) (seconds int64, ok bool) {
	switch u {
	case "":
		return absent, true
	case "seconds":
		return 1, true
	case "minutes":
		return 60, true
	case "hours":
		return 3600, true
	case "days":
		return 86400, true
	}
	return 0, false
}

func floorAttributes(names []string, written bool) bool {
	for _, name := range names {
		switch name {
		case "sub", "email_verified", "phone_number_verified":
			if written {
				return false
			}
		case "address", "birthdate", "email", "family_name", "gender", "given_name", "identities",
			"locale", "middle_name", "name", "nickname", "oidc:profile", "phone_number", "picture", "preferred_username",
			"profile", "updated_at", "website", "zoneinfo":
		default:
			if !strings.HasPrefix(name, "custom:") && !strings.HasPrefix(name, "dev:custom:") || !text(name, 1, 2048, anyChar) {
				return false
			}
		}
	}
	return true
}

func floorAuthFlows(flows []cognito.AuthFlow, rotates, hasSecret bool) bool {
	legacy, allow, clientToken := false, false, false
	for _, flow := range flows {
		switch flow {
		case "ADMIN_NO_SRP_AUTH", "CUSTOM_AUTH_FLOW_ONLY", "USER_PASSWORD_AUTH":
			legacy = true
		case "ALLOW_REFRESH_TOKEN_AUTH":
			allow = true
			if rotates {
				return false
			}
		case "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_USER_AUTH":
			allow = true
		case "ALLOW_CLIENT_TOKEN_AUTH":
			clientToken = true
		default:
			return false
		}
	}
	return (!legacy || !allow) && (!clientToken || hasSecret && !legacy && !allow)
}

func floorRedirectURIs(c *cognito.UserPoolClient) bool {
	bad := func(uri string) bool { return !floorRedirectURI(uri) }
	return len(c.CallbackURLs) <= 100 && !slices.ContainsFunc(c.CallbackURLs, bad) &&
		len(c.LogoutURLs) <= 100 && !slices.ContainsFunc(c.LogoutURLs, bad) &&
		(c.DefaultRedirectURI == "" || floorRedirectURI(c.DefaultRedirectURI) && slices.Contains(c.CallbackURLs, c.DefaultRedirectURI))
}

func floorRedirectURI(uri string) bool {
	if !text(uri, 1, 1024, urlChar) {
		return false
	}
	colon := strings.IndexByte(uri, ':')
	if colon < 1 || colon == len(uri)-1 || !isLetter(uri[0]) || !text(uri[:colon], 1, 1024, schemeChar) {
		return false
	}
	scheme := uri[:colon]
	rest, _, _ := strings.Cut(uri[colon+1:], "?")
	if !floorPercentEncoded(rest) {
		return false
	}
	host := ""
	if strings.HasPrefix(rest, "//") {
		authority, _, _ := strings.Cut(rest[2:], "/")
		var ok bool
		if host, ok = floorHost(authority); !ok {
			return false
		}
	}
	switch len(scheme) {
	case 4:
		if strings.EqualFold(scheme, "http") {
			return host == "127.0.0.1" || host == "[::1]" || len(host) == 9 && strings.EqualFold(host, "localhost")
		}
		return !strings.EqualFold(scheme, "data")
	case 5:
		return host != "" || !strings.EqualFold(scheme, "https")
	case 8:
		return !strings.EqualFold(scheme, "vbscript")
	case 10:
		return !strings.EqualFold(scheme, "javascript")
	}
	return true
}

func floorPercentEncoded(s string) bool {
	for {
		i := strings.IndexByte(s, '%')
		if i < 0 {
			return true
		}
		if len(s) < i+3 || (classes[s[i+1]]&classes[s[i+2]])&hexDigit == 0 {
			return false
		}
		s = s[i+3:]
	}
}

// floorHost returns the host of an authority that has no white space or
// control characters.
func floorHost(authority string) (host string, ok bool) {
	host = authority
	if at := strings.LastIndexByte(host, '@'); at >= 0 {
		if !allHost(host[:at]) {
			return "", false
		}
		host = host[at+1:]
	}
	end := 0
	if strings.HasPrefix(host, "[") {
		end = strings.IndexByte(host, ']') + 1
		if end == 0 {
			return "", false
		}
		if address, err := netip.ParseAddr(host[1 : end-1]); err != nil || !address.Is6() {
			return "", false
		}
	} else if end = strings.IndexByte(host, ':'); end < 0 {
		return host, allHost(host)
	} else if !allHost(host[:end]) {
		return "", false
	}
	port := host[end:]
	return host[:end], port == "" || port[0] == ':' && text(port[1:], 0, len(port), digit)
}

func allHost(s string) bool {
	for i := range len(s) {
		if classes[s[i]]&hostChar == 0 {
			return false
		}
	}
	return true
}

func floorOAuth(c *cognito.UserPoolClient, hasSecret bool) bool {
	flows, scopes := len(c.AllowedOAuthFlows), len(c.AllowedOAuthScopes)
	if c.AllowedOAuthFlowsUserPoolClient {
		if flows == 0 || flows > 3 || scopes == 0 {
			return false
		}
	} else if flows+len(c.CallbackURLs)+len(c.LogoutURLs) > 0 ||
		scopes > 0 && !slices.Contains(c.ExplicitAuthFlows, "ALLOW_CLIENT_TOKEN_AUTH") {
		return false
	}
	if scopes > 50 {
		return false
	}
	user, machine := false, false
	for _, flow := range c.AllowedOAuthFlows {
		switch flow {
		case "code", "implicit":
			user = true
		case "client_credentials":
			machine = true
		default:
			return false
		}
	}
	if user && len(c.CallbackURLs) == 0 || machine && (user || !hasSecret) {
		return false
	}
	for _, scope := range c.AllowedOAuthScopes {
		if standardScope(scope) {
			if machine {
				return false
			}
			continue
		}
		slash := strings.LastIndexByte(scope, '/')
		if slash < 1 || slash == len(scope)-1 || !text(scope, 1, 256, scopeChar) {
			return false
		}
	}
	return true
}

func standardScope(scope string) bool {
	switch scope {
	case "openid", "email", "phone", "profile", "aws.cognito.signin.user.admin":
		return true
	}
	return false
}

func floorAnalytics(a *cognito.AnalyticsConfiguration) bool {
	if a == nil {
		return true
	}
	if a.ApplicationArn != "" {
		return a.ApplicationId == "" && a.RoleArn == "" && a.ExternalId == "" && floorARN(a.ApplicationArn)
	}
	return text(a.ApplicationId, 1, len(a.ApplicationId), hexDigit) && floorARN(a.RoleArn) && text(a.ExternalId, 1, 131072, anyChar)
}

func floorARN(arn string) bool {
	if len(arn) < 20 || len(arn) > 2048 || !strings.HasPrefix(arn, "arn:") {
		return false
	}
	part := 0
	for p := range strings.SplitSeq(arn, ":") {
		good, low := arnChar, 1
		switch part {
		case 3:
			low = 0
		case 4:
			good = digit
		case 8:
			return false
		}
		if !text(p, low, 2048, good) {
			return false
		}
		part++
	}
	return part >= 6
}

func floorRotation(r *cognito.RefreshTokenRotation) bool {
	return r == nil || (r.Feature == "ENABLED" || r.Feature == "DISABLED") && 0 <= r.RetryGracePeriodSeconds && r.RetryGracePeriodSeconds <= 60
}
