using System.Security.Cryptography;
using Adobe.ServerAuth.Benchmarks.Credentials;
using Adobe.ServerAuth.Benchmarks.Peers;
using Adobe.ServerAuth.Benchmarks.Stubs;
using BenchmarkDotNet.Attributes;
using Google.Apis.Auth.OAuth2;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Identity.Client;

namespace Adobe.ServerAuth.Benchmarks.Timings;

// The time of one call on one thread: it stays the same with a second thread, unless the two write to the same memory.
public class WarmTokenTwoThreads
{
    private const int Many = 200_000;
    private const int Few = 2_000;

    private readonly TokenAnswerHandler _endpoint = new();
    private readonly RSA _key = RSA.Create(2048);
    private TwoThreads _threads = null!;
    private FloorCache _floor = null!;
    private CachingTokenProvider _provider = null!;
    private ServiceProvider _container = null!;
    private ITokenProvider _resolved = null!;
    private IConfidentialClientApplication _msal = null!;
    private ServiceAccountCredential _google = null!;
    private AzurePipeline _azure = null!;

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public async Task Setup()
    {
        _threads = new TwoThreads();
        var tenant = Tenant.Make(1)[0];
        _floor = new FloorCache(new AccessToken(StubToken.Next(), DateTimeOffset.UtcNow.AddDays(1)));
        _provider = TokenProvider.Create(tenant.ToOptions(), _endpoint);
        _container = TenantContainer.BuildDefault(tenant, _endpoint);
        _resolved = _container.GetRequiredService<ITokenProvider>();
        _msal = Peers.Msal.Create(_endpoint);
        _google = GoogleServiceAccount.Create(_endpoint, _key);
        _azure = new AzurePipeline(authorizes: true);
        await _provider.GetTokenAsync();
        await _resolved.GetTokenAsync();
        await Peers.Msal.GetTokenAsync(_msal);
        await _google.GetAccessTokenForRequestAsync();
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _threads.Dispose();
        _provider.Dispose();
        _container.Dispose();
        _key.Dispose();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Many, Description = "floor")]
    public object Floor() => Run(CallFloor);

    [Benchmark(OperationsPerInvoke = Many, Description = "Adobe.ServerAuth, `TokenProvider.Create(options, handler)`")]
    public object Created() => Run(CallCreated);

    [Benchmark(OperationsPerInvoke = Many, Description = "Adobe.ServerAuth, `ITokenProvider` of the container")]
    public object Resolved() => Run(CallResolved);

    [Benchmark(OperationsPerInvoke = Few, Description = "MSAL")]
    public object Msal() => Run(CallMsal);

    [Benchmark(OperationsPerInvoke = Few, Description = "Google.Apis.Auth")]
    public object Google() => Run(CallGoogle);

    [Benchmark(OperationsPerInvoke = Few, Description = "Azure.Core, a message through a pipeline with the policy")]
    public object AzureWithPolicy() => Run(CallAzure);

    private object Run(Func<object> calls) => Threads == 1 ? calls() : _threads.Run(calls);

    private AccessToken CallFloor()
    {
        for (var i = 1; i < Many; i++)
        {
            GC.KeepAlive(_floor.GetTokenAsync().Result);
        }

        return _floor.GetTokenAsync().Result;
    }

    private AccessToken CallCreated()
    {
        for (var i = 1; i < Many; i++)
        {
            GC.KeepAlive(_provider.GetTokenAsync().Result);
        }

        return _provider.GetTokenAsync().Result;
    }

    private AccessToken CallResolved()
    {
        for (var i = 1; i < Many; i++)
        {
            GC.KeepAlive(_resolved.GetTokenAsync().Result);
        }

        return _resolved.GetTokenAsync().Result;
    }

    private AuthenticationResult CallMsal()
    {
        for (var i = 1; i < Few; i++)
        {
            GC.KeepAlive(Peers.Msal.GetTokenAsync(_msal).GetAwaiter().GetResult());
        }

        return Peers.Msal.GetTokenAsync(_msal).GetAwaiter().GetResult();
    }

    private string CallGoogle()
    {
        for (var i = 1; i < Few; i++)
        {
            GC.KeepAlive(_google.GetAccessTokenForRequestAsync().GetAwaiter().GetResult());
        }

        return _google.GetAccessTokenForRequestAsync().GetAwaiter().GetResult();
    }

    private object CallAzure()
    {
        for (var i = 1; i < Few; i++)
        {
            GC.KeepAlive(_azure.Send());
        }

        return _azure.Send();
    }
}
