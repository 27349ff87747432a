namespace Adobe.ServerAuth.Handlers;

// Looks at the beginning of a body, so far and for so long, and leaves all of it to who reads it.
internal sealed class BodyPeek(TimeProvider clock)
{
    public const int MostBytes = 16 * 1024;

    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    // The content to put in the place of the one that was looked at.
    public async Task<(ReadOnlyMemory<byte> Start, HttpContent Content)> AtAsync(HttpContent content, CancellationToken cancellationToken)
    {
        Stream stream;
        try
        {
            stream = await ReadAsStreamAsync(content, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever is wrong with it, who reads it will see that; here it only tells nothing.
            return (default, content);
        }

        var position = stream.CanSeek ? stream.Position : -1;
        var start = new byte[MostBytes];
        var (count, pending) = await FillAsync(stream, start, cancellationToken).ConfigureAwait(false);
        if (position >= 0 && pending is null)
        {
            stream.Position = position;
            return (start.AsMemory(0, count), content);
        }

        return (start.AsMemory(0, count), new PeekedContent(content, new PeekedStream(stream, start, count, pending)));
    }

    private async Task<(int Count, Task<int>? Pending)> FillAsync(Stream stream, byte[] start, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var count = 0;
        while (count < start.Length && clock.GetElapsedTime(began) is var passed && passed < Longest)
        {
            var reading = Read(stream, start, count);
            int read;
            try
            {
                read = await reading.WaitAsync(Longest - passed, clock, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                // It takes too long, or has failed: that is for who reads on.
                return (count, reading);
            }

            if (read == 0)
            {
                break;
            }

            count += read;
        }

        return (count, null);
    }

#if NETSTANDARD2_0
    private static Task<Stream> ReadAsStreamAsync(HttpContent content, CancellationToken cancellationToken) => content.ReadAsStreamAsync();
#else
    private static Task<Stream> ReadAsStreamAsync(HttpContent content, CancellationToken cancellationToken) => content.ReadAsStreamAsync(cancellationToken);
#endif

    private static Task<int> Read(Stream stream, byte[] start, int count)
    {
        // Not to be cancelled: the body would be lost.
        var reading = stream.ReadAsync(start, count, start.Length - count, CancellationToken.None);

        // Perhaps nobody reads on.
        _ = reading.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return reading;
    }
}
