using Adobe.ServerAuth.FleetSimulation.Time;
using Microsoft.Extensions.Caching.Distributed;

namespace Adobe.ServerAuth.FleetSimulation.Servers;

// The way of one process to the cache. What was sent arrives even if its sender is gone by then.
internal sealed class CacheConnection(FleetCache cache, EventQueue events, MachineClock clock, Random random) : IDistributedCache
{
    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => CallAsync(() => cache.Get(key), isWrite: false);

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) => CallAsync(
        () =>
        {
            cache.Set(key, value, options.AbsoluteExpirationRelativeToNow!.Value);
            return null;
        },
        isWrite: true);

    public Task RemoveAsync(string key, CancellationToken token = default) => CallAsync(
        () =>
        {
            cache.Remove(key);
            return null;
        },
        isWrite: true);

    public byte[]? Get(string key) => throw NotCalled();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw NotCalled();

    public void Remove(string key) => throw NotCalled();

    public void Refresh(string key) => throw NotCalled();

    public Task RefreshAsync(string key, CancellationToken token = default) => throw NotCalled();

    private Task<byte[]?> CallAsync(Func<byte[]?> call, bool isWrite)
    {
        var answer = new TaskCompletionSource<byte[]?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var half = cache.Trip(random) / 2;
        events.In(half, () =>
        {
            switch (cache.Fault)
            {
                case CacheFault.Hanging:
                    return;
                case CacheFault.Down:
                case CacheFault.Full when isWrite:
                    clock.In(half, () => answer.TrySetException(new IOException("The cache does not work.")));
                    return;
                default:
                    var value = call();
                    clock.In(half, () => answer.TrySetResult(value));
                    return;
            }
        });
        return answer.Task;
    }

    private static NotSupportedException NotCalled() => new("The library was not known to call this.");
}
