using System.Diagnostics;

namespace Adobe.ServerAuth.Tests.Fakes;

/// <summary>Waits for what others do, without sleeping.</summary>
internal static class Settling
{
    /// <summary>The pool may be slow to get to something on a machine with other work: only a minute means never.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(1);

    public static async Task UntilAsync(Func<bool> condition)
    {
        for (var watch = Stopwatch.StartNew(); !condition();)
        {
            Assert.True(watch.Elapsed < Patience, "It never came.");
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
