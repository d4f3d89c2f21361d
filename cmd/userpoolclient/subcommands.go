package main

import (
	"fmt"
	"strings"
)

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
		"vectors":  {vectorsUsage, (*app).vectors},
		"version":  {versionUsage, (*app).version},
		"help":     {helpUsage, (*app).help},
	}
}

const usage = `userpoolclient checks app clients of Amazon Cognito user pools offline.

  userpoolclient validate [FLAGS] FILE...
      print everything that is wrong with the clients in files
  userpoolclient defaults [-update] FILE
      print a client with every documented default
  userpoolclient diff [-update] [-format text|json] FROM TO
      print what changes between two clients
  userpoolclient rules [TEXT]
      print the rules, or those that explain an AWS error
  userpoolclient vectors -endpoint URL [FLAGS]
      print how an emulator of user pools differs from AWS
  userpoolclient version
      print the version
  userpoolclient help [SUBCOMMAND]
      print this text, or more about a subcommand

Example:

  userpoolclient validate client.json
`

func (a *app) run(args []string) int {
	if len(args) == 0 {
		return a.misused("", "a subcommand is missing")
	}
	switch args[0] {
	case "-h", "-help", "--help":
		return a.help(nil)
	}
	if s, ok := subcommands()[args[0]]; ok {
		return s.run(a, args[1:])
	}
	return a.misused("", fmt.Sprintf("there is no subcommand %q", args[0]))
}

const helpUsage = `userpoolclient help [SUBCOMMAND]

Prints what userpoolclient does, or more about a subcommand.
`

func (a *app) help(args []string) int {
	text := usage
	if len(args) > 0 {
		s, ok := subcommands()[args[0]]
		if !ok && !strings.HasPrefix(args[0], "-") {
			return a.misused("", fmt.Sprintf("there is no subcommand %q", args[0]))
		}
		if ok {
			text = s.usage
		}
	}
	fmt.Fprint(a.stdout, text)
	return exitValid
}
