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
    private static readonly (string Name, string Value)[] Headers =
    [
        ("Authorization", "Bearer " + RandomText.Hex(20)),
        ("x-api-key", RandomText.Hex(32)),
        ("x-gw-ims-org-id", RandomText.Hex(24) + "@AdobeOrg"),
    ];

    private readonly TokenAnswerHandler _tokens = new();
    private readonly RSA _key = RSA.Create(2048);
    private readonly CachingTokenProvider _provider;
    private readonly string _address;
    private readonly Action<HttpClient> _configure;
    private readonly RequestUriBuilder _azureAddress = new();

    public ApiClients(string address, Func<HttpMessageHandler> transport, Action<HttpClient> configure)
    {
        _configure = configure;
        _address = address;
        _azureAddress.Reset(new Uri(address + "items"));
        _provider = TokenProvider.Create(Tenant.Make(1)[0].ToOptions(), _tokens);
        var host = new Uri(address).Authority;
        Bare = Client(transport());
        WithAuthorizationByHand = Client(new HandlerByHand(Headers[0]) { InnerHandler = transport() });
        WithAllHeadersByHand = Client(new HandlerByHand(Headers) { InnerHandler = transport() });
        WithAuthorization = Client(Ours(new() { AllowedHosts = [host], SendApiKey = false, SendOrganizationId = false }, transport()));
        WithAllHeaders = Client(Ours(new() { AllowedHosts = [host] }, transport()));
        WithMsal = Client(new MsalHandler(Msal.Create(_tokens)) { InnerHandler = transport() });
        WithGoogle = new GoogleHttpClientFactory(transport()).CreateHttpClient(new CreateHttpClientArgs
        {
            Initializers = { GoogleServiceAccount.Create(_tokens, _key) },
            GZipEnabled = false,
        });
        Configure(WithGoogle);
        Azure = new HttpPipeline(new HttpClientTransport(Client(transport())));
        AzureWithPolicy = new HttpPipeline(new HttpClientTransport(Client(transport())), [AzurePipeline.CreatePolicy()]);
    }

    public HttpClient Bare { get; }

    public HttpClient WithAuthorizationByHand { get; }

    public HttpClient WithAllHeadersByHand { get; }

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
        foreach (var client in new[] { Bare, WithAuthorizationByHand, WithAllHeadersByHand, WithAuthorization, WithAllHeaders, WithMsal, WithGoogle })
        {
            client.Dispose();
        }

        _provider.Dispose();
        _key.Dispose();
    }

    private AdobeServerAuthHandler Ours(ApiRequestOptions options, HttpMessageHandler transport) => new(_provider, options) { InnerHandler = transport };

    private HttpClient Client(HttpMessageHandler handler) => Configure(new HttpClient(handler));

    private HttpClient Configure(HttpClient client)
    {
        client.BaseAddress = new Uri(_address);
        _configure(client);
        return client;
    }
}
