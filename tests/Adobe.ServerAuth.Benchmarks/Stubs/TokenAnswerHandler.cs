using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Adobe.ServerAuth.Benchmarks.Stubs;

// Stands in for every token endpoint: it answers at once, with a token that lives a day.
internal sealed class TokenAnswerHandler : HttpMessageHandler
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private int _requests;

    public int Requests => Volatile.Read(ref _requests);

    // The answer of IMS's JWT exchange is in milliseconds.
    public static string Body(bool isExchange) =>
        $$"""{"access_token":"{{StubToken.Next()}}","token_type":"Bearer","expires_in":{{(isExchange ? 86_399_000 : 86_399)}}}""";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        var isExchange = request.RequestUri!.AbsolutePath.Contains("/exchange/", StringComparison.Ordinal);
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body(isExchange)));
        content.Headers.ContentType = Json;
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request });
    }
}
