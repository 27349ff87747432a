namespace Adobe.ServerAuth.Caching;

internal static class TokenFetch
{
    public static ValueTask<AccessToken> FetchAsync(this ITokenProvider provider, AccessToken? current, AccessToken? rejected, CancellationToken cancellationToken) =>
        provider is IInformedTokenProvider informed ? informed.GetTokenAsync(current, rejected, cancellationToken)
        : rejected is not null ? provider.RenewTokenAsync(rejected, cancellationToken)
        : provider.GetTokenAsync(cancellationToken);
}
