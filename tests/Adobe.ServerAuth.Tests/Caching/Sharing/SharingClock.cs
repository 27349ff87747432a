using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Caching.Sharing;

/// <summary>Moves a fake clock as far as somebody pauses who shares tokens; what is under way is left its time.</summary>
internal static class SharingClock
{
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    /// <summary>Of a cache that is silent, the time limits of its calls are what is waited for.</summary>
    public static Task<T> RunAsync<T>(this TestClock clock, bool isCacheSilent, Func<Task<T>> start) => Task.Run(
        async () =>
        {
            var task = start();
            while (!task.IsCompleted)
            {
                var limit = clock.NextLimit is { } next && next <= LongestCall ? next : (TimeSpan?)null;

                // IMS answers at once. While it is asked, what others wait for beside that must not move the clock past the limit of the request.
                if (clock.HasRequestLimit || (limit is not null && !isCacheSilent) || (limit ?? clock.NextDelay) is not { } delay)
                {
                    Fleet.Cancel.ThrowIfCancellationRequested();
                    await Task.Yield();
                }
                else
                {
                    clock.Advance(delay < Step ? delay : Step);
                }
            }

            return await task;
        },
        Fleet.Cancel);
}
