namespace Adobe.ServerAuth.Benchmarks.Timings;

// Does the same work on the caller's thread and on another one that stays, from the same moment on.
internal sealed class TwoThreads : IDisposable
{
    private readonly Barrier _barrier = new(2);
    private readonly Thread _other;
    private Func<object>? _work;
    private object? _result;

    public TwoThreads()
    {
        _other = new Thread(Serve) { IsBackground = true };
        _other.Start();
    }

    public object Run(Func<object> work)
    {
        (_work, _result) = (work, null);
        _barrier.SignalAndWait();
        var result = work();
        _barrier.SignalAndWait();
        return _result is null ? throw new InvalidOperationException("The other thread has no result.") : result;
    }

    public void Dispose()
    {
        _work = null;
        _barrier.SignalAndWait();
        _other.Join();
        _barrier.Dispose();
    }

    private void Serve()
    {
        while (true)
        {
            _barrier.SignalAndWait();
            if (_work is not { } work)
            {
                return;
            }

            _result = work();
            _barrier.SignalAndWait();
        }
    }
}
