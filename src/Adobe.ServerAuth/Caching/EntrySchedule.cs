using Adobe.ServerAuth.Abstractions;

namespace Adobe.ServerAuth.Caching;

// When a token is renewed, and how long it is used.
internal static class EntrySchedule
{
    public static readonly TokenRequestFailure DeadOnArrival = new()
    {
        Message = "The token provider returned no token, or one that had expired, or was about to. When the clock of this machine has just been set, the next attempt succeeds.",
        IsTransient = true,
    };

    private static readonly TimeSpan LongestBelieved = TimeSpan.FromDays(30);

    // One that lives less would be asked for again and again, as fast as it comes.
    private static readonly TimeSpan ShortestOfUse = TimeSpan.FromSeconds(0.5);

    // Null for a token that came with no life left to speak of.
    public static CacheEntry? For(AccessToken token, TimeProvider clock, TokenCacheOptions options, double jitter)
    {
        var left = token.ExpiresAt - clock.GetUtcNow();
        if (left < ShortestOfUse)
        {
            return null;
        }

        var lifetime = Shorter(left, LongestBelieved);
        var fifth = TimeSpan.FromTicks(lifetime.Ticks / 5);
        var early = Shorter(options.RefreshBeforeExpiry, fifth) + TimeSpan.FromTicks((long)(Shorter(options.RefreshJitter, fifth).Ticks * jitter));

        // Of a token that another machine has had for a while only the rest is known here, and the clocks of two machines differ all the same.
        var mostOfSkew = TimeSpan.FromTicks(lifetime.Ticks / (token.IsShared ? 2 : 10));
        var usableFor = lifetime - Shorter(options.ClockSkew, mostOfSkew);

        var deadlines = new Deadlines(clock);
        var now = deadlines.Now;
        var dueAt = deadlines.After(now, Shorter(lifetime - early, usableFor));
        return new CacheEntry(token, dueAt, dueAt, deadlines.After(now, usableFor));
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
