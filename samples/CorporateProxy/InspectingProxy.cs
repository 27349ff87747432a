using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace CorporateProxy;

/// <summary>
/// A proxy as companies have them, on loopback: it wants credentials, ends TLS itself with certificates of the company's own authority, and reads
/// what goes through. It reaches the hosts that it was told of, which are on this machine, and no others.
/// </summary>
internal sealed class InspectingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new(TimeSpan.FromMinutes(1));
    private readonly PrivateAuthority _authority;
    private readonly string _credentials;
    private readonly IReadOnlyDictionary<string, Uri> _hosts;
    private readonly Task _loop;

    public InspectingProxy(PrivateAuthority authority, NetworkCredential credential, IReadOnlyDictionary<string, Uri> hosts)
    {
        (_authority, _hosts) = (authority, hosts);
        _credentials = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credential.UserName}:{credential.Password}"));
        _listener.Start();
        _loop = AcceptAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    /// <summary>What was asked for, and what became of it.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    /// <summary>Whether the proxy shows the certificate of another host than the one that is asked for.</summary>
    public bool ShowsWrongName { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _loop;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            var stream = client.GetStream();
            var head = await ReadHeadAsync(stream);
            var target = head[0].Split(' ') is ["CONNECT", var authority, _] ? authority : "";
            var host = target.Split(':')[0];
            if (!head.Contains("Proxy-Authorization: " + _credentials, StringComparer.OrdinalIgnoreCase))
            {
                await AnswerAsync(stream, target, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"company\"");
            }
            else if (!_hosts.TryGetValue(host, out var upstream))
            {
                await AnswerAsync(stream, target, "403 Forbidden");
            }
            else
            {
                await AnswerAsync(stream, target, "200 Connection established");
                await InspectAsync(stream, host, upstream);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // The client went away, or did not like the certificate.
        }
    }

    private async Task InspectAsync(Stream client, string host, Uri upstream)
    {
        using var certificate = _authority.CertificateFor(ShowsWrongName ? "other.example.com" : host);
        await using var tls = new SslStream(client);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, _stop.Token);
        using var connection = new TcpClient();
        await connection.ConnectAsync(upstream.Host, upstream.Port, _stop.Token);
        var server = connection.GetStream();
        await Task.WhenAny(tls.CopyToAsync(server, _stop.Token), server.CopyToAsync(tls, _stop.Token));
    }

    private async Task AnswerAsync(Stream stream, string target, string status)
    {
        Log.Enqueue($"CONNECT {target}: {status[..3]}");
        var end = status[0] == '2' ? "" : "\r\nContent-Length: 0\r\nConnection: close";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}{end}\r\n\r\n"), _stop.Token);
    }

    // Byte by byte: what follows the head is no business of this method.
    private async Task<string[]> ReadHeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (head.Length < 16_384 && !head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _stop.Token) == 1)
        {
            head.Append((char)one[0]);
        }

        return head.ToString().Split("\r\n");
    }
}
