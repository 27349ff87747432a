using Adobe.ServerAuth.Credentials;

namespace Adobe.ServerAuth.DependencyInjection;

// Looks, before it asks IMS and after a refusal, whether the files of the credential are still those that were read. If they are not, another
// provider takes the place of this one, and who waits for a token begins again with that.
internal sealed class FollowingTokenProvider(ITokenProvider flow, CredentialSettings settings, TimeProvider clock, Func<ITokenProvider, Task<bool>> reload) : ITokenProvider, IDisposable
{
    private static readonly TimeSpan PauseBetweenLooks = TimeSpan.FromSeconds(1);

    private long _lookedAt = clock.GetTimestamp() - clock.TimestampFrequency;

    public async ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default)
    {
        await ThrowIfReplacedAsync().ConfigureAwait(false);
        try
        {
            return await flow.GetTokenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AdobeServerAuthException e) when (e is not TokenRequestException { IsTransient: true })
        {
            await ThrowIfReplacedAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask<AccessToken> RenewTokenAsync(AccessToken rejected, CancellationToken cancellationToken = default) => GetTokenAsync(cancellationToken);

    public void Dispose() => (flow as IDisposable)?.Dispose();

    // For those who get a remembered failure. They may be many.
    public Task<bool> IsReplacedAsync()
    {
        var (now, before) = (clock.GetTimestamp(), Interlocked.Read(ref _lookedAt));
        return clock.GetElapsedTime(before, now) >= PauseBetweenLooks && Interlocked.CompareExchange(ref _lookedAt, now, before) == before
            ? LookAsync()
            : Task.FromResult(false);
    }

    private async Task ThrowIfReplacedAsync()
    {
        if (await LookAsync().ConfigureAwait(false))
        {
            throw new OperationCanceledException("The files of the credential have changed.");
        }
    }

    private async Task<bool> LookAsync() => settings.Files?.HaveChanged() == true && await reload(this).ConfigureAwait(false);
}
