package worlds

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/cmd/userpoolclient/internal/document"
	"github.com/go-cognito/cognito/internal/testclients"
)

// parse returns the parts of a text in which capital letters are unknowns.
func parse(text string, unknowns map[rune]*Unknown) []part {
	var parts []part
	for _, r := range text {
		switch u := unknowns[r]; {
		case u != nil:
			parts = append(parts, part{unknown: u})
		case len(parts) > 0 && parts[len(parts)-1].unknown == nil:
			parts[len(parts)-1].literal += string(r)
		default:
			parts = append(parts, part{literal: string(r)})
		}
	}
	return parts
}

func TestSolutions(t *testing.T) {
	unknowns := map[rune]*Unknown{'A': {}, 'B': {}, 'N': {Number: true}, 'W': {without: []string{"-"}}}
	for r := 'C'; r <= 'L'; r++ {
		unknowns[r] = &Unknown{}
	}
	for _, row := range []struct {
		pattern, target string
		want            []string // of A, B, N and W
		isComplete      bool
	}{
		{"A", "x", []string{"x,,,"}, true},
		{"A", "", []string{",,,"}, true},
		{"x", "x", []string{",,,"}, true},
		{"xA", "y", nil, true},
		{"A-B", "a-5-5", []string{"a,5-5,,", "a-5,5,,"}, true},
		{"A-A", "x-x", []string{"x,,,"}, true},
		{"A-A", "x-y", nil, true},
		{"AN", "x1", []string{"x,,1,"}, true},
		{"N", "x", nil, true},
		{"W-A", "a-5-5", []string{"5-5,,,a"}, true},
		{"CDEFGHIJKLx", "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy", nil, false},
	} {
		var got []string
		all, isComplete := solutions(parse(row.pattern, unknowns), row.target)
		for _, values := range all {
			got = append(got, values[unknowns['A']]+","+values[unknowns['B']]+","+values[unknowns['N']]+","+values[unknowns['W']])
		}
		assert.Equal(t, row.isComplete, isComplete, "%s = %s", row.pattern, row.target)
		if row.isComplete {
			assert.ElementsMatch(t, row.want, got, "%s = %s", row.pattern, row.target)
		}
	}
}

// Texts that may be equal are found, with values that make them so.
func TestUnify(t *testing.T) {
	region := &Unknown{Typed: true, Others: []string{"us-east-1"}}
	unknowns := map[rune]*Unknown{'A': {}, 'B': {}, 'C': {}, 'D': {}, 'N': {Number: true}, 'R': region, 'W': {without: []string{"/"}}}
	for _, row := range []struct {
		a, b          string
		mayBe, isSure bool // sure if there are values
	}{
		{"A", "B", true, true},
		{"A", "x", true, true},
		{"x", "x", true, true},
		{"x", "y", false, false},
		{"", "", true, true},
		{"", "x", false, false},
		{"", "A", true, true},
		{"https://A/prod", "https://x.y/B", true, true},
		{"https://A/prod", "https://x.y/prod", true, true},
		{"https://A/prod", "https://x.y/B/test", false, false},
		{"xA", "yB", false, false},
		{"Ax", "By", false, false},
		{"https://A.x.R.y/C/cb", "B", true, true},
		{"https://A-B.x/cb", "C", true, true},
		{"https://A.example.com/B", "https://app.C/cb", true, true},
		{"https://A.example.com/cb", "https://B.example.com/callback", false, false},
		{"aAb", "abab", true, true},
		{"aAbB", "Cb", true, true},
		{"N", "x", false, false},
		{"N.N", "1.2", true, false}, // Each N has the same value.
		{"aN", "aA", true, true},
		{"R", "a/b", false, false},
		{"W/b", "A/a/b", false, false},
		{"AxB", "yxy", true, true},
		{"AA", "aab", true, false},
		{"AAA", "BxB", true, true},
	} {
		a, b := parse(row.a, unknowns), parse(row.b, unknowns)
		values, mayBe := unify(a, b)
		assert.Equal(t, row.mayBe, mayBe, "%s = %s", row.a, row.b)
		assert.Equal(t, row.mayBe, mayBeEqual(a, b), "%s = %s", row.a, row.b)
		assert.Equal(t, row.isSure, values != nil, "%s = %s", row.a, row.b)
		if values != nil {
			assert.Equal(t, textOf(a, values), textOf(b, values))
			assert.True(t, areEqual(b, a, values))
		}
		_, reversed := unify(b, a)
		assert.Equal(t, mayBe, reversed, "%s = %s", row.b, row.a)
	}
}

// FuzzUnify compares with the values of a text: what a pattern may be is found,
// and what it is said to be, it is.
func FuzzUnify(f *testing.F) {
	f.Add("https://A/B", "https://Cx/B", "a", "b", "c")
	f.Fuzz(func(t *testing.T, a, b, valueA, valueB, valueC string) {
		if len(a)+len(b) > 60 || len(valueA)+len(valueB)+len(valueC) > 60 {
			return
		}
		x, y, z := &Unknown{}, &Unknown{}, &Unknown{}
		unknowns := map[rune]*Unknown{'A': x, 'B': y, 'C': z}
		left, right := parse(a, unknowns), parse(b, unknowns)
		values, mayBe := unify(left, right)
		assert.Equal(t, mayBe, mayBeEqual(left, right))
		if values != nil {
			assert.Equal(t, textOf(left, values), textOf(right, values))
		}
		given := map[*Unknown]string{x: valueA, y: valueB, z: valueC}
		if textOf(left, given) == textOf(right, given) {
			assert.True(t, mayBe, "%s = %s", a, b)
		}
		_, mayBe = unify(left, parse(textOf(left, given), nil))
		assert.True(t, mayBe, a)
	})
}

// The conditions shown are the fewest that distinguish branches.
func TestFewest(t *testing.T) {
	branchOf := func(text string) *branch { // 1 is true, 0 is false, - is not read
		b := &branch{}
		for i, truth := range text {
			if truth != '-' {
				b.truths.set(70*i, truth == '1')
			}
		}
		return b
	}
	for _, row := range []struct {
		wanted   string
		others   []string
		want     int // how many are needed
		possible bool
	}{
		{"111", nil, 0, true},
		{"111", []string{"011"}, 1, true},
		{"111", []string{"0--", "10-"}, 2, true},
		{"111", []string{"001", "100", "010"}, 2, true},
		{"111", []string{"011", "101", "110"}, 3, true},
		{"111", []string{"11-"}, 0, false},
		{"1--", []string{"-1-"}, 0, false},
	} {
		branches := []*branch{branchOf(row.wanted)}
		for _, other := range row.others {
			branches = append(branches, branchOf(other))
		}
		needed, ok := fewest(branches, 0, func(i int) bool { return i == 0 })
		assert.Equal(t, row.possible, ok, row.wanted)
		c := &Client{}
		for i := range 211 {
			c.AddCondition(&Condition{Name: strconv.Itoa(i)})
		}
		assert.Len(t, c.when(&branches[0].truths, needed), row.want, "%s %s", row.wanted, row.others)
	}
}

// The rules that need the pool are those that have no violation without one.
func TestOfPool(t *testing.T) {
	for _, rule := range cognito.Rules() {
		text := rule.Description()
		isOfPool := strings.Contains(text, "of the pool") || strings.Contains(text, "mapping of an identity provider")
		assert.Equal(t, isOfPool, slices.Contains(ofPool, rule), "%s: %s", rule, text)
	}
}

// All decisions are made in every way, once.
func TestEachBranch(t *testing.T) {
	c := &Client{task: &task{}}
	var got []string
	isComplete := c.Branches(10, func() bool {
		text := strconv.Itoa(c.decide(2))
		if text == "1" {
			text += strconv.Itoa(c.decide(3))
		}
		got = append(got, text+strconv.Itoa(c.decide(1)))
		return true
	})
	assert.True(t, isComplete)
	assert.Equal(t, []string{"00", "100", "110", "120"}, got)
	four := func() bool { c.decide(4); return true }
	assert.True(t, c.Branches(4, four))
	assert.False(t, c.Branches(3, four))
}

// A finding that not every world has is not certain.
func TestCheck(t *testing.T) {
	for _, row := range []struct {
		finds func(text string) bool
		want  int
	}{
		{func(string) bool { return true }, 1},
		{func(string) bool { return false }, 0},
		{func(text string) bool { return text != "example" }, 0},
	} {
		c := &Client{}
		u := c.Unknown("u")
		name := &document.Node{Kind: document.String, Text: "ClientName"}
		c.Value = func() *document.Node {
			return c.Object(clientStruct, document.Place{}, []*document.Node{name}, []Value{func() *document.Node { return c.Node(u, document.Place{}) }})
		}
		certain, exists := c.Check(false, func(n *document.Node, _ *cognito.UserPool) Result {
			if _, value := n.Member("ClientName"); value != nil && row.finds(value.Text) {
				return Result{Found: []Finding{{Path: MemberPath("ClientName"), Rule: cognito.RuleCharacters}}}
			}
			return Result{}
		})
		assert.True(t, exists)
		assert.Len(t, certain, row.want)
		assert.Equal(t, []Member{{document.Place{}, MemberPath("ClientName")}}, c.NotKnown)
	}
}

// A violation at a member that is absent is of a rule that says so.
func TestOfAbsent(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	found := map[cognito.Rule]bool{}
	for range 20_000 {
		c := testclients.Generate(random)
		for field := range reflect.ValueOf(c).Elem().Fields() {
			if random.IntN(8) == 0 {
				reflect.ValueOf(c).Elem().FieldByIndex(field.Index).SetZero()
			}
		}
		for _, v := range append(cognito.Violations(c.Validate()), c.Warnings()...) {
			if reflect.ValueOf(c).Elem().FieldByName(fieldOf(ParsePath(v.Path).Member)).IsZero() {
				assert.Contains(t, ofAbsent, v.Rule)
				found[v.Rule] = true
			}
		}
	}
	assert.Len(t, found, len(ofAbsent))
}
