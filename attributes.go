package cognito

import "strings"

func attributesUnknown(k *check) {
	k.addUnknownAttributes("ReadAttributes", k.client.ReadAttributes)
	k.addUnknownAttributes("WriteAttributes", k.client.WriteAttributes)
}

// addUnknownAttributes skips an empty name: its length is reported.
func (k *check) addUnknownAttributes(list string, names []string) {
	for i, name := range names {
		if name != "" && !isStandardAttribute(name) && !isCustomAttribute(name) {
			k.addString(place{list, i}, RuleAttributesUnknown, name, func() string {
				return "is " + quote(name) + ", must be a standard attribute or begin with custom: or dev:custom:"
			})
		}
	}
}

func writeAttributesReadOnly(k *check) {
	for i, name := range k.client.WriteAttributes {
		switch name {
		case "sub", "email_verified", "phone_number_verified":
			k.addString(place{"WriteAttributes", i}, RuleWriteAttributesReadOnly, name, func() string {
				return "must not be " + quote(name) + ", which only the service can write"
			})
		}
	}
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

func isCustomAttribute(name string) bool {
	return strings.HasPrefix(strings.TrimPrefix(name, "dev:"), "custom:")
}
