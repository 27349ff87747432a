using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Adobe.ServerAuth.IntegrationTests.Emulator;

/// <summary>Bytes over a socket, for what no HTTP client would send.</summary>
internal static class RawSocket
{
    /// <summary>Sends the bytes and returns what comes back: one answer, to its last byte.</summary>
    public static async Task<string> ExchangeAsync(Uri server, byte[] bytes, CancellationToken cancellationToken) =>
        (await ExchangeAsync(server, bytes, 1, cancellationToken))[0];

    /// <summary>The same for several requests that are sent at once on one connection.</summary>
    public static async Task<IReadOnlyList<string>> ExchangeAsync(
        Uri server, byte[] bytes, int answers, CancellationToken cancellationToken)
    {
        using var client = await ConnectAsync(server, cancellationToken);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bounded.CancelAfter(TimeSpan.FromSeconds(30));
        var sending = client.GetStream().WriteAsync(bytes, bounded.Token);
        var received = new List<string>();
        while (received.Count < answers)
        {
            received.Add(await ReadAnswerAsync(reader, bounded.Token));
        }

        await sending;
        return received;
    }

    /// <summary>Sends the bytes and returns all that comes back until the connection ends, and whether it was a reset that ended it.</summary>
    public static async Task<(string Text, bool WasReset)> ExchangeToTheEndAsync(
        Uri server, byte[] bytes, CancellationToken cancellationToken)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bounded.CancelAfter(TimeSpan.FromSeconds(30));
        using var client = await ConnectAsync(server, bounded.Token);
        await client.GetStream().WriteAsync(bytes, bounded.Token);
        using var received = new MemoryStream();
        var wasReset = await EndsInResetAsync(client.GetStream(), received, bounded.Token);
        return (Encoding.ASCII.GetString(received.ToArray()), wasReset);
    }

    /// <summary>Reads until the connection ends.</summary>
    public static async Task<bool> EndsInResetAsync(Stream connection, Stream received, CancellationToken cancellationToken)
    {
        try
        {
            await connection.CopyToAsync(received, cancellationToken);
            return false;
        }
        catch (IOException exception) when (exception.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return true;
        }
    }

    public static async Task SendAndLeaveAsync(Uri server, byte[] bytes, CancellationToken cancellationToken)
    {
        using var client = await ConnectAsync(server, cancellationToken);
        await client.GetStream().WriteAsync(bytes, cancellationToken);
    }

    public static async Task<TcpClient> ConnectAsync(Uri server, CancellationToken cancellationToken)
    {
        var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, cancellationToken);
        return client;
    }

    private static async Task<string> ReadAnswerAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        const string ContentLength = "Content-Length: ";
        var answer = new StringBuilder();
        var bodyLength = 0;
        string line;
        do
        {
            line = await reader.ReadLineAsync(cancellationToken) ?? throw new EndOfStreamException(answer.ToString());
            answer.Append(line).Append("\r\n");
            if (line.StartsWith(ContentLength, StringComparison.Ordinal))
            {
                bodyLength = int.Parse(line[ContentLength.Length..], CultureInfo.InvariantCulture);
            }
        }
        while (line.Length > 0);

        var body = new char[bodyLength];
        if (bodyLength > 0)
        {
            await reader.ReadBlockAsync(body, cancellationToken);
        }

        return answer.Append(body).ToString();
    }
}
