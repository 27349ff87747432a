using System.Net;
using System.Text.Json;
using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.IntegrationTests.MainJob;

/// <summary>A client secret is replaced while the application works, and nobody restarts it.</summary>
public sealed class SecretRotationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adobe-server-auth-");
    private readonly CollectingLog _log = new();

    private string CredentialFile => Path.Combine(_folder.FullName, "credentials.json");

    [Fact]
    public async Task Under_load_no_request_is_lost_over_five_rotations_of_a_credential_file()
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        WriteCredentialFile(adobe, adobe.Credential.ClientSecrets[0]);
        await using var services = Services(adobe, Section(("CredentialFile", CredentialFile)));
        using var load = new ApiLoad(services.GetRequiredService<IHttpClientFactory>().CreateClient("api"), callers: 8);
        await load.SendAsync(20);
        for (var rotation = 1; rotation <= 5; rotation++)
        {
            var (old, sent) = (adobe.Credential.ClientSecrets[0], adobe.TokenRequestCount);
            WriteCredentialFile(adobe, adobe.Credential.AddClientSecret());
            Assert.True(adobe.Credential.RemoveClientSecret(old));
            adobe.RevokeTokens();
            await load.SendAsync(20);
            Assert.True(adobe.TokenRequestCount > sent);
        }

        Assert.Empty(await load.StopAsync());

        // The first one, and at most two for each: who was refused twice because the tokens were revoked while one was issued may renew again.
        Assert.InRange(adobe.TokenRequestCount, 6, 11);
        Assert.DoesNotContain(_log.Lines, line => line.Contains("p8e-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_both_secrets_set_the_order_of_the_rotation_does_not_matter()
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        var old = adobe.Credential.ClientSecrets[0];
        var added = adobe.Credential.AddClientSecret();
        await using var services = Services(adobe, Section(("CredentialFile", CredentialFile), ("ClientSecret", old), ("AlternateClientSecret", added)), () => WriteCredentialFile(adobe, old));
        using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient("api");

        for (var round = 0; round < 2; round++)
        {
            using var response = await client.GetAsync(new Uri("/hello", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            adobe.Credential.RemoveClientSecret(old);
            adobe.RevokeTokens();
        }

        Assert.Equal(3, adobe.TokenRequestCount);
        Assert.Contains(_log.Lines, line => line.Contains("took AlternateClientSecret, which goes first from now on", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_per_key_that_changes_is_used_from_the_next_token_request_on()
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        WriteCredentialFile(adobe, "not used");
        var keys = Directory.CreateDirectory(Path.Combine(_folder.FullName, "keys"));
        var secretFile = Path.Combine(keys.FullName, "AdobeServerAuth__ClientSecret");
        await File.WriteAllTextAsync(secretFile, adobe.Credential.ClientSecrets[0], TestContext.Current.CancellationToken);
        var configuration = new ConfigurationBuilder().AddConfiguration(Section(("CredentialFile", CredentialFile))).AddKeyPerFile(keys.FullName, optional: false, reloadOnChange: true).Build();
        await using var services = Services(adobe, configuration);
        using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient("api");
        using (var first = await client.GetAsync(new Uri("/hello", UriKind.Relative), TestContext.Current.CancellationToken))
        {
            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        }

        var old = adobe.Credential.ClientSecrets[0];
        await File.WriteAllTextAsync(secretFile, adobe.Credential.AddClientSecret(), TestContext.Current.CancellationToken);
        Assert.True(SpinWait.SpinUntil(() => _log.Lines.Any(line => line.Contains("The configuration changed", StringComparison.Ordinal)), TimeSpan.FromSeconds(60)));
        adobe.Credential.RemoveClientSecret(old);
        adobe.RevokeTokens();

        using var second = await client.GetAsync(new Uri("/hello", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(2, adobe.TokenRequestCount);
    }

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _log.Dispose();
    }

    private static IConfiguration Section(params IEnumerable<(string Key, string Value)> keys) =>
        new ConfigurationBuilder().AddInMemoryCollection(keys.Select(pair => new KeyValuePair<string, string?>("AdobeServerAuth:" + pair.Key, pair.Value))).Build();

    private ServiceProvider Services(ImsEmulator adobe, IConfiguration configuration, Action? prepare = null)
    {
        prepare?.Invoke();
        var services = new ServiceCollection().AddSingleton(configuration).AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_log));
        services.AddAdobeServerAuth();
        services.Configure<AdobeServerAuthOptions>(options =>
        {
            options.ImsEndpoint = adobe.ImsEndpoint;

            // Nobody revokes tokens as often as this test does.
            options.Cache.RejectionCooldown = TimeSpan.FromTicks(1);
        });
        services.AddHttpClient("api", client => client.BaseAddress = adobe.ApiEndpoint).AddAdobeServerAuthHandler(options => options.AllowedHosts = [adobe.ApiEndpoint.Authority]);
        return services.BuildServiceProvider();
    }

    // As a careful tool does: whole, or not at all.
    private void WriteCredentialFile(ImsEmulator adobe, string secret)
    {
        var temporary = CredentialFile + ".new";
        File.WriteAllText(temporary, JsonSerializer.Serialize(new
        {
            ORG_ID = adobe.Credential.OrganizationId,
            CLIENT_ID = adobe.Credential.ClientId,
            CLIENT_SECRETS = new[] { secret },
            SCOPES = adobe.Credential.Scopes,
        }));
        File.Move(temporary, CredentialFile, overwrite: true);
    }
}
