namespace Adobe.ServerAuth.Handlers;

// The default one of many credentials, found anew for each token: it may be removed and come back.
internal sealed class DefaultCredential(ITokenProviderFactory credentials) : ITokenProvider
{
    private readonly ITokenProviderFactory _credentials = credentials ?? throw new ArgumentNullException(nameof(credentials));

    public ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default) => _credentials.GetProvider("").GetTokenAsync(cancellationToken);

    public ValueTask<AccessToken> RenewTokenAsync(AccessToken rejected, CancellationToken cancellationToken = default) =>
        _credentials.GetProvider("").RenewTokenAsync(rejected, cancellationToken);
}
