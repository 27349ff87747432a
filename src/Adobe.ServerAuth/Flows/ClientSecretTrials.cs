using Adobe.ServerAuth.Abstractions;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Flows;

// A token request with one client secret, and, when IMS refuses that, with the others that there are: each once.
internal sealed class ClientSecretTrials(CredentialSettings settings, TimeProvider clock, ILogger logger)
{
    // docs/ims-protocol.md 2: the refusals that are about the secret, and nothing that another one does not cure.
    private static readonly string[] AboutSecret = ["wrong-secret", "jwt-wrong-secret", "jwt-wrong-client"];

    public async ValueTask<AccessToken> RequestAsync(Func<string, CancellationToken, ValueTask<AccessToken>> request, CancellationToken cancellationToken)
    {
        var tried = new List<string>();
        TokenRequestException? refusal = null;
        ClientSecret? refused = null;
        foreach (var secret in settings.ClientSecrets.InOrder())
        {
            var value = await GetAsync(secret, refusal, cancellationToken).ConfigureAwait(false);
            if (value is null || tried.Contains(value))
            {
                continue;
            }

            try
            {
                var token = await request(value, cancellationToken).ConfigureAwait(false);
                settings.ClientSecrets.Prefer(secret);
                if (refused is not null)
                {
                    logger.ClientSecretReplaced(refused.Name, settings.ClientId, secret.Name);
                }

                return token;
            }
            catch (TokenRequestException e) when (AboutSecret.Contains(e.Reason))
            {
                tried.Add(value);
                refusal = tried.Count == 1 ? e : WithOthers(e, tried.Count);
                refused = secret;
            }
        }

        throw refusal!;
    }

    // Null when a vault fails that is asked again: what IMS said before tells more.
    private async ValueTask<string?> GetAsync(ClientSecret secret, TokenRequestException? refusal, CancellationToken cancellationToken)
    {
        try
        {
            return await secret.GetAsync(settings.TokenRequest.AttemptTimeout, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested && refusal is not null)
        {
            return null;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            var why = e is TimeoutException ? FormattableString.Invariant($"did not answer within {settings.TokenRequest.AttemptTimeout.TotalSeconds:0.###} s (TokenRequest:AttemptTimeout)") : $"failed: {e.GetType().Name}";
            throw new CredentialException($"The client secret could not be had: {secret.Name} {why}. Nothing was sent. Look at the vault that it asks{(e is TimeoutException ? "." : "; the inner exception tells more.")}", e)
            {
                CredentialName = settings.Name,
                IsTransient = true,
            };
        }
    }

    private static TokenRequestException WithOthers(TokenRequestException refusal, int count) =>
        (TokenRequestException)(TokenRequestFailure.From(refusal) with { Message = $"{refusal.Message} (All {count} client secrets that are set were refused.)" }).ToException(null, null);
}
