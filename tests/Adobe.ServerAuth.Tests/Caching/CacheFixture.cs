using Adobe.ServerAuth.Caching;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Caching;

/// <summary>A cache on a fake clock whose fetches the test holds in its hands.</summary>
internal sealed class CacheFixture : IDisposable
{
    private int _made;

    public CacheFixture(TokenCacheOptions? options = null, double jitter = 0)
    {
        Options = options ?? new TokenCacheOptions();
        Cache = new CachingTokenProvider(new TokenSource(Inner, Options, "identity"), new CacheEnvironment(Clock, Log, TokenMetrics.OfProcess, () => jitter), null);
    }

    public TestClock Clock { get; } = new();

    public ManualProvider Inner { get; } = new();

    public RecordingLogger Log { get; } = new();

    public TokenCacheOptions Options { get; }

    public CachingTokenProvider Cache { get; }

    public AccessToken NewToken(TimeSpan lifetime) => Make.Token($"token-{Interlocked.Increment(ref _made)}", Clock.GetUtcNow() + lifetime);

    /// <summary>Fills the slot with a first token.</summary>
    public async Task<AccessToken> FillAsync(TimeSpan lifetime)
    {
        var call = Cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        var token = NewToken(lifetime);
        (await Inner.NextAsync()).Succeed(token);
        Assert.Same(token, await call);
        return token;
    }

    /// <summary>Starts a call, fails the fetch that it causes, and returns what the caller got.</summary>
    public async Task<TokenRequestException> FailAsync(Exception failure)
    {
        var call = Cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        (await Inner.NextAsync()).Fail(failure);
        return await Assert.ThrowsAsync<TokenRequestException>(() => call);
    }

    /// <summary>Gets the token now, without waiting for any fetch.</summary>
    public AccessToken GetNow()
    {
        var call = Cache.GetTokenAsync(TestContext.Current.CancellationToken);
        Assert.True(call.IsCompleted, "The call waits for a fetch.");
        return call.Result;
    }

    /// <summary>Whether the call just made has started a renewal; it begins on another thread.</summary>
    public async Task<bool> RunsAsync(int before)
    {
        if (!Cache.IsRefreshing)
        {
            return false;
        }

        await SettledAsync(() => Inner.Count > before);
        return true;
    }

    /// <summary>Waits until the fetch that just ended has been taken in: its outcome reaches the cache on another thread.</summary>
    public static async Task SettledAsync(Func<bool> condition)
    {
        for (var i = 0; i < 10_000 && !condition(); i++)
        {
            await Task.Yield();
        }

        Assert.True(SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(30)), "The fetch was never taken in.");
    }

    public void Dispose() => Cache.Dispose();
}
