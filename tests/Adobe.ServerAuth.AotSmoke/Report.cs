using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Adobe.ServerAuth.AotSmoke;

/// <summary>One line for each thing that was seen, for a person and for the test that reads them.</summary>
internal static class Report
{
    public static void FirstToken(TimeSpan sinceStart) => Line("first token after", sinceStart.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) + " ms");

    public static async Task CallAsync(string flow, IServiceProvider services, string client, ITokenProvider tokens)
    {
        var token = await tokens.GetTokenAsync();
        using var http = services.GetRequiredService<IHttpClientFactory>().CreateClient(client);
        using var response = await http.GetAsync(new Uri("/hello", UriKind.Relative));
        Line(flow, $"{(int)response.StatusCode} as {token.ClientId}");
    }

    public static async Task HealthAsync(HealthCheckService checks) => Line("health", (await checks.CheckHealthAsync()).Status.ToString());

    public static void Memory()
    {
        using var process = Process.GetCurrentProcess();
        Line("memory", (process.WorkingSet64 / (1024 * 1024)).ToString(CultureInfo.InvariantCulture) + " MiB");
    }

    private static void Line(string name, string value) => Console.WriteLine($"{name}: {value}");
}
