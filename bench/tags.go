package bench

import (
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/go-cognito/cognito"
	"github.com/go-playground/validator/v10"
)

// taggedClient is a client with the tags that validator's manual shows: dive,
// oneof, conditions, and a registered validation for each pattern.
type taggedClient struct {
	UserPoolId                               string `validate:"required,max=55,poolID"`
	ClientName                               string `validate:"required,max=128,clientName"`
	GenerateSecret                           bool   `validate:"excluded_with=ClientSecret"`
	ClientSecret                             string `validate:"omitempty,min=24,max=64,secret"`
	RefreshTokenValidity                     int32  `validate:"min=0,max=315360000"`
	AccessTokenValidity                      *int32 `validate:"omitempty,min=1,max=86400"`
	IdTokenValidity                          *int32 `validate:"omitempty,min=1,max=86400"`
	TokenValidityUnits                       taggedUnits
	ReadAttributes                           []string `validate:"dive,min=1,max=2048,attribute"`
	WriteAttributes                          []string `validate:"dive,min=1,max=2048,attribute,ne=sub,ne=email_verified,ne=phone_number_verified"`
	ExplicitAuthFlows                        []string `validate:"dive,oneof=ADMIN_NO_SRP_AUTH CUSTOM_AUTH_FLOW_ONLY USER_PASSWORD_AUTH ALLOW_ADMIN_USER_PASSWORD_AUTH ALLOW_CUSTOM_AUTH ALLOW_USER_PASSWORD_AUTH ALLOW_USER_SRP_AUTH ALLOW_REFRESH_TOKEN_AUTH ALLOW_USER_AUTH ALLOW_CLIENT_TOKEN_AUTH"`
	SupportedIdentityProviders               []string `validate:"dive,min=1,max=32,provider"`
	CallbackURLs                             []string `validate:"excluded_unless=AllowedOAuthFlowsUserPoolClient true,max=100,dive,min=1,max=1024,redirectURI"`
	LogoutURLs                               []string `validate:"excluded_unless=AllowedOAuthFlowsUserPoolClient true,max=100,dive,min=1,max=1024,redirectURI"`
	DefaultRedirectURI                       string   `validate:"omitempty,max=1024,redirectURI"`
	AllowedOAuthFlows                        []string `validate:"required_if=AllowedOAuthFlowsUserPoolClient true,excluded_unless=AllowedOAuthFlowsUserPoolClient true,max=3,dive,oneof=code implicit client_credentials"`
	AllowedOAuthScopes                       []string `validate:"required_if=AllowedOAuthFlowsUserPoolClient true,max=50,dive,min=1,max=256,scope"`
	AllowedOAuthFlowsUserPoolClient          bool
	AnalyticsConfiguration                   *taggedAnalytics `validate:"omitempty"`
	PreventUserExistenceErrors               string           `validate:"omitempty,oneof=LEGACY ENABLED"`
	EnableTokenRevocation                    *bool
	EnablePropagateAdditionalUserContextData bool
	AuthSessionValidity                      *int32          `validate:"omitempty,min=3,max=15"`
	RefreshTokenRotation                     *taggedRotation `validate:"omitempty"`
}

type taggedUnits struct {
	AccessToken  string `validate:"omitempty,oneof=seconds minutes hours days"`
	IdToken      string `validate:"omitempty,oneof=seconds minutes hours days"`
	RefreshToken string `validate:"omitempty,oneof=seconds minutes hours days"`
}

type taggedAnalytics struct {
	ApplicationId  string `validate:"required_without=ApplicationArn,excluded_with=ApplicationArn,omitempty,hex"`
	ApplicationArn string `validate:"required_without=ApplicationId,omitempty,min=20,max=2048,arn"`
	RoleArn        string `validate:"required_with=ApplicationId,excluded_with=ApplicationArn,omitempty,min=20,max=2048,arn"`
	ExternalId     string `validate:"required_with=ApplicationId,excluded_with=ApplicationArn,max=131072"`
	UserDataShared bool
}

type taggedRotation struct {
	Feature                 string `validate:"required,oneof=ENABLED DISABLED"`
	RetryGracePeriodSeconds int32  `validate:"min=0,max=60"`
}

// newTaggedClient returns the client as a value: validator takes longer with a
// pointer.
func newTaggedClient(c *cognito.UserPoolClient) (taggedClient, error) {
	data, err := json.Marshal(c)
	if err != nil {
		return taggedClient{}, err
	}
	var tagged taggedClient
	err = json.Unmarshal(data, &tagged)
	return tagged, err
}

// newTagValidator returns a validator with a validation for each pattern and,
// for what no tag can state, one for the struct.
func newTagValidator() (*validator.Validate, error) {
	v := validator.New()
	for tag, pattern := range map[string]string{
		"poolID": poolIDPattern, "clientName": namePattern, "secret": secretPattern, "attribute": attributePattern,
		"provider": providerPattern, "hex": hexPattern, "arn": arnPattern,
	} {
		compiled := regexp.MustCompile(pattern)
		if err := v.RegisterValidation(tag, func(fl validator.FieldLevel) bool {
			return compiled.MatchString(fl.Field().String())
		}); err != nil {
			return nil, err
		}
	}
	if err := v.RegisterValidation("redirectURI", func(fl validator.FieldLevel) bool {
		return isRedirectURI(fl.Field().String())
	}); err != nil {
		return nil, err
	}
	scope, known := regexp.MustCompile(scopePattern), regexp.MustCompile(knownScope)
	if err := v.RegisterValidation("scope", func(fl validator.FieldLevel) bool {
		return scope.MatchString(fl.Field().String()) && known.MatchString(fl.Field().String())
	}); err != nil {
		return nil, err
	}
	v.RegisterStructValidation(func(level validator.StructLevel) {
		c := level.Current().Interface().(taggedClient)
		if !taggedRules(&c) {
			level.ReportError(c.UserPoolId, "UserPoolId", "UserPoolId", "rules", "")
		}
	}, taggedClient{})
	return v, nil
}

func isRedirectURI(uri string) bool {
	if strings.Contains(uri, "#") || strings.ContainsFunc(uri, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) }) {
		return false
	}
	u, err := url.Parse(uri)
	if err != nil {
		return false
	}
	switch u.Scheme {
	case "", "javascript", "data", "vbscript":
		return false
	case "http":
		host := strings.ToLower(u.Hostname())
		return host == "localhost" || host == "127.0.0.1" || host == "::1"
	case "https":
		return u.Host != ""
	}
	return len(uri) > len(u.Scheme+":")
}

func taggedRules(c *taggedClient) bool {
	hasSecret := c.GenerateSecret || c.ClientSecret != ""
	machine := slices.Contains(c.AllowedOAuthFlows, "client_credentials")
	user := slices.Contains(c.AllowedOAuthFlows, "code") || slices.Contains(c.AllowedOAuthFlows, "implicit")
	legacy := slices.ContainsFunc(c.ExplicitAuthFlows, func(f string) bool { return cognito.AuthFlow(f).Legacy() })
	allow := slices.ContainsFunc(c.ExplicitAuthFlows, func(f string) bool { return !cognito.AuthFlow(f).Legacy() })
	clientToken := slices.Contains(c.ExplicitAuthFlows, "ALLOW_CLIENT_TOKEN_AUTH")
	other := slices.ContainsFunc(c.ExplicitAuthFlows, func(f string) bool { return f != "ALLOW_CLIENT_TOKEN_AUTH" })
	rotates := c.RefreshTokenRotation != nil && c.RefreshTokenRotation.Feature == "ENABLED"
	lifetimes := cognito.UserPoolClient{
		RefreshTokenValidity: c.RefreshTokenValidity, AccessTokenValidity: c.AccessTokenValidity, IdTokenValidity: c.IdTokenValidity,
		TokenValidityUnits: cognito.TokenValidityUnits{
			AccessToken:  cognito.TimeUnit(c.TokenValidityUnits.AccessToken),
			IdToken:      cognito.TimeUnit(c.TokenValidityUnits.IdToken),
			RefreshToken: cognito.TimeUnit(c.TokenValidityUnits.RefreshToken),
		},
	}
	return floorTokens(&lifetimes) &&
		(!user || len(c.CallbackURLs) > 0) && (!machine || !user && hasSecret) &&
		(!machine || !slices.ContainsFunc(c.AllowedOAuthScopes, standardScope)) &&
		(c.AllowedOAuthFlowsUserPoolClient || clientToken || len(c.AllowedOAuthScopes) == 0) &&
		(!clientToken || !other && hasSecret) &&
		(!legacy || !allow) && (!rotates || !slices.Contains(c.ExplicitAuthFlows, "ALLOW_REFRESH_TOKEN_AUTH")) &&
		(c.DefaultRedirectURI == "" || slices.Contains(c.CallbackURLs, c.DefaultRedirectURI)) &&
		(!c.EnablePropagateAdditionalUserContextData || hasSecret)
}
