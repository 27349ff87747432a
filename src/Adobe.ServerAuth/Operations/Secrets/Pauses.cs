namespace Adobe.ServerAuth.Operations.Secrets;

// Between attempts, as long as their time lasts.
internal sealed class Pauses(TimeSpan limit, TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    private readonly long _startedAt = clock.GetTimestamp();
    private TimeSpan _next = TimeSpan.FromSeconds(1);

    // False when there is no time left for another attempt.
    public async Task<bool> TryNextAsync(TimeSpan? asked, CancellationToken cancellationToken)
    {
        var pause = asked > _next ? asked.Value : _next;
        if (clock.GetElapsedTime(_startedAt) + pause >= limit)
        {
            return false;
        }

        await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(false);
        _next = _next + _next < Longest ? _next + _next : Longest;
        return true;
    }
}
