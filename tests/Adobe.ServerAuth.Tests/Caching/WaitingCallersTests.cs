using Adobe.ServerAuth.Caching;

namespace Adobe.ServerAuth.Tests.Caching;

public class WaitingCallersTests
{
    [Fact]
    public async Task They_wait_in_groups_of_256_and_all_are_let_go()
    {
        var callers = new WaitingCallers();
        Task<RefreshOutcome>[] waits = [.. Enumerable.Range(0, 1_000).Select(_ => callers.Add())];

        Assert.Equal([256, 256, 256, 232], waits.GroupBy(wait => wait).Select(group => group.Count()));
        Assert.DoesNotContain(waits, wait => wait.IsCompleted);
        callers.Release(RefreshOutcome.Overtaken);

        Assert.All(await Task.WhenAll(waits), outcome => Assert.Same(RefreshOutcome.Overtaken, outcome));
    }
}
