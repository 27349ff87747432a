using System.Globalization;
using System.Net;
using Adobe.ServerAuth.Tests.Fakes;
using Adobe.ServerAuth.Tests.Flows;

namespace Adobe.ServerAuth.Tests.TokenEndpoint;

/// <summary>Forms of Retry-After, good and bad, as the exception tells them.</summary>
public class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new TestClock().GetUtcNow();

    [Theory]
    [InlineData("0", 0d)]
    [InlineData(" 7 ", 7d)]
    [InlineData("2147483647", 2147483647d)]
    [InlineData("2147483648", 2147483647d)]
    [InlineData("90000000000000000000", 2147483647d)]
    [InlineData("9000000000s", null)]
    [InlineData("-9000000000", null)]
    [InlineData("-5", null)]
    [InlineData("1.5", null)]
    [InlineData("5, 6", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT", 0d)]
    [InlineData("Thu, 01 Jan 2026 00:01:30 GMT", 90d)]
    [InlineData("Thursday, 01-Jan-26 00:01:30 GMT", 90d)]
    public async Task What_IMS_asks_for_is_told_in_either_flow_without_a_retry(string sent, double? seconds)
    {
        foreach (var status in new[] { HttpStatusCode.TooManyRequests, HttpStatusCode.ServiceUnavailable, HttpStatusCode.BadRequest })
        {
            foreach (var (failure, attempts) in await FailAsync(status, sent))
            {
                Assert.Equal(seconds, failure.RetryAfter?.TotalSeconds);
                Assert.Equal(1, attempts);
            }
        }
    }

    [Fact]
    public async Task The_end_of_time_is_no_overflow()
    {
        foreach (var (failure, _) in await FailAsync(HttpStatusCode.TooManyRequests, "Fri, 31 Dec 9999 23:59:59 GMT"))
        {
            Assert.Equal(new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero) - Now, failure.RetryAfter);
        }
    }

    [Fact]
    public async Task The_pause_of_a_cache_is_never_longer_than_five_minutes_whatever_is_asked_for()
    {
        using var ims = new StubHandler(_ => Answer(HttpStatusCode.TooManyRequests, "2147483647"));
        using var cache = TokenProvider.Create(Make.Options(), ims, new TestClock(), new RecordingLogger());

        var failure = await Assert.ThrowsAsync<TokenRequestException>(async () => await cache.GetTokenAsync(TestContext.Current.CancellationToken));

        Assert.Equal((TimeSpan.FromSeconds(int.MaxValue), TimeSpan.FromMinutes(5)), (failure.RetryAfter, failure.NextAttemptIn));
        Assert.Single(ims.Seen);
    }

    private static async Task<IReadOnlyList<(TokenRequestException Failure, int Attempts)>> FailAsync(HttpStatusCode status, string retryAfter)
    {
        using var oauth = new ImsStub(_ => Answer(status, retryAfter));
        using var jwt = new JwtStub(_ => Answer(status, retryAfter));
        var failures = new[]
        {
            await oauth.FailAsync(options => options.TokenRequest.MaxRetries = 0),
            await jwt.FailAsync(options => options.TokenRequest.MaxRetries = 0),
        };
        return [(failures[0], oauth.Times.Count), (failures[1], jwt.Handler.Seen.Count)];
    }

    // The server's own clock is that of the test, so that dates are read against it.
    private static HttpResponseMessage Answer(HttpStatusCode status, string retryAfter) => Make.Response(status, Make.ErrorJson("any"), headers =>
    {
        headers.TryAddWithoutValidation("Retry-After", retryAfter);
        headers.TryAddWithoutValidation("Date", Now.ToString("r", CultureInfo.InvariantCulture));
    });
}
