package cognito

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-cognito/cognito/internal/mask"
)

// Change is one difference between two clients.
type Change struct {
	// Path is the member, as in [Violation].
	Path string
	// From and To are the effective values: a string, a bool, an int32, a
	// [time.Duration] for a lifetime, an [AnalyticsConfiguration] or a
	// [RefreshTokenRotation] that only one client has, or nil if there is none.
	// For a list they are of type []string: From has the elements that only the
	// first client has, To those that only the second has, each in the order of
	// its list. In place of a secret they are the string [REDACTED].
	From, To any
	// Replace is whether no update can make the change: the client must be
	// recreated.
	Replace bool
}

// Diff returns what changes between two clients, in the order of the fields. It
// compares the effective settings, so it reports what a user would call a
// change:
//
//   - Lists are sets: order and repetition do not count.
//   - An absent member equals its default, as in [UserPoolClient.WithDefaults],
//     and no list equals an empty one.
//   - Lifetimes are compared as durations, at the path of the number.
//   - What the service fills in is no change: a RoleArn beside an
//     ApplicationArn that only one client has. Rotation that is DISABLED
//     equals none.
//   - A UserPoolId or a ClientName that to omits is kept. The dates do not
//     count.
//
// The UserPoolId, the ClientId and the ClientType where both clients have one,
// and the secret can be changed only by replacing the client. GenerateSecret
// equals a secret that is already there. If to has a ClientId it is an update,
// which cannot mention a secret: one that it leaves out is kept. Otherwise Diff
// reports a secret that only one of the clients has.
//
// A nil client is compared as an empty one.
func Diff(from, to *UserPoolClient) []Change {
	from, to = orEmpty(from), orEmpty(to)
	var d diff
	if to.UserPoolId != "" {
		add(&d, "UserPoolId", from.UserPoolId, to.UserPoolId, true)
	}
	if to.ClientName != "" {
		add(&d, "ClientName", from.ClientName, to.ClientName, false)
	}
	if from.ClientId != "" && to.ClientId != "" {
		add(&d, "ClientId", from.ClientId, to.ClientId, true)
	}
	d.compareSecrets(from, to)
	if from.ClientType != "" && to.ClientType != "" {
		add(&d, "ClientType", from.ClientType, to.ClientType, true)
	}
	fromTokens, toTokens := from.tokens(), to.tokens()
	d.compareLifetimes(fromTokens.refresh, toTokens.refresh)
	d.compareLifetimes(fromTokens.access, toTokens.access)
	d.compareLifetimes(fromTokens.id, toTokens.id)
	compareLists(&d, "ReadAttributes", from.ReadAttributes, to.ReadAttributes)
	compareLists(&d, "WriteAttributes", from.WriteAttributes, to.WriteAttributes)
	// The default flows depend on the rotation, which is compared itself.
	if len(from.ExplicitAuthFlows) > 0 || len(to.ExplicitAuthFlows) > 0 {
		compareLists(&d, "ExplicitAuthFlows", from.authFlows(), to.authFlows())
	}
	compareLists(&d, "SupportedIdentityProviders", from.SupportedIdentityProviders, to.SupportedIdentityProviders)
	compareLists(&d, "CallbackURLs", from.CallbackURLs, to.CallbackURLs)
	compareLists(&d, "LogoutURLs", from.LogoutURLs, to.LogoutURLs)
	add(&d, "DefaultRedirectURI", from.DefaultRedirectURI, to.DefaultRedirectURI, false)
	compareLists(&d, "AllowedOAuthFlows", from.AllowedOAuthFlows, to.AllowedOAuthFlows)
	compareLists(&d, "AllowedOAuthScopes", from.AllowedOAuthScopes, to.AllowedOAuthScopes)
	d.addFlag("AllowedOAuthFlowsUserPoolClient", from.AllowedOAuthFlowsUserPoolClient, to.AllowedOAuthFlowsUserPoolClient)
	d.compareAnalytics(from.AnalyticsConfiguration, to.AnalyticsConfiguration)
	add(&d, "PreventUserExistenceErrors",
		cmp.Or(from.PreventUserExistenceErrors, DefaultPreventUserExistenceErrors), cmp.Or(to.PreventUserExistenceErrors, DefaultPreventUserExistenceErrors), false)
	d.addFlag("EnableTokenRevocation", valueOr(from.EnableTokenRevocation, DefaultEnableTokenRevocation), valueOr(to.EnableTokenRevocation, DefaultEnableTokenRevocation))
	d.addFlag("EnablePropagateAdditionalUserContextData", from.EnablePropagateAdditionalUserContextData, to.EnablePropagateAdditionalUserContextData)
	d.compareLifetimes(fromTokens.authSession, toTokens.authSession)
	d.compareRotation(from.RefreshTokenRotation, to.RefreshTokenRotation)
	return d.changes
}

func orEmpty(c *UserPoolClient) *UserPoolClient {
	if c == nil {
		return &UserPoolClient{}
	}
	return c
}

func valueOr[T any](p *T, otherwise T) T {
	if p == nil {
		return otherwise
	}
	return *p
}

// diff collects the changes between two clients.
type diff struct{ changes []Change }

// add adds a change unless the strings are equal.
func add[T ~string](d *diff, path string, from, to T, replace bool) {
	if from != to {
		d.changes = append(d.changes, Change{path, orNil(from), orNil(to), replace})
	}
}

// orNil returns text, or nil if it is empty.
func orNil[T ~string](text T) any {
	if text == "" {
		return nil
	}
	return string(text)
}

func (d *diff) addFlag(path string, from, to bool) {
	if from != to {
		d.changes = append(d.changes, Change{path, from, to, false})
	}
}

func compareLists[T ~string](d *diff, path string, from, to []T) {
	if slices.Equal(from, to) {
		return
	}
	onlyFrom, onlyTo := onlyIn(from, to), onlyIn(to, from)
	if len(onlyFrom)+len(onlyTo) > 0 {
		d.changes = append(d.changes, Change{path, listOrNil(onlyFrom), listOrNil(onlyTo), false})
	}
}

// onlyIn returns the elements of a list that another lacks, each once.
func onlyIn[T ~string](list, other []T) []string {
	if len(list) == 0 {
		return nil
	}
	seen := make(map[T]bool, len(other))
	for _, value := range other {
		seen[value] = true
	}
	var only []string
	for _, value := range list {
		if !seen[value] {
			seen[value] = true
			only = append(only, string(value))
		}
	}
	return only
}

func listOrNil(list []string) any {
	if list == nil {
		return nil
	}
	return list
}

// value returns the lifetime, or the number and its unit in words if they
// cannot be a duration.
func (t token) value() any {
	number, unit := t.effective()
	duration, err := unit.Duration(number)
	if err != nil {
		return t.String()
	}
	return duration
}

// compareLifetimes compares lifetimes in seconds, or if a unit is invalid the
// numbers and the units.
func (d *diff) compareLifetimes(from, to token) {
	fromNumber, fromUnit := from.effective()
	toNumber, toUnit := to.effective()
	equal := fromNumber == toNumber && fromUnit == toUnit
	if fromUnit.seconds() != 0 && toUnit.seconds() != 0 {
		equal = int64(fromNumber)*fromUnit.seconds() == int64(toNumber)*toUnit.seconds()
	}
	if !equal {
		d.changes = append(d.changes, Change{from.member, from.value(), to.value(), false})
	}
}

func (d *diff) compareSecrets(from, to *UserPoolClient) {
	has := func(c *UserPoolClient) bool { return c.GenerateSecret || c.ClientSecret != "" }
	shown := func(c *UserPoolClient) any {
		if has(c) {
			return redacted
		}
		return nil
	}
	isKept := to.ClientId != "" && !has(to)
	isOther := from.ClientSecret != to.ClientSecret && from.ClientSecret != "" && to.ClientSecret != ""
	if has(from) != has(to) && !isKept || isOther {
		d.changes = append(d.changes, Change{"ClientSecret", shown(from), shown(to), true})
	}
}

func (d *diff) compareAnalytics(fromOrNil, toOrNil *AnalyticsConfiguration) {
	const path = "AnalyticsConfiguration"
	var none AnalyticsConfiguration
	from, to := valueOr(fromOrNil, none), valueOr(toOrNil, none)
	switch {
	case from.RoleArn == "" && to.ApplicationArn != "":
		to.RoleArn = ""
	case to.RoleArn == "" && from.ApplicationArn != "":
		from.RoleArn = ""
	}
	switch {
	case from == to:
	case from == none:
		d.changes = append(d.changes, Change{path, nil, to, false})
	case to == none:
		d.changes = append(d.changes, Change{path, from, nil, false})
	default:
		add(d, path+".ApplicationId", from.ApplicationId, to.ApplicationId, false)
		add(d, path+".ApplicationArn", from.ApplicationArn, to.ApplicationArn, false)
		add(d, path+".RoleArn", from.RoleArn, to.RoleArn, false)
		add(d, path+".ExternalId", from.ExternalId, to.ExternalId, false)
		d.addFlag(path+".UserDataShared", from.UserDataShared, to.UserDataShared)
	}
}

func (d *diff) compareRotation(from, to *RefreshTokenRotation) {
	const path = "RefreshTokenRotation"
	on := func(r *RefreshTokenRotation) bool {
		return r != nil && r.Feature != FeatureDisabled && *r != RefreshTokenRotation{}
	}
	switch {
	case !on(from) && !on(to):
	case from == nil:
		d.changes = append(d.changes, Change{path, nil, *to, false})
	case to == nil:
		d.changes = append(d.changes, Change{path, *from, nil, false})
	case from.Feature != to.Feature:
		// What else they say has no effect in one of them.
		add(d, path+".Feature", from.Feature, to.Feature, false)
	case from.RetryGracePeriodSeconds != to.RetryGracePeriodSeconds:
		d.changes = append(d.changes, Change{path + ".RetryGracePeriodSeconds", from.RetryGracePeriodSeconds, to.RetryGracePeriodSeconds, false})
	}
}

// String returns the change in one line, in which the userinfo of a URI is
// masked:
//
//	CallbackURLs: add "https://b.example/", remove "https://a.example/"
//	AccessTokenValidity: 1h0m0s -> 30m0s
func (c Change) String() string {
	from, fromList := c.From.([]string)
	to, toList := c.To.([]string)
	if !fromList && !toList {
		if c.Path == "ClientSecret" {
			return fmt.Sprintf("ClientSecret: %v -> %v", cmp.Or[any](c.From, "none"), cmp.Or[any](c.To, "none"))
		}
		return c.Path + ": " + inWords(c.From) + " -> " + inWords(c.To)
	}
	var parts []string
	for _, element := range to {
		parts = append(parts, "add "+inWords(element))
	}
	for _, element := range from {
		parts = append(parts, "remove "+inWords(element))
	}
	return c.Path + ": " + strings.Join(parts, ", ")
}

func inWords(value any) string {
	switch value := value.(type) {
	case nil:
		return "none"
	case string:
		return strconv.Quote(mask.Userinfo(value))
	case AnalyticsConfiguration, RefreshTokenRotation:
		text, _ := json.Marshal(value) // it can be encoded
		return string(text)
	}
	return fmt.Sprint(value)
}

// MarshalJSON encodes the members path, pointer, from, to and replace. A
// lifetime is a string such as 1h0m0s, and what is absent is null.
func (c Change) MarshalJSON() ([]byte, error) {
	encodable := func(value any) any {
		if duration, ok := value.(time.Duration); ok {
			return duration.String()
		}
		return value
	}
	return json.Marshal(struct {
		Path    string `json:"path"`
		Pointer string `json:"pointer"`
		From    any    `json:"from"`
		To      any    `json:"to"`
		Replace bool   `json:"replace"`
	}{c.Path, Violation{Path: c.Path}.Pointer(), encodable(c.From), encodable(c.To), c.Replace})
}
