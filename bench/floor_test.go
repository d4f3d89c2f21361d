package bench

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The floor and Validate agree on generated clients, of which at least a
// quarter are valid and a quarter are not.
func TestFloorAgrees(t *testing.T) {
	const enough = 150_000
	random := rand.New(rand.NewPCG(1, 2))
	count := map[bool]int{}
	for range enough {
		c := generate(random)
		err := c.Validate()
		count[err == nil]++
		require.Equal(t, err == nil, floor(c), "%v: %v", c, err)
	}
	assert.Greater(t, count[true], enough/4)
	assert.Greater(t, count[false], enough/4)
}

// The floor and Validate agree where one member of a valid client is changed
// to each of the values.
func TestFloorAgreesOnEachValue(t *testing.T) {
	uris := append(slices.Clone(uriValues), strangeValues...)
	for _, c := range characters {
		uris = append(uris, "https://a"+c+"b/", "https://a"+c+"b@c/", "https://a:8"+c+"0/", "myapp://a"+c+"b", "my"+c+"app:a",
			"https://a/"+c, "https://a/?"+c, "https://[::1"+c+"]/", "https://a/%"+c+"0", "https://a/%0"+c)
	}
	for _, uri := range uris {
		c := testclients.Typical()
		c.LogoutURLs = []string{uri}
		assert.Equal(t, c.Validate() == nil, floor(c), "%q", uri)
		c = testclients.Typical()
		c.CallbackURLs, c.DefaultRedirectURI = []string{uri}, uri
		assert.Equal(t, c.Validate() == nil, floor(c), "%q", uri)
	}
	for member, values := range memberValues {
		for _, value := range append(slices.Clone(values), strangeValues...) {
			for _, analytics := range []*cognito.AnalyticsConfiguration{
				testclients.Typical().AnalyticsConfiguration, testclients.EveryMember().AnalyticsConfiguration,
			} {
				c := testclients.Typical()
				c.AnalyticsConfiguration = analytics
				field := find(reflect.ValueOf(c).Elem(), member)
				if field.Kind() == reflect.Slice {
					field = field.Index(0)
				}
				field.SetString(value)
				assert.Equal(t, c.Validate() == nil, floor(c), "%s: %q", member, value)
			}
		}
	}
}

// find returns the member of a client or of a struct in it.
func find(structure reflect.Value, member string) reflect.Value {
	if field := structure.FieldByName(member); field.IsValid() {
		return field
	}
	for _, field := range structure.Fields() {
		if field = reflect.Indirect(field); field.Kind() == reflect.Struct {
			if found := find(field, member); found.IsValid() {
				return found
			}
		}
	}
	return reflect.Value{}
}

// uriValues are redirect URIs, valid and invalid.
var uriValues = []string{
	"https://example.com/callback", "https://example.com", "https://example.com:8443/?a=%", "HTTPS://Example.com/", "https://u@v/", "https://u:p@v:1/",
	"https://[2001:db8::1]:443/", "https://[::ffff:1.2.3.4]/", "https://[fe80::1%25en0]/", "https://bücher.example/あ", "https://a/%C3%BC",
	"http://localhost", "http://LocalHost:3000/", "http://u@localhost/", "http://127.0.0.1:1", "http://[::1]:", "https://a:/",
	"myapp://", "myapp://example", "myapp:a", "myapp:?", "my.app+1-2:/a", "x://u@h:1/", "myapp://[::1]", "dataset:a", "javascripts:a", "http2:a", "httpx://",
	"https://u@v@h/", `https://a"b/`, "https://[zz]/", "myapp://a:b:c", "http://localhoſt/", "http://localhoſ/", "httpſ://a/",
	"https://[1.2.3.4]/", "https://[::1", "https://::1]/", "https://[::1]a/", "https://a]/", "https://a[::1]/", "https://[]/", "https://a:b/", "https://a:-1/", "https://a:１/",
	"https://", "https:///a", "https:a", "https:/a", "https:?", "https://?a", "https://:443/", "https://u@/", "https://u@:1/", "https:",
	"http://example.com/", "http://localhost.example.com/", "http://localhost@example.com/", "http://127.0.0.2/", "http://127.1/", "http://[::2]/", "http://[0:0:0:0:0:0:0:1]/", "http:", "http://", "http:localhost",
	"myapp:", ":", "", "://a", "/callback", "callback", "1app:a", "my_app:a", "mü:a", "+a:b", "https://a/#", "https://a/#b", "myapp://a#", "#", "a?b:c",
	"https://a/%", "https://a/%0", "https://a/%zz", "https://%/", "https://%41/", "myapp:%", "myapp://%zz", "http://example.com/%zz",
	"javascript:alert(1)", "JavaScript:a", "data:,a", "DATA:,", "vbscript:a", "vbſcript:a", "javascript:?", "data://a",
	"https://a/ b", " https://a/", "https://a/\n", "https://a/\u00a0", "https://a/\u200b", "https://a/\u00ad", "https://a/\u2028", "https://a/\ue000",
}

// memberValues are values, valid and invalid, of the other members.
var memberValues = map[string][]string{
	"UserPoolId":    {"us-west-2_aBcDeFgHi", "a_b", "_a", "a_", "__a", "a_b_c", "a-b", "a_b-", "us west_a", "a_ü", "_"},
	"ClientName":    {"a", "a b", "a\tb\n\v\f\r", "_+=,.@-", "a/b", "Büro", "a\u00a0", "a\x00", "a~"},
	"ClientSecret":  {testclients.Secret, "+_0123456789abcdefghijkl", "short", "abcdefghijklmnopqrstuvw/", "abcdefghijklmnopqrstuvwü"},
	"ApplicationId": {"5f2c3e", "ABCDEF", "g", "0x1", "é"},
	"ApplicationArn": {
		testclients.ApplicationARN, testclients.RoleARN, "arn:aws:a::1:" + strings.Repeat("a", 20), "arn:aws:a:b:1:c:d:" + strings.Repeat("a", 20),
		"arn:aws:a:b:1:c:d:e:" + strings.Repeat("a", 20), "arn::a:b:1:" + strings.Repeat("a", 20), "arn:aws::b:1:" + strings.Repeat("a", 20),
		"arn:aws:a:b::" + strings.Repeat("a", 20), "arn:aws:a:b:x:" + strings.Repeat("a", 20), "arn:aws:a:b:1:" + strings.Repeat("a", 20) + ":",
		"arn:aws:a:b:1234567890", "arm:aws:a:b:1:" + strings.Repeat("a", 20), "arn:aws:a:b:1:" + strings.Repeat("é", 20), "arn:aws:iam::123456789012:role*x",
	},
	"RoleArn":                    {testclients.RoleARN, "arn:aws:iam:role"},
	"ExternalId":                 {"external", " ", "\x00", "あ"},
	"ReadAttributes":             attributeValues,
	"WriteAttributes":            attributeValues,
	"SupportedIdentityProviders": {"COGNITO", "My IdP", "あ\u00a0\u3000\u2028", "a\u200b", "a\n", "a\t", "a\u00ad", "\x7f", "\u0301"},
	"AllowedOAuthScopes": {
		"openid", "email", "phone", "profile", "aws.cognito.signin.user.admin", "api/read", "https://api.example.com/a", "a/b/c", "//a", "!/~",
		"api", "/read", "api/", "/", "a /b", `a"/b`, `a\/b`, "ü/b", "a/\x7f", "openID", "",
	},
	"AllowedOAuthFlows": {"code", "implicit", "client_credentials", "Code", "password", ""},
	"ExplicitAuthFlows": {
		"ADMIN_NO_SRP_AUTH", "CUSTOM_AUTH_FLOW_ONLY", "USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_CUSTOM_AUTH",
		"ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_AUTH", "ALLOW_", "allow_user_auth", "",
	},
	"PreventUserExistenceErrors": {"LEGACY", "ENABLED", "DISABLED", "enabled"},
	"Feature":                    {"ENABLED", "DISABLED", "enabled"},
	"AccessToken":                unitValues,
	"IdToken":                    unitValues,
	"RefreshToken":               unitValues,
}

var (
	unitValues      = []string{"seconds", "minutes", "hours", "days", "weeks", "Days"}
	attributeValues = []string{
		"address", "birthdate", "email", "email_verified", "family_name", "gender", "given_name", "identities", "locale", "middle_name", "name",
		"nickname", "phone_number", "phone_number_verified", "picture", "preferred_username", "profile", "sub", "updated_at", "website", "zoneinfo",
		"custom:a", "dev:custom:a", "custom:", "custom:\x00あ", "dev:a", "dev:dev:custom:a", "dev:email", "Email", "tenant", "a custom:b", "custom", "",
	}
	// strangeValues go to every member.
	strangeValues = []string{"", " ", "\x00", "a\xff", "custom:\xff", "a/\xc3", "https://a/\xed\xa0\x80", "\ufffd", "https://a/\ufffd", "custom:\ufffd", "😀", "\u0301", "a\u202e"}
	// lengths are the limits of all shapes, and their neighbours.
	lengths = []int{0, 1, 2, 19, 20, 21, 23, 24, 25, 31, 32, 33, 54, 55, 56, 63, 64, 65, 127, 128, 129, 255, 256, 257, 1023, 1024, 1025, 2047, 2048, 2049, 131071, 131072, 131073}
	// listLengths are the limits of all lists, and their neighbours.
	listLengths = []int{0, 1, 2, 3, 4, 49, 50, 51, 99, 100, 101}
	numbers     = []int64{-1 << 31, -1, 0, 1, 2, 3, 4, 5, 14, 15, 16, 23, 24, 25, 30, 59, 60, 61, 299, 300, 301, 1440, 1441, 3599, 3600, 3601, 3650, 3651, 86399, 86400, 86401, 87600, 87601, 5256000, 5256001, 315359999, 315360000, 315360001, 1<<31 - 1}
	fillers     = []string{"a", "0", "é", "あ", "😀", "\u200b", "\xff"}
)

// characters are the ASCII characters and some that are not.
var characters = func() []string {
	all := slices.Clone(fillers)
	for r := range rune(utf8.RuneSelf) {
		all = append(all, string(r))
	}
	return all
}()

// generate returns a client in which none to three members were changed.
func generate(random *rand.Rand) *cognito.UserPoolClient {
	c := testclients.Generate(random)
	if random.IntN(2) == 0 {
		c = pick(random, []func() *cognito.UserPoolClient{
			testclients.Typical, testclients.Valid, testclients.Minimal, testclients.Typical,
		})()
		if random.IntN(4) == 0 {
			c.AnalyticsConfiguration = testclients.EveryMember().AnalyticsConfiguration
		}
	}
	for range random.IntN(4) {
		mutate(random, "", reflect.ValueOf(c).Elem())
	}
	if random.IntN(4) == 0 && len(c.CallbackURLs) > 0 {
		c.DefaultRedirectURI = pick(random, c.CallbackURLs)
	}
	return c
}

// mutate changes a member, or one of a struct, at random.
func mutate(random *rand.Rand, member string, value reflect.Value) {
	switch value.Kind() {
	case reflect.Bool:
		value.SetBool(!value.Bool())
	case reflect.Int32:
		value.SetInt(pick(random, numbers))
	case reflect.String:
		value.SetString(mutateString(random, member, value.String()))
	case reflect.Slice:
		mutateList(random, member, value)
	case reflect.Pointer:
		if random.IntN(4) == 0 {
			value.SetZero()
			return
		}
		changed := reflect.New(value.Type().Elem())
		if !value.IsNil() {
			changed.Elem().Set(value.Elem())
		}
		mutate(random, member, changed.Elem())
		value.Set(changed)
	case reflect.Struct:
		if value.Type() != reflect.TypeFor[cognito.Timestamp]() { // not part of a request
			i := random.IntN(value.NumField())
			mutate(random, value.Type().Field(i).Name, value.Field(i))
		}
	}
}

func mutateList(random *rand.Rand, member string, list reflect.Value) {
	length := list.Len()
	if random.IntN(3) == 0 {
		length = pick(random, listLengths)
	}
	changed := reflect.MakeSlice(list.Type(), length, length)
	for i := range length {
		if list.Len() > 0 {
			changed.Index(i).Set(list.Index(i % list.Len()))
		} else {
			changed.Index(i).SetString(valuesOf(member)[0])
		}
	}
	if length > 0 && random.IntN(3) > 0 {
		mutate(random, member, changed.Index(random.IntN(length)))
	}
	list.Set(changed)
}

func mutateString(random *rand.Rand, member, value string) string {
	switch random.IntN(8) {
	case 0:
		return pick(random, strangeValues)
	case 1: // of a length at a limit
		length := pick(random, lengths) - utf8.RuneCountInString(value)
		return value + strings.Repeat(pick(random, fillers), max(length, 0))
	case 2: // one character more, or in place of another
		at := random.IntN(len(value) + 1)
		return value[:at] + pick(random, characters) + value[min(at+random.IntN(2), len(value)):]
	case 3:
		if isURI(member) {
			return generateURI(random)
		}
	}
	return pick(random, valuesOf(member))
}

func isURI(member string) bool {
	return slices.Contains([]string{"CallbackURLs", "LogoutURLs", "DefaultRedirectURI"}, member)
}

func valuesOf(member string) []string {
	if isURI(member) {
		return uriValues
	}
	if values, ok := memberValues[member]; ok {
		return values
	}
	return strangeValues
}

// generateURI returns a URI of parts that are more often valid than not.
func generateURI(random *rand.Rand) string {
	return pick(random, []string{"https", "https", "http", "HTTP", "myapp", "a.b", "data", "1", ""}) +
		pick(random, []string{":", ":", ":", ":", ":", ""}) +
		pick(random, []string{"//", "//", "//", "//", "/", ""}) +
		pick(random, []string{"", "", "", "", "u@", "u:p@", "u@v@", `"@`, "[@", "あ@"}) +
		pick(random, []string{"example.com", "localhost", "LOCALHOST", "127.0.0.1", "[::1]", "[::2]", "あ", "", "localhoſt", "[zz]", "a{", "a[b]"}) +
		pick(random, []string{"", "", "", ":", ":1", ":443", ":a", ":1:2", "1"}) +
		pick(random, []string{"", "/", "/a", "/%41", "/@:[]", "/あ", "/%", "/%4g", " "}) +
		pick(random, []string{"", "", "", "?", "?a", "?%", "?#"}) +
		pick(random, []string{"", "", "", "", "", "", "", "#", "#a"})
}

func pick[T any](random *rand.Rand, values []T) T {
	return values[random.IntN(len(values))]
}
