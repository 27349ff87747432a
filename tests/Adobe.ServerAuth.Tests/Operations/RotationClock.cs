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
}
