using Adobe.ServerAuth.Abstractions;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.Caching.Sharing;

// Looks for the token of another machine, and finds out who is to ask IMS if there is none.
internal sealed class SharedLook(SharedEntry entry, FleetLease lease, FleetCalls calls, CredentialSettings settings, CacheEnvironment environment)
{
    // With the longest total timeout of a request, which may follow, still less than the cache waits for a fetch.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    // A timer does not tell less than that from nothing.
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    // The token of another machine, or null for the one that is to ask IMS. While another one asks, it is waited for.
    public async Task<AccessToken?> FindAsync(AccessToken? current, AccessToken? rejected, CancellationToken cancellationToken)
    {
        try
        {
            // No longer than a request of this machine would be allowed to take.
            var longest = settings.TokenRequest.TotalTimeout < LongestWait ? settings.TokenRequest.TotalTimeout : LongestWait;
            var startedAt = environment.Clock.GetTimestamp();
            for (var turn = 0; ; turn++)
            {
                if (await entry.FindAsync(calls, current, rejected, cancellationToken).ConfigureAwait(false) is { } found)
                {
                    return found;
                }

                if (await lease.TryTakeAsync(calls, cancellationToken).ConfigureAwait(false))
                {
                    return await LastLookAsync(current, rejected, cancellationToken).ConfigureAwait(false);
                }

                var left = longest - environment.Clock.GetElapsedTime(startedAt);
                if (calls.AreOver)
                {
                    return null;
                }

                if (left < LeastPause)
                {
                    return rejected is null && current is not null && IsGoodForAnotherLook(current) ? throw OthersAsk() : null;
                }

                var pause = TimeSpan.FromTicks((long)(Backoff.Doubled(FirstPause, turn, LongestPause).Ticks * (0.8 + (0.4 * environment.Draw()))));
                await Task.Delay(pause < left ? pause : left, environment.Clock, cancellationToken).ConfigureAwait(false);
                calls.Refill();
            }
        }
        catch (Exception)
        {
            // Who stops before it asks must not keep the others waiting.
            GiveBack();
            throw;
        }
    }

    // Who held the lease before may have handed its token on since the last look.
    private async Task<AccessToken?> LastLookAsync(AccessToken? current, AccessToken? rejected, CancellationToken cancellationToken)
    {
        var found = await entry.FindAsync(calls, current, rejected, cancellationToken).ConfigureAwait(false);
        if (found is not null)
        {
            GiveBack();
        }
        else if (rejected is not null)
        {
            await entry.WithdrawAsync(calls, rejected, cancellationToken).ConfigureAwait(false);
        }

        return found;
    }

    // While IMS is out of order the others have the token that they ask for no sooner if this machine asks too.
    private bool IsGoodForAnotherLook(AccessToken current) =>
        current.ExpiresAt - environment.Clock.GetUtcNow() > settings.Cache.ClockSkew + settings.TokenRequest.TotalTimeout + settings.TokenRequest.TotalTimeout;

    private AdobeServerAuthException OthersAsk() => new TokenRequestFailure
    {
        Message = "Other machines that share this credential's token ask IMS, and have had no token so far. This one does not ask as well: the token that it has is good for another while.",
        IsTransient = true,
        CredentialName = settings.Name,
    }.ToException(null, null);

    private void GiveBack() => lease.ReleaseAsync(calls.ForTheEnd(), CancellationToken.None).Forget();
}
