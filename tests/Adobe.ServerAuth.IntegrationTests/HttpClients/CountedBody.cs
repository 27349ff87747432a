using System.Net;

namespace Adobe.ServerAuth.IntegrationTests.HttpClients;

/// <summary>Counts how often it was written to a connection.</summary>
internal sealed class CountedBody(byte[] body) : ByteArrayContent(body)
{
    public int Sent { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Sent++;
        return base.SerializeToStreamAsync(stream, context, cancellationToken);
    }
}
