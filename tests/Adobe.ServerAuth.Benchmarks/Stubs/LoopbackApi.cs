using System.Net;
using System.Net.Sockets;

namespace Adobe.ServerAuth.Benchmarks.Stubs;

// The least that can answer over a socket: the end of a request's head, and an answer without a body.
internal sealed class LoopbackApi : IDisposable
{
    private static readonly byte[] Answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public LoopbackApi()
    {
        _listener.Start();
        Host = $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _ = AcceptAsync();
    }

    public string Host { get; }

    // The last head that came, if it is to be kept.
    public bool Keeps { get; set; }

    public string LastHead { get; private set; } = "";

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            socket.NoDelay = true;
            var buffer = new byte[16 * 1024];
            var count = 0;
            try
            {
                while (await socket.ReceiveAsync(buffer.AsMemory(count)) is var read and > 0)
                {
                    count += read;
                    if (buffer.AsSpan(0, count).EndsWith("\r\n\r\n"u8))
                    {
                        if (Keeps)
                        {
                            LastHead = System.Text.Encoding.ASCII.GetString(buffer, 0, count);
                        }

                        count = 0;
                        await socket.SendAsync(Answer);
                    }
                }
            }
            catch (SocketException)
            {
                // The client has gone.
            }
        }
    }
}
