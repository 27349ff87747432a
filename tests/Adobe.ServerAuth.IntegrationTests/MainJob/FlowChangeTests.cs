using System.Net;
using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Adobe.ServerAuth.IntegrationTests.MainJob;

/// <summary>A running application leaves the JWT flow, and comes back, while requests are under way.</summary>
public class FlowChangeTests
{
    private const int Callers = 16;

    [Fact]
    public async Task Under_load_it_moves_to_OAuth_and_back_without_a_failed_call()
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        var configuration = new ChangingConfiguration(Both(adobe));
        using var host = await StartAsync(adobe, configuration);
        using var load = new ApiLoad(host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("api"), Callers);

        await load.SendAsync(200);
        for (var change = 0; change < 10; change++)
        {
            var flow = change % 2 == 0 ? "OAuth" : "Jwt";
            configuration.Change("AdobeServerAuth:Flow", flow);
            await load.SendAsync(200);
            Assert.Equal(flow == "OAuth" ? "/ims/token/v3" : "/ims/exchange/jwt", adobe.TokenRequests[^1].Path);
        }

        Assert.Empty(await load.StopAsync());
        Assert.All(adobe.TokenRequests, request => Assert.Equal((200, adobe.Credential.ClientId), (request.StatusCode, request.ClientId)));
        Assert.InRange(adobe.TokenRequestCount, 11, 21);
    }

    [Fact]
    public async Task An_invalid_change_keeps_the_last_good_flow_and_its_token()
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        var configuration = new ChangingConfiguration(Both(adobe));
        using var log = new CollectingLog();
        using var host = await StartAsync(adobe, configuration, log);
        using var load = new ApiLoad(host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("api"), Callers);

        await load.SendAsync(100);
        configuration.Change("AdobeServerAuth:Scopes", "");
        configuration.Change("AdobeServerAuth:Flow", "OAuth");
        await load.SendAsync(100);
        adobe.RevokeTokens();
        await load.SendAsync(100);

        Assert.Empty(await load.StopAsync());
        Assert.All(adobe.TokenRequests, request => Assert.Equal("/ims/exchange/jwt", request.Path));
        Assert.Equal(2, adobe.TokenRequestCount);
        Assert.Contains(log.Lines, line => line.Contains("is invalid", StringComparison.Ordinal) && line.Contains("AdobeServerAuth:Scopes is missing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_credential_whose_JWT_part_has_ended_is_explained_and_heals_with_the_switch()
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        var configuration = new ChangingConfiguration([.. Both(adobe), new("AdobeServerAuth:TokenRequest:RetryDelay", "00:00:00.01")]);
        using var host = await StartAsync(adobe, configuration);
        var client = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("api");
        adobe.Credential.EndJwtExchange();

        var failure = await Assert.ThrowsAsync<TokenRequestException>(() => client.GetAsync(adobe.ApiEndpoint, TestContext.Current.CancellationToken));
        var tried = adobe.TokenRequestCount;
        configuration.Change("AdobeServerAuth:Flow", "OAuth");
        using var response = await client.GetAsync(adobe.ApiEndpoint, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.InternalServerError, "internal_error", 2), (failure.StatusCode, failure.ErrorCode, tried));
        Assert.Contains("set Flow to OAuth", failure.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    // Both kinds stay set, so that one key is the whole change.
    private static Dictionary<string, string?> Both(ImsEmulator adobe) =>
        new(adobe.Configuration.Concat(adobe.ConfigurationOf(adobe.Credential, adobe.Credential.AddKeyPair())).DistinctBy(pair => pair.Key));

    private static async Task<IHost> StartAsync(ImsEmulator adobe, ChangingConfiguration configuration, CollectingLog? log = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.Sources.Add(configuration);
        if (log is not null)
        {
            builder.Logging.Services.AddSingleton<Microsoft.Extensions.Logging.ILoggerProvider>(log);
        }

        builder.Services.AddAdobeServerAuth();
        builder.Services.AddHttpClient("api", client => client.BaseAddress = adobe.ApiEndpoint)
            .AddAdobeServerAuthHandler(options => options.AllowedHosts = [adobe.ApiEndpoint.Authority]);
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }
}
