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
                if (!clock.HasRequestLimit && clock.NextDelay is { } pause)
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

    /// <summary>
    /// Moves a fake clock past the limit of the call that hangs, until <paramref name="run"/> has ended. More than once, perhaps: that of the call
    /// before it may still be there, and its own not yet.
    /// </summary>
    public static Task ExpireAsync(this TestClock clock, TimeSpan limit, Func<bool> isHanging, Task run) => Settling.UntilAsync(() =>
    {
        if (!run.IsCompleted && isHanging() && clock.NextLimit == limit)
        {
            clock.Advance(limit);
        }

        return run.IsCompleted;
    });
}
