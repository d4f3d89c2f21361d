package cognito

import "strings"

func attributeRules(found *violations, c *UserPoolClient) {
	for i, name := range c.ReadAttributes {
		unknownAttributeRule(found, "ReadAttributes", i, name)
	}
	for i, name := range c.WriteAttributes {
		if isReadOnlyAttribute(name) {
			found.add(elementPath("WriteAttributes", i), RuleWriteAttributesReadOnly, name,
				quote(name)+" is written by the service alone: leave it out")
		}
		unknownAttributeRule(found, "WriteAttributes", i, name)
	}
}

// unknownAttributeRule leaves an empty name alone: its length is reported.
func unknownAttributeRule(found *violations, list string, i int, name string) {
	if name == "" || isStandardAttribute(name) || strings.HasPrefix(name, "custom:") || strings.HasPrefix(name, "dev:custom:") {
		return
	}
	found.add(elementPath(list, i), RuleAttributesUnknown, name,
		quote(name)+" is not an attribute of any pool: must be a standard attribute or begin with custom:")
}

func isReadOnlyAttribute(name string) bool {
	switch name {
	case "sub", "email_verified", "phone_number_verified":
		return true
	}
	return false
}

func isStandardAttribute(name string) bool {
	switch name {
	case "address", "birthdate", "email", "email_verified", "family_name", "gender", "given_name",
		"identities", "locale", "middle_name", "name", "nickname", "phone_number", "phone_number_verified",
		"picture", "preferred_username", "profile", "sub", "updated_at", "website", "zoneinfo":
		return true
	}
	return false
}
