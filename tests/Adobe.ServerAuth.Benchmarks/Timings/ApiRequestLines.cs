using Adobe.ServerAuth.Benchmarks.Peers;
using Adobe.ServerAuth.Benchmarks.Stubs;
using BenchmarkDotNet.Attributes;

namespace Adobe.ServerAuth.Benchmarks.Timings;

// The lines of a table of requests, whatever transport they go through.
public abstract class ApiRequestLines
{
    private static readonly string[] Headers = ["Authorization", "x-api-key", "x-gw-ims-org-id"];

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

    [Benchmark(Description = "Azure.Core, a pipeline around an `HttpClient`")]
    public ValueTask<Azure.Response> AzureWithoutPolicy() => Clients.SendAsync(Clients.Azure);

    [Benchmark(Description = "Azure.Core, the same with `BearerTokenAuthenticationPolicy`")]
    public ValueTask<Azure.Response> AzureWithPolicy() => Clients.SendAsync(Clients.AzureWithPolicy);

    private protected async Task SetupAsync(bool answersLater, Action<HttpClient> configure)
    {
        var transports = new List<ApiTransport>();
        var sent = -1;
        var clients = new ApiClients(
            "https://api.example.com/",
            () =>
            {
                transports.Add(new ApiTransport(answersLater) { Looks = request => sent = Headers.Count(request.Headers.NonValidated.Contains) });
                return transports[^1];
            },
            configure);
        await UseAsync(clients, () => sent);
        transports.ForEach(transport => transport.Looks = null);
    }

    // Each client has to send what it is measured for; how many of the three headers came is told by the transport.
    private protected async Task UseAsync(ApiClients clients, Func<int> headersSent)
    {
        Clients = clients;
        await CheckAsync(0, Bare);
        await CheckAsync(1, AuthorizationByHand);
        await CheckAsync(1, WithAuthorization);
        await CheckAsync(3, AllHeadersByHand);
        await CheckAsync(3, WithAllHeaders);
        await CheckAsync(1, Msal);
        await CheckAsync(1, Google);
        await CheckAsync(0, () => AzureWithoutPolicy().AsTask());
        await CheckAsync(1, () => AzureWithPolicy().AsTask());

        async Task CheckAsync<T>(int count, Func<Task<T>> send)
            where T : IDisposable
        {
            (await send()).Dispose();
            if (headersSent() != count)
            {
                throw new InvalidOperationException($"A client sends {headersSent()} headers where {count} are to be measured.");
            }
        }
    }
}
