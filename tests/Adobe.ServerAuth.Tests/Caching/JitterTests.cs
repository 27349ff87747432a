using Adobe.ServerAuth.Caching;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Caching;

public sealed class JitterTests : IDisposable
{
    private const int Slots = 1_000;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private readonly TestClock _clock = new();
    private readonly CachingTokenProvider[] _caches;

    public JitterTests() => _caches =
    [
        .. Enumerable.Range(0, Slots).Select(_ => new CachingTokenProvider(new FetchingProvider(_clock, Day), new TokenCacheOptions(), _clock, new RecordingLogger())),
    ];

    [Fact]
    public async Task A_thousand_slots_that_were_filled_at_once_are_renewed_evenly_over_the_time_of_the_jitter()
    {
        await Task.WhenAll(_caches.Select(cache => cache.GetTokenAsync().AsTask()));
        _clock.Advance(Day - TimeSpan.FromMinutes(10));
        var renewed = new List<int>();
        for (var half = 0; half < 10; half++)
        {
            _clock.Advance(TimeSpan.FromSeconds(30));
            renewed.Add(await RenewedNowAsync());
        }

        // A hundred in each half minute, with a deviation of 9.5: five of them, or once in more than a hundred thousand runs.
        Assert.Equal(Slots, renewed.Sum());
        Assert.All(renewed, count => Assert.InRange(count, 50, 150));
    }

    [Fact]
    public async Task The_jitter_is_drawn_once_for_a_token_however_often_it_is_asked_for()
    {
        var drawn = 0;
        var inner = new FetchingProvider(_clock, Day);
        using var cache = new CachingTokenProvider(
            new TokenSource(inner, new TokenCacheOptions(), "identity"),
            new CacheEnvironment(_clock, new RecordingLogger(), TokenMetrics.OfProcess, () => Interlocked.Increment(ref drawn) / 2.0),
            null);
        await cache.GetTokenAsync(TestContext.Current.CancellationToken);

        for (var i = 0; i < 1_000; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(80));
            await cache.GetTokenAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal((1, 1), (drawn, inner.Count));
    }

    public void Dispose()
    {
        foreach (var cache in _caches)
        {
            cache.Dispose();
        }
    }

    private async Task<int> RenewedNowAsync()
    {
        var before = _caches.Select(cache => cache.Fresh).ToArray();
        var due = _caches.Where((_, i) => before[i] is null).ToArray();
        foreach (var cache in due)
        {
            Assert.True(cache.GetTokenAsync(CancellationToken.None).IsCompletedSuccessfully);
        }

        await CacheFixture.SettledAsync(() => due.All(cache => !cache.IsRefreshing));
        return due.Length;
    }
}
