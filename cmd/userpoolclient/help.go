package main

const usage = `userpoolclient checks app clients of Amazon Cognito user pools, without AWS.

  userpoolclient validate [FLAGS] FILE...
      print everything that is wrong with the clients in files
  userpoolclient defaults [-update] FILE
      print a client with every documented default
  userpoolclient diff [-update] [-format text|json] FROM TO
      print what changes between two clients
  userpoolclient rules [TEXT]
      print the rules, or those that explain an AWS error
  userpoolclient version
      print the version
  userpoolclient help [SUBCOMMAND]
      print this text, or more about a subcommand

Example:

  userpoolclient validate client.json
`

const validateUsage = `userpoolclient validate [FLAGS] FILE...

Prints each violation in the clients in each FILE on a line of its own, and the
token lifetimes of each valid client of a request or a description. Problems,
which keep a file or a part of it from being read, go to standard error.

FILE is JSON or YAML, or - for standard input. It holds one of:

  - a request, as for aws cognito-idp create-user-pool-client
    --cli-input-json or --cli-input-yaml
  - what create, update or describe-user-pool-client prints, with or without
    {"UserPoolClient": ...} around it, which is checked as an existing client.
    AWS may add members to it: one that is not known is no problem
  - an array of these or, in YAML, several documents
  - a CloudFormation, SAM or CDK template, or a serverless.yml
  - a Terraform or OpenTofu plan or state, as terraform show -json prints it, or
    a terraform.tfstate

Templates, plans and states may be up to 64 MiB, other files up to 4 MiB.

Many values in a template or a plan are known only when it is deployed. A
violation is reported only if it occurs whatever those values are, or whatever
they are under the conditions at the end of the line, as in (when
IsProd is false). In a state, every client is checked; in a plan, only those
that it creates or updates. Members are shown by their API names. The last
line on standard error is the number of clients checked.

If FILE is a folder, its .json, .yaml, .yml, .template and .tfstate files are
checked recursively, except in .git and node_modules. A file in a folder is
skipped if it holds no client: no template or plan with one, and no object with
UserPoolClient, with ClientName, or with UserPoolId and another member of a
client besides ClientId. A file in a folder that cannot be read is an error only
if it mentions UserPoolClient, UserPoolId, ClientName or a user_pool_client.

  -update        every object without {"UserPoolClient": ...} around it is a
                 request for update-user-pool-client. Without -update, those
                 with a ClientId and neither GenerateSecret nor ClientSecret are
  -format text   FILE:LINE:COLUMN: PATH: message [rule]. In a template or a plan
                 PATH begins with the resource: RESOURCE.PATH
  -format json   one array of all violations and problems
  -format github workflow commands, which GitHub shows in pull requests
  -format sarif  SARIF 2.1.0
  -ignore RULE   do not report violations of RULE; may be repeated
  -pool FILE     also check what only the user pool knows; may be repeated.
                 FILE is what describe-user-pool, list-identity-providers,
                 describe-identity-provider or list-resource-servers prints,
                 with all its pages
  -warnings      also report warnings: what AWS accepts but you should fix
  -strict        report warnings as violations
  -v             print, on standard error, the members of templates and plans
                 whose values are not known, and the members of descriptions
                 that are not known
  -parameter NAME=VALUE
                 the value of a parameter of templates; may be repeated
  -parameter-defaults
                 use the defaults of all other parameters

In YAML, the comment "# userpoolclient:ignore RULE" ignores violations of RULE
on its own line or, if it is alone on a line, on the line below. Such comments
have no effect in a file with a string that contains "userpoolclient:ignore". In
a template, "Metadata: {userpoolclient: {ignore: [RULE]}}" beside the Properties
of a client ignores them in that client.
At most 100 findings are printed for each file, followed by how many others
there are. A template, plan or state may declare at most 25,000 clients.

Exit status: 0 if there are neither violations nor problems, even if
there are no clients; 1 if there are violations; 2 if there are problems, or the
command line is invalid.

Example:

  aws cognito-idp describe-user-pool-client --user-pool-id us-west-2_aBcDeFgHi \
      --client-id 6p3bs000no6a4ue1idruvd05ad | userpoolclient validate -
`

const defaultsUsage = `userpoolclient defaults [-update] FILE

Prints the client in FILE with every documented default, as a JSON request. It
is a request to update the client if FILE describes an existing one or with
-update, and otherwise a request to create it. FILE is as for validate, but has
one client. What is left out, such as a secret, is named on standard error. If
the client is not valid, its violations are printed there instead.

  -update  FILE is a request for update-user-pool-client

Exit status: as for validate.

Example:

  userpoolclient defaults client.json
`

const diffUsage = `userpoolclient diff [-update] [-format text|json] FROM TO

Prints what changes in effect between the client in FROM and the one in TO, one
change on a line, in the order of the API. Order and repetition in lists, units
and defaults do not count. A change with ! in front needs a new client, because
no update can make it. FROM and TO are as for validate, but have one client
each; one may describe a client and the other be a request. If TO is a request
to update the client, a secret is kept. What is wrong with the clients is not
printed.

  -update       a request is one for update-user-pool-client
  -format text  PATH: what changes
  -format json  one array of all changes

Exit status: 0 if nothing changes, 1 if there are changes, 2 if a file could not
be read or decoded, or the command line is invalid.

Example:

  userpoolclient diff deployed.json client.json
`

const rulesUsage = `userpoolclient rules [TEXT]

Prints the rules that validate applies: what violates each, what AWS answers
and where that is documented. With TEXT, prints only the rules whose code or
whose AWS error contains it or is contained in it, ignoring case.

Exit status: 0, or 1 if there is no such rule.

Example:

  userpoolclient rules "Invalid range for token validity"
`

const versionUsage = `userpoolclient version

Prints the version of userpoolclient and of the Go that built it.
`

const helpUsage = `userpoolclient help [SUBCOMMAND]

Prints what userpoolclient does, or more about a subcommand.
`
