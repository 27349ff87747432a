namespace Analytics;

/// <summary>
/// So many requests in so long a time, for all clients of this process. A place is free again that long after its answer came, so that the
/// server never sees one more, however long a request took to get there.
/// </summary>
internal sealed class RequestPace(int requests, TimeSpan window, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _places = new(requests);

    public Task EnterAsync(CancellationToken cancellationToken) => _places.WaitAsync(cancellationToken);

    public void Leave() => _ = FreeAsync();

    public void Dispose() => _places.Dispose();

    private async Task FreeAsync()
    {
        var answered = time.GetTimestamp();

        // Timers are some milliseconds early now and then, and one request too many is one that is refused.
        for (var left = window; left > TimeSpan.Zero; left = window - time.GetElapsedTime(answered))
        {
            await Task.Delay(left + TimeSpan.FromMilliseconds(1), time);
        }

        try
        {
            _places.Release();
        }
        catch (ObjectDisposedException)
        {
            // The application has ended meanwhile.
        }
    }
}
