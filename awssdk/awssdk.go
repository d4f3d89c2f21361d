// Package awssdk connects package cognito to the AWS SDK for Go v2. It converts
// app clients to and from the types of the SDK, and [ValidateRequests] makes
// the SDK validate requests before it sends them.
//
// A converted value shares no memory with its source. For some members the
// SDK has a pointer where package cognito treats the zero value as absent: an
// empty string, a zero date and a RetryGracePeriodSeconds of 0 become nil, and
// nil becomes the zero value. EnablePropagateAdditionalUserContextData never
// becomes nil, because an update that leaves it out may keep true. The types of
// the SDK do not redact the ClientSecret.
package awssdk

import (
	"cmp"
	"slices"
	"time"

	sdk "github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider/types"
	"github.com/go-cognito/cognito"
)

// CreateInput returns c as the input of CreateUserPoolClient, or nil if c is
// nil. It leaves out ClientId, the dates and ClientType, which are not part of
// that input.
func CreateInput(c *cognito.UserPoolClient) *sdk.CreateUserPoolClientInput {
	if c == nil {
		return nil
	}
	return &sdk.CreateUserPoolClientInput{
		UserPoolId:                               pointer(c.UserPoolId),
		ClientName:                               pointer(c.ClientName),
		GenerateSecret:                           c.GenerateSecret,
		ClientSecret:                             pointer(string(c.ClientSecret)),
		RefreshTokenValidity:                     c.RefreshTokenValidity,
		AccessTokenValidity:                      clone(c.AccessTokenValidity),
		IdTokenValidity:                          clone(c.IdTokenValidity),
		TokenValidityUnits:                       toUnits(c.TokenValidityUnits),
		ReadAttributes:                           slices.Clone(c.ReadAttributes),
		WriteAttributes:                          slices.Clone(c.WriteAttributes),
		ExplicitAuthFlows:                        convert[types.ExplicitAuthFlowsType](c.ExplicitAuthFlows),
		SupportedIdentityProviders:               slices.Clone(c.SupportedIdentityProviders),
		CallbackURLs:                             slices.Clone(c.CallbackURLs),
		LogoutURLs:                               slices.Clone(c.LogoutURLs),
		DefaultRedirectURI:                       pointer(c.DefaultRedirectURI),
		AllowedOAuthFlows:                        convert[types.OAuthFlowType](c.AllowedOAuthFlows),
		AllowedOAuthScopes:                       slices.Clone(c.AllowedOAuthScopes),
		AllowedOAuthFlowsUserPoolClient:          c.AllowedOAuthFlowsUserPoolClient,
		AnalyticsConfiguration:                   toAnalytics(c.AnalyticsConfiguration),
		PreventUserExistenceErrors:               types.PreventUserExistenceErrorTypes(c.PreventUserExistenceErrors),
		EnableTokenRevocation:                    clone(c.EnableTokenRevocation),
		EnablePropagateAdditionalUserContextData: new(c.EnablePropagateAdditionalUserContextData),
		AuthSessionValidity:                      clone(c.AuthSessionValidity),
		RefreshTokenRotation:                     toRotation(c.RefreshTokenRotation),
	}
}

// UpdateInput returns c as the input of UpdateUserPoolClient, or nil if c is
// nil. It leaves out GenerateSecret, ClientSecret, the dates and ClientType,
// which are not part of that input. An update with what describe returned keeps
// every setting; for one that changes settings see [cognito.UpdateRequest].
func UpdateInput(c *cognito.UserPoolClient) *sdk.UpdateUserPoolClientInput {
	if c == nil {
		return nil
	}
	return &sdk.UpdateUserPoolClientInput{
		UserPoolId:                               pointer(c.UserPoolId),
		ClientId:                                 pointer(c.ClientId),
		ClientName:                               pointer(c.ClientName),
		RefreshTokenValidity:                     c.RefreshTokenValidity,
		AccessTokenValidity:                      clone(c.AccessTokenValidity),
		IdTokenValidity:                          clone(c.IdTokenValidity),
		TokenValidityUnits:                       toUnits(c.TokenValidityUnits),
		ReadAttributes:                           slices.Clone(c.ReadAttributes),
		WriteAttributes:                          slices.Clone(c.WriteAttributes),
		ExplicitAuthFlows:                        convert[types.ExplicitAuthFlowsType](c.ExplicitAuthFlows),
		SupportedIdentityProviders:               slices.Clone(c.SupportedIdentityProviders),
		CallbackURLs:                             slices.Clone(c.CallbackURLs),
		LogoutURLs:                               slices.Clone(c.LogoutURLs),
		DefaultRedirectURI:                       pointer(c.DefaultRedirectURI),
		AllowedOAuthFlows:                        convert[types.OAuthFlowType](c.AllowedOAuthFlows),
		AllowedOAuthScopes:                       slices.Clone(c.AllowedOAuthScopes),
		AllowedOAuthFlowsUserPoolClient:          c.AllowedOAuthFlowsUserPoolClient,
		AnalyticsConfiguration:                   toAnalytics(c.AnalyticsConfiguration),
		PreventUserExistenceErrors:               types.PreventUserExistenceErrorTypes(c.PreventUserExistenceErrors),
		EnableTokenRevocation:                    clone(c.EnableTokenRevocation),
		EnablePropagateAdditionalUserContextData: new(c.EnablePropagateAdditionalUserContextData),
		AuthSessionValidity:                      clone(c.AuthSessionValidity),
		RefreshTokenRotation:                     toRotation(c.RefreshTokenRotation),
	}
}

// FromCreateInput returns the client in an input of CreateUserPoolClient, or
// nil if in is nil.
func FromCreateInput(in *sdk.CreateUserPoolClientInput) *cognito.UserPoolClient {
	if in == nil {
		return nil
	}
	return &cognito.UserPoolClient{
		UserPoolId:                               value(in.UserPoolId),
		ClientName:                               value(in.ClientName),
		GenerateSecret:                           in.GenerateSecret,
		ClientSecret:                             cognito.Secret(value(in.ClientSecret)),
		RefreshTokenValidity:                     in.RefreshTokenValidity,
		AccessTokenValidity:                      clone(in.AccessTokenValidity),
		IdTokenValidity:                          clone(in.IdTokenValidity),
		TokenValidityUnits:                       fromUnits(in.TokenValidityUnits),
		ReadAttributes:                           slices.Clone(in.ReadAttributes),
		WriteAttributes:                          slices.Clone(in.WriteAttributes),
		ExplicitAuthFlows:                        convert[cognito.AuthFlow](in.ExplicitAuthFlows),
		SupportedIdentityProviders:               slices.Clone(in.SupportedIdentityProviders),
		CallbackURLs:                             slices.Clone(in.CallbackURLs),
		LogoutURLs:                               slices.Clone(in.LogoutURLs),
		DefaultRedirectURI:                       value(in.DefaultRedirectURI),
		AllowedOAuthFlows:                        convert[cognito.OAuthFlow](in.AllowedOAuthFlows),
		AllowedOAuthScopes:                       slices.Clone(in.AllowedOAuthScopes),
		AllowedOAuthFlowsUserPoolClient:          in.AllowedOAuthFlowsUserPoolClient,
		AnalyticsConfiguration:                   fromAnalytics(in.AnalyticsConfiguration),
		PreventUserExistenceErrors:               cognito.UserExistenceErrors(in.PreventUserExistenceErrors),
		EnableTokenRevocation:                    clone(in.EnableTokenRevocation),
		EnablePropagateAdditionalUserContextData: value(in.EnablePropagateAdditionalUserContextData),
		AuthSessionValidity:                      clone(in.AuthSessionValidity),
		RefreshTokenRotation:                     fromRotation(in.RefreshTokenRotation),
	}
}

// FromUpdateInput returns the client in an input of UpdateUserPoolClient, or
// nil if in is nil.
func FromUpdateInput(in *sdk.UpdateUserPoolClientInput) *cognito.UserPoolClient {
	if in == nil {
		return nil
	}
	return &cognito.UserPoolClient{
		UserPoolId:                               value(in.UserPoolId),
		ClientId:                                 value(in.ClientId),
		ClientName:                               value(in.ClientName),
		RefreshTokenValidity:                     in.RefreshTokenValidity,
		AccessTokenValidity:                      clone(in.AccessTokenValidity),
		IdTokenValidity:                          clone(in.IdTokenValidity),
		TokenValidityUnits:                       fromUnits(in.TokenValidityUnits),
		ReadAttributes:                           slices.Clone(in.ReadAttributes),
		WriteAttributes:                          slices.Clone(in.WriteAttributes),
		ExplicitAuthFlows:                        convert[cognito.AuthFlow](in.ExplicitAuthFlows),
		SupportedIdentityProviders:               slices.Clone(in.SupportedIdentityProviders),
		CallbackURLs:                             slices.Clone(in.CallbackURLs),
		LogoutURLs:                               slices.Clone(in.LogoutURLs),
		DefaultRedirectURI:                       value(in.DefaultRedirectURI),
		AllowedOAuthFlows:                        convert[cognito.OAuthFlow](in.AllowedOAuthFlows),
		AllowedOAuthScopes:                       slices.Clone(in.AllowedOAuthScopes),
		AllowedOAuthFlowsUserPoolClient:          in.AllowedOAuthFlowsUserPoolClient,
		AnalyticsConfiguration:                   fromAnalytics(in.AnalyticsConfiguration),
		PreventUserExistenceErrors:               cognito.UserExistenceErrors(in.PreventUserExistenceErrors),
		EnableTokenRevocation:                    clone(in.EnableTokenRevocation),
		EnablePropagateAdditionalUserContextData: value(in.EnablePropagateAdditionalUserContextData),
		AuthSessionValidity:                      clone(in.AuthSessionValidity),
		RefreshTokenRotation:                     fromRotation(in.RefreshTokenRotation),
	}
}

// FromDescription returns the client that create, update or describe returned,
// or nil if d is nil. Its ClientType is not known: this version of the SDK has
// no such member.
func FromDescription(d *types.UserPoolClientType) *cognito.UserPoolClient {
	if d == nil {
		return nil
	}
	return &cognito.UserPoolClient{
		UserPoolId:                               value(d.UserPoolId),
		ClientName:                               value(d.ClientName),
		ClientId:                                 value(d.ClientId),
		ClientSecret:                             cognito.Secret(value(d.ClientSecret)),
		LastModifiedDate:                         timestamp(d.LastModifiedDate),
		CreationDate:                             timestamp(d.CreationDate),
		RefreshTokenValidity:                     d.RefreshTokenValidity,
		AccessTokenValidity:                      clone(d.AccessTokenValidity),
		IdTokenValidity:                          clone(d.IdTokenValidity),
		TokenValidityUnits:                       fromUnits(d.TokenValidityUnits),
		ReadAttributes:                           slices.Clone(d.ReadAttributes),
		WriteAttributes:                          slices.Clone(d.WriteAttributes),
		ExplicitAuthFlows:                        convert[cognito.AuthFlow](d.ExplicitAuthFlows),
		SupportedIdentityProviders:               slices.Clone(d.SupportedIdentityProviders),
		CallbackURLs:                             slices.Clone(d.CallbackURLs),
		LogoutURLs:                               slices.Clone(d.LogoutURLs),
		DefaultRedirectURI:                       value(d.DefaultRedirectURI),
		AllowedOAuthFlows:                        convert[cognito.OAuthFlow](d.AllowedOAuthFlows),
		AllowedOAuthScopes:                       slices.Clone(d.AllowedOAuthScopes),
		AllowedOAuthFlowsUserPoolClient:          value(d.AllowedOAuthFlowsUserPoolClient),
		AnalyticsConfiguration:                   fromAnalytics(d.AnalyticsConfiguration),
		PreventUserExistenceErrors:               cognito.UserExistenceErrors(d.PreventUserExistenceErrors),
		EnableTokenRevocation:                    clone(d.EnableTokenRevocation),
		EnablePropagateAdditionalUserContextData: value(d.EnablePropagateAdditionalUserContextData),
		AuthSessionValidity:                      clone(d.AuthSessionValidity),
		RefreshTokenRotation:                     fromRotation(d.RefreshTokenRotation),
	}
}

// Description returns c as create, update and describe return it, or nil if c
// is nil: the inverse of [FromDescription], for fakes and tests. Like the
// service it always returns AllowedOAuthFlowsUserPoolClient,
// EnablePropagateAdditionalUserContextData and TokenValidityUnits, which is
// empty if c has no units. It leaves out GenerateSecret, which is not part of a
// description, and ClientType, which this version of the SDK lacks.
func Description(c *cognito.UserPoolClient) *types.UserPoolClientType {
	if c == nil {
		return nil
	}
	return &types.UserPoolClientType{
		UserPoolId:                               pointer(c.UserPoolId),
		ClientName:                               pointer(c.ClientName),
		ClientId:                                 pointer(c.ClientId),
		ClientSecret:                             pointer(string(c.ClientSecret)),
		LastModifiedDate:                         pointer(c.LastModifiedDate.Time),
		CreationDate:                             pointer(c.CreationDate.Time),
		RefreshTokenValidity:                     c.RefreshTokenValidity,
		AccessTokenValidity:                      clone(c.AccessTokenValidity),
		IdTokenValidity:                          clone(c.IdTokenValidity),
		TokenValidityUnits:                       cmp.Or(toUnits(c.TokenValidityUnits), &types.TokenValidityUnitsType{}),
		ReadAttributes:                           slices.Clone(c.ReadAttributes),
		WriteAttributes:                          slices.Clone(c.WriteAttributes),
		ExplicitAuthFlows:                        convert[types.ExplicitAuthFlowsType](c.ExplicitAuthFlows),
		SupportedIdentityProviders:               slices.Clone(c.SupportedIdentityProviders),
		CallbackURLs:                             slices.Clone(c.CallbackURLs),
		LogoutURLs:                               slices.Clone(c.LogoutURLs),
		DefaultRedirectURI:                       pointer(c.DefaultRedirectURI),
		AllowedOAuthFlows:                        convert[types.OAuthFlowType](c.AllowedOAuthFlows),
		AllowedOAuthScopes:                       slices.Clone(c.AllowedOAuthScopes),
		AllowedOAuthFlowsUserPoolClient:          new(c.AllowedOAuthFlowsUserPoolClient),
		AnalyticsConfiguration:                   toAnalytics(c.AnalyticsConfiguration),
		PreventUserExistenceErrors:               types.PreventUserExistenceErrorTypes(c.PreventUserExistenceErrors),
		EnableTokenRevocation:                    clone(c.EnableTokenRevocation),
		EnablePropagateAdditionalUserContextData: new(c.EnablePropagateAdditionalUserContextData),
		AuthSessionValidity:                      clone(c.AuthSessionValidity),
		RefreshTokenRotation:                     toRotation(c.RefreshTokenRotation),
	}
}

func toUnits(u cognito.TokenValidityUnits) *types.TokenValidityUnitsType {
	if u == (cognito.TokenValidityUnits{}) {
		return nil
	}
	return &types.TokenValidityUnitsType{
		AccessToken:  types.TimeUnitsType(u.AccessToken),
		IdToken:      types.TimeUnitsType(u.IdToken),
		RefreshToken: types.TimeUnitsType(u.RefreshToken),
	}
}

func fromUnits(u *types.TokenValidityUnitsType) cognito.TokenValidityUnits {
	if u == nil {
		return cognito.TokenValidityUnits{}
	}
	return cognito.TokenValidityUnits{
		AccessToken:  cognito.TimeUnit(u.AccessToken),
		IdToken:      cognito.TimeUnit(u.IdToken),
		RefreshToken: cognito.TimeUnit(u.RefreshToken),
	}
}

func toAnalytics(a *cognito.AnalyticsConfiguration) *types.AnalyticsConfigurationType {
	if a == nil {
		return nil
	}
	return &types.AnalyticsConfigurationType{
		ApplicationId:  pointer(a.ApplicationId),
		ApplicationArn: pointer(a.ApplicationArn),
		RoleArn:        pointer(a.RoleArn),
		ExternalId:     pointer(a.ExternalId),
		UserDataShared: a.UserDataShared,
	}
}

func fromAnalytics(a *types.AnalyticsConfigurationType) *cognito.AnalyticsConfiguration {
	if a == nil {
		return nil
	}
	return &cognito.AnalyticsConfiguration{
		ApplicationId:  value(a.ApplicationId),
		ApplicationArn: value(a.ApplicationArn),
		RoleArn:        value(a.RoleArn),
		ExternalId:     value(a.ExternalId),
		UserDataShared: a.UserDataShared,
	}
}

func toRotation(r *cognito.RefreshTokenRotation) *types.RefreshTokenRotationType {
	if r == nil {
		return nil
	}
	return &types.RefreshTokenRotationType{
		Feature:                 types.FeatureType(r.Feature),
		RetryGracePeriodSeconds: pointer(r.RetryGracePeriodSeconds),
	}
}

func fromRotation(r *types.RefreshTokenRotationType) *cognito.RefreshTokenRotation {
	if r == nil {
		return nil
	}
	return &cognito.RefreshTokenRotation{
		Feature:                 cognito.Feature(r.Feature),
		RetryGracePeriodSeconds: value(r.RetryGracePeriodSeconds),
	}
}

func timestamp(t *time.Time) cognito.Timestamp {
	return cognito.Timestamp{Time: value(t)}
}

// pointer returns a pointer to v, or nil for the zero value, which is an
// absent member.
func pointer[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}

// value returns *p, or the zero value if p is nil.
func value[T any](p *T) (v T) {
	if p != nil {
		v = *p
	}
	return v
}

func clone[T any](p *T) *T {
	if p == nil {
		return nil
	}
	return new(*p)
}

// convert converts a list. A nil list stays nil, and an empty one empty.
func convert[To, From ~string](list []From) []To {
	if list == nil {
		return nil
	}
	converted := make([]To, len(list))
	for i, v := range list {
		converted[i] = To(v)
	}
	return converted
}
