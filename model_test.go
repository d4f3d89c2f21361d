package cognito

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// modelShape is a shape in the service model.
type modelShape struct {
	Type      string
	Required  []string
	Members   map[string]string // of a structure
	Member    string            // of a list
	Min, Max  int
	Pattern   string
	Enum      []string
	Sensitive bool
	// Whether the documentation has a value that the model lacks.
	unpublished bool
}

// readModel returns the shapes of the published model, with the members and
// values that only the documentation has.
func readModel(t *testing.T) map[string]modelShape {
	t.Helper()
	data, err := os.ReadFile("testdata/service-model.json")
	require.NoError(t, err)
	var model struct{ Shapes map[string]modelShape }
	require.NoError(t, json.Unmarshal(data, &model))
	require.NotEmpty(t, model.Shapes)
	data, err = os.ReadFile("testdata/service-documentation.json")
	require.NoError(t, err)
	var documented struct {
		Values  []struct{ Shape, Value, Source string }
		Members []struct {
			Structure, Member, Shape, Source string
			Enum                             []string
		}
	}
	require.NoError(t, json.Unmarshal(data, &documented))
	for _, more := range documented.Values {
		assert.Contains(t, more.Source, "https://")
		shape, ok := model.Shapes[more.Shape]
		require.True(t, ok, "the model has no shape %s", more.Shape)
		require.NotContains(t, shape.Enum, more.Value, "the model has this by now")
		shape.Enum, shape.unpublished = append(shape.Enum, more.Value), true
		model.Shapes[more.Shape] = shape
	}
	for _, more := range documented.Members {
		assert.Contains(t, more.Source, "https://")
		require.NotContains(t, model.Shapes[more.Structure].Members, more.Member, "the model has this by now")
		require.NotContains(t, model.Shapes, more.Shape)
		model.Shapes[more.Structure].Members[more.Member] = more.Shape
		model.Shapes[more.Shape] = modelShape{Type: "string", Enum: more.Enum}
	}
	return model.Shapes
}

// structures are our types for the structures of the model.
var structures = map[string]reflect.Type{
	"CreateUserPoolClientRequest": reflect.TypeFor[UserPoolClient](),
	"UpdateUserPoolClientRequest": reflect.TypeFor[UserPoolClient](),
	"UserPoolClientType":          reflect.TypeFor[UserPoolClient](),
	"TokenValidityUnitsType":      reflect.TypeFor[TokenValidityUnits](),
	"AnalyticsConfigurationType":  reflect.TypeFor[AnalyticsConfiguration](),
	"RefreshTokenRotationType":    reflect.TypeFor[RefreshTokenRotation](),
}

func TestModelMembers(t *testing.T) {
	model := readModel(t)
	ours := map[reflect.Type]map[string]bool{}
	for name, shape := range model {
		if shape.Type != "structure" {
			continue
		}
		structure := structures[name]
		require.NotNil(t, structure, "the model has the structure %s", name)
		if ours[structure] == nil {
			ours[structure] = map[string]bool{}
		}
		for member, memberShape := range shape.Members {
			ours[structure][member] = true
			field, ok := structure.FieldByName(member)
			if !assert.True(t, ok, "%s lacks %s", structure, member) {
				continue
			}
			assert.Equal(t, ",omitzero", field.Tag.Get("json"), member)
			assert.Equal(t, member+",omitempty", field.Tag.Get("yaml"), member)
			checkType(t, model, member, memberShape, field.Type)
			checkTag(t, model, name, member, field)
		}
	}
	for structure, members := range ours {
		for field := range structure.Fields() {
			assert.True(t, members[field.Name], "the model has no %s in %s", field.Name, structure)
		}
	}
}

// Each input has the members that DecodeCreate or DecodeUpdate accepts.
func TestModelInputs(t *testing.T) {
	model := readModel(t)
	for structure, lacks := range map[string][]string{"CreateUserPoolClientRequest": notInCreate, "UpdateUserPoolClientRequest": notInUpdate} {
		for field := range reflect.TypeFor[UserPoolClient]().Fields() {
			assert.Equal(t, model[structure].Members[field.Name] == "", slices.Contains(lacks, field.Name), "%s of %s", field.Name, structure)
		}
	}
}

// pointers are the members for which zero and absent differ.
var pointers = []string{
	"AccessTokenValidity", "IdTokenValidity", "AuthSessionValidity", "EnableTokenRevocation",
	"AnalyticsConfiguration", "RefreshTokenRotation",
}

func checkType(t *testing.T, model map[string]modelShape, member, shape string, ours reflect.Type) {
	if slices.Contains(pointers, member) {
		require.Equal(t, reflect.Pointer, ours.Kind(), member)
		ours = ours.Elem()
	}
	switch model[shape].Type {
	case "string":
		assert.Equal(t, reflect.String, ours.Kind(), member)
	case "integer":
		assert.Equal(t, reflect.Int32, ours.Kind(), member)
	case "boolean":
		assert.Equal(t, reflect.Bool, ours.Kind(), member)
	case "timestamp":
		assert.Equal(t, reflect.TypeFor[Timestamp](), ours, member)
	case "structure":
		assert.Equal(t, structures[shape], ours, member)
	case "list":
		require.Equal(t, reflect.Slice, ours.Kind(), member)
		checkType(t, model, member+" element", model[shape].Member, ours.Elem())
	default:
		assert.Fail(t, "unknown type", "%s is a %q", member, model[shape].Type)
	}
}

// checkTag compares the tag that applies to a request, which for an update may
// be one of updateTags, with the shape and with what the request requires.
func checkTag(t *testing.T, model map[string]modelShape, structure, member string, field reflect.StructField) {
	want := model[structure].Members[member]
	switch kind := model[want].Type; {
	case kind == "boolean", kind == "timestamp":
		want = "-"
	case kind == "structure":
		want = ""
	case slices.Contains(model[structure].Required, member):
		want = "required," + want
	}
	tag := field.Tag.Get("shape")
	switch structure {
	case "UserPoolClientType": // no request
		return
	case "UpdateUserPoolClientRequest":
		if updateTag, ok := updateTags[member]; ok {
			tag = updateTag
		}
	}
	assert.Equal(t, want, tag, "%s of %s", member, structure)
}

func TestModelShapes(t *testing.T) {
	model := readModel(t)
	for name, theirs := range model {
		switch theirs.Type {
		case "structure", "boolean", "timestamp":
			assert.NotContains(t, shapes, name)
			continue
		}
		if name == "ClientTypeType" { // no request has it
			continue
		}
		ours := shapes[name]
		require.NotNil(t, ours, "the shape %s is missing", name)
		assert.Equal(t, theirs.Min, ours.min, "min of %s", name)
		assert.Equal(t, theirs.Max, ours.max, "max of %s", name)
		assert.Equal(t, theirs.Enum, ours.enum, "enum of %s", name)
		assert.Equal(t, theirs.Pattern, ours.pattern, "pattern of %s", name)
		assert.Equal(t, theirs.unpublished, ours.unpublished, "unpublished of %s", name)
		if ours.printed != nil {
			assert.ElementsMatch(t, ours.enum, ours.printed, "printed of %s", name)
		}
		assert.Same(t, shapes[theirs.Member], ours.element, "element of %s", name)
		assert.Equal(t, theirs.Sensitive, ours.sensitive, "sensitive of %s", name)
		assert.Equal(t, theirs.Type == "string" && theirs.Enum == nil, (ours.only != "") != (ours.must != "") && (ours.match != nil) != (ours.chars != nil), "characters of %s", name)
		assert.Equal(t, theirs.Type == "integer", ours.limits != "", "limits of %s", name)
	}
	for name := range shapes {
		assert.Contains(t, model, name)
	}
}

// The values of the types are the model's enums.
func TestModelEnums(t *testing.T) {
	model := readModel(t)
	for name, ours := range map[string][]string{
		"TimeUnitsType":                  texts(TimeUnit("").Values()),
		"OAuthFlowType":                  texts(OAuthFlow("").Values()),
		"PreventUserExistenceErrorTypes": texts(UserExistenceErrors("").Values()),
		"FeatureType":                    texts(Feature("").Values()),
		"ExplicitAuthFlowsType":          texts(AuthFlow("").Values()),
		"ClientTypeType":                 texts(ClientType("").Values()),
	} {
		assert.Equal(t, model[name].Enum, ours)
	}
	for _, flow := range AuthFlow("").Values() {
		assert.Equal(t, !strings.HasPrefix(string(flow), "ALLOW_"), flow.Legacy(), flow)
	}
}

// patterns are the patterns of the model as the service matches them: against
// the whole string, and with the \s of Java, which unlike that of Go includes
// the vertical tab.
func patterns(t *testing.T) map[string]*regexp.Regexp {
	all := map[string]*regexp.Regexp{}
	for name, shape := range readModel(t) {
		if shape.Pattern != "" {
			all[name] = regexp.MustCompile(`^(?:` + strings.ReplaceAll(shape.Pattern, `\s`, `\t\n\v\f\r `) + `)$`)
		}
	}
	require.Len(t, all, 9)
	return all
}

// contexts are strings that match a pattern when the * is replaced by a good
// character: one for each of its character classes.
var contexts = map[string][]string{
	"UserPoolIdType":   {"*_0", "a*_0", "a_*", "a_0*"},
	"ClientNameType":   {"*", "a*"},
	"ClientIdType":     {"*"},
	"ClientSecretType": {"*"},
	"RedirectUrlType":  {"*", "a*b"},
	"ProviderNameType": {"*", "a*b"},
	"ScopeType":        {"*"},
	"HexStringType":    {"*"},
	"ArnType":          {"arn:*:b:c:1:d", "arn:a:b:*:1:d", "arn:a:b::1*:d", "arn:a:b::1:d:*", "arn:a:b::1:d:e:f*"},
}

func matches(name, text string) bool { return text != "" && shapes[name].matches(text) }

func TestPatternsOnGeneratedStrings(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	pieces := []string{
		"arn:", "arn:aws:iam::123456789012:", "role/", ":", "::", "_", "-", "+", "a", "Z", "f", "0", "9", ".", "/", ",", "=", "@",
		" ", "\t", "\v", "\n", "\r", "\x00", "\x7f", "\\", `"`, "!", "~", "é", "e\u0301", "あ", "𝄞", "\u00a0", "\u200b", "\u2028", "\ufffd",
	}
	all := patterns(t)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		matched := 0
		for range 20000 {
			var text string
			for range random.IntN(12) {
				text += pieces[random.IntN(len(pieces))]
			}
			// One that matches or nearly matches.
			if random.IntN(2) == 0 {
				context := contexts[name][random.IntN(len(contexts[name]))]
				text = strings.Replace(context, "*", pieces[random.IntN(len(pieces))], 1)
			}
			want := all[name].MatchString(text)
			require.Equal(t, want, matches(name, text), "%s: %+q", name, text)
			if want {
				matched++
			}
		}
		assert.Greater(t, matched, 100, "few strings matched %s", name)
	}
}
