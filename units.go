package cognito

import (
	"cmp"
	"fmt"
	"math"
	"reflect"
	"strings"
	"time"
)

// TimeUnit is the unit of a token validity. The zero value is an absent unit,
// for which the member's default holds.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_TokenValidityUnitsType.html
type TimeUnit string

// The units.
const (
	// TimeUnitSeconds is the second.
	TimeUnitSeconds TimeUnit = "seconds"
	// TimeUnitMinutes is 60 seconds.
	TimeUnitMinutes TimeUnit = "minutes"
	// TimeUnitHours is 60 minutes, the default of access and ID tokens.
	TimeUnitHours TimeUnit = "hours"
	// TimeUnitDays is 24 hours, the default of refresh tokens.
	TimeUnitDays TimeUnit = "days"
)

// seconds is the length of the unit, 0 if u is none.
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

// Duration returns n units as a duration, a day being 24 hours. It fails if u
// is not one of the four units and if a [time.Duration], which ends at about
// 292 years, cannot hold the result.
func (u TimeUnit) Duration(n int32) (time.Duration, error) {
	unit := u.seconds()
	if unit == 0 {
		return 0, fmt.Errorf("cognito: %s is not a time unit: must be seconds, minutes, hours or days", quote(string(u)))
	}
	seconds := int64(n) * unit
	if most := math.MaxInt64 / int64(time.Second); seconds > most || seconds < -most {
		return 0, fmt.Errorf("cognito: %d %s are beyond a time.Duration", n, u)
	}
	return time.Duration(seconds) * time.Second, nil
}

// Validity is the inverse of [TimeUnit.Duration]: d as a number of the
// largest unit that holds d exactly, so 0 is 0 days. It fails if d is not in
// whole seconds, and if the number is beyond an int32.
func Validity(d time.Duration) (int32, TimeUnit, error) {
	for _, u := range []TimeUnit{TimeUnitDays, TimeUnitHours, TimeUnitMinutes, TimeUnitSeconds} {
		if unit := time.Duration(u.seconds()) * time.Second; d%unit == 0 {
			n := d / unit
			if n < math.MinInt32 || n > math.MaxInt32 {
				return 0, "", fmt.Errorf("cognito: %v is more %s than an int32 holds", d, u)
			}
			return int32(n), u, nil
		}
	}
	return 0, "", fmt.Errorf("cognito: %v is not in whole seconds", d)
}

// TokenLifetimes are the lifetimes that are in effect for a client.
type TokenLifetimes struct {
	// Access, ID and Refresh are how long a token is valid.
	Access, ID, Refresh time.Duration
	// AuthSession is how long the user has to answer a challenge.
	AuthSession time.Duration
}

// TokenLifetimes returns the lifetimes in effect: the numbers in their units,
// and the documented defaults for what is absent. A unit without its number
// does not change the default lifetime. It fails with a [*ValidationError]
// that names the members at fault if a number is out of its range or a unit
// is not one of the four. That an access or ID token outlives the refresh
// token is an error to Validate, not here.
func (c *UserPoolClient) TokenLifetimes() (TokenLifetimes, error) {
	if c == nil {
		return TokenLifetimes{}, errNilClient
	}
	var found violations
	tokens := c.tokens()
	for _, t := range tokens {
		shapes[t.member+"Type"].explain(&found, t.member, reflect.Indirect(reflect.ValueOf(t.number)))
		shapes["TimeUnitsType"].explain(&found, t.unitMember, reflect.ValueOf(t.unit))
	}
	tokenRangeRule(&found, tokens)
	shapes["AuthSessionValidityType"].explain(&found, "AuthSessionValidity", reflect.Indirect(reflect.ValueOf(c.AuthSessionValidity)))
	if len(found) > 0 {
		found.sort()
		return TokenLifetimes{}, found.err()
	}
	authSession := DefaultAuthSessionValidity
	if c.AuthSessionValidity != nil {
		authSession = *c.AuthSessionValidity
	}
	lifetime := func(t token) time.Duration {
		seconds, _ := t.lifetime()
		return time.Duration(seconds) * time.Second
	}
	return TokenLifetimes{
		Refresh:     lifetime(tokens[0]),
		Access:      lifetime(tokens[1]),
		ID:          lifetime(tokens[2]),
		AuthSession: time.Duration(authSession) * time.Minute,
	}, nil
}

// token is what the client says of a token's lifetime.
type token struct {
	*tokenType
	number *int32 // nil: absent
	unit   TimeUnit
}

// tokenType is what the documentation says of a token's lifetime.
type tokenType struct {
	member, unitMember string
	defaultNumber      int32
	defaultUnit        TimeUnit
	min, max           int64 // seconds
}

var (
	refreshToken = tokenType{
		"RefreshTokenValidity", "TokenValidityUnits.RefreshToken",
		DefaultRefreshTokenValidity, DefaultRefreshTokenUnit,
		60 * 60, 10 * 365 * 24 * 60 * 60,
	}
	accessToken = tokenType{
		"AccessTokenValidity", "TokenValidityUnits.AccessToken",
		DefaultAccessTokenValidity, DefaultAccessTokenUnit,
		5 * 60, 24 * 60 * 60,
	}
	idToken = tokenType{
		"IdTokenValidity", "TokenValidityUnits.IdToken",
		DefaultIdTokenValidity, DefaultIdTokenUnit,
		5 * 60, 24 * 60 * 60,
	}
)

// tokens returns the refresh, access and ID token, in the order of the struct.
func (c *UserPoolClient) tokens() [3]token {
	refresh := &c.RefreshTokenValidity
	if *refresh == 0 {
		refresh = nil
	}
	return [3]token{
		{&refreshToken, refresh, c.TokenValidityUnits.RefreshToken},
		{&accessToken, c.AccessTokenValidity, c.TokenValidityUnits.AccessToken},
		{&idToken, c.IdTokenValidity, c.TokenValidityUnits.IdToken},
	}
}

// lifetime is how many seconds the token is valid, and whether that is in its
// range. A unit that is none of the four makes it 0 seconds.
func (t token) lifetime() (int64, bool) {
	number, unit := t.effective()
	seconds := int64(number) * unit.seconds()
	return seconds, t.min <= seconds && seconds <= t.max
}

// effective is the number and the unit in effect. The default lifetime is
// told in the unit given, where that can tell it, else in the default unit.
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

// String is the lifetime in words.
func (t token) String() string {
	number, unit := t.effective()
	return count(int(number), strings.TrimSuffix(string(unit), "s"))
}

// tokenRangeRule stays quiet where the number breaks its shape, whatever the
// unit, and where the unit is none of the four: their shapes report that.
func tokenRangeRule(found *violations, tokens [3]token) {
	for _, t := range tokens {
		_, inRange := t.lifetime()
		if inRange || cmp.Or(t.unit, t.defaultUnit).seconds() == 0 {
			continue
		}
		if shape := shapes[t.member+"Type"]; shape.holdsNumber(int64(*t.number)) {
			found.add(t.member, RuleTokenValidityRange, *t.number, "is "+t.String()+", must be "+shape.limits)
		}
	}
}

func tokenOrderRule(found *violations, tokens [3]token) {
	refresh, refreshInRange := tokens[0].lifetime()
	for _, t := range tokens[1:] {
		if lifetime, inRange := t.lifetime(); inRange && refreshInRange && lifetime > refresh {
			found.add(t.member, RuleTokenValidityOrder, *t.number,
				"is "+t.String()+", must not be above the refresh token's "+tokens[0].String())
		}
	}
}
