using System.Diagnostics;
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
    public async Task No_fetch_sees_anything_of_the_execution_context_of_who_caused_it()
    {
        var ambient = new AsyncLocal<string?>();
        using var activity = new Activity("the caller's");
        var seen = new List<(string? Ambient, bool IsCallers)>();
        var clock = new TestClock();
        ValueTask<AccessToken> Answer(CancellationToken cancellationToken)
        {
            lock (seen)
            {
                seen.Add((ambient.Value, ReferenceEquals(Activity.Current, activity)));
                return new ValueTask<AccessToken>(Make.Token("t" + seen.Count, clock.GetUtcNow() + Day));
            }
        }

        using var cache = new CachingTokenProvider(
            new Testing.ScriptedTokenProvider().Answers(Answer).Answers(Answer).Answers(Answer), new TokenCacheOptions(), clock, new RecordingLogger());
        ambient.Value = "the caller's";
        activity.Start();

        var token = await cache.GetTokenAsync(TestContext.Current.CancellationToken);
        await cache.RenewTokenAsync(token, TestContext.Current.CancellationToken);
        clock.Advance(Day - TimeSpan.FromMinutes(1));
        await cache.GetTokenAsync(TestContext.Current.CancellationToken);
        await CacheFixture.SettledAsync(() => !cache.IsRefreshing);

        Assert.Equal([(null, false), (null, false), (null, false)], seen);
        Assert.Equal("the caller's", ambient.Value);
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

    private static async Task GetManyAsync(CachingTokenProvider cache)
    {
        for (var i = 0; i < 200; i++)
        {
            await cache.GetTokenAsync();
        }
    }
}
