namespace Adobe.ServerAuth.FleetSimulation.Time;

internal sealed class MachineTimer(MachineClock clock, TimerCallback callback, object? state) : ITimer
{
    private int _setting;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (period > TimeSpan.Zero)
        {
            throw new NotSupportedException("Nothing that is simulated here has had a timer with a period so far.");
        }

        var setting = ++_setting;
        if (dueTime >= TimeSpan.Zero)
        {
            clock.In(dueTime, () => Fire(setting));
        }

        return true;
    }

    public void Dispose() => _setting++;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private void Fire(int setting)
    {
        if (setting == _setting)
        {
            callback(state);
        }
    }
}
