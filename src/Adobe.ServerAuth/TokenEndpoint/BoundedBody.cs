namespace Adobe.ServerAuth.TokenEndpoint;

internal static class BoundedBody
{
    // Null when the body is longer than that.
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var body = new MemoryStream();
        var buffer = new byte[8 * 1024];
        while (true)
        {
            var read = await ReadSomeAsync(stream, buffer, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return new ReadOnlyMemory<byte>(body.GetBuffer(), 0, (int)body.Length);
            }

            if (body.Length + read > maxBytes)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }
    }

    private static ValueTask<int> ReadSomeAsync(Stream stream, byte[] buffer, CancellationToken cancellationToken) =>
#if NETSTANDARD2_0
        new(stream.ReadAsync(buffer, 0, buffer.Length, cancellationToken));
#else
        stream.ReadAsync(buffer.AsMemory(), cancellationToken);
#endif
}
