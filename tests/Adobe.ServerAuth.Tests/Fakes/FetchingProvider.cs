namespace Adobe.ServerAuth.Tests.Fakes;

/// <summary>A provider that has a new token at once, each time.</summary>
internal sealed class FetchingProvider(TimeProvider clock, TimeSpan lifetime) : ITokenProvider
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default) =>
        new(Make.Token($"token-{Interlocked.Increment(ref _count)}", clock.GetUtcNow() + lifetime));

    public ValueTask<AccessToken> RenewTokenAsync(AccessToken rejected, CancellationToken cancellationToken = default) => GetTokenAsync(cancellationToken);
}
