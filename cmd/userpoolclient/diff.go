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
		c, status := a.onlyClient(name, *update)
		if status == exitError {
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

// onlyClient returns the one client of a file and the status of the file. It
// prints the problems with the file, but not what is wrong with the client.
func (a *app) onlyClient(name string, update bool) (*client, int) {
	var clients []*client
	check := checker{stdin: a.stdin, update: update, each: func(c *client) { clients = append(clients, c) }}
	r := check.check(source{name: name})
	if r.status() != exitError && r.clients != 1 {
		r.add(finding{place: start, message: "must hold one client"})
	}
	for _, f := range r.findings {
		if f.rule == "" {
			a.problem(name, f)
		}
	}
	if r.status() == exitError {
		return nil, exitError
	}
	return clients[0], r.status()
}
