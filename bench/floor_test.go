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
	const enough = 100_000
	random := rand.New(rand.NewPCG(1, 2))
	count := map[bool]int{}
	for range enough {
		count[agree(t, generate(random))]++
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
	for _, filler := range fillers {
		for _, length := range lengths {
			uris = append(uris, ofLength("https://a/", filler, length))
		}
	}
	for _, uri := range uris {
		c := testclients.Typical()
		c.LogoutURLs = []string{uri}
		agree(t, c, "LogoutURLs", uri)
		c = testclients.Typical()
		c.CallbackURLs, c.DefaultRedirectURI = []string{uri}, uri
		agree(t, c, "CallbackURLs", uri)
	}
	for member, values := range memberValues {
		values = append(slices.Clone(values), strangeValues...)
		for _, filler := range fillers {
			for _, length := range lengths {
				values = append(values, ofLength(values[0], filler, length))
			}
		}
		for _, value := range values {
			for _, c := range bases() {
				field := find(reflect.ValueOf(c).Elem(), member)
				if field.Kind() == reflect.Slice {
					field = field.Index(0)
				}
				field.SetString(value)
				agree(t, c, member, value)
			}
		}
	}
	for field := range reflect.TypeFor[cognito.UserPoolClient]().Fields() {
		if field.Type.Kind() != reflect.Slice {
			continue
		}
		for _, length := range listLengths {
			for _, c := range bases() {
				list := reflect.ValueOf(c).Elem().FieldByIndex(field.Index)
				changed := reflect.MakeSlice(list.Type(), length, length)
				for i := range length {
					changed.Index(i).Set(list.Index(i % list.Len()))
				}
				list.Set(changed)
				agree(t, c, field.Name, length)
			}
		}
	}
	for _, number := range numbers {
		for _, unit := range append([]string{""}, unitValues...) {
			c := testclients.Typical()
			c.AccessTokenValidity, c.IdTokenValidity = new(int32(5)), new(int32(5)) // minutes
			c.RefreshTokenValidity, c.TokenValidityUnits.RefreshToken = int32(number), cognito.TimeUnit(unit)
			agree(t, c, "RefreshTokenValidity", unit, number)
			for _, token := range []struct {
				number **int32
				unit   *cognito.TimeUnit
			}{
				{&c.AccessTokenValidity, &c.TokenValidityUnits.AccessToken},
				{&c.IdTokenValidity, &c.TokenValidityUnits.IdToken},
			} {
				for _, refresh := range numbers {
					for _, refreshUnit := range []cognito.TimeUnit{"", "seconds", "hours"} {
						c.RefreshTokenValidity, c.TokenValidityUnits.RefreshToken = int32(refresh), refreshUnit
						*token.number, *token.unit = new(int32(number)), cognito.TimeUnit(unit)
						agree(t, c, "TokenValidityUnits", unit, number, refresh)
					}
				}
				*token.number, *token.unit = new(int32(5)), "minutes"
			}
		}
		c := testclients.Typical()
		c.AuthSessionValidity = new(int32(number))
		agree(t, c, "AuthSessionValidity", number)
		c = testclients.Typical()
		c.RefreshTokenRotation.RetryGracePeriodSeconds = int32(number)
		agree(t, c, "RetryGracePeriodSeconds", number)
	}
}

// agree fails the test unless the floor and Validate agree on the client. It
// reports whether the client is valid.
func agree(t *testing.T, c *cognito.UserPoolClient, change ...any) bool {
	t.Helper()
	err := c.Validate()
	require.Equal(t, err == nil, floor(c), "%v\n%v\n%v", change, c, err)
	return err == nil
}

// bases returns a valid client with each form of AnalyticsConfiguration.
func bases() []*cognito.UserPoolClient {
	byARN, byID := testclients.Typical(), testclients.Typical()
	byID.AnalyticsConfiguration = testclients.EveryMember().AnalyticsConfiguration
	return []*cognito.UserPoolClient{byARN, byID}
}

// clientToken returns a valid client that gets tokens for itself.
func clientToken() *cognito.UserPoolClient {
	c := testclients.Minimal()
	c.GenerateSecret = true
	c.ExplicitAuthFlows = []cognito.AuthFlow{cognito.AuthFlowAllowClientTokenAuth}
	c.AllowedOAuthScopes = []string{"api/read"}
	return c
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

// memberValues are values, valid and invalid, of the other members. The first
// is valid, also if it is made longer within its limit.
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
		"ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_AUTH", "ALLOW_CLIENT_TOKEN_AUTH",
		"ALLOW_", "allow_user_auth", "",
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
		"custom:a", "address", "birthdate", "email", "email_verified", "family_name", "gender", "given_name", "identities", "locale", "middle_name", "name",
		"nickname", "phone_number", "phone_number_verified", "picture", "preferred_username", "profile", "sub", "updated_at", "website", "zoneinfo",
		"oidc:profile", "oidc:email", "dev:oidc:profile", "dev:custom:a", "custom:", "custom:\x00あ", "dev:a", "dev:dev:custom:a", "dev:email", "Email", "tenant", "a custom:b", "custom", "",
	}
	// strangeValues go to every member.
	strangeValues = []string{"", " ", "\x00", "a\xff", "custom:\xff", "a/\xc3", "https://a/\xed\xa0\x80", "\ufffd", "https://a/\ufffd", "custom:\ufffd", "😀", "\u0301", "a\u202e"}
	// lengths are the limits of all shapes, and their neighbours.
	lengths = []int{0, 1, 2, 19, 20, 21, 23, 24, 25, 31, 32, 33, 54, 55, 56, 63, 64, 65, 127, 128, 129, 255, 256, 257, 1023, 1024, 1025, 2047, 2048, 2049, 131071, 131072, 131073}
	// listLengths are the limits of all lists, and their neighbours.
	listLengths = []int{0, 1, 2, 3, 4, 49, 50, 51, 99, 100, 101}
	numbers     = []int64{-1 << 31, -1, 0, 1, 2, 3, 4, 5, 14, 15, 16, 23, 24, 25, 30, 59, 60, 61, 299, 300, 301, 1440, 1441, 3599, 3600, 3601, 3650, 3651, 86399, 86400, 86401, 87600, 87601, 5256000, 5256001, 315359999, 315360000, 315360001, 1<<31 - 1}
	fillers     = []string{"a", "0", "é", "あ", "😀", "\u200b", "\x80", "\xff"}
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
		c = pick(random, append(bases(), testclients.Valid(), testclients.Minimal(), clientToken()))
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
	// The value has a length at a limit.
	case 1:
		return ofLength(value, pick(random, fillers), pick(random, lengths))
	// The value has one character more, or another one.
	case 2:
		at := random.IntN(len(value) + 1)
		return value[:at] + pick(random, characters) + value[min(at+random.IntN(2), len(value)):]
	case 3:
		if isURI(member) {
			return generateURI(random)
		}
	}
	return pick(random, valuesOf(member))
}

// ofLength cuts value, or fills it up, to the number of characters.
func ofLength(value, filler string, length int) string {
	if missing := length - utf8.RuneCountInString(value); missing > 0 {
		return value + strings.Repeat(filler, missing)
	}
	return string([]rune(value)[:length])
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
