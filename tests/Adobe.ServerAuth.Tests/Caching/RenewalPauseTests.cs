using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Tests.Caching;

public class RenewalPauseTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Fact]
    public async Task While_renewals_fail_callers_keep_the_token_and_the_pauses_grow()
    {
        var options = new TokenCacheOptions { RefreshBeforeExpiry = TimeSpan.FromHours(1), RefreshJitter = TimeSpan.Zero };
        using var fixture = new CacheFixture(options, jitter: 0.5);
        var token = await fixture.FillAsync(TimeSpan.FromDays(1));
        fixture.Clock.Advance(TimeSpan.FromHours(23));

        var attempts = new List<TimeSpan>();
        var step = TimeSpan.FromSeconds(5);
        for (var at = TimeSpan.Zero; at < TimeSpan.FromMinutes(59); at += step)
        {
            var before = fixture.Inner.Count;
            Assert.Same(token, fixture.GetNow());
            if (await fixture.RunsAsync(before))
            {
                attempts.Add(at);
                (await fixture.Inner.NextAsync()).Fail(new TokenRequestException("IMS is down.") { IsTransient = true });
                await CacheFixture.SettledAsync(() => fixture.Log.Lines.Count(line => line.Id is 200 or 201) == attempts.Count);
            }

            fixture.Clock.Advance(step);
        }

        // 30 s, doubling to 10 minutes; seen in steps of 5 s.
        Assert.Equal([0, 30, 90, 210, 450, 930, 1530, 2130, 2730, 3330], attempts.Select(at => at.TotalSeconds));
        Assert.Single(fixture.Log.Lines, line => line.Level == LogLevel.Warning);
        Assert.DoesNotContain(fixture.Log.Lines, line => line.Level == LogLevel.Error);
    }

    [Fact]
    public async Task A_renewal_in_the_background_never_asks_sooner_than_IMS_allowed()
    {
        using var fixture = new CacheFixture();
        var token = await fixture.FillAsync(TimeSpan.FromDays(1));
        fixture.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(5));
        Assert.Same(token, fixture.GetNow());
        (await fixture.Inner.NextAsync()).Fail(new TokenRequestException("Throttled.") { IsTransient = true, RetryAfter = TimeSpan.FromMinutes(3) });
        await CacheFixture.SettledAsync(() => fixture.Log.Of(200).Count == 1);

        fixture.Clock.Advance(TimeSpan.FromMinutes(3) - Tick);
        Assert.Same(token, fixture.GetNow());
        Assert.Equal(2, fixture.Inner.Count);

        fixture.Clock.Advance(Tick);
        Assert.Same(token, fixture.GetNow());
        await fixture.Inner.NextAsync();
        Assert.Equal(3, fixture.Inner.Count);
    }

    [Fact]
    public async Task A_cool_down_for_callers_without_a_token_does_not_hold_renewals_back()
    {
        using var fixture = new CacheFixture(new TokenCacheOptions { PermanentFailureCooldown = TimeSpan.FromMinutes(5) }, jitter: 0.5);
        var token = await fixture.FillAsync(TimeSpan.FromDays(1));
        fixture.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(5));
        Assert.Same(token, fixture.GetNow());
        (await fixture.Inner.NextAsync()).Fail(new TokenRequestException("Wrong secret."));
        await CacheFixture.SettledAsync(() => fixture.Log.Of(200).Count == 1);

        fixture.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Same(token, fixture.GetNow());

        await fixture.Inner.NextAsync();
    }

    [Theory]
    [InlineData(0, 24)]
    [InlineData(1, 36)]
    public async Task The_pauses_between_renewals_are_spread_by_a_fifth(double drawn, double seconds)
    {
        using var fixture = new CacheFixture(new TokenCacheOptions { RefreshJitter = TimeSpan.Zero }, drawn);
        var token = await fixture.FillAsync(TimeSpan.FromDays(1));
        fixture.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(5));
        Assert.Same(token, fixture.GetNow());
        (await fixture.Inner.NextAsync()).Fail(new TokenRequestException("IMS is down.") { IsTransient = true });
        await CacheFixture.SettledAsync(() => fixture.Log.Of(200).Count == 1);

        AssertIsRenewedAfter(TimeSpan.FromSeconds(seconds), fixture, token);
    }

    [Fact]
    public async Task The_first_pause_leaves_room_for_several_attempts_in_a_short_window()
    {
        using var fixture = new CacheFixture(jitter: 0.5);
        var token = await fixture.FillAsync(TimeSpan.FromSeconds(60));

        // Renewed from 42 s (a fifth, and half of another) and used until 54 s: 8 s are left, and the first pause is an eighth of them.
        fixture.Clock.Advance(TimeSpan.FromSeconds(46));
        Assert.Same(token, fixture.GetNow());
        (await fixture.Inner.NextAsync()).Fail(new TokenRequestException("IMS is down.") { IsTransient = true });
        await CacheFixture.SettledAsync(() => fixture.Log.Of(200).Count == 1);

        AssertIsRenewedAfter(TimeSpan.FromSeconds(1), fixture, token);
    }

    [Fact]
    public async Task However_short_a_token_lives_the_pause_is_a_second()
    {
        using var fixture = new CacheFixture(jitter: 0.5);
        var token = await fixture.FillAsync(TimeSpan.FromSeconds(15));

        // Renewed from 10.5 s, and used until 13.5 s: an eighth of what is left would be a third of a second.
        fixture.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Same(token, fixture.GetNow());
        (await fixture.Inner.NextAsync()).Fail(new TokenRequestException("IMS is down.") { IsTransient = true });
        await CacheFixture.SettledAsync(() => fixture.Log.Of(200).Count == 1);

        AssertIsRenewedAfter(TimeSpan.FromSeconds(1), fixture, token);
    }

    [Theory]
    [InlineData(0, 202)]
    [InlineData(-1, 200)]
    public async Task A_renewal_that_fails_when_the_token_has_just_ended_is_told_as_the_end(int ticks, int id)
    {
        using var fixture = new CacheFixture();
        var token = await fixture.FillAsync(TimeSpan.FromDays(1));
        fixture.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(4));
        Assert.Same(token, fixture.GetNow());
        fixture.Clock.Advance(TimeSpan.FromMinutes(4) - TimeSpan.FromSeconds(30) + TimeSpan.FromTicks(ticks));

        (await fixture.Inner.NextAsync()).Fail(new TokenRequestException("IMS is down.") { IsTransient = true });

        await CacheFixture.SettledAsync(() => fixture.Log.Lines.Count == 1);
        Assert.Equal(id, fixture.Log.Lines[0].Id);
    }

    [Fact]
    public async Task What_failed_long_before_the_window_makes_no_pause_in_it_longer()
    {
        using var fixture = new CacheFixture(jitter: 0.5);
        var token = await fixture.FillAsync(TimeSpan.FromDays(1));
        for (var i = 0; i < 6; i++)
        {
            var call = fixture.Cache.RenewTokenAsync(token, TestContext.Current.CancellationToken).AsTask();
            (await fixture.Inner.NextAsync()).Fail(new TokenRequestException("IMS is down.") { IsTransient = true });
            await Assert.ThrowsAsync<TokenRequestException>(() => call);
            fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        fixture.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(10));
        Assert.Same(token, fixture.GetNow());
        (await fixture.Inner.NextAsync()).Fail(new TokenRequestException("IMS is down.") { IsTransient = true });
        await CacheFixture.SettledAsync(() => fixture.Log.Of(200).Count == 1);

        AssertIsRenewedAfter(TimeSpan.FromTicks((TimeSpan.FromMinutes(4) - TimeSpan.FromSeconds(30)).Ticks / 8), fixture, token);
    }

    [Fact]
    public async Task A_pause_that_IMS_asked_for_before_the_window_holds_in_it()
    {
        using var fixture = new CacheFixture();
        var token = await fixture.FillAsync(TimeSpan.FromDays(1));
        fixture.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(6));
        var call = fixture.Cache.RenewTokenAsync(token, TestContext.Current.CancellationToken).AsTask();
        (await fixture.Inner.NextAsync()).Fail(new TokenRequestException("Throttled.") { IsTransient = true, RetryAfter = TimeSpan.FromMinutes(3) });
        await Assert.ThrowsAsync<TokenRequestException>(() => call);

        fixture.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Same(token, fixture.GetNow());
        Assert.Same(token, fixture.Cache.Fresh);
        AssertIsRenewedAfter(TimeSpan.FromMinutes(1), fixture, token);
    }

    // To the tick, and served all the while.
    private static void AssertIsRenewedAfter(TimeSpan pause, CacheFixture fixture, AccessToken token)
    {
        fixture.Clock.Advance(pause - Tick);
        Assert.Same(token, fixture.GetNow());
        Assert.False(fixture.Cache.IsRefreshing);
        fixture.Clock.Advance(Tick);
        Assert.Same(token, fixture.GetNow());
        Assert.True(fixture.Cache.IsRefreshing);
    }
}
