package cognito_test

import (
	"math"
	"testing"
	"time"

	. "github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const day = 24 * time.Hour

func TestDuration(t *testing.T) {
	for _, row := range []struct {
		n    int32
		unit TimeUnit
		want time.Duration
		ok   bool
	}{
		{0, TimeUnitSeconds, 0, true},
		{1, TimeUnitSeconds, time.Second, true},
		{1, TimeUnitMinutes, time.Minute, true},
		{1, TimeUnitHours, time.Hour, true},
		{1, TimeUnitDays, day, true},
		{3650, TimeUnitDays, 3650 * day, true},
		{-1, TimeUnitDays, -day, true},
		{math.MaxInt32, TimeUnitSeconds, math.MaxInt32 * time.Second, true},
		{math.MinInt32, TimeUnitSeconds, math.MinInt32 * time.Second, true},
		{153722866, TimeUnitMinutes, 153722866 * time.Minute, true},
		{153722867, TimeUnitMinutes, 153722867 * time.Minute, true},
		{153722868, TimeUnitMinutes, 0, false},
		{-153722867, TimeUnitMinutes, -153722867 * time.Minute, true},
		{-153722868, TimeUnitMinutes, 0, false},
		{2562046, TimeUnitHours, 2562046 * time.Hour, true},
		{2562047, TimeUnitHours, 2562047 * time.Hour, true},
		{2562048, TimeUnitHours, 0, false},
		{106750, TimeUnitDays, 106750 * day, true},
		{106751, TimeUnitDays, 106751 * day, true},
		{106752, TimeUnitDays, 0, false},
		{-106752, TimeUnitDays, 0, false},
		{315360000, TimeUnitDays, 0, false},
		{math.MaxInt32, TimeUnitDays, 0, false},
		{math.MinInt32, TimeUnitDays, 0, false},
		{1, "", 0, false},
		{1, "weeks", 0, false},
		{1, "Days", 0, false},
		{0, "second", 0, false},
	} {
		d, err := row.unit.Duration(row.n)
		assert.Equal(t, row.want, d, "%d %s", row.n, row.unit)
		assert.Equal(t, row.ok, err == nil, "%d %s: %v", row.n, row.unit, err)
	}
}

func TestValidity(t *testing.T) {
	for _, row := range []struct {
		d    time.Duration
		n    int32
		unit TimeUnit
		ok   bool
	}{
		{0, 0, TimeUnitDays, true},
		{time.Second, 1, TimeUnitSeconds, true},
		{59 * time.Second, 59, TimeUnitSeconds, true},
		{60 * time.Second, 1, TimeUnitMinutes, true},
		{61 * time.Second, 61, TimeUnitSeconds, true},
		{59 * time.Minute, 59, TimeUnitMinutes, true},
		{60 * time.Minute, 1, TimeUnitHours, true},
		{90 * time.Minute, 90, TimeUnitMinutes, true},
		{23 * time.Hour, 23, TimeUnitHours, true},
		{24 * time.Hour, 1, TimeUnitDays, true},
		{25 * time.Hour, 25, TimeUnitHours, true},
		{-25 * time.Hour, -25, TimeUnitHours, true},
		{3650 * day, 3650, TimeUnitDays, true},
		{106751 * day, 106751, TimeUnitDays, true},
		{math.MaxInt32 * time.Second, math.MaxInt32, TimeUnitSeconds, true},
		{(math.MaxInt32 + 2) * time.Second, 0, "", false},
		{(math.MinInt32 - 1) * time.Second, 0, "", false},
		{time.Second + 1, 0, "", false},
		{999 * time.Millisecond, 0, "", false},
		{math.MaxInt64, 0, "", false},
		{math.MinInt64, 0, "", false},
	} {
		n, unit, err := Validity(row.d)
		assert.Equal(t, row.n, n, row.d)
		assert.Equal(t, row.unit, unit, row.d)
		assert.Equal(t, row.ok, err == nil, "%v: %v", row.d, err)
	}
}

func TestTokenLifetimes(t *testing.T) {
	defaults := TokenLifetimes{Access: time.Hour, ID: time.Hour, Refresh: 30 * day, AuthSession: 3 * time.Minute}
	for _, row := range []struct {
		name   string
		mutate func(c *UserPoolClient)
		want   TokenLifetimes
		broken []string
	}{
		{"defaults", func(c *UserPoolClient) {}, defaults, nil},
		{"default units", func(c *UserPoolClient) {
			c.RefreshTokenValidity, c.AccessTokenValidity, c.IdTokenValidity = 10, new(int32(2)), new(int32(24))
			c.AuthSessionValidity = new(int32(15))
		}, TokenLifetimes{Access: 2 * time.Hour, ID: day, Refresh: 10 * day, AuthSession: 15 * time.Minute}, nil},
		{"every unit", func(c *UserPoolClient) {
			setAccess(TimeUnitSeconds)(c, 301)
			setID(TimeUnitMinutes)(c, 5)
			setRefresh(TimeUnitHours)(c, 87600)
		}, TokenLifetimes{Access: 301 * time.Second, ID: 5 * time.Minute, Refresh: 3650 * day, AuthSession: 3 * time.Minute}, nil},
		{"the longest", func(c *UserPoolClient) {
			setAccess(TimeUnitDays)(c, 1)
			setID(TimeUnitSeconds)(c, 86400)
			setRefresh(TimeUnitSeconds)(c, 315360000)
		}, TokenLifetimes{Access: day, ID: day, Refresh: 3650 * day, AuthSession: 3 * time.Minute}, nil},
		{"units without numbers", func(c *UserPoolClient) {
			c.TokenValidityUnits = TokenValidityUnits{TimeUnitDays, TimeUnitMinutes, TimeUnitSeconds}
		}, defaults, nil},
		{"refresh 0 is absent", func(c *UserPoolClient) { setRefresh(TimeUnitMinutes)(c, 0) }, defaults, nil},
		{"access above refresh", func(c *UserPoolClient) {
			setRefresh(TimeUnitHours)(c, 1)
			c.AccessTokenValidity = new(int32(2))
		}, TokenLifetimes{Access: 2 * time.Hour, ID: time.Hour, Refresh: time.Hour, AuthSession: 3 * time.Minute}, nil},
		{"other members are not checked", func(c *UserPoolClient) { *c = UserPoolClient{CallbackURLs: []string{""}} }, defaults, nil},
		{"out of range", func(c *UserPoolClient) {
			c.RefreshTokenValidity, c.AccessTokenValidity, c.IdTokenValidity = 4000, new(int32(25)), new(int32(0))
			c.AuthSessionValidity = new(int32(2))
		}, TokenLifetimes{}, []string{refreshRange, accessRange, idRange, "AuthSessionValidity range"}},
		{"AuthSessionValidity 16", func(c *UserPoolClient) { c.AuthSessionValidity = new(int32(16)) },
			TokenLifetimes{}, []string{"AuthSessionValidity range"}},
		{"unknown units", func(c *UserPoolClient) {
			c.TokenValidityUnits = TokenValidityUnits{"weeks", "Hours", "day"}
			c.IdTokenValidity = new(int32(-1))
		}, TokenLifetimes{}, []string{
			idRange, "TokenValidityUnits.AccessToken enum", "TokenValidityUnits.IdToken enum", "TokenValidityUnits.RefreshToken enum",
		}},
		{"beyond a time.Duration", func(c *UserPoolClient) { setRefresh(TimeUnitDays)(c, math.MaxInt32) },
			TokenLifetimes{}, []string{refreshRange}},
	} {
		t.Run(row.name, func(t *testing.T) {
			c := testclients.Valid()
			row.mutate(c)
			lifetimes, err := c.TokenLifetimes()
			assert.Equal(t, row.want, lifetimes)
			assert.Equal(t, row.broken, broken(t, err))
		})
	}
	_, err := (*UserPoolClient)(nil).TokenLifetimes()
	require.Error(t, err)
	var invalid *ValidationError
	assert.NotErrorAs(t, err, &invalid)
}

// TokenLifetimes finds what Validate finds, except for the order of lifetimes.
func TestTokenLifetimesAgreeWithValidate(t *testing.T) {
	for _, r := range tokenRows {
		c := testclients.Valid()
		r.mutate(c)
		var want []string
		for _, w := range r.want {
			if w != accessOrder && w != idOrder {
				want = append(want, w)
			}
		}
		_, err := c.TokenLifetimes()
		assert.Equal(t, want, broken(t, err), r.name)
	}
}

// FuzzUnits: Duration does not overflow, and Validity inverts it.
func FuzzUnits(f *testing.F) {
	for _, seed := range []int32{0, 1, -1, 59, 60, 3600, 86400, 106751, 106752, 2562047, 153722867, 153722868, math.MaxInt32, math.MinInt32} {
		for _, u := range []string{"seconds", "minutes", "hours", "days", "", "weeks"} {
			f.Add(seed, u, int64(seed)*int64(time.Second))
		}
	}
	f.Fuzz(func(t *testing.T, n int32, unit string, nanoseconds int64) {
		if d, err := TimeUnit(unit).Duration(n); err == nil {
			seconds := int64(n) * map[string]int64{"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}[unit]
			require.Equal(t, seconds, int64(d/time.Second))
			require.Zero(t, d%time.Second)
			m, larger, err := Validity(d)
			if err != nil { // its own unit can express it
				t.Fatal(err)
			}
			again, err := larger.Duration(m)
			require.NoError(t, err)
			require.Equal(t, d, again)
			require.LessOrEqual(t, math.Abs(float64(m)), math.Abs(float64(n)))
		}
		d := time.Duration(nanoseconds)
		if m, u, err := Validity(d); err == nil {
			again, err := u.Duration(m)
			require.NoError(t, err)
			require.Equal(t, d, again)
		}
	})
}
