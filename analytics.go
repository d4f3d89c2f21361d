package cognito

// AnalyticsConfiguration names the Amazon Pinpoint project that receives the
// events of the client: ApplicationArn alone, or ApplicationId with RoleArn
// and ExternalId.
//
// Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AnalyticsConfigurationType.html
type AnalyticsConfiguration struct {
	// ApplicationId is the ID of the project, in hexadecimal digits. Absent
	// means that ApplicationArn names the project.
	ApplicationId string `json:",omitzero" yaml:"ApplicationId,omitempty" shape:"HexStringType"`
	// ApplicationArn is the ARN of the project. Absent means that
	// ApplicationId names the project.
	ApplicationArn string `json:",omitzero" yaml:"ApplicationArn,omitempty" shape:"ArnType"`
	// RoleArn is the role with which Cognito publishes events. With
	// ApplicationArn it must be absent; the service then adds its own role,
	// so that describe returns both.
	RoleArn string `json:",omitzero" yaml:"RoleArn,omitempty" shape:"ArnType"`
	// ExternalId is the external ID in the trust policy of the role. Absent
	// means none, which is right with ApplicationArn only.
	ExternalId string `json:",omitzero" yaml:"ExternalId,omitempty" shape:"StringType"`
	// UserDataShared includes user data in the events. Absent means false.
	UserDataShared bool `json:",omitzero" yaml:"UserDataShared,omitempty" shape:"-"`
}

// analyticsForm also accepts, for an update, what describe returns for an
// ApplicationArn: the service adds its own role.
func analyticsForm(v *validation) {
	a := v.client.AnalyticsConfiguration
	if a == nil {
		return
	}
	byARN := a.ApplicationArn != "" && a.ApplicationId == "" && a.ExternalId == "" && (a.RoleArn == "" || v.update)
	byID := a.ApplicationArn == "" && a.ApplicationId != "" && a.RoleArn != "" && a.ExternalId != ""
	if !byARN && !byID {
		arn := "ApplicationArn alone"
		if v.update {
			arn += " or with RoleArn"
		}
		v.add("AnalyticsConfiguration", RuleAnalyticsForm, nil, say("must have "+arn+", or ApplicationId with RoleArn and ExternalId"))
	}
}

func analyticsPinpointEnded(v *validation) {
	if v.client.AnalyticsConfiguration != nil && !v.inError(place{"AnalyticsConfiguration", notInList}) {
		v.add("AnalyticsConfiguration", RuleAnalyticsPinpointEnded, nil, say("should be absent: Amazon Pinpoint ended on 2026-10-30"))
	}
}
