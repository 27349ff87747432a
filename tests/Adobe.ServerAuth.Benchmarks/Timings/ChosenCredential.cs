using Adobe.ServerAuth.Benchmarks.Credentials;
using Adobe.ServerAuth.Benchmarks.Peers;
using Adobe.ServerAuth.Benchmarks.Stubs;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;

namespace Adobe.ServerAuth.Benchmarks.Timings;

// Apart from the other requests, since a process that has chosen once looks at every request.
public class ChosenCredential
{
    private static readonly HttpRequestOptionsKey<object> Anything = new("anything");

    private ServiceProvider _tenants = null!;
    private HttpClient _bare = null!;
    private HttpClient _client = null!;
    private string _name = "";

    [GlobalSetup]
    public async Task Setup()
    {
        var tenants = Tenant.Make(100);
        _name = tenants[50].Name;
        _tenants = TenantContainer.Build(tenants, new TokenAnswerHandler());
        _bare = Client(new ApiTransport(answersLater: false));
        var sent = "";
        var transport = new ApiTransport(answersLater: false) { Looks = request => sent = request.Headers.NonValidated["x-api-key"].ToString() };
        _client = Client(new AdobeServerAuthHandler(_tenants.GetRequiredService<ITokenProviderFactory>(), new() { AllowedHosts = ["api.example.com"] }) { InnerHandler = transport });
        (await Chosen()).Dispose();
        if (sent != tenants[50].ToOptions().ClientId)
        {
            throw new InvalidOperationException("The client does not send what it is measured for.");
        }

        transport.Looks = null;
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _client.Dispose();
        _bare.Dispose();
        _tenants.Dispose();
    }

    [Benchmark(Baseline = true, Description = "`HttpClient` alone")]
    public Task<HttpResponseMessage> Bare() => ApiClients.SendAsync(_bare);

    [Benchmark(Description = "`HttpClient` alone, and any option set on the request")]
    public Task<HttpResponseMessage> BareWithOption()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "items");
        request.Options.Set(Anything, this);
        return _bare.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    [Benchmark(Description = "Adobe.ServerAuth, all three headers, `UseAdobeCredential(name)`")]
    public Task<HttpResponseMessage> Chosen()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "items").UseAdobeCredential(_name);
        return _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static HttpClient Client(HttpMessageHandler handler) => new(handler) { BaseAddress = new Uri("https://api.example.com/") };
}
