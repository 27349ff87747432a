using System.Net;

namespace Adobe.ServerAuth.IntegrationTests.Samples;

/// <summary>What the worker of samples/Worker does with an item that fails.</summary>
public class ItemWorkerTests
{
    private const string First = """{"item":1}""";
    private const string Second = """{"item":2}""";

    public static TheoryData<string> AnyItem { get; } = ["no token", "no credential", "blocked", "no connection", "no way through the proxy", "401", "429", "502", "503", "504"];

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(422)]
    public async Task An_item_that_the_API_refuses_is_put_aside_and_the_next_one_is_sent(int status)
    {
        await using var bench = await WorkerBench.StartAsync(() => Answer(status));

        Assert.Equal(WorkerBench.Interval, await bench.TryAsync());
        await bench.TryAsync();

        Assert.Equal([First, Second], bench.Sent);
        Assert.Contains(bench.Log.Lines, line => line.StartsWith("Item 1: put aside.", StringComparison.Ordinal) && line.Contains($"answered {status}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_exception_that_nobody_thought_of_does_not_end_the_worker_and_is_not_met_for_ever()
    {
        await using var bench = await WorkerBench.StartAsync(() => throw new InvalidOperationException("planted"));

        await TryAsync(bench, 6);

        Assert.Equal([First, First, First, First, First, Second], bench.Sent);
        Assert.Equal(6, bench.Log.Lines.Count(line => line.Contains("System.InvalidOperationException: planted", StringComparison.Ordinal)));
        Assert.Single(bench.Log.Lines, line => line.Contains("put aside", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(403)]
    [InlineData(408)]
    [InlineData(500)]
    public async Task An_answer_that_may_be_of_the_item_or_not_puts_it_aside_after_some_attempts(int status)
    {
        await using var bench = await WorkerBench.StartAsync(() => Answer(status));

        await TryAsync(bench, 6);

        Assert.Equal([First, First, First, First, First, Second], bench.Sent);
    }

    [Fact]
    public async Task An_item_that_takes_too_long_is_tried_again_and_not_for_ever()
    {
        await using var bench = await WorkerBench.StartAsync(() => Answer(0));

        for (var attempt = 0; attempt < 6; attempt++)
        {
            await bench.TryAsync(runsOutOfTime: true);
        }

        Assert.Equal([First, First, First, First, First, Second], bench.Sent);
    }

    [Fact]
    public async Task A_token_that_takes_longer_than_an_item_may_is_waited_for_and_the_item_is_not_blamed()
    {
        await using var bench = await WorkerBench.StartAsync(() => Answer(200), credential => credential.IsSilent = true);

        var pauses = new List<TimeSpan>();
        for (var attempt = 0; attempt < 6; attempt++)
        {
            pauses.Add(await bench.TryWithoutTokenAsync());
        }

        Assert.Empty(bench.Sent);
        bench.Credential.IsSilent = false;
        await bench.TryAsync();

        Assert.Equal([First], bench.Sent);
        Assert.Equal([1, 2, 4, 8, 16, 32], pauses.Select(pause => pause.TotalSeconds));
        Assert.Equal(6, bench.Log.Lines.Count(line => line.StartsWith("Item 1: not sent", StringComparison.Ordinal) && line.EndsWith("IMS is silent.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_token_that_the_API_refuses_while_IMS_is_silent_is_not_the_items_fault_either()
    {
        await using var bench = await WorkerBench.StartAsync(() => Answer(401), credential => credential.IsSilentAfterRefusal = true);

        for (var attempt = 0; attempt < 6; attempt++)
        {
            await bench.TryAsync(runsOutOfTime: true);
        }

        Assert.Equal([First, First, First, First, First, First], bench.Sent);
    }

    [Fact]
    public async Task A_stop_ends_the_wait_for_a_token_at_once_and_is_no_failure()
    {
        await using var bench = await WorkerBench.StartAsync(() => Answer(200), credential => credential.IsSilent = true);
        await bench.SilenceAsync();

        await bench.StopAsync();

        Assert.DoesNotContain(bench.Log.Lines, line => line.StartsWith("Item", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(502)]
    [InlineData(500)]
    public async Task Where_nothing_says_how_long_each_pause_is_twice_the_last_one_up_to_a_minute(int status)
    {
        await using var bench = await WorkerBench.StartAsync(() => Answer(status));

        var pauses = new List<double>();
        for (var attempt = 0; attempt < 8; attempt++)
        {
            pauses.Add((await bench.TryAsync()).TotalSeconds);
        }

        // The fifth failure puts the item aside if it may be its own, and the next item begins anew.
        Assert.Equal(status == 502 ? [1, 2, 4, 8, 16, 32, 60, 60] : [1, 2, 4, 8, 1, 1, 2, 4], pauses);
    }

    [Theory]
    [MemberData(nameof(AnyItem))]
    public async Task What_any_item_would_meet_is_waited_out_without_a_limit(string failure)
    {
        await using var bench = await WorkerBench.StartAsync(() => failure switch
        {
            "no token" => throw new TokenRequestException("planted") { IsTransient = true },
            "no credential" => throw new CredentialException("planted"),
            "blocked" => throw new RequestBlockedException("planted"),
            "no connection" => throw new HttpRequestException(HttpRequestError.ConnectionError, "planted"),
            "no way through the proxy" => throw new HttpRequestException(HttpRequestError.ProxyTunnelError, "planted"),
            var status => Answer(int.Parse(status, System.Globalization.CultureInfo.InvariantCulture)),
        });

        await TryAsync(bench, 20);

        Assert.All(bench.Sent, sent => Assert.Equal(First, sent));
        Assert.Equal(20, bench.Sent.Count());
    }

    [Fact]
    public async Task The_pause_that_a_missing_token_asks_for_is_kept_whatever_the_kind_of_failure()
    {
        var failures = new Queue<Exception>(
        [
            new TokenRequestException("planted") { NextAttemptIn = TimeSpan.FromSeconds(90) },
            new CredentialException("planted") { NextAttemptIn = TimeSpan.FromSeconds(80) },
            new CredentialException("planted") { NextAttemptIn = TimeSpan.FromMilliseconds(1) },
            new CredentialException("planted"),
        ]);
        await using var bench = await WorkerBench.StartAsync(() => throw failures.Dequeue());

        foreach (var seconds in new[] { 90, 80, 1, 1 })
        {
            Assert.Equal(seconds, await SecondsAsync(bench));
        }
    }

    [Theory]
    [InlineData(429, "90", 90)]
    [InlineData(500, "90", 90)]
    [InlineData(503, "Thu, 01 Jan 2026 12:00:40 GMT", 40)]
    [InlineData(429, "Thu, 01 Jan 2026 11:00:00 GMT", 1)]
    [InlineData(429, "0", 1)]
    [InlineData(429, "2147483647", 600)]
    [InlineData(429, null, 1)]
    public async Task The_pause_that_the_API_asks_for_is_kept_within_reason(int status, string? retryAfter, int seconds)
    {
        await using var bench = await WorkerBench.StartAsync(() => Answer(status, retryAfter));

        Assert.Equal(seconds, await SecondsAsync(bench));
        await bench.TryAsync();

        Assert.Equal([First, First], bench.Sent);
    }

    private static async Task TryAsync(WorkerBench bench, int times)
    {
        for (var attempt = 0; attempt < times; attempt++)
        {
            await bench.TryAsync();
        }
    }

    private static async Task<int> SecondsAsync(WorkerBench bench) => (int)(await bench.TryAsync()).TotalSeconds;

    private static HttpResponseMessage Answer(int status, string? retryAfter = null)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Headers = { Date = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero) } };
        if (retryAfter is not null)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        }

        return response;
    }
}
