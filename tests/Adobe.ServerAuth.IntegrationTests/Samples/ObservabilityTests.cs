using System.Collections.Concurrent;
using Adobe.ServerAuth.IntegrationTests.HttpClients;
using Adobe.ServerAuth.Testing;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.IntegrationTests.Samples;

/// <summary>The sample Observability in a process of its own: what OpenTelemetry's exporter and the console logger print.</summary>
public class ObservabilityTests
{
    private const string Renewal = "adobe.serverauth.renewal";
    private const string TokenRequest = "adobe.serverauth.token_request";

    [Fact]
    public async Task Traces_metrics_and_logs_show_what_became_of_the_token()
    {
        var (exitCode, output) = await SampleProcess.RunAsync("Observability");

        Assert.True(exitCode == 0, output);
        var printed = new PrintedTelemetry(output);
        Assert.Equal(["A call that waits for its token", "A renewal in the background", "A token that the API refuses", "The metrics"], printed.Titles);
        AssertFirstCall(printed, attempts: "1");
        var background = AssertBackground(printed, outcome: "brought", requestOutcome: "granted");
        AssertRefusedToken(printed);
        AssertMetrics(printed);
        Assert.Equal(
            [
                ("info", 100, printed.Span("first call").TraceId),
                ("info", 100, background.TraceId),
                ("info", 100, printed.Span("third call").TraceId),
                ("info", 203, printed.Span("third call").TraceId),
            ],
            printed.Logs.Select(log => (log.Level, log.EventId, log.TraceId)));
        Assert.DoesNotContain("p8e-", output, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failures_are_seen_in_all_three_and_no_secret_is_though_IMS_repeats_it()
    {
        await using var adobe = await ImsEmulator.StartAsync(TestContext.Current.CancellationToken);
        await using var api = await ApiServer.StartAsync();
        var authorizations = new ConcurrentQueue<string>();
        api.Answer = (context, _) =>
        {
            authorizations.Enqueue(context.Request.Headers.Authorization.ToString());
            return Task.CompletedTask;
        };

        // The first attempt, the second one, and the renewal in the background.
        adobe.FailNext(ImsFault.Echo(503));
        adobe.FailNext(ImsFault.Delay(TimeSpan.FromMilliseconds(1)));
        adobe.FailNext(ImsFault.Echo(400));

        var (exitCode, output) = await SampleProcess.RunAsync(
            "Observability",
            [
                .. adobe.Configuration.Select(setting => (setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value!)),
                ("AdobeServerAuth__TokenRequest__RetryDelay", "00:00:00.001"),
                ("Observability__Api", api.Address.AbsoluteUri),
            ]);

        Assert.True(exitCode == 0, output);
        Assert.Equal((3, 0), (adobe.TokenRequestCount, adobe.PendingFaultCount));
        var printed = new PrintedTelemetry(output);
        AssertFirstCall(printed, attempts: "2");
        var renewal = AssertBackground(printed, outcome: "failed", requestOutcome: "refused");
        Assert.Equal("refused", renewal.Tags["error.type"]);
        AssertCounted(
            printed,
            "adobe.serverauth.token_requests",
            ("adobe.serverauth.flow: oauth adobe.serverauth.outcome: granted", 1),
            ("adobe.serverauth.flow: oauth adobe.serverauth.outcome: refused error.type: refused", 1));
        AssertCounted(printed, "adobe.serverauth.renewals", (Brought("none"), 1), ("adobe.serverauth.cause: due adobe.serverauth.outcome: failed", 1));
        var first = printed.Span("first call").TraceId;
        Assert.Equal(
            [("warn", 101, first), ("info", 100, first), ("warn", 200, renewal.TraceId)],
            printed.Logs.Select(log => (log.Level, log.EventId, log.TraceId)));
        var token = Assert.Single(authorizations.Distinct());
        Leaks.AssertNone(token["Bearer ".Length..], output);
        Assert.All(adobe.Credential.ClientSecrets, secret => Leaks.AssertNone(secret, output));
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("http://[::")]
    [InlineData("/data")]
    public async Task An_address_that_is_none_is_told_and_nothing_is_started(string address)
    {
        var (exitCode, output) = await SampleProcess.RunAsync("Observability", ("AdobeServerAuth__ClientId", "4f6c1d2e8b9a47035c61de90ab7f8e23"), ("Observability__Api", address));

        Assert.Equal((1, "Observability:Api is no address of an API: it begins with https://."), (exitCode, output.Trim()));
    }

    [Fact]
    public async Task With_half_a_configuration_it_lists_what_is_missing_and_starts_nothing()
    {
        var (exitCode, output) = await SampleProcess.RunAsync("Observability", ("AdobeServerAuth__ClientId", "4f6c1d2e8b9a47035c61de90ab7f8e23"));

        Assert.Equal(1, exitCode);
        Assert.Contains("- AdobeServerAuth:ClientSecret is missing.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("== ", output, StringComparison.Ordinal);
    }

    // The call, below it the renewal that it waited for, and below that the token request.
    private static void AssertFirstCall(PrintedTelemetry printed, string attempts)
    {
        var call = printed.Span("first call");
        Assert.Null(call.ParentSpanId);
        var below = printed.Below(call);
        Assert.Equal([(Renewal, "Internal"), ("GET", "Client")], below.Select(span => (span.Name, span.Kind)));
        var renewal = below[0];
        Assert.Equal(("none", "brought"), (renewal.Tags["adobe.serverauth.cause"], renewal.Tags["adobe.serverauth.outcome"]));
        Assert.Empty(renewal.Links);

        // Nothing of the HTTP client is below it.
        var request = Assert.Single(printed.Below(renewal));
        Assert.Equal((TokenRequest, "Client"), (request.Name, request.Kind));
        Assert.Equal(("oauth", "granted", attempts), (request.Tags["adobe.serverauth.flow"], request.Tags["adobe.serverauth.outcome"], request.Tags["adobe.serverauth.attempts"]));
        Assert.Equal(4, printed.Spans.Count(span => span.TraceId == call.TraceId));
    }

    // A trace of its own, with a link to the call that went on with the old token.
    private static PrintedSpan AssertBackground(PrintedTelemetry printed, string outcome, string requestOutcome)
    {
        var call = printed.Span("second call");
        Assert.Equal(["GET"], printed.Below(call).Select(span => span.Name));
        var renewal = Assert.Single(printed.Spans, span => span.Tags.GetValueOrDefault("adobe.serverauth.cause") == "due");
        Assert.Equal((Renewal, outcome), (renewal.Name, renewal.Tags["adobe.serverauth.outcome"]));
        Assert.Null(renewal.ParentSpanId);
        Assert.Equal([call.Context], renewal.Links);
        var request = Assert.Single(printed.Below(renewal));
        Assert.Equal((TokenRequest, requestOutcome), (request.Name, request.Tags["adobe.serverauth.outcome"]));
        Assert.Equal([request, renewal], printed.Spans.Where(span => span.TraceId == renewal.TraceId));
        return renewal;
    }

    // The renewal ends when it is logged, perhaps after the second attempt.
    private static void AssertRefusedToken(PrintedTelemetry printed)
    {
        var below = printed.Below(printed.Span("third call"));
        Assert.Equal(["401", "200"], below.Where(span => span.Name == "GET").Select(span => span.Tags["http.response.status_code"]));
        var renewal = Assert.Single(below, span => span.Name != "GET");
        Assert.Equal((Renewal, "rejected", "brought"), (renewal.Name, renewal.Tags["adobe.serverauth.cause"], renewal.Tags["adobe.serverauth.outcome"]));
        Assert.Equal(TokenRequest, Assert.Single(printed.Below(renewal)).Name);
    }

    private static void AssertMetrics(PrintedTelemetry printed)
    {
        Assert.Equal(
            [("adobe.serverauth.token_requests", "{request}"), ("adobe.serverauth.token_request.duration", "s"), ("adobe.serverauth.renewals", "{renewal}"), ("adobe.serverauth.token.life_left", "s")],
            printed.Points.Select(point => (point.Metric, point.Unit)).Distinct());
        AssertCounted(printed, "adobe.serverauth.token_requests", ("adobe.serverauth.flow: oauth adobe.serverauth.outcome: granted", 3));
        AssertCounted(printed, "adobe.serverauth.renewals", (Brought("none"), 1), (Brought("due"), 1), (Brought("rejected"), 1));
        Assert.Equal(3, Assert.Single(printed.PointsOf("adobe.serverauth.token_request.duration"))["Count"]);

        // The token that was refused had been issued a moment before.
        var left = printed.PointsOf("adobe.serverauth.token.life_left").ToDictionary(point => point.Tags, point => point["Sum"]);
        Assert.Equal(3, left.Count);
        Assert.Equal(0, left[Brought("none")]);
        Assert.InRange(left[Brought("due")], 1, 300);
        Assert.InRange(left[Brought("rejected")], 3_600, 86_400);
    }

    private static string Brought(string cause) => $"adobe.serverauth.cause: {cause} adobe.serverauth.outcome: brought";

    private static void AssertCounted(PrintedTelemetry printed, string metric, params (string Tags, int Count)[] expected) =>
        Assert.Equal(expected.Select(one => (one.Tags, $"{one.Count}")), printed.PointsOf(metric).Select(point => (point.Tags, point.Value)));
}
