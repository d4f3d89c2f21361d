package cognito

import "cmp"

// UpdateRequest returns the input of UpdateUserPoolClient that turns the
// described client, as DescribeUserPoolClient returned it, into the desired
// one. Because an update does not reset every member that it omits, the request
// differs from desired:
//
//   - An absent UserPoolId, ClientId or ClientName is taken from described.
//   - An absent lifetime, PreventUserExistenceErrors or EnableTokenRevocation
//     becomes the default, with its unit, if described has something else, and
//     so does the absent unit of a lifetime. An absent RefreshTokenRotation
//     becomes DISABLED if described has it ENABLED.
//   - GenerateSecret, ClientSecret, the dates and ClientType, which are not
//     part of an update, become absent.
//
// The flags that are no pointers, and RetryGracePeriodSeconds, are those of
// desired. The JSON of a client omits false and 0. If you send JSON of your
// own, add them, because the service may otherwise keep another value. The
// UpdateInput of module awssdk always includes
// EnablePropagateAdditionalUserContextData.
//
// The result shares no memory with the arguments. [Diff] finds no change from
// the result to desired except those that no update can make, and UpdateRequest
// of described and the result is equal to the result. A nil described is
// treated as an empty client. If desired is nil, UpdateRequest returns nil.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPoolClient.html
func UpdateRequest(described, desired *UserPoolClient) *UserPoolClient {
	if desired == nil {
		return nil
	}
	described = orEmpty(described)
	r := desired.Clone()
	r.UserPoolId = cmp.Or(r.UserPoolId, described.UserPoolId)
	r.ClientId = cmp.Or(r.ClientId, described.ClientId)
	r.ClientName = cmp.Or(r.ClientName, described.ClientName)
	r.GenerateSecret, r.ClientSecret = false, ""
	r.LastModifiedDate, r.CreationDate, r.ClientType = Timestamp{}, Timestamp{}, ""

	then, now := described.tokens(), r.tokens()
	units := &r.TokenValidityUnits
	if now.refresh.changesToDefault(then.refresh) {
		var number *int32
		number, units.RefreshToken = now.refresh.withDefaults()
		r.RefreshTokenValidity = *number
	}
	if now.access.changesToDefault(then.access) {
		r.AccessTokenValidity, units.AccessToken = now.access.withDefaults()
	}
	if now.id.changesToDefault(then.id) {
		r.IdTokenValidity, units.IdToken = now.id.withDefaults()
	}
	units.RefreshToken = now.refresh.spelledUnit(then.refresh, units.RefreshToken)
	units.AccessToken = now.access.spelledUnit(then.access, units.AccessToken)
	units.IdToken = now.id.spelledUnit(then.id, units.IdToken)
	if now.authSession.changesToDefault(then.authSession) {
		r.AuthSessionValidity, _ = now.authSession.withDefaults()
	}
	if r.PreventUserExistenceErrors == "" && cmp.Or(described.PreventUserExistenceErrors, DefaultPreventUserExistenceErrors) != DefaultPreventUserExistenceErrors {
		r.PreventUserExistenceErrors = DefaultPreventUserExistenceErrors
	}
	if r.EnableTokenRevocation == nil && !valueOr(described.EnableTokenRevocation, DefaultEnableTokenRevocation) {
		r.EnableTokenRevocation = new(DefaultEnableTokenRevocation)
	}
	if r.RefreshTokenRotation == nil && described.rotatesRefreshTokens() {
		r.RefreshTokenRotation = &RefreshTokenRotation{Feature: FeatureDisabled}
	}
	return r
}

// spelledUnit returns the unit of a lifetime of an update: the default one if a
// number has none while the described client has another, because the service
// may keep a unit beside others that are given.
func (t token) spelledUnit(described token, unit TimeUnit) TimeUnit {
	if t.number != nil && unit == "" && cmp.Or(described.unit, t.defaultUnit) != t.defaultUnit {
		return t.defaultUnit
	}
	return unit
}

// changesToDefault reports whether the default of a lifetime must be spelled
// out in an update: whether its number is absent, and the described client or
// the update has a number or a unit other than the default. The service may
// keep the number and reset the unit.
func (t token) changesToDefault(described token) bool {
	if t.number != nil || t.unit != "" && t.unit.seconds() == 0 {
		return false
	}
	isDefault := func(number int32, unit TimeUnit) bool { return number == t.defaultNumber && unit == t.defaultUnit }
	return !isDefault(valueOr(described.number, t.defaultNumber), cmp.Or(described.unit, t.defaultUnit)) ||
		!isDefault(t.defaultNumber, cmp.Or(t.unit, t.defaultUnit))
}
