namespace Observability;

/// <summary>
/// The clock that the library reads, which the tour sets forward: a token of Adobe lives for a day, and nobody wants to wait for its end.
/// A failure that IMS answers after that tells, rightly, that this clock is ahead.
/// </summary>
internal sealed class SetClock : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;

    public override long GetTimestamp() => System.GetTimestamp() + (long)(Ahead.TotalSeconds * TimestampFrequency);

    private TimeSpan Ahead => new(Interlocked.Read(ref _ahead));

    public void SetTo(DateTimeOffset time) => Interlocked.Add(ref _ahead, (time - GetUtcNow()).Ticks);
}
