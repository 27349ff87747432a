using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Adobe.ServerAuth.IntegrationTests.Faults;

/// <summary>Answers every connection with bytes of the test's choice, HTTP or not, and closes it.</summary>
internal sealed class EchoingServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public EchoingServer()
    {
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public string Answer { get; set; } = "";

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            await using var stream = client.GetStream();
            await ReadRequestAsync(stream);
            await stream.WriteAsync(Encoding.Latin1.GetBytes(Answer));
        }
    }

    // All of it: closing a connection with bytes unread resets it, and the answer is lost.
    private static async Task ReadRequestAsync(NetworkStream stream)
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length));
            length += read;
            var text = Encoding.ASCII.GetString(buffer, 0, length);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            var announced = text.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase))?["Content-Length: ".Length..];
            if (read == 0 || (end >= 0 && length >= end + 4 + int.Parse(announced ?? "0", System.Globalization.CultureInfo.InvariantCulture)))
            {
                return;
            }
        }
    }
}
