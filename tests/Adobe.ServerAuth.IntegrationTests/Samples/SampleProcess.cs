using System.Diagnostics;
using System.Globalization;
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
        using var process = Start(name, arguments, environment);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await EndAsync(process, TimeSpan.FromMinutes(1));
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>Sends SIGTERM at a line with <paramref name="line"/>, and fails when the sample goes on for longer than some seconds.</summary>
    public static async Task<(int ExitCode, string Output)> TerminateAsync(string name, string[] arguments, string line)
    {
        using var process = Start(name, arguments, []);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        var output = "";
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } one)
        {
            output += one + "\n";
            if (one.Contains(line, StringComparison.Ordinal))
            {
                break;
            }
        }

        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var rest = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await EndAsync(process, TimeSpan.FromSeconds(20));
        return (process.ExitCode, output + await rest + await errors);
    }

    private static Process Start(string name, string[] arguments, (string Key, string Value)[] environment)
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

        return Process.Start(start)!;
    }

    private static async Task EndAsync(Process process, TimeSpan within)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(within);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }
}
