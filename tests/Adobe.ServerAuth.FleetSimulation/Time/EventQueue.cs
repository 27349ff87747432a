namespace Adobe.ServerAuth.FleetSimulation.Time;

// True time, in ticks since the beginning, and what is still to happen: in the order of time, and of having been planned.
internal sealed class EventQueue
{
    private readonly PriorityQueue<Action, (long At, long Number)> _events = new();
    private long _planned;

    public static DateTimeOffset Beginning { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public long Now { get; private set; }

    public TimeSpan Elapsed => TimeSpan.FromTicks(Now);

    public DateTimeOffset TrueTime => Beginning + Elapsed;

    public long NextAt => _events.TryPeek(out _, out var place) ? place.At : long.MaxValue;

    public void In(TimeSpan delay, Action happening) => _events.Enqueue(happening, (Now + Math.Max(delay.Ticks, 0), _planned++));

    public void RunNext()
    {
        _events.TryDequeue(out var happening, out var place);
        Now = place.At;
        happening!();
    }

    public void MoveTo(long moment) => Now = moment;
}
