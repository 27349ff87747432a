using Adobe.ServerAuth.Credentials;

namespace Adobe.ServerAuth.Caching.Sharing;

internal sealed class DistributedTokenSharing(SharedTokenStore store) : ITokenSharing
{
    public ITokenProvider Share(ITokenProvider flow, CredentialSettings settings, CacheEnvironment environment) =>
        new SharedTokenProvider(flow, settings, store, environment);
}
