namespace Adobe.ServerAuth.Caching;

// Tells when the refusal of a token may cause a token request. Not safe for concurrent use: its owner's lock guards it.
internal sealed class RejectionGuard
{
    private static readonly TimeSpan LongestCooldown = TimeSpan.FromMinutes(5);

    private string? _renewed;
    private long _renewedAt;
    private long _pausedUntil;
    private int _inARow;
    private bool _told;

    // A token that a renewal brought and that is refused soon shows that a new token does not help.
    public bool IsPaused(string rejected, long now) => string.Equals(rejected, _renewed, StringComparison.Ordinal) && now < _pausedUntil;

    // Zero when this pause has been told of before.
    public TimeSpan PauseToTell(long now, Deadlines deadlines)
    {
        if (_told)
        {
            return TimeSpan.Zero;
        }

        _told = true;
        return deadlines.Between(now, _pausedUntil);
    }

    public void Renewed(AccessToken token, long now, TokenCacheOptions options, Deadlines deadlines)
    {
        // A renewed token that lasted ends the row.
        _inARow = _renewed is not null && deadlines.Between(_renewedAt, now) < LongestCooldown + LongestCooldown ? _inARow + 1 : 0;
        _renewed = token.Value;
        _renewedAt = now;
        _pausedUntil = deadlines.After(now, Backoff.Doubled(options.RejectionCooldown, _inARow, LongestCooldown));
        _told = false;
    }
}
