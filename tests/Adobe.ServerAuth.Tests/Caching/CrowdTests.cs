namespace Adobe.ServerAuth.Tests.Caching;

public class CrowdTests
{
    private const int Crowd = 100_000;

    [Fact]
    public async Task A_hundred_thousand_callers_of_an_empty_cache_share_one_fetch()
    {
        using var fixture = new CacheFixture();
        var callers = CallAtOnce(fixture.Cache);
        var token = fixture.NewToken(TimeSpan.FromDays(1));
        var fetch = await fixture.Inner.NextAsync();
        Assert.DoesNotContain(callers, call => call.IsCompleted);

        fetch.Succeed(token);

        Assert.All(await Task.WhenAll(callers), got => Assert.Same(token, got));
        Assert.Equal((1, 1), (fixture.Inner.Count, fixture.Inner.MostAtOnce));
    }

    [Fact]
    public async Task When_that_fetch_fails_each_has_an_exception_of_its_own_and_those_who_come_later_cause_no_other()
    {
        using var fixture = new CacheFixture();
        var callers = CallAtOnce(fixture.Cache);
        (await fixture.Inner.NextAsync()).Fail(new TokenRequestException("Wrong secret."));
        var failures = await Task.WhenAll(callers.Select(CatchAsync));
        var late = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => CatchAsync(fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask())));

        Assert.Equal(Crowd + 1_000, failures.Concat(late).ToHashSet(ReferenceEqualityComparer.Instance).Count);
        Assert.Equal(1, fixture.Inner.Count);
        Assert.All(late, failure => Assert.Equal((TimeSpan.Zero, TimeSpan.FromSeconds(10)), (failure.FailureAge, failure.NextAttemptIn)));
    }

    [Fact]
    public async Task The_stack_of_an_exception_tells_of_its_own_caller_alone()
    {
        using var fixture = new CacheFixture();
        var callers = Enumerable.Range(0, 20).Select(_ => CatchAsync(fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask())).ToArray();
        (await fixture.Inner.NextAsync()).Fail(new TokenRequestException("Wrong secret."));
        var waiting = await Task.WhenAll(callers);
        var late = await CatchAsync(fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask());

        // One that is shared, or thrown again, has the frames of all who threw it.
        Assert.Single(waiting.Select(failure => failure.StackTrace).Distinct());
        Assert.All(waiting.Append(late), failure => Assert.Equal(1, Occurrences(failure.StackTrace!, nameof(CatchAsync))));
    }

    [Fact]
    public async Task A_crowd_that_stops_waiting_leaves_the_fetch_and_the_last_one_who_waits_alone()
    {
        using var fixture = new CacheFixture();
        using var cancellation = new CancellationTokenSource();
        var crowd = Enumerable.Range(0, Crowd).Select(_ => fixture.Cache.GetTokenAsync(cancellation.Token).AsTask()).ToArray();
        var last = fixture.Cache.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        var fetch = await fixture.Inner.NextAsync();

        await cancellation.CancelAsync();

        foreach (var call in crowd)
        {
            Assert.Equal(cancellation.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call)).CancellationToken);
        }

        Assert.False(last.IsCompleted || fetch.CancellationToken.IsCancellationRequested);
        var token = fixture.NewToken(TimeSpan.FromDays(1));
        fetch.Succeed(token);
        Assert.Same(token, await last);
        Assert.Equal(1, fixture.Inner.Count);
    }

    // From several threads, which meet in the empty slot.
    private static Task<AccessToken>[] CallAtOnce(CachingTokenProvider cache)
    {
        const int threads = 4;
        using var start = new Barrier(threads);
        var callers = new Task<AccessToken>[Crowd];
        var running = Enumerable.Range(0, threads).Select(thread => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                for (var i = thread; i < Crowd; i += threads)
                {
                    callers[i] = cache.GetTokenAsync().AsTask();
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)).ToArray();
        Task.WaitAll(running);
        return callers;
    }

    private static async Task<TokenRequestException> CatchAsync(Task<AccessToken> call)
    {
        try
        {
            await call;
            throw new InvalidOperationException("The call succeeded.");
        }
        catch (TokenRequestException e)
        {
            return e;
        }
    }

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;
}
