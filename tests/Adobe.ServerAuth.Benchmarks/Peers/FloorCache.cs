namespace Adobe.ServerAuth.Benchmarks.Peers;

// What no cache that looks at a deadline can do without.
internal sealed class FloorCache(AccessToken token)
{
    private readonly long _usableUntil = Environment.TickCount64 + (long)TimeSpan.FromDays(1).TotalMilliseconds;
    private AccessToken? _token = token;

    public ValueTask<AccessToken> GetTokenAsync() =>
        Volatile.Read(ref _token) is { } token && Environment.TickCount64 < _usableUntil ? new(token) : throw new InvalidOperationException("There is no token.");

    public void Clear() => Volatile.Write(ref _token, null);
}
