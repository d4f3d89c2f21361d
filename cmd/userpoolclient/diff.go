package main

import (
	"flag"
	"fmt"

	"github.com/go-cognito/cognito"
)

func (a *app) diff(args []string) int {
	flags := flag.NewFlagSet("diff", flag.ContinueOnError)
	update := flags.Bool("update", false, "")
	format := flags.String("format", "text", "")
	files, status, ok := a.parse(flags, args, diffUsage)
	if !ok {
		return status
	}
	if *format != "text" && *format != "json" {
		return a.misused(diffUsage, fmt.Sprintf("there is no format %q: must be text or json", *format))
	}
	if len(files) != 2 {
		return a.misused(diffUsage, "there must be two files, FROM and TO")
	}
	var clients []*cognito.UserPoolClient
	for _, name := range files {
		// What is wrong with a client is no matter of a diff.
		c, status := a.onlyClient(name, checker{update: *update, validator: cognito.Validator{Ignore: cognito.Rules()}})
		if status != exitValid {
			return status
		}
		clients = append(clients, &c.UserPoolClient)
	}
	changes := cognito.Diff(clients[0], clients[1])
	if *format == "json" {
		writeJSON(a.stdout, "", append([]cognito.Change{}, changes...))
		fmt.Fprintln(a.stdout)
	} else {
		for _, change := range changes {
			mark := "  "
			if change.Replace {
				mark = "! "
			}
			fmt.Fprintln(a.stdout, mark+change.String())
		}
	}
	if len(changes) > 0 {
		return exitInvalid
	}
	return exitValid
}
