namespace Serverless;

/// <summary>The clock of everybody else, which the demo sets forward. Nobody has a day to wait for the end of a token.</summary>
internal sealed class World : TimeProvider
{
    private long _ahead;

    private TimeSpan Ahead => new(Interlocked.Read(ref _ahead));

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;

    public override long GetTimestamp() => System.GetTimestamp() + (long)(Ahead.TotalSeconds * TimestampFrequency);

    public void Pass(TimeSpan span) => Interlocked.Add(ref _ahead, span.Ticks);
}
