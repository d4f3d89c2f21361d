// Command userpoolclient checks the app clients of Amazon Cognito user pools
// in files, and prints what is in effect for them:
//
//	userpoolclient validate [-update] [-format text|json] FILE...
//	userpoolclient defaults FILE
//
// A file is JSON or YAML: what the AWS CLI takes by --cli-input-json or
// --cli-input-yaml, or what it prints of a client.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
)

const usage = `userpoolclient checks app clients of Amazon Cognito user pools, without AWS.

  userpoolclient validate [-update] [-format text|json] FILE...

Prints everything that is wrong with the client in each FILE. Example:

  userpoolclient validate client.json

  userpoolclient defaults FILE

Prints the client with every documented default. Example:

  userpoolclient defaults client.json

Ask each for more with -h, as in userpoolclient validate -h.
`

const validateUsage = `userpoolclient validate [-update] [-format text|json] FILE...

Prints for each file everything that is wrong with its client, a violation a
line, or how long the tokens of a valid one live. FILE is JSON or YAML (- is
standard input): a request as for aws cognito-idp create-user-pool-client
--cli-input-json or --cli-input-yaml, or the output {"UserPoolClient": {...}}
of create, update or describe, which is checked as a client that exists.

  -update       a request is one for update-user-pool-client
  -format text  FILE:LINE: PATH: message [rule]
  -format json  one array of all violations

Exit status: 0 all are valid, 1 violations, 2 a file could not be read or
decoded, or wrong usage.

Example:

  aws cognito-idp describe-user-pool-client --user-pool-id us-west-2_aBcDeFgHi \
      --client-id 6p3bs000no6a4ue1idruvd05ad | userpoolclient validate -
`

const defaultsUsage = `userpoolclient defaults FILE

Prints the client of a file with every documented default, as JSON in the
order of the API. FILE is as for validate. The dates of an output are left out,
because no request has them, and [REDACTED] stands for a secret: standard error
tells of both. If the client is not valid, its violations go there instead.

Exit status: as of validate.

Example:

  userpoolclient defaults client.json
`

// The exit statuses.
const (
	exitValid = iota
	exitInvalid
	exitError
)

// app is the command and what it reads and writes.
type app struct {
	stdin  io.Reader
	stdout *bufio.Writer
	stderr io.Writer
	colour bool // of what is printed for people to stdout
}

func main() {
	a := app{os.Stdin, bufio.NewWriter(os.Stdout), os.Stderr, wantsColour(os.Stdout)}
	status := a.run(os.Args[1:])
	if err := a.stdout.Flush(); err != nil {
		fmt.Fprintln(a.stderr, "userpoolclient:", err)
		status = exitError
	}
	os.Exit(status)
}

func wantsColour(file *os.File) bool {
	if _, refused := os.LookupEnv("NO_COLOR"); refused {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

func (a *app) run(args []string) int {
	if len(args) == 0 {
		return a.misused(usage, "a subcommand is missing")
	}
	switch args[0] {
	case "validate":
		return a.validate(args[1:])
	case "defaults":
		return a.defaults(args[1:])
	case "-h", "-help", "--help", "help":
		fmt.Fprint(a.stdout, usage)
		return exitValid
	}
	return a.misused(usage, fmt.Sprintf("there is no subcommand %q", args[0]))
}

// misused tells what is wrong with the command line, and what is right.
func (a *app) misused(usage, problem string) int {
	fmt.Fprintf(a.stderr, "userpoolclient: %s\n\n%s", problem, usage)
	return exitError
}

// parse parses the flags. If it is not ok, the command ends with the status.
func (a *app) parse(flags *flag.FlagSet, args []string, usage string) (status int, ok bool) {
	flags.SetOutput(io.Discard)
	switch err := flags.Parse(args); err {
	case nil:
		return exitValid, true
	case flag.ErrHelp:
		fmt.Fprint(a.stdout, usage)
		return exitValid, false
	default:
		return a.misused(usage, err.Error()), false
	}
}

func (a *app) validate(args []string) int {
	flags := flag.NewFlagSet("validate", flag.ContinueOnError)
	update := flags.Bool("update", false, "")
	format := flags.String("format", "text", "")
	if status, ok := a.parse(flags, args, validateUsage); !ok {
		return status
	}
	if *format != "text" && *format != "json" {
		return a.misused(validateUsage, fmt.Sprintf("there is no format %q", *format))
	}
	if flags.NArg() == 0 {
		return a.misused(validateUsage, "a FILE is missing")
	}
	status := exitValid
	all := []finding{} // encodes as [] when there is none
	for _, name := range flags.Args() {
		in, ok := a.read(name, *update)
		if !ok {
			status = exitError
			continue
		}
		violations := in.violations()
		if len(violations) > 0 {
			status = max(status, exitInvalid)
		}
		switch {
		case *format == "json":
			for _, v := range violations {
				all = append(all, finding{name, in.line(v.Pointer()), v})
			}
		case len(violations) > 0:
			in.printText(a.stdout, violations, a.colour)
		default:
			in.printLifetimes(a.stdout, a.colour)
		}
	}
	if *format == "json" {
		printJSON(a.stdout, all)
	}
	return status
}

func (a *app) defaults(args []string) int {
	flags := flag.NewFlagSet("defaults", flag.ContinueOnError)
	if status, ok := a.parse(flags, args, defaultsUsage); !ok {
		return status
	}
	if flags.NArg() != 1 {
		return a.misused(defaultsUsage, "there must be one FILE")
	}
	in, ok := a.read(flags.Arg(0), false)
	if !ok {
		return exitError
	}
	if violations := in.violations(); len(violations) > 0 {
		in.printText(a.stderr, violations, false)
		return exitInvalid
	}
	a.printDefaults(in)
	return exitValid
}

// read reads and decodes a file, or tells what is wrong with it.
func (a *app) read(name string, update bool) (*input, bool) {
	data, err := readFile(name, a.stdin)
	if err != nil {
		fmt.Fprintln(a.stderr, "userpoolclient:", err)
		return nil, false
	}
	in, problems := decode(name, data, update)
	for _, p := range problems {
		fmt.Fprintf(a.stderr, "%s:%s\n", name, p)
	}
	return in, len(problems) == 0
}
