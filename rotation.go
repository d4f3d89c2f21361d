package cognito

// RefreshTokenRotation replaces the refresh token at each refresh and ends the
// old one. It cannot be combined with the flow ALLOW_REFRESH_TOKEN_AUTH.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RefreshTokenRotationType.html
type RefreshTokenRotation struct {
	// Feature turns rotation on or off. Required.
	Feature Feature `json:",omitzero" yaml:"Feature,omitempty" shape:"required,FeatureType"`
	// RetryGracePeriodSeconds is how long the old token remains valid, in
	// seconds: 0 to 60. Absent means 0.
	RetryGracePeriodSeconds int32 `json:",omitzero" yaml:"RetryGracePeriodSeconds,omitempty" shape:"RetryGracePeriodSecondsType"`
}

// Feature turns refresh token rotation on or off.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RefreshTokenRotationType.html
type Feature string

// The values of Feature.
const (
	// FeatureEnabled turns rotation on.
	FeatureEnabled Feature = "ENABLED"
	// FeatureDisabled turns it off.
	FeatureDisabled Feature = "DISABLED"
)

// Values returns every value. The slice is the caller's.
func (Feature) Values() []Feature { return []Feature{FeatureEnabled, FeatureDisabled} }

func authFlowsRefreshWithRotation(v *validation) {
	if v.client.rotatesRefreshTokens() {
		v.addAuthFlow(AuthFlowAllowRefreshTokenAuth, RuleAuthFlowsRefreshWithRotation,
			"must not be ALLOW_REFRESH_TOKEN_AUTH when RefreshTokenRotation.Feature is ENABLED")
	}
}

func (c *UserPoolClient) rotatesRefreshTokens() bool {
	return c.RefreshTokenRotation != nil && c.RefreshTokenRotation.Feature == FeatureEnabled
}
