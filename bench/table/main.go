// Command table reads the output of go test -bench and writes a Markdown table
// of how many times as long as package cognito each contender takes. It uses
// the fastest run of each, because noise only adds time.
package main

import (
	"bufio"
	"fmt"
	"io"
	"log"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

func main() {
	log.SetFlags(0)
	if err := write(os.Stdout, os.Stdin); err != nil {
		log.Fatal(err)
	}
}

var line = regexp.MustCompile(`^BenchmarkValidate/(\w+)/(\w+)\S*\s+\d+\s+([0-9.]+) ns/op`)

func write(out io.Writer, in io.Reader) error {
	var clients, contenders []string
	times := map[string][]float64{} // by client and contender
	scanner := bufio.NewScanner(in)
	for scanner.Scan() {
		parts := line.FindStringSubmatch(scanner.Text())
		if parts == nil {
			continue
		}
		client, contender := parts[1], parts[2]
		if !slices.Contains(clients, client) {
			clients = append(clients, client)
		}
		if !slices.Contains(contenders, contender) {
			contenders = append(contenders, contender)
		}
		nanoseconds, err := strconv.ParseFloat(parts[3], 64)
		if err != nil {
			return err
		}
		times[client+"/"+contender] = append(times[client+"/"+contender], nanoseconds)
	}
	if err := scanner.Err(); err != nil {
		return err
	}
	fmt.Fprintf(out, "| contender | %s |\n|%s\n", strings.Join(clients, " | "), strings.Repeat(" --- |", len(clients)+1))
	for _, contender := range contenders {
		fmt.Fprintf(out, "| %s |", contender)
		for _, client := range clients {
			ours, theirs := times[client+"/cognito"], times[client+"/"+contender]
			if len(ours) == 0 || len(theirs) == 0 {
				return fmt.Errorf("%s/%s was not measured, or cognito was not", client, contender)
			}
			format := " %.2g |"
			ratio := slices.Min(theirs) / slices.Min(ours)
			// %g would write it with an exponent.
			if ratio >= 100 {
				format = " %.0f |"
			}
			fmt.Fprintf(out, format, ratio)
		}
		fmt.Fprintln(out)
	}
	return nil
}
