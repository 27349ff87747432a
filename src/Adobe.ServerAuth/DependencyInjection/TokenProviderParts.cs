using Adobe.ServerAuth.Caching;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.Flows;
using Adobe.ServerAuth.TokenEndpoint;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.DependencyInjection;

// Puts a provider together: the flow of the credential, and the cache around it.
internal sealed class TokenProviderParts(HttpMessageInvoker ims, TokenRequestEnvironment environment, ILoggerFactory loggers)
{
    private readonly ILogger _oauth = UnfailingLogger.Around(loggers.CreateLogger<ClientCredentialsTokenProvider>());
    private readonly ILogger _jwt = UnfailingLogger.Around(loggers.CreateLogger<JwtExchangeTokenProvider>());
    private readonly CacheEnvironment _cache = new(environment.Clock, loggers.CreateLogger<CachingTokenProvider>(), environment.Metrics);

    public TokenSource Source(CredentialSettings settings)
    {
        ITokenProvider flow = settings.ServiceAccount is null
            ? new ClientCredentialsTokenProvider(ims, settings, environment, _oauth)
            : new JwtExchangeTokenProvider(ims, environment, _jwt, settings, LegacyCredentialNotice.OfProcess);
        return new TokenSource(flow, settings.Cache, settings.Identity, flow as IDisposable);
    }

    public CachingTokenProvider Caching(CredentialSettings settings, IDisposable? owned) =>
        new(Source(settings), _cache, owned);
}
