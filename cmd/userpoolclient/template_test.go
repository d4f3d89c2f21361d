package main

import (
	"strings"
	"testing"
)

// template is a template with one client that uses OAuth.
func template(properties string, sections ...string) string {
	return "Resources:\n  Client:\n    Type: AWS::Cognito::UserPoolClient\n    Properties:\n" +
		"      UserPoolId: !ImportValue pool\n      AllowedOAuthFlowsUserPoolClient: true\n" +
		"      AllowedOAuthFlows: [code]\n      AllowedOAuthScopes: [openid]\n" +
		indented(properties, "      ") + strings.Join(sections, "")
}

func indented(text, by string) string {
	var all strings.Builder
	for line := range strings.Lines(strings.TrimSuffix(text, "\n") + "\n") {
		all.WriteString(by + line)
	}
	return all.String()
}

// stages are conditions that are not independent.
const stages = `Parameters:
  Stage: {Type: String, AllowedValues: [dev, test, prod], Default: prod}
Conditions:
  IsDev: !Equals [!Ref Stage, dev]
  IsProd: !Equals [prod, !Ref Stage]
  IsDeployed: !Not [!Condition IsDev]
`

// hosts are parameters of any value.
const hosts = `Parameters:
  Host: {Type: String, Default: "bad host"}
  Hosts: {Type: CommaDelimitedList}
  Port: {Type: Number}
`

func TestTemplates(t *testing.T) {
	for _, row := range []struct {
		name, text string
		flags      []string
	}{
		// One row for each function. What is bad is bad whatever is not known.
		{"template-ref", template("CallbackURLs: [!Ref Host, {Ref: Host}, 'http://a.example.com']\nAuthSessionValidity: !Ref Port\n", hosts), nil},
		{"template-ref-list", template("CallbackURLs: !Ref Hosts\nLogoutURLs: !Ref Host\n", hosts), nil},
		{"template-sub", template(`CallbackURLs:
- !Sub https://${Host}/#/callback
- Fn::Sub: http://www.${Host}:${Port}/
- !Sub ["${Scheme}://${Host}", {Scheme: javascript}]
- !Sub http://${Host}/undecided
- !Sub https://${!Host}/
- !Sub https://${Missing.DomainName}/${AWS::Region}
`, hosts), nil},
		{"template-join", template("CallbackURLs: [!Join ['', ['http://www.', !Ref Host]], !Join [/, !Ref Hosts]]\nClientName: !Join [/, [a, b]]\n", hosts), nil},
		{"template-split", template("CallbackURLs: !Split [',', !Sub 'https://a.example.com/#b,${Host}']\nLogoutURLs: !Split [',', !Ref Host]\n", hosts), nil},
		{"template-select", template("CallbackURLs: [!Select [1, ['https://a.example.com', /callback]], !Select [0, !Ref Hosts]]\nAuthSessionValidity: !Select [!Ref Port, [16, 17]]\n", hosts), nil},
		{"template-if", template(`CallbackURLs:
  Fn::If:
  - IsDev
  - [http://dev.example.com, !If [IsProd, /never, https://example.com/#a]]
  - !If [IsProd, [https://example.com], []]
`, stages), nil},
		{"template-find-in-map", template("CallbackURLs: [!FindInMap [Hosts, !Ref Stage, url], !FindInMap [Hosts, !Ref 'AWS::Region', url]]\nReadAttributes: !FindInMap [Hosts, dev, attributes]\n",
			stages, "Mappings:\n  Hosts:\n    dev: {url: /callback, attributes: [nothing]}\n    test: {url: /test}\n    prod: {url: http://example.com}\n"), nil},
		{"template-get-att", template("CallbackURLs: [!GetAtt Site.URL, !Sub '${Site.URL}#a']\nSupportedIdentityProviders: !GetAtt [Site, Providers]\nAuthSessionValidity: !GetAtt Site.Minutes\n"), nil},
		{"template-import", template("CallbackURLs: [!ImportValue url, !Sub ['${Url}#a', {Url: !ImportValue url}]]\n"), nil},
		{"template-unknown-functions", template("CallbackURLs: !Cidr [a, b]\nLogoutURLs: [!Rain::Embed a, {'Fn::Base64': a}, {'Fn::Transform': {Name: A}}]\nAuthSessionValidity: !Unknown 1\nReadAttributes: [!Unknown a, nothing]\n"), nil},
		{"template-no-value", template("CallbackURLs: [!Ref AWS::NoValue]\nReadAttributes: [!Ref AWS::NoValue, nothing]\nDefaultRedirectURI: !Ref AWS::NoValue\nTokenValidityUnits: {AccessToken: !Ref AWS::NoValue}\nAccessTokenValidity: 25\n"), nil},
		{"template-dynamic-references", template("CallbackURLs: ['{{resolve:ssm:/callback url}}', !Sub '{{resolve:ssm:/${Host}/url}}#a', !Join ['', ['{{resolve:', 'ssm:x}}']], 'https://{{resolve:not']\nAccessTokenValidity: '{{resolve:ssm:/n}}'\n", hosts), nil},
		{"template-conditions", template(`CallbackURLs: [!If [All, https://example.com/#a, https://example.com]]
LogoutURLs: [!If [Any, https://example.com/#b, https://example.com]]
AuthSessionValidity: !If [Same, 16, 3]
RefreshTokenValidity: !If [Never, 0, 30]
`, `Parameters: {A: {Type: String}, B: {Type: String}}
Conditions:
  IsA: !Equals [!Ref A, a]
  IsB: !Equals [!Sub "b-${B}", b-b]
  All: !And [!Condition IsA, !Condition IsB]
  Any: {Fn::Or: [{Condition: IsA}, {Condition: IsB}]}
  Same: !Equals [!Ref A, !Ref B]
  Never: !Equals [a, b]
`), nil},
		{"template-condition-circle", template("AuthSessionValidity: !If [A, 16, 3]\nCallbackURLs: [https://example.com]\n", "Conditions:\n  A: !Not [!Condition B]\n  B: !Or [!Condition A, !Equals [a, b]]\n"), nil},
		{"template-condition-missing", template("AuthSessionValidity: !If [Elsewhere, 16, 17]\nCallbackURLs: [!If [Elsewhere, /a, https://example.com]]\n"), nil},
		{"template-condition-of-resource", "Resources:\n  Client:\n    Type: AWS::Cognito::UserPoolClient\n    Condition: IsDev\n    Properties:\n      AuthSessionValidity: !If [IsProd, 16, 3]\n      AccessTokenValidity: !If [IsDev, 25, 1]\n" + stages, nil},
		{"template-dependent-conditions", template("CallbackURLs: !If [IsDev, [https://dev.example.com], !If [IsDeployed, [https://example.com], !Ref AWS::NoValue]]\nAuthSessionValidity: !If [IsProd, !If [IsDev, 16, 3], 3]\n", stages), nil},
		{"template-defaults", template("CallbackURLs: [!Sub 'https://${Host}/', !If [IsDefault, /callback, https://example.com]]\n", hosts, "Conditions: {IsDefault: !Equals [!Ref Host, bad host]}\n"), nil},
		{"template-defaults-believed", template("CallbackURLs: [!Sub 'https://${Host}/', !If [IsDefault, /callback, https://example.com]]\n", hosts, "Conditions: {IsDefault: !Equals [!Ref Host, bad host]}\n"), []string{"-parameter-defaults"}},
		{"template-parameter", template("CallbackURLs: !Ref Hosts\nAuthSessionValidity: !Ref Port\n", hosts), []string{"-parameter", "Hosts=https://example.com, http://example.com,/a=b", "-parameter=Port=16"}},
		{"template-parameter-without-value", "Resources: {}", []string{"-parameter", "Host"}},
		{"template-parameter-types", template("CallbackURLs: [!Ref Secret, !Sub '${Secret}#a', !Ref Parameter]\nReadAttributes: !Ref Parameters\nAuthSessionValidity: !Ref Minutes\n",
			"Parameters:\n  Secret: {Type: String, NoEcho: true, Default: not-a-secret}\n  Parameter: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /url}\n  Parameters: {Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: /urls}\n  Minutes: {Type: Number, AllowedValues: [1, 2]}\n"), []string{"-parameter-defaults"}},
		{"template-coerced", "Resources:\n  Client:\n    Type: AWS::Cognito::UserPoolClient\n    Properties:\n      ClientName: 7\n      GenerateSecret: yes\n      AccessTokenValidity: ' 25'\n      IdTokenValidity: 1.5\n      RefreshTokenValidity: 0\n      AuthSessionValidity: three\n      CallbackURLs: https://example.com\n      LogoutURLs: [true, [https://example.com]]\n      EnableTokenRevocation: maybe\n      AllowedOAuthFlowsUserPoolClient: 'False'\n      AllowedOAuthScopes: [openid]\n", nil},
		{"template-properties", "Resources:\n  Client:\n    Type: AWS::Cognito::UserPoolClient\n    Properties:\n      ClientSecret: not-a-secret\n      ClientId: x\n      Name: x\n      CallbackUrls: [https://example.com]\n      AuthSessionValidity: 3\n      AuthSessionValidity: 4\n      RefreshTokenRotation: {RetryGracePeriodSeconds: 61}\n  Other: {Type: AWS::S3::Bucket, Type: AWS::S3::Bucket, Nothing: {a: 1, a: 2}}\n", nil},
		{"template-without-properties", "Resources:\n  Client: {Type: AWS::Cognito::UserPoolClient}\n  Macro: {Type: AWS::Cognito::UserPoolClient, Properties: {Fn::Transform: {Name: Macro}}}\n  Wrong: {Type: AWS::Cognito::UserPoolClient, Properties: [a]}\n", nil},
		{"template-ignored", "Resources:\n  Client:\n    Type: AWS::Cognito::UserPoolClient\n    Metadata: {userpoolclient: {ignore: [range, no-rule]}}\n    Properties:\n      AuthSessionValidity: 16\n      AccessTokenValidity: 25 # userpoolclient:ignore token-validity.range\n      IdTokenValidity: 25\n  Other:\n    Type: AWS::Cognito::UserPoolClient\n    Metadata: {userpoolclient: ignore}\n    Properties: {AuthSessionValidity: 16}\n", nil},
		{"template-for-each", "Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::Clients:\n  - Name\n  - [web, my-app]\n  - Client${Name}:\n      Type: AWS::Cognito::UserPoolClient\n      Properties: {ClientName: !Ref Name, LogoutURLs: [!Sub 'http://${Name}.example.com']}\n    App&{Name}:\n      Type: AWS::Cognito::UserPoolClient\n      Properties:\n        Fn::ForEach::Lists: [List, [CallbackURLs, LogoutURLs], {'${List}': [/a]}]\n  Fn::ForEach::More: [Name, !Ref Names, {'${Name}': {Type: AWS::Cognito::UserPoolClient}}]\n", nil},
		{"template-fragment", "Resources:\n  Client:\n    Type: AWS::Cognito::UserPoolClient\n    Condition: Elsewhere\n    DependsOn: Other\n    Properties:\n      UserPoolId: !Ref Pool\n      ClientName: !Sub ${Missing}/x\n      SupportedIdentityProviders: [Google]\n", nil},
		{"template-serverless", `service: example
provider: {name: aws}
custom: {a: 1, a: 2}
resources:
- ${file(other.yml)}
- Resources:
    Client:
      Type: AWS::Cognito::UserPoolClient
      Properties:
        ClientName: ${self:service}-#{AWS::Region}
        CallbackURLs: ["${self:custom.url}", "https://${opt:host, 'a'}/#b", "https://#{AWS::AccountId}.example.com", "https://${Host}/"]
        AccessTokenValidity: ${param:hours}
        IdTokenValidity: 25
`, nil},
		{"template-other-resources", "Transform: AWS::Serverless-2016-10-31\nGlobals: {Function: {Timeout: 3}}\nResources:\n  Function: {Type: AWS::Serverless::Function}\n  Custom: {Type: Custom::UserPoolClient, Properties: {AuthSessionValidity: 16}}\n", nil},
		{"template-empty", "AWSTemplateFormatVersion: '2010-09-09'\nResources: []\n", nil},
		{"template-verbose", template("CallbackURLs: [!Ref Host, https://example.com]\nAuthSessionValidity: !Ref Port\n", hosts), []string{"-v"}},
		{"template-warnings", template("CallbackURLs: [!Sub 'https://*.${Host}/']\nPreventUserExistenceErrors: !If [IsDev, LEGACY, ENABLED]\n", hosts, "Conditions: {IsDev: !Equals [!Ref Host, dev]}\n"), []string{"-warnings"}},
		{"template-json", template("CallbackURLs: [!If [IsDev, 'http://dev.example.com', !Sub 'https://${Host}/#a']]\n", strings.Replace(stages, "Parameters:\n", hosts, 1)), []string{"-format", "json"}},
		{"template-github", template("CallbackURLs: [!If [IsDev, 'http://dev.example.com', !Sub 'https://${Host}/#a']]\n", strings.Replace(stages, "Parameters:\n", hosts, 1)), []string{"-format", "github"}},
		{"template-sarif", template("CallbackURLs: [!If [IsDev, 'http://dev.example.com', !Sub 'https://${Host}/#a']]\n", strings.Replace(stages, "Parameters:\n", hosts, 1)), []string{"-format", "sarif"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			checkGolden(t, row.name, files{"template.yaml": row.text}, "", append(append([]string{"validate"}, row.flags...), "template.yaml")...)
		})
	}
}
