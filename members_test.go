package cognito_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The tests in this file find the members and their limits by reflection, so
// that a new member is tested without a row of its own.

// member is a member of a client: a field of UserPoolClient or of one of its
// structures.
type member struct {
	path  string
	index []int
	// Of the value, behind its pointer if it has one.
	kind     reflect.Kind
	shape    cognito.Shape
	validate func(*cognito.UserPoolClient) error // as the request that has the member
}

// members returns the members that have a shape.
func members() []member {
	var all []member
	var add func(structure reflect.Type, path string, index []int)
	add = func(structure reflect.Type, path string, index []int) {
		for field := range structure.Fields() {
			at := append(slices.Clone(index), field.Index...)
			fieldType := field.Type
			if fieldType.Kind() == reflect.Pointer {
				fieldType = fieldType.Elem()
			}
			if fieldType.Kind() == reflect.Struct && fieldType != reflect.TypeFor[cognito.Timestamp]() {
				add(fieldType, path+field.Name+".", at)
				continue
			}
			validate := (*cognito.UserPoolClient).Validate
			tag := field.Tag.Get("shape")
			if updateTag, ok := cognito.UpdateTags[field.Name]; tag == "-" && ok {
				tag, validate = updateTag, (*cognito.UserPoolClient).ValidateUpdate
			}
			if tag != "-" {
				all = append(all, member{path + field.Name, at, fieldType.Kind(), cognito.ShapeOf(tag[strings.LastIndexByte(tag, ',')+1:]), validate})
			}
		}
	}
	add(reflect.TypeFor[cognito.UserPoolClient](), "", nil)
	return all
}

// set sets the member of a client, to a string, a number or a list of n
// strings.
func (m member) set(c *cognito.UserPoolClient, value any, n int) {
	target := reflect.ValueOf(c).Elem()
	for _, i := range m.index {
		if target.Kind() == reflect.Pointer {
			if target.IsNil() {
				target.Set(reflect.New(target.Type().Elem()))
			}
			target = target.Elem()
		}
		target = target.Field(i)
	}
	if target.Kind() == reflect.Pointer {
		target.Set(reflect.New(target.Type().Elem()))
		target = target.Elem()
	}
	if target.Kind() == reflect.Slice {
		target.Set(reflect.MakeSlice(target.Type(), n, n))
		for i := range n {
			target.Index(i).Set(reflect.ValueOf(value).Convert(target.Type().Elem()))
		}
		return
	}
	target.Set(reflect.ValueOf(value).Convert(target.Type()))
}

// rulesAt returns the rules that a valid client violates at a path once the
// member is set.
func (m member) rulesAt(t *testing.T, path string, value any, n int) []string {
	t.Helper()
	c := testclients.Valid()
	m.set(c, value, n)
	var rules []string
	for _, violation := range broken(t, m.validate(c)) {
		if rule, ok := strings.CutPrefix(violation, path+" "); ok {
			rules = append(rules, rule)
		}
	}
	return rules
}

// near returns the numbers at and next to the limits of a shape.
func near(s cognito.Shape) []int {
	numbers := []int{s.Min - 1, s.Min, s.Min + 1, s.Max - 1, s.Max, s.Max + 1}
	if s.Max == 0 {
		numbers = numbers[:3]
	}
	return numbers
}

func outside(s cognito.Shape, n int) bool { return n < s.Min || s.Max != 0 && n > s.Max }

func TestEveryLimit(t *testing.T) {
	all := members()
	require.NotEmpty(t, all)
	for _, m := range all {
		t.Run(m.path, func(t *testing.T) {
			switch m.kind {
			case reflect.String:
				m.testStrings(t, m.path, m.shape)
			case reflect.Int32:
				for _, n := range near(m.shape) {
					rules := m.rulesAt(t, m.path, n, 0)
					if outside(m.shape, n) {
						assert.NotEmpty(t, rules, n)
					} else {
						assert.NotContains(t, rules, string(cognito.RuleRange), n)
					}
				}
			case reflect.Slice:
				m.testStrings(t, m.path+"[0]", *m.shape.Element)
				lengths := []int{0, 1, 1000}
				if m.shape.Max > 0 {
					lengths = []int{0, m.shape.Max - 1, m.shape.Max, m.shape.Max + 1}
				}
				for _, n := range lengths {
					rules := m.rulesAt(t, m.path, "a", n)
					assert.Equal(t, outside(m.shape, n), slices.Contains(rules, string(cognito.RuleListLength)), n)
				}
			default:
				assert.Fail(t, "no test for this kind", m.kind)
			}
		})
	}
}

// testStrings tests the limits of a string at a path: of the member itself or
// of the first element.
func (m member) testStrings(t *testing.T, path string, shape cognito.Shape) {
	t.Helper()
	if m.kind == reflect.Slice {
		assert.NotEmpty(t, m.rulesAt(t, path, "", 1), "an element must not be empty")
	}
	for _, value := range shape.Enum {
		assert.NotContains(t, m.rulesAt(t, path, value, 1), string(cognito.RuleEnum), value)
		for _, wrong := range []string{value + "x", "x" + value, strings.ToUpper(value) + strings.ToLower(value)} {
			assert.Contains(t, m.rulesAt(t, path, wrong, 1), string(cognito.RuleEnum), wrong)
		}
	}
	if shape.Enum != nil {
		return
	}
	for _, n := range near(shape) {
		if n < 1 { // absent
			continue
		}
		rules := m.rulesAt(t, path, strings.Repeat("a", n), 1)
		assert.Equal(t, outside(shape, n), slices.Contains(rules, string(cognito.RuleLength)), n)
	}
}

// A list that is nil and one that is empty are validated alike, and their
// JSON differs.
func TestEveryEmptyList(t *testing.T) {
	for _, m := range members() {
		if m.kind != reflect.Slice {
			continue
		}
		absent, empty := testclients.EveryMember(), testclients.EveryMember()
		field := reflect.ValueOf(absent).Elem().FieldByIndex(m.index)
		field.SetZero()
		m.set(empty, "", 0)
		assert.Equal(t, broken(t, absent.Validate()), broken(t, empty.Validate()), m.path)
		assert.Equal(t, broken(t, absent.ValidateUpdate()), broken(t, empty.ValidateUpdate()), m.path)
		assert.NotContains(t, encode(t, absent), `"`+m.path+`"`)
		assert.Contains(t, encode(t, empty), `"`+m.path+`":[]`)
		assert.Equal(t, empty, empty.Clone(), m.path)
	}
}
