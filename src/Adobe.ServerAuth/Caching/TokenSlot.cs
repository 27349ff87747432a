using Adobe.ServerAuth.Abstractions;
using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Caching;

// The token of one credential. Readers of a fresh token take no lock; every decision and every change is made under one.
internal sealed class TokenSlot(TokenSource source, TimeProvider clock, ILogger logger, TokenMetrics metrics, Func<double> random)
{
    private static readonly TokenRequestFailure DeadOnArrival = new()
    {
        Message = "The token provider returned no token, or one that had already expired. When the clock of this machine has just been set, the next attempt succeeds.",
        IsTransient = true,
    };

    private readonly object _gate = new();
    private readonly Deadlines _deadlines = new(clock);
    private readonly FailureMemory _failures = new();
    private readonly RejectionGuard _rejections = new();
    private CacheEntry? _entry;
    private volatile TokenSource _source = source;
    private Refresh? _refresh;
    private volatile bool _disposed;

    // The token, when there is nothing to do about it.
    public AccessToken? Fresh => Volatile.Read(ref _entry) is { } entry && clock.GetTimestamp() < entry.RefreshAt ? entry.Token : null;

    public bool IsDisposed => _disposed;

    public bool IsRefreshing
    {
        get
        {
            lock (_gate)
            {
                return _refresh is not null;
            }
        }
    }

    // A token to use now, or the refresh to wait for.
    public AccessToken? Get(out Refresh? refresh)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(CachingTokenProvider));
            var now = _deadlines.Now;
            if (_entry is { } entry && now < entry.UsableUntil)
            {
                if (now >= entry.RefreshAt)
                {
                    RenewInBackground(entry, now);
                }

                refresh = null;
                return entry.Token;
            }

            refresh = JoinOrStart(null, now);
            return null;
        }
    }

    // A newer token than the rejected one, the same one while renewals are paused, or the refresh to wait for.
    public AccessToken? Renew(AccessToken rejected, out Refresh? refresh)
    {
        AccessToken current;
        TimeSpan pauseToTell;
        lock (_gate)
        {
            var now = _deadlines.Now;
            if (_entry is not { } entry || now >= entry.UsableUntil || entry.Token.Value != rejected.Value)
            {
                return Get(out refresh);
            }

            if (!_rejections.IsPaused(rejected.Value, now))
            {
                refresh = JoinOrStart(rejected, now);
                return null;
            }

            refresh = null;
            current = entry.Token;
            pauseToTell = _rejections.PauseToTell(now, _deadlines);
        }

        if (pauseToTell > TimeSpan.Zero)
        {
            logger.RenewalPaused(pauseToTell);
        }

        return current;
    }

    public void Replace(TokenSource source)
    {
        Refresh? overtaken = null;
        TokenSource? idle;
        lock (_gate)
        {
            idle = _disposed ? source : IdleSource;
            // What failed, failed with the old options.
            _failures.Clear();
            if (!source.Identity.Equals(_source.Identity))
            {
                _rejections.Clear();
                Volatile.Write(ref _entry, null);
                overtaken = _refresh;
            }
            else if (_refresh is null && _entry is { } entry)
            {
                Volatile.Write(ref _entry, entry.QuietUntil(entry.DueAt));
            }

            _source = source;
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
            (idle, running, _disposed) = (IdleSource, _refresh, true);
            Volatile.Write(ref _entry, null);
        }

        running?.Cancel();
        idle?.Release();
    }

    // The source at hand, unless a refresh uses it, which releases it when it ends.
    private TokenSource? IdleSource => _refresh?.Source == _source ? null : _source;

    private void RenewInBackground(CacheEntry entry, long now)
    {
        var mayAsk = _refresh is not null || now >= _failures.PauseAskedUntil;
        Volatile.Write(ref _entry, entry.QuietUntil(mayAsk ? long.MaxValue : _failures.PauseAskedUntil));
        if (mayAsk && _refresh is null)
        {
            Start(null, TelemetryValues.Due);
        }
    }

    private Refresh JoinOrStart(AccessToken? rejected, long now)
    {
        if (_refresh is { } running)
        {
            return running;
        }

        return _failures.Recall(now, _deadlines) is { } remembered ? throw remembered
            : Start(rejected, rejected is not null ? TelemetryValues.Rejected : _entry is null ? TelemetryValues.None : TelemetryValues.Expired);
    }

    // On the pool's own context: no caller's AsyncLocals, no caller's trace, and no inner provider's code under the lock.
    private Refresh Start(AccessToken? rejected, string cause)
    {
        var refresh = new Refresh(_source, rejected, cause);
        _refresh = refresh;
        ThreadPool.UnsafeQueueUserWorkItem(_ => _ = RunAsync(refresh), null);
        return refresh;
    }

    private async Task RunAsync(Refresh refresh)
    {
        var activity = refresh.StartActivity();
        if (refresh.Rejected is not null)
        {
            logger.TokenRejected();
        }

        RefreshOutcome outcome;
        try
        {
            outcome = Settle(refresh, await refresh.FetchAsync(clock).ConfigureAwait(false), null);
        }
        catch (Exception e)
        {
            // No caller stands behind a refresh: whatever went wrong is data for all who wait for it.
            outcome = Settle(refresh, null, TokenRequestFailure.From(e));
        }

        RefreshReport.Measure(metrics, activity, refresh, outcome);
        refresh.Complete(outcome);
        RefreshReport.Write(logger, activity, outcome);
        if (refresh.IsLastOfSource)
        {
            refresh.Source.Release();
        }
    }

    private RefreshOutcome Settle(Refresh refresh, AccessToken? token, TokenRequestFailure? failure)
    {
        lock (_gate)
        {
            _refresh = null;
            refresh.IsLastOfSource = _disposed || refresh.Source != _source;
            refresh.LifeLeft = _entry is { } old ? _deadlines.UpTo(old.UsableUntil) : TimeSpan.Zero;
            var options = refresh.Source.Options;
            if (_disposed || !refresh.Source.Identity.Equals(_source.Identity) || (failure is not null && refresh.Source != _source))
            {
                Volatile.Write(ref _entry, _entry?.QuietUntil(_entry.DueAt));
                return RefreshOutcome.Overtaken;
            }

            if (token is null || EntrySchedule.For(token, clock, options, random()) is not { } entry)
            {
                return Remember(failure ?? DeadOnArrival, options);
            }

            Volatile.Write(ref _entry, entry);
            _failures.Clear();
            if (refresh.Rejected is not null)
            {
                _rejections.Renewed(token, _deadlines.Now, options, _deadlines);
            }

            return RefreshOutcome.Brought(token, refresh.Rejected is not null);
        }
    }

    private RefreshOutcome Remember(TokenRequestFailure failure, TokenCacheOptions options)
    {
        var now = _deadlines.Now;
        var held = _failures.Record(failure, now, options, _deadlines);
        if (_entry is not { } entry || now >= entry.UsableUntil)
        {
            return RefreshOutcome.Failed(failure, held);
        }

        var (usableFor, isFirst) = (_deadlines.Between(now, entry.UsableUntil), _failures.Count == 1);
        if (now < entry.DueAt)
        {
            // An API refused the token before it was due; the next refusal asks again.
            return RefreshOutcome.FailedWhileUsable(failure, held, usableFor, held, isFirst);
        }

        var pause = Backoff.NotSoonerThan(Backoff.BetweenRenewals(usableFor, _failures.Count, random()), failure.RetryAfter);
        Volatile.Write(ref _entry, entry.QuietUntil(_deadlines.After(now, pause)));
        return RefreshOutcome.FailedWhileUsable(failure, held, usableFor, pause, isFirst);
    }
}
