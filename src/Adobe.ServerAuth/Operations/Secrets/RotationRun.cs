using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Operations.Secrets;

// One run of a rotation: begins it, or continues what another run left (docs/adr/0022).
internal sealed class RotationRun(ClientSecretsClient secrets, SecretProof proof, PlanCalls plan, TimeProvider clock, ILogger logger)
{
    // A run adds its secret right after its note, so one from another time is somebody else's. The two clocks may differ.
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    public async Task<ClientSecretRotationReport> RunAsync(CancellationToken cancellationToken)
    {
        var note = await plan.LoadNoteAsync(cancellationToken).ConfigureAwait(false);
        if (note is not null && note.CredentialId != secrets.CredentialId)
        {
            throw RotationFailures.NoteOfAnother(note.CredentialId);
        }

        var there = await ListAsync(cancellationToken).ConfigureAwait(false);
        var stored = await plan.ReadAsync(cancellationToken).ConfigureAwait(false);
        var added = note is { NewId: null } ? there.Where(secret => !note.Before.Contains(secret.Id)).ToArray() : [];
        if (added.Length > 0 && note!.IsStored(stored))
        {
            there = await RemoveLeftoverAsync(note, there, added, cancellationToken).ConfigureAwait(false);
        }
        else if (added.Length > 0)
        {
            return await FinishAsync(note!, added.Length == 1 ? added[0].Id : throw RotationFailures.NotOurs(added), stored ?? throw RotationFailures.StoreIsEmpty(), null, cancellationToken).ConfigureAwait(false);
        }

        return await BeginAsync(note, there, stored, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ClientSecretRotationReport> BeginAsync(RotationNote? last, IReadOnlyList<ClientSecretInfo> there, string? stored, CancellationToken cancellationToken)
    {
        if (there.Count >= 2)
        {
            throw last?.NewId is { } newId && there.All(secret => secret.Id == newId || last.Before.Contains(secret.Id)) ? RotationFailures.NotRemovedYet(there, newId) : RotationFailures.TwoSecrets(there);
        }

        if (stored is not null)
        {
            await ProveStoredAsync(stored, cancellationToken).ConfigureAwait(false);
        }

        plan.Tell(ClientSecretRotationStep.Checked);
        var note = RotationNote.Adding(secrets.CredentialId, clock.GetUtcNow(), there.Select(secret => secret.Id), stored);
        await plan.SaveNoteAsync(note, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();

        // From here until it is stored, nobody cancels: the text of the secret is told once.
        var secret = await secrets.AddAsync(CancellationToken.None).ConfigureAwait(false);
        logger.ClientSecretAdded(SafeText.Clean(secret.Id) ?? "", secrets.CredentialId);
        plan.Tell(ClientSecretRotationStep.Added);
        await plan.StoreAsync(secret).ConfigureAwait(false);
        plan.Tell(ClientSecretRotationStep.Stored);
        return await FinishAsync(note, secret.Id, await ReadBackAsync(secret).ConfigureAwait(false), secret, cancellationToken).ConfigureAwait(false);
    }

    // Some stores do not show at once what was written.
    private async Task<string> ReadBackAsync(NewClientSecret secret)
    {
        for (var pauses = new Pauses(plan.ProofTimeout, clock); ;)
        {
            if (await plan.ReadAsync(CancellationToken.None).ConfigureAwait(false) == secret.Value)
            {
                return secret.Value;
            }

            if (!await pauses.TryNextAsync(null, CancellationToken.None).ConfigureAwait(false))
            {
                throw RotationFailures.StoredOtherwise(secret);
            }
        }
    }

    // The store holds another secret than before: the new one, as every other that there was worked before, and was not it.
    private async Task<ClientSecretRotationReport> FinishAsync(RotationNote note, string newId, string stored, NewClientSecret? secret, CancellationToken cancellationToken)
    {
        try
        {
            await proof.ProveNewAsync(stored, plan.ProofTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (AdobeServerAuthException e)
        {
            throw RotationFailures.NewDoesNotWork(newId, e);
        }

        plan.Tell(ClientSecretRotationStep.Proven);
        var there = await ListAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await plan.SaveNoteAsync(note.Done(newId, stored), cancellationToken).ConfigureAwait(false);
        }
        catch (ClientSecretException e)
        {
            throw RotationFailures.NoteNotKept(e);
        }

        logger.ClientSecretRotated(SafeText.Clean(newId) ?? "", secrets.CredentialId);
        return new ClientSecretRotationReport(
            there.FirstOrDefault(one => one.Id == newId) ?? new ClientSecretInfo(proof.ClientId, newId, secret?.CreatedAt ?? clock.GetUtcNow(), null, []),
            [.. there.Where(one => one.Id != newId)],
            wasContinued: secret is null);
    }

    private async Task<IReadOnlyList<ClientSecretInfo>> RemoveLeftoverAsync(
        RotationNote note, IReadOnlyList<ClientSecretInfo> there, ClientSecretInfo[] added, CancellationToken cancellationToken)
    {
        var leftover = added[0];
        if (added.Length > 1 || leftover.LastUsedAt is not null || (leftover.CreatedAt - note.WrittenAt).Duration() > Window)
        {
            throw RotationFailures.NotOurs(added);
        }

        await secrets.RemoveAsync(leftover.Id, cancellationToken).ConfigureAwait(false);
        logger.LeftoverClientSecretRemoved(SafeText.Clean(leftover.Id) ?? "", secrets.CredentialId);
        plan.Tell(ClientSecretRotationStep.LeftoverRemoved);
        return [.. there.Where(secret => secret.Id != leftover.Id)];
    }

    private async Task ProveStoredAsync(string stored, CancellationToken cancellationToken)
    {
        try
        {
            await proof.ProveAsync(stored, cancellationToken).ConfigureAwait(false);
        }
        catch (AdobeServerAuthException e)
        {
            throw RotationFailures.StoredDoesNotWork(e);
        }
    }

    private async Task<IReadOnlyList<ClientSecretInfo>> ListAsync(CancellationToken cancellationToken)
    {
        var there = await secrets.ListAsync(cancellationToken).ConfigureAwait(false);
        return there.FirstOrDefault(secret => !string.Equals(secret.ClientId, proof.ClientId, StringComparison.OrdinalIgnoreCase)) is { } other
            ? throw RotationFailures.OtherClient(other.ClientId, proof.ClientId)
            : there;
    }
}
