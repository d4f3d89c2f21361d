package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/go-cognito/cognito/vectors"
)

const vectorsUsage = `userpoolclient vectors -endpoint URL [FLAGS]

Posts requests to an emulator of user pools and prints how its answers differ
from what AWS is known to answer, and how many are right: whether it accepts or
refuses (verdict), the type of the error (exception), its text (message) and
what describe returns then (stored form). It makes pools and clients there, and
uses credentials that are not valid.

  -endpoint URL            where the emulator listens: a loopback or private address
  -allow-remote            allow any address
  -level N                 compare the verdict (1), also the exception (2), also the
                           message (3), or everything (4, the default)
  -expected-failures FILE  do not report the differences in FILE, one a line
  -update-expected         write FILE

Exit status: 0 if nothing differs that is not in FILE, 1 if something does, 2 on
any other problem.

Example:

  userpoolclient vectors -endpoint http://127.0.0.1:5000
`

// levels are what is compared, in order.
var levels = []string{"verdict", "exception", "message", "stored form"}

// difference is the first level at which an emulator differs in a vector.
type difference struct {
	id, level string
	text      string
}

// key is the difference in a file of expected ones.
func (d difference) key() string { return d.id + " " + d.level }

// score is how many vectors are right at a level, and how many could be.
type score struct{ right, all int }

func (a *app) vectors(args []string) int {
	flags := flag.NewFlagSet("vectors", flag.ContinueOnError)
	endpoint := flags.String("endpoint", "", "")
	allowRemote := flags.Bool("allow-remote", false, "")
	level := flags.Int("level", len(levels), "")
	expectedFile := flags.String("expected-failures", "", "")
	update := flags.Bool("update-expected", false, "")
	arguments, status, ok := a.parse(flags, args, vectorsUsage)
	switch {
	case !ok:
		return status
	case len(arguments) > 0:
		return a.misused("vectors", "vectors takes no arguments")
	case *level < 1 || *level > len(levels):
		return a.misused("vectors", fmt.Sprintf("-level must be 1 to %d", len(levels)))
	case *update && *expectedFile == "":
		return a.misused("vectors", "-update-expected needs -expected-failures FILE")
	}
	emulator, err := newEmulator(*endpoint, *allowRemote)
	if err != nil {
		return a.misused("vectors", err.Error())
	}
	expected := map[string]bool{}
	if *expectedFile != "" && !*update {
		if expected, err = readExpected(*expectedFile); err != nil {
			fmt.Fprintf(a.stderr, "userpoolclient: %v\n", err)
			return exitError
		}
	}
	all, err := vectors.Load()
	if err == nil {
		// Otherwise every vector would differ.
		_, err = emulator.pool(nil)
	}
	if err != nil {
		fmt.Fprintf(a.stderr, "userpoolclient: %s\n", printable(err.Error()))
		return exitError
	}
	scores := make([]score, *level)
	var differences []difference
	for _, v := range all {
		if v.Result == vectors.Unknown {
			continue
		}
		if d := compare(v, emulator, scores); d != nil {
			differences = append(differences, *d)
		}
	}
	if *update {
		if err := writeExpected(*expectedFile, differences); err != nil {
			fmt.Fprintf(a.stderr, "userpoolclient: %v\n", err)
			return exitError
		}
	}
	return a.reportVectors(scores, differences, expected, *update)
}

// compare adds a vector to the scores of the levels that are compared, and
// returns where the emulator differs first, or nil.
func compare(v vectors.Vector, e *emulator, scores []score) *difference {
	got, err := e.run(v)
	var first *difference
	check := func(level int, isRight bool, text string) {
		if level >= len(scores) {
			return
		}
		scores[level].all++
		// A wrong verdict makes the rest wrong too.
		if isRight && (first == nil || first.level != levels[0]) {
			scores[level].right++
		} else if first == nil {
			first = &difference{v.ID, levels[level], text}
		}
	}
	switch {
	case err != nil:
		check(0, false, err.Error())
	case v.Result == vectors.Accepted && got.refusal != nil:
		check(0, false, "must be accepted, was "+got.refusal.Error())
	default:
		check(0, (v.Result == vectors.Refused) == (got.refusal != nil), "must be refused, was accepted")
	}
	if got.refusal == nil {
		got.refusal = &refusal{}
	}
	if got.withIDs == nil {
		got.withIDs = func(text string) string { return text }
	}
	if v.Result == vectors.Refused && v.Error.TypeKnown {
		check(1, got.refusal.Type == v.Error.Type, "must be "+v.Error.Type+", was "+quoted(got.refusal.Type))
	}
	if v.Result == vectors.Refused && v.Error.MessageKnown {
		want := *v.Error
		want.Message = got.withIDs(want.Message)
		check(2, want.Matches(got.refusal.Message), "must be "+quoted(want.Message)+", was "+quoted(got.refusal.Message))
	}
	if v.Describe != nil {
		differ := vectors.Differences(v.Describe, got.described)
		check(3, len(differ) == 0, describeDifferences(v, differ))
	}
	return first
}

// describeDifferences says which members of a description differ.
func describeDifferences(v vectors.Vector, differ map[string]string) string {
	var texts []string
	for _, name := range slices.Sorted(maps.Keys(differ)) {
		is := differ[name]
		if is == "" {
			is = "absent"
		}
		want := string(v.Describe[name])
		if want == "null" {
			want = "absent"
		}
		texts = append(texts, name+" must be "+oneLine(want)+", was "+oneLine(is))
	}
	return strings.Join(texts, "; ")
}

// oneLine returns JSON, or a word, on one line.
func oneLine(text string) string {
	var compact bytes.Buffer
	if json.Compact(&compact, []byte(text)) != nil {
		return masked(text)
	}
	return masked(compact.String())
}

// reportVectors prints the differences that were not expected and the scores.
func (a *app) reportVectors(scores []score, differences []difference, expected map[string]bool, updated bool) int {
	status, hidden := exitValid, 0
	for _, d := range differences {
		if updated || expected[d.key()] {
			delete(expected, d.key())
			hidden++
			continue
		}
		status = exitInvalid
		fmt.Fprintf(a.stdout, "%s: %s: %s\n", d.id, d.level, printable(d.text))
	}
	for level, s := range scores {
		fmt.Fprintf(a.stdout, "%-11s %d of %d\n", levels[level], s.right, s.all)
	}
	if hidden > 0 {
		fmt.Fprintf(a.stdout, "%s expected\n", counted(hidden, "difference"))
	}
	for _, key := range slices.Sorted(maps.Keys(expected)) {
		fmt.Fprintf(a.stderr, "userpoolclient: expected, but not found: %s\n", printable(key))
	}
	return status
}

// readExpected returns the differences in a file. Empty lines and those that
// begin with # do not count.
func readExpected(name string) (map[string]bool, error) {
	data, err := readFile(name, nil, maxInput)
	if err != nil {
		return nil, err
	}
	expected := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			expected[line] = true
		}
	}
	return expected, nil
}

func writeExpected(name string, differences []difference) error {
	var text bytes.Buffer
	for _, d := range differences {
		fmt.Fprintln(&text, d.key())
	}
	return os.WriteFile(name, text.Bytes(), 0o644)
}
