using Adobe.ServerAuth.IntegrationTests.Samples;

namespace Adobe.ServerAuth.IntegrationTests.Fleets;

/// <summary>What docs/fleets.md promises, with fleets that are small enough for each run of the tests.</summary>
public class FleetSimulationTests
{
    private const string Program = "Adobe.ServerAuth.FleetSimulation";

    // The least: the first one, and ten minutes before the end of each the next.
    private const int RequestsInThreeDays = 4;

    [Fact]
    public async Task A_thousand_machines_that_start_at_once_ask_no_more_than_three_times()
    {
        var row = Assert.Single(await RunAsync("--only", "cold start of all machines"));

        Assert.InRange(row.Requests, 1, 3);
        AssertServed(row);
    }

    [Theory]
    [InlineData("a healthy cache")]
    [InlineData("clocks wrong by up to 30 s")]
    public async Task Machines_with_a_healthy_cache_ask_once_for_all(string scenario)
    {
        var row = Assert.Single(await RunAsync("--only", scenario, "--machines", "50", "--days", "3"));

        Assert.Equal(RequestsInThreeDays, row.Requests);
        AssertServed(row);
    }

    [Fact]
    public async Task Whatever_happens_to_the_cache_every_call_has_its_token()
    {
        var rows = (await RunAsync("--only", "the cache", "--machines", "50", "--days", "3")).Where(row => row.Name.StartsWith("the cache", StringComparison.Ordinal));

        Assert.Equal(5, rows.Count());
        Assert.All(rows, AssertServed);
    }

    [Fact]
    public async Task A_machine_that_crashes_while_it_asks_costs_one_request_more()
    {
        var row = Assert.Single(await RunAsync("--only", "crashes before the answer", "--machines", "50", "--days", "3"));

        Assert.Equal(2 * RequestsInThreeDays, row.Requests);
        AssertServed(row);
    }

    [Fact]
    public async Task Two_runs_are_alike()
    {
        string[] arguments = ["--machines", "50", "--days", "3", "--seed", "7"];

        var first = await RunAsync(arguments);

        Assert.True(first.Count > 20);
        Assert.Equal(first.Select(row => row.ToString()), (await RunAsync(arguments)).Select(row => row.ToString()));
    }

    private static void AssertServed(FleetRow row) => Assert.Equal(("0", "0", "0"), (row.Late, row.Refused, row.WithoutToken));

    private static async Task<IReadOnlyList<FleetRow>> RunAsync(params string[] arguments)
    {
        var (exitCode, output) = await SampleProcess.RunAsync(Program, arguments);
        Assert.True(exitCode == 0, output);
        return FleetRow.Read(output);
    }
}
