using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Adobe.ServerAuth.Benchmarks.Stubs;

// The least that can answer over TLS: the end of a request's head, and an answer without a body.
internal sealed class LoopbackApi : IDisposable
{
    private static readonly byte[] Answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate = CreateCertificate();

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

    public bool Has(X509Certificate? certificate) => certificate is not null && certificate.GetRawCertData().AsSpan().SequenceEqual(_certificate.RawDataMemory.Span);

    public void Dispose()
    {
        _listener.Dispose();
        _certificate.Dispose();
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = RSA.Create(2048);
        var now = DateTimeOffset.UtcNow;
        return new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

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
        socket.NoDelay = true;
        using (var stream = new SslStream(new NetworkStream(socket, ownsSocket: true)))
        {
            var buffer = new byte[16 * 1024];
            var count = 0;
            try
            {
                await stream.AuthenticateAsServerAsync(_certificate);
                while (await stream.ReadAsync(buffer.AsMemory(count)) is var read and > 0)
                {
                    count += read;
                    if (buffer.AsSpan(0, count).EndsWith("\r\n\r\n"u8))
                    {
                        if (Keeps)
                        {
                            LastHead = System.Text.Encoding.ASCII.GetString(buffer, 0, count);
                        }

                        count = 0;
                        await stream.WriteAsync(Answer);
                    }
                }
            }
            catch (IOException)
            {
                // The client has gone.
            }
        }
    }
}
