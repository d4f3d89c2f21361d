package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

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
