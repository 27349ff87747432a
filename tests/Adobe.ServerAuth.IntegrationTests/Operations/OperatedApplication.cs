using Adobe.ServerAuth.IntegrationTests.MainJob;
using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.IntegrationTests.Operations;

/// <summary>An application whose client secret stands in a file, and another credential that manages the secrets of it.</summary>
internal sealed class OperatedApplication : IAsyncDisposable
{
    private static readonly string[] ManagerScopes = ["openid", "AdobeID", "read_client_secret", "manage_client_secrets"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adobe-server-auth-");
    private readonly ServiceProvider _services;

    private OperatedApplication(ImsEmulator adobe, EmulatedCredential credential, EmulatedCredential manager)
    {
        (Adobe, Credential) = (adobe, credential);
        Store(credential.ClientSecrets[0]);
        var services = new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        services.AddAdobeServerAuth(options =>
        {
            Configure(options);
            options.UseClientSecret(async cancellationToken => await File.ReadAllTextAsync(SecretFile, cancellationToken));
        });
        services.AddAdobeServerAuth("manager", options =>
        {
            (options.ClientId, options.ClientSecret, options.Scopes, options.ImsEndpoint) = (manager.ClientId, manager.ClientSecrets[0], [.. manager.Scopes], adobe.ImsEndpoint);
        });

        // Nobody revokes tokens as often as these tests do.
        services.PostConfigureAll<AdobeServerAuthOptions>(options => options.Cache.RejectionCooldown = TimeSpan.FromTicks(1));
        services.AddHttpClient("api", client => client.BaseAddress = adobe.ApiEndpoint).AddAdobeServerAuthHandler(options => options.AllowedHosts = [adobe.ApiEndpoint.Authority]);
        services.AddHttpClient("console").AddAdobeServerAuthHandler("manager", options => options.AllowedHosts = [adobe.ApiEndpoint.Authority]);
        _services = services.BuildServiceProvider();
    }

    public ImsEmulator Adobe { get; }

    public EmulatedCredential Credential { get; }

    public CollectingLog Log { get; } = new();

    public IServiceProvider Services => _services;

    public string SecretFile => Path.Combine(_folder.FullName, "secret");

    public string Stored => File.ReadAllText(SecretFile);

    private string NoteFile => Path.Combine(_folder.FullName, "note.json");

    private HttpClient Client(string name) => _services.GetRequiredService<IHttpClientFactory>().CreateClient(name);

    public static async Task<OperatedApplication> StartAsync(IReadOnlyList<string>? managerScopes = null)
    {
        var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        var credential = adobe.AddCredential(new EmulatedCredential());
        var manager = adobe.AddCredential(new EmulatedCredential { ConsoleOrganizationId = credential.ConsoleOrganizationId, Scopes = managerScopes ?? ManagerScopes });
        return new OperatedApplication(adobe, credential, manager);
    }

    public HttpClient Api() => Client("api");

    public Task<HttpResponseMessage> GetAsync() => Api().GetAsync(new Uri("/hello", UriKind.Relative), TestContext.Current.CancellationToken);

    public ClientSecretsClient Secrets() => new(Client("console"), Credential.ConsoleOrganizationId, Credential.ConsoleCredentialId, Adobe.ConsoleEndpoint);

    public ClientSecretRotation Rotation(TimeProvider? clock = null)
    {
        var options = new AdobeServerAuthOptions { ClientSecret = "that of the store is used" };
        Configure(options);
        return new ClientSecretRotation(Secrets(), new HttpMessageInvoker(new SocketsHttpHandler()), options, clock ?? TimeProvider.System, _services.GetRequiredService<ILogger<ClientSecretRotation>>());
    }

    public ClientSecretRotationPlan Plan() => new(
        (secret, _) =>
        {
            Store(secret.GetValue());
            return default;
        },
        async cancellationToken => await File.ReadAllTextAsync(SecretFile, cancellationToken))
    {
        SaveNote = (note, cancellationToken) => new ValueTask(File.WriteAllTextAsync(NoteFile, note, cancellationToken)),
        LoadNote = async cancellationToken => File.Exists(NoteFile) ? await File.ReadAllTextAsync(NoteFile, cancellationToken) : null,
    };

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Adobe.DisposeAsync();
        Log.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Configure(AdobeServerAuthOptions options) =>
        (options.ClientId, options.Scopes, options.ImsEndpoint) = (Credential.ClientId, [.. Credential.Scopes], Adobe.ImsEndpoint);

    // Whole, or not at all.
    private void Store(string secret)
    {
        File.WriteAllText(SecretFile + ".new", secret);
        File.Move(SecretFile + ".new", SecretFile, overwrite: true);
    }
}
