using Adobe.ServerAuth.Caching;
using Adobe.ServerAuth.Configuration;
using Microsoft.Extensions.Logging;

namespace Adobe.ServerAuth.DependencyInjection;

// Puts a provider together: the flow of the credential, and the cache around it.
internal sealed class TokenProviderParts(HttpMessageInvoker ims, TimeProvider clock, ILoggerFactory loggers)
{
    public TokenSource Source(CredentialSettings settings) => new(
        new ClientCredentialsTokenProvider(ims, settings, clock, loggers.CreateLogger<ClientCredentialsTokenProvider>()),
        settings.Cache,
        settings.Identity);

    public CachingTokenProvider Caching(CredentialSettings settings, IDisposable? owned) =>
        new(Source(settings), clock, loggers.CreateLogger<CachingTokenProvider>(), Random.Shared.NextDouble, owned);
}
