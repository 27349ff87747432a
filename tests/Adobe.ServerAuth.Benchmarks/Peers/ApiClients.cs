using System.Security.Cryptography;
using Adobe.ServerAuth.Benchmarks.Credentials;
using Adobe.ServerAuth.Benchmarks.Stubs;
using Azure.Core;
using Azure.Core.Pipeline;
using Google.Apis.Http;

namespace Adobe.ServerAuth.Benchmarks.Peers;

// The clients of one API, each with its own way to a token, and all with the same transport at their end.
internal sealed class ApiClients : IDisposable
{
    private readonly TokenAnswerHandler _tokens = new();
    private readonly RSA _key = RSA.Create(2048);
    private readonly CachingTokenProvider _provider;
    private readonly string _address;
    private readonly RequestUriBuilder _azureAddress = new();

    public ApiClients(string address, Func<HttpMessageHandler> transport)
    {
        _address = address;
        _azureAddress.Reset(new Uri(address + "items"));
        _provider = TokenProvider.Create(Tenant.Make(1)[0].ToOptions(), _tokens);
        var host = new Uri(address).Authority;
        Bare = Client(transport());
        WithAuthorization = Client(Ours(new() { AllowedHosts = [host], SendApiKey = false, SendOrganizationId = false }, transport()));
        WithAllHeaders = Client(Ours(new() { AllowedHosts = [host] }, transport()));
        WithMsal = Client(new MsalHandler(Msal.Create(_tokens)) { InnerHandler = transport() });
        WithGoogle = new GoogleHttpClientFactory(transport()).CreateHttpClient(new CreateHttpClientArgs
        {
            Initializers = { GoogleServiceAccount.Create(_tokens, _key) },
            GZipEnabled = false,
        });
        WithGoogle.BaseAddress = new Uri(address);
        Azure = new HttpPipeline(new HttpClientTransport(Client(transport())));
        AzureWithPolicy = new HttpPipeline(new HttpClientTransport(Client(transport())), [AzurePipeline.CreatePolicy()]);
    }

    public HttpClient Bare { get; }

    public HttpClient WithAuthorization { get; }

    public HttpClient WithAllHeaders { get; }

    public HttpClient WithMsal { get; }

    public HttpClient WithGoogle { get; }

    public HttpPipeline Azure { get; }

    public HttpPipeline AzureWithPolicy { get; }

    public static Task<HttpResponseMessage> SendAsync(HttpClient client) =>
        client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "items"), HttpCompletionOption.ResponseHeadersRead);

    public ValueTask<Azure.Response> SendAsync(HttpPipeline pipeline)
    {
        var request = pipeline.CreateRequest();
        request.Uri = _azureAddress;
        return pipeline.SendRequestAsync(request, CancellationToken.None);
    }

    public void Dispose()
    {
        foreach (var client in new[] { Bare, WithAuthorization, WithAllHeaders, WithMsal, WithGoogle })
        {
            client.Dispose();
        }

        _provider.Dispose();
        _key.Dispose();
    }

    private AdobeServerAuthHandler Ours(ApiRequestOptions options, HttpMessageHandler transport) => new(_provider, options) { InnerHandler = transport };

    private HttpClient Client(HttpMessageHandler handler) => new(handler) { BaseAddress = new Uri(_address) };
}
