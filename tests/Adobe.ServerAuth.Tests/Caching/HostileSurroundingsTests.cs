using Adobe.ServerAuth.Testing;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Caching;

/// <summary>Clocks, logs, exceptions and providers that misbehave: whoever waits gets to know how it ended.</summary>
public class HostileSurroundingsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_clock_that_throws_while_a_token_is_taken_in_fails_that_fetch_alone()
    {
        var clock = new ThrowingClock();
        var inner = new ManualProvider();
        using var cache = new CachingTokenProvider(inner, new TokenCacheOptions(), clock, new RecordingLogger());
        var call = cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        var fetch = await inner.NextAsync();
        clock.Throws = true;
        fetch.Succeed(Make.Token("t", DateTimeOffset.MaxValue));

        var failure = await Assert.ThrowsAsync<TokenRequestException>(() => call.WaitAsync(Patience, TestContext.Current.CancellationToken));
        clock.Throws = false;
        var next = cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        (await inner.NextAsync()).Succeed(Make.Token("u", DateTimeOffset.MaxValue));

        Assert.Equal("The clock has stopped.", failure.InnerException?.Message);
        Assert.Equal("u", (await next).Value);
    }

    [Fact]
    public async Task What_throws_while_a_renewal_is_taken_in_leaves_the_token_due()
    {
        var drawn = 0;
        var clock = new TestClock();
        var inner = new ManualProvider();
        double Draw() => Interlocked.Increment(ref drawn) == 2 ? throw new InvalidOperationException("No random number.") : 0;
        using var cache = new CachingTokenProvider(
            new Adobe.ServerAuth.Caching.TokenSource(inner, new TokenCacheOptions(), "identity"),
            new Adobe.ServerAuth.Caching.CacheEnvironment(clock, new RecordingLogger(), Adobe.ServerAuth.Diagnostics.TokenMetrics.OfProcess, Draw),
            null);
        var first = cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        (await inner.NextAsync()).Succeed(Make.Token("t", clock.GetUtcNow().AddDays(1)));
        await first;
        clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(4));
        await cache.GetTokenAsync(TestContext.Current.CancellationToken);
        (await inner.NextAsync()).Succeed(Make.Token("u", clock.GetUtcNow().AddDays(1)));
        await CacheFixture.SettledAsync(() => !cache.IsRefreshing);

        Assert.Equal("t", (await cache.GetTokenAsync(TestContext.Current.CancellationToken)).Value);
        await inner.NextAsync();
    }

    [Fact]
    public async Task An_exception_that_can_not_be_read_is_a_failure_like_any_other()
    {
        using var fixture = new CacheFixture();

        var failure = await fixture.FailAsync(new UnreadableException());

        Assert.Equal("The token provider failed with UnreadableException, which can not be read (NotSupportedException).", failure.Message);
        Assert.True(failure.IsTransient);
        fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        await fixture.FillAsync(TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task A_log_that_blocks_holds_up_nobody()
    {
        using var mayGoOn = new ManualResetEventSlim();
        var clock = new TestClock();
        var inner = new ManualProvider();
        using var cache = new CachingTokenProvider(inner, new TokenCacheOptions(), clock, new RecordingLogger { Written = () => mayGoOn.Wait(TestContext.Current.CancellationToken) });
        var first = cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        var token = Make.Token("t", clock.GetUtcNow().AddDays(1));
        (await inner.NextAsync()).Succeed(token);
        await first;

        var renewal = cache.RenewTokenAsync(token, TestContext.Current.CancellationToken).AsTask();
        (await inner.NextAsync()).Succeed(Make.Token("u", clock.GetUtcNow().AddDays(1)));

        Assert.Equal("u", (await renewal.WaitAsync(Patience, TestContext.Current.CancellationToken)).Value);
        mayGoOn.Set();
    }

    [Theory]
    [InlineData("disposal")]
    [InlineData("another identity")]
    [InlineData("time limit")]
    public async Task A_provider_that_blocks_when_it_is_asked_to_stop_holds_up_nobody(string cause)
    {
        using var mayGoOn = new ManualResetEventSlim();
        var clock = new TestClock();
        var (asked, never) = (new TaskCompletionSource(), new TaskCompletionSource<AccessToken>());
        var inner = new ScriptedTokenProvider().Answers(stop =>
        {
            stop.Register(() => mayGoOn.Wait(Patience));
            asked.SetResult();
            return new ValueTask<AccessToken>(never.Task);
        });
        var next = new ManualProvider();
        using var cache = new CachingTokenProvider(new Adobe.ServerAuth.Caching.TokenSource(inner, new TokenCacheOptions(), "identity"), Environment(clock), null);
        var call = cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        await CacheFixture.SettledAsync(() => asked.Task.IsCompleted && clock.TimerCount == 1);

        var acting = Task.Factory.StartNew(() => Act(cause, cache, clock, next), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        await acting.WaitAsync(Patience / 2, TestContext.Current.CancellationToken);
        if (cause == "another identity")
        {
            (await next.NextAsync()).Succeed(Make.Token("t", clock.GetUtcNow().AddDays(1)));
            Assert.Equal("t", (await call.WaitAsync(Patience / 2, TestContext.Current.CancellationToken)).Value);
        }
        else
        {
            Assert.NotNull(await Record.ExceptionAsync(() => call.WaitAsync(Patience / 2, TestContext.Current.CancellationToken)));
            Assert.True(call.IsFaulted);
        }

        mayGoOn.Set();
    }

    [Fact]
    public async Task A_clock_that_fires_its_timers_under_the_lock_of_its_readings_is_not_waited_for()
    {
        var clock = new LockingClock();
        var inner = new ManualProvider();
        var cache = new CachingTokenProvider(inner, new TokenCacheOptions(), clock, new RecordingLogger());
        var call = cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        await inner.NextAsync();
        await CacheFixture.SettledAsync(() => clock.HasTimer);

        // Another caller has the cache's lock, and waits in it for the clock's: who has that must not wait for the cache's.
        var other = Task.CompletedTask;
        var firing = Task.Factory.StartNew(
            () => clock.Fire(() => other = Task.Run(() => cache.GetTokenAsync(CancellationToken.None).AsTask())),
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

        await firing.WaitAsync(Patience, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<TokenRequestException>(() => call.WaitAsync(Patience, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<TokenRequestException>(() => other.WaitAsync(Patience, TestContext.Current.CancellationToken));

        // Not when they block each other: this would wait for them as well.
        cache.Dispose();
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 1_000_000)]
    [InlineData(10_000_000_000_000, 1_000)]
    [InlineData(long.MaxValue, 0)]
    [InlineData(10_000_000, long.MaxValue - 1_000)]
    public async Task A_clock_of_any_unit_keeps_a_token(long frequency, long reading)
    {
        var inner = new ManualProvider();
        using var cache = new CachingTokenProvider(inner, new TokenCacheOptions(), new OddClock(frequency, reading), new RecordingLogger());
        var call = cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        (await inner.NextAsync()).Succeed(Make.Token("t", DateTimeOffset.MaxValue));
        var token = await call;

        Assert.Same(token, await cache.GetTokenAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, inner.Count);
    }

    private static Adobe.ServerAuth.Caching.CacheEnvironment Environment(TimeProvider clock) =>
        new(clock, new RecordingLogger(), Adobe.ServerAuth.Diagnostics.TokenMetrics.OfProcess, () => 0);

    private static void Act(string cause, CachingTokenProvider cache, TestClock clock, ITokenProvider next)
    {
        switch (cause)
        {
            case "disposal":
                cache.Dispose();
                break;
            case "another identity":
                cache.Replace(new Adobe.ServerAuth.Caching.TokenSource(next, new TokenCacheOptions(), "another"));
                break;
            default:
                clock.Advance(TimeSpan.FromMinutes(6));
                break;
        }
    }

    private sealed class UnreadableException : TokenRequestException
    {
        public override string Message => throw new NotSupportedException();
    }

    private sealed class ThrowingClock : TimeProvider
    {
        public bool Throws { get; set; }

        public override long GetTimestamp() => Throws ? throw new InvalidOperationException("The clock has stopped.") : base.GetTimestamp();
    }

    private sealed class OddClock(long frequency, long reading) : TimeProvider
    {
        public override long TimestampFrequency => frequency;

        public override long GetTimestamp() => reading;
    }

    private sealed class LockingClock : TimeProvider
    {
        private readonly object _gate = new();
        private Action? _timer;
        private int _readers;

        public bool HasTimer => Volatile.Read(ref _timer) is not null;

        public override long GetTimestamp()
        {
            Interlocked.Increment(ref _readers);
            lock (_gate)
            {
                return 0;
            }
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Volatile.Write(ref _timer, () => callback(state));
            return System.CreateTimer(static _ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public void Fire(Action meanwhile)
        {
            lock (_gate)
            {
                var before = Volatile.Read(ref _readers);
                meanwhile();
                Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref _readers) > before, Patience), "Nobody waits for the clock.");
                _timer!();
            }
        }
    }
}
