package cognito_test

import (
	"errors"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
	"github.com/go-playground/validator/v10"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// config is a caller's struct that has clients in many ways.
type config struct {
	Region  string `json:"region" validate:"required"`
	Client  cognito.UserPoolClient
	Pointer *cognito.UserPoolClient
	List    []cognito.UserPoolClient           `json:"list" validate:"dive"`
	Map     map[string]*cognito.UserPoolClient `validate:"dive"`
	Units   cognito.TokenValidityUnits
	Nested  struct{ Rotation *cognito.RefreshTokenRotation }
	Form    *cognito.AnalyticsConfiguration
}

func registered(t *testing.T, options ...validator.Option) *validator.Validate {
	t.Helper()
	v := validator.New(options...)
	require.NoError(t, cognito.Register(v))
	return v
}

// fieldErrors returns the namespace and the tag of each error of a caller's
// validator, nil for a nil error.
func fieldErrors(t *testing.T, err error) []string {
	t.Helper()
	if err == nil {
		return nil
	}
	var all validator.ValidationErrors
	require.ErrorAs(t, err, &all)
	var list []string
	for _, e := range all {
		list = append(list, e.Namespace()+" "+e.Tag())
	}
	return list
}

func TestRegister(t *testing.T) {
	bad := func() *cognito.UserPoolClient {
		c := testclients.Valid()
		c.ClientName = ""
		c.CallbackURLs[0] = "http://example.com/#"
		c.TokenValidityUnits.IdToken = "weeks"
		return c
	}
	full := func() *config {
		return &config{Region: "us-west-2", Client: *testclients.Valid(), Pointer: testclients.Valid()}
	}
	for _, row := range []struct {
		name   string
		mutate func(c *config)
		want   []string
	}{
		{"nothing is wrong", func(c *config) {}, nil},
		{"a nil pointer is absent", func(c *config) { c.Pointer = nil }, nil},
		{"a value", func(c *config) { c.Client = *bad() }, []string{
			"config.Client.ClientName required",
			"config.Client.TokenValidityUnits.IdToken enum",
			"config.Client.CallbackURLs[0] redirect-uri.fragment",
			"config.Client.CallbackURLs[0] redirect-uri.https",
		}},
		{"a pointer, and a mistake of the caller's", func(c *config) { c.Region, c.Pointer = "", bad() }, []string{
			"config.Region required",
			"config.Pointer.ClientName required",
			"config.Pointer.TokenValidityUnits.IdToken enum",
			"config.Pointer.CallbackURLs[0] redirect-uri.fragment",
			"config.Pointer.CallbackURLs[0] redirect-uri.https",
		}},
		{"an element of a list", func(c *config) { c.List = []cognito.UserPoolClient{*testclients.Valid(), {UserPoolId: "a_b"}} },
			[]string{"config.List[1].ClientName required"}},
		{"an element of a map", func(c *config) { c.Map = map[string]*cognito.UserPoolClient{"tenant": {UserPoolId: "a_b"}} },
			[]string{"config.Map[tenant].ClientName required"}},
		{"members of a client", func(c *config) {
			c.Client.AnalyticsConfiguration = &cognito.AnalyticsConfiguration{ApplicationArn: "arn"}
			c.Client.RefreshTokenRotation = &cognito.RefreshTokenRotation{RetryGracePeriodSeconds: 61}
		}, []string{
			"config.Client.AnalyticsConfiguration.ApplicationArn length",
			"config.Client.AnalyticsConfiguration.ApplicationArn characters",
			"config.Client.RefreshTokenRotation.Feature required",
			"config.Client.RefreshTokenRotation.RetryGracePeriodSeconds range",
		}},
		{"structures without a client", func(c *config) {
			c.Units.AccessToken = "weeks"
			c.Nested.Rotation = &cognito.RefreshTokenRotation{Feature: "x"}
			c.Form = &cognito.AnalyticsConfiguration{ApplicationId: "x"}
		}, []string{
			"config.Units.AccessToken enum",
			"config.Nested.Rotation.Feature enum",
			"config.Form.ApplicationId characters",
		}},
	} {
		t.Run(row.name, func(t *testing.T) {
			v := registered(t)
			c := full()
			row.mutate(c)
			assert.Equal(t, row.want, fieldErrors(t, v.Struct(c)), "by pointer")
			assert.Equal(t, row.want, fieldErrors(t, v.Struct(*c)), "by value")
		})
	}
}

func TestRegisterReportsEveryViolation(t *testing.T) {
	v := registered(t)
	for _, r := range createRows() {
		c := testclients.Valid()
		r.mutate(c)
		var all validator.ValidationErrors
		errors.As(v.Struct(c), &all)
		var invalid *cognito.ValidationError
		errors.As(c.Validate(), &invalid)
		if invalid == nil {
			assert.Empty(t, all, r.name)
			continue
		}
		require.Len(t, all, len(invalid.Violations), r.name)
		for i, violation := range invalid.Violations {
			assert.Equal(t, "UserPoolClient."+violation.Path, all[i].Namespace())
			assert.Equal(t, "UserPoolClient."+violation.Path, all[i].StructNamespace())
			assert.Equal(t, violation.Path, all[i].Field())
			assert.Equal(t, string(violation.Rule), all[i].Tag())
			assert.Equal(t, violation.Message, all[i].Param())
			assert.Equal(t, violation.Value, all[i].Value())
		}
	}
}

func TestRegisterWithOptionsOfTheCaller(t *testing.T) {
	v := registered(t, validator.WithRequiredStructEnabled())
	v.SetTagName("binding")
	v.RegisterTagNameFunc(func(field reflect.StructField) string {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		return name
	})
	err := v.Struct(&config{Client: *testclients.Valid(), List: []cognito.UserPoolClient{{UserPoolId: "a_b"}}, Units: cognito.TokenValidityUnits{IdToken: "x"}})
	assert.Equal(t, []string{"config.Units.IdToken enum"}, fieldErrors(t, err))
}

func TestRegisterRedactsSecrets(t *testing.T) {
	c := config{Region: "us-west-2", Client: *testclients.Valid()}
	c.Client.ClientSecret = "kN0wn!"
	err := registered(t).Struct(c)
	var all validator.ValidationErrors
	require.ErrorAs(t, err, &all)
	require.Len(t, all, 3)
	for _, e := range all {
		assert.Equal(t, cognito.Redacted, e.Value())
		assert.NotContains(t, e.Param()+e.Error(), "kN0wn")
	}
}

// client is an unexported name for the type, under which it can be embedded.
type client = cognito.UserPoolClient

func TestRegisterWhereClientsOccur(t *testing.T) {
	bad := cognito.UserPoolClient{UserPoolId: "a_b"}
	type byValue struct{ client }
	type byPointer struct{ *client }
	type exported struct{ cognito.UserPoolClient }
	type units = cognito.TokenValidityUnits
	for _, row := range []struct {
		name  string
		value any
		want  []string
	}{
		{"a slice", struct{ List []cognito.UserPoolClient }{[]cognito.UserPoolClient{bad}}, nil},
		{"a slice with dive", struct {
			List []cognito.UserPoolClient `validate:"dive"`
		}{[]cognito.UserPoolClient{bad}}, []string{"List[0].ClientName required"}},
		{"a slice of pointers with dive", struct {
			List []*cognito.UserPoolClient `validate:"dive"`
		}{[]*cognito.UserPoolClient{nil, &bad}}, []string{"List[1].ClientName required"}},
		{"a map", struct {
			Map map[string]cognito.UserPoolClient
		}{map[string]cognito.UserPoolClient{"a": bad}}, nil},
		{"a map with dive", struct {
			Map map[string]cognito.UserPoolClient `validate:"dive"`
		}{map[string]cognito.UserPoolClient{"a": bad}}, []string{"Map[a].ClientName required"}},
		{"an array with dive", struct {
			Array [1]cognito.UserPoolClient `validate:"dive"`
		}{[1]cognito.UserPoolClient{bad}}, []string{"Array[0].ClientName required"}},
		{"an interface", struct{ Any any }{bad}, []string{"Any.ClientName required"}},
		{"embedded", exported{bad}, []string{"exported.UserPoolClient.ClientName required"}},
		{"embedded under an unexported name", byValue{bad}, []string{"byValue.client.ClientName required"}},
		{"embedded under an unexported name, addressable", &byValue{bad}, []string{"byValue.client.ClientName required"}},
		{"embedded under an unexported name by pointer", byPointer{&bad}, []string{"byPointer.client.ClientName required"}},
		{"embedded under an unexported name by nil pointer", byPointer{}, nil},
		{"units embedded under an unexported name", struct{ units }{units{IdToken: "x"}}, []string{"units.IdToken enum"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			assert.Equal(t, row.want, fieldErrors(t, registered(t).Struct(row.value)))
			assert.NoError(t, validator.New().Struct(row.value), "a validator that is not registered ignores a client")
		})
	}
}

// A part of a struct is chosen by its field; a client is such a part as a
// whole.
func TestRegisterAndPartsOfStructs(t *testing.T) {
	v := registered(t)
	c := config{Client: cognito.UserPoolClient{UserPoolId: "a_b"}}
	const missing = "config.Client.ClientName required"
	assert.Equal(t, []string{missing}, fieldErrors(t, v.StructPartial(c, "Client")))
	assert.Equal(t, []string{missing}, fieldErrors(t, v.StructPartial(c, "Client.UserPoolId")))
	assert.Equal(t, []string{missing}, fieldErrors(t, v.StructExcept(c, "Region", "Client.ClientName")))
	assert.Equal(t, []string{"config.Region required"}, fieldErrors(t, v.StructPartial(c, "Region")))
}

// The tags of this package do not make other validators panic.
func TestForeignValidators(t *testing.T) {
	bad := config{Region: "us-west-2", Client: cognito.UserPoolClient{ClientName: "Büro"}, Pointer: testclients.EveryMember()}
	assert.NoError(t, validator.New().Struct(bad))
	assert.NoError(t, validator.New(validator.WithRequiredStructEnabled()).Struct(&bad))
	assert.NoError(t, validator.New(validator.WithPrivateFieldValidation()).Struct(testclients.EveryMember()))
}

func TestRegisterAndUnexportedFields(t *testing.T) {
	type hidden struct{ client cognito.UserPoolClient }
	c := hidden{cognito.UserPoolClient{}}
	assert.NoError(t, registered(t).Struct(c), "validator does not look into it")
	v := registered(t, validator.WithPrivateFieldValidation())
	assert.Equal(t, []string{"hidden.client. unreadable"}, fieldErrors(t, v.Struct(c)))
	assert.Equal(t, []string{"hidden.client. unreadable"}, fieldErrors(t, v.Struct(&c)))
}

func TestRegisterNil(t *testing.T) {
	assert.Error(t, cognito.Register(nil))
}

func TestConcurrentUse(t *testing.T) {
	v := registered(t)
	bad := testclients.Valid()
	bad.CallbackURLs[0] = "http://example.com"
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 50 {
				assert.NoError(t, testclients.Valid().Validate())
				assert.NoError(t, testclients.Valid().ValidateUpdate())
				assert.ErrorIs(t, bad.Validate(), cognito.RuleRedirectURIHTTPS)
				assert.Len(t, v.Struct(bad), 1)
				assert.NoError(t, cognito.ValidateRedirectURI("myapp://example"))
			}
		})
	}
	group.Wait()
}
