using System.Runtime.CompilerServices;
using Adobe.ServerAuth.Caching;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Caching;

public class AbandonedFetchTests
{
    [Fact]
    public async Task What_becomes_of_a_fetch_that_was_given_up_disturbs_nobody()
    {
        using var unobserved = new UnobservedFailures("too late");
        await GiveUpAsync();

        Assert.Empty(unobserved.Collect());
    }

    [Fact]
    public async Task Nor_does_one_that_fails_between_the_end_of_the_wait_and_the_look_at_it()
    {
        using var unobserved = new UnobservedFailures("in that moment");
        for (var i = 0; i < 100; i++)
        {
            await FailInThatMomentAsync();
        }

        Assert.Empty(unobserved.Collect());
    }

    [Fact]
    public async Task One_that_is_given_up_before_it_began_is_never_begun()
    {
        var inner = new FetchingProvider(new TestClock(), TimeSpan.FromDays(1));
        var refresh = new Refresh(new TokenSource(inner, new TokenCacheOptions(), "identity"), null, null, "none");
        var waiting = refresh.Join();
        refresh.Cancel();
        refresh.Start(
            new CacheEnvironment(new TestClock(), new RecordingLogger(), TokenMetrics.OfProcess, () => 0),
            (_, token, failure) => token is null && failure is { Cause: OperationCanceledException } ? RefreshOutcome.Overtaken : throw new InvalidOperationException());

        Assert.Same(RefreshOutcome.Overtaken, await waiting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

        // Whoever waits may go on before the pool comes to what was given to it earlier.
        for (var turn = 0; turn < 1000; turn++)
        {
            await Task.Yield();
        }

        Assert.Equal(0, inner.Count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task GiveUpAsync()
    {
        using var fixture = new CacheFixture();
        var call = fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        var stuck = await fixture.Inner.NextAsync();
        await CacheFixture.SettledAsync(() => fixture.Clock.TimerCount == 1);
        fixture.Clock.Advance(TimeSpan.FromMinutes(6));
        await Assert.ThrowsAsync<TokenRequestException>(() => call);
        stuck.Fail(new InvalidOperationException("too late"));
        await CacheFixture.SettledAsync(() => fixture.Inner.Running == 0);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task FailInThatMomentAsync()
    {
        var clock = new TestClock();
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource<AccessToken>());
        var inner = new Testing.ScriptedTokenProvider().Answers(_ =>
        {
            asked.SetResult();
            return new ValueTask<AccessToken>(answer.Task);
        });
        using var cache = new CachingTokenProvider(inner, new TokenCacheOptions(), clock, new RecordingLogger());
        var call = cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        await CacheFixture.SettledAsync(() => asked.Task.IsCompleted && clock.TimerCount == 1);
        await Task.Factory.StartNew(
            () =>
            {
                // In such a context, that of a window, what waits for the time limit does not go on at once.
                SynchronizationContext.SetSynchronizationContext(new WindowContext());
                clock.Advance(TimeSpan.FromMinutes(6));
                answer.SetException(new InvalidOperationException("in that moment"));
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await Assert.ThrowsAsync<TokenRequestException>(() => call);
    }

    private sealed class WindowContext : SynchronizationContext;
}
