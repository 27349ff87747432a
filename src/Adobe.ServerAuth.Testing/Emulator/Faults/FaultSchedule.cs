namespace Adobe.ServerAuth.Testing.Emulator;

/// <summary>Which fault the next request meets: the queued ones first, in their order, and then the share's.</summary>
internal sealed class FaultSchedule
{
    private readonly Queue<(ImsFault Fault, int Times)> _queue = new();
    private int _takenOfFirst;
    private long _pending;
    private FaultShare? _share;

    public int PendingCount
    {
        get
        {
            lock (_queue)
            {
                return (int)Math.Min(_pending, int.MaxValue);
            }
        }
    }

    public bool MayTake
    {
        get
        {
            lock (_queue)
            {
                return _pending > 0 || _share is not null;
            }
        }
    }

    public void Add(ImsFault fault, int times)
    {
        lock (_queue)
        {
            _queue.Enqueue((fault, times));
            _pending += times;
        }
    }

    public void Share(double share, ImsFault fault)
    {
        lock (_queue)
        {
            _share = new FaultShare((decimal)share, fault);
        }
    }

    public void Clear()
    {
        lock (_queue)
        {
            _queue.Clear();
            _takenOfFirst = 0;
            _pending = 0;
            _share = null;
        }
    }

    public ImsFault? Take()
    {
        lock (_queue)
        {
            return _queue.Count > 0 ? TakeFirst() : _share?.Next();
        }
    }

    private ImsFault TakeFirst()
    {
        var (fault, times) = _queue.Peek();
        _pending--;
        _takenOfFirst++;
        if (_takenOfFirst == times)
        {
            _queue.Dequeue();
            _takenOfFirst = 0;
        }

        return fault;
    }
}
