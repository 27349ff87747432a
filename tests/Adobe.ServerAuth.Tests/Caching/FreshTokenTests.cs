using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Caching;

public class FreshTokenTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task A_fresh_token_is_returned_at_once_and_without_a_fetch()
    {
        using var fixture = new CacheFixture();
        var token = await fixture.FillAsync(Day);

        fixture.Clock.Advance(TimeSpan.FromHours(23));

        Assert.Same(token, fixture.GetNow());
        Assert.Equal(1, fixture.Inner.Count);
    }

    [Fact]
    public async Task A_fresh_token_costs_no_allocation()
    {
        using var cache = new CachingTokenProvider(new Testing.StaticTokenProvider());
        await cache.GetTokenAsync(TestContext.Current.CancellationToken);
        await GetManyAsync(cache);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var completed = 0;
        for (var i = 0; i < 1_000; i++)
        {
            completed += cache.GetTokenAsync(CancellationToken.None).IsCompletedSuccessfully ? 1 : 0;
        }

        Assert.Equal((0, 1_000), (GC.GetAllocatedBytesForCurrentThread() - before, completed));
    }

    [Fact]
    public async Task A_thousand_callers_of_an_empty_cache_share_one_fetch()
    {
        using var fixture = new CacheFixture();
        var callers = Enumerable.Range(0, 1_000).Select(_ => Task.Run(() => fixture.Cache.GetTokenAsync().AsTask())).ToArray();
        var token = fixture.NewToken(Day);
        (await fixture.Inner.NextAsync()).Succeed(token);

        Assert.All(await Task.WhenAll(callers), got => Assert.Same(token, got));
        Assert.Equal(1, fixture.Inner.Count);
    }

    [Fact]
    public async Task A_fetch_sees_nothing_of_the_execution_context_of_who_caused_it()
    {
        var ambient = new AsyncLocal<string?> { Value = "the caller's" };
        string? seen = "not run";
        var inner = new Testing.ScriptedTokenProvider().Answers(_ =>
        {
            seen = ambient.Value;
            return new ValueTask<AccessToken>(Make.Token("t", DateTimeOffset.MaxValue));
        });
        using var cache = new CachingTokenProvider(inner);

        await cache.GetTokenAsync(TestContext.Current.CancellationToken);

        Assert.Null(seen);
    }

    [Fact]
    public async Task An_inner_provider_that_blocks_does_not_block_the_caller()
    {
        using var release = new ManualResetEventSlim();
        var inner = new Testing.ScriptedTokenProvider().Answers(cancellation =>
        {
            release.Wait(TimeSpan.FromSeconds(30), cancellation);
            return new ValueTask<AccessToken>(Make.Token("t", DateTimeOffset.MaxValue));
        });
        using var cache = new CachingTokenProvider(inner);

        var call = cache.GetTokenAsync(TestContext.Current.CancellationToken);
        Assert.False(call.IsCompleted);

        release.Set();
        Assert.Equal("t", (await call).Value);
    }

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
        var call = fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        var next = fixture.NewToken(Day);
        (await fixture.Inner.NextAsync()).Succeed(next);
        Assert.Same(next, await call);
    }

    private static async Task GetManyAsync(CachingTokenProvider cache)
    {
        for (var i = 0; i < 200; i++)
        {
            await cache.GetTokenAsync();
        }
    }
}
