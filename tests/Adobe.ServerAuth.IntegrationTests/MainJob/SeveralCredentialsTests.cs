using System.Net;
using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Adobe.ServerAuth.IntegrationTests.MainJob;

public class SeveralCredentialsTests
{
    private const int Credentials = 50;

    [Fact]
    public async Task Fifty_credentials_of_both_kinds_are_used_at_once_and_no_token_crosses()
    {
        await using var adobe = await ImsEmulator.StartAsync(new ImsEmulatorOptions { RequireOrganizationId = true }, TestContext.Current.CancellationToken);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        var credentials = Enumerable.Range(0, Credentials).Select(_ => adobe.AddCredential()).ToArray();
        for (var i = 0; i < credentials.Length; i++)
        {
            var credential = credentials[i];
            builder.Configuration.AddInMemoryCollection(i % 2 == 0
                ? adobe.ConfigurationOf(Name(i), credential)
                : adobe.ConfigurationOf(Name(i), credential, credential.AddKeyPair()));
            builder.Services.AddAdobeServerAuth(Name(i));
            builder.Services.AddHttpClient(Name(i), client => client.BaseAddress = adobe.ApiEndpoint)
                .AddAdobeServerAuthHandler(Name(i), options => options.AllowedHosts = [adobe.ApiEndpoint.Authority]);
        }

        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        var clients = host.Services.GetRequiredService<IHttpClientFactory>();
        var calls = Enumerable.Range(0, 2_000).Select(call => Task.Run(async () =>
        {
            var i = call % Credentials;
            if (call % 97 == 0)
            {
                adobe.RevokeToken((await host.Services.GetRequiredKeyedService<ITokenProvider>(Name(i)).GetTokenAsync(CancellationToken.None)).Value);
            }

            // The emulated API refuses a token whose key or organization is another's.
            using var response = await clients.CreateClient(Name(i)).GetAsync(new Uri($"/{Name(i)}/{call}", UriKind.Relative), TestContext.Current.CancellationToken);
            return response.StatusCode;
        }));

        Assert.All(await Task.WhenAll(calls), status => Assert.Equal(HttpStatusCode.OK, status));
        var byPath = adobe.ApiRequests.Where(request => request.StatusCode == 200).GroupBy(request => request.PathAndQuery.Split('/')[1]).ToDictionary(group => group.Key);
        Assert.Equal(Credentials, byPath.Count);
        Assert.All(credentials, (credential, i) => Assert.All(byPath[Name(i)], request =>
        {
            Assert.Equal(credential.ClientId, request.BearerClientId);
            Assert.Equal(credential.ClientId, request.Headers["x-api-key"]);
            Assert.Equal(credential.OrganizationId, request.Headers["x-gw-ims-org-id"]);
        }));
    }

    [Fact]
    public async Task One_credential_that_is_refused_does_not_touch_the_others()
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        var wrong = adobe.AddCredential();
        var foreignKey = adobe.AddCredential().AddKeyPair();
        wrong.AddKeyPair();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(adobe.Configuration).AddInMemoryCollection(adobe.ConfigurationOf("wrong", wrong, foreignKey));
        builder.Services.AddAdobeServerAuth();
        builder.Services.AddAdobeServerAuth("wrong");
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        var good = host.Services.GetRequiredService<ITokenProvider>();
        var bad = host.Services.GetRequiredKeyedService<ITokenProvider>("wrong");

        for (var call = 0; call < 50; call++)
        {
            var failure = await Assert.ThrowsAsync<TokenRequestException>(() => bad.GetTokenAsync(CancellationToken.None).AsTask());
            Assert.Equal(("wrong", "invalid_token", "Could not match JWT signature to any of the bindings"), (failure.CredentialName, failure.ErrorCode, failure.ErrorDescription));
            Assert.Contains("private key does not belong", failure.Message, StringComparison.Ordinal);
            Assert.Equal(adobe.Credential.ClientId, (await good.GetTokenAsync(CancellationToken.None)).ClientId);
        }

        Assert.Equal(2, adobe.TokenRequestCount);
    }

    private static string Name(int i) => $"tenant-{i}";
}
