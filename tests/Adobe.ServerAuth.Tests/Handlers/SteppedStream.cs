namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>A body of which each read is a step.</summary>
internal sealed class SteppedStream(byte[] bytes, OneLateStep steps) : OneShotStream(bytes)
{
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => steps.Of(Read(buffer, offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(steps.Of(Read(buffer.Span)));
}
