using System.Reflection;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Samples;

/// <summary>Runs a sample as a person would, in a process of its own.</summary>
internal static class SampleProcess
{
    public static string PathOf(string name) =>
        typeof(SampleProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == name).Value!;

    /// <summary>What the environment says of the default credential of an emulator.</summary>
    public static (string Key, string Value)[] EnvironmentOf(ImsEmulator adobe) =>
        [.. adobe.Configuration.Select(setting => (setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value!))];

    public static Task<(int ExitCode, string Output)> RunAsync(string name, params (string Key, string Value)[] environment) =>
        RunAsync(name, [], environment);

    public static async Task<(int ExitCode, string Output)> RunAsync(string name, string[] arguments, params (string Key, string Value)[] environment)
    {
        using var sample = RunningSample.Start(name, arguments, environment);
        return await sample.EndAsync();
    }

    /// <summary>Runs it with a terminal as its output.</summary>
    public static async Task<(int ExitCode, string Output)> RunInTerminalAsync(string name, params (string Key, string Value)[] environment)
    {
        using var sample = RunningSample.StartInTerminal(name, environment);
        return await sample.EndAsync();
    }
}
