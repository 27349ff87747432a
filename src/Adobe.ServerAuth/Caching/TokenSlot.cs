using Adobe.ServerAuth.Abstractions;
using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.Caching;

// The token of one credential. Readers of a fresh token take no lock; every decision and every change is made under one.
internal sealed class TokenSlot(TokenSource source, CacheEnvironment environment)
{
    private readonly object _gate = new();
    private readonly TimeProvider _clock = environment.Clock;
    private CacheEntry? _entry;

    // Most slots never need these.
    private FailureMemory? _failures;
    private RejectionGuard? _rejections;
    private volatile TokenSource _source = source;
    private Refresh? _refresh;
    private volatile bool _disposed;

    // The token, when there is nothing to do about it.
    public AccessToken? Fresh => Volatile.Read(ref _entry) is { } entry && _clock.GetTimestamp() < entry.RefreshAt ? entry.Token : null;

    private long Now => _clock.GetTimestamp();

    private Deadlines Deadlines => new(_clock);

    public bool IsDisposed => _disposed;

    public TokenSource Source => _source;

    public SlotView View
    {
        get
        {
            lock (_gate)
            {
                return new SlotView(_entry, _disposed ? null : _failures?.View, _refresh is not null, _clock);
            }
        }
    }

    public SlotAnswer Get()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(CachingTokenProvider));
            var now = Now;
            if (_entry is not { } entry || now >= entry.UsableUntil)
            {
                return JoinOrStart(null, now);
            }

            if (now >= entry.RefreshAt)
            {
                RenewInBackground(entry, now);
            }

            return entry.Token;
        }
    }

    // A newer token than the rejected one, or the same one while renewals are paused.
    public SlotAnswer Renew(AccessToken rejected)
    {
        AccessToken current;
        TimeSpan pauseToTell;
        lock (_gate)
        {
            var now = Now;
            if (_entry is not { } entry || now >= entry.UsableUntil || entry.Token.Value != rejected.Value)
            {
                return Get();
            }

            if (_rejections is not { } rejections || !rejections.IsPaused(rejected.Value, now))
            {
                return JoinOrStart(rejected, now);
            }

            current = entry.Token;
            pauseToTell = rejections.PauseToTell(now, Deadlines);
        }

        if (pauseToTell > TimeSpan.Zero)
        {
            environment.Logger.RenewalPaused(pauseToTell);
        }

        return current;
    }

    public void Replace(TokenSource source, bool keepsFailures)
    {
        Refresh? overtaken = null;
        TokenSource? idle;
        lock (_gate)
        {
            if (_disposed)
            {
                idle = source;
            }
            else
            {
                idle = IdleSource;
                overtaken = Adopt(source, keepsFailures);
            }
        }

        overtaken?.Cancel();
        idle?.Release();
    }

    public void Dispose()
    {
        Refresh? running;
        TokenSource? idle;
        lock (_gate)
        {
            (idle, running) = _disposed ? (null, null) : (IdleSource, _refresh);
            _disposed = true;
            Volatile.Write(ref _entry, null);
        }

        running?.Cancel();
        idle?.Release();
    }

    // Returns the refresh that is of no use any more.
    private Refresh? Adopt(TokenSource source, bool keepsFailures)
    {
        var keepsIdentity = source.Identity.Equals(_source.Identity);
        _source = source;

        // What failed, failed with the old options.
        _failures = keepsFailures ? _failures : null;
        if (!keepsIdentity)
        {
            _rejections = null;
            Volatile.Write(ref _entry, null);
            return _refresh;
        }

        if (_refresh is null && _entry is { } entry)
        {
            Volatile.Write(ref _entry, entry.QuietUntil(entry.DueAt));
        }

        return null;
    }

    // The source at hand, unless a refresh uses it, which releases it when it ends.
    private TokenSource? IdleSource => _refresh?.Source == _source ? null : _source;

    private void RenewInBackground(CacheEntry entry, long now)
    {
        var pausedUntil = _failures?.PauseAskedUntil ?? long.MinValue;
        var mayAsk = now >= pausedUntil;
        Volatile.Write(ref _entry, entry.QuietUntil(mayAsk ? long.MaxValue : pausedUntil));
        if (mayAsk && _refresh is null)
        {
            Start(null, TelemetryValues.Due);
        }
    }

    private SlotAnswer JoinOrStart(AccessToken? rejected, long now)
    {
        if (_refresh is { } running)
        {
            return running.Join();
        }

        return _failures?.Recall(now, Deadlines) is { } remembered ? remembered
            : Start(rejected, rejected is not null ? TelemetryValues.Rejected : _entry is null ? TelemetryValues.None : TelemetryValues.Expired).Join();
    }

    private Refresh Start(AccessToken? rejected, string cause)
    {
        _refresh = new Refresh(_source, _entry?.Token, rejected, cause);
        _refresh.Start(environment, Settle);
        return _refresh;
    }

    private RefreshOutcome Settle(Refresh refresh, AccessToken? token, TokenRequestFailure? failure)
    {
        lock (_gate)
        {
            _refresh = null;
            refresh.IsLastOfSource = _disposed || refresh.Source != _source;
            try
            {
                return TakeIn(refresh, token, failure);
            }
            catch (Exception e)
            {
                // A clock of the application's that throws: who waits must get to know.
                Volatile.Write(ref _entry, _entry?.QuietUntil(_entry.DueAt));
                return RefreshOutcome.Failed(TokenRequestFailure.From(e), TimeSpan.Zero);
            }
        }
    }

    private RefreshOutcome TakeIn(Refresh refresh, AccessToken? token, TokenRequestFailure? failure)
    {
        refresh.LifeLeft = _entry is { } old ? Deadlines.UpTo(old.UsableUntil) : TimeSpan.Zero;
        var options = refresh.Source.Options;
        var entry = token is null ? null : EntrySchedule.For(token, _clock, options, environment.Draw());
        if (_disposed || !refresh.Source.Identity.Equals(_source.Identity) || (entry is null && refresh.Source != _source))
        {
            Volatile.Write(ref _entry, _entry?.QuietUntil(_entry.DueAt));
            return RefreshOutcome.Overtaken;
        }

        if (entry is null)
        {
            return Remember(failure ?? EntrySchedule.DeadOnArrival, options);
        }

        Volatile.Write(ref _entry, entry);
        _failures = null;
        if (refresh.Rejected is not null && !token!.IsShared)
        {
            (_rejections ??= new RejectionGuard()).Renewed(entry.Token, Now, options, Deadlines);
        }

        return RefreshOutcome.Brought(entry.Token, refresh.Rejected is not null);
    }

    private RefreshOutcome Remember(TokenRequestFailure failure, TokenCacheOptions options)
    {
        var now = Now;
        var failures = _failures ??= new FailureMemory();
        var held = failures.Record(failure, now, options, Deadlines);
        if (_entry is not { } entry || now >= entry.UsableUntil)
        {
            return RefreshOutcome.Failed(failure, held);
        }

        var (usableFor, isFirst) = (Deadlines.Between(now, entry.UsableUntil), failures.Count == 1);
        if (now < entry.DueAt)
        {
            // An API refused the token before it was due; the next refusal asks again.
            return RefreshOutcome.FailedWhileUsable(failure, held, usableFor, null, isFirst);
        }

        var pause = Backoff.NotSoonerThan(Backoff.BetweenRenewals(usableFor, failures.Count, environment.Draw()), failure.RetryAfter);
        Volatile.Write(ref _entry, entry.QuietUntil(Deadlines.After(now, pause)));
        return RefreshOutcome.FailedWhileUsable(failure, held, usableFor, pause, isFirst);
    }
}
