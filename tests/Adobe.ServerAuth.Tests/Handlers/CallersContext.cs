namespace Adobe.ServerAuth.Tests.Handlers;

/// <summary>The context of a caller, as the thread of a user interface has one. It counts what is posted to it.</summary>
internal sealed class CallersContext : SynchronizationContext
{
    private int _posted;

    public int Posted => Volatile.Read(ref _posted);

    public override void Post(SendOrPostCallback d, object? state)
    {
        Interlocked.Increment(ref _posted);
        ThreadPool.QueueUserWorkItem(_ => d(state));
    }

    /// <summary>Begins a call in this context, and lets what is late in it go on when the call has returned.</summary>
    public async Task<T> Start<T>(Func<Task<T>> call, OneLateStep late)
    {
        var before = Current;
        Task<T> task;
        SetSynchronizationContext(this);
        try
        {
            task = call();
        }
        finally
        {
            SetSynchronizationContext(before);
        }

        Assert.False(task.IsCompleted);
        late.LetGo();
        return await task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}
