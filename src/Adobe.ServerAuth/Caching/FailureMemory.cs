using Adobe.ServerAuth.Abstractions;

namespace Adobe.ServerAuth.Caching;

// The failures in a row of one slot. Not safe for concurrent use: its owner's lock guards it.
internal sealed class FailureMemory
{
    private static readonly TimeSpan LongestTransientCooldown = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPermanentCooldown = TimeSpan.FromMinutes(5);

    // What failed longer ago tells nothing of now: twice the longest pause between two renewals, or so.
    private static readonly TimeSpan LongestGapInRow = TimeSpan.FromMinutes(20);

    private TokenRequestFailure? _last;
    private long _failedAt;

    // Until then IMS is not asked again for a caller without a token.
    private long _heldUntil = long.MinValue;

    public int Count { get; private set; }

    // Until then IMS has asked not to be asked at all.
    public long PauseAskedUntil { get; private set; } = long.MinValue;

    public FailureView? View => _last is { } failure ? new FailureView(failure, _failedAt, _heldUntil, PauseAskedUntil) : null;

    public TimeSpan Record(TokenRequestFailure failure, long now, TokenCacheOptions options, Deadlines deadlines)
    {
        if (_last is not null && deadlines.Between(_failedAt, now) >= LongestGapInRow)
        {
            Count = 0;
        }

        var cooldown = failure.IsTransient
            ? Backoff.Doubled(options.TransientFailureCooldown, Count, LongestTransientCooldown)
            : Backoff.Doubled(options.PermanentFailureCooldown, Count, LongestPermanentCooldown);
        var held = Backoff.NotSoonerThan(cooldown, failure.RetryAfter);
        Count++;
        _last = failure.WithoutCause();
        _failedAt = now;
        _heldUntil = deadlines.After(now, held);
        PauseAskedUntil = deadlines.After(now, Backoff.NotSoonerThan(TimeSpan.Zero, failure.RetryAfter));
        return held;
    }

    // The last failure, as long as it holds.
    public RememberedFailure? Recall(long now, Deadlines deadlines) => _last is { } failure && now < _heldUntil
        ? new RememberedFailure(failure, deadlines.Between(_failedAt, now), deadlines.Between(now, _heldUntil))
        : null;
}
