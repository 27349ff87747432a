using Adobe.ServerAuth.Credentials;

namespace Adobe.ServerAuth.Caching.Sharing;

// The token of a credential in the distributed cache. With two client secrets there may be one for each, while machines change from one to the other.
internal sealed class SharedEntry(IReadOnlyList<SharingKey> keys, CredentialSettings settings, TimeProvider clock)
{
    // The newest one that is news to who has the current one, and is not the one that an API refused.
    public async Task<AccessToken?> FindAsync(FleetCalls calls, AccessToken? current, AccessToken? rejected, CancellationToken cancellationToken)
    {
        SharedToken? best = null;
        foreach (var key in keys)
        {
            if (await ReadAsync(calls, key, cancellationToken).ConfigureAwait(false) is { } found
                && found.Value != rejected?.Value && found.IsNewerThan(current) && found.IsUsableAt(clock.GetUtcNow(), settings.Cache)
                && (best is null || found.CreatedAt > best.CreatedAt))
            {
                best = found;
            }
        }

        return best?.ToAccessToken(settings, clock.GetUtcNow());
    }

    // Not when another machine has brought a newer one meanwhile.
    public async Task PublishAsync(FleetCalls calls, SharedToken token, CancellationToken cancellationToken)
    {
        // The secret that IMS took just now comes first.
        var preferred = settings.ClientSecrets.EachOnce().First().Name;
        var key = keys.FirstOrDefault(key => key.SecretName == preferred) ?? keys[0];
        if (await ReadAsync(calls, key, cancellationToken).ConfigureAwait(false) is not { } known || known.CreatedAt <= token.CreatedAt)
        {
            // It is new: how much is left of it does not depend on what this machine takes for the time.
            await calls.WriteAsync(key, key.Token, token.ToBytes(), token.Lifetime, cancellationToken).ConfigureAwait(false);
        }
    }

    // Only what still is the one that was refused.
    public async Task WithdrawAsync(FleetCalls calls, AccessToken rejected, CancellationToken cancellationToken)
    {
        foreach (var key in keys)
        {
            if (await ReadAsync(calls, key, cancellationToken).ConfigureAwait(false) is { } known && known.Value == rejected.Value)
            {
                await calls.RemoveAsync(key.Token, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<SharedToken?> ReadAsync(FleetCalls calls, SharingKey key, CancellationToken cancellationToken)
    {
        if (await calls.ReadAsync(key, key.Token, cancellationToken).ConfigureAwait(false) is not { } content)
        {
            return null;
        }

        var token = SharedToken.Read(content, settings, out var fault);
        if (token is null)
        {
            calls.TellFault(fault);
        }

        return token;
    }
}
