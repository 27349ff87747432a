using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.Credentials;

// A call that is waited for no longer than a limit, and then told to stop; whether it heeds that is its own affair.
internal static class BoundedCall
{
    public static async Task<(bool IsInTime, T? Value)> RunAsync<T>(Func<CancellationToken, ValueTask<T>> call, TimeSpan limit, TimeProvider clock, CancellationToken cancellationToken)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<T>? running = null;
        try
        {
            running = call(stop.Token).AsTask();
            return (true, await running.WaitAsync(limit, clock, cancellationToken).ConfigureAwait(false));
        }
        catch (TimeoutException) when (running?.IsCompleted == false)
        {
            return (false, default);
        }
        finally
        {
            if (running?.IsCompleted == false)
            {
                // What is registered there may block, or throw.
                stop.CancelAsync().Forget();
                running.Forget();
            }
            else
            {
                stop.Dispose();
            }
        }
    }
}
