using Adobe.ServerAuth.Caching.Sharing;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Tests.Caching.Sharing;

public sealed class FailingCacheTests : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private readonly Fleet _fleet = new();

    public void Dispose() => _fleet.Dispose();

    [Theory]
    [InlineData("get")]
    [InlineData("set")]
    [InlineData("remove")]
    public async Task A_call_that_fails_costs_no_token_and_no_time(string failing)
    {
        _fleet.Cache.Before = (call, _, _) => call == failing ? throw new InvalidOperationException("password=hunter2-hunter2") : Task.CompletedTask;
        var machine = NewMachine();
        var startedAt = _fleet.Clock.GetUtcNow();

        await _fleet.GetAsync(machine);

        Assert.InRange(_fleet.Ims.AskedAt - startedAt, TimeSpan.Zero, Moment);
        await Fleet.SettledAsync(() => _fleet.Log.Of(400).Count == 1);
        var line = Assert.Single(_fleet.Log.Of(400));
        Assert.Equal((LogLevel.Warning, true), (line.Level, line.Text.Contains("InvalidOperationException", StringComparison.Ordinal)));
        Leaks.AssertNone("hunter2-hunter2", _fleet.Log.Lines.Select(one => one.Text));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cache_that_never_answers_is_waited_for_one_second(bool blocks)
    {
        using var released = new ManualResetEventSlim();
        _fleet.IsCacheSilent = true;
        _fleet.Cache.Before = (_, _, _) =>
        {
            if (blocks)
            {
                released.Wait(Fleet.Cancel);
            }

            return new TaskCompletionSource().Task;
        };
        var machine = NewMachine();
        var startedAt = _fleet.Clock.GetUtcNow();

        await _fleet.GetAsync(machine);
        released.Set();

        Assert.InRange(_fleet.Ims.AskedAt - startedAt, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1) + Moment);
        Assert.Contains("did not answer in time", Assert.Single(_fleet.Log.Of(400)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cache_that_answers_slowly_has_one_second_for_all_that_is_asked_of_it()
    {
        _fleet.Cache.Before = (_, _, _) =>
        {
            _fleet.Clock.Advance(TimeSpan.FromMilliseconds(400));
            return Task.CompletedTask;
        };
        var machine = NewMachine();
        var startedAt = _fleet.Clock.GetUtcNow();

        await _fleet.GetAsync(machine);

        Assert.InRange(_fleet.Ims.AskedAt - startedAt, TimeSpan.FromSeconds(0.8), TimeSpan.FromSeconds(1.2) + Moment);

        // What it does is no failure of it, and its token is there for the next machine.
        Assert.Empty(_fleet.Log.Of(400));
        await Fleet.SettledAsync(() => _fleet.Cache.TokenKey is not null);
        await _fleet.GetAsync(NewMachine());
        Assert.Equal(1, _fleet.Ims.Requests);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(3, 2)]
    [InlineData(4.5, 1)]
    public async Task The_first_contact_may_take_until_five_seconds_after_the_start(double startsAfter, double seconds)
    {
        _fleet.IsCacheSilent = true;
        _fleet.Cache.Before = (_, _, _) => new TaskCompletionSource().Task;
        var machine = _fleet.NewMachine();
        _fleet.Clock.Advance(TimeSpan.FromSeconds(startsAfter));
        var startedAt = _fleet.Clock.GetUtcNow();

        await _fleet.GetAsync(machine);

        Assert.InRange(_fleet.Ims.AskedAt - startedAt, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds) + Moment);
    }

    [Fact]
    public async Task After_the_first_answer_nothing_is_new_any_more()
    {
        var store = NewStore(isNew: true);
        Assert.Equal(TimeSpan.FromSeconds(5), store.Limit);

        await store.ReadAsync("key", store.Limit, Fleet.Cancel);

        Assert.Equal(TimeSpan.FromSeconds(1), store.Limit);
    }

    [Fact]
    public async Task What_could_not_be_handed_on_is_when_the_cache_is_back()
    {
        var isDown = true;
        _fleet.Cache.Before = (_, _, _) => isDown ? throw new InvalidOperationException() : Task.CompletedTask;
        var token = await _fleet.GetAsync(NewMachine());
        Assert.Null(_fleet.Cache.TokenKey);

        isDown = false;
        await Fleet.SettledAsync(() => _fleet.Clock.NextDelay is not null);
        _fleet.Clock.Advance(_fleet.Clock.NextDelay!.Value);
        await Fleet.SettledAsync(() => _fleet.Cache.TokenKey is not null);

        Assert.Equal(token.Value, (await _fleet.GetAsync(NewMachine())).Value);
    }

    [Fact]
    public async Task A_cache_that_can_be_read_but_takes_nothing_has_not_come_back()
    {
        _fleet.Cache.Before = (call, _, _) => call == "set" ? throw new InvalidOperationException() : Task.CompletedTask;
        var store = NewStore();
        for (var second = 0; second < 3600; second++)
        {
            await store.ReadAsync("key", TimeSpan.FromSeconds(1), Fleet.Cancel);
            await store.WriteAsync("key", [1], TimeSpan.FromDays(1), TimeSpan.FromSeconds(1), Fleet.Cancel);
            _fleet.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(_fleet.Log.Of(400).Count, 11, 12);
        Assert.Empty(_fleet.Log.Of(402));

        _fleet.Cache.Before = (_, _, _) => Task.CompletedTask;
        _fleet.Clock.Advance(TimeSpan.FromSeconds(30));
        await store.WriteAsync("key", [1], TimeSpan.FromDays(1), TimeSpan.FromSeconds(1), Fleet.Cancel);
        Assert.Single(_fleet.Log.Of(402));
    }

    [Fact]
    public async Task What_was_given_up_is_told_to_stop()
    {
        var (begun, stopped) = (new TaskCompletionSource(), new TaskCompletionSource());
        _fleet.Cache.Before = (_, _, token) =>
        {
            token.Register(() => stopped.TrySetResult());
            begun.TrySetResult();
            return new TaskCompletionSource().Task;
        };
        var call = NewStore().ReadAsync("key", TimeSpan.FromSeconds(1), Fleet.Cancel);
        await begun.Task.WaitAsync(Settling.Patience, Fleet.Cancel);
        Assert.False(stopped.Task.IsCompleted);
        _fleet.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False((await call).IsDone);
        await stopped.Task.WaitAsync(Settling.Patience, Fleet.Cancel);
    }

    [Fact]
    public async Task After_a_failure_it_is_left_alone_for_a_while_that_grows_to_half_a_minute()
    {
        _fleet.Cache.Before = (_, _, _) => throw new InvalidOperationException();
        var store = NewStore();
        var calledAt = new List<int>();
        for (var second = 0; second < 150; second++)
        {
            var calls = _fleet.Cache.Calls;
            Assert.False((await store.ReadAsync("key", TimeSpan.FromSeconds(1), Fleet.Cancel)).IsDone);
            calledAt.AddRange(Enumerable.Repeat(second, _fleet.Cache.Calls - calls));
            _fleet.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([0, 1, 3, 7, 15, 31, 61, 91, 121], calledAt);
    }

    [Fact]
    public async Task Who_renews_through_an_outage_is_told_of_it_every_five_minutes_at_most()
    {
        var isDown = true;
        _fleet.Cache.Before = (_, _, _) => isDown ? throw new InvalidOperationException() : Task.CompletedTask;
        var store = NewStore();
        for (var second = 0; second < 3600; second++)
        {
            // Up for ten seconds, down for ten.
            isDown = second % 20 < 10;
            await store.ReadAsync("key", TimeSpan.FromSeconds(1), Fleet.Cancel);
            _fleet.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(_fleet.Log.Of(400).Count, 10, 12);
        Assert.Equal(_fleet.Log.Of(400).Count, _fleet.Log.Of(402).Count);
        Assert.InRange(_fleet.Log.Of(401).Count, 100, 800);
    }

    [Fact]
    public async Task A_client_that_hangs_keeps_few_threads()
    {
        var store = NewStore();
        var ends = new List<TaskCompletionSource>();
        _fleet.Cache.Before = (_, _, _) =>
        {
            var end = new TaskCompletionSource();
            lock (ends)
            {
                ends.Add(end);
            }

            return end.Task;
        };
        for (var i = 0; i < 20; i++)
        {
            var call = store.ReadAsync("key", TimeSpan.FromSeconds(1), Fleet.Cancel);
            await Fleet.SettledAsync(() => call.IsCompleted || HangingCalls() > i);
            _fleet.Clock.Advance(TimeSpan.FromSeconds(31));
            await call;
        }

        Assert.Equal((8, false), (_fleet.Cache.Calls, store.IsUp));

        _fleet.Cache.Before = (_, _, _) => Task.CompletedTask;
        ends.ForEach(end => end.SetResult());
        await Fleet.SettledAsync(() => store.IsUp);
        Assert.True((await store.ReadAsync("key", TimeSpan.FromSeconds(1), Fleet.Cancel)).IsDone);

        // Those that can be ended: the cache counts a call before it hangs.
        int HangingCalls()
        {
            lock (ends)
            {
                return ends.Count;
            }
        }
    }

    [Fact]
    public async Task Who_gives_up_waiting_is_not_a_failure_of_the_cache()
    {
        using var cancelled = new CancellationTokenSource();
        var store = NewStore();
        _fleet.Cache.Before = (_, _, _) => new TaskCompletionSource().Task;
        var call = store.ReadAsync("key", TimeSpan.FromSeconds(1), cancelled.Token);
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.True(store.IsUp);
        Assert.Empty(_fleet.Log.Lines);
    }

    // Later than the first moments of a process.
    private SharedTokenStore NewStore(bool isNew = false)
    {
        var store = new SharedTokenStore(_fleet.Cache, _fleet.Clock, _fleet.Log);
        _fleet.Clock.Advance(isNew ? TimeSpan.Zero : TimeSpan.FromSeconds(5));
        return store;
    }

    private CachingTokenProvider NewMachine()
    {
        var machine = _fleet.NewMachine();
        _fleet.Clock.Advance(TimeSpan.FromSeconds(5));
        return machine;
    }
}
