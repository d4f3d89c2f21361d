package main

import (
	"flag"
	"fmt"

	"github.com/go-cognito/cognito"
)

const diffUsage = `userpoolclient diff [-update] [-format text|json] FROM TO

Prints what changes between the client in FROM and the one in TO, one change on
a line, in the order of the API. Order and repetition in lists, units
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

func (a *app) diff(args []string) int {
	flags := flag.NewFlagSet("diff", flag.ContinueOnError)
	update := flags.Bool("update", false, "")
	format := flags.String("format", "text", "")
	files, status, ok := a.parse(flags, args, diffUsage)
	if !ok {
		return status
	}
	if *format != "text" && *format != "json" {
		return a.misused("diff", fmt.Sprintf("there is no format %q: must be text or json", *format))
	}
	if len(files) != 2 {
		return a.misused("diff", "there must be two files, FROM and TO")
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
