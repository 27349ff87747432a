using System.Diagnostics;

namespace Adobe.ServerAuth.Tests.Fakes;

/// <summary>Runs something that waits on a <see cref="TestClock"/>, by moving the clock in small steps until it is done.</summary>
internal static class ClockDriver
{
    private const int Turns = 200_000;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    // For somebody at work who has no turn for a while, on a machine with other work.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Fails when it is not done within <paramref name="limit"/> of the clock's time (default: 6 minutes).</summary>
    public static Task<T> RunAsync<T>(this TestClock clock, Func<Task<T>> start, TimeSpan? limit = null, int leastTimers = 2) => Task.Run(async () =>
    {
        // On the pool, which has no synchronization context: what a timer wakes runs inside Advance, and not some time later.
        var task = start();
        var end = clock.GetUtcNow() + (limit ?? TimeSpan.FromMinutes(6));
        var timers = leastTimers;
        while (clock.GetUtcNow() <= end)
        {
            // A request that waits has two timers at least: one of the whole, and one of the attempt or of the pause (without retries it
            // is the first alone). Fewer than before means that one has fired and that somebody is at work.
            var begun = Stopwatch.GetTimestamp();
            for (var turn = 0; !task.IsCompleted && clock.TimerCount < timers && (turn < Turns || Stopwatch.GetElapsedTime(begun) < Patience); turn++)
            {
                await Task.Yield();
            }

            if (task.IsCompleted)
            {
                return await task;
            }

            timers = Math.Max(leastTimers, clock.TimerCount);
            clock.Advance(Step);
        }

        throw new TimeoutException("It was not done within the limit on the fake clock.");
    });
}
