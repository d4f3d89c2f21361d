package worlds

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
)

// enums are the values of the members that are enums, by path.
var enums = map[string][]string{
	"TokenValidityUnits":           {"seconds", "minutes", "hours", "days"},
	"AllowedOAuthFlows":            {"code", "implicit", "client_credentials"},
	"PreventUserExistenceErrors":   {"ENABLED", "LEGACY"},
	"RefreshTokenRotation.Feature": {"ENABLED", "DISABLED"},
	"ExplicitAuthFlows": {
		"ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_USER_PASSWORD_AUTH",
		"ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_AUTH",
		"USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH", "CUSTOM_AUTH_FLOW_ONLY",
	},
}

// Enum returns the values of an enum, given the path of a member or of an
// element of a list. For other members it returns nil.
func Enum(path string) []string {
	path, _, _ = strings.Cut(path, "[")
	if object, _, ok := strings.Cut(path, "."); ok && object == "TokenValidityUnits" {
		path = object
	}
	return enums[path]
}

// texts are values of the other members that are text, good ones first.
var texts = map[string][]string{
	"UserPoolId":                 {"us-east-1_Ab1Cd2Ef3", "eu-west-1_Gh4Ij5Kl6"},
	"ClientName":                 {"example", "Example 2"},
	"AllowedOAuthScopes":         {"openid", "api/read", "email", "profile", "phone", "aws.cognito.signin.user.admin"},
	"SupportedIdentityProviders": {"COGNITO", "Google", "Example"},
	"ReadAttributes":             {"email", "name", "custom:tenant", "dev:custom:tenant", "email_verified"},
	"WriteAttributes":            {"email", "name", "custom:tenant", "dev:custom:tenant", "email_verified"},

	"AnalyticsConfiguration.ApplicationArn": {"arn:aws:mobiletargeting:us-east-1:123456789012:apps/5f2c3e", "arn:aws:mobiletargeting:eu-west-1:210987654321:apps/6a3d4f"},
	"AnalyticsConfiguration.ApplicationId":  {"abcdef0123456789abcdef0123456789", "0123456789abcdef0123456789abcdef"},
	"AnalyticsConfiguration.RoleArn":        {"arn:aws:iam::123456789012:role/example", "arn:aws:iam::210987654321:role/other"},
}

var urls = []string{
	"https://app.example.com/callback", "https://example.org", "myapp://callback", "http://localhost:3000/",
	"http://app.example.com/", "https://app.example.com/#a", "app.example.com", "https://*.example.com/",
}

// loopback are the URLs in which http is allowed.
var loopback = []string{
	"http://localhost", "http://localhost/", "http://localhost:3000", "http://localhost:3000/",
	"http://127.0.0.1", "http://127.0.0.1/", "http://[::1]", "http://[::1]/",
}

// numbers are the limits of numbers, and numbers within them for each unit.
var numbers = []string{
	"1", "60", "5", "3", "24", "15", "30", "300", "3600", "86400", "10", "1440", "3650",
	"0", "2", "16", "61", "86401", "315360000", "315360001", "-1",
}

// names are parts of texts that have no form of their own.
var names = []string{"a1", "Example", "x-2"}

func isURL(member string) bool {
	return member == "CallbackURLs" || member == "LogoutURLs" || member == "DefaultRedirectURI"
}

// wholes returns values of a member, or of an element of a list.
func wholes(member string) []string {
	if isURL(member) {
		return urls
	}
	if values := Enum(member); values != nil {
		return values
	}
	if values := texts[member]; values != nil {
		return values
	}
	switch typeOf(member).Kind() {
	case reflect.Bool:
		return []string{"true", "false"}
	case reflect.Int32:
		return numbers
	}
	return names
}

// typeOf returns the type of a member, or string for one that there is not.
func typeOf(member string) reflect.Type {
	t := reflect.TypeFor[cognito.UserPoolClient]()
	for name := range strings.SplitSeq(member, ".") {
		if t.Kind() != reflect.Struct {
			return reflect.TypeFor[string]()
		}
		field, ok := t.FieldByName(name)
		if !ok {
			return reflect.TypeFor[string]()
		}
		if t = field.Type; t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
	}
	return t
}

// use is a text of the client, in which there may be unknowns.
type use struct {
	place  document.Place
	path   string
	member string // the path without an index
	parts  []part
}

// uses returns the texts of a client.
func (c *Client) uses(n *document.Node, path, member string, found []use) []use {
	switch {
	case n.Kind == document.Object:
		for i := 0; i < len(n.Content); i += 2 {
			inside := strings.TrimPrefix(path+"."+n.Content[i].Text, ".")
			found = c.uses(n.Content[i+1], inside, inside, found)
		}
	case n.Kind == document.List:
		for i, element := range n.Content {
			found = c.uses(element, path+"["+strconv.Itoa(i)+"]", member, found)
		}
	case n.Text != "":
		found = append(found, use{n.Place, path, member, c.parts(n.Text)})
	}
	return found
}

// poolUses returns the texts of a pool that are compared with those of a
// client.
func (c *Client) poolUses(pool *cognito.UserPool) []use {
	if pool == nil {
		return nil
	}
	var found []use
	for _, attribute := range pool.SchemaAttributes {
		found = append(found, use{member: "WriteAttributes", parts: c.parts(attribute.Name)})
	}
	for _, provider := range pool.IdentityProviders {
		found = append(found, use{member: "SupportedIdentityProviders", parts: c.parts(provider)})
	}
	for _, server := range pool.ResourceServers {
		for _, scope := range server.Scopes {
			found = append(found, use{member: "AllowedOAuthScopes", parts: c.parts(server.Identifier + "/" + scope.ScopeName)})
		}
	}
	return found
}

// comparable returns the same for all members whose texts rules compare with
// each other, or "".
func comparable(member string) string {
	switch {
	case isURL(member):
		return "URL"
	case member == "ReadAttributes", member == "WriteAttributes":
		return "attribute"
	case member == "SupportedIdentityProviders", member == "AllowedOAuthScopes":
		return member
	}
	return ""
}

// candidates collects the values that an unknown may have.
type candidates struct {
	values []value
	seen   map[string]bool
}

func (c *candidates) add(values ...string) {
	for _, text := range values {
		if !c.seen[text] {
			c.seen[text] = true
			c.values = append(c.values, value{text: text})
		}
	}
}

// candidates returns the values of an unknown to try, good ones first.
func (u *Unknown) candidates(uses []use) []value {
	found := candidates{seen: map[string]bool{}}
	if u.Allowed != nil {
		found.add(u.Allowed...)
		return u.forms(found.values)
	}
	switch {
	case u.Typed:
	case u.Number:
		found.add(numbers...)
	default:
		for _, use := range uses {
			for i, p := range use.parts {
				if p.unknown == u {
					found.add(use.fillings(i)...)
				}
			}
		}
	}
	found.add(u.Others...)
	if len(found.values) == 0 {
		found.add(names...)
	}
	return u.forms(found.values)
}

// forms returns the values of an unknown that texts stand for: lists, if it is
// or is split into one, and nothing, if it may have no value.
func (u *Unknown) forms(texts []value) []value {
	var all []string
	for _, v := range texts {
		all = append(all, v.text)
	}
	values := texts
	if u.List {
		values = nil
		for _, text := range all {
			values = append(values, value{list: []string{text}})
		}
		values = append(values, value{list: all}, value{list: []string{}})
	}
	for _, delimiter := range u.delimiters {
		values = append(values, value{text: strings.Join(all, delimiter)})
	}
	if u.Optional {
		values = append(values, value{absent: true})
	}
	return values
}

// fillings returns values of the unknown that is one of the parts of a text.
func (use use) fillings(i int) []string {
	if len(use.parts) == 1 {
		return wholes(use.member)
	}
	before, after := use.around(i)
	var found []string
	targets := wholes(use.member)
	if isURL(use.member) {
		targets = slices.Concat(targets, loopback)
	}
	for _, target := range targets {
		room := len(target) - len(before) - len(after)
		if room >= 0 && strings.EqualFold(target[:len(before)], before) && strings.HasSuffix(target, after) {
			found = append(found, target[len(before):len(before)+room])
		}
	}
	if i > 0 && use.parts[i-1].unknown != nil {
		found = append(found, "")
	}
	switch {
	case isURL(use.member):
		return append(found, partsOfURL(before, i)...)
	case typeOf(use.member).Kind() == reflect.Int32:
		return append(found, "1", "6", "30")
	}
	return append(found, names...)
}

// around returns the text before a part and after it, with a letter for each
// other unknown. What follows another unknown is left out.
func (use use) around(i int) (before, after string) {
	for _, p := range use.parts[:i] {
		if p.unknown != nil {
			p.literal = "x"
		}
		before += p.literal
	}
	for _, p := range use.parts[i+1:] {
		if p.unknown != nil {
			break
		}
		after += p.literal
	}
	return before, after
}

// partsOfURL returns what may follow the beginning of a URL.
func partsOfURL(before string, i int) []string {
	scheme, rest, isAfterScheme := strings.Cut(before, ":")
	authority, path, isInPath := strings.Cut(strings.TrimPrefix(rest, "//"), "/")
	switch {
	case before == "" && i == 0:
		return append([]string{"https", "https://app.example.com", "http://localhost:3000", "myapp", "app.example.com", "localhost", "http://app.example.com", "http"}, urls...)
	case !isAfterScheme:
		return []string{"x://callback", "a1", "app.example.com"}
	case !isInPath && strings.HasSuffix(authority, ":") && strings.HasPrefix(rest, "//"):
		return []string{"3000", "8443"}
	case isInPath || strings.ContainsAny(path+authority, "?#"):
		return []string{"callback", "a1/b2", "3000", "app.example.com", "a?b=c"}
	case scheme == "http":
		return []string{"localhost", "app.example.com", "127.0.0.1", "localhost:3000", "a1", "localhost/callback"}
	}
	return []string{"app.example.com", "a1", "localhost", "app.example.com/callback", "3000"}
}
