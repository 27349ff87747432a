namespace Adobe.ServerAuth.Operations.Secrets;

// The note of a rotation, where the caller keeps it.
internal sealed class RotationNotes(PlanCalls plan, string credentialId, TimeProvider clock)
{
    private const int MostWaits = 5;

    // As it was saved last, while it is open.
    private RotationNote? _open;

    // What another run left that has ended, or was killed. One that may be alive is waited for.
    public async Task<RotationNote?> LoadAsync(CancellationToken cancellationToken)
    {
        var note = await LoadOnceAsync(cancellationToken).ConfigureAwait(false);
        for (var waits = 0; note is { IsEnded: false }; waits++)
        {
            note = waits < MostWaits ? await WaitAsync(note, cancellationToken).ConfigureAwait(false) : throw RotationFailures.OtherRun();
        }

        return note;
    }

    // Tells the others apart from this run.
    public string Run { get; } = Guid.NewGuid().ToString("N");

    public async Task SaveAsync(RotationNote note, CancellationToken cancellationToken)
    {
        await plan.SaveNoteAsync(note, cancellationToken).ConfigureAwait(false);
        _open = note.IsEnded ? null : note;
    }

    // Another run may have found this one silent for too long.
    public async Task ThrowIfTakenOverAsync()
    {
        if (!await IsOursAsync().ConfigureAwait(false))
        {
            _open = null;
            throw RotationFailures.OtherRun();
        }
    }

    // Nothing was added, so there is nothing to continue.
    public Task WithdrawAsync(RotationNote? last) => TrySaveAsync(last);

    // The next run need not wait for this one.
    public Task EndAsync() => _open is null ? Task.CompletedTask : TrySaveAsync(_open.Ended());

    // What this run has begun may take effect late, so the next one is to wait, however this one ends.
    public void LeaveOpen() => _open = null;

    public void Resume(RotationNote note) => _open = note;

    // If it says nothing for so long, it was killed.
    private async Task<RotationNote?> WaitAsync(RotationNote note, CancellationToken cancellationToken)
    {
        var left = note.TouchedAt + plan.LongestSilence - clock.GetUtcNow();
        if (left > TimeSpan.Zero)
        {
            await plan.TellAsync(ClientSecretRotationStep.Waiting).ConfigureAwait(false);
            await Task.Delay(left < plan.LongestSilence ? left : plan.LongestSilence, clock, cancellationToken).ConfigureAwait(false);
        }

        var found = await LoadOnceAsync(cancellationToken).ConfigureAwait(false);
        return found?.ToText() == note.ToText() ? note.Ended() : found;
    }

    private async Task<RotationNote?> LoadOnceAsync(CancellationToken cancellationToken)
    {
        var note = await plan.LoadNoteAsync(cancellationToken).ConfigureAwait(false);
        return note is null || note.CredentialId == credentialId ? note : throw RotationFailures.NoteOfAnother(note.CredentialId);
    }

    private async Task<bool> IsOursAsync() =>
        !plan.KeepsNotes || _open is null || (await plan.LoadNoteAsync(CancellationToken.None).ConfigureAwait(false))?.ToText() == _open.ToText();

    private async Task TrySaveAsync(RotationNote? note)
    {
        try
        {
            var isOurs = await IsOursAsync().ConfigureAwait(false);
            _open = null;
            await (isOurs ? plan.SaveNoteAsync(note, CancellationToken.None) : Task.CompletedTask).ConfigureAwait(false);
        }
        catch (ClientSecretException)
        {
            // Then the next run waits, or asks.
        }
    }
}
