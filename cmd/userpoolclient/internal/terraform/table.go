package terraform

import (
	"reflect"
	"strings"
)

// Resource is a type of resource that is an app client.
type Resource struct {
	Type string
	// Given lists members that a request requires but the resource need not
	// have.
	Given []string
	// Keeps reports whether the resource changes a client that another service
	// made, so that what it does not set keeps its value.
	Keeps bool
	// HasBlocks reports whether the objects in it are blocks and its lists are
	// sets.
	HasBlocks bool
	// Others are the attributes that are not members of a UserPoolClient, and
	// Computed those that cannot be set.
	Others, Computed []string
}

// Resources are the types of the resources that are read.
var Resources = []*Resource{
	{
		Type: "aws_cognito_user_pool_client", HasBlocks: true,
		Others: []string{"region"}, Computed: []string{"id", "client_secret"},
	},
	{
		Type: "aws_cognito_managed_user_pool_client", HasBlocks: true, Keeps: true, Given: []string{"ClientName", "UserPoolId"},
		Others: []string{"region", "name_pattern", "name_prefix"}, Computed: []string{"id", "client_secret", "name"},
	},
	{
		Type: "awscc_cognito_user_pool_client", Given: []string{"ClientName"},
		Computed: []string{"id", "client_id", "client_secret", "name"},
	},
}

// ResourceOf returns the resource of a type, or nil if it is no app client.
func ResourceOf(resourceType string) *Resource {
	for _, r := range Resources {
		if r.Type == resourceType {
			return r
		}
	}
	return nil
}

// Attribute returns the name that an attribute has for a member of the API.
func (r *Resource) Attribute(member string) string {
	name := snake(member)
	if !r.HasBlocks {
		return name
	}
	if name == "client_name" {
		return "name"
	}
	return ofAWS.Replace(name)
}

// IsBlock reports whether a member of a type is a block.
func (r *Resource) IsBlock(t reflect.Type) bool { return r.HasBlocks && t.Kind() == reflect.Struct }

// IsRequired reports whether a member of an unknown client is never absent.
func IsRequired(member string) bool { return member == "UserPoolId" || member == "ClientName" }

// ofAWS turns what awscc calls an attribute into what aws calls it.
var ofAWS = strings.NewReplacer("o_auth", "oauth", "ur_ls", "urls")

// snake puts an underscore before each capital that follows a small letter or
// precedes one.
func snake(name string) string {
	var text strings.Builder
	isSmall := func(i int) bool { return i >= 0 && i < len(name) && name[i] >= 'a' }
	for i := range len(name) {
		if i > 0 && !isSmall(i) && (isSmall(i-1) || isSmall(i+1)) {
			text.WriteByte('_')
		}
		text.WriteByte(name[i])
	}
	return strings.ToLower(text.String())
}
