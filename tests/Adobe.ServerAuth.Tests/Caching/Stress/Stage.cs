using System.Collections.Concurrent;
using Adobe.ServerAuth.Tests.Caching.Model;
using Adobe.ServerAuth.Tests.Fakes;

namespace Adobe.ServerAuth.Tests.Caching.Stress;

/// <summary>What all who take part in a round share, and what they saw.</summary>
internal sealed class Stage
{
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly ConcurrentDictionary<string, Issued> _issued = new();
    private readonly ConcurrentDictionary<string, int> _failed = new();
    private readonly ConcurrentDictionary<Exception, bool> _thrown = new(ReferenceEqualityComparer.Instance);
    private volatile Generation _inForce;
    private volatile bool _isOver;
    private int _answers;
    private int _moves;

    public Stage(int seed)
    {
        Log = new FetchLog(Clock);
        _inForce = NewGeneration(1);
        var random = new Random(seed);
        Cache = ModelCaches.Of(_inForce, Clock, () => Draw(random));
    }

    public TestClock Clock { get; } = new();

    public FetchLog Log { get; }

    public CachingTokenProvider Cache { get; }

    public ConcurrentQueue<Generation> Generations { get; } = new();

    /// <summary>The last generation that the cache was told of; whoever reads it before a call may rely on it.</summary>
    public Generation InForce => _inForce;

    public IEnumerable<string> Violations => _violations.Concat(Log.Violations).Take(10);

    /// <summary>Whether it is of no use to go on: something has gone wrong, or took too long.</summary>
    public bool IsOver
    {
        get => _isOver || !_violations.IsEmpty;
        set => _isOver = value;
    }

    /// <summary>How many fetches have been answered, or are being answered right now.</summary>
    public int AnswerCount => Volatile.Read(ref _answers);

    /// <summary>How often time has passed.</summary>
    public int MoveCount => Volatile.Read(ref _moves);

    public TimeSpan Now => TimeSpan.FromTicks(Clock.GetTimestamp() / TimeSpan.NanosecondsPerTick);

    public Generation NewGeneration(int identity)
    {
        var generation = new Generation(Log, Generations.Count + 1, identity.ToString("D4", System.Globalization.CultureInfo.InvariantCulture), new TokenCacheOptions());
        Generations.Enqueue(generation);
        return generation;
    }

    public void Replace(Generation next)
    {
        _inForce.LetGo();
        Cache.Replace(next.Source);
        _inForce = next;
    }

    public void Answered() => Interlocked.Increment(ref _answers);

    public void PassTime(TimeSpan span)
    {
        Clock.Advance(span);
        Interlocked.Increment(ref _moves);
    }

    public void Issue(AccessToken token, Generation generation, TimeSpan lifetime) => _issued[token.Value] = new Issued(generation, Now, lifetime);

    public void Fail(string mark, Generation generation) => _failed[mark] = generation.Number;

    public void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            _violations.Enqueue(otherwise);
        }
    }

    /// <summary>A call that began at <paramref name="before"/>, with these options in force, got this token.</summary>
    public void Got(AccessToken token, TimeSpan before, Generation inForce)
    {
        if (!_issued.TryGetValue(token.Value, out var issued))
        {
            Require(false, $"{token.Value} was never issued.");
            return;
        }

        Require(before < issued.UsableUntil, $"{token.Value} was dead at {issued.UsableUntil}, and is returned to a call of {before}.");
        Require(string.CompareOrdinal(issued.Generation.Identity, inForce.Identity) >= 0, $"{token.Value} of {issued.Generation} is returned to a call under {inForce}.");
    }

    /// <summary>A call that began with these options in force got this failure.</summary>
    public void Got(TokenRequestException failure, Generation inForce)
    {
        Require(_thrown.TryAdd(failure, true), "Two callers got one exception.");
        var mark = failure.Message.Split('.')[0];
        if (_failed.TryGetValue(mark, out var generation))
        {
            Require(generation >= inForce.Number, $"'{mark}' of generation {generation} is told to a call under {inForce}.");
        }

        Require(failure.NextAttemptIn > TimeSpan.Zero, $"'{mark}' holds for {failure.NextAttemptIn}.");
        Require(failure.FailureAge is not { } age || age < TimeSpan.FromMinutes(5), $"'{mark}' is remembered for {failure.FailureAge}.");
    }

    private static double Draw(Random random)
    {
        lock (random)
        {
            return random.NextDouble();
        }
    }
}
