namespace Adobe.ServerAuth.Tests.Caching.Stress;

/// <summary>One cache, and all that happens to it at the same time.</summary>
internal sealed class Round
{
    private static readonly int Callers = Math.Max(4, Environment.ProcessorCount);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Stage _stage;
    private readonly Tally _tally;
    private readonly int _seed;

    public Round(int seed, Tally tally)
    {
        (_seed, _tally) = (seed, tally);
        _stage = new Stage(seed);
    }

    public async Task RunAsync()
    {
        var callers = Enumerable.Range(0, Callers).Select(number => new Caller(_stage, _tally, (_seed * 100) + number));
        var calling = Task.WhenAll(callers.Select(caller => Start(caller.Run)).ToArray());
        var (answers, changes) = (new Answers(_stage, _tally, _seed), new Changes(_stage, _tally, _seed));
        var (answering, changing) = (Start(() => answers.Run(calling)), Start(() => changes.Run(calling)));
        try
        {
            await Task.WhenAll(calling, answering, changing).WaitAsync(Patience);
        }
        finally
        {
            _stage.IsOver = true;
        }

        AssertNothingWentWrong();
        await EndAsync();
        AssertNothingWentWrong();
    }

    private void AssertNothingWentWrong() => Assert.Equal("", string.Join('\n', _stage.Violations));

    private CachingTokenProvider PassTime()
    {
        _stage.Clock.Advance(TimeSpan.FromDays(1));
        return _stage.Cache;
    }

    // On a thread of its own: those of the pool are for what the cache does.
    private static Task Start(Action run) =>
        Task.Factory.StartNew(run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    // Disposal, while some come and some wait.
    private async Task EndAsync()
    {
        // A fetch that still runs fails by its limit. Without a token, and with no failure that is remembered, whoever comes has to wait.
        Assert.True(SpinWait.SpinUntil(() => !PassTime().IsRefreshing, Patience), "A fetch has no limit.");
        PassTime();
        using var start = new Barrier(3);
        var calls = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            start.SignalAndWait();
            return Enumerable.Range(0, 50).Select(_ => _stage.Cache.GetTokenAsync().AsTask()).ToArray();
        })).ToArray();
        start.SignalAndWait();
        _stage.InForce.LetGo();
        _stage.Cache.Dispose();
        foreach (var call in (await Task.WhenAll(calls)).SelectMany(some => some))
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(() => call.WaitAsync(Patience));
            _tally.Count("refused after disposal");
        }

        foreach (var fetch in _stage.Log.Open)
        {
            fetch.Fail(new InvalidOperationException("fault at the end"));
        }

        Assert.True(
            SpinWait.SpinUntil(() => _stage.Generations.All(generation => generation.Releases == 1), Patience),
            $"Not released once: {string.Join(", ", _stage.Generations.Where(generation => generation.Releases != 1).Select(generation => $"{generation} ({generation.Releases} times)"))}.");
        Assert.True(SpinWait.SpinUntil(() => _stage.Clock.TimerCount == 0, Patience), "A timer is left.");
    }
}
