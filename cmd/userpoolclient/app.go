package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
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
	stdout output
	stderr io.Writer
	// Whether standard output is a terminal, and whether text is in colour.
	isTerminal, colour bool
	// The terminal that shows progress, or nil.
	progress io.Writer
}

// output is standard output.
type output struct{ *bufio.Writer }

func (o output) Write(text []byte) (int, error) { return writeHarmless(o.Writer, text) }

// loggingCommand begins a command of the runner of GitHub anywhere in a line.
const loggingCommand = "##["

// writeHarmless writes text in which no value can be a command.
func writeHarmless(to io.Writer, text []byte) (int, error) {
	if _, err := to.Write(bytes.ReplaceAll(text, []byte(loggingCommand), []byte(`#\x23[`))); err != nil {
		return 0, err
	}
	return len(text), nil
}

// flushing writes to standard error after what is already on standard output,
// which may be the same terminal.
type flushing struct {
	stdout output
	stderr io.Writer
}

func (f flushing) Write(text []byte) (int, error) {
	if err := f.stdout.Flush(); err != nil {
		return 0, err
	}
	return writeHarmless(f.stderr, text)
}

// isTerminal reports whether a file is a terminal.
func isTerminal(file *os.File) bool { return term.IsTerminal(int(file.Fd())) }

// wantsColour reports whether the environment allows colours.
func wantsColour() bool {
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// misused prints what is wrong with a command line, and how to get help.
func (a *app) misused(subcommand, problem string) int {
	help := "userpoolclient help"
	if subcommand != "" {
		help = "userpoolclient " + subcommand + " -h"
	}
	fmt.Fprintf(a.stderr, "userpoolclient: %s (%s prints the usage)\n", printable(problem), help)
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
			return nil, a.misused(flags.Name(), err.Error()), false
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
