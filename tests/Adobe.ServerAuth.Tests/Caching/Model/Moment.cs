namespace Adobe.ServerAuth.Tests.Caching.Model;

/// <summary>Where the cache begins to behave in another way.</summary>
internal enum Moment
{
    RenewedFrom,
    UsableUntil,
    CooldownEnd,
    AskedPauseEnd,
    ShortestPauseEnd,
    LongestPauseEnd,
    RejectionCooldownEnd,
    TimeLimit,
}
