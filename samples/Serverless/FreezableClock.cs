namespace Serverless;

/// <summary>
/// The clock of a process that a platform freezes: its monotonic clock stands still meanwhile, as it does on many of them, and the wall clock is
/// right again when it thaws.
/// </summary>
internal sealed class FreezableClock(World world) : TimeProvider
{
    private long _frozen;

    public override DateTimeOffset GetUtcNow() => world.GetUtcNow();

    public override long GetTimestamp() => world.GetTimestamp() - (long)(new TimeSpan(Interlocked.Read(ref _frozen)).TotalSeconds * TimestampFrequency);

    public void Freeze(TimeSpan span)
    {
        Interlocked.Add(ref _frozen, span.Ticks);
        world.Pass(span);
    }
}
