using Adobe.ServerAuth.Testing;

namespace WebApi;

/// <summary>Calls the service as its callers do, and prints what they see.</summary>
internal sealed class Demo(WebApplication app, ImsEmulator adobe)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly IConfigurationRoot _configuration = (IConfigurationRoot)app.Services.GetRequiredService<IConfiguration>();

    public async Task RunAsync()
    {
        Console.WriteLine("No credential is configured, so Adobe is an emulator in this process, and is gone with it.");
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()), Timeout = Patience };

        Title("A call, with the token that the warm-up got before the server took any");
        Console.WriteLine($"token requests before it: {adobe.TokenRequestCount}");
        await PrintAsync(http, "/assets");
        Console.WriteLine($"token requests after it: {adobe.TokenRequestCount}");

        Title("A caller who goes away does not take the token of the others along");
        await CancelAsync(http);

        Title("IMS throttles, and there is no token: 503, which may pass");
        adobe.FailNext(ImsFault.Throttle(TimeSpan.FromSeconds(45)));
        UseClient("0123456789abcdef0123456789abcdef");
        await PrintAsync(http, "/assets");

        Title("IMS refuses the credential: 502, somebody has to act");
        UseClient("fedcba9876543210fedcba9876543210");
        await PrintAsync(http, "/assets");

        Title("What the probes say meanwhile");
        await PrintAsync(http, "/ready");
        await PrintAsync(http, "/health");

        Title("The configuration is right again, without a restart");
        UseClient(adobe.Credential.ClientId);
        await PrintAsync(http, "/assets");
        await PrintAsync(http, "/health");
    }

    private async Task CancelAsync(HttpClient http)
    {
        // The API refuses the old token; the new one takes its time, and the caller for whom it is fetched has none.
        adobe.RevokeTokens();
        adobe.FailNext(ImsFault.Delay(TimeSpan.FromSeconds(3)));
        var before = adobe.TokenRequestCount;
        using var leaves = new CancellationTokenSource();
        var first = http.GetAsync(new Uri("/assets", UriKind.Relative), leaves.Token);
        await WaitForAsync(() => adobe.PendingFaultCount == 0);
        await leaves.CancelAsync();
        try
        {
            (await first).Dispose();
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("first caller: gone");
        }

        await PrintAsync(http, "/assets");
        Console.WriteLine($"token requests for both: {adobe.TokenRequestCount - before}");
    }

    private void UseClient(string clientId)
    {
        _configuration["AdobeServerAuth:ClientId"] = clientId;
        _configuration.Reload();
    }

    private static async Task PrintAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        var retryAfter = response.Headers.RetryAfter is { } pause ? $", Retry-After: {pause}" : "";
        Console.WriteLine($"GET {path}: {(int)response.StatusCode}{retryAfter} {await response.Content.ReadAsStringAsync()}");
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!condition())
        {
            await Task.Delay(10, limit.Token);
        }
    }

    private static void Title(string title)
    {
        Console.WriteLine();
        Console.WriteLine(title);
    }
}
