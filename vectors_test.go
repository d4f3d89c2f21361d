package cognito_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/vectors"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// completed returns the pool of a vector with all that a pool is known to lack
// if the vector does not mention it.
func completed(given *cognito.UserPool) *cognito.UserPool {
	pool := &cognito.UserPool{UserPoolTier: cognito.UserPoolTierEssentials}
	if given != nil {
		*pool = *given
	}
	pool.Id = vectors.UserPoolID
	if pool.UserPoolTier == "" {
		pool.UserPoolTier = cognito.UserPoolTierEssentials
	}
	pool.SchemaAttributes = append([]cognito.SchemaAttribute{}, pool.SchemaAttributes...)
	pool.IdentityProviders = append([]cognito.IdentityProvider{}, pool.IdentityProviders...)
	pool.ResourceServers = append([]cognito.ResourceServer{}, pool.ResourceServers...)
	return pool
}

// decodeVector decodes the request of a vector with a validator.
func decodeVector(v vectors.Vector, validator cognito.Validator) (*cognito.UserPoolClient, error) {
	if v.Operation == cognito.OperationUpdate {
		return validator.DecodeUpdate(v.Request)
	}
	return validator.DecodeCreate(v.Request)
}

// silentRules are those whose violations the service stores.
func silentRules() []cognito.Rule {
	return slices.DeleteFunc(cognito.Rules(), func(r cognito.Rule) bool { return !r.StoredSilently() })
}

func TestVectors(t *testing.T) {
	all, err := vectors.Load()
	require.NoError(t, err)
	for _, v := range all {
		t.Run(v.ID, func(t *testing.T) {
			switch v.Result {
			case vectors.Accepted:
				testAccepted(t, v)
			case vectors.Refused:
				testRefused(t, v)
			default:
				testUnknown(t, v)
			}
		})
	}
}

func testAccepted(t *testing.T, v vectors.Vector) {
	pool := completed(v.Pool)
	c, err := decodeVector(v, cognito.Validator{Pool: pool, Ignore: silentRules()})
	require.NoError(t, err)
	validator := cognito.Validator{Pool: pool}
	validate := validator.ValidateCreate
	if v.Operation == cognito.OperationUpdate {
		validate = validator.ValidateUpdate
	}
	violated := map[cognito.Rule]bool{}
	for _, violation := range append(cognito.Violations(validate(c)), validator.Warnings(c)...) {
		violated[violation.Rule] = true
	}
	if !strings.Contains(string(v.Stored), "RefreshTokenRotation") { // which an update keeps
		assert.False(t, violated[cognito.RuleAuthFlowsRefreshMissing], "it is not known whether that is accepted")
	}
	assert.False(t, violated[cognito.RuleAnalyticsPinpointEnded], "it is not known whether that is accepted")
	if v.Rule != "" {
		assert.Equal(t, slices.Contains(v.Flags, vectors.Silent), violated[v.Rule], "%s is violated if it is stored silently", v.Rule)
	}
	if v.Describe != nil {
		if v.Operation == cognito.OperationCreate {
			assertDescribes(t, v.Describe, c)
		} else {
			assertUpdates(t, v, c)
		}
	}
}

func testRefused(t *testing.T, v vectors.Vector) {
	pool := v.Pool
	if slices.Contains(v.Flags, vectors.Semantic) {
		pool = completed(v.Pool)
	}
	c, err := decodeVector(v, cognito.Validator{Pool: pool, Ignore: silentRules()})
	require.Nil(t, c)
	assert.Equal(t, []string{v.Path + " " + string(v.Rule)}, broken(t, err), "one fault")
	// The same client, if JSON can say of it all that Go can.
	var plain cognito.UserPoolClient
	violation := cognito.Violations(err)[0]
	if json.Unmarshal(v.Request, &plain) == nil && violation.Value != "" {
		validator := cognito.Validator{Pool: pool, Ignore: silentRules()}
		again := validator.ValidateCreate(&plain)
		if v.Operation == cognito.OperationUpdate {
			again = validator.ValidateUpdate(&plain)
		}
		assert.Equal(t, err, again)
	}
	invalid, ok := errors.AsType[*cognito.ValidationError](err)
	require.True(t, ok)
	answer, known := invalid.ServiceError(v.Operation)
	// A text that was seen in two forms has a template.
	hasForms := v.Error.Match == vectors.Template && slices.Contains(v.Flags, vectors.Semantic)
	assert.Equal(t, v.Error.TypeKnown && v.Error.MessageKnown && !hasForms, known)
	if v.Error.TypeKnown {
		assert.Equal(t, v.Error.Type, answer.Exception)
	}
	if v.Error.MessageKnown {
		assert.True(t, v.Error.Matches(answer.Message), "%s\n%s", v.Error.Message, answer.Message)
	}
	if v.Error.MessageKnown && slices.Contains(v.Flags, vectors.Semantic) {
		isAnswer := func(e cognito.ServiceError) bool {
			return e.Operation == v.Operation && vectors.Error{Message: e.Message, Match: vectors.Template}.Matches(v.Error.Message)
		}
		assert.True(t, slices.ContainsFunc(v.Rule.ServiceErrors(), isAnswer), "the rule has the answer")
	}
}

// What is not known must not be known elsewhere.
func testUnknown(t *testing.T, v vectors.Vector) {
	_, err := decodeVector(v, cognito.Validator{Pool: completed(v.Pool), Ignore: silentRules()})
	if invalid, ok := errors.AsType[*cognito.ValidationError](err); ok {
		_, known := invalid.ServiceError(v.Operation)
		assert.False(t, known)
	}
}

// assertDescribes asserts that a client is stored with members.
func assertDescribes(t *testing.T, want map[string]json.RawMessage, c *cognito.UserPoolClient) {
	t.Helper()
	var got map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(c.StoredJSON(), &got))
	for name, difference := range vectors.Differences(want, got) {
		assert.Fail(t, "stored otherwise", "%s: %s", name, difference)
	}
}

// assertUpdates asserts that the members that are reset are those that the
// library says are, and that UpdateRequest makes the change that the vector has.
func assertUpdates(t *testing.T, v vectors.Vector, request *cognito.UserPoolClient) {
	t.Helper()
	var before cognito.UserPoolClient
	require.NoError(t, json.Unmarshal(v.Stored, &before))
	before.ClientId = vectors.ClientID
	after := updated(&before, request)
	assertDescribes(t, v.Describe, after)
	// What UpdateRequest sends leads there from the same client.
	sent := cognito.UpdateRequest(&before, after)
	assertDescribes(t, v.Describe, updated(&before, sent))
}

// kept are the members that an update keeps if it leaves them out.
var kept = []string{"ClientName", "RefreshTokenRotation", "RefreshTokenValidity", "EnableTokenRevocation", "AuthSessionValidity"}

// updated returns what an update makes of a client.
func updated(before, request *cognito.UserPoolClient) *cognito.UserPoolClient {
	after := request.Clone()
	for _, name := range kept {
		field := reflect.ValueOf(after).Elem().FieldByName(name)
		if field.IsZero() {
			field.Set(reflect.ValueOf(before).Elem().FieldByName(name))
		}
	}
	return after
}

func TestVectorsOfEveryRule(t *testing.T) {
	all, err := vectors.Load()
	require.NoError(t, err)
	for _, rule := range cognito.Rules() {
		isOf := func(v vectors.Vector) bool { return v.Rule == rule }
		isNear := func(v vectors.Vector) bool {
			if rule == cognito.RuleAnalyticsForm {
				return isOf(v) // nothing is known since Amazon Pinpoint ended
			}
			return isOf(v) && v.Result == vectors.Accepted && !slices.Contains(v.Flags, vectors.Silent)
		}
		// The service refuses what violates the rule, if it is still known to.
		violates := func(v vectors.Vector) bool { return isOf(v) && v.Result == vectors.Refused }
		switch {
		case rule.StoredSilently():
			violates = func(v vectors.Vector) bool { return isOf(v) && slices.Contains(v.Flags, vectors.Silent) }
		case rule == cognito.RuleAnalyticsForm || rule.Severity() == cognito.SeverityWarning || !slices.ContainsFunc(rule.ServiceErrors(), func(e cognito.ServiceError) bool { return e.Operation != cognito.OperationSignIn }):
			violates = func(v vectors.Vector) bool {
				return isOf(v) && v.Result != vectors.Accepted || isOf(v) && slices.Contains(v.Flags, vectors.Silent)
			}
		}
		assert.True(t, slices.ContainsFunc(all, violates), "no vector violates %s", rule)
		assert.True(t, slices.ContainsFunc(all, isNear), "no accepted vector is near %s", rule)
	}
}

func TestVectorsAreMany(t *testing.T) {
	all, err := vectors.Load()
	require.NoError(t, err)
	known, unknown := 0, 0
	ids := map[string]bool{}
	for _, v := range all {
		assert.False(t, ids[v.ID], "two vectors are named %s", v.ID)
		ids[v.ID] = true
		assert.True(t, strings.HasPrefix(v.ID, strings.TrimSuffix(v.File, ".json")+"/"), v.ID)
		assert.True(t, slices.IsSorted(v.Flags), v.ID)
		assert.Equal(t, v.Operation == cognito.OperationUpdate, slices.Contains(v.Flags, vectors.Update), v.ID)
		assert.Equal(t, v.Operation == cognito.OperationUpdate, v.Stored != nil, v.ID)
		assert.Equal(t, v.Pool != nil, slices.Contains(v.Flags, vectors.Pool), v.ID)
		assert.Equal(t, v.Result == vectors.Refused, v.Error != nil, v.ID)
		assert.Equal(t, v.Result == vectors.Refused, slices.Contains(v.Flags, vectors.Envelope) != slices.Contains(v.Flags, vectors.Semantic), v.ID)
		assert.Equal(t, v.Result == vectors.Unknown, v.Question != "" && v.Evidence == nil, v.ID)
		if v.Rule != "" {
			assert.NotEmpty(t, v.Rule.Severity(), v.ID)
		}
		if v.Result == vectors.Unknown {
			unknown++
		} else {
			known++
		}
	}
	assert.GreaterOrEqual(t, known, 300)
	assert.GreaterOrEqual(t, unknown, 35)
	assert.LessOrEqual(t, unknown, 45)
}
