package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/terraform"
)

// attributeRow is a value of an attribute that is wrong, with others beside it
// that make it so, and what is reported where.
type attributeRow struct {
	value  string
	beside []string
	path   string // if it is not that of the attribute itself
	rule   cognito.Rule
}

// attributeRows are a wrong value of each member that a resource may have.
var attributeRows = map[string]attributeRow{
	"UserPoolId":                            {value: `"a b"`, rule: cognito.RuleCharacters},
	"ClientName":                            {value: `"a/b"`, rule: cognito.RuleCharacters},
	"GenerateSecret":                        {value: `false`, beside: []string{"EnablePropagateAdditionalUserContextData = true"}, path: "EnablePropagateAdditionalUserContextData", rule: cognito.RuleContextDataSecretRequired},
	"RefreshTokenValidity":                  {value: `400000000`, rule: cognito.RuleTokenValidityRange},
	"AccessTokenValidity":                   {value: `90000`, rule: cognito.RuleTokenValidityRange},
	"IdTokenValidity":                       {value: `90000`, rule: cognito.RuleTokenValidityRange},
	"TokenValidityUnits.AccessToken":        {value: `"weeks"`, rule: cognito.RuleEnum},
	"TokenValidityUnits.IdToken":            {value: `"weeks"`, rule: cognito.RuleEnum},
	"TokenValidityUnits.RefreshToken":       {value: `"weeks"`, rule: cognito.RuleEnum},
	"ReadAttributes":                        {value: `["e mail"]`, path: "ReadAttributes[0]", rule: cognito.RuleAttributesUnknown},
	"WriteAttributes":                       {value: `["e mail"]`, path: "WriteAttributes[0]", rule: cognito.RuleAttributesUnknown},
	"ExplicitAuthFlows":                     {value: `["ALLOW"]`, path: "ExplicitAuthFlows[0]", rule: cognito.RuleEnum},
	"SupportedIdentityProviders":            {value: `[""]`, path: "SupportedIdentityProviders[0]", rule: cognito.RuleLength},
	"CallbackURLs":                          {value: `["/"]`, path: "CallbackURLs[0]", rule: cognito.RuleRedirectURIAbsolute},
	"LogoutURLs":                            {value: `["/"]`, path: "LogoutURLs[0]", rule: cognito.RuleRedirectURIAbsolute},
	"DefaultRedirectURI":                    {value: `"/"`, rule: cognito.RuleRedirectURIAbsolute},
	"AllowedOAuthFlows":                     {value: `["authorization_code"]`, path: "AllowedOAuthFlows[0]", rule: cognito.RuleEnum},
	"AllowedOAuthScopes":                    {value: `["api/"]`, path: "AllowedOAuthScopes[0]", rule: cognito.RuleOAuthScopeFormat},
	"AllowedOAuthFlowsUserPoolClient":       {value: `false`, beside: []string{`LogoutURLs = ["https://a.example.com/"]`}, path: "LogoutURLs", rule: cognito.RuleOAuthNotEnabled},
	"AnalyticsConfiguration.ApplicationArn": {value: `"arn"`, rule: cognito.RuleCharacters},
	"AnalyticsConfiguration.ApplicationId":  {value: `"a b"`, rule: cognito.RuleCharacters},
	"AnalyticsConfiguration.ExternalId": {
		value: `null`, path: "AnalyticsConfiguration", rule: cognito.RuleAnalyticsForm,
		beside: []string{`AnalyticsConfiguration.ApplicationId = "abcdef0123456789abcdef0123456789"`, `AnalyticsConfiguration.RoleArn = "arn:aws:iam::123456789012:role/example"`},
	},
	"AnalyticsConfiguration.RoleArn":               {value: `"arn"`, rule: cognito.RuleCharacters},
	"AnalyticsConfiguration.UserDataShared":        {value: `"maybe"`},
	"PreventUserExistenceErrors":                   {value: `"OFF"`, rule: cognito.RuleEnum},
	"EnableTokenRevocation":                        {value: `"maybe"`},
	"EnablePropagateAdditionalUserContextData":     {value: `true`, beside: []string{"GenerateSecret = false"}, rule: cognito.RuleContextDataSecretRequired},
	"AuthSessionValidity":                          {value: `16`, rule: cognito.RuleRange},
	"RefreshTokenRotation.Feature":                 {value: `"ON"`, rule: cognito.RuleEnum},
	"RefreshTokenRotation.RetryGracePeriodSeconds": {value: `61`, rule: cognito.RuleRange},
}

// What is wrong with an attribute of a resource is found, and nothing is
// reported of one that is not known.
func TestAttributes(t *testing.T) {
	for _, resource := range terraform.Resources {
		for _, member := range membersOf(reflect.TypeFor[cognito.UserPoolClient](), "") {
			if slices.Contains(terraformForm.lacks, member) || member == "ClientId" || resource.Keeps && (member == "ClientName" || member == "GenerateSecret") {
				continue
			}
			t.Run(resource.Type+"/"+member, func(t *testing.T) {
				row, ok := attributeRows[member]
				require.True(t, ok, "there is a row")
				if resource.Keeps && slices.Contains(row.beside, "GenerateSecret = false") {
					// Whether it has a secret is not known.
					row = attributeRow{value: `"maybe"`}
				}
				path := row.path
				if path == "" {
					path = member
				}
				for _, value := range []string{row.value, "var.unknown"} {
					module := "variable \"unknown\" {}\n" + resourceWith(resource, append(slices.Clone(row.beside), member+" = "+value)...)
					name := filepath.Join(t.TempDir(), "main.tf")
					require.NoError(t, os.WriteFile(name, []byte(module), 0o600))
					printed, stderr, _ := userpoolclient(t, "", "validate", "-format", "json", name)
					var found []reported
					require.NoError(t, json.Unmarshal([]byte(printed), &found))
					isFound := slices.ContainsFunc(found, func(f reported) bool { return f.Path == path && f.Rule == string(row.rule) })
					assert.Equal(t, value == row.value, isFound, "%s\n%s%s", module, printed, stderr)
				}
			})
		}
	}
}

// membersOf returns the members of a structure and of those in it.
func membersOf(structure reflect.Type, path string) []string {
	var members []string
	for field := range structure.Fields() {
		t := field.Type
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if t.Kind() == reflect.Struct && t != reflect.TypeFor[cognito.Timestamp]() {
			members = append(members, membersOf(t, path+field.Name+".")...)
			continue
		}
		members = append(members, path+field.Name)
	}
	return members
}

// resourceWith returns a resource with attributes, which are given by the names
// of their members.
func resourceWith(resource *terraform.Resource, set ...string) string {
	var text strings.Builder
	fmt.Fprintf(&text, "resource %q \"c\" {\n", resource.Type)
	inside := map[string][]string{}
	for _, one := range set {
		member, value, _ := strings.Cut(one, " = ")
		object, inner, isInside := strings.Cut(member, ".")
		if isInside {
			inside[object] = append(inside[object], resource.Attribute(inner)+" = "+value)
			continue
		}
		fmt.Fprintf(&text, "  %s = %s\n", resource.Attribute(object), value)
	}
	for object, attributes := range inside {
		equals := " ="
		if resource.HasBlocks {
			equals = ""
		}
		fmt.Fprintf(&text, "  %s%s {\n    %s\n  }\n", resource.Attribute(object), equals, strings.Join(attributes, "\n    "))
	}
	text.WriteString("}\n")
	return text.String()
}
