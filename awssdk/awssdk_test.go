package awssdk

import (
	"cmp"
	"math/rand/v2"
	"reflect"
	"strconv"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	sdk "github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider/types"
	"github.com/go-cognito/cognito"
	"github.com/go-cognito/cognito/internal/testclients"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// fill fills a value at random: each member is absent, or has a value that is
// no other member's.
func fill(random *rand.Rand, target reflect.Value) {
	if target.Type() == reflect.TypeFor[time.Time]() {
		target.Set(reflect.ValueOf(time.Unix(random.Int64N(1e10), random.Int64N(1e9)).UTC()))
		return
	}
	switch target.Kind() {
	case reflect.Struct:
		for i := range target.NumField() {
			if field := target.Field(i); field.CanSet() && random.IntN(4) != 0 {
				fill(random, field)
			}
		}
	case reflect.Pointer:
		target.Set(reflect.New(target.Type().Elem()))
		fill(random, target.Elem())
	case reflect.Slice:
		target.Set(reflect.MakeSlice(target.Type(), random.IntN(4), 4))
		for i := range target.Len() {
			fill(random, target.Index(i))
		}
	case reflect.String:
		target.SetString("text " + strconv.Itoa(random.IntN(1e9)))
	case reflect.Int32:
		target.SetInt(1 + random.Int64N(1e9))
	case reflect.Bool:
		target.SetBool(true)
	default:
		panic(target.Kind())
	}
}

func generated[T any](n int) []*T {
	random := rand.New(rand.NewPCG(5, 6))
	all := []*T{new(T)}
	for range n {
		v := new(T)
		fill(random, reflect.ValueOf(v).Elem())
		all = append(all, v)
	}
	return all
}

// notDescribed are the members of the library that a description does not have:
// GenerateSecret is only in a request, and the SDK lacks ClientType.
var notDescribed = []string{"GenerateSecret", "ClientType"}

func TestRoundTripsFromTheLibrary(t *testing.T) {
	for _, c := range generated[cognito.UserPoolClient](500) {
		before := c.Clone()
		create := without(c, "ClientId", "CreationDate", "LastModifiedDate", "ClientType")
		require.Equal(t, create, FromCreateInput(CreateInput(c)))
		update := without(c, "GenerateSecret", "ClientSecret", "CreationDate", "LastModifiedDate", "ClientType")
		require.Equal(t, update, FromUpdateInput(UpdateInput(c)))
		require.Equal(t, without(c, notDescribed...), FromDescription(Description(c)))
		require.Equal(t, before, c)
	}
}

// without returns a copy of a client without some members.
func without(c *cognito.UserPoolClient, members ...string) *cognito.UserPoolClient {
	c = c.Clone()
	for _, member := range members {
		reflect.ValueOf(c).Elem().FieldByName(member).SetZero()
	}
	return c
}

func TestRoundTripsFromTheSDK(t *testing.T) {
	for _, in := range generated[sdk.CreateUserPoolClientInput](500) {
		in.TokenValidityUnits = unlessEmpty(in.TokenValidityUnits)
		in.EnablePropagateAdditionalUserContextData = new(aws.ToBool(in.EnablePropagateAdditionalUserContextData))
		require.Equal(t, in, CreateInput(FromCreateInput(in)))
	}
	for _, in := range generated[sdk.UpdateUserPoolClientInput](500) {
		in.TokenValidityUnits = unlessEmpty(in.TokenValidityUnits)
		in.EnablePropagateAdditionalUserContextData = new(aws.ToBool(in.EnablePropagateAdditionalUserContextData))
		require.Equal(t, in, UpdateInput(FromUpdateInput(in)))
	}
	for _, d := range generated[types.UserPoolClientType](500) {
		// The service returns these always.
		d.TokenValidityUnits = cmp.Or(d.TokenValidityUnits, &types.TokenValidityUnitsType{})
		d.AllowedOAuthFlowsUserPoolClient = new(aws.ToBool(d.AllowedOAuthFlowsUserPoolClient))
		d.EnablePropagateAdditionalUserContextData = new(aws.ToBool(d.EnablePropagateAdditionalUserContextData))
		require.Equal(t, d, Description(FromDescription(d)))
	}
}

// What is false or empty is there all the same.
func TestNeverNil(t *testing.T) {
	c := &cognito.UserPoolClient{}
	assert.Equal(t, &sdk.CreateUserPoolClientInput{EnablePropagateAdditionalUserContextData: new(false)}, CreateInput(c))
	assert.Equal(t, &sdk.UpdateUserPoolClientInput{EnablePropagateAdditionalUserContextData: new(false)}, UpdateInput(c))
	assert.Equal(t, &types.UserPoolClientType{
		AllowedOAuthFlowsUserPoolClient:          new(false),
		EnablePropagateAdditionalUserContextData: new(false),
		TokenValidityUnits:                       &types.TokenValidityUnitsType{},
	}, Description(c))
	assert.Equal(t, c, FromCreateInput(&sdk.CreateUserPoolClientInput{}))
	assert.Equal(t, c, FromUpdateInput(&sdk.UpdateUserPoolClientInput{}))
	assert.Equal(t, c, FromDescription(&types.UserPoolClientType{}))
}

// A client of which only the name was given is described so.
func TestDescriptionOfStored(t *testing.T) {
	c := &cognito.UserPoolClient{UserPoolId: "us-west-2_aBcDeFgHi", ClientName: "example"}
	assert.Equal(t, &types.UserPoolClientType{
		UserPoolId:                               aws.String("us-west-2_aBcDeFgHi"),
		ClientName:                               aws.String("example"),
		RefreshTokenValidity:                     30,
		TokenValidityUnits:                       &types.TokenValidityUnitsType{},
		AllowedOAuthFlowsUserPoolClient:          new(false),
		EnableTokenRevocation:                    new(true),
		EnablePropagateAdditionalUserContextData: new(false),
		AuthSessionValidity:                      new(int32(3)),
	}, Description(c.Stored()))
}

// A new version of the SDK has a member that is not converted.
func TestNotDescribed(t *testing.T) {
	var lacking []string
	for field := range reflect.TypeFor[cognito.UserPoolClient]().Fields() {
		if _, ok := reflect.TypeFor[types.UserPoolClientType]().FieldByName(field.Name); !ok {
			lacking = append(lacking, field.Name)
		}
	}
	assert.Equal(t, notDescribed, lacking)
}

// Each conversion converts each member that both sides have: the failure names
// the one that is forgotten.
func TestEveryMemberIsConverted(t *testing.T) {
	client := func(structure reflect.Value) *cognito.UserPoolClient {
		switch in := structure.Addr().Interface().(type) {
		case *sdk.CreateUserPoolClientInput:
			return FromCreateInput(in)
		case *sdk.UpdateUserPoolClientInput:
			return FromUpdateInput(in)
		default:
			return FromDescription(in.(*types.UserPoolClientType))
		}
	}
	for name, convert := range map[string]func(*cognito.UserPoolClient) any{
		"CreateInput": func(c *cognito.UserPoolClient) any { return CreateInput(c) },
		"UpdateInput": func(c *cognito.UserPoolClient) any { return UpdateInput(c) },
		"Description": func(c *cognito.UserPoolClient) any { return Description(c) },
	} {
		theirs := reflect.TypeOf(convert(&cognito.UserPoolClient{})).Elem()
		for field := range reflect.TypeFor[cognito.UserPoolClient]().Fields() {
			there, ok := theirs.FieldByName(field.Name)
			if !ok {
				continue
			}
			c := testclients.EveryMember()
			out := reflect.ValueOf(convert(c)).Elem()
			assertSame(t, out.FieldByIndex(there.Index), reflect.ValueOf(c).Elem().FieldByIndex(field.Index), name+": "+field.Name)
			assert.False(t, out.FieldByIndex(there.Index).IsZero(), "%s forgets %s", name, field.Name)
			back := reflect.ValueOf(client(out)).Elem().FieldByIndex(field.Index)
			assert.Equal(t, reflect.ValueOf(c).Elem().FieldByIndex(field.Index).Interface(), back.Interface(), "the inverse of %s forgets %s", name, field.Name)
		}
	}
}

// unlessEmpty is nil for no units, which are the same as nil.
func unlessEmpty(u *types.TokenValidityUnitsType) *types.TokenValidityUnitsType {
	if u != nil && *u == (types.TokenValidityUnitsType{}) {
		return nil
	}
	return u
}

// A description has each member under the same name in the library.
func TestFromDescription(t *testing.T) {
	for _, d := range generated[types.UserPoolClientType](500) {
		c := reflect.ValueOf(FromDescription(d)).Elem()
		for field, theirs := range reflect.ValueOf(*d).Fields() {
			if field.IsExported() {
				assertSame(t, theirs, c.FieldByName(field.Name), field.Name)
			}
		}
		assert.False(t, FromDescription(d).GenerateSecret)
	}
}

// assertSame compares an SDK's value with the library's, where nil and zero
// may be the same.
func assertSame(t *testing.T, theirs, ours reflect.Value, path string) {
	t.Helper()
	for theirs.Kind() == reflect.Pointer && !theirs.IsNil() {
		theirs = theirs.Elem()
	}
	for ours.Kind() == reflect.Pointer && !ours.IsNil() {
		ours = ours.Elem()
	}
	switch {
	case theirs.IsZero():
		assert.True(t, ours.IsZero(), path)
	case theirs.Type() == reflect.TypeFor[time.Time]():
		assert.Equal(t, theirs.Interface(), ours.Field(0).Interface(), path)
	case theirs.Kind() == reflect.Struct:
		for field, member := range theirs.Fields() {
			if field.IsExported() {
				assertSame(t, member, ours.FieldByName(field.Name), path+"."+field.Name)
			}
		}
	case theirs.Kind() == reflect.Slice:
		require.Equal(t, theirs.Len(), ours.Len(), path)
		for i := range theirs.Len() {
			assertSame(t, theirs.Index(i), ours.Index(i), path)
		}
	default:
		assert.Equal(t, theirs.Convert(ours.Type()).Interface(), ours.Interface(), path)
	}
}

func TestNil(t *testing.T) {
	assert.Nil(t, CreateInput(nil))
	assert.Nil(t, UpdateInput(nil))
	assert.Nil(t, Description(nil))
	assert.Nil(t, FromCreateInput(nil))
	assert.Nil(t, FromUpdateInput(nil))
	assert.Nil(t, FromDescription(nil))
}

func TestNothingIsShared(t *testing.T) {
	c := &cognito.UserPoolClient{}
	fillWhole(reflect.ValueOf(c).Elem())
	d := &types.UserPoolClientType{}
	fillWhole(reflect.ValueOf(d).Elem())
	create, update := CreateInput(c), UpdateInput(c)
	for _, pair := range [][2]any{
		{c, create}, {c, update}, {create, FromCreateInput(create)}, {update, FromUpdateInput(update)}, {d, FromDescription(d)},
	} {
		source, copied := addresses(reflect.ValueOf(pair[0])), addresses(reflect.ValueOf(pair[1]))
		require.Greater(t, len(source), 8)
		for address, path := range copied {
			assert.NotContains(t, source, address, "%T shares %s", pair[1], path)
		}
	}
}

// fillWhole gives every member a value.
func fillWhole(target reflect.Value) {
	switch target.Kind() {
	case reflect.Struct:
		for i := range target.NumField() {
			if target.Field(i).CanSet() {
				fillWhole(target.Field(i))
			}
		}
	case reflect.Pointer:
		target.Set(reflect.New(target.Type().Elem()))
		fillWhole(target.Elem())
	case reflect.Slice:
		target.Set(reflect.MakeSlice(target.Type(), 1, 1))
	case reflect.String:
		target.SetString("text")
	case reflect.Int32:
		target.SetInt(1)
	case reflect.Bool:
		target.SetBool(true)
	}
}

// addresses are where the pointers and the lists of a value lead, and their
// paths.
func addresses(v reflect.Value) map[uintptr]string {
	all := map[uintptr]string{}
	var walk func(v reflect.Value, path string)
	walk = func(v reflect.Value, path string) {
		switch v.Kind() {
		case reflect.Pointer:
			if !v.IsNil() {
				all[v.Pointer()] = path
				walk(v.Elem(), path)
			}
		case reflect.Slice:
			if v.Len() > 0 {
				all[v.Pointer()] = path
			}
		case reflect.Struct:
			for field, member := range v.Fields() {
				if field.IsExported() {
					walk(member, path+"."+field.Name)
				}
			}
		}
	}
	walk(v, "")
	return all
}

// A new revision of the API has a member that the library lacks.
func TestTheLibraryHasEveryMember(t *testing.T) {
	for _, pair := range []struct{ theirs, ours reflect.Type }{
		{reflect.TypeFor[sdk.CreateUserPoolClientInput](), reflect.TypeFor[cognito.UserPoolClient]()},
		{reflect.TypeFor[sdk.UpdateUserPoolClientInput](), reflect.TypeFor[cognito.UserPoolClient]()},
		{reflect.TypeFor[types.UserPoolClientType](), reflect.TypeFor[cognito.UserPoolClient]()},
		{reflect.TypeFor[types.TokenValidityUnitsType](), reflect.TypeFor[cognito.TokenValidityUnits]()},
		{reflect.TypeFor[types.AnalyticsConfigurationType](), reflect.TypeFor[cognito.AnalyticsConfiguration]()},
		{reflect.TypeFor[types.RefreshTokenRotationType](), reflect.TypeFor[cognito.RefreshTokenRotation]()},
	} {
		members := 0
		for field := range pair.theirs.Fields() {
			if !field.IsExported() {
				continue
			}
			members++
			_, ok := pair.ours.FieldByName(field.Name)
			assert.True(t, ok, "%s lacks %s of %s", pair.ours, field.Name, pair.theirs)
		}
		assert.NotZero(t, members)
	}
}

// A new revision of the API has a value that the library refuses.
func TestTheLibraryHasEveryValue(t *testing.T) {
	for _, v := range types.TimeUnitsType("").Values() {
		_, err := cognito.TimeUnit(v).Duration(1)
		assert.NoError(t, err)
		assertKnown(t, &cognito.UserPoolClient{TokenValidityUnits: cognito.TokenValidityUnits{IdToken: cognito.TimeUnit(v)}}, v)
	}
	for _, v := range types.ExplicitAuthFlowsType("").Values() {
		assertKnown(t, &cognito.UserPoolClient{ExplicitAuthFlows: []cognito.AuthFlow{cognito.AuthFlow(v)}}, v)
	}
	for _, v := range types.OAuthFlowType("").Values() {
		assertKnown(t, &cognito.UserPoolClient{AllowedOAuthFlows: []cognito.OAuthFlow{cognito.OAuthFlow(v)}}, v)
	}
	for _, v := range types.PreventUserExistenceErrorTypes("").Values() {
		assertKnown(t, &cognito.UserPoolClient{PreventUserExistenceErrors: cognito.UserExistenceErrors(v)}, v)
	}
	for _, v := range types.FeatureType("").Values() {
		assertKnown(t, &cognito.UserPoolClient{RefreshTokenRotation: &cognito.RefreshTokenRotation{Feature: cognito.Feature(v)}}, v)
	}
	assert.ErrorIs(t, (&cognito.UserPoolClient{PreventUserExistenceErrors: "NEW"}).Validate(), cognito.RuleEnum, "the alarm works")
}

func assertKnown(t *testing.T, c *cognito.UserPoolClient, value any) {
	t.Helper()
	assert.NotErrorIs(t, c.Validate(), cognito.RuleEnum, "%v", value)
}

// A member that one side has and the other lacks is named here, so that a new
// one is not forgotten.
func TestMembersOfOneSide(t *testing.T) {
	ours := reflect.TypeFor[cognito.UserPoolClient]()
	for _, row := range []struct {
		theirs              reflect.Type
		onlyOurs, onlyTheir []string
	}{
		{reflect.TypeFor[sdk.CreateUserPoolClientInput](), []string{"ClientId", "LastModifiedDate", "CreationDate", "ClientType"}, nil},
		{reflect.TypeFor[sdk.UpdateUserPoolClientInput](), []string{"GenerateSecret", "ClientSecret", "LastModifiedDate", "CreationDate", "ClientType"}, nil},
		{reflect.TypeFor[types.UserPoolClientType](), []string{"GenerateSecret", "ClientType"}, nil},
	} {
		lacking := func(of, in reflect.Type) []string {
			var names []string
			for field := range of.Fields() {
				if _, has := in.FieldByName(field.Name); field.IsExported() && !has {
					names = append(names, field.Name)
				}
			}
			return names
		}
		assert.Equal(t, row.onlyOurs, lacking(ours, row.theirs), row.theirs)
		assert.Equal(t, row.onlyTheir, lacking(row.theirs, ours), row.theirs)
	}
}
