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

    // A read that takes too long, or fails, is left to who reads on.
    private async Task<(int Count, Task<int>? Pending)> FillAsync(Stream stream, byte[] start, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var late = Delay(enough.Token);
        try
        {
            var count = 0;
            while (count < start.Length)
            {
                var reading = Read(stream, start, count);
                await Task.WhenAny(reading, late).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                if (reading.Status != TaskStatus.RanToCompletion)
                {
                    return (count, reading);
                }

                if (reading.Result == 0)
                {
                    break;
                }

                count += reading.Result;
            }

            return (count, null);
        }
        finally
        {
            enough.Cancel();
        }
    }

#if NETSTANDARD2_0
    private static Task<Stream> ReadAsStreamAsync(HttpContent content, CancellationToken cancellationToken) => content.ReadAsStreamAsync();

    private Task Delay(CancellationToken cancellationToken) => clock.Delay(Longest, cancellationToken);
#else
    private static Task<Stream> ReadAsStreamAsync(HttpContent content, CancellationToken cancellationToken) => content.ReadAsStreamAsync(cancellationToken);

    private Task Delay(CancellationToken cancellationToken) => Task.Delay(Longest, clock, cancellationToken);
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
