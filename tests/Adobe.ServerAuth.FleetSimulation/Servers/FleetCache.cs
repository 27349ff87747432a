using Adobe.ServerAuth.FleetSimulation.Scenarios;
using Adobe.ServerAuth.FleetSimulation.Time;

namespace Adobe.ServerAuth.FleetSimulation.Servers;

// What all machines have in common.
internal sealed class FleetCache(EventQueue events, Scenario scenario, Random random)
{
    private readonly Dictionary<string, (byte[] Value, long EndsAt)> _entries = new(StringComparer.Ordinal);

    public CacheFault Fault => scenario.CacheFault(events.Elapsed);

    public TimeSpan Trip(Random random) => scenario.CacheTrip.Shortest + ((scenario.CacheTrip.Longest - scenario.CacheTrip.Shortest) * random.NextDouble());

    public byte[]? Get(string key) => _entries.TryGetValue(key, out var entry) && events.Now < entry.EndsAt ? entry.Value : null;

    public void Set(string key, byte[] value, TimeSpan life)
    {
        var kept = scenario.CacheKeepsFor is { } longest ? Shorter(life, longest * random.NextDouble()) : life;
        _entries[key] = (value, events.Now + kept.Ticks);
    }

    public void Remove(string key) => _entries.Remove(key);

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
