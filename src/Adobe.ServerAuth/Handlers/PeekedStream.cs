namespace Adobe.ServerAuth.Handlers;

// A stream whose beginning has been read already, with a read that perhaps has not ended yet.
internal sealed class PeekedStream(Stream rest, byte[] start, int count, Task<int>? pending) : Stream
{
    private readonly Stream _rest = rest;
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
        if (_read == _count && _pending is { } reading)
        {
            Take(reading.GetAwaiter().GetResult());
        }

        return FromStart(buffer.AsSpan(offset, count)) is var taken and > 0 ? taken : _rest.Read(buffer, offset, count);
    }

#if NETSTANDARD2_0
    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        await TakePendingAsync(cancellationToken).ConfigureAwait(false);
        return FromStart(buffer.AsSpan(offset, count)) is var taken and > 0
            ? taken
            : await _rest.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
    }
#else
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(Span<byte> buffer)
    {
        if (_read == _count && _pending is { } reading)
        {
            Take(reading.GetAwaiter().GetResult());
        }

        return FromStart(buffer) is var taken and > 0 ? taken : _rest.Read(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await TakePendingAsync(cancellationToken).ConfigureAwait(false);
        return FromStart(buffer.Span) is var taken and > 0 ? taken : await _rest.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
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
            _rest.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task TakePendingAsync(CancellationToken cancellationToken)
    {
        if (_read == _count && _pending is { } reading)
        {
            Take(await reading.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(false));
        }
    }

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
