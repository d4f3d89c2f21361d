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
sends dummy credentials.

  -endpoint URL            where the emulator listens: a loopback or private address
  -allow-remote            allow any address
  -level N                 compare the verdict (1), also the exception (2), also the
                           message (3), or everything (4, the default)
  -expected-failures FILE  do not report the differences in FILE, one a line
  -update-expected         write the differences found to FILE

Exit status: 0 if nothing differs that is not in FILE, 1 if something does, 2 on
any other problem, such as three requests in a row that get no answer.

Example:

  userpoolclient vectors -endpoint http://127.0.0.1:5000
`

// levels are what is compared, in order.
var levels = []string{"verdict", "exception", "message", "stored form"}

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
	expected := map[string]bool{}
	if *expectedFile != "" && !*update {
		if expected, err = readExpected(*expectedFile); err != nil {
			fmt.Fprintf(a.stderr, "userpoolclient: %v\n", err)
			return exitError
		}
	}
	scores := make([]score, *level)
	notFound := maps.Clone(expected)
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
		if err := os.WriteFile(*expectedFile, []byte(strings.Join(append(keys, ""), "\n")), 0o644); err != nil {
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
	for _, key := range slices.Sorted(maps.Keys(notFound)) {
		isOf := func(level string) bool { return strings.HasSuffix(key, " "+level) }
		if !slices.ContainsFunc(levels[*level:], isOf) { // those are not compared
			fmt.Fprintf(a.stderr, "userpoolclient: expected, but not found: %s\n", printable(key))
		}
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
		check(1, got.refusal.Type == v.Error.Type, "must be "+v.Error.Type+", was "+quoted(got.refusal.Type))
	}
	if v.Result == vectors.Refused && v.Error.MessageKnown {
		want := *v.Error
		want.Message = got.withIDs(want.Message)
		check(2, want.Matches(got.refusal.Message), "must be "+quoted(want.Message)+", was "+quoted(got.refusal.Message))
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
