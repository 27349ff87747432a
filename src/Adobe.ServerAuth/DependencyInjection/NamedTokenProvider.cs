namespace Adobe.ServerAuth.DependencyInjection;

// What everyone outside holds: the provider of a name, and after its removal the one that takes its place. Nobody can dispose it.
internal sealed class NamedTokenProvider(TokenProviderFactory factory, string name) : ITokenProvider
{
    private CachingTokenProvider? _current;

    // A cache that was disposed has no fresh token.
    public ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default) =>
        Volatile.Read(ref _current)?.Fresh is { } token ? new ValueTask<AccessToken>(token) : GetSlowlyAsync(cancellationToken);

    public ValueTask<AccessToken> RenewTokenAsync(AccessToken rejected, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rejected);
        return FollowAsync(null, default, rejected, cancellationToken);
    }

    private ValueTask<AccessToken> GetSlowlyAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _current) is not { IsDisposed: false } current)
        {
            return FollowAsync(null, default, null, cancellationToken);
        }

        var token = current.GetTokenAsync(cancellationToken);
        return token.IsCompletedSuccessfully ? token : FollowAsync(current, token, null, cancellationToken);
    }

    // Who waits when the credential is removed waits for the one in its place, or learns that there is none.
    private async ValueTask<AccessToken> FollowAsync(
        CachingTokenProvider? current, ValueTask<AccessToken> token, AccessToken? rejected, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (current is null)
            {
                current = factory.Get(name);
                Volatile.Write(ref _current, current);
                token = rejected is null ? current.GetTokenAsync(cancellationToken) : current.RenewTokenAsync(rejected, cancellationToken);
            }

            try
            {
                return await token.ConfigureAwait(false);
            }
            catch (ObjectDisposedException) when (current.IsDisposed)
            {
                current = null;
            }
        }
    }
}
