namespace Adobe.ServerAuth.DependencyInjection;

// A handler that stays its owner's. It may block, and must not keep the time limits of the request from working: so it has a thread of its own.
internal sealed class ForeignHandler(HttpMessageHandler handler) : HttpMessageHandler
{
    private readonly HttpMessageInvoker _invoker = new(handler, disposeHandler: false);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.Run(() => _invoker.SendAsync(request, cancellationToken), cancellationToken);
}
