using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Adobe.ServerAuth.IntegrationTests.HttpClients;

/// <summary>An application with a default credential and the clients of the test's choice; Adobe is the emulator.</summary>
internal sealed class ClientApplication : IAsyncDisposable
{
    private readonly IHost _host;

    private ClientApplication(ImsEmulator adobe, IHost host) => (Adobe, _host) = (adobe, host);

    public ImsEmulator Adobe { get; }

    public IServiceProvider Services => _host.Services;

    public ITokenProvider Tokens => Services.GetRequiredService<ITokenProvider>();

    /// <summary>The client named "api".</summary>
    public HttpClient Api => Services.GetRequiredService<IHttpClientFactory>().CreateClient("api");

    public static async Task<ClientApplication> StartAsync(Action<HostApplicationBuilder, ImsEmulator> add, ImsEmulatorOptions? emulator = null)
    {
        var adobe = await ImsEmulator.StartAsync(emulator ?? new ImsEmulatorOptions(), TestContext.Current.CancellationToken);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(adobe.Configuration);
        builder.Services.AddAdobeServerAuth();
        add(builder, adobe);
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new ClientApplication(adobe, host);
    }

    /// <summary>The client named "api" speaks with that address.</summary>
    public static Task<ClientApplication> StartAsync(Uri api, Action<IHttpClientBuilder>? change = null) =>
        StartAsync((builder, _) =>
        {
            var client = AddApi(builder, api);
            change?.Invoke(client);
        });

    /// <summary>The client named "api" speaks with the emulated API.</summary>
    public static Task<ClientApplication> StartAsync() => StartAsync((builder, adobe) => AddApi(builder, adobe.ApiEndpoint));

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await Adobe.DisposeAsync();
    }

    private static IHttpClientBuilder AddApi(HostApplicationBuilder builder, Uri api) => builder.Services
        .AddHttpClient("api", client => client.BaseAddress = api)
        .AddAdobeServerAuthHandler(options => options.AllowedHosts = [api.Authority]);
}
