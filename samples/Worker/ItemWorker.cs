using Adobe.ServerAuth;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Worker;

/// <summary>
/// Sends one item after the other to an Adobe API, each at least once: one whose answer was lost is sent again. One that fails is tried again,
/// not before IMS or the API wants to be asked; one that the API refuses is put aside, and keeps no other waiting. A stop of the host ends the
/// waits at once, and lets the item in hand come to its end.
/// </summary>
internal sealed partial class ItemWorker(
    IServiceScopeFactory scopes,
    ITokenProvider tokens,
    ICredentialStatusSource credentials,
    IOptions<WorkerOptions> options,
    TimeProvider time,
    ILogger<ItemWorker> logger,
    IHostApplicationLifetime lifetime) : BackgroundService
{
    // Who asks for more is asked again all the same: it may have been a mistake.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private readonly WorkerOptions _options = options.Value;
    private int _failures;
    private int _attempts;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var item = 1; !stoppingToken.IsCancellationRequested;)
        {
            var pause = await TryAsync(item, stoppingToken);
            if (pause is null)
            {
                (_failures, _attempts) = (0, 0);
                if (item++ == _options.Items)
                {
                    lifetime.StopApplication();
                    return;
                }
            }

            await Task.Delay(pause ?? _options.Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Null when the item was sent or put aside; otherwise how long to wait before it is tried again.
    private async Task<TimeSpan?> TryAsync(int item, CancellationToken stoppingToken)
    {
        try
        {
            // Before the item's limit begins: a silent IMS may take longer (TokenRequest:TotalTimeout), and that is not the item's fault.
            await tokens.GetTokenAsync(stoppingToken);
            using var limit = new CancellationTokenSource(_options.ItemTimeout, time);

            // A typed client is made to be thrown away. One that is kept sees new addresses only if its primary handler has a PooledConnectionLifetime.
            await using var scope = scopes.CreateAsyncScope();
            LogSent(logger, item, (int)await scope.ServiceProvider.GetRequiredService<AdobeApi>().SendAsync(item, limit.Token));
            return null;
        }
        catch (OperationCanceledException e) when (e.CancellationToken == stoppingToken)
        {
            return TimeSpan.Zero;
        }
        catch (Exception e)
        {
            // Whatever it is: what leaves ExecuteAsync stops the host, and all that runs in it. A stop of the host cancels no item, so that a
            // cancellation is the item's limit, or HttpClient's own Timeout (100 s) before it. While a token is fetched, it hit the wait for
            // that: the API had refused the one at hand.
            return AfterFailure(item, e, e is OperationCanceledException && credentials.GetStatus("").IsFetching ? ItemFailure.OfToken : ItemFailure.Of(e));
        }
    }

    private TimeSpan? AfterFailure(int item, Exception exception, ItemFailure failure)
    {
        if (failure.IsOfItem || (!failure.IsOfAnyItem && ++_attempts >= _options.Attempts))
        {
            LogPutAside(logger, exception, item);
            return null;
        }

        // Where nothing says how long, twice as long each time: 1 s, and a minute at last.
        var pause = failure.RetryAfter ?? TimeSpan.FromSeconds(Math.Min(60, Math.Pow(2, _failures++)));
        pause = Longer(Shorter(pause, LongestPause), Longer(_options.Interval, TimeSpan.FromSeconds(1)));
        if (failure.IsOfAnyItem)
        {
            // Also when somebody has to act: a new secret is used without a restart, and a worker that dies asks IMS again at each start.
            LogWaits(logger, failure.NeedsSomebody ? LogLevel.Error : LogLevel.Warning, item, pause, exception.Message);
        }
        else
        {
            LogFailed(logger, exception, item, _attempts, _options.Attempts, pause);
        }

        return pause;
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    [LoggerMessage(1, LogLevel.Information, "Item {Item}: {Status}")]
    private static partial void LogSent(ILogger logger, int item, int status);

    [LoggerMessage(EventId = 2, Message = "Item {Item}: not sent, tried again in {Pause}. {Reason}")]
    private static partial void LogWaits(ILogger logger, LogLevel level, int item, TimeSpan pause, string reason);

    [LoggerMessage(3, LogLevel.Warning, "Item {Item}: attempt {Attempt} of {Attempts} failed, tried again in {Pause}.")]
    private static partial void LogFailed(ILogger logger, Exception exception, int item, int attempt, int attempts, TimeSpan pause);

    // Here into the log; a queue has a place for what was put aside.
    [LoggerMessage(4, LogLevel.Error, "Item {Item}: put aside.")]
    private static partial void LogPutAside(ILogger logger, Exception exception, int item);
}
