using System.Net;

namespace Adobe.ServerAuth.Handlers;

// Stands for a content whose beginning was looked at: the same headers, the same bytes, from the first one on.
internal sealed class PeekedContent : HttpContent
{
    private readonly HttpContent _content;
    private readonly Stream _body;

    public PeekedContent(HttpContent content, Stream body)
    {
        (_content, _body) = (content, body);
        foreach (var header in content.Headers)
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult(_body);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => _body.CopyToAsync(stream);

#if !NETSTANDARD2_0
    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => _body;

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken) => _body.CopyTo(stream);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        _body.CopyToAsync(stream, cancellationToken);
#endif

    // Where the length is known it stands among the headers.
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _body.Dispose();
            _content.Dispose();
        }

        base.Dispose(disposing);
    }
}
