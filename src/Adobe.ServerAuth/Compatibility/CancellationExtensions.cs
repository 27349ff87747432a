namespace Adobe.ServerAuth.Compatibility;

internal static class CancellationExtensions
{
    // On later platforms the source is cancelled when this returns; here it is soon.
    public static Task CancelAsync(this CancellationTokenSource source) => Task.Run(source.Cancel);
}
