namespace Adobe.ServerAuth.Tests.Caching;

/// <summary>What one generation of the options owns.</summary>
internal sealed class CountedRelease : IDisposable
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public bool IsReleased => Count > 0;

    public void Dispose() => Interlocked.Increment(ref _count);
}
