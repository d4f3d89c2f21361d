package bench

import (
	"bytes"
	"encoding/json"
	"time"

	"github.com/go-cognito/cognito"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

type object = map[string]any

// schema returns the JSON Schema of a client. A schema cannot compare members,
// so this one does not require that the default redirect URI is a callback URL
// and that no token outlives the refresh token.
func schema() object {
	text := func(low, high int, pattern string) object {
		return object{"type": "string", "minLength": low, "maxLength": high, "pattern": pattern}
	}
	list := func(high int, items object) object {
		return object{"type": "array", "maxItems": high, "items": items}
	}
	const endless = 1 << 30
	boolean := object{"type": "boolean"}
	redirectURI := object{
		"type": "string", "minLength": 1, "maxLength": 1024,
		"allOf": []any{
			object{"pattern": urlPattern}, object{"pattern": absolutePattern},
			object{"not": object{"pattern": emptyPattern}}, object{"not": object{"pattern": scriptPattern}},
			object{"if": object{"pattern": webPattern}, "then": object{"pattern": webTargetPattern}},
		},
	}
	attribute := text(1, 2048, attributePattern)
	written := object{"allOf": []any{attribute, object{"not": object{"pattern": readOnlyPattern}}}}
	scope := object{"allOf": []any{text(1, 256, scopePattern), object{"pattern": knownScope}}}
	unit := object{"enum": []any{"seconds", "minutes", "hours", "days"}}
	arn := text(20, 2048, arnPattern)

	has := func(members ...any) object { return object{"required": members} }
	is := func(member string, value any) object {
		return object{"properties": object{member: object{"const": value}}, "required": []any{member}}
	}
	filled := func(member string) object {
		return object{"properties": object{member: object{"minItems": 1}}, "required": []any{member}}
	}
	contains := func(member string, values ...any) object {
		return object{"properties": object{member: object{"contains": object{"enum": values}}}, "required": []any{member}}
	}
	not := func(schema object) object { return object{"not": schema} }
	anyOf := func(schemas ...any) object { return object{"anyOf": schemas} }
	allOf := func(schemas ...any) object { return object{"allOf": schemas} }
	when := func(condition, then object) object { return object{"if": condition, "then": then} }

	hasSecret := anyOf(is("GenerateSecret", true), has("ClientSecret"))
	clientToken := contains("ExplicitAuthFlows", "ALLOW_CLIENT_TOKEN_AUTH")
	enabled := is("AllowedOAuthFlowsUserPoolClient", true)
	rules := []any{
		not(allOf(is("GenerateSecret", true), has("ClientSecret"))),
		object{
			"if":   enabled,
			"then": allOf(filled("AllowedOAuthFlows"), filled("AllowedOAuthScopes")),
			"else": not(anyOf(
				filled("AllowedOAuthFlows"), filled("CallbackURLs"), filled("LogoutURLs"),
				allOf(filled("AllowedOAuthScopes"), not(clientToken)),
			)),
		},
		when(contains("AllowedOAuthFlows", "code", "implicit"), filled("CallbackURLs")),
		when(contains("AllowedOAuthFlows", "client_credentials"), allOf(
			hasSecret,
			not(contains("AllowedOAuthFlows", "code", "implicit")),
			not(contains("AllowedOAuthScopes", "openid", "email", "phone", "profile", "aws.cognito.signin.user.admin")),
		)),
		when(contains("ExplicitAuthFlows", "ADMIN_NO_SRP_AUTH", "CUSTOM_AUTH_FLOW_ONLY", "USER_PASSWORD_AUTH"),
			not(object{"properties": object{"ExplicitAuthFlows": object{"contains": object{"pattern": "^ALLOW_"}}}})),
		when(clientToken, allOf(
			hasSecret,
			object{"properties": object{"ExplicitAuthFlows": object{"items": object{"const": "ALLOW_CLIENT_TOKEN_AUTH"}}}},
		)),
		when(object{"properties": object{"RefreshTokenRotation": is("Feature", "ENABLED")}, "required": []any{"RefreshTokenRotation"}},
			not(contains("ExplicitAuthFlows", "ALLOW_REFRESH_TOKEN_AUTH"))),
		when(is("EnablePropagateAdditionalUserContextData", true), hasSecret),
	}
	// The range of a number in each unit.
	for _, token := range []struct {
		number, unit, absent string
		low, high            int // seconds
	}{
		{"RefreshTokenValidity", "RefreshToken", "days", 3600, 315360000},
		{"AccessTokenValidity", "AccessToken", "hours", 300, 86400},
		{"IdTokenValidity", "IdToken", "hours", 300, 86400},
	} {
		for _, unit := range []cognito.TimeUnit{"seconds", "minutes", "hours", "days"} {
			length, _ := unit.Duration(1) // one unit cannot overflow
			name, seconds := string(unit), int(length/time.Second)
			condition := object{"properties": object{"TokenValidityUnits": is(token.unit, name)}, "required": []any{"TokenValidityUnits"}}
			if name == token.absent {
				condition = anyOf(condition, object{"properties": object{"TokenValidityUnits": not(has(token.unit))}})
			}
			rules = append(rules, when(condition, object{"properties": object{token.number: object{
				"minimum": (token.low + seconds - 1) / seconds, "maximum": token.high / seconds,
			}}}))
		}
	}
	return object{
		"$schema":              "https://json-schema.org/draft/2020-12/schema",
		"type":                 "object",
		"required":             []any{"UserPoolId", "ClientName"},
		"additionalProperties": false,
		"allOf":                rules,
		"properties": object{
			"UserPoolId":           text(1, 55, poolIDPattern),
			"ClientName":           text(1, 128, namePattern),
			"GenerateSecret":       boolean,
			"ClientSecret":         text(24, 64, secretPattern),
			"RefreshTokenValidity": object{"type": "integer", "minimum": 0, "maximum": 315360000},
			"AccessTokenValidity":  object{"type": "integer", "minimum": 1, "maximum": 86400},
			"IdTokenValidity":      object{"type": "integer", "minimum": 1, "maximum": 86400},
			"TokenValidityUnits": object{"type": "object", "additionalProperties": false, "properties": object{
				"AccessToken": unit, "IdToken": unit, "RefreshToken": unit,
			}},
			"ReadAttributes":  list(endless, attribute),
			"WriteAttributes": list(endless, written),
			"ExplicitAuthFlows": list(endless, object{"enum": []any{
				"ADMIN_NO_SRP_AUTH", "CUSTOM_AUTH_FLOW_ONLY", "USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_CUSTOM_AUTH",
				"ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_AUTH", "ALLOW_CLIENT_TOKEN_AUTH",
			}}),
			"SupportedIdentityProviders":      list(endless, text(1, 32, providerPattern)),
			"CallbackURLs":                    list(100, redirectURI),
			"LogoutURLs":                      list(100, redirectURI),
			"DefaultRedirectURI":              redirectURI,
			"AllowedOAuthFlows":               list(3, object{"enum": []any{"code", "implicit", "client_credentials"}}),
			"AllowedOAuthScopes":              list(50, scope),
			"AllowedOAuthFlowsUserPoolClient": boolean,
			"AnalyticsConfiguration": object{
				"type": "object", "additionalProperties": false,
				"properties": object{
					"ApplicationId": text(1, endless, hexPattern), "ApplicationArn": arn, "RoleArn": arn,
					"ExternalId": object{"type": "string", "maxLength": 131072}, "UserDataShared": boolean,
				},
				"oneOf": []any{
					allOf(has("ApplicationArn"), not(anyOf(has("ApplicationId"), has("RoleArn"), has("ExternalId")))),
					allOf(has("ApplicationId", "RoleArn", "ExternalId"), not(has("ApplicationArn"))),
				},
			},
			"PreventUserExistenceErrors":               object{"enum": []any{"LEGACY", "ENABLED"}},
			"EnableTokenRevocation":                    boolean,
			"EnablePropagateAdditionalUserContextData": boolean,
			"AuthSessionValidity":                      object{"type": "integer", "minimum": 3, "maximum": 15},
			"RefreshTokenRotation": object{
				"type": "object", "additionalProperties": false, "required": []any{"Feature"},
				"properties": object{
					"Feature":                 object{"enum": []any{"ENABLED", "DISABLED"}},
					"RetryGracePeriodSeconds": object{"type": "integer", "minimum": 0, "maximum": 60},
				},
			},
		},
	}
}

func newSchema() (*jsonschema.Schema, error) {
	data, err := json.Marshal(schema())
	if err != nil {
		return nil, err
	}
	decoded, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("client.json", decoded); err != nil {
		return nil, err
	}
	return compiler.Compile("client.json")
}

// decodedJSON returns the client in the form that the schema's validator takes.
func decodedJSON(c *cognito.UserPoolClient) (any, error) {
	data, err := json.Marshal(c)
	if err != nil {
		return nil, err
	}
	return jsonschema.UnmarshalJSON(bytes.NewReader(data))
}
