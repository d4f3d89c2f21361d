package cognito_test

import (
	"slices"
	"strconv"
	"testing"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
	"github.com/stretchr/testify/require"
)

func BenchmarkValidate(b *testing.B) {
	for _, bench := range []struct {
		name       string
		client     *cognito.UserPoolClient
		violations int
	}{
		{"minimal", testclients.Minimal(), 0},
		{"typical", testclients.Typical(), 0},
		{"largest", testclients.Largest(), 0},
		{"failing", testclients.Failing(), 10},
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

func violationsOf(c *cognito.UserPoolClient) []cognito.Violation {
	if err, ok := c.Validate().(*cognito.ValidationError); ok {
		return err.Violations
	}
	return nil
}

// BenchmarkValidateLinear makes the client ten times larger from one run to
// the next. The times should grow in the same way.
func BenchmarkValidateLinear(b *testing.B) {
	for _, n := range []int{10, 100, 1000, 10000} {
		c := testclients.Typical()
		c.ReadAttributes = slices.Repeat([]string{"custom:tenant"}, n)
		c.SupportedIdentityProviders = slices.Repeat([]string{"Provider あ"}, n)
		broken := c.Clone()
		broken.ReadAttributes = slices.Repeat([]string{"tenant"}, n)
		for _, c := range []*cognito.UserPoolClient{c, broken} {
			b.Run(strconv.Itoa(len(violationsOf(c)))+" violations of "+strconv.Itoa(n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					_ = c.Validate()
				}
			})
		}
	}
}

func BenchmarkWarnings(b *testing.B) {
	for _, bench := range []struct {
		name   string
		client *cognito.UserPoolClient
	}{
		{"minimal", testclients.Minimal()},
		{"typical", testclients.Typical()},
		{"largest", testclients.Largest()},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_ = bench.client.Warnings()
			}
		})
	}
}

func BenchmarkDiff(b *testing.B) {
	for _, bench := range []struct {
		name   string
		client *cognito.UserPoolClient
	}{
		{"minimal", testclients.Minimal()},
		{"every member", testclients.EveryMember()},
		{"largest", testclients.Largest()},
	} {
		to := bench.client.Clone()
		slices.Reverse(to.CallbackURLs)
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_ = cognito.Diff(bench.client, to)
			}
		})
	}
}

func BenchmarkDecodeCreate(b *testing.B) {
	data := []byte(encode(b, testclients.Typical()))
	b.ReportAllocs()
	for b.Loop() {
		_, _ = cognito.Validator{}.DecodeCreate(data)
	}
}

// BenchmarkPool makes the client and the pool ten times larger from one run to
// the next. The times should grow in the same way.
func BenchmarkPool(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		c := testclients.Typical()
		c.ReadAttributes, c.SupportedIdentityProviders = nil, nil
		for i := range n {
			c.ReadAttributes = append(c.ReadAttributes, "custom:"+strconv.Itoa(i))
			c.SupportedIdentityProviders = append(c.SupportedIdentityProviders, "Provider "+strconv.Itoa(i))
		}
		c.WriteAttributes = c.ReadAttributes
		v := cognito.Validator{Pool: knowing(c)}
		for i := range n {
			v.Pool.ResourceServers = append(v.Pool.ResourceServers, cognito.ResourceServer{Identifier: strconv.Itoa(i), Scopes: []cognito.ResourceServerScope{{ScopeName: "read"}}})
		}
		require.NoError(b, v.ValidateCreate(c))
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_ = v.ValidateCreate(c)
			}
		})
	}
}

func BenchmarkValidateRedirectURI(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		_ = cognito.ValidateRedirectURI("https://example.com:8443/callback?tenant=a")
	}
}

func BenchmarkWithDefaults(b *testing.B) {
	c := testclients.Minimal()
	b.ReportAllocs()
	for b.Loop() {
		_ = c.WithDefaults()
	}
}

func BenchmarkTokenLifetimes(b *testing.B) {
	c := testclients.Typical()
	b.ReportAllocs()
	for b.Loop() {
		_, _ = c.TokenLifetimes()
	}
}
