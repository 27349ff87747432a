using System.Diagnostics.CodeAnalysis;
using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Caching.Sharing;

// A distributed cache that may fail, hang, or block its caller: no call of it is waited for longer than a limit, none throws, and after a
// failure it is left alone for a while. One for all credentials that share through the same cache.
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Without a wait handle there is nothing to free, and a late call must not throw.")]
internal sealed class SharedTokenStore(IDistributedCache cache, TimeProvider clock, ILogger logger)
{
    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(1);

    // In the first moments of a process, while it connects, compiles and shares its processor with all that start beside it.
    private static readonly TimeSpan FirstContact = TimeSpan.FromSeconds(5);

    // A call with less time than that, as others before it took the rest, says nothing of the cache.
    private static readonly TimeSpan LeastToJudge = TimeSpan.FromSeconds(0.5);

    private const int MostHanging = 8;

    // A client that blocks takes a thread for each; those that answer are done with so many in no time.
    private const int MostAtOnce = 32;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenWarnings = TimeSpan.FromMinutes(5);

    private readonly object _gate = new();
    private readonly SemaphoreSlim _turns = new(MostAtOnce);
    private readonly ILogger _logger = UnfailingLogger.Around(logger);
    private readonly long _openedAt = clock.GetTimestamp();
    private volatile bool _hasAnswered;
    private int _hanging;
    private int _failures;
    private long? _downUntil;
    private long? _warnedAt;
    private bool _isWarned;
    private bool _isOfWriting;

    public bool IsUp
    {
        get
        {
            lock (_gate)
            {
                return _hanging < MostHanging && (_downUntil is not { } until || clock.GetTimestamp() >= until);
            }
        }
    }

    // How long a call may take now.
    public TimeSpan Limit => !_hasAnswered && FirstContact - clock.GetElapsedTime(_openedAt) is var left && left > CallTimeout ? left : CallTimeout;

    // Until it is called again after a failure.
    public TimeSpan PauseLeft
    {
        get
        {
            lock (_gate)
            {
                return _downUntil is { } until ? new Deadlines(clock).UpTo(until) : TimeSpan.Zero;
            }
        }
    }

    // Connects, so that the first token need not wait for that.
    public void Open() => ReadAsync(SharingKey.Prefix + "hello", Limit, CancellationToken.None).Forget();

    public Task<StoreAnswer> ReadAsync(string key, TimeSpan limit, CancellationToken cancellationToken) =>
        CallAsync(false, token => cache.GetAsync(key, token), limit, cancellationToken);

    public Task<StoreAnswer> WriteAsync(string key, byte[] value, TimeSpan life, TimeSpan limit, CancellationToken cancellationToken) =>
        CallAsync(
            true,
            async token =>
            {
                // Relative, so that the clock of the cache need not be ours.
                await cache.SetAsync(key, value, new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = life }, token).ConfigureAwait(false);
                return null;
            },
            limit,
            cancellationToken);

    public Task<StoreAnswer> RemoveAsync(string key, TimeSpan limit, CancellationToken cancellationToken) =>
        CallAsync(
            true,
            async token =>
            {
                await cache.RemoveAsync(key, token).ConfigureAwait(false);
                return null;
            },
            limit,
            cancellationToken);

    private async Task<StoreAnswer> CallAsync(bool isWriting, Func<CancellationToken, Task<byte[]?>> call, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (limit <= TimeSpan.Zero || !IsUp)
        {
            return StoreAnswer.None;
        }

        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // Apart from this: a client that blocks must not keep its time limit from being set.
        var running = Task.Run(() => InTurnAsync(call, stop.Token), stop.Token);
        try
        {
            var value = await running.WaitAsync(limit, clock, cancellationToken).ConfigureAwait(false);
            Succeeded(isWriting);
            return StoreAnswer.Of(value);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            var isLate = e is TimeoutException && !running.IsCompleted;
            if (!isLate || limit >= LeastToJudge)
            {
                Failed(isWriting, isLate ? "it did not answer in time" : Kind(e));
            }

            return StoreAnswer.None;
        }
        finally
        {
            running.Forget();
            if (running.IsCompleted)
            {
                stop.Dispose();
            }
            else
            {
                GiveUp(running, stop);
            }
        }
    }

    private async Task<byte[]?> InTurnAsync(Func<CancellationToken, Task<byte[]?>> call, CancellationToken stop)
    {
        await _turns.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            return await call(stop).ConfigureAwait(false);
        }
        finally
        {
            _turns.Release();
        }
    }

    // It may go on for ever; a few of those are enough to see that another one would too.
    private void GiveUp(Task running, CancellationTokenSource stop)
    {
        lock (_gate)
        {
            _hanging++;
        }

        // What is registered there may block, or throw.
        stop.CancelAsync().Forget();
        _ = running.ContinueWith(
            _ =>
            {
                lock (_gate)
                {
                    _hanging--;
                }
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    // What can be read may still not take what is written: a cache that is full, or a replica.
    private void Succeeded(bool isWriting)
    {
        bool isNews;
        _hasAnswered = true;
        lock (_gate)
        {
            if (_isOfWriting && !isWriting)
            {
                return;
            }

            isNews = _isWarned;
            (_failures, _downUntil, _isWarned, _isOfWriting) = (0, null, false, false);
        }

        if (isNews)
        {
            _logger.SharedCacheAnswers();
        }
    }

    private void Failed(bool isWriting, string failure)
    {
        TimeSpan pause;
        bool isWarning;
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            pause = Backoff.Doubled(FirstPause, _failures, LongestPause);
            if (_downUntil is { } until && now < until)
            {
                // Calls that ran beside the one that failed first.
                return;
            }

            _failures++;
            _isOfWriting = isWriting;
            _downUntil = new Deadlines(clock).After(now, pause);
            isWarning = _warnedAt is not { } warnedAt || clock.GetElapsedTime(warnedAt, now) >= BetweenWarnings;
            if (isWarning)
            {
                (_warnedAt, _isWarned) = (now, true);
            }
        }

        if (isWarning)
        {
            _logger.SharedCacheFailed(cache.GetType().Name, failure, pause);
        }
        else
        {
            _logger.SharedCacheFailedAgain(cache.GetType().Name, failure, pause);
        }
    }

    // Without the message: that of somebody else's client may hold anything.
    private static string Kind(Exception exception)
    {
        var cause = exception.GetBaseException();
        return cause == exception ? exception.GetType().Name : $"{exception.GetType().Name} ({cause.GetType().Name})";
    }
}
