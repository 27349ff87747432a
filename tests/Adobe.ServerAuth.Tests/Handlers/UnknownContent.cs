using System.Net;

namespace Adobe.ServerAuth.Tests.Handlers;

internal sealed class UnknownContent : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync("once"u8.ToArray()).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = 4;
        return true;
    }
}
