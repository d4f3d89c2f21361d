package cognito

import (
	"cmp"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// Change is one difference between two clients.
type Change struct {
	// Path is the member, as in [Violation].
	Path string
	// From and To are what is in effect: a string, a bool, an int32, a
	// [time.Duration] for a lifetime, an [AnalyticsConfiguration] or a
	// [RefreshTokenRotation] that only one client has, or nil if there is
	// nothing. Of a list they are a []string: From has the elements that only
	// the first client has, To those that only the second has, each in the
	// order of its list. In place of a secret they are the string [REDACTED].
	From, To any
	// Replace is whether no update can make the change: the client must be
	// recreated.
	Replace bool
}

// Diff returns what changes between two clients, in the order of the fields.
// It compares what is in effect, so that it reports what a user would call a
// change:
//
//   - Lists are sets: order and repetition do not count.
//   - An absent member equals its default, as in [UserPoolClient.WithDefaults],
//     and no list equals an empty one.
//   - Lifetimes are compared as durations, at the path of the number.
//   - What the service fills in is no change: a RoleArn beside an
//     ApplicationArn that only one client has. Rotation that is DISABLED
//     equals none.
//   - A ClientName that to leaves out is kept. The dates do not count.
//
// The UserPoolId, the ClientId where both clients have one, and the secret can
// be changed only by replacing the client. GenerateSecret equals a secret that
// is already there. A client from a description has its ClientSecret, so copy
// it to the desired client to keep it: Diff reports a secret that only one of
// them has.
//
// A nil client is compared as an empty one.
func Diff(from, to *UserPoolClient) []Change {
	d := diff{from: orEmpty(from), to: orEmpty(to)}
	a, b := reflect.ValueOf(*d.from.WithDefaults()), reflect.ValueOf(*d.to.WithDefaults())
	tokens := 0 // that were compared
	for field, value := range a.Fields() {
		switch other := b.FieldByIndex(field.Index); field.Name {
		case "LastModifiedDate", "CreationDate", "TokenValidityUnits", "GenerateSecret":
		case "UserPoolId":
			d.compare(field.Name, value, other, true)
		case "ClientId":
			if d.from.ClientId != "" && d.to.ClientId != "" {
				d.compare(field.Name, value, other, true)
			}
		case "ClientName":
			if d.to.ClientName != "" {
				d.compare(field.Name, value, other, false)
			}
		case "ClientSecret":
			d.compareSecrets()
		case "RefreshTokenValidity", "AccessTokenValidity", "IdTokenValidity":
			d.compareLifetimes(field.Name, d.from.tokens()[tokens], d.to.tokens()[tokens])
			tokens++
		case "AuthSessionValidity":
			minutes := func(number reflect.Value) token {
				return token{&tokenType{}, new(int32(number.Elem().Int())), TimeUnitMinutes}
			}
			d.compareLifetimes(field.Name, minutes(value), minutes(other))
		case "ExplicitAuthFlows":
			// The defaults depend on the rotation, which is compared itself.
			if len(d.from.ExplicitAuthFlows) > 0 || len(d.to.ExplicitAuthFlows) > 0 {
				d.compare(field.Name, value, other, false)
			}
		case "AnalyticsConfiguration":
			d.compareAnalytics()
		case "RefreshTokenRotation":
			d.compareRotation()
		default:
			d.compare(field.Name, value, other, false)
		}
	}
	return d.changes
}

func orEmpty(c *UserPoolClient) *UserPoolClient {
	if c == nil {
		return &UserPoolClient{}
	}
	return c
}

type diff struct {
	from, to *UserPoolClient
	changes  []Change
}

// add adds a change unless the values, which are comparable, are equal.
func (d *diff) add(path string, from, to any, replace bool) {
	if from != to {
		d.changes = append(d.changes, Change{path, from, to, replace})
	}
}

// compare compares the values of a member that means no more than it says.
func (d *diff) compare(path string, from, to reflect.Value, replace bool) {
	if from.Kind() != reflect.Slice {
		d.add(path, plain(from), plain(to), replace)
		return
	}
	onlyFrom, onlyTo := onlyIn(from, to), onlyIn(to, from)
	if len(onlyFrom)+len(onlyTo) > 0 {
		d.changes = append(d.changes, Change{path, listOrNil(onlyFrom), listOrNil(onlyTo), replace})
	}
}

// plain returns the value of a scalar, nil for an empty string.
func plain(v reflect.Value) any {
	v = reflect.Indirect(v)
	switch {
	case v.Kind() == reflect.Bool:
		return v.Bool()
	case v.Kind() == reflect.Int32:
		return int32(v.Int())
	case v.Len() == 0:
		return nil
	}
	return v.String()
}

// onlyIn returns the elements of a list that another lacks, each once.
func onlyIn(list, other reflect.Value) []string {
	seen := map[string]bool{}
	for _, value := range other.Seq2() {
		seen[value.String()] = true
	}
	var only []string
	for _, value := range list.Seq2() {
		if text := value.String(); !seen[text] {
			seen[text] = true
			only = append(only, text)
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
func (d *diff) compareLifetimes(path string, from, to token) {
	fromNumber, fromUnit := from.effective()
	toNumber, toUnit := to.effective()
	equal := fromNumber == toNumber && fromUnit == toUnit
	if fromUnit.seconds() != 0 && toUnit.seconds() != 0 {
		equal = int64(fromNumber)*fromUnit.seconds() == int64(toNumber)*toUnit.seconds()
	}
	if !equal {
		d.changes = append(d.changes, Change{path, from.value(), to.value(), false})
	}
}

func (d *diff) compareSecrets() {
	from, to := d.from.ClientSecret, d.to.ClientSecret
	has := func(c *UserPoolClient) bool { return c.GenerateSecret || c.ClientSecret != "" }
	shown := func(c *UserPoolClient) any {
		if has(c) {
			return redacted
		}
		return nil
	}
	if has(d.from) != has(d.to) || from != to && from != "" && to != "" {
		d.changes = append(d.changes, Change{"ClientSecret", shown(d.from), shown(d.to), true})
	}
}

func (d *diff) compareAnalytics() {
	var none AnalyticsConfiguration
	from, to := none, none
	if d.from.AnalyticsConfiguration != nil {
		from = *d.from.AnalyticsConfiguration
	}
	if d.to.AnalyticsConfiguration != nil {
		to = *d.to.AnalyticsConfiguration
	}
	switch {
	case from.RoleArn == "" && to.ApplicationArn != "":
		to.RoleArn = ""
	case to.RoleArn == "" && from.ApplicationArn != "":
		from.RoleArn = ""
	}
	compareStructs(d, "AnalyticsConfiguration", from, to)
}

func (d *diff) compareRotation() {
	rotation := func(r *RefreshTokenRotation) RefreshTokenRotation {
		if r == nil || r.Feature == FeatureDisabled {
			return RefreshTokenRotation{}
		}
		return *r
	}
	from, to := rotation(d.from.RefreshTokenRotation), rotation(d.to.RefreshTokenRotation)
	if from.Feature != to.Feature && d.from.RefreshTokenRotation != nil && d.to.RefreshTokenRotation != nil {
		// What else they say has no effect in one of them.
		d.compare("RefreshTokenRotation.Feature", reflect.ValueOf(d.from.RefreshTokenRotation.Feature), reflect.ValueOf(d.to.RefreshTokenRotation.Feature), false)
		return
	}
	compareStructs(d, "RefreshTokenRotation", from, to)
}

// compareStructs compares structures member by member, or as a whole if there
// is only one.
func compareStructs[T comparable](d *diff, path string, from, to T) {
	var none T
	switch {
	case from == none && to != none:
		d.add(path, nil, to, false)
	case from != none && to == none:
		d.add(path, from, nil, false)
	default:
		other := reflect.ValueOf(to)
		for field, value := range reflect.ValueOf(from).Fields() {
			d.compare(path+"."+field.Name, value, other.FieldByIndex(field.Index), false)
		}
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
		if start, end := userinfo(value); end > start {
			value = value[:start] + "***" + value[end:]
		}
		return strconv.Quote(value)
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
