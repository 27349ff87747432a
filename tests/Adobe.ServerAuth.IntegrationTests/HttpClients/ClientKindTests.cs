using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Adobe.ServerAuth.IntegrationTests.HttpClients;

/// <summary>The factory's clients, in all forms in which an application gets them.</summary>
public class ClientKindTests
{
    [Fact]
    public async Task Named_typed_and_keyed_clients_each_carry_the_token_of_their_credential()
    {
        EmulatedCredential typed = new(), keyed = new();
        await using var application = await ClientApplication.StartAsync((builder, adobe) =>
        {
            AddCredential(builder, adobe, "typed", typed);
            AddCredential(builder, adobe, "keyed", keyed);
            Reach(adobe, builder.Services.AddHttpClient("named")).AddAdobeServerAuthHandler(Allow(adobe));
            Reach(adobe, builder.Services.AddHttpClient<ReportsClient>()).AddAdobeServerAuthHandler("typed", Allow(adobe));
            Reach(adobe, builder.Services.AddHttpClient("keyed")).AddAdobeServerAuthHandler("keyed", Allow(adobe)).AddAsKeyed();
        });
        using var scope = application.Services.CreateScope();

        await new ReportsClient(scope.ServiceProvider.GetRequiredService<IHttpClientFactory>().CreateClient("named")).ReadAsync("/named");
        await scope.ServiceProvider.GetRequiredService<ReportsClient>().ReadAsync("/typed");
        await new ReportsClient(scope.ServiceProvider.GetRequiredKeyedService<HttpClient>("keyed")).ReadAsync("/keyed");

        Assert.Equal(
            [("/named", application.Adobe.Credential.ClientId), ("/typed", typed.ClientId), ("/keyed", keyed.ClientId)],
            application.Adobe.ApiRequests.Select(request => (request.PathAndQuery, request.BearerClientId!)));
        Assert.Equal(3, application.Adobe.TokenRequestCount);
    }

    [Fact]
    public async Task Clients_of_all_kinds_share_the_token_of_one_credential_and_its_renewal()
    {
        await using var application = await ClientApplication.StartAsync((builder, adobe) =>
        {
            Reach(adobe, builder.Services.AddHttpClient("named")).AddAdobeServerAuthHandler(Allow(adobe));
            Reach(adobe, builder.Services.AddHttpClient<ReportsClient>()).AddAdobeServerAuthHandler(Allow(adobe));
            Reach(adobe, builder.Services.AddHttpClient("keyed")).AddAdobeServerAuthHandler(Allow(adobe)).AddAsKeyed(ServiceLifetime.Singleton);
        });
        ReportsClient[] clients =
        [
            new(application.Services.GetRequiredService<IHttpClientFactory>().CreateClient("named")),
            application.Services.GetRequiredService<ReportsClient>(),
            new(application.Services.GetRequiredKeyedService<HttpClient>("keyed")),
        ];

        await Task.WhenAll(clients.Select(client => client.ReadAsync("/before")));
        application.Adobe.RevokeTokens();
        await Task.WhenAll(clients.Select(client => client.ReadAsync("/after")));

        Assert.Equal((6, 2), (application.Adobe.ApiRequests.Count(request => request.StatusCode == 200), application.Adobe.TokenRequestCount));
    }

    private static void AddCredential(HostApplicationBuilder builder, ImsEmulator adobe, string name, EmulatedCredential credential)
    {
        builder.Configuration.AddInMemoryCollection(adobe.ConfigurationOf(name, adobe.AddCredential(credential)));
        builder.Services.AddAdobeServerAuth(name);
    }

    private static IHttpClientBuilder Reach(ImsEmulator adobe, IHttpClientBuilder client) => client.ConfigureHttpClient(http => http.BaseAddress = adobe.ApiEndpoint);

    private static Action<ApiRequestOptions> Allow(ImsEmulator adobe) => options => options.AllowedHosts = [adobe.ApiEndpoint.Authority];
}
