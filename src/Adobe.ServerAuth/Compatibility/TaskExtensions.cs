namespace Adobe.ServerAuth.Compatibility;

internal static class TaskExtensions
{
    extension(Task)
    {
        public static async Task Delay(TimeSpan delay, TimeProvider timeProvider, CancellationToken cancellationToken)
        {
            try
            {
                await new TaskCompletionSource<bool>().Task.WaitAsync(delay, timeProvider, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // That is what was waited for.
            }
        }
    }
}
