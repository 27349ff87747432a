namespace Adobe.ServerAuth.Caching;

// Pauses that double from a first one to a longest one.
internal static class Backoff
{
    // What a server may ask for with Retry-After and be believed.
    public static readonly TimeSpan LongestServerPause = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan ShortestBetweenRenewals = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestFirstBetweenRenewals = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestBetweenRenewals = TimeSpan.FromMinutes(10);

    public static TimeSpan Doubled(TimeSpan first, int doublings, TimeSpan longest)
    {
        var pause = first.Ticks * Math.Pow(2, Math.Min(doublings, 40));
        return pause < longest.Ticks ? TimeSpan.FromTicks((long)pause) : first > longest ? first : longest;
    }

    // Between the attempts to renew a token that can still be used. They grow with the failures in a row; the first is short enough for
    // several to fit into the time that is left.
    public static TimeSpan BetweenRenewals(TimeSpan usableFor, int failures, double jitter)
    {
        var first = Math.Min(usableFor.Ticks / 8, LongestFirstBetweenRenewals.Ticks);
        var pause = Doubled(TimeSpan.FromTicks(Math.Max(first, ShortestBetweenRenewals.Ticks)), failures - 1, LongestBetweenRenewals);
        return TimeSpan.FromTicks((long)(pause.Ticks * (0.8 + (0.4 * jitter))));
    }

    public static TimeSpan NotSoonerThan(TimeSpan pause, TimeSpan? retryAfter)
    {
        var asked = retryAfter is { } span && span < LongestServerPause ? span : retryAfter is null ? TimeSpan.Zero : LongestServerPause;
        return pause > asked ? pause : asked;
    }
}
