// Command userpoolclient checks the app clients of Amazon Cognito user pools
// in files:
//
//	userpoolclient validate [FLAGS] FILE...
//	userpoolclient defaults [-update] FILE
//	userpoolclient diff [-update] [-format text|json] FROM TO
//	userpoolclient rules [TEXT]
//	userpoolclient vectors -endpoint URL [FLAGS]
//	userpoolclient version
//
// A file is JSON or YAML: input for the AWS CLI (--cli-input-json or
// --cli-input-yaml), its output about a client, a CloudFormation template, or a
// Terraform plan or state.
//
// A file is read (files.go), recognised (recognise.go, forms.go), decoded
// (decode.go), checked (check.go, violations.go) and reported (report.go).
// Clients with unknown values are checked in many possible worlds
// (infrastructure.go, internal/worlds).
//
// Emulators of user pools are compared with the service by vectors.go, and
// spoken to by emulator.go.
package main

import (
	"bufio"
	"fmt"
	"os"
	"runtime/debug"
)

func main() {
	// Checking worlds creates a lot of garbage.
	debug.SetGCPercent(200)
	debug.SetMemoryLimit(3 << 29)
	stdout := output{bufio.NewWriter(os.Stdout)}
	a := app{stdin: os.Stdin, stdout: stdout, stderr: flushing{stdout, os.Stderr}, isTerminal: isTerminal(os.Stdout)}
	a.colour = a.isTerminal && wantsColour()
	if isTerminal(os.Stderr) && os.Getenv("TERM") != "dumb" {
		a.progress = os.Stderr
	}
	status := a.run(os.Args[1:])
	if err := stdout.Flush(); err != nil {
		fmt.Fprintln(os.Stderr, "userpoolclient:", err)
		status = exitError
	}
	os.Exit(status)
}
