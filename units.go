package cognito

import (
	"cmp"
	"fmt"
	"math"
	"reflect"
	"strings"
	"time"
)

// TokenValidityUnits are the units of the three token lifetimes.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_TokenValidityUnitsType.html
type TokenValidityUnits struct {
	// AccessToken is the unit of AccessTokenValidity. Absent means hours.
	AccessToken TimeUnit `json:",omitzero" yaml:"AccessToken,omitempty" shape:"TimeUnitsType"`
	// IdToken is the unit of IdTokenValidity. Absent means hours.
	IdToken TimeUnit `json:",omitzero" yaml:"IdToken,omitempty" shape:"TimeUnitsType"`
	// RefreshToken is the unit of RefreshTokenValidity. Absent means days.
	RefreshToken TimeUnit `json:",omitzero" yaml:"RefreshToken,omitempty" shape:"TimeUnitsType"`
}

// TimeUnit is the unit of a token validity. The zero value is an absent unit:
// the default of the member applies.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_TokenValidityUnitsType.html
type TimeUnit string

// The units.
const (
	// TimeUnitSeconds is a second.
	TimeUnitSeconds TimeUnit = "seconds"
	// TimeUnitMinutes is 60 seconds.
	TimeUnitMinutes TimeUnit = "minutes"
	// TimeUnitHours is 60 minutes, the default for access and ID tokens.
	TimeUnitHours TimeUnit = "hours"
	// TimeUnitDays is 24 hours, the default for refresh tokens.
	TimeUnitDays TimeUnit = "days"
)

// Values returns every unit, the smallest first. The slice is the caller's.
func (TimeUnit) Values() []TimeUnit {
	return []TimeUnit{TimeUnitSeconds, TimeUnitMinutes, TimeUnitHours, TimeUnitDays}
}

// seconds returns the length of the unit, 0 if u is not a unit.
func (u TimeUnit) seconds() int64 {
	switch u {
	case TimeUnitSeconds:
		return 1
	case TimeUnitMinutes:
		return 60
	case TimeUnitHours:
		return 60 * 60
	case TimeUnitDays:
		return 24 * 60 * 60
	}
	return 0
}

// Duration returns n units as a duration, with days of 24 hours. It returns
// an error if u is not one of the four units or if the result overflows a
// [time.Duration], which ends at about 292 years.
func (u TimeUnit) Duration(n int32) (time.Duration, error) {
	unit := u.seconds()
	if unit == 0 {
		return 0, fmt.Errorf("cognito: invalid time unit %s: must be %s", quote(string(u)), timeUnitShape.values())
	}
	seconds := int64(n) * unit
	if most := math.MaxInt64 / int64(time.Second); seconds > most || seconds < -most {
		return 0, fmt.Errorf("cognito: %d %s overflow a time.Duration", n, u)
	}
	return time.Duration(seconds) * time.Second, nil
}

// Validity is the inverse of [TimeUnit.Duration]: it returns d as a number of
// the largest unit that divides it, so that 0 is 0 days. It returns an error
// if d is not a whole number of seconds or if the number overflows an int32.
func Validity(d time.Duration) (int32, TimeUnit, error) {
	for _, u := range []TimeUnit{TimeUnitDays, TimeUnitHours, TimeUnitMinutes, TimeUnitSeconds} {
		if unit := time.Duration(u.seconds()) * time.Second; d%unit == 0 {
			n := d / unit
			if n < math.MinInt32 || n > math.MaxInt32 {
				return 0, "", fmt.Errorf("cognito: %v overflows an int32 in %s", d, u)
			}
			return int32(n), u, nil
		}
	}
	return 0, "", fmt.Errorf("cognito: %v is not a whole number of seconds", d)
}

// TokenLifetimes are the effective lifetimes of a client.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
type TokenLifetimes struct {
	// Access, ID and Refresh are how long a token is valid.
	Access, ID, Refresh time.Duration
	// AuthSession is how long a user has to answer a challenge.
	AuthSession time.Duration
}

// TokenLifetimes returns the effective lifetimes: the numbers in their units,
// and the documented defaults for what is absent. A unit without its number
// does not change the default lifetime. If a number is out of range or a unit
// is not one of the four, it returns a [*ValidationError] that names these
// members. It does not check whether an access or ID token outlives the refresh
// token, as Validate does. If c is nil, the error is not a [*ValidationError].
func (c *UserPoolClient) TokenLifetimes() (TokenLifetimes, error) {
	if c == nil {
		return TokenLifetimes{}, errNilClient
	}
	v := validation{client: c}
	tokens := c.tokens()
	for _, t := range tokens.all() {
		timeUnitShape.explain(&v.findings, t.unitMember, reflect.ValueOf(t.unit))
	}
	tokenValidityRange(&v)
	if err := v.err(); err != nil {
		return TokenLifetimes{}, err
	}
	lifetime := func(t token) time.Duration {
		seconds, _ := t.lifetime()
		return time.Duration(seconds) * time.Second
	}
	return TokenLifetimes{
		Refresh:     lifetime(tokens.refresh),
		Access:      lifetime(tokens.access),
		ID:          lifetime(tokens.id),
		AuthSession: lifetime(tokens.authSession),
	}, nil
}

// token is what a client says about the lifetime of a token, or of the session
// in which a user signs in.
type token struct {
	*tokenType
	// The number that the client gives, nil if it gives none.
	number *int32
	unit   TimeUnit
}

// tokenType is what is documented about the lifetime of a token.
type tokenType struct {
	member, unitMember string // unitMember "": the unit is always the default
	rule               Rule   // on the range
	// The shape of the number, whatever its unit.
	shape         *shape
	defaultNumber int32
	defaultUnit   TimeUnit
	min, max      int64 // seconds
}

var (
	refreshToken = tokenType{
		"RefreshTokenValidity", "TokenValidityUnits.RefreshToken", RuleTokenValidityRange, &refreshValidityShape,
		DefaultRefreshTokenValidity, DefaultRefreshTokenUnit,
		60 * 60, 10 * 365 * 24 * 60 * 60,
	}
	accessToken = tokenType{
		"AccessTokenValidity", "TokenValidityUnits.AccessToken", RuleTokenValidityRange, &accessValidityShape,
		DefaultAccessTokenValidity, DefaultAccessTokenUnit,
		5 * 60, 24 * 60 * 60,
	}
	idToken = tokenType{
		"IdTokenValidity", "TokenValidityUnits.IdToken", RuleTokenValidityRange, &idValidityShape,
		DefaultIdTokenValidity, DefaultIdTokenUnit,
		5 * 60, 24 * 60 * 60,
	}
	authSession = tokenType{
		"AuthSessionValidity", "", RuleRange, &authSessionValidityShape,
		DefaultAuthSessionValidity, TimeUnitMinutes,
		3 * 60, 15 * 60,
	}
)

// tokens are those of a client.
type tokens struct{ refresh, access, id, authSession token }

func (c *UserPoolClient) tokens() tokens {
	refresh := &c.RefreshTokenValidity
	if *refresh == 0 {
		refresh = nil
	}
	return tokens{
		token{&refreshToken, refresh, c.TokenValidityUnits.RefreshToken},
		token{&accessToken, c.AccessTokenValidity, c.TokenValidityUnits.AccessToken},
		token{&idToken, c.IdTokenValidity, c.TokenValidityUnits.IdToken},
		token{&authSession, c.AuthSessionValidity, ""},
	}
}

func (t tokens) all() [4]token { return [...]token{t.refresh, t.access, t.id, t.authSession} }

// lifetime returns how many seconds the token is valid and whether that is in
// its range. If the unit is invalid, it returns 0 seconds.
func (t token) lifetime() (int64, bool) {
	number, unit := t.effective()
	seconds := int64(number) * unit.seconds()
	return seconds, t.min <= seconds && seconds <= t.max
}

// effective returns the effective number and unit. The default lifetime is in
// the given unit if that divides it, otherwise in the default unit.
func (t token) effective() (int32, TimeUnit) {
	if t.number != nil {
		return *t.number, cmp.Or(t.unit, t.defaultUnit)
	}
	lifetime := int64(t.defaultNumber) * t.defaultUnit.seconds()
	if unit := t.unit.seconds(); unit != 0 && lifetime%unit == 0 {
		return int32(lifetime / unit), t.unit
	}
	return t.defaultNumber, t.defaultUnit
}

// String returns the number and its unit in words. An invalid unit is quoted.
func (t token) String() string {
	number, unit := t.effective()
	if unit.seconds() == 0 {
		return fmt.Sprintf("%d %s", number, quote(string(unit)))
	}
	return count(int(number), strings.TrimSuffix(string(unit), "s"))
}

// tokenValidityRange checks the range of each lifetime. The shape reports an
// invalid unit, so here its number is wrong only if it is out of range in every
// unit.
func tokenValidityRange(v *validation) {
	for _, t := range v.client.tokens().all() {
		_, ok := t.lifetime()
		if _, unit := t.effective(); unit.seconds() == 0 {
			ok = t.shape.holdsNumber(int64(*t.number))
		}
		if !ok {
			v.add(t.member, t.rule, *t.number, said("must be "+t.shape.limits, ", not "+t.String()))
		}
	}
}

// tokenValidityOrder never reports a token whose number is absent: no valid
// lifetime of a refresh token is below the default of an hour.
func tokenValidityOrder(v *validation) {
	tokens := v.client.tokens()
	refresh, refreshInRange := tokens.refresh.lifetime()
	for _, t := range [...]token{tokens.access, tokens.id} {
		if lifetime, inRange := t.lifetime(); inRange && refreshInRange && lifetime > refresh {
			v.add(t.member, RuleTokenValidityOrder, *t.number, message{
				"must not exceed the lifetime of the refresh token",
				"must be at most " + tokens.refresh.String() + ", the lifetime of the refresh token, not " + t.String(),
			})
		}
	}
}
