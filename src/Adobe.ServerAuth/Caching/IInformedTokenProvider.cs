namespace Adobe.ServerAuth.Caching;

// A provider that has to know what its cache holds already, since it may find something else in place of asking for a new token.
internal interface IInformedTokenProvider : ITokenProvider
{
    // The token at hand, usable or not, and the one that an API refused.
    ValueTask<AccessToken> GetTokenAsync(AccessToken? current, AccessToken? rejected, CancellationToken cancellationToken);
}
