namespace Adobe.ServerAuth.Compatibility;

internal static class CancellationExtensions
{
    // As on later platforms: cancelled when this returns, and what was registered runs elsewhere.
    public static Task CancelAsync(this CancellationTokenSource source)
    {
        var cancelling = Task.Factory.StartNew(source.Cancel, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        SpinWait.SpinUntil(() => source.IsCancellationRequested);
        return cancelling;
    }
}
