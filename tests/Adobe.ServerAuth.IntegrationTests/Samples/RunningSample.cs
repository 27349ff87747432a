using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Adobe.ServerAuth.IntegrationTests.Samples;

/// <summary>A sample in a process of its own, while it runs.</summary>
internal sealed class RunningSample : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly StringBuilder _told = new();
    private readonly Task _output;
    private readonly Task<string> _errors;

    private RunningSample(Process process)
    {
        _process = process;
        _output = ListenAsync();
        _errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public static RunningSample Start(string name, string[] arguments, params (string Key, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", SampleProcess.PathOf(name), .. arguments])
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

        return new RunningSample(Process.Start(start)!);
    }

    /// <summary>Starts a web service, and waits until it is ready.</summary>
    public static async Task<(RunningSample Service, Uri Address)> StartServiceAsync(string name, params (string Key, string Value)[] environment)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var service = Start(name, [], [.. environment, ("ASPNETCORE_URLS", address.AbsoluteUri)]);
        try
        {
            using var http = new HttpClient { BaseAddress = address };
            await WaitForAsync(() => service.IsReadyAsync(http));
            return (service, address);
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
    public static Task WaitForAsync(Func<bool> condition) => WaitForAsync(() => Task.FromResult(condition()));

    /// <summary>Sends it a signal: INT is Ctrl+C, TERM what whoever runs it stops it with.</summary>
    public void Signal(string name)
    {
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

        _process.Dispose();
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

    private async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var response = await http.GetAsync(new Uri("/ready", UriKind.Relative));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException) when (!_process.HasExited)
        {
            return false;
        }
    }

    private static async Task WaitForAsync(Func<Task<bool>> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        while (!await condition())
        {
            await Task.Delay(20, limit.Token);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
