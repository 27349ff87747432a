namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>Counts all and keeps the newest, so that a load test does not fill the memory.</summary>
internal sealed class RequestLog<T>
{
    private const int Capacity = 10_000;

    private readonly Queue<T> _newest = new();
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Add(T request)
    {
        lock (_newest)
        {
            if (_newest.Count == Capacity)
            {
                _newest.Dequeue();
            }

            _newest.Enqueue(request);
            _count++;
        }
    }

    public IReadOnlyList<T> Snapshot()
    {
        lock (_newest)
        {
            return [.. _newest];
        }
    }
}
