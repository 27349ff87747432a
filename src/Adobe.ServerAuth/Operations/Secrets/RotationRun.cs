using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Operations.Secrets;

// One run of a rotation: begins it, or continues what another run left (docs/adr/0022).
internal sealed class RotationRun(ClientSecretsClient secrets, SecretProof proof, PlanCalls plan, TimeProvider clock, ILogger logger)
{
    private readonly RotationNotes _notes = new(plan, secrets.CredentialId, clock);

    public async Task<ClientSecretRotationReport> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await RunOnceAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception)
        {
            await _notes.EndAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<ClientSecretRotationReport> RunOnceAsync(CancellationToken cancellationToken)
    {
        var note = await _notes.LoadAsync(cancellationToken).ConfigureAwait(false);

        // Before the list: what is stored was added before.
        var stored = await plan.ReadAsync(cancellationToken).ConfigureAwait(false);
        var there = await ListAsync(stored, cancellationToken).ConfigureAwait(false);
        if (note is not { IsDone: false })
        {
            ThrowIfFull(note, there);
            await ProveStoredAsync(stored, cancellationToken).ConfigureAwait(false);
            return await BeginAsync(note, there, stored, cancellationToken).ConfigureAwait(false);
        }

        if (note.IsNew(stored))
        {
            await ProveNewAsync(note.NewId!, stored!, null, cancellationToken).ConfigureAwait(false);
            return await FinishAsync(note, null, cancellationToken).ConfigureAwait(false);
        }

        if (!note.IsOld(stored))
        {
            throw RotationFailures.StoreChanged(note.NewId);
        }

        await ProveStoredAsync(stored, cancellationToken).ConfigureAwait(false);

        // Before anything is removed, so that the run that has left it does not store it any more.
        note = note.TakenOver(_notes.Run, clock.GetUtcNow());
        await _notes.SaveAsync(note, cancellationToken).ConfigureAwait(false);
        there = await new LeftoverRemoval(secrets, plan, logger).RunAsync(note, there, cancellationToken).ConfigureAwait(false);
        ThrowIfFull(null, there);
        return await BeginAsync(null, there, stored, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ClientSecretRotationReport> BeginAsync(RotationNote? last, IReadOnlyList<ClientSecretInfo> there, string? stored, CancellationToken cancellationToken)
    {
        await plan.TellAsync(ClientSecretRotationStep.Checked).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        var note = RotationNote.Adding(_notes.Run, secrets.CredentialId, clock.GetUtcNow(), there.Select(secret => secret.Id), stored);
        await _notes.SaveAsync(note, cancellationToken).ConfigureAwait(false);

        // From here until it is stored, nobody cancels: the text of the secret is told once.
        var secret = await AddAsync(last).ConfigureAwait(false);
        plan.Know(secret.GetValue());
        logger.ClientSecretAdded(SafeText.Clean(secret.Id) ?? "", secrets.CredentialId);
        note = await NoteAddedAsync(note, secret).ConfigureAwait(false);
        await ProveNewAsync(secret.Id, secret.GetValue(), secret, CancellationToken.None).ConfigureAwait(false);
        await StoreAsync(secret).ConfigureAwait(false);
        await plan.TellAsync(ClientSecretRotationStep.Added).ConfigureAwait(false);
        await plan.TellAsync(ClientSecretRotationStep.Stored).ConfigureAwait(false);
        await ReadBackAsync(secret).ConfigureAwait(false);
        _notes.Resume(note);
        return await FinishAsync(note, secret, cancellationToken).ConfigureAwait(false);
    }

    private async Task<NewClientSecret> AddAsync(RotationNote? last)
    {
        try
        {
            return await secrets.AddAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (AdobeServerAuthException e) when (e is not ClientSecretException { StatusCode: null } and not ClientSecretException { IsTransient: true })
        {
            // Nothing was added, so there is nothing to continue, and what somebody else adds now is none of this run's.
            await _notes.WithdrawAsync(last).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<RotationNote> NoteAddedAsync(RotationNote adding, NewClientSecret secret)
    {
        try
        {
            await _notes.ThrowIfTakenOverAsync().ConfigureAwait(false);
            var added = adding.Added(secret, clock.GetUtcNow());
            await _notes.SaveAsync(added, CancellationToken.None).ConfigureAwait(false);
            return added;
        }
        catch (ClientSecretException e)
        {
            throw RotationFailures.NotStored(secret, e);
        }
    }

    private async Task StoreAsync(NewClientSecret secret)
    {
        try
        {
            await _notes.ThrowIfTakenOverAsync().ConfigureAwait(false);
            _notes.LeaveOpen();
            await plan.StoreAsync(secret).ConfigureAwait(false);
        }
        catch (ClientSecretException e)
        {
            throw RotationFailures.NotStored(secret, e);
        }
    }

    // Some stores do not show at once what was written.
    private async Task ReadBackAsync(NewClientSecret secret)
    {
        ClientSecretException? failure = null;
        for (var pauses = new Pauses(plan.ProofTimeout, clock); ;)
        {
            try
            {
                if (await plan.ReadAsync(CancellationToken.None).ConfigureAwait(false) == secret.GetValue())
                {
                    return;
                }

                failure = null;
            }
            catch (ClientSecretException e)
            {
                failure = e;
            }

            if (!await pauses.TryNextAsync(null, CancellationToken.None).ConfigureAwait(false))
            {
                throw RotationFailures.StoredOtherwise(secret, failure);
            }
        }
    }

    private async Task<ClientSecretRotationReport> FinishAsync(RotationNote note, NewClientSecret? secret, CancellationToken cancellationToken)
    {
        await plan.TellAsync(ClientSecretRotationStep.Proven).ConfigureAwait(false);
        var there = await secrets.ListAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _notes.ThrowIfTakenOverAsync().ConfigureAwait(false);
            await _notes.SaveAsync(note.Done(), cancellationToken).ConfigureAwait(false);
        }
        catch (ClientSecretException e)
        {
            throw RotationFailures.NoteNotKept(e);
        }

        logger.ClientSecretRotated(SafeText.Clean(note.NewId) ?? "", secrets.CredentialId);
        return new ClientSecretRotationReport(
            there.FirstOrDefault(one => one.Id == note.NewId) ?? new ClientSecretInfo(proof.ClientId, note.NewId!, secret?.CreatedAt ?? note.WrittenAt, null, []),
            [.. there.Where(one => one.Id != note.NewId)],
            wasContinued: secret is null);
    }

    private async Task ProveStoredAsync(string? stored, CancellationToken cancellationToken)
    {
        try
        {
            await (stored is null ? Task.CompletedTask : proof.ProveAsync(stored, cancellationToken)).ConfigureAwait(false);
        }
        catch (AdobeServerAuthException e)
        {
            throw RotationFailures.StoredDoesNotWork(e);
        }
    }

    private async Task ProveNewAsync(string id, string value, NewClientSecret? secret, CancellationToken cancellationToken)
    {
        try
        {
            await proof.ProveNewAsync(value, plan.ProofTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (AdobeServerAuthException e)
        {
            throw RotationFailures.NewDoesNotWork(id, secret, e);
        }
    }

    private async Task<IReadOnlyList<ClientSecretInfo>> ListAsync(string? stored, CancellationToken cancellationToken)
    {
        var there = await secrets.ListAsync(cancellationToken).ConfigureAwait(false);
        return there.FirstOrDefault(secret => !string.Equals(secret.ClientId, proof.ClientId, StringComparison.OrdinalIgnoreCase)) is { } other ? throw RotationFailures.OtherClient(other.ClientId, proof.ClientId)
            : there.Count == 0 && stored is not null ? throw RotationFailures.NothingListed()
            : there;
    }

    private static void ThrowIfFull(RotationNote? last, IReadOnlyList<ClientSecretInfo> there)
    {
        if (there.Count >= 2)
        {
            throw last?.NewId is { } newId && there.All(secret => secret.Id == newId || last.Before.Contains(secret.Id)) ? RotationFailures.NotRemovedYet(there, newId) : RotationFailures.TwoSecrets(there);
        }
    }
}
