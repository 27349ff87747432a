using Google.Apis.Http;

namespace Adobe.ServerAuth.Benchmarks.Stubs;

internal sealed class GoogleHttpClientFactory(HttpMessageHandler handler) : HttpClientFactory
{
    protected override HttpMessageHandler CreateHandler(CreateHttpClientArgs args) => handler;
}
