using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Diagnostics;

namespace Adobe.ServerAuth.Caching.Sharing;

// Looks whether another machine has brought the token that is wanted, before it asks IMS, and hands on what IMS gives.
internal sealed class SharedTokenProvider : IInformedTokenProvider, IDisposable
{
    private const int MostAttemptsToHandOn = 5;

    private readonly ITokenProvider _flow;
    private readonly CredentialSettings _settings;
    private readonly SharedTokenStore _store;
    private readonly CacheEnvironment _environment;
    private readonly SharingKeys _keys;
    private readonly string _whose;

    public SharedTokenProvider(ITokenProvider flow, CredentialSettings settings, SharedTokenStore store, CacheEnvironment environment)
    {
        _flow = flow;
        _settings = settings;
        _store = store;
        _environment = environment;
        _whose = settings.Name is null ? "" : $" of credential '{SafeText.Clean(settings.Name)}'";
        _keys = new SharingKeys(settings, environment.Clock, environment.Logger, _whose);
    }

    private TimeProvider Clock => _environment.Clock;

    public ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken = default) => GetTokenAsync(null, null, cancellationToken);

    public ValueTask<AccessToken> RenewTokenAsync(AccessToken rejected, CancellationToken cancellationToken = default) => GetTokenAsync(rejected, rejected, cancellationToken);

    public async ValueTask<AccessToken> GetTokenAsync(AccessToken? current, AccessToken? rejected, CancellationToken cancellationToken)
    {
        var keys = await _keys.GetAsync(cancellationToken).ConfigureAwait(false);
        if (keys.Count == 0)
        {
            return await _flow.FetchAsync(current, rejected, cancellationToken).ConfigureAwait(false);
        }

        var entry = new SharedEntry(keys, _settings, Clock);
        var lease = new FleetLease(keys[0], _settings.Name, Clock);
        var calls = new FleetCalls(_store, Clock, _environment.Logger, _whose);
        if (await FindAsync(new SharedLook(entry, lease, calls, _settings, _environment), calls, current, rejected, cancellationToken).ConfigureAwait(false) is { } found)
        {
            return found;
        }

        try
        {
            var token = await _flow.FetchAsync(current, rejected, cancellationToken).ConfigureAwait(false);

            // Nobody waits for the cache once there is a token.
            HandOnAsync(token, lease, calls.ForTheEnd()).Forget();
            return token;
        }
        catch (Exception e)
        {
            EndAsync(e, lease, calls.ForTheEnd()).Forget();
            throw;
        }
    }

    public void Dispose() => (_flow as IDisposable)?.Dispose();

    private async Task<AccessToken?> FindAsync(SharedLook look, FleetCalls calls, AccessToken? current, AccessToken? rejected, CancellationToken cancellationToken)
    {
        if (current is not null && !SharedToken.CanBeHandedOn(current, _settings))
        {
            // A credential of such tokens finds none, and nobody waits for its next one.
            return null;
        }

        var found = await look.FindAsync(current, rejected, cancellationToken).ConfigureAwait(false);
        _environment.Metrics.LookedUp(found is not null ? TelemetryValues.Taken : calls.AreOver ? TelemetryValues.Unavailable : TelemetryValues.Missed);
        if (found is not null)
        {
            _environment.Logger.SharedTokenTaken(_whose, found.ExpiresAt);
        }

        return found;
    }

    private async Task HandOnAsync(AccessToken token, FleetLease lease, FleetCalls calls)
    {
        if (SharedToken.Of(token, _settings, Clock.GetUtcNow()) is { } shared)
        {
            // A vault may have another secret by now than when the look began, and IMS took that one.
            var keys = await _keys.GetAsync(CancellationToken.None).ConfigureAwait(false);
            calls = keys.Count == 0 ? calls : await PublishAsync(shared, new SharedEntry(keys, _settings, Clock), calls).ConfigureAwait(false);
            await lease.ReleaseAsync(calls, CancellationToken.None).ConfigureAwait(false);
        }
        else
        {
            _environment.Logger.TokenNotShared(_whose);
            await lease.TellNoUseAsync(calls, CancellationToken.None).ConfigureAwait(false);
        }
    }

    // A cache that is away for a moment gets it when it is back.
    private async Task<FleetCalls> PublishAsync(SharedToken token, SharedEntry entry, FleetCalls calls)
    {
        for (var attempt = 1; ; attempt++)
        {
            await entry.PublishAsync(calls, token, CancellationToken.None).ConfigureAwait(false);
            if (!calls.AreOver || attempt == MostAttemptsToHandOn)
            {
                return calls;
            }

            var pause = _store.PauseLeft;
            await Task.Delay(pause > SharedTokenStore.CallTimeout ? pause : SharedTokenStore.CallTimeout, Clock).ConfigureAwait(false);
            calls = calls.ForTheEnd();
        }
    }

    private static async Task EndAsync(Exception failure, FleetLease lease, FleetCalls calls)
    {
        if (FleetLease.PauseAskedBy(failure) is { } pause)
        {
            await lease.PauseAsync(calls, pause, CancellationToken.None).ConfigureAwait(false);
        }
        else
        {
            await lease.ReleaseAsync(calls, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
