namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>A transport whose answer is the caller's task itself, or its exception at once.</summary>
internal sealed class DirectHandler(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer(request, cancellationToken);

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => answer(request, cancellationToken).GetAwaiter().GetResult();
}
