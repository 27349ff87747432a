using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Operations.Secrets;

// Removes a secret that nobody uses, and finds reasons not to.
internal sealed class OldSecretRemoval(ClientSecretsClient secrets, SecretProof proof, PlanCalls plan, TimeProvider clock, ILogger logger)
{
    // Who uses a secret asks with it once a day.
    private static readonly TimeSpan LeastWithoutNote = TimeSpan.FromDays(1);

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

        if (!note.IsDone)
        {
            // The next run completes it, and only then there is an old one.
            return false;
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
        if (Find(there, secretId) is not { } old)
        {
            return false;
        }

        if (!string.Equals(old.ClientId, proof.ClientId, StringComparison.OrdinalIgnoreCase))
        {
            throw RotationFailures.OtherClient(old.ClientId, proof.ClientId);
        }

        ThrowIfOnlyOne(old, there);
        ThrowIfUsed(old, unusedFor);
        var note = await LoadNoteAsync(old, cancellationToken).ConfigureAwait(false);
        await ProveStoredAsync(old, note, cancellationToken).ConfigureAwait(false);
        var after = await secrets.ListAsync(cancellationToken).ConfigureAwait(false);
        if (Find(after, secretId) is not { } still)
        {
            return false;
        }

        ThrowIfOnlyOne(old, after);
        if (note is not null)
        {
            // What the store holds is another one, so a use of just now was somebody else's.
            ThrowIfUsed(still, unusedFor);
            if (Find(after, note.NewId!) is null)
            {
                throw RotationFailures.NotRemoved(old, "the one that the last rotation stored is not listed.");
            }
        }
        else
        {
            ThrowIfNotSeenInUse(old, still, there, after, unusedFor);
        }

        await secrets.RemoveIfThereAsync(old.Id, cancellationToken).ConfigureAwait(false);
        logger.OldClientSecretRemoved(SafeText.Clean(old.Id) ?? "", secrets.CredentialId);
        await plan.TellAsync(ClientSecretRotationStep.OldRemoved).ConfigureAwait(false);
        return true;
    }

    private static ClientSecretInfo? Find(IReadOnlyList<ClientSecretInfo> secrets, string id) => secrets.FirstOrDefault(secret => secret.Id == id);

    private static void ThrowIfOnlyOne(ClientSecretInfo old, IReadOnlyList<ClientSecretInfo> there)
    {
        if (there.Count < 2)
        {
            throw RotationFailures.NotRemoved(old, "it is the only one of the credential, and nothing could get a token without it.");
        }
    }

    // One that was just added was not unused for long.
    private void ThrowIfUsed(ClientSecretInfo old, TimeSpan unusedFor)
    {
        if (unusedFor > TimeSpan.Zero && clock.GetUtcNow() - (old.LastUsedAt ?? old.CreatedAt) < unusedFor)
        {
            throw RotationFailures.NotRemoved(
                old,
                FormattableString.Invariant($"it was {(old.LastUsedAt is null ? "added" : "used")} within {unusedFor}. ") + (old.LastUsedAt is null ? "Somebody may be about to use it: ask, or wait." : "Somebody still has it: find out who, or wait."));
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

        return !note.IsDone ? throw RotationFailures.NotComplete()
            : note.NewId == old.Id ? throw RotationFailures.NotRemoved(old, "by the note it is the one that the last rotation stored. " + RotationFailures.DiscardNote)
            : note;
    }

    private async Task ProveStoredAsync(ClientSecretInfo old, RotationNote? note, CancellationToken cancellationToken)
    {
        var stored = await plan.ReadAsync(cancellationToken).ConfigureAwait(false) ?? throw RotationFailures.NotRemoved(old, "the store holds no secret, so it is not known which one the application uses.");
        if (note?.IsNew(stored) == false)
        {
            throw RotationFailures.NotRemoved(old, "the store holds another secret than the last rotation stored, which may be this one. " + RotationFailures.DiscardNote);
        }

        try
        {
            await proof.ProveAsync(stored, cancellationToken).ConfigureAwait(false);
        }
        catch (AdobeServerAuthException e)
        {
            throw RotationFailures.NotRemoved(old, "what the store holds gets no token, so the application may have to go back to this one: " + e.Message);
        }
    }

    private static void ThrowIfNotSeenInUse(ClientSecretInfo old, ClientSecretInfo still, IReadOnlyList<ClientSecretInfo> before, IReadOnlyList<ClientSecretInfo> after, TimeSpan unusedFor)
    {
        if (still.LastUsedAt != old.LastUsedAt)
        {
            throw RotationFailures.NotRemoved(old, "it is in use: a token was had with it just now.");
        }

        if (unusedFor < LeastWithoutNote)
        {
            throw RotationFailures.NotRemoved(old, "without the note of a rotation, it is not known which one the store holds, so ask for a pause of a day at least, or remove it with ClientSecretsClient.RemoveAsync if you know.");
        }

        if (!after.Any(secret => secret.Id != old.Id && secret.LastUsedAt is { } used && !(used <= Find(before, secret.Id)?.LastUsedAt)))
        {
            throw RotationFailures.NotRemoved(
                old,
                "without the note of a rotation, only the uses that Adobe shows tell which secret the store holds, and they do not show yet that a token was had with the other one just now. Try again in a while, or remove it with ClientSecretsClient.RemoveAsync if you know.");
        }
    }
}
