package worlds

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
)

// enums are the values of the members that are enums, by path. Those that suit
// most clients come first.
var enums = map[string][]string{
	"TokenValidityUnits":           texts(cognito.TimeUnit("").Values()),
	"AllowedOAuthFlows":            texts(cognito.OAuthFlow("").Values()),
	"PreventUserExistenceErrors":   reversed(texts(cognito.UserExistenceErrors("").Values())),
	"RefreshTokenRotation.Feature": texts(cognito.Feature("").Values()),
	"ExplicitAuthFlows":            authFlows(),
}

func texts[T ~string](values []T) []string {
	var list []string
	for _, value := range values {
		list = append(list, string(value))
	}
	return list
}

func reversed(list []string) []string {
	slices.Reverse(list)
	return list
}

// authFlows returns the flows that may be combined with most others first.
func authFlows() []string {
	flows := cognito.AuthFlow("").Values()
	rank := func(flow cognito.AuthFlow) int {
		switch {
		case flow == cognito.AuthFlowAllowUserSRPAuth:
			return 0
		case flow == cognito.AuthFlowAllowClientTokenAuth:
			return 2
		case flow.Legacy():
			return 3
		}
		return 1
	}
	slices.SortStableFunc(flows, func(a, b cognito.AuthFlow) int { return rank(a) - rank(b) })
	return texts(flows)
}

// Enum returns the values of the enum that a member, or each element of it, is.
// For other members it returns nil.
func Enum(member string) []string {
	if object, _, ok := strings.Cut(member, "."); ok && object == "TokenValidityUnits" {
		member = object
	}
	return enums[member]
}

// textValues are values for the other text members. Few is how many to try for
// a whole text; all are matched against the parts of one. One good value is
// enough if no rule distinguishes between good values.
var textValues = map[string]struct {
	few int
	all []string
}{
	"UserPoolId":                 {1, []string{"us-east-1_Ab1Cd2Ef3"}},
	"ClientName":                 {1, []string{"example"}},
	"AllowedOAuthScopes":         {2, scopes},
	"SupportedIdentityProviders": {3, []string{"COGNITO", "Google", "Example"}},
	"ReadAttributes":             {3, attributes},
	"WriteAttributes":            {3, attributes},
	"CallbackURLs":               {4, urls},
	"LogoutURLs":                 {4, urls},
	"DefaultRedirectURI":         {4, urls},

	"AnalyticsConfiguration.ApplicationArn": {1, []string{"arn:aws:mobiletargeting:us-east-1:123456789012:apps/5f2c3e"}},
	"AnalyticsConfiguration.ApplicationId":  {1, []string{"abcdef0123456789abcdef0123456789"}},
	"AnalyticsConfiguration.RoleArn":        {1, []string{"arn:aws:iam::123456789012:role/example"}},
}

// scopes are one of a resource server, one of the service and the standard
// ones.
var scopes = append([]string{cognito.StandardScopes()[0], "api/read", "aws.cognito/dcr/register"}, cognito.StandardScopes()[1:]...)

// attributes are custom attributes and the standard ones.
var attributes = append([]string{"email", "custom:tenant", "dev:custom:tenant", "oidc:profile"}, cognito.StandardAttributes()...)

// urls are a URL of each kind to try for a whole text, and then more for which
// http is allowed.
var urls = []string{
	"https://app.example.com/callback", "https://example.org", "myapp://callback", "http://localhost:3000/",
	"http://localhost", "http://localhost/", "http://localhost:3000",
	"http://127.0.0.1", "http://127.0.0.1/", "http://[::1]", "http://[::1]/", "http://[::1]:3000/", "https://[::1]/",
}

// numbers are the limits of numbers, and numbers within them for each unit.
var numbers = []string{
	"1", "60", "5", "3", "24", "15", "30", "300", "3600", "86400", "10", "1440", "3650",
	"0", "2", "16", "61", "86401", "315360000", "315360001", "-1",
}

// ports are port numbers for URLs.
var ports = []string{"3000", "8443"}

// names are values for text of no particular form.
var names = []string{"a1", "x", "an-example-that-is-longer"}

// isURL reports whether a member is a URL, or a list of them.
func isURL(member string) bool {
	return member == "CallbackURLs" || member == "LogoutURLs" || member == "DefaultRedirectURI"
}

// wholes returns values of a member, or of an element of a list: few or all.
func wholes(member string, few bool) []string {
	if values := Enum(member); values != nil {
		return values
	}
	if values := textValues[member].all; values != nil {
		if few {
			values = values[:textValues[member].few]
		}
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

// typeOf returns the type of a member, or string if there is no such member.
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

// occurrence is a text of the client, in which there may be unknowns.
type occurrence struct {
	place document.Place
	// That of the members with which it is compared, if it is a text of the
	// pool.
	path   Path
	ofPool bool
	// hasPlace reports whether no other element is at its place.
	hasPlace bool
	text     string // with placeholders
	parts    []part
}

// collector collects the texts of a client.
type collector struct {
	client      *Client
	seen        map[textAt]bool
	occurrences []occurrence
}

// textAt is a text of the client and where it is.
type textAt struct {
	path Path
	text string
}

func (found *collector) add(n *document.Node, path Path) {
	switch {
	case n == nil:
	case n.Kind == document.Object:
		for i := 0; i < len(n.Content); i += 2 {
			found.add(n.Content[i+1], path.Inside(n.Content[i].Text))
		}
	case n.Kind == document.List:
		for i, element := range n.Content {
			found.text(element, Path{path.Member, i}, element.Place != n.Place)
		}
	default:
		found.text(n, path, true)
	}
}

func (found *collector) text(n *document.Node, path Path, hasPlace bool) {
	at := textAt{path, found.client.resolve(n.Text)}
	if at.text == "" || found.seen[at] {
		return
	}
	found.seen[at] = true
	found.occurrences = append(found.occurrences, occurrence{place: n.Place, path: path, hasPlace: hasPlace, text: at.text, parts: found.client.parts(at.text)})
}

// poolOccurrences returns the texts of a pool that are compared with those of a
// client.
func (c *Client) poolOccurrences(pool *cognito.UserPool) []occurrence {
	if pool == nil {
		return nil
	}
	var found []occurrence
	add := func(member, text string) {
		if text = c.resolve(text); text != "" {
			found = append(found, occurrence{path: MemberPath(member), ofPool: true, text: text, parts: c.parts(text)})
		}
	}
	for _, attribute := range pool.SchemaAttributes {
		add("WriteAttributes", attribute.Name)
	}
	for _, provider := range pool.IdentityProviders {
		add("SupportedIdentityProviders", provider.ProviderName)
		for _, target := range slices.Sorted(maps.Keys(provider.AttributeMapping)) {
			add("WriteAttributes", target)
		}
	}
	for _, server := range pool.ResourceServers {
		for _, scope := range server.Scopes {
			add("AllowedOAuthScopes", server.Identifier+"/"+scope.ScopeName)
		}
	}
	return found
}

// class tells which texts are compared with the same others.
func (o occurrence) class() string {
	member := o.path.Member
	if member == "ReadAttributes" {
		member = "WriteAttributes"
	}
	if o.ofPool {
		return "pool " + member
	}
	return member
}

// comparedWith returns the class of the texts with which rules compare one: the
// default redirect URI with the callback URLs, and a text of the pool with those
// of the client.
func (o occurrence) comparedWith() string {
	if o.ofPool {
		return strings.TrimPrefix(o.class(), "pool ")
	}
	if o.path.Member == "DefaultRedirectURI" {
		return "CallbackURLs"
	}
	return "none"
}

// candidates returns the values of an unknown to try, good ones first.
func (c *Client) candidates(u *Unknown, occurrences []occurrence) []string {
	var found []string
	seen := map[string]bool{}
	add := func(texts ...string) {
		for _, text := range texts {
			if !seen[text] {
				seen[text] = true
				found = append(found, text)
			}
		}
	}
	for _, o := range occurrences {
		for i, p := range o.parts {
			switch {
			case p.unknown != u, u.Typed:
			case !u.Number:
				add(c.fillings(o, i)...)
				if len(o.parts) == 1 && typeOf(o.path.Member).Kind() != reflect.Bool && typeOf(o.path.Member).Kind() != reflect.Int32 {
					add("", unfit)
				}
			case isURL(o.path.Member):
				add(ports...)
			default:
				add(numbers...)
			}
		}
	}
	add(u.Others...)
	return found
}

// unfit is a value that suits no member.
const unfit = "a b\""

// fillingsOf is a part of a text at a member.
type fillingsOf struct {
	member, text string
	part         int
}

// fillings returns values of the unknown that is one of the parts of a text.
func (c *Client) fillings(o occurrence, i int) []string {
	key := fillingsOf{o.path.Member, o.text, i}
	found, ok := c.filled[key]
	if !ok {
		if c.filled == nil {
			c.filled = map[fillingsOf][]string{}
		}
		found = o.fillings(i)
		c.filled[key] = found
	}
	return found
}

// fillings returns values of the unknown that is one of the parts of a text:
// those that make the text one of those that suit its place or, if there are
// none, at least begin or end like one.
func (occurrence occurrence) fillings(i int) []string {
	u := occurrence.parts[i].unknown
	if len(occurrence.parts) == 1 {
		return wholes(occurrence.path.Member, !u.isMany)
	}
	targets := wholes(occurrence.path.Member, false)
	before, after := occurrence.parts[:i], occurrence.parts[i+1:]
	var found []string
	for _, target := range targets {
		for _, begin := range prefixes(before, target) {
			for _, end := range suffixes(after, target) {
				if begin < end || begin == end && i > 0 {
					found = append(found, target[begin:end])
				}
			}
		}
	}
	if found == nil && (i > 0 || !isURL(occurrence.path.Member)) {
		for _, target := range targets {
			found = append(found, partly(before, after, target, isURL(occurrence.path.Member))...)
		}
	}
	found = found[:min(len(found), maxFillings)]
	switch member := occurrence.path.Member; {
	case isURL(member):
		return append(found, partsOfURL(joined(lettered(before)), joined(lettered(after)), i)...)
	case member == "AllowedOAuthScopes":
		return append(found, "a1", "a1/b2", "a1/", "/b2", "/")
	case member == "UserPoolId":
		return append(found, "_Ab1Cd2Ef3", "us-east-1_")
	case typeOf(member).Kind() == reflect.Int32:
		return append(found, "1", "6", "30", "")
	}
	return append(found, names...)
}

// partly returns the parts of target that follow before or, unless target is a
// URL, that precede after.
func partly(before, after []part, target string, isURL bool) []string {
	begins, ends := prefixes(before, target), suffixes(after, target)
	var found []string
	for at := range len(target) + 1 {
		if !isBoundary(target, at, isURL) {
			continue
		}
		if len(begins) > 0 && begins[0] < at {
			found = append(found, target[begins[0]:at])
		}
		if len(ends) > 0 && at < ends[0] && len(after) > 0 && !isURL {
			found = append(found, target[at:ends[0]])
		}
	}
	return found
}

// isBoundary reports whether a part of a text may begin or end at an offset: of
// a URL, where a path or an IPv6 address ends.
func isBoundary(text string, at int, isURL bool) bool {
	const delimiters = ":/_-.?#[]@"
	switch {
	case at == 0 || at == len(text):
		return true
	case isURL:
		return text[at] == '/' || text[at] == ']'
	}
	return strings.IndexByte(delimiters, text[at-1]) >= 0 || strings.IndexByte(delimiters, text[at]) >= 0
}

// partsOfURL returns what may follow the beginning of a URL, and precede the
// rest. What would make the URL malformed is left out.
func partsOfURL(before, after string, i int) []string {
	scheme, rest, isAfterScheme := strings.Cut(before, ":")
	authority, path, isInPath := strings.Cut(strings.TrimPrefix(rest, "//"), "/")
	isWithinHost := after != "" && !strings.ContainsAny(after[:1], "/?#")
	switch {
	case before == "" && i == 0:
		return append([]string{"https", "https://app.example.com", "http://localhost:3000", "myapp", "app.example.com", "localhost", "http://app.example.com", "http"}, urls[:4]...)
	case !isAfterScheme:
		return []string{"x://callback", "a1", "app.example.com"}
	case !isInPath && strings.HasSuffix(authority, ":") && strings.HasPrefix(rest, "//"):
		return ports
	case isInPath || strings.ContainsAny(path+authority, "?#"):
		return []string{"callback", "a1/b2", "3000", "app.example.com", "a?b=c"}
	case isWithinHost:
		return []string{"localhost", "app.example.com", "127.0.0.1", "a1"}
	case scheme == "http":
		return []string{"localhost", "app.example.com", "127.0.0.1", "localhost:3000", "a1", "localhost/callback"}
	}
	return []string{"app.example.com", "a1", "localhost", "app.example.com/callback", "3000"}
}

// prefixes returns the offsets in target at which a prefix that matches parts
// may end. If the last part is an unknown, it takes the whole target.
func prefixes(parts []part, target string) []int {
	switch {
	case len(parts) > 0 && parts[len(parts)-1].unknown != nil:
		return []int{len(target)}
	case !isLiteral(parts):
	case strings.HasPrefix(target, joined(parts)):
		return []int{len(joined(parts))}
	default:
		return nil
	}
	var found []int
	for at := range len(target) + 1 {
		if matches(parts, target[:at]) {
			found = append(found, at)
		}
	}
	return found
}

// suffixes returns the offsets in target at which a suffix that matches parts
// may begin. If the first part is an unknown, it takes nothing.
func suffixes(parts []part, target string) []int {
	switch {
	case len(parts) > 0 && parts[0].unknown != nil:
		return []int{len(target)}
	case !isLiteral(parts):
	case strings.HasSuffix(target, joined(parts)):
		return []int{len(target) - len(joined(parts))}
	default:
		return nil
	}
	var found []int
	for at := range len(target) + 1 {
		if matches(parts, target[at:]) {
			found = append(found, at)
		}
	}
	return found
}

// lettered returns parts with a letter for each unknown.
func lettered(parts []part) []part {
	parts = slices.Clone(parts)
	for i, p := range parts {
		if p.unknown != nil {
			parts[i] = part{literal: "x"}
		}
	}
	return parts
}
