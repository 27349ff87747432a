using System.Net;

namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>A body whose opening is a step.</summary>
internal sealed class SteppedContent(Stream body, OneLateStep steps) : HttpContent
{
    protected override Task<Stream> CreateContentReadStreamAsync() => steps.Of(body);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => body.CopyToAsync(stream);

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }
}
