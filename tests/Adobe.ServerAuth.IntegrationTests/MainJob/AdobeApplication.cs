using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.IntegrationTests.MainJob;

/// <summary>An application as a user writes it: a host, one configuration section, one HTTP client; Adobe is the emulator.</summary>
internal sealed class AdobeApplication : IAsyncDisposable
{
    private readonly IHost _host;

    private AdobeApplication(ImsEmulator adobe, IHost host)
    {
        Adobe = adobe;
        _host = host;
        Api = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("api");
    }

    public ImsEmulator Adobe { get; }

    public HttpClient Api { get; }

    public IServiceProvider Services => _host.Services;

    public static async Task<AdobeApplication> StartAsync(
        ServerAuthFlow flow,
        Action<IDictionary<string, string?>>? change = null,
        ImsEmulatorOptions? emulator = null,
        ILoggerProvider? log = null)
    {
        var adobe = await ImsEmulator.StartAsync(emulator ?? new ImsEmulatorOptions(), TestContext.Current.CancellationToken);
        var section = new Dictionary<string, string?>(flow == ServerAuthFlow.Jwt
            ? adobe.ConfigurationOf(adobe.Credential, adobe.Credential.AddKeyPair())
            : adobe.Configuration);
        change?.Invoke(section);

        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(section);
        if (log is not null)
        {
            builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        }

        builder.Services.AddAdobeServerAuth();
        builder.Services.AddHttpClient("api", client => client.BaseAddress = adobe.ApiEndpoint)
            .AddAdobeServerAuthHandler(options => options.AllowedHosts = [adobe.ApiEndpoint.Authority]);
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new AdobeApplication(adobe, host);
    }

    public Task<HttpResponseMessage> GetAsync(string path = "/hello") => Api.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await Adobe.DisposeAsync();
    }
}
