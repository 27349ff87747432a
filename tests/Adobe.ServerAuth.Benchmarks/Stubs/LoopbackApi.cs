using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Adobe.ServerAuth.Benchmarks.Peers;

namespace Adobe.ServerAuth.Benchmarks.Stubs;

// The least that can answer over a socket: the end of a request's head, and an answer without a body.
internal sealed class LoopbackApi : IDisposable
{
    private static readonly string[] Headers = ["\r\nAuthorization: Bearer ", "\r\nx-api-key: ", "\r\nx-gw-ims-org-id: "];
    private static readonly byte[] Answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2? _certificate;
    private readonly string _host;
    private string _lastHead = "";

    public LoopbackApi(bool usesTls)
    {
        _certificate = usesTls ? CreateCertificate() : null;
        _listener.Start();
        _host = $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _ = AcceptAsync();
    }

    // The last head that came, to see whether a client does what it is measured for.
    public bool KeepsHeads { get; set; } = true;

    // How many of the three the last head has.
    public int CredentialHeaders() => Headers.Count(header => _lastHead.Contains(header, StringComparison.Ordinal));

    public ApiClients CreateClients() => new(
        $"{(_certificate is null ? "http" : "https")}://{_host}/",
        () => new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate!.GetRawCertData().AsSpan().SequenceEqual(_certificate!.RawDataMemory.Span) },
        },
        _ => { });

    public void Dispose()
    {
        _listener.Dispose();
        _certificate?.Dispose();
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
        using (Stream stream = _certificate is null ? new NetworkStream(socket, ownsSocket: true) : new SslStream(new NetworkStream(socket, ownsSocket: true)))
        {
            var buffer = new byte[16 * 1024];
            var count = 0;
            try
            {
                await (stream is SslStream tls ? tls.AuthenticateAsServerAsync(_certificate!) : Task.CompletedTask);
                while (await stream.ReadAsync(buffer.AsMemory(count)) is var read and > 0)
                {
                    count += read;
                    if (buffer.AsSpan(0, count).EndsWith("\r\n\r\n"u8))
                    {
                        if (KeepsHeads)
                        {
                            _lastHead = System.Text.Encoding.ASCII.GetString(buffer, 0, count);
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
