package cognito

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// shape is a shape of the service model: what a member, or an element of a
// list, may hold.
type shape struct {
	min, max   int               // of the characters, the elements or the number; max 0: no limit
	match      func(string) bool // the pattern; where there is none, what can be sent: valid UTF-8
	characters string            // what match takes, in words
	enum       []string          // the only values
	element    string            // the shape of a list's elements
	rule       Rule              // what a number outside min and max breaks
	limits     string            // what a number stands for from min to max, in words
	sensitive  bool              // never shown
}

// shapes are the service model's shapes by name: the tags in the structs.
var shapes = map[string]*shape{
	"UserPoolIdType":   {min: 1, max: 55, match: matchUserPoolID, characters: "an ID such as us-west-2_aBcDeFgHi"},
	"ClientNameType":   {min: 1, max: 128, match: clientNameChars.match, characters: "A-Z, a-z, 0-9, white space and _+=,.@-"},
	"ClientIdType":     {min: 1, max: 128, match: wordPlusChars.match, characters: "A-Z, a-z, 0-9, _ and +", sensitive: true},
	"ClientSecretType": {min: 24, max: 64, match: wordPlusChars.match, characters: "A-Z, a-z, 0-9, _ and +", sensitive: true},

	"RefreshTokenValidityType":    {min: 0, max: 315360000, rule: RuleTokenValidityRange, limits: "60 minutes to 10 years"},
	"AccessTokenValidityType":     {min: 1, max: 86400, rule: RuleTokenValidityRange, limits: "5 minutes to 1 day"},
	"IdTokenValidityType":         {min: 1, max: 86400, rule: RuleTokenValidityRange, limits: "5 minutes to 1 day"},
	"AuthSessionValidityType":     {min: 3, max: 15, rule: RuleRange, limits: "3 to 15 minutes"},
	"RetryGracePeriodSecondsType": {min: 0, max: 60, rule: RuleRange, limits: "0 to 60 seconds"},

	"TimeUnitsType":                  {enum: []string{"seconds", "minutes", "hours", "days"}},
	"OAuthFlowType":                  {enum: []string{"code", "implicit", "client_credentials"}},
	"PreventUserExistenceErrorTypes": {enum: []string{"LEGACY", "ENABLED"}},
	"FeatureType":                    {enum: []string{"ENABLED", "DISABLED"}},
	"ExplicitAuthFlowsType": {enum: []string{
		"ADMIN_NO_SRP_AUTH", "CUSTOM_AUTH_FLOW_ONLY", "USER_PASSWORD_AUTH",
		"ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_USER_PASSWORD_AUTH",
		"ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_AUTH",
	}},

	"ClientPermissionType": {min: 1, max: 2048, match: utf8.ValidString, characters: "valid UTF-8"},
	"ProviderNameType":     {min: 1, max: 32, match: matchProviderName, characters: "letters, marks, symbols, numbers, punctuation and spaces"},
	"RedirectUrlType":      {min: 1, max: 1024, match: matchRedirectURL, characters: "letters, marks, symbols, numbers and punctuation, so no white space"},
	"ScopeType":            {min: 1, max: 256, match: scopeChars.match, characters: `visible ASCII but " and \`},
	"HexStringType":        {match: hexChars.match, characters: "0-9, a-f and A-F"},
	"ArnType":              {min: 20, max: 2048, match: matchARN, characters: "an ARN such as arn:aws:iam::123456789012:role/example"},
	"StringType":           {max: 131072, match: utf8.ValidString, characters: "valid UTF-8"},

	"ClientPermissionListType":           {element: "ClientPermissionType"},
	"ExplicitAuthFlowsListType":          {element: "ExplicitAuthFlowsType"},
	"SupportedIdentityProvidersListType": {element: "ProviderNameType"},
	"CallbackURLsListType":               {max: 100, element: "RedirectUrlType"},
	"LogoutURLsListType":                 {max: 100, element: "RedirectUrlType"},
	"OAuthFlowsType":                     {max: 3, element: "OAuthFlowType"},
	"ScopeListType":                      {max: 50, element: "ScopeType"},
}

// holds tells whether a member keeps to the shape. Empty text and the invalid
// Value of a nil pointer are an absent member, which does.
func (s *shape) holds(member reflect.Value) bool {
	switch member.Kind() {
	case reflect.String:
		return member.Len() == 0 || s.holdsText(member.String())
	case reflect.Int32:
		return s.holdsNumber(member.Int())
	case reflect.Slice:
		return s.holdsList(member)
	}
	return true
}

func (s *shape) holdsText(text string) bool {
	if s.enum != nil {
		return slices.Contains(s.enum, text)
	}
	return s.holdsLength(utf8.RuneCountInString(text)) && s.match(text)
}

func (s *shape) holdsNumber(number int64) bool {
	return int64(s.min) <= number && number <= int64(s.max)
}

func (s *shape) holdsLength(length int) bool {
	return s.min <= length && (s.max == 0 || length <= s.max)
}

func (s *shape) holdsList(list reflect.Value) bool {
	if !s.holdsLength(list.Len()) {
		return false
	}
	element := shapes[s.element]
	for i := range list.Len() {
		if !element.holdsText(list.Index(i).String()) {
			return false
		}
	}
	return true
}

// explain adds what a member breaks of the shape, nothing if it holds.
func (s *shape) explain(found *violations, path string, member reflect.Value) {
	if s.holds(member) {
		return
	}
	switch member.Kind() {
	case reflect.String:
		s.explainText(found, path, member.String())
	case reflect.Int32:
		number := int32(member.Int())
		found.add(path, s.rule, number, "is "+strconv.Itoa(int(number))+", must be "+s.limits)
	case reflect.Slice:
		s.explainList(found, path, member)
	}
}

func (s *shape) explainText(found *violations, path, text string) {
	if s.enum != nil {
		if !slices.Contains(s.enum, text) {
			found.add(path, RuleEnum, text, quote(text)+" is not one of "+strings.Join(s.enum, ", "))
		}
		return
	}
	value := text
	if s.sensitive {
		value = redacted
	}
	if length := utf8.RuneCountInString(text); !s.holdsLength(length) {
		found.add(path, RuleLength, value, "has "+count(length, "character")+", must have "+s.bounds())
	}
	if text != "" && !s.match(text) {
		shown := redacted
		if !s.sensitive {
			shown = quote(text)
		}
		found.add(path, RuleCharacters, value, shown+" has characters that are not allowed: must be "+s.characters)
	}
}

func (s *shape) explainList(found *violations, path string, list reflect.Value) {
	length := list.Len()
	if !s.holdsLength(length) {
		found.add(path, RuleListLength, length, "has "+count(length, "element")+", must have "+s.bounds())
		length = s.max
	}
	element := shapes[s.element]
	for i := range length {
		if text := list.Index(i).String(); !element.holdsText(text) {
			element.explainText(found, elementPath(path, i), text)
		}
	}
}

func (s *shape) bounds() string {
	if s.min == 0 {
		return "at most " + strconv.Itoa(s.max)
	}
	return strconv.Itoa(s.min) + " to " + strconv.Itoa(s.max)
}

// checked returns the elements of a list that are checked: those that its
// shape allows.
func checked[T any](list []T, shapeName string) []T {
	if limit := shapes[shapeName].max; limit < len(list) {
		return list[:limit]
	}
	return list
}
