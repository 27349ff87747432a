using Adobe.ServerAuth.Benchmarks.Peers;
using BenchmarkDotNet.Attributes;

namespace Adobe.ServerAuth.Benchmarks.Timings;

// The lines of a table of requests, whatever transport they go through.
public abstract class ApiRequestLines
{
    private protected ApiClients Clients { get; private set; } = null!;

    [Benchmark(Baseline = true, Description = "`HttpClient` alone")]
    public Task<HttpResponseMessage> Bare() => ApiClients.SendAsync(Clients.Bare);

    [Benchmark(Description = "by hand: `Authorization` added and removed, nothing checked")]
    public Task<HttpResponseMessage> AuthorizationByHand() => ApiClients.SendAsync(Clients.WithAuthorizationByHand);

    [Benchmark(Description = "Adobe.ServerAuth, `Authorization` alone")]
    public Task<HttpResponseMessage> WithAuthorization() => ApiClients.SendAsync(Clients.WithAuthorization);

    [Benchmark(Description = "by hand: all three headers added and removed, nothing checked")]
    public Task<HttpResponseMessage> AllHeadersByHand() => ApiClients.SendAsync(Clients.WithAllHeadersByHand);

    [Benchmark(Description = "Adobe.ServerAuth, all three headers")]
    public Task<HttpResponseMessage> WithAllHeaders() => ApiClients.SendAsync(Clients.WithAllHeaders);

    [Benchmark(Description = "MSAL, in a handler of ten lines")]
    public Task<HttpResponseMessage> Msal() => ApiClients.SendAsync(Clients.WithMsal);

    [Benchmark(Description = "Google.Apis.Auth, `ConfigurableHttpClient` with a credential")]
    public Task<HttpResponseMessage> Google() => ApiClients.SendAsync(Clients.WithGoogle);

    // Each client has to send what it is measured for; how many of the three headers came is told by the transport.
    private protected virtual async Task UseAsync(ApiClients clients, Func<int> headersSent)
    {
        Clients = clients;
        await CheckAsync(0, headersSent, Bare);
        await CheckAsync(1, headersSent, AuthorizationByHand);
        await CheckAsync(1, headersSent, WithAuthorization);
        await CheckAsync(3, headersSent, AllHeadersByHand);
        await CheckAsync(3, headersSent, WithAllHeaders);
        await CheckAsync(1, headersSent, Msal);
        await CheckAsync(1, headersSent, Google);
    }

    private protected static async Task CheckAsync<T>(int count, Func<int> headersSent, Func<Task<T>> send)
        where T : IDisposable
    {
        (await send()).Dispose();
        if (headersSent() != count)
        {
            throw new InvalidOperationException($"A client sends {headersSent()} headers where {count} are to be measured.");
        }
    }
}
