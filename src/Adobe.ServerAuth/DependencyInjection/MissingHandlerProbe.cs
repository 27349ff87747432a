namespace Adobe.ServerAuth.DependencyInjection;

// Reports requests without an Authorization header that were refused. It changes nothing.
internal sealed class MissingHandlerProbe(string client, UnusedCredentials unused) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri;
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        unused.Look(client, request, address, response.StatusCode);
        return response;
    }

#if !NETSTANDARD2_0
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri;
        var response = base.Send(request, cancellationToken);
        unused.Look(client, request, address, response.StatusCode);
        return response;
    }
#endif
}
