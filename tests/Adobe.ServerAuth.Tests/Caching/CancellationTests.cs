using Adobe.ServerAuth.Caching;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Caching;

public class CancellationTests
{
    [Fact]
    public async Task A_caller_that_cancels_stops_waiting_at_once_and_the_others_are_served_by_the_same_fetch()
    {
        using var fixture = new CacheFixture();
        using var cancellation = new CancellationTokenSource();
        var first = fixture.Cache.GetTokenAsync(cancellation.Token).AsTask();
        var others = Enumerable.Range(0, 99).Select(_ => fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask()).ToArray();
        var fetch = await fixture.Inner.NextAsync();

        await cancellation.CancelAsync();

        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(cancellation.Token, cancelled.CancellationToken);
        Assert.False(fetch.CancellationToken.IsCancellationRequested);
        var token = fixture.NewToken(TimeSpan.FromDays(1));
        fetch.Succeed(token);
        Assert.All(await Task.WhenAll(others), got => Assert.Same(token, got));
        Assert.Equal(1, fixture.Inner.Count);
    }

    [Fact]
    public async Task When_the_only_caller_cancels_the_fetch_still_fills_the_cache()
    {
        using var fixture = new CacheFixture();
        using var cancellation = new CancellationTokenSource();
        var call = fixture.Cache.GetTokenAsync(cancellation.Token).AsTask();
        var fetch = await fixture.Inner.NextAsync();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        var token = fixture.NewToken(TimeSpan.FromDays(1));
        fetch.Succeed(token);

        await CacheFixture.SettledAsync(() => !fixture.Cache.IsRefreshing);
        Assert.Same(token, fixture.GetNow());
    }

    [Fact]
    public async Task A_caller_that_has_cancelled_already_starts_no_fetch()
    {
        using var fixture = new CacheFixture();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await fixture.Cache.GetTokenAsync(new CancellationToken(true)));

        Assert.False(fixture.Cache.IsRefreshing);
    }

    [Fact]
    public async Task Disposal_ends_the_fetch_and_everyone_who_waits_and_all_later_calls()
    {
        var fixture = new CacheFixture();
        var waiting = Enumerable.Range(0, 10).Select(_ => fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask()).ToArray();
        var fetch = await fixture.Inner.NextAsync();

        fixture.Cache.Dispose();
        fixture.Cache.Dispose();

        foreach (var call in waiting)
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(() => call);
        }

        Assert.True(fetch.CancellationToken.IsCancellationRequested);
        Assert.Equal(0, fixture.Clock.TimerCount);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await fixture.Cache.RenewTokenAsync(new AccessToken("t", default), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Disposal_frees_who_waits_for_a_provider_that_blocks()
    {
        using var mayEnd = new ManualResetEventSlim();
        using var asked = new ManualResetEventSlim();
        using var cache = new CachingTokenProvider(new Testing.ScriptedTokenProvider().Answers(_ =>
        {
            asked.Set();
            mayEnd.Wait(TestContext.Current.CancellationToken);
            throw new InvalidOperationException();
        }));
        var call = cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        asked.Wait(TestContext.Current.CancellationToken);

        cache.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => call.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        mayEnd.Set();
    }

    [Fact]
    public void What_a_cache_owns_ends_with_it()
    {
        var owned = new CountedRelease();
        var cache = new CachingTokenProvider(
            new TokenSource(new ManualProvider(), new TokenCacheOptions(), "identity"),
            new CacheEnvironment(new TestClock(), new RecordingLogger(), TokenMetrics.OfProcess, () => 0),
            owned);

        cache.Dispose();

        Assert.True(owned.IsReleased);
    }

    [Fact]
    public async Task A_disposed_cache_does_not_return_the_token_it_had()
    {
        var fixture = new CacheFixture();
        await fixture.FillAsync(TimeSpan.FromDays(1));

        fixture.Cache.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void What_can_not_be_a_cache_is_refused()
    {
        var inner = new ManualProvider();
        var options = new TokenCacheOptions { ClockSkew = TimeSpan.FromSeconds(-1) };

        Assert.Throws<ArgumentNullException>(() => new CachingTokenProvider(null!));
        Assert.Throws<ArgumentNullException>(() => new CachingTokenProvider(inner, null!));
        Assert.Throws<ArgumentNullException>(() => new CachingTokenProvider(inner, new TokenCacheOptions(), null!, new RecordingLogger()));
        Assert.Throws<ArgumentNullException>(() => new CachingTokenProvider(inner, new TokenCacheOptions(), new TestClock(), null!));
        var failure = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => new CachingTokenProvider(inner, options));
        Assert.StartsWith("TokenCacheOptions.ClockSkew must be", Assert.Single(failure.Failures), StringComparison.Ordinal);
    }
}
