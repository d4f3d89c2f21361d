package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/cloudformation"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
)

// FuzzCertain fills the unknowns of a random template with random values: each
// violation that is reported as certain must be there in every template that
// satisfies its conditions.
func FuzzCertain(f *testing.F) {
	for seed := range uint64(60) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		t.Parallel()
		g := &generator{Rand: rand.New(rand.NewPCG(seed, 0))}
		template, err := json.Marshal(g.template())
		require.NoError(t, err)
		certain, _ := check(t, template, nil)
		for range 10 {
			values := g.values()
			truths := g.truths(values)
			if !truths[g.exists] {
				continue
			}
			findings, isDeployed := check(t, template, values)
			if !isDeployed {
				continue
			}
			filled := map[string]bool{}
			for _, v := range findings {
				filled[v.key()], filled[v.keyOfElement()] = true, true
				if list, _, isElement := strings.Cut(v.path, "["); isElement {
					// What is said of a list is said of some element of it.
					filled[finding{path: list, rule: v.rule}.key()] = true
				}
				if v.severity == cognito.SeverityError { // which takes the place of a warning
					filled[v.path] = true
				}
			}
			for _, v := range certain {
				if !holds(v, truths) || filled[v.key()] || filled[v.keyOfElement()] || v.severity == cognito.SeverityWarning && filled[v.path] {
					continue
				}
				// A value may make the URI malformed, too.
				if v.rule == "redirect-uri.https" {
					v.rule = "redirect-uri.absolute"
				}
				require.True(t, filled[v.key()] || filled[v.keyOfElement()], "%s\n%s\nis not there with %v", template, v.text(), values)
			}
		}
	})
}

// Of the random templates, many have violations that are certain.
func TestRandomTemplates(t *testing.T) {
	t.Parallel()
	found, conditional := 0, 0
	for seed := range uint64(20) {
		g := &generator{Rand: rand.New(rand.NewPCG(seed, 0))}
		template, err := json.Marshal(g.template())
		require.NoError(t, err)
		findings, _ := check(t, template, nil)
		for _, f := range findings {
			if f.severity == cognito.SeverityError {
				found++
			}
			if f.when != nil {
				conditional++
			}
		}
	}
	assert.Greater(t, found, 20)
	assert.Greater(t, conditional, 6)
}

func (f finding) key() string { return f.path + " " + string(f.rule) }

// keyOfElement has the place of an element instead of its index, which may
// depend on the elements before it.
func (f finding) keyOfElement() string {
	list, _, _ := strings.Cut(f.path, "[")
	return fmt.Sprint(f.Place, list, f.rule)
}

// check returns what validate finds in a template, given its parameters, and
// whether its client is deployed with any.
func check(t *testing.T, template []byte, values map[string]string) (findings []finding, isDeployed bool) {
	c := &checker{warnings: true, parameters: cloudformation.Parameters{Values: values}}
	r := c.checkData(source{name: "template.json"}, template)
	require.NotNil(t, r)
	require.LessOrEqual(t, r.clients, 1)
	return r.findings, r.clients == 1
}

// holds reports whether the conditions of a finding are true.
func holds(f finding, truths map[string]bool) bool {
	return !slices.ContainsFunc(f.when, func(when worlds.Truth) bool { return truths[when.Condition] != when.True })
}

// generator makes templates and values of their parameters.
type generator struct {
	*rand.Rand
	exists string // the condition of the client, or ""
}

// truths returns which conditions of a template are true.
func (g *generator) truths(values map[string]string) map[string]bool {
	isProd, isX := values["Stage"] == "prod", values["A"] == "x"
	return map[string]bool{
		"": true, "IsProd": isProd, "IsX": isX, "Same": values["A"] == values["B"], "Either": isProd || isX, "NotProd": !isProd,
	}
}

func one[T any](g *generator, values ...T) T { return values[g.IntN(len(values))] }

type (
	object = map[string]any
	list   = []any
)

func (g *generator) template() object {
	properties := object{"UserPoolId": object{"Ref": "Pool"}}
	for _, member := range []struct {
		name  string
		value func() any
	}{
		{"ClientName", func() any { return g.text("example", "a/b", "a#b") }},
		{"GenerateSecret", func() any { return g.flag() }},
		{"AccessTokenValidity", func() any { return g.number(60, 25, 0) }},
		{"RefreshTokenValidity", func() any { return g.number(30, 1, 4000) }},
		{"TokenValidityUnits", func() any { return g.units() }},
		{"AuthSessionValidity", func() any { return g.number(3, 15, 16) }},
		{"ExplicitAuthFlows", func() any { return g.list("ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "USER_PASSWORD_AUTH") }},
		{"RefreshTokenRotation", func() any { return object{"Feature": g.text("ENABLED", "DISABLED")} }},
		{"CallbackURLs", func() any { return g.list(urls...) }},
		{"LogoutURLs", func() any { return g.list(urls...) }},
		{"DefaultRedirectURI", func() any { return g.text(urls...) }},
		{"AllowedOAuthFlows", func() any { return g.list("code", "implicit", "client_credentials") }},
		{"AllowedOAuthScopes", func() any { return g.list("openid", "api/read", "api/") }},
		{"AllowedOAuthFlowsUserPoolClient", func() any { return g.flag() }},
		{"ReadAttributes", func() any { return g.list("email", "custom:a", "unknown") }},
		{"WriteAttributes", func() any { return g.list("email", "email_verified") }},
		{"EnableTokenRevocation", func() any { return g.flag() }},
		{"EnablePropagateAdditionalUserContextData", func() any { return g.flag() }},
	} {
		if g.IntN(3) == 0 {
			properties[member.name] = member.value()
		}
	}
	client := object{"Type": "AWS::Cognito::UserPoolClient", "Properties": properties}
	if g.IntN(4) == 0 {
		g.exists = g.condition()
		client["Condition"] = g.exists
	}
	return object{
		"Parameters": object{
			"A":     object{"Type": "String"},
			"B":     object{"Type": "String", "Default": "https://b.example.com/#b"},
			"N":     object{"Type": "Number"},
			"L":     object{"Type": "CommaDelimitedList"},
			"Flag":  object{"Type": "String", "AllowedValues": list{"true", "false"}},
			"Stage": object{"Type": "String", "AllowedValues": list{"dev", "prod"}},
		},
		"Conditions": object{
			"IsProd":  object{"Fn::Equals": list{object{"Ref": "Stage"}, "prod"}},
			"IsX":     object{"Fn::Equals": list{"x", object{"Ref": "A"}}},
			"Same":    object{"Fn::Equals": list{object{"Ref": "A"}, object{"Ref": "B"}}},
			"Either":  object{"Fn::Or": list{object{"Condition": "IsProd"}, object{"Condition": "IsX"}}},
			"NotProd": object{"Fn::Not": list{object{"Condition": "IsProd"}}},
		},
		"Mappings":  object{"Hosts": object{"dev": object{"host": "localhost", "list": list{"email"}}, "prod": object{"host": "www.example.com", "list": list{"code", "openid"}}}},
		"Resources": object{"Pool": object{"Type": "AWS::Cognito::UserPool"}, "Client": client},
	}
}

var urls = []string{
	"https://example.com/a", "http://localhost:3000", "myapp://callback", "http://www.example.com/",
	"https://example.com/#a", "/callback", "https://${A}/a",
}

func (g *generator) condition() string { return one(g, "IsProd", "IsX", "Same", "Either", "NotProd") }

// choice may make the value of a member depend on a condition.
func (g *generator) choice(value func() any) any {
	switch g.IntN(8) {
	case 0:
		return object{"Fn::If": list{g.condition(), g.choice(value), g.choice(value)}}
	case 1:
		return object{"Fn::If": list{g.condition(), g.choice(value), object{"Ref": "AWS::NoValue"}}}
	}
	return value()
}

func (g *generator) flag() any {
	return g.choice(func() any { return one[any](g, true, false, "true", "False", object{"Ref": "Flag"}) })
}

func (g *generator) number(good ...int) any {
	return g.choice(func() any { return one[any](g, one(g, good...), fmt.Sprint(one(g, good...)), object{"Ref": "N"}) })
}

func (g *generator) units() any {
	return g.choice(func() any {
		return object{"AccessToken": g.text("minutes", "hours"), "RefreshToken": g.text("days", "minutes")}
	})
}

func (g *generator) text(literals ...string) any {
	return g.choice(func() any {
		host := one(g, "https://${A}/a", "http://${A}", "http://www.${A}/", "${A}", "${A}/#b", "${B}://a", "${A}${B}", "https://${A}:${N}/${B}", "a${B}")
		var inner func() any
		inner = func() any {
			switch g.IntN(8) {
			case 0:
				return object{"Fn::If": list{g.condition(), one(g, literals...), object{"Ref": "A"}}}
			case 1:
				return object{"Fn::Select": list{object{"Ref": one(g, "N", "B")}, list{one(g, literals...), inner()}}}
			case 2:
				return object{"Fn::FindInMap": list{"Hosts", object{"Fn::Sub": one(g, "${Stage}", "${A}d")}, "host", object{"DefaultValue": inner()}}}
			}
			return one[any](g, one(g, literals...), object{"Ref": "B"})
		}
		switch g.IntN(10) {
		case 0:
			return object{"Ref": one(g, "A", "B", "Stage")}
		case 1:
			return object{"Fn::Sub": host}
		case 2:
			return object{"Fn::Sub": list{"${X}${B}", object{"X": inner()}}}
		case 3:
			return object{"Fn::Join": list{one(g, "", "/", "."), list{inner(), object{"Ref": "A"}}}}
		case 4:
			return object{"Fn::Select": list{one[any](g, 0, 1, object{"Ref": "N"}), list{inner(), inner(), inner()}}}
		case 5:
			return object{"Fn::Select": list{0, object{"Fn::Split": list{one(g, ",", "/", "1", "x"), inner()}}}}
		case 6:
			return object{"Fn::FindInMap": list{"Hosts", object{"Ref": "Stage"}, "host"}}
		case 7:
			return object{"Fn::FindInMap": list{"Hosts", object{"Ref": one(g, "A", "Stage")}, one(g, "host", "none"), object{"DefaultValue": inner()}}}
		}
		return one(g, literals...)
	})
}

func (g *generator) list(literals ...string) any {
	return g.choice(func() any {
		switch g.IntN(8) {
		case 0:
			return object{"Ref": "L"}
		case 1:
			return object{"Fn::Split": list{",", object{"Ref": one(g, "A", "B")}}}
		case 2:
			return object{"Fn::FindInMap": list{"Hosts", object{"Ref": "Stage"}, "list"}}
		}
		elements := list{}
		for range g.IntN(4) {
			elements = append(elements, g.text(literals...))
		}
		return elements
	})
}

// values returns values that are not among those that are tried.
func (g *generator) values() map[string]string {
	text := func() string {
		return one(g, "x", "q7.example.net", "localhost", "www.example.com", "zz", "a b", "https://zz.example.net/p?q=1", "https://example.com/a",
			"http://localhost:99/zz", "my.app://b", "code", "ALLOW_CUSTOM_AUTH", "api/write", "email", "hours", "ENABLED", "true", "7", "h#x", "a,b", "https://a.example.net,https://b.example.net/", strings.Repeat("y", 1+g.IntN(200)))
	}
	values := map[string]string{
		"A": text(), "B": text(), "N": fmt.Sprint(one(g, g.IntN(4), g.IntN(100_000))), "L": one(g, "zz", text()+","+text(), "code,openid"),
		"Flag": one(g, "true", "false"), "Stage": one(g, "dev", "prod"),
	}
	if g.IntN(4) == 0 {
		values["B"] = values["A"]
	}
	return values
}
