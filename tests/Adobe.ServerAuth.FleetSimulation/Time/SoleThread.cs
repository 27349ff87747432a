namespace Adobe.ServerAuth.FleetSimulation.Time;

// Takes one step of the simulation after the other on the only thread that the pool has, and each only when nothing is left to run: what has
// been queued, by whomever, has all happened at the moment at which it was queued, and in an order that is always the same.
internal sealed class SoleThread(Func<bool> step) : IThreadPoolWorkItem
{
    // Of real time, for one step and all that it causes: milliseconds, unless something asks again and again at one moment.
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource _ended = new();
    private long _steps;

    public void Run()
    {
        ThreadPool.GetMaxThreads(out var threads, out _);
        if (threads != 1)
        {
            throw new InvalidOperationException($"The pool may have {threads} threads; the simulation needs one (ThreadPoolMaxThreads in its project).");
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        for (var seen = -1L; !_ended.Task.Wait(LongestStep);)
        {
            var steps = Interlocked.Read(ref _steps);
            if (steps == seen)
            {
                throw new InvalidOperationException("The simulated time stands still: something goes round without waiting, or waits by another clock.");
            }

            seen = steps;
        }
    }

    public void Execute()
    {
        try
        {
            while (ThreadPool.PendingWorkItemCount == 0)
            {
                _steps++;
                if (!step())
                {
                    _ended.SetResult();
                    return;
                }
            }
        }
        catch (Exception e)
        {
            _ended.SetException(e);
            return;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }
}
