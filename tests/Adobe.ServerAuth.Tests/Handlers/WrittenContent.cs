using System.Net;

namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>Content that can only be written, once: it has no stream of its own, and its length is not known.</summary>
internal sealed class WrittenContent(Func<Stream, Task> write) : HttpContent
{
    private int _count;

    public WrittenContent(byte[] bytes)
        : this(stream => stream.WriteAsync(bytes).AsTask())
    {
    }

    public bool IsDisposed { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        Assert.Equal(1, Interlocked.Increment(ref _count));
        return write(stream);
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        SerializeToStreamAsync(stream, context).GetAwaiter().GetResult();

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
