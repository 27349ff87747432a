using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Caching.Sharing;

// One key for each client secret of a credential, in the order in which IMS would be asked with them.
internal sealed class SharingKeys(CredentialSettings settings, TimeProvider clock, ILogger logger, string whose)
{
    private int _isShortTold;

    // None when no secret can be had in time: the token request will tell why.
    public async Task<IReadOnlyList<SharingKey>> GetAsync(CancellationToken cancellationToken)
    {
        var keys = new List<SharingKey>();
        foreach (var secret in settings.ClientSecrets.EachOnce())
        {
            if (await ValueAsync(secret, cancellationToken).ConfigureAwait(false) is { } value)
            {
                keys.Add(SharingKey.From(secret.Name, value, settings));
            }
        }

        return keys;
    }

    private async Task<string?> ValueAsync(ClientSecret secret, CancellationToken cancellationToken)
    {
        try
        {
            var value = await secret.GetAsync(SharedTokenStore.CallTimeout, clock, cancellationToken).ConfigureAwait(false);
            if (value?.Length < ClientSecrets.ShortestToShare)
            {
                TellShort(secret);
                return null;
            }

            return value;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    // Only of a vault's: what stands in the options was refused before.
    private void TellShort(ClientSecret secret)
    {
        if (Interlocked.Exchange(ref _isShortTold, 1) == 0)
        {
            logger.SecretTooShortToShare(secret.Name, whose, ClientSecrets.ShortestToShare);
        }
    }
}
