package cognito_test

import (
	"strings"

	"github.com/go-cognito/cognito"
)

var attributeRows = []row{
	{"the standard attributes", func(c *cognito.UserPoolClient) {
		c.ReadAttributes = strings.Fields(`address birthdate email email_verified family_name gender given_name
			locale middle_name name nickname phone_number phone_number_verified picture preferred_username
			profile sub updated_at website zoneinfo identities custom:tenant dev:custom:tenant custom:`)
	}, nil},
	{"oidc:profile", func(c *cognito.UserPoolClient) {
		c.ReadAttributes, c.WriteAttributes = []string{"oidc:profile"}, []string{"email", "oidc:profile"}
	}, nil},
	{"another oidc: name", func(c *cognito.UserPoolClient) { c.ReadAttributes = []string{"oidc:email", "OIDC:profile"} },
		[]string{"ReadAttributes[0] attributes.unknown", "ReadAttributes[1] attributes.unknown"}},
	{"the standard attributes, written", func(c *cognito.UserPoolClient) {
		c.WriteAttributes = strings.Fields(`address birthdate email family_name gender given_name
			locale middle_name name nickname phone_number picture preferred_username
			profile updated_at website zoneinfo identities custom:tenant dev:custom:tenant`)
	}, nil},
	{"read-only, written", func(c *cognito.UserPoolClient) {
		c.WriteAttributes = []string{"email", "sub", "email_verified", "phone_number_verified"}
	}, []string{
		"WriteAttributes[1] write-attributes.read-only", "WriteAttributes[2] write-attributes.read-only",
		"WriteAttributes[3] write-attributes.read-only",
	}},
	{"unknown", func(c *cognito.UserPoolClient) {
		c.ReadAttributes = []string{"tenant", "email", "Email", "xcustom:a", "dev:customx", "dev:dev:custom:a"}
		c.WriteAttributes = []string{"dev:tenant", "custom"}
	}, []string{
		"ReadAttributes[0] attributes.unknown", "ReadAttributes[2] attributes.unknown", "ReadAttributes[3] attributes.unknown",
		"ReadAttributes[4] attributes.unknown", "ReadAttributes[5] attributes.unknown",
		"WriteAttributes[0] attributes.unknown", "WriteAttributes[1] attributes.unknown",
	}},
}
