using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.Handlers;

// Looks at the beginning of a body, so far and for so long, and leaves all of it to who reads it.
internal sealed class BodyPeek
{
    public const int MostBytes = 16 * 1024;

    // Nearly all refusals are there at once, or a moment later.
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    // The content to put in the place of the one that was looked at.
    public async Task<(ReadOnlyMemory<byte> Start, HttpContent Content)> AtAsync(HttpContent content, CancellationToken cancellationToken)
    {
        // Asked for before it is opened: afterwards some tell a length that is none of the answer's.
        var capacity = content.Headers.ContentLength is { } length and < MostBytes ? (int)length + 1 : MostBytes;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var late = Observed(new TaskCompletionSource<bool>().Task.WaitAsync(Longest, Clock, enough.Token));
        try
        {
            var opening = Observed(OpenAsync(content));
            await Task.WhenAny(opening, late).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (opening.Status == TaskStatus.RanToCompletion)
            {
                return await AtAsync(content, opening, capacity, late, cancellationToken).ConfigureAwait(false);
            }

            // Whatever is wrong with it, who reads it will see that; here it only tells nothing.
            return (default, opening.IsCompleted ? content : new PeekedContent(content, new PeekedStream(opening, [], 0, null, null)));
        }
        finally
        {
            enough.Cancel();
        }
    }

    private static async Task<(ReadOnlyMemory<byte> Start, HttpContent Content)> AtAsync(
        HttpContent content, Task<Stream> opened, int capacity, Task late, CancellationToken cancellationToken)
    {
        var stream = await opened.ConfigureAwait(false);
        var position = stream.CanSeek ? stream.Position : -1;
        var start = new byte[capacity];
        var stop = new CancellationTokenSource();
        var (count, pending) = await FillAsync(stream, start, late, stop, cancellationToken).ConfigureAwait(false);
        if (position < 0 || pending is not null)
        {
            stream = new PeekedStream(opened, start, count, pending, stop);
        }
        else
        {
            stream.Position = position;
        }

        return (start.AsMemory(0, count), new PeekedContent(content, stream));
    }

    // A read that takes too long, or fails, is left to who reads on.
    private static async Task<(int Count, Task<int>? Pending)> FillAsync(
        Stream stream, byte[] start, Task late, CancellationTokenSource stop, CancellationToken cancellationToken)
    {
        var count = 0;
        while (count < start.Length)
        {
            var reading = Observed(ReadAsync(stream, start, count, stop.Token));
            await Task.WhenAny(reading, late).ConfigureAwait(false);
            if (cancellationToken.IsCancellationRequested)
            {
                // The response is disposed next, and nothing may read from its connection then: another request may have it.
                stop.Cancel();
                throw new OperationCanceledException(cancellationToken);
            }

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

    // Neither is cancelled for being late: the body would be lost. And both may throw at once.
    private static async Task<Stream> OpenAsync(HttpContent content) => await content.ReadAsStreamAsync().ConfigureAwait(false);

    private static async Task<int> ReadAsync(Stream stream, byte[] start, int count, CancellationToken stop) =>
#if NETSTANDARD2_0
        await stream.ReadAsync(start, count, start.Length - count, stop).ConfigureAwait(false);
#else
        await stream.ReadAsync(start.AsMemory(count), stop).ConfigureAwait(false);
#endif

    // Perhaps nobody waits for it any more.
    private static Task<T> Observed<T>(Task<T> task)
    {
        task.Forget();
        return task;
    }
}
