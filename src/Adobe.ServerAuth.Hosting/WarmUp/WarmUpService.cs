using System.Runtime.ExceptionServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Hosting.WarmUp;

// Gets the first tokens before any other hosted service starts: of all credentials at the same time.
internal sealed class WarmUpService(IEnumerable<WarmUpCredential> credentials, IOptionsMonitor<WarmUpOptions> options, IServiceProvider services, ILoggerFactory loggers)
    : IHostedLifecycleService
{
    private readonly ILogger _logger = loggers.CreateLogger(typeof(WarmUpOptions).FullName!);
    private readonly TimeProvider _clock = services.GetService<TimeProvider>() ?? TimeProvider.System;

    // The end of all is waited for, so that all that is wrong is told at once.
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var results = await Task.WhenAll(credentials.Select(credential => WarmUpAsync(credential, cancellationToken))).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        var failures = results.OfType<Exception>().ToArray();
        if (failures.Length > 1)
        {
            throw new AggregateException(failures);
        }

        if (failures.Length == 1)
        {
            ExceptionDispatchInfo.Throw(failures[0]);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // What the start is to fail with, or null.
    private async Task<Exception?> WarmUpAsync(WarmUpCredential credential, CancellationToken cancellationToken)
    {
        var warmUp = options.Get(credential.Name);
        var began = _clock.GetTimestamp();
        try
        {
            var token = await FirstToken.GetAsync(services, credential, warmUp, _clock, cancellationToken).ConfigureAwait(false);
            _logger.WarmedUp(credential.Whose, _clock.GetElapsedTime(began), token.ExpiresAt);
            return null;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // Told once, for all of them.
            return null;
        }
        catch (Exception e)
        {
            if (warmUp.IsRequired)
            {
                return e;
            }

            _logger.WarmUpFailed(credential.Whose, e is AdobeServerAuthException ? e.Message : $"{e.GetType().Name} was thrown.");
            return null;
        }
    }
}
