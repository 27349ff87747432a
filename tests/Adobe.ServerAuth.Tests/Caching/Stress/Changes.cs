namespace Adobe.ServerAuth.Tests.Caching.Stress;

/// <summary>Somebody who changes the configuration all the time, at any moment of a fetch.</summary>
internal sealed class Changes(Stage stage, Tally tally, int seed)
{
    private readonly Random _random = new(seed + 2_000);
    private int _identity = 1;

    public void Run(Task until)
    {
        while (!until.IsCompleted)
        {
            WaitForTheWorstMoment(until);
            if (_random.Next(3) == 0)
            {
                _identity++;
                tally.Count("other identity");
            }

            stage.Replace(stage.NewGeneration(_identity));
        }
    }

    // When a fetch begins, when it ends, or when the clock has moved and everyone finds the token due or dead.
    private void WaitForTheWorstMoment(Task until)
    {
        var which = _random.Next(3);
        var next = CountOf(which) + _random.Next(1, 6);
        for (var spin = default(SpinWait); !until.IsCompleted && CountOf(which) < next;)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    private int CountOf(int which) => which switch
    {
        0 => stage.Log.Count,
        1 => stage.AnswerCount,
        _ => stage.MoveCount,
    };
}
