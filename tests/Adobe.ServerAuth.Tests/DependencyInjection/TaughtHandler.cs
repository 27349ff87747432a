namespace Adobe.ServerAuth.Tests.DependencyInjection;

/// <summary>A real primary handler, with its settings, that answers by a function and opens no connection.</summary>
internal sealed class TaughtHandler(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpClientHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = answer(request);
        response.RequestMessage = request;
        return Task.FromResult(response);
    }
}
