using System.Net;
using Adobe.ServerAuth.IntegrationTests.MainJob;
using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.IntegrationTests.Fleets;

/// <summary>An application as it runs on one of many machines: nothing of it is any other's but Redis and Adobe.</summary>
internal sealed class FleetMachine : IAsyncDisposable
{
    public const string CacheKey = "tokens";

    private readonly ServiceProvider _services;
    private readonly CollectingLog _log = new();

    // So many machines in one process have the threads of so many: a thread that the pool has to think about first would keep them all waiting.
    static FleetMachine() => ThreadPool.SetMinThreads(64, 64);

    public FleetMachine(ImsEmulator adobe, string redis)
        : this(adobe, (services, sharing) =>
        {
            services.AddStackExchangeRedisCache(options => options.Configuration = redis);
            sharing.AddDistributedTokenCache();
        })
    {
    }

    public FleetMachine(ImsEmulator adobe, Action<IServiceCollection, IAdobeServerAuthBuilder> share)
    {
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(adobe.Configuration).Build())
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Adobe.ServerAuth", LogLevel.Trace).AddProvider(_log));
        share(services, services.AddAdobeServerAuth());

        // Nobody revokes tokens as often as these tests do.
        services.Configure<AdobeServerAuthOptions>(options => options.Cache.RejectionCooldown = TimeSpan.FromTicks(1));
        services.AddHttpClient("api", client => client.BaseAddress = adobe.ApiEndpoint).AddAdobeServerAuthHandler(options => options.AllowedHosts = [adobe.ApiEndpoint.Authority]);
        _services = services.BuildServiceProvider();
        Tokens = _services.GetRequiredService<ITokenProvider>();
        Api = _services.GetRequiredService<IHttpClientFactory>().CreateClient("api");
    }

    public ITokenProvider Tokens { get; }

    public HttpClient Api { get; }

    public IReadOnlyList<string> Log => _log.Lines;

    /// <summary>The client of the cache, as the library sees it.</summary>
    public IDistributedCache Cache => _services.GetKeyedService<IDistributedCache>(CacheKey) ?? _services.GetRequiredService<IDistributedCache>();

    public bool TookTheTokenOfAnother => LinesWith("that another machine had requested") > 0;

    public int LinesWith(string text) => Log.Count(line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>Connects the client of the cache, for which a busy machine may need longer than the library waits for it.</summary>
    public Task ConnectAsync() => Cache.GetAsync("nothing", TestContext.Current.CancellationToken);

    public async Task<string> TokenAsync() => (await Tokens.GetTokenAsync(TestContext.Current.CancellationToken)).Value;

    public async Task<HttpStatusCode> CallAsync()
    {
        using var response = await Api.GetAsync(new Uri("/hello", UriKind.Relative), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _log.Dispose();
    }
}
