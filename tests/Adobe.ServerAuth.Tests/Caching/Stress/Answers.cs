using Adobe.ServerAuth.Tests.Caching.Model;

namespace Adobe.ServerAuth.Tests.Caching.Stress;

/// <summary>The server that tokens come from, and time. No fetch is taken in while the clock moves, so that a token's life is exact.</summary>
internal sealed class Answers(Stage stage, Tally tally, int seed)
{
    private static readonly TimeSpan[] Lifetimes =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1),
    ];

    private readonly Random _random = new(seed + 1_000);
    private int _made;

    public void Run(Task until)
    {
        while (!until.IsCompleted)
        {
            var open = stage.Log.Open;
            if (open.FirstOrDefault(fetch => !fetch.IsLive) is { } stray && _random.Next(2) == 0)
            {
                EndStray(stray);
            }
            else if (open.FirstOrDefault(fetch => fetch.IsLive) is { } fetch && _random.Next(8) > 0)
            {
                Answer(fetch);
            }
            else
            {
                PassTime();
            }
        }
    }

    // Any order of magnitude, from a millisecond to a quarter of an hour: what comes next may be near or far.
    private void PassTime()
    {
        if (_random.Next(20) == 0)
        {
            stage.Clock.StepWall(TimeSpan.FromHours(_random.Next(-48, 48)));
        }

        stage.PassTime(TimeSpan.FromMilliseconds(Math.Pow(10, 6 * _random.NextDouble())));
        Thread.Yield();
    }

    // The cache has given it up: nobody may ever get what it brings.
    private void EndStray(ObservedFetch stray)
    {
        tally.Count("stray ended");
        if (_random.Next(2) == 0)
        {
            stray.Succeed(new AccessToken($"stray-{seed}-{++_made}", stage.Clock.GetUtcNow().AddDays(1)));
        }
        else
        {
            stray.Fail(new InvalidOperationException($"fault {++_made} of a stray"));
        }
    }

    private void Answer(ObservedFetch fetch)
    {
        stage.Log.IgnoresStops = _random.Next(2) == 0;
        var dice = _random.Next(100);
        stage.Answered();
        if (dice < 65)
        {
            Succeed(fetch, Lifetimes[_random.Next(Lifetimes.Length)]);
        }
        else if (dice < 70)
        {
            Succeed(fetch, TimeSpan.Zero);
        }
        else
        {
            var mark = $"fault {++_made} of round {seed}";
            var asked = dice is >= 75 and < 78 ? TimeSpan.FromSeconds(20) : (TimeSpan?)null;
            stage.Fail(mark, fetch.Generation);
            stage.Log.AskedPause = asked is { } pause ? (fetch.Generation, stage.Now + pause) : null;
            fetch.Fail(dice < 75 ? new InvalidOperationException(mark) : new TokenRequestException(mark + ".")
            {
                IsTransient = dice < 90,
                RetryAfter = asked,
            });
        }

        // Taken in, or thrown away, and perhaps followed by the next one.
        var isTaken = SpinWait.SpinUntil(() => !stage.Cache.IsRefreshing || stage.Log.NewestWanted > fetch.Number, TimeSpan.FromSeconds(30));
        stage.Require(isTaken, $"{fetch} has ended, and the cache still waits for it.");
        if (fetch.Generation != stage.InForce)
        {
            tally.Count(fetch.Generation.Identity == stage.InForce.Identity ? "answered with old options" : "answered for an old identity");
        }
    }

    private void Succeed(ObservedFetch fetch, TimeSpan lifetime)
    {
        var token = new AccessToken($"token-{seed}-{++_made}", stage.Clock.GetUtcNow() + lifetime);
        stage.Issue(token, fetch.Generation, lifetime);
        fetch.Succeed(token);
    }
}
