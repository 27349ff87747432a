using System.Text.Json;
using Adobe.ServerAuth;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Samples;

/// <summary>Starts the application, which checks the whole configuration, and says in plain words what went wrong.</summary>
internal static class Sample
{
    public static async Task<int> RunAsync(IHost host, Func<IServiceProvider, Task> calls)
    {
        try
        {
            await host.StartAsync();
            await calls(host.Services);
            await host.StopAsync();
            return 0;
        }
        catch (OptionsValidationException e)
        {
            Console.WriteLine("The configuration is not complete:");
            foreach (var failure in e.Failures)
            {
                Console.WriteLine("- " + failure);
            }
        }
        catch (Exception e) when (e is AdobeServerAuthException or HttpRequestException or TimeoutException or TaskCanceledException or JsonException or IOException or UnauthorizedAccessException)
        {
            Console.WriteLine(e.Message);
        }

        return 1;
    }
}
