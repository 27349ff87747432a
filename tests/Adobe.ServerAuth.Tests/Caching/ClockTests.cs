namespace Adobe.ServerAuth.Tests.Caching;

/// <summary>The wall clock is set, and the machine sleeps: the two clocks of a process move apart.</summary>
public class ClockTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Theory]
    [InlineData(-2)]
    [InlineData(2)]
    public async Task A_stepped_wall_clock_neither_ends_a_good_token_nor_keeps_a_dead_one(int days)
    {
        using var fixture = new CacheFixture();
        var token = await fixture.FillAsync(Day);

        fixture.Clock.StepWall(TimeSpan.FromDays(days));
        fixture.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Same(token, fixture.GetNow());

        fixture.Clock.Advance(TimeSpan.FromHours(1));
        await fixture.FillAsync(Day);
        Assert.Equal(2, fixture.Inner.Count);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(2)]
    public async Task A_wall_clock_that_is_set_while_failures_are_remembered_neither_shortens_nor_prolongs_that(int days)
    {
        using var fixture = new CacheFixture();
        await fixture.FailAsync(new TokenRequestException("Wrong secret."));

        fixture.Clock.StepWall(TimeSpan.FromDays(days));
        fixture.Clock.Advance(TimeSpan.FromSeconds(4));

        var remembered = await Assert.ThrowsAsync<TokenRequestException>(async () => await fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken));
        Assert.Equal((TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(6)), (remembered.FailureAge, remembered.NextAttemptIn));
        fixture.Clock.Advance(TimeSpan.FromSeconds(6));
        await fixture.FillAsync(Day);
    }

    [Fact]
    public async Task After_a_sleep_the_first_refusal_replaces_the_dead_token_for_all_with_one_request()
    {
        using var fixture = new CacheFixture();
        var dead = await fixture.FillAsync(Day);

        // The monotonic clock of Linux stands still in a machine that sleeps.
        fixture.Clock.StepWall(TimeSpan.FromDays(3));
        Assert.Same(dead, fixture.GetNow());
        var callers = Enumerable.Range(0, 200).Select(_ => fixture.Cache.RenewTokenAsync(dead, TestContext.Current.CancellationToken).AsTask()).ToArray();
        var next = fixture.NewToken(Day);
        (await fixture.Inner.NextAsync()).Succeed(next);

        Assert.All(await Task.WhenAll(callers), got => Assert.Same(next, got));
        Assert.Same(next, fixture.GetNow());
        Assert.Equal(2, fixture.Inner.Count);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(-0.5)]
    public async Task A_wall_clock_that_drifts_causes_no_further_request(double drift)
    {
        using var fixture = new CacheFixture();
        var token = await fixture.FillAsync(Day);
        var minute = TimeSpan.FromMinutes(1);
        for (var passed = TimeSpan.Zero; passed < Day - TimeSpan.FromMinutes(6); passed += minute)
        {
            fixture.Clock.Advance(minute);
            fixture.Clock.StepWall(minute * drift);
            Assert.Same(token, fixture.GetNow());
        }

        Assert.False(fixture.Cache.IsRefreshing);
        fixture.Clock.Advance(minute);
        Assert.Same(token, fixture.GetNow());
        Assert.True(fixture.Cache.IsRefreshing);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-2)]
    public async Task A_wall_clock_that_is_set_while_a_token_is_fetched_is_survived(int days)
    {
        using var fixture = new CacheFixture();
        var call = fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        var fetch = await fixture.Inner.NextAsync();
        var token = fixture.NewToken(Day);
        fixture.Clock.StepWall(TimeSpan.FromDays(days));
        fetch.Succeed(token);

        if (days > 0)
        {
            // It seems to have ended long ago: a short pause, and one more request.
            Assert.True((await Assert.ThrowsAsync<TokenRequestException>(() => call)).IsTransient);
            fixture.Clock.Advance(TimeSpan.FromSeconds(1));
            await fixture.FillAsync(Day);
            return;
        }

        // It seems to live for three days: used until an API refuses it.
        Assert.Same(token, await call);
        fixture.Clock.Advance(Day + Day);
        Assert.Same(token, fixture.GetNow());
        var renewal = fixture.Cache.RenewTokenAsync(token, TestContext.Current.CancellationToken).AsTask();
        var next = fixture.NewToken(Day);
        (await fixture.Inner.NextAsync()).Succeed(next);
        Assert.Same(next, await renewal);
    }
}
