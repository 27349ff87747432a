using Adobe.ServerAuth.FleetSimulation.Machines;
using Adobe.ServerAuth.FleetSimulation.Servers;

namespace Adobe.ServerAuth.FleetSimulation.Scenarios;

// What a fleet goes through. Times are true time since the first machine was started.
internal sealed record Scenario(string Name)
{
    public int Machines { get; init; } = 1000;

    public TimeSpan Length { get; init; } = TimeSpan.FromDays(30);

    // More or less: each machine draws each pause.
    public TimeSpan CallEvery { get; init; } = TimeSpan.FromMinutes(1);

    public TimeSpan StartWithin { get; init; } = TimeSpan.FromSeconds(10);

    public bool IsShared { get; init; } = true;

    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(24);

    // How far the wall clock of a machine is ahead.
    public Func<int, TimeSpan> Skew { get; init; } = _ => TimeSpan.Zero;

    public Func<TimeSpan, CacheFault> CacheFault { get; init; } = _ => Servers.CacheFault.None;

    // From asking the cache to its answer.
    public (TimeSpan Shortest, TimeSpan Longest) CacheTrip { get; init; } = (TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(5));

    // Null for as long as it was asked to.
    public TimeSpan? CacheKeepsFor { get; init; }

    public Func<TimeSpan, ImsFault> ImsFault { get; init; } = _ => Servers.ImsFault.None;

    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(10);

    public int RequestsPerMinute { get; init; } = int.MaxValue;

    // Machines whose API refuses every token.
    public Func<int, bool> IsRefused { get; init; } = _ => false;

    public Action<Fleet> Plan { get; init; } = _ => { };
}
