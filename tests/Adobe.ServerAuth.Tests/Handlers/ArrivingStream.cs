using System.Threading.Channels;

namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>A body that arrives as a test lets it: piece by piece, then with an end, with a failure, or with neither.</summary>
internal sealed class ArrivingStream : Stream
{
    private readonly Channel<byte[]> _pieces = Channel.CreateUnbounded<byte[]>();
    private byte[] _piece = [];
    private CancellationToken _stop;
    private int _readers;

    /// <summary>What reads end with that are under way when it is disposed.</summary>
    public Exception Aborted { get; init; } = new ObjectDisposedException(nameof(ArrivingStream));

    /// <summary>A read goes on when it is told to stop.</summary>
    public bool IgnoresCancellation { get; init; }

    /// <summary>The last read was told to stop.</summary>
    public bool IsStopped => _stop.IsCancellationRequested;

    public bool IsDisposed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public ArrivingStream Arrive(byte[] piece)
    {
        Assert.True(_pieces.Writer.TryWrite(piece));
        return this;
    }

    public ArrivingStream End()
    {
        Assert.True(_pieces.Writer.TryComplete());
        return this;
    }

    public ArrivingStream Break(Exception failure)
    {
        Assert.True(_pieces.Writer.TryComplete(failure));
        return this;
    }

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // As with a connection, a read of nothing waits until there is something.
        Assert.Equal(1, Interlocked.Increment(ref _readers));
        _stop = cancellationToken;
        try
        {
            while (_piece.Length == 0)
            {
                if (!await _pieces.Reader.WaitToReadAsync(IgnoresCancellation ? CancellationToken.None : cancellationToken))
                {
                    return 0;
                }

                _pieces.Reader.TryRead(out _piece!);
            }

            var taken = Math.Min(buffer.Length, _piece.Length);
            _piece.AsSpan(0, taken).CopyTo(buffer.Span);
            _piece = _piece[taken..];
            return taken;
        }
        finally
        {
            Interlocked.Decrement(ref _readers);
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        _pieces.Writer.TryComplete(Aborted);
        base.Dispose(disposing);
    }
}
