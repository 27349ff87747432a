using Adobe.ServerAuth.Caching.Sharing;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.DependencyInjection;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.FleetSimulation.Servers;
using Adobe.ServerAuth.FleetSimulation.Time;
using Adobe.ServerAuth.TokenEndpoint;
using Microsoft.Extensions.Logging.Abstractions;

namespace Adobe.ServerAuth.FleetSimulation.Machines;

// One run of the application on a machine, with the provider as the library puts it together.
internal sealed class MachineProcess : IDisposable
{
    private readonly Machine _machine;
    private readonly Fleet _fleet;
    private readonly Random _random;
    private readonly MachineClock _clock;
    private readonly ConfiguredTokenProvider _credential;
    private readonly CachingTokenProvider _provider;
    private AccessToken? _token;
    private IssuedToken? _issued;
    private bool _isDisposed;

    public MachineProcess(Machine machine, Fleet fleet, Random random)
    {
        (_machine, _fleet, _random) = (machine, fleet, random);
        _clock = new MachineClock(fleet.Events, fleet.Scenario.Skew(machine.Number));
        var ims = new HttpMessageInvoker(new ImsConnection(fleet.Ims, machine.Number, fleet.Events, _clock, random));
        var store = new SharedTokenStore(new CacheConnection(fleet.Cache, fleet.Events, _clock, random), _clock, NullLogger.Instance);
        var environment = new TokenRequestEnvironment(_clock, TokenMetrics.OfProcess, null, random.NextDouble);
        var parts = new TokenProviderParts(ims, environment, NullLoggerFactory.Instance, fleet.Scenario.IsShared ? new DistributedTokenSharing(store) : null);
        var reader = new SnapshotReader(fleet.Options);
        _credential = new ConfiguredTokenProvider("", reader.Read(""), reader, parts, NullLogger.Instance, ims);
        _provider = _credential.Provider;
    }

    public bool IsCalling { get; private set; } = true;

    public int Waiting { get; private set; }

    private long Now => _fleet.Events.Now;

    // From one call to the next.
    public long Pause() => (long)(_fleet.Scenario.CallEvery.Ticks * (0.9 + (0.2 * _random.NextDouble())));

    public void Call()
    {
        _fleet.Tally.Calls++;
        var answer = _provider.GetTokenAsync();
        if (answer.IsCompletedSuccessfully)
        {
            Use(answer.Result);
        }
        else
        {
            _ = WaitAsync(answer.AsTask());
        }
    }

    public void StopCalling() => IsCalling = false;

    // Nothing that it had begun goes on.
    public void Crash()
    {
        StopCalling();
        _clock.IsStopped = true;
    }

    public void Dispose()
    {
        _isDisposed = true;
        _credential.Dispose();
    }

    private async Task WaitAsync(Task<AccessToken> answer)
    {
        var (startedAt, isAtStart) = (Now, _token is null);
        Waiting++;
        try
        {
            var token = await answer.ConfigureAwait(false);
            Waited(startedAt, isAtStart);
            Use(token);
        }
        catch (ObjectDisposedException) when (_isDisposed)
        {
            // It stops.
        }
        catch (AdobeServerAuthException)
        {
            Waited(startedAt, isAtStart);
            _fleet.Tally.WithoutToken++;
        }
        finally
        {
            Waiting--;
        }
    }

    private void Use(AccessToken token)
    {
        Note(token);
        if (Now >= _issued!.EndsAt)
        {
            _fleet.Tally.HandedEnded(TimeSpan.FromTicks(Now - _issued.EndsAt));
        }

        if (IsRefused())
        {
            _ = SendAgainAsync(token);
        }
    }

    // As the handler does it: once more, with what the renewal brings.
    private async Task SendAgainAsync(AccessToken refused)
    {
        var startedAt = Now;
        Waiting++;
        try
        {
            Note(await _provider.RenewTokenAsync(refused).ConfigureAwait(false));
            Waited(startedAt, isAtStart: false);
            _fleet.Tally.Refused += IsRefused() ? 1 : 0;
        }
        catch (ObjectDisposedException) when (_isDisposed)
        {
            // It stops.
        }
        catch (AdobeServerAuthException)
        {
            Waited(startedAt, isAtStart: false);
            _fleet.Tally.Refused++;
        }
        finally
        {
            Waiting--;
        }
    }

    private void Waited(long startedAt, bool isAtStart) => _fleet.Tally.Waited(TimeSpan.FromTicks(Now - startedAt), isAtStart);

    private void Note(AccessToken token)
    {
        if (!ReferenceEquals(token, _token))
        {
            (_token, _issued) = (token, _fleet.Ims.Issued(token.Value));
        }
    }

    // By the API.
    private bool IsRefused() => _issued!.IsRevoked || Now >= _issued.EndsAt || _fleet.Scenario.IsRefused(_machine.Number);
}
