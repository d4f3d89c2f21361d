package cognito_test

import (
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
	"github.com/stretchr/testify/assert"
)

// judgements validates a client in every way.
func judgements(v cognito.Validator, c *cognito.UserPoolClient) [3][]cognito.Violation {
	return [3][]cognito.Violation{cognito.Violations(v.ValidateCreate(c)), cognito.Violations(v.ValidateUpdate(c)), v.Warnings(c)}
}

// readable are the members that a rule may read, each with its field, and of a
// structure also the whole.
func readable() map[string][]int {
	fields := map[string][]int{}
	for field := range reflect.TypeFor[cognito.UserPoolClient]().Fields() {
		fields[field.Name] = field.Index
		structure := field.Type
		if structure.Kind() == reflect.Pointer {
			structure = structure.Elem()
		}
		if structure.Kind() == reflect.Struct && !strings.HasSuffix(field.Name, "Date") {
			for member := range structure.Fields() {
				fields[field.Name+"."+member.Name] = append(slices.Clone(field.Index), member.Index...)
			}
		}
	}
	return fields
}

// transplant sets a member of a client to that of another, and reports whether
// it could.
func transplant(to, from *cognito.UserPoolClient, index []int) bool {
	target, source := reflect.ValueOf(to).Elem().Field(index[0]), reflect.ValueOf(from).Elem().Field(index[0])
	if len(index) == 1 {
		target.Set(source)
		return true
	}
	target, source = reflect.Indirect(target), reflect.Indirect(source)
	if !target.IsValid() || !source.IsValid() {
		return false
	}
	target.Field(index[1]).Set(source.Field(index[1]))
	return true
}

// wild returns a client that violates many rules.
func wild(random *rand.Rand) *cognito.UserPoolClient {
	c := testclients.Generate(random)
	pick := func(values ...string) []string {
		var list []string
		for range random.IntN(4) {
			list = append(list, values[random.IntN(len(values))])
		}
		return list
	}
	if random.IntN(2) == 0 {
		uris := []string{"https://A.example/", "myapp://x,y://z", "localhost:3000", "x:*", "https://u@e.example", "http://a"}
		c.CallbackURLs, c.LogoutURLs = pick(uris...), pick(uris...)
		c.DefaultRedirectURI = append(pick(uris...), "")[0]
		c.AllowedOAuthScopes = pick("openid", "email", "api/read", "api/x", "x", "")
		c.ReadAttributes = pick("email", "custom:x", "oidc:profile", "x")
		c.WriteAttributes = pick("email", "name", "custom:tenant", "sub", "given_name", "oidc:profile")
		c.SupportedIdentityProviders = pick("COGNITO", "My IdP", "Other")
		c.AllowedOAuthFlows = nil
		for _, flow := range pick("code", "implicit", "client_credentials", "client_credentials", "x") {
			c.AllowedOAuthFlows = append(c.AllowedOAuthFlows, cognito.OAuthFlow(flow))
		}
		c.ExplicitAuthFlows = nil
		for _, flow := range pick("ALLOW_CLIENT_TOKEN_AUTH", "ALLOW_CLIENT_TOKEN_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ADMIN_NO_SRP_AUTH", "ALLOW_USER_AUTH", "x") {
			c.ExplicitAuthFlows = append(c.ExplicitAuthFlows, cognito.AuthFlow(flow))
		}
		c.EnablePropagateAdditionalUserContextData = random.IntN(2) == 0
		if c.AnalyticsConfiguration != nil && random.IntN(2) == 0 {
			c.AnalyticsConfiguration.RoleArn = testclients.RoleARN
		}
	}
	return c
}

// Changing members that a rule does not read never changes its violations, and
// each member that it reads does in some client.
func TestReads(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	pool := knownPool()
	pool.UserPoolTier = cognito.UserPoolTierLite
	v := cognito.Validator{Pool: pool}
	fields := readable()
	matters := map[cognito.Rule]map[string]bool{}
	for _, rule := range cognito.Rules() {
		matters[rule] = map[string]bool{}
	}
	for range 600 {
		from, other := wild(random), wild(random)
		before := judgements(v, from)
		for path, index := range fields {
			c := from.Clone()
			if !transplant(c, other, index) {
				continue
			}
			after := judgements(v, c)
			for i := range before {
				for _, rule := range changed(before[i], after[i]) {
					reads := rule.Reads()
					if reads == nil {
						if at, ok := onlyAt(before[i], after[i], rule, path); !ok {
							assert.Fail(t, "a rule about a single value depends on another", "%s at %s depends on %s", rule, at, path)
						}
						continue
					}
					overlaps := false
					for _, member := range reads {
						if member == path || strings.HasPrefix(member, path+".") || strings.HasPrefix(path, member+".") {
							overlaps = true
							matters[rule][member] = true
						}
					}
					if !overlaps {
						assert.Fail(t, "a rule reads more than it says", "%s reads %s", rule, path)
					}
				}
				for _, violation := range before[i] {
					if !violation.DependsOn(path) && !slices.Contains(after[i], violation) {
						assert.Fail(t, "a violation depends on more than it says", "%v depends on %s", violation, path)
					}
				}
			}
			if t.Failed() {
				return
			}
		}
	}
	for rule, found := range matters {
		for _, member := range rule.Reads() {
			assert.True(t, found[member], "%s: %s changes nothing", rule, member)
		}
	}
}

// Every violation is at a member of its rule, and every member of a rule has a
// violation in some client.
func TestMembers(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	pool := knownPool()
	pool.UserPoolTier = cognito.UserPoolTierLite
	v := cognito.Validator{Pool: pool}
	at := map[cognito.Rule]map[string]bool{}
	for _, rule := range cognito.Rules() {
		at[rule] = map[string]bool{}
	}
	for range 6_000 {
		c := wild(random)
		spoil(random, c)
		for _, violations := range judgements(v, c) {
			for _, violation := range violations {
				member, _, _ := strings.Cut(violation.Path, "[")
				at[violation.Rule][member] = true
			}
		}
	}
	for rule, found := range at {
		for member := range found {
			assert.Contains(t, rule.Members(), member, rule)
		}
		for _, member := range rule.Members() {
			assert.True(t, found[member], "%s at %s", rule, member)
		}
	}
	assert.Equal(t, []string{"CallbackURLs", "LogoutURLs", "DefaultRedirectURI"}, cognito.RuleRedirectURIHTTPS.Members())
	assert.Nil(t, cognito.RuleType.Members())
	assert.Nil(t, cognito.Rule("unknown").Members())
}

// spoil gives a member of a client a value that its shape does not allow.
func spoil(random *rand.Rand, c *cognito.UserPoolClient) {
	fields := readable()
	names := slices.Sorted(maps.Keys(fields))
	field := reflect.ValueOf(c).Elem()
	for _, i := range fields[names[random.IntN(len(names))]] {
		if field = reflect.Indirect(field).Field(i); field.Kind() == reflect.Pointer && field.IsNil() {
			field.Set(reflect.New(field.Type().Elem()))
		}
	}
	if field.Kind() == reflect.Slice {
		n := []int{1, 200}[random.IntN(2)]
		field.Set(reflect.MakeSlice(field.Type(), n, n))
		field = field.Index(0)
	}
	switch field.Kind() {
	case reflect.String:
		field.SetString([]string{"", "\xff", "javascript:x", "https://e.example/#x", "custom:x", strings.Repeat("x", 140_000)}[random.IntN(6)])
	case reflect.Int32:
		field.SetInt(1_000)
	}
}

// of returns the violations of a rule.
func of(violations []cognito.Violation, rule cognito.Rule) []cognito.Violation {
	var all []cognito.Violation
	for _, v := range violations {
		if v.Rule == rule {
			all = append(all, v)
		}
	}
	return all
}

// changed returns the rules of which the violations differ.
func changed(before, after []cognito.Violation) []cognito.Rule {
	var rules []cognito.Rule
	for _, v := range slices.Concat(before, after) {
		if !slices.Contains(rules, v.Rule) && !slices.Equal(of(before, v.Rule), of(after, v.Rule)) {
			rules = append(rules, v.Rule)
		}
	}
	return rules
}

// onlyAt reports whether the violations of a rule differ only at a member, or
// inside it, and if not, where else.
func onlyAt(before, after []cognito.Violation, rule cognito.Rule, member string) (string, bool) {
	a, b := of(before, rule), of(after, rule)
	for _, v := range slices.Concat(a, b) {
		if slices.Contains(a, v) == slices.Contains(b, v) {
			continue
		}
		if rest, ok := strings.CutPrefix(v.Path, member); !ok || rest != "" && rest[0] != '[' && rest[0] != '.' {
			return v.Path, false
		}
	}
	return "", true
}

func TestReadsOfRules(t *testing.T) {
	assert.Equal(t, []string{"CallbackURLs", "DefaultRedirectURI"}, cognito.RuleDefaultRedirectURINotACallback.Reads())
	assert.Equal(t, []string{
		"RefreshTokenValidity", "AccessTokenValidity", "IdTokenValidity",
		"TokenValidityUnits.AccessToken", "TokenValidityUnits.IdToken", "TokenValidityUnits.RefreshToken",
	}, cognito.RuleTokenValidityOrder.Reads())
	assert.Nil(t, cognito.RuleLength.Reads())
	assert.Nil(t, cognito.Rule("unknown").Reads())
	cognito.RuleDefaultRedirectURINotACallback.Reads()[0] = "changed"
	assert.Equal(t, "CallbackURLs", cognito.RuleDefaultRedirectURINotACallback.Reads()[0])
}

func TestDependsOn(t *testing.T) {
	for _, row := range []struct {
		path string
		rule cognito.Rule
		on   string
		want bool
	}{
		{"CallbackURLs[1]", cognito.RuleRedirectURIHTTPS, "CallbackURLs[1]", true},
		{"CallbackURLs[1]", cognito.RuleRedirectURIHTTPS, "CallbackURLs[0]", false},
		{"CallbackURLs[1]", cognito.RuleRedirectURIHTTPS, "CallbackURLs", true},
		{"CallbackURLs[1]", cognito.RuleRedirectURIHTTPS, "", true},
		{"CallbackURLs[10]", cognito.RuleRedirectURIHTTPS, "CallbackURLs[1]", false},
		{"CallbackURLs", cognito.RuleListLength, "CallbackURLs[1]", false},
		{"CallbackURLs", cognito.RuleListLength, "CallbackURLs", true},
		{"CallbackURLs", cognito.RuleOAuthNotEnabled, "CallbackURLs[0]", false},
		{"CallbackURLs", cognito.RuleOAuthNotEnabled, "AllowedOAuthFlowsUserPoolClient", true},
		{"CallbackURLs", cognito.RuleOAuthNotEnabled, "LogoutURLs", false},
		{"CallbackURLs", cognito.RuleOAuthCallbackURLsRequired, "CallbackURLs[0]", false},
		{"CallbackURLs", cognito.RuleOAuthCallbackURLsRequired, "AllowedOAuthFlows[0]", true},
		{"AllowedOAuthFlows", cognito.RuleOAuthFlowsRequired, "AllowedOAuthFlows[0]", false},
		{"AllowedOAuthScopes", cognito.RuleOAuthScopesRequired, "AllowedOAuthScopes[0]", false},
		{"SupportedIdentityProviders", cognito.RuleIdentityProvidersNone, "SupportedIdentityProviders[0]", false},
		{"CallbackURLs", cognito.RuleOAuthNotEnabled, "ExplicitAuthFlows[0]", false},
		{"AllowedOAuthScopes", cognito.RuleOAuthNotEnabled, "ExplicitAuthFlows[0]", true},
		{"AccessTokenValidity", cognito.RuleTokenValidityRange, "TokenValidityUnits", true},
		{"AccessTokenValidity", cognito.RuleTokenValidityRange, "TokenValidityUnits.AccessToken", true},
		{"AccessTokenValidity", cognito.RuleTokenValidityRange, "TokenValidityUnits.IdToken", false},
		{"AccessTokenValidity", cognito.RuleTokenValidityRange, "IdTokenValidity", false},
		{"AccessTokenValidity", cognito.RuleTokenValidityOrder, "RefreshTokenValidity", true},
		{"AnalyticsConfiguration", cognito.RuleAnalyticsForm, "AnalyticsConfiguration.RoleArn", true},
		{"ExplicitAuthFlows[0]", cognito.RuleAuthFlowsRefreshWithRotation, "RefreshTokenRotation", true},
		{"ClientName", cognito.RuleLength, "ClientNameX", false},
		{"Client", cognito.RuleLength, "ClientName", false},
	} {
		assert.Equal(t, row.want, cognito.Violation{Path: row.path, Rule: row.rule}.DependsOn(row.on), "%s %s on %s", row.path, row.rule, row.on)
	}
}
