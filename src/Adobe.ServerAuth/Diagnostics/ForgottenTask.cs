namespace Adobe.ServerAuth.Diagnostics;

internal static class ForgottenTask
{
    // Nobody waits for it any more: what it may fail with is seen here, and is no unobserved exception of the application's.
    public static void Forget(this Task task) =>
        _ = task.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
