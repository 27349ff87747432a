using Adobe.ServerAuth;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Worker;

/// <summary>
/// Sends one item after the other to an Adobe API. An item that fails is tried again, not before IMS would be asked again. A stop of the host
/// ends the waits at once, and lets the item in hand come to its end.
/// </summary>
internal sealed partial class ItemWorker(
    IServiceScopeFactory scopes, IOptions<WorkerOptions> options, TimeProvider time, ILogger<ItemWorker> logger, IHostApplicationLifetime lifetime) : BackgroundService
{
    private readonly WorkerOptions _options = options.Value;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var item = 1; !stoppingToken.IsCancellationRequested;)
        {
            var pause = await TryAsync(item);
            if (pause is null && item++ == _options.Items)
            {
                lifetime.StopApplication();
                return;
            }

            await Task.Delay(pause ?? _options.Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Null when the item was sent; otherwise how long to wait before it is tried again.
    private async Task<TimeSpan?> TryAsync(int item)
    {
        using var limit = new CancellationTokenSource(_options.ItemTimeout, time);
        try
        {
            // A typed client is made to be thrown away. One that is kept sees new addresses only if its primary handler has a PooledConnectionLifetime.
            await using var scope = scopes.CreateAsyncScope();
            LogSent(logger, item, (int)await scope.ServiceProvider.GetRequiredService<AdobeApi>().SendAsync(item, limit.Token));
            return null;
        }
        catch (TokenRequestException e)
        {
            // Also when somebody has to act: a new secret is used without a restart, and a worker that dies asks IMS again at each start.
            var pause = Longer(e.NextAttemptIn, _options.Interval);
            LogNoToken(logger, e.IsTransient ? LogLevel.Warning : LogLevel.Error, item, pause, e.Message);
            return pause;
        }
        catch (Exception e) when (e is AdobeServerAuthException or HttpRequestException)
        {
            LogFailed(logger, item, _options.Interval, e.Message);
            return _options.Interval;
        }
        catch (OperationCanceledException)
        {
            // The limit, or HttpClient's own Timeout (100 s) before it. A stop of the host cancels nothing here.
            LogFailed(logger, item, _options.Interval, "It took too long.");
            return _options.Interval;
        }
    }

    private static TimeSpan Longer(TimeSpan? one, TimeSpan other) => one > other ? one.Value : other;

    [LoggerMessage(1, LogLevel.Information, "Item {Item}: {Status}")]
    private static partial void LogSent(ILogger logger, int item, int status);

    [LoggerMessage(EventId = 2, Message = "Item {Item}: no token, tried again in {Pause}. {Reason}")]
    private static partial void LogNoToken(ILogger logger, LogLevel level, int item, TimeSpan pause, string reason);

    [LoggerMessage(3, LogLevel.Warning, "Item {Item}: failed, tried again in {Pause}. {Reason}")]
    private static partial void LogFailed(ILogger logger, int item, TimeSpan pause, string reason);
}
