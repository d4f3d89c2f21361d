package cloudformation

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/worlds"
)

var (
	clientStruct = reflect.TypeFor[cognito.UserPoolClient]()
	textList     = reflect.TypeFor[[]string]()
)

// compiler makes expressions of the values of a client, which are evaluated in
// many worlds.
type compiler struct {
	template    *template
	client      *worlds.Client
	conditions  map[string]*worlds.Condition // nil while they are being compiled
	written     map[document.Place]*document.Node
	inCondition bool
	depth       int // of conditions

	outside    bool // whether a name is not one of the template
	tooDeep    bool
	impossible bool // whether the template fails in the current world
	texts      int  // how many texts have been made for it
}

// expression is a value of a template.
type expression struct {
	// constant is the value if value is nil. It is nil for AWS::NoValue.
	constant *document.Node
	value    func() *document.Node
	// unknown is not nil if the expression is that alone.
	unknown *worlds.Unknown
	// parts are those of a text.
	parts []expression
	name  string // of an unknown
}

func (e expression) isConstant() bool { return e.value == nil }

// eval returns the value in the current world, or nil if it has none.
func (e expression) eval() *document.Node {
	if e.isConstant() {
		return e.constant
	}
	return e.value()
}

// intrinsic returns the function that a value calls and its argument, or "".
func intrinsic(n *document.Node) (function string, argument *document.Node) {
	switch {
	case n.Kind == document.Tagged && strings.HasPrefix(n.Tag, "!") && !strings.HasPrefix(n.Tag, "!!"):
		untagged := *n
		untagged.Kind, untagged.Tag = n.Untagged, ""
		function = n.Tag[1:]
		if function != "Ref" && function != "Condition" {
			function = "Fn::" + function
		}
		return function, &untagged
	case n.Kind == document.Object && len(n.Content) == 2:
		function = n.Content[0].Text
		if function == "Ref" || function == "Condition" || strings.HasPrefix(function, "Fn::") && !isLoop(function) {
			return function, n.Content[1]
		}
	}
	return "", nil
}

// compile compiles a value for a place that wants a type, which is nil if that
// is not known.
func (c *compiler) compile(n *document.Node, t reflect.Type) expression {
	if function, argument := intrinsic(n); function != "" {
		c.write(n)
		return c.function(function, n, argument, t)
	}
	switch n.Kind {
	case document.String:
		return c.literal(n, t)
	case document.List:
		return c.list(n, t)
	case document.Object:
		return c.object(n, t)
	}
	return expression{constant: n}
}

// write remembers an expression. Where a loop repeats one in the same place, it
// remembers none.
func (c *compiler) write(n *document.Node) {
	at := n.Place
	if other, ok := c.written[at]; ok && other != n {
		n = nil
	}
	c.written[at] = n
}

func (c *compiler) list(n *document.Node, t reflect.Type) expression {
	var element reflect.Type
	if t != nil && t.Kind() == reflect.Slice {
		element = t.Elem()
	}
	elements, isConstant := make([]expression, len(n.Content)), true
	for i, child := range n.Content {
		elements[i] = c.compile(child, element)
		isConstant = isConstant && elements[i].isConstant()
	}
	eval := func() *document.Node {
		list := *n
		list.Content = make([]*document.Node, 0, len(elements))
		for _, e := range elements {
			if value := e.eval(); value != nil {
				list.Content = append(list.Content, value)
			}
		}
		return &list
	}
	if isConstant {
		return expression{constant: eval()}
	}
	return expression{value: eval, parts: elements}
}

func (c *compiler) object(n *document.Node, t reflect.Type) expression {
	content, ok := c.unroll(n)
	if !ok {
		return c.unknown(n, canonical(n), t)
	}
	if t == clientStruct {
		content = c.effective(content)
	}
	values, isConstant := make([]expression, len(content)/2), true
	for i := range values {
		values[i] = c.compile(content[2*i+1], fieldType(t, content[2*i].Text))
		isConstant = isConstant && values[i].isConstant()
	}
	eval := func() *document.Node {
		object := *n
		object.Content = make([]*document.Node, 0, len(content))
		for i, e := range values {
			if value := e.eval(); value != nil {
				object.Content = append(object.Content, content[2*i], value)
			}
		}
		return &object
	}
	if isConstant {
		return expression{constant: eval()}
	}
	return expression{value: eval}
}

const ofMacro = "was not checked: a macro produces part of it"

// unroll returns the content of an object with its loops expanded. It is not ok
// if that is not known.
func (c *compiler) unroll(n *document.Node) (content []*document.Node, ok bool) {
	for i := 0; i < len(n.Content); i += 2 {
		name, value := n.Content[i], n.Content[i+1]
		switch {
		case isLoop(name.Text):
			expanded := c.template.expand(name, value)
			if expanded == nil {
				return nil, false
			}
			inside, ok := c.unroll(expanded)
			if !ok {
				return nil, false
			}
			content = append(content, inside...)
		case name.Text == "Fn::Transform":
			c.template.note(name.Place, c.client.Resource, ofMacro)
			return nil, false
		default:
			content = append(content, name, value)
		}
	}
	return content, true
}

// fieldType returns the type of a member of a struct, or nil.
func fieldType(t reflect.Type, name string) reflect.Type {
	if t == nil || t.Kind() != reflect.Struct {
		return nil
	}
	field, ok := t.FieldByName(name)
	switch {
	case !ok:
		return nil
	case field.Type.Kind() == reflect.Pointer:
		return field.Type.Elem()
	}
	return field.Type
}

// unknown returns the unknown with a name as a value of a type.
func (c *compiler) unknown(n *document.Node, name string, t reflect.Type) expression {
	if t != nil && t.Kind() == reflect.Struct {
		return expression{value: c.client.UnknownObject(name, n.Place, t, Lacks...)}
	}
	if t != nil && t.Kind() == reflect.Slice {
		name += " as a list"
	}
	u := c.client.Unknown(name)
	u.List = u.List || t != nil && t.Kind() == reflect.Slice
	u.InCondition = u.InCondition || c.inCondition
	return expression{value: func() *document.Node { return u.Node(n.Place) }, unknown: u, name: name}
}

// function compiles the call of a function. One that is not known, or is not
// called as it must be, is an unknown value.
func (c *compiler) function(function string, n, argument *document.Node, t reflect.Type) expression {
	arguments := argument.Content
	if argument.Kind != document.List {
		arguments = nil
	}
	var e expression
	ok := false
	switch {
	case function == "Fn::Transform" && t != nil && t.Kind() == reflect.Struct:
		c.template.note(n.Place, c.client.Resource, ofMacro)
	case function == "Ref" && argument.Kind == document.String:
		return c.ref(n, argument.Text, t)
	case function == "Fn::GetAtt":
		return c.getAtt(n, attribute(argument), t)
	case function == "Fn::Sub" && argument.Kind == document.String:
		return c.substitute(n, argument.Text, nil)
	case function == "Fn::Sub" && len(arguments) == 2 && arguments[0].Kind == document.String && arguments[1].Kind == document.Object:
		return c.substitute(n, arguments[0].Text, arguments[1])
	case function == "Fn::If" && len(arguments) == 3 && arguments[0].Kind == document.String:
		return c.either(arguments, t)
	case function == "Fn::Join" && len(arguments) == 2:
		e, ok = c.join(n, arguments)
	case function == "Fn::Split" && len(arguments) == 2:
		e, ok = c.split(n, arguments)
	case function == "Fn::Select" && len(arguments) == 2:
		return c.choose(n, arguments, t)
	case function == "Fn::FindInMap" && (len(arguments) == 3 || len(arguments) == 4):
		e, ok = c.find(n, arguments, t)
	}
	if !ok {
		return c.unknown(n, canonical(n), t)
	}
	return e
}

// pseudo are values of the pseudo parameters.
var pseudo = map[string][]string{
	"AWS::AccountId":        {"123456789012"},
	"AWS::NotificationARNs": {"arn:aws:sns:us-east-1:123456789012:example"},
	"AWS::Partition":        {"aws", "aws-cn"},
	"AWS::Region":           {"us-east-1", "cn-north-1"},
	"AWS::StackId":          {"arn:aws:cloudformation:us-east-1:123456789012:stack/example/0a1b2c3d"},
	"AWS::StackName":        {"example"},
	"AWS::URLSuffix":        {"amazonaws.com", "amazonaws.com.cn"},
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
		if values := pseudo[name]; values != nil && e.unknown != nil && !e.unknown.Typed {
			e.unknown.Typed, e.unknown.Others = true, slices.Concat(values, e.unknown.Others)
		}
		return e
	}
	p := parameterOf(parameter)
	if value, ok := p.value(name, c.template.known); ok {
		return expression{constant: p.constant(n.Place, value)}
	}
	u := c.client.Unknown("Ref " + name)
	u.List, u.Number, u.Secret = p.isList, p.isNumber, p.isSecret
	if len(p.allowed) <= maxAllowed {
		u.Allowed = p.allowed
	} else if u.Others == nil {
		u.Others = p.allowed[:maxAllowed]
	}
	u.InCondition = u.InCondition || c.inCondition
	return expression{value: func() *document.Node { return u.Node(n.Place) }, unknown: u, name: "Ref " + name}
}

// isTrue reports whether a value is true in YAML 1.1.
func isTrue(n *document.Node) bool {
	return n != nil && slices.Contains([]string{"true", "yes", "on"}, strings.ToLower(n.Text))
}

// parameter is what a template says of a parameter.
type parameter struct {
	isList, isNumber, isSecret bool
	isName                     bool // whether its value is the name of its value
	allowed                    []string
	byDefault                  *document.Node
}

func parameterOf(n *document.Node) parameter {
	kind := typeOf(n)
	p := parameter{
		isList:   kind == "CommaDelimitedList" || strings.Contains(kind, "List<") || strings.Contains(kind, "<CommaDelimitedList>"),
		isNumber: kind == "Number",
	}
	if _, secret := n.Member("NoEcho"); secret != nil {
		p.isSecret = isTrue(secret)
	}
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

// attribute returns what Fn::GetAtt gets, as in A.B.
func attribute(argument *document.Node) string {
	if argument.Kind != document.List {
		return argument.Text
	}
	var parts []string
	for _, part := range argument.Content {
		if part.Kind == document.String {
			parts = append(parts, part.Text)
		} else {
			parts = append(parts, canonical(part))
		}
	}
	return strings.Join(parts, ".")
}

func (c *compiler) getAtt(n *document.Node, attribute string, t reflect.Type) expression {
	if resource, _, _ := strings.Cut(attribute, "."); c.template.resources[resource] == nil {
		c.outside = true
	}
	return c.unknown(n, "GetAtt "+attribute, t)
}

// either compiles Fn::If.
func (c *compiler) either(arguments []*document.Node, t reflect.Type) expression {
	condition := c.condition(arguments[0].Text)
	condition.Read = true
	yes, no := c.compile(arguments[1], t), c.compile(arguments[2], t)
	return expression{value: func() *document.Node {
		if condition.True {
			return yes.eval()
		}
		return no.eval()
	}}
}

func (c *compiler) join(n *document.Node, arguments []*document.Node) (expression, bool) {
	delimiter := arguments[0]
	if delimiter.Kind != document.String {
		return expression{}, false
	}
	list := c.compile(arguments[1], textList)
	if arguments[1].Kind == document.List && !slices.ContainsFunc(list.parts, expression.mayVanish) && !list.isConstant() {
		var parts []expression
		for i, part := range list.parts {
			if i > 0 {
				parts = append(parts, expression{constant: delimiter})
			}
			parts = append(parts, part)
		}
		return c.concat(n, parts), true
	}
	return c.dynamic(n, func() text {
		value := list.eval()
		if value == nil || value.Kind != document.List {
			return textOf(value)
		}
		joined := text{"", value.Secret, value.Invented}
		for i, element := range value.Content {
			if i > 0 {
				joined.value += delimiter.Text
			}
			joined.add(textOf(element))
		}
		return joined
	}), true
}

// mayVanish reports whether an expression may have no value, or be no text.
func (e expression) mayVanish() bool {
	if e.isConstant() {
		return e.constant == nil || !isScalar(e.constant)
	}
	return e.parts == nil && (e.unknown == nil || e.unknown.List)
}

func (c *compiler) split(n *document.Node, arguments []*document.Node) (expression, bool) {
	delimiter := arguments[0]
	if delimiter.Kind != document.String || delimiter.Text == "" {
		return expression{}, false
	}
	whole := c.compile(arguments[1], nil)
	return expression{value: func() *document.Node {
		joined := textOf(whole.eval())
		c.client.SplitAt(joined.value, delimiter.Text)
		list := &document.Node{Place: n.Place, Kind: document.List, Invented: joined.invented}
		for element := range strings.SplitSeq(joined.value, delimiter.Text) {
			list.Content = append(list.Content, text{element, joined.secret, joined.invented}.at(n.Place))
		}
		return list
	}}, true
}

// choose compiles Fn::Select.
func (c *compiler) choose(n *document.Node, arguments []*document.Node, t reflect.Type) expression {
	index, list := c.compile(arguments[0], nil), c.compile(arguments[1], textList)
	isLiteral := arguments[1].Kind == document.List
	var other expression
	if !isLiteral || !index.isConstant() {
		other = c.unknown(n, canonical(n), t)
	}
	if u := index.unknown; u != nil {
		u.Decides = true
		indexes := 2
		if isLiteral {
			indexes = min(len(arguments[1].Content), maxAllowed)
		}
		for i := range indexes {
			u.AddOther(strconv.Itoa(i))
		}
	}
	return expression{value: func() *document.Node {
		text, value := textOf(index.eval()).value, list.eval()
		if value == nil || value.Kind != document.List {
			return other.eval()
		}
		i, err := strconv.Atoi(text)
		switch {
		case worlds.HasMark(text) && len(value.Content) > 0:
			return value.Content[0]
		case err == nil && i >= 0 && i < len(value.Content) && index.isConstant():
			return value.Content[i]
		case err == nil && i >= 0 && i < len(value.Content):
			return moved(value.Content[i], n.Place)
		case isLiteral:
			c.impossible = true
			return nil
		}
		return other.eval()
	}}
}

// find compiles Fn::FindInMap. It is not ok if the map is not known.
func (c *compiler) find(n *document.Node, arguments []*document.Node, t reflect.Type) (expression, bool) {
	mapping := c.template.mappings[arguments[0].Text]
	if arguments[0].Kind != document.String || mapping == nil || mapping.Kind != document.Object {
		c.outside = true
		return expression{}, false
	}
	first, second := c.compile(arguments[1], nil), c.compile(arguments[2], nil)
	if first.isConstant() && second.isConstant() {
		if found := c.entry(c.entry(mapping, first), second); found != nil && !found.Mentions("{{resolve:") {
			return expression{constant: moved(found, n.Place)}, true
		}
	}
	other := c.unknown(n, canonical(n), t)
	// If both keys are constant, the entry may be in an include.
	isKnown := first.isKey() && second.isKey() && !(first.isConstant() && second.isConstant()) && isWhole(mapping)
	if len(arguments) == 4 {
		if _, value := arguments[3].Member("DefaultValue"); value != nil {
			other, isKnown = c.compile(value, t), false
		}
	}
	first.keys(mapping)
	for i := 1; i < len(mapping.Content); i += 2 {
		second.keys(mapping.Content[i])
	}
	if !isKnown {
		first.keys(noKeys)
		second.keys(noKeys)
	}
	return expression{value: func() *document.Node {
		found := c.entry(c.entry(mapping, first), second)
		switch {
		case found != nil && !found.Mentions("{{resolve:"):
			return moved(found, n.Place)
		case found == nil && isKnown && !c.client.Misses:
			c.impossible = true
			return nil
		}
		if value := other.eval(); value != nil {
			return moved(value, n.Place)
		}
		return nil
	}}, true
}

// noKeys has a key that is in no mapping.
var noKeys = &document.Node{Kind: document.Object, Content: []*document.Node{{Text: "no key"}, {}}}

// isWhole reports whether a mapping has no macro or include in it, so that all
// its keys are tried.
func isWhole(mapping *document.Node) bool {
	for i := 1; i < len(mapping.Content); i += 2 {
		if keys := mapping.Content[i]; keys.Kind != document.Object || keys.Has("Fn::Transform") || len(keys.Content)/2 > maxAllowed {
			return false
		}
	}
	return !mapping.Has("Fn::Transform") && len(mapping.Content)/2 <= maxAllowed
}

// isKey reports whether all the values of an expression are tried as keys.
func (e expression) isKey() bool { return e.isConstant() || e.unknown != nil }

// keys makes candidates of the names of an object.
func (e expression) keys(n *document.Node) {
	if e.unknown == nil || n.Kind != document.Object {
		return
	}
	e.unknown.Decides = true
	for i := 0; i < len(n.Content) && len(e.unknown.Others) < maxAllowed; i += 2 {
		e.unknown.AddOther(n.Content[i].Text)
	}
}

// entry returns the value of a key in an object, or nil. While unknowns are
// looked for, that is the first.
func (c *compiler) entry(n *document.Node, key expression) *document.Node {
	if n == nil || n.Kind != document.Object {
		return nil
	}
	text := textOf(key.eval()).value
	for i := 0; i < len(n.Content); i += 2 {
		if n.Content[i].Text == text || worlds.HasMark(text) && !c.client.Misses {
			return n.Content[i+1]
		}
	}
	return nil
}

// moved returns a value as if it were at another place.
func moved(n *document.Node, at document.Place) *document.Node {
	copied := *n
	copied.Place, copied.Content = at, make([]*document.Node, len(n.Content))
	for i, child := range n.Content {
		copied.Content[i] = moved(child, at)
	}
	return &copied
}

// text is a value as text, and what of it must not be printed.
type text struct {
	value            string
	secret, invented bool
}

func textOf(n *document.Node) text {
	if n == nil {
		return text{}
	}
	t := text{"", n.Secret, n.Invented}
	switch n.Kind {
	case document.Bool:
		t.value = strings.ToLower(n.Text)
	case document.List:
		for i, element := range n.Content {
			if i > 0 {
				t.value += ","
			}
			t.add(textOf(element))
		}
	case document.Object:
		t.value, t.secret, t.invented = canonical(n), n.Any(isSecret), n.Any(isInvented)
	default:
		t.value = n.Text
	}
	return t
}

func isSecret(n *document.Node) bool { return n.Secret }

func isInvented(n *document.Node) bool { return n.Invented }

// add adds another text at the end.
func (t *text) add(other text) {
	t.value += other.value
	t.secret, t.invented = t.secret || other.secret, t.invented || other.invented
}

// at returns the text as a value at a place.
func (t text) at(place document.Place) *document.Node {
	return &document.Node{Place: place, Kind: document.String, Text: t.value, Secret: t.secret, Invented: t.invented}
}

// substitute compiles Fn::Sub.
func (c *compiler) substitute(n *document.Node, text string, values *document.Node) expression {
	own := map[string]expression{}
	if values != nil {
		for i := 0; i < len(values.Content); i += 2 {
			own[values.Content[i].Text] = c.compile(values.Content[i+1], nil)
		}
	}
	var parts []expression
	for p := range pieces(text, "${") {
		variable := strings.TrimSpace(p.inside)
		value, isOwn := own[variable]
		switch {
		case !p.isVariable:
			parts = append(parts, c.variables(n, p.text)...)
		case isOwn:
			parts = append(parts, value)
		case strings.HasPrefix(variable, "!"):
			parts = append(parts, constant(n, "${"+variable[1:]+"}"))
		case isServerless(p.inside):
			parts = append(parts, c.unknown(n, p.text, nil))
		case strings.Contains(variable, "."):
			parts = append(parts, c.getAtt(n, variable, nil))
		default:
			parts = append(parts, c.ref(n, variable, nil))
		}
	}
	return c.concat(n, parts)
}

func constant(n *document.Node, text string) expression {
	return expression{constant: &document.Node{Place: n.Place, Kind: document.String, Text: text}}
}

// literal compiles a text, in which there may be variables of the Serverless
// Framework and dynamic references.
func (c *compiler) literal(n *document.Node, t reflect.Type) expression {
	if !strings.Contains(n.Text, "{") {
		return expression{constant: n}
	}
	if isVariable(n) && t != nil {
		c.write(n)
		return c.unknown(n, n.Text, t)
	}
	parts := c.variables(n, n.Text)
	if e := c.concat(n, parts); !e.isConstant() {
		c.write(n)
		return e
	}
	return expression{constant: n}
}

// isVariable reports whether a text is a variable of the Serverless Framework
// and nothing else, so that its value need not be text.
func isVariable(n *document.Node) bool {
	return n.Kind == document.String && strings.HasPrefix(n.Text, "${") && closing(n.Text[2:]) == len(n.Text)-3 && isServerless(n.Text[2:len(n.Text)-1])
}

// hasVariable reports whether a text has a variable of the Serverless Framework.
func hasVariable(n *document.Node) bool {
	for p := range pieces(n.Text, "${") {
		if p.isVariable && isServerless(p.inside) {
			return true
		}
	}
	return false
}

// variables returns the parts of a text between the variables of the
// Serverless Framework, and these.
func (c *compiler) variables(n *document.Node, text string) []expression {
	var parts []expression
	for p := range pieces(text, "${") {
		if p.isVariable && isServerless(p.inside) {
			parts = append(parts, c.unknown(n, p.text, nil))
			continue
		}
		for q := range pieces(p.text, "#{") {
			if q.isVariable && isPseudoParameter(q.inside) {
				parts = append(parts, c.unknown(n, q.text, nil))
			} else {
				parts = append(parts, constant(n, q.text))
			}
		}
	}
	return parts
}

// concat compiles the text that others make.
func (c *compiler) concat(n *document.Node, parts []expression) expression {
	var flat []expression
	for _, part := range parts {
		if part.parts != nil && !part.mayVanish() {
			flat = append(flat, part.parts...)
		} else {
			flat = append(flat, part)
		}
	}
	if flat = c.dynamicReferences(n, flat); len(flat) > maxParts {
		return c.unknown(n, "long "+canonical(n), nil)
	}
	if len(flat) == 1 && flat[0].unknown != nil && !flat[0].unknown.List {
		u := flat[0].unknown
		return expression{value: func() *document.Node { return u.Node(n.Place) }, unknown: u, name: flat[0].name, parts: flat}
	}
	eval := func() (t text) {
		for _, part := range flat {
			t.add(textOf(part.eval()))
		}
		return t
	}
	if !slices.ContainsFunc(flat, func(e expression) bool { return !e.isConstant() }) {
		if t := eval(); len(t.value) <= maxText {
			return expression{constant: t.at(n.Place)}
		}
		return c.unknown(n, "long "+canonical(n), nil)
	}
	e := c.dynamic(n, eval)
	e.parts = flat
	return e
}

const (
	// maxParts limits the parts of a text and maxText its bytes. The value
	// of a larger text is not known.
	maxParts, maxText = 200, 100_000
	// maxTexts limits how many texts a client may be made of.
	maxTexts = 100_000
)

// dynamic compiles a text that depends on the world. If it has a dynamic
// reference, it is not known.
func (c *compiler) dynamic(n *document.Node, eval func() text) expression {
	var other expression
	isReference := n.Mentions("{{")
	if isReference {
		other = c.unknown(n, canonical(n), nil)
	}
	return expression{value: func() *document.Node {
		if c.texts++; c.texts > maxTexts {
			c.impossible = true
			return nil
		}
		t := eval()
		switch {
		case isReference && strings.Contains(t.value, "{{resolve:"):
			return other.eval()
		case len(t.value) > maxText:
			c.impossible = true
			return nil
		}
		return t.at(n.Place)
	}}
}

// dynamicReferences puts unknowns in place of the dynamic references, such as
// {{resolve:ssm:name}}, that literal parts begin and end.
func (c *compiler) dynamicReferences(n *document.Node, parts []expression) []expression {
	var found []expression
	reference := "" // the name of the one that has begun
	for _, part := range parts {
		if !part.isConstant() {
			if reference != "" {
				reference += part.name + "\x00"
			} else {
				found = append(found, part)
			}
			continue
		}
		literal := textOf(part.constant)
		for rest := literal.value; rest != ""; {
			if reference == "" {
				before, _, begins := strings.Cut(rest, "{{resolve:")
				if before != "" {
					found = append(found, expression{constant: text{before, literal.secret, false}.at(n.Place)})
				}
				rest = rest[len(before):]
				if !begins {
					break
				}
				reference = "{{"
				rest = rest[len(reference):]
				continue
			}
			inside, after, ends := strings.Cut(rest, "}}")
			reference, rest = reference+inside, after
			if ends {
				found = append(found, c.unknown(n, reference+"}}", nil))
				reference = ""
			}
		}
	}
	if reference != "" { // which does not end, so it is none
		return slices.Clone(parts)
	}
	return found
}

// isServerless reports whether what is within ${ and } is a variable of the
// Serverless Framework: it has a colon or a parenthesis after its source.
func isServerless(inside string) bool {
	source := strings.IndexFunc(inside, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '-' || r == '.')
	})
	switch {
	case source <= 0:
		return false
	case inside[source] == '(':
		return true
	}
	return inside[source] == ':' && !strings.HasPrefix(inside[source:], "::")
}

// isPseudoParameter reports whether what is within #{ and } is a reference of
// the plugin serverless-pseudo-parameters.
func isPseudoParameter(inside string) bool {
	return inside != "" && strings.Trim(inside, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.:") == ""
}

// piece is a part of a text: a variable, or what is between.
type piece struct {
	text, inside string
	isVariable   bool
}

// pieces returns the parts of a text before, in and after variables that begin
// with ${ or #{ and end with the brace that closes them.
func pieces(text, begin string) func(yield func(piece) bool) {
	return func(yield func(piece) bool) {
		literal := 0
		for at := 0; at < len(text); {
			next := strings.Index(text[at:], begin)
			if next < 0 {
				break
			}
			start := at + next
			end := closing(text[start+len(begin):])
			if end < 0 {
				break
			}
			end += start + len(begin)
			if start > literal && !yield(piece{text: text[literal:start]}) {
				return
			}
			if !yield(piece{text[start : end+1], text[start+len(begin) : end], true}) {
				return
			}
			at, literal = end+1, end+1
		}
		if literal < len(text) {
			yield(piece{text: text[literal:]})
		}
	}
}

// closing returns the index of the brace that closes one before a text, or -1.
func closing(text string) int {
	depth := 1
	for i := range len(text) {
		switch text[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}
