using Adobe.ServerAuth;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace WorkerFleet;

/// <summary>Calls an Adobe API regularly. It knows nothing of Redis, nor of other workers.</summary>
internal sealed class Worker(IHttpClientFactory clients, ITokenProvider tokens, IOptions<WorkerOptions> options, IHostApplicationLifetime lifetime) : BackgroundService
{
    public const string ApiClient = "adobe";

    private readonly WorkerOptions _options = options.Value;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var call = 1; ; call++)
        {
            Console.WriteLine(FormattableString.Invariant($"{DateTime.Now:HH:mm:ss.fff} call {call}: {await CallAsync(stoppingToken)}"));
            if (call == _options.Calls)
            {
                break;
            }

            await Task.Delay(_options.Interval, stoppingToken);
        }

        lifetime.StopApplication();
    }

    private async Task<string> CallAsync(CancellationToken cancellationToken)
    {
        try
        {
            var status = _options.Api is null ? "no API (set WorkerFleet__Api)" : await GetAsync(cancellationToken);
            var token = await tokens.GetTokenAsync(cancellationToken);
            return FormattableString.Invariant($"{status}, token until {token.ExpiresAt:yyyy-MM-dd HH:mm:ss}Z");
        }
        catch (Exception e) when (e is AdobeServerAuthException or HttpRequestException)
        {
            // The next call may do better.
            return e.Message;
        }
    }

    private async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        using var response = await clients.CreateClient(ApiClient).GetAsync(new Uri("", UriKind.Relative), cancellationToken);
        return ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
