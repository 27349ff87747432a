using System.Text.Json;
using Adobe.ServerAuth;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Samples;

/// <summary>Starts the application, which checks the whole configuration, and says in plain words what went wrong.</summary>
internal static class Sample
{
    // That of a shell, for a program that Ctrl+C ended.
    private const int Interrupted = 130;

    /// <param name="host">The application. It is stopped at the end.</param>
    /// <param name="calls">What the sample does. A host takes Ctrl+C and SIGTERM for itself, so only the token, if it is used, lets them end this.</param>
    public static async Task<int> RunAsync(IHost host, Func<IServiceProvider, CancellationToken, Task> calls)
    {
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            await host.StartAsync();
            await calls(host.Services, stopping);
            return 0;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            Console.WriteLine("Stopped.");
            return Interrupted;
        }
        catch (OptionsValidationException e)
        {
            Console.WriteLine("The configuration is not complete:");
            foreach (var failure in e.Failures)
            {
                Console.WriteLine("- " + failure);
            }
        }
        catch (Exception e) when (e is AdobeServerAuthException or HttpRequestException or TimeoutException or OperationCanceledException or JsonException or FormatException or IOException or UnauthorizedAccessException)
        {
            Console.WriteLine(e.Message);
        }
        finally
        {
            await host.StopAsync();
        }

        return 1;
    }
}
