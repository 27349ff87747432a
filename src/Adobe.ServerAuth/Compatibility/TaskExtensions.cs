namespace Adobe.ServerAuth.Compatibility;

internal static class TaskExtensions
{
    extension(Task)
    {
        public static async Task Delay(TimeSpan delay, TimeProvider timeProvider, CancellationToken cancellationToken)
        {
            var ended = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            using var timer = timeProvider.CreateTimer(static state => ((TaskCompletionSource<bool>)state!).TrySetResult(true), ended, delay, Timeout.InfiniteTimeSpan);
            using var cancelling = cancellationToken.Register(() => ended.TrySetCanceled(cancellationToken));
            await ended.Task.ConfigureAwait(false);
        }
    }
}
