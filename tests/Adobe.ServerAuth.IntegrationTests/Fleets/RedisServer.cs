using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using StackExchange.Redis;

namespace Adobe.ServerAuth.IntegrationTests.Fleets;

/// <summary>A Redis of a test's own, that keeps nothing on disk, and to which a test may do what it likes.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private const string Program = "redis-server";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adobe-server-auth-redis-");
    private readonly int _port;
    private Process? _process;

    private RedisServer(int port) => _port = port;

    /// <summary>What an application would be configured with.</summary>
    public string Connection => $"127.0.0.1:{_port},abortConnect=false,connectTimeout=2000";

    /// <summary>For one whose time limits end no test: what the library waits for is its own limit.</summary>
    public string PatientConnection => $"127.0.0.1:{_port},abortConnect=false,connectTimeout=120000,syncTimeout=120000,asyncTimeout=120000";

    public static async Task<RedisServer> StartAsync()
    {
        var server = Reserve();
        try
        {
            await server.RestartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Nothing listens there until <see cref="RestartAsync"/>.</summary>
    public static RedisServer Reserve() => new(FreePort());

    /// <summary>Starts it, at the same port, with nothing in it.</summary>
    public async Task RestartAsync()
    {
        Kill();
        _process = Start("--port", $"{_port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--daemonize", "no");
        using var limit = new CancellationTokenSource(Limit);
        while (!await AnswersAsync(limit.Token))
        {
            if (_process.HasExited)
            {
                Assert.Fail($"{Program} ended with exit code {_process.ExitCode} before it answered at port {_port}.");
            }

            await Task.Delay(20, limit.Token);
        }
    }

    /// <summary>As when its machine is switched off.</summary>
    public void Kill()
    {
        if (_process is { } process)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
            _process = null;
        }
    }

    /// <summary>It accepts connections from then on, since its system does, and answers nothing.</summary>
    public void Pause() => Signal("STOP");

    public void Resume() => Signal("CONT");

    /// <summary>A connection that may do all.</summary>
    public Task<ConnectionMultiplexer> ConnectAsync() => ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{_port},allowAdmin=true,connectTimeout=30000,asyncTimeout=30000,syncTimeout=30000");

    public ValueTask DisposeAsync()
    {
        Kill();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    // Below those that the system gives to connections: none of them may take the port while this is down.
    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Someone has it.
            }
        }
    }

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, arguments) { WorkingDirectory = _folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            var process = Process.Start(start)!;
            process.OutputDataReceived += static (_, _) => { };
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return process;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException($"The tests of fleets need '{Program}' on the PATH: install the package redis-server (Debian, Ubuntu) or redis (Homebrew, Fedora).", e);
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, _port, cancellationToken);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("PING\r\n"), cancellationToken);
            var answer = new byte[7];
            await client.GetStream().ReadExactlyAsync(answer, cancellationToken);
            return Encoding.ASCII.GetString(answer) == "+PONG\r\n";
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{name} {_process!.Id}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
