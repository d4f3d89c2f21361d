package main

import (
	"flag"
	"fmt"
	"runtime"
	"runtime/debug"
)

const versionUsage = `userpoolclient version

Prints the versions of userpoolclient and of the Go toolchain that built it.
`

func (a *app) version(args []string) int {
	if arguments, status, ok := a.parse(flag.NewFlagSet("version", flag.ContinueOnError), args, versionUsage); !ok {
		return status
	} else if len(arguments) > 0 {
		return a.misused("version", "version takes no arguments")
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
