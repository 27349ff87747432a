using Adobe.ServerAuth.Caching;
using Adobe.ServerAuth.Caching.Sharing;
using Adobe.ServerAuth.Credentials;
using Adobe.ServerAuth.Diagnostics;
using Adobe.ServerAuth.Tests.Fakes;
using Microsoft.Extensions.Caching.Distributed;

namespace Adobe.ServerAuth.Tests.Caching.Sharing;

/// <summary>Machines that share one distributed cache and one IMS, on one fake clock.</summary>
internal sealed class Fleet : IDisposable
{
    private readonly List<IDisposable> _machines = [];

    public Fleet()
    {
        Cache = new FakeDistributedCache(Clock);
        Ims = new FleetIms(Clock);
    }

    public TestClock Clock { get; } = new();

    public FakeDistributedCache Cache { get; }

    public FleetIms Ims { get; }

    public RecordingLogger Log { get; } = new();

    /// <summary>The cache answers no call: their time limits are what is waited for.</summary>
    public bool IsCacheSilent { get; set; }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A machine of its own: cache, store and clock, which may be wrong.</summary>
    public CachingTokenProvider NewMachine(Action<AdobeServerAuthOptions>? change = null, TimeSpan skew = default, IDistributedCache? cache = null, RecordingLogger? log = null)
    {
        var clock = skew == TimeSpan.Zero ? (TimeProvider)Clock : new SkewedClock(Clock, skew);
        var settings = CredentialSettings.From(null, Make.Options(change));
        var environment = new CacheEnvironment(clock, log ?? Log, TokenMetrics.OfProcess, () => 0.5);
        var shared = new SharedTokenProvider(Ims.For(clock.GetUtcNow), settings, new SharedTokenStore(cache ?? Cache, clock, log ?? Log), environment);
        var machine = new CachingTokenProvider(new TokenSource(shared, settings.Cache, settings.Identity), environment, shared);
        _machines.Add(machine);
        return machine;
    }

    public Task<AccessToken> GetAsync(CachingTokenProvider machine) => RunAsync(() => machine.GetTokenAsync(Cancel).AsTask());

    public Task<AccessToken> RenewAsync(CachingTokenProvider machine, AccessToken rejected) => RunAsync(() => machine.RenewTokenAsync(rejected, Cancel).AsTask());

    public Task<T> RunAsync<T>(Func<Task<T>> start) => Clock.RunAsync(IsCacheSilent, start);

    /// <summary>Waits for what goes on after the callers have their token.</summary>
    public static Task SettledAsync(Func<bool> condition) => Settling.UntilAsync(condition);

    /// <summary>Waits until the token and the end of the lease have been written.</summary>
    public Task HandedOnAsync() => SettledAsync(() => Cache.TokenKey is not null && Cache.LeaseKey is null);

    public void Dispose()
    {
        foreach (var machine in _machines)
        {
            machine.Dispose();
        }
    }

    private sealed class SkewedClock(TestClock clock, TimeSpan skew) : TimeProvider
    {
        public override long TimestampFrequency => clock.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + skew;

        public override long GetTimestamp() => clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => clock.CreateTimer(callback, state, dueTime, period);
    }
}
