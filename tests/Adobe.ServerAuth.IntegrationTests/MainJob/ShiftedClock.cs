namespace Adobe.ServerAuth.IntegrationTests.MainJob;

/// <summary>A clock for the emulator: the system's, or, with no shift, one that jumps a day ahead at every look.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long _looks;

    public TimeSpan? Shift { get; set; } = TimeSpan.Zero;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + (Shift ?? TimeSpan.FromDays(Interlocked.Increment(ref _looks)));
}
