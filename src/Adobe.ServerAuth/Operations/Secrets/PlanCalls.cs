using Adobe.ServerAuth.Credentials;

namespace Adobe.ServerAuth.Operations.Secrets;

// The caller's functions, each within its time, and with an exception of ours for what they throw.
internal sealed class PlanCalls(ClientSecretRotationPlan plan, TimeProvider clock)
{
    public TimeSpan ProofTimeout => plan.ProofTimeout;

    public void Tell(ClientSecretRotationStep step)
    {
        try
        {
            plan.Progress?.Report(step);
        }
        catch (Exception)
        {
            // Who watches must not end what would then have to be continued.
        }
    }

    // Cancelled by nobody but the time limit: what is stored by half is lost.
    public async Task StoreAsync(NewClientSecret secret)
    {
        try
        {
            await RunAsync("stores the new secret", async limited =>
            {
                await plan.Store(secret, limited).ConfigureAwait(false);
                return true;
            }, CancellationToken.None).ConfigureAwait(false);
        }
        catch (ClientSecretException e)
        {
            throw RotationFailures.NotStored(secret, e);
        }
    }

    // A file may end with a line break.
    public async Task<string?> ReadAsync(CancellationToken cancellationToken) =>
        await RunAsync("reads the stored secret", limited => plan.Read(limited), cancellationToken).ConfigureAwait(false) is { } read && read.Trim() is { Length: > 0 } secret ? secret : null;

    public async Task<RotationNote?> LoadNoteAsync(CancellationToken cancellationToken)
    {
        var text = plan.LoadNote is { } load ? await RunAsync("loads the note", limited => load(limited), cancellationToken).ConfigureAwait(false) : null;
        return string.IsNullOrWhiteSpace(text) ? null : RotationNote.Read(text!) ?? throw RotationFailures.UnreadableNote();
    }

    public Task SaveNoteAsync(RotationNote note, CancellationToken cancellationToken) => plan.SaveNote is not { } save ? Task.CompletedTask : RunAsync(
        "saves the note",
        async limited =>
        {
            await save(note.ToText(), limited).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    private async Task<T?> RunAsync<T>(string what, Func<CancellationToken, ValueTask<T>> function, CancellationToken cancellationToken)
    {
        try
        {
            // On another thread: it may block, and must not keep its limit from working.
            var (isInTime, result) = await BoundedCall.RunAsync(
                limited => new ValueTask<T>(Task.Run(() => function(limited).AsTask(), limited)), plan.FunctionTimeout, clock, cancellationToken).ConfigureAwait(false);
            return isInTime ? result : throw RotationFailures.FunctionTooSlow(what, plan.FunctionTimeout);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is not ClientSecretException)
        {
            throw RotationFailures.FunctionFailed(what, e);
        }
    }
}
