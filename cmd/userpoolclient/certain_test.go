package main

import (
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
)

// FuzzCertain fills the unknowns of a random template with random values: each
// violation that is reported as certain must be there in every template that
// satisfies its conditions and can be deployed.
func FuzzCertain(f *testing.F) {
	for seed := range uint64(100) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		t.Parallel()
		g := &generator{Rand: rand.New(rand.NewPCG(seed, 0))}
		requireCertain(t, g.template(), func(yield func(map[string]string) bool) {
			for range 20 {
				if !yield(g.values()) {
					return
				}
			}
		})
	})
}

// FuzzComplete fills the unknowns of a random template, each of which has few
// allowed values, in every way: what is wrong in all of them is reported.
func FuzzComplete(f *testing.F) {
	for seed := range uint64(100) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		t.Parallel()
		g := &generator{Rand: rand.New(rand.NewPCG(seed, 1)), isClosed: true}
		requireCertain(t, g.template(), g.all)
	})
}

// requireCertain requires that what is reported of a template is there with all
// values for which its conditions are true. If these are all values that there
// are, it also requires that what is there with all of them is reported.
func requireCertain(t *testing.T, template object, all iter.Seq[map[string]string]) {
	t.Helper()
	text, err := json.Marshal(template)
	require.NoError(t, err)
	var always map[string]bool
	isClosed := true
	for _, parameter := range template["Parameters"].(object) {
		isClosed = isClosed && parameter.(object)["AllowedValues"] != nil
	}
	r := (&checker{warnings: true, work: someWork(isClosed)}).checkData(source{name: "template.json"}, text)
	for values := range all {
		e := &evaluator{template: template, values: values}
		found, isDeployed := e.violations()
		if !isDeployed {
			continue
		}
		require.Equal(t, 1, r.clients, "%s\nis deployed with %v", text, values)
		for _, f := range r.findings {
			if !slices.ContainsFunc(f.when, func(when worlds.Truth) bool { return e.condition(when.Condition) != when.True }) {
				require.Contains(t, found, f.path+" "+string(f.rule), "%s\n%s\nis not there with %v", text, f.text(), values)
			}
		}
		always = inAll(always, found)
	}
	if !isClosed {
		return
	}
	requireAllReported(t, always, r.findings, string(text))
}

// inAll returns what is exact in one world and found in all: of a list, another
// element may be wrong each time.
func inAll(always, found map[string]bool) map[string]bool {
	if always == nil {
		always = maps.Clone(found)
	}
	maps.DeleteFunc(always, func(key string, isExact bool) bool { return !isExact || !found[key] })
	return always
}

// requireAllReported requires that findings have what is wrong in all worlds.
func requireAllReported(t *testing.T, always map[string]bool, findings []finding, text string) {
	t.Helper()
	for _, f := range findings {
		path, _, _ := strings.Cut(f.path, "[")
		delete(always, f.path+" "+string(f.rule))
		delete(always, path+" "+string(f.rule))
		// An element that moves is reported at its list.
		maps.DeleteFunc(always, func(key string, _ bool) bool {
			return strings.HasPrefix(key, f.path+"[") && strings.HasSuffix(key, " "+string(f.rule))
		})
	}
	require.Empty(t, always, "%s\n%v", text, findings)
}

// Of the random templates, many have violations that are certain.
func TestRandomTemplates(t *testing.T) {
	t.Parallel()
	found, conditional := 0, 0
	for seed := range uint64(40) {
		g := &generator{Rand: rand.New(rand.NewPCG(seed, 0))}
		template, err := json.Marshal(g.template())
		require.NoError(t, err)
		r := (&checker{}).checkData(source{name: "template.json"}, template)
		for _, f := range r.findings {
			found++
			if f.when != nil {
				conditional++
			}
		}
	}
	assert.Greater(t, found, 20)
	assert.Greater(t, conditional, 6)
}

// generator makes templates and values of their parameters.
type generator struct {
	*rand.Rand
	// Whether each parameter has few allowed values.
	isClosed bool
	// The names of the conditions.
	conditions []string
}

func one[T any](g *generator, values ...T) T { return values[g.IntN(len(values))] }

type (
	object = map[string]any
	list   = []any
)

func (g *generator) template() object {
	parameters, conditions := g.parameters(), g.someConditions()
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
		{"AllowedOAuthScopes", func() any { return g.list("openid", "api/read", "api/", "${A}/read") }},
		{"SupportedIdentityProviders", func() any { return g.list("COGNITO", "Idp", "Other") }},
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
	resources := object{"Pool": object{"Type": "AWS::Cognito::UserPool", "Properties": object{}}, "Client": client}
	if g.IntN(3) == 0 {
		resources["Server"] = object{"Type": "AWS::Cognito::UserPoolResourceServer", "Properties": object{
			"UserPoolId": object{"Ref": "Pool"}, "Identifier": g.text("api"), "Scopes": list{object{"ScopeName": "read"}},
		}}
	}
	if g.IntN(3) == 0 {
		resources["Provider"] = object{"Type": "AWS::Cognito::UserPoolIdentityProvider", "Properties": object{
			"UserPoolId": object{"Ref": "Pool"}, "ProviderName": g.text("Idp"),
		}}
	}
	for _, resource := range []string{"Client", "Server", "Provider"} {
		if r, ok := resources[resource].(object); ok && g.IntN(4) == 0 {
			r["Condition"] = g.condition()
		}
	}
	return object{
		"Parameters": parameters,
		"Conditions": conditions,
		"Mappings": object{
			"Hosts":  object{"dev": object{"host": "localhost", "list": list{"email"}}, "prod": object{"host": "www.example.com", "list": list{"code", "openid"}}},
			"Stages": object{"x": object{"stage": "dev"}, "dev": object{"stage": "prod"}},
		},
		"Resources": resources,
	}
}

// parameters are those of a template.
func (g *generator) parameters() object {
	parameters := object{
		"A":     object{"Type": "String"},
		"B":     object{"Type": "String", "Default": "https://b.example.com/#b"},
		"N":     object{"Type": "Number"},
		"L":     object{"Type": "CommaDelimitedList"},
		"Flag":  object{"Type": "String", "AllowedValues": list{"true", "false"}},
		"Stage": object{"Type": "String", "AllowedValues": list{"dev", "prod"}},
	}
	if g.isClosed {
		delete(parameters, "L")
		for name, values := range closed {
			if parameter, ok := parameters[name].(object); ok {
				parameter["AllowedValues"] = values
			}
		}
	}
	return parameters
}

// closed are the values of parameters that have few.
var closed = map[string]list{
	"A": {"x", "dev", "https://example.com/a"}, "B": {"x", "https://example.com/a,myapp://b", "0"}, "N": {"0", "1", "7"},
	"Flag": {"true", "false"}, "Stage": {"dev", "prod"},
}

// all yields all values of parameters that have few.
func (g *generator) all(yield func(map[string]string) bool) {
	names := slices.Sorted(maps.Keys(closed))
	var next func(values map[string]string, names []string) bool
	next = func(values map[string]string, names []string) bool {
		if len(names) == 0 {
			return yield(values)
		}
		for _, value := range closed[names[0]] {
			more := maps.Clone(values)
			more[names[0]] = value.(string)
			if !next(more, names[1:]) {
				return false
			}
		}
		return true
	}
	next(map[string]string{}, names)
}

// someConditions are five conditions and, sometimes, more that depend on these.
func (g *generator) someConditions() object {
	conditions := object{
		"IsProd":  object{"Fn::Equals": list{object{"Ref": "Stage"}, "prod"}},
		"IsX":     object{"Fn::Equals": list{"x", object{"Ref": "A"}}},
		"Same":    object{"Fn::Equals": list{object{"Ref": "A"}, object{"Ref": "B"}}},
		"Either":  object{"Fn::Or": list{object{"Condition": "IsProd"}, object{"Condition": "IsX"}}},
		"NotProd": object{"Fn::Not": list{object{"Condition": "IsProd"}}},
	}
	g.conditions = []string{"IsProd", "IsX", "Same", "Either", "NotProd"}
	if g.IntN(3) > 0 {
		return conditions
	}
	for i := range g.IntN(10) {
		name := fmt.Sprintf("C%d", i)
		a, b := object{"Condition": one(g, g.conditions...)}, object{"Condition": one(g, g.conditions...)}
		conditions[name] = one(g,
			object{"Fn::And": list{a, b}}, object{"Fn::Or": list{a, b}}, object{"Fn::Not": list{a}},
			object{"Fn::Equals": list{object{"Ref": one(g, "A", "B", "N", "Stage")}, one[any](g, "x", "dev", "0", object{"Ref": "A"}, object{"Fn::Sub": "${Stage}"})}},
			object{"Fn::Equals": list{object{"Fn::Sub": "${A}-${Stage}"}, one(g, "x-dev", "x-prod", "y")}},
			object{"Fn::Equals": list{object{"Fn::Select": list{0, object{"Fn::Split": list{",", object{"Ref": "B"}}}}}, one(g, "x", "https://example.com/a")}},
		)
		g.conditions = append(g.conditions, name)
	}
	return conditions
}

var urls = []string{
	"https://example.com/a", "http://localhost:3000", "myapp://callback", "http://www.example.com/",
	"https://example.com/#a", "/callback", "https://${A}/a",
}

func (g *generator) condition() string { return one(g, g.conditions...) }

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
			return object{"Fn::FindInMap": list{"Hosts", one[any](g, object{"Ref": "Stage"}, object{"Fn::FindInMap": list{"Stages", object{"Ref": "A"}, "stage"}}), "host"}}
		case 7:
			return object{"Fn::FindInMap": list{"Hosts", object{"Ref": one(g, "A", "Stage")}, one(g, "host", "none"), object{"DefaultValue": inner()}}}
		}
		return g.literal(literals)
	})
}

// literal returns a text, in which a parameter may be put.
func (g *generator) literal(literals []string) any {
	text := one(g, literals...)
	if strings.Contains(text, "${") {
		return object{"Fn::Sub": text}
	}
	return text
}

func (g *generator) list(literals ...string) any {
	return g.choice(func() any {
		switch g.IntN(8) {
		case 0:
			if g.isClosed {
				return object{"Fn::Split": list{",", object{"Ref": "B"}}}
			}
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
