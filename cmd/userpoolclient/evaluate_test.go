package main

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/go-cognito/cognito"
)

// errFails is that a template cannot be deployed with some parameters.
var errFails = errors.New("fails")

// evaluator evaluates templates with known parameters, as CloudFormation does.
// It shares nothing with the code that reads templates.
type evaluator struct {
	template object
	values   map[string]string
	truths   map[string]bool
}

// violations returns what is wrong with the client of a template, by path and
// rule, and whether it is deployed. What is said of a list because of an element
// is false.
func (e *evaluator) violations() (found map[string]bool, isDeployed bool) {
	e.truths = map[string]bool{}
	client := e.resource("Client")
	if name, ok := client["Condition"].(string); ok && !e.condition(name) {
		return nil, false
	}
	properties, err := e.value(client["Properties"])
	if err != nil {
		return nil, false
	}
	c, empty := decoded(properties.(object))
	pool, err := e.pool()
	if err != nil {
		return nil, false
	}
	found = map[string]bool{}
	add := func(path string, rule cognito.Rule) {
		found[path+" "+string(rule)] = true
		if list, _, isElement := strings.Cut(path, "["); isElement {
			found[list+" "+string(rule)] = found[list+" "+string(rule)]
		}
	}
	v := cognito.Validator{Pool: pool, Ignore: nil}
	all := cognito.Violations(v.ValidateCreate(c))
	for _, violation := range all {
		if violation.Rule != cognito.RuleRequired || violation.Path != "ClientName" && violation.Path != "UserPoolId" {
			add(violation.Path, violation.Rule)
		}
	}
	for _, violation := range v.Warnings(c) {
		add(violation.Path, violation.Rule)
	}
	for _, path := range empty {
		isWrong := slices.ContainsFunc(all, func(v cognito.Violation) bool { return v.Path == path && v.Rule != cognito.RuleRequired })
		isWrong = isWrong || path == "RefreshTokenRotation.Feature"
		if rule := cognito.EmptyStringRule(path); rule != "" && !isWrong {
			add(path, rule)
		}
	}
	if _, isSet := properties.(object)["RefreshTokenValidity"]; isSet && c.RefreshTokenValidity == 0 {
		add("RefreshTokenValidity", cognito.RuleTokenValidityRange)
	}
	return found, true
}

func (e *evaluator) resource(name string) object {
	resource, _ := e.template["Resources"].(object)[name].(object)
	return resource
}

// pool returns the user pool of the template.
func (e *evaluator) pool() (*cognito.UserPool, error) {
	pool := &cognito.UserPool{SchemaAttributes: []cognito.SchemaAttribute{}, IdentityProviders: []cognito.IdentityProvider{}, ResourceServers: []cognito.ResourceServer{}}
	identifier, err := e.named("Server", "Identifier")
	if err != nil {
		return nil, err
	}
	for _, name := range identifier {
		pool.ResourceServers = append(pool.ResourceServers, cognito.ResourceServer{Identifier: name, Scopes: []cognito.ResourceServerScope{{ScopeName: "read"}}})
	}
	if identifier == nil {
		pool.ResourceServers = nil
	}
	provider, err := e.named("Provider", "ProviderName")
	if err != nil {
		return nil, err
	}
	for _, name := range provider {
		pool.IdentityProviders = append(pool.IdentityProviders, cognito.IdentityProvider{ProviderName: name})
	}
	if provider == nil {
		pool.IdentityProviders = nil
	}
	return pool, nil
}

// named returns the name of a resource of the pool, none if there is no such
// resource, and nil if it has no name.
func (e *evaluator) named(resource, property string) ([]string, error) {
	r := e.resource(resource)
	if r == nil || !e.exists(r) {
		return []string{}, nil
	}
	name, err := e.value(r["Properties"].(object)[property])
	if err != nil || name == nil {
		return nil, err
	}
	return []string{written(name)}, nil
}

func (e *evaluator) exists(resource object) bool {
	name, ok := resource["Condition"].(string)
	return !ok || e.condition(name)
}

func (e *evaluator) condition(name string) bool {
	truth, ok := e.truths[name]
	if !ok {
		truth = e.truth(e.template["Conditions"].(object)[name])
		e.truths[name] = truth
	}
	return truth
}

func (e *evaluator) truth(n any) bool {
	for function, argument := range n.(object) {
		switch function {
		case "Condition":
			return e.condition(argument.(string))
		case "Fn::Equals":
			a, _ := e.value(argument.(list)[0])
			b, _ := e.value(argument.(list)[1])
			return written(a) == written(b)
		case "Fn::Not":
			return !e.truth(argument.(list)[0])
		case "Fn::And", "Fn::Or":
			for _, one := range argument.(list) {
				if e.truth(one) == (function == "Fn::Or") {
					return function == "Fn::Or"
				}
			}
			return function == "Fn::And"
		}
	}
	panic("no condition")
}

// value evaluates a value. AWS::NoValue is nil.
func (e *evaluator) value(n any) (any, error) {
	switch n := n.(type) {
	case list:
		all := list{}
		for _, element := range n {
			value, err := e.value(element)
			if err != nil {
				return nil, err
			}
			if value != nil {
				all = append(all, value)
			}
		}
		return all, nil
	case object:
		if len(n) == 1 {
			for function, argument := range n {
				if function == "Ref" || strings.HasPrefix(function, "Fn::") {
					return e.function(function, argument)
				}
			}
		}
		all := object{}
		for name, member := range n {
			value, err := e.value(member)
			if err != nil {
				return nil, err
			}
			if value != nil {
				all[name] = value
			}
		}
		return all, nil
	}
	return n, nil
}

func (e *evaluator) function(function string, argument any) (any, error) {
	arguments, _ := argument.(list)
	switch function {
	case "Ref":
		return e.ref(argument.(string)), nil
	case "Fn::If":
		if e.condition(arguments[0].(string)) {
			return e.value(arguments[1])
		}
		return e.value(arguments[2])
	case "Fn::Sub":
		own := object{}
		text, isText := argument.(string)
		if !isText {
			text = arguments[0].(string)
			for name, value := range arguments[1].(object) {
				evaluated, err := e.value(value)
				if err != nil {
					return nil, err
				}
				own[name] = evaluated
			}
		}
		var filled strings.Builder
		for {
			before, rest, found := strings.Cut(text, "${")
			filled.WriteString(before)
			if !found {
				return filled.String(), nil
			}
			name, after, _ := strings.Cut(rest, "}")
			value, isOwn := own[name]
			if !isOwn {
				value = e.ref(name)
			}
			filled.WriteString(written(value))
			text = after
		}
	case "Fn::Join":
		elements, err := e.value(arguments[1])
		if err != nil {
			return nil, err
		}
		var texts []string
		for _, element := range elements.(list) {
			texts = append(texts, written(element))
		}
		return strings.Join(texts, arguments[0].(string)), nil
	case "Fn::Split":
		text, err := e.value(arguments[1])
		if err != nil {
			return nil, err
		}
		all := list{}
		for part := range strings.SplitSeq(written(text), arguments[0].(string)) {
			all = append(all, part)
		}
		return all, nil
	case "Fn::Select":
		index, err := e.value(arguments[0])
		if err != nil {
			return nil, err
		}
		all, err := e.value(arguments[1])
		if err != nil {
			return nil, err
		}
		i, err := strconv.Atoi(written(index))
		if err != nil || strconv.Itoa(i) != written(index) || i < 0 || i >= len(all.(list)) {
			return nil, errFails
		}
		return all.(list)[i], nil
	case "Fn::FindInMap":
		value := e.template["Mappings"].(object)[arguments[0].(string)]
		for _, key := range arguments[1:3] {
			name, err := e.value(key)
			if err != nil {
				return nil, err
			}
			members, _ := value.(object)
			value = members[written(name)]
		}
		switch {
		case value != nil:
			return value, nil
		case len(arguments) == 4:
			return e.value(arguments[3].(object)["DefaultValue"])
		}
		return nil, errFails
	}
	panic(function)
}

// ref returns the value of a parameter, or what stands for a resource.
func (e *evaluator) ref(name string) any {
	value, ok := e.values[name]
	switch {
	case name == "AWS::NoValue":
		return nil
	case !ok:
		return "us-east-1_Ab1Cd2Ef3"
	case name == "L":
		all := list{}
		for element := range strings.SplitSeq(value, ",") {
			all = append(all, strings.TrimSpace(element))
		}
		return all
	}
	return value
}

// written returns a value as text.
func written(value any) string {
	if value == nil {
		return ""
	}
	return fmt.Sprint(value)
}

// decoded returns a client, and the paths of its empty strings.
func decoded(properties object) (*cognito.UserPoolClient, []string) {
	c := &cognito.UserPoolClient{}
	var empty []string
	var decode func(target reflect.Value, value any, path string)
	decode = func(target reflect.Value, value any, path string) {
		switch target.Kind() {
		case reflect.Pointer:
			target.Set(reflect.New(target.Type().Elem()))
			decode(target.Elem(), value, path)
		case reflect.Struct:
			for name, member := range value.(object) {
				decode(target.FieldByName(name), member, strings.TrimPrefix(path+"."+name, "."))
			}
		case reflect.Slice:
			for _, element := range value.(list) {
				target.Set(reflect.Append(target, reflect.ValueOf(written(element)).Convert(target.Type().Elem())))
			}
		case reflect.String:
			target.SetString(written(value))
			if written(value) == "" {
				empty = append(empty, path)
			}
		case reflect.Bool:
			target.SetBool(strings.EqualFold(written(value), "true"))
		case reflect.Int32:
			number, _ := strconv.Atoi(written(value))
			target.SetInt(int64(number))
		}
	}
	decode(reflect.ValueOf(c).Elem(), properties, "")
	return c, empty
}
