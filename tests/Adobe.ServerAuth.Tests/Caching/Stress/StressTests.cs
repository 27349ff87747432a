using System.Globalization;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Caching.Stress;

/// <summary>
/// Callers, answers, both clocks and new options at the same time, on all cores: what must hold whoever comes first. Bounded by counts, so
/// that a slow machine takes longer and finds the same.
/// </summary>
public class StressTests
{
    private static readonly int Rounds =
        int.TryParse(Environment.GetEnvironmentVariable("ADOBE_SERVERAUTH_STRESS_ROUNDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) ? rounds : 40;

    [Fact]
    public async Task Whoever_comes_first_the_cache_keeps_its_promises()
    {
        using var unobserved = new UnobservedFailures("fault ");
        var tally = new Tally();
        for (var round = 0; round < Rounds; round++)
        {
            await new Round(round, tally).RunAsync();
        }

        Assert.Empty(unobserved.Collect());
        TestContext.Current.TestOutputHelper!.WriteLine(tally.ToString());
        tally.AssertEverythingHappened();
    }
}
