using Adobe.ServerAuth.Diagnostics;
using Polly;
using Polly.Telemetry;

namespace Adobe.ServerAuth.TokenEndpoint;

// What all token requests of an application share.
internal sealed class TokenRequestEnvironment(TimeProvider clock, TokenMetrics metrics, TelemetryListener? telemetry, Func<double>? random = null)
{
    private static readonly TokenRequestEnvironment OfProcess = new(TimeProvider.System, TokenMetrics.OfProcess, null);

    private readonly object _gate = new();
    private readonly Dictionary<Settings, WeakReference<ResiliencePipeline<AttemptOutcome>>> _pipelines = [];

    public TimeProvider Clock => clock;

    public TokenMetrics Metrics => metrics;

    // From 0 to 1. Asked for on the thread that draws: below .NET 6 each thread has a Random of its own, which another must not use.
    public Func<double> Draw { get; } = random ?? (static () => Random.Shared.NextDouble());

    // That of a provider that is made by hand.
    public static TokenRequestEnvironment With(TimeProvider clock) => clock == TimeProvider.System ? OfProcess : new(clock, TokenMetrics.OfProcess, null);

    // One for all credentials with the same settings: each has a few kilobytes.
    public ResiliencePipeline<AttemptOutcome> PipelineFor(TokenRequestOptions options)
    {
        var settings = new Settings(options.AttemptTimeout, options.TotalTimeout, options.MaxRetries, options.RetryDelay);
        lock (_gate)
        {
            if (_pipelines.TryGetValue(settings, out var known) && known.TryGetTarget(out var pipeline))
            {
                return pipeline;
            }

            // Settings that nobody has any more, after changes of the configuration.
            foreach (var unused in _pipelines.Where(pair => !pair.Value.TryGetTarget(out _)).Select(pair => pair.Key).ToArray())
            {
                _pipelines.Remove(unused);
            }

            var made = TokenRequestPipeline.Build(options, clock, telemetry, Draw);
            _pipelines[settings] = new(made);
            return made;
        }
    }

    private sealed record Settings(TimeSpan AttemptTimeout, TimeSpan TotalTimeout, int MaxRetries, TimeSpan RetryDelay);
}
