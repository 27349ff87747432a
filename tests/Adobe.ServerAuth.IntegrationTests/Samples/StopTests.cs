using Adobe.ServerAuth.IntegrationTests.HttpClients;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Samples;

/// <summary>Samples that are stopped, by somebody or by a failure.</summary>
public class StopTests
{
    [Theory]
    [InlineData("Worker", "Item 1: 200")]
    [InlineData("WorkerFleet", "call 1: 200")]
    public async Task SIGTERM_lets_a_worker_bring_the_call_in_hand_to_its_end(string sample, string told)
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        await using var api = await ApiServer.StartAsync();
        var mayAnswer = new TaskCompletionSource();
        api.Answer = (_, _) => mayAnswer.Task;
        using var worker = RunningSample.Start(sample, [], [.. SampleProcess.EnvironmentOf(adobe), ($"{sample}__Api", api.Address.AbsoluteUri)]);
        await RunningSample.WaitForAsync(() => api.Calls.Count == 1);

        worker.Signal("TERM");
        await Task.Delay(500, TestContext.Current.CancellationToken);
        mayAnswer.SetResult();

        var (exitCode, output) = await worker.EndAsync();
        Assert.True(exitCode == 0, output);
        Assert.Contains(told, output, StringComparison.Ordinal);
        Assert.Single(api.Calls);
    }

    // Longer than any timer: what fails is not the item, and leaves ExecuteAsync.
    [Theory]
    [InlineData("Worker")]
    [InlineData("WorkerFleet")]
    public async Task A_worker_that_fails_ends_with_an_exit_code_and_says_why(string sample)
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);

        var (exitCode, output) = await SampleProcess.RunAsync(
            sample, [.. SampleProcess.EnvironmentOf(adobe), ($"{sample}__Api", adobe.ApiEndpoint.AbsoluteUri), ($"{sample}__Interval", "60.00:00:00")]);

        Assert.True(exitCode == 1, output);
        Assert.Contains(nameof(ArgumentOutOfRangeException), output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("QuickStart", "https://firefly-api.adobe.io")]
    [InlineData("Observability", "https://firefly-api.adobe.io")]
    [InlineData("CorporateProxy", "https://firefly-api.adobe.io")]
    public async Task Ctrl_C_reaches_the_call_of_a_sample_that_starts_a_host(string sample, string api)
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        adobe.FailNext(ImsFault.Silence(), 10);
        using var process = RunningSample.Start(sample, [], [.. SampleProcess.EnvironmentOf(adobe), ($"{sample}__Api", api)]);
        await RunningSample.WaitForAsync(() => adobe.TokenRequestCount == 1);

        process.Signal("INT");

        var (exitCode, output) = await process.EndAsync();
        Assert.True(exitCode == 1, output);
        Assert.Contains("canceled", output, StringComparison.Ordinal);
        Assert.Equal(1, adobe.TokenRequestCount);
    }

    [Theory]
    [InlineData(500, "00:00:12", "500")]
    [InlineData(null, "00:00:01", "Timeout of 1 second")]
    public async Task A_function_ends_before_the_platform_ends_it_and_says_why(int? status, string timeout, string told)
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        await using var api = await ApiServer.StartAsync();
        api.Answer = (context, _) => status is { } known ? Task.FromResult(context.Response.StatusCode = known) : Task.Delay(Timeout.Infinite, context.RequestAborted);

        var (exitCode, output) = await SampleProcess.RunAsync(
            "Serverless", [.. SampleProcess.EnvironmentOf(adobe), ("Serverless__Api", api.Address.AbsoluteUri), ("Serverless__Timeout", timeout)]);

        Assert.True(exitCode == 1, output);
        Assert.Contains("That did not work: ", output, StringComparison.Ordinal);
        Assert.Contains(told, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Worker")]
    [InlineData("WebApi")]
    [InlineData("KubernetesSecrets")]
    public async Task SIGTERM_while_the_first_token_is_waited_for_is_a_stop_and_no_failure(string sample)
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        adobe.FailNext(ImsFault.Silence(), 10);
        using var process = RunningSample.Start(
            sample, [], [.. SampleProcess.EnvironmentOf(adobe), ($"{sample}__Api", adobe.ApiEndpoint.AbsoluteUri), ("ASPNETCORE_URLS", "http://127.0.0.1:0")]);
        await RunningSample.WaitForAsync(() => adobe.TokenRequestCount == 1);

        process.Signal("TERM");

        var (exitCode, output) = await process.EndAsync(TimeSpan.FromSeconds(20));
        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }
}
