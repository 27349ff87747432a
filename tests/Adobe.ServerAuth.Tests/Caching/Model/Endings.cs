namespace Adobe.ServerAuth.Tests.Caching.Model;

/// <summary>How fetches end, and what then has to become of those who wait for them.</summary>
internal sealed class Endings(World world)
{
    private static readonly Fault DeadOnArrival = new("a dead token", true, null, _ => null);

    private readonly Verdict _verdict = new(world);
    private int _made;

    /// <summary>All that were ever brought.</summary>
    public List<AccessToken> Tokens { get; } = [];

    public int Made() => ++_made;

    public Task SucceedAsync(TimeSpan lifetime, bool isSameValue)
    {
        if (world.Running is not { } running)
        {
            return Task.CompletedTask;
        }

        var value = isSameValue && world.Past.Arrival is { } last ? last.Token.Value : $"token-{Made()}";
        var token = new AccessToken(value, world.Clock.GetUtcNow() + lifetime);
        Tokens.Add(token);
        world.Tell($"{running} brings {value}");
        return lifetime > TimeSpan.Zero
            ? EndOfAsync(running, () => running.Succeed(token), token, null, "")
            : EndOfAsync(running, () => running.Succeed(token), null, DeadOnArrival, "");
    }

    public Task FailAsync(Fault fault)
    {
        if (world.Running is not { } running)
        {
            return Task.CompletedTask;
        }

        var mark = $"fault {Made()}.";
        world.Tell($"{running} fails: {mark}");
        var exception = fault.Make(mark);
        world.Log.AskedPause = fault.RetryAfter is { } asked ? (running.Generation, world.Now + Believed(asked)) : null;
        return EndOfAsync(running, exception is null ? () => running.Succeed(null!) : () => running.Fail(exception), null, fault, mark);
    }

    private static TimeSpan Believed(TimeSpan asked) => asked < TimeSpan.FromMinutes(5) ? asked : TimeSpan.FromMinutes(5);

    // What a fetch brings that the cache has given up changes nothing.
    public async Task EndStrayAsync(int which)
    {
        if (world.Log.Open.FirstOrDefault(fetch => !fetch.IsLive) is { } stray)
        {
            world.Tell($"{stray} ends late");
            await _verdict.UnchangedAsync(() =>
            {
                if (which % 2 == 0)
                {
                    stray.Succeed(new AccessToken($"stray-{Made()}", world.Clock.GetUtcNow().AddDays(1)));
                }
                else
                {
                    stray.Fail(new InvalidOperationException($"fault {Made()}."));
                }
            });
        }
    }

    public async Task EndOfAsync(ObservedFetch fetch, Action end, AccessToken? token, Fault? fault, string mark)
    {
        var (began, waiting) = (world.Log.Count, world.Waiting);
        world.TakeDrawn();
        end();
        await world.SettleAsync();
        if (token is not null)
        {
            var drawn = world.TakeDrawn();
            world.Require(drawn.Length == 1, $"The jitter of {token.Value} is drawn {drawn.Length} times.");
            world.Past.Brought(new Arrival(world.Now, token, token.ExpiresAt - world.Clock.GetUtcNow(), fetch.Generation.Options, drawn[0], fetch.Rejected is not null));
            await _verdict.GotAsync(fetch, token, waiting, began);
        }
        else if (fetch.Generation == world.InForce)
        {
            world.Past.Failed(world.Now, fault!, mark, fetch.Generation.Options);
            await _verdict.FailedAsync(waiting, began);
        }
        else
        {
            // It failed with options that are gone: who waits for it asks anew.
            await _verdict.LookAgainAsync(waiting, began);
        }
    }
}
