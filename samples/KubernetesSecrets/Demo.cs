using System.Diagnostics;
using Adobe.ServerAuth.Testing;

namespace KubernetesSecrets;

/// <summary>Plays the cluster: it replaces the secret, and asks the probes.</summary>
internal sealed class Demo(WebApplication app, ImsEmulator adobe, SecretMount mount)
{
    // While a refusal is remembered, the file is looked at once a second.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public async Task RunAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()), Timeout = TimeSpan.FromSeconds(20) };

        Title("The secret that is mounted is wrong");
        await PrintAsync(http, "/call", "/live", "/ready", "/health");

        Title("The right one is mounted: nobody has asked for a token since, so /health does not know");
        mount.Replace(adobe.Credential.ClientSecrets[0]);
        await PrintAsync(http, "/live", "/ready", "/health");

        Title("A call, which a pod that is not ready would not have got");
        await WaitForCallAsync(http);
        await PrintAsync(http, "/call", "/health");

        Title("It is replaced: a second one is made and mounted, the first one deleted, and all tokens are revoked");
        var (first, before) = (adobe.Credential.ClientSecrets[0], adobe.TokenRequestCount);
        mount.Replace(adobe.Credential.AddClientSecret());
        adobe.Credential.RemoveClientSecret(first);
        adobe.RevokeTokens();
        await PrintAsync(http, "/call", "/health");
        Console.WriteLine($"token requests: {string.Join(", ", adobe.TokenRequests.Skip(before).Select(request => request.StatusCode))}");
    }

    private static async Task WaitForCallAsync(HttpClient http)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < LongestWait; await Task.Delay(200))
        {
            using var response = await http.GetAsync(new Uri("/call", UriKind.Relative));
            if (response.IsSuccessStatusCode)
            {
                return;
            }
        }
    }

    private static async Task PrintAsync(HttpClient http, params string[] paths)
    {
        foreach (var path in paths)
        {
            using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
            Console.WriteLine($"GET {path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        }
    }

    private static void Title(string title)
    {
        Console.WriteLine();
        Console.WriteLine(title);
    }
}
