namespace Adobe.ServerAuth.IntegrationTests.Emulator;

internal sealed class HandTimer(Action fire, TimeSpan dueTime) : ITimer
{
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TimeSpan DueTime => dueTime;

    /// <summary>Ends when nobody waits for the timer any more.</summary>
    public Task Stopped => _stopped.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public void Fire() => fire();

    public bool Change(TimeSpan newDueTime, TimeSpan newPeriod) => true;

    public void Dispose() => _stopped.TrySetResult();

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
