package main

import (
	"bufio"
	"flag"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
)

const defaultsUsage = `userpoolclient defaults [-update] FILE

Prints the client in FILE, with every documented default filled in, as a JSON
request: an update request if FILE describes an existing client or -update is
given, otherwise a create request. FILE is as for validate, but must hold
exactly one client. Members that are left out, such as a secret, are named on
standard error. If the client is not valid, its violations are printed there
instead.

  -update  FILE is a request for update-user-pool-client

Exit status: as for validate.

Example:

  userpoolclient defaults client.json
`

func (a *app) defaults(args []string) int {
	flags := flag.NewFlagSet("defaults", flag.ContinueOnError)
	update := flags.Bool("update", false, "")
	files, status, ok := a.parse(flags, args, defaultsUsage)
	if !ok {
		return status
	}
	if len(files) != 1 {
		return a.misused("defaults", "there must be one FILE")
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
		out := output{bufio.NewWriter(a.stderr)}
		(&textReporter{&app{stdout: out, stderr: out}}).file(r)
		_ = out.Flush()
		return nil, status
	}
	return clients[0], exitValid
}

// printDefaults prints a valid client with every documented default, as the
// request that creates or updates it.
func (a *app) printDefaults(name string, c *client) {
	request := c.WithDefaults()
	lacks, why := updateForm.lacks, "no update request has it"
	if !c.form.exists {
		lacks, why = []string{"ClientSecret"}, "secrets are not printed, so add it before you send the request"
	}
	var left []string
	for field, value := range reflect.ValueOf(request).Elem().Fields() {
		if slices.Contains(lacks, field.Name) && !value.IsZero() {
			left = append(left, field.Name)
			value.SetZero()
		}
	}
	writeJSON(a.stdout, "", request)
	fmt.Fprintln(a.stdout)
	if len(left) > 1 {
		why = "no update request has them"
	}
	if len(left) > 0 {
		fmt.Fprintf(a.stderr, "%s: left out %s: %s\n", printable(name), strings.Join(left, ", "), why)
	}
}
