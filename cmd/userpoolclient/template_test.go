package main

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
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
		{"template-names", strings.ReplaceAll(`Transform: AWS::LanguageExtensions
Parameters: {"P!": {Type: String}}
Conditions: {"Circle!": !Not [!Condition "Circle!"], "Is!": !Equals [!Ref "P!", a]}
Resources:
  "Fn::ForEach::Loop!": [I, !Ref X, {}]
  "Client!":
    Type: AWS::Cognito::UserPoolClient
    Condition: "Is!"
    Metadata: {userpoolclient: {ignore: ["no!"]}}
    Properties:
      ClientName: !Sub "${P!}/"
      ClientSecret: a
      LogoutURLs: [!If ["Circle!", "a!", 'a:b']]
      "Unknown!": 1
  "Twice!": {Type: AWS::Cognito::UserPoolClient}
  "Twice!": {Type: AWS::Cognito::UserPoolClient}
`, "!\"", `\n::error::forged\e[31m"`), []string{"-v"}},
		{"template-secrets", template(`CallbackURLs:
- !Ref Secret
- !Sub ['${X}/#', {X: {a: !Ref Secret}}]
- !Join ['', [{a: !Ref Secret}, '/#']]
- !Select [1, ['a:b', !Join ['#', [!Ref Secret, a]]]]
- !Select [0, !Split ['/', !Sub '${Secret}/#']]
WriteAttributes: [email]
`, "  Pool: {Type: AWS::Cognito::UserPool, Properties: {Schema: [{Name: !Ref Secret, Required: true}]}}\n", "Parameters: {Secret: {Type: String, NoEcho: yes}}\n"), []string{"-parameter", "Secret=not-a-secret", "-warnings"}},
		{"template-passwords", template(`CallbackURLs:
- http://bob:not-a-secret@example.com/
- !Sub 'http://bob:not-a-secret@example.${Host}/#f'
- !Join ['', ['https:', '/', '/bob:not-a-secret@', !Ref Host, '/#f']]
- !Sub ['${S}bob:not-a-secret@${Host}/#f', {S: 'https://'}]
- !Sub ['https://bob:${P}@${Host}/#f', {P: not-a-secret}]
- !Sub 'https://bob:not-a-secret%40${Host}/#f'
`, hosts), nil},
		{"template-sections-twice", "Resources:\n  A: {Type: AWS::Cognito::UserPoolClient}\nResources:\n  B:\n    Type: AWS::Cognito::UserPoolClient\n    Properties: {AuthSessionValidity: 3}\n    Properties: {AuthSessionValidity: 16}\n", nil},
		{"template-reference-of-nothing", template("CallbackURLs: [!Sub '{{resolve:ssm:${AWS::NoValue}}}', !Sub ['{{resolve:${A}', {A: !Ref AWS::NoValue}]]\n"), nil},
		{"template-texts-in-texts", template("CallbackURLs: [a:b]\nClientName: " + textsInTexts(30, "x/") + "\nDefaultRedirectURI: " + textsInTexts(30, "${AWS::Region}") + "\n"), nil},
		{"template-texts-in-choices", template("CallbackURLs: [a:b]\nClientName: " + strings.ReplaceAll(textsInTexts(30, "${AWS::Region}"), "{a: !Sub", "{a: !If [K, b, !Ref X], b: !Sub") + "\n"), nil},
		{"template-loops-in-loops", "Resources:\n" + loopsInLoops(9), nil},
		{"template-many-values", template("CallbackURLs: ["+strings.Repeat("'a:b', ", 1_000)+"!Ref Host]\n", hosts), nil},
		{"template-parameter-misused", template("CallbackURLs: [a:b]\nAuthSessionValidity: !Ref Minutes\n", "Parameters: {Minutes: {Type: Number, AllowedValues: [3, 16]}}\n"), []string{"-parameter", "Minutes=17", "-parameter", "Minute=3", "-parameter", "A\x1b=3"}},
		{"template-coerced-elements", template("CallbackURLs: [12, true]\nExplicitAuthFlows: [1]\n"), nil},
		{"template-reference-in-mapping", template("CallbackURLs: [!FindInMap [M, a, url]]\n", "Mappings: {M: {a: {url: '{{resolve:ssm:/url}}'}}}\n"), nil},
		{"template-macro-beside", template("CallbackURLs: [a:b]\nAuthSessionValidity: 16\nFn::Transform: {Name: Macro}\nRefreshTokenRotation: {RetryGracePeriodSeconds: 61, Fn::Transform: {Name: Macro}}\n"), nil},
		{"template-macro-inside", template("CallbackURLs: [a:b]\nAuthSessionValidity: 16\nRefreshTokenRotation: {RetryGracePeriodSeconds: 61, Fn::Transform: {Name: Macro}}\n"), nil},
		{"template-tagged-sections", "AWSTemplateFormatVersion: ''\n!a Resources: {}\nResources: {Client: {Type: AWS::Cognito::UserPoolClient, !b Properties: {}, Properties: {AuthSessionValidity: 16}}}\n", nil},
		{"template-element-that-moves", template("CallbackURLs: [!If [IsDev, 'a:b', !Ref AWS::NoValue], 'a:c d', !Sub 'http://www.${Host}']\n", strings.Replace(stages, "Parameters:\n", hosts, 1)), []string{"-format", "json"}},
		{"template-never", "Resources:\n  Client: {Type: AWS::Cognito::UserPoolClient, Condition: IsDev, Properties: {AuthSessionValidity: 16}}\n" + stages, []string{"-parameter-defaults"}},
		{"template-beside-properties", "Resources:\n  Client:\n    Type: AWS::Cognito::UserPoolClient\n    CallbackURLs: [a:b]\n    Properties:\n      UserPoolId: x\n      AuthSessionValidity: 16\n", []string{"-format", "json"}},
		{"template-serverless-without", "service: a\nprovider: {name: aws}\nfunctions: {a: {handler: a.b}}\n", nil},
		{"template-serverless-included", "extensions: {}\nresources: {Resources: '${file(x.yml)}'}\n", nil},
		{"template-macro-of-resources", "Resources:\n  Fn::Transform: {Name: AWS::Include}\n  Client: {Type: AWS::Cognito::UserPoolClient, Properties: {AuthSessionValidity: 16}}\n", nil},
		{"template-included-resources", "AWSTemplateFormatVersion: ''\nResources: ${file(x.yml)}\n", nil},
		{"template-as-json", `{"Resources": {"Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"a": 1, "a": 2}, "DependsOn": "Client"},
"Client": {"Type": "AWS::Cognito::UserPoolClient", "Properties": {"UserPoolId": {"Ref": "Pool"},
"LogoutURLs": [{"Fn::Sub": "https://${A}/#"}]}}}, "Outputs": {"Client": {"Value": {"Ref": "Client"}}}}`, nil},
		{"template-resource-alone", "Type: AWS::Cognito::UserPoolClient\nProperties: {AuthSessionValidity: 16}\n", nil},
		{"template-without-resources", "Parameters: {BootstrapVersion: {Type: 'AWS::SSM::Parameter::Value<String>'}}\nRules: {}\n", nil},
		{"template-resources-alone", "Client:\n  Type: AWS::Cognito::UserPoolClient\n  Properties: {AuthSessionValidity: 16, SupportedIdentityProviders: [Google], UserPoolId: !Ref Pool}\nPool:\n  Type: AWS::Cognito::UserPool\n  Properties: {}\n", nil},
		{"template-parameter-twice", "Resources: {}\n", []string{"-parameter", "A=1", "-parameter", "A=2"}},
		{"template-like-terraform", template("CallbackURLs: [a:b]\nClientName: |\n  resource \"aws_x\" \"y\" {\n"), nil},
		{"template-json", template("CallbackURLs: [!If [IsDev, 'http://dev.example.com', !Sub 'https://${Host}/#a']]\n", strings.Replace(stages, "Parameters:\n", hosts, 1)), []string{"-format", "json"}},
		{"template-github", template("CallbackURLs: [!If [IsDev, 'http://dev.example.com', !Sub 'https://${Host}/#a']]\n", strings.Replace(stages, "Parameters:\n", hosts, 1)), []string{"-format", "github"}},
		{"template-sarif", template("CallbackURLs: [!If [IsDev, 'http://dev.example.com', !Sub 'https://${Host}/#a']]\n", strings.Replace(stages, "Parameters:\n", hosts, 1)), []string{"-format", "sarif"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			checkGolden(t, row.name, files{"template.yaml": row.text}, "", append(append([]string{"validate"}, row.flags...), "template.yaml")...)
		})
	}
}

// textsInTexts returns a text of which ten are in one of which ten are in one,
// and so on.
func textsInTexts(depth int, text string) string {
	if depth == 0 {
		return "!Sub '" + text + "'"
	}
	return `!Sub ["` + strings.Repeat("${a}", 10) + `", {a: ` + textsInTexts(depth-1, text) + `}]`
}

// loopsInLoops returns a loop in a loop, and so on.
func loopsInLoops(depth int) string {
	name := "Client"
	for i := range depth {
		name += fmt.Sprintf("${I%d}", i)
	}
	fragment := fmt.Sprintf("{'%s': {Type: AWS::Cognito::UserPoolClient}}", name)
	for i := range depth {
		fragment = fmt.Sprintf("{'Fn::ForEach::L%d': [I%d, [%s], %s]}", i, i, "a, b, c, d, e, f, g, h, i, j", fragment)
	}
	return indented(strings.Trim(fragment, "{}"), "  ")
}

// each is one of the values that a parameter is allowed to have.
func each(names ...string) string {
	var text strings.Builder
	text.WriteString("Parameters:\n")
	for _, name := range names {
		text.WriteString("  " + name + ": {Type: String, AllowedValues: [a0, a1, a2, a3, a4, a5, a6, a7, a8, a9]}\n")
	}
	return text.String()
}

// pool is a template with a pool, resources beside it and a client with all of
// its kinds of mistakes.
func pool(more string) string {
	return `Resources:
  Pool: {Type: AWS::Cognito::UserPool, Properties: {UserPoolTier: LITE, Schema: [{Name: tenant}, {Name: email, Required: yes}, {Name: given_name, Required: true}]}}
  Server: {Type: AWS::Cognito::UserPoolResourceServer, Properties: {UserPoolId: !Ref Pool, Identifier: api, Scopes: [{ScopeName: read}]}}
  Google: {Type: AWS::Cognito::UserPoolIdentityProvider, Properties: {UserPoolId: !Ref Pool, ProviderName: Google}}
  Client:
    Type: AWS::Cognito::UserPoolClient
    Properties:
      UserPoolId: !Ref Pool
      SupportedIdentityProviders: [COGNITO, !Ref Google, Facebook]
      AllowedOAuthFlowsUserPoolClient: true
      AllowedOAuthFlows: [code]
      AllowedOAuthScopes: [!Sub '${Server}/read', api/write]
      CallbackURLs: [a:b]
      WriteAttributes: [email, custom:other]
      ExplicitAuthFlows: [ALLOW_USER_AUTH]
` + more
}

// Each row has the path, the rule and the conditions of all that is reported
// of a template.
func TestTemplateDecisions(t *testing.T) {
	inPool := []string{
		"SupportedIdentityProviders[2] identity-providers.not-in-pool", "AllowedOAuthScopes[1] oauth.scope-not-in-pool",
		"WriteAttributes write-attributes.required-missing", "WriteAttributes[1] attributes.not-in-pool", "ExplicitAuthFlows[0] auth-flows.tier",
	}
	conditions := "Conditions:\n"
	for i, parameter := range "ABCDEFGHI" {
		conditions += fmt.Sprintf("  C%d: !Equals [!Ref %c, a1]\n", i, parameter)
	}
	parameters := "Parameters: {A: {Type: String}, B: {Type: String}, N: {Type: Number}, L: {Type: CommaDelimitedList}}\n"
	one := func(property string) string { return template("CallbackURLs: [a:b]\n"+property+"\n", parameters) }
	url := func(url string) string { return template("CallbackURLs: ["+url+"]\n", parameters) }
	for _, row := range []struct {
		name, text string
		want       []string
	}{
		// Whole properties and objects.
		{"Properties of an include", "Resources: {Client: {Type: AWS::Cognito::UserPoolClient, Properties: !Rain::Include x.yml}}", nil},
		{"Properties of a choice", "Resources: {Client: {Type: AWS::Cognito::UserPoolClient, Properties: !If [K, {ClientName: a/b}, {Fn::Transform: {Name: M}}]}}", []string{"ClientName characters (when K is true)"}},
		{"lists of variables", "service: a\nprovider: a\nresources:\n  Resources:\n    Client:\n      Type: AWS::Cognito::UserPoolClient\n      Properties:\n        CallbackURLs: ${self:custom.urls}\n        TokenValidityUnits: ${file(u.yml)}\n        AuthSessionValidity: 16\n", []string{"AuthSessionValidity range"}},
		{"properties of a variable", "resources:\n  Resources:\n    Client: {Type: 'AWS::Cognito::UserPoolClient', Properties: '${file(client.yml)}'}\n", nil},
		{"a list of an SSM parameter", template("CallbackURLs: !Ref P\n", "Parameters: {P: {Type: 'AWS::SSM::Parameter::Value<CommaDelimitedList>'}}\n"), nil},
		{"a number with zeros", one("AuthSessionValidity: '+016'"), []string{"AuthSessionValidity range"}},
		{"a name that is empty", one("ClientName: ''"), []string{"ClientName length"}},

		// Conditions over two unknowns.
		{"a region and a parameter", template("CallbackURLs: [a:b]\nGenerateSecret: !If [IsPrimary, true, false]\nEnablePropagateAdditionalUserContextData: true\n",
			"Parameters: {Primary: {Type: String}}\nConditions: {IsPrimary: !Equals [!Ref AWS::Region, !Ref Primary]}\n"), []string{"EnablePropagateAdditionalUserContextData context-data.secret-required (when IsPrimary is false)"}},
		{"a resource of such a condition", "Resources: {Client: {Type: AWS::Cognito::UserPoolClient, Condition: Same, Properties: {AuthSessionValidity: 16}}}\n" + each("A") + "  B: {Type: String}\nConditions: {Same: !Equals [!Sub '${A}-q', !Join ['-', [!Ref B, q]]]}\n", []string{"AuthSessionValidity range"}},
		{"equal parameters", template("CallbackURLs: [!If [Same, !Ref A, 'a:b']]\n", parameters, "Conditions: {Same: !Equals [!Ref A, !Ref B]}\n"), nil},
		{"a chain of equal parameters", template("CallbackURLs: [a:b]\nAuthSessionValidity: !If [Both, 16, 3]\n", parameters, "Conditions:\n  Is: !Equals [!Ref A, saml]\n  Same: !Equals [!Ref A, !Ref B]\n  Both: !And [!Condition Is, !Condition Same]\n"), []string{"AuthSessionValidity range (when Both is true)"}},
		{"one condition or another", template("CallbackURLs: [a:b]\nAuthSessionValidity: !If [K, !Ref A, 3]\n", parameters, "Conditions: {K: !Or [!Equals [!Ref A, ''], !Equals [!Ref B, prod]]}\n"), nil},
		{"a number that is not one", template("CallbackURLs: [a:b]\nAuthSessionValidity: !If [K, !Ref N, 3]\n", parameters, "Conditions: {K: !Equals [!Ref N, default]}\n"), nil},
		{"a condition on a number", template("CallbackURLs: [a:b]\nAuthSessionValidity: !If [K, !Ref N, 3]\n", parameters, "Conditions: {K: !Equals [!Ref N, 16]}\n"), []string{"AuthSessionValidity range (when K is true)"}},
		{"several solutions", template("CallbackURLs: [a:b]\nAccessTokenValidity: !If [K, !Ref B, 5]\n", parameters, "Conditions: {K: !Equals [!Sub '${A}-${B}', 'a-5-5']}\n"), nil},
		{"many comparisons", func() string {
			text, all := "Conditions:\n", "  K: !And ["
			for i := range 40 {
				text += fmt.Sprintf("  C%d: !Equals [!Sub '${P%d}-x', 'v%d-x']\n", i, i, i)
				all += fmt.Sprintf("!Condition C%d, ", i)
			}
			declared := "Parameters:\n"
			for i := range 40 {
				declared += fmt.Sprintf("  P%d: {Type: String}\n", i)
			}
			return template("CallbackURLs: [a:b]\nAuthSessionValidity: !If [K, 16, 3]\n", declared, text, strings.TrimSuffix(all, ", ")+"]\n")
		}(), []string{"AuthSessionValidity range (when K is true)"}},
		{"a part of a text and a parameter", template("CallbackURLs: [a:b]\nAuthSessionValidity: !If [K, 16, 3]\n", parameters, "Conditions: {K: !Equals [!Select [0, !Split ['.', !Ref A]], !Ref B]}\n"), []string{"AuthSessionValidity range (when K is true)"}},
		{"a part of a text and its whole", template("CallbackURLs: [a:b]\nAuthSessionValidity: !If [K, 16, 3]\n", parameters, "Conditions: {K: !Or [!Equals [!Select [0, !Split ['.', !Ref A]], a], !Equals [!Ref A, !Ref B]]}\n"), []string{"AuthSessionValidity range (when K is true)"}},
		{"another condition with more values", "Resources:\n  Client:\n    Type: AWS::Cognito::UserPoolClient\n    Condition: Deploy\n    Properties:\n      CallbackURLs: [!If [K, !Sub 'http://${H}/cb', 'a:b']]\n      AllowedOAuthFlowsUserPoolClient: true\n      AllowedOAuthFlows: [code]\n      AllowedOAuthScopes: [openid]\n" +
			each("A", "B", "C") + "  H: {Type: String}\nConditions:\n  Deploy: !Not [!And [!Equals [!Ref A, a1], !Equals [!Ref B, a1], !Equals [!Ref C, a1]]]\n  K: !Or [!Equals [!Ref H, dev.example.com], !Equals [!Ref A, a2]]\n", nil},
		{"seven conditions", strings.Replace(template("CallbackURLs: [!If [C0, !If [C1, !If [C2, 'a:b', /a], /a], /a]]\n", each("A", "B", "C", "D", "E", "F", "G", "H", "I"), conditions), "[openid]", "[!If [C3, a/3, a/x], !If [C4, a/4, a/x], !If [C5, a/5, a/x], !If [C6, a/6, a/x]]", 1), []string{
			"CallbackURLs[0] redirect-uri.absolute (when C0 is true and C1 is true and C2 is false)", "CallbackURLs[0] redirect-uri.absolute (when C0 is true and C1 is false)", "CallbackURLs[0] redirect-uri.absolute (when C0 is false)",
		}},
		{"an element behind others that may not be there", template("CallbackURLs: [!If [C0, 'a:b', !Ref AWS::NoValue], !If [C1, 'a:c', !Ref AWS::NoValue], /a]\n", each("A", "B", "C", "D", "E", "F", "G", "H", "I"), conditions), []string{"CallbackURLs redirect-uri.absolute"}},
		{"elements of a list from elsewhere", template("CallbackURLs: !If [C0, !Split [',', '/a,/b'], !Split [',', '/c,/d']]\n", each("A", "B", "C", "D", "E", "F", "G", "H", "I"), conditions), []string{
			"CallbackURLs[0] redirect-uri.absolute (when C0 is true)", "CallbackURLs[1] redirect-uri.absolute (when C0 is true)", "CallbackURLs[0] redirect-uri.absolute (when C0 is false)", "CallbackURLs[1] redirect-uri.absolute (when C0 is false)",
		}},
		{"a rare group", template("CallbackURLs: [a:b]\nAuthSessionValidity: !If [K, 16, 3]\nLogoutURLs: [!If [K, 'a:b', /a]]\n", each("A", "B", "C", "D"), "Conditions: {K: !And [!Equals [!Ref A, a4], !Equals [!Ref B, a1], !Equals [!Ref C, a8], !Equals [!Ref D, a5]]}\n"),
			[]string{"AuthSessionValidity range (when K is true)", "LogoutURLs[0] redirect-uri.absolute (when K is false)"}},
		{"many groups", strings.Replace(template("CallbackURLs: [!If [C8, 'a:b#', 'a:b']]\nLogoutURLs: [!If [C8, 'a:b', 'a:b#']]\n", each("A", "B", "C", "D", "E", "F", "G", "H", "I"), conditions), "[openid]", "[!If [C0, a/0, a/x], !If [C1, a/1, a/x], !If [C2, a/2, a/x], !If [C3, a/3, a/x], !If [C4, a/4, a/x], !If [C5, a/5, a/x], !If [C6, a/6, a/x], !If [C7, a/7, a/x]]", 1),
			[]string{"CallbackURLs[0] redirect-uri.fragment (when C8 is true)", "LogoutURLs[0] redirect-uri.fragment (when C8 is false)"}},

		// Parts of texts.
		{"a part of an ARN", one("AnalyticsConfiguration: {ApplicationArn: !Sub 'arn:aws:mobiletargeting:${A}:${B}:apps/x'}"), nil},
		{"the account of a role", one("AnalyticsConfiguration: {ApplicationId: abcdef0123456789abcdef0123456789, ExternalId: a, RoleArn: !Sub 'arn:aws:iam::${A}:role/x'}"), nil},
		{"the beginning of an ARN", one("AnalyticsConfiguration: {ApplicationArn: !Sub '${A}/x'}"), nil},
		{"an ARN that cannot be one", one("AnalyticsConfiguration: {ApplicationArn: !Sub 'arn of ${A}'}"), []string{"AnalyticsConfiguration.ApplicationArn characters"}},
		{"parts of equal URLs", template("CallbackURLs: [!Sub 'https://${A}/prod']\nDefaultRedirectURI: !Sub 'https://x.y/${B}'\n", parameters), nil},
		{"a port of an equal URL", template("CallbackURLs: [!Sub 'http://localhost:${N}/cb', 'http://localhost:3000/cb']\nDefaultRedirectURI: http://localhost:8080/cb\n", parameters), nil},
		{"a port of a URL that differs", template("CallbackURLs: [!Sub 'http://localhost:${N}/cb']\nDefaultRedirectURI: http://localhost:x/cb\n", parameters), []string{"DefaultRedirectURI default-redirect-uri.not-a-callback", "DefaultRedirectURI redirect-uri.absolute"}},
		{"a region of an equal URL", template("CallbackURLs: [!Sub 'https://${AWS::Region}.example/cb']\nDefaultRedirectURI: https://eu-central-1.example/cb\n"), nil},
		{"a region of a URL that differs", template("CallbackURLs: [!Sub 'https://${AWS::Region}.example/cb']\nDefaultRedirectURI: https://a/b.example/cb\n"), []string{"DefaultRedirectURI default-redirect-uri.not-a-callback"}},
		{"allowed values of a URL", template("CallbackURLs: !Ref L\nDefaultRedirectURI: !Ref U\n", strings.Replace(parameters, "{A:", "{U: {Type: String, AllowedValues: ['a:b', 'a:c']}, A:", 1)), nil},
		{"allowed values of a part of a URL", template("CallbackURLs: [!Sub 'https://${A}/cb']\nDefaultRedirectURI: !Sub 'https://${U}.x.io/cb'\n", strings.Replace(parameters, "{A:", "{U: {Type: String, AllowedValues: [a, b]}, A:", 1)), nil},
		{"allowed values that are split", template("CallbackURLs: [a:b]\nAuthSessionValidity: !If [K, 16, 3]\nReadAttributes: [!Ref U]\n", "Parameters: {U: {Type: String, AllowedValues: [a, b]}}\nConditions: {K: !Equals [!Select [0, !Split [',', !Ref U]], a]}\n"), []string{"AuthSessionValidity range (when K is true)", "ReadAttributes[0] attributes.unknown"}},
		{"parts of URLs that differ", template("CallbackURLs: [!Sub 'https://${A}/prod']\nDefaultRedirectURI: !Sub 'https://x.y/${B}/test'\n", parameters), []string{"DefaultRedirectURI default-redirect-uri.not-a-callback"}},
		{"a port with its colon", url("!Sub 'http://localhost${A}/cb'"), nil},
		{"a port", url("!Sub 'http://www.${A}.example.com:${N}/'"), []string{"CallbackURLs[0] redirect-uri.https"}},
		{"an authority with its slashes", url("!Sub 'https:${A}/cb'"), nil},
		{"an IPv6 address", url("!Sub 'http://[${A}]:3000/cb'"), nil},
		{"a part of a host that is a URL elsewhere", url("!Sub 'http://app.${A}/x', !Sub 'https://${A}/cb', !Sub 'http://${A}.example.com/', !Ref A"), []string{"CallbackURLs[0] redirect-uri.https"}},
		{"a number of a loopback address", url("!Sub 'http://127.0.0.${A}/cb'"), nil},
		{"parts of attributes", template("CallbackURLs: [a:b]\nReadAttributes: [!Sub 'phone_${A}', !Sub '${A}_name', !Sub 'custom${A}x', !Sub 'phone-${B}']\n", parameters), []string{"ReadAttributes[3] attributes.unknown"}},
		{"parts of scopes", strings.Replace(template("CallbackURLs: [a:b]\n", parameters), "[openid]", "[!Sub '${A}write', !Sub 'orders${A}', !Sub 'orders${A}read', !Sub '${A}/', !Sub '${A}/${B}/']", 1),
			[]string{"AllowedOAuthScopes[3] oauth.scope-format", "AllowedOAuthScopes[4] oauth.scope-format"}},
		{"parts of enums", one("ExplicitAuthFlows: [!Sub 'ALLOW_${A}_${B}', !Join ['_', [ALLOW, !Ref A, AUTH]], !Sub 'ALLOWED_${A}']"), []string{"ExplicitAuthFlows[2] enum"}},
		{"a part of a pool ID", "Resources: {Client: {Type: AWS::Cognito::UserPoolClient, Properties: {UserPoolId: !Sub 'ap-south-1${A}'}}}\n", nil},
		{"a name at its limit", one("ClientName: !Sub '" + strings.Repeat("a", 127) + "${A}'"), nil},
		{"a name over its limit", one("ClientName: !Sub '" + strings.Repeat("a", 128) + "${A}'"), []string{"ClientName length"}},

		// Functions.
		{"an index out of the list", url("!Select [!Ref N, ['http://a.x/', 'http://b.x/']]"), []string{"CallbackURLs[0] redirect-uri.https"}},
		{"a key that is a part of a text", template("CallbackURLs: [!FindInMap [M, !Sub '${Stage}-eu', url]]\n", stages) + "Mappings: {M: {dev-eu: {url: /a}, test-eu: {url: /b}, prod-eu: {url: 'https://ok/'}}}\n", nil},
		{"an index that is a part of a text", url("!Select [!Sub '1${N}', [/a, /b]]"), nil},
		{"an index in an index", url("!Select [!Ref N, [/cb, !Select [!Ref N, [/a, !Ref A]]]]"), nil},
		{"two indexes", url("!Select [!Ref N, [/cb, !Select [!Ref B, [/a, !Ref A]]]]"), nil},
		{"an index of a default", url("!FindInMap [M, !Ref A, url, {DefaultValue: !Select [!Ref N, [/a, !Ref B]]}]") + "Mappings: {M: {a: {url: /a}}}\n", nil},
		{"an index of a text that is split", url("!Select [!Ref N, !Split [',', '/a,/b,https://ok/']]"), nil},
		{"an index of many", url("!Select [!Ref N, [" + strings.Repeat("/a, ", 301) + "'https://ok/']]"), nil},
		{"a key that not all have", one("ClientName: !FindInMap [M, !Ref AWS::Region, b]\nAuthSessionValidity: 16") + "Mappings: {M: {us-east-1: {a: x}, eu-west-1: {b: y}}}\n", []string{"AuthSessionValidity range"}},
		{"an index of three", url("!Select [!Ref N, ['http://a.x/', 'http://b.x/', 'https://c.x/']]"), nil},
		{"a default of a mapping", url("!FindInMap [M, !Ref A, url, {DefaultValue: 'https://ok/'}]") + "Mappings: {M: {a: {url: /a}, b: {url: /b}}}\n", nil},
		{"a bad default of a mapping", url("!FindInMap [M, !Ref A, url, {DefaultValue: /c}]") + "Mappings: {M: {a: {url: /a}, b: {url: /b}}}\n", []string{"CallbackURLs[0] redirect-uri.absolute"}},
		{"a text with the delimiter", url("!Select [1, !Split [',', !Sub '${A},http://bad.example/cb']]"), nil},
		{"a text after the delimiter", url("!Select [0, !Split [',', !Sub 'http://bad.example/cb,${A}']]"), []string{"CallbackURLs[0] redirect-uri.https"}},
		{"a delimiter that is a digit", strings.Replace(template("LogoutURLs: ['a:b#']\n", parameters), "Properties:\n", "Properties:\n      CallbackURLs: !Split ['1', !Ref A]\n", 1), []string{"LogoutURLs[0] redirect-uri.fragment"}},
		{"read-only properties of a choice", "Resources: {Client: {Type: AWS::Cognito::UserPoolClient, Properties: !If [K, {ClientSecret: x, AuthSessionValidity: 16}, {}]}}\n", []string{"AuthSessionValidity range (when K is true)"}},
		{"many selections", template("CallbackURLs: [a:b]\nReadAttributes: ["+strings.Repeat("!Select [0, [email]], ", 900)+"email, x]\n", parameters), []string{"ReadAttributes[901] attributes.unknown"}},
		{"an index of a list with unknowns", url("!Select [!Ref N, [/cb, !Ref A]]"), nil},
		{"a number and a region", template("CallbackURLs: ['https://ok/']\nDefaultRedirectURI: 'https://ok/'\nLogoutURLs: [!Ref N, !Ref AWS::Region]\n", parameters), []string{"LogoutURLs[0] redirect-uri.absolute", "LogoutURLs[1] redirect-uri.absolute"}},
		{"a list as text", one("ClientName: !Sub ['${X}/', {X: !Ref L}]"), []string{"ClientName characters"}},
		{"a boolean as text", one("ClientName: !Sub ['${X}/', {X: TRUE}]"), []string{"ClientName characters"}},
		{"a mapping that is elsewhere", one("ClientName: !FindInMap [Elsewhere, a, b]\nAuthSessionValidity: 16"), []string{"AuthSessionValidity range"}},
		{"a mapping with an include", one("ClientName: !FindInMap [M, prod, name]\nAuthSessionValidity: 16") + "Mappings: {M: {Fn::Transform: {Name: AWS::Include}}}\n", []string{"AuthSessionValidity range"}},
		{"a mapping without the key", one("ClientName: !FindInMap [M, test, name]\nAuthSessionValidity: 16") + "Mappings: {M: {prod: {name: a}}}\n", []string{"AuthSessionValidity range"}},

		// The pool.
		{"a pool of the template", pool(""), inPool},
		{"a pool of a choice", strings.Replace(pool("  Other: {Type: AWS::Cognito::UserPool, Properties: {}}\nConditions: {K: !Equals [!Ref AWS::Region, us-east-1]}\n"), "      UserPoolId: !Ref Pool\n      Supported", "      UserPoolId: !If [K, !Ref Pool, !ImportValue pool]\n      Supported", 1), []string{
			inPool[0] + " (when K is true)", inPool[1] + " (when K is true)", inPool[2] + " (when K is true)", inPool[3] + " (when K is true)", inPool[4] + " (when K is true)",
		}},
		{"a pool of a choice without a condition", strings.Replace(pool(""), "      UserPoolId: !Ref Pool\n      Supported", "      UserPoolId: !If [!Ref K, !Ref Pool, !Ref Pool]\n      Supported", 1), nil},
		{"a server without a name", strings.Replace(pool(""), "Identifier: api, ", "", 1), append([]string{inPool[0]}, inPool[2:]...)},
		{"a scope without a name", strings.Replace(pool(""), "ScopeName: read", "Name: read", 1), append([]string{inPool[0]}, inPool[2:]...)},
		{"a provider without a name", strings.Replace(pool(""), ", ProviderName: Google", "", 1), inPool[1:]},
		{"a schema that is not a list", strings.Replace(pool(parameters), "Schema: [{Name: tenant}, {Name: email, Required: yes}, {Name: given_name, Required: true}]", "Schema: !Ref A", 1), []string{inPool[0], inPool[1], inPool[4]}},
		{"a pool with properties of a choice", strings.Replace(pool("Conditions: {K: !Equals [!Ref AWS::Region, us-east-1]}\n"), "Properties: {UserPoolTier: LITE, Schema: [{Name: tenant}, {Name: email, Required: yes}, {Name: given_name, Required: true}]}", "Properties: {'Fn::If': [K, {}, {}]}", 1), nil},
		{"a pool and a function", pool("  Function: {Type: AWS::Lambda::Function, Properties: {Environment: !Ref Pool}}\n"), inPool},
		{"a pool and a bucket of a custom resource", pool("  Custom: {Type: Custom::Bucket}\n"), inPool},
		{"a custom resource with the pool", pool("  Custom: {Type: Custom::Provider, Properties: {Pool: !Ref Pool}}\n"), nil},
		{"a custom resource of a function with the pool", pool("  Custom: {Type: Custom::Provider}\n  Function: {Type: AWS::Serverless::Function, Properties: {Environment: !Ref Pool}}\n"), nil},
		{"a type of a registry", pool("  Other: {Type: 'MyOrg::Cognito::Provider', Properties: {Pool: !Ref Pool}}\n"), nil},
		{"a nested application", pool("  Other: {Type: AWS::Serverless::Application, Properties: {Parameters: {Pool: !Ref Pool}}}\n"), nil},
		{"an included resource", pool("  Other: {Fn::Transform: {Name: AWS::Include}}\n"), nil},
		{"a module", pool("  Other: !Rain::Module idp.yml\n"), nil},
		{"a transform", pool("Transform: [Macro]\n"), nil},
		{"the transform of SAM", pool("Transform: AWS::Serverless-2016-10-31\n"), inPool},
		{"a pool of a part of a serverless.yml", strings.Replace(pool(""), "UserPoolTier: LITE", "UserPoolTier: LITE, UserPoolName: '${self:service}'", 1), nil},
		{"a resource of a number", strings.Replace(strings.Replace(pool(parameters), "Identifier: api", "Identifier: !Sub 'api${N}'", 1), "[!Sub '${Server}/read', api/write]", "[api12/read, api12/write, apis/read]", 1), append([]string{inPool[0], "AllowedOAuthScopes[1] oauth.scope-not-in-pool", "AllowedOAuthScopes[2] oauth.scope-not-in-pool"}, inPool[2:]...)},
		{"a provider under a condition", pool("  Facebook: {Type: AWS::Cognito::UserPoolIdentityProvider, Condition: K, Properties: {UserPoolId: !Ref Pool, ProviderName: Facebook}}\nConditions: {K: !Equals [!Ref AWS::Region, us-east-1]}\n"), append([]string{inPool[0] + " (when K is false)"}, inPool[1:]...)},
		{"a provider of another pool", pool("  Other: {Type: AWS::Cognito::UserPool, Properties: {}}\n  Facebook: {Type: AWS::Cognito::UserPoolIdentityProvider, Properties: {UserPoolId: !Ref Other, ProviderName: Facebook}}\n"), inPool},
		{"a provider of a pool that is not known", pool("  Facebook: {Type: AWS::Cognito::UserPoolIdentityProvider, Properties: {UserPoolId: !ImportValue pool, ProviderName: Facebook}}\n"), inPool[1:]},
		{"required attributes in a text", strings.Replace(pool(parameters), "[email, custom:other]", "!Split [',', !Ref A]", 1), []string{inPool[0], inPool[1], inPool[4]}},
	} {
		t.Run(row.name, func(t *testing.T) {
			r := (&checker{}).checkData(source{name: "template.yaml"}, []byte(row.text))
			require.NotNil(t, r)
			var got []string
			for _, f := range r.findings {
				require.NotEmpty(t, f.rule, f.text())
				line := f.path + " " + string(f.rule)
				if f.when != nil {
					_, when, _ := strings.Cut(f.text(), " (when ")
					line += " (when " + when
				}
				got = append(got, line)
			}
			assert.ElementsMatch(t, row.want, got)
		})
	}
}

// What is limited is decided up to the limit, and not guessed beyond it.
func TestTemplateLimits(t *testing.T) {
	texts := func(n int) string { // of n unknowns
		var all []string
		for i := range (n + 99) / 100 {
			text := "!Sub 'a/"
			for j := i * 100; j < min(n, (i+1)*100); j++ {
				text += fmt.Sprintf("${P%d}", j)
			}
			all = append(all, text+"'")
		}
		return strings.Join(all, ", ")
	}
	chain := func(n int) string {
		conditions := "Conditions:\n  C1: !Equals [!Ref A, a]\n"
		for i := 2; i <= n; i++ {
			conditions += fmt.Sprintf("  C%d: !Not [!Condition C%d]\n", i, i-1)
		}
		return template(fmt.Sprintf("CallbackURLs: [a:b]\nAuthSessionValidity: !If [C%d, 16, 16]\n", n), conditions)
	}
	bad := func(properties string, sections ...string) string {
		return template("CallbackURLs: [a:b]\n"+properties+"\n", sections...)
	}
	for _, row := range []struct {
		name   string
		limit  int
		text   func(n int) string
		beyond string // what is reported, or nothing
	}{
		{"unknowns", 1_000, func(n int) string { return bad("AuthSessionValidity: 16\nReadAttributes: [" + texts(n-1) + "]") }, "has more than 1,000 unknown values"},
		{"values", 1_000, func(n int) string {
			return bad("AuthSessionValidity: 16\nReadAttributes: [" + strings.Repeat("email, ", n-19) + "email]")
		}, "has more than 1,000 values, some of them unknown"},
		{"nested conditions", 100, chain, "depends on conditions that are nested too deeply"},
		{"parts of a text", 200, func(n int) string { return bad("ClientName: !Sub '" + strings.Repeat("${A}", n-1) + "/'") }, ""},
		{"bytes of a text", 100_000, func(n int) string {
			return bad("ClientName: !Join ['', [" + strings.Repeat("a", n-1) + ", /]]")
		}, ""},
		{"allowed values", 300, func(n int) string {
			return bad("AuthSessionValidity: !Ref M", "Parameters: {M: {Type: Number, AllowedValues: ["+strings.Repeat("16, ", n-1)+"16]}}\n")
		}, ""},
		{"keys of a mapping", 300, func(n int) string {
			mapping := "Mappings:\n  M:\n"
			for i := range n {
				mapping += fmt.Sprintf("    k%d: {v: 16}\n", i)
			}
			return bad("AuthSessionValidity: !FindInMap [M, !Ref A, v]", mapping)
		}, ""},
	} {
		for extra := -1; extra <= 1; extra++ {
			r := (&checker{}).checkData(source{name: "template.yaml"}, []byte(row.text(row.limit+extra)))
			var messages, rules []string
			for _, f := range r.findings {
				messages = append(messages, f.message)
				if f.rule == "range" || f.rule == "characters" {
					rules = append(rules, string(f.rule))
				}
			}
			if extra <= 0 {
				assert.NotEmpty(t, rules, "%s %d: %s", row.name, extra, messages)
			} else {
				assert.Empty(t, rules, "%s %d: %s", row.name, extra, messages)
			}
			if row.beyond != "" {
				assert.Equal(t, extra > 0, slices.Contains(messages, row.beyond), "%s %d", row.name, extra)
			}
		}
	}
}

// An identity provider in a template has its mapping.
func TestMappingOfATemplate(t *testing.T) {
	const missing = "Client.WriteAttributes write-attributes.mapped-missing"
	for _, row := range []struct {
		mapping, written string
		want             []string
	}{
		{"{email: email, username: sub, name: !Ref A}", "[email]", []string{missing}},
		{"{email: email, name: !Ref A}", "[email, name]", nil},
		{"{email: email, name: n}", "[email, !Ref A]", nil},
		{"{email: email, name: n, 'custom:tenant': t}", "[email, 'oidc:profile', !Ref A]", nil},
		{"{email: email, name: n, 'custom:tenant': t}", "[email, name]", []string{missing}},
		{"{email: email, name: !Ref AWS::NoValue}", "[email]", nil},
		{"{email: email, name: !If [K, n, !Ref AWS::NoValue]}", "[email]", []string{missing + " (when K is true)"}},
		{"!Ref A", "[email]", nil},
		{"", "[email]", nil},
	} {
		mapping := row.mapping
		if mapping != "" {
			mapping = ", AttributeMapping: " + mapping
		}
		r := (&checker{warnings: true}).checkData(source{name: "template.yaml"}, []byte(`Parameters: {A: {Type: String}}
Conditions: {K: !Equals [!Ref AWS::Region, us-east-1]}
Resources:
  Pool: {Type: AWS::Cognito::UserPool, Properties: {Schema: [{Name: tenant}]}}
  Provider: {Type: AWS::Cognito::UserPoolIdentityProvider, Properties: {UserPoolId: !Ref Pool, ProviderName: Google`+mapping+`}}
  Client:
    Type: AWS::Cognito::UserPoolClient
    Properties: {UserPoolId: !Ref Pool, SupportedIdentityProviders: [Google], PreventUserExistenceErrors: ENABLED, WriteAttributes: `+row.written+`}
`))
		var got []string
		for _, f := range r.findings {
			text := f.fullPath() + " " + string(f.rule)
			for _, truth := range f.when {
				text += fmt.Sprintf(" (when %s is %t)", truth.Condition, truth.True)
			}
			got = append(got, text)
		}
		assert.Equal(t, row.want, got, "%s %s", row.mapping, row.written)
	}
}

// No system gives every program such an argument.
func TestParameterThatIsNotUTF8(t *testing.T) {
	var stderr strings.Builder
	a := app{strings.NewReader(""), bufio.NewWriter(io.Discard), &stderr, false}
	assert.Equal(t, exitError, a.run([]string{"validate", "-parameter", "A=\xff", "-"}))
	assert.Contains(t, stderr.String(), "must be UTF-8")
}
