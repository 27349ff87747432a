using Microsoft.Identity.Client;

namespace Adobe.ServerAuth.Benchmarks.Stubs;

internal sealed class MsalHttpClientFactory(HttpMessageHandler handler) : IMsalHttpClientFactory
{
    private readonly HttpClient _client = new(handler, disposeHandler: false);

    public HttpClient GetHttpClient() => _client;
}
