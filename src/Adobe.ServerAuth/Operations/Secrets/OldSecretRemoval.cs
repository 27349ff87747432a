using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Operations.Secrets;

// Removes a secret that nobody uses, and finds reasons not to.
internal sealed class OldSecretRemoval(ClientSecretsClient secrets, SecretProof proof, PlanCalls plan, TimeProvider clock, ILogger logger)
{
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
        var isKnownByNote = await IsReplacedAsync(old, cancellationToken).ConfigureAwait(false);
        await ThrowIfInUseAsync(old, isKnownByNote, cancellationToken).ConfigureAwait(false);
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

    // Whether the note of a rotation tells that what the store holds is another secret. Without a note that is left to be seen.
    private async Task<bool> IsReplacedAsync(ClientSecretInfo old, CancellationToken cancellationToken)
    {
        var note = await plan.LoadNoteAsync(cancellationToken).ConfigureAwait(false);
        if (note is null || note.CredentialId != secrets.CredentialId)
        {
            return false;
        }

        return note.NewId is null ? throw RotationFailures.NotRemoved(old, "a rotation is not complete. Run it again first.")
            : note.NewId == old.Id ? throw RotationFailures.NotRemoved(old, "it is the one that the last rotation stored, so the application uses it.")
            : true;
    }

    private async Task ThrowIfInUseAsync(ClientSecretInfo old, bool isKnownByNote, CancellationToken cancellationToken)
    {
        var stored = await plan.ReadAsync(cancellationToken).ConfigureAwait(false) ?? throw RotationFailures.NotRemoved(old, "the store holds no secret, so it is not known which one the application uses.");
        if (isKnownByNote && !(await plan.LoadNoteAsync(cancellationToken).ConfigureAwait(false))!.IsStored(stored))
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

        var after = await secrets.ListAsync(cancellationToken).ConfigureAwait(false);
        if (after.FirstOrDefault(secret => secret.Id == old.Id)?.LastUsedAt != old.LastUsedAt)
        {
            throw RotationFailures.NotRemoved(old, "it is in use: a token was had with it just now.");
        }

        if (!isKnownByNote && !after.Any(secret => secret.Id != old.Id && secret.LastUsedAt is { } used && !(used < old.LastUsedAt)))
        {
            throw RotationFailures.NotRemoved(
                old,
                "without the note of a rotation, only the uses that Adobe shows tell which secret the store holds, and they do not show yet that it is the other one. Try again in a while, or remove it with ClientSecretsClient.RemoveAsync if you know.");
        }
    }
}
