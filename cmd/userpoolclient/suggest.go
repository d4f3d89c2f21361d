package main

import (
	"reflect"
	"slices"
	"strings"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
	"github.com/go-cognito/cognito/internal/suggest"
)

// maxShownName is how many characters of an unknown name are printed.
const maxShownName = 40

// shownName returns as much of a member's name as can be printed: all of one
// that the API has, and of another only what cannot be the value of a secret
// that lacks its quotes or its colon. It may be nothing.
func shownName(name string, known bool, value *document.Node) string {
	if known {
		return name
	}
	if value.Kind == document.Null && value.Text == "" { // perhaps without a colon
		return ""
	}
	end := strings.IndexFunc(name, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '-')
	})
	if end < 0 {
		end = len(name)
	}
	if end = min(end, maxShownName); end > 0 && end < len(name) {
		return name[:end] + "..."
	}
	return name[:end]
}

// elsewhere is what other tools and standards call a member, in lower case and
// without punctuation.
var elsewhere = map[string]string{
	"scopes": "AllowedOAuthScopes", "scope": "AllowedOAuthScopes", "oauthscopes": "AllowedOAuthScopes",
	"oauthflows": "AllowedOAuthFlows", "granttypes": "AllowedOAuthFlows", "flows": "AllowedOAuthFlows",
	"redirecturis": "CallbackURLs", "redirecturi": "CallbackURLs", "redirecturls": "CallbackURLs", "callbackuris": "CallbackURLs",
	"logouturis": "LogoutURLs", "signouturls": "LogoutURLs", "postlogoutredirecturis": "LogoutURLs",
	"authflows": "ExplicitAuthFlows", "identityproviders": "SupportedIdentityProviders",
	"name": "ClientName", "userpoolclientname": "ClientName", "poolid": "UserPoolId", "userpool": "UserPoolId",
	"secret": "ClientSecret", "allowedoauthflowsenabled": "AllowedOAuthFlowsUserPoolClient",
	"access": "AccessToken", "id": "IdToken", "refresh": "RefreshToken",
}

// unknownMember returns the message that a structure does not have a member,
// and the name of the member that is probably meant, or "".
func unknownMember(name string, structure reflect.Type, form form) (message, guess string) {
	what := structure.Name()
	if structure == reflect.TypeFor[cognito.UserPoolClient]() {
		what = form.name
	}
	message = "is not a member of " + what
	var names []string
	for field := range structure.Fields() {
		if !slices.Contains(form.lacks, field.Name) {
			names = append(names, field.Name)
		}
	}
	guess = elsewhere[suggest.Letters(name)]
	if !slices.Contains(names, guess) {
		guess = suggest.Nearest(name, names)
	}
	if guess != "" {
		message += suggest.DidYouMean(guess)
	}
	return message, guess
}

// valuesElsewhere is what is often written for a value of an enum, as
// elsewhere has it for members.
var valuesElsewhere = map[string]string{
	"authorizationcode": "code", "token": "implicit", "machinetomachine": "client_credentials",
	"srpauth": "ALLOW_USER_SRP_AUTH", "allowsrpauth": "ALLOW_USER_SRP_AUTH", "userauth": "ALLOW_USER_AUTH",
	"refreshtokenauth": "ALLOW_REFRESH_TOKEN_AUTH", "refreshtoken": "ALLOW_REFRESH_TOKEN_AUTH", "allowrefreshtoken": "ALLOW_REFRESH_TOKEN_AUTH",
	"usersrpauth": "ALLOW_USER_SRP_AUTH", "customauth": "ALLOW_CUSTOM_AUTH", "adminuserpasswordauth": "ALLOW_ADMIN_USER_PASSWORD_AUTH",
	"on": "ENABLED", "true": "ENABLED", "off": "DISABLED", "false": "DISABLED",
	"sec": "seconds", "min": "minutes", "hr": "hours", "d": "days", "h": "hours", "m": "minutes", "s": "seconds",
}

// nearestValue returns the value of the enum of a member that is probably meant
// by another, or "".
func nearestValue(member, value string) string {
	values := worlds.Enum(member)
	if guess := valuesElsewhere[suggest.Letters(value)]; slices.Contains(values, guess) {
		return guess
	}
	return suggest.Nearest(value, values)
}
