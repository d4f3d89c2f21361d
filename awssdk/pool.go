package awssdk

import (
	"context"
	"errors"

	sdk "github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider/types"
	"github.com/go-cognito/cognito"
)

// PoolAPI is the part of an SDK client that [DescribeUserPool] uses.
type PoolAPI interface {
	DescribeUserPool(context.Context, *sdk.DescribeUserPoolInput, ...func(*sdk.Options)) (*sdk.DescribeUserPoolOutput, error)
	sdk.ListIdentityProvidersAPIClient
	sdk.ListResourceServersAPIClient
}

// DescribeUserPool returns what a [cognito.Validator] can know of a user pool:
// its description and all its identity providers and resource servers. It
// calls DescribeUserPool, ListIdentityProviders and ListResourceServers, the
// last two for every page, and returns the first error.
func DescribeUserPool(ctx context.Context, api PoolAPI, userPoolId string) (*cognito.UserPool, error) {
	out, err := api.DescribeUserPool(ctx, &sdk.DescribeUserPoolInput{UserPoolId: &userPoolId})
	if err != nil {
		return nil, err
	}
	if out.UserPool == nil {
		return nil, errors.New("awssdk: DescribeUserPool returned no user pool")
	}
	pool := &cognito.UserPool{
		Id:                value(out.UserPool.Id),
		UserPoolTier:      cognito.UserPoolTier(out.UserPool.UserPoolTier),
		IdentityProviders: []string{},
		ResourceServers:   []cognito.ResourceServer{},
	}
	for _, attribute := range out.UserPool.SchemaAttributes {
		pool.SchemaAttributes = append(pool.SchemaAttributes, cognito.SchemaAttribute{Name: value(attribute.Name), Required: value(attribute.Required)})
	}
	providers := sdk.NewListIdentityProvidersPaginator(api, &sdk.ListIdentityProvidersInput{UserPoolId: &userPoolId})
	for providers.HasMorePages() {
		page, err := providers.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		for _, provider := range page.Providers {
			pool.IdentityProviders = append(pool.IdentityProviders, value(provider.ProviderName))
		}
	}
	servers := sdk.NewListResourceServersPaginator(api, &sdk.ListResourceServersInput{UserPoolId: &userPoolId})
	for servers.HasMorePages() {
		page, err := servers.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		for _, server := range page.ResourceServers {
			pool.ResourceServers = append(pool.ResourceServers, resourceServer(server))
		}
	}
	return pool, nil
}

func resourceServer(s types.ResourceServerType) cognito.ResourceServer {
	server := cognito.ResourceServer{Identifier: value(s.Identifier)}
	for _, scope := range s.Scopes {
		server.Scopes = append(server.Scopes, cognito.ResourceServerScope{ScopeName: value(scope.ScopeName)})
	}
	return server
}
