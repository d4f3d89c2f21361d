package cognito

import (
	"encoding/json"
	"slices"
)

// Stored returns c as the service stores it, which is what create, update and
// describe return, or nil if c is nil. It keeps a ClientSecret, which a fake must
// clear if the request supplied it: the service returns only a secret that it
// generated. The copy shares no memory with c.
//
//   - An absent RefreshTokenValidity is 30, AuthSessionValidity 3 and
//     EnableTokenRevocation true. No other default is returned: see
//     [UserPoolClient.WithDefaults].
//   - Lists are sorted by bytes and have no repetition. Empty ones are absent.
//   - GenerateSecret is absent.
//
// What only the service knows is for the caller to set, and kept as it is: the
// ClientId, the dates, the ClientType, the RoleArn beside an ApplicationArn, and
// the ClientSecret.
//
// The JSON of a client leaves out members that the service returns although they
// are empty: [UserPoolClient.StoredJSON] writes them. So does Description of
// module awssdk.
//
// It was not observed what becomes of repeated elements, or of an absent
// RefreshTokenValidity whose unit is not days. The copy has 30 and the unit.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolClientType.html
// and descriptions of clients.
func (c *UserPoolClient) Stored() *UserPoolClient {
	if c == nil {
		return nil
	}
	d := c.Clone()
	d.GenerateSecret = false
	if d.RefreshTokenValidity == 0 {
		d.RefreshTokenValidity = DefaultRefreshTokenValidity
	}
	if d.AuthSessionValidity == nil {
		d.AuthSessionValidity = new(DefaultAuthSessionValidity)
	}
	if d.EnableTokenRevocation == nil {
		d.EnableTokenRevocation = new(DefaultEnableTokenRevocation)
	}
	d.ReadAttributes = storedList(d.ReadAttributes)
	d.WriteAttributes = storedList(d.WriteAttributes)
	d.ExplicitAuthFlows = storedList(d.ExplicitAuthFlows)
	d.SupportedIdentityProviders = storedList(d.SupportedIdentityProviders)
	d.CallbackURLs = storedList(d.CallbackURLs)
	d.LogoutURLs = storedList(d.LogoutURLs)
	d.AllowedOAuthFlows = storedList(d.AllowedOAuthFlows)
	d.AllowedOAuthScopes = storedList(d.AllowedOAuthScopes)
	return d
}

// storedList sorts a list, which it may change.
func storedList[T ~string](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// StoredJSON returns the JSON of c.Stored() as create, update and describe
// return it in the member UserPoolClient, for fakes and tests. Unlike the JSON
// of a client, it always has TokenValidityUnits, even as {}, and writes
// AllowedOAuthFlowsUserPoolClient, EnablePropagateAdditionalUserContextData,
// UserDataShared and RetryGracePeriodSeconds even if they are false or 0, the
// last two only inside their structures. It has the ClientSecret. The JSON of
// nil is null.
func (c *UserPoolClient) StoredJSON() json.RawMessage {
	d := c.Stored()
	if d == nil {
		return json.RawMessage("null")
	}
	type analytics struct {
		*AnalyticsConfiguration
		UserDataShared bool
	}
	type rotation struct {
		*RefreshTokenRotation
		RetryGracePeriodSeconds int32
	}
	written := struct {
		*UserPoolClient
		TokenValidityUnits                       TokenValidityUnits
		AllowedOAuthFlowsUserPoolClient          bool
		AnalyticsConfiguration                   *analytics `json:",omitzero"`
		EnablePropagateAdditionalUserContextData bool
		RefreshTokenRotation                     *rotation `json:",omitzero"`
	}{d, d.TokenValidityUnits, d.AllowedOAuthFlowsUserPoolClient, nil, d.EnablePropagateAdditionalUserContextData, nil}
	if a := d.AnalyticsConfiguration; a != nil {
		written.AnalyticsConfiguration = &analytics{a, a.UserDataShared}
	}
	if r := d.RefreshTokenRotation; r != nil {
		written.RefreshTokenRotation = &rotation{r, r.RetryGracePeriodSeconds}
	}
	data, _ := json.Marshal(written) // a client can be encoded
	return data
}
