namespace Adobe.ServerAuth.Caching;

// Arithmetic on the timestamps of a TimeProvider.
internal readonly struct Deadlines(TimeProvider clock)
{
    private readonly double _unitsPerTick = clock.TimestampFrequency / (double)TimeSpan.TicksPerSecond;

    public long Now => clock.GetTimestamp();

    // Never, where a clock of tiny units has no number for it.
    public long After(long timestamp, TimeSpan span)
    {
        var units = span.Ticks * _unitsPerTick;
        return timestamp + units >= long.MaxValue ? long.MaxValue : timestamp + (long)units;
    }

    // Zero when it is past.
    public TimeSpan UpTo(long timestamp) => Between(Math.Min(Now, timestamp), timestamp);

    public TimeSpan Between(long from, long to) => TimeSpan.FromTicks((long)((to - from) / _unitsPerTick));
}
