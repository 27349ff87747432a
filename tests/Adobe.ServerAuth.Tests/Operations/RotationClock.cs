using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Operations;

/// <summary>Moves a fake clock over the pauses of what it runs; time limits are reached by nobody.</summary>
internal static class RotationClock
{
    public static Task<T> RunAsync<T>(this TestClock clock, Func<Task<T>> start, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            var task = start();
            while (!task.IsCompleted)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!clock.HasRequestLimit && Pause(clock) is { } pause)
                {
                    clock.Advance(pause);
                }
                else
                {
                    await Task.Yield();
                }
            }

            return await task;
        },
        cancellationToken);

#if NETSTANDARD_BUILD
    // A pause there is a time limit of a task that never ends.
    private static TimeSpan? Pause(TestClock clock) => clock.NextLimit is { } next && next <= TimeSpan.FromSeconds(15) ? next : null;
#else
    private static TimeSpan? Pause(TestClock clock) => clock.NextDelay;
#endif
}
