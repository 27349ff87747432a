using System.Net;
using Adobe.ServerAuth.Testing;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>A client with our handler over a transport that answers as it is told.</summary>
internal sealed class HandlerFixture : IDisposable
{
    public const string Api = "https://platform.adobe.io/data";

    private readonly HttpMessageInvoker _client;

    public HandlerFixture(
        ITokenProvider provider,
        Func<HttpRequestMessage, HttpResponseMessage>? answer = null,
        ApiRequestOptions? options = null,
        int maxRedirects = 0,
        TimeProvider? clock = null)
    {
        Transport = new StubHandler(answer ?? (_ => new HttpResponseMessage(HttpStatusCode.OK)));
        _client = new HttpMessageInvoker(new AdobeServerAuthHandler(provider, options ?? new ApiRequestOptions(), Log)
        {
            InnerHandler = Transport,
            MaxRedirects = maxRedirects,
            Clock = clock ?? TimeProvider.System,
        });
    }

    public StubHandler Transport { get; }

    public RecordingLogger Log { get; } = new();

    public static AccessToken Token(string value) => Make.Token(value, DateTimeOffset.MaxValue);

    /// <summary>A provider that has token-1 and renews it to token-2.</summary>
    public static ScriptedTokenProvider Renewing() => new ScriptedTokenProvider().Returns(Token("token-1")).Returns(Token("token-2"));

    /// <summary>Refuses a token as the gateway does, and takes all others.</summary>
    public static HttpResponseMessage Refuse(HttpRequestMessage request, string token) =>
        request.Headers.Authorization?.Parameter == token
            ? Make.Response(HttpStatusCode.Unauthorized, """{"error_code":"401013","message":"Oauth token is not valid"}""")
            : Make.Response(HttpStatusCode.OK, "{}");

    public Task<HttpResponseMessage> GetAsync(string address = Api) => SendAsync(new HttpRequestMessage(HttpMethod.Get, address));

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _client.SendAsync(request, TestContext.Current.CancellationToken);

    public void Dispose() => _client.Dispose();
}
