using Adobe.ServerAuth.Caching;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Caching;

public sealed class ReleaseTests : IDisposable
{
    private readonly ManualProvider _inner = new();
    private readonly TestClock _clock = new();
    private readonly CountedRelease _first = new();
    private readonly CountedRelease _second = new();
    private readonly CountedRelease _third = new();
    private readonly CachingTokenProvider _cache;

    public ReleaseTests() => _cache = new CachingTokenProvider(Source(_first), new CacheEnvironment(_clock, new RecordingLogger(), TokenMetrics.OfProcess, () => 0), null);

    [Fact]
    public void A_source_that_nobody_uses_is_released_when_it_is_replaced()
    {
        _cache.Replace(Source(_second));

        Assert.Equal((true, false), (_first.IsReleased, _second.IsReleased));
    }

    [Fact]
    public void What_comes_after_disposal_is_released_at_once_and_nothing_twice()
    {
        _cache.Dispose();
        _cache.Dispose();
        _cache.Replace(Source(_second));
        _cache.Replace(Source(_third, "another"));
        _cache.Dispose();

        Assert.Equal((1, 1, 1), (_first.Count, _second.Count, _third.Count));
    }

    [Fact]
    public async Task A_source_that_is_replaced_while_a_refresh_uses_it_is_released_when_that_has_ended()
    {
        var call = _cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        var fetch = await _inner.NextAsync();

        _cache.Replace(Source(_second));
        _cache.Replace(Source(_third));

        Assert.Equal((false, true, false), (_first.IsReleased, _second.IsReleased, _third.IsReleased));
        fetch.Succeed(Make.Token("t", _clock.GetUtcNow().AddDays(1)));
        await call;
        await CacheFixture.SettledAsync(() => _first.IsReleased);
        Assert.False(_third.IsReleased);
    }

    [Fact]
    public async Task A_refresh_that_is_slow_to_tell_how_it_ended_releases_nothing_that_the_next_one_uses()
    {
        using var mayLog = new ManualResetEventSlim();
        var log = new RecordingLogger { Written = () => mayLog.Wait(TestContext.Current.CancellationToken) };
        using var cache = new CachingTokenProvider(Source(_first), new CacheEnvironment(_clock, log, TokenMetrics.OfProcess, () => 0), null);
        var failed = cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        (await _inner.NextAsync()).Fail(new InvalidOperationException());
        await Assert.ThrowsAsync<TokenRequestException>(() => failed);
        _clock.Advance(TimeSpan.FromMinutes(10));
        var call = cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        var fetch = await _inner.NextAsync();
        cache.Replace(Source(_second));

        mayLog.Set();
        await CacheFixture.SettledAsync(() => log.Of(202).Count == 1);

        Assert.False(_first.IsReleased);
        fetch.Succeed(Make.Token("t", _clock.GetUtcNow().AddDays(1)));
        await call;
        await CacheFixture.SettledAsync(() => _first.IsReleased);
    }

    [Fact]
    public async Task A_source_of_another_identity_is_released_when_its_refresh_was_cancelled()
    {
        var call = _cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        await _inner.NextAsync();

        _cache.Replace(Source(_second, "another"));
        (await _inner.NextAsync()).Succeed(Make.Token("t", _clock.GetUtcNow().AddDays(1)));

        await call;
        await CacheFixture.SettledAsync(() => _first.IsReleased);
        Assert.False(_second.IsReleased);
    }

    [Fact]
    public async Task A_failed_refresh_releases_only_what_was_replaced()
    {
        var call = _cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        (await _inner.NextAsync()).Fail(new TokenRequestException("No."));
        await Assert.ThrowsAsync<TokenRequestException>(() => call);
        await CacheFixture.SettledAsync(() => !_cache.IsRefreshing);

        Assert.False(_first.IsReleased);
    }

    [Fact]
    public async Task Disposal_releases_the_source_when_the_refresh_that_uses_it_has_ended()
    {
        var call = _cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        await _inner.NextAsync();
        _cache.Replace(Source(_second));

        _cache.Dispose();
        _cache.Replace(Source(_third));

        await Assert.ThrowsAsync<ObjectDisposedException>(() => call);
        await CacheFixture.SettledAsync(() => _first.IsReleased);
        Assert.Equal((true, true), (_second.IsReleased, _third.IsReleased));
    }

    public void Dispose() => _cache.Dispose();

    private TokenSource Source(IDisposable owned, string identity = "identity") => new(_inner, new TokenCacheOptions(), identity, owned);
}
