using System.Globalization;
using System.Net;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Tests.TokenEndpoint;

public class RetryTests
{
    private static readonly Dictionary<string, Func<Exception>> TransportFailures = new()
    {
        ["the network"] = () => new HttpRequestException("no route"),
        ["a connection that broke"] = () => new IOException("reset"),
        ["a timeout of the HTTP client"] = () => new TaskCanceledException("timeout", new TimeoutException()),
        ["a cancellation of nobody's"] = () => new OperationCanceledException(new CancellationToken(canceled: true)),
    };

    public static TheoryData<string> Transports => [.. TransportFailures.Keys];

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(501)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(599)]
    public async Task A_passing_failure_is_tried_again_as_often_as_allowed(int status)
    {
        foreach (var retries in new[] { 0, 1, 2, 3 })
        {
            using var ims = ImsStub.That((HttpStatusCode)status);

            var failure = await ims.FailAsync(options =>
            {
                options.TokenRequest.MaxRetries = retries;
                options.TokenRequest.TotalTimeout = TimeSpan.FromMinutes(5);
            });

            Assert.Equal(1 + retries, ims.Times.Count);
            Assert.True(failure.IsTransient);
            Assert.Equal(status, (int?)failure.StatusCode);
            Assert.Equal(retries, ims.Log.Of(101).Count);
        }
    }

    [Fact]
    public async Task A_doubtful_answer_behind_a_passing_failure_has_its_one_more_try_too()
    {
        using var ims = new ImsStub(attempt => Make.Response(attempt switch { 0 => HttpStatusCode.ServiceUnavailable, 1 => HttpStatusCode.NoContent, _ => HttpStatusCode.OK }, Make.TokenJson()));

        await ims.GetTokenAsync();

        Assert.Equal(3, ims.Times.Count);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(201)]
    [InlineData(204)]
    [InlineData(299)]
    public async Task Another_status_of_success_is_a_proxys_and_worth_one_more_try(int status)
    {
        using var ims = new ImsStub(_ => Make.Response((HttpStatusCode)status, Make.TokenJson()));

        var failure = await ims.FailAsync(options => options.TokenRequest.MaxRetries = 10);

        Assert.Equal(2, ims.Times.Count);
        Assert.Equal((true, "no-content", status), (failure.IsTransient, failure.Reason, (int)failure.StatusCode!));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(407)]
    [InlineData(422)]
    public async Task A_refusal_is_never_tried_again_and_a_redirect_never_followed(int status)
    {
        using var ims = new ImsStub(_ => Make.Response((HttpStatusCode)status, Make.TokenJson(), headers => headers.Location = new Uri("https://evil.example/")));

        var failure = await ims.FailAsync(options => options.TokenRequest.MaxRetries = 10);

        Assert.Single(ims.Times);
        Assert.False(failure.IsTransient);
        Assert.Equal(status, (int?)failure.StatusCode);
        Assert.Equal(TimeSpan.Zero, ims.Elapsed);
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task A_transport_that_fails_is_tried_again_and_the_cause_stays_visible(string name)
    {
        using var ims = new ImsStub((_, _, _) => Task.FromException<HttpResponseMessage>(TransportFailures[name]()));

        var failure = await ims.FailAsync();

        Assert.Equal(4, ims.Times.Count);
        Assert.True(failure.IsTransient);
        Assert.Null(failure.StatusCode);
        Assert.IsType(TransportFailures[name]().GetType(), failure.InnerException);
        Assert.Contains("ims-na1.adobelogin.com", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_whose_body_breaks_is_tried_again()
    {
        using var ims = new ImsStub(attempt => attempt == 0
            ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new BrokenStream(new IOException("reset"))) }
            : Make.Response(HttpStatusCode.OK, Make.TokenJson()));

        Assert.Equal("token-1", (await ims.GetTokenAsync()).Value);
    }

    [Fact]
    public async Task A_body_that_a_decompressing_handler_can_not_unpack_is_a_failed_token_request()
    {
        using var ims = new ImsStub(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new BrokenStream(new InvalidDataException("not gzip"))) });

        var failure = await ims.FailAsync();

        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task The_pauses_grow_and_are_logged()
    {
        using var ims = ImsStub.Failing(3, HttpStatusCode.ServiceUnavailable);

        await ims.GetTokenAsync();

        Assert.Equal(4, ims.Times.Count);
        Assert.InRange(ims.Times[1], TimeSpan.FromTicks(1), TimeSpan.FromSeconds(5));
        Assert.InRange(ims.Times[3], TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(20));
        var lines = ims.Log.Of(101);
        Assert.Equal(3, lines.Count);
        Assert.All(lines, line => Assert.Equal((LogLevel.Warning, "TokenRequestRetried"), (line.Level, line.Name)));
        Assert.StartsWith("Attempt 1 of a token request to ims-na1.adobelogin.com failed (HTTP 503); the next one starts in ", lines[0].Text, StringComparison.Ordinal);
        Assert.StartsWith("Attempt 3 ", lines[2].Text, StringComparison.Ordinal);
        Assert.Single(ims.Log.Of(100));
    }

    [Fact]
    public async Task Applications_that_failed_at_the_same_moment_do_not_come_back_at_the_same_moment()
    {
        var pauses = new HashSet<TimeSpan>();
        for (var application = 0; application < 20; application++)
        {
            using var ims = ImsStub.Failing(1, HttpStatusCode.ServiceUnavailable);
            await ims.GetTokenAsync(options => options.TokenRequest.RetryDelay = TimeSpan.FromSeconds(2));
            pauses.Add(ims.Times[1]);
        }

        // Twenty of the same by chance have never been seen by anybody.
        Assert.NotEqual(1, pauses.Count);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Retry_after_in_seconds_is_kept_to_the_tick(int status)
    {
        using var ims = ImsStub.Failing(2, (HttpStatusCode)status, "7");

        await ims.GetTokenAsync();

        Assert.Equal([TimeSpan.Zero, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(14)], ims.Times);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Retry_after_as_a_date_is_read_against_the_servers_clock_or_else_ours(bool serverTellsItsTime)
    {
        var clock = default(TestClock);
        using var ims = new ImsStub(attempt => attempt > 0 ? Make.Response(HttpStatusCode.OK, Make.TokenJson()) : Make.Response(HttpStatusCode.ServiceUnavailable, "", headers =>
        {
            var now = clock!.GetUtcNow() + (serverTellsItsTime ? TimeSpan.FromDays(400) : TimeSpan.Zero);
            headers.TryAddWithoutValidation("Date", serverTellsItsTime ? now.ToString("R", CultureInfo.InvariantCulture) : null);
            headers.TryAddWithoutValidation("Retry-After", now.AddSeconds(11).ToString("R", CultureInfo.InvariantCulture));
        }));
        clock = ims.Clock;

        await ims.GetTokenAsync();

        Assert.Equal([TimeSpan.Zero, TimeSpan.FromSeconds(11)], ims.Times);
    }

    [Theory]
    [InlineData("30")]
    [InlineData("120")]
    [InlineData("2147483647")]
    public async Task A_pause_that_the_total_timeout_has_no_room_for_is_not_begun_and_told_to_the_caller(string seconds)
    {
        using var ims = new ImsStub(_ => Make.Response((HttpStatusCode)429, Make.ErrorJson("too_many"), headers => headers.TryAddWithoutValidation("Retry-After", seconds)));

        var failure = await ims.FailAsync();

        Assert.Single(ims.Times);
        Assert.Equal(TimeSpan.Zero, ims.Elapsed);
        Assert.Equal(TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)), failure.RetryAfter);
        Assert.Equal(429, (int?)failure.StatusCode);
        Assert.Equal("too_many", failure.ErrorCode);
        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task The_room_for_a_pause_shrinks_with_the_time_that_went_by()
    {
        using var ims = ImsStub.Failing(9, HttpStatusCode.ServiceUnavailable, "16");

        var failure = await ims.FailAsync();

        Assert.Equal([TimeSpan.Zero, TimeSpan.FromSeconds(16)], ims.Times);
        Assert.Equal(TimeSpan.FromSeconds(16), ims.Elapsed);
        Assert.Equal(TimeSpan.FromSeconds(16), failure.RetryAfter);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("Mon, 01 Jan 2001 00:00:00 GMT")]
    public async Task A_retry_after_that_is_over_does_not_turn_the_retries_into_a_burst(string retryAfter)
    {
        using var ims = ImsStub.Failing(3, HttpStatusCode.ServiceUnavailable, retryAfter);

        await ims.GetTokenAsync();

        Assert.True(ims.Times[^1] > TimeSpan.Zero, "Four requests went out at the same moment.");
    }

    [Fact]
    public async Task Throttling_without_retry_after_is_given_several_seconds()
    {
        using var ims = ImsStub.Failing(1, HttpStatusCode.TooManyRequests);

        await ims.GetTokenAsync(options => options.TokenRequest.RetryDelay = TimeSpan.FromMilliseconds(1));

        Assert.InRange(ims.Times[1], TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Throttling_without_end_is_given_up_when_the_next_pause_has_no_room()
    {
        using var ims = ImsStub.That(HttpStatusCode.TooManyRequests);

        var failure = await ims.FailAsync();

        Assert.Equal("throttled", failure.Reason);
        Assert.Equal(3, ims.Times.Count);
        Assert.InRange(ims.Elapsed, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(19));
    }

    [Fact]
    public async Task A_request_that_ends_in_a_pause_tells_what_the_pause_was_for()
    {
        using var ims = new ImsStub(_ => Make.Response(HttpStatusCode.ServiceUnavailable));

        var failure = await ims.FailAsync(options => (options.TokenRequest.MaxRetries, options.TokenRequest.RetryDelay) = (10, TimeSpan.FromSeconds(60)));

        Assert.Equal(("ims-in-trouble", true, TimeSpan.FromSeconds(30)), (failure.Reason, failure.IsTransient, ims.Elapsed));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_attempt_ends_after_its_time_whether_its_handler_listens_or_not(bool ignoresCancellation)
    {
        using var ims = Hanging(ignoresCancellation);

        var failure = await ims.FailAsync(options => (options.TokenRequest.MaxRetries, options.TokenRequest.RetryDelay) = (1, TimeSpan.FromTicks(1)));

        Assert.InRange(ims.Elapsed, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20.1));
        Assert.Equal(2, ims.Times.Count);
        Assert.Equal((true, null, "timed-out"), (failure.IsTransient, failure.StatusCode, failure.Reason));
        Assert.Contains("given up after 10 s (TokenRequest:AttemptTimeout)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_retries_the_one_attempt_has_all_the_time_since_a_handler_of_the_application_may_try_again_in_it()
    {
        using var ims = Hanging(ignoresCancellation: false);

        var failure = await ims.FailAsync(options => options.TokenRequest.MaxRetries = 0);

        Assert.Equal(TimeSpan.FromSeconds(30), ims.Elapsed);
        Assert.Single(ims.Times);
        Assert.Contains("given up after 30 s (TokenRequest:TotalTimeout)", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_whole_request_ends_after_its_time(bool ignoresCancellation)
    {
        using var ims = Hanging(ignoresCancellation);

        var failure = await ims.FailAsync(options => options.TokenRequest.MaxRetries = 10);

        Assert.Equal(TimeSpan.FromSeconds(30), ims.Elapsed);
        Assert.Equal(3, ims.Times.Count);
        Assert.Contains("given up after 30 s (TokenRequest:TotalTimeout)", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task A_body_that_never_comes_ends_with_the_attempt()
    {
        using var ims = new ImsStub((attempt, _, _) => Task.FromResult(attempt == 0
            ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new SilentStream()) }
            : Make.Response(HttpStatusCode.OK, Make.TokenJson())));

        Assert.Equal("token-1", (await ims.GetTokenAsync()).Value);
        Assert.InRange(ims.Times[1], TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task A_timeout_keeps_what_the_last_answer_said()
    {
        using var ims = new ImsStub(_ => Make.Response(HttpStatusCode.ServiceUnavailable, Make.ErrorJson("busy", "later"), headers => headers.Add("x-debug-id", "id-1")));

        var failure = await ims.FailAsync(options =>
        {
            options.TokenRequest.MaxRetries = 10;
            options.TokenRequest.RetryDelay = TimeSpan.FromSeconds(20);
        });

        Assert.Equal(TimeSpan.FromSeconds(30), ims.Elapsed);
        Assert.Contains("TokenRequest:TotalTimeout", failure.Message, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "busy", "later", "id-1"), (failure.StatusCode, failure.ErrorCode, failure.ErrorDescription, failure.DebugId));
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_is_disposed_of()
    {
        var late = new TaskCompletionSource<HttpResponseMessage>();
        using var ims = new ImsStub((_, _, _) => late.Task);
        await ims.FailAsync(options => options.TokenRequest.MaxRetries = 0);
        var body = new EndlessStream();

        await Task.Run(() => late.SetResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(body) }), TestContext.Current.CancellationToken);

        Assert.True(body.IsDisposed);
        Assert.InRange(body.Position, 0, 16 * 1024);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_callers_cancellation_during_an_attempt_reaches_the_caller_as_its_own(bool ignoresCancellation)
    {
        using var ims = Hanging(ignoresCancellation);
        using var caller = new CancellationTokenSource(TimeSpan.FromSeconds(3), ims.Clock);

        var cancellation = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ims.GetTokenUntilAsync(caller.Token));

        Assert.Equal(TimeSpan.FromSeconds(3), ims.Elapsed);
        Assert.Single(ims.Times);
        Assert.Equal(caller.Token, cancellation.CancellationToken);
    }

    [Fact]
    public async Task A_callers_cancellation_during_a_pause_reaches_the_caller_as_its_own()
    {
        using var ims = ImsStub.Failing(9, HttpStatusCode.ServiceUnavailable, "10");
        using var caller = new CancellationTokenSource(TimeSpan.FromSeconds(3), ims.Clock);

        var cancellation = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ims.GetTokenUntilAsync(caller.Token));

        Assert.Equal(TimeSpan.FromSeconds(3), ims.Elapsed);
        Assert.Single(ims.Times);
        Assert.Equal(caller.Token, cancellation.CancellationToken);
    }

    [Fact]
    public async Task A_caller_that_has_cancelled_before_sends_nothing()
    {
        using var ims = ImsStub.That(HttpStatusCode.OK, Make.TokenJson());
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();

        var cancellation = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ims.GetTokenUntilAsync(caller.Token));

        Assert.Empty(ims.Times);
        Assert.Equal(caller.Token, cancellation.CancellationToken);
    }

    [Fact]
    public async Task Nothing_is_left_on_the_clock_when_a_request_is_over()
    {
        using var good = ImsStub.Failing(2, HttpStatusCode.ServiceUnavailable);
        using var bad = Hanging(ignoresCancellation: true);

        await good.GetTokenAsync();
        await bad.FailAsync();

        Assert.Equal(0, good.Clock.TimerCount);
        Assert.Equal(0, bad.Clock.TimerCount);
    }

    private static ImsStub Hanging(bool ignoresCancellation) => new(async (_, _, cancellationToken) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, ignoresCancellation ? CancellationToken.None : cancellationToken);
        throw new InvalidOperationException();
    });

    private sealed class BrokenStream(Exception exception) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromException<int>(exception);
    }

    private sealed class SilentStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return 0;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }
}
