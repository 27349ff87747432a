namespace Adobe.ServerAuth.Tests.Caching.Model;

/// <summary>Lets a history happen to a cache, step by step, and compares what each step does with what was promised.</summary>
internal sealed class Play(World world)
{
    // Of every fetch, by a provider that has none of its own.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(6);

    // Few, so that one comes back that was in force before.
    private const int Identities = 3;
    private static readonly Fault TimedOut = new("its time limit", true, null, _ => null);

    private readonly Verdict _verdict = new(world);
    private readonly Endings _endings = new(world);
    private int _changes;

    public async Task DoAsync(Step step)
    {
        world.Tell(step.ToString());
        await (step.Kind switch
        {
            StepKind.Get => CallAsync(null),
            StepKind.GetWithCancelledToken => CallCancelledAsync(),
            StepKind.Cancel => CancelAsync(step.Which),
            StepKind.RejectCurrent => CallAsync(world.Past.Arrival?.Token ?? Unknown()),
            StepKind.RejectOlder => CallAsync(_endings.Tokens.Count == 0 ? Unknown() : _endings.Tokens[step.Which % _endings.Tokens.Count]),
            StepKind.RejectUnknown => CallAsync(Unknown()),
            StepKind.Advance => AdvanceAsync(Vocabulary.Pick(Vocabulary.Spans, step.Which)),
            StepKind.AdvanceTo => AdvanceToAsync(Vocabulary.Pick(Vocabulary.Moments, step.Which), (step.How % 3) - 1),
            StepKind.SetWallClock => _verdict.UnchangedAsync(() => world.Clock.StepWall(Vocabulary.Pick(Vocabulary.WallSteps, step.Which))),
            StepKind.Succeed => _endings.SucceedAsync(Vocabulary.Pick(Vocabulary.Lifetimes, step.Which), isSameValue: step.How % 6 == 0),
            StepKind.Fail => _endings.FailAsync(Vocabulary.Pick(Vocabulary.Faults, step.Which)),
            StepKind.EndStray => _endings.EndStrayAsync(step.Which),
            StepKind.IgnoreStops => _verdict.UnchangedAsync(() => world.Log.IgnoresStops = true),
            StepKind.HonourStops => _verdict.UnchangedAsync(() => world.Log.IgnoresStops = false),
            StepKind.ReplaceSame => ReplaceAsync(step.Which, world.InForce.Identity),
            StepKind.ReplaceOther => ReplaceAsync(step.Which, $"identity {(++_changes % Identities) + 1}"),
            _ => DisposeAsync(),
        });
        _verdict.StatusIsTrue();
    }

    /// <summary>Brings the history to its end: a cache that rests fetches once for who asks, and disposal leaves nothing behind.</summary>
    public async Task EndAsync()
    {
        world.Tell("The end: whatever runs succeeds, and much later somebody asks.");
        await _endings.SucceedAsync(TimeSpan.FromHours(1), isSameValue: false);
        await _endings.SucceedAsync(TimeSpan.FromHours(1), isSameValue: false);
        await AdvanceAsync(TimeSpan.FromDays(40));
        await CallAsync(null);
        await DisposeAsync();
        await DisposeAsync();
        await CallAsync(null);
        await CallAsync(Unknown());
        foreach (var stray in world.Log.Open)
        {
            stray.Fail(new InvalidOperationException($"fault {_endings.Made()}"));
        }

        await world.UntilAsync(
            () => world.Generations.TrueForAll(generation => generation.Releases == 1),
            () => $"Disposal leaves unreleased: {string.Join(", ", world.Generations.Where(generation => generation.Releases != 1))}.");
        await world.SettleAsync();
    }

    private static AccessToken Unknown() => new("from-elsewhere", DateTimeOffset.MaxValue);

    private async Task CallAsync(AccessToken? rejected)
    {
        var (promise, began, waiting) = (world.Past.For(world.Now, world.Running is not null, rejected), world.Log.Count, world.Waiting);
        var call = world.Call(rejected);
        await world.SettleAsync();
        if (world.IsDisposed)
        {
            _verdict.IsRefused(call);
            _verdict.Began(began, 0, 0);
            return;
        }

        _verdict.WaitStill(waiting);
        world.Require(call.EndedAtOnce || promise.IsToWait, $"{call} waits, though it can be answered at once.");
        await _verdict.KeepsAsync(promise, call);
        _verdict.Began(began, promise.FewestFetches, promise.MostFetches, promise.IsRenewal);
    }

    // What cannot wait gets what needs no wait, and causes nothing.
    private async Task CallCancelledAsync()
    {
        var (began, waiting) = (world.Log.Count, world.Waiting);
        var call = world.Call(null, isCancelled: true);
        await world.SettleAsync();
        _verdict.WaitStill(waiting);
        _verdict.Began(began, 0, 0);
        if (call.Token is { } token)
        {
            world.Require(world.Past.IsUsable(world.Now) && ReferenceEquals(world.Past.Arrival!.Token, token), $"{call} returns a token that is not in force.");
        }
        else
        {
            _verdict.IsCancelled(call);
        }
    }

    private async Task CancelAsync(int which)
    {
        if (world.Waiting is { Count: > 0 } waiting)
        {
            var (call, began, running) = (waiting[which % waiting.Count], world.Log.Count, world.Running);
            world.Tell($"cancelled: {call}");
            call.Cancel();
            await world.UntilAsync(() => call.Answer.IsCompleted, () => $"{call} goes on after it was cancelled.");
            await world.SettleAsync();
            _verdict.IsCancelled(call);
            _verdict.WaitStill(waiting.Where(other => other != call));
            _verdict.Began(began, 0, 0);
            world.Require(running is null || running.IsLive, $"The cancellation of {call} stops {running}, which belongs to nobody.");
        }
    }

    private async Task AdvanceAsync(TimeSpan span)
    {
        var end = world.Now + span;
        while (world.Running is { } running && running.BeganAt + TimeLimit <= end)
        {
            world.Tell($"{running} comes to its time limit");
            await _endings.EndOfAsync(running, () => world.Clock.Advance(running.BeganAt + TimeLimit - world.Now), null, TimedOut, "");
            world.Require(running.IsAskedToStop, $"{running} is given up and not asked to stop.");
        }

        await _verdict.UnchangedAsync(() => world.Clock.Advance(end - world.Now));
    }

    private Task AdvanceToAsync(Moment moment, int ticks)
    {
        var at = moment switch
        {
            Moment.RenewedFrom => world.Past.Arrival?.RenewedFrom,
            Moment.UsableUntil => world.Past.Arrival?.UsableUntil,
            Moment.CooldownEnd => world.Past.Setback?.CooldownEnd,
            Moment.AskedPauseEnd => world.Past.Setback?.AskedPauseEnd,
            Moment.ShortestPauseEnd => world.Past.Setback?.ShortestPauseEnd,
            Moment.LongestPauseEnd => world.Past.Setback?.LongestPauseEnd,
            Moment.RejectionCooldownEnd => world.Past.RejectionCooldownEnd,
            _ => world.Running?.BeganAt + TimeLimit,
        };
        return at + TimeSpan.FromTicks(ticks) is { } target && target > world.Now ? AdvanceAsync(target - world.Now) : Task.CompletedTask;
    }

    private async Task ReplaceAsync(int options, string identity)
    {
        var (old, began, waiting, running) = (world.InForce, world.Log.Count, world.Waiting, world.Running);
        var isOther = identity != old.Identity;
        var generation = world.NewGeneration(identity, options);
        old.LetGo();
        if (world.IsDisposed)
        {
            generation.LetGo();
        }

        world.InForce = generation;
        world.Past.Replaced(isOther);
        world.Cache.Replace(generation.Source);
        world.Require(!isOther || running is null || running.IsAskedToStop || running.IsAnswered, $"{running} is not asked to stop when its identity is gone.");
        world.Require(isOther || running is null || running.IsLive, $"{running} is asked to stop though its identity is kept.");
        await world.SettleAsync();
        if (isOther && running is not null)
        {
            await _verdict.LookAgainAsync(waiting, began);
        }
        else
        {
            _verdict.WaitStill(waiting);
            _verdict.Began(began, 0, 0);
        }
    }

    private async Task DisposeAsync()
    {
        var (began, waiting, running) = (world.Log.Count, world.Waiting, world.Running);
        world.InForce.LetGo();
        world.IsDisposed = true;
        world.Past.Replaced(byAnotherIdentity: true);
        world.Cache.Dispose();
        world.Require(running is null || !running.IsLive, $"{running} is not asked to stop by disposal.");
        await world.SettleAsync();
        foreach (var call in waiting)
        {
            _verdict.IsRefused(call);
        }

        _verdict.Began(began, 0, 0);
    }
}
