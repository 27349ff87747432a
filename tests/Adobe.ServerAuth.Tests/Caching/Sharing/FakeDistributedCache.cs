using System.Collections.Concurrent;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Caching.Distributed;

namespace Adobe.ServerAuth.Tests.Caching.Sharing;

/// <summary>A distributed cache that all machines of a test have in common, and that fails as the test wants.</summary>
internal sealed class FakeDistributedCache(TestClock clock) : IDistributedCache
{
    private readonly ConcurrentDictionary<string, (byte[] Value, long EndsAt)> _entries = new(StringComparer.Ordinal);
    private int _calls;

    /// <summary>Runs before each call, with its name; what it returns is waited for.</summary>
    public Func<string, string, CancellationToken, Task> Before { get; set; } = (_, _, _) => Task.CompletedTask;

    public int Calls => Volatile.Read(ref _calls);

    public IReadOnlyDictionary<string, byte[]> Entries => _entries.Where(pair => clock.GetTimestamp() < pair.Value.EndsAt).ToDictionary(pair => pair.Key, pair => pair.Value.Value);

    public string? TokenKey => Entries.Keys.SingleOrDefault(key => key.Contains(":token:", StringComparison.Ordinal));

    public string? LeaseKey => Entries.Keys.SingleOrDefault(key => key.Contains(":lease:", StringComparison.Ordinal));

    public TimeSpan LifeOf(string key) => TimeSpan.FromSeconds((_entries[key].EndsAt - clock.GetTimestamp()) / (double)clock.TimestampFrequency);

    public void Put(string key, byte[] value) => _entries[key] = (value, long.MaxValue);

    public void Clear() => _entries.Clear();

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        await BeginAsync("get", key, token);
        return Entries.GetValueOrDefault(key);
    }

    public async Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        await BeginAsync("set", key, token);
        var life = options.AbsoluteExpirationRelativeToNow ?? throw new InvalidOperationException("Without an end.");
        _entries[key] = (value, clock.GetTimestamp() + (long)(life.TotalSeconds * clock.TimestampFrequency));
    }

    public async Task RemoveAsync(string key, CancellationToken token = default)
    {
        await BeginAsync("remove", key, token);
        _entries.TryRemove(key, out _);
    }

    public byte[]? Get(string key) => throw new NotSupportedException("Blocks its caller.");

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException("Blocks its caller.");

    public void Refresh(string key) => throw new NotSupportedException("Nothing to slide.");

    public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException("Nothing to slide.");

    public void Remove(string key) => throw new NotSupportedException("Blocks its caller.");

    private Task BeginAsync(string call, string key, CancellationToken token)
    {
        Interlocked.Increment(ref _calls);
        return Before(call, key, token);
    }
}
