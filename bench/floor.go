package bench

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-cognito/cognito"
)

// floor makes the same checks by hand and says yes or no: as fast as it gets.
func floor(c *cognito.UserPoolClient) bool {
	hasSecret := c.GenerateSecret || c.ClientSecret != ""
	rotates := c.RefreshTokenRotation != nil && c.RefreshTokenRotation.Feature == "ENABLED"
	return floorPoolID(c.UserPoolId) &&
		text(c.ClientName, 1, 128, nameChar) &&
		(c.ClientSecret == "" || text(string(c.ClientSecret), 24, 64, secretChar) && !c.GenerateSecret) &&
		floorTokens(c) &&
		floorAttributes(c.ReadAttributes, false) &&
		floorAttributes(c.WriteAttributes, true) &&
		floorAuthFlows(c.ExplicitAuthFlows, rotates) &&
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
	secretChar
	arnChar
	scopeChar
	nameChar
	urlChar      // beyond ASCII too
	providerChar // beyond ASCII too
	anyChar      // beyond ASCII too
)

var classes = func() (table [utf8.RuneSelf]class) {
	for r := range table {
		for c, has := range map[class]bool{
			digit:        '0' <= r && r <= '9',
			hexDigit:     strings.ContainsRune("0123456789abcdefABCDEF", rune(r)),
			alphanumeric: isAlphanumeric(r),
			wordHyphen:   isAlphanumeric(r) || strings.ContainsRune("_-", rune(r)),
			secretChar:   isAlphanumeric(r) || strings.ContainsRune("_+", rune(r)),
			arnChar:      isAlphanumeric(r) || strings.ContainsRune("_+=/,.@-", rune(r)),
			scopeChar:    '!' <= r && r <= '~' && r != '"' && r != '\\',
			nameChar:     isAlphanumeric(r) || strings.ContainsRune("_+=,.@- \t\n\v\f\r", rune(r)),
			urlChar:      '!' <= r && r <= '~',
			providerChar: ' ' <= r && r <= '~',
			anyChar:      true,
		} {
			if has {
				table[r] |= c
			}
		}
	}
	return table
}()

func isAlphanumeric(r int) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
}

// text tells whether the length is in its limits and each character is of the
// class.
func text(s string, low, high int, c class) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return wideText(s, low, high, c)
		}
		if classes[s[i]]&c == 0 {
			return false
		}
	}
	return low <= len(s) && len(s) <= high
}

func wideText(s string, low, high int, c class) bool {
	n := 0
	for i, r := range s {
		n++
		switch {
		case r < utf8.RuneSelf:
			if classes[r]&c == 0 {
				return false
			}
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], string(utf8.RuneError)):
			return false
		case c == anyChar:
		case c == urlChar:
			if !unicode.IsPrint(r) {
				return false
			}
		case c == providerChar:
			if !unicode.IsPrint(r) && !unicode.Is(unicode.Z, r) {
				return false
			}
		default:
			return false
		}
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
			"locale", "middle_name", "name", "nickname", "phone_number", "picture", "preferred_username",
			"profile", "updated_at", "website", "zoneinfo":
		default:
			if !strings.HasPrefix(name, "custom:") && !strings.HasPrefix(name, "dev:custom:") || !text(name, 1, 2048, anyChar) {
				return false
			}
		}
	}
	return true
}

func floorAuthFlows(flows []cognito.AuthFlow, rotates bool) bool {
	legacy, allow := false, false
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
		default:
			return false
		}
	}
	return !legacy || !allow
}

func floorRedirectURIs(c *cognito.UserPoolClient) bool {
	bad := func(uri string) bool { return !floorRedirectURI(uri) }
	return len(c.CallbackURLs) <= 100 && !slices.ContainsFunc(c.CallbackURLs, bad) &&
		len(c.LogoutURLs) <= 100 && !slices.ContainsFunc(c.LogoutURLs, bad) &&
		(c.DefaultRedirectURI == "" || floorRedirectURI(c.DefaultRedirectURI) && slices.Contains(c.CallbackURLs, c.DefaultRedirectURI))
}

func floorRedirectURI(uri string) bool {
	if !text(uri, 1, 1024, urlChar) || strings.Contains(uri, "#") {
		return false
	}
	scheme, rest, ok := strings.Cut(uri, ":")
	if !ok || rest == "" || scheme == "" {
		return false
	}
	for i := range len(scheme) {
		letter := 'a' <= scheme[i]|0x20 && scheme[i]|0x20 <= 'z'
		if !letter && (i == 0 || !('0' <= scheme[i] && scheme[i] <= '9' || scheme[i] == '+' || scheme[i] == '-' || scheme[i] == '.')) {
			return false
		}
	}
	path, _, _ := strings.Cut(rest, "?")
	for i := 0; i < len(path); i++ {
		if path[i] == '%' && (i+2 >= len(path) || !text(path[i+1:i+3], 2, 2, hexDigit)) {
			return false
		}
	}
	switch {
	case strings.EqualFold(scheme, "javascript"), strings.EqualFold(scheme, "data"), strings.EqualFold(scheme, "vbscript"):
		return false
	case strings.EqualFold(scheme, "https"), strings.EqualFold(scheme, "http"):
	default:
		return true
	}
	if !strings.HasPrefix(path, "//") {
		return false
	}
	authority, _, _ := strings.Cut(path[2:], "/")
	host := authority[strings.LastIndexByte(authority, '@')+1:]
	port := ""
	if end := strings.IndexByte(host, ']'); end >= 0 {
		host, port = host[:end+1], host[end+1:]
	} else if colon := strings.IndexByte(host, ':'); colon >= 0 {
		host, port = host[:colon], host[colon:]
	}
	if host == "" || port != "" && (port[0] != ':' || !text(port[1:], 0, 1024, digit)) {
		return false
	}
	return len(scheme) == 5 || strings.EqualFold(host, "localhost") || host == "127.0.0.1" || host == "[::1]"
}

func floorOAuth(c *cognito.UserPoolClient, hasSecret bool) bool {
	if !c.AllowedOAuthFlowsUserPoolClient {
		return len(c.AllowedOAuthFlows)+len(c.AllowedOAuthScopes)+len(c.CallbackURLs)+len(c.LogoutURLs) == 0
	}
	if len(c.AllowedOAuthFlows) == 0 || len(c.AllowedOAuthFlows) > 3 || len(c.AllowedOAuthScopes) == 0 || len(c.AllowedOAuthScopes) > 50 {
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
