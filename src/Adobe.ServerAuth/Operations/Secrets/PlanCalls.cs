using System.Diagnostics;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.Operations.Secrets;

// The caller's functions, each within its time, and with an exception of ours for what they throw.
internal sealed class PlanCalls(ClientSecretRotationPlan plan, TimeProvider clock)
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly List<string> _secrets = [];

    public TimeSpan ProofTimeout => plan.ProofTimeout;

    // Between two notes a run keeps the first, proves the secret, looks at the note and stores, each within its time.
    public TimeSpan LongestSilence => plan.FunctionTimeout + plan.FunctionTimeout + plan.FunctionTimeout + plan.ProofTimeout + TimeSpan.FromMinutes(2);

    public bool KeepsNotes => plan.LoadNote is not null;

    public async Task TellAsync(ClientSecretRotationStep step)
    {
        try
        {
            if (plan.Progress is { } progress)
            {
                await RunAsync("is told of progress", _ => new ValueTask<bool>(Done(() => progress.Report(step))), CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (ClientSecretException)
        {
            // Who watches must not end what would then have to be continued.
        }
    }

    // Cancelled by nobody but the time limit: what is stored by half is lost.
    public Task StoreAsync(NewClientSecret secret) => RunAsync(
        "stores the new secret",
        async limited =>
        {
            await plan.Store(secret, limited).ConfigureAwait(false);
            return true;
        },
        CancellationToken.None);

    // A file may end with a line break.
    public async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await RunAsync("reads the stored secret", limited => plan.Read(limited), cancellationToken).ConfigureAwait(false) is not { } read || read.Trim() is not { Length: > 0 } secret)
        {
            return null;
        }

        Know(secret);
        return secret;
    }

    public async Task<RotationNote?> LoadNoteAsync(CancellationToken cancellationToken)
    {
        var text = plan.LoadNote is { } load ? await RunAsync("loads the note", limited => load(limited), cancellationToken).ConfigureAwait(false) : null;
        return string.IsNullOrWhiteSpace(text) ? null : RotationNote.Read(text!) ?? throw RotationFailures.UnreadableNote();
    }

    // Null takes away what is there.
    public Task SaveNoteAsync(RotationNote? note, CancellationToken cancellationToken) => plan.SaveNote is not { } save ? Task.CompletedTask : RunAsync(
        "saves the note",
        async limited =>
        {
            await save(note?.ToText() ?? "", limited).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    // What no text may show from now on.
    public void Know(string secret) => _secrets.Add(secret);

    private async Task<T?> RunAsync<T>(string what, Func<CancellationToken, ValueTask<T>> function, CancellationToken cancellationToken)
    {
        try
        {
            // On another thread: it may block, and must not keep its limit from working.
            var (isInTime, result) = await BoundedCall.RunAsync(
                limited => new ValueTask<T>(Task.Run(() => function(limited).AsTask(), CancellationToken.None)), plan.FunctionTimeout, clock, cancellationToken).ConfigureAwait(false);
            return isInTime ? result : throw new PlanTimeoutException();
        }
        catch (PlanTimeoutException)
        {
            throw RotationFailures.FunctionTooSlow(what, plan.FunctionTimeout);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw RotationFailures.FunctionFailed(what, e, IsTelling(e));
        }
    }

    private bool IsTelling(Exception exception)
    {
        try
        {
            return new SecretFilter([.. _secrets]).AreIn(ExceptionTexts.Of(exception));
        }
        catch (Exception)
        {
            // An exception of somebody else's, whose own members throw.
            return true;
        }
    }

    private static bool Done(Action action)
    {
        action();
        return true;
    }

    private sealed class PlanTimeoutException : Exception;
}
