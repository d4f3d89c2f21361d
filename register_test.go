package cognito

import (
	"errors"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/go-playground/validator/v10"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// config is a caller's struct that has clients in every way.
type config struct {
	Region  string `json:"region" validate:"required"`
	Client  UserPoolClient
	Pointer *UserPoolClient
	List    []UserPoolClient           `json:"list" validate:"dive"`
	Map     map[string]*UserPoolClient `validate:"dive"`
	Units   TokenValidityUnits
	Nested  struct{ Rotation *RefreshTokenRotation }
	Form    *AnalyticsConfiguration
}

func registered(t *testing.T, options ...validator.Option) *validator.Validate {
	t.Helper()
	v := validator.New(options...)
	require.NoError(t, Register(v))
	return v
}

// fieldErrors lists the namespace and the tag of each error of a caller's
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
	bad := func() *UserPoolClient {
		c := valid()
		c.ClientName = ""
		c.CallbackURLs[0] = "http://example.com/#"
		c.TokenValidityUnits.IdToken = "weeks"
		return c
	}
	full := func() *config {
		return &config{Region: "us-west-2", Client: *valid(), Pointer: valid()}
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
		{"an element of a list", func(c *config) { c.List = []UserPoolClient{*valid(), {UserPoolId: "a_b"}} },
			[]string{"config.List[1].ClientName required"}},
		{"an element of a map", func(c *config) { c.Map = map[string]*UserPoolClient{"tenant": {UserPoolId: "a_b"}} },
			[]string{"config.Map[tenant].ClientName required"}},
		{"members of a client", func(c *config) {
			c.Client.AnalyticsConfiguration = &AnalyticsConfiguration{ApplicationArn: "arn"}
			c.Client.RefreshTokenRotation = &RefreshTokenRotation{RetryGracePeriodSeconds: 61}
		}, []string{
			"config.Client.AnalyticsConfiguration.ApplicationArn length",
			"config.Client.AnalyticsConfiguration.ApplicationArn characters",
			"config.Client.RefreshTokenRotation.Feature required",
			"config.Client.RefreshTokenRotation.RetryGracePeriodSeconds range",
		}},
		{"structures without a client", func(c *config) {
			c.Units.AccessToken = "weeks"
			c.Nested.Rotation = &RefreshTokenRotation{Feature: "x"}
			c.Form = &AnalyticsConfiguration{ApplicationId: "x"}
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
	for _, rows := range createTables {
		for _, r := range rows {
			c := valid()
			r.mutate(c)
			var all validator.ValidationErrors
			errors.As(v.Struct(c), &all)
			var invalid *ValidationError
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
}

func TestRegisterWithOptionsOfTheCaller(t *testing.T) {
	v := registered(t, validator.WithRequiredStructEnabled())
	v.SetTagName("binding")
	v.RegisterTagNameFunc(func(field reflect.StructField) string {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		return name
	})
	err := v.Struct(&config{Client: *valid(), List: []UserPoolClient{{UserPoolId: "a_b"}}, Units: TokenValidityUnits{IdToken: "x"}})
	assert.Equal(t, []string{"config.Units.IdToken enum"}, fieldErrors(t, err))
}

func TestRegisterRedactsSecrets(t *testing.T) {
	c := config{Region: "us-west-2", Client: *valid()}
	c.Client.ClientSecret = "kN0wn!"
	err := registered(t).Struct(c)
	var all validator.ValidationErrors
	require.ErrorAs(t, err, &all)
	require.Len(t, all, 3)
	for _, e := range all {
		assert.Equal(t, redacted, e.Value())
		assert.NotContains(t, e.Param()+e.Error(), "kN0wn")
	}
}

func TestRegisterAndUnexportedFields(t *testing.T) {
	type hidden struct{ client UserPoolClient }
	c := hidden{UserPoolClient{}}
	assert.NoError(t, registered(t).Struct(c), "validator does not look into it")
	v := registered(t, validator.WithPrivateFieldValidation())
	assert.Equal(t, []string{"hidden.client. unreadable"}, fieldErrors(t, v.Struct(c)))
	assert.Equal(t, []string{"hidden.client. unreadable"}, fieldErrors(t, v.Struct(&c)))
}

func TestRegisterNil(t *testing.T) {
	assert.Error(t, Register(nil))
}

func TestConcurrentUse(t *testing.T) {
	v := registered(t)
	bad := valid()
	bad.CallbackURLs[0] = "http://example.com"
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 50 {
				assert.NoError(t, valid().Validate())
				assert.NoError(t, valid().ValidateUpdate())
				assert.ErrorIs(t, bad.Validate(), RuleRedirectURIHTTPS)
				assert.Len(t, v.Struct(bad), 1)
				assert.NoError(t, ValidateRedirectURI("myapp://example"))
			}
		})
	}
	group.Wait()
}
