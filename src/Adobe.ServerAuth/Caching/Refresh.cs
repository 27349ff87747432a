using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Adobe.ServerAuth.Abstractions;
using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.Caching;

// One fetch that any number of callers wait for. None of them owns it: it has its own cancellation and time limit, and runs without
// anyone's execution context.
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Without a timer there is nothing to free, and a late Cancel must not throw.")]
internal sealed class Refresh(TokenSource source, AccessToken? current, AccessToken? rejected, string cause)
{
    // Longer than the longest total timeout of a token request, whose own error says more. It ends the fetches of providers without one.
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(6);

    private readonly WaitingCallers _callers = new();

    // Ends the wait for the provider, and nothing that the provider does can hold that up.
    private readonly CancellationTokenSource _wait = new();

    // What the provider may listen to.
    private readonly CancellationTokenSource _stop = new();
    private readonly ActivityContext _origin = Activity.Current?.Context ?? default;

    public TokenSource Source { get; } = source;

    // The token that an API refused, when that is the reason for this fetch.
    public AccessToken? Rejected { get; } = rejected;

    public string Cause { get; } = cause;

    // How long the token at hand can still be used; set when the fetch has ended.
    public TimeSpan LifeLeft { get; set; }

    // The source was replaced while this fetch used it: who ends it releases it. Otherwise that is for who replaces it.
    public bool IsLastOfSource { get; set; }

    // For one caller more. Not safe for concurrent use: the lock of the slot guards it, and nobody joins a refresh that was settled.
    public Task<RefreshOutcome> Join() => _callers.Add();

    // On the pool's own context: no caller's AsyncLocals, no caller's trace, and no inner provider's code under the lock of who starts it.
    public void Start(CacheEnvironment environment, Func<Refresh, AccessToken?, TokenRequestFailure?, RefreshOutcome> settle) =>
        ThreadPool.UnsafeQueueUserWorkItem(_ => _ = RunAsync(environment, settle), null);

    public void Cancel()
    {
        _wait.Cancel();

        // Not here: what the provider has registered may block, or throw.
        _stop.CancelAsync().Forget();
    }

    private async Task RunAsync(CacheEnvironment environment, Func<Refresh, AccessToken?, TokenRequestFailure?, RefreshOutcome> settle)
    {
        var activity = StartActivity();
        AccessToken token;
        try
        {
            token = await FetchAsync(environment.Clock).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Perhaps on the thread of a timer, or of who disposes: neither has to wait for what comes now. Not by an await, which goes on
            // here whenever what it waits for has ended by then.
            _ = Task.Run(() => End(null, e));
            return;
        }

        End(token, null);

        void End(AccessToken? brought, Exception? exception)
        {
            // No caller stands behind a refresh: whatever went wrong is data for all who wait for it.
            var outcome = settle(this, brought, exception is null ? null : TokenRequestFailure.From(exception));
            RefreshReport.Measure(environment.Metrics, activity, this, outcome);
            _callers.Release(outcome);
            RefreshReport.Write(environment.Logger, activity, this, outcome);
            if (IsLastOfSource)
            {
                Source.Release();
            }
        }
    }

    private Activity? StartActivity() => ServerAuthActivities.StartRenewal(Cause, _origin, isWaitedFor: Cause != TelemetryValues.Due);

    private async Task<AccessToken> FetchAsync(TimeProvider clock)
    {
        // Apart from this: a provider that blocks must not keep its time limit from being set. Not at all, if it is given up before it began.
        var fetch = Task.Run(() => Source.Inner.FetchAsync(current, Rejected, _stop.Token).AsTask(), _stop.Token);
        try
        {
            return await fetch.WaitAsync(Limit, clock, _wait.Token).ConfigureAwait(false);
        }
        finally
        {
            if (!fetch.IsCompleted)
            {
                Cancel();
            }

            // Of one that has failed by now nobody has seen why, if it did after the wait for it had ended.
            if (fetch.Status != TaskStatus.RanToCompletion)
            {
                fetch.Forget();
            }
        }
    }
}
