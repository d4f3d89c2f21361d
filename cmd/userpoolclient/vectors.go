package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/go-cognito/cognito/vectors"
)

const vectorsUsage = `userpoolclient vectors -endpoint URL [FLAGS]

Sends requests to an emulator of user pools and prints where its answers differ
from what AWS is known to answer, and a score for each level: whether it accepts
or refuses (verdict), the type of the error (exception), its text (message), and
what describe returns afterwards (stored form). It creates pools, clients,
identity providers and resource servers there and does not delete them, and it
sends dummy credentials.

  -endpoint URL            the emulator, at a loopback or private address
  -allow-remote            allow any address
  -level N                 compare the verdict (1), also the exception (2), also
                           the message (3), or everything (4, the default)
  -expected-failures FILE  do not report the differences in FILE, one a line
  -update-expected         replace FILE by the differences found, but keep its
                           lines of levels that are not compared

Exit status: 0 if all differences are in FILE, 1 if others are found, 2 on any
other problem, such as a first pool that cannot be created or three requests in
a row without an answer.

Example:

  userpoolclient vectors -endpoint http://127.0.0.1:5000
`

// levels are what is compared, in order.
var levels = []string{"verdict", "exception", "message", "stored form"}

// maxNotFound is how many expected differences that were not found are listed.
const maxNotFound = 5

// maxUnanswered is how many requests in a row may get no answer.
const maxUnanswered = 3

// difference is a level at which an emulator differs in a vector.
type difference struct {
	id, level string
	// What is different. Empty if the verdict, which has another difference,
	// says it.
	text string
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
	var lines []string
	if *expectedFile != "" {
		lines, err = readExpected(*expectedFile)
		if err != nil && !(*update && errors.Is(err, fs.ErrNotExist)) {
			fmt.Fprintf(a.stderr, "userpoolclient: %v\n", err)
			return exitError
		}
	}
	// Those of other levels are not compared.
	notCompared, notFound, expected := []string(nil), map[string]bool{}, map[string]bool{}
	for _, line := range lines {
		expected[line] = true
		if slices.ContainsFunc(levels[*level:], func(level string) bool { return strings.HasSuffix(line, " "+level) }) {
			notCompared = append(notCompared, line)
		} else {
			notFound[line] = true
		}
	}
	scores := make([]score, *level)
	var keys []string
	status, hidden := exitValid, 0
	err = compareAll(emulator, scores, func(d difference) {
		keys = append(keys, d.key())
		delete(notFound, d.key())
		switch {
		case *update || expected[d.key()]:
			hidden++
		case d.text != "":
			status = exitInvalid
			fmt.Fprintf(a.stdout, "%s: %s: %s\n", d.id, d.level, printable(d.text))
			_ = a.stdout.Flush() // main reports the error
		}
	})
	if err != nil {
		fmt.Fprintf(a.stderr, "userpoolclient: %s\n", printable(err.Error()))
		return exitError
	}
	if *update {
		clear(notFound)
		written := slices.Concat(keys, notCompared, []string{""})
		if err := os.WriteFile(*expectedFile, []byte(strings.Join(written, "\n")), 0o644); err != nil {
			fmt.Fprintf(a.stderr, "userpoolclient: %v\n", err)
			return exitError
		}
	}
	for level, s := range scores {
		fmt.Fprintf(a.stdout, "%-11s %d of %d\n", levels[level], s.right, s.all)
	}
	if hidden > 0 {
		fmt.Fprintf(a.stdout, "%s expected\n", counted(hidden, "difference"))
	}
	if len(notFound) > maxNotFound {
		fmt.Fprintf(a.stderr, "userpoolclient: %d expected differences were not found; -update-expected removes them\n", len(notFound))
		return status
	}
	for _, key := range slices.Sorted(maps.Keys(notFound)) {
		fmt.Fprintf(a.stderr, "userpoolclient: expected, but not found: %s\n", printable(key))
	}
	return status
}

// compareAll compares an emulator with all vectors, and reports each difference
// when it is found.
func compareAll(e *emulator, scores []score, report func(difference)) error {
	all, err := vectors.Load()
	if err == nil {
		// Otherwise every vector would differ.
		_, err = e.pool(nil)
	}
	if err != nil {
		return err
	}
	for _, v := range all {
		if v.Result == vectors.Unknown {
			continue
		}
		differences := compare(v, e, scores)
		if e.unanswered >= maxUnanswered {
			return fmt.Errorf("%s: %s: the last %d requests got no answer", v.ID, differences[0].text, e.unanswered)
		}
		for _, d := range differences {
			report(d)
		}
	}
	return nil
}

// compare adds a vector to the scores of the levels that are compared, and
// returns where the emulator differs. A wrong verdict makes the other levels
// wrong too, without a text: an emulator that learns to refuse must not get new
// differences.
func compare(v vectors.Vector, e *emulator, scores []score) []difference {
	got, err := e.run(v, v.Describe != nil && len(scores) == len(levels))
	var differences []difference
	isVerdictWrong := false
	check := func(level int, isRight bool, text string) {
		if level >= len(scores) {
			return
		}
		scores[level].all++
		switch {
		case isVerdictWrong:
			differences = append(differences, difference{v.ID, levels[level], ""})
		case isRight:
			scores[level].right++
		default:
			differences = append(differences, difference{v.ID, levels[level], text})
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
	isVerdictWrong = differences != nil
	if got.refusal == nil {
		got.refusal = &refusal{}
	}
	if got.withIDs == nil {
		got.withIDs = func(text string) string { return text }
	}
	if v.Result == vectors.Refused && v.Error.TypeKnown {
		check(1, got.refusal.Type == v.Error.Type, "must be "+v.Error.Type+", was "+strconv.Quote(shortened(got.refusal.Type, v.Error.Type)))
	}
	if v.Result == vectors.Refused && v.Error.MessageKnown {
		want := *v.Error
		want.Message = got.withIDs(want.Message)
		check(2, want.Matches(got.refusal.Message), "must be "+strconv.Quote(want.Message)+", was "+strconv.Quote(shortened(got.refusal.Message, want.Message)))
	}
	switch {
	case v.Describe == nil:
	case got.describeErr != nil:
		check(3, false, got.describeErr.Error())
	default:
		differ := vectors.Differences(v.Describe, got.described)
		check(3, len(differ) == 0, describeDifferences(v, differ))
	}
	return differences
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
		texts = append(texts, name+" must be "+oneLine(want)+", was "+shortened(oneLine(is), want))
	}
	return strings.Join(texts, "; ")
}

// oneLine returns JSON, or a word, on one line.
func oneLine(text string) string {
	var compact bytes.Buffer
	if json.Compact(&compact, []byte(text)) != nil {
		return text
	}
	return compact.String()
}

// shortened returns text without its middle if it is much longer than what it
// must be, so that it shows where it differs.
func shortened(text, want string) string {
	half := len(want) + maxShown
	if len(text) <= 2*half {
		return text
	}
	return strings.ToValidUTF8(text[:half], "") + "..." + strings.ToValidUTF8(text[len(text)-half:], "")
}

// readExpected returns the differences in a file. Empty lines and those that
// begin with # do not count.
func readExpected(name string) ([]string, error) {
	data, err := readFile(name, nil, maxInput)
	if err != nil {
		return nil, err
	}
	var expected []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			expected = append(expected, line)
		}
	}
	return expected, nil
}
