namespace Adobe.ServerAuth.Caching;

// Arithmetic on the timestamps of a TimeProvider.
internal readonly struct Deadlines(TimeProvider clock)
{
    private readonly double _unitsPerTick = clock.TimestampFrequency / (double)TimeSpan.TicksPerSecond;

    public long Now => clock.GetTimestamp();

    public long After(long timestamp, TimeSpan span) => timestamp + (long)(span.Ticks * _unitsPerTick);

    // Zero when it is past.
    public TimeSpan UpTo(long timestamp) => Between(Math.Min(Now, timestamp), timestamp);

    public TimeSpan Between(long from, long to) => TimeSpan.FromTicks((long)((to - from) / _unitsPerTick));
}
