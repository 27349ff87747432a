using Adobe.ServerAuth;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace WorkerFleet;

/// <summary>Calls an Adobe API regularly, until the host stops; the call in hand comes to its end. It knows nothing of Redis, nor of other workers.</summary>
internal sealed class Worker(IHttpClientFactory clients, ITokenProvider tokens, IOptions<WorkerOptions> options, IHostApplicationLifetime lifetime) : BackgroundService
{
    public const string ApiClient = "adobe";

    private readonly WorkerOptions _options = options.Value;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var call = 1; !stoppingToken.IsCancellationRequested; call++)
        {
            var (result, pause) = await TryAsync();
            Console.WriteLine(FormattableString.Invariant($"{DateTime.Now:HH:mm:ss.fff} call {call}: {result}"));
            if (call == _options.Calls)
            {
                lifetime.StopApplication();
                return;
            }

            await Task.Delay(pause > _options.Interval ? pause.Value : _options.Interval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // What became of the call, and how long IMS is to be left alone.
    private async Task<(string Result, TimeSpan? Pause)> TryAsync()
    {
        using var limit = new CancellationTokenSource(_options.CallTimeout);
        try
        {
            var status = _options.Api is null ? "no API (set WorkerFleet__Api)" : await GetAsync(limit.Token);
            var token = await tokens.GetTokenAsync(limit.Token);
            return (FormattableString.Invariant($"{status}, token until {token.ExpiresAt:yyyy-MM-dd HH:mm:ss}Z"), null);
        }
        catch (Exception e)
        {
            // The next call may do better. What leaves ExecuteAsync stops the host.
            return e switch
            {
                TokenRequestException token => (e.Message, token.NextAttemptIn),
                CredentialException credential => (e.Message, credential.NextAttemptIn),
                AdobeServerAuthException or HttpRequestException => (e.Message, null),
                OperationCanceledException => ("It took too long.", null),
                _ => (e.ToString(), null),
            };
        }
    }

    private async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        using var response = await clients.CreateClient(ApiClient).GetAsync(new Uri("", UriKind.Relative), cancellationToken);
        return ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
