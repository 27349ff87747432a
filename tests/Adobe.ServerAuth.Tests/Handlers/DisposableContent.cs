namespace Adobe.ServerAuth.Tests.Handlers;

internal sealed class DisposableContent(Stream stream) : StreamContent(stream)
{
    public bool IsDisposed { get; private set; }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
