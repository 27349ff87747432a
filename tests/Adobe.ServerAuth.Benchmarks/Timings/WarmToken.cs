using System.Security.Cryptography;
using Adobe.ServerAuth.Benchmarks.Credentials;
using Adobe.ServerAuth.Benchmarks.Peers;
using Adobe.ServerAuth.Benchmarks.Stubs;
using Azure.Core;
using BenchmarkDotNet.Attributes;
using Google.Apis.Auth.OAuth2;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Identity.Client;

namespace Adobe.ServerAuth.Benchmarks.Timings;

public class WarmToken
{
    private readonly TokenAnswerHandler _endpoint = new();
    private readonly RSA _key = RSA.Create(2048);
    private FloorCache _floor = null!;
    private CachingTokenProvider _provider = null!;
    private CachingTokenProvider _timed = null!;
    private ServiceProvider _container = null!;
    private ServiceProvider _tenants = null!;
    private ITokenProvider _resolved = null!;
    private ITokenProvider _named = null!;
    private ServiceProvider _fleet = null!;
    private ITokenProvider _shared = null!;
    private IConfidentialClientApplication _msal = null!;
    private ServiceAccountCredential _google = null!;
    private AzurePipeline _bare = null!;
    private AzurePipeline _authorizing = null!;

    [GlobalSetup]
    public async Task Setup()
    {
        var tenants = Tenant.Make(1);
        _floor = new FloorCache(new AccessToken(StubToken.Next(), DateTimeOffset.UtcNow.AddDays(1)));
        _provider = TokenProvider.Create(tenants[0].ToOptions(), _endpoint);
        _timed = TokenProvider.Create(tenants[0].ToOptions(), _endpoint, TimeProvider.System, NullLoggerFactory.Instance);
        _container = TenantContainer.BuildDefault(tenants[0], _endpoint);
        _resolved = _container.GetRequiredService<ITokenProvider>();
        _fleet = TenantContainer.BuildShared(tenants[0], _endpoint);
        _shared = _fleet.GetRequiredService<ITokenProvider>();
        _tenants = TenantContainer.Build(tenants, _endpoint);
        _named = _tenants.GetRequiredService<ITokenProviderFactory>().GetProvider(tenants[0].Name);
        _msal = Peers.Msal.Create(_endpoint);
        _google = GoogleServiceAccount.Create(_endpoint, _key);
        _bare = new AzurePipeline(authorizes: false);
        _authorizing = new AzurePipeline(authorizes: true);
        foreach (var provider in new[] { _provider, _timed, _resolved, _named, _shared })
        {
            await provider.GetTokenAsync();
        }

        await Peers.Msal.GetTokenAsync(_msal);
        await _google.GetAccessTokenForRequestAsync();
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _provider.Dispose();
        _timed.Dispose();
        _container.Dispose();
        _tenants.Dispose();
        _fleet.Dispose();
        _key.Dispose();
    }

    [Benchmark(Baseline = true, Description = "floor: one volatile read, one comparison with the tick count")]
    public AccessToken Floor() => _floor.GetTokenAsync().Result;

    [Benchmark(Description = "Adobe.ServerAuth, `TokenProvider.Create(options, handler)`")]
    public AccessToken Created() => _provider.GetTokenAsync().Result;

    [Benchmark(Description = "Adobe.ServerAuth, the same with `TimeProvider.System` given")]
    public AccessToken CreatedWithClock() => _timed.GetTokenAsync().Result;

    [Benchmark(Description = "Adobe.ServerAuth, `ITokenProvider` of the container")]
    public AccessToken Resolved() => _resolved.GetTokenAsync().Result;

    [Benchmark(Description = "Adobe.ServerAuth, `ITokenProviderFactory.GetProvider(name)` kept")]
    public AccessToken Named() => _named.GetTokenAsync().Result;

    [Benchmark(Description = "Adobe.ServerAuth, `ITokenProvider` of a container with `AddDistributedTokenCache()`")]
    public AccessToken Shared() => _shared.GetTokenAsync().Result;

    [Benchmark(Description = "MSAL, `AcquireTokenForClient`")]
    public AuthenticationResult Msal() => Peers.Msal.GetTokenAsync(_msal).GetAwaiter().GetResult();

    [Benchmark(Description = "Google.Apis.Auth, `GetAccessTokenForRequestAsync`")]
    public string Google() => _google.GetAccessTokenForRequestAsync().GetAwaiter().GetResult();

    [Benchmark(Description = "Azure.Core, a message through an empty pipeline")]
    public HttpMessage AzureWithoutPolicy() => _bare.Send();

    [Benchmark(Description = "Azure.Core, the same with `BearerTokenAuthenticationPolicy`")]
    public HttpMessage AzureWithPolicy() => _authorizing.Send();
}
