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
        await Task.Delay(window, time);
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
