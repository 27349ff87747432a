using System.Text.RegularExpressions;
using Adobe.ServerAuth.IntegrationTests.Samples;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Fleets;

/// <summary>The sample WorkerFleet in several processes, with one Redis and one Adobe.</summary>
public partial class RedisProcessTests
{
    private const int Calls = 3;

    [Fact]
    public async Task Processes_that_start_after_the_first_cause_no_token_request()
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        await using var redis = await RedisServer.StartAsync();

        var outputs = new List<string>();
        for (var process = 0; process < 4; process++)
        {
            outputs.Add(await RunAsync(adobe, redis));
        }

        AssertAnswered(adobe, [.. outputs]);
        AssertRequests(adobe, most: 1, [.. outputs]);
        Assert.All(outputs.Skip(1), output => Assert.Contains("[404] Took the token that another machine had requested", output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Processes_that_start_at_once_cause_a_token_request_or_a_few()
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        await using var redis = await RedisServer.StartAsync();

        var outputs = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => RunAsync(adobe, redis)));

        AssertAnswered(adobe, outputs);
        AssertRequests(adobe, most: 3, outputs);
    }

    private static void AssertRequests(ImsEmulator adobe, int most, string[] outputs) =>
        Assert.True(adobe.TokenRequestCount <= most, $"{adobe.TokenRequestCount} token requests:\n{string.Join('\n', outputs)}");

    private static async Task<string> RunAsync(ImsEmulator adobe, RedisServer redis)
    {
        var environment = adobe.Configuration.Select(setting => (setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value!));
        var (exitCode, output) = await SampleProcess.RunAsync(
            "WorkerFleet",
            [
                .. environment,
                ("ConnectionStrings__Redis", redis.Connection),
                ("WorkerFleet__Api", adobe.ApiEndpoint.AbsoluteUri),
                ("WorkerFleet__Calls", $"{Calls}"),
                ("WorkerFleet__Interval", "00:00:00.2"),
            ]);
        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("p8e-", output, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", output, StringComparison.Ordinal);
        return output;
    }

    private static void AssertAnswered(ImsEmulator adobe, string[] outputs)
    {
        Assert.All(outputs, output => Assert.Equal(Calls, AnsweredCall.Count(output)));
        Assert.Equal(Calls * outputs.Length, adobe.ApiRequestCount);
        Assert.All(adobe.ApiRequests, request => Assert.Equal(200, request.StatusCode));
    }

    [GeneratedRegex(@"call \d+: 200, token until ")]
    private static partial Regex AnsweredCall { get; }
}
