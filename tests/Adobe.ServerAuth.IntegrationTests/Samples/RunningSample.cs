using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Adobe.ServerAuth.IntegrationTests.Samples;

/// <summary>A sample in a process of its own, while it runs.</summary>
internal sealed partial class RunningSample : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    // Hosts read appsettings.json in it, and watch it with all below.
    private readonly DirectoryInfo _folder;
    private readonly Process _process;
    private readonly StringBuilder _told = new();
    private readonly Task _output;
    private readonly Task<string> _errors;

    private RunningSample(Process process, DirectoryInfo folder)
    {
        _process = process;
        _folder = folder;
        _output = ListenAsync();
        _errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public static RunningSample Start(string name, string[] arguments, params (string Key, string Value)[] environment) =>
        Start(CommandOf(name, arguments), environment);

    /// <summary>Starts it with a terminal as its output, which the program script of util-linux makes.</summary>
    public static RunningSample StartInTerminal(string name, params (string Key, string Value)[] environment) =>
        Start(["script", "-qec", string.Join(' ', CommandOf(name, [])), "/dev/null"], environment);

    private static string[] CommandOf(string name, string[] arguments)
    {
        // A shell starts what runs in its background deaf to Ctrl+C, and whatever that starts.
        return [.. OperatingSystem.IsLinux() ? ["env", "--default-signal=INT"] : Array.Empty<string>(), "dotnet", "exec", SampleProcess.PathOf(name), .. arguments];
    }

    private static RunningSample Start(string[] command, (string Key, string Value)[] environment)
    {
        var folder = Directory.CreateTempSubdirectory("sample-");
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.FullName,
        };
        SampleEnvironment.Clean(start.Environment);
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        return new RunningSample(Process.Start(start)!, folder);
    }

    /// <summary>Starts a web service at a port that is free, and waits until it is ready.</summary>
    public static async Task<(RunningSample Service, Uri Address)> StartServiceAsync(string name, params (string Key, string Value)[] environment)
    {
        var service = Start(name, [], [.. environment, ("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("Logging__LogLevel__Microsoft.Hosting.Lifetime", "Information")]);
        try
        {
            await WaitForAsync(() => service._process.HasExited || Listening().IsMatch(service.Told));
            Assert.False(service._process.HasExited, service.Told);
            using var http = new HttpClient { BaseAddress = new Uri(Listening().Match(service.Told).Groups[1].Value) };
            await WaitForAsync(cancellationToken => service.IsReadyAsync(http, cancellationToken));
            return (service, http.BaseAddress);
        }
        catch
        {
            service.Dispose();
            throw;
        }
    }

    /// <summary>Waits until it has told this.</summary>
    public Task WaitForAsync(string text) => WaitForAsync(() => Told.Contains(text, StringComparison.Ordinal));

    /// <summary>Waits until something has happened, and not for ever.</summary>
    public static Task WaitForAsync(Func<bool> condition) => WaitForAsync(_ => Task.FromResult(condition()));

    /// <summary>Sends it a signal: INT is Ctrl+C, TERM what whoever runs it stops it with.</summary>
    public void Signal(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals that one process sends to another.");
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{name} {_process.Id}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Waits for its end.</summary>
    public async Task<(int ExitCode, string Output)> EndAsync(TimeSpan? within = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(within ?? Limit);
        await _process.WaitForExitAsync(limit.Token);
        await _output;
        return (_process.ExitCode, Told + await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private string Told
    {
        get
        {
            lock (_told)
            {
                return _told.ToString();
            }
        }
    }

    private async Task ListenAsync()
    {
        var buffer = new char[1024];
        while (await _process.StandardOutput.ReadAsync(buffer, TestContext.Current.CancellationToken) is var count and > 0)
        {
            lock (_told)
            {
                _told.Append(buffer, 0, count);
            }
        }
    }

    private async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(new Uri("/ready", UriKind.Relative), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException) when (!_process.HasExited)
        {
            return false;
        }
    }

    private static async Task WaitForAsync(Func<CancellationToken, Task<bool>> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        while (!await condition(limit.Token))
        {
            await Task.Delay(20, limit.Token);
        }
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
