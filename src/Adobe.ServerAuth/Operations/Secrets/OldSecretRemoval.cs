using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Operations.Secrets;

// Removes a secret that nobody uses, and finds reasons not to.
internal sealed class OldSecretRemoval(ClientSecretsClient secrets, SecretProof proof, PlanCalls plan, TimeProvider clock, ILogger logger)
{
    // What the last rotation replaced. False when nothing of it is there any more.
    public async Task<bool> RunAsync(TimeSpan unusedFor, CancellationToken cancellationToken)
    {
        if (await plan.LoadNoteAsync(cancellationToken).ConfigureAwait(false) is not { } note)
        {
            return false;
        }

        if (note.CredentialId != secrets.CredentialId)
        {
            throw RotationFailures.NoteOfAnother(note.CredentialId);
        }

        if (note.NewId is null)
        {
            throw RotationFailures.NotComplete();
        }

        var isRemoved = false;
        foreach (var old in note.Before)
        {
            isRemoved |= await RunAsync(old, unusedFor, cancellationToken).ConfigureAwait(false);
        }

        return isRemoved;
    }

    // False when it is not there any more.
    public async Task<bool> RunAsync(string secretId, TimeSpan unusedFor, CancellationToken cancellationToken)
    {
        var there = await secrets.ListAsync(cancellationToken).ConfigureAwait(false);
        if (there.FirstOrDefault(secret => secret.Id == secretId) is not { } old)
        {
            return false;
        }

        if (there.Count < 2)
        {
            throw RotationFailures.NotRemoved(old, "it is the only one of the credential, and nothing could get a token without it.");
        }

        if (!string.Equals(old.ClientId, proof.ClientId, StringComparison.OrdinalIgnoreCase))
        {
            throw RotationFailures.OtherClient(old.ClientId, proof.ClientId);
        }

        ThrowIfUsed(old, unusedFor);
        var note = await LoadNoteAsync(old, cancellationToken).ConfigureAwait(false);
        var after = await ProveStoredAsync(old, note, cancellationToken).ConfigureAwait(false);
        if (after.FirstOrDefault(secret => secret.Id == secretId) is not { } still)
        {
            return false;
        }

        if (note is not null)
        {
            // What the store holds is another one, so a use of just now was somebody else's.
            ThrowIfUsed(still, unusedFor);
        }
        else
        {
            ThrowIfInUse(old, still, after);
        }

        await secrets.RemoveAsync(old.Id, cancellationToken).ConfigureAwait(false);
        logger.OldClientSecretRemoved(SafeText.Clean(old.Id) ?? "", secrets.CredentialId);
        plan.Tell(ClientSecretRotationStep.OldRemoved);
        return true;
    }

    private void ThrowIfUsed(ClientSecretInfo old, TimeSpan unusedFor)
    {
        if (old.LastUsedAt is { } used && clock.GetUtcNow() - used < unusedFor)
        {
            throw RotationFailures.NotRemoved(old, FormattableString.Invariant($"it was used within {unusedFor}. Somebody still has it: find out who, or wait."));
        }
    }

    // That of a rotation which is complete and stored another secret. Without one, uses must tell which secret the store holds.
    private async Task<RotationNote?> LoadNoteAsync(ClientSecretInfo old, CancellationToken cancellationToken)
    {
        var note = await plan.LoadNoteAsync(cancellationToken).ConfigureAwait(false);
        if (note is null || note.CredentialId != secrets.CredentialId)
        {
            return null;
        }

        return note.NewId is null ? throw RotationFailures.NotComplete()
            : note.NewId == old.Id ? throw RotationFailures.NotRemoved(old, "it is the one that the last rotation stored, so the application uses it.")
            : note;
    }

    // The secrets as they are after a token was had with what the store holds.
    private async Task<IReadOnlyList<ClientSecretInfo>> ProveStoredAsync(ClientSecretInfo old, RotationNote? note, CancellationToken cancellationToken)
    {
        var stored = await plan.ReadAsync(cancellationToken).ConfigureAwait(false) ?? throw RotationFailures.NotRemoved(old, "the store holds no secret, so it is not known which one the application uses.");
        if (note?.IsStored(stored) == false)
        {
            throw RotationFailures.NotRemoved(old, "the store holds another secret than the last rotation stored, which may be this one.");
        }

        try
        {
            await proof.ProveAsync(stored, cancellationToken).ConfigureAwait(false);
        }
        catch (AdobeServerAuthException e)
        {
            throw RotationFailures.NotRemoved(old, "what the store holds gets no token, so the application may have to go back to this one: " + e.Message);
        }

        return await secrets.ListAsync(cancellationToken).ConfigureAwait(false);
    }

    private static void ThrowIfInUse(ClientSecretInfo old, ClientSecretInfo still, IReadOnlyList<ClientSecretInfo> after)
    {
        if (still.LastUsedAt != old.LastUsedAt)
        {
            throw RotationFailures.NotRemoved(old, "it is in use: a token was had with it just now.");
        }

        if (!after.Any(secret => secret.Id != old.Id && secret.LastUsedAt is { } used && !(used < old.LastUsedAt)))
        {
            throw RotationFailures.NotRemoved(
                old,
                "without the note of a rotation, only the uses that Adobe shows tell which secret the store holds, and they do not show yet that it is the other one. Try again in a while, or remove it with ClientSecretsClient.RemoveAsync if you know.");
        }
    }
}
