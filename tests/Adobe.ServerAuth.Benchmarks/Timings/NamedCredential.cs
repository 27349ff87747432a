using System.Collections.Concurrent;
using Adobe.ServerAuth.Benchmarks.Credentials;
using Adobe.ServerAuth.Benchmarks.Stubs;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;

namespace Adobe.ServerAuth.Benchmarks.Timings;

public class NamedCredential
{
    private const int Count = 10_000;

    private readonly ConcurrentDictionary<string, ITokenProvider> _dictionary = new(StringComparer.Ordinal);
    private ServiceProvider _container = null!;
    private ITokenProviderFactory _factory = null!;
    private string[] _names = null!;
    private string _name = null!;
    private int _next;

    private string NextName => _names[_next = _next + 1 == Count ? 0 : _next + 1];

    [GlobalSetup]
    public async Task Setup()
    {
        var tenants = Tenant.Make(Count);
        _container = TenantContainer.Build(tenants, new TokenAnswerHandler());
        _factory = _container.GetRequiredService<ITokenProviderFactory>();

        // A request brings a text of its own, in no order.
        _names = [.. tenants.Select(tenant => new string(tenant.Name.AsSpan()))];
        new Random(1).Shuffle(_names);
        _name = _names[Count / 2];
        foreach (var tenant in tenants)
        {
            var provider = _factory.GetProvider(tenant.Name);
            await provider.GetTokenAsync();
            _dictionary[tenant.Name] = provider;
        }
    }

    [GlobalCleanup]
    public void Cleanup() => _container.Dispose();

    [Benchmark(Baseline = true, Description = "floor: the same name in a `ConcurrentDictionary`")]
    public ITokenProvider Dictionary() => _dictionary[_name];

    [Benchmark(Description = "`GetProvider(name)`, the same name each time")]
    public ITokenProvider Find() => _factory.GetProvider(_name);

    [Benchmark(Description = "`GetProvider(name)` and a warm `GetTokenAsync()`, the same name each time")]
    public AccessToken FindAndGetToken() => _factory.GetProvider(_name).GetTokenAsync().Result;

    [Benchmark(Description = "the next name in a `ConcurrentDictionary`")]
    public ITokenProvider DictionaryNext() => _dictionary[NextName];

    [Benchmark(Description = "`GetProvider(name)`, the next name each time")]
    public ITokenProvider FindNext() => _factory.GetProvider(NextName);

    [Benchmark(Description = "`GetProvider(name)` and a warm `GetTokenAsync()`, the next name each time")]
    public AccessToken FindNextAndGetToken() => _factory.GetProvider(NextName).GetTokenAsync().Result;
}
