using Adobe.ServerAuth.Caching;

namespace Adobe.ServerAuth.Tests.Caching.Model;

/// <summary>One generation of the options: the provider that the cache asks, and what it releases in the end.</summary>
internal sealed class Generation : ITokenProvider, IDisposable
{
    private readonly FetchLog _log;
    private int _releases;
    private volatile bool _isLetGo;

    public Generation(FetchLog log, int number, string identity, TokenCacheOptions options)
    {
        (_log, Number, Identity, Options) = (log, number, identity, options);
        Source = new TokenSource(this, options, identity, this);
    }

    public int Number { get; }

    public string Identity { get; }

    public TokenCacheOptions Options { get; }

    public TokenSource Source { get; }

    public int Releases => Volatile.Read(ref _releases);

    /// <summary>Whether the cache has been told that it will not be needed any more.</summary>
    public bool IsLetGo => _isLetGo;

    public void LetGo() => _isLetGo = true;

    public ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default) => new(_log.Begin(this, null, cancellationToken).Answer);

    public ValueTask<AccessToken> RenewTokenAsync(AccessToken rejected, CancellationToken cancellationToken = default) =>
        new(_log.Begin(this, rejected, cancellationToken).Answer);

    public void Dispose() => _log.Released(this, Interlocked.Increment(ref _releases));

    public override string ToString() => $"generation {Number} of {Identity}";
}
