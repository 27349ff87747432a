using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Adobe.ServerAuth.IntegrationTests.MainJob;
using Adobe.ServerAuth.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Adobe.ServerAuth.IntegrationTests.Faults;

/// <summary>Runs all faults once, over sockets, with everybody listening.</summary>
public sealed class FaultRun : IAsyncLifetime
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(20);

    private readonly EmulatedCredential _credential = new() { ClientSecrets = [new string(RandomNumberGenerator.GetItems<char>(".*+?^${}()|[]\\\"'<>&%/=#~;:,@!-_", 40))] };
    private readonly ConcurrentQueue<string> _sent = new();
    private readonly List<string> _logs = [];
    private readonly List<FaultObservation> _observations = [];
    private TelemetryTexts? _telemetry;

    internal static IReadOnlyList<FaultCase> Cases { get; } = [.. BrokenAnswers.All, .. BrokenConnections.All, .. Refusals.All];

    internal IReadOnlyList<FaultObservation> Observations => _observations;

    internal string Secret => _credential.ClientSecrets[0];

    internal string PrivateKey { get; private set; } = "";

    internal IReadOnlyCollection<string> SentForms => _sent;

    internal IReadOnlyCollection<string> Logs => _logs;

    internal IEnumerable<string> Telemetry => _telemetry!.All;

    public async ValueTask InitializeAsync()
    {
        _telemetry = new TelemetryTexts();
        await using var common = await ImsEmulator.StartAsync();
        var pair = _credential.AddKeyPair();
        PrivateKey = pair.PrivateKey;
        common.AddCredential(_credential);
        foreach (var one in Cases)
        {
            if (one.Ims is null)
            {
                _observations.Add(await RunAsync(one, common, pair));
                continue;
            }

            await using var own = await one.Ims();
            own.AddCredential(_credential);
            _observations.Add(await RunAsync(one, own, pair));
        }
    }

    public ValueTask DisposeAsync()
    {
        _telemetry?.Dispose();
        return default;
    }

    private async Task<FaultObservation> RunAsync(FaultCase one, ImsEmulator adobe, EmulatedKeyPair pair)
    {
        using var log = new CollectingLog();
        await using var services = Services(one, adobe, pair, log);
        var provider = services.GetRequiredService<ITokenProvider>();
        if (one.Fault is not null)
        {
            adobe.FailShare(1, one.Date is { } date ? one.Fault.WithHeader(date.Header, (DateTimeOffset.UtcNow + date.Away).ToString("r", CultureInfo.InvariantCulture)) : one.Fault);
        }
        else if (one.First is not null)
        {
            adobe.FailNext(one.First);
        }

        var watch = Stopwatch.StartNew();
        var start = DateTimeOffset.UtcNow;
        AccessToken? token = null;
        Exception? exception = null;
        try
        {
            token = await provider.GetTokenAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(2));
        }
        catch (Exception e)
        {
            exception = e;
        }

        var elapsed = watch.Elapsed;
        var attempts = 1 + log.Lines.Count(line => line.StartsWith("Attempt ", StringComparison.Ordinal));
        adobe.StopFailing();
        var observation = new FaultObservation(one, Outcome(one, attempts, token?.ExpiresAt - start, exception), elapsed, TotalTimeout(services), exception, !one.Passes || await IsWellAsync(provider));
        _logs.AddRange(log.Lines);
        return observation;
    }

    private ServiceProvider Services(FaultCase one, ImsEmulator adobe, EmulatedKeyPair pair, CollectingLog log)
    {
        var section = one.Flow == ServerAuthFlow.Jwt ? adobe.ConfigurationOf(_credential, pair) : adobe.ConfigurationOf(_credential);
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(section).Build());
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        services.AddAdobeServerAuth().ConfigureImsHttpClient(ims => ims
            .ConfigurePrimaryHttpMessageHandler(() =>
            {
                var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = one.Handler is not null };
                one.Handler?.Invoke(handler);
                return handler;
            })
            .AddHttpMessageHandler(() => new SentForms(_sent)));
        services.PostConfigure<AdobeServerAuthOptions>(options =>
        {
            (options.TokenRequest.AttemptTimeout, options.TokenRequest.TotalTimeout) = (TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1));
            (options.TokenRequest.MaxRetries, options.TokenRequest.RetryDelay) = (2, TimeSpan.FromMilliseconds(1));
            (options.Cache.TransientFailureCooldown, options.Cache.PermanentFailureCooldown) = (TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1));
            one.Change?.Invoke(options);
        });
        return services.BuildServiceProvider();
    }

    private static TimeSpan TotalTimeout(IServiceProvider services) => services.GetRequiredService<IOptionsFactory<AdobeServerAuthOptions>>().Create("").TokenRequest.TotalTimeout;

    // What was told of the life of a token is exact; what passed before it was told is not.
    private static FaultOutcome Outcome(FaultCase one, int attempts, TimeSpan? lifetime, Exception? exception) => exception switch
    {
        null when one.Expected.Lifetime is { } expected && lifetime > expected - Tolerance && lifetime < expected + Tolerance => FaultOutcome.Token(attempts, expected),
        null => FaultOutcome.Token(attempts, lifetime!.Value),
        TokenRequestException failure => new FaultOutcome(attempts, null, failure.Reason, (int?)failure.StatusCode, failure.IsTransient),
        _ => new FaultOutcome(attempts, null, exception.GetType().Name, null, false),
    };

    private static async Task<bool> IsWellAsync(ITokenProvider provider)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(30))
        {
            try
            {
                await provider.GetTokenAsync();
                return true;
            }
            catch (TokenRequestException)
            {
                // The failure is remembered for a moment.
                await Task.Yield();
            }
        }

        return false;
    }
}
