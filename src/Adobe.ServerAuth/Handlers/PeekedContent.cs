using System.Net;

namespace Adobe.ServerAuth.Handlers;

// Stands for a content whose beginning was looked at: the same headers, the same bytes, from the first one on. That content itself would
// not give its stream once more to who reads without waiting.
internal sealed class PeekedContent : HttpContent
{
    private readonly HttpContent _content;
    private readonly StreamContent _body;

    public PeekedContent(HttpContent content, Stream body)
    {
        (_content, _body) = (content, new StreamContent(body));
#if NETSTANDARD2_0
        foreach (var header in content.Headers)
#else
        foreach (var header in content.Headers.NonValidated)
#endif
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => _body.ReadAsStreamAsync();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => _body.CopyToAsync(stream, context);

#if !NETSTANDARD2_0
    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => _body.ReadAsStream(cancellationToken);

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        _body.CopyTo(stream, context, cancellationToken);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        _body.CopyToAsync(stream, context, cancellationToken);
#endif

    // The header tells it, if that content knew it.
    protected override bool TryComputeLength(out long length)
    {
        length = -1;
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
