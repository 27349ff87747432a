using System.Threading.Tasks.Sources;

namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>A token that comes, on a thread of the pool, as soon as somebody waits for it, and never before.</summary>
internal sealed class AwaitedToken(AccessToken late) : IValueTaskSource<AccessToken>
{
    private ManualResetValueTaskSourceCore<AccessToken> _core = new() { RunContinuationsAsynchronously = true };

    public AccessToken GetResult(short token) => _core.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        _core.OnCompleted(continuation, state, token, flags);
        _core.SetResult(late);
    }
}
