using System.Globalization;
using Adobe.ServerAuth.Tests.Fakes;
using CsCheck;

namespace Adobe.ServerAuth.Tests.Caching.Model;

public class HistoryTests
{
    private static readonly int Samples =
        int.TryParse(Environment.GetEnvironmentVariable("ADOBE_SERVERAUTH_MODEL_SAMPLES"), NumberStyles.None, CultureInfo.InvariantCulture, out var samples) ? samples : 10_000;

    [Fact]
    public async Task Whatever_happens_the_cache_keeps_its_promises()
    {
        using var unobserved = new UnobservedFailures("fault ");

        await History.Any.SampleAsync(PlayAsync, iter: Samples, print: history => history.ToString());

        Assert.Empty(unobserved.Collect());
    }

    private static async Task PlayAsync(History history)
    {
        using var world = new World(history.Options, history.Seed);
        var play = new Play(world);
        foreach (var step in history.Steps)
        {
            await play.DoAsync(step);
        }

        await play.EndAsync();
    }
}
