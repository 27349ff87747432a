using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Adobe.ServerAuth.IntegrationTests.HttpClients;

/// <summary>The factory throws its handlers away every two minutes; the token is none of theirs.</summary>
public class HandlerRotationTests
{
    private static readonly Uri Path = new("/hello", UriKind.Relative);

    [Fact]
    public async Task A_handler_that_takes_the_place_of_another_finds_its_token()
    {
        await using var application = await ClientApplication.StartAsync();
        using var before = application.Api;
        using var after = Rotated(application).CreateClient("api");

        var statuses = new[] { await StatusAsync(before), await StatusAsync(after), await StatusAsync(before) };

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal((1, 3), (application.Adobe.TokenRequestCount, application.Adobe.ApiRequestCount));
    }

    [Fact]
    public async Task A_client_that_kept_its_old_handler_shares_renewals_with_those_of_the_new_one()
    {
        await using var application = await ClientApplication.StartAsync();
        using var before = application.Api;
        using var after = Rotated(application).CreateClient("api");
        await StatusAsync(before);
        application.Adobe.RevokeTokens();

        var statuses = await Task.WhenAll(Enumerable.Range(0, 50).SelectMany(_ => new[] { StatusAsync(before), StatusAsync(after) }));

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(2, application.Adobe.TokenRequestCount);
    }

    [Fact]
    public async Task While_requests_go_on_over_a_rotation_there_is_one_token_request()
    {
        var handlers = 0;
        await using var application = await ClientApplication.StartAsync((builder, adobe) => builder.Services
            .AddHttpClient("api", client => client.BaseAddress = adobe.ApiEndpoint)
            .AddAdobeServerAuthHandler(options => options.AllowedHosts = [adobe.ApiEndpoint.Authority])
            .ConfigurePrimaryHttpMessageHandler(() =>
            {
                handlers++;
                return new SocketsHttpHandler();
            })
            .SetHandlerLifetime(TimeSpan.FromSeconds(1)));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        while (handlers < 2)
        {
            using var client = application.Api;
            using var response = await client.GetAsync(Path, limit.Token);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal(1, application.Adobe.TokenRequestCount);
    }

    // A factory of the same container that has not made a handler yet: what the old one is once its handlers have expired.
    private static IHttpClientFactory Rotated(ClientApplication application) => (IHttpClientFactory)ActivatorUtilities.CreateInstance(
        application.Services, application.Services.GetRequiredService<IHttpClientFactory>().GetType());

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var response = await client.GetAsync(Path, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
