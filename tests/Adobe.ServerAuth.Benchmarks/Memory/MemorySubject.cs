namespace Adobe.ServerAuth.Benchmarks.Memory;

// Makes credentials by number and gets each its token. What it needs for that is made before.
internal sealed record MemorySubject(string What, int Count, Action<int> Make, Action<int> GetToken, IDisposable? Owned = null)
{
    // The first ones bring what is made once for all, and are not counted.
    public const int Uncounted = 20;
}
