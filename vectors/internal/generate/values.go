package main

import (
	"slices"
	"strconv"
	"strings"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/vectors"
)

const (
	callback       = "https://example.com/callback"
	applicationARN = "arn:aws:mobiletargeting:us-east-1:123456789012:apps/5f2c3e"
	roleARN        = "arn:aws:iam::123456789012:role/example"
)

// context returns a request that is valid once a member has a value, and what
// its pool must have.
func context(path string, value any) (map[string]any, *cognito.UserPool) {
	request := map[string]any{"UserPoolId": vectors.UserPoolID, "ClientName": "example"}
	list, _ := value.([]string)
	oauth := func() {
		request["CallbackURLs"] = []string{callback}
		request["AllowedOAuthFlows"] = []string{"code"}
		request["AllowedOAuthScopes"] = []string{"openid"}
		request["AllowedOAuthFlowsUserPoolClient"] = true
	}
	api := func(scopes ...string) *cognito.UserPool {
		server := cognito.ResourceServer{Identifier: "api"}
		for _, scope := range scopes {
			server.Scopes = append(server.Scopes, cognito.ResourceServerScope{ScopeName: strings.TrimPrefix(scope, "api/")})
		}
		return &cognito.UserPool{ResourceServers: []cognito.ResourceServer{server}}
	}
	byID := map[string]any{"ApplicationId": "5f2c3e", "RoleArn": roleARN, "ExternalId": "example"}
	switch path {
	case "AccessTokenValidity", "IdTokenValidity", "RefreshTokenValidity":
		if number := value.(int); number > 1 {
			request["TokenValidityUnits"] = map[string]any{strings.TrimSuffix(path, "Validity"): "seconds"}
		}
	case "TokenValidityUnits.AccessToken", "TokenValidityUnits.IdToken":
		if number, ok := map[any]int{"seconds": 3600, "minutes": 60, "hours": 1, "days": 1}[value]; ok {
			request[strings.TrimPrefix(path, "TokenValidityUnits.")+"Validity"] = number
		}
	case "TokenValidityUnits.RefreshToken":
		if number, ok := map[any]int{"seconds": 86400, "minutes": 1440, "hours": 24, "days": 1}[value]; ok {
			request["RefreshTokenValidity"] = number
		}
	case "ExplicitAuthFlows":
		if slices.Contains(list, string(cognito.AuthFlowAllowClientTokenAuth)) {
			request["GenerateSecret"] = true
		}
	case "SupportedIdentityProviders":
		if len(list) > 0 && list[0] != "" && len([]rune(list[0])) <= 32 && !strings.Contains(list[0], "\t") {
			return request, &cognito.UserPool{IdentityProviders: []cognito.IdentityProvider{{ProviderName: list[0]}}}
		}
	case "CallbackURLs", "LogoutURLs":
		if len(list) > 0 {
			oauth()
		}
	case "DefaultRedirectURI":
		oauth()
		if value != "" {
			request["CallbackURLs"] = []any{value}
		}
	case "AllowedOAuthFlows":
		switch {
		case slices.Equal(list, []string{"client_credentials"}):
			request["GenerateSecret"], request["AllowedOAuthFlowsUserPoolClient"] = true, true
			request["AllowedOAuthScopes"] = []string{"api/read"}
			return request, api("read")
		case len(list) > 0:
			oauth()
		}
	case "AllowedOAuthScopes":
		if len(list) == 0 {
			break
		}
		oauth()
		own := slices.DeleteFunc(slices.Clone(list), func(scope string) bool {
			return !strings.HasPrefix(scope, "api/") || len(scope) > 256 || strings.Contains(scope, " ")
		})
		if len(own) > 0 {
			return request, api(own...)
		}
	case "AnalyticsConfiguration.ApplicationArn":
		request["AnalyticsConfiguration"] = map[string]any{}
		if value == "" {
			request["AnalyticsConfiguration"] = byID
		}
	case "AnalyticsConfiguration.ApplicationId", "AnalyticsConfiguration.RoleArn", "AnalyticsConfiguration.ExternalId":
		request["AnalyticsConfiguration"] = byID
		if value == "" {
			request["AnalyticsConfiguration"] = map[string]any{"ApplicationArn": applicationARN}
		}
	case "RefreshTokenRotation.Feature":
		// Without rotation, it is not known whether these flows are accepted.
		if value == "ENABLED" {
			request["ExplicitAuthFlows"] = []string{"ALLOW_USER_SRP_AUTH"}
		}
	case "RefreshTokenRotation.RetryGracePeriodSeconds":
		request["ExplicitAuthFlows"] = []string{"ALLOW_USER_SRP_AUTH"}
		request["RefreshTokenRotation"] = map[string]any{"Feature": "ENABLED"}
	}
	return request, nil
}

// filled returns a valid value of a string, or of an element, with n
// characters. It is not ok if the service would refuse it for another reason.
func filled(path string, n int) (value string, ok bool) {
	prefix, filler, ok := "", "a", true
	switch path {
	case "UserPoolId":
		prefix, ok = "us-west-2_", false // the service assigns it
	case "ClientId":
		ok = false // the service assigns it
	case "ReadAttributes", "WriteAttributes":
		prefix, ok = "custom:", false // no attribute has so many
	case "SupportedIdentityProviders":
		filler = "あ"
	case "CallbackURLs", "LogoutURLs", "DefaultRedirectURI":
		prefix = "https://example.com/"
	case "AllowedOAuthScopes":
		prefix = "api/"
	case "AnalyticsConfiguration.ApplicationId":
		ok = false // it has no limits
	case "AnalyticsConfiguration.ApplicationArn", "AnalyticsConfiguration.RoleArn":
		prefix = "arn:aws:iam::1:"
	}
	if n < len(prefix) {
		return "", false
	}
	return prefix + strings.Repeat(filler, n-len(prefix)), ok
}

// wrongText is a string, or an element, that does not match the pattern.
type wrongText struct{ name, text string }

// outside are strings, or elements, of which each has only wrong characters or
// a wrong form.
var outside = map[string][]wrongText{
	"UserPoolId":                            {{"no underscore", "us-west-2-aBcDeFgHi"}, {"nothing after the underscore", "us-west-2_"}, {"placeholder", "YOUR-USER-POOL-ID"}},
	"ClientName":                            {{"exclamation mark", "a!b"}, {"slash", "a/b"}, {"umlaut", "Büro"}},
	"ClientSecret":                          {{"exclamation mark", strings.Repeat("a", 24) + "!"}, {"hyphen", strings.Repeat("a", 24) + "-"}},
	"ClientId":                              {{"hyphen", "ap-northeast-1_xxxxxxxxx"}},
	"SupportedIdentityProviders":            {{"tab", "My\tIdP"}},
	"CallbackURLs":                          {{"space", "https://example.com/a b"}},
	"LogoutURLs":                            {{"space", "https://example.com/a b"}},
	"AllowedOAuthScopes":                    {{"space", "api/read all"}, {"quotation mark", `api/"read"`}, {"backslash", `api\read/x`}},
	"AnalyticsConfiguration.ApplicationId":  {{"not hexadecimal", "5f2c3g"}},
	"AnalyticsConfiguration.ApplicationArn": {{"no prefix", "mobiletargeting:us-east-1:123456789012:apps/5f2c3e"}},
	"AnalyticsConfiguration.RoleArn":        {{"account of letters", "arn:aws:iam::example:role/example"}},
}

// elements returns a list of n valid elements, or nil if that many do not go
// together.
func elements(path string, n int) []string {
	if path == "AllowedOAuthFlows" && n == len(cognito.OAuthFlow("").Values()) {
		return nil
	}
	var list []string
	for i := range n {
		switch path {
		case "CallbackURLs", "LogoutURLs":
			list = append(list, "https://example.com/"+strconv.Itoa(i))
		case "AllowedOAuthScopes":
			list = append(list, "api/"+strconv.Itoa(i))
		case "AllowedOAuthFlows":
			list = append(list, []string{"code", "implicit"}[i%2])
		}
	}
	return list
}

// describe returns members of the description of a client with a value that
// was accepted, or nil if nothing is known of it.
func describe(path string, value any) map[string]any {
	top, member, isNested := strings.Cut(path, ".")
	switch {
	case path == "ClientSecret":
		return nil
	case path == "RefreshTokenValidity" && value == 0:
		value = cognito.DefaultRefreshTokenValidity
	case path == "RefreshTokenRotation.Feature" && value == "DISABLED":
		return nil
	case path == "RefreshTokenRotation.Feature":
		value = map[string]any{"Feature": value, "RetryGracePeriodSeconds": 0}
	case path == "RefreshTokenRotation.RetryGracePeriodSeconds":
		value = map[string]any{"Feature": "ENABLED", "RetryGracePeriodSeconds": value}
	case isNested:
		value = map[string]any{member: value}
	}
	if list, ok := value.([]string); ok && len(list) == 0 {
		value = nil
	}
	return map[string]any{top: value}
}
