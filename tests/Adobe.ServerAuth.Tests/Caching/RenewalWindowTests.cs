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
    public async Task While_a_renewal_runs_or_pauses_callers_take_no_lock()
    {
        using var fixture = new CacheFixture();
        var token = await fixture.FillAsync(TimeSpan.FromDays(1));
        fixture.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(4));
        Assert.Null(fixture.Cache.Fresh);
        Assert.Same(token, fixture.GetNow());
        Assert.Same(token, fixture.Cache.Fresh);

        (await fixture.Inner.NextAsync()).Fail(new TokenRequestException("Throttled.") { IsTransient = true, RetryAfter = TimeSpan.FromMinutes(1) });
        await CacheFixture.SettledAsync(() => !fixture.Cache.IsRefreshing);
        Assert.Same(token, fixture.Cache.Fresh);
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
    public async Task A_day_long_token_used_every_half_minute_for_a_month_costs_one_request_a_day()
    {
        using var fixture = new CacheFixture(jitter: 0.5);
        await fixture.FillAsync(TimeSpan.FromDays(1));
        for (var call = 0; call < 30 * 24 * 120; call++)
        {
            var before = fixture.Inner.Count;
            var token = fixture.GetNow();
            if (await fixture.RunsAsync(before))
            {
                (await fixture.Inner.NextAsync()).Succeed(fixture.NewToken(TimeSpan.FromDays(1)));
                await CacheFixture.SettledAsync(() => fixture.GetNow() != token);
            }

            fixture.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.InRange(fixture.Inner.Count, 30, 31);
    }
}
