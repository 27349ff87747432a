namespace Analytics;

/// <summary>
/// Holds a request back until it has a place, and limits its time from then on, answer included. The wait for a place counts for
/// <see cref="HttpClient.Timeout"/>, so that is infinite for a client with this handler; the caller's token ends both.
/// <see cref="HttpClient.Send(HttpRequestMessage)"/> is refused, since it would block a thread for the wait.
/// </summary>
internal sealed class PacedHandler(RequestPace pace, TimeSpan limit, TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await pace.EnterAsync(cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            using var timer = new CancellationTokenSource(limit, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
            response = await base.SendAsync(request, either.Token);
            await response.Content.LoadIntoBufferAsync(either.Token);
            return response;
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            response?.Dispose();
            throw new TimeoutException($"Analytics has not answered within {limit.TotalSeconds:0} s.", e);
        }
        catch
        {
            response?.Dispose();
            throw;
        }
        finally
        {
            pace.Leave();
        }
    }

    // Without it, HttpClient.Send would get past the pace.
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A blocking send has no pace here: use SendAsync.");
}
