using System.Net;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Tests.Caching;

public class FailureTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Theory]
    [InlineData(true, new double[] { 1, 2, 4, 8, 16, 30, 30 })]
    [InlineData(false, new double[] { 10, 20, 40, 80, 160, 300, 300 })]
    public async Task Without_a_token_a_failure_is_asked_for_again_only_after_its_growing_cool_down(bool isTransient, double[] cooldowns)
    {
        using var fixture = new CacheFixture();
        foreach (var seconds in cooldowns)
        {
            var failure = await fixture.FailAsync(new TokenRequestException("No.") { IsTransient = isTransient });
            Assert.Equal(TimeSpan.FromSeconds(seconds), failure.NextAttemptIn);
            Assert.Null(failure.FailureAge);

            var count = fixture.Inner.Count;
            fixture.Clock.Advance(TimeSpan.FromSeconds(seconds) - Tick);
            for (var i = 0; i < 100; i++)
            {
                await Assert.ThrowsAsync<TokenRequestException>(async () => await fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken));
            }

            Assert.Equal(count, fixture.Inner.Count);
            fixture.Clock.Advance(Tick);
        }
    }

    [Theory]
    [InlineData(1_200, 10)]
    [InlineData(1_199, 20)]
    public async Task A_failure_is_of_the_same_row_when_it_comes_less_than_twenty_minutes_after_the_one_before(int secondsApart, int cooldown)
    {
        using var fixture = new CacheFixture();
        await fixture.FailAsync(new TokenRequestException("No."));
        fixture.Clock.Advance(TimeSpan.FromSeconds(secondsApart));

        Assert.Equal(TimeSpan.FromSeconds(cooldown), (await fixture.FailAsync(new TokenRequestException("No."))).NextAttemptIn);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cool_down_that_begins_longer_than_the_longest_stays_as_it_is(bool isTransient)
    {
        var five = TimeSpan.FromMinutes(5);
        using var fixture = new CacheFixture(new TokenCacheOptions { TransientFailureCooldown = five, PermanentFailureCooldown = five });
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(five, (await fixture.FailAsync(new TokenRequestException("No.") { IsTransient = isTransient })).NextAttemptIn);
            fixture.Clock.Advance(five);
        }
    }

    [Fact]
    public async Task Success_ends_the_row_of_failures()
    {
        using var fixture = new CacheFixture();
        await fixture.FailAsync(new TokenRequestException("No."));
        fixture.Clock.Advance(TimeSpan.FromSeconds(10));
        await fixture.FillAsync(TimeSpan.FromHours(1));
        fixture.Clock.Advance(TimeSpan.FromHours(1));

        var failure = await fixture.FailAsync(new TokenRequestException("No."));

        Assert.Equal(TimeSpan.FromSeconds(10), failure.NextAttemptIn);
    }

    [Theory]
    [InlineData(120, 120)]
    [InlineData(86_400, 300)]
    public async Task The_pause_that_IMS_asks_for_is_kept_up_to_five_minutes_and_told_as_it_is(double asked, double kept)
    {
        using var fixture = new CacheFixture();

        var failure = await fixture.FailAsync(new TokenRequestException("Throttled.") { IsTransient = true, RetryAfter = TimeSpan.FromSeconds(asked) });

        Assert.Equal(TimeSpan.FromSeconds(kept), failure.NextAttemptIn);
        Assert.Equal(TimeSpan.FromSeconds(asked), failure.RetryAfter);
    }

    [Fact]
    public async Task A_remembered_failure_says_so_and_carries_the_data_in_an_exception_of_its_own()
    {
        using var fixture = new CacheFixture();
        var cause = new IOException("reset");
        var first = await fixture.FailAsync(new TokenRequestException("IMS said no.", cause)
        {
            ErrorCode = "invalid_client",
            ErrorDescription = "invalid client_secret parameter",
            StatusCode = HttpStatusCode.BadRequest,
            DebugId = "debug-1",
            CredentialName = "analytics",
        });
        fixture.Clock.Advance(TimeSpan.FromSeconds(4));

        var remembered = await CatchAsync(fixture);
        var again = await CatchAsync(fixture);

        Assert.NotSame(remembered, again);
        Assert.Same(cause, first.InnerException);
        Assert.Null(remembered.InnerException);
        Assert.Equal("IMS said no. (Remembered: this happened 4 s ago, and IMS is not asked again for 6 s.)", remembered.Message);
        Assert.Equal((TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(6)), (remembered.FailureAge, remembered.NextAttemptIn));
        Assert.Equal(
            ("invalid_client", "invalid client_secret parameter", HttpStatusCode.BadRequest, "debug-1", "analytics", false),
            (remembered.ErrorCode, remembered.ErrorDescription, remembered.StatusCode, remembered.DebugId, remembered.CredentialName, remembered.IsTransient));
    }

    [Fact]
    public async Task Everyone_who_waits_for_a_failing_fetch_gets_an_exception_of_their_own()
    {
        using var fixture = new CacheFixture();
        var callers = Enumerable.Range(0, 50).Select(_ => CatchAsync(fixture)).ToArray();
        (await fixture.Inner.NextAsync()).Fail(new TokenRequestException("No."));

        var failures = await Task.WhenAll(callers);

        Assert.Equal(50, failures.Distinct().Count());
        Assert.Equal(1, fixture.Inner.Count);
        Assert.Single(fixture.Log.Lines, line => line.Level == LogLevel.Error);
    }

    [Fact]
    public async Task What_a_foreign_provider_throws_is_the_inner_exception_and_counts_as_transient()
    {
        using var fixture = new CacheFixture();
        var foreign = new InvalidOperationException("vault sealed");

        var failure = await fixture.FailAsync(foreign);

        Assert.Same(foreign, failure.InnerException);
        Assert.True(failure.IsTransient);
        Assert.Equal(TimeSpan.FromSeconds(1), failure.NextAttemptIn);
        Assert.DoesNotContain("vault sealed", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_provider_throws_of_its_own_type_is_told_as_ours_and_is_the_cause()
    {
        using var fixture = new CacheFixture();
        var own = new VaultException("sealed") { IsTransient = true, Path = "adobe/firefly" };

        var failure = await fixture.FailAsync(own);

        Assert.Equal(("sealed", true), (failure.Message, failure.IsTransient));
        Assert.Same(own, failure.InnerException);
    }

    [Fact]
    public async Task A_remembered_failure_of_the_credential_tells_its_age_and_hold_as_well()
    {
        using var fixture = new CacheFixture();
        var call = fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        (await fixture.Inner.NextAsync()).Fail(new CredentialException("No key."));
        var first = await Assert.ThrowsAsync<CredentialException>(() => call);
        fixture.Clock.Advance(TimeSpan.FromSeconds(4));

        var remembered = await Assert.ThrowsAsync<CredentialException>(async () => await fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken));

        Assert.Equal((null, TimeSpan.FromSeconds(10)), (first.FailureAge, first.NextAttemptIn));
        Assert.Equal((TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(6)), (remembered.FailureAge, remembered.NextAttemptIn));
    }

    [Fact]
    public async Task A_token_of_less_than_half_a_second_is_a_failure_and_causes_no_storm()
    {
        using var fixture = new CacheFixture();
        var call = fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        (await fixture.Inner.NextAsync()).Succeed(fixture.NewToken(TimeSpan.FromSeconds(0.5) - Tick));

        await Assert.ThrowsAsync<TokenRequestException>(() => call);
        await CatchAsync(fixture);
        Assert.Equal(1, fixture.Inner.Count);
        fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        await fixture.FillAsync(TimeSpan.FromSeconds(0.5));
    }

    [Fact]
    public async Task A_token_that_arrives_dead_is_a_failure_and_never_returned()
    {
        using var fixture = new CacheFixture();
        var call = fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        (await fixture.Inner.NextAsync()).Succeed(fixture.NewToken(TimeSpan.Zero));

        var failure = await Assert.ThrowsAsync<TokenRequestException>(() => call);

        Assert.True(failure.IsTransient);
        Assert.Contains("expired", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_failed_renewal_the_token_is_used_to_its_end_and_then_the_failure_is_told()
    {
        using var fixture = new CacheFixture();
        var token = await fixture.FillAsync(TimeSpan.FromDays(1));
        fixture.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(31));
        Assert.Same(token, fixture.GetNow());
        (await fixture.Inner.NextAsync()).Fail(new TokenRequestException("Wrong secret."));
        await CacheFixture.SettledAsync(() => fixture.Log.Of(200).Count == 1);

        Assert.Same(token, fixture.GetNow());
        fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        var remembered = await CatchAsync(fixture);

        Assert.Equal((TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(9)), (remembered.FailureAge, remembered.NextAttemptIn));
        Assert.Equal(2, fixture.Inner.Count);
    }

    [Fact]
    public async Task A_fetch_that_never_ends_is_given_up_and_tried_again()
    {
        using var fixture = new CacheFixture();
        var call = fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        var stuck = await fixture.Inner.NextAsync();
        await CacheFixture.SettledAsync(() => fixture.Clock.TimerCount == 1);

        fixture.Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.True((await Assert.ThrowsAsync<TokenRequestException>(() => call)).IsTransient);
        Assert.True(stuck.CancellationToken.IsCancellationRequested);
        fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        await fixture.FillAsync(TimeSpan.FromHours(1));

        // Who waited may go on before the limit is taken away.
        await CacheFixture.SettledAsync(() => fixture.Clock.TimerCount == 0);
    }

    private static async Task<TokenRequestException> CatchAsync(CacheFixture fixture) =>
        await Assert.ThrowsAsync<TokenRequestException>(async () => await fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken));

    private sealed class VaultException(string message) : TokenRequestException(message)
    {
        public string? Path { get; init; }
    }
}
