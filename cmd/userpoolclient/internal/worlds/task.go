package worlds

import (
	"reflect"
	"slices"
	"strings"

	"github.com/go-cognito/cognito"
)

// task is what is decided together: rules that read the same members, or what
// may be wrong with one member by itself.
type task struct {
	// members are those that are read, and the structures around them.
	members map[string]bool
	// whole are the members of which everything is read, even what no client
	// has, and hasOthers whether the members that no client has are.
	whole     []string
	hasOthers bool
	// at are the rules with the members at which their violations are.
	at map[ruleAt]bool
	// element is the only element that is read of a list, allElements or
	// noElement, which stands for the list with nothing that varies in it.
	// Of the lists in lengths, too, only the length is read.
	element int
	lengths []string
	// isCounting reports whether the elements before the only one that is
	// read are counted.
	isCounting bool
	// usesPool reports whether a rule needs the pool.
	usesPool bool
}

type ruleAt struct {
	rule   cognito.Rule
	member string
}

const (
	allElements = -1
	noElement   = -2
)

// isWanted reports whether the value of an element of a member is read.
func (t *task) isWanted(member string, e Element) bool {
	return e.IsConstant || e.MayVanish || t.element == allElements && !slices.Contains(t.lengths, member)
}

// ofPool are the rules that need to know the pool.
var ofPool = []cognito.Rule{
	cognito.RuleIdentityProvidersNotInPool, cognito.RuleOAuthScopeNotInPool, cognito.RuleAttributesNotInPool,
	cognito.RuleWriteAttributesRequiredMissing, cognito.RuleAuthFlowsTier, cognito.RuleWriteAttributesMappedMissing,
}

// isOfPool reports whether the pool decides what is wrong at a member, so that
// no warning is given there.
func isOfPool(member string) bool {
	return slices.ContainsFunc(ofPool, func(rule cognito.Rule) bool {
		return rule.Severity() == cognito.SeverityError && slices.Contains(rule.Members(), member)
	})
}

var clientStruct = reflect.TypeFor[cognito.UserPoolClient]()

// parents are the structures in a client and the members that they are.
var parents = map[reflect.Type]string{}

// fields are the members of a client, and members are these and the members of
// the structures in it.
var fields, members = func() (fields, members []string) {
	for field := range clientStruct.Fields() {
		fields, members = append(fields, field.Name), append(members, field.Name)
		t := field.Type
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if t.Kind() == reflect.Struct && t != reflect.TypeFor[cognito.Timestamp]() {
			parents[t] = field.Name
			for inner := range t.Fields() {
				members = append(members, field.Name+"."+inner.Name)
			}
		}
	}
	return fields, members
}()

// ofAbsent are the rules that are violated at members that are absent.
var ofAbsent = []cognito.Rule{
	cognito.RuleRequired, cognito.RuleOAuthFlowsRequired, cognito.RuleOAuthScopesRequired, cognito.RuleOAuthCallbackURLsRequired,
	cognito.RuleAuthFlowsImplied, cognito.RuleUserExistenceErrorsDisclosed, cognito.RuleIdentityProvidersNone,
}

// isMoot reports whether nothing can be wrong, given the members that are
// absent.
func (t *task) isMoot(absent map[string]bool) bool {
	for at := range t.at {
		if !absent[fieldOf(at.member)] || slices.Contains(ofAbsent, at.rule) {
			return false
		}
	}
	return len(t.whole) == 0 && !t.hasOthers
}

// wants reports whether a member of a structure is read.
func (t *task) wants(structure reflect.Type, name string) bool {
	parent, isInside := parents[structure]
	if isInside {
		if slices.Contains(t.whole, parent) {
			return true
		}
		name = parent + "." + name
	}
	return t.members[name] || t.hasOthers && !isInside && !slices.Contains(fields, name)
}

// reads reports whether one of some members, or a part of one, is read.
func (t *task) reads(wanted map[string]bool) bool {
	for member := range t.members {
		if wanted[fieldOf(member)] {
			return true
		}
	}
	return false
}

// fieldOf returns the member of the client that a member is or is in.
func fieldOf(member string) string {
	field, _, _ := strings.Cut(member, ".")
	return field
}

// read adds a member to those that are read.
func (t *task) read(member string) {
	if t.members == nil {
		t.members = map[string]bool{}
	}
	t.members[member], t.members[fieldOf(member)] = true, true
}

// add adds a rule at a member.
func (t *task) add(rule cognito.Rule, member string) {
	if t.at == nil {
		t.at = map[ruleAt]bool{}
	}
	t.at[ruleAt{rule, member}] = true
	t.usesPool = t.usesPool || slices.Contains(ofPool, rule) || rule.Severity() == cognito.SeverityWarning && isOfPool(member)
}

// accepts reports whether a finding is decided by a task.
func (t *task) accepts(f *Finding) bool {
	if f.Rule == "" {
		return slices.Contains(t.whole, fieldOf(f.Path.Member)) || t.hasOthers && !slices.Contains(fields, f.Path.Member)
	}
	return t.at[ruleAt{f.Rule, f.Path.Member}]
}

// tasks are those without and with warnings.
var tasks = [2][]*task{newTasks(false), newTasks(true)}

// everything reads all of a client, and alone reads one member each.
var everything, alone = func() (everything *task, alone []*task) {
	everything = &task{whole: fields, hasOthers: true, element: allElements}
	for _, field := range fields {
		everything.read(field)
		alone = append(alone, newTask(field))
	}
	return everything, alone
}()

// newTask returns one that reads a member of the client.
func newTask(field string) *task {
	t := &task{whole: []string{field}, element: allElements}
	t.read(field)
	return t
}

// ruleOrder and memberOrder are the orders in which findings at one place are
// reported.
var ruleOrder, memberOrder = indexes(cognito.Rules()), indexes(members)

func indexes[T comparable](list []T) map[T]int {
	at := map[T]int{}
	for i, element := range list {
		at[element] = i
	}
	return at
}

// newTasks returns one task for each member of a client, and one for each set
// of members that rules read together.
func newTasks(warnings bool) []*task {
	var all []*task
	byField, bySet := map[string]*task{}, map[string]*task{}
	for _, field := range fields {
		t := newTask(field)
		byField[field], all = t, append(all, t)
	}
	for _, rule := range cognito.Rules() {
		if rule.Severity() == cognito.SeverityWarning && !warnings {
			continue
		}
		isAlone := rule.Reads() == nil
		for _, member := range rule.Members() {
			if isAlone {
				byField[fieldOf(member)].add(rule, member)
				continue
			}
			v := cognito.Violation{Path: member, Rule: rule}
			set := slices.DeleteFunc(slices.Clone(members), func(other string) bool { return !v.DependsOn(other) })
			lengths := slices.DeleteFunc(slices.Clone(set), func(other string) bool { return v.DependsOn(other + "[0]") })
			key := strings.Join(set, " ") + ":" + strings.Join(lengths, " ")
			t := bySet[key]
			if t == nil {
				t = &task{element: allElements, lengths: lengths}
				for _, member := range set {
					t.read(member)
				}
				bySet[key], all = t, append(all, t)
			}
			t.add(rule, member)
		}
	}
	return append(all, &task{hasOthers: true, element: allElements})
}
