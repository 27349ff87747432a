using System.Diagnostics;
using System.Reflection;

namespace Adobe.ServerAuth.IntegrationTests.Samples;

/// <summary>Runs a sample as a person would, in a process of its own.</summary>
internal static class SampleProcess
{
    public static string PathOf(string name) =>
        typeof(SampleProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == name).Value!;

    public static Task<(int ExitCode, string Output)> RunAsync(string name, params (string Key, string Value)[] environment) =>
        RunAsync(name, [], environment);

    public static async Task<(int ExitCode, string Output)> RunAsync(string name, string[] arguments, params (string Key, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", PathOf(name), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        SampleEnvironment.Clean(start.Environment);
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        return (process.ExitCode, await output + await errors);
    }
}
