package main

import (
	"fmt"
	"strings"

	"github.com/go-cognito/cognito"
)

// printDefaults prints a valid client with every documented default, as the
// request that creates or updates it.
func (a *app) printDefaults(name string, c *client) {
	request := c.WithDefaults()
	var left []string
	leaveOut := func(member string, present bool) {
		if present {
			left = append(left, member)
		}
	}
	leaveOut("ClientSecret", request.ClientSecret != "")
	leaveOut("LastModifiedDate", !request.LastModifiedDate.IsZero())
	leaveOut("CreationDate", !request.CreationDate.IsZero())
	request.ClientSecret = ""
	request.LastModifiedDate, request.CreationDate = cognito.Timestamp{}, cognito.Timestamp{}
	writeJSON(a.stdout, "", request)
	fmt.Fprintln(a.stdout)
	if len(left) == 0 {
		return
	}
	why := "no update request has it"
	if !c.form.exists {
		why = "secrets are not printed, so add it before you send the request"
	} else if len(left) > 1 {
		why = "no update request has them"
	}
	fmt.Fprintf(a.stderr, "%s: left out %s: %s\n", printable(name), strings.Join(left, ", "), why)
}
