package cognito_test

import (
	"strings"
	"testing"

	"github.com/go-cognito/cognito"
	"github.com/stretchr/testify/assert"
)

// uri returns a row with one callback URL.
func uri(callbackURL string, rules ...cognito.Rule) row {
	var want []string
	for _, rule := range rules {
		want = append(want, "CallbackURLs[0] "+string(rule))
	}
	return row{callbackURL, func(c *cognito.UserPoolClient) { c.CallbackURLs[0] = callbackURL }, want}
}

var uriRows = []row{
	uri("https://example.com"),
	uri("https://example.com/"),
	uri("HTTPS://EXAMPLE.COM/Callback"),
	uri("https://example.com:8443/callback"),
	uri("https://example.com/callback?tenant=a&next=%2Fhome"),
	uri("https://example.com?"),
	uri("https://example.com/callback?100%"),
	uri("https://例え.jp/コールバック"),
	uri("https://localhost:3000/callback"),
	uri("https://127.0.0.2/callback"),
	uri("https://192.0.2.1/callback"),
	uri("https://[2001:db8::1]:8443/callback"),
	uri("https://user@example.com/callback"),
	uri("https://user:password@example.com/callback"),
	uri("https://*.example.com/callback"),
	uri("https://example.com:/callback"),
	uri("https://ex%41mple.com/callback"),
	uri("https://example.com/a:b@c/[d]"),
	uri("myapp://example"),
	uri("myapp://"),
	uri("myapp:///"),
	uri("myapp:/"),
	uri("myapp:?query"),
	uri("myapp:?"),
	uri("com.example.app:/cb"),
	uri("com.example.app:/oauth2redirect/example-provider"),
	uri("exp://192.168.0.1:8081"),
	uri("urn:ietf:wg:oauth:2.0:oob"),
	uri("MyApp+v1.2-a://callback"),
	uri("file:///etc/passwd"),
	uri("localhost:3000"),
	uri("httpsx://example.com"),
	uri("javascripts:alert(1)"),

	uri("http://localhost"),
	uri("http://localhost/"),
	uri("http://localhost:3000/callback"),
	uri("HTTP://LocalHost:3000/callback"),
	uri("http://localhost?code=1"),
	uri("http://user@localhost/"),
	uri("http://127.0.0.1"),
	uri("http://127.0.0.1:49152/callback"),
	uri("http://[::1]"),
	uri("http://[::1]:49152/callback"),

	uri("example", cognito.RuleRedirectURIAbsolute),
	uri("www.example.com", cognito.RuleRedirectURIAbsolute),
	uri("www.example.com/callback?a=b:c", cognito.RuleRedirectURIAbsolute),
	uri("/callback", cognito.RuleRedirectURIAbsolute),
	uri("//example.com/callback", cognito.RuleRedirectURIAbsolute),
	uri("://example.com", cognito.RuleRedirectURIAbsolute),
	uri(":", cognito.RuleRedirectURIAbsolute),
	uri("?", cognito.RuleRedirectURIAbsolute),
	uri("myapp:", cognito.RuleRedirectURIAbsolute),
	uri("https:", cognito.RuleRedirectURIAbsolute),
	uri("1app://example", cognito.RuleRedirectURIAbsolute),
	uri("+app://example", cognito.RuleRedirectURIAbsolute),
	uri("my_app://example", cognito.RuleRedirectURIAbsolute),
	uri("myäpp://example", cognito.RuleRedirectURIAbsolute),
	uri("127.0.0.1:3000", cognito.RuleRedirectURIAbsolute),
	uri("https://", cognito.RuleRedirectURIAbsolute),
	uri("https:///callback", cognito.RuleRedirectURIAbsolute),
	uri("https:example.com", cognito.RuleRedirectURIAbsolute),
	uri("https:/example.com", cognito.RuleRedirectURIAbsolute),
	uri("https://:8443/", cognito.RuleRedirectURIAbsolute),
	uri("https://user@/", cognito.RuleRedirectURIAbsolute),
	uri("https://?a", cognito.RuleRedirectURIAbsolute),
	uri("http://", cognito.RuleRedirectURIAbsolute),
	uri("http:localhost", cognito.RuleRedirectURIAbsolute),
	uri("https://example.com:port/", cognito.RuleRedirectURIAbsolute),
	uri("https://example.com:80:80/", cognito.RuleRedirectURIAbsolute),
	uri("https://::1/", cognito.RuleRedirectURIAbsolute),
	uri("https://[::1/", cognito.RuleRedirectURIAbsolute),
	uri("https://[::1]x/", cognito.RuleRedirectURIAbsolute),
	uri("https://[::g]/", cognito.RuleRedirectURIAbsolute),
	uri("https://[127.0.0.1]/", cognito.RuleRedirectURIAbsolute),
	uri("https://exa[mple.com/", cognito.RuleRedirectURIAbsolute),
	uri(`https://example.com\@evil.example/`, cognito.RuleRedirectURIAbsolute),
	uri(`https://us"er@example.com/`, cognito.RuleRedirectURIAbsolute),
	uri("https://a@b@example.com/", cognito.RuleRedirectURIAbsolute),
	uri("https://{tenant}.example.com/", cognito.RuleRedirectURIAbsolute),
	uri("https://example.com/%", cognito.RuleRedirectURIAbsolute),
	uri("https://example.com/%2", cognito.RuleRedirectURIAbsolute),
	uri("https://example.com/%zz", cognito.RuleRedirectURIAbsolute),
	uri("https://example.com/%4", cognito.RuleRedirectURIAbsolute),
	uri("https://example.com/%41%zz", cognito.RuleRedirectURIAbsolute),
	uri("http://[::1]80/", cognito.RuleRedirectURIAbsolute),
	uri("http://a1::]/", cognito.RuleRedirectURIAbsolute),
	uri("http://example.com:port/", cognito.RuleRedirectURIAbsolute),
	uri("myapp://a<b/", cognito.RuleRedirectURIAbsolute),
	uri("myapp://a}b/", cognito.RuleRedirectURIAbsolute),
	uri("https://a}b@example.com/", cognito.RuleRedirectURIAbsolute),
	uri("myapp://:8080/"),
	uri("https://@e.com/"),
	uri("https://ex%mple.com/", cognito.RuleRedirectURIAbsolute),

	uri("https://example.com/callback#fragment", cognito.RuleRedirectURIFragment),
	uri("https://example.com/callback#", cognito.RuleRedirectURIFragment),
	uri("https://example.com/callback?a#b?c", cognito.RuleRedirectURIFragment),
	uri("myapp://example#x", cognito.RuleRedirectURIFragment),
	uri("http://localhost#x", cognito.RuleRedirectURIFragment),

	uri("http://example.com/callback", cognito.RuleRedirectURIHTTPS),
	uri("HTTP://example.com/callback", cognito.RuleRedirectURIHTTPS),
	uri("Http://example.com/callback", cognito.RuleRedirectURIHTTPS),
	uri("http://localhost.com/", cognito.RuleRedirectURIHTTPS),
	uri("http://localhost./", cognito.RuleRedirectURIHTTPS),
	uri("http://app.localhost/", cognito.RuleRedirectURIHTTPS),
	uri("http://localhost@evil.example/", cognito.RuleRedirectURIHTTPS),
	uri("http://localhost:80@evil.example/", cognito.RuleRedirectURIHTTPS),
	uri("http://localho\u017ft/", cognito.RuleRedirectURIHTTPS),
	uri("http://127.0.0.2/", cognito.RuleRedirectURIHTTPS),
	uri("http://127.1/", cognito.RuleRedirectURIHTTPS),
	uri("http://0.0.0.0:3000/", cognito.RuleRedirectURIHTTPS),
	uri("http://192.168.0.10/", cognito.RuleRedirectURIHTTPS),
	uri("http://[::2]/", cognito.RuleRedirectURIHTTPS),
	uri("http://[0:0:0:0:0:0:0:1]/", cognito.RuleRedirectURIHTTPS),
	uri("http://[::ffff:127.0.0.1]/", cognito.RuleRedirectURIHTTPS),

	uri("javascript:alert(1)", cognito.RuleRedirectURIScheme),
	uri("JavaScript://example.com/%0aalert(1)", cognito.RuleRedirectURIScheme),
	uri("data:text/html,x", cognito.RuleRedirectURIScheme),
	uri("DATA:text/html,x", cognito.RuleRedirectURIScheme),
	uri("vbscript:msgbox(1)", cognito.RuleRedirectURIScheme),
	uri("VBScript:msgbox(1)", cognito.RuleRedirectURIScheme),

	uri("#", cognito.RuleRedirectURIAbsolute, cognito.RuleRedirectURIFragment),
	uri("#https://example.com", cognito.RuleRedirectURIAbsolute, cognito.RuleRedirectURIFragment),
	uri("/callback#x", cognito.RuleRedirectURIAbsolute, cognito.RuleRedirectURIFragment),
	uri("myapp:#x", cognito.RuleRedirectURIAbsolute, cognito.RuleRedirectURIFragment),
	uri("https://#x", cognito.RuleRedirectURIAbsolute, cognito.RuleRedirectURIFragment),
	uri("http://example.com/#x", cognito.RuleRedirectURIFragment, cognito.RuleRedirectURIHTTPS),
	uri("javascript:alert(1)#x", cognito.RuleRedirectURIFragment, cognito.RuleRedirectURIScheme),
	uri("javascript:", cognito.RuleRedirectURIAbsolute, cognito.RuleRedirectURIScheme),
	uri("javascript:a%", cognito.RuleRedirectURIAbsolute, cognito.RuleRedirectURIScheme),
	uri("http://example.com/%zz", cognito.RuleRedirectURIAbsolute, cognito.RuleRedirectURIHTTPS),
	uri("http://ex%mple.com/", cognito.RuleRedirectURIAbsolute, cognito.RuleRedirectURIHTTPS),
	uri("http://localhost/%zz", cognito.RuleRedirectURIAbsolute),
	uri("http://example.com/a b", cognito.RuleCharacters, cognito.RuleRedirectURIHTTPS),
	uri("www example.com#x", cognito.RuleCharacters, cognito.RuleRedirectURIAbsolute, cognito.RuleRedirectURIFragment),
}

func TestValidateRedirectURI(t *testing.T) {
	for _, r := range uriRows {
		var want []string
		for _, w := range r.want {
			want = append(want, strings.TrimPrefix(w, "CallbackURLs[0] "))
		}
		assert.Equal(t, want, broken(t, cognito.ValidateRedirectURI(r.name)), r.name)
	}
	for _, row := range []struct {
		uri  string
		want []string
	}{
		{"", []string{"length"}},
		{"a:" + strings.Repeat("あ", 1021), nil},
		{"a:" + strings.Repeat("あ", 1022), nil},
		{"a:" + strings.Repeat("あ", 1023), []string{"length"}},
		{"\xff", []string{"characters", "redirect-uri.absolute"}},
	} {
		assert.Equal(t, row.want, broken(t, cognito.ValidateRedirectURI(row.uri)))
	}
}

var redirectRows = []row{
	{"logout URLs follow the same rules", func(c *cognito.UserPoolClient) {
		c.LogoutURLs = []string{"https://example.com/", "/", "http://example.com/", "myapp:/#", "data:,"}
	}, []string{
		"LogoutURLs[1] redirect-uri.absolute", "LogoutURLs[2] redirect-uri.https",
		"LogoutURLs[3] redirect-uri.fragment", "LogoutURLs[4] redirect-uri.scheme",
	}},
	{"a callback", func(c *cognito.UserPoolClient) { c.DefaultRedirectURI = "https://example.com/callback" }, nil},
	{"the second callback", func(c *cognito.UserPoolClient) {
		c.CallbackURLs = append(c.CallbackURLs, "myapp://example")
		c.DefaultRedirectURI = "myapp://example"
	}, nil},
	{"the same rules", func(c *cognito.UserPoolClient) { c.DefaultRedirectURI = "http://example.com/#" }, []string{
		"DefaultRedirectURI redirect-uri.fragment", "DefaultRedirectURI redirect-uri.https",
		"DefaultRedirectURI default-redirect-uri.not-a-callback",
	}},
	{"relative", func(c *cognito.UserPoolClient) { c.DefaultRedirectURI = "callback" }, []string{
		"DefaultRedirectURI redirect-uri.absolute", "DefaultRedirectURI default-redirect-uri.not-a-callback",
	}},
	{"javascript", func(c *cognito.UserPoolClient) { c.DefaultRedirectURI = "javascript:x" }, []string{
		"DefaultRedirectURI redirect-uri.scheme", "DefaultRedirectURI default-redirect-uri.not-a-callback",
	}},
	{"in another case", func(c *cognito.UserPoolClient) { c.DefaultRedirectURI = "https://example.com/Callback" },
		[]string{"DefaultRedirectURI default-redirect-uri.not-a-callback"}},
	{"with one more slash", func(c *cognito.UserPoolClient) { c.DefaultRedirectURI = "https://example.com/callback/" },
		[]string{"DefaultRedirectURI default-redirect-uri.not-a-callback"}},
	{"a logout URL", func(c *cognito.UserPoolClient) {
		c.LogoutURLs = []string{"https://example.com/bye"}
		c.DefaultRedirectURI = "https://example.com/bye"
	}, []string{"DefaultRedirectURI default-redirect-uri.not-a-callback"}},
	{"without callbacks", func(c *cognito.UserPoolClient) {
		*c = cognito.UserPoolClient{UserPoolId: c.UserPoolId, ClientName: c.ClientName, DefaultRedirectURI: "https://example.com/"}
	}, []string{"DefaultRedirectURI default-redirect-uri.not-a-callback"}},
}
