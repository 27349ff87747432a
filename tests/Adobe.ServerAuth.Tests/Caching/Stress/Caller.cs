namespace Adobe.ServerAuth.Tests.Caching.Stress;

/// <summary>An application's thread: it wants tokens, reports some as refused, and loses its patience at times.</summary>
internal sealed class Caller(Stage stage, Tally tally, int seed)
{
    private const int Fetches = 400;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Random _random = new(seed);
    private AccessToken? _last;

    public void Run()
    {
        while (stage.Log.Count < Fetches && !stage.IsOver)
        {
            var dice = _random.Next(100);
            if (dice < 75)
            {
                Call(null, null);
            }
            else if (dice < 88)
            {
                Call(_last, null);
            }
            else
            {
                using var cancellation = new CancellationTokenSource();
                Call(dice < 91 ? _last : null, cancellation);
            }
        }
    }

    private void Call(AccessToken? rejected, CancellationTokenSource? cancellation)
    {
        var (before, inForce) = (stage.Now, stage.InForce);
        var call = rejected is null ? stage.Cache.GetTokenAsync(cancellation?.Token ?? default) : stage.Cache.RenewTokenAsync(rejected, cancellation?.Token ?? default);
        var waits = !call.IsCompleted;
        var answer = call.AsTask();
        if (waits)
        {
            cancellation?.Cancel();
        }
        else
        {
            // What is answered at once is answered a million times a second: it must not keep the others from their turn.
            Thread.Yield();
        }

        try
        {
            _last = answer.WaitAsync(Patience).GetAwaiter().GetResult();
            stage.Got(_last, before, inForce);
            tally.Count(rejected is null ? waits ? "answered after a wait" : "answered at once" : _last.Value == rejected.Value ? "same token while paused" : "renewed");
        }
        catch (TokenRequestException e)
        {
            stage.Got(e, inForce);
            tally.Count(e.FailureAge is null ? "failed after a wait" : "remembered failure");
        }
        catch (OperationCanceledException e)
        {
            stage.Require(cancellation is not null && e.CancellationToken == cancellation.Token, "A call was cancelled that nobody cancelled.");
            tally.Count("cancelled");
        }
        catch (TimeoutException)
        {
            stage.Require(false, $"A call that began at {before} waits for ever.");
        }
        catch (Exception e)
        {
            stage.Require(false, $"A call ended in {e.GetType().Name}: {e.Message}");
        }
    }
}
