namespace Adobe.ServerAuth.Tests.Caching.Model;

/// <summary>A token came, with some life left. Its moments are those of <c>docs/token-lifetime.md</c>, on the monotonic clock.</summary>
internal sealed record Arrival(TimeSpan At, AccessToken Token, TimeSpan Left, TokenCacheOptions Options, double Drawn, bool IsRenewal)
{
    private static readonly TimeSpan LongestBelieved = TimeSpan.FromDays(30);

    public TimeSpan UsableUntil => At + Lifetime - Least(Options.ClockSkew, Lifetime / 10);

    public TimeSpan RenewedFrom =>
        Least(UsableUntil, At + Lifetime - Least(Options.RefreshBeforeExpiry, Lifetime / 5) - (Drawn * Least(Options.RefreshJitter, Lifetime / 5)));

    private TimeSpan Lifetime => Least(Left, LongestBelieved);

    private static TimeSpan Least(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
