using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.IntegrationTests.HttpClients;

/// <summary>One application and one client for many organizations, which come, go and come back while requests are under way.</summary>
public class ManyTenantsTests
{
    private const int Tenants = 100;
    private const int Calls = 4_000;

    [Fact]
    public async Task Whatever_happens_to_tenants_no_request_carries_anything_of_another_one()
    {
        TenantTable table = null!;
        await using var application = await ClientApplication.StartAsync(
            (builder, adobe) =>
            {
                table = new TenantTable(adobe) { Broken = Name(0) };
                builder.Services.AddSingleton<IConfigureOptions<AdobeServerAuthOptions>>(table);
                builder.Services.AddHttpClient("api", client => client.BaseAddress = adobe.ApiEndpoint)
                    .AddAdobeServerAuthHandler(options => options.AllowedHosts = [adobe.ApiEndpoint.Authority])
                    .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { MaxConnectionsPerServer = 32 });
            },
            new ImsEmulatorOptions { RequireOrganizationId = true });
        foreach (var tenant in Enumerable.Range(0, Tenants))
        {
            table.Set(Name(tenant));
        }

        using var client = application.Api;
        var calls = new Random(1).GetItems(Enumerable.Range(0, Tenants).ToArray(), Calls).Select((tenant, call) => Task.Run(async () =>
        {
            await HappenAsync(application, table, call);
            return (Tenant: Name(tenant), Outcome: await CallAsync(client, Name(tenant), call));
        }));
        var outcomes = await Task.WhenAll(calls);

        Assert.All(outcomes, call => Assert.Equal(call.Tenant == table.Broken ? "invalid_client" : "OK", call.Outcome));
        Assert.All(application.Adobe.ApiRequests, request => Assert.Equal(request.PathAndQuery.Split('/')[1], OwnerOf(request, table)));
        Assert.Equal(outcomes.Count(call => call.Outcome == "OK"), application.Adobe.ApiRequests.Count(request => request.StatusCode == 200));
        Assert.Contains(application.Adobe.ApiRequests, request => request.StatusCode == 401);
        Assert.Single(application.Adobe.TokenRequests, request => request.StatusCode != 200);
    }

    // Each of three things once to each tenant but the broken one, in an order that differs between them, along with every twelfth call.
    private static async Task HappenAsync(ClientApplication application, TenantTable table, int call)
    {
        var (step, rest) = Math.DivRem(call, 12);
        if (rest != 0 || step >= 3 * (Tenants - 1))
        {
            return;
        }

        var (round, tenant) = (step / (Tenants - 1), Name((step % (Tenants - 1)) + 1));
        var credentials = application.Services.GetRequiredService<ITokenProviderFactory>();
        switch ((step + round) % 3)
        {
            // The API refuses its token from now on.
            case 0:
                application.Adobe.RevokeToken((await credentials.GetProvider(tenant).GetTokenAsync(CancellationToken.None)).Value);
                break;

            // It goes, and comes back with the next call.
            case 1:
                credentials.Remove(tenant);
                break;

            // It goes, and comes back as another one.
            default:
                table.Set(tenant);
                credentials.Remove(tenant);
                break;
        }
    }

    private static async Task<string> CallAsync(HttpClient client, string tenant, int call)
    {
        using var request = new HttpRequestMessage(call % 2 == 0 ? HttpMethod.Get : HttpMethod.Post, $"/{tenant}/{call}");
        request.Content = call % 2 == 0 ? null : new StringContent("invoice");
        try
        {
            using var response = await client.SendAsync(request.UseAdobeCredential(tenant), TestContext.Current.CancellationToken);
            return response.StatusCode.ToString();
        }
        catch (TokenRequestException e)
        {
            return e.ErrorCode ?? e.Message;
        }
    }

    // Null if what it carries is not of one tenant.
    private static string? OwnerOf(EmulatedApiRequest request, TenantTable table) => request.BearerClientId == request.Headers["x-api-key"]
        ? table.OwnerOf(request.Headers["x-api-key"], request.Headers["x-gw-ims-org-id"])
        : null;

    private static string Name(int tenant) => $"tenant-{tenant}";
}
