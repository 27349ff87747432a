using System.Collections.Concurrent;

namespace Adobe.ServerAuth.Tests.Caching.Stress;

/// <summary>How often each thing happened that a stress test is there for: one in which nobody ever waits proves nothing.</summary>
internal sealed class Tally
{
    private static readonly string[] Expected =
    [
        "answered at once", "answered after a wait", "failed after a wait", "remembered failure", "cancelled", "renewed",
        "same token while paused", "answered with old options", "answered for an old identity", "other identity", "stray ended", "refused after disposal",
    ];

    private readonly ConcurrentDictionary<string, int> _counts = new();

    public void Count(string what) => _counts.AddOrUpdate(what, 1, static (_, count) => count + 1);

    public void AssertEverythingHappened() => Assert.All(Expected, what => Assert.True(_counts.ContainsKey(what), $"It never happened: {what}. What did: {this}"));

    public override string ToString() => string.Join(", ", _counts.Select(pair => $"{pair.Key}: {pair.Value}"));
}
