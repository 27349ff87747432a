using Adobe.ServerAuth.Caching;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Flows;
using Adobe.ServerAuth.TokenEndpoint;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.DependencyInjection;

// Puts a provider together: the flow of the credential, and the cache around it.
internal sealed class TokenProviderParts(HttpMessageInvoker ims, TokenRequestEnvironment environment, ILoggerFactory loggers)
{
    private readonly ILogger _oauth = loggers.CreateLogger<ClientCredentialsTokenProvider>();
    private readonly ILogger _jwt = loggers.CreateLogger<JwtExchangeTokenProvider>();
    private readonly ILogger _cache = loggers.CreateLogger<CachingTokenProvider>();

    public TokenSource Source(CredentialSettings settings)
    {
        ITokenProvider flow = settings.ServiceAccount is null
            ? new ClientCredentialsTokenProvider(ims, settings, environment, _oauth)
            : new JwtExchangeTokenProvider(ims, environment, _jwt, settings, LegacyCredentialNotice.OfProcess);
        return new TokenSource(flow, settings.Cache, settings.Identity, flow as IDisposable);
    }

    public CachingTokenProvider Caching(CredentialSettings settings, IDisposable? owned) =>
        new(Source(settings), environment.Clock, _cache, environment.Metrics, Random.Shared.NextDouble, owned);
}
