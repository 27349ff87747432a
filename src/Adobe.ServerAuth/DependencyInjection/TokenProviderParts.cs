using Adobe.ServerAuth.Caching;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Flows;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.DependencyInjection;

// Puts a provider together: the flow of the credential, and the cache around it.
internal sealed class TokenProviderParts(HttpMessageInvoker ims, TimeProvider clock, ILoggerFactory loggers)
{
    public TokenSource Source(CredentialSettings settings)
    {
        ITokenProvider flow = settings.ServiceAccount is null
            ? new ClientCredentialsTokenProvider(ims, settings, clock, loggers.CreateLogger<ClientCredentialsTokenProvider>())
            : new JwtExchangeTokenProvider(ims, clock, loggers.CreateLogger<JwtExchangeTokenProvider>(), settings, LegacyCredentialNotice.OfProcess);
        return new TokenSource(flow, settings.Cache, settings.Identity, flow as IDisposable);
    }

    public CachingTokenProvider Caching(CredentialSettings settings, IDisposable? owned) =>
        new(Source(settings), clock, loggers.CreateLogger<CachingTokenProvider>(), Random.Shared.NextDouble, owned);
}
