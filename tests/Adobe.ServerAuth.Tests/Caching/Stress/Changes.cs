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
            // Where it is worst: when a fetch begins, or in the moment in which it ends.
            var (begun, answered, isAtBeginning) = (stage.Log.Count, stage.AnswerCount, _random.Next(2) == 0);
            var some = _random.Next(1, 6);
            for (var spin = default(SpinWait); !until.IsCompleted && (isAtBeginning ? stage.Log.Count - begun : stage.AnswerCount - answered) < some;)
            {
                spin.SpinOnce(sleep1Threshold: -1);
            }

            if (_random.Next(3) == 0)
            {
                _identity++;
                tally.Count("other identity");
            }

            stage.Replace(stage.NewGeneration(_identity));
        }
    }
}
