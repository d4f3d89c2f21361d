package cognito

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Operation is a request that the service answers.
type Operation string

// The operations.
const (
	// OperationCreate is CreateUserPoolClient.
	OperationCreate Operation = "create"
	// OperationUpdate is UpdateUserPoolClient.
	OperationUpdate Operation = "update"
	// OperationSignIn is any request with which a user or a client signs in or
	// gets tokens.
	OperationSignIn Operation = "sign-in"
)

// Values returns every operation. The slice is the caller's.
func (Operation) Values() []Operation {
	return []Operation{OperationCreate, OperationUpdate, OperationSignIn}
}

// ServiceError is an error of the service.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html#API_CreateUserPoolClient_Errors
type ServiceError struct {
	// Exception is the name of the error, such as InvalidParameterException.
	// Empty means that it is not known.
	Exception string
	// Message is the text. Empty means that it is not known.
	Message string
	// Operation is the request that is answered.
	Operation Operation
}

// The errors that the service returns for clients.
const (
	invalidParameter  = "InvalidParameterException"
	invalidOAuthFlow  = "InvalidOAuthFlowException"
	scopeDoesNotExist = "ScopeDoesNotExistException"
	featureNotInTier  = "FeatureUnavailableInTierException"
)

// What the service says of the constraints of its model.
const (
	lengthAtMost  = "Member must have length less than or equal to "
	lengthAtLeast = "Member must have length greater than or equal to "
	valueAtMost   = "Member must have value less than or equal to "
	valueAtLeast  = "Member must have value greater than or equal to "
	matchPattern  = "Member must satisfy regular expression pattern: "
)

// enumSet returns the constraint that a string is one of the values.
func enumSet(values string) string { return "Member must satisfy enum value set: [" + values + "]" }

// ofElements returns the constraint that the elements of a list satisfy
// constraints.
func ofElements(constraints ...string) string {
	return "Member must satisfy constraint: [" + strings.Join(constraints, ", ") + "]"
}

// fault returns what the service says of a value that breaks a constraint.
func fault(value, member, constraint string) string {
	return "Value '" + value + "' at '" + member + "' failed to satisfy constraint: " + constraint
}

// envelope returns the message in which the service reports all faults against
// its model.
func envelope(faults ...string) string {
	return count(len(faults), "validation error") + " detected: " + strings.Join(faults, "; ")
}

// answer is an error of the service for a rule. Parts of the message that vary
// are in angle brackets.
type answer struct {
	exception, message string
	// The only member that it is about, "" if it is about any.
	member string
	// The operations that it answers. Nil means create and update.
	operations []Operation
}

// is reports whether the service gives the answer to an operation.
func (a answer) is(operation Operation) bool {
	return slices.Contains(a.operations, operation) || a.operations == nil && operation != OperationSignIn
}

var (
	onlyCreate = []Operation{OperationCreate}
	onlyUpdate = []Operation{OperationUpdate}
)

// modelAnswers returns the answers to values and to elements of lists that
// break a constraint of the model.
func modelAnswers(constraints, ofElement []string) []answer {
	var all []answer
	for _, constraint := range constraints {
		all = append(all, answer{exception: invalidParameter, message: envelope(fault("<value>", "<member>", constraint))})
	}
	if ofElement != nil {
		all = append(all, answer{exception: invalidParameter, message: envelope(fault("[<elements>]", "<list>", ofElements(ofElement...)))})
	}
	return all
}

// seenAtSignIn returns the answers of that kind.
func seenAtSignIn(messages ...string) []answer {
	all := make([]answer, len(messages))
	for i, message := range messages {
		all[i] = answer{message: message, operations: []Operation{OperationSignIn}}
	}
	return all
}

// attributeAnswers returns the answers to a wrong name in a list of attributes.
func attributeAnswers(kind, member string) []answer {
	message := "Invalid " + kind + " attributes specified while "
	return []answer{
		{invalidParameter, message + "creating a client", member, onlyCreate},
		{invalidParameter, message + "updating a client", member, onlyUpdate},
	}
}

var (
	stringConstraints = []string{lengthAtMost + "<maximum>", lengthAtLeast + "<minimum>", matchPattern + "<pattern>"}
	numberConstraints = []string{valueAtMost + "<maximum>", valueAtLeast + "<minimum>"}

	unknownAttribute = slices.Concat(attributeAnswers("read", "ReadAttributes"), attributeAnswers("write", "WriteAttributes"))
	flowsAndScopes   = []answer{{exception: invalidParameter, message: "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows."}}
	invalidScope     = answer{exception: scopeDoesNotExist, message: "Invalid scope requested: <scope>"}
)

// answers are what the service was observed to answer, by rule. A message that
// names no operation was seen for one of the two and holds for both.
var answers = map[Rule][]answer{
	RuleRequired:   {{exception: invalidParameter}},
	RuleLength:     modelAnswers(stringConstraints[:2], stringConstraints),
	RuleCharacters: modelAnswers(stringConstraints[2:], stringConstraints),
	RuleEnum:       modelAnswers([]string{enumSet("<values>")}, []string{enumSet("<values>")}),
	RuleRange:      modelAnswers(numberConstraints, nil),
	RuleListLength: modelAnswers(stringConstraints[:1], nil),
	RuleTokenValidityRange: slices.Concat(
		[]answer{{exception: invalidParameter, message: "Invalid range for token validity."}},
		modelAnswers(numberConstraints, nil),
	),
	RuleTokenValidityOrder:             {{message: "Access and Id Token expiration times must be less than or equal to refresh token expiration times."}},
	RuleRedirectURIFragment:            {{message: "<redirect URI> cannot use fragment", member: "CallbackURLs"}},
	RuleRedirectURIHTTPS:               {{exception: invalidParameter, message: "<redirect URI> cannot use the HTTP protocol."}},
	RuleDefaultRedirectURINotACallback: {{message: "The default redirect URI <redirect URI> is not in the callback URIs list."}},
	RuleOAuthNotEnabled:                seenAtSignIn("Client is not enabled for OAuth2.0 flows", "invalid_grant", "unauthorized_client"),
	RuleOAuthFlowsRequired:             flowsAndScopes,
	RuleOAuthScopesRequired:            flowsAndScopes,
	RuleOAuthCallbackURLsRequired:      {{exception: invalidOAuthFlow, message: "CallbackUrls can not be empty when code flow or implicit flow is selected"}},
	RuleOAuthClientCredentialsExclusive: {
		{message: "client_credentials flow can not be selected along with code flow or implicit flow."},
	},
	RuleOAuthClientCredentialsSecret: {
		{invalidOAuthFlow, "client_credentials flow can not be selected if client does not have a client secret.", "", onlyCreate},
	},
	RuleOAuthClientCredentialsScope:  {{exception: invalidOAuthFlow, message: "<scope> is not supported with client_credentials flow"}},
	RuleOAuthScopeFormat:             {invalidScope},
	RuleAuthFlowsMixedLegacy:         {{message: "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names."}},
	RuleAuthFlowsRefreshWithRotation: {{message: "ALLOW_REFRESH_TOKEN_AUTH is not a permitted ExplicitAuthFlow when refresh token rotation is enabled"}},
	RuleWriteAttributesReadOnly:      attributeAnswers("write", "WriteAttributes"),
	RuleAttributesUnknown:            unknownAttribute,
	RuleAnalyticsForm: {
		{message: "Invalid analytics configuration given, either <application arn> or <application id, role arn, external id> are valid"},
	},
	RuleContextDataSecretRequired: {
		{"", "Client Secret is required to set EnablePropagateAdditionalUserContextData as true", "", onlyCreate},
	},
	RuleIdentityProvidersNotInPool: {
		{exception: invalidParameter, message: "The provider <provider> does not exist for User Pool <user pool ID>."},
	},
	RuleOAuthScopeNotInPool: {invalidScope, {exception: scopeDoesNotExist, message: "Invalid scope requested: <user pool ID>|<scope>"}},
	RuleAttributesNotInPool: unknownAttribute,
	RuleWriteAttributesRequiredMissing: slices.Concat(
		attributeAnswers("write", "WriteAttributes")[:1],
		seenAtSignIn("A client attempted to write unauthorized attribute"),
	),
	RuleAuthFlowsTier: {{exception: featureNotInTier}},

	RuleRedirectURIHostCase:          seenAtSignIn("redirect_mismatch"),
	RuleOAuthOpenidMissing:           seenAtSignIn("Access Token does not have required scopes"),
	RuleAuthFlowsImplied:             seenAtSignIn("USER_PASSWORD_AUTH flow not enabled for this client"),
	RuleWriteAttributesMappedMissing: seenAtSignIn("Invalid user attributes: <attribute>: Attribute cannot be updated."),
}

// silent are the rules whose violations the service was observed to store.
var silent = []Rule{
	RuleOAuthNotEnabled,
	RuleRedirectURIHostCase,
	RuleOAuthImplicit,
	RuleAuthFlowsImplied,
	RuleUserExistenceErrorsDisclosed,
	RuleTokenRevocationDisabled,
	RuleIdentityProvidersNone,
	RuleWriteAttributesMappedMissing,
}

// ServiceErrors returns what the service was observed to answer to a request
// that violates the rule, and what people saw of it at sign-in, in the order of
// the values of [Operation]. Parts of a message that vary are in angle brackets
// and named, such as <redirect URI> and <user pool ID>, except for
// [RuleAnalyticsForm], whose angle brackets are in the service's own text, from
// before Amazon Pinpoint ended. A message that names no operation is returned
// for create and for update, although it may have been seen for only one of
// them. Nil means that no error is known. The slice is the caller's.
func (r Rule) ServiceErrors() []ServiceError {
	var all []ServiceError
	for _, operation := range Operation("").Values() {
		for _, a := range answers[r] {
			if a.is(operation) {
				all = append(all, ServiceError{a.exception, a.message, operation})
			}
		}
	}
	return all
}

// StoredSilently reports whether the service was observed to accept and store
// requests that violate the rule. False means that it refuses them if
// [Rule.ServiceErrors] has an error of the operation, and otherwise that it was
// not seen for all requests that violate the rule.
func (r Rule) StoredSilently() bool { return slices.Contains(silent, r) }

// ServiceError returns the answer of the service to a create or an update that
// Validate, DecodeCreate or the like found to be invalid. It has the values of
// the request in full, but never a secret. It holds
//
//   - all violations of the service model in one message, in the order of the
//     fields;
//   - if there are none, the violation of another rule, of which the service
//     reports one.
//
// The service prints violations of the model, and most sets of values, in an
// order that is not known: compare them as sets. A message that names no
// operation counts as known for both, and one of the model, which has the same
// form for all members, counts as known for each.
//
// The result is false if the exception or the message is not known: what is
// known is filled in. That includes a request whose other violations could come
// first, one that the service stores, any other operation, and an error that was
// not made by validating a client or that [ValidationError.Under] returned.
// Violations of rules that the service does not enforce do not count. Violations
// that were ignored or removed (Validator.Ignore, Without) do not count, even if
// the service would report them first.
func (e *ValidationError) ServiceError(operation Operation) (ServiceError, bool) {
	unknown := ServiceError{Operation: operation}
	if e == nil || operation != OperationCreate && operation != OperationUpdate {
		return unknown, false
	}
	var others []Violation
	var faults modelFaults
	for _, v := range e.Violations {
		switch {
		case slices.Contains(notDecoded, v.Rule):
			return unknown, false
		case v.isOfModel():
			faults.add(v, e.request)
		case !v.Rule.StoredSilently() && v.Rule.Severity() != SeverityWarning:
			others = append(others, v)
		}
	}
	switch {
	case !faults.found:
		first, known := firstAnswer(others, e.request, operation)
		return first, known && e.request.known && e.Omitted() == 0
	case faults.unprintable:
		return ServiceError{invalidParameter, "", operation}, false
	}
	return ServiceError{invalidParameter, envelope(faults.texts...), operation}, e.request.known && !faults.doubtful
}

// notDecoded are the rules on JSON that is not a request at all.
var notDecoded = []Rule{RuleType, RuleUnknownMember, RuleDuplicateMember}

// firstAnswer returns the answer to violations of rules that are not of the
// model, and whether it is known whole. The service reports one.
func firstAnswer(violations []Violation, asked request, operation Operation) (ServiceError, bool) {
	if len(violations) == 0 {
		return ServiceError{Operation: operation}, false
	}
	first, known := violations[0].answer(asked, operation)
	for _, v := range violations[1:] {
		one, ok := v.answer(asked, operation)
		known = known && ok && one == first
	}
	return first, known
}

// answer returns the answer to a violation of a rule that is not of the model,
// and whether it is known whole.
func (v Violation) answer(asked request, operation Operation) (ServiceError, bool) {
	front, member, _ := splitPath(v.Path)
	var seen []answer
	for _, a := range answers[v.Rule] {
		isOfModel := strings.Contains(a.message, "<member>")
		if a.is(operation) && !isOfModel && (a.member == "" || a.member == member) {
			seen = append(seen, a)
		}
	}
	if len(seen) == 0 || front != "" {
		return ServiceError{Operation: operation}, false
	}
	value, _ := v.Value.(string)
	template := seen[0].message
	known := len(seen) == 1 && seen[0].exception != "" && template != "" &&
		(asked.enablesOAuth || !slices.Contains(whileOAuth, v.Rule)) &&
		(v.Rule != RuleRedirectURIHTTPS || isRefusedHTTP(value)) &&
		(v.Rule != RuleOAuthClientCredentialsScope || value == "openid" || value == "email")
	var replacements []string
	fill := func(placeholder, value string) {
		if !strings.Contains(template, placeholder) {
			return
		}
		known = known && value != "" && isPrintedAsIs(value)
		if value != "" {
			replacements = append(replacements, placeholder, value)
		}
	}
	fill("<user pool ID>", asked.userPoolID)
	fill("<redirect URI>", value)
	fill("<scope>", value)
	fill("<provider>", value)
	// All at once, because values may hold what looks like a placeholder.
	message := strings.NewReplacer(replacements...).Replace(template)
	return ServiceError{seen[0].exception, message, operation}, known
}

// whileOAuth are the rules of which it was not seen whether the service applies
// them while AllowedOAuthFlowsUserPoolClient is false.
var whileOAuth = []Rule{
	RuleRedirectURIFragment, RuleRedirectURIHTTPS, RuleDefaultRedirectURINotACallback,
	RuleOAuthClientCredentialsExclusive, RuleOAuthClientCredentialsSecret, RuleOAuthClientCredentialsScope,
	RuleOAuthScopeFormat, RuleOAuthScopeNotInPool,
}

// isPrintedAsIs reports whether the service is known to print a value as it is.
func isPrintedAsIs(value string) bool {
	return !strings.ContainsFunc(value, func(r rune) bool { return r >= utf8.RuneSelf })
}

// request is what the answer to a request needs to know of it besides the
// violations.
type request struct {
	// known is whether there was a request: an error may be made without one.
	known        bool
	userPoolID   string
	enablesOAuth bool
	// The ClientId if it breaks the model. One that does not is not kept, so
	// that fmt does not print it.
	wrongClientID string
	// The lists that break the model.
	lists map[string][]string
}

// maxListPrinted is how many elements a list has at most that a message of the
// service is made of.
const maxListPrinted = 1000

// isOfModel reports whether the service reports v as a fault against its model.
func (v Violation) isOfModel() bool {
	switch v.Rule {
	case RuleRequired, RuleLength, RuleCharacters, RuleEnum, RuleRange, RuleListLength:
		return true
	case RuleTokenValidityRange:
		s := memberShapes[v.Path]
		number, ok := v.Value.(int32)
		return s != nil && ok && !s.holdsNumber(int64(number))
	}
	return false
}

// modelFaults collects faults against the model.
type modelFaults struct {
	texts []string
	seen  []string // members
	// found is whether there are any, unprintable whether it is not known how
	// one is printed, doubtful whether a part of a text is not known.
	found, unprintable, doubtful bool
}

// add adds what is wrong with the member that a violation is at, once.
func (f *modelFaults) add(v Violation, asked request) {
	f.found = true
	front, member, _ := splitPath(v.Path)
	s := memberShapes[member]
	if s == nil || front != "" {
		f.unprintable = true
		return
	}
	if slices.Contains(f.seen, member) {
		return
	}
	f.seen = append(f.seen, member)
	before := len(f.texts)
	switch value := v.Value.(type) {
	case int32:
		if s.isNumber() {
			f.addNumber(member, s, value)
		}
	case string:
		switch {
		case s.element != nil:
			f.addList(member, s, asked.lists[member])
		case !s.isNumber():
			f.addString(member, s, value, asked)
		}
	case int:
		f.addList(member, s, asked.lists[member])
	}
	// A member that is absent, a secret, a list that is not kept, a value of
	// another kind, or a rule of this package that the model lacks.
	f.unprintable = f.unprintable || len(f.texts) == before
}

func (f *modelFaults) addNumber(member string, s *shape, number int32) {
	if int(number) < s.min {
		f.addFault(strconv.Itoa(int(number)), member, valueAtLeast+strconv.Itoa(s.min))
	}
	if int(number) > s.max {
		f.addFault(strconv.Itoa(int(number)), member, valueAtMost+strconv.Itoa(s.max))
	}
}

func (f *modelFaults) addString(member string, s *shape, value string, asked request) {
	if s.sensitive && value != "" {
		// The service prints a ClientId. Whether it prints a secret was not
		// seen.
		if value = asked.wrongClientID; member != "ClientId" || value == "" {
			return
		}
	}
	shown := f.printed(value)
	for _, c := range s.constraints(value) {
		if !c.holds {
			f.addFault(shown, member, c.text)
		}
	}
	f.doubtful = f.doubtful || s.unpublished
}

func (f *modelFaults) addList(member string, s *shape, list []string) {
	if list == nil {
		return
	}
	shown := f.printed("[" + strings.Join(list, ", ") + "]")
	if !s.holdsLength(len(list)) {
		f.addFault(shown, member, lengthAtMost+strconv.Itoa(s.max))
	}
	isBroken, texts := false, []string(nil)
	for _, value := range list {
		texts = nil
		for _, c := range s.element.constraints(value) {
			isBroken, texts = isBroken || !c.holds, append(texts, c.text)
		}
	}
	if isBroken {
		f.addFault(shown, member, ofElements(texts...))
		f.doubtful = f.doubtful || s.element.unpublished
	}
}

func (f *modelFaults) addFault(shown, member, constraint string) {
	// The names of the service begin in lower case.
	parts := strings.Split(member, ".")
	for i, part := range parts {
		parts[i] = strings.ToLower(part[:1]) + part[1:]
	}
	f.texts = append(f.texts, fault(shown, strings.Join(parts, "."), constraint))
}

// printed returns a value as the service prints it: with a question mark for
// each character beyond ASCII.
func (f *modelFaults) printed(value string) string {
	if isPrintedAsIs(value) {
		return value
	}
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf {
			return r
		}
		// Neither was seen: not UTF-8, and two characters in UTF-16.
		f.doubtful = f.doubtful || r == utf8.RuneError || r > 0xffff
		return '?'
	}, value)
}

// constraint is a constraint of a shape: what the service says of it, and
// whether a string satisfies it.
type constraint struct {
	text  string
	holds bool
}

// constraints returns the constraints of a shape for a string.
func (s *shape) constraints(value string) []constraint {
	if s.enum != nil {
		values := s.printed
		if values == nil {
			values = s.enum
		}
		return []constraint{{enumSet(strings.Join(values, ", ")), slices.Contains(s.enum, value)}}
	}
	var all []constraint
	length := utf8.RuneCountInString(value)
	if s.max > 0 {
		all = append(all, constraint{lengthAtMost + strconv.Itoa(s.max), length <= s.max})
	}
	if s.min > 0 {
		all = append(all, constraint{lengthAtLeast + strconv.Itoa(s.min), length >= s.min})
	}
	if s.pattern != "" {
		all = append(all, constraint{matchPattern + s.pattern, value != "" && s.matches(value)})
	}
	return all
}
