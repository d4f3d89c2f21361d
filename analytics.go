package cognito

// analyticsRule takes, for an update, also what describe returns of a client
// with an ApplicationArn: the service's role with it.
func analyticsRule(found *violations, c *UserPoolClient, update bool) {
	a := c.AnalyticsConfiguration
	if a == nil {
		return
	}
	byARN := a.ApplicationArn != "" && a.ApplicationId == "" && a.ExternalId == "" && (a.RoleArn == "" || update)
	byID := a.ApplicationArn == "" && a.ApplicationId != "" && a.RoleArn != "" && a.ExternalId != ""
	if !byARN && !byID {
		found.add("AnalyticsConfiguration", RuleAnalyticsForm, nil,
			"must have ApplicationArn alone, or ApplicationId with RoleArn and ExternalId")
	}
}
