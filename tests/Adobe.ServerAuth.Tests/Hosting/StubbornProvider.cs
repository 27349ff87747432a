namespace Adobe.ServerAuth.Tests.Hosting;

/// <summary>A provider of an application's own that keeps its caller's thread until it is let go, or asked to stop if it listens to that.</summary>
internal sealed class StubbornProvider(bool listens) : ITokenProvider, IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly ManualResetEventSlim _mayGo = new();
    private volatile bool _isAsked;
    private volatile bool _wasStopped;

    public bool IsAsked => _isAsked;

    public bool WasStopped => _wasStopped;

    public ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default)
    {
        _isAsked = true;
        try
        {
            _mayGo.Wait(Longest, listens ? cancellationToken : CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            _wasStopped = true;
            throw;
        }

        throw new TokenRequestException("It was let go.");
    }

    public ValueTask<AccessToken> RenewTokenAsync(AccessToken rejected, CancellationToken cancellationToken = default) => GetTokenAsync(cancellationToken);

    public void LetGo() => _mayGo.Set();

    public void Dispose() => _mayGo.Dispose();
}
