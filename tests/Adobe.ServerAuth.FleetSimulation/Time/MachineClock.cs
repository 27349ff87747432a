namespace Adobe.ServerAuth.FleetSimulation.Time;

// What one process sees of the time: its wall clock is wrong by a constant, its monotonic one and its timers are right.
internal sealed class MachineClock(EventQueue events, TimeSpan skew) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    // Of a process that is gone nothing happens any more.
    public bool IsStopped { get; set; }

    public override DateTimeOffset GetUtcNow() => events.TrueTime + skew;

    public override long GetTimestamp() => events.Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new MachineTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void In(TimeSpan delay, Action happening) => events.In(delay, () =>
    {
        if (!IsStopped)
        {
            happening();
        }
    });
}
