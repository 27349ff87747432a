namespace Adobe.ServerAuth.Tests.Caching.Model;

/// <summary>One fetch that the cache began; it ends when the test says so.</summary>
internal sealed class ObservedFetch
{
    private readonly TaskCompletionSource<AccessToken> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationToken _stop;
    private volatile bool _isAnswered;

    public ObservedFetch(int number, Generation generation, AccessToken? rejected, TimeSpan beganAt, bool ignoresStop, CancellationToken stop)
    {
        (Number, Generation, Rejected, BeganAt, _stop) = (number, generation, rejected, beganAt, stop);
        if (!ignoresStop)
        {
            stop.UnsafeRegister(static (state, token) => ((ObservedFetch)state!).Stop(token), this);
        }
    }

    public int Number { get; }

    public Generation Generation { get; }

    public AccessToken? Rejected { get; }

    public TimeSpan BeganAt { get; }

    public Task<AccessToken> Answer => _answer.Task;

    public bool IsAnswered => _isAnswered;

    public bool IsAskedToStop => _stop.IsCancellationRequested;

    /// <summary>Whether the cache may still make use of what it brings.</summary>
    public bool IsLive => !IsAnswered && !IsAskedToStop;

    public void Succeed(AccessToken token)
    {
        _isAnswered = true;
        _answer.TrySetResult(token);
    }

    public void Fail(Exception exception)
    {
        _isAnswered = true;
        _answer.TrySetException(exception);
    }

    public override string ToString() => $"fetch {Number} ({Generation}{(Rejected is null ? "" : ", a renewal after a refusal")})";

    private void Stop(CancellationToken token)
    {
        _isAnswered = true;
        _answer.TrySetCanceled(token);
    }
}
