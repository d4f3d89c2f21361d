package awssdk

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"github.com/aws/aws-sdk-go-v2/aws"

	sdk "github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/go-cognito/cognito"
)

// PoolAPI is the part of an SDK client that [DescribeUserPool] uses.
type PoolAPI interface {
	DescribeUserPool(context.Context, *sdk.DescribeUserPoolInput, ...func(*sdk.Options)) (*sdk.DescribeUserPoolOutput, error)
	DescribeIdentityProvider(context.Context, *sdk.DescribeIdentityProviderInput, ...func(*sdk.Options)) (*sdk.DescribeIdentityProviderOutput, error)
	sdk.ListIdentityProvidersAPIClient
	sdk.ListResourceServersAPIClient
}

// DescribeUserPool returns what a [cognito.Validator] can know of a user pool:
// its description, all its identity providers with their attribute mappings,
// and all its resource servers. It calls DescribeUserPool, then
// ListIdentityProviders for every page, DescribeIdentityProvider for every
// provider in the order of the list, and ListResourceServers for every page. It
// returns the first error; a list in which a page token repeats, and so would
// never end, is one.
func DescribeUserPool(ctx context.Context, api PoolAPI, userPoolId string) (*cognito.UserPool, error) {
	out, err := api.DescribeUserPool(ctx, &sdk.DescribeUserPoolInput{UserPoolId: &userPoolId})
	if err != nil {
		return nil, err
	}
	if out.UserPool == nil {
		return nil, errors.New("awssdk: DescribeUserPool returned no user pool")
	}
	pool := convert[cognito.UserPool](out.UserPool)
	pool.IdentityProviders, pool.ResourceServers = []cognito.IdentityProvider{}, []cognito.ResourceServer{}
	err = readPages("ListIdentityProviders", func(token *string) (*string, error) {
		page, err := api.ListIdentityProviders(ctx, &sdk.ListIdentityProvidersInput{UserPoolId: &userPoolId, NextToken: token})
		if err != nil {
			return nil, err
		}
		for _, provider := range page.Providers {
			pool.IdentityProviders = append(pool.IdentityProviders, *convert[cognito.IdentityProvider](&provider))
		}
		return page.NextToken, nil
	})
	if err != nil {
		return nil, err
	}
	for i := range pool.IdentityProviders {
		provider := &pool.IdentityProviders[i]
		out, err := api.DescribeIdentityProvider(ctx, &sdk.DescribeIdentityProviderInput{UserPoolId: &userPoolId, ProviderName: &provider.ProviderName})
		if err != nil {
			return nil, err
		}
		if out.IdentityProvider == nil {
			return nil, errors.New("awssdk: DescribeIdentityProvider returned no identity provider")
		}
		provider.AttributeMapping = maps.Clone(out.IdentityProvider.AttributeMapping)
	}
	err = readPages("ListResourceServers", func(token *string) (*string, error) {
		page, err := api.ListResourceServers(ctx, &sdk.ListResourceServersInput{UserPoolId: &userPoolId, NextToken: token})
		if err != nil {
			return nil, err
		}
		for _, server := range page.ResourceServers {
			pool.ResourceServers = append(pool.ResourceServers, *convert[cognito.ResourceServer](&server))
		}
		return page.NextToken, nil
	})
	if err != nil {
		return nil, err
	}
	return pool, nil
}

// readPages calls read with the token of each page, nil for the first, until it
// returns no token for another. The paginators of the SDK either follow a token
// that repeats for ever or, with StopOnDuplicateToken, take it for the end,
// which would pass part of a list off as the whole.
func readPages(operation string, read func(token *string) (next *string, err error)) error {
	seen := map[string]bool{}
	for token := (*string)(nil); ; {
		next, err := read(token)
		switch {
		case err != nil:
			return err
		case aws.ToString(next) == "":
			return nil
		case seen[*next]:
			return fmt.Errorf("awssdk: %s returned a token twice", operation)
		}
		seen[*next] = true
		token = next
	}
}
