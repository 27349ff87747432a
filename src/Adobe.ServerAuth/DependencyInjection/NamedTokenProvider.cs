namespace Adobe.ServerAuth.DependencyInjection;

// What the container and the handlers hold: the provider of a name, and after its removal the one that took its place.
internal sealed class NamedTokenProvider(TokenProviderFactory factory, string name) : ITokenProvider
{
    private CachingTokenProvider? _current;

    public ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default) => Current.GetTokenAsync(cancellationToken);

    public ValueTask<AccessToken> RenewTokenAsync(AccessToken rejected, CancellationToken cancellationToken = default) =>
        Current.RenewTokenAsync(rejected, cancellationToken);

    private CachingTokenProvider Current
    {
        get
        {
            if (Volatile.Read(ref _current) is { IsDisposed: false } current)
            {
                return current;
            }

            current = factory.Get(name);
            Volatile.Write(ref _current, current);
            return current;
        }
    }
}
