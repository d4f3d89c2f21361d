package cognito

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-cognito/cognito/internal/model"
)

// shape is a shape of the service model: what a member, or an element of a
// list, may hold.
type shape struct {
	// The bounds of the number of characters or elements, or of the number
	// itself. A max of 0 is no limit.
	min, max int
	// The characters that a string may contain.
	chars *charClass
	// match reports whether a string matches the pattern, where that is more
	// than a class of characters.
	match func(string) bool
	// The pattern, as the model and the service print it. It matches the whole
	// string.
	pattern string
	// What chars allows, in words.
	only string
	// What match demands, or chars if only is empty, in words.
	must string
	// The only values of a string.
	enum []string
	// The values in the order in which the service prints them, nil if that is
	// not known.
	printed []string
	// unpublished reports whether enum has a value that no published model
	// lists, so that it is not known which ones the service prints.
	unpublished bool
	// The shape of the elements of a list.
	element *shape
	// The range of a number, in words.
	limits string
	// The unit of a number. It is empty for the lifetime of a token, whose
	// range tokenValidityRange checks.
	unit string
	// sensitive reports whether violations never show the value. The service
	// shows a ClientId.
	sensitive bool
	// hint returns what else to say of a wrong string. Nil means nothing.
	hint func(value string) string
}

// isNumber reports whether s is the shape of a number.
func (s *shape) isNumber() bool { return s.limits != "" }

// Shapes that are elements of lists, or whose rules are applied elsewhere too.
var (
	timeUnitShape            = shape{enum: texts(TimeUnit("").Values())}
	authSessionValidityShape = shape{min: 3, max: 15, limits: "3 to 15 minutes"}
	refreshValidityShape     = shape{min: 0, max: 315360000, limits: "60 minutes to 10 years"}
	accessValidityShape      = shape{min: 1, max: 86400, limits: "5 minutes to 1 day"}
	idValidityShape          = shape{min: 1, max: 86400, limits: "5 minutes to 1 day"}
	redirectURLShape         = shape{min: 1, max: 1024, chars: urlChars, pattern: `[\p{L}\p{M}\p{S}\p{N}\p{P}]+`, only: "letters, marks, symbols, numbers and punctuation (no white space)", hint: hintJoined}
	attributeShape           = shape{min: 1, max: 2048, chars: anyChars, must: "must be valid UTF-8"}
	providerNameShape        = shape{min: 1, max: 32, chars: providerChars, pattern: `[\p{L}\p{M}\p{S}\p{N}\p{P}\p{Z}]+`, only: "letters, marks, symbols, numbers, punctuation and spaces"}
	scopeShape               = shape{min: 1, max: 256, chars: scopeChars, pattern: `[\x21\x23-\x5B\x5D-\x7E]+`, only: `visible ASCII characters other than " and \`}
	oauthFlowShape           = shape{enum: texts(OAuthFlow("").Values()), printed: []string{"implicit", "client_credentials", "code"}}
	authFlowShape            = shape{enum: texts(AuthFlow("").Values()), unpublished: true, hint: hintNewFlow}
)

// shapes are the shapes of the service model by name, as the struct tags name
// them.
var shapes = map[string]*shape{
	"UserPoolIdType":   {min: 1, max: 55, match: matchUserPoolID, pattern: `[\w-]+_[0-9a-zA-Z]+`, must: "must be an ID such as us-west-2_aBcDeFgHi"},
	"ClientNameType":   {min: 1, max: 128, chars: clientNameChars, pattern: `[\w\s+=,.@-]+`, only: "A-Z, a-z, 0-9, white space and _+=,.@-"},
	"ClientIdType":     {min: 1, max: 128, chars: wordPlusChars, pattern: `[\w+]+`, only: "A-Z, a-z, 0-9, _ and +", sensitive: true},
	"ClientSecretType": {min: 24, max: 64, chars: wordPlusChars, pattern: `[\w+]+`, only: "A-Z, a-z, 0-9, _ and +", sensitive: true},

	"RefreshTokenValidityType":    &refreshValidityShape,
	"AccessTokenValidityType":     &accessValidityShape,
	"IdTokenValidityType":         &idValidityShape,
	"TimeUnitsType":               &timeUnitShape,
	"AuthSessionValidityType":     &authSessionValidityShape,
	"RetryGracePeriodSecondsType": {min: 0, max: 60, limits: "0 to 60 seconds", unit: "second"},

	"PreventUserExistenceErrorTypes": {enum: texts(UserExistenceErrors("").Values())},
	"FeatureType":                    {enum: texts(Feature("").Values())},
	"HexStringType":                  {chars: hexChars, pattern: `^[0-9a-fA-F]+$`, only: "0-9, a-f and A-F"},
	"ArnType":                        {min: 20, max: 2048, match: matchARN, pattern: `arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?`, must: "must be an ARN such as arn:aws:iam::123456789012:role/example"},
	"StringType":                     {max: 131072, chars: anyChars, must: "must be valid UTF-8"},

	"ClientPermissionType":               &attributeShape,
	"ClientPermissionListType":           {element: &attributeShape},
	"ExplicitAuthFlowsType":              &authFlowShape,
	"ExplicitAuthFlowsListType":          {element: &authFlowShape},
	"ProviderNameType":                   &providerNameShape,
	"SupportedIdentityProvidersListType": {element: &providerNameShape},
	"RedirectUrlType":                    &redirectURLShape,
	"CallbackURLsListType":               {max: maxRedirectURIs, element: &redirectURLShape},
	"LogoutURLsListType":                 {max: maxRedirectURIs, element: &redirectURLShape},
	"OAuthFlowType":                      &oauthFlowShape,
	"OAuthFlowsType":                     {max: maxOAuthFlows, element: &oauthFlowShape},
	"ScopeType":                          &scopeShape,
	"ScopeListType":                      {max: maxOAuthScopes, element: &scopeShape},
}

func init() {
	model.Members = func(update bool) []model.Member {
		if update {
			return modelMembers(updatePlan)
		}
		return modelMembers(createPlans[reflect.TypeFor[UserPoolClient]()])
	}
}

func modelMembers(fields []planned) []model.Member {
	var members []model.Member
	for _, p := range fields {
		if p.shape != nil {
			members = append(members, p.shape.member(p.path, p.isRequired))
		}
		members = append(members, modelMembers(p.fields)...)
	}
	return members
}

func (s *shape) member(path string, required bool) model.Member {
	m := model.Member{
		Path: path, Required: required, Min: s.min, Max: s.max, Number: s.limits != "", Pattern: s.pattern,
		Enum: s.enum, Unpublished: s.unpublished, Sensitive: s.sensitive,
	}
	if s.element != nil {
		m.Element = new(s.element.member("", false))
	}
	return m
}

// holds reports whether a member conforms to the shape. The empty string is an
// absent member, which does.
func (s *shape) holds(member reflect.Value) bool {
	switch member.Kind() {
	case reflect.String:
		return member.Len() == 0 || s.holdsString(member.String())
	case reflect.Int32:
		return s.holdsNumber(member.Int())
	default: // a slice
		return s.holdsList(member)
	}
}

// rules returns the rules that a value may violate, but for the range of a
// number.
func (s *shape) rules() []Rule {
	var rules []Rule
	of := s
	if s.element != nil {
		of = s.element
		if s.max > 0 {
			rules = append(rules, RuleListLength)
		}
	}
	switch {
	case of.enum != nil:
		rules = append(rules, RuleEnum)
	case of.chars != nil, of.match != nil:
		if of.max > 0 {
			rules = append(rules, RuleLength)
		}
		rules = append(rules, RuleCharacters)
	}
	return rules
}

func (s *shape) holdsString(value string) bool {
	if s.enum != nil {
		return slices.Contains(s.enum, value)
	}
	return s.holdsCharacterCount(value) && s.matches(value)
}

func (s *shape) holdsNumber(number int64) bool {
	return int64(s.min) <= number && number <= int64(s.max)
}

func (s *shape) holdsLength(length int) bool {
	return s.min <= length && (s.max == 0 || length <= s.max)
}

// holdsCharacterCount counts the characters only where the number of bytes,
// of which a character has one to four, leaves the answer open.
func (s *shape) holdsCharacterCount(value string) bool {
	most, least := len(value), (len(value)+utf8.UTFMax-1)/utf8.UTFMax
	if s.holdsLength(most) && s.holdsLength(least) {
		return true
	}
	return s.holdsLength(utf8.RuneCountInString(value))
}

// matches reports whether a string that is not empty has the right
// characters.
func (s *shape) matches(value string) bool {
	if s.match != nil {
		return s.match(value)
	}
	return s.chars.index(value) < 0
}

func (s *shape) holdsList(list reflect.Value) bool {
	if !s.holdsLength(list.Len()) {
		return false
	}
	for i := range list.Len() {
		if !s.element.holdsString(list.Index(i).String()) {
			return false
		}
	}
	return true
}

// explain adds what a member violates of the shape, nothing if it conforms.
func (s *shape) explain(found *findings, member string, value reflect.Value) {
	if s.holds(value) {
		return
	}
	switch value.Kind() {
	case reflect.String:
		s.explainString(found, place{member, notInList}, value.String())
	case reflect.Int32:
		if s.unit != "" {
			found.add(member, RuleRange, int32(value.Int()), said("must be "+s.limits, ", not "+count(int(value.Int()), s.unit)))
		}
	case reflect.Slice:
		s.explainList(found, member, value)
	}
}

// explainString adds what a string violates of the shape, nothing if it
// conforms.
func (s *shape) explainString(found *findings, at place, value string) {
	if s.holdsString(value) {
		return
	}
	hint := func() string { return "" }
	if s.hint != nil {
		hint = func() string { return s.hint(value) }
	}
	if s.enum != nil {
		found.addString(at, RuleEnum, value, func() message {
			return said("must be "+s.values(), ", not "+quote(value)+hint())
		})
		return
	}
	shown := value
	if s.sensitive {
		shown = redacted
	}
	if !s.holdsCharacterCount(value) {
		found.addString(at, RuleLength, shown, func() message {
			if value == "" {
				return say("must not be empty")
			}
			return said("must have "+s.bounds("character"), ", not "+strconv.Itoa(utf8.RuneCountInString(value))+hint())
		})
	}
	if value != "" && !s.matches(value) {
		found.addString(at, RuleCharacters, shown, func() message { return s.wrongCharacters(value).and(hint()) })
	}
}

// emptyRule returns the rule that a string violates by being there but empty,
// or "" if it may be empty.
func (s *shape) emptyRule() Rule {
	switch {
	case s.element != nil, s.limits != "": // no string
		return ""
	case s.enum != nil:
		return RuleEnum
	case s.min > 0:
		return RuleLength
	case s.chars != anyChars:
		return RuleCharacters
	}
	return ""
}

// wrongCharacters says which character of a string is the first that the
// shape does not allow, where the shape is a class of characters.
func (s *shape) wrongCharacters(value string) message {
	switch {
	case s.sensitive:
		return say("must contain only " + s.only)
	case s.match != nil:
		return said(s.must, ", not "+quote(value))
	}
	i := s.chars.index(value)
	_, size := utf8.DecodeRuneInString(value[i:])
	wrong := quote(value[i:i+size]) + " (character " + strconv.Itoa(utf8.RuneCountInString(value[:i])+1) + ")"
	if s.only == "" {
		return said(s.must, ", not "+wrong)
	}
	return message{"must contain only " + s.only, "must not contain " + wrong + ": only " + s.only}
}

func (s *shape) explainList(found *findings, member string, list reflect.Value) {
	length := list.Len()
	found.keepList(member, list)
	if !s.holdsLength(length) {
		found.add(member, RuleListLength, length, said("must have "+s.bounds("element"), ", not "+strconv.Itoa(length)))
		length = s.max
	}
	for i := range length {
		s.element.explainString(found, place{member, i}, list.Index(i).String())
	}
}

// bounds says how many there must be.
func (s *shape) bounds(noun string) string {
	if s.min == 0 {
		return "at most " + count(s.max, noun)
	}
	return strconv.Itoa(s.min) + " to " + count(s.max, noun)
}

// values lists the values of an enum.
func (s *shape) values() string {
	last := len(s.enum) - 1
	return strings.Join(s.enum[:last], ", ") + " or " + s.enum[last]
}

// texts returns values as strings.
func texts[T ~string](values []T) []string {
	list := make([]string, len(values))
	for i, value := range values {
		list[i] = string(value)
	}
	return list
}

// The patterns of the model are functions: a regular expression costs many
// times more, and takes a byte that is not UTF-8 for a symbol. They match the
// whole string, as the service does.

func matchUserPoolID(text string) bool {
	last := strings.LastIndexByte(text, '_')
	return last > 0 && wordHyphenChars.match(text[:last]) && alnumChars.match(text[last+1:])
}

func matchARN(text string) bool {
	parts := 0
	for part := range strings.SplitSeq(text, ":") {
		ok := arnChars.match(part)
		switch parts {
		case 0:
			ok = part == "arn"
		case 3:
			ok = ok || part == ""
		case 4:
			ok = digitChars.match(part)
		case 8:
			ok = false
		}
		if !ok {
			return false
		}
		parts++
	}
	return parts >= 6
}
