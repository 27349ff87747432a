namespace Adobe.ServerAuth.Benchmarks.Memory;

// What the heap grows by with each credential.
internal static class IdleCredentialMemory
{
    public static IReadOnlyList<MemoryRow> MeasureAll() => [.. MemorySubjects.All(many: 10_000, some: 1_000, keys: 1_000).Select(Measure)];

    public static MemoryRow Measure(MemorySubject subject)
    {
        Each(0, MemorySubject.Uncounted, subject.Make);
        Each(0, MemorySubject.Uncounted, subject.GetToken);
        var before = LiveBytes();
        Each(MemorySubject.Uncounted, subject.Count, subject.Make);
        var without = LiveBytes();
        Each(MemorySubject.Uncounted, subject.Count, subject.GetToken);
        var with = LiveBytes();
        GC.KeepAlive(subject);
        subject.Owned?.Dispose();
        return new(subject.What, subject.Count, (without - before) / (double)subject.Count, (with - before) / (double)subject.Count);
    }

    private static void Each(int first, int count, Action<int> action)
    {
        for (var i = first; i < first + count; i++)
        {
            action(i);
        }
    }

    private static long LiveBytes()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
