package cognito

import (
	"slices"
	"strings"
)

// oidcProfile is a name in ReadAttributes and WriteAttributes that stands for
// the attributes of the OpenID Connect scope profile.
//
// Source: https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
const oidcProfile = "oidc:profile"

// oidcProfileAttributes are what oidcProfile stands for.
var oidcProfileAttributes = []string{
	"name", "family_name", "given_name", "middle_name", "nickname", "preferred_username", "profile",
	"picture", "website", "gender", "birthdate", "zoneinfo", "locale",
}

// readOnlyAttributes are those that only the service can write.
var readOnlyAttributes = []string{"sub", "email_verified", "phone_number_verified"}

// standardAttributes are sorted by how often clients have them, because they
// are searched in this order.
var standardAttributes = slices.Concat(
	[]string{"email", "phone_number"},
	oidcProfileAttributes,
	readOnlyAttributes,
	[]string{"address", "updated_at", "identities"},
)

// StandardAttributes returns the names of the attributes that every pool has,
// without oidc:profile, which is a name for 13 of them. The slice is the
// caller's.
//
// Source: https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
func StandardAttributes() []string { return slices.Clone(standardAttributes) }

func attributesUnknown(v *validation) {
	v.addUnknownAttributes("ReadAttributes", v.client.ReadAttributes)
	v.addUnknownAttributes("WriteAttributes", v.client.WriteAttributes)
}

// addUnknownAttributes skips an empty name: its length is reported.
func (v *validation) addUnknownAttributes(list string, names []string) {
	for i, name := range names {
		if name != "" && name != oidcProfile && !slices.Contains(standardAttributes, name) && !isCustomAttribute(name) {
			v.addString(place{list, i}, RuleAttributesUnknown, name, func() message {
				return said("must be a standard attribute or oidc:profile, or begin with custom: or dev:custom:", ", not "+quote(name))
			})
		}
	}
}

func writeAttributesReadOnly(v *validation) {
	for i, name := range v.client.WriteAttributes {
		if slices.Contains(readOnlyAttributes, name) {
			v.addString(place{"WriteAttributes", i}, RuleWriteAttributesReadOnly, name, func() message {
				return message{"must not be an attribute that only the service can write", "must not be " + quote(name) + ", which only the service can write"}
			})
		}
	}
}

func isCustomAttribute(name string) bool {
	return strings.HasPrefix(strings.TrimPrefix(name, "dev:"), "custom:")
}

// writable returns the attributes that a list of WriteAttributes lets a client
// write.
func writable(names []string) map[string]bool {
	listed := set(names)
	if listed[oidcProfile] {
		for _, name := range oidcProfileAttributes {
			listed[name] = true
		}
	}
	return listed
}

func set(values []string) map[string]bool {
	all := make(map[string]bool, len(values))
	for _, value := range values {
		all[value] = true
	}
	return all
}
