package cloudformation

import (
	"reflect"
	"slices"
	"strings"

	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
)

// pseudo are values of the pseudo parameters.
var pseudo = map[string][]string{
	"AWS::AccountId":        {"123456789012"},
	"AWS::NotificationARNs": {"arn:aws:sns:us-east-1:123456789012:example"},
	"AWS::Partition":        {"aws", "aws-cn"},
	"AWS::Region":           {"us-east-1", "cn-north-1"},
	"AWS::StackId":          {"arn:aws:cloudformation:us-east-1:123456789012:stack/example/0a1b2c3d"},
	"AWS::StackName":        {"example", "a"},
	"AWS::URLSuffix":        {"amazonaws.com", "amazonaws.com.cn", "c2s.ic.gov"},
}

// ref compiles a reference to a parameter or a resource.
func (c *compiler) ref(n *document.Node, name string, t reflect.Type) expression {
	if name == "AWS::NoValue" {
		return expression{}
	}
	parameter := c.template.parameters[name]
	if parameter == nil {
		if pseudo[name] == nil && c.template.resources[name] == nil {
			c.outside = true
		}
		e := c.unknown(n, "Ref "+name, t)
		if values := pseudo[name]; values != nil && e.unknown != nil && e.unknown.Others == nil {
			// An ARN has characters that the others do not have.
			e.unknown.Typed = !strings.Contains(values[0], ":")
			e.unknown.Others = values
		}
		return e
	}
	p := parameterOf(parameter)
	if value, ok := p.value(name, c.template.known); ok {
		return expression{constant: p.constant(n.Place, value)}
	}
	e := c.unknown(n, "Ref "+name, nil)
	u := e.unknown
	u.List, u.Number, u.Secret = p.isList, p.isNumber, p.isSecret
	if len(p.allowed) <= maxAllowed {
		u.Allowed = p.allowed
	} else if u.Others == nil {
		u.Others = p.allowed[:maxAllowed]
	}
	return e
}

// isTrue reports whether a value is true in YAML 1.1.
func isTrue(n *document.Node) bool {
	return n != nil && slices.Contains([]string{"true", "yes", "on"}, strings.ToLower(n.Text))
}

// parameter is what a template says of a parameter.
type parameter struct {
	isList, isNumber, isSecret bool
	// isName reports whether its value names an SSM parameter that holds the
	// real value.
	isName    bool
	allowed   []string
	byDefault *document.Node
}

func parameterOf(n *document.Node) parameter {
	kind := typeOf(n)
	p := parameter{
		isList:   kind == "CommaDelimitedList" || strings.Contains(kind, "List<") || strings.Contains(kind, "<CommaDelimitedList>"),
		isNumber: kind == "Number",
	}
	_, noEcho := n.Member("NoEcho")
	p.isSecret = isTrue(noEcho)
	if strings.HasPrefix(kind, "AWS::SSM::") {
		p.isName = true
		return p
	}
	if _, value := n.Member("Default"); value != nil && isScalar(value) {
		p.byDefault = value
	}
	if _, allowed := n.Member("AllowedValues"); allowed != nil && allowed.Kind == document.List {
		for _, value := range allowed.Content {
			p.allowed = append(p.allowed, textOf(value).value)
		}
	}
	return p
}

// maxAllowed limits how many allowed values and keys of a mapping are tried. If
// there are more, other values are tried, too.
const maxAllowed = 300

// value returns the value of a parameter, if it is known. An empty list is
// not, because there is no text for it.
func (p parameter) value(name string, known Parameters) (string, bool) {
	value, ok := known.Values[name]
	if !ok && known.Defaults && p.byDefault != nil {
		value = textOf(p.byDefault).value
		ok = true
	}
	return value, ok && !p.isName && !(p.isList && value == "") && !strings.Contains(value, "{{resolve:")
}

func (p parameter) constant(at document.Place, value string) *document.Node {
	if !p.isList {
		return text{value, p.isSecret, false}.at(at)
	}
	list := &document.Node{Place: at, Kind: document.List}
	for element := range strings.SplitSeq(value, ",") {
		list.Content = append(list.Content, text{strings.TrimSpace(element), p.isSecret, false}.at(at))
	}
	return list
}
