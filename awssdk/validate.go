package awssdk

import (
	"cmp"
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"

	sdk "github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider/types"
	"github.com/aws/smithy-go/middleware"
	"github.com/go-cognito/cognito"
)

const validatorID = "github.com/go-cognito/cognito/awssdk.ValidateRequests"

// ValidateRequests makes a client of the SDK validate the input of every
// CreateUserPoolClient and UpdateUserPoolClient. What is not valid is not
// sent: the call fails, and [errors.As] finds the [*cognito.ValidationError]
// and [errors.Is] each rule. A pointer to an empty text, which the SDK sends
// and the service refuses, is a violation too. Other operations are not
// touched. Give it to NewFromConfig or New, or to a single call.
func ValidateRequests(o *sdk.Options) {
	o.APIOptions = append(o.APIOptions, func(stack *middleware.Stack) error {
		if _, there := stack.Initialize.Get(validatorID); there { // asked for twice
			return nil
		}
		// First, because the SDK's own check of required members would hide
		// what else is wrong.
		return stack.Initialize.Add(middleware.InitializeMiddlewareFunc(validatorID, validateInput), middleware.Before)
	})
}

func validateInput(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (
	out middleware.InitializeOutput, metadata middleware.Metadata, err error,
) {
	switch input := in.Parameters.(type) {
	case *sdk.CreateUserPoolClientInput:
		err = withEmptyTexts(FromCreateInput(input).Validate(), input.AnalyticsConfiguration,
			text{"ClientSecret", input.ClientSecret, cognito.RuleLength},
			text{"DefaultRedirectURI", input.DefaultRedirectURI, cognito.RuleLength})
	case *sdk.UpdateUserPoolClientInput:
		err = withEmptyTexts(FromUpdateInput(input).ValidateUpdate(), input.AnalyticsConfiguration,
			text{"ClientName", input.ClientName, cognito.RuleLength},
			text{"DefaultRedirectURI", input.DefaultRedirectURI, cognito.RuleLength})
	}
	if err != nil {
		return out, metadata, err
	}
	return next.HandleInitialize(ctx, in)
}

// text is a member that may be absent but not empty, and the rule that it
// then breaks.
type text struct {
	path string
	text *string
	rule cognito.Rule
}

// withEmptyTexts adds to what a validation found the texts that are there but
// empty, which the library takes as absent.
func withEmptyTexts(err error, a *types.AnalyticsConfigurationType, texts ...text) error {
	if a != nil {
		texts = append(texts,
			text{"AnalyticsConfiguration.ApplicationId", a.ApplicationId, cognito.RuleCharacters},
			text{"AnalyticsConfiguration.ApplicationArn", a.ApplicationArn, cognito.RuleLength},
			text{"AnalyticsConfiguration.RoleArn", a.RoleArn, cognito.RuleLength})
	}
	texts = slices.DeleteFunc(texts, func(t text) bool { return t.text == nil || *t.text != "" })
	if len(texts) == 0 {
		return err
	}
	var all []cognito.Violation
	if invalid, ok := errors.AsType[*cognito.ValidationError](err); ok {
		all = slices.Clone(invalid.Violations)
	}
	for _, t := range texts {
		all = append(all, cognito.Violation{Path: t.path, Rule: t.rule, Message: "is there but empty: leave it out", Value: ""})
	}
	slices.SortStableFunc(all, func(a, b cognito.Violation) int {
		aOuter, aInner := place(a.Path)
		bOuter, bInner := place(b.Path)
		return cmp.Or(cmp.Compare(aOuter, bOuter), cmp.Compare(aInner, bInner))
	})
	return &cognito.ValidationError{Violations: all}
}

// place is where a path's member is among the fields of the client, and among
// those of the structure that it is in, -1 if in none.
func place(path string) (outer, inner int) {
	name, rest, nested := strings.Cut(path, ".")
	name, _, _ = strings.Cut(name, "[")
	field, _ := reflect.TypeFor[cognito.UserPoolClient]().FieldByName(name)
	if !nested {
		return field.Index[0], -1
	}
	structure := field.Type
	if structure.Kind() == reflect.Pointer {
		structure = structure.Elem()
	}
	member, _ := structure.FieldByName(rest)
	return field.Index[0], member.Index[0]
}
