using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Adobe.ServerAuth.IntegrationTests.Faults;

/// <summary>A proxy that wants credentials and opens no tunnel. It listens as long as the process lives.</summary>
internal static class RefusingProxy
{
    private static readonly Lazy<Uri> Started = new(Start);

    public static Uri Address => Started.Value;

    /// <summary>Nobody else knows it.</summary>
    public static string Password { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(12));

    private static Uri Start()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _ = Task.Run(async () =>
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                await using var stream = client.GetStream();
                var line = await new StreamReader(stream).ReadLineAsync();
                if (line is not null)
                {
                    await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
                }
            }
        });
        return new Uri($"http://joe:{Password}@{listener.LocalEndpoint}");
    }
}
