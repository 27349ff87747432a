using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>One client for more tenants than anyone knows at the start.</summary>
public class TenantCrowdTests
{
    [Fact]
    public async Task Ten_thousand_tenants_come_and_go_while_requests_run_and_nothing_of_one_reaches_another()
    {
        const int tenants = 10_000;
        const int calls = 5_000;
        using var ims = new TenantIms();
        await using var services = Build(ims);
        var client = services.GetRequiredService<IHttpClientFactory>().CreateClient("api");
        var credentials = services.GetRequiredService<ITokenProviderFactory>();
        var removed = 0;

        var calling = Enumerable.Range(0, 4).Select(thread => Task.Run(async () =>
        {
            var random = new Random(thread);
            for (var call = 0; call < calls; call++)
            {
                Assert.Equal(HttpStatusCode.OK, await CallAsync(client, $"t{random.Next(tenants)}"));
                if (call % 10 == 0 && credentials.Remove($"t{random.Next(tenants)}"))
                {
                    Interlocked.Increment(ref removed);
                }
            }
        }));
        await Task.WhenAll(calling);

        // Some of them for the second time.
        Assert.InRange(removed, 500, 2_000);
        Assert.InRange(ims.Requests, 7_000, tenants + removed);
    }

    [Fact]
    public async Task One_whose_token_does_not_come_holds_up_no_other()
    {
        using var ims = new TenantIms(silentFor: TenantTable.ClientOf("silent"));
        await using var services = Build(ims);
        var client = services.GetRequiredService<IHttpClientFactory>().CreateClient("api");
        using var cancellation = new CancellationTokenSource();
        var silent = Enumerable.Range(0, 50).Select(_ => CallAsync(client, "silent", cancellation.Token)).ToArray();

        var others = await Task.WhenAll(Enumerable.Range(0, 500).Select(call => CallAsync(client, $"t{call % 100}")));

        Assert.All(others, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.DoesNotContain(silent, call => call.IsCompleted);
        await cancellation.CancelAsync();
        foreach (var call in silent)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        }
    }

    private static ServiceProvider Build(TenantIms ims)
    {
        var services = new ServiceCollection();
        services.AddAdobeTokenProviderFactory().ConfigureImsHttpClient(client => client.ConfigurePrimaryHttpMessageHandler(() => ims));
        services.AddSingleton<IConfigureOptions<AdobeServerAuthOptions>>(new TenantTable());
        services.AddHttpClient("api").ConfigurePrimaryHttpMessageHandler(() => new TenantApi()).AddAdobeServerAuthHandler();
        return services.BuildServiceProvider();
    }

    private static async Task<HttpStatusCode> CallAsync(HttpClient client, string tenant, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, TenantApi.AddressOf(tenant)).UseAdobeCredential(tenant);
        using var response = await client.SendAsync(request, cancellationToken);
        return response.StatusCode;
    }
}
