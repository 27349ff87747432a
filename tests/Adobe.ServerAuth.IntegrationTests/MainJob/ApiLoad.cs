using System.Collections.Concurrent;

namespace Adobe.ServerAuth.IntegrationTests.MainJob;

/// <summary>Callers that call the API without a pause until they are stopped, and keep what went wrong.</summary>
internal sealed class ApiLoad : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly ConcurrentQueue<string> _failures = new();
    private readonly HttpClient _client;
    private readonly long[] _sent;
    private readonly Task[] _callers;

    public ApiLoad(HttpClient client, int callers)
    {
        (_client, _sent) = (client, new long[callers]);
        _callers = [.. Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(caller)))];
    }

    /// <summary>Waits until so many calls more were begun and ended, by each caller as many as by the others.</summary>
    public async Task SendAsync(int calls)
    {
        // Those that are under way now may have begun before the change that the caller looks at, however long ago: on a busy machine one may
        // take as long as hundreds of another.
        var each = 1 + Math.Max(1, calls / _callers.Length);
        long[] goals = [.. Enumerable.Range(0, _sent.Length).Select(caller => Volatile.Read(ref _sent[caller]) + each)];
        using var limit = new CancellationTokenSource(Limit);
        while (goals.Where((goal, caller) => Volatile.Read(ref _sent[caller]) < goal).Any())
        {
            await Task.Delay(5, limit.Token);
        }
    }

    public async Task<IReadOnlyCollection<string>> StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_callers).WaitAsync(Limit);
        return _failures;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task CallAsync(int caller)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var response = await _client.GetAsync(new Uri("/load", UriKind.Relative), CancellationToken.None);
                if (!response.IsSuccessStatusCode)
                {
                    _failures.Enqueue($"HTTP {(int)response.StatusCode}");
                }
            }
            catch (Exception e)
            {
                _failures.Enqueue(e.ToString());
            }

            Interlocked.Increment(ref _sent[caller]);
        }
    }
}
