using System.Net;

namespace Adobe.ServerAuth.Tests.Handlers;

internal sealed class TrackedResponse(HttpStatusCode status) : HttpResponseMessage(status)
{
    public bool IsDisposed { get; private set; }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
