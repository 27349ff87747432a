namespace Analytics;

/// <summary>Holds a request back until it has a place. The wait counts for <see cref="HttpClient.Timeout"/>.</summary>
internal sealed class PacedHandler(RequestPace pace) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await pace.EnterAsync(cancellationToken);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            pace.Leave();
        }
    }
}
