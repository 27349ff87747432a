using Adobe.ServerAuth.Benchmarks.Peers;
using BenchmarkDotNet.Attributes;

namespace Adobe.ServerAuth.Benchmarks.Timings;

// With those that refuse http.
public abstract class AllApiRequestLines : ApiRequestLines
{
    [Benchmark(Description = "Azure.Core, a pipeline around an `HttpClient`")]
    public ValueTask<Azure.Response> AzureWithoutPolicy() => Clients.SendAsync(Clients.Azure);

    [Benchmark(Description = "Azure.Core, the same with `BearerTokenAuthenticationPolicy`")]
    public ValueTask<Azure.Response> AzureWithPolicy() => Clients.SendAsync(Clients.AzureWithPolicy);

    private protected override async Task UseAsync(ApiClients clients, Func<int> headersSent)
    {
        await base.UseAsync(clients, headersSent);
        await CheckAsync(0, headersSent, () => AzureWithoutPolicy().AsTask());
        await CheckAsync(1, headersSent, () => AzureWithPolicy().AsTask());
    }
}
