package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// change is a resource of a plan.
type change struct {
	address, kind, actions string // by default a client c that is created
	after, unknown         string // the members of objects
	more                   string // members of the change
}

// plan returns a plan of changes, with the expressions of its configuration by
// the type and the name of the resource.
func plan(expressions map[string]string, changes ...change) string {
	var resources, configured []string
	for _, c := range changes {
		if c.kind == "" {
			c.kind = "aws_cognito_user_pool_client"
		}
		if c.address == "" {
			c.address = c.kind + ".c"
		}
		if c.actions == "" {
			c.actions = "create"
		}
		resources = append(resources, fmt.Sprintf(`{"address": %q, "mode": "managed", "type": %q, "name": "c", "change": {"actions": ["%s"],
"after": {%s},
"after_unknown": {%s}%s}}`, c.address, c.kind, strings.ReplaceAll(c.actions, ",", `","`), c.after, c.unknown, c.more))
	}
	for name, attributes := range expressions {
		kind, name, _ := strings.Cut(name, ".")
		configured = append(configured, fmt.Sprintf(`{"type": %q, "name": %q, "expressions": {%s}}`, kind, name, attributes))
	}
	return fmt.Sprintf(`{"format_version": "1.2", "resource_changes": [
%s
], "configuration": {"root_module": {"resources": [%s]}}}`, strings.Join(resources, ",\n"), strings.Join(configured, ","))
}

const (
	named = `"name": "a", "user_pool_id": "us-west-2_aBcDeFgHi"`
	oauth = named + `, "allowed_oauth_flows_user_pool_client": true, "allowed_oauth_flows": ["code"], "allowed_oauth_scopes": ["openid"]`
)

func of(expressions string) map[string]string {
	return map[string]string{"aws_cognito_user_pool_client.c": expressions}
}

func TestPlans(t *testing.T) {
	url := func(expression string) map[string]string { return of(`"callback_urls": ` + expression) }
	unknownURLs := change{after: oauth, unknown: `"callback_urls": true`}
	for _, row := range []struct {
		name, text string
		flags      []string
	}{
		// An attribute that is not known may be one that nobody has set.
		{"plan-not-set", plan(of(`"name": {"constant_value": "a"}`), unknownURLs), nil},
		{"plan-null", plan(url(`{"constant_value": null}`), unknownURLs), nil},
		{"plan-variable", plan(url(`{"references": ["var.urls", "var.x.y", "count.index", "path.module", "terraform.workspace"]}`), unknownURLs), nil},
		{"plan-unknown", plan(url(`{"references": ["aws_lb.a.dns_name", "aws_lb.a"]}`), unknownURLs), nil},
		{"plan-local", plan(url(`{"references": ["local.urls"]}`), unknownURLs), nil},
		{"plan-data", plan(url(`{"references": ["data.aws_ssm_parameter.urls.value", "var.a"]}`), unknownURLs), nil},
		{"plan-function", plan(url(`{}`), unknownURLs), nil},
		{"plan-without-configuration", plan(nil, unknownURLs), nil},
		{"plan-element", plan(nil, change{after: oauth + `, "callback_urls": ["http://a.example.com", null], "logout_urls": [null]`, unknown: `"callback_urls": [false, true], "logout_urls": [true]`}), nil},
		// Actions.
		{"plan-actions", plan(nil,
			change{address: "created", after: named + `, "auth_session_validity": 16`},
			change{address: "updated", actions: "update", after: named + `, "id": "b", "auth_session_validity": 16`},
			change{address: "replaced", actions: "delete,create", after: named + `, "auth_session_validity": 16`},
			change{address: "replaced-first", actions: "create,delete", after: named + `, "auth_session_validity": 16`},
			change{address: "unchanged", actions: "no-op", after: named + `, "auth_session_validity": 16`},
			change{address: "read", actions: "read", after: named + `, "auth_session_validity": 16`},
			change{address: "deleted", actions: "delete", after: named + `, "auth_session_validity": 16`},
			change{address: "forgotten", actions: "forget", after: named + `, "auth_session_validity": 16`}), nil},
		// What a state has for what is not set.
		{"plan-update", plan(nil, change{actions: "update", after: named + `, "id": "b", "access_token_validity": 0, "default_redirect_uri": "", "id_token_validity": 0, "prevent_user_existence_errors": ""`,
			more: `, "before": {"access_token_validity": 0, "default_redirect_uri": "", "prevent_user_existence_errors": "", "id_token_validity": 1}`}), nil},
		// Whether there is a secret.
		{"plan-secret", plan(nil,
			change{address: "without", after: oauth + `, "callback_urls": ["a:b"], "enable_propagate_additional_user_context_data": true`},
			change{address: "with", after: oauth + `, "callback_urls": ["a:b"], "enable_propagate_additional_user_context_data": true, "generate_secret": true`},
			change{address: "imported", actions: "update", after: oauth + `, "id": "b", "callback_urls": ["a:b"], "enable_propagate_additional_user_context_data": true, "client_secret": "not-a-secret", "generate_secret": null`}), nil},
		{"plan-sensitive", plan(nil, change{after: named + `, "auth_session_validity": 16, "callback_urls": ["https://not-a-secret/#"], "default_redirect_uri": "not-a-secret", "access_token_validity": 99, "analytics_configuration": [{"external_id": "not-a-secret"}]`,
			more: `, "after_sensitive": {"auth_session_validity": true, "callback_urls": [true], "default_redirect_uri": true, "access_token_validity": true, "analytics_configuration": [{"external_id": true}], "client_secret": true}`}), []string{"-v", "-warnings"}},
		{"plan-wrong-kinds", plan(nil, change{after: `"name": {}, "user_pool_id": null, "callback_urls": "a", "logout_urls": [["a"], 1], "auth_session_validity": "16", "access_token_validity": "a", "token_validity_units": [{"access_token": "minutes"}, {}]`}), nil},
		{"plan-password", plan(nil, change{after: oauth + `, "callback_urls": ["http://bob:not-a-secret@a.example.com", "https://bob:not-a-secret@a.example.com/#` + strings.Repeat("a", 300) + `"]`}), []string{"-warnings"}},
		{"plan-data-source", strings.Replace(plan(url(`{"references": ["aws_lb.a.dns_name"]}`), unknownURLs), `"resources": [`, `"resources": [{"mode": "data", "type": "aws_cognito_user_pool_client", "name": "c", "expressions": {"client_id": {}}},`, 1), nil},
		{"plan-awscc", plan(map[string]string{"awscc_cognito_user_pool_client.c": `"token_validity_units": {"references": ["var.unit"]}, "refresh_token_rotation": {"constant_value": {"retry_grace_period_seconds": 10}}, "analytics_configuration": {"references": ["aws_pinpoint_app.a.application_id"]}`},
			change{kind: "awscc_cognito_user_pool_client",
				after:   `"user_pool_id": "us-west-2_aBcDeFgHi", "id_token_validity": 60, "token_validity_units": {"access_token": "minutes"}, "refresh_token_rotation": {"retry_grace_period_seconds": 10}, "analytics_configuration": {"application_id": "abc"}`,
				unknown: `"client_name": true, "token_validity_units": {"id_token": true, "refresh_token": true}, "refresh_token_rotation": {"feature": true}, "analytics_configuration": {"application_arn": true, "external_id": true, "role_arn": true, "user_data_shared": true}`}), nil},
		{"plan-awscc-secret", plan(nil, change{kind: "awscc_cognito_user_pool_client", actions: "update",
			after: `"user_pool_id": "us-west-2_aBcDeFgHi", "client_id": "b", "enable_propagate_additional_user_context_data": true`, unknown: `"generate_secret": true, "client_secret": true`}), nil},
		{"plan-analytics-update", plan(nil, change{actions: "update", after: named + `, "id": "b", "analytics_configuration": [{"application_arn": "arn:aws:mobiletargeting:us-east-1:123456789012:apps/5f2c3e", "role_arn": "arn:aws:iam::123456789012:role/example"}]`}), nil},
		{"plan-managed", plan(map[string]string{"aws_cognito_managed_user_pool_client.c": `"callback_urls": {"constant_value": []}`}, change{kind: "aws_cognito_managed_user_pool_client",
			after: `"allowed_oauth_flows_user_pool_client": true, "allowed_oauth_flows": ["code"], "allowed_oauth_scopes": ["openid"], "callback_urls": []`, unknown: `"logout_urls": true, "id": true, "callback_urls": []`}), nil},
		{"plan-sensitive-whole", plan(nil, change{after: named + `, "callback_urls": ["http://not-a-secret"], "analytics_configuration": [{"role_arn": "not-a-secret"}]`, more: `, "after_sensitive": true`},
			change{after: named + `, "analytics_configuration": [{"role_arn": "not-a-secret", "application_id": "not-a-secret"}]`, more: `, "after_sensitive": {"analytics_configuration": [true]}`}), nil},
		{"plan-verbose", plan(nil, change{after: oauth + `, "logout_urls": ["a:b", null]`, unknown: `"callback_urls": true, "logout_urls": [false, true], "token_validity_units": true`}), []string{"-v"}},
		{"plan-errored", `{"format_version": "1.2", "errored": true, "complete": false, "resource_changes": []}`, nil},
		{"plan-incomplete", `{"format_version": "1.2", "complete": false, "resource_changes": []}`, nil},
		{"plan-without-version", `{"resource_changes": []}`, nil},
		{"plan-as-text", "Terraform will perform the following actions:\n\n  # aws_cognito_user_pool_client.c will be created\n", nil},
		{"plan-validated", `{"format_version": "1.0", "valid": true, "error_count": 0, "diagnostics": []}`, nil},
		{"state-empty", `{"format_version": "1.0"}`, nil},
		{"state-encrypted", `{"serial": 1, "lineage": "a", "meta": {}, "encrypted_data": "AAAA", "encryption_version": "v0"}`, nil},
		{"state-without-version", `{"serial": 1, "lineage": "a", "resources": []}`, nil},
		{"state-flat", `{"version": 4, "lineage": "a", "resources": [{"mode": "managed", "type": "aws_cognito_user_pool_client", "name": "c", "instances": [{"attributes_flat": {"name": "c/"}}]}]}`, nil},
		{"state-of-nothing", `{"terraform_version": "1.11.4", "platform": "linux_amd64", "provider_selections": {}, "terraform_outdated": false}`, nil},
		{"plan-sensitive-part", plan(nil, change{after: named + `, "default_redirect_uri": "not-a-secret"`, more: `, "after_sensitive": {"default_redirect_uri": [true]}`}), nil},
		{"state-deposed", `{"format_version": "1.0", "values": {"root_module": {"resources": [{"address": "a", "mode": "managed", "type": "aws_cognito_user_pool_client", "deposed_key": "b", "values": {"auth_session_validity": 16}}]}}}`, nil},
		{"plan-empty", `{"format_version": "1.2", "resource_changes": []}`, nil},
		{"plan-other-version", `{"format_version": "2.0", "resource_changes": []}`, nil},
		{"plan-wrong-version", `{"format_version": 1, "resource_changes": []}`, nil},
		{"plan-wrong-changes", `{"format_version": "1.2", "resource_changes": {"a": 1}}`, nil},
		{"plan-wrong-elements", `{"format_version": "1.2", "resource_changes": [1, {"type": "aws_cognito_user_pool_client", "address": "a", "change": null}, {"type": "aws_cognito_user_pool_client", "address": "b", "change": {"actions": ["create"], "after": "c"}}]}`, nil},
		{"state-other-version", `{"version": 3, "lineage": "a", "modules": []}`, nil},
		{"state-file", `{"version": 4, "lineage": "a", "resources": [
{"module": "module.a[\"b\"]", "mode": "managed", "type": "aws_cognito_user_pool_client", "name": "c", "instances": [
 {"index_key": "d.e", "attributes": {` + oauth + `, "id": "x", "access_token_validity": 0, "callback_urls": [], "default_redirect_uri": "http://not-a-secret"}, "sensitive_attributes": [[{"type": "get_attr", "value": "default_redirect_uri"}], [{"type": "get_attr", "value": "client_secret"}]]},
 {"index_key": 1, "attributes": {"id": "x", "user_pool_id": "a_b", "auth_session_validity": 16, "client_secret": "not-a-secret"}},
 {"deposed": "f", "attributes": {"auth_session_validity": 16}}]},
{"mode": "data", "type": "aws_cognito_user_pool_client", "name": "f", "instances": [{"attributes": {"auth_session_validity": 16}}]}]}`, nil},
		{"state-shown", `{"format_version": "1.0", "values": {"root_module": {"child_modules": [{"child_modules": [{"resources": [
{"address": "module.a.module.b.awscc_cognito_user_pool_client.c", "mode": "managed", "type": "awscc_cognito_user_pool_client",
 "values": {"client_id": "x", "user_pool_id": "a_b", "logout_ur_ls": ["http://a.example.com"], "analytics_configuration": null, "token_validity_units": {"access_token": "days"}, "access_token_validity": 2}}]}]}]}}}`, nil},
		{"plan-log", "{\"@level\":\"info\",\"@message\":\"Terraform 1.11.4\",\"type\":\"version\"}\n{\"@level\":\"info\",\"@message\":\"a\",\"type\":\"planned_change\"}\n", nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			checkGolden(t, row.name, files{"tfplan.json": row.text}, "", append(append([]string{"validate"}, row.flags...), "tfplan.json")...)
		})
	}
}

// terraformNames are the names of the attributes of the provider aws and, where
// it differs, of the provider awscc.
var terraformNames = map[string][2]string{
	"UserPoolId":                               {"user_pool_id", ""},
	"ClientName":                               {"name", "client_name"},
	"GenerateSecret":                           {"generate_secret", ""},
	"RefreshTokenValidity":                     {"refresh_token_validity", ""},
	"AccessTokenValidity":                      {"access_token_validity", ""},
	"IdTokenValidity":                          {"id_token_validity", ""},
	"AuthSessionValidity":                      {"auth_session_validity", ""},
	"ReadAttributes":                           {"read_attributes", ""},
	"WriteAttributes":                          {"write_attributes", ""},
	"ExplicitAuthFlows":                        {"explicit_auth_flows", ""},
	"SupportedIdentityProviders":               {"supported_identity_providers", ""},
	"CallbackURLs":                             {"callback_urls", "callback_ur_ls"},
	"LogoutURLs":                               {"logout_urls", "logout_ur_ls"},
	"DefaultRedirectURI":                       {"default_redirect_uri", ""},
	"AllowedOAuthFlows":                        {"allowed_oauth_flows", "allowed_o_auth_flows"},
	"AllowedOAuthScopes":                       {"allowed_oauth_scopes", "allowed_o_auth_scopes"},
	"AllowedOAuthFlowsUserPoolClient":          {"allowed_oauth_flows_user_pool_client", "allowed_o_auth_flows_user_pool_client"},
	"PreventUserExistenceErrors":               {"prevent_user_existence_errors", ""},
	"EnableTokenRevocation":                    {"enable_token_revocation", ""},
	"EnablePropagateAdditionalUserContextData": {"enable_propagate_additional_user_context_data", ""},

	"TokenValidityUnits.AccessToken":               {"token_validity_units.access_token", ""},
	"TokenValidityUnits.IdToken":                   {"token_validity_units.id_token", ""},
	"TokenValidityUnits.RefreshToken":              {"token_validity_units.refresh_token", ""},
	"AnalyticsConfiguration.ApplicationArn":        {"analytics_configuration.application_arn", ""},
	"AnalyticsConfiguration.ApplicationId":         {"analytics_configuration.application_id", ""},
	"AnalyticsConfiguration.ExternalId":            {"analytics_configuration.external_id", ""},
	"AnalyticsConfiguration.RoleArn":               {"analytics_configuration.role_arn", ""},
	"AnalyticsConfiguration.UserDataShared":        {"analytics_configuration.user_data_shared", ""},
	"RefreshTokenRotation.Feature":                 {"refresh_token_rotation.feature", ""},
	"RefreshTokenRotation.RetryGracePeriodSeconds": {"refresh_token_rotation.retry_grace_period_seconds", ""},
}

// Every attribute of every type is read as the member that it is.
func TestTerraformAttributes(t *testing.T) {
	for _, kind := range []string{"aws_cognito_user_pool_client", "aws_cognito_managed_user_pool_client", "awscc_cognito_user_pool_client"} {
		for member, names := range terraformNames {
			name := names[0]
			if strings.HasPrefix(kind, "awscc") && names[1] != "" {
				name = names[1]
			}
			values := fmt.Sprintf("%q: {}", name)
			if block, attribute, ok := strings.Cut(name, "."); ok && strings.HasPrefix(kind, "awscc") {
				values = fmt.Sprintf("%q: {%q: {}}", block, attribute)
			} else if ok {
				values = fmt.Sprintf("%q: [{%q: {}}]", block, attribute)
			}
			text := fmt.Sprintf(`{"format_version": "1.0", "values": {"root_module": {"resources": [{"mode": "managed", "type": %q, "address": "a", "values": {%s}}]}}}`, kind, values)
			r := (&checker{}).checkData(source{name: "state.json"}, []byte(text))
			var paths []string
			for _, f := range r.findings {
				if strings.Contains(f.message, "not an object") {
					paths = append(paths, f.path)
				}
			}
			assert.Equal(t, []string{member}, paths, "%s %s", kind, text)
		}
	}
	assert.Len(t, terraformNames, 30)
}
