package cognito_test

import (
	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
)

// analytics returns a row with an AnalyticsConfiguration that is right or wrong
// as a whole.
func analytics(name string, right bool, a cognito.AnalyticsConfiguration) row {
	var want []string
	if !right {
		want = []string{"AnalyticsConfiguration analytics.form"}
	}
	return row{name, func(c *cognito.UserPoolClient) { c.AnalyticsConfiguration = &a }, want}
}

var analyticsRows = []row{
	analytics("the ARN alone", true, cognito.AnalyticsConfiguration{ApplicationArn: testclients.ApplicationARN}),
	analytics("the ARN and user data", true, cognito.AnalyticsConfiguration{ApplicationArn: testclients.ApplicationARN, UserDataShared: true}),
	analytics("the ID, the role and the external ID", true, cognito.AnalyticsConfiguration{ApplicationId: "5f2c3e", RoleArn: testclients.RoleARN, ExternalId: "x"}),
	analytics("nothing", false, cognito.AnalyticsConfiguration{}),
	analytics("user data alone", false, cognito.AnalyticsConfiguration{UserDataShared: true}),
	analytics("the ID alone", false, cognito.AnalyticsConfiguration{ApplicationId: "5f2c3e"}),
	analytics("the ID and the role", false, cognito.AnalyticsConfiguration{ApplicationId: "5f2c3e", RoleArn: testclients.RoleARN}),
	analytics("the ID and the external ID", false, cognito.AnalyticsConfiguration{ApplicationId: "5f2c3e", ExternalId: "x"}),
	analytics("the role and the external ID", false, cognito.AnalyticsConfiguration{RoleArn: testclients.RoleARN, ExternalId: "x"}),
	analytics("the ARN and the ID", false, cognito.AnalyticsConfiguration{ApplicationArn: testclients.ApplicationARN, ApplicationId: "5f2c3e"}),
	analytics("the ARN and the role", false, cognito.AnalyticsConfiguration{ApplicationArn: testclients.ApplicationARN, RoleArn: testclients.RoleARN}),
	analytics("the ARN and the external ID", false, cognito.AnalyticsConfiguration{ApplicationArn: testclients.ApplicationARN, ExternalId: "x"}),
	analytics("everything that it can have", false, cognito.AnalyticsConfiguration{ApplicationArn: testclients.ApplicationARN, ApplicationId: "5f2c3e", RoleArn: testclients.RoleARN, ExternalId: "x"}),
}
