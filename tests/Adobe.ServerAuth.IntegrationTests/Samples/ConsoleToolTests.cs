using Adobe.ServerAuth.IntegrationTests.HttpClients;
using Adobe.ServerAuth.Testing;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.IntegrationTests.Samples;

/// <summary>The sample ConsoleTool in a process of its own: what it prints, and the exit codes of docs/recipes/console.md.</summary>
public class ConsoleToolTests
{
    [Fact]
    public async Task It_reads_user_secrets_and_prints_what_it_found_alone()
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        var home = Directory.CreateTempSubdirectory("adobe-server-auth-");
        var folder = home.CreateSubdirectory("Microsoft/UserSecrets/adobe-server-auth-console-tool");
        var secrets = adobe.Configuration.Append(new("ConsoleTool:Api", "https://firefly-api.adobe.io")).ToDictionary();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "secrets.json"), System.Text.Json.JsonSerializer.Serialize(secrets), TestContext.Current.CancellationToken);

        // The environment wins.
        var (exitCode, output) = await SampleProcess.RunAsync("ConsoleTool", ("APPDATA", home.FullName), ("ConsoleTool__Api", adobe.ApiEndpoint.AbsoluteUri));
        home.Delete(recursive: true);

        Assert.True(exitCode == 0, output);
        Assert.StartsWith("{\"message\":\"Hello", output, StringComparison.Ordinal);
        Assert.Equal((1, 1), (adobe.TokenRequestCount, adobe.ApiRequestCount));
        Assert.DoesNotContain("eyJ", output, StringComparison.Ordinal);
        Leaks.AssertNone(adobe.Credential.ClientSecrets[0], output);
    }

    [Theory]
    [InlineData(400, 1)]
    [InlineData(503, 75)]
    public async Task Without_a_token_its_exit_code_tells_whether_to_try_again(int imsAnswers, int expected)
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        adobe.FailNext(ImsFault.Echo(imsAnswers));
        var (exitCode, output) = await SampleProcess.RunAsync(
            "ConsoleTool",
            [
                .. SampleProcess.EnvironmentOf(adobe),
                ("AdobeServerAuth__TokenRequest__MaxRetries", "0"),
                ("ConsoleTool__Api", adobe.ApiEndpoint.AbsoluteUri),
            ]);

        Assert.True(exitCode == expected, output);
        Assert.Equal((1, 0), (adobe.TokenRequestCount, adobe.ApiRequestCount));
        Leaks.AssertNone(adobe.Credential.ClientSecrets[0], output);
    }

    [Theory]
    [InlineData(400, 2)]
    [InlineData(403, 2)]
    [InlineData(408, 75)]
    [InlineData(429, 75)]
    [InlineData(500, 75)]
    public async Task When_the_API_refuses_its_exit_code_tells_whether_to_try_again(int apiAnswers, int expected)
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        await using var api = await ApiServer.StartAsync();
        api.Answer = (context, _) => Task.FromResult(context.Response.StatusCode = apiAnswers);

        var (exitCode, output) = await SampleProcess.RunAsync("ConsoleTool", [.. SampleProcess.EnvironmentOf(adobe), ("ConsoleTool__Api", api.Address.AbsoluteUri)]);

        Assert.True(exitCode == expected, output);
        Assert.Single(api.Calls);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_call_and_is_told_by_the_exit_code()
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        await using var api = await ApiServer.StartAsync();
        api.Answer = (context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted);
        using var tool = RunningSample.Start("ConsoleTool", [], [.. SampleProcess.EnvironmentOf(adobe), ("ConsoleTool__Api", api.Address.AbsoluteUri)]);
        await RunningSample.WaitForAsync(() => api.Calls.Count == 1);

        tool.Signal("INT");

        var (exitCode, output) = await tool.EndAsync();
        Assert.True(exitCode == 130, output);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }
}
