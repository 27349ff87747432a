using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Tests.Caching;

public class RejectionTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task Two_hundred_callers_with_the_same_rejected_token_share_one_renewal()
    {
        using var fixture = new CacheFixture();
        var rejected = await fixture.FillAsync(Day);
        Assert.Empty(fixture.Log.Lines);
        var callers = Enumerable.Range(0, 200).Select(_ => Task.Run(() => fixture.Cache.RenewTokenAsync(rejected).AsTask())).ToArray();
        var renewal = await fixture.Inner.NextAsync();

        Assert.Same(rejected, renewal.Rejected);
        Assert.Same(rejected, fixture.GetNow());

        var next = fixture.NewToken(Day);
        renewal.Succeed(next);
        Assert.All(await Task.WhenAll(callers), got => Assert.Same(next, got));
        Assert.Equal(2, fixture.Inner.Count);
        Assert.Single(fixture.Log.Of(203));
    }

    [Fact]
    public async Task Who_reports_an_older_token_gets_the_current_one_without_a_request()
    {
        using var fixture = new CacheFixture();
        var old = await fixture.FillAsync(Day);
        var current = await RenewAsync(fixture, old);

        Assert.Same(current, await fixture.Cache.RenewTokenAsync(old, TestContext.Current.CancellationToken));
        Assert.Equal(2, fixture.Inner.Count);
    }

    [Fact]
    public async Task A_token_of_the_same_value_counts_as_the_same_token()
    {
        using var fixture = new CacheFixture();
        var token = await fixture.FillAsync(Day);
        var copy = new AccessToken(token.Value, DateTimeOffset.MinValue);

        var call = fixture.Cache.RenewTokenAsync(copy, TestContext.Current.CancellationToken).AsTask();
        var next = fixture.NewToken(Day);
        (await fixture.Inner.NextAsync()).Succeed(next);

        Assert.Same(next, await call);
    }

    [Fact]
    public async Task An_API_that_rejects_every_token_costs_two_requests_for_fifty_calls()
    {
        using var fixture = new CacheFixture();
        var first = await fixture.FillAsync(Day);
        await RenewAsync(fixture, first);
        for (var i = 0; i < 50; i++)
        {
            var token = fixture.GetNow();
            var answer = fixture.Cache.RenewTokenAsync(token, TestContext.Current.CancellationToken);
            Assert.True(answer.IsCompleted);
            Assert.Same(token, await answer);
        }

        Assert.Equal(2, fixture.Inner.Count);
        Assert.Single(fixture.Log.Of(204), line => line.Level == LogLevel.Warning);
    }

    [Fact]
    public async Task The_pause_doubles_to_five_minutes_as_long_as_renewed_tokens_are_rejected()
    {
        using var fixture = new CacheFixture();
        var token = await RenewAsync(fixture, await fixture.FillAsync(Day));
        foreach (var pause in new[] { 10, 20, 40, 80, 160, 300, 300 })
        {
            fixture.Clock.Advance(TimeSpan.FromSeconds(pause) - TimeSpan.FromTicks(1));
            Assert.Same(token, await fixture.Cache.RenewTokenAsync(token, TestContext.Current.CancellationToken));
            fixture.Clock.Advance(TimeSpan.FromTicks(1));
            token = await RenewAsync(fixture, token);
        }
    }

    [Fact]
    public async Task A_renewed_token_that_lasted_is_renewed_at_once_and_the_pause_begins_anew()
    {
        using var fixture = new CacheFixture();
        var token = await RenewAsync(fixture, await fixture.FillAsync(Day));
        fixture.Clock.Advance(TimeSpan.FromSeconds(10));
        token = await RenewAsync(fixture, token);

        fixture.Clock.Advance(TimeSpan.FromHours(3));
        token = await RenewAsync(fixture, token);

        fixture.Clock.Advance(TimeSpan.FromSeconds(10));
        await RenewAsync(fixture, token);
    }

    [Theory]
    [InlineData(600, 10)]
    [InlineData(599, 20)]
    public async Task A_renewal_is_of_the_same_row_when_it_comes_less_than_ten_minutes_after_the_one_before(int secondsApart, int nextPause)
    {
        using var fixture = new CacheFixture();
        var token = await RenewAsync(fixture, await fixture.FillAsync(Day));
        fixture.Clock.Advance(TimeSpan.FromSeconds(secondsApart));
        token = await RenewAsync(fixture, token);

        fixture.Clock.Advance(TimeSpan.FromSeconds(nextPause) - TimeSpan.FromTicks(1));
        Assert.Same(token, await fixture.Cache.RenewTokenAsync(token, TestContext.Current.CancellationToken));
        fixture.Clock.Advance(TimeSpan.FromTicks(1));
        await RenewAsync(fixture, token);
    }

    [Fact]
    public async Task The_first_rejection_of_a_token_that_came_on_schedule_is_never_paused()
    {
        using var fixture = new CacheFixture();
        var token = await RenewAsync(fixture, await fixture.FillAsync(Day));
        fixture.Clock.Advance(Day);
        var scheduled = await fixture.FillAsync(Day);
        Assert.NotSame(token, scheduled);

        await RenewAsync(fixture, scheduled);
    }

    [Fact]
    public async Task A_failed_renewal_leaves_the_token_to_others_and_is_remembered_for_those_who_reject_it()
    {
        using var fixture = new CacheFixture();
        var token = await fixture.FillAsync(Day);
        var call = fixture.Cache.RenewTokenAsync(token, TestContext.Current.CancellationToken).AsTask();
        (await fixture.Inner.NextAsync()).Fail(new TokenRequestException("IMS is down.") { IsTransient = true });
        await Assert.ThrowsAsync<TokenRequestException>(() => call);

        Assert.Same(token, fixture.GetNow());
        await Assert.ThrowsAsync<TokenRequestException>(async () => await fixture.Cache.RenewTokenAsync(token, TestContext.Current.CancellationToken));
        Assert.Equal(2, fixture.Inner.Count);

        fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Same(token, fixture.GetNow());
        Assert.Equal(2, fixture.Inner.Count);
        await RenewAsync(fixture, token);
    }

    [Fact]
    public async Task A_failed_renewal_of_a_refused_token_is_told_once_as_a_warning_that_promises_no_attempt()
    {
        using var fixture = new CacheFixture();
        var token = await fixture.FillAsync(Day);
        for (var i = 1; i <= 3; i++)
        {
            var call = fixture.Cache.RenewTokenAsync(token, TestContext.Current.CancellationToken).AsTask();
            (await fixture.Inner.NextAsync()).Fail(new TokenRequestException("IMS is down.") { IsTransient = true });
            await Assert.ThrowsAsync<TokenRequestException>(() => call);
            await CacheFixture.SettledAsync(() => fixture.Log.Of(205).Count + fixture.Log.Of(206).Count == i);
            fixture.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        var warning = Assert.Single(fixture.Log.Of(205));
        Assert.Equal((LogLevel.Warning, 2), (warning.Level, fixture.Log.Of(206).Count));
        Assert.StartsWith("The access token that an API refused could not be renewed. It stays in use", warning.Text, StringComparison.Ordinal);
        Assert.Equal(3, fixture.Log.Of(203).Count);
    }

    [Fact]
    public async Task Rejecting_with_an_empty_slot_fetches_a_token()
    {
        using var fixture = new CacheFixture();
        var call = fixture.Cache.RenewTokenAsync(new AccessToken("from-elsewhere", DateTimeOffset.MaxValue), TestContext.Current.CancellationToken).AsTask();
        var token = fixture.NewToken(Day);
        (await fixture.Inner.NextAsync()).Succeed(token);

        Assert.Same(token, await call);
    }

    [Fact]
    public async Task Who_rejects_the_token_that_a_renewal_on_schedule_brings_again_gets_a_real_renewal()
    {
        using var fixture = new CacheFixture();
        var token = await fixture.FillAsync(Day);
        fixture.Clock.Advance(Day - TimeSpan.FromMinutes(4));
        Assert.Same(token, fixture.GetNow());
        var scheduled = await fixture.Inner.NextAsync();
        var call = fixture.Cache.RenewTokenAsync(token, TestContext.Current.CancellationToken).AsTask();

        // A provider that caches as well may not know yet that its token was refused.
        scheduled.Succeed(new AccessToken(token.Value, fixture.Clock.GetUtcNow() + Day));
        var renewal = await fixture.Inner.NextAsync();
        Assert.Equal(token.Value, renewal.Rejected?.Value);
        var next = fixture.NewToken(Day);
        renewal.Succeed(next);

        Assert.Same(next, await call);
    }

    [Fact]
    public async Task When_the_window_opens_during_a_renewal_no_second_fetch_is_started()
    {
        using var fixture = new CacheFixture();
        var token = await fixture.FillAsync(Day);
        fixture.Clock.Advance(Day - TimeSpan.FromMinutes(6));
        var call = fixture.Cache.RenewTokenAsync(token, TestContext.Current.CancellationToken).AsTask();
        var renewal = await fixture.Inner.NextAsync();

        fixture.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Same(token, fixture.GetNow());
        var next = fixture.NewToken(Day);
        renewal.Succeed(next);

        Assert.Same(next, await call);
        Assert.False(fixture.Cache.IsRefreshing);
        Assert.Equal((2, 1), (fixture.Inner.Count, fixture.Inner.MostAtOnce));
    }

    [Fact]
    public async Task While_renewals_are_paused_the_token_that_comes_back_is_the_one_of_the_cache()
    {
        using var fixture = new CacheFixture();
        var token = await RenewAsync(fixture, await fixture.FillAsync(Day));

        Assert.Same(token, await fixture.Cache.RenewTokenAsync(new AccessToken(token.Value, default), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Null_is_refused()
    {
        using var fixture = new CacheFixture();
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await fixture.Cache.RenewTokenAsync(null!, TestContext.Current.CancellationToken));
    }

    private static async Task<AccessToken> RenewAsync(CacheFixture fixture, AccessToken rejected)
    {
        var call = fixture.Cache.RenewTokenAsync(rejected, TestContext.Current.CancellationToken).AsTask();
        var next = fixture.NewToken(Day);
        (await fixture.Inner.NextAsync()).Succeed(next);
        Assert.Same(next, await call);
        return next;
    }
}
