using Adobe.ServerAuth.Benchmarks.Peers;
using Adobe.ServerAuth.Benchmarks.Stubs;
using BenchmarkDotNet.Attributes;

namespace Adobe.ServerAuth.Benchmarks.Timings;

public class ApiRequest
{
    private static readonly string[] Headers = ["Authorization", "x-api-key", "x-gw-ims-org-id"];

    private readonly List<ApiTransport> _transports = [];
    private ApiClients _clients = null!;

    [Params(false, true)]
    public bool AnswersLater { get; set; }

    [GlobalSetup]
    public async Task Setup()
    {
        _clients = new ApiClients("https://api.example.com/", NewTransport);
        await CheckAsync(0, () => ApiClients.SendAsync(_clients.Bare));
        await CheckAsync(1, () => ApiClients.SendAsync(_clients.WithAuthorization));
        await CheckAsync(3, () => ApiClients.SendAsync(_clients.WithAllHeaders));
        await CheckAsync(1, () => ApiClients.SendAsync(_clients.WithMsal));
        await CheckAsync(1, () => ApiClients.SendAsync(_clients.WithGoogle));
        await CheckAsync(0, () => _clients.SendAsync(_clients.Azure).AsTask());
        await CheckAsync(1, () => _clients.SendAsync(_clients.AzureWithPolicy).AsTask());
        _transports.ForEach(transport => transport.Looks = null);
    }

    [GlobalCleanup]
    public void Cleanup() => _clients.Dispose();

    [Benchmark(Baseline = true, Description = "`HttpClient` alone")]
    public Task<HttpResponseMessage> Bare() => ApiClients.SendAsync(_clients.Bare);

    [Benchmark(Description = "Adobe.ServerAuth, `Authorization` alone")]
    public Task<HttpResponseMessage> WithAuthorization() => ApiClients.SendAsync(_clients.WithAuthorization);

    [Benchmark(Description = "Adobe.ServerAuth, all three headers")]
    public Task<HttpResponseMessage> WithAllHeaders() => ApiClients.SendAsync(_clients.WithAllHeaders);

    [Benchmark(Description = "MSAL, in a handler of ten lines")]
    public Task<HttpResponseMessage> Msal() => ApiClients.SendAsync(_clients.WithMsal);

    [Benchmark(Description = "Google.Apis.Auth, `ConfigurableHttpClient` with a credential")]
    public Task<HttpResponseMessage> Google() => ApiClients.SendAsync(_clients.WithGoogle);

    [Benchmark(Description = "Azure.Core, a pipeline around an `HttpClient`")]
    public ValueTask<Azure.Response> AzureWithoutPolicy() => _clients.SendAsync(_clients.Azure);

    [Benchmark(Description = "Azure.Core, the same with `BearerTokenAuthenticationPolicy`")]
    public ValueTask<Azure.Response> AzureWithPolicy() => _clients.SendAsync(_clients.AzureWithPolicy);

    private ApiTransport NewTransport()
    {
        var transport = new ApiTransport(AnswersLater);
        _transports.Add(transport);
        return transport;
    }

    // Each client sends what it is measured for.
    private async Task CheckAsync(int count, Func<Task> send)
    {
        var seen = -1;
        _transports.ForEach(transport => transport.Looks = request =>
            seen = Headers.Count(request.Headers.NonValidated.Contains));
        await send();
        if (seen != count)
        {
            throw new InvalidOperationException($"A client sends {seen} headers where {count} are to be measured.");
        }
    }
}
