namespace Adobe.ServerAuth.DependencyInjection;

// What the container and the handlers hold: the provider of a name, and after its removal the one that takes its place.
internal sealed class NamedTokenProvider(TokenProviderFactory factory, string name) : ITokenProvider
{
    private CachingTokenProvider? _current;

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

    public ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default)
    {
        var current = Current;
        var token = current.GetTokenAsync(cancellationToken);
        return token.IsCompletedSuccessfully ? token : FollowAsync(current, token, null, cancellationToken);
    }

    public ValueTask<AccessToken> RenewTokenAsync(AccessToken rejected, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rejected);
        var current = Current;
        return FollowAsync(current, current.RenewTokenAsync(rejected, cancellationToken), rejected, cancellationToken);
    }

    // Who waits when the credential is removed waits for the one in its place, or learns that there is none.
    private async ValueTask<AccessToken> FollowAsync(
        CachingTokenProvider current, ValueTask<AccessToken> token, AccessToken? rejected, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await token.ConfigureAwait(false);
            }
            catch (ObjectDisposedException) when (current.IsDisposed)
            {
                current = Current;
                token = rejected is null ? current.GetTokenAsync(cancellationToken) : current.RenewTokenAsync(rejected, cancellationToken);
            }
        }
    }
}
