package cognito

// analyticsForm also accepts, for an update, what describe returns for an
// ApplicationArn: the service adds its own role.
func analyticsForm(k *check) {
	a := k.client.AnalyticsConfiguration
	if a == nil {
		return
	}
	byARN := a.ApplicationArn != "" && a.ApplicationId == "" && a.ExternalId == "" && (a.RoleArn == "" || k.update)
	byID := a.ApplicationArn == "" && a.ApplicationId != "" && a.RoleArn != "" && a.ExternalId != ""
	if !byARN && !byID {
		arn := "ApplicationArn alone"
		if k.update {
			arn += " or with RoleArn"
		}
		k.add("AnalyticsConfiguration", RuleAnalyticsForm, nil, say("must have "+arn+", or ApplicationId with RoleArn and ExternalId"))
	}
}

func analyticsPinpointEnded(k *check) {
	if k.client.AnalyticsConfiguration != nil && !k.inError(place{"AnalyticsConfiguration", notInList}) {
		k.add("AnalyticsConfiguration", RuleAnalyticsPinpointEnded, nil, say("should be absent: Amazon Pinpoint ended on 2026-10-30"))
	}
}
