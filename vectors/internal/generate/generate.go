package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/model"
	"github.com/go-cognito/cognito/vectors"
)

// emptyLists are tests that create clients with empty lists.
var emptyLists = vectors.Evidence{Kind: vectors.Observed, Source: "https://github.com/hashicorp/terraform-provider-aws internal/service/cognitoidp/user_pool_client_test.go", Date: "2026-11"}

// emptyClientID is a report of what the service answers to an empty ClientId.
var emptyClientID = vectors.Evidence{Kind: vectors.Observed, Source: "https://github.com/hashicorp/terraform-provider-aws/issues/38167", Date: "2024-06-28"}

// published is the newest model with all constraints.
var published = vectors.Evidence{Kind: vectors.Model, Source: "cognito-idp 2016-04-18 in botocore 1.43.67", Date: "2026-08-07"}

// file is the content of a file of vectors.
type file struct {
	Schema  string           `json:"$schema"`
	Comment string           `json:"$comment"`
	Vectors []vectors.Vector `json:"vectors"`
}

// generate returns the files by name.
func generate() (map[string][]byte, error) {
	content := map[string]file{}
	for _, update := range []bool{false, true} {
		for _, m := range model.Members(update) {
			top, _, _ := strings.Cut(m.Path, ".")
			g := generator{member: m, update: update}
			g.generate()
			name := top + ".json"
			f := content[name]
			f.Schema, f.Comment = "schema.json", "Made by go run ./vectors/internal/generate from the shapes of the model. Do not edit."
			f.Vectors = append(f.Vectors, g.vectors...)
			content[name] = f
		}
	}
	files := map[string][]byte{}
	for name, f := range content {
		var out bytes.Buffer
		encoder := json.NewEncoder(&out)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		if err := encoder.Encode(f); err != nil {
			return nil, err
		}
		files[name] = out.Bytes()
	}
	return files, nil
}

// generator makes the vectors of a member.
type generator struct {
	member  model.Member
	update  bool
	vectors []vectors.Vector
}

func (g *generator) generate() {
	m := g.member
	switch {
	case m.Number:
		g.numbers()
	case m.Element != nil:
		g.lengths()
		g.texts(*m.Element)
	default:
		g.texts(m)
	}
}

func (g *generator) numbers() {
	rule := cognito.RuleRange
	if strings.HasSuffix(g.member.Path, "TokenValidity") {
		rule = cognito.RuleTokenValidityRange
	}
	for _, number := range []int{g.member.Min - 1, g.member.Min, g.member.Max, g.member.Max + 1} {
		name := "number " + strconv.Itoa(number)
		switch {
		case number < g.member.Min:
			g.refuse(name, number, rule, "", "greater than or equal to "+strconv.Itoa(g.member.Min))
		case number > g.member.Max:
			g.refuse(name, number, rule, "", "less than or equal to "+strconv.Itoa(g.member.Max))
		default:
			g.accept(name, number, rule)
		}
	}
}

// lengths are about the number of elements. No list has a minimum.
func (g *generator) lengths() {
	g.accept("no elements", []string{}, cognito.RuleListLength)
	if g.member.Max == 0 {
		return
	}
	most := g.member.Max
	if inside := elements(g.member.Path, most); inside != nil {
		g.accept(count(most, "element"), inside, cognito.RuleListLength)
	}
	longer := elements(g.member.Path, most+1)
	g.refuse(count(most+1, "element"), longer, cognito.RuleListLength, "", "Member must have length less than or equal to "+strconv.Itoa(most))
}

// texts are about a string, or an element.
func (g *generator) texts(s model.Member) {
	element := ""
	if g.member.Element != nil {
		element = "[0]"
	}
	if s.Enum != nil {
		for _, value := range s.Enum {
			g.accept("value "+value, g.enumValue(value), cognito.RuleEnum)
		}
		set := "Member must satisfy enum value set: [" + strings.Join(s.Enum, ", ") + "]"
		for _, wrong := range []string{"wrong", flipCase(s.Enum[0])} {
			g.refuse("value "+wrong, g.value(wrong), cognito.RuleEnum, element, set)
		}
		empty := cognito.RuleEnum
		if s.Required {
			empty = cognito.RuleRequired
		}
		g.refuse("empty string", g.value(""), empty, element, set)
		return
	}
	least, most := "Member must have length greater than or equal to "+strconv.Itoa(s.Min), "Member must have length less than or equal to "+strconv.Itoa(s.Max)
	pattern := "Member must satisfy regular expression pattern: " + s.Pattern
	for _, n := range []int{s.Min, s.Max} {
		if value, ok := filled(g.member.Path, n); ok && n > 0 {
			g.accept(count(n, "character"), g.value(value), cognito.RuleLength)
		}
	}
	if s.Min > 1 {
		short, _ := filled(g.member.Path, s.Min-1)
		g.refuse(count(s.Min-1, "character"), g.value(short), cognito.RuleLength, element, least)
	}
	// DefaultRedirectURI is a callback too, which would be the second fault.
	if s.Max > 0 && g.member.Path != "DefaultRedirectURI" {
		long, _ := filled(g.member.Path, s.Max+1)
		g.refuse(count(s.Max+1, "character"), g.value(long), cognito.RuleLength, element, most)
	}
	if s.Pattern != "" {
		for _, wrong := range outside[g.member.Path] {
			g.refuse(wrong.name, g.value(wrong.text), cognito.RuleCharacters, element, pattern)
		}
	}
	empty := []string{pattern}
	switch {
	case s.Min > 0 && s.Pattern != "":
		empty = []string{least, pattern}
	case s.Min > 0:
		empty = []string{least}
	case s.Pattern == "":
		return
	}
	rule := cognito.RuleLength
	switch {
	case s.Required:
		rule = cognito.RuleRequired
	case s.Min == 0:
		rule = cognito.RuleCharacters
	}
	g.refuse("empty string", g.value(""), rule, element, empty...)
}

// value returns a value of the member with a string.
func (g *generator) value(text string) any {
	if g.member.Element != nil {
		return []string{text}
	}
	return text
}

// enumValue returns a value of the member that has a value of an enum and, if
// that cannot stand alone, another.
func (g *generator) enumValue(value string) any {
	flow := cognito.AuthFlow(value)
	if g.member.Path == "ExplicitAuthFlows" && !flow.Legacy() && flow != cognito.AuthFlowAllowClientTokenAuth && flow != cognito.AuthFlowAllowRefreshTokenAuth {
		return []string{value, string(cognito.AuthFlowAllowRefreshTokenAuth)}
	}
	return g.value(value)
}

// accept adds a vector whose value is inside the bounds.
func (g *generator) accept(name string, value any, rule cognito.Rule) {
	if strings.HasPrefix(g.member.Path, "AnalyticsConfiguration.") {
		return // analytics.json asks whether any is accepted
	}
	v := g.vector(name, value)
	v.Result, v.Rule, v.Path = vectors.Accepted, rule, g.member.Path
	if described := describe(g.member.Path, value); described != nil {
		v.Describe = map[string]json.RawMessage{}
		for member, value := range described {
			v.Describe[member] = encode(value)
		}
	}
	g.add(v)
}

// refuse adds a vector whose value breaks constraints.
func (g *generator) refuse(name string, value any, rule cognito.Rule, element string, constraints ...string) {
	v := g.vector(name, value)
	v.Result, v.Rule, v.Path = vectors.Refused, rule, g.member.Path+element
	v.Flags = append(v.Flags, vectors.Envelope)
	v.Error = &vectors.Error{Type: "InvalidParameterException", TypeKnown: true}
	printed := g.printed(value)
	isEnum := len(constraints) == 1 && strings.Contains(constraints[0], "enum value set")
	isUnpublished := g.member.Unpublished || g.member.Element != nil && g.member.Element.Unpublished
	// Whether the service prints a secret, and the values of an enum that no
	// published model has, is not known.
	if printed != "" && g.member.Sensitive && g.member.Path != "ClientId" || isEnum && isUnpublished {
		g.add(v)
		return
	}
	v.Error.MessageKnown, v.Error.Match = true, vectors.Exact
	if isEnum || len(constraints) > 1 {
		v.Error.Match = vectors.Set
	}
	if len(printed) > 200 {
		printed, v.Error.Match = "<value>", vectors.Template
	}
	if g.member.Element != nil && element != "" {
		constraints = []string{"Member must satisfy constraint: [" + strings.Join(g.ofElement(), ", ") + "]"}
	}
	faults := make([]string, len(constraints))
	for i, constraint := range constraints {
		if g.member.Number {
			constraint = "Member must have value " + constraint
		}
		faults[i] = "Value '" + printed + "' at '" + lowerCamel(g.member.Path) + "' failed to satisfy constraint: " + constraint
	}
	v.Error.Message = count(len(faults), "validation error") + " detected: " + strings.Join(faults, "; ")
	g.add(v)
}

// ofElement are all constraints of an element, as the service prints them.
func (g *generator) ofElement() []string {
	e := g.member.Element
	if e.Enum != nil {
		return []string{"Member must satisfy enum value set: [" + strings.Join(e.Enum, ", ") + "]"}
	}
	all := []string{"Member must have length less than or equal to " + strconv.Itoa(e.Max), "Member must have length greater than or equal to " + strconv.Itoa(e.Min)}
	if e.Pattern != "" {
		all = append(all, "Member must satisfy regular expression pattern: "+e.Pattern)
	}
	return all
}

// printed returns a value as the service prints it.
func (g *generator) printed(value any) string {
	text := fmt.Sprint(value)
	if list, ok := value.([]string); ok {
		text = "[" + strings.Join(list, ", ") + "]"
	}
	return strings.Map(func(r rune) rune {
		if r >= utf8.RuneSelf {
			return '?'
		}
		return r
	}, text)
}

// vector returns a vector with the request.
func (g *generator) vector(name string, value any) vectors.Vector {
	request, pool := context(g.member.Path, value)
	v := vectors.Vector{
		ID:        g.id(name),
		Operation: cognito.OperationCreate,
		Pool:      pool,
		Evidence:  &published,
	}
	top, _, isNested := strings.Cut(g.member.Path, ".")
	if g.update {
		v.Operation, v.Flags = cognito.OperationUpdate, []vectors.Flag{vectors.Update}
		stored := map[string]any{"UserPoolId": vectors.UserPoolID, "ClientName": "example"}
		if secret, ok := request["GenerateSecret"]; ok {
			stored["GenerateSecret"] = secret
			delete(request, "GenerateSecret")
		}
		v.Stored = encode(stored)
		delete(request, "ClientName")
		request["ClientId"] = vectors.ClientID
	}
	if pool != nil {
		v.Flags = append(v.Flags, vectors.Pool)
	}
	if isNested {
		structure, _ := request[top].(map[string]any)
		if structure == nil {
			structure = map[string]any{}
			request[top] = structure
		}
		structure[strings.TrimPrefix(g.member.Path, top+".")] = value
	} else {
		request[top] = value
	}
	if flows, _ := value.([]string); slices.Contains(flows, string(cognito.AuthFlowAllowClientTokenAuth)) {
		v.Evidence = &vectors.Evidence{Kind: vectors.Documentation, Source: "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html", Date: "2026-11"}
	}
	if list, ok := value.([]string); ok && len(list) == 0 {
		v.Evidence = &emptyLists
	}
	if g.member.Path == "ClientId" && value == "" {
		v.Evidence = &emptyClientID
	}
	v.Request = encode(request)
	return v
}

// id returns the ID of a vector.
func (g *generator) id(name string) string {
	if g.update {
		name = "update " + name
	}
	return strings.ReplaceAll(g.member.Path, ".", "/") + "/" + strings.ReplaceAll(name, " ", "-")
}

func (g *generator) add(v vectors.Vector) {
	// One vector of the longest string is enough.
	if g.update && len(v.Request) > 100_000 {
		return
	}
	slices.Sort(v.Flags)
	g.vectors = append(g.vectors, v)
}

// encode returns the JSON of a value that has one.
func encode(value any) json.RawMessage {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic(err)
	}
	return bytes.TrimSpace(out.Bytes())
}

// lowerCamel returns a path as the service names it.
func lowerCamel(path string) string {
	parts := strings.Split(path, ".")
	for i, part := range parts {
		parts[i] = strings.ToLower(part[:1]) + part[1:]
	}
	return strings.Join(parts, ".")
}

func flipCase(text string) string {
	if upper := strings.ToUpper(text); upper != text {
		return upper
	}
	return strings.ToLower(text)
}

func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return strconv.Itoa(n) + " " + noun
}
