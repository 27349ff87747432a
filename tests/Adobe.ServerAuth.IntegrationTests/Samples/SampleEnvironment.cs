using System.Reflection;

namespace Adobe.ServerAuth.IntegrationTests.Samples;

/// <summary>Keeps what a developer has set for an own credential away from the samples: with it they would go to Adobe itself.</summary>
internal static class SampleEnvironment
{
    private static readonly string[] Keys =
        ["APPDATA", "Author", "EmulatedPolls", "EmulatedStatusHost", "File", "Folder", "OtherSandbox", "Output", "Prompt", "Query", "Sandbox", "Settings"];

    // The hosts of .NET take these off.
    private static readonly string[] HostPrefixes = ["DOTNET_", "ASPNETCORE_"];

    // The names of the samples, which are those of their sections; and where WorkerFleet finds Redis.
    private static readonly string[] Sections = ["ConnectionStrings", .. typeof(SampleEnvironment).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Select(data => data.Key)];

    public static void Clean(IDictionary<string, string?> environment)
    {
        foreach (var key in environment.Keys.Where(IsOfSamples).ToArray())
        {
            environment.Remove(key);
        }

        environment.Remove("NO_COLOR");

        // User secrets are below it, or in the home directory where it is not set.
        environment["APPDATA"] = Path.Combine(AppContext.BaseDirectory, "no-user-secrets");
    }

    private static bool IsOfSamples(string key)
    {
        var name = HostPrefixes.FirstOrDefault(prefix => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) is { } host ? key[host.Length..] : key;
        return name.StartsWith("AdobeServerAuth", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("ADOBE_", StringComparison.OrdinalIgnoreCase)
            || Keys.Contains(name, StringComparer.OrdinalIgnoreCase)
            || Sections.Contains(name.Split("__")[0].Split(':')[0], StringComparer.OrdinalIgnoreCase);
    }
}
