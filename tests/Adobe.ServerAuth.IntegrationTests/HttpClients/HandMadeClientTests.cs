using System.Net;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.HttpClients;

/// <summary>A client without the factory: the handler, and at most one behind it.</summary>
public class HandMadeClientTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_gets_its_token_and_is_healed_with_an_inner_handler_and_without(bool hasInnerHandler)
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        using var tokens = Tokens(adobe);
        using var client = new HttpClient(Handler(adobe, tokens, hasInnerHandler ? new SocketsHttpHandler { AllowAutoRedirect = false } : null));

        using var first = await client.GetAsync(adobe.ApiEndpoint, TestContext.Current.CancellationToken);
        adobe.RevokeTokens();
        using var second = await client.PostAsync(adobe.ApiEndpoint, new StringContent("invoice"), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Equal((2, 3), (adobe.TokenRequestCount, adobe.ApiRequestCount));
    }

    [Fact]
    public async Task Two_clients_share_the_token_and_the_end_of_one_is_not_that_of_the_other()
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        using var tokens = Tokens(adobe);
        using var client = new HttpClient(Handler(adobe, tokens, null));
        using (var shortLived = new HttpClient(Handler(adobe, tokens, null)))
        {
            await shortLived.GetStringAsync(adobe.ApiEndpoint, TestContext.Current.CancellationToken);
        }

        using var response = await client.GetAsync(adobe.ApiEndpoint, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal((1, 2), (adobe.TokenRequestCount, adobe.ApiRequestCount));
    }

    private static CachingTokenProvider Tokens(ImsEmulator adobe) => TokenProvider.Create(new AdobeServerAuthOptions
    {
        ClientId = adobe.Credential.ClientId,
        ClientSecret = adobe.Credential.ClientSecrets[0],
        Scopes = [.. adobe.Credential.Scopes],
        OrganizationId = adobe.Credential.OrganizationId,
        ImsEndpoint = adobe.ImsEndpoint,
    });

    private static AdobeServerAuthHandler Handler(ImsEmulator adobe, ITokenProvider tokens, HttpMessageHandler? inner)
    {
        var handler = new AdobeServerAuthHandler(tokens, new ApiRequestOptions { AllowedHosts = [adobe.ApiEndpoint.Authority] });
        if (inner is not null)
        {
            handler.InnerHandler = inner;
        }

        return handler;
    }
}
