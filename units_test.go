package cognito_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const day = 24 * time.Hour

func TestDuration(t *testing.T) {
	for _, row := range []struct {
		n    int32
		unit cognito.TimeUnit
		want time.Duration
		ok   bool
	}{
		{0, cognito.TimeUnitSeconds, 0, true},
		{1, cognito.TimeUnitSeconds, time.Second, true},
		{1, cognito.TimeUnitMinutes, time.Minute, true},
		{1, cognito.TimeUnitHours, time.Hour, true},
		{1, cognito.TimeUnitDays, day, true},
		{3650, cognito.TimeUnitDays, 3650 * day, true},
		{-1, cognito.TimeUnitDays, -day, true},
		{math.MaxInt32, cognito.TimeUnitSeconds, math.MaxInt32 * time.Second, true},
		{math.MinInt32, cognito.TimeUnitSeconds, math.MinInt32 * time.Second, true},
		{153722866, cognito.TimeUnitMinutes, 153722866 * time.Minute, true},
		{153722867, cognito.TimeUnitMinutes, 153722867 * time.Minute, true},
		{153722868, cognito.TimeUnitMinutes, 0, false},
		{-153722867, cognito.TimeUnitMinutes, -153722867 * time.Minute, true},
		{-153722868, cognito.TimeUnitMinutes, 0, false},
		{2562046, cognito.TimeUnitHours, 2562046 * time.Hour, true},
		{2562047, cognito.TimeUnitHours, 2562047 * time.Hour, true},
		{2562048, cognito.TimeUnitHours, 0, false},
		{106750, cognito.TimeUnitDays, 106750 * day, true},
		{106751, cognito.TimeUnitDays, 106751 * day, true},
		{106752, cognito.TimeUnitDays, 0, false},
		{-106752, cognito.TimeUnitDays, 0, false},
		{315360000, cognito.TimeUnitDays, 0, false},
		{math.MaxInt32, cognito.TimeUnitDays, 0, false},
		{math.MinInt32, cognito.TimeUnitDays, 0, false},
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
		unit cognito.TimeUnit
		ok   bool
	}{
		{0, 0, cognito.TimeUnitDays, true},
		{time.Second, 1, cognito.TimeUnitSeconds, true},
		{59 * time.Second, 59, cognito.TimeUnitSeconds, true},
		{60 * time.Second, 1, cognito.TimeUnitMinutes, true},
		{61 * time.Second, 61, cognito.TimeUnitSeconds, true},
		{59 * time.Minute, 59, cognito.TimeUnitMinutes, true},
		{60 * time.Minute, 1, cognito.TimeUnitHours, true},
		{90 * time.Minute, 90, cognito.TimeUnitMinutes, true},
		{23 * time.Hour, 23, cognito.TimeUnitHours, true},
		{24 * time.Hour, 1, cognito.TimeUnitDays, true},
		{25 * time.Hour, 25, cognito.TimeUnitHours, true},
		{-25 * time.Hour, -25, cognito.TimeUnitHours, true},
		{3650 * day, 3650, cognito.TimeUnitDays, true},
		{106751 * day, 106751, cognito.TimeUnitDays, true},
		{math.MaxInt32 * time.Second, math.MaxInt32, cognito.TimeUnitSeconds, true},
		{(math.MaxInt32 + 2) * time.Second, 0, "", false},
		{(math.MinInt32 - 1) * time.Second, 0, "", false},
		{time.Second + 1, 0, "", false},
		{999 * time.Millisecond, 0, "", false},
		{math.MaxInt64, 0, "", false},
		{math.MinInt64, 0, "", false},
	} {
		n, unit, err := cognito.Validity(row.d)
		assert.Equal(t, row.n, n, row.d)
		assert.Equal(t, row.unit, unit, row.d)
		assert.Equal(t, row.ok, err == nil, "%v: %v", row.d, err)
	}
}

func TestTokenLifetimes(t *testing.T) {
	defaults := cognito.TokenLifetimes{Access: time.Hour, ID: time.Hour, Refresh: 30 * day, AuthSession: 3 * time.Minute}
	for _, row := range []struct {
		name   string
		mutate func(c *cognito.UserPoolClient)
		want   cognito.TokenLifetimes
		broken []string
	}{
		{"defaults", func(c *cognito.UserPoolClient) {}, defaults, nil},
		{"default units", func(c *cognito.UserPoolClient) {
			c.RefreshTokenValidity, c.AccessTokenValidity, c.IdTokenValidity = 10, new(int32(2)), new(int32(24))
			c.AuthSessionValidity = new(int32(15))
		}, cognito.TokenLifetimes{Access: 2 * time.Hour, ID: day, Refresh: 10 * day, AuthSession: 15 * time.Minute}, nil},
		{"every unit", func(c *cognito.UserPoolClient) {
			setAccess(cognito.TimeUnitSeconds)(c, 301)
			setID(cognito.TimeUnitMinutes)(c, 5)
			setRefresh(cognito.TimeUnitHours)(c, 87600)
		}, cognito.TokenLifetimes{Access: 301 * time.Second, ID: 5 * time.Minute, Refresh: 3650 * day, AuthSession: 3 * time.Minute}, nil},
		{"the longest", func(c *cognito.UserPoolClient) {
			setAccess(cognito.TimeUnitDays)(c, 1)
			setID(cognito.TimeUnitSeconds)(c, 86400)
			setRefresh(cognito.TimeUnitSeconds)(c, 315360000)
		}, cognito.TokenLifetimes{Access: day, ID: day, Refresh: 3650 * day, AuthSession: 3 * time.Minute}, nil},
		{"units without numbers", func(c *cognito.UserPoolClient) {
			c.TokenValidityUnits = cognito.TokenValidityUnits{cognito.TimeUnitDays, cognito.TimeUnitMinutes, cognito.TimeUnitSeconds}
		}, defaults, nil},
		{"refresh 0 is absent", func(c *cognito.UserPoolClient) { setRefresh(cognito.TimeUnitMinutes)(c, 0) }, defaults, nil},
		{"access above refresh", func(c *cognito.UserPoolClient) {
			setRefresh(cognito.TimeUnitHours)(c, 1)
			c.AccessTokenValidity = new(int32(2))
		}, cognito.TokenLifetimes{Access: 2 * time.Hour, ID: time.Hour, Refresh: time.Hour, AuthSession: 3 * time.Minute}, nil},
		{"other members are not checked", func(c *cognito.UserPoolClient) { *c = cognito.UserPoolClient{CallbackURLs: []string{""}} }, defaults, nil},
		{"out of range", func(c *cognito.UserPoolClient) {
			c.RefreshTokenValidity, c.AccessTokenValidity, c.IdTokenValidity = 4000, new(int32(25)), new(int32(0))
			c.AuthSessionValidity = new(int32(2))
		}, cognito.TokenLifetimes{}, []string{refreshRange, accessRange, idRange, "AuthSessionValidity range"}},
		{"AuthSessionValidity 16", func(c *cognito.UserPoolClient) { c.AuthSessionValidity = new(int32(16)) },
			cognito.TokenLifetimes{}, []string{"AuthSessionValidity range"}},
		{"unknown units", func(c *cognito.UserPoolClient) {
			c.TokenValidityUnits = cognito.TokenValidityUnits{"weeks", "Hours", "day"}
			c.IdTokenValidity = new(int32(-1))
		}, cognito.TokenLifetimes{}, []string{
			idRange, "TokenValidityUnits.AccessToken enum", "TokenValidityUnits.IdToken enum", "TokenValidityUnits.RefreshToken enum",
		}},
		{"beyond a time.Duration", func(c *cognito.UserPoolClient) { setRefresh(cognito.TimeUnitDays)(c, math.MaxInt32) },
			cognito.TokenLifetimes{}, []string{refreshRange}},
	} {
		t.Run(row.name, func(t *testing.T) {
			c := testclients.Valid()
			row.mutate(c)
			lifetimes, err := c.TokenLifetimes()
			assert.Equal(t, row.want, lifetimes)
			assert.Equal(t, row.broken, broken(t, err))
		})
	}
	_, err := (*cognito.UserPoolClient)(nil).TokenLifetimes()
	require.Error(t, err)
	var invalid *cognito.ValidationError
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
		if d, err := cognito.TimeUnit(unit).Duration(n); err == nil {
			seconds := int64(n) * map[string]int64{"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}[unit]
			require.Equal(t, seconds, int64(d/time.Second))
			require.Zero(t, d%time.Second)
			m, larger, err := cognito.Validity(d)
			// Its own unit can express it.
			if err != nil {
				t.Fatal(err)
			}
			again, err := larger.Duration(m)
			require.NoError(t, err)
			require.Equal(t, d, again)
			require.LessOrEqual(t, math.Abs(float64(m)), math.Abs(float64(n)))
		}
		d := time.Duration(nanoseconds)
		if m, u, err := cognito.Validity(d); err == nil {
			again, err := u.Duration(m)
			require.NoError(t, err)
			require.Equal(t, d, again)
		}
	})
}

// setAccess, setID and setRefresh return setters of a number with a unit.
func setAccess(unit cognito.TimeUnit) func(c *cognito.UserPoolClient, n int) {
	return func(c *cognito.UserPoolClient, n int) {
		c.AccessTokenValidity, c.TokenValidityUnits.AccessToken = new(int32(n)), unit
	}
}

func setID(unit cognito.TimeUnit) func(c *cognito.UserPoolClient, n int) {
	return func(c *cognito.UserPoolClient, n int) {
		c.IdTokenValidity, c.TokenValidityUnits.IdToken = new(int32(n)), unit
	}
}

func setRefresh(unit cognito.TimeUnit) func(c *cognito.UserPoolClient, n int) {
	return func(c *cognito.UserPoolClient, n int) {
		c.RefreshTokenValidity, c.TokenValidityUnits.RefreshToken = int32(n), unit
	}
}

const (
	accessRange  = "AccessTokenValidity token-validity.range"
	idRange      = "IdTokenValidity token-validity.range"
	refreshRange = "RefreshTokenValidity token-validity.range"
	accessOrder  = "AccessTokenValidity token-validity.order"
	idOrder      = "IdTokenValidity token-validity.order"
)

var tokenRows = slices.Concat(
	around("access without a unit", 1, 24, accessRange, setAccess("")),
	around("access seconds", 300, 86400, accessRange, setAccess(cognito.TimeUnitSeconds)),
	around("access minutes", 5, 1440, accessRange, setAccess(cognito.TimeUnitMinutes)),
	around("access hours", 1, 24, accessRange, setAccess(cognito.TimeUnitHours)),
	around("access days", 1, 1, accessRange, setAccess(cognito.TimeUnitDays)),
	around("ID without a unit", 1, 24, idRange, setID("")),
	around("ID seconds", 300, 86400, idRange, setID(cognito.TimeUnitSeconds)),
	around("ID minutes", 5, 1440, idRange, setID(cognito.TimeUnitMinutes)),
	around("ID hours", 1, 24, idRange, setID(cognito.TimeUnitHours)),
	around("ID days", 1, 1, idRange, setID(cognito.TimeUnitDays)),
	around("refresh without a unit", 0, 3650, refreshRange, setRefresh("")),
	around("refresh seconds", 3600, 315360000, refreshRange, setRefresh(cognito.TimeUnitSeconds)),
	around("refresh minutes", 60, 5256000, refreshRange, setRefresh(cognito.TimeUnitMinutes)),
	around("refresh hours", 0, 87600, refreshRange, setRefresh(cognito.TimeUnitHours)),
	around("refresh days", 0, 3650, refreshRange, setRefresh(cognito.TimeUnitDays)),
	[]row{
		{"access -1", func(c *cognito.UserPoolClient) { c.AccessTokenValidity = new(int32(-1)) }, []string{accessRange}},
		{"access of the largest number of days", func(c *cognito.UserPoolClient) { setAccess(cognito.TimeUnitDays)(c, 1<<31-1) }, []string{accessRange}},
		{"access of the smallest number of days", func(c *cognito.UserPoolClient) { setAccess(cognito.TimeUnitDays)(c, -1<<31) }, []string{accessRange}},
		{"ID -1", func(c *cognito.UserPoolClient) { c.IdTokenValidity = new(int32(-1)) }, []string{idRange}},
		{"refresh 0 is absent", func(c *cognito.UserPoolClient) { c.RefreshTokenValidity = 0 }, nil},
		{"refresh 0 seconds is absent", func(c *cognito.UserPoolClient) { setRefresh(cognito.TimeUnitSeconds)(c, 0) }, nil},
		{"refresh 1 hour", func(c *cognito.UserPoolClient) { setRefresh(cognito.TimeUnitHours)(c, 1) }, nil},
		{"refresh 1 day", func(c *cognito.UserPoolClient) { setRefresh(cognito.TimeUnitDays)(c, 1) }, nil},
		{"refresh 36500 minutes", func(c *cognito.UserPoolClient) { setRefresh(cognito.TimeUnitMinutes)(c, 36500) }, nil},
		{"refresh of the largest number of days", func(c *cognito.UserPoolClient) { setRefresh(cognito.TimeUnitDays)(c, 1<<31-1) }, []string{refreshRange}},
		{"all three", func(c *cognito.UserPoolClient) {
			c.RefreshTokenValidity, c.AccessTokenValidity, c.IdTokenValidity = 4000, new(int32(60)), new(int32(25))
		}, []string{refreshRange, accessRange, idRange}},
		{"units without numbers", func(c *cognito.UserPoolClient) {
			c.TokenValidityUnits = cognito.TokenValidityUnits{AccessToken: cognito.TimeUnitMinutes, IdToken: cognito.TimeUnitSeconds, RefreshToken: cognito.TimeUnitHours}
		}, nil},
		{"an invalid unit suppresses the range", func(c *cognito.UserPoolClient) {
			c.AccessTokenValidity, c.TokenValidityUnits.AccessToken = new(int32(25)), "weeks"
		}, []string{"TokenValidityUnits.AccessToken enum"}},
		{"an invalid unit and numbers that no unit allows", func(c *cognito.UserPoolClient) {
			c.AccessTokenValidity, c.TokenValidityUnits.AccessToken = new(int32(0)), "weeks"
			c.IdTokenValidity, c.TokenValidityUnits.IdToken = new(int32(86401)), "weeks"
			c.RefreshTokenValidity, c.TokenValidityUnits.RefreshToken = -1, "weeks"
		}, []string{
			refreshRange, accessRange, idRange,
			"TokenValidityUnits.AccessToken enum", "TokenValidityUnits.IdToken enum", "TokenValidityUnits.RefreshToken enum",
		}},
		{"order: access above", func(c *cognito.UserPoolClient) {
			setRefresh(cognito.TimeUnitSeconds)(c, 7200)
			setAccess(cognito.TimeUnitSeconds)(c, 7201)
		}, []string{accessOrder}},
		{"order: access equal", func(c *cognito.UserPoolClient) {
			setRefresh(cognito.TimeUnitHours)(c, 2)
			setAccess(cognito.TimeUnitMinutes)(c, 120)
		}, nil},
		{"order: access below", func(c *cognito.UserPoolClient) {
			setRefresh(cognito.TimeUnitSeconds)(c, 7200)
			setAccess(cognito.TimeUnitSeconds)(c, 7199)
		}, nil},
		{"order: ID above", func(c *cognito.UserPoolClient) {
			setRefresh(cognito.TimeUnitSeconds)(c, 7200)
			setID(cognito.TimeUnitSeconds)(c, 7201)
		}, []string{idOrder}},
		{"order: ID equal", func(c *cognito.UserPoolClient) {
			setRefresh(cognito.TimeUnitDays)(c, 1)
			setID(cognito.TimeUnitDays)(c, 1)
		}, nil},
		{"order: both above", func(c *cognito.UserPoolClient) {
			setRefresh(cognito.TimeUnitHours)(c, 2)
			c.AccessTokenValidity, c.IdTokenValidity = new(int32(12)), new(int32(3))
		}, []string{accessOrder, idOrder}},
		{"order: the default access of 1 hour is not above 1 hour", func(c *cognito.UserPoolClient) { setRefresh(cognito.TimeUnitMinutes)(c, 60) }, nil},
		{"order is not reported when the refresh number is out of range", func(c *cognito.UserPoolClient) {
			setRefresh(cognito.TimeUnitMinutes)(c, 30)
			c.AccessTokenValidity = new(int32(2))
		}, []string{refreshRange}},
		{"order is not reported when the access number is out of range", func(c *cognito.UserPoolClient) {
			setRefresh(cognito.TimeUnitHours)(c, 2)
			c.AccessTokenValidity = new(int32(25))
		}, []string{accessRange}},
		{"order is not reported when the refresh unit is unknown", func(c *cognito.UserPoolClient) {
			setRefresh("weeks")(c, 1)
			c.AccessTokenValidity = new(int32(24))
		}, []string{"TokenValidityUnits.RefreshToken enum"}},
		{"order is not reported when the access unit is unknown", func(c *cognito.UserPoolClient) {
			setRefresh(cognito.TimeUnitHours)(c, 1)
			setAccess("weeks")(c, 24)
		}, []string{"TokenValidityUnits.AccessToken enum"}},
	},
)
