using Adobe.ServerAuth.IntegrationTests.HttpClients;
using Adobe.ServerAuth.Testing;

namespace Adobe.ServerAuth.IntegrationTests.Samples;

/// <summary>The samples that are web services, with an API of the test's: what their callers are told of its failures.</summary>
public class WebServiceSampleTests
{
    [Theory]
    [InlineData("WebApi", "/assets")]
    [InlineData("KubernetesSecrets", "/call")]
    public async Task What_may_pass_is_a_503_that_says_when_and_what_somebody_has_to_mend_a_502(string sample, string path)
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        await using var api = await ApiServer.StartAsync();
        (int Status, string? RetryAfter) answer = default;
        api.Answer = (context, _) =>
        {
            context.Response.StatusCode = answer.Status;
            context.Response.Headers.Date = "Thu, 01 Jan 2026 12:00:00 GMT";
            context.Response.Headers.RetryAfter = answer.RetryAfter;
            return Task.CompletedTask;
        };
        var (service, address) = await RunningSample.StartServiceAsync(sample, [.. SampleProcess.EnvironmentOf(adobe), ($"{sample}__Api", api.Address.AbsoluteUri)]);
        using (service)
        {
            using var http = new HttpClient { BaseAddress = address };
            var told = new List<string>();
            foreach (var given in new (int, string?)[]
            {
                (200, null), (401, null), (403, null), (404, "30"), (408, null), (429, "30"),
                (429, "Thu, 01 Jan 2026 12:00:40 GMT"), (429, "Thu, 01 Jan 2026 11:00:00 GMT"), (500, null), (503, "120"),
            })
            {
                answer = given;
                using var response = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
                told.Add($"{given.Item1} {(int)response.StatusCode} {response.Headers.RetryAfter}".TrimEnd());
            }

            await api.DisposeAsync();
            using var gone = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(503, (int)gone.StatusCode);
            Assert.Equal(["200 200", "401 502", "403 502", "404 502", "408 503", "429 503 30", "429 503 40", "429 503 0", "500 503", "503 503 120"], told);
        }
    }

    [Theory]
    [InlineData("WebApi")]
    [InlineData("KubernetesSecrets")]
    public async Task A_port_that_somebody_else_has_is_told_in_one_line(string sample)
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        await using var other = await ApiServer.StartAsync();

        var (exitCode, output) = await SampleProcess.RunAsync(sample, [.. SampleProcess.EnvironmentOf(adobe), ("ASPNETCORE_URLS", other.Address.AbsoluteUri)]);

        Assert.True(exitCode == 1, output);
        Assert.StartsWith("The server does not start: ", output, StringComparison.Ordinal);
        Assert.Single(output.Trim().Split('\n'));
    }
}
