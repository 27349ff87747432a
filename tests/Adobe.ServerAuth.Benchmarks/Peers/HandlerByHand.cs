namespace Adobe.ServerAuth.Benchmarks.Peers;

// The least that a handler can do about its headers: texts that are there are added, and removed when the request was sent. Nothing is asked for, looked at or healed.
internal sealed class HandlerByHand(params (string Name, string Value)[] headers) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var sending = base.SendAsync(request, cancellationToken);
        if (!sending.IsCompletedSuccessfully)
        {
            return RemoveAsync(sending, request);
        }

        Remove(request);
        return sending;
    }

    private async Task<HttpResponseMessage> RemoveAsync(Task<HttpResponseMessage> sending, HttpRequestMessage request)
    {
        try
        {
            return await sending;
        }
        finally
        {
            Remove(request);
        }
    }

    private void Remove(HttpRequestMessage request)
    {
        foreach (var (name, _) in headers)
        {
            request.Headers.Remove(name);
        }
    }
}
