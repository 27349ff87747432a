using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.IntegrationTests.Samples;

internal static class TimeLimits
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    /// <summary>The call runs for as long as <paramref name="limit"/> on the clock, and ends with the exception then.</summary>
    public static async Task<TException> ThrowsAtAsync<TException>(this TestClock clock, TimeSpan limit, Func<Task> call)
        where TException : Exception
    {
        // On the pool, which has no synchronization context: what a timer wakes runs inside Advance, and not some time later.
        var running = Task.CompletedTask;
        await Task.Run(() => { running = call(); });
        await Task.Run(() => clock.Advance(limit - Moment));
        Assert.False(running.IsCompleted, "It ended before its time.");
        await Task.Run(() => clock.Advance(Moment));
        return await Assert.ThrowsAnyAsync<TException>(() => running.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }
}
