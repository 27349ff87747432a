using Adobe.ServerAuth.Caching;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.Flows;
using Adobe.ServerAuth.TokenEndpoint;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.DependencyInjection;

// Puts a provider together: the flow of the credential, and the cache around it.
internal sealed class TokenProviderParts(HttpMessageInvoker ims, TokenRequestEnvironment environment, ILoggerFactory loggers, ITokenSharing? sharing = null)
{
    private readonly ILogger _oauth = UnfailingLogger.Around(loggers.CreateLogger<ClientCredentialsTokenProvider>());
    private readonly ILogger _jwt = UnfailingLogger.Around(loggers.CreateLogger<JwtExchangeTokenProvider>());
    private readonly CacheEnvironment _cache = new(environment.Clock, loggers.CreateLogger<CachingTokenProvider>(), environment.Metrics, environment.Draw);

    public TimeProvider Clock => environment.Clock;

    // A credential that was read from files reads them again when they have changed.
    public TokenSource Source(CredentialSettings settings, ConfiguredTokenProvider? follower)
    {
        ITokenProvider flow = settings.ServiceAccount is null
            ? new ClientCredentialsTokenProvider(ims, settings, environment, _oauth)
            : new JwtExchangeTokenProvider(ims, environment, _jwt, settings, LegacyCredentialNotice.OfProcess);
        flow = sharing?.Share(flow, settings, _cache) ?? flow;
        if (follower is null)
        {
            return new TokenSource(flow, settings.Cache, settings.Identity, flow as IDisposable);
        }

        var following = new FollowingTokenProvider(flow, settings, environment.Clock, follower);
        return new TokenSource(following, settings.Cache, settings.Identity, following, following.IsReplacedAsync);
    }

    public CachingTokenProvider Caching(TokenSource source, IDisposable? owned) => new(source, _cache, owned);
}
