using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.Flows;
using Adobe.ServerAuth.TokenEndpoint;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.Operations.Secrets;

// Gets a token with one client secret, and throws it away.
internal sealed class SecretProof(HttpMessageInvoker ims, CredentialSettings settings, TokenRequestEnvironment environment, ILogger logger)
{
    private readonly TokenEndpointClient _client = new(ims, settings.TokenRequest, environment, logger);

    public string ClientId => settings.ClientId;

    public async Task ProveAsync(string secret, CancellationToken cancellationToken) =>
        await _client.RequestTokenAsync(FlowRequest.Of(settings, _ => new(NewForm(secret))), cancellationToken).ConfigureAwait(false);

    // A secret that was just added may be refused for a moment.
    public async Task ProveNewAsync(string secret, TimeSpan limit, CancellationToken cancellationToken)
    {
        for (var pauses = new Pauses(limit, environment.Clock); ;)
        {
            try
            {
                await ProveAsync(secret, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (TokenRequestException e) when (e.IsTransient || e.Reason == "wrong-secret")
            {
                if (!await pauses.TryNextAsync(e.RetryAfter, cancellationToken).ConfigureAwait(false))
                {
                    throw;
                }
            }
        }
    }

    private TokenForm NewForm(string secret) => new(ClientCredentialsForm.Fields(settings, secret), new SecretFilter(secret));
}
