namespace Adobe.ServerAuth.IntegrationTests.Samples;

public class WorkerFleetTests
{
    [Fact]
    public async Task Without_Redis_it_works_alone_and_says_that_nothing_is_shared()
    {
        var (exitCode, output) = await SampleProcess.RunAsync("WorkerFleet", ("WorkerFleet__Calls", "3"), ("WorkerFleet__Interval", "00:00:00.01"));

        Assert.True(exitCode == 0, output);
        Assert.Contains("nothing is shared with other machines", output, StringComparison.Ordinal);
        Assert.Contains("call 3: 200, token until ", output, StringComparison.Ordinal);
        Assert.Contains("Token requests: 1, for 3 calls of the API.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("p8e-", output, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_half_a_configuration_it_lists_what_is_missing_and_starts_nothing()
    {
        var (exitCode, output) = await SampleProcess.RunAsync("WorkerFleet", ("AdobeServerAuth__ClientId", "4f6c1d2e8b9a47035c61de90ab7f8e23"));

        Assert.Equal(1, exitCode);
        Assert.Contains("- AdobeServerAuth:ClientSecret is missing.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("call 1", output, StringComparison.Ordinal);
    }
}
