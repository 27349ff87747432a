using System.Net;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Adobe.ServerAuth.Tests.Caching;

/// <summary>IMS is down for the last hour of a token's life: what callers notice, and how often IMS is asked meanwhile.</summary>
public class OutageTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(5, 3, 6)]
    [InlineData(60, 9, 13)]
    public async Task Every_caller_is_served_as_long_as_the_token_is_used_and_a_few_token_requests_are_made(int minutesBeforeExpiry, int fewest, int most)
    {
        var clock = new TestClock();
        var isDown = false;
        var requests = 0;
        using var ims = new StubHandler((_, _) =>
        {
            Interlocked.Increment(ref requests);
            return Task.FromResult(isDown ? Make.Response(HttpStatusCode.ServiceUnavailable) : Make.Response(HttpStatusCode.OK, Make.TokenJson()));
        });

        // Each of them is four at most by default; without the retries nothing but this test moves the clock.
        var options = Make.Options(options =>
        {
            options.TokenRequest.MaxRetries = 0;
            options.Cache.RefreshBeforeExpiry = TimeSpan.FromMinutes(minutesBeforeExpiry);
        });
        using var cache = TokenProvider.Create(options, ims, clock, NullLoggerFactory.Instance);
        var token = await cache.GetTokenAsync(TestContext.Current.CancellationToken);

        // 86,399 s, of which the last 30 s are not used.
        isDown = true;
        clock.Advance(TimeSpan.FromSeconds(86_399 - 3_600));
        for (var second = 0; second < 3_570; second++)
        {
            var call = cache.GetTokenAsync(TestContext.Current.CancellationToken);
            Assert.True(call.IsCompletedSuccessfully, $"A call waits or fails in second {second}.");
            Assert.Same(token, await call);
            await CacheFixture.SettledAsync(() => !cache.IsRefreshing);
            clock.Advance(Second);
        }

        // The rest of the hour costs callers the failure, and IMS one request for each cool-down.
        for (var second = 3_570; second < 3_600; second++)
        {
            await Assert.ThrowsAsync<TokenRequestException>(() => cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask());
            clock.Advance(Second);
        }

        Assert.InRange(requests - 1, fewest, most);

        isDown = false;
        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.NotSame(token, await cache.GetTokenAsync(TestContext.Current.CancellationToken));
    }
}
