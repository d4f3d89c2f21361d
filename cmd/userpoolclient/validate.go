package main

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/cloudformation"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
)

const validateUsage = `userpoolclient validate [FLAGS] FILE...

Prints each violation on its own line, and the token lifetimes of each valid
client in a request or a description. Problems that prevent a file, or part of
it, from being read go to standard error.

FILE is JSON or YAML, or - for standard input. It holds one of:

  - a request, as for aws cognito-idp create-user-pool-client
    --cli-input-json or --cli-input-yaml
  - what create, update or describe-user-pool-client prints, with or without
    {"UserPoolClient": ...} around it, which is checked as an existing client.
    AWS may add members to it, so unknown members are allowed
  - an array of these or, in YAML, several documents
  - a CloudFormation, SAM or CDK template, or a serverless.yml
  - a Terraform or OpenTofu plan or state, as terraform show -json prints it, or
    a terraform.tfstate
  - Terraform or OpenTofu source: a .tf or .tofu file, or its JSON syntax. It
    stands for all such files of its folder, which are one module. If X.tofu
    exists, X.tf is not read, as in OpenTofu

Templates, plans and states may be up to 64 MiB, other files up to 4 MiB.

Many values in infrastructure code are known only when it is deployed. A
violation is reported only if it occurs whatever those values are, or under the
conditions shown at the end of the line, such as (when IsProd is false). In a
state, every client is checked; in a plan, only those that it creates or
updates. Members are shown by their API names.

In Terraform source, a module that another calls by a local path, or that
terraform init has installed for it, is checked as it is called; others are
checked by themselves. Nothing is read outside the given folders or, for a FILE,
outside its folder: give the folder that has both the callers and the modules.
Variables have the values that terraform.tfvars and *.auto.tfvars beside the
module, -var-file and -parameter give them; their defaults are not assumed.
Clients are checked as if they were to be created. With ignore_changes or an
import block, the members that are ignored or not set are unknown. What the
module says of its user pool, resource servers and identity providers is used as
with -pool.

The number of clients or files checked is the last line on standard error,
unless there is a single file that is not infrastructure code. On a terminal,
each violation is followed by its line of the file, and the last line on
standard output is a summary.

If FILE is a folder, its .json, .yaml, .yml, .template and .tfstate files and
its Terraform source are checked recursively, except in .git, node_modules and
.terraform. A file in a folder is skipped if it holds no client: no
infrastructure code with one, and no object with UserPoolClient, with
ClientName, or with UserPoolId and another member of a client besides ClientId.
A file in a folder that cannot be read is an error only if it mentions
Cognito::UserPoolClient, a user_pool_client or ClientName.

  -update        every object without {"UserPoolClient": ...} around it is a
                 request for update-user-pool-client. Without -update, those
                 with a ClientId and neither GenerateSecret nor ClientSecret are
  -format text   FILE:LINE:COLUMN: PATH: message [rule]. In infrastructure code,
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
  -v             print, on standard error, members in infrastructure code whose
                 values are unknown, what could not be decided, modules that are
                 not read, and unknown members of descriptions
  -skip          skip files that hold no client, as in a folder
  -at PATH       check the client at PATH in each document, such as
                 auth.cognito.client or clients.0, instead of the document
                 itself; may be repeated
  -parameter NAME=VALUE
                 the value of a parameter of templates, or of a variable of
                 modules, as for terraform -var; may be repeated
  -parameter-defaults
                 use the defaults of all other parameters and variables
  -var-file FILE values of variables of modules, as for terraform; may be
                 repeated

In YAML and in Terraform source, the comment "# userpoolclient:ignore RULE"
ignores violations of RULE on its own line or, if it is alone on a line, on the
line below. In Terraform source, it may begin with //. JSON has no comments. In
a template, "Metadata: {userpoolclient: {ignore: [RULE]}}" beside the Properties
of a client ignores violations of RULE in that client.

At most 100 findings are printed for each file, followed by how many others
there are. A file may declare at most 25,000 clients.

Exit status: 0 if there are neither violations nor problems, even if
there are no clients; 1 if there are violations; 2 if there are problems, or the
command line is invalid.

Example:

  aws cognito-idp describe-user-pool-client --user-pool-id us-west-2_aBcDeFgHi \
      --client-id 6p3bs000no6a4ue1idruvd05ad | userpoolclient validate -
`

func (a *app) validate(args []string) int {
	check := checker{stdin: a.stdin, parameters: cloudformation.Parameters{Values: map[string]string{}}}
	flags := flag.NewFlagSet("validate", flag.ContinueOnError)
	flags.BoolVar(&check.update, "update", false, "")
	format := flags.String("format", "text", "")
	flags.Func("ignore", "", func(text string) error {
		rule := cognito.Rule(text)
		if !slices.Contains(cognito.Rules(), rule) {
			return errors.New("there is no such rule: userpoolclient rules lists all")
		}
		check.validator.Ignore = append(check.validator.Ignore, rule)
		return nil
	})
	var pools []string
	flags.Func("pool", "", func(name string) error {
		pools = append(pools, name)
		return nil
	})
	flags.Func("parameter", "", func(text string) error {
		name, value, ok := strings.Cut(text, "=")
		if !ok || name == "" {
			return errors.New("must be NAME=VALUE")
		}
		if !utf8.ValidString(value) {
			return errors.New("must be UTF-8")
		}
		if _, again := check.parameters.Values[name]; again {
			return errors.New("must be given only once for each parameter")
		}
		check.parameters.Values[name] = value
		return nil
	})
	flags.Func("at", "", func(path string) error {
		if path == "" {
			return errors.New("must be a path such as auth.client")
		}
		check.at = append(check.at, path)
		return nil
	})
	flags.Func("var-file", "", func(name string) error {
		check.variableFiles = append(check.variableFiles, name)
		return nil
	})
	flags.BoolVar(&check.parameters.Defaults, "parameter-defaults", false, "")
	flags.BoolVar(&check.verbose, "v", false, "")
	flags.BoolVar(&check.skip, "skip", false, "")
	flags.BoolVar(&check.warnings, "warnings", false, "")
	flags.BoolVar(&check.strict, "strict", false, "")
	files, status, ok := a.parse(flags, args, validateUsage)
	if !ok {
		return status
	}
	check.warnings = check.warnings || check.strict
	newReporter, ok := formats[*format]
	if !ok {
		return a.misused("validate", fmt.Sprintf("there is no format %q: must be text, json, github or sarif", *format))
	}
	if len(files) == 0 {
		return a.misused("validate", "no FILE given")
	}
	for _, name := range pools {
		if check.validator.Pool == nil {
			check.validator.Pool = &cognito.UserPool{}
		}
		if err := a.readPool(name, check.validator.Pool); err != nil {
			fmt.Fprintf(a.stderr, "%s: %s\n", printable(name), err)
			return exitError
		}
	}
	sources := sources(files, check.at == nil, check.skip)
	for i := range sources {
		sources[i].inFolder = sources[i].inFolder || check.skip
	}
	check.progress = newProgress(a.progress, len(sources))
	reporter, sum := newReporter(a), sum{}
	var notes, notKnown []note
	// The parameters that templates declare.
	var parameters []string
	check.all(sources, func(r *result) {
		sum.add(r)
		status = max(status, r.status())
		check.progress.print(func() {
			reporter.file(r)
			if a.isTerminal {
				_ = a.stdout.Flush()
			}
		})
		parameters = append(parameters, r.parameters...)
		for _, p := range r.notes[:min(len(r.notes), maxFindings)] {
			notes = append(notes, note{r.name, p})
		}
		if more := len(r.notes) - maxFindings; more > 0 {
			notes = append(notes, note{r.name, document.Problem{Place: document.Start, Message: counted(more, "more note") + " not shown"}})
		}
		for _, p := range r.notKnown {
			notKnown = append(notKnown, note{r.name, p})
		}
	})
	check.progress.end()
	reporter.end()
	if check.verbose {
		notes = append(notes, notKnown...)
	}
	for _, name := range slices.Sorted(maps.Keys(check.parameters.Values)) {
		if !slices.Contains(parameters, name) {
			status = exitError
			fmt.Fprintf(a.stderr, "userpoolclient: no template or module declares the parameter %s\n", printable(name))
		}
	}
	for _, n := range notes {
		a.problem(n.file, finding{Place: n.Place, path: n.Path, message: n.Message})
	}
	if a.isTerminal && *format == "text" {
		fmt.Fprintln(a.stdout, sum.inWords())
	} else if line := sum.checked(); line != "" {
		fmt.Fprintln(a.stderr, line)
	}
	return status
}

// sum is what there is to say of all files.
type sum struct {
	files, clients, invalid, violations, problems int
	// isDeclared reports whether a file is infrastructure code.
	isDeclared bool
}

func (s *sum) add(r *result) {
	if !r.hasValues {
		s.files++
	}
	s.clients += r.clients
	s.invalid += r.invalid
	s.violations += r.moreViolations
	s.problems += r.moreProblems
	s.isDeclared = s.isDeclared || r.declared
	for _, f := range r.findings {
		switch {
		case isViolation(f):
			s.violations++
		case f.rule == "":
			s.problems++
		}
	}
}

// checked returns what was checked, or "" for a single file that declares
// nothing.
func (s *sum) checked() string {
	switch {
	case s.isDeclared && s.files == 1:
		return counted(s.clients, "client") + " checked"
	case s.isDeclared:
		return fmt.Sprintf("%s in %s checked", counted(s.clients, "client"), counted(s.files, "file"))
	case s.files != 1:
		return fmt.Sprintf("%d files checked", s.files)
	}
	return ""
}

// inWords returns a sum such as "5 violations in 2 of 3 clients, 3 files".
func (s *sum) inWords() string {
	text := "no violations in " + counted(s.clients, "client")
	if s.violations > 0 {
		text = fmt.Sprintf("%s in %d of %s", counted(s.violations, "violation"), s.invalid, counted(s.clients, "client"))
	}
	text += ", " + counted(s.files, "file")
	if s.problems > 0 {
		text += ", " + counted(s.problems, "problem")
	}
	return text
}

// note is what is said of a file besides its findings.
type note struct {
	file string
	document.Problem
}

// formats are the reporters by the names of their formats.
var formats = map[string]func(*app) reporter{
	"text":   func(a *app) reporter { return &textReporter{a} },
	"json":   func(a *app) reporter { return &jsonReporter{later: later{app: a}} },
	"github": func(a *app) reporter { return &githubReporter{a} },
	"sarif":  func(a *app) reporter { return &sarifReporter{later: later{app: a}, results: []sarifResult{}} },
}
