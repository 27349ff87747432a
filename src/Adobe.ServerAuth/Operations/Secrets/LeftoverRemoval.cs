using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Operations.Secrets;

// Removes the secret that an interrupted run has added and not stored, if it is that.
internal sealed class LeftoverRemoval(ClientSecretsClient secrets, PlanCalls plan, ILogger logger)
{
    // A run adds its secret right after its note, so one from another time is somebody else's. The two clocks may differ.
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(2);

    // What there is then.
    public async Task<IReadOnlyList<ClientSecretInfo>> RunAsync(RotationNote note, IReadOnlyList<ClientSecretInfo> there, CancellationToken cancellationToken)
    {
        var added = there.Where(secret => note.NewId is { } id ? secret.Id == id : !note.Before.Contains(secret.Id)).ToArray();
        if (added.Length == 0)
        {
            return there;
        }

        var leftover = added[0];
        if (added.Length > 1 || there.Count < 2 || !IsOurs(note, leftover))
        {
            throw RotationFailures.NotOurs(added);
        }

        await secrets.RemoveIfThereAsync(leftover.Id, cancellationToken).ConfigureAwait(false);
        logger.LeftoverClientSecretRemoved(SafeText.Clean(leftover.Id) ?? "", secrets.CredentialId);
        await plan.TellAsync(ClientSecretRotationStep.LeftoverRemoved).ConfigureAwait(false);
        return [.. there.Where(secret => secret.Id != leftover.Id)];
    }

    // The run itself may have used it, to prove it.
    private bool IsOurs(RotationNote note, ClientSecretInfo leftover) => note.NewId is not null
        ? leftover.LastUsedAt is not { } used || used - note.WrittenAt <= plan.LongestSilence
        : leftover.LastUsedAt is null && (leftover.CreatedAt - note.WrittenAt).Duration() <= Window;
}
