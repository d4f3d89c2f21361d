// Command userpoolclient checks the app clients of Amazon Cognito user pools
// in files, and prints what is in effect for them:
//
//	userpoolclient validate [FLAGS] FILE...
//	userpoolclient defaults [-update] FILE
//	userpoolclient diff [-update] [-format text|json] FROM TO
//	userpoolclient rules [TEXT]
//	userpoolclient version
//
// A file is JSON or YAML: what the AWS CLI takes by --cli-input-json or
// --cli-input-yaml, what it prints of a client, a CloudFormation template, or a
// Terraform plan or state.
//
// The files are read (files.go, internal/document) into nodes, which are
// decoded into clients (recognise.go, decode.go, names.go), checked (check.go,
// pool.go, diff.go) and reported (report.go). Infrastructure code declares
// clients of which not every value is known (internal/cloudformation,
// internal/terraform): these are checked in many worlds (internal/worlds,
// infrastructure.go).
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/cloudformation"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
)

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
	colour bool // whether text is in colour
}

// flushing writes to standard error after what is already on standard output,
// which may be the same terminal.
type flushing struct {
	stdout *bufio.Writer
	stderr io.Writer
}

func (f flushing) Write(text []byte) (int, error) {
	if err := f.stdout.Flush(); err != nil {
		return 0, err
	}
	return f.stderr.Write(text)
}

func main() {
	// The worlds of a declared client leave much garbage beside little data.
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(3 << 29)
	stdout := bufio.NewWriter(os.Stdout)
	a := app{os.Stdin, stdout, flushing{stdout, os.Stderr}, wantsColour(os.Stdout)}
	status := a.run(os.Args[1:])
	if err := stdout.Flush(); err != nil {
		fmt.Fprintln(os.Stderr, "userpoolclient:", err)
		status = exitError
	}
	os.Exit(status)
}

// wantsColour reports whether a file is a terminal that shows colours.
func wantsColour(file *os.File) bool {
	if _, refused := os.LookupEnv("NO_COLOR"); refused || os.Getenv("TERM") == "dumb" {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// subcommand is what a subcommand runs and prints as its help.
type subcommand struct {
	usage string
	run   func(a *app, args []string) int
}

func subcommands() map[string]subcommand {
	return map[string]subcommand{
		"validate": {validateUsage, (*app).validate},
		"defaults": {defaultsUsage, (*app).defaults},
		"diff":     {diffUsage, (*app).diff},
		"rules":    {rulesUsage, (*app).rules},
		"version":  {versionUsage, (*app).version},
		"help":     {helpUsage, (*app).help},
	}
}

func (a *app) run(args []string) int {
	if len(args) == 0 {
		return a.misused(usage, "a subcommand is missing")
	}
	switch args[0] {
	case "-h", "-help", "--help":
		return a.help(nil)
	}
	if s, ok := subcommands()[args[0]]; ok {
		return s.run(a, args[1:])
	}
	return a.misused(usage, fmt.Sprintf("there is no subcommand %q", args[0]))
}

func (a *app) help(args []string) int {
	text := usage
	if len(args) > 0 {
		s, ok := subcommands()[args[0]]
		if !ok && !strings.HasPrefix(args[0], "-") {
			return a.misused(usage, fmt.Sprintf("there is no subcommand %q", args[0]))
		}
		if ok {
			text = s.usage
		}
	}
	fmt.Fprint(a.stdout, text)
	return exitValid
}

// misused prints what is wrong with the command line, and what is right.
func (a *app) misused(usage, problem string) int {
	fmt.Fprintf(a.stderr, "userpoolclient: %s\n\n%s", printable(problem), usage)
	return exitError
}

// parse parses flags, which may come after arguments, and returns the
// arguments. If it is not ok, the command ends with the status.
func (a *app) parse(flags *flag.FlagSet, args []string, usage string) (arguments []string, status int, ok bool) {
	flags.SetOutput(io.Discard)
	for {
		switch err := flags.Parse(args); err {
		case nil:
		case flag.ErrHelp:
			fmt.Fprint(a.stdout, usage)
			return nil, exitValid, false
		default:
			return nil, a.misused(usage, err.Error()), false
		}
		rest := flags.Args()
		if parsed := len(args) - len(rest); parsed > 0 && args[parsed-1] == "--" {
			return append(arguments, rest...), 0, true
		}
		if len(rest) == 0 {
			return arguments, 0, true
		}
		arguments, args = append(arguments, rest[0]), rest[1:]
	}
}

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
	flags.BoolVar(&check.parameters.Defaults, "parameter-defaults", false, "")
	verbose := flags.Bool("v", false, "")
	flags.BoolVar(&check.warnings, "warnings", false, "")
	flags.BoolVar(&check.strict, "strict", false, "")
	files, status, ok := a.parse(flags, args, validateUsage)
	if !ok {
		return status
	}
	check.warnings = check.warnings || check.strict
	newReporter, ok := formats[*format]
	if !ok {
		return a.misused(validateUsage, fmt.Sprintf("there is no format %q: must be text, json, github or sarif", *format))
	}
	if len(files) == 0 {
		return a.misused(validateUsage, "no FILE given")
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
	reporter, checked, clients, declared := newReporter(a), 0, 0, false
	var notes, notKnown []note
	var parameters []string // that templates declare
	sources(files, func(s source) {
		if r := check.check(s); r != nil {
			checked++
			clients += r.clients
			declared = declared || r.declared
			status = max(status, r.status())
			reporter.file(r)
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
		}
	})
	reporter.end()
	if *verbose {
		notes = append(notes, notKnown...)
	}
	for _, name := range slices.Sorted(maps.Keys(check.parameters.Values)) {
		if !slices.Contains(parameters, name) {
			status = exitError
			fmt.Fprintf(a.stderr, "userpoolclient: no template declares the parameter %s\n", printable(name))
		}
	}
	for _, n := range notes {
		a.problem(n.file, finding{Place: n.Place, path: n.Path, message: n.Message})
	}
	switch {
	case declared && checked == 1:
		fmt.Fprintf(a.stderr, "%s checked\n", counted(clients, "client"))
	case declared:
		fmt.Fprintf(a.stderr, "%s in %s checked\n", counted(clients, "client"), counted(checked, "file"))
	case checked != 1:
		fmt.Fprintf(a.stderr, "%d files checked\n", checked)
	}
	return status
}

// note is what is said of a file besides its findings.
type note struct {
	file string
	document.Problem
}

// counted returns a number with its noun.
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

func (a *app) defaults(args []string) int {
	flags := flag.NewFlagSet("defaults", flag.ContinueOnError)
	update := flags.Bool("update", false, "")
	files, status, ok := a.parse(flags, args, defaultsUsage)
	if !ok {
		return status
	}
	if len(files) != 1 {
		return a.misused(defaultsUsage, "there must be one FILE")
	}
	c, status := a.onlyClient(files[0], checker{update: *update})
	if status != exitValid {
		return status
	}
	a.printDefaults(files[0], c)
	return exitValid
}

// onlyClient returns the one client of a file. If it cannot, or the check finds
// violations, it prints why to standard error and returns the exit status.
func (a *app) onlyClient(name string, check checker) (*client, int) {
	var clients []*client
	check.stdin, check.each = a.stdin, func(c *client) { clients = append(clients, c) }
	r := check.check(source{name: name})
	if r.status() == exitValid && r.clients != 1 {
		r.valid = nil
		r.add(finding{Place: document.Start, message: fmt.Sprintf("must hold one client, holds %d", r.clients)})
	}
	if status := r.status(); status != exitValid {
		out := bufio.NewWriter(a.stderr)
		(&textReporter{&app{stdout: out, stderr: out}}).file(r)
		_ = out.Flush() // to standard error
		return nil, status
	}
	return clients[0], exitValid
}

func (a *app) rules(args []string) int {
	arguments, status, ok := a.parse(flag.NewFlagSet("rules", flag.ContinueOnError), args, rulesUsage)
	if !ok {
		return status
	}
	if len(arguments) > 1 {
		return a.misused(rulesUsage, "there must be one TEXT: put it in quotes")
	}
	text := strings.ToLower(strings.TrimSpace(strings.Join(arguments, "")))
	status = exitInvalid
	for _, rule := range cognito.Rules() {
		if !explains(rule, text) {
			continue
		}
		status = exitValid
		fmt.Fprintf(a.stdout, "%s (%s)\n  %s\n", rule, rule.Source(), rule.Description())
		for answer := range strings.SplitSeq(rule.ServiceError(), "\n") {
			fmt.Fprintf(a.stdout, "  AWS: %s\n", answer)
		}
		fmt.Fprintf(a.stdout, "  %s\n", rule.Doc())
	}
	if status != exitValid {
		fmt.Fprintf(a.stderr, "userpoolclient: no rule or AWS error contains %q\n", arguments[0])
	}
	return status
}

// explains reports whether the code or the AWS answer of a rule contains text,
// or text, such as all that the AWS CLI prints, contains the answer. Both are
// in lower case.
func explains(rule cognito.Rule, text string) bool {
	answers := strings.ToLower(rule.ServiceError())
	if strings.Contains(string(rule), text) || strings.Contains(answers, text) {
		return true
	}
	for answer := range strings.SplitSeq(answers, "\n") {
		if _, message, ok := strings.Cut(answer, "exception: "); ok {
			answer = message
		}
		rest, found := text, true
		for part := range strings.SplitSeq(placeholder.ReplaceAllString(answer, "\n"), "\n") {
			_, rest, found = strings.Cut(rest, part)
			if !found {
				break
			}
		}
		if found && answer != "not seen" && answer != "stores it silently" {
			return true
		}
	}
	return false
}

// placeholder is a part of an AWS answer that varies.
var placeholder = regexp.MustCompile(`<[a-z]+>`)

func (a *app) version(args []string) int {
	if arguments, status, ok := a.parse(flag.NewFlagSet("version", flag.ContinueOnError), args, versionUsage); !ok {
		return status
	} else if len(arguments) > 0 {
		return a.misused(versionUsage, "version takes no arguments")
	}
	fmt.Fprintln(a.stdout, "userpoolclient", version(), runtime.Version())
	return exitValid
}

// version returns the version of the module that the command was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(unknown)"
	}
	return info.Main.Version
}
