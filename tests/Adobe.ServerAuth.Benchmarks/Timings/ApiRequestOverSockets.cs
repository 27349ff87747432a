using Adobe.ServerAuth.Benchmarks.Peers;
using Adobe.ServerAuth.Benchmarks.Stubs;
using BenchmarkDotNet.Attributes;

namespace Adobe.ServerAuth.Benchmarks.Timings;

// Azure.Core is not here: its policy refuses http, even to this machine.
public class ApiRequestOverSockets
{
    private static readonly string[] Headers = ["\r\nAuthorization: Bearer ", "\r\nx-api-key: ", "\r\nx-gw-ims-org-id: "];

    private LoopbackApi _api = null!;
    private ApiClients _clients = null!;

    [GlobalSetup]
    public async Task Setup()
    {
        _api = new LoopbackApi { Keeps = true };
        _clients = new ApiClients($"http://{_api.Host}/", () => new SocketsHttpHandler { UseProxy = false });
        await CheckAsync(_clients.Bare, 0);
        await CheckAsync(_clients.WithAuthorization, 1);
        await CheckAsync(_clients.WithAllHeaders, 3);
        await CheckAsync(_clients.WithMsal, 1);
        await CheckAsync(_clients.WithGoogle, 1);
        _api.Keeps = false;
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _clients.Dispose();
        _api.Dispose();
    }

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

    private async Task CheckAsync(HttpClient client, int count)
    {
        (await ApiClients.SendAsync(client)).Dispose();
        var seen = Headers.Count(header => _api.LastHead.Contains(header, StringComparison.Ordinal));
        if (seen != count)
        {
            throw new InvalidOperationException($"A client sends {seen} headers where {count} are to be measured.");
        }
    }
}
