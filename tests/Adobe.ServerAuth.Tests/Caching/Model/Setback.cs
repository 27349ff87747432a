namespace Adobe.ServerAuth.Tests.Caching.Model;

/// <summary>
/// A fetch failed that the cache had not been asked to give up; <paramref name="Row"/> failures have followed each other by then.
/// <paramref name="UsableFor"/> is what was left of the token at hand.
/// </summary>
internal sealed record Setback(TimeSpan At, Fault Fault, string Mark, int Row, TokenCacheOptions Options, TimeSpan UsableFor, bool WasDue)
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    /// <summary>Until when callers without a token get this failure.</summary>
    public TimeSpan CooldownEnd => At + Longest(AskedPause, Fault.IsTransient
        ? Doubled(Options.TransientFailureCooldown, TimeSpan.FromSeconds(30))
        : Doubled(Options.PermanentFailureCooldown, FiveMinutes));

    /// <summary>Until when the server has asked not to be asked.</summary>
    public TimeSpan AskedPauseEnd => At + AskedPause;

    /// <summary>When the token may be renewed in the background again, at the soonest.</summary>
    public TimeSpan ShortestPauseEnd => WasDue ? At + Longest(AskedPause, (RenewalPause * 0.8) - Tick) : AskedPauseEnd;

    /// <summary>When a caller causes a renewal of it, at the latest.</summary>
    public TimeSpan LongestPauseEnd => WasDue ? At + Longest(AskedPause, (RenewalPause * 1.2) + Tick) : AskedPauseEnd;

    private TimeSpan AskedPause => Fault.RetryAfter is not { } asked || asked < TimeSpan.Zero ? TimeSpan.Zero : asked < FiveMinutes ? asked : FiveMinutes;

    private TimeSpan RenewalPause
    {
        get
        {
            // Whole ticks, since each doubling would double what is rounded here.
            var eighth = Longest(TimeSpan.FromSeconds(1), TimeSpan.FromTicks(UsableFor.Ticks / 8));
            return Doubled(eighth < TimeSpan.FromSeconds(30) ? eighth : TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(10));
        }
    }

    private static TimeSpan Longest(TimeSpan a, TimeSpan b) => a > b ? a : b;

    // One that is longer than the longest from the start stays as it is.
    private TimeSpan Doubled(TimeSpan first, TimeSpan longest)
    {
        var pause = first;
        for (var i = 1; i < Row && pause < longest; i++)
        {
            pause *= 2;
        }

        return first > longest || pause < longest ? pause : longest;
    }
}
