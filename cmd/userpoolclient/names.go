package main

import (
	"reflect"
	"slices"
	"strings"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
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
	return name[:min(end, maxShownName)]
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
	if name == "ClientId" && slices.Contains(form.lacks, name) {
		return message + ": if this is an update request, add -update", "ClientName" // which only creating requires
	}
	var names []string
	for field := range structure.Fields() {
		if !slices.Contains(form.lacks, field.Name) {
			names = append(names, field.Name)
		}
	}
	guess = elsewhere[letters(name)]
	if !slices.Contains(names, guess) {
		guess = nearest(name, names)
	}
	if guess != "" {
		message += didYouMean(guess)
	}
	return message, guess
}

func didYouMean(guess string) string { return ": did you mean " + guess + "?" }

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

// nearestValue returns the value of the enum at a path that is probably meant
// by another, or "".
func nearestValue(path, value string) string {
	values := worlds.Enum(path)
	if guess := valuesElsewhere[letters(value)]; slices.Contains(values, guess) {
		return guess
	}
	return nearest(value, values)
}

// nearest returns the candidate that differs from a name in the fewest
// letters, or "" if all differ in more than two, or in half of them.
func nearest(name string, candidates []string) string {
	best, fewest := "", 3
	for _, candidate := range candidates {
		if n := distance(name, candidate); n < fewest && 2*n < len(candidate) {
			best, fewest = candidate, n
		}
	}
	return best
}

// letters returns a name in lower case and without punctuation.
func letters(name string) string {
	if len(name) > 2*maxShownName {
		return "" // not near any
	}
	return strings.ToLower(punctuation.Replace(name))
}

var punctuation = strings.NewReplacer("-", "", "_", "", " ", "")

// distance returns how many letters must be added, removed or changed to turn
// a into b, whatever their case and punctuation.
func distance(a, b string) int {
	if len(a) > 2*len(b) { // not near, and perhaps too long to compare
		return len(a)
	}
	a, b = letters(a), letters(b)
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0]++
		for j := range len(b) {
			changed := diagonal
			if a[i] != b[j] {
				changed++
			}
			diagonal = row[j+1]
			row[j+1] = min(changed, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
