using System.Runtime.ExceptionServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.Hosting.WarmUp;

// Gets the first tokens before the StartAsync of any hosted service: of all credentials at the same time.
internal sealed class WarmUpService(IEnumerable<WarmUpCredential> credentials, IOptionsMonitor<WarmUpOptions> options, IServiceProvider services, ILoggerFactory loggers)
    : IHostedLifecycleService
{
    private readonly ILogger _logger = loggers.CreateLogger(typeof(WarmUpOptions).FullName!);
    private readonly TimeProvider _clock = services.GetService<TimeProvider>() ?? TimeProvider.System;

    private bool _hasBegun;

    // The end of all is waited for, so that all that is wrong is told at once.
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        _hasBegun = true;
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

    // An old kind of host knows no lifecycle.
    public Task StartAsync(CancellationToken cancellationToken) => _hasBegun ? Task.CompletedTask : StartingAsync(cancellationToken);

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
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Thrown once, for all of them.
            _logger.WarmUpCancelled(credential.Whose, _clock.GetElapsedTime(began));
            return null;
        }
        catch (Exception e)
        {
            // At once: the others may take their time, and a cancelled start throws nothing else.
            var told = e is AdobeServerAuthException ? e.Message : $"{e.GetType().Name} was thrown.";
            if (warmUp.IsRequired)
            {
                _logger.RequiredWarmUpFailed(credential.Whose, told);
                return e;
            }

            _logger.WarmUpFailed(credential.Whose, told);
            return null;
        }
    }
}
