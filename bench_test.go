package cognito

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func minimal() *UserPoolClient {
	return &UserPoolClient{UserPoolId: "us-west-2_aBcDeFgHi", ClientName: "example"}
}

func typical() *UserPoolClient {
	c := everyMember()
	c.GenerateSecret = false
	return c
}

// largest has as much in every list as the service takes, and 100 attributes.
func largest() *UserPoolClient {
	c := typical()
	c.ClientName = strings.Repeat("n", 128)
	c.CallbackURLs, c.LogoutURLs, c.AllowedOAuthScopes = nil, nil, nil
	for i := range 100 {
		prefix := "https://example.com/" + strconv.Itoa(i) + "/"
		c.CallbackURLs = append(c.CallbackURLs, prefix+strings.Repeat("c", 1024-len(prefix)))
		c.LogoutURLs = append(c.LogoutURLs, prefix+strings.Repeat("あ", 1024-len(prefix)))
	}
	c.DefaultRedirectURI = c.CallbackURLs[99]
	for i := range 50 {
		prefix := "https://api.example.com/" + strconv.Itoa(i) + "/"
		c.AllowedOAuthScopes = append(c.AllowedOAuthScopes, prefix+strings.Repeat("s", 256-len(prefix)))
	}
	c.ReadAttributes = slices.Repeat([]string{"email", "custom:tenant"}, 50)
	c.WriteAttributes = c.ReadAttributes
	return c
}

// failing has ten violations.
func failing() *UserPoolClient {
	c := typical()
	c.ClientName = "Büro"
	c.AccessTokenValidity = new(int32(2000))
	c.TokenValidityUnits.IdToken = "weeks"
	c.WriteAttributes = []string{"sub", "tenant"}
	c.CallbackURLs = []string{"http://example.com/callback#", "callback"}
	c.DefaultRedirectURI = "https://example.com/"
	c.AuthSessionValidity = new(int32(60))
	return c
}

func BenchmarkValidate(b *testing.B) {
	for _, bench := range []struct {
		name       string
		client     *UserPoolClient
		violations int
	}{
		{"minimal", minimal(), 0},
		{"typical", typical(), 0},
		{"largest", largest(), 0},
		{"failing", failing(), 10},
	} {
		b.Run(bench.name, func(b *testing.B) {
			require.Len(b, violationsOf(bench.client), bench.violations)
			b.ReportAllocs()
			for b.Loop() {
				_ = bench.client.Validate()
			}
		})
	}
}

func violationsOf(c *UserPoolClient) []Violation {
	if err, ok := c.Validate().(*ValidationError); ok {
		return err.Violations
	}
	return nil
}

// BenchmarkValidateLinear has ten times the bytes from one to the next, and
// so should its times have.
func BenchmarkValidateLinear(b *testing.B) {
	for _, n := range []int{10, 100, 1000, 10000} {
		c := typical()
		c.ReadAttributes = slices.Repeat([]string{"custom:tenant"}, n)
		c.SupportedIdentityProviders = slices.Repeat([]string{"Provider あ"}, n)
		broken := c.Clone()
		broken.ReadAttributes = slices.Repeat([]string{"tenant"}, n)
		for _, c := range []*UserPoolClient{c, broken} {
			b.Run(strconv.Itoa(len(violationsOf(c)))+" violations of "+strconv.Itoa(n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					_ = c.Validate()
				}
			})
		}
	}
}

func BenchmarkValidateRedirectURI(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		_ = ValidateRedirectURI("https://example.com:8443/callback?tenant=a")
	}
}

func BenchmarkWithDefaults(b *testing.B) {
	c := minimal()
	b.ReportAllocs()
	for b.Loop() {
		_ = c.WithDefaults()
	}
}

func BenchmarkTokenLifetimes(b *testing.B) {
	c := typical()
	b.ReportAllocs()
	for b.Loop() {
		_, _ = c.TokenLifetimes()
	}
}
