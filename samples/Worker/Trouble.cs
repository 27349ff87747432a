using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Worker;

/// <summary>Plays what happens to a worker: IMS fails while there is no token, and, at the end, somebody stops the process.</summary>
internal sealed class Trouble(ImsEmulator adobe, IConfiguration configuration, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await WaitForItemsAsync(1, stoppingToken);

        // Another credential: its first token is not had at the first attempt.
        var other = adobe.AddCredential();
        adobe.FailNext(ImsFault.Error(503, "service_unavailable", "Please try again later"));
        foreach (var (key, value) in adobe.ConfigurationOf(other))
        {
            configuration[key] = value;
        }

        ((IConfigurationRoot)configuration).Reload();
        await WaitForItemsAsync(3, stoppingToken);

        // As SIGTERM does.
        Console.WriteLine("A stop is asked for.");
        lifetime.StopApplication();
    }

    private async Task WaitForItemsAsync(int count, CancellationToken cancellationToken)
    {
        while (adobe.ApiRequestCount < count)
        {
            await Task.Delay(20, cancellationToken);
        }
    }
}
