using System.Text;

namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>Bodies of a refusal that a transport may hand out, and the ways to read them.</summary>
internal static class ResponseBody
{
    private const int Limit = ServerAuth.Handlers.BodyPeek.MostBytes;

    public static string[] Kinds { get; } =
    [
        "seekable", "seekable from its middle", "seekable and long", "once", "once and empty", "once and just short enough", "once and as long as the look",
        "once and longer", "once and much longer", "once with a length", "in pieces", "without a stream", "loaded before",
    ];

    public static string[] Ways { get; } =
    [
        "string", "bytes", "stream", "asynchronous stream", "byte by byte", "copy", "load", "stream twice",
#if !NETSTANDARD_BUILD
        "stream of spans", "synchronous copy",
#endif
    ];

    public static async Task<(byte[] Bytes, HttpContent Content)> MakeAsync(string kind)
    {
        var bytes = Encoding.UTF8.GetBytes("{\"error_code\":\"401013\",\"message\":\"é" + new string('ü', Length(kind) / 2) + "\"}")[..Length(kind)];
        HttpContent content = kind switch
        {
            "seekable" or "seekable and long" => new ByteArrayContent(bytes),
            "seekable from its middle" => new StreamContent(new MemoryStream([1, 2, 3, .. bytes]) { Position = 3 }),
            "once with a length" => new StreamContent(new OneShotStream(bytes)) { Headers = { ContentLength = bytes.Length } },
            "in pieces" => new StreamContent(Pieces(bytes)),
            "without a stream" => new WrittenContent(bytes),
            _ => new StreamContent(new OneShotStream(bytes)),
        };
        if (kind == "loaded before")
        {
            await content.LoadIntoBufferAsync(TestContext.Current.CancellationToken);
        }

        return (bytes, content);
    }

    public static async Task<byte[]> ReadAsync(HttpContent content, string way)
    {
        var token = TestContext.Current.CancellationToken;
        using var read = new MemoryStream();
        switch (way)
        {
            case "string":
                return Encoding.UTF8.GetBytes(await content.ReadAsStringAsync(token));
            case "bytes":
                return await content.ReadAsByteArrayAsync(token);
            case "stream":
                var stream = await content.ReadAsStreamAsync(token);
                for (var buffer = new byte[9]; stream.Read(buffer, 2, 7) is var count and > 0;)
                {
                    read.Write(buffer, 2, count);
                }

                break;
            case "stream of spans":
                var spans = content.ReadAsStream(token);
                for (var buffer = new byte[1000]; spans.Read(buffer.AsSpan()) is var count and > 0;)
                {
                    read.Write(buffer, 0, count);
                }

                break;
            case "asynchronous stream":
                var later = await content.ReadAsStreamAsync(token);
                for (var buffer = new byte[5000]; await later.ReadAsync(buffer, token) is var count and > 0;)
                {
                    read.Write(buffer, 0, count);
                }

                break;
            case "byte by byte":
                var bytes = await content.ReadAsStreamAsync(token);
                for (; bytes.ReadByte() is var one and >= 0;)
                {
                    read.WriteByte((byte)one);
                }

                break;
            case "copy":
                await content.CopyToAsync(read, token);
                break;
            case "synchronous copy":
                content.CopyTo(read, null, token);
                break;
            case "load":
                await content.LoadIntoBufferAsync(token);
                Assert.Equal(await content.ReadAsByteArrayAsync(token), await content.ReadAsByteArrayAsync(token));
                return await content.ReadAsByteArrayAsync(token);
            default:
                var first = await content.ReadAsStreamAsync(token);
                Assert.Same(first, await content.ReadAsStreamAsync(token));
                await first.CopyToAsync(read, token);
                break;
        }

        return read.ToArray();
    }

    private static int Length(string kind) => kind switch
    {
        "once and empty" => 0,
        "once and just short enough" => Limit - 1,
        "once and as long as the look" => Limit,
        "once and longer" => Limit + 1,
        "once and much longer" or "seekable and long" or "in pieces" => 3 * Limit,
        _ => 60,
    };

    private static ArrivingStream Pieces(byte[] bytes)
    {
        var stream = new ArrivingStream();
        foreach (var piece in bytes.Chunk(777))
        {
            stream.Arrive(piece);
        }

        return stream.End();
    }
}
