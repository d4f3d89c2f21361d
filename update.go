package cognito

import "cmp"

// UpdateRequest returns the input of UpdateUserPoolClient that turns a client
// as DescribeUserPoolClient returned it into the one that is desired. It says
// more than desired where the service would otherwise keep what is not:
//
//   - A UserPoolId, a ClientId or a ClientName that desired lacks is that of
//     described.
//   - The default of a number, a flag or PreventUserExistenceErrors that desired
//     leaves out, while described has another value, is spelled out, that of a
//     lifetime with its unit. Rotation that desired leaves out is DISABLED if
//     described has it ENABLED.
//   - EnablePropagateAdditionalUserContextData is false if desired leaves it out.
//     The JSON of a client leaves out false, so add it if you send JSON of your
//     own. The UpdateInput of module awssdk always has it.
//   - GenerateSecret, ClientSecret, the dates and ClientType are left out, because
//     no update has them.
//
// The result shares no memory with its arguments. [Diff] finds no change from
// it to desired but those that no update can make, and UpdateRequest of
// described and the result is the result again. If described is nil, nothing is
// known of the client; if desired is nil, so is the result.
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
	if now[0].changesToDefault(then[0]) {
		var number *int32
		number, units.RefreshToken = now[0].withDefaults()
		r.RefreshTokenValidity = *number
	}
	if now[1].changesToDefault(then[1]) {
		r.AccessTokenValidity, units.AccessToken = now[1].withDefaults()
	}
	if now[2].changesToDefault(then[2]) {
		r.IdTokenValidity, units.IdToken = now[2].withDefaults()
	}
	if now := r.authSession(); now.changesToDefault(described.authSession()) {
		r.AuthSessionValidity, _ = now.withDefaults()
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

// changesToDefault reports whether a lifetime of an update must be spelled out,
// because its number is left out while the client has another number or unit
// than the default: the service may keep the number and reset the unit. A
// number beside an invalid unit says nothing.
func (t token) changesToDefault(described token) bool {
	if t.number != nil || t.unit != "" && t.unit.seconds() == 0 {
		return false
	}
	isDefault := func(number int32, unit TimeUnit) bool { return number == t.defaultNumber && unit == t.defaultUnit }
	return !isDefault(valueOr(described.number, t.defaultNumber), cmp.Or(described.unit, t.defaultUnit)) ||
		!isDefault(t.defaultNumber, cmp.Or(t.unit, t.defaultUnit))
}
