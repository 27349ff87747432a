namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>A stream that was broken before anybody read it, and says so before it makes a task.</summary>
internal sealed class ThrowingStream : MemoryStream
{
    public override bool CanSeek => false;

    public override int Read(byte[] buffer, int offset, int count) => throw new IOException("cut");

    public override int Read(Span<byte> buffer) => throw new IOException("cut");

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => throw new IOException("cut");

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("cut");

    public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => throw new IOException("cut");
}
