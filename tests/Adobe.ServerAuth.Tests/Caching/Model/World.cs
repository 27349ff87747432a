using System.Diagnostics;
using System.Globalization;
using Adobe.ServerAuth.Caching;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Caching.Model;

/// <summary>A cache, its surroundings, and what was seen of it so far.</summary>
internal sealed class World : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PatienceAfterFailure = TimeSpan.FromSeconds(1);

    // Who looks for the shortest history that fails need not be patient with each of them.
    private static volatile bool _hasWaitedInVain;

    private readonly List<ObservedCall> _calls = [];
    private readonly List<string> _told = [];
    private readonly List<double> _drawn = [];
    private readonly HashSet<Exception> _thrown = new(ReferenceEqualityComparer.Instance);
    private readonly Random _random;
    private int _generations;

    public World(int options, int seed)
    {
        _random = new Random(seed);
        Log = new FetchLog(Clock);
        InForce = NewGeneration("identity 1", options);
        Cache = ModelCaches.Of(InForce, Clock, Draw);
    }

    public TestClock Clock { get; } = new();

    public FetchLog Log { get; }

    public Past Past { get; } = new();

    public CachingTokenProvider Cache { get; }

    public Generation InForce { get; set; }

    public List<Generation> Generations { get; } = [];

    public bool IsDisposed { get; set; }

    public TimeSpan Now => TimeSpan.FromTicks(Clock.GetTimestamp() / TimeSpan.NanosecondsPerTick);

    /// <summary>The fetch whose end the cache waits for.</summary>
    public ObservedFetch? Running => Log.Open.SingleOrDefault(fetch => fetch.IsLive);

    public IReadOnlyList<ObservedCall> Waiting => [.. _calls.Where(call => !call.Answer.IsCompleted)];

    public Generation NewGeneration(string identity, int options)
    {
        var generation = new Generation(Log, ++_generations, identity, Vocabulary.Pick(Vocabulary.Options, options));
        Generations.Add(generation);
        return generation;
    }

    public ObservedCall Call(AccessToken? rejected, bool isCancelled = false)
    {
        var call = new ObservedCall(_calls.Count + 1, Cache, rejected, isCancelled);
        _calls.Add(call);
        return call;
    }

    public void Tell(string what) => _told.Add($"  {Now.ToString("c", CultureInfo.InvariantCulture)}  {what}");

    public void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            Assert.Fail($"{otherwise}\nWhat happened, on the monotonic clock:\n{string.Join('\n', _told)}");
        }
    }

    /// <summary>What was drawn since this was asked for the last time.</summary>
    public double[] TakeDrawn()
    {
        lock (_drawn)
        {
            var drawn = _drawn.ToArray();
            _drawn.Clear();
            return drawn;
        }
    }

    public bool IsNew(Exception exception) => _thrown.Add(exception);

    /// <summary>
    /// Waits until the cache has taken in what happened. Either it waits for one fetch, which has begun and whose time limit is set, or for
    /// none, and then nobody waits for it.
    /// </summary>
    public async Task SettleAsync()
    {
        await UntilAsync(IsSettled, () =>
            $"The cache does not come to rest. {(Cache.IsRefreshing ? "It waits for a fetch" : "It waits for no fetch")}; of those it began run: "
            + $"{Listed(Log.Open.Where(fetch => fetch.IsLive))}; timers: {Clock.TimerCount}; waiting: {Listed(Waiting)}.");
        var violations = Log.Violations;
        Require(violations.Count == 0, violations.Count > 0 ? violations[0] : "");
    }

    public async Task UntilAsync(Func<bool> condition, Func<string> otherwise)
    {
        for (var (turn, start) = (0, Stopwatch.GetTimestamp()); !condition(); turn++)
        {
            // By the turns as well: a machine that stood still has given nobody a chance.
            var patience = _hasWaitedInVain ? PatienceAfterFailure : Patience;
            if (turn > 10_000 && Stopwatch.GetElapsedTime(start) > patience)
            {
                _hasWaitedInVain = true;
                Require(false, otherwise());
            }

            await Task.Yield();
        }
    }

    public void Dispose()
    {
        Cache.Dispose();
        foreach (var fetch in Log.Open)
        {
            fetch.Fail(new InvalidOperationException("The test is over."));
        }

        _calls.ForEach(call => call.Dispose());
    }

    private static string Listed(IEnumerable<object> things) => string.Join(", ", things) is { Length: > 0 } list ? list : "none";

    private bool IsSettled()
    {
        var live = Log.Open.Where(fetch => fetch.IsLive).ToArray();
        return Cache.IsRefreshing
            ? (live.Length, Clock.TimerCount) == (1, 1) && Clock.NextTimer == live[0].BeganAt + Refresh.Limit - Now
            : (live.Length, Clock.TimerCount) == (0, 0) && Waiting.Count == 0;
    }

    // Quarters, which are exact.
    private double Draw()
    {
        lock (_drawn)
        {
            var drawn = _random.Next(5) / 4.0;
            _drawn.Add(drawn);
            return drawn;
        }
    }
}
