using Adobe.ServerAuth.Credentials;

namespace Adobe.ServerAuth.DependencyInjection;

// Looks, before it asks IMS and after a refusal, whether the files of the credential are still those that were read.
internal sealed class FollowingTokenProvider(ITokenProvider flow, CredentialSettings settings, Func<ITokenProvider> reload) : ITokenProvider, IDisposable
{
    public async ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default)
    {
        if (Changed(cancellationToken) is { } changed)
        {
            return await changed.GetTokenAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await flow.GetTokenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AdobeServerAuthException e) when (e is not TokenRequestException { IsTransient: true })
        {
            if (Changed(cancellationToken) is { } now)
            {
                return await now.GetTokenAsync(cancellationToken).ConfigureAwait(false);
            }

            throw;
        }
    }

    public ValueTask<AccessToken> RenewTokenAsync(AccessToken rejected, CancellationToken cancellationToken = default) => GetTokenAsync(cancellationToken);

    public void Dispose() => (flow as IDisposable)?.Dispose();

    // Null when nothing has changed, or to nothing that can be used.
    private ITokenProvider? Changed(CancellationToken cancellationToken)
    {
        if (settings.Files?.HaveChanged() != true)
        {
            return null;
        }

        var current = reload();

        // Another credential than before: who waits for the token of the old one begins again.
        cancellationToken.ThrowIfCancellationRequested();
        return ReferenceEquals(current, this) ? null : current;
    }
}
