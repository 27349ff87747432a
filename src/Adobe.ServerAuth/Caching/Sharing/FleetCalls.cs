using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Caching.Sharing;

// What one fetch asks of the distributed cache. Who waits for the token waits for all of it, so all of it has the time of one call; after a
// failure the rest is left out.
internal sealed class FleetCalls(SharedTokenStore store, TimeProvider clock, ILogger logger, string whose)
{
    private TimeSpan _left = store.Limit;
    private bool _isFaultTold;

    public bool AreOver { get; private set; }

    // The fetch waits for something else than the cache now.
    public void Refill() => _left = store.Limit;

    // For what is left to do once the fetch has ended: nobody waits for that, and what was told is not told again.
    public FleetCalls ForTheEnd() => new(store, clock, logger, whose) { _isFaultTold = _isFaultTold };

    // What is in an entry; null when there is none, or none that was sealed with this key.
    public async Task<byte[]?> ReadAsync(SharingKey key, string entry, CancellationToken cancellationToken)
    {
        var read = await SpendAsync(limit => store.ReadAsync(entry, limit, cancellationToken)).ConfigureAwait(false);
        if (read.Value is not { } sealedContent)
        {
            return null;
        }

        var content = key.Open(entry, sealedContent, out var fault);
        if (content is null)
        {
            TellFault(fault);
        }

        return content;
    }

    public Task WriteAsync(SharingKey key, string entry, byte[] content, TimeSpan life, CancellationToken cancellationToken)
    {
        var sealedContent = key.Seal(entry, content);
        return SpendAsync(limit => store.WriteAsync(entry, sealedContent, life, limit, cancellationToken));
    }

    public Task RemoveAsync(string entry, CancellationToken cancellationToken) => SpendAsync(limit => store.RemoveAsync(entry, limit, cancellationToken));

    // Once in a fetch, however often it looks.
    public void TellFault(string fault)
    {
        if (!_isFaultTold)
        {
            _isFaultTold = true;
            logger.SharedEntryUnreadable(whose, fault);
        }
    }

    private async Task<StoreAnswer> SpendAsync(Func<TimeSpan, Task<StoreAnswer>> call)
    {
        if (AreOver)
        {
            return StoreAnswer.None;
        }

        var startedAt = clock.GetTimestamp();
        var answer = await call(_left).ConfigureAwait(false);
        _left -= clock.GetElapsedTime(startedAt);
        AreOver = !answer.IsDone;
        return answer;
    }
}
