namespace Adobe.ServerAuth.Tests.Caching.Model;

/// <summary>Whether calls and fetches did what was promised.</summary>
internal sealed class Verdict(World world)
{
    /// <summary>How many fetches began in this step, for which options, and whether the provider is told of a refusal.</summary>
    public void Began(int before, int fewest, int most, bool? isRenewal = null)
    {
        var count = world.Log.Count - before;
        world.Require(count >= fewest, "No fetch begins, though no other runs, none is paused, and one is due.");
        world.Require(count <= most, $"{count} fetches begin where {most} may.");
        if (count > 0)
        {
            var running = world.Running!;
            world.Require(running.Generation == world.InForce, $"{running} begins, but {world.InForce} is in force.");
            world.Require(isRenewal is null || isRenewal == running.Rejected is not null, $"{running} begins for the wrong reason.");
        }
    }

    /// <summary>Something happened that changes nothing for who waits, and causes no fetch.</summary>
    public async Task UnchangedAsync(Action deed)
    {
        var (began, waiting) = (world.Log.Count, world.Waiting);
        deed();
        await world.SettleAsync();
        WaitStill(waiting);
        Began(began, 0, 0);
    }

    public void WaitStill(IEnumerable<ObservedCall> calls)
    {
        foreach (var call in calls)
        {
            world.Require(!call.Answer.IsCompleted, $"{call} ends, though the fetch it waits for has not: {Ending(call)}.");
        }
    }

    public async Task KeepsAsync(Promise promise, ObservedCall call)
    {
        if (promise.IsToWait)
        {
            world.Require(!call.Answer.IsCompleted, $"{call} has to wait for a fetch, and ends: {Ending(call)}.");
            return;
        }

        await EndsAsync(call);
        if (promise.Remembered is { } setback)
        {
            Failed(call, setback, mayBeNew: false);
        }
        else
        {
            world.Require(ReferenceEquals(call.Token, promise.Token), $"{call} has to return {promise.Token!.Value} at once: {Ending(call)}.");
        }
    }

    /// <summary>A fetch brought a token: whoever waited for it gets it, even one whose life is over soon.</summary>
    public async Task GotAsync(ObservedFetch fetch, AccessToken token, IReadOnlyList<ObservedCall> waiting, int began)
    {
        var served = waiting.Where(call => fetch.Rejected is not null || call.Rejected?.Value != token.Value).ToList();
        foreach (var call in served)
        {
            await EndsAsync(call);
            world.Require(ReferenceEquals(call.Token, token), $"{call} waited for {fetch}, which brought {token.Value}: {Ending(call)}.");
        }

        // The fetch knew nothing of the refusal and brought the refused token again.
        await LookAgainAsync([.. waiting.Except(served)], began);
    }

    /// <summary>The fetch failed: whoever waited for it gets to know.</summary>
    public async Task FailedAsync(IReadOnlyList<ObservedCall> waiting, int began)
    {
        foreach (var call in waiting)
        {
            await EndsAsync(call);
            Failed(call, world.Past.Setback!, mayBeNew: true);
        }

        Began(began, 0, 0);
    }

    /// <summary>The fetch came to nothing: whoever waited for it is answered as if they asked now.</summary>
    public async Task LookAgainAsync(IReadOnlyList<ObservedCall> waiting, int began)
    {
        var promises = waiting.Select(call => (Call: call, Promise: world.Past.For(world.Now, false, call.Rejected))).ToList();
        foreach (var (call, promise) in promises)
        {
            await KeepsAsync(promise, call);
        }

        Began(began, promises.Select(one => one.Promise.FewestFetches).DefaultIfEmpty().Max(), promises.Select(one => one.Promise.MostFetches).DefaultIfEmpty().Max());
    }

    public void IsCancelled(ObservedCall call) => world.Require(
        call.Exception is OperationCanceledException cancelled && cancelled.CancellationToken == call.Cancellation,
        $"{call} was cancelled: {Ending(call)}.");

    public void IsRefused(ObservedCall call) =>
        world.Require(call.Exception is ObjectDisposedException, $"The cache is disposed, and {call} ends otherwise: {Ending(call)}.");

    /// <summary>The status says what the history says, and what the next call is promised.</summary>
    public void StatusIsTrue()
    {
        var (status, past, now, isFetching) = (world.Cache.GetStatus(), world.Past, world.Now, world.Running is not null);
        if (world.IsDisposed)
        {
            world.Require(status.State is CredentialState.Idle, $"The status of a disposed cache is {status}.");
            return;
        }

        TimeSpan? usableFor = past.IsUsable(now) ? past.Arrival!.UsableUntil - now : null;
        var told = past.ToldAt(now);
        var state = (usableFor, told) switch
        {
            (null, null) => CredentialState.Idle,
            (null, _) => CredentialState.NoToken,
            (_, null) => CredentialState.Ready,
            _ => CredentialState.RenewalFailing,
        };
        world.Require((status.State, status.IsFetching) == (state, isFetching), $"The status has to be {state}, fetching: {isFetching}. It is {status}, fetching: {status.IsFetching}.");
        world.Require(status.UsableFor == usableFor, $"The token can be used for {usableFor}: {status}.");
        world.Require(status.FailureAge == now - told?.At, $"The last fetch failed {now - told?.At} ago: {status}.");
        world.Require(status.FailureReason is null == told is null, $"The last failure is {told?.Mark}: {status}.");
        world.Require(status.IsTokenRefused == (usableFor is not null && told?.At < past.Arrival!.RenewedFrom), $"Whether an API refused the token is wrong: {status}.");
        world.Require(status.NextAttemptIn is null || (told is not null && !isFetching), $"There is no failure to wait for: {status}.");
        if (told is not null && !isFetching)
        {
            var (soonest, latest) = past.NextAttempt(now);
            var at = now + (status.NextAttemptIn ?? TimeSpan.Zero);
            world.Require(status.NextAttemptIn is null ? soonest <= now : soonest <= at && at <= latest, $"The next attempt is between {soonest} and {latest}, not at {at}: {status}.");
        }

        if (told is not null && !isFetching && (usableFor is null || now >= past.Arrival!.RenewedFrom))
        {
            var next = past.For(now, false, null);
            world.Require(status.NextAttemptIn is not null || next.MostFetches > 0, $"The next call causes no fetch yet: {status}.");
            world.Require(status.NextAttemptIn is null || next.FewestFetches == 0, $"The next call causes a fetch: {status}.");
        }
    }

    private static string Ending(ObservedCall call) => call.Token is { } token ? $"it returned {token.Value}"
        : call.Exception is { } exception ? $"it threw {exception.GetType().Name}: {exception.Message}" : "it waits";

    private Task EndsAsync(ObservedCall call) => world.UntilAsync(() => call.Answer.IsCompleted, () => $"{call} waits for a fetch that has ended.");

    private void Failed(ObservedCall call, Setback setback, bool mayBeNew)
    {
        var what = $"{call} has to tell {setback.Mark} ({setback.Fault})";
        world.Require(call.Exception is AdobeServerAuthException, $"{what}: {Ending(call)}.");
        var exception = call.Exception!;
        world.Require(world.IsNew(exception), $"{what}, with an exception of its own.");
        var isForeign = exception.InnerException is not null || setback.Fault.Make("") is null or not AdobeServerAuthException;
        world.Require(isForeign || exception.Message.StartsWith(setback.Mark, StringComparison.Ordinal), $"{what}: {Ending(call)}.");
        world.Require(setback.Fault.Make("") is not CredentialException || exception is CredentialException, $"{what}: {Ending(call)}.");
        world.Require(mayBeNew || exception.InnerException is null, $"{what} from memory, which keeps no cause.");
        var (age, next) = (world.Now - setback.At, setback.CooldownEnd - world.Now);
        var (toldAge, toldNext) = exception is CredentialException credential ? (credential.FailureAge, credential.NextAttemptIn)
            : exception is TokenRequestException told ? (told.FailureAge, told.NextAttemptIn) : (null, null);
        world.Require(toldAge == age || (mayBeNew && toldAge is null), $"{what} of {age} ago, not of {toldAge}.");
        world.Require(toldNext == next, $"{what}; the next attempt is in {next}, not {toldNext}.");
        if (exception is TokenRequestException request)
        {
            world.Require(request.IsTransient == setback.Fault.IsTransient, $"{what}; whether it is transient is wrong.");
            world.Require(request.RetryAfter == setback.Fault.RetryAfter, $"{what}; what the server asked for is wrong: {request.RetryAfter}.");
        }
    }
}
