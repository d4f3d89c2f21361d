package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// What the engine decides of small templates. A template is the properties of
// its client, in which A, B and the like are parameters.
func TestDecisions(t *testing.T) {
	const head = `
Parameters:
  A: {Type: String}
  B: {Type: String}
  N: {Type: Number}
  L: {Type: CommaDelimitedList}
  Few: {Type: String, AllowedValues: [dev, prod]}
Conditions:
  IsX: !Equals [!Ref A, x]
  IsNotX: !Not [!Condition IsX]
  IsAlsoX: !Equals [x, !Ref A]
  IsY: !Equals [!Ref A, y]
  Same: !Equals [!Ref A, !Ref B]
  IsBX: !Equals [!Ref B, x]
  IsProd: !Equals [!Ref Few, prod]
  IsDev: !Equals [!Ref Few, dev]
  IsPair: !Equals [!Sub "${A}-${B}", "x-y"]
  IsStack: !Equals [!Ref AWS::StackId, arn:aws:cloudformation:eu-west-1:123456789012:stack/prod/0a1b]
  Never: !Equals [a, b]
  Always: !Not [!Condition Never]
Mappings:
  M: {dev: {n: 16, url: "http://dev.example.com/"}, prod: {n: 17, url: "https://prod.example.com/"}}
Resources:
  Client:
    Type: AWS::Cognito::UserPoolClient
    Properties:
      UserPoolId: !ImportValue pool
`
	for _, row := range []struct{ name, properties, want string }{
		{"a condition and its negation", "AuthSessionValidity: !If [IsX, !If [IsNotX, 16, 3], 3]", ""},
		{"the same comparison twice", "AuthSessionValidity: !If [IsX, !If [IsAlsoX, 16, 3], 3]", "AuthSessionValidity range IsX is true"},
		{"two values of one parameter", "AuthSessionValidity: !If [IsX, !If [IsY, 16, 3], 3]", ""},
		{"equality is transitive", "AuthSessionValidity: !If [IsX, !If [Same, !If [IsBX, 3, 16], 3], 3]", ""},
		{"equality of what differs", "AuthSessionValidity: !If [IsX, !If [IsBX, !If [Same, 3, 16], 3], 3]", ""},
		{"all allowed values", "AuthSessionValidity: !If [IsProd, 3, !If [IsDev, 3, 16]]", ""},
		{"all allowed values are bad", "AuthSessionValidity: !If [IsProd, 16, !If [IsDev, 16, 3]]", "AuthSessionValidity range IsProd is false; AuthSessionValidity range IsProd is true"},
		{"a condition that is always true", "AuthSessionValidity: !If [Always, 16, 3]", "AuthSessionValidity range"},
		{"a condition that is never true", "AuthSessionValidity: !If [Never, 16, 3]", ""},
		{"a text that is compared binds its parts", `ClientName: !If [IsPair, !Sub "${A}/", a]`, "ClientName characters IsPair is true"},
		{"bound parts are literal", `DefaultRedirectURI: !If [IsPair, !Sub "http://${A}.example.com/", "https://a.example.com/"]`, "DefaultRedirectURI default-redirect-uri.not-a-callback IsPair is false; DefaultRedirectURI default-redirect-uri.not-a-callback IsPair is true; DefaultRedirectURI redirect-uri.https IsPair is true"},
		{"the condition that fixes a value is read elsewhere", "AuthSessionValidity: 16\n      EnableTokenRevocation: !If [IsX, true, false]", "AuthSessionValidity range"},

		{"every entry of a mapping is bad", "AuthSessionValidity: !FindInMap [M, !Ref A, n]", "AuthSessionValidity range"},
		{"one entry is good", "LogoutURLs: [!FindInMap [M, !Ref A, url]]", "LogoutURLs oauth.not-enabled"},
		{"a key with allowed values", "AuthSessionValidity: !FindInMap [M, !Ref Few, n]", "AuthSessionValidity range"},
		{"a key that a condition fixes", "LogoutURLs: [!If [IsDev, !FindInMap [M, !Ref Few, url], 'https://a.example/']]", "LogoutURLs oauth.not-enabled; LogoutURLs[0] redirect-uri.https IsDev is true"},
		{"a key that is part of a text", `AuthSessionValidity: !FindInMap [M, !Sub "d${A}", n]`, "AuthSessionValidity range"},
		{"a default for other keys", "AuthSessionValidity: !FindInMap [M, !Ref A, n, {DefaultValue: 3}]", ""},
		{"a second key that is not there", "AuthSessionValidity: !FindInMap [M, dev, !Ref A]", ""},

		{"every element is bad", "AuthSessionValidity: !Select [!Ref N, [16, 17]]", "AuthSessionValidity range"},
		{"an element is good", "AuthSessionValidity: !Select [!Ref N, [16, 3]]", ""},
		{"the same index twice", "AuthSessionValidity: !Select [!Ref N, [16, 3]]\n      AccessTokenValidity: !Select [!Ref N, [60, 1]]", ""},
		{"an index beyond a list that is known", "AuthSessionValidity: !Select [2, [16, 17]]", "was not checked: no values were found with which it would be deployed"},
		{"an index that another member needs", "AuthSessionValidity: !Select [!Ref N, [3, 16]]\n      ClientName: !Select [!Ref N, [!Ref 'AWS::NoValue', a]]", ""},

		{"an element of a split text", "CallbackURLs: [!Select [0, !Split ['#', !Ref A]]]", "CallbackURLs oauth.not-enabled"},
		{"what precedes a delimiter", `LogoutURLs: !Split [",", !Sub "http://a.example/#,${A}"]`, "LogoutURLs oauth.not-enabled; LogoutURLs[0] redirect-uri.fragment; LogoutURLs[0] redirect-uri.https"},
		{"what follows a delimiter", `LogoutURLs: !Split [",", !Sub "${A},http://a.example/#"]`, "LogoutURLs oauth.not-enabled; LogoutURLs redirect-uri.fragment; LogoutURLs redirect-uri.https"},
		{"split and joined again", "ClientName: !Join ['/', !Split [',', !Ref A]]", ""},
		{"joined with a bad delimiter", "ClientName: !Join ['/', [!Ref A, !Ref B]]", "ClientName characters"},

		{"a part is bad whatever the rest is", `ClientName: !Sub "${A}/${B}"`, "ClientName characters"},
		{"a number is digits", `DefaultRedirectURI: !Sub "http://a.example:${N}/"`, "DefaultRedirectURI default-redirect-uri.not-a-callback; DefaultRedirectURI redirect-uri.https"},
		{"a region is a name", `DefaultRedirectURI: !Sub "http://${AWS::Region}.example/"`, "DefaultRedirectURI default-redirect-uri.not-a-callback; DefaultRedirectURI redirect-uri.https"},
		{"a part of an ARN", `ClientName: !Sub ["a#-${X}", {X: !Select [2, !Split ["/", !Ref "AWS::StackId"]]}]`, "ClientName characters"},
		{"an ARN may be any", "AuthSessionValidity: !If [IsStack, 16, 3]", "AuthSessionValidity range IsStack is true"},
		{"the beginning of a variable", "ClientName: '${'", "ClientName characters"},
		{"a text may be empty", "DefaultRedirectURI: !Ref A", ""},
		{"the same unknown in two members", "CallbackURLs: [!Sub 'https://${A}/']\n      DefaultRedirectURI: !Sub 'https://${A}/'", "CallbackURLs oauth.not-enabled"},
		{"other literal parts", "CallbackURLs: [!Sub 'https://${A}/a']\n      DefaultRedirectURI: !Sub 'https://${B}/b'", "CallbackURLs oauth.not-enabled; DefaultRedirectURI default-redirect-uri.not-a-callback"},
		{"a list that may hold anything", "CallbackURLs: !Ref L\n      DefaultRedirectURI: https://a.example/", ""},
		{"a list that may be empty", "AllowedOAuthFlowsUserPoolClient: true\n      AllowedOAuthFlows: [code]\n      AllowedOAuthScopes: !Ref L\n      CallbackURLs: ['https://a.example/']", ""},
		{"three flows at once", "AllowedOAuthFlows: [client_credentials, code, !Ref A]\n      GenerateSecret: true", "AllowedOAuthFlows oauth.not-enabled; AllowedOAuthFlows[0] oauth.client-credentials-exclusive"},

		{"an element that may be missing moves others", "LogoutURLs: [!If [IsX, 'https://a.example/', !Ref 'AWS::NoValue'], 'http://a.example/']", "LogoutURLs oauth.not-enabled; LogoutURLs redirect-uri.https"},
		{"an element under its condition", "LogoutURLs: ['https://a.example/', !If [IsX, 'http://a.example/', 'https://b.example/']]", "LogoutURLs oauth.not-enabled; LogoutURLs[1] redirect-uri.https IsX is true"},
		{"a list under a condition", "LogoutURLs: !If [IsX, ['http://a.example/'], !Ref 'AWS::NoValue']", "LogoutURLs oauth.not-enabled IsX is true; LogoutURLs[0] redirect-uri.https IsX is true"},
		{"the fewest conditions", "AuthSessionValidity: !If [IsX, !If [IsProd, 16, 3], !If [IsProd, 16, 3]]", "AuthSessionValidity range IsX is false and IsProd is true; AuthSessionValidity range IsX is true and IsProd is true"},
	} {
		t.Run(row.name, func(t *testing.T) {
			r := (&checker{}).checkData(source{name: "template.yaml"}, []byte(head+"      "+row.properties+"\n"))
			var got []string
			for _, f := range r.findings {
				line := f.path + " " + string(f.rule)
				for i, truth := range f.when {
					line += fmt.Sprintf("%s %s is %t", strings.Repeat(" and", min(i, 1)), truth.Condition, truth.True)
				}
				got = append(got, line)
			}
			for _, note := range r.notes {
				got = append(got, note.Message)
			}
			assert.ElementsMatch(t, strings.Split(row.want, "; "), strings.Split(strings.Join(got, "; "), "; "))
		})
	}
}
