using Adobe.ServerAuth.Tests.Caching.Model;

namespace Adobe.ServerAuth.Tests.Caching.Stress;

/// <summary>A token that a fetch brought, with the default options.</summary>
internal sealed record Issued(Generation Generation, TimeSpan At, TimeSpan Lifetime)
{
    public TimeSpan UsableUntil => At + Lifetime - TimeSpan.FromTicks(Math.Min(Lifetime.Ticks / 10, TimeSpan.FromSeconds(30).Ticks));
}
