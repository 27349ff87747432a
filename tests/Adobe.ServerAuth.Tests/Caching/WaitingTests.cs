using System.Diagnostics.Metrics;
using Adobe.ServerAuth.Caching;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Caching;

public class WaitingTests
{
    [Fact]
    public async Task Who_waited_for_a_token_gets_it_even_when_its_life_ended_before_they_could_run()
    {
        var clock = new TestClock();
        using var meter = new Meter("Adobe.ServerAuth.Tests." + nameof(WaitingTests));
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (ReferenceEquals(instrument.Meter, meter))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };

        // Between the end of the fetch and that of the wait.
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => clock.Advance(TimeSpan.FromDays(2)));
        listener.Start();
        var inner = new ManualProvider();
        using var cache = new CachingTokenProvider(
            new TokenSource(inner, new TokenCacheOptions(), "identity"), new CacheEnvironment(clock, new RecordingLogger(), TokenMetrics.Of(() => meter), () => 0), null);

        var call = cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        var token = Make.Token("t", clock.GetUtcNow().AddDays(1));
        (await inner.NextAsync()).Succeed(token);

        Assert.Same(token, await call);
        Assert.Equal(1, inner.Count);
    }

    [Fact]
    public async Task Who_comes_while_a_token_is_taken_in_gets_that_one_and_causes_no_fetch()
    {
        using var isTakenIn = new ManualResetEventSlim();
        using var mayGoOn = new ManualResetEventSlim();
        var clock = new TestClock();
        var takenIn = 0;
        var inner = new ManualProvider();
        double Draw()
        {
            // Of the second token, under the lock.
            if (Interlocked.Increment(ref takenIn) == 2)
            {
                isTakenIn.Set();
                mayGoOn.Wait(TestContext.Current.CancellationToken);
            }

            return 0;
        }

        using var cache = new CachingTokenProvider(
            new TokenSource(inner, new TokenCacheOptions(), "identity"), new CacheEnvironment(clock, new RecordingLogger(), TokenMetrics.OfProcess, Draw), null);
        var first = cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        (await inner.NextAsync()).Succeed(Make.Token("one", clock.GetUtcNow().AddDays(1)));
        await first;
        clock.Advance(TimeSpan.FromDays(1));
        var second = cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        (await inner.NextAsync()).Succeed(Make.Token("two", clock.GetUtcNow().AddDays(1)));
        isTakenIn.Wait(TestContext.Current.CancellationToken);

        Task<AccessToken>? late = null;
        var caller = new Thread(() => late = cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask());
        caller.Start();
        Assert.True(SpinWait.SpinUntil(() => caller.ThreadState.HasFlag(ThreadState.WaitSleepJoin), TimeSpan.FromSeconds(30)));
        mayGoOn.Set();
        caller.Join();

        Assert.Equal(("two", true), ((await second).Value, late!.IsCompletedSuccessfully));
        Assert.Equal(("two", 2), ((await late).Value, inner.Count));
    }

    [Fact]
    public async Task A_caller_that_blocks_the_context_it_came_from_gets_its_token()
    {
        var inner = new ManualProvider();
        var clock = new TestClock();
        using var cache = new CachingTokenProvider(inner, new TokenCacheOptions(), clock, new RecordingLogger());
        var call = Task.Factory.StartNew(
            () =>
            {
                SynchronizationContext.SetSynchronizationContext(new DeafContext());
                return cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        var token = Make.Token("t", clock.GetUtcNow().AddDays(1));
        (await inner.NextAsync()).Succeed(token);

        Assert.Same(token, await call.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    // What is posted to it waits for a thread that is blocked.
    private sealed class DeafContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }
}
