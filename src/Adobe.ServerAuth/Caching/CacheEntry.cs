namespace Adobe.ServerAuth.Caching;

// The token of a slot and what it is good for. Immutable, so that a reader without a lock sees all of it or none.
internal sealed class CacheEntry(AccessToken token, long dueAt, long refreshAt, long usableUntil)
{
    public AccessToken Token { get; } = token;

    // When the token is to be renewed.
    public long DueAt { get; } = dueAt;

    // Before this moment a caller has nothing to do about the token: later than DueAt while a renewal runs or backs off.
    public long RefreshAt { get; } = refreshAt;

    public long UsableUntil { get; } = usableUntil;

    public CacheEntry QuietUntil(long moment) => new(Token, DueAt, Math.Min(moment, UsableUntil), UsableUntil);
}
