using System.Net;

namespace Adobe.ServerAuth.Benchmarks.Stubs;

// Stands in for an API: like any transport it looks at the host, and it answers at once, or on another thread.
internal sealed class ApiTransport(bool answersLater) : HttpMessageHandler
{
    // Set before anything is measured, to see whether a client does what it is measured for.
    public Action<HttpRequestMessage>? Looks { get; set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        answersLater ? AnswerLaterAsync(request) : Task.FromResult(Answer(request));

    private async Task<HttpResponseMessage> AnswerLaterAsync(HttpRequestMessage request)
    {
        await Task.Yield();
        return Answer(request);
    }

    private HttpResponseMessage Answer(HttpRequestMessage request)
    {
        Looks?.Invoke(request);
        return request.RequestUri!.IdnHost.Length > 0
            ? new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request }
            : throw new InvalidOperationException("A request has no host.");
    }
}
