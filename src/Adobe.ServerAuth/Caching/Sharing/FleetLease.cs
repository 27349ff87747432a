using System.Net;
using Adobe.ServerAuth.Abstractions;

namespace Adobe.ServerAuth.Caching.Sharing;

// Who asks IMS for all machines. A distributed cache can not compare and swap, so two may hold it in a bad moment, and both ask: it saves
// requests, and nothing depends on it.
internal sealed class FleetLease(SharingKey key, string? credentialName, TimeProvider clock)
{
    // Then somebody sees whether its tokens can be shared by now.
    private static readonly TimeSpan LifeOfNoUse = TimeSpan.FromHours(1);

    // A holder that is gone is waited for no longer than this.
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(10);

    // Older than that by the clocks of two machines is nothing that anyone holds.
    private static readonly TimeSpan LongestSkew = TimeSpan.FromMinutes(2);

    // Two that found it free at once see after this who wrote last.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(50);

    // docs/ims-protocol.md 2.5: several seconds, when IMS does not say.
    private static readonly TimeSpan PauseWhenThrottled = TimeSpan.FromSeconds(5);

    private readonly Guid _me = Guid.NewGuid();
    private Guid? _other;
    private long _otherSince;
    private bool _isWritten;

    // Throws while IMS wants nobody to ask.
    public async Task<bool> TryTakeAsync(FleetCalls calls, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(calls, cancellationToken).ConfigureAwait(false);
        if (found?.IsOfNoUse == true)
        {
            return true;
        }

        if (IsOfOther(found) || calls.AreOver)
        {
            return false;
        }

        _isWritten = true;
        await calls.WriteAsync(key, key.Lease, LeaseNote.Held(_me, clock.GetUtcNow()).ToBytes(), Life, cancellationToken).ConfigureAwait(false);
        if (calls.AreOver)
        {
            return false;
        }

        // A cache that drops what is written, or keeps what has ended, has no say.
        await Task.Delay(Settling, clock, cancellationToken).ConfigureAwait(false);
        var holder = (await ReadAsync(calls, cancellationToken).ConfigureAwait(false))?.Holder;
        return holder is null || holder == _me || holder == _other;
    }

    public async Task ReleaseAsync(FleetCalls calls, CancellationToken cancellationToken)
    {
        if (_isWritten && await calls.ReadAsync(key, key.Lease, cancellationToken).ConfigureAwait(false) is { } content && LeaseNote.Read(content)?.Holder == _me)
        {
            await calls.RemoveAsync(key.Lease, cancellationToken).ConfigureAwait(false);
        }
    }

    // Whom IMS throttles is the client, on whatever machine. Other failures, with a time to wait or without, may be those of one machine, or of
    // a proxy before it. Null when it asked for nothing.
    public static TimeSpan? PauseAskedBy(Exception failure) => failure is not TokenRequestException e || (int?)e.StatusCode != 429 ? null
        : e.RetryAfter > TimeSpan.Zero ? Backoff.NotSoonerThan(TimeSpan.Zero, e.RetryAfter)
        : PauseWhenThrottled;

    public Task TellNoUseAsync(FleetCalls calls, CancellationToken cancellationToken) =>
        calls.WriteAsync(key, key.Lease, LeaseNote.OfNoUse(_me, clock.GetUtcNow()).ToBytes(), LifeOfNoUse, cancellationToken);

    public Task PauseAsync(FleetCalls calls, TimeSpan pause, CancellationToken cancellationToken) =>
        calls.WriteAsync(key, key.Lease, LeaseNote.Paused(_me, clock.GetUtcNow(), pause).ToBytes(), pause, cancellationToken);

    private async Task<LeaseNote?> ReadAsync(FleetCalls calls, CancellationToken cancellationToken)
    {
        var note = await calls.ReadAsync(key, key.Lease, cancellationToken).ConfigureAwait(false) is { } content ? LeaseNote.Read(content) : null;
        if (note?.Pause > TimeSpan.Zero)
        {
            return note.PauseLeftAt(clock.GetUtcNow()) is var left && left > TimeSpan.Zero ? throw Paused(left) : null;
        }

        return note;
    }

    private bool IsOfOther(LeaseNote? note)
    {
        if (note is null || note.Holder == _me || clock.GetUtcNow() - note.WrittenAt > Life + LongestSkew)
        {
            return false;
        }

        var now = clock.GetTimestamp();
        if (note.Holder != _other)
        {
            (_other, _otherSince) = (note.Holder, now);
        }

        return clock.GetElapsedTime(_otherSince, now) < Life;
    }

    private AdobeServerAuthException Paused(TimeSpan left) => new TokenRequestFailure
    {
        Message = FormattableString.Invariant(
            $"IMS has asked another machine that shares this credential's token to wait; no token is requested for another {left.TotalSeconds:0.#} s."),
        Reason = "throttled",
        StatusCode = (HttpStatusCode)429,
        RetryAfter = left,
        IsTransient = true,
        CredentialName = credentialName,
    }.ToException(null, null);
}
