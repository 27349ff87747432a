using System.Runtime.CompilerServices;

namespace Adobe.ServerAuth.Tests.Caching;

/// <summary>What a fetch that has ended keeps alive: nothing but its token.</summary>
public sealed class RootsTests : IDisposable
{
    private readonly CacheFixture _fixture = new();

    [Fact]
    public async Task A_fetch_that_has_ended_keeps_neither_the_old_token_nor_anything_of_its_callers_alive()
    {
        var things = await RenewAsync();

        await AssertAreCollectedAsync(things);
        Assert.NotNull(_fixture.Cache.Fresh);
    }

    [Fact]
    public async Task A_failure_that_is_remembered_keeps_no_exception_alive()
    {
        var things = await FailAsync();

        await AssertAreCollectedAsync(things);
        await Assert.ThrowsAsync<TokenRequestException>(async () => await _fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_cache_that_was_disposed_keeps_no_token_alive()
    {
        var things = await DisposeAsync();

        await AssertAreCollectedAsync(things);
        Assert.Equal(0, _fixture.Clock.TimerCount);
    }

    public void Dispose() => _fixture.Dispose();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<Dictionary<string, WeakReference>> RenewAsync()
    {
        var ambient = new AsyncLocal<object?>();
        var state = new object();
        ambient.Value = state;
        var old = await _fixture.FillAsync(TimeSpan.FromDays(1));
        using var cancellation = new CancellationTokenSource();
        var call = _fixture.Cache.RenewTokenAsync(old, cancellation.Token).AsTask();
        var fetch = await _fixture.Inner.NextAsync();
        fetch.Succeed(_fixture.NewToken(TimeSpan.FromDays(1)));
        await call;
        ambient.Value = null;
        return new() { ["the old token"] = new(old), ["a caller's AsyncLocal"] = new(state), ["the fetch"] = new(fetch), ["the call"] = new(call), ["its cancellation"] = new(cancellation) };
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<Dictionary<string, WeakReference>> FailAsync()
    {
        var cause = new IOException("reset");
        var failure = new TokenRequestException("IMS is down.", cause) { IsTransient = true };
        var caught = await _fixture.FailAsync(failure);
        await CacheFixture.SettledAsync(() => !_fixture.Cache.IsRefreshing);
        return new() { ["the exception of the flow"] = new(failure), ["its cause"] = new(cause), ["the exception of the caller"] = new(caught) };
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<Dictionary<string, WeakReference>> DisposeAsync()
    {
        var token = await _fixture.FillAsync(TimeSpan.FromDays(1));
        var renewal = _fixture.Cache.RenewTokenAsync(token, TestContext.Current.CancellationToken).AsTask();
        var fetch = await _fixture.Inner.NextAsync();
        _fixture.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => renewal);
        fetch.Succeed(token);
        return new() { ["the token"] = new(token), ["the fetch"] = new(fetch) };
    }

    // On other threads: what went on when a call ended may still have it on its stack, until it waits for something.
    private static async Task AssertAreCollectedAsync(Dictionary<string, WeakReference> things)
    {
        for (var i = 0; i < 50 && things.Values.Any(thing => thing.IsAlive); i++)
        {
            await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(ThrowAndCatch)));
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.Empty(things.Where(thing => thing.Value.IsAlive).Select(thing => thing.Key));
    }

    // The runtime keeps alive what a thread has thrown last.
    private static void ThrowAndCatch()
    {
        try
        {
            throw new InvalidOperationException();
        }
        catch (InvalidOperationException)
        {
            Thread.Yield();
        }
    }
}
