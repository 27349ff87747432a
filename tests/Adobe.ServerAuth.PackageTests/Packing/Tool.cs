using System.ComponentModel;
using System.Diagnostics;

namespace Adobe.ServerAuth.PackageTests.Packing;

/// <summary>Runs git, dotnet and what they have made, in a folder and within ten minutes.</summary>
internal static class Tool
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public static async Task<string> RunAsync(string folder, string program, string[] arguments, params (string Key, string? Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // A build inside a test is a build of its own. And git, when it runs the tests in a hook, names its repository to all that they start.
        foreach (var inherited in start.Environment.Keys.Where(IsOfAnother).ToArray())
        {
            start.Environment.Remove(inherited);
        }

        // Signatures, hooks and other addresses are this user's business.
        start.Environment["GIT_CONFIG_GLOBAL"] = Path.Combine(AppContext.BaseDirectory, "Packing", "gitconfig");
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        using var process = Start(start);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            var text = await output + await errors;
            Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{text}");
            return text;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"The program '{start.FileName}' does not start. CONTRIBUTING.md lists the programs that the tests need.", e);
        }
    }

    private static bool IsOfAnother(string variable) =>
        variable.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || variable.StartsWith("GIT_", StringComparison.OrdinalIgnoreCase);
}
