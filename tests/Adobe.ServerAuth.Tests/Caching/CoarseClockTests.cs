using Adobe.ServerAuth.Caching;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Caching;

public class CoarseClockTests
{
    [Fact]
    public void The_system_clock_is_read_coarsely_and_any_other_as_it_is()
    {
        var clock = new TestClock();

        Assert.Equal(1_000, CoarseTimeProvider.For(TimeProvider.System).TimestampFrequency);
        Assert.Same(clock, CoarseTimeProvider.For(clock));
    }

    [Fact]
    public void The_coarse_clock_goes_as_fast_as_the_precise_one()
    {
        var (coarse, precise) = (CoarseTimeProvider.For(TimeProvider.System), TimeProvider.System);
        var (startedAt, start) = (precise.GetTimestamp(), coarse.GetTimestamp());

        // A tick of it is 10 to 16 ms on the slowest systems.
        SpinWait.SpinUntil(() => coarse.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(60), TimeSpan.FromSeconds(30));

        Assert.True(precise.GetElapsedTime(startedAt) >= TimeSpan.FromMilliseconds(40), "It runs ahead.");
        Assert.True(Math.Abs((coarse.GetUtcNow() - precise.GetUtcNow()).TotalSeconds) < 30, "It tells another wall time.");
    }
}
