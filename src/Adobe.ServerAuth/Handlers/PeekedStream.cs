namespace Adobe.ServerAuth.Handlers;

// A stream whose beginning has been read already, with a read that perhaps has not ended yet, or that perhaps is not even there yet.
internal sealed class PeekedStream(Task<Stream> rest, byte[] start, int count, Task<int>? pending, CancellationTokenSource? stop) : Stream
{
    private readonly Task<Stream> _rest = rest;
    private Task<int>? _pending = pending;
    private int _read;
    private int _count = count;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        TakePending();
        return HasMore ? FromStart(buffer.AsSpan(offset, count)) : _rest.GetAwaiter().GetResult().Read(buffer, offset, count);
    }

#if NETSTANDARD2_0
    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        await TakePendingAsync(cancellationToken).ConfigureAwait(false);
        return HasMore
            ? FromStart(buffer.AsSpan(offset, count))
            : await (await WaitAsync(_rest, cancellationToken).ConfigureAwait(false)).ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
    }
#else
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(Span<byte> buffer)
    {
        TakePending();
        return HasMore ? FromStart(buffer) : _rest.GetAwaiter().GetResult().Read(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await TakePendingAsync(cancellationToken).ConfigureAwait(false);
        return HasMore
            ? FromStart(buffer.Span)
            : await (await WaitAsync(_rest, cancellationToken).ConfigureAwait(false)).ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
    }
#endif

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // Before all else: the connection may be given to another request, whose answer this read would swallow.
            if (_pending is { IsCompleted: false })
            {
                stop?.Cancel();
            }

            if (_rest.Status == TaskStatus.RanToCompletion)
            {
                _rest.Result.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    // Then a read is served from what is there, also one of nothing: the rest may be a long time coming.
    private bool HasMore => _read < _count;

    private void TakePending()
    {
        if (!HasMore && _pending is { } reading)
        {
            Take(reading.GetAwaiter().GetResult());
        }
    }

    private async Task TakePendingAsync(CancellationToken cancellationToken)
    {
        if (!HasMore && _pending is { } reading)
        {
            Take(await WaitAsync(reading, cancellationToken).ConfigureAwait(false));
        }
    }

    private static Task<T> WaitAsync<T>(Task<T> task, CancellationToken cancellationToken) =>
        task.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);

    // It read to behind what was there.
    private void Take(int more)
    {
        _pending = null;
        _count += more;
    }

    private int FromStart(Span<byte> buffer)
    {
        var taken = Math.Min(buffer.Length, _count - _read);
        start.AsSpan(_read, taken).CopyTo(buffer);
        _read += taken;
        return taken;
    }
}
