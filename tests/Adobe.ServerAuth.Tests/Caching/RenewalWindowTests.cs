using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Tests.Caching;

public class RenewalWindowTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    // lifetime, RefreshBeforeExpiry, RefreshJitter, ClockSkew, share of the jitter drawn → renewed after, usable for (seconds)
    public static TheoryData<double, double, double, double, double, double, double> Schedules => new()
    {
        { 86_400, 300, 300, 30, 0, 86_100, 86_370 },
        { 86_400, 300, 300, 30, 0.5, 85_950, 86_370 },
        { 600, 300, 300, 30, 0, 480, 570 },
        { 600, 300, 300, 30, 1, 360, 570 },
        { 10, 300, 300, 30, 0, 8, 9 },
        { 1, 300, 300, 30, 1, 0.6, 0.9 },
        { 86_400, 0, 0, 30, 1, 86_370, 86_370 },
        { 86_400, 0, 0, 0, 1, 86_400, 86_400 },
        { 10 * 365 * 86_400d, 300, 300, 30, 0, (30 * 86_400) - 300, (30 * 86_400) - 30 },
    };

    [Theory]
    [MemberData(nameof(Schedules))]
    public async Task A_token_is_renewed_and_ends_when_the_options_say(
        double lifetime, double before, double jitter, double skew, double drawn, double renewedAfter, double usableFor)
    {
        var options = new TokenCacheOptions
        {
            RefreshBeforeExpiry = TimeSpan.FromSeconds(before),
            RefreshJitter = TimeSpan.FromSeconds(jitter),
            ClockSkew = TimeSpan.FromSeconds(skew),
        };
        using var fixture = new CacheFixture(options, drawn);
        var token = await fixture.FillAsync(TimeSpan.FromSeconds(lifetime));

        fixture.Clock.Advance(TimeSpan.FromSeconds(renewedAfter) - Tick);
        Assert.Same(token, fixture.GetNow());
        Assert.False(fixture.Cache.IsRefreshing);

        fixture.Clock.Advance(TimeSpan.FromSeconds(usableFor) - TimeSpan.FromSeconds(renewedAfter));
        Assert.Same(token, fixture.GetNow());
        Assert.Equal(renewedAfter < usableFor, fixture.Cache.IsRefreshing);

        fixture.Clock.Advance(Tick);
        Assert.False(fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken).IsCompleted);
        await fixture.Inner.NextAsync();
        Assert.Equal(2, fixture.Inner.Count);
    }

    [Fact]
    public async Task In_the_window_every_caller_gets_the_old_token_at_once_while_one_renewal_runs()
    {
        using var fixture = new CacheFixture();
        var token = await fixture.FillAsync(TimeSpan.FromDays(1));
        fixture.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(4));

        for (var i = 0; i < 100; i++)
        {
            Assert.Same(token, fixture.GetNow());
        }

        var renewal = await fixture.Inner.NextAsync();
        Assert.Null(renewal.Rejected);
        var next = fixture.NewToken(TimeSpan.FromDays(1));
        renewal.Succeed(next);
        await CacheFixture.SettledAsync(() => fixture.GetNow() == next);
        Assert.Equal(2, fixture.Inner.Count);
    }

    [Fact]
    public async Task A_renewal_that_outlives_the_token_is_waited_for_and_not_doubled()
    {
        using var fixture = new CacheFixture();
        var token = await fixture.FillAsync(TimeSpan.FromHours(1));
        fixture.Clock.Advance(TimeSpan.FromMinutes(56));
        Assert.Same(token, fixture.GetNow());
        var renewal = await fixture.Inner.NextAsync();

        fixture.Clock.Advance(TimeSpan.FromMinutes(4));
        var call = fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.False(call.IsCompleted);

        var next = fixture.NewToken(TimeSpan.FromHours(1));
        renewal.Succeed(next);
        Assert.Same(next, await call);
        Assert.Equal(2, fixture.Inner.Count);
    }

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
            if (await RunsAsync(fixture, before))
            {
                attempts.Add(at);
                (await fixture.Inner.NextAsync()).Fail(new TokenRequestException("IMS is down.") { IsTransient = true });
                await CacheFixture.SettledAsync(() => fixture.Log.Lines.Count(line => line.Id is 200 or 201) == attempts.Count);
            }

            fixture.Clock.Advance(step);
        }

        // 30 s, doubling to 5 minutes; seen in steps of 5 s.
        Assert.Equal([0, 30, 90, 210, 450], attempts.Take(5).Select(at => at.TotalSeconds));
        Assert.InRange(attempts.Count, 12, 18);
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
    public async Task A_pause_that_IMS_asked_for_before_the_window_holds_in_it()
    {
        using var fixture = new CacheFixture();
        var token = await fixture.FillAsync(TimeSpan.FromDays(1));
        fixture.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(6));
        var call = fixture.Cache.RenewTokenAsync(token, TestContext.Current.CancellationToken).AsTask();
        (await fixture.Inner.NextAsync()).Fail(new TokenRequestException("Throttled.") { IsTransient = true, RetryAfter = TimeSpan.FromMinutes(3) });
        await Assert.ThrowsAsync<TokenRequestException>(() => call);

        AssertIsRenewedAfter(TimeSpan.FromMinutes(3), fixture, token);
    }

    [Fact]
    public void The_system_clock_is_read_coarsely_and_any_other_as_it_is()
    {
        var clock = new Fakes.TestClock();

        Assert.Equal(1_000, Adobe.ServerAuth.Caching.CoarseTimeProvider.For(TimeProvider.System).TimestampFrequency);
        Assert.Same(clock, Adobe.ServerAuth.Caching.CoarseTimeProvider.For(clock));
    }

    [Fact]
    public async Task A_day_long_token_used_every_half_minute_for_a_month_costs_one_request_a_day()
    {
        using var fixture = new CacheFixture(jitter: 0.5);
        await fixture.FillAsync(TimeSpan.FromDays(1));
        for (var call = 0; call < 30 * 24 * 120; call++)
        {
            var before = fixture.Inner.Count;
            var token = fixture.GetNow();
            if (await RunsAsync(fixture, before))
            {
                (await fixture.Inner.NextAsync()).Succeed(fixture.NewToken(TimeSpan.FromDays(1)));
                await CacheFixture.SettledAsync(() => fixture.GetNow() != token);
            }

            fixture.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.InRange(fixture.Inner.Count, 30, 31);
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

    // Whether the call just made has started a renewal; it begins on another thread.
    private static async Task<bool> RunsAsync(CacheFixture fixture, int before)
    {
        if (!fixture.Cache.IsRefreshing)
        {
            return false;
        }

        await CacheFixture.SettledAsync(() => fixture.Inner.Count > before);
        return true;
    }
}
