using Adobe.ServerAuth.Caching;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.DependencyInjection;

// Looks, before it asks IMS and after a refusal, whether the files of the credential are still those that were read. If they are not, another
// provider takes the place of this one, and who waits for a token begins again with that.
internal sealed class FollowingTokenProvider(ITokenProvider flow, CredentialSettings settings, TimeProvider clock, ConfiguredTokenProvider owner) : IInformedTokenProvider, IChangeFollower, IDisposable
{
    private static readonly TimeSpan PauseBetweenLooks = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private Task<bool>? _look;
    private long _lookedAt = clock.GetTimestamp() - clock.TimestampFrequency;

    public TimeSpan? InvalidChangeAge => owner.InvalidChangeAge;

    public ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default) => GetTokenAsync(null, null, cancellationToken);

    public ValueTask<AccessToken> RenewTokenAsync(AccessToken rejected, CancellationToken cancellationToken = default) => GetTokenAsync(rejected, rejected, cancellationToken);

    public async ValueTask<AccessToken> GetTokenAsync(AccessToken? current, AccessToken? rejected, CancellationToken cancellationToken)
    {
        await ThrowIfReplacedAsync().ConfigureAwait(false);
        try
        {
            return await flow.FetchAsync(current, rejected, cancellationToken).ConfigureAwait(false);
        }
        catch (AdobeServerAuthException e) when (e is not TokenRequestException { IsTransient: true })
        {
            await ThrowIfReplacedAsync().ConfigureAwait(false);
            throw;
        }
    }

    public void Dispose() => (flow as IDisposable)?.Dispose();

    // For those who get a remembered failure. They may be many: one look a second serves all who come while it lasts.
    public Task<bool> IsReplacedAsync()
    {
        lock (_gate)
        {
            if (_look is { IsCompleted: false })
            {
                return _look;
            }

            var now = clock.GetTimestamp();
            if (clock.GetElapsedTime(_lookedAt, now) < PauseBetweenLooks)
            {
                return Task.FromResult(false);
            }

            _lookedAt = now;
            _look = Task.Run(LookAsync);
            _look.Forget();
            return _look;
        }
    }

    private async Task ThrowIfReplacedAsync()
    {
        if (await LookAsync().ConfigureAwait(false))
        {
            throw new OperationCanceledException("The files of the credential have changed.");
        }
    }

    private async Task<bool> LookAsync() => settings.Files?.HaveChanged() == true && await owner.ReloadFilesAsync(this).ConfigureAwait(false);
}
